//! `run`: train every lane of one experiment, in turn.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use censet_lab::dataset::Dataset;
use censet_lab::experiment::{self, Experiment};
use censet_lab::trainer::{
    CENTRALITY_CSV_HEADER, CSV_HEADER, EpochReport, Phase, STATISTICS_CSV_HEADER, Trainer,
    centrality_csv, is_centrality_epoch,
};
use indicatif::{ProgressBar, ProgressStyle};

use super::data;

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
    let mut out = arguments.out.as_deref().map(Output::create).transpose()?;
    let dataset = Arc::new(data::load(&experiment, arguments.data.as_deref())?);
    say(&format!("experiment {experiment}"))?;
    if let Some(out) = &mut out {
        out.experiment.write(&format!("{experiment}\n"))?;
    }
    let lanes = 0..experiment.lanes.len();
    let digests: Vec<String> = lanes
        .map(|lane| train(&experiment, lane, &dataset, out.as_mut()))
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

/// Trains one lane to its end and returns its digest.
fn train(
    experiment: &Experiment,
    lane: usize,
    dataset: &Arc<Dataset>,
    mut out: Option<&mut Output>,
) -> Result<String, String> {
    let mut trainer = Trainer::new(experiment.clone(), lane, Arc::clone(dataset));
    let name = trainer.lane_name();
    let sizes = trainer.scored_layers();
    let bar = ProgressBar::new(1);
    let style = ProgressStyle::with_template("{msg} {bar:30} {percent:>3} %");
    bar.set_style(style.expect("a valid template"));
    let mut last = String::new();
    let mut start = Instant::now();
    while trainer.phase() != Phase::Finished {
        let progress = trainer.advance();
        bar.set_message(format!(
            "{name} epoch {} of {}",
            progress.epoch, experiment.epochs
        ));
        bar.set_length(progress.of as u64);
        bar.set_position(progress.done as u64);
        let Some(report) = progress.report else {
            continue;
        };
        let seconds = start.elapsed().as_secs_f64();
        bar.suspend(|| say(&line(&report, experiment.epochs, seconds)))?;
        if let Some(out) = out.as_deref_mut() {
            out.epochs.write(&format!("{}\n", report.csv(seconds)))?;
            out.statistics
                .write(&format!("{}\n", report.statistics_csv()))?;
            if is_centrality_epoch(report.epoch, experiment.epochs) {
                let centrality = &trainer.scores().centrality;
                out.centrality
                    .write(&centrality_csv(&name, report.epoch, &sizes, centrality))?;
            }
        }
        last = report.digest;
        start = Instant::now();
    }
    bar.finish_and_clear();
    Ok(last)
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

/// Prints a line; a closed pipe is an error like any other.
fn say(line: &str) -> Result<(), String> {
    writeln!(io::stdout(), "{line}").map_err(|error| format!("cannot print: {error}"))
}

/// The files of `--out`.
struct Output {
    experiment: OutputFile,
    epochs: OutputFile,
    centrality: OutputFile,
    statistics: OutputFile,
}

struct OutputFile {
    path: PathBuf,
    file: fs::File,
}

impl Output {
    fn create(folder: &Path) -> Result<Self, String> {
        fs::create_dir_all(folder)
            .map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
        let mut output = Self {
            experiment: OutputFile::create(folder.join("experiment.txt"))?,
            epochs: OutputFile::create(folder.join("epochs.csv"))?,
            centrality: OutputFile::create(folder.join("centrality.csv"))?,
            statistics: OutputFile::create(folder.join("statistics.csv"))?,
        };
        output.epochs.write(&format!("{CSV_HEADER}\n"))?;
        output
            .centrality
            .write(&format!("{CENTRALITY_CSV_HEADER}\n"))?;
        output
            .statistics
            .write(&format!("{STATISTICS_CSV_HEADER}\n"))?;
        Ok(output)
    }
}

impl OutputFile {
    fn create(path: PathBuf) -> Result<Self, String> {
        let file = fs::File::create(&path)
            .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
        Ok(Self { path, file })
    }

    /// Appends at once: what is computed is on disk even if the run is stopped.
    fn write(&mut self, text: &str) -> Result<(), String> {
        self.file
            .write_all(text.as_bytes())
            .map_err(|error| format!("cannot write {}: {error}", self.path.display()))
    }
}
