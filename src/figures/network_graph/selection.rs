//! Which connections a picture of the network shows: more than a thousand would hide one another.

use super::{Edge, EdgeState};
use censet::graph::neuron::{connections, locate};
use censet::graph::rewired::Rewired;
use censet::network::{Connection, Network};
use censet::rewiring::Changes;

/// The strongest connections shown of each layer.
const STRONGEST: usize = 100;
/// Of each layer, at most so many of what an epoch cut, and as many of what it grew.
const CHANGED: usize = 30;

/// The strongest connections of each layer, and of each an even sample of what the epoch changed.
pub fn select(network: &Network, removed: &Changes, grown: &Changes) -> Vec<Edge> {
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
    stay.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
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
    use censet::experiment::parse;
    use censet::rewiring::initial;

    fn network() -> Network {
        let text = "hidden=256-128-100&lanes=set,censet";
        let experiment = parse(text).experiment.unwrap();
        let method = experiment.lane_settings(0).method;
        initial::network(experiment.start(), method, &[784, 256, 128, 100, 10])
    }

    #[test]
    fn the_strongest_of_each_layer_are_shown() {
        let network = network();
        let edges = select(&network, &vec![], &vec![]);
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
