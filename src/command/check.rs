//! `check`: what an experiment is and costs, before anything of it is made.

use std::process::ExitCode;

use censet::experiment::Experiment;

use super::run::parse;
use super::{refuse_nothing, say};

/// Connections × images that a core goes through in a second, as README.md's table has it.
const PER_SECOND: f64 = 3.5e9;

/// What `check` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The experiment's text, or the whole address of a page that shows it.
    experiment: String,
}

/// Prints the canonical text, the sizes of the networks, what must be said of them, the memory and the work.
pub fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    refuse_nothing(&arguments.experiment)?;
    let experiment = parse(&arguments.experiment)?;
    say(&format!("experiment {experiment}"))?;
    let sizes: Vec<_> = experiment
        .layer_sizes()
        .iter()
        .map(ToString::to_string)
        .collect();
    say(&format!("layers {}", sizes.join("-")))?;
    for lane in 0..experiment.lanes.len() {
        say(&lane_line(&experiment, lane))?;
    }
    for note in experiment.notes() {
        say(&format!("note {note}"))?;
    }
    let (here, browser) = (experiment.native_memory(), experiment.memory().in_browser());
    say(&format!(
        "memory about {} in this command, {} in a browser",
        size(here),
        size(browser)
    ))?;
    let work = experiment.work();
    say(&format!(
        "cost {work:.2e} connections × images, about {} of one core",
        time(work / PER_SECOND)
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// A lane, and how many connections it is expected to begin with.
fn lane_line(experiment: &Experiment, lane: usize) -> String {
    let settings = experiment.lane_settings(lane);
    let connections = experiment.connections(lane);
    let about = if settings.method.dense { "" } else { "about " };
    format!(
        "lane {}: {about}{connections:.0} connections; {}",
        experiment.lane_name(lane),
        (settings.method.rule)(&settings)
    )
}

fn size(bytes: f64) -> String {
    if bytes < 1e9 {
        format!("{:.0} MB", bytes / 1e6)
    } else {
        format!("{:.1} GB", bytes / 1e9)
    }
}

fn time(seconds: f64) -> String {
    match seconds {
        ..1.0 => "a second".into(),
        ..120.0 => format!("{seconds:.0} seconds"),
        ..7200.0 => format!("{:.0} minutes", seconds / 60.0),
        _ => format!("{:.1} hours", seconds / 3600.0),
    }
}
