//! Training and evaluation in pieces: some tiles of images at a time.

use rand::RngExt;
use rand::rngs::Xoshiro256PlusPlus;

use super::{Phase, Trainer};
use crate::dataset::{Split, augment};
use crate::network::{Batch, Connections, Dropout, Inputs, Optimiser, TILE, Way};
use crate::random::{Purpose, stream};
use crate::rewiring::initial;

/// Connections times samples in one piece of training and of evaluation: a few milliseconds each, as
/// long as a tile of the network is not more.
pub(super) const TRAINING_WORK: usize = 4_000_000;
const EVALUATION_WORK: usize = 12_000_000;

/// A batch of which some pieces are done. The network does not change before the last, so a run that
/// is saved and resumed begins the batch anew.
pub(super) struct PartialBatch {
    samples: usize,
    loss: f64,
    /// The loss of the tiles since the last full piece: in which order losses are added up is part of
    /// what a text gives.
    part: f64,
    /// How far the tile has come that goes through all places.
    way: Way,
    dropout: Dropout,
    augmentation: Xoshiro256PlusPlus,
}

impl Trainer {
    /// Trains on the next piece of a batch, and takes the optimiser's step with its last one. Returns
    /// how many of the epoch's images are done, and of how many.
    pub(super) fn train(&mut self) -> (usize, usize) {
        if self.done == 0 && self.batch.is_none() {
            let images = self.learned() as u32;
            self.order = shuffled(images, self.experiment.seed, self.epoch);
            self.loss = 0.0;
            if self.experiment.preset.rules().velocities_reset {
                self.network.reset_velocities();
            }
        }
        let size = self.experiment.batch as usize;
        let of = size.min(self.order.len() - self.done);
        let mut batch = self.batch.take().unwrap_or_else(|| {
            self.workspace.begin(&self.network);
            let place = (self.done / size) as u32;
            let draws = |purpose| stream(self.experiment.seed, purpose, self.epoch, place);
            PartialBatch {
                samples: 0,
                loss: 0.0,
                part: 0.0,
                way: Way::default(),
                dropout: Dropout::new(self.experiment.dropout, draws(Purpose::Dropout)),
                augmentation: draws(Purpose::Augmentation),
            }
        });
        let whole = self.piece(TRAINING_WORK);
        let samples = if self.is_unmasked() { TILE } else { whole };
        let piece = of.min(batch.samples + samples);
        let Some(loss) = self.train_piece(&mut batch, piece, of) else {
            let done = self.done + batch.samples;
            self.batch = Some(batch);
            return (done, self.order.len());
        };
        batch.part += loss;
        batch.samples = piece;
        if piece == of || piece.is_multiple_of(whole) {
            batch.loss += std::mem::take(&mut batch.part);
        }
        if piece < of {
            let done = self.done + piece;
            self.batch = Some(batch);
            return (done, self.order.len());
        }
        let optimiser = Optimiser {
            learning_rate: self.experiment.lr as f32,
            momentum: self.experiment.momentum as f32,
        };
        self.network.step(optimiser, &self.workspace);
        self.loss += batch.loss;
        let end = self.done + of;
        self.done = end;
        let of = self.order.len();
        if end == of {
            self.enter(Phase::Evaluate);
        }
        (end, of)
    }

    /// Samples in a piece of work: whole tiles, `work` connections times samples or a little more.
    fn piece(&self, work: usize) -> usize {
        let layers = self.network.layers.iter();
        let connections: usize = layers.map(|layer| layer.connections.len()).sum();
        TILE * (work / (TILE * connections.max(1))).max(1)
    }

    /// Whether the batch at hand runs through all places of the network.
    fn is_unmasked(&self) -> bool {
        let first = self.epoch == 1 && self.done == 0;
        let rule = self.experiment.preset.rules().first_batch_unmasked;
        first && rule && !self.settings.method.dense
    }

    /// Adds the gradients of the batch's samples up to `end`, out of `of`; returns their loss, or nothing
    /// while they are on their way.
    fn train_piece(&mut self, batch: &mut PartialBatch, end: usize, of: usize) -> Option<f64> {
        let unmasked = self.is_unmasked();
        let Split { images, labels } = &self.dataset.train;
        let rows = &self.order[self.done + batch.samples..self.done + end];
        let classes: Vec<u8> = rows.iter().map(|&row| labels[row as usize]).collect();
        let standardiser = &self.standardiser;
        let (network, workspace) = (&self.network, &mut self.workspace);
        let augmented;
        // What is on its way was taken in, and its draws are done.
        let inputs = if !batch.way.is_start() {
            Inputs::Images {
                images: images.view(),
                rows,
                standardiser,
            }
        } else if self.experiment.augment {
            let (shape, draws) = (self.dataset.shape, &mut batch.augmentation);
            augmented = augment::batch(images.view(), rows, shape, standardiser, draws);
            Inputs::Numbers(augmented.view())
        } else {
            let images = images.view();
            Inputs::Images {
                images,
                rows,
                standardiser,
            }
        };
        let piece = Batch {
            inputs,
            classes: &classes,
        };
        let (way, dropout) = (&mut batch.way, &mut batch.dropout);
        if !unmasked {
            return Some(network.accumulate(piece, of, &mut Connections, dropout, workspace));
        }
        if way.is_start() {
            workspace.take(network, piece);
        }
        let mut wiring = initial::unmasked(self.experiment.seed, network);
        let (places, asked) = (TRAINING_WORK / TILE, (piece.classes, of));
        let loss = network.advance(way, places, asked, &mut wiring, dropout, workspace)?;
        *way = Way::default();
        Some(loss)
    }

    /// Classifies the next piece of the test images, and after them of those that are held back; says how
    /// many of how many are done.
    pub(super) fn evaluate(&mut self) -> (usize, usize) {
        let tested = self.dataset.test.len();
        assert!(tested > 0, "it has its images");
        let of = tested + self.experiment.held_back() as usize;
        let end = if self.done < tested { tested } else { of };
        let done = (self.done + self.piece(EVALUATION_WORK)).min(end);
        if self.done < tested {
            self.test(done);
        } else {
            self.validate(self.done - tested, done - tested);
        }
        self.done = done;
        if done == of {
            self.enter(Phase::Score);
        }
        (done, of)
    }

    /// Classifies the test images up to a place.
    fn test(&mut self, done: usize) {
        let Split { images, labels } = &self.dataset.test;
        if self.done == 0 {
            self.scores.predictions.clear();
        }
        let rows: Vec<u32> = (self.done as u32..done as u32).collect();
        let standardiser = &self.standardiser;
        let inputs = Inputs::Images {
            images: images.view(),
            rows: &rows,
            standardiser,
        };
        let batch = Batch {
            inputs,
            classes: &labels[self.done..done],
        };
        let predictions = self.network.predict(batch, &mut self.workspace);
        self.scores.predictions.extend(predictions);
        if done == labels.len() {
            let said = self.scores.predictions.iter().zip(labels);
            let right = said.filter(|(said, label)| said.class == **label).count();
            self.right_before = std::mem::replace(&mut self.right, right);
        }
    }
}

/// The numbers below `n` in the order of an epoch (Fisher–Yates).
pub(super) fn shuffled(n: u32, seed: u32, epoch: u32) -> Vec<u32> {
    let mut stream = stream(seed, Purpose::Order, epoch, 0);
    let mut order: Vec<u32> = (0..n).collect();
    for i in (1..n).rev() {
        order.swap(i as usize, stream.random_range(0..=i) as usize);
    }
    order
}
