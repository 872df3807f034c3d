//! Which connections a picture of the network shows: more than a thousand would hide one another.

use super::neuron::{connections, locate};
use super::rewired::Rewired;
use crate::network::{Connection, Network};
use crate::order::lowest;

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
/// If all connections of a network were shown, it would be so many lines at most.
const LINES: usize = 600;

/// How many connections that an epoch cut or grew one line stands for, in a network with so many of them: 1, 2
/// or 5 times a power of ten. Networks of one size have the same, in every epoch, so that a method that cuts
/// eight times as many gets eight times as many lines.
pub fn one_in(connections: usize) -> usize {
    let mut power = 1;
    loop {
        for rate in [power, 2 * power, 5 * power] {
            if connections <= rate * LINES {
                return rate;
            }
        }
        power *= 10;
    }
}

/// The strongest connections of each layer, and of what the epoch changed one in [`one_in`], rounded up. What
/// was cut with the neurons that `pruned` says is shown neuron by neuron, so that each goes as a whole; of all
/// else the sample is drawn evenly. The first of a sample are a sample too.
pub fn select(
    network: &Network,
    removed: &[Vec<Connection>],
    grown: &[Vec<Connection>],
    pruned: &[bool],
    one_in: usize,
) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (layer, of) in network.layers.iter().enumerate() {
        let finite = of.connections.iter().filter(|c| c.weight.is_finite());
        let mut all: Vec<Connection> = finite.collect();
        if all.len() > STRONGEST {
            let weakness: Vec<f32> = all.iter().map(|c| -c.weight.abs()).collect();
            let mut strong = lowest(&weakness, STRONGEST).into_iter();
            all.retain(|_| strong.next().expect("an answer for each connection"));
        }
        edges.extend(all.iter().map(|c| edge(layer, c, EdgeState::Stays)));
    }
    let goes = |vertex: usize| pruned.get(vertex).is_some_and(|goes| *goes);
    for (changes, state) in [(removed, EdgeState::Cut), (grown, EdgeState::Grown)] {
        let (mut all, mut places, mut start) = (Vec::new(), Vec::new(), 0);
        for (layer, changes) in changes.iter().enumerate() {
            let next = start + network.layers[layer].connections.n_in();
            for connection in changes {
                let ends = [
                    start + connection.source as usize,
                    next + connection.target as usize,
                ];
                let with = ends
                    .into_iter()
                    .find(|end| state == EdgeState::Cut && goes(*end));
                places.push(scattered(with.unwrap_or(all.len())));
                all.push(edge(layer, connection, state));
            }
            start = next;
        }
        let order = crate::order::order(all.len(), &mut |a, b| places[a].cmp(&places[b]));
        edges.extend(
            order
                .into_iter()
                .take(all.len().div_ceil(one_in))
                .map(|i| all[i]),
        );
    }
    edges
}

/// A number that has nothing to do with those of its neighbours, each number another (Knuth's multiplicative hash).
fn scattered(number: usize) -> u32 {
    (number as u32).wrapping_mul(2_654_435_769)
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
pub fn shown(mut edges: Vec<Edge>, show: Show) -> Vec<Edge> {
    edges.retain(|edge| match show {
        Show::All => true,
        Show::Strongest => edge.state == EdgeState::Stays,
        Show::Changed => edge.state != EdgeState::Stays,
    });
    edges
}

/// Keeps of the `edges` that are in `state` the first `count`.
///
/// ```
/// use censet::graph::selection::{Edge, EdgeState, thin};
///
/// let edge = |state| Edge { layer: 0, source: 0, target: 0, weight: 1.0, state };
/// let mut edges = [EdgeState::Cut, EdgeState::Stays, EdgeState::Cut].map(edge).to_vec();
/// thin(&mut edges, EdgeState::Cut, 1);
/// assert!(edges.iter().map(|edge| edge.state).eq([EdgeState::Cut, EdgeState::Stays]));
/// ```
pub fn thin(edges: &mut Vec<Edge>, state: EdgeState, count: usize) {
    let mut left = count;
    edges.retain(|edge| {
        let keep = edge.state != state || left > 0;
        left -= usize::from(keep && edge.state == state);
        keep
    });
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
        let edges = select(&network, &[], &[], &[], 1);
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

    fn change(n: u32) -> Vec<Connection> {
        let of = |target| Connection {
            target: target % 100,
            source: target / 100,
            weight: 0.5,
        };
        (0..n).map(of).collect()
    }

    /// Of each layer, how many edges are in this state.
    fn by_layer(edges: &[Edge], state: EdgeState) -> [usize; 4] {
        std::array::from_fn(|layer| {
            let found = edges
                .iter()
                .filter(|e| e.state == state && e.layer == layer);
            found.count()
        })
    }

    #[test]
    fn changes_are_shown_in_proportion() {
        let removed = vec![change(8000), change(800), change(0)];
        let grown = vec![change(0), change(0), change(1001)];
        let edges = select(&network(), &removed, &grown, &[], 20);
        let [first, second, rest @ ..] = by_layer(&edges, EdgeState::Cut);
        assert_eq!((first + second, rest), (440, [0; 2]), "one in twenty");
        assert!((30..=50).contains(&second), "{second} of 800");
        assert_eq!(by_layer(&edges, EdgeState::Grown), [0, 0, 51, 0]);
        // Targets all over the layer, and the first of a sample are one.
        for part in [1, 4] {
            let cut = edges.iter().filter(|e| e.state == EdgeState::Cut);
            let early = cut.take(440 / part).filter(|e| e.target < 50).count();
            let half = 220 / part;
            assert!(
                (half * 4 / 5..half * 6 / 5).contains(&early),
                "{early} of 440 / {part}"
            );
        }
    }

    #[test]
    fn pruned_neurons_go_as_a_whole() {
        // Inputs 10 to 29 lose all they have, a hundred connections each; so does a neuron of the second layer.
        let mut pruned = vec![false; 1278];
        pruned[10..30].fill(true);
        pruned[784 + 99] = true;
        let removed = vec![change(3000).split_off(1000), vec![]];
        let edges = select(&network(), &removed, &[], &pruned, 10);
        let cut: Vec<&Edge> = edges.iter().filter(|e| e.state == EdgeState::Cut).collect();
        assert_eq!(cut.len(), 200);
        let mut neurons: Vec<usize> = cut.iter().map(|e| e.source).collect();
        neurons.dedup();
        assert_eq!(neurons.len(), 2, "two whole neurons");
    }

    #[test]
    fn a_line_stands_for_a_round_number_of_connections() {
        assert_eq!(
            [0, 600, 601, 1200, 1201, 27_262].map(one_in),
            [1, 1, 2, 2, 5, 50]
        );
        assert_eq!(one_in(381_440), 1000);
        assert!((0..300_000).step_by(997).all(|n| n / one_in(n) <= LINES));
    }
}
