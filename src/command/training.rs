//! Training at the terminal.

use std::sync::Arc;
use std::time::Instant;

use censet::dataset::Dataset;
use censet::experiment::Experiment;
use censet::save::{SaveError, SavedLane};
use censet::trainer::{EpochReport, History, Phase, Trainer};
use indicatif::{ProgressBar, ProgressStyle};

use super::output::Output;
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
