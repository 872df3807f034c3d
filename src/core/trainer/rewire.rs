//! The phases after training: scoring, cutting and regrowth.

use super::pieces::shuffled;
use super::{Phase, Trainer};
use crate::dataset::Split;
use crate::graph::statistics::{hubs, overlap};
use crate::network::{Batch, Inputs, PlaceGradients};
use crate::rewiring::censet::Selection;
use crate::rewiring::gradient::Gradients;
use crate::rewiring::update::Epoch;
use crate::rewiring::{self, initial, regrowth};

/// Images that gradients of all places are made of, at most: a batch, if it is not larger.
const GRADIENT_IMAGES: usize = 200;

impl Trainer {
    pub(super) fn score(&mut self) {
        let layers = self.network.layers.iter().map(|layer| &layer.connections);
        let centrality = self.settings.lc.centrality(&layers.collect::<Vec<_>>());
        let before = std::mem::replace(&mut self.scores.centrality, centrality);
        let now = &self.scores.centrality;
        self.scores.hub_overlap = (self.epoch > 0).then(|| overlap(&hubs(&before), &hubs(now)));
        self.scores.removed.clear();
        self.scores.grown.clear();
        self.scores.selection = self.select();
        if self.epoch > 0 {
            self.enter(Phase::Prune);
        }
    }

    /// Whether the rewiring has ended before this epoch.
    pub(super) fn rests(&self) -> bool {
        self.epoch > self.settings.last_rewiring(self.experiment.epochs)
    }

    /// The neurons that the method selects by their centralities, if it does.
    pub(super) fn select(&self) -> Option<Selection> {
        if self.rests() {
            return None;
        }
        let sizes = self.scored_layers();
        let rewiring = self.settings.method.rewiring?;
        rewiring.select(&self.settings, &self.scores.centrality, &sizes)
    }

    pub(super) fn prune(&mut self) {
        if let Some(rewiring) = self.settings.method.rewiring {
            if self.is_last() {
                let layers = self.network.rewirable().iter();
                self.unpruned = Some(layers.map(|layer| layer.connections.clone()).collect());
            }
            if self.rests() {
                self.scores.removed = vec![Vec::new(); self.network.rewirable().len()];
            } else {
                let mut memory = std::mem::take(&mut self.memory);
                let cut = self.seen(|epoch| rewiring.cut(epoch, &mut memory));
                self.memory = memory;
                self.scores.removed = rewiring::cut(&mut self.network, &cut);
            }
        }
        self.enter(Phase::Regrow);
    }

    pub(super) fn regrow(&mut self) {
        let rules = self.experiment.preset.rules();
        let Some(rewiring) = self.settings.method.rewiring else {
            return;
        };
        if self.rests() || self.is_last() && !rules.last_epoch_regrows {
            return;
        }
        let mut memory = std::mem::take(&mut self.memory);
        let growth = self.seen(|epoch| rewiring.grow(epoch, &self.scores.removed, &mut memory));
        self.memory = memory;
        let (seed, epoch) = (self.experiment.seed, self.epoch);
        self.scores.grown =
            regrowth::grow(&mut self.network, &growth, rules.new_weights, seed, epoch);
    }

    /// Shows a method the epoch as it is now.
    fn seen<T>(&self, look: impl FnOnce(&Epoch<'_>) -> T) -> T {
        let sparse: Vec<usize> = self
            .network
            .rewirable()
            .iter()
            .map(|layer| {
                let (n_in, n_out) = (layer.connections.n_in(), layer.connections.n_out());
                let p = initial::probability(n_in, n_out, self.experiment.epsilon);
                (p * layer.connections.places() as f64) as usize
            })
            .collect();
        let (right, right_before) = self.decisive();
        look(&Epoch {
            sparse: &sparse,
            new_weights: self.experiment.preset.rules().new_weights,
            settings: &self.settings,
            network: &self.network,
            initial: &self.initial_connections,
            epoch: self.epoch,
            epochs: self.experiment.epochs,
            seed: self.experiment.seed,
            centrality: &self.scores.centrality,
            selection: self.scores.selection.as_ref(),
            right,
            right_before,
            gradients: &NextBatch(self),
        })
    }
}

/// The gradients of the images that the next epoch begins with: of these the network has not learned
/// yet. As they are, without augmentation.
struct NextBatch<'a>(&'a Trainer);

impl Gradients for NextBatch<'_> {
    fn layer(&self, layer: usize, row: &mut dyn FnMut(usize, &[f32])) {
        let Self(trainer) = self;
        let Split { images, labels } = &trainer.dataset.train;
        let order = shuffled(
            trainer.learned() as u32,
            trainer.experiment.seed,
            trainer.epoch + 1,
        );
        let most = GRADIENT_IMAGES.min(trainer.experiment.batch as usize);
        let rows = &order[..most.min(order.len())];
        let classes: Vec<u8> = rows.iter().map(|&row| labels[row as usize]).collect();
        let batch = Batch {
            inputs: Inputs::Images {
                images: images.view(),
                rows,
                standardiser: &trainer.standardiser,
            },
            classes: &classes,
        };
        PlaceGradients::new(&trainer.network, batch, layer).for_each_target(row);
    }
}
