//! The phases after training: scoring, cutting and regrowth.

use super::pieces::{TRAINING_WORK, shuffled};
use super::{Phase, Trainer};
use crate::graph::statistics::{hubs, overlap};
use crate::network::{Batch, Inputs, PlaceGradients};
use crate::rewiring::censet::Selection;
use crate::rewiring::draws::Draws;
use crate::rewiring::gradient::Watch;
use crate::rewiring::update::Epoch;
use crate::rewiring::{self, initial, regrowth};

/// Places of which a random number is drawn in one piece of work: some milliseconds.
const DRAWN: usize = 200_000;

/// Images that gradients of all places are made of, at most: a batch, if it is not larger.
const GRADIENT_IMAGES: usize = 200;

impl Trainer {
    /// The centrality of every neuron of the network as it is.
    pub(super) fn measured_centrality(&self) -> Vec<f64> {
        let layers = self.network.layers.iter().map(|layer| &layer.connections);
        self.settings.lc.centrality(&layers.collect::<Vec<_>>())
    }

    pub(super) fn score(&mut self) {
        let centrality = self.measured_centrality();
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

    /// Cuts, once the method has looked at all the gradients that it wants to see. Says of how much work how
    /// much is done.
    pub(super) fn prune(&mut self) -> (usize, usize) {
        let mut progress = (1, 1);
        if let Some(rewiring) = self.settings.method.rewiring {
            if !self.rests() {
                let survey = self.survey.take().or_else(|| {
                    let watch = self.seen(|epoch| rewiring.watch(epoch))?;
                    Some(self.survey(watch))
                });
                if let Some(mut survey) = survey {
                    let (done, of) = self.look(&mut survey);
                    if done < of {
                        self.survey = Some(survey);
                        return (done, of);
                    }
                    survey.watch.end(&mut self.memory);
                    progress = (of.max(1), of.max(1));
                }
            }
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
        progress
    }

    /// Grows, once all places are drawn where that takes long. Says of how much work how much is done.
    pub(super) fn regrow(&mut self) -> (usize, usize) {
        let rules = self.experiment.preset.rules();
        let whole = (1, 1);
        let Some(rewiring) = self.settings.method.rewiring else {
            return whole;
        };
        if self.rests() || self.is_last() && !rules.last_epoch_regrows {
            return whole;
        }
        let draws = self.draws.take().or_else(|| {
            let weigh = |epoch: &Epoch<'_>| Some(Draws::new(epoch, rewiring.weigh(epoch)?));
            self.seen(weigh)
        });
        let (growth, progress) = match draws {
            Some(mut draws) => {
                let progress = draws.advance(&self.network, DRAWN);
                if !draws.is_done() {
                    self.draws = Some(draws);
                    return progress;
                }
                (draws.growth(), progress)
            }
            None => {
                let mut memory = std::mem::take(&mut self.memory);
                let grow =
                    |epoch: &Epoch<'_>| rewiring.grow(epoch, &self.scores.removed, &mut memory);
                let growth = self.seen(grow);
                self.memory = memory;
                (growth, whole)
            }
        };
        let (seed, epoch) = (self.experiment.seed, self.epoch);
        self.scores.grown =
            regrowth::grow(&mut self.network, &growth, rules.new_weights, seed, epoch);
        progress
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
        })
    }
}

/// How far a method has come that looks at the gradients of all places: those of the images that the next
/// epoch begins with, as of these the network has not learned yet. As they are, without augmentation.
///
/// A run that is saved and resumed begins with them anew.
pub(super) struct Survey {
    watch: Box<dyn Watch>,
    /// The images.
    rows: Vec<u32>,
    classes: Vec<u8>,
    layer: usize,
    gradients: Option<PlaceGradients>,
    /// The next target of the layer.
    target: usize,
}

impl Trainer {
    fn survey(&self, watch: Box<dyn Watch>) -> Survey {
        let labels = &self.dataset.train.labels;
        let next = self.epoch + 1;
        let mut rows = shuffled(self.learned() as u32, self.experiment.seed, next);
        rows.truncate(GRADIENT_IMAGES.min(self.experiment.batch as usize));
        let classes = rows.iter().map(|&row| labels[row as usize]).collect();
        Survey {
            watch,
            rows,
            classes,
            layer: 0,
            gradients: None,
            target: 0,
        }
    }

    /// Looks at the gradients of some more places: sends a tile of the images through the network, or goes
    /// through some of a layer's targets. Says of how many targets all are done.
    fn look(&self, survey: &mut Survey) -> (usize, usize) {
        let layers = self.network.rewirable();
        let targets = |of: std::ops::Range<usize>| -> usize {
            let wanted = of.filter(|&layer| survey.watch.wants(layer));
            wanted.map(|layer| layers[layer].connections.n_out()).sum()
        };
        let of = targets(0..layers.len());
        while survey.layer < layers.len() && !survey.watch.wants(survey.layer) {
            survey.layer += 1;
        }
        let done = targets(0..survey.layer);
        let Some(layer) = layers.get(survey.layer) else {
            return (of, of);
        };
        let index = survey.layer;
        let gradients = survey
            .gradients
            .get_or_insert_with(|| PlaceGradients::of(&self.network, index));
        let batch = Batch {
            inputs: Inputs::Images {
                images: self.dataset.train.images.view(),
                rows: &survey.rows,
                standardiser: &self.standardiser,
            },
            classes: &survey.classes,
        };
        if gradients.send(&self.network, batch) {
            return (done, of);
        }
        let left = layer.connections.n_out() - survey.target;
        let some = (TRAINING_WORK / gradients.work_per_target()).clamp(1, left);
        let end = survey.target + some;
        let watch = &mut survey.watch;
        gradients.for_targets(survey.target..end, &mut |target, row| {
            watch.row(index, target, row)
        });
        survey.target = end;
        if some == left {
            (survey.layer, survey.target, survey.gradients) = (index + 1, 0, None);
        }
        (done + end, of)
    }
}
