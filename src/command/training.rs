//! Training at the terminal, and the files that a run leaves.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use censet::dataset::Dataset;
use censet::experiment::Experiment;
use censet::save::{SaveError, SavedLane};
use censet::trainer::{
    CENTRALITY_CSV_HEADER, CSV_HEADER, EpochReport, History, Phase, Recorded,
    STATISTICS_CSV_HEADER, Trainer, centrality_csv,
};
use indicatif::{ProgressBar, ProgressStyle};

use super::measures::Measures;
use super::record;
use super::saving::{self, Saver};

/// One lane in training, and what it has reported.
pub struct Lane {
    pub trainer: Trainer,
    pub history: History,
}

/// The lanes that were saved, each at its place.
pub fn resumed(
    experiment: &Experiment,
    saved: Vec<SavedLane>,
    dataset: &Arc<Dataset>,
) -> Result<Vec<Option<Lane>>, SaveError> {
    let mut lanes: Vec<Option<Lane>> = experiment.lanes.iter().map(|_| None).collect();
    for lane in saved {
        let index = lane.lane;
        let (mut trainer, mut history) = lane.resume(Arc::clone(dataset))?;
        trainer.extend(experiment.clone());
        history.rewind(&trainer);
        lanes[index] = Some(Lane { trainer, history });
    }
    Ok(lanes)
}

/// Trains what the lanes lack, in turn. Returns them, and whether the run was stopped before its
/// end. `on_epoch` is told of each epoch and the seconds it took, after `out` has it.
pub fn train(
    experiment: &Experiment,
    mut lanes: Vec<Option<Lane>>,
    dataset: &Arc<Dataset>,
    mut out: Option<&mut Output>,
    saver: &mut Saver,
    mut on_epoch: impl FnMut(&EpochReport, f64) -> Result<(), String>,
) -> Result<(Vec<Lane>, bool), String> {
    let mut stopped = false;
    lanes.resize_with(experiment.lanes.len(), || None);
    for index in 0..lanes.len() {
        let lane = lanes[index].take();
        let mut lane = lane.unwrap_or_else(|| Lane::new(experiment, index, dataset));
        if let Some(out) = out.as_deref_mut() {
            out.write(&lane, 0)?;
            if lane.trainer.is_between_epochs() {
                out.measure(&lane)?;
            }
        }
        lane.train(out.as_deref_mut(), &mut on_epoch, |lane| {
            if saver.is_due() {
                let others = lanes.iter().flatten();
                saver.save(experiment, others.chain([lane]))?;
            }
            Ok(saving::is_stopped())
        })?;
        stopped = !lane.is_finished();
        lanes[index] = Some(lane);
        if stopped {
            break;
        }
    }
    Ok((lanes.into_iter().flatten().collect(), stopped))
}

/// One line a lane with its digest.
pub fn digests(experiment: &Experiment, lanes: &[Lane]) -> String {
    let lanes = lanes.iter().enumerate();
    lanes
        .map(|(i, lane)| format!("digest {} {}\n", experiment.lane_name(i), lane.digest()))
        .collect()
}

impl Lane {
    /// A lane at its start.
    fn new(experiment: &Experiment, lane: usize, dataset: &Arc<Dataset>) -> Self {
        Self {
            trainer: Trainer::new(experiment.clone(), lane, Arc::clone(dataset)),
            history: History::default(),
        }
    }

    /// Trains until the lane is finished, or until `pause` (asked after each piece of work) says
    /// yes. `on_epoch` is told of each epoch and the seconds it took, after `out` has it.
    fn train(
        &mut self,
        mut out: Option<&mut Output>,
        mut on_epoch: impl FnMut(&EpochReport, f64) -> Result<(), String>,
        mut pause: impl FnMut(&Self) -> Result<bool, String>,
    ) -> Result<(), String> {
        let name = self.trainer.lane_name();
        let epochs = self.trainer.experiment().epochs;
        let bar = ProgressBar::new(1);
        let style = ProgressStyle::with_template("{msg} {bar:30} {percent:>3} %");
        bar.set_style(style.expect("a valid template"));
        while !self.is_finished() {
            let start = Instant::now();
            let progress = self.trainer.advance();
            self.history.elapsed += start.elapsed().as_secs_f64();
            bar.set_message(format!("{name} epoch {} of {epochs}", progress.epoch));
            bar.set_length(progress.of as u64);
            bar.set_position(progress.done as u64);
            if let Some(report) = progress.report {
                let (epoch, seconds) = (report.epoch as usize, self.history.elapsed);
                self.history.record(&self.trainer, report.clone());
                if let Some(out) = out.as_deref_mut() {
                    out.write(self, epoch)?;
                    bar.suspend(|| out.measure(self))?;
                }
                bar.suspend(|| on_epoch(&report, seconds))?;
            }
            if pause(self)? {
                break;
            }
        }
        bar.finish_and_clear();
        Ok(())
    }

    /// Whether all its epochs are done.
    pub fn is_finished(&self) -> bool {
        self.trainer.phase() == Phase::Finished
    }

    /// The digest of the last epoch reported; empty before the first.
    pub fn digest(&self) -> &str {
        let last = self.history.epochs().last();
        last.map_or("", |last| &last.report.digest)
    }
}

/// The files of `--out`.
pub struct Output {
    pub experiment: OutputFile,
    epochs: OutputFile,
    centrality: OutputFile,
    statistics: OutputFile,
    /// `measures.csv`, if it is asked for.
    pub measures: Option<Measures>,
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
        // What an earlier run said of itself does not hold for this one.
        let _ = fs::remove_file(folder.join(record::FILE));
        let mut output = Self {
            experiment: OutputFile::create(folder.join("experiment.txt"))?,
            epochs: OutputFile::create(folder.join("epochs.csv"))?,
            centrality: OutputFile::create(folder.join("centrality.csv"))?,
            statistics: OutputFile::create(folder.join("statistics.csv"))?,
            measures: None,
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

    /// Measures the epoch that the lane has reported last, if that is asked for.
    pub fn measure(&mut self, lane: &Lane) -> Result<(), String> {
        self.measures
            .as_mut()
            .map_or(Ok(()), |measures| measures.write(lane))
    }

    /// Writes what the lane has reported from epoch `first` on.
    pub fn write(&mut self, lane: &Lane, first: usize) -> Result<(), String> {
        let name = lane.trainer.lane_name();
        let sizes = lane.trainer.scored_layers();
        for Recorded { report, seconds } in &lane.history.epochs()[first..] {
            self.epochs.write(&format!("{}\n", report.csv(*seconds)))?;
            self.statistics
                .write(&format!("{}\n", report.statistics_csv()))?;
        }
        let centrality = lane.history.centrality().iter();
        for (epoch, centrality) in centrality.filter(|(epoch, _)| *epoch as usize >= first) {
            self.centrality
                .write(&centrality_csv(&name, *epoch, &sizes, centrality))?;
        }
        Ok(())
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
