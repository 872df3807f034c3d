//! Whether centrality says which neurons matter: networks are trained, kept, and lose their neurons.
//!
//! An experiment takes two processes, as anybody would start them: `run --network safetensors` and `look --measure
//! knockout`, into a folder of its own.

use std::collections::{BTreeMap, VecDeque};
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;
use std::{env, thread};

use censet::digest;
use censet::experiment::Experiment;
use serde::{Deserialize, Serialize};

use super::super::knockout::CENTRALITIES;
use super::super::networks::file_part;
use super::super::record::{self, LaneRecord, Record};
use super::super::{look, saving, tell};

/// The folder of these runs beside the others.
const FOLDER: &str = "importance";
/// How long to wait before looking again at what another process does.
const LOOK_AGAIN: Duration = Duration::from_millis(500);
/// What the correlations over all hidden neurons are called.
pub const HIDDEN: &str = "hidden";
const NO_PANIC: &str = "no thread panicked";
/// The folder of what `look` found in a run's.
const LOOK: &str = "look";

/// Pairs of correlations by layer and centrality.
type Correlations = BTreeMap<String, BTreeMap<String, [Option<f64>; 2]>>;

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
    pub rho: Correlations,
    /// How many percent of the hidden neurons were gone when half of the accuracy was, by the order in which they went;
    /// of random orders the mean.
    pub half: BTreeMap<String, f64>,
}

/// A network of `look.json`, as far as it is of interest.
#[derive(Deserialize)]
struct Named {
    name: String,
}

/// What a study's folder has of a run, if it is whole there.
pub fn found(run: &Experiment, out: &Path) -> Result<Option<Vec<KnockedOut>>, String> {
    let folder = place(run, out);
    folder.exists().then(|| read(&folder, run)).transpose()
}

fn place(run: &Experiment, out: &Path) -> PathBuf {
    out.join(FOLDER).join(digest::of_experiment(run))
}

/// Trains and measures what is missing, so many at a time; the runs that failed. Why has been told, but for those that were
/// stopped.
pub fn measure<'a>(
    missing: &[&'a Experiment],
    out: &Path,
    data: &[PathBuf],
    jobs: usize,
) -> Result<Vec<&'a Experiment>, String> {
    if missing.is_empty() {
        return Ok(Vec::new());
    }
    let program =
        env::current_exe().map_err(|error| format!("cannot find this program: {error}"))?;
    let folder = out.join(FOLDER);
    fs::create_dir_all(&folder)
        .map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
    let queue: VecDeque<&Experiment> = missing.iter().copied().collect();
    let (queue, failed) = (Mutex::new(queue), Mutex::new(Vec::new()));
    let work = || {
        while !saving::is_stopped() {
            let Some(run) = queue.lock().expect(NO_PANIC).pop_front() else {
                return;
            };
            match knock_out(&program, run, &place(run, out), data) {
                Ok(true) => {
                    let _ = tell(&format!("knocked out: {run}"));
                }
                // Another process has it, and is waited for.
                Ok(false) => {
                    queue.lock().expect(NO_PANIC).push_back(run);
                    thread::sleep(LOOK_AGAIN);
                }
                Err(_) if saving::is_stopped() => return,
                Err(why) => {
                    let _ = tell(&format!("{run}: failed: {why}"));
                    failed.lock().expect(NO_PANIC).push(run);
                }
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(work);
        }
    });
    Ok(failed.into_inner().expect(NO_PANIC))
}

