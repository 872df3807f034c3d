//! A network around its rewiring, and one neuron of it, against the trainer and by hand.

use std::sync::Arc;

use crate::common::assert_close;
use censet::dataset::Dataset;
use censet::experiment::parse;
use censet::graph::laplacian::{MakeUp, centrality, make_up, published_centrality};
use censet::graph::neuron::{connections, locate, look};
use censet::graph::rewired::{Measure, Rewired};
use censet::graph::statistics::degrees;
use censet::graph::{EdgeList, WeightedGraph};
use censet::network::{Connection, SparseLayer};
use censet::trainer::{Phase, Trainer};
use proptest::prelude::*;

/// The networks of a lane around each of its rewirings, with the centrality that the trainer scored.
fn trained(lanes: &str) -> Vec<(Rewired, Vec<f64>)> {
    let text = format!("train=600&test=100&epochs=3&side=7&hidden=30-20&lanes={lanes}");
    let experiment = parse(&text).experiment.unwrap();
    let dataset = Dataset::garments(experiment.train, experiment.test, experiment.side);
    let settings = experiment.lane_settings(0);
    let measure = match settings.lc {
        censet::experiment::Centrality::Defined => Measure::Defined,
        censet::experiment::Centrality::Published => Measure::Published,
    };
    let mut trainer = Trainer::new(experiment, 0, Arc::new(dataset));
    let mut found = Vec::new();
    while trainer.phase() != Phase::Finished {
        if let Some(report) = trainer.advance().report {
            let layers = trainer.network().layers.iter();
            let layers = layers.map(|layer| layer.connections.clone()).collect();
            let removed = trainer.scores().removed.clone();
            let network = Rewired::new(layers, report.epoch as u16, removed, measure);
            found.push((network, trainer.scores().centrality.clone()));
        }
    }
    found
}

#[test]
fn the_network_before_rewiring_is_the_one_that_was_scored() {
    let mut changed = 0;
    for lanes in [
        "set",
        "censet:k=0",
        "censet:k=0:lc=published",
        "mlp",
        "static",
    ] {
        for (network, scored) in trained(lanes) {
            assert_eq!(
                network.before().centrality,
                scored,
                "{lanes}, to the last bit"
            );
            let count = |layers: &[SparseLayer]| layers.iter().map(SparseLayer::len).sum::<usize>();
            let layers = 0..network.after().layers.len();
            let cut: usize = layers.clone().map(|l| network.removed(l).len()).sum();
            let grown: usize = layers.map(|l| network.grown(l).count()).sum();
            let between = count(&network.between().layers);
            assert_eq!(count(&network.before().layers), between + cut);
            assert_eq!(count(&network.after().layers), between + grown);
            changed += cut;
        }
    }
    assert!(changed > 100, "{changed} connections were cut at all");
}

#[test]
fn the_parts_of_every_neuron_add_up() {
    for lanes in ["set", "censet:k=0:lc=published"] {
        for (network, scored) in trained(lanes) {
            let all = degrees(&network.before().graph());
            for vertex in 0..network.order() {
                let neuron = look(&network, vertex);
                assert_eq!(neuron.incoming, all.incoming[vertex] as usize);
                assert_eq!(neuron.outgoing, all.outgoing[vertex] as usize);
                let Some(lc) = neuron.lc else {
                    assert!(vertex >= scored.len() && neuron.make_up.is_none());
                    continue;
                };
                let MakeUp {
                    own,
                    weights,
                    neighbours,
                    ..
                } = neuron.make_up.unwrap();
                let size = own + weights + neighbours.abs();
                assert!((own + weights + neighbours - lc).abs() <= 1e-12 * size + 1e-15);
                assert!(own >= 0.0 && weights >= 0.0);
            }
        }
    }
}

