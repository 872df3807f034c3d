//! Whether centrality says which neurons matter: networks are trained, kept, and lose their neurons.
//!
//! An experiment takes two processes, as anybody would start them: `run --network safetensors` and `look --measure
//! knockout`, into a folder of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::{env, thread};

use censet::digest;
use censet::experiment::Experiment;
use serde::{Deserialize, Serialize};

use super::super::networks::file_part;
use super::super::record::{self, LaneRecord, Record};
use super::super::{look, saving, tell};

/// The folder of these runs beside the others.
const FOLDER: &str = "importance";
/// The folder of what `look` found in a run's.
const LOOK: &str = "look";

/// What knocking out the neurons of a network found.
#[derive(Clone, Deserialize, Serialize)]
pub struct KnockedOut {
    /// The network's method.
    pub lane: String,
    /// The digest of the network after its last epoch.
    pub digest: String,
    /// Its accuracy on the test images with all its neurons; percent.
    pub accuracy: f64,
    /// Spearman's ρ between a centrality and what is lost without a neuron, by layer (a number, `hidden` or `all`) and
    /// centrality: of the accuracy lost, then of the loss gained. Where all neurons are alike there is none.
    pub rho: BTreeMap<String, BTreeMap<String, [Option<f64>; 2]>>,
    /// How many percent of the hidden neurons were gone when half of the accuracy was, by the order in which they went;
    /// of random orders the mean.
    pub half: BTreeMap<String, f64>,
}

/// A network of `look.json`, as far as it is of interest.
#[derive(Deserialize)]
struct Named {
    name: String,
}

/// Trains and measures what is missing, so many at a time; what came of each, in their order. What fails or is stopped
/// before it is done is left out, and why is told.
pub fn measure(
    missing: &[&Experiment],
    out: &Path,
    data: &[PathBuf],
    jobs: usize,
) -> Result<Vec<(String, Vec<KnockedOut>)>, String> {
    let program =
        env::current_exe().map_err(|error| format!("cannot find this program: {error}"))?;
    let (next, found) = (Mutex::new(missing.iter()), Mutex::new(Vec::new()));
    let work = || {
        while !saving::is_stopped() {
            let taken = next.lock().expect("no thread panicked").next();
            let Some(run) = taken else {
                return;
            };
            let folder = out.join(FOLDER).join(digest::of_experiment(run));
            let measured = knock_out(&program, run, &folder, data).and_then(|()| read(&folder));
            let said = match measured {
                Ok(lanes) => {
                    let mut found = found.lock().expect("no thread panicked");
                    found.push((run.to_string(), lanes));
                    format!("{} of {}: {run}", found.len(), missing.len())
                }
                Err(why) => format!("{run}: failed: {why}"),
            };
            let _ = tell(&format!("knocked out {said}"));
        }
    };
    thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(work);
        }
    });
    Ok(found.into_inner().expect("no thread panicked"))
}

/// Trains a run and knocks out its networks' neurons, unless its folder is there, which has that name when it is whole.
fn knock_out(
    program: &Path,
    run: &Experiment,
    folder: &Path,
    data: &[PathBuf],
) -> Result<(), String> {
    if folder.exists() {
        return Ok(());
    }
    let mut name = folder.file_name().expect("a digest").to_owned();
    name.push("-unfinished");
    let draft = folder.with_file_name(name);
    let data = data.iter().flat_map(|data| [Path::new("--data"), data]);
    started(
        Command::new(program)
            .args(["run", &run.to_string()])
            .args(["--quiet", "--network", "safetensors", "--force", "--out"])
            .arg(&draft)
            .args(data.clone()),
    )?;
    let networks = (0..run.lanes.len()).map(|lane| {
        let name = format!("network-{}.safetensors", file_part(&run.lane_name(lane)));
        draft.join(name)
    });
    started(
        Command::new(program)
            .arg("look")
            .args(networks)
            .args(["--measure", "knockout", "--json", "--force", "--out"])
            .arg(draft.join(LOOK))
            .args(data),
    )?;
    fs::rename(&draft, folder)
        .map_err(|error| format!("cannot rename {}: {error}", draft.display()))
}

