//! `run`: train every lane of one experiment, in turn.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use censet_lab::experiment::{self, Experiment, Settings};
use censet_lab::trainer::EpochReport;

use super::saving::{self, INTERRUPTED, Saver};
use super::training::{Lane, Output};
use super::{data, say};

/// What `run` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The experiment's text, or the whole address of a page that shows it.
    experiment: Option<String>,
    /// The folder with the files of FashionMNIST or CIFAR-10.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Write epochs.csv, centrality.csv, statistics.csv and experiment.txt into this folder.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Continue the run saved in this file. An experiment may be named too: the same, or the same
    /// with more epochs.
    #[arg(long, value_name = "FILE")]
    resume: Option<PathBuf>,
    /// Save the run into this file, at its end too. Ctrl-C always saves: if no file is named, into
    /// the one that was resumed, else run.save in --out, else a new file here.
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Save the run each time so many seconds have passed.
    #[arg(long, value_name = "SECONDS")]
    save_every: Option<u32>,
}

/// Runs the experiment and prints one line an epoch, then one line a lane with its digest.
pub fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let asked = arguments.experiment.as_deref();
    let (experiment, saved) = match &arguments.resume {
        Some(file) => {
            let saved = saving::read(file)?;
            (continued(&saved.experiment, asked)?, saved.lanes)
        }
        None => (parse(asked.unwrap_or_default())?, Vec::new()),
    };
    let dataset = Arc::new(data::load(&experiment, arguments.data.as_deref())?);
    let mut lanes: Vec<Option<Lane>> = experiment.lanes.iter().map(|_| None).collect();
    for lane in saved {
        let index = lane.lane;
        let (mut trainer, mut history) = lane.resume(Arc::clone(&dataset)).map_err(|error| {
            let file = arguments.resume.as_deref().unwrap_or(Path::new(""));
            format!("{} {error}", file.display())
        })?;
        trainer.extend(experiment.clone());
        history.rewind(&trainer);
        lanes[index] = Some(Lane { trainer, history });
    }
    // Only now: a run that cannot start leaves the files of an earlier one alone.
    let mut out = arguments.out.as_deref().map(Output::create).transpose()?;
    say(&format!("experiment {experiment}"))?;
    if let Some(out) = &mut out {
        out.experiment.write(&format!("{experiment}\n"))?;
    }

    let named = arguments.save.as_ref().or(arguments.resume.as_ref());
    let every = arguments.save_every;
    let mut saver = Saver::new(named.cloned(), arguments.out.as_deref(), every)?;
    let epochs = experiment.epochs;
    for index in 0..lanes.len() {
        let lane = lanes[index].take();
        let mut lane = lane.unwrap_or_else(|| Lane::new(&experiment, index, &dataset));
        if let Some(out) = &mut out {
            out.write(&lane, 0)?;
        }
        lane.train(
            out.as_mut(),
            |report, seconds| say(&line(report, epochs, seconds)),
            |lane| {
                if saver.is_due() {
                    let others = lanes.iter().flatten();
                    saver.save(&experiment, others.chain([lane]))?;
                }
                Ok(saver.is_stopped())
            },
        )?;
        let finished = lane.is_finished();
        lanes[index] = Some(lane);
        if !finished {
            let file = saver.save(&experiment, lanes.iter().flatten())?;
            eprintln!(
                "censet-lab: stopped; continue with --resume {}",
                file.display()
            );
            return Ok(ExitCode::from(INTERRUPTED));
        }
    }
    if arguments.save.is_some() {
        saver.save(&experiment, lanes.iter().flatten())?;
    }
    for (index, lane) in lanes.iter().flatten().enumerate() {
        let name = experiment.lane_name(index);
        say(&format!("digest {name} {}", lane.digest()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The experiment to go on with when `saved` is resumed: the same, or one that is asked for and has
/// more epochs.
fn continued(saved: &Experiment, asked: Option<&str>) -> Result<Experiment, String> {
    let Some(text) = asked else {
        return Ok(saved.clone());
    };
    let asked = parse(text)?;
    let mut same = Settings::clone(&asked);
    same.epochs = saved.epochs;
    if same != **saved {
        return Err(format!(
            "the saved run is of another experiment: it holds {saved}, and {asked} was asked for"
        ));
    }
    if asked.epochs < saved.epochs {
        return Err(format!(
            "epochs can only be raised: the saved run has {}, and {} were asked for",
            saved.epochs, asked.epochs
        ));
    }
    Ok(asked)
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
