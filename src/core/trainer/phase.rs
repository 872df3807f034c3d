//! The phases of an epoch, and how they are counted.

use serde::{Deserialize, Serialize};

use super::Trainer;

/// What comes next in an epoch.
///
/// ```
/// # use std::sync::Arc;
/// # use censet::{dataset::Dataset, experiment::parse};
/// use censet::trainer::{Phase, Trainer};
///
/// # let text = "train=100&test=50&side=7&hidden=10&lanes=set&epochs=1";
/// # let experiment = parse(text).experiment.unwrap();
/// # let data = Dataset::garments(experiment.train, experiment.test, experiment.side);
/// let mut lane = Trainer::new(experiment, 0, Arc::new(data));
/// let mut phases = Vec::new();
/// while lane.phase() != Phase::Finished {
///     phases.push(lane.advance().phase.name());
/// }
/// phases.dedup();
/// // Epoch 0 is measured only.
/// assert_eq!(phases[..2], ["evaluate", "score"]);
/// assert_eq!(phases[2..], ["train", "evaluate", "score", "prune", "regrow"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    /// One batch after the other.
    Train,
    /// The test images and those that are held back, without dropout.
    Evaluate,
    /// The centrality of every neuron.
    Score,
    /// Connections go.
    Prune,
    /// New connections come.
    Regrow,
    /// All epochs are done.
    Finished,
}

impl Phase {
    /// Its name, for tables and messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Train => "train",
            Self::Evaluate => "evaluate",
            Self::Score => "score",
            Self::Prune => "prune",
            Self::Regrow => "regrow",
            Self::Finished => "finished",
        }
    }
}

/// Phases of an epoch that can be looked at one by one: train (with its evaluation), score, prune
/// and regrow.
pub const PHASES: u32 = 4;

impl Trainer {
    /// How many phases are done since the untrained network was measured: [`PHASES`] an epoch, an
    /// evaluation counting as part of its training. None as long as epoch 0 is not reported.
    pub fn phases_done(&self) -> Option<u32> {
        let of_epoch = match self.phase {
            Phase::Train | Phase::Evaluate => 0,
            Phase::Score => 1,
            Phase::Prune => 2,
            Phase::Regrow => 3,
            Phase::Finished => PHASES,
        };
        Some(PHASES * self.epoch.checked_sub(1)? + of_epoch)
    }
}
