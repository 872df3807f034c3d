//! What a prune would cut, without cutting: the very rules of the methods, tried on a copy.

use super::censet::Selection;
use super::update::{Cut, Epoch, Memory};
use super::{LaneSettings, NewWeights, cut, set};
use crate::network::Network;

/// What would go, and between or below which values.
///
/// ```
/// use censet::graph::laplacian::Definition;
/// use censet::rewiring::censet::CENSET;
/// use censet::rewiring::preview::preview;
/// use censet::rewiring::{LaneSettings, Scope};
/// # use censet::network::Activation;
/// # use censet::rewiring::initial;
/// # let start = initial::Start { seed: 1, epsilon: f64::INFINITY, activation: Activation::Relu };
/// # let network = initial::network(start, &CENSET, &[4, 3, 2]);
///
/// // μ = 0 and σ = √8: one input neuron, with three connections, is below μ − σ.
/// let mut centrality = [1.0; 4 + 3 + 2];
/// centrality[0] = -8.0;
/// let settings = LaneSettings::of(&CENSET, 1.0, 0.3, Definition::Defined, Scope::Global);
/// let preview = preview(&settings, &centrality, &[4, 3, 2], &network).unwrap();
/// assert_eq!((preview.neurons, preview.connections), (1, vec![3]));
/// ```
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
///
/// ```
/// use censet::rewiring::preview::{Lines, preview};
/// use censet::rewiring::{LaneSettings, Scope, set};
/// # use censet::graph::laplacian::Definition;
/// # use censet::network::Activation;
/// # use censet::rewiring::initial;
/// # let start = initial::Start { seed: 1, epsilon: 1.0, activation: Activation::Relu };
/// # let network = initial::network(start, &set::SET, &[8, 6, 2]);
///
/// let settings = LaneSettings::of(&set::SET, 1.0, 0.3, Definition::Defined, Scope::Global);
/// let lines = preview(&settings, &[0.0; 8 + 6 + 2], &[8, 6, 2], &network).unwrap().lines;
/// let thresholds = set::thresholds(&network.layers[0].connections, 0.3);
/// assert_eq!(lines, Lines::Weights(vec![Some(thresholds)]));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Lines {
    /// SET's thresholds in each sparse layer; none where a layer has no connection.
    Weights(Vec<Option<set::Thresholds>>),
    /// CenSET's μ − kσ: one for all neurons, or one a layer.
    Centrality(Vec<f64>),
}

/// What a lane with these settings would cut from `network`, whose neurons have these centralities,
/// the layers of `sizes` one after the other; none for methods that never prune, and for those whose
/// cut is not drawn by a line.
pub fn preview(
    settings: &LaneSettings,
    centrality: &[f64],
    sizes: &[usize],
    network: &Network,
) -> Option<Preview> {
    settings.method.tunes?;
    let rewiring = settings.method.rewiring?;
    let selection = rewiring.select(settings, centrality, sizes);
    let epoch = Epoch {
        settings,
        network,
        initial: &[],
        sparse: &[],
        new_weights: NewWeights::Zero,
        epoch: 1,
        epochs: 1,
        seed: 0,
        centrality,
        selection: selection.as_ref(),
        right: 0,
        right_before: 0,
    };
    let what = rewiring.cut(&epoch, &mut Memory::default());
    let mut copy = network.clone();
    let removed = cut(&mut copy, &what);
    let lost = || {
        let (before, after) = (connected(network), connected(&copy));
        let lost = before.iter().zip(after);
        lost.filter(|&(&before, after)| before && !after).count()
    };
    Some(Preview {
        neurons: selection.as_ref().map_or_else(lost, Selection::len),
        connections: removed.iter().map(Vec::len).collect(),
        lines: match (selection, what) {
            (Some(selection), _) => Lines::Centrality(selection.thresholds),
            (None, Cut::Between(thresholds)) => Lines::Weights(thresholds),
            (None, _) => return None,
        },
    })
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
