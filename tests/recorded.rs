//! The graphs that the paper's notebooks measured, against the notebooks' own code.

use std::collections::BTreeMap;

use crate::common::{assert_close, layer, list, matrix, number, numbers, oracle};
use censet::graph::laplacian::published_centrality;
use censet::graph::recorded::{RecordedAs, graph, under_new_mask};
use censet::graph::statistics::mean_and_std;
use censet::graph::{LayeredGraph, WeightedGraph};
use censet::network::{Connection, SparseLayer};
use proptest::prelude::*;

fn edges(graph: &impl WeightedGraph) -> Vec<(usize, usize, f64)> {
    let mut edges = Vec::new();
    graph.for_each_edge(|from, to, w| edges.push((from, to, w)));
    edges.sort_by_key(|&(from, to, _)| (from, to));
    edges
}

fn dense(n_in: usize, n_out: usize) -> SparseLayer {
    let places = (0..n_out as u32).flat_map(|t| (0..n_in as u32).map(move |s| (t, s)));
    let connections = places.map(|(target, source)| Connection {
        target,
        source,
        weight: 0.01 * (1 + (source + target) % 7) as f32,
    });
    SparseLayer::new(n_in, n_out, connections)
}

#[test]
fn every_oracle_graph() {
    let oracle = oracle("published_graphs");
    let weights: Vec<_> = list(&oracle["weights"]).iter().map(matrix).collect();
    let masks: Vec<_> = list(&oracle["mask"]).iter().map(matrix).collect();
    let cases = list(&oracle["cases"]);
    assert_eq!(cases.len(), 3);
    for case in cases {
        let name = case["name"].as_str().unwrap();
        let recorded = match name {
            "MLP" => RecordedAs::Mlp,
            "SET" => RecordedAs::Set,
            "CenSET" => RecordedAs::Censet,
            other => panic!("no such method: {other}"),
        };
        let all = |w: &Vec<Vec<f64>>| vec![vec![1.0; w[0].len()]; w.len()];
        let layers: Vec<_> = weights
            .iter()
            .zip(&masks)
            .map(|(w, mask)| match recorded {
                RecordedAs::Mlp => layer(w, &all(w)),
                _ => layer(w, mask),
            })
            .collect();
        let layers: Vec<_> = layers.iter().collect();
        let graph = graph(recorded, &layers);
        assert_eq!(graph.order(), number(&case["n_nodes"]) as usize, "{name}");
        let found = edges(&graph);
        let expected: Vec<_> = list(&case["edges"])
            .iter()
            .map(numbers)
            // The layers hold f32.
            .map(|edge| {
                (
                    edge[0] as usize,
                    edge[1] as usize,
                    f64::from(edge[2] as f32),
                )
            })
            .collect();
        assert_eq!(found, expected, "{name}");
        let loops = found.iter().filter(|(from, to, _)| from == to).count();
        assert_eq!(loops, number(&case["n_self_loops"]) as usize, "{name}");
        let lc = published_centrality(&graph);
        assert_close(name, &lc, &numbers(&case["lc_by_index"]), 1e-6, 1e-6);
        let (mean, std) = mean_and_std(&lc);
        let expected = [number(&case["mean"]), number(&case["sd_population"])];
        assert_close(name, &[mean, std], &expected, 1e-6, 0.0);
    }
}

/// The sizes of FashionMNIST's graphs, which the length of the published files of centralities shows.
#[test]
fn fashion_mnist_sizes() {
    let layers = [dense(784, 256), dense(256, 128), dense(128, 100)];
    let layers: Vec<_> = layers.iter().collect();
    let count = |recorded| {
        let graph = graph(recorded, &layers);
        let edges = edges(&graph);
        let loops = edges.iter().filter(|(from, to, _)| from == to).count();
        (graph.order(), edges.len(), loops)
    };
    assert_eq!(count(RecordedAs::Mlp), (1040, 333_824, 384));
    // The second kernel replaces the 256 × 128 entries of the first that lie where it is written.
    assert_eq!(count(RecordedAs::Set), (784, 784 * 256, 256));
    let all = 784 * 256 + 256 * 128 + 128 * 100;
    assert_eq!(count(RecordedAs::Censet), (1268, all, 0));
}

