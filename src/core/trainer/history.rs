//! What a lane has reported so far: enough to write its tables again.

use serde::{Deserialize, Serialize};

use super::{EpochReport, Phase, Trainer, Validation, is_centrality_epoch};
use crate::digest::digest;

/// One epoch's report and what the shell measured of it.
///
/// ```
/// # use std::sync::Arc;
/// # use censet::{dataset::Dataset, experiment::parse};
/// use censet::trainer::{History, Trainer};
///
/// # let text = "train=100&test=50&side=7&hidden=10&lanes=set&epochs=1";
/// # let experiment = parse(text).experiment.unwrap();
/// # let data = Dataset::garments(experiment.train, experiment.test, experiment.side);
/// let mut lane = Trainer::new(experiment, 0, Arc::new(data));
/// let mut history = History::default();
/// while history.epochs().is_empty() {
///     history.elapsed += 0.25;
///     if let Some(report) = lane.advance().report {
///         history.record(&lane, report);
///     }
/// }
/// let recorded = &history.epochs()[0];
/// assert_eq!((recorded.report.epoch, recorded.seconds), (0, 0.5));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recorded {
    /// The numbers.
    pub report: EpochReport,
    /// The seconds it took.
    pub seconds: f64,
}

/// Every epoch that a lane has reported, and the centralities that `centrality.csv` holds.
///
/// ```
/// # use std::sync::Arc;
/// # use censet::{dataset::Dataset, experiment::parse};
/// use censet::trainer::{History, Phase, Trainer};
///
/// # let text = "train=100&test=50&side=7&hidden=10&lanes=set&epochs=2";
/// # let experiment = parse(text).experiment.unwrap();
/// # let data = Dataset::garments(experiment.train, experiment.test, experiment.side);
/// let mut lane = Trainer::new(experiment, 0, Arc::new(data));
/// let mut history = History::default();
/// while lane.phase() != Phase::Finished {
///     if let Some(report) = lane.advance().report {
///         history.record(&lane, report);
///     }
/// }
/// let epochs = history.epochs().iter().map(|recorded| recorded.report.epoch);
/// assert!(epochs.eq([0, 1, 2]));
/// assert_eq!(history.centrality()[2].1, lane.scores().centrality);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct History {
    epochs: Vec<Recorded>,
    centrality: Vec<(u32, Vec<f64>)>,
    /// Seconds spent so far on the epoch that is being worked on.
    pub elapsed: f64,
}

impl History {
    /// The epochs reported so far, from epoch 0.
    pub fn epochs(&self) -> &[Recorded] {
        &self.epochs
    }

    /// The epochs of `centrality.csv` so far, each with the centrality of every scored neuron.
    pub fn centrality(&self) -> &[(u32, Vec<f64>)] {
        &self.centrality
    }

    /// Adds the report that `trainer` has just given; its seconds are those that have elapsed.
    pub fn record(&mut self, trainer: &Trainer, report: EpochReport) {
        if is_centrality_epoch(report.epoch, trainer.experiment().epochs) {
            let centrality = trainer.scores().centrality.clone();
            self.centrality.push((report.epoch, centrality));
        }
        let seconds = std::mem::take(&mut self.elapsed);
        self.epochs.push(Recorded { report, seconds });
    }

    /// Takes back what [`Trainer::extend`] made undone: the last epoch, which will be reported again.
    pub fn rewind(&mut self, trainer: &Trainer) {
        if trainer.phase() == Phase::Finished {
            return;
        }
        let (epoch, epochs) = (trainer.epoch(), trainer.experiment().epochs);
        while let Some(last) = self.epochs.pop_if(|last| last.report.epoch >= epoch) {
            self.elapsed += last.seconds;
        }
        self.centrality
            .retain(|&(done, _)| done < epoch && is_centrality_epoch(done, epochs));
    }

    /// What the images that are held back showed in each epoch, if some are: what is saved apart.
    pub(crate) fn validation(&self) -> Vec<Validation> {
        let epochs = self.epochs.iter();
        epochs.filter_map(|epoch| epoch.report.validation).collect()
    }

    /// The history with what [`Self::validation`] took out of it.
    pub(crate) fn with_validation(mut self, validation: Vec<Validation>) -> Self {
        for (epoch, validation) in self.epochs.iter_mut().zip(validation) {
            epoch.report.validation = Some(validation);
        }
        self
    }

    /// Says what does not fit a history of `trainer`, if it was read from a file.
    pub(crate) fn check(&self, trainer: &Trainer) -> Result<(), String> {
        let finished = trainer.phase() == Phase::Finished;
        let reported = trainer.epoch() + u32::from(finished);
        if self.epochs.len() != reported as usize {
            let found = self.epochs.len();
            return Err(format!(
                "it has the reports of {found} epochs instead of {reported}"
            ));
        }
        let name = trainer.lane_name();
        let validated = trainer.experiment().validation.is_some();
        for (epoch, Recorded { report, seconds }) in self.epochs.iter().enumerate() {
            let hexadecimal = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
            let named = &report.digest;
            let accuracies = [
                Some(report.test_accuracy),
                report.validation.map(|v| v.accuracy),
            ];
            let mut accuracies = accuracies.into_iter().flatten();
            if !accuracies.all(|accuracy| (0.0..=100.0).contains(&accuracy))
                || report.validation.is_some() != validated
                || report.epoch as usize != epoch
                || report.lane != name
                || named.len() != 16
                || !named.bytes().all(hexadecimal)
                || !is_duration(*seconds)
            {
                return Err(format!("the report of epoch {epoch} is not one"));
            }
        }
        if let Some(Recorded { report, .. }) = self.epochs.last()
            && trainer.is_between_epochs()
            && report.digest != digest(trainer.network())
        {
            return Err("its network is not the one that it reported last".into());
        }
        let epochs = trainer.experiment().epochs;
        let expected = (0..reported).filter(|&epoch| is_centrality_epoch(epoch, epochs));
        let neurons: usize = trainer.scored_layers().iter().sum();
        if !expected.eq(self.centrality.iter().map(|&(epoch, _)| epoch))
            || self.centrality.iter().any(|(_, lc)| lc.len() != neurons)
        {
            return Err("its centralities are not those of its epochs and neurons".into());
        }
        if !is_duration(self.elapsed) {
            return Err("the seconds of its epoch are no duration".into());
        }
        Ok(())
    }
}

fn is_duration(seconds: f64) -> bool {
    seconds.is_finite() && seconds >= 0.0
}