/// Trains a run and knocks out its networks' neurons, unless its folder is there, which has that name when it is whole.
/// False if another process is at it: whoever is holds a lock, which goes with that process.
fn knock_out(
    program: &Path,
    run: &Experiment,
    folder: &Path,
    data: &[PathBuf],
) -> Result<bool, String> {
    let draft = beside(folder, "unfinished");
    let path = beside(folder, "lock");
    let lock =
        File::create(&path).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    // Where the file system has no locks, two may do the same.
    if let Err(TryLockError::WouldBlock) = lock.try_lock() {
        return Ok(false);
    }
    if folder.exists() {
        let _ = fs::remove_file(&path);
        return Ok(true);
    }
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
    // Of what `look` writes, figures are the most by far, and nobody looks at them here.
    for entry in fs::read_dir(draft.join(LOOK))
        .into_iter()
        .flatten()
        .flatten()
    {
        if entry
            .path()
            .extension()
            .is_some_and(|ending| ending == "svg")
        {
            let _ = fs::remove_file(entry.path());
        }
    }
    fs::rename(&draft, folder)
        .map_err(|error| format!("cannot rename {}: {error}", draft.display()))?;
    // That of an unfinished run must stay: a process that has opened it and one that made it anew would both hold a lock.
    let _ = fs::remove_file(&path);
    Ok(true)
}

/// What belongs to a run's folder while it is in the making.
fn beside(folder: &Path, what: &str) -> PathBuf {
    let mut name = folder.file_name().expect("a digest").to_owned();
    name.push(".");
    name.push(what);
    folder.with_file_name(name)
}

/// Lets a process go to its end, unless all are to stop.
fn started(command: &mut Command) -> Result<(), String> {
    let cannot = |error| format!("cannot start a process: {error}");
    let mut process = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(cannot)?;
    while process.try_wait().map_err(cannot)?.is_none() {
        if saving::is_stopped() {
            let _ = process.kill();
        }
        thread::sleep(Duration::from_millis(20));
    }
    let output = process.wait_with_output().map_err(cannot)?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.trim().trim_start_matches("censet-lab: ");
    Err(match said {
        "" => format!("the process ended with {}", output.status),
        said => said.replace('\n', " "),
    })
}

/// Whether each network has all of its numbers, as far as can be told of any.
pub fn is_whole(lanes: &[KnockedOut]) -> bool {
    let orders = ["most", "least", "random"];
    let whole = |lane: &KnockedOut| {
        let layers = lane.rho.values();
        lane.rho.contains_key(HIDDEN)
            && layers
                .into_iter()
                .all(|layer| CENTRALITIES.iter().all(|id| layer.contains_key(*id)))
            && orders.iter().all(|order| lane.half.contains_key(*order))
    };
    !lanes.is_empty() && lanes.iter().all(whole)
}

/// What the files of a run say of its networks.
fn read(folder: &Path, run: &Experiment) -> Result<Vec<KnockedOut>, String> {
    let text = |file: &str| {
        let path = folder.join(file);
        fs::read_to_string(&path)
            .map_err(|error| format!("cannot read {}: {error}", path.display()))
    };
    let damaged = |file: &str| {
        let (file, folder) = (folder.join(file), folder.display());
        format!(
            "{} is damaged. Remove {folder}, and it can be measured again",
            file.display()
        )
    };
    let record: Record =
        serde_json::from_str(&text(record::FILE)?).map_err(|_| damaged(record::FILE))?;
    if record.experiment != run.to_string() {
        return Err(format!(
            "{} holds another experiment than {run}",
            folder.display()
        ));
    }
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
    let lanes: Vec<_> = record
        .lanes
        .into_iter()
        .zip(named)
        .map(lane)
        .collect::<Result<_, String>>()?;
    match lanes.len() == run.lanes.len() && is_whole(&lanes) {
        true => Ok(lanes),
        false => Err(damaged(LOOK)),
    }
}

/// The lines of a network in a table, in cells.
fn lines<'a>(table: &'a str, lane: &'a str) -> impl Iterator<Item = Vec<&'a str>> {
    let cells = table.lines().map(|line| line.split(',').collect());
    cells.filter(move |cells: &Vec<&str>| cells[0] == lane)
}

/// A network's correlations; none if the table has none of it, or something else than numbers.
fn rho(table: &str, lane: &str) -> Option<Correlations> {
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
