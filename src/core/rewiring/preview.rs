//! What a prune would cut, without cutting: the very rules of the methods, tried on a copy.

use super::{Changes, censet, prune, set};
use crate::experiment::{LaneSettings, Method};
use crate::network::Network;

/// What would go, and between or below which values.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// Where the method draws its lines.
    pub lines: Lines,
    /// CenSET: the neurons below their line, those with nothing left to cut included. SET and
    /// AccSET: the neurons that would lose the last of their connections in the sparse layers.
    pub neurons: usize,
    /// Connections that would go, by sparse layer.
    pub connections: Vec<usize>,
}

/// The values that decide.
#[derive(Clone, Debug, PartialEq)]
pub enum Lines {
    /// SET's thresholds in each sparse layer; none where a layer has no connection.
    Weights(Vec<Option<set::Thresholds>>),
    /// CenSET's μ − kσ: one for all neurons, or one a layer.
    Centrality(Vec<f64>),
}

/// What a lane with these settings would cut from `network`, whose neurons have these centralities,
/// the layers of `sizes` one after the other; none for methods that never prune.
pub fn preview(
    settings: LaneSettings,
    centrality: &[f64],
    sizes: &[usize],
    network: &Network,
) -> Option<Preview> {
    let mut copy = network.clone();
    let count = |changes: Changes| changes.iter().map(Vec::len).collect();
    match settings.method {
        Method::Mlp | Method::Static => None,
        Method::Censet => {
            let selection = censet::select(centrality, sizes, settings.k, settings.scope);
            Some(Preview {
                neurons: selection.len(),
                connections: count(prune(settings, Some(&selection), &mut copy)),
                lines: Lines::Centrality(selection.thresholds),
            })
        }
        Method::Set | Method::Accset => {
            let layers = network.rewirable().iter().map(|layer| &layer.connections);
            let lines = layers
                .map(|layer| (!layer.is_empty()).then(|| set::thresholds(layer, settings.zeta)))
                .collect();
            let connections = count(prune(settings, None, &mut copy));
            let (before, after) = (connected(network), connected(&copy));
            let lost = before.iter().zip(after);
            Some(Preview {
                lines: Lines::Weights(lines),
                neurons: lost.filter(|&(&before, after)| before && !after).count(),
                connections,
            })
        }
    }
}

/// Which neurons have a connection in the sparse layers.
fn connected(network: &Network) -> Vec<bool> {
    let sizes = network.layer_sizes();
    let mut connected = vec![false; sizes.iter().sum()];
    let mut offset = 0;
    for (layer, size) in network.rewirable().iter().zip(sizes) {
        for c in layer.connections.iter() {
            connected[offset + c.source as usize] = true;
            connected[offset + size + c.target as usize] = true;
        }
        offset += size;
    }
    connected
}