/// Lets a process go to its end.
fn started(command: &mut Command) -> Result<(), String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("cannot start a process: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(said.trim().replace('\n', " "))
}

/// What the files of a run say of its networks.
fn read(folder: &Path) -> Result<Vec<KnockedOut>, String> {
    let text = |file: &str| {
        let path = folder.join(file);
        fs::read_to_string(&path)
            .map_err(|error| format!("cannot read {}: {error}", path.display()))
    };
    let damaged = |file: &str| format!("{} is damaged", folder.join(file).display());
    let record: Record =
        serde_json::from_str(&text(record::FILE)?).map_err(|_| damaged(record::FILE))?;
    let [spearman, attack] = ["spearman.csv", "attack.csv"].map(|file| format!("{LOOK}/{file}"));
    let (correlations, removals) = (text(&spearman)?, text(&attack)?);
    // `look` names networks by their files, in which a lane's name cannot stand as it is.
    let looked = format!("{LOOK}/{}", look::FILE);
    let named: Vec<Named> = serde_json::from_str(&text(&looked)?).map_err(|_| damaged(&looked))?;
    let lane = |(lane, Named { name }): (LaneRecord, Named)| {
        let rho = rho(&correlations, &name).ok_or_else(|| damaged(&spearman))?;
        let half = half(&removals, &name).ok_or_else(|| damaged(&attack))?;
        Ok(KnockedOut {
            lane: lane.lane,
            digest: lane.digest,
            accuracy: lane.test_accuracy,
            rho,
            half,
        })
    };
    record.lanes.into_iter().zip(named).map(lane).collect()
}

/// The lines of a network in a table, in cells.
fn lines<'a>(table: &'a str, lane: &'a str) -> impl Iterator<Item = Vec<&'a str>> {
    let cells = table.lines().map(|line| line.split(',').collect());
    cells.filter(move |cells: &Vec<&str>| cells[0] == lane)
}

/// A network's correlations; none if the table has none of it, or something else than numbers.
fn rho(table: &str, lane: &str) -> Option<BTreeMap<String, BTreeMap<String, [Option<f64>; 2]>>> {
    let mut found: BTreeMap<String, BTreeMap<_, _>> = BTreeMap::new();
    for cells in lines(table, lane) {
        let &[_, _, layer, centrality, _, accuracy, loss] = &cells[..] else {
            return None;
        };
        // A rank correlation that is not defined is an empty cell.
        let number = |cell: &str| match cell {
            "" => Some(None),
            cell => cell.parse().ok().map(Some),
        };
        let both = [number(accuracy)?, number(loss)?];
        found
            .entry(layer.into())
            .or_default()
            .insert(centrality.into(), both);
    }
    (!found.is_empty()).then_some(found)
}

/// When half of a network's accuracy was lost, by the order in which its neurons went; percent of them.
fn half(table: &str, lane: &str) -> Option<BTreeMap<String, f64>> {
    let mut curves: BTreeMap<(String, String), Vec<(f64, f64)>> = BTreeMap::new();
    for cells in lines(table, lane) {
        let &[_, _, order, draw, removed, accuracy] = &cells[..] else {
            return None;
        };
        let point = (removed.parse().ok()?, accuracy.parse().ok()?);
        curves
            .entry((order.into(), draw.into()))
            .or_default()
            .push(point);
    }
    let mut found: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for ((order, _), curve) in curves {
        let (whole, all) = (curve.first()?.1, curve.last()?.0);
        // When all are gone, one class is left, which may be more than half of a bad network's accuracy.
        let gone = curve.iter().find(|(_, accuracy)| *accuracy <= whole / 2.0);
        let gone = gone.map_or(all, |(removed, _)| *removed);
        found
            .entry(order)
            .or_default()
            .push(100.0 * gone / all.max(1.0));
    }
    let mean = |draws: Vec<f64>| draws.iter().sum::<f64>() / draws.len() as f64;
    let found = found.into_iter().map(|(order, draws)| (order, mean(draws)));
    Some(found.collect())
}
