//! `sweep`: every experiment of a grid, on a pool of processes.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;

use censet::experiment::{Experiment, Grid};

use super::run::named;
use super::saving::INTERRUPTED;
use super::store::Store;
use super::{brief, pool, refuse_nothing, runs, say, tell, tell_of_passed, text};

/// What `sweep` is told.
#[derive(clap::Args)]
#[command(group(clap::ArgGroup::new("either").required(true).args(["list", "out"])))]
pub struct Arguments {
    /// The grid: an experiment's text whose values may be lists (zeta=0.01|0.05) and ranges
    /// (seed=1..5, or with a step lanes=set,censet:k=0..4/0.5), or the address of a page with it.
    grid: OsString,
    /// Print one experiment a line, in the order of the grid, and run nothing.
    #[arg(long, conflicts_with = "jobs")]
    list: bool,
    /// Keep each run in a folder of its own inside DIR; those that are finished there are skipped.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Run so many at a time; else as many as the machine has cores.
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// The folder with the files of the dataset that the experiments name, or one of these files; may be
    /// repeated. With data=files in the grid, images and labels of your own.
    #[arg(long, value_name = "DIR")]
    data: Vec<PathBuf>,
}

/// Lists the grid's experiments, or runs what is missing, the longest first. A run that fails does
/// not stop the others; what another sweep on the same folder trains is waited for. Asked to stop, it
/// asks its processes to, which save what they have.
pub fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let text = text(&arguments.grid);
    refuse_nothing(&text)?;
    tell_of_passed(&text);
    let asked = text;
    let text = named(&asked, &arguments.data)?;
    if arguments.list && !arguments.data.is_empty() && text == asked {
        return Err("--data: --list reads no files, unless the grid has data=files".into());
    }
    let grid = Grid::parse(&text).map_err(|errors| {
        let lines: Vec<_> = errors
            .iter()
            .map(|error| format!("\n  {}", brief(error)))
            .collect();
        format!("this grid cannot run:{}", lines.concat())
    })?;
    let Some(out) = &arguments.out else {
        for experiment in grid.experiments() {
            say(&experiment.to_string())?;
        }
        return Ok(ExitCode::SUCCESS);
    };
    let store = Store::create(out)?;
    store.list(grid.experiments())?;
    let experiments = grid.experiments().iter();
    // One that is damaged fails when its turn comes, and stops no other.
    let is_missing = |experiment: &&Experiment| !matches!(store.finished(experiment), Ok(Some(_)));
    let missing: Vec<_> = experiments.filter(is_missing).collect();
    let (all, left) = (grid.experiments().len(), missing.len());
    tell(&format!("{}, {} of them finished", runs(all), all - left))?;
    let jobs = pool::jobs(arguments.jobs);
    let pool::Done { failures, stopped } = pool::train(&store, missing, jobs, &arguments.data)?;
    if stopped {
        eprintln!("censet-lab: stopped; the same command continues");
        return Ok(ExitCode::from(INTERRUPTED));
    }
    if failures.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    // Why, was told when they failed.
    let lines: Vec<_> = failures.iter().map(|run| format!("\n  {run}")).collect();
    Err(format!(
        "{} of {} failed:{}",
        failures.len(),
        runs(all),
        lines.concat()
    ))
}
