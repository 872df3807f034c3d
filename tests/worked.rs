//! Small graphs worked out: the paper's Table 1, and what must agree with what.

use crate::common::assert_close;
use censet::graph::examples::{examples, layered, table_1};
use censet::graph::worked::{MAX_ORDER, MAX_WEIGHT, Worked, WorkedVertex, by_hand};
use censet::graph::{EdgeList, WeightedGraph};
use proptest::prelude::*;

fn of(worked: &Worked, measure: impl Fn(&WorkedVertex) -> f64) -> Vec<f64> {
    worked.vertices.iter().map(measure).collect()
}

/// Every LC of the paper's Table 1, and its BC where its own numbers allow: the table puts the one
/// that is not 0 on another vertex than the largest LC.
#[test]
fn the_papers_table_1() {
    let worked = Worked::of(&table_1().graph);
    let lc = [12.0, 20.0, 48.0, 20.0, 20.0, 20.0];
    assert_close(
        "LC, Equation 4",
        &of(&worked, |v| v.by_definition),
        &lc,
        1e-12,
        1e-12,
    );
    assert_eq!(of(&worked, |v| v.by_closed_form), lc);
    assert_eq!(
        of(&worked, |v| v.betweenness),
        [0.0, 0.0, 8.0, 0.0, 0.0, 0.0]
    );
    assert_eq!(
        of(&worked, |v| v.degree as f64),
        [1.0, 2.0, 5.0, 2.0, 2.0, 2.0]
    );
    // Two triangles sharing a vertex and a pendant: 0, 1, 1, 3, 3 and the order 6.
    assert_close(
        "λ",
        &worked.eigenvalues,
        &[0.0, 1.0, 1.0, 3.0, 3.0, 6.0],
        1e-12,
        1e-12,
    );
    assert_close("E", &[worked.energy], &[56.0], 1e-12, 0.0);
}

#[test]
fn the_small_network_has_a_neuron_of_negative_centrality() {
    let worked = Worked::of(&layered().graph);
    let hidden = &of(&worked, |v| v.by_closed_form)[3..6];
    assert!(hidden.iter().any(|&lc| lc < 0.0), "{hidden:?}");
    assert!(hidden.iter().any(|&lc| lc > 0.0), "{hidden:?}");
}

#[test]
fn examples_are_drawn_inside_and_can_be_edited() {
    for example in examples() {
        let mut edges = vec![];
        let graph = &example.graph;
        graph.for_each_edge(|u, v, w| edges.push((u as u32 + 1, v as u32 + 1, w)));
        let names: Vec<u32> = (1..=graph.order() as u32).collect();
        assert_eq!(&by_hand(&names, &edges).unwrap(), graph);
        assert_eq!(example.places.len(), example.graph.order());
        for (x, y) in example.places {
            assert!((0.05..=0.95).contains(&x) && (0.05..=0.95).contains(&y));
        }
    }
}

#[test]
fn what_cannot_be_worked_out_is_refused_by_name() {
    let text = |vertices: &[u32], edges: &[_]| by_hand(vertices, edges).unwrap_err().text;
    assert_eq!(
        text(&[1; MAX_ORDER + 1], &[]),
        "The graph has 13 vertices; it may have at most 12."
    );
    assert_eq!(
        text(&[1, 4], &[(1, 2, 1.0)]),
        "The edge x1 – x2 ends outside the graph."
    );
    assert_eq!(
        text(&[1, 4], &[(4, 4, 1.0)]),
        "The edge x4 – x4 is a loop; loops are not considered."
    );
    assert_eq!(
        text(&[1, 4], &[(1, 4, 1.0), (4, 1, 2.0)]),
        "The edge x4 – x1 is there twice; one may join two vertices."
    );
    assert_eq!(
        text(&[1, 4], &[(1, 4, -2.0 * MAX_WEIGHT)]),
        "The weight of x1 – x4 cannot be −200: a number from −100 to 100."
    );
    for weight in [f64::NAN, f64::INFINITY] {
        assert_eq!(
            by_hand(&[1, 2], &[(1, 2, weight)]).unwrap_err().field,
            "weight"
        );
    }
}

/// Graphs that people can make: any pairs joined, any weight in bounds.
fn graphs() -> impl Strategy<Value = EdgeList> {
    (0..=MAX_ORDER).prop_flat_map(|order| {
        let pairs: Vec<_> = (0..order)
            .flat_map(|v| (0..v).map(move |u| (u, v)))
            .collect();
        let weights = proptest::option::of(-MAX_WEIGHT..=MAX_WEIGHT);
        proptest::collection::vec(weights, pairs.len()).prop_map(move |weights| {
            let edges = pairs.iter().zip(weights);
            EdgeList::new(order, edges.filter_map(|(&(u, v), w)| Some((u, v, w?))))
        })
    })
}

proptest! {
    /// Equation 4 by eigenvalues, the closed form and the sum of its terms are one number; the
    /// energy is that of the trace; X, A and L are what their equations say.
    #[test]
    fn everything_agrees(graph in graphs()) {
        let worked = Worked::of(&graph);
        let scale = 1e-9 * (1.0 + worked.energy);
        prop_assert!((worked.energy - worked.energy_by_trace).abs() <= scale);
        for (v, vertex) in worked.vertices.iter().enumerate() {
            let terms: f64 = vertex.terms.iter().map(|term| term.square + term.cross).sum();
            prop_assert!((vertex.squares + vertex.crosses - terms).abs() <= scale);
            prop_assert!((vertex.own + terms - vertex.by_closed_form).abs() <= scale);
            prop_assert!((vertex.by_definition - vertex.by_closed_form).abs() <= scale);
            prop_assert!((worked.energy - vertex.energy_without - vertex.by_definition).abs() <= scale);
            prop_assert!((worked.adjacency[v].iter().sum::<f64>() - vertex.strength).abs() <= scale);
            for u in 0..graph.order() {
                let (a, x) = (worked.adjacency[v][u], worked.strengths[v][u]);
                prop_assert_eq!(a, worked.adjacency[u][v]);
                prop_assert_eq!(worked.laplacian[v][u], x - a);
                prop_assert!(!(worked.laplacian[v][u] == 0.0 && worked.laplacian[v][u].is_sign_negative()));
            }
            let neighbours: Vec<usize> = vertex.terms.iter().map(|term| term.neighbour).collect();
            prop_assert!(neighbours.is_sorted());
            prop_assert_eq!(vertex.degree, neighbours.len());
        }
    }
}
