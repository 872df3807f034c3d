//! Which connections a picture of the network shows: more than a thousand would hide one another.

use super::neuron::{connections, locate};
use super::rewired::Rewired;
use crate::network::{Connection, Network};

/// What an epoch did to a connection.
///
/// ```
/// use censet::graph::rewired::{Measure, Rewired};
/// use censet::graph::selection::{EdgeState, of_neuron};
/// use censet::network::{Connection, SparseLayer};
///
/// let at = |source, weight| Connection { target: 0, source, weight };
/// let mut layer = SparseLayer::new(3, 1, [at(1, 2.0)]);
/// layer.insert(&[at(2, 1.0)], 3);
/// let rewired = Rewired::new(vec![layer], 3, vec![vec![at(0, 0.5)]], Measure::Defined);
/// let edges = of_neuron(&rewired, 3);
/// assert!(edges.iter().map(|edge| edge.state).eq(EdgeState::ALL));
/// assert!(edges.iter().map(|edge| edge.source).eq([1, 0, 2]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EdgeState {
    /// Nothing.
    Stays,
    /// Removed it.
    Cut,
    /// Added it.
    Grown,
}

impl EdgeState {
    /// All states, each at the place that its number (`as u8`) names.
    pub const ALL: [Self; 3] = [Self::Stays, Self::Cut, Self::Grown];
}

/// A connection from neuron `source` of layer `layer` to neuron `target` of the next layer.
///
/// ```
/// use censet::graph::rewired::{Measure, Rewired};
/// use censet::graph::selection::{Edge, EdgeState, of_neuron};
/// use censet::network::{Connection, SparseLayer};
///
/// let cut = Connection { target: 0, source: 1, weight: -0.5 };
/// let layer = SparseLayer::new(3, 1, []);
/// let rewired = Rewired::new(vec![layer], 3, vec![vec![cut]], Measure::Defined);
/// let edge = Edge { layer: 0, source: 1, target: 0, weight: -0.5, state: EdgeState::Cut };
/// assert_eq!(of_neuron(&rewired, 1), [edge]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// Layer of the source; the input layer is 0.
    pub layer: usize,
    /// Index of the source in its layer.
    pub source: usize,
    /// Index of the target in the layer after.
    pub target: usize,
    /// Weight; of a connection that was cut, its last one.
    pub weight: f32,
    /// What the epoch did to it.
    pub state: EdgeState,
}

/// The strongest connections shown of each layer.
const STRONGEST: usize = 100;
/// Of each layer, at most so many of what an epoch cut, and as many of what it grew.
const CHANGED: usize = 30;

/// The strongest connections of each layer, and of each an even sample of what the epoch changed.
pub fn select(
    network: &Network,
    removed: &[Vec<Connection>],
    grown: &[Vec<Connection>],
) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (layer, of) in network.layers.iter().enumerate() {
        let mut all: Vec<Connection> = of
            .connections
            .iter()
            .filter(|c| c.weight.is_finite())
            .collect();
        if all.len() > STRONGEST {
            all.select_nth_unstable_by(STRONGEST, |a, b| b.weight.abs().total_cmp(&a.weight.abs()));
            all.truncate(STRONGEST);
        }
        edges.extend(all.iter().map(|c| edge(layer, c, EdgeState::Stays)));
    }
    for (changes, state) in [(removed, EdgeState::Cut), (grown, EdgeState::Grown)] {
        for (layer, all) in changes.iter().enumerate() {
            edges.extend(sample(all, CHANGED).map(|c| edge(layer, c, state)));
        }
    }
    edges
}

/// Which of them a picture shows.
///
/// ```
/// use censet::graph::selection::{Edge, EdgeState, Show, shown};
///
/// let edge = |state| Edge { layer: 0, source: 0, target: 0, weight: 1.0, state };
/// let states = |show| {
///     let edges = shown(EdgeState::ALL.map(edge).to_vec(), show);
///     edges.iter().map(|edge| edge.state).collect::<Vec<_>>()
/// };
/// assert_eq!(states(Show::All), EdgeState::ALL);
/// assert_eq!(states(Show::Strongest), [EdgeState::Stays]);
/// assert_eq!(states(Show::Changed), [EdgeState::Cut, EdgeState::Grown]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// The strongest, and what the epoch changed.
    All,
    /// The strongest only.
    Strongest,
    /// What the epoch cut and grew only.
    Changed,
}

