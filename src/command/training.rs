//! Training one lane at the terminal, and the files that a run leaves.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use censet_lab::dataset::Dataset;
use censet_lab::experiment::Experiment;
use censet_lab::trainer::{
    CENTRALITY_CSV_HEADER, CSV_HEADER, EpochReport, Phase, STATISTICS_CSV_HEADER, Trainer,
    centrality_csv, is_centrality_epoch,
};
use indicatif::{ProgressBar, ProgressStyle};

/// Trains one lane to its end and returns its digest. `on_epoch` is told of each epoch and the
/// seconds it took, after `out` has it.
pub fn train(
    experiment: &Experiment,
    lane: usize,
    dataset: &Arc<Dataset>,
    mut out: Option<&mut Output>,
    mut on_epoch: impl FnMut(&EpochReport, f64) -> Result<(), String>,
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
        bar.suspend(|| on_epoch(&report, seconds))?;
        last = report.digest;
        start = Instant::now();
    }
    bar.finish_and_clear();
    Ok(last)
}

/// The files of `--out`.
pub struct Output {
    pub experiment: OutputFile,
    epochs: OutputFile,
    centrality: OutputFile,
    statistics: OutputFile,
}

/// A file that is written as results come.
pub struct OutputFile {
    path: PathBuf,
    file: fs::File,
}

impl Output {
    /// Creates the folder and the files in it, with their headers.
    pub fn create(folder: &Path) -> Result<Self, String> {
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
    /// Creates the file, or empties it.
    pub fn create(path: PathBuf) -> Result<Self, String> {
        let file = fs::File::create(&path)
            .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
        Ok(Self { path, file })
    }

    /// Appends at once: what is computed is on disk even if the run is stopped.
    pub fn write(&mut self, text: &str) -> Result<(), String> {
        self.file
            .write_all(text.as_bytes())
            .map_err(|error| format!("cannot write {}: {error}", self.path.display()))
    }
}
