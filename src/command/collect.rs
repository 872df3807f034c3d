//! `collect`: the runs that have arrived, in one table.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use censet::experiment::parse;
use censet::rewiring::METHODS;
use censet::search::{Comparison, Group, Results, Run, averaged, window};

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

/// The header of the table. What begins with `group_` is of all runs that differ in their seed alone;
/// `accuracy_mean` and `accuracy_std` are over the epochs that `accuracy_epochs` names, and
/// `accuracy_final` is the last one's, all of the test images. What compares groups goes by the validation
/// images where some are held back.
const HEADER: &str = "experiment,lane,seed,epochs,accuracy_mean,accuracy_std,connections,digest,\
                      group_seeds,group_mean,group_std,group_minus_set,group_against_set,\
                      group_best,group_against_best,copy,\
                      accuracy_epochs,accuracy_final,group_verdict";

/// What the table has behind these columns if a run holds images back: its accuracy on those.
const VALIDATION_COLUMNS: &str = "validation_mean,validation_std,validation_final,\
                                  group_validation_mean,group_validation_std";

/// Merges what the folders hold. What is unfinished or damaged is named on standard error and left
/// out.
pub fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let (runs, unfinished) = gather(&arguments.folders)?;
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
        "{}, {unfinished} unfinished. {} Means are over {}.{}",
        counted(count),
        results.note,
        averaged(&results.groups),
        too_few(&results)
    );
    Ok(ExitCode::SUCCESS)
}

/// The finished runs that the folders hold, in order, and how many there are unfinished. What is
/// damaged is named on standard error and left out.
pub fn gather(folders: &[PathBuf]) -> Result<(Vec<Run>, usize), String> {
    let mut runs: BTreeMap<String, Run> = BTreeMap::new();
    let mut unfinished = 0;
    for folder in folders {
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
    runs.sort_by_cached_key(order);
    Ok((runs, unfinished))
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

/// By method, then by the text without its seed, then by seed: as a person would put them, numbers by
/// their size.
fn order(run: &Run) -> (usize, u64, u64, Vec<Piece>, u32) {
    let experiment = parse(&run.experiment)
        .experiment
        .expect("checked when read");
    let lane = experiment.lane_settings(0);
    let method = METHODS.iter().position(|method| *method == lane.method);
    // Both are at least 0, where the bits of numbers are in their order.
    let (k, zeta) = (lane.k.to_bits(), lane.zeta.to_bits());
    let pairs = run.experiment.split('&');
    let pairs = pairs.filter(|pair| !pair.starts_with("seed="));
    (
        method.unwrap_or(METHODS.len()),
        k,
        zeta,
        pairs.flat_map(pieces).collect(),
        run.seed,
    )
}

/// A part of a text, for putting texts in order.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    /// The bits of a number that is at least 0.
    Number(u64),
    Text(String),
}

/// The numbers of a text, and what is between them.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let digit = |c: char| c.is_ascii_digit();
    while let Some(start) = rest.find(digit) {
        let numeric = |c: char| c.is_ascii_digit() || c == '.';
        let end = rest[start..].find(|c| !numeric(c));
        let end = end.map_or(rest.len(), |length| start + length);
        let (before, number) = (&rest[..start], &rest[start..end]);
        pieces.push(Piece::Text(before.into()));
        pieces.push(match number.parse::<f64>() {
            Ok(number) => Piece::Number(number.to_bits()),
            Err(_) => Piece::Text(number.into()),
        });
        rest = &rest[end..];
    }
    pieces.push(Piece::Text(rest.into()));
    pieces
}

/// One line a run, its group's numbers behind its own, what must be said of its images, and what the
/// numbers are of. No other cell than that of the images holds a comma: a run has one lane.
fn table(results: &Results) -> String {
    let mut table = HEADER.to_owned();
    let validated = results.runs.iter().any(|run| run.validation.is_some());
    if validated {
        table += &format!(",{VALIDATION_COLUMNS}");
    }
    table += "\n";
    for run in &results.runs {
        let Group {
            seeds,
            mean,
            std,
            difference,
            against_baseline,
            best,
            against_best,
            validation,
            ..
        } = results.group(run);
        let number = |x: Option<f64>| x.map(|x| format!("{x:.4}")).unwrap_or_default();
        let mut cells = vec![
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
            mean_epochs(run),
            number(run.accuracy.last().copied()),
            verdict(results.group(run)).into(),
        ];
        if validated {
            let held = run.validation.as_ref();
            let own = [
                held.map(|held| held.accuracy_mean),
                held.map(|held| held.accuracy_std),
                held.and_then(|held| held.accuracy.last().copied()),
                validation.map(|group| group.mean),
                validation.and_then(|group| group.std),
            ];
            cells.extend(own.map(number));
        }
        table += &format!("{}\n", cells.join(","));
    }
    table
}

/// Which groups have too few seeds to tell them from the best, as a sentence; empty if none has.
fn too_few(results: &Results) -> String {
    let groups = results.groups.iter();
    let few = groups.filter(|group| group.against_best == Comparison::OneSeed);
    let names: Vec<&str> = few.map(|group| group.name.as_str()).collect();
    match names.len() {
        0 => String::new(),
        count if count > NAMED => format!(
            " Too few seeds to tell: {} and {} more.",
            names[..NAMED].join("; "),
            count - NAMED
        ),
        _ => format!(" Too few seeds to tell: {}.", names.join("; ")),
    }
}

/// Groups that a sentence names, at most.
const NAMED: usize = 20;

/// The epochs that a run's mean accuracy is of: `3-12`.
fn mean_epochs(run: &Run) -> String {
    let last = run.accuracy.len() - 1;
    let first = last + 1 - window(last);
    format!("{first}-{last}")
}

/// How a group compares with the best one, in words.
fn verdict(group: &Group) -> &'static str {
    match group.against_best {
        Comparison::Itself => "best",
        Comparison::Better | Comparison::Worse => "worse than the best",
        Comparison::WithinNoise => "within the noise of the best",
        Comparison::OneSeed => "too few seeds to tell",
        Comparison::Apart => "not compared: it holds no validation images back",
    }
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
