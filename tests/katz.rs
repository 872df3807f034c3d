//! Katz centrality against a dense solve, hand-made networks, and rustworkx.

use crate::common::{assert_close, layer};
use censet::graph::katz::{Katz, NotSettled, Parameters, centrality};
use censet::graph::{EdgeList, LayeredGraph, WeightedGraph};
use nalgebra::{DMatrix, DVector};
use proptest::prelude::*;
use rustworkx_core::centrality::katz_centrality;
use rustworkx_core::petgraph::graph::DiGraph;

#[test]
fn two_layers_by_hand() {
    // Two inputs, two hidden neurons, one output.
    let edges = [
        (0, 2, 0.5),
        (0, 3, -1.0),
        (1, 3, 2.0),
        (2, 4, -4.0),
        (3, 4, 1.0),
    ];
    let parameters = Parameters {
        alpha: 0.5,
        beta: 2.0,
    };
    let Katz {
        centrality, steps, ..
    } = centrality(&EdgeList::new(5, edges), parameters).unwrap();
    assert_eq!(centrality, [2.0, 2.0, 2.5, 5.0, 9.5]);
    assert_eq!(steps, 3, "as many as layers");
}

#[test]
fn a_layered_network_takes_a_step_a_layer_and_any_alpha() {
    let dense = |n_in: usize, n_out: usize| {
        let row = |i| (0..n_out).map(move |j| 1.0 - 0.25 * ((i + 2 * j) % 9) as f64);
        let weights: Vec<Vec<f64>> = (0..n_in).map(|i| row(i).collect()).collect();
        layer(&weights, &vec![vec![1.0; n_out]; n_in])
    };
    let layers = [dense(12, 9), dense(9, 7), dense(7, 5), dense(5, 3)];
    let graph = LayeredGraph::new(&layers);
    for alpha in [0.1, 1.0, 50.0] {
        let found = centrality(&graph, Parameters { alpha, beta: 1.0 }).unwrap();
        assert_eq!(found.steps, 5, "α = {alpha}");
        assert_eq!(found.centrality[..12], [1.0; 12]);
        let expected = solve(&graph, Parameters { alpha, beta: 1.0 });
        // At α = 50 the dense solve loses a few digits; the steps do not.
        assert_close("Katz", &found.centrality, &expected, 1e-9, 0.0);
    }
}

/// x of (1 − α·|A|ᵀ)·x = β.
fn solve(graph: &impl WeightedGraph, parameters: Parameters) -> Vec<f64> {
    let n = graph.order();
    let mut matrix = DMatrix::<f64>::identity(n, n);
    graph.for_each_edge(|from, to, w| matrix[(to, from)] -= parameters.alpha * w.abs());
    let solution = matrix
        .lu()
        .solve(&DVector::from_element(n, parameters.beta));
    solution.unwrap().iter().copied().collect()
}

#[test]
fn cycles_as_rustworkx() {
    let edges = [
        (0, 1, 1.0),
        (1, 2, 0.5),
        (2, 0, 2.0),
        (2, 3, 1.5),
        (3, 3, 0.25),
        (4, 1, 3.0),
    ];
    let mut other = DiGraph::<(), f64>::default();
    let vertices: Vec<_> = (0..5).map(|_| other.add_node(())).collect();
    for (from, to, w) in edges {
        other.add_edge(vertices[from], vertices[to], w);
    }
    let weight =
        |edge: rustworkx_core::petgraph::graph::EdgeReference<f64>| Ok::<_, ()>(*edge.weight());
    let expected = katz_centrality(&other, weight, Some(0.3), None, None, None, Some(1e-15));
    let mut found = centrality(
        &EdgeList::new(5, edges),
        Parameters {
            alpha: 0.3,
            beta: 1.0,
        },
    )
    .unwrap()
    .centrality;
    // rustworkx scales to length 1.
    let length = found.iter().map(|x| x * x).sum::<f64>().sqrt();
    found.iter_mut().for_each(|x| *x /= length);
    assert_close("Katz", &found, &expected.unwrap().unwrap(), 1e-10, 0.0);
}

#[test]
fn too_large_alpha_on_a_cycle_is_told() {
    // The largest eigenvalue of this cycle is 2: α must be below 0.5.
    let cycle = EdgeList::new(2, [(0, 1, 4.0), (1, 0, -1.0)]);
    let with = |alpha| centrality(&cycle, Parameters { alpha, beta: 1.0 });
    assert!(with(0.45).is_ok());
    for alpha in [0.5, 0.51, 1e200] {
        assert_eq!(with(alpha), Err(NotSettled::TooLarge { alpha }));
    }
    assert!(
        with(0.5)
            .unwrap_err()
            .to_string()
            .contains("does not settle with α = 0.5")
    );
}

#[test]
fn nothing_to_pass_on() {
    let of = |graph: &EdgeList| centrality(graph, Parameters::default()).unwrap();
    assert_eq!(of(&EdgeList::default()).centrality, [0.0; 0]);
    assert_eq!(of(&EdgeList::new(3, [])).centrality, [1.0; 3]);
}

#[test]
#[should_panic(expected = "α must be a finite number of at least 0, not -1")]
fn negative_alpha_is_refused() {
    let parameters = Parameters {
        alpha: -1.0,
        beta: 1.0,
    };
    let _ = centrality(&EdgeList::default(), parameters);
}

/// A directed graph with cycles and loops, and an α that is safely below 1/ρ.
fn graph_and_alpha() -> impl Strategy<Value = (EdgeList, f64)> {
    (1usize..10).prop_flat_map(|order| {
        let weights = prop::collection::vec(prop::option::weighted(0.4, -2.0..2.0), order * order);
        weights.prop_map(move |weights| {
            let places = (0..order).flat_map(|u| (0..order).map(move |v| (u, v)));
            let edges = places.zip(weights);
            let edges = edges.filter_map(|((u, v), w): (_, Option<f64>)| w.map(|w| (u, v, w)));
            // No eigenvalue exceeds the largest row sum.
            (EdgeList::new(order, edges), 0.9 / (2.0 * order as f64))
        })
    })
}

proptest! {
    #[test]
    fn solves_the_equation((graph, alpha) in graph_and_alpha()) {
        let parameters = Parameters { alpha, beta: 1.5 };
        let found = centrality(&graph, parameters).unwrap();
        assert_close("Katz", &found.centrality, &solve(&graph, parameters), 1e-9, 0.0);
    }
}
