//! The phases after training: scoring, pruning and regrowth.

use super::{Phase, Trainer};
use crate::experiment::{Centrality, LaneSettings, Method};
use crate::graph::statistics::{hubs, overlap};
use crate::graph::{LayeredGraph, laplacian};
use crate::rewiring::censet::Selection;
use crate::rewiring::{self, accset, censet, regrowth};

impl Trainer {
    pub(super) fn score(&mut self) {
        let centrality = match self.settings.lc {
            Centrality::Defined => {
                let layers = self.network.layers.iter();
                laplacian::centrality(&LayeredGraph::new(layers.map(|layer| &layer.connections)))
            }
            Centrality::Published => {
                let layers = self.network.rewirable().iter();
                let graph = LayeredGraph::new(layers.map(|layer| &layer.connections));
                laplacian::published_centrality(&graph)
            }
        };
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

    /// What CenSET makes of the centralities.
    pub(super) fn select(&self) -> Option<Selection> {
        let LaneSettings {
            method, k, scope, ..
        } = self.settings;
        (method == Method::Censet).then(|| {
            let sizes = self.scored_layers();
            censet::select(&self.scores.centrality, &sizes, k, scope)
        })
    }

    pub(super) fn prune(&mut self) {
        if self.is_last() && self.settings.method.prunes() {
            let layers = self.network.rewirable().iter();
            self.unpruned = Some(layers.map(|layer| layer.connections.clone()).collect());
        }
        let selection = self.scores.selection.as_ref();
        self.scores.removed = rewiring::prune(self.settings, selection, &mut self.network);
        self.enter(Phase::Regrow);
    }

    pub(super) fn regrow(&mut self) {
        let rules = self.experiment.preset.rules();
        if self.is_last() && !rules.last_epoch_regrows {
            return;
        }
        let removed = self.scores.removed.iter().map(Vec::len);
        let counts: Vec<usize> = match self.settings.method {
            Method::Mlp | Method::Static => return,
            Method::Set | Method::Censet => {
                let layers = self.network.rewirable().iter();
                let missing = layers.zip(&self.initial_connections);
                missing
                    .map(|(layer, initial)| initial - layer.connections.len())
                    .collect()
            }
            Method::Accset if accset::regrows(self.right, self.right_before) => removed.collect(),
            Method::Accset => return,
        };
        let (seed, epoch) = (self.experiment.seed, self.epoch);
        self.scores.grown =
            regrowth::regrow(&mut self.network, &counts, rules.new_weights, seed, epoch);
    }
}
