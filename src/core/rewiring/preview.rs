//! What a prune would cut, without cutting: the very rules of the methods, tried on a copy.

use super::censet::Selection;
use super::update::{Epoch, Memory};
use super::{LaneSettings, NewWeights, cut, set};
use crate::network::Network;

/// After which epoch of how many, with what the method then remembered.
///
/// ```
/// use censet::rewiring::preview::Moment;
/// use censet::rewiring::update::Memory;
///
/// let start = Moment { epoch: 0, epochs: 5, memory: Memory::default() };
/// assert!(start.memory.is_empty());
/// ```
#[derive(Clone, Debug)]
pub struct Moment {
    /// From 1 on; before any training 0, which is cut as the first would be.
    pub epoch: u32,
    /// How many the experiment has.
    pub epochs: u32,
    /// What the method remembered before or after its cut.
    pub memory: Memory,
}

/// What would go, and between or below which values. Of equal weights at a line only some may go.
///
/// ```
/// use censet::graph::laplacian::Definition;
/// use censet::rewiring::censet::CENSET;
/// use censet::rewiring::preview::{Moment, preview};
/// use censet::rewiring::update::Memory;
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
/// let moment = Moment { epoch: 1, epochs: 5, memory: Memory::default() };
/// let preview = preview(&settings, moment, &centrality, &[4, 3, 2], &network).unwrap();
/// assert_eq!((preview.neurons, preview.connections), (1, vec![3]));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// Where the method draws its lines.
    pub lines: Lines,
    /// CenSET: the neurons below their line, those with nothing left to cut included, also in an epoch that
    /// spares them. SET and AccSET: the neurons that would lose the last of their connections in the sparse layers.
    pub neurons: usize,
    /// Connections that would go, by sparse layer.
    pub connections: Vec<usize>,
    /// The ζ of the epoch, which is less than the lane's where it falls.
    pub zeta: f64,
    /// The last epoch with rewiring, where that has ended: nothing goes.
    pub ended: Option<u32>,
}

/// The values that decide.
///
/// ```
/// use censet::rewiring::preview::{Lines, Moment, preview};
/// use censet::rewiring::update::Memory;
/// use censet::rewiring::{LaneSettings, Scope, set};
/// # use censet::graph::laplacian::Definition;
/// # use censet::network::Activation;
/// # use censet::rewiring::initial;
/// # let start = initial::Start { seed: 1, epsilon: 1.0, activation: Activation::Relu };
/// # let network = initial::network(start, &set::SET, &[8, 6, 2]);
///
/// let settings = LaneSettings::of(&set::SET, 1.0, 0.3, Definition::Defined, Scope::Global);
/// let moment = Moment { epoch: 1, epochs: 5, memory: Memory::default() };
/// let lines = preview(&settings, moment, &[0.0; 8 + 6 + 2], &[8, 6, 2], &network).unwrap().lines;
/// let thresholds = set::thresholds(&network.layers[0].connections, 0.3);
/// assert_eq!(lines, Lines::Weights(vec![Some(thresholds)]));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Lines {
    /// SET's thresholds in each sparse layer, see [`set::lines`].
    Weights(Vec<Option<set::Thresholds>>),
    /// CenSET's μ − kσ: one for all neurons, or one a layer.
    Centrality(Vec<f64>),
}

/// What a lane with these settings would cut at that moment from `network`, whose neurons have these
/// centralities, the layers of `sizes` one after the other; none for methods that never prune, and for those
/// that have no line to move.
pub fn preview(
    settings: &LaneSettings,
    moment: Moment,
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
        epoch: moment.epoch.max(1),
        epochs: moment.epochs,
        seed: 0,
        centrality,
        selection: selection.as_ref(),
        right: 0,
        right_before: 0,
    };
    let zeta = settings.zeta_of(epoch.epoch, epoch.epochs);
    let last = settings.last_rewiring(epoch.epochs);
    let ended = (epoch.epoch > last).then_some(last);
    let mut copy = network.clone();
    let removed = match ended {
        Some(_) => vec![Vec::new(); network.rewirable().len()],
        None => {
            let mut memory = moment.memory;
            cut(&mut copy, &rewiring.cut(&epoch, &mut memory))
        }
    };
    let lost = || {
        let (before, after) = (connected(network), connected(&copy));
        let lost = before.iter().zip(after);
        lost.filter(|&(&before, after)| before && !after).count()
    };
    let layers = || network.rewirable().iter().map(|layer| &layer.connections);
    Some(Preview {
        neurons: selection.as_ref().map_or_else(lost, Selection::len),
        connections: removed.iter().map(Vec::len).collect(),
        zeta,
        ended,
        lines: match (selection, ended) {
            (Some(selection), _) => Lines::Centrality(selection.thresholds),
            (None, None) => Lines::Weights(set::lines(settings, layers(), zeta)),
            (None, Some(_)) => Lines::Weights(vec![None; layers().count()]),
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
