//! Which connections a picture of the network shows: more than a thousand would hide one another.

use super::{Edge, EdgeState};
use crate::network::{Connection, Network};
use crate::rewiring::Changes;

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
fn sample(all: &[Connection], count: usize) -> impl Iterator<Item = &Connection> {
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
        initial::network(&experiment, method, &[784, 256, 128, 100, 10])
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
