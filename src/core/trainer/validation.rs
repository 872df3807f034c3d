//! The images that are held back from training, the last of the training images, and what they show.

use serde::{Deserialize, Serialize};

use super::Trainer;
use crate::dataset::{Dataset, Split};
use crate::experiment::Experiment;
use crate::network::{Batch, Inputs, Quality, TILE};

/// What the images that are held back showed of an epoch's network, before rewiring.
///
/// ```
/// # use std::sync::Arc;
/// # use censet::{dataset::Dataset, experiment::parse};
/// use censet::trainer::Trainer;
///
/// let text = "train=100&validation=40&test=50&side=7&hidden=10&lanes=set&epochs=1";
/// # let experiment = parse(text).experiment.unwrap();
/// # let data = Dataset::garments(experiment.train, experiment.test, experiment.side);
/// let mut lane = Trainer::new(experiment, 0, Arc::new(data));
/// let report = (0..3).find_map(|_| lane.advance().report).unwrap();
/// let untrained = report.validation.unwrap();
/// // Forty images: each is 2.5 %.
/// assert_eq!(untrained.accuracy % 2.5, 0.0);
/// assert!(untrained.loss > 1.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Validation {
    /// Percent of them that were classified rightly.
    pub accuracy: f64,
    /// Their mean cross-entropy, without dropout.
    pub loss: f64,
}

/// What a lane remembers of the images that are held back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Validated {
    /// Of the epoch measured last, as far as it is.
    pub now: Quality,
    /// How many were classified rightly in the epoch before.
    pub before: u32,
}

/// How many of the training images are learned from: all but those that are held back.
pub(super) fn learned(experiment: &Experiment, dataset: &Dataset) -> usize {
    dataset.train.len() - experiment.held_back() as usize
}

impl Trainer {
    /// How many of the training images are learned from.
    pub fn learned(&self) -> usize {
        learned(&self.experiment, &self.dataset)
    }

    /// Measures the images that are held back, from one place among them to another.
    pub(super) fn validate(&mut self, from: usize, to: usize) {
        if from == 0 {
            let before = std::mem::take(&mut self.validated).now.right;
            self.validated.before = before;
        }
        let Split { images, labels } = &self.dataset.train;
        let learned = self.learned();
        let (first, last) = (learned + from, learned + to);
        let rows: Vec<u32> = (first as u32..last as u32).collect();
        let inputs = Inputs::Images {
            images: images.view(),
            rows: &rows,
            standardiser: &self.standardiser,
        };
        let batch = Batch {
            inputs,
            classes: &labels[first..last],
        };
        for tile in (0..batch.len()).step_by(TILE) {
            let quality = self.network.quality(batch, tile, &mut self.workspace);
            self.validated.now.add(quality);
        }
    }

    /// What the images that are held back showed in the epoch measured last; nothing if none are.
    pub(super) fn validation(&self) -> Option<Validation> {
        let held = self.experiment.validation? as usize;
        Some(Validation {
            accuracy: self.validated.now.accuracy(held),
            loss: self.validated.now.mean_loss(held),
        })
    }

    /// How many images were classified rightly in this epoch and in the one before, of those by which a
    /// method decides: held back, or where none are, the test images.
    pub(super) fn decisive(&self) -> (usize, usize) {
        let Validated { now, before } = self.validated;
        match self.experiment.validation {
            Some(_) => (now.right as usize, before as usize),
            None => (self.right, self.right_before),
        }
    }
}
