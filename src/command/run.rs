//! `run`: train every lane of one experiment, in turn.

use std::path::PathBuf;
use std::sync::Arc;

use censet_lab::experiment::{self, Experiment};
use censet_lab::trainer::EpochReport;

use super::training::{self, Output};
use super::{data, say};

/// What `run` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The experiment's text, or the whole address of a page that shows it.
    #[arg(default_value = "")]
    experiment: String,
    /// The folder with FashionMNIST's four files.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Write epochs.csv, centrality.csv, statistics.csv and experiment.txt into this folder.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Runs the experiment and prints one line an epoch, then one line a lane with its digest.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    let experiment = parse(&arguments.experiment)?;
    let dataset = Arc::new(data::load(&experiment, arguments.data.as_deref())?);
    // Only now: a run that cannot start leaves the files of an earlier one alone.
    let mut out = arguments.out.as_deref().map(Output::create).transpose()?;
    say(&format!("experiment {experiment}"))?;
    if let Some(out) = &mut out {
        out.experiment.write(&format!("{experiment}\n"))?;
    }
    let lanes = 0..experiment.lanes.len();
    let epochs = experiment.epochs;
    let digests: Vec<String> = lanes
        .map(|lane| {
            let out = out.as_mut();
            training::train(&experiment, lane, &dataset, out, |report, seconds| {
                say(&line(report, epochs, seconds))
            })
        })
        .collect::<Result<_, _>>()?;
    for (lane, digest) in digests.iter().enumerate() {
        say(&format!("digest {} {digest}", experiment.lane_name(lane)))?;
    }
    Ok(())
}

fn parse(text: &str) -> Result<Experiment, String> {
    let parsed = experiment::parse(text);
    if let Some(anchor) = parsed.anchor {
        return Err(format!(
            "{anchor:?} is no experiment: one looks like preset=described&epochs=10"
        ));
    }
    if !parsed.view.is_empty() {
        let keys: Vec<_> = parsed.view.iter().map(|(key, _)| key.as_str()).collect();
        eprintln!(
            "ignored, as they only change what the page shows: {}",
            keys.join(", ")
        );
    }
    parsed.experiment.map_err(|errors| {
        let lines: Vec<_> = errors.iter().map(|error| format!("\n  {error}")).collect();
        format!("this experiment cannot run:{}", lines.concat())
    })
}

/// One epoch in words and numbers.
fn line(report: &EpochReport, epochs: u32, seconds: f64) -> String {
    let EpochReport {
        lane,
        epoch,
        test_accuracy,
        connections,
        removed,
        grown,
        pruned_neurons,
        lc_mean,
        lc_std,
        ..
    } = report;
    let loss = report
        .train_loss
        .map_or("–".into(), |loss| format!("{loss:.4}"));
    format!(
        "{lane} epoch {epoch}/{epochs}: loss {loss}, accuracy {test_accuracy:.2} %, \
         {connections} connections (−{removed} +{grown}, {pruned_neurons} neurons pruned), \
         LC {lc_mean:.4} ± {lc_std:.4}, {seconds:.2} s"
    )
}