/// The ones of `edges` that a picture shows.
pub fn shown(edges: Vec<Edge>, show: Show) -> Vec<Edge> {
    let wanted = |edge: &Edge| match show {
        Show::All => true,
        Show::Strongest => edge.state == EdgeState::Stays,
        Show::Changed => edge.state != EdgeState::Stays,
    };
    edges.into_iter().filter(wanted).collect()
}

/// Of one neuron, at most so many connections that stay, and as many that were cut and grown.
const OF_NEURON: [usize; 3] = [400, 100, 100];

/// The connections of the neuron number `vertex`: of those that stay the strongest, of what the
/// epoch changed an even sample, if there are too many.
pub fn of_neuron(network: &Rewired, vertex: usize) -> Vec<Edge> {
    let sizes = network.sizes();
    let (layer, index) = locate(&sizes, vertex);
    let touches = |at: usize, c: &Connection| {
        (at == layer && c.source as usize == index)
            || (at + 1 == layer && c.target as usize == index)
    };
    let [mut stay, mut cut, mut grown] = [const { Vec::new() }; 3];
    for at in layer.saturating_sub(1)..(layer + 1).min(sizes.len() - 1) {
        let of = |state| move |c: &Connection| edge(at, c, state);
        let removed = network.removed(at).iter().filter(|c| touches(at, c));
        cut.extend(removed.map(of(EdgeState::Cut)));
        let new: Vec<Connection> = network.grown(at).filter(|c| touches(at, c)).collect();
        grown.extend(new.iter().map(of(EdgeState::Grown)));
    }
    let left = connections(network.between(), &sizes, vertex);
    let left = left.iter().filter(|(_, c)| c.weight.is_finite());
    stay.extend(left.map(|(at, c)| edge(*at, c, EdgeState::Stays)));
    crate::order::sort_by(&mut stay, |a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    stay.truncate(OF_NEURON[0]);
    stay.extend(sample(&cut, OF_NEURON[1]));
    stay.extend(sample(&grown, OF_NEURON[2]));
    stay
}

fn edge(layer: usize, connection: &Connection, state: EdgeState) -> Edge {
    Edge {
        layer,
        source: connection.source as usize,
        target: connection.target as usize,
        weight: connection.weight,
        state,
    }
}

/// At most `count` of `all`, evenly spread over their order.
fn sample<T>(all: &[T], count: usize) -> impl Iterator<Item = &T> {
    let taken = all.len().min(count);
    (0..taken).map(move |i| &all[i * all.len() / taken])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::parse;
    use crate::rewiring::initial;

    fn network() -> Network {
        let text = "hidden=256-128-100&lanes=set,censet";
        let experiment = parse(text).experiment.unwrap();
        let method = experiment.lane_settings(0).method;
        initial::network(experiment.start(), method, &[784, 256, 128, 100, 10])
    }

    #[test]
    fn the_strongest_of_each_layer_are_shown() {
        let network = network();
        let edges = select(&network, &[], &[]);
        assert_eq!(edges.len(), 400);
        for (layer, of) in network.layers.iter().enumerate() {
            let shown: Vec<f32> = edges
                .iter()
                .filter(|e| e.layer == layer)
                .map(|e| e.weight.abs())
                .collect();
            assert_eq!(shown.len(), STRONGEST);
            let weakest = shown.iter().copied().fold(f32::INFINITY, f32::min);
            let stronger = of.connections.iter().filter(|c| c.weight.abs() > weakest);
            assert!(stronger.count() < STRONGEST, "layer {layer}");
        }
    }

    #[test]
    fn changes_are_sampled_evenly_in_each_layer() {
        let change = |n: u32| -> Vec<Connection> {
            let of = |target| Connection {
                target,
                source: 1,
                weight: 0.5,
            };
            (0..n).map(of).collect()
        };
        let removed = vec![change(300), change(7), change(0)];
        let grown = vec![change(0), change(0), change(31)];
        let edges = select(&network(), &removed, &grown);
        let of = |state, layer| -> Vec<usize> {
            let found = edges
                .iter()
                .filter(|e| e.state == state && e.layer == layer);
            found.map(|e| e.target).collect()
        };
        let first = of(EdgeState::Cut, 0);
        assert_eq!(first, (0..30).map(|i| i * 10).collect::<Vec<_>>());
        assert_eq!(of(EdgeState::Cut, 1), (0..7).collect::<Vec<_>>());
        assert_eq!(of(EdgeState::Cut, 2).len(), 0);
        assert_eq!(of(EdgeState::Grown, 2).len(), CHANGED);
    }
}
