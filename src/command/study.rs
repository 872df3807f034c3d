//! `study`: train what compares rules of rewiring over paired seeds, and compare.
//!
//! Which rules, where, and against which, is the plan: `www/paper/study.json`, or
//! another file of its kind. Every run has a folder of its own under `--out`; a finished one is not trained
//! again, so a stopped study goes on where it was, and several processes or machines may share a folder.

mod importance;
mod plan;
mod print;
mod studied;

use std::fs::{self, File};
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use censet::experiment::Experiment;

use super::saving::{self, INTERRUPTED};
use super::store::Store;
use super::{pool, runs as counted, say, tell};
use plan::Plan;
use studied::Studied;

/// The file of what is known.
const FILE: &str = "studied.json";

/// What `study` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// Another plan than the program's own: a file like `www/paper/study.json`.
    #[arg(long, value_name = "FILE")]
    plan: Option<PathBuf>,
    /// Only this part of the plan: a tuning, a regime, or networks that lose their neurons; may be repeated.
    #[arg(long, value_name = "ID")]
    part: Vec<String>,
    /// Train seeds 1 to N of the plan's; else all of them.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    seeds: Option<u32>,
    /// A file that `study` wrote: what it has measured counts, and is not trained again.
    #[arg(long, value_name = "FILE")]
    known: Option<PathBuf>,
    /// Run so many at a time; else as many as the machine has cores.
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// The folder with the files of the dataset that the experiments name, or one of these files; may be
    /// repeated.
    #[arg(long, value_name = "DIR")]
    data: Vec<PathBuf>,
    /// Train nothing: only compare what has been trained.
    #[arg(long)]
    only_compare: bool,
    /// The folder of the runs and of studied.json.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// Trains what is missing, writes `studied.json` with everything that is known then, and prints the comparison.
pub fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let plan = Plan::read(arguments.plan.as_deref())?;
    plan.has(&arguments.part)?;
    let mut studied = match &arguments.known {
        Some(file) => Studied::read(file).map_err(|why| format!("--known {why}"))?,
        None => Studied::default(),
    };
    let store = Store::create(&arguments.out)?;
    // What an earlier call found of other parts stays.
    let own = arguments.out.join(FILE);
    if own.exists() {
        studied.join(Studied::read(&own)?)?;
    }
    let wanted = plan.experiments(&arguments.part, arguments.seeds);
    studied.add(&store, &wanted)?;
    let missing: Vec<&Experiment> = wanted.iter().filter(|run| !studied.has(run)).collect();
    let knocked_out = plan.knocked_out(&arguments.part, arguments.seeds);
    studied.add_importance(&arguments.out, &knocked_out)?;
    let known = |run: &&Experiment| studied.importance.contains_key(&run.to_string());
    let (measured, to_knock_out): (Vec<&Experiment>, Vec<&Experiment>) =
        knocked_out.iter().partition(known);
    say(&format!(
        "{}, {} of them finished",
        counted(wanted.len() + knocked_out.len()),
        wanted.len() - missing.len() + measured.len()
    ))?;
    let mut failed = 0;
    if !arguments.only_compare {
        store.list(&wanted)?;
        let jobs = pool::jobs(arguments.jobs);
        let done = pool::train(&store, missing, jobs, &arguments.data)?;
        failed = done.failures.len();
        studied.add(&store, &wanted)?;
        let mut stopped = done.stopped;
        if !stopped {
            failed +=
                importance::measure(&to_knock_out, &arguments.out, &arguments.data, jobs)?.len();
            studied.add_importance(&arguments.out, &knocked_out)?;
            stopped = saving::is_stopped();
        }
        if stopped {
            write(&arguments.out, &plan, &mut studied)?;
            eprintln!("censet-lab: stopped; the same command continues");
            return Ok(ExitCode::from(INTERRUPTED));
        }
    }
    let path = write(&arguments.out, &plan, &mut studied)?;
    print::comparison(&plan, &studied, &arguments.part)?;
    tell(&format!("\nwritten to {}", path.display()))?;
    match failed {
        0 => Ok(ExitCode::SUCCESS),
        failed => Err(format!("{} failed, as was told", counted(failed))),
    }
}

/// Writes what is known so that a reader finds the old file or the new one, never half of one; what another process has
/// written meanwhile stays in it.
fn write(folder: &Path, plan: &Plan, studied: &mut Studied) -> Result<PathBuf, String> {
    let path = folder.join(FILE);
    let draft = path.with_extension("json.new");
    let cannot = |error: io::Error| format!("cannot write {}: {error}", path.display());
    // One at a time, where the file system has locks; it goes with this process.
    let lock = File::create(path.with_extension("json.lock")).map_err(cannot)?;
    let _ = lock.lock();
    if path.exists() {
        studied.join(Studied::read(&path)?)?;
    }
    studied.compare(plan);
    fs::write(&draft, studied.json())
        .and_then(|()| fs::rename(&draft, &path))
        .map_err(cannot)?;
    Ok(path)
}