/// The vertices and the zeros of CIFAR-10's graphs.
#[test]
fn cifar_10_zeros() {
    let sparse = |n_in: u32, n_out: u32| {
        let places = (0..n_out).flat_map(|t| (0..n_in).map(move |s| (t, s)));
        let kept = places.filter(|(t, s)| (t * 31 + s * 17) % 97 == 0);
        let connections = kept.map(|(target, source)| Connection {
            target,
            source,
            weight: 0.25,
        });
        SparseLayer::new(n_in as usize, n_out as usize, connections)
    };
    let layers = [sparse(3072, 4000), sparse(4000, 1000), sparse(1000, 4000)];
    let layers: Vec<_> = layers.iter().collect();
    let count = |recorded| {
        let lc = published_centrality(&graph(recorded, &layers));
        (lc.len(), lc.iter().filter(|&&lc| lc == 0.0).count())
    };
    assert_eq!(count(RecordedAs::Mlp), (9000, 2856));
    assert_eq!(count(RecordedAs::Set), (9000, 1928));
    assert_eq!(count(RecordedAs::Censet), (12_072, 4000));
}

#[test]
fn censet_measured_the_network() {
    let layers = [dense(9, 6), dense(6, 4), dense(4, 5)];
    let recorded = graph(RecordedAs::Censet, &layers.iter().collect::<Vec<_>>());
    assert_eq!(edges(&recorded), edges(&LayeredGraph::new(&layers)));
}

#[test]
fn one_hidden_layer_leaves_set_and_mlp_without_edges() {
    let only = dense(5, 3);
    for recorded in [RecordedAs::Mlp, RecordedAs::Set] {
        let graph = graph(recorded, &[&only]);
        assert_eq!((graph.order(), edges(&graph).len()), (3, 0));
    }
}

#[test]
fn set_measured_old_weights_under_the_new_mask() {
    let at = |target, source, weight| Connection {
        target,
        source,
        weight,
    };
    let removed = [at(0, 1, 0.1), at(1, 0, -0.2)];
    let grown = [at(0, 0, 0.7), at(1, 0, 0.8)];
    let rewired = SparseLayer::new(
        3,
        2,
        [at(0, 0, 0.7), at(0, 2, 5.0), at(1, 0, 0.8), at(1, 1, -6.0)],
    );
    let measured = under_new_mask(&rewired, &removed, &grown);
    assert_eq!(measured.weights(), [0.0, 5.0, -0.2, -6.0]);
    assert_eq!(measured.sources(), rewired.sources());
}

/// The notebooks' rule, entry by entry into a map.
fn by_the_rule(sizes: &[usize], kernels: &[&SparseLayer]) -> (usize, Vec<(usize, usize, f64)>) {
    let mut entries = BTreeMap::new();
    for l in 0..sizes.len() - 1 {
        let row: usize = sizes[..l].iter().sum();
        for c in kernels[l].iter().filter(|c| c.weight != 0.0) {
            let place = (row + c.source as usize, row + sizes[l] + c.target as usize);
            entries.insert(place, f64::from(c.weight));
        }
    }
    let largest = entries.keys().map(|&(from, to)| from.max(to) + 1).max();
    let order = sizes.iter().sum::<usize>().max(largest.unwrap_or(0));
    let edges = entries.into_iter().map(|((from, to), w)| (from, to, w));
    (order, edges.collect())
}

/// Two to five layers of up to seven neurons; some connections are missing, some weights 0.
fn network() -> impl Strategy<Value = Vec<SparseLayer>> {
    let sizes = prop::collection::vec(1usize..8, 2..6);
    sizes.prop_flat_map(|sizes| {
        let layers = sizes.windows(2).map(|pair| {
            let (n_in, n_out) = (pair[0], pair[1]);
            let weight = prop::option::weighted(0.6, -2i8..3);
            prop::collection::vec(weight, n_in * n_out).prop_map(move |weights| {
                let places = (0..n_out as u32).flat_map(|t| (0..n_in as u32).map(move |s| (t, s)));
                let connections = places
                    .zip(weights)
                    .filter_map(|((target, source), weight)| {
                        weight.map(|weight| Connection {
                            target,
                            source,
                            weight: f32::from(weight),
                        })
                    });
                SparseLayer::new(n_in, n_out, connections)
            })
        });
        layers.collect::<Vec<_>>()
    })
}

proptest! {
    #[test]
    fn as_the_rule_says(layers in network()) {
        let layers: Vec<_> = layers.iter().collect();
        let hidden: Vec<_> = layers.iter().map(|layer| layer.n_out()).collect();
        let all = [&[layers[0].n_in()], &hidden[..]].concat();
        let first = vec![layers[0]; layers.len()];
        for (recorded, sizes, kernels) in [
            (RecordedAs::Mlp, &hidden, &first),
            (RecordedAs::Set, &hidden, &layers),
            (RecordedAs::Censet, &all, &layers),
        ] {
            let graph = graph(recorded, &layers);
            prop_assert_eq!((graph.order(), edges(&graph)), by_the_rule(sizes, kernels));
        }
    }
}
