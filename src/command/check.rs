//! `check`: what an experiment is and costs, before anything of it is made.

use std::process::ExitCode;

use censet::experiment::Experiment;

use super::run::parse;
use super::{refuse_nothing, say};

/// Connections × images that a core goes through in a second, as README.md's table has it.
const PER_SECOND: f64 = 3.5e9;
/// Empty places that a core weighs in a second, where new connections are chosen among all of them.
const PLACES_PER_SECOND: f64 = 1.3e8;

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
    let places = places(&experiment);
    let weighed = match places {
        0.0 => String::new(),
        places => format!(" and {places:.2e} places where connections may grow"),
    };
    say(&format!(
        "cost {work:.2e} connections × images{weighed}, about {} of one core",
        time(work / PER_SECOND + places / PLACES_PER_SECOND)
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// Places that are weighed over all epochs, by the lanes whose connections do not just grow anywhere.
fn places(experiment: &Experiment) -> f64 {
    let sizes = experiment.layer_sizes();
    // The output layer is dense.
    let layers = sizes[..sizes.len() - 1].windows(2);
    let each: f64 = layers.map(|ends| ends[0] as f64 * ends[1] as f64).sum();
    let weighs = |lane: &usize| {
        let settings = experiment.lane_settings(*lane);
        let usual = settings.method.words.grown;
        (settings.method.grows)(&settings).is_some() || !["", ANYWHERE].contains(&usual)
    };
    let lanes = (0..experiment.lanes.len()).filter(weighs).count();
    lanes as f64 * each * f64::from(experiment.epochs)
}

/// What [`censet::rewiring::method::Words`] say of methods that choose no place.
const ANYWHERE: &str = "at random";

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
