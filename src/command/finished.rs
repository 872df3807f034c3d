//! Finished runs, read from the folders that training filled.

use std::fs;
use std::path::Path;

use censet::experiment::{Experiment, parse};
use censet::search::Run;
use censet::trainer::csv_header;

use super::record::{self, Record};
use super::store::{DIGESTS, EXPERIMENT};

/// The lanes of the finished run in this folder.
///
/// # Errors
/// What is wrong with the folder and what helps.
pub fn read(folder: &Path) -> Result<Vec<Run>, String> {
    lanes(folder).map_err(|why| {
        let folder = folder.display();
        format!("{folder} is no finished run: {why}. Remove it, and it can be trained again")
    })
}

fn lanes(folder: &Path) -> Result<Vec<Run>, String> {
    let file = |name: &str| {
        fs::read_to_string(folder.join(name))
            .map_err(|error| format!("cannot read {name}: {error}"))
    };
    let text = file(EXPERIMENT)?;
    let experiment = parse(text.trim_end())
        .experiment
        .map_err(|errors| format!("{EXPERIMENT}: {}", errors[0]))?;
    let (epochs, digests) = (file("epochs.csv")?, file(DIGESTS)?);
    let mut lines = epochs.lines();
    if lines.next() != Some(&*csv_header(experiment.validation.is_some())) {
        return Err("epochs.csv does not begin with its header".into());
    }
    let lines: Vec<&str> = lines.collect();
    // Those of several lanes that an earlier version made have no record. One that cannot be read may have said that
    // the images are a copy.
    let copy = match folder.join(record::FILE).exists() {
        true => {
            serde_json::from_str::<Record>(&file(record::FILE)?)
                .map_err(|error| format!("{}: {error}", record::FILE))?
                .copy
        }
        false => None,
    };
    (0..experiment.lanes.len())
        .map(|lane| {
            let run = read_lane(&experiment, lane, &lines, &digests)?;
            Ok(Run {
                copy: copy.clone(),
                ..run
            })
        })
        .collect()
}

fn read_lane(
    experiment: &Experiment,
    lane: usize,
    lines: &[&str],
    digests: &str,
) -> Result<Run, String> {
    let name = experiment.lane_name(lane);
    let validated = experiment.validation.is_some();
    let header = csv_header(validated);
    let column = |key: &str| header.split(',').position(|column| column == key);
    let column = |key: &str| column(key).expect("a column of the header");
    let (mut accuracy, mut validation, mut connections) = (Vec::new(), Vec::new(), 0);
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        if cells[0] != name {
            continue;
        }
        let cell = |key: &str| cells.get(column(key)).copied().unwrap_or_default();
        let bad = || format!("epochs.csv has a damaged line: {line:?}");
        if cell("epoch").parse() != Ok(accuracy.len()) {
            return Err(bad());
        }
        let percent = |key: &str| {
            let percent = cell(key).parse().ok();
            let percent = percent.filter(|percent| (0.0..=100.0).contains(percent));
            percent.ok_or_else(bad)
        };
        accuracy.push(percent("test_accuracy")?);
        if validated {
            validation.push(percent("validation_accuracy")?);
        }
        connections = cell("connections").parse().map_err(|_| bad())?;
    }
    if accuracy.len() != experiment.epochs as usize + 1 {
        return Err(format!(
            "epochs.csv has {} of the {} epochs of {name}",
            accuracy.len().saturating_sub(1),
            experiment.epochs
        ));
    }
    let prefix = format!("digest {name} ");
    let digest = digests.lines().find_map(|line| line.strip_prefix(&prefix));
    let digest = digest.ok_or_else(|| format!("{DIGESTS} has no digest of {name}"))?;
    Ok(Run::new(
        &experiment.solo(lane),
        accuracy,
        validated.then_some(validation),
        connections,
        digest,
    ))
}