#[test]
fn a_pruned_neuron_tells_what_became_of_its_neighbours() {
    let mut pruned = 0;
    for (network, scored) in trained("censet:k=0") {
        for vertex in 0..network.order() {
            let neuron = look(&network, vertex);
            let Some(knock_on) = neuron.knock_on else {
                assert_eq!(neuron.cut, 0);
                continue;
            };
            pruned += 1;
            assert_eq!(knock_on.of, neuron.cut, "one connection a neighbour");
            for &(neighbour, [before, after, regrown]) in &knock_on.most {
                assert_eq!(before, scored[neighbour]);
                assert_eq!(after, network.between().centrality[neighbour]);
                assert_eq!(regrown, network.after().centrality[neighbour]);
            }
            let change = |lc: &[f64; 3]| (lc[1] - lc[0]).abs();
            assert!(
                knock_on
                    .most
                    .windows(2)
                    .all(|w| change(&w[0].1) >= change(&w[1].1))
            );
        }
    }
    assert!(pruned > 20, "{pruned} neurons lost connections");
}

/// Two inputs, two hidden neurons, one output; epoch 4 cut one connection and grew another.
fn small() -> Rewired {
    let at = |target, source, weight| Connection {
        target,
        source,
        weight,
    };
    let first = [at(0, 0, 1.0), at(1, 0, -2.0), at(1, 1, 0.5)];
    let first = SparseLayer::new(2, 2, first).with_past(vec![0.0; 3], vec![0, 4, 2]);
    let last = [at(0, 0, 3.0), at(0, 1, 1.0)];
    let last = SparseLayer::new(2, 1, last);
    Rewired::new(
        vec![first, last],
        4,
        vec![vec![at(0, 1, 0.25)]],
        Measure::Defined,
    )
}

#[test]
fn a_small_network_by_hand() {
    let network = small();
    // Hidden neuron 0 before: weights 1, 0.25 and 3, x = 4.25. Strengths: inputs 1 and 0.75, output 4.
    let neuron = look(&network, 2);
    let made = neuron.make_up.unwrap();
    assert_close(
        "make-up",
        &[made.strength, made.own, made.weights, made.neighbours],
        &[
            4.25,
            18.0625,
            10.0625,
            2.0 * (1.0 + 0.25 * 0.75 + 3.0 * 4.0),
        ],
        1e-12,
        0.0,
    );
    assert_eq!((neuron.incoming, neuron.outgoing), (2, 1));
    assert_eq!((neuron.cut, neuron.grown, neuron.strength), (1, 0, 4.25));
    let knock_on = neuron.knock_on.unwrap();
    assert_eq!((knock_on.of, knock_on.most[0].0, knock_on.lower), (1, 1, 1));
    assert_eq!(neuron.strongest[0].vertex, 4);
    assert!(neuron.strongest[2].cut && !neuron.strongest[1].cut);
    // Hidden neuron 1: one connection from epoch 4, one from epoch 2, one from the start.
    let ages = look(&network, 3).ages.unwrap();
    assert_eq!((ages.youngest, ages.median, ages.oldest), (0, 2, 4));
    assert_eq!((ages.initial, ages.of), (1, 3));
    assert_eq!(locate(&network.sizes(), 4), (2, 0));
    assert_eq!(connections(network.after(), &network.sizes(), 0).len(), 2);
}

proptest! {
    #[test]
    fn the_parts_add_up_on_any_graph(
        edges in prop::collection::btree_map((0usize..9, 0usize..9), -2.0..2.0f64, 0..30)
    ) {
        // At most one edge a pair, loops among them.
        let edges = edges.into_iter().filter(|((u, v), _)| u <= v).map(|((u, v), w)| (u, v, w));
        let graph = EdgeList::new(9, edges);
        let defined = centrality(&graph);
        let published = published_centrality(&graph);
        for vertex in 0..graph.order() {
            let parts = make_up(&graph, vertex).centrality();
            prop_assert!((parts - defined[vertex]).abs() < 1e-9);
            let parts = censet::graph::laplacian::published_make_up(&graph, vertex).centrality();
            prop_assert!((parts - published[vertex]).abs() < 1e-9);
        }
    }
}
