//! `collect`: the runs that have arrived, in one table.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use censet::experiment::parse;
use censet::rewiring::METHODS;
use censet::search::{Group, Results, Run};

use super::store::{DIGESTS, EXPERIMENT, UNFINISHED};
use super::{finished, runs as counted, say};

/// What `collect` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// Folders that sweep --out or run --into filled.
    #[arg(required = true, value_name = "DIR")]
    folders: Vec<PathBuf>,
    /// Write the table (CSV, one line a run) into this file instead of printing it.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Also write runs, groups and the note as JSON, for the page's Search view.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// The header of the table. What begins with `group_` is of all runs that differ in their seed alone.
const HEADER: &str = "experiment,lane,seed,epochs,accuracy_mean,accuracy_std,connections,digest,\
                      group_seeds,group_mean,group_std,group_minus_set,group_against_set,\
                      group_best,group_against_best,copy";

/// Merges what the folders hold. What is unfinished or damaged is named on standard error and left
/// out.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    let mut runs: BTreeMap<String, Run> = BTreeMap::new();
    let mut unfinished = 0;
    for folder in &arguments.folders {
        for path in entries(folder)? {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.starts_with(UNFINISHED) {
                unfinished += usize::from(path.is_dir());
                continue;
            }
            // What is no run at all is nobody's loss.
            if !(path.join(EXPERIMENT).is_file() || path.join(DIGESTS).is_file()) {
                continue;
            }
            match finished::read(&path) {
                Ok(found) => {
                    for run in found {
                        keep(&mut runs, run, &path);
                    }
                }
                Err(why) => eprintln!("left out: {why}"),
            }
        }
    }
    let mut runs: Vec<Run> = runs.into_values().collect();
    runs.sort_by_key(order);
    let results = Results::new(runs);
    let table = table(&results);
    match &arguments.out {
        Some(path) => write(path, &table)?,
        None => say(table.trim_end())?,
    }
    if let Some(path) = &arguments.json {
        let json = serde_json::to_string_pretty(&results).expect("plain data");
        write(path, &format!("{json}\n"))?;
    }
    let notes: BTreeSet<&String> = results
        .runs
        .iter()
        .filter_map(|run| run.copy.as_ref())
        .collect();
    for note in notes {
        eprintln!("note: {note}");
    }
    let count = results.runs.len();
    eprintln!(
        "{}, {unfinished} unfinished. {}",
        counted(count),
        results.note
    );
    Ok(())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let cannot = |error| format!("cannot read {}: {error}", folder.display());
    let entries = fs::read_dir(folder).map_err(cannot)?;
    let paths = entries.map(|entry| entry.map(|entry| entry.path()));
    let mut paths = paths.collect::<Result<Vec<_>, _>>().map_err(cannot)?;
    paths.sort();
    Ok(paths)
}

/// Adds a run unless it is there; one that is there with other bits is worth a word.
fn keep(runs: &mut BTreeMap<String, Run>, run: Run, path: &Path) {
    match runs.get(&run.experiment) {
        Some(known) if known.digest != run.digest => eprintln!(
            "left out: {}: its digest is {}, another run of the same experiment has {}",
            path.display(),
            run.digest,
            known.digest
        ),
        Some(_) => {}
        None => {
            runs.insert(run.experiment.clone(), run);
        }
    }
}

/// By lane and k as a person would put them, then by seed.
fn order(run: &Run) -> (usize, u64, u64, String, u32) {
    let experiment = parse(&run.experiment)
        .experiment
        .expect("checked when read");
    let lane = experiment.lane_settings(0);
    let method = METHODS.iter().position(|method| *method == lane.method);
    // Both are at least 0, where the bits of numbers are in their order.
    let (k, zeta) = (lane.k.to_bits(), lane.zeta.to_bits());
    (
        method.unwrap_or(METHODS.len()),
        k,
        zeta,
        run.experiment.clone(),
        run.seed,
    )
}

/// One line a run, its group's numbers behind its own, and what must be said of its images. No other
/// cell holds a comma: a run has one lane.
fn table(results: &Results) -> String {
    let mut table = format!("{HEADER}\n");
    for run in &results.runs {
        let Group {
            seeds,
            mean,
            std,
            difference,
            against_baseline,
            best,
            against_best,
            ..
        } = results.group(run);
        let number = |x: Option<f64>| x.map(|x| format!("{x:.4}")).unwrap_or_default();
        let cells = [
            run.experiment.clone(),
            run.lane.clone(),
            run.seed.to_string(),
            run.epochs.to_string(),
            number(Some(run.accuracy_mean)),
            number(Some(run.accuracy_std)),
            run.connections.to_string(),
            run.digest.clone(),
            seeds.len().to_string(),
            number(Some(*mean)),
            number(*std),
            number(*difference),
            against_baseline
                .map(|c| c.name().to_string())
                .unwrap_or_default(),
            if *best { "best" } else { "" }.into(),
            against_best.name().into(),
            run.copy.as_deref().map(quoted).unwrap_or_default(),
        ];
        table += &format!("{}\n", cells.join(","));
    }
    table
}

/// A sentence as a cell.
fn quoted(sentence: &str) -> String {
    format!("\"{}\"", sentence.replace('"', "\"\""))
}

/// Writes a file so that a reader finds the old one or the new one, never half of one.
fn write(path: &Path, text: &str) -> Result<(), String> {
    let mut draft = path.as_os_str().to_owned();
    draft.push(".new");
    let cannot = |error| format!("cannot write {}: {error}", path.display());
    let mut file = fs::File::create(&draft).map_err(cannot)?;
    file.write_all(text.as_bytes()).map_err(cannot)?;
    fs::rename(&draft, path).map_err(cannot)
}
