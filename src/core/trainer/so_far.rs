//! What is known of an epoch before its end.

use super::{Phase, Trainer, Validation, count};
use crate::digest::digest;
use crate::graph::selection::one_in;
use crate::graph::statistics::mean_and_std;

/// The numbers of an epoch between two of its phases.
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
/// while lane.phase() != Phase::Prune {
///     lane.advance();
/// }
/// let scored = lane.so_far().unwrap();
/// assert_eq!((scored.phase, scored.removed), (Phase::Score, None));
/// lane.advance();
/// let pruned = lane.so_far().unwrap();
/// assert_eq!(pruned.connections + pruned.removed.unwrap(), scored.connections);
/// assert_ne!(pruned.digest, scored.digest);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct SoFar {
    /// The lane's canonical name.
    pub lane: String,
    /// The epoch, from 1 on.
    pub epoch: u32,
    /// The phase done last; a training with its evaluation is [`Phase::Train`].
    pub phase: Phase,
    /// Mean cross-entropy of the training images as they were trained on.
    pub train_loss: Option<f64>,
    /// Percent of the test images.
    pub test_accuracy: f64,
    /// What the images that are held back showed, if some are.
    pub validation: Option<Validation>,
    /// Mean and population standard deviation of the Laplacian centralities, once they are scored.
    pub lc: Option<(f64, f64)>,
    /// Neurons below CenSET's threshold, once they are scored.
    pub pruned_neurons: Option<usize>,
    /// Connections cut, once they are.
    pub removed: Option<usize>,
    /// Connections before the output layer, as many as there are now.
    pub connections: usize,
    /// The digest of the network as it is now.
    pub digest: String,
}

impl Trainer {
    /// What is known between two phases of an epoch. Nothing at the end of an epoch, which has its
    /// report, in the midst of a training, and in epoch 0, which has no phases.
    pub fn so_far(&self) -> Option<SoFar> {
        let phase = match self.phase {
            Phase::Score if self.epoch > 0 => Phase::Train,
            Phase::Prune => Phase::Score,
            Phase::Regrow => Phase::Prune,
            _ => return None,
        };
        let scored = phase != Phase::Train;
        Some(SoFar {
            lane: self.lane_name(),
            epoch: self.epoch,
            phase,
            train_loss: self.train_loss(),
            test_accuracy: self.test_accuracy(),
            validation: self.validation(),
            lc: scored.then(|| mean_and_std(&self.scores.centrality)),
            pruned_neurons: scored.then(|| self.pruned_neurons()),
            removed: (phase == Phase::Prune).then(|| count(&self.scores.removed)),
            connections: self.network.connections(),
            digest: digest(&self.network),
        })
    }

    /// Of the connections that the epoch has changed so far, how many each stands for that a picture of the
    /// network shows, as [`one_in`] says.
    pub fn one_in(&self) -> usize {
        let layers = self.network.layers.iter();
        let now: usize = layers.map(|layer| layer.connections.len()).sum();
        one_in(now + count(&self.scores.removed) - count(&self.scores.grown))
    }

    pub(super) fn train_loss(&self) -> Option<f64> {
        (self.epoch > 0).then(|| self.loss / self.order.len() as f64)
    }

    pub(super) fn test_accuracy(&self) -> f64 {
        100.0 * self.right as f64 / self.dataset.test.len() as f64
    }

    pub(super) fn pruned_neurons(&self) -> usize {
        match &self.scores.selection {
            Some(selection) if self.epoch > 0 => selection.len(),
            _ => 0,
        }
    }
}
