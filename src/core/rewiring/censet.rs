//! CenSET: prune the neurons of low Laplacian centrality (Algorithm 1).

use crate::experiment::Scope;
use crate::graph::statistics::mean_and_std;
use crate::network::Network;

use super::Changes;

/// The neurons to prune, and where the line was drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Selection {
    /// μ − kσ: one threshold for all neurons, or under `scope=layer` one for each layer.
    pub thresholds: Vec<f64>,
    /// R, by vertex number: whether the neuron's connections go.
    pub pruned: Vec<bool>,
}

impl Selection {
    /// The line that holds for all neurons, if there is one.
    pub fn threshold(&self) -> Option<f64> {
        match self.thresholds[..] {
            [threshold] => Some(threshold),
            _ => None,
        }
    }

    /// |R|: neurons below their threshold, those with nothing left to cut included.
    pub fn len(&self) -> usize {
        self.pruned.iter().filter(|&&pruned| pruned).count()
    }

    /// Whether no neuron is below its threshold.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// R = {v : LC(v) < μ − kσ}, strict, with the population σ.
///
/// `centrality` has one value a neuron, the layers of `sizes` one after the other; `scope` says
/// whether μ and σ are those of all neurons or of each layer.
pub fn select(centrality: &[f64], sizes: &[usize], k: f64, scope: Scope) -> Selection {
    let groups: &[usize] = match scope {
        Scope::Global => &[centrality.len()],
        Scope::Layer => sizes,
    };
    let mut selection = Selection {
        thresholds: Vec::new(),
        pruned: Vec::new(),
    };
    let mut rest = centrality;
    for &size in groups {
        let (group, after) = rest.split_at(size);
        rest = after;
        let (mean, std) = mean_and_std(group);
        let threshold = mean - k * std;
        selection.thresholds.push(threshold);
        selection
            .pruned
            .extend(group.iter().map(|&centrality| centrality < threshold));
    }
    assert!(
        rest.is_empty(),
        "one centrality for each neuron of the layers"
    );
    selection
}

/// Cuts every connection of the selected neurons, incoming and outgoing, in the sparse layers.
///
/// `pruned` may leave out the output layer, whose connections are never cut.
pub fn prune(network: &mut Network, pruned: &[bool]) -> Changes {
    let mut offset = 0;
    network
        .rewirable_mut()
        .iter_mut()
        .map(|layer| {
            let connections = &mut layer.connections;
            let (sources, targets) = pruned[offset..].split_at(connections.n_in());
            offset += connections.n_in();
            connections.retain(|c| !sources[c.source as usize] && !targets[c.target as usize])
        })
        .collect()
}
