//! `reproduce`: train what stands behind the paper's FashionMNIST tables, and compare.
//!
//! The tables, and the experiment behind each of their cells, are `www/paper/tables.json`, which the
//! page shows as well. Every run has a folder of its own under `--out`; a finished one is not
//! trained again, so a stopped reproduction goes on where it was.

mod measure;
mod plan;
mod print;
mod runs;
mod tables;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use censet::experiment::{Count, Preset};

use super::kept::Kept;
use super::record::Maker;
use super::saving::INTERRUPTED;
use super::{BUSY, runs as counted, say, tell};
use measure::Measured;
use plan::{Plan, Trial};
use runs::Runs;
use tables::Table;

/// What `reproduce` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder with FashionMNIST's four files.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Only this table: 4, 5, 6 or 9.
    #[arg(long, value_name = "N")]
    table: Option<u8>,
    /// Train seeds 1 to N; else 3, and 1 for the dense network over 200 epochs.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100))]
    seeds: Option<u32>,
    /// A trial: train every run for E epochs instead of the paper's.
    #[arg(long, value_name = "E")]
    epochs: Option<u32>,
    /// A trial: train on the first N images only.
    #[arg(long, value_name = "N")]
    train: Option<u32>,
    /// What the paper's code did, or what its text says.
    #[arg(long, default_value = "published", value_parser = ["described", "published"])]
    preset: String,
    /// Also read the finished runs of this folder, which `run --into` or `sweep` filled; of a shorter
    /// run than the paper's, its numbers are shown with its epochs.
    #[arg(long, value_name = "DIR")]
    runs: Option<PathBuf>,
    /// What must be said wherever numbers of `--runs` are shown, such as that their images are not
    /// the originals.
    #[arg(long, value_name = "TEXT", requires = "runs")]
    note: Option<String>,
    /// Train nothing: only compare what has been trained.
    #[arg(long)]
    only_compare: bool,
    /// The folder of the runs and of measured.json; of a trial, trial.json.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// Trains what is missing, the shortest runs that decide most first, and prints the comparison.
/// `measured.json` is written after each run, with everything that `--out` then holds; a trial
/// writes `trial.json`.
pub fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let (all, tables) = (tables::all(), tables::reproducible());
    let wanted: Vec<&Table> = tables
        .iter()
        .filter(|table| arguments.table.is_none_or(|number| table.number == number))
        .collect();
    if let (true, Some(number)) = (wanted.is_empty(), arguments.table) {
        let numbers: Vec<_> = tables
            .iter()
            .map(|table| table.number.to_string())
            .collect();
        return Err(format!(
            "--table {number}: the tables that can be reproduced are {}",
            numbers.join(", ")
        ));
    }
    let preset = match arguments.preset.as_str() {
        "described" => Preset::Described,
        _ => Preset::Published,
    };
    let trial = Trial {
        epochs: arguments.epochs,
        train: arguments.train.map(Count::First),
    };
    let plan = Plan::new(&wanted, preset, &trial, arguments.seeds)?;
    fs::create_dir_all(&arguments.out)
        .map_err(|error| format!("cannot create {}: {error}", arguments.out.display()))?;
    let mut runs = Runs::open(&arguments.out)?;
    if let Some(folder) = &arguments.runs {
        let found = runs.add(folder, arguments.note.as_deref())?;
        say(&format!(
            "{} finished in {}",
            counted(found),
            folder.display()
        ))?;
    }
    let missing = plan.runs.iter().filter(|run| !runs.has(run));
    let missing: Vec<_> = missing.collect();
    if let Some(words) = trial.words() {
        say(&words)?;
    }
    say(&format!(
        "{}, {} of them finished",
        counted(plan.runs.len()),
        plan.runs.len() - missing.len()
    ))?;
    let missing = if arguments.only_compare {
        Vec::new()
    } else {
        missing
    };
    // A trial leaves what was measured in earnest alone.
    let path = arguments.out.join(match trial.words() {
        Some(_) => "trial.json",
        None => "measured.json",
    });
    let maker = Maker::here();
    let write = |runs: &Runs| -> Result<Measured, String> {
        let measured = Measured::of(&all, &trial, runs, &maker)?;
        replace(&path, &measured.json())?;
        Ok(measured)
    };
    let (mut data, mut busy) = (None, false);
    for (i, run) in missing.iter().enumerate() {
        let came = match runs.train(run, arguments.data.as_slice(), &mut data)? {
            Kept::Now { seconds, .. } => format!("{seconds:.0} s"),
            Kept::Before(_) => "by another process".into(),
            Kept::Busy => {
                busy = true;
                "left to another process, which is training it".into()
            }
            Kept::Stopped => return Ok(ExitCode::from(INTERRUPTED)),
        };
        write(&runs)?;
        tell(&format!("{} of {}: {run}, {came}", i + 1, missing.len()))?;
    }
    let measured = write(&runs)?;
    print::tables(&wanted, preset, &trial, &measured)?;
    say(&format!("\nwritten to {}", path.display()))?;
    Ok(if busy {
        ExitCode::from(BUSY)
    } else {
        ExitCode::SUCCESS
    })
}

/// Writes a file so that a reader finds the old one or the new one, never half of one.
fn replace(path: &Path, text: &str) -> Result<(), String> {
    let draft = path.with_extension("json.new");
    fs::write(&draft, text)
        .and_then(|()| fs::rename(&draft, path))
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}
