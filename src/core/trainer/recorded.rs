//! The centralities that the paper's tables hold, where they are not the network's own.

use super::Trainer;
use crate::experiment::Centrality;
use crate::graph::laplacian::published_centrality;
use crate::graph::recorded::{RecordedAs, graph, under_new_mask};
use crate::network::SparseLayer;

impl Trainer {
    /// What the notebook of this lane's method recorded in this epoch, under `lc=published`: the
    /// centrality on the graph that it built. Nothing for methods the paper did not run.
    ///
    /// SET's graph holds the trained weights under the mask after regrowth, the others' the network
    /// before pruning. Of an epoch that is complete: elsewhere it is no epoch's.
    pub fn recorded_lc(&self) -> Option<Vec<f64>> {
        if self.settings.lc != Centrality::Published {
            return None;
        }
        let layers = self.network.rewirable().iter();
        let layers = layers.map(|layer| &layer.connections);
        let recorded = self.settings.method.recorded?;
        let measured: Vec<SparseLayer> = match recorded {
            // Only here did the notebook build the network's own graph.
            RecordedAs::Censet => return Some(self.scores.centrality.clone()),
            RecordedAs::Mlp => layers.cloned().collect(),
            RecordedAs::Set => {
                let (removed, grown) = (&self.scores.removed, &self.scores.grown);
                let rewired = layers.enumerate().map(|(index, layer)| {
                    match (removed.get(index), grown.get(index)) {
                        (Some(removed), Some(grown)) => under_new_mask(layer, removed, grown),
                        _ => layer.clone(),
                    }
                });
                rewired.collect()
            }
        };
        let measured: Vec<&SparseLayer> = measured.iter().collect();
        Some(published_centrality(&graph(recorded, &measured)))
    }
}
