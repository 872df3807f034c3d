//! Laplacian centrality against NetworKit, NumPy's eigenvalues, and its own definition.

use crate::common::{assert_close, list, number, numbers, oracle};
use censet::graph::laplacian::{
    MAX_SPECTRUM_ORDER, centrality, centrality_by_definition, centrality_by_eigenvalues,
    eigenvalues, energy, energy_by_eigenvalues, published_centrality,
};
use censet::graph::{EdgeList, WeightedGraph};
use proptest::prelude::*;
use serde_json::Value;

fn graph(value: &Value) -> EdgeList {
    let order = number(&value["n"]) as usize;
    let index = |value: &Value| number(value) as usize;
    if let Some(rows) = value["edges_by_source"].as_object() {
        let edges = rows.iter().flat_map(|(source, row)| {
            let source = source.parse().unwrap();
            list(row)
                .chunks(2)
                .map(move |edge| (source, index(&edge[0]), number(&edge[1])))
        });
        return EdgeList::new(order, edges);
    }
    let edges = list(&value["edges"]).iter().map(list);
    EdgeList::new(
        order,
        edges.map(|edge| (index(&edge[0]), index(&edge[1]), number(&edge[2]))),
    )
}

#[test]
fn every_oracle_graph() {
    let mut compared = [0, 0, 0, 0];
    for file in ["laplacian", "laplacian_784"] {
        for case in list(&oracle(file)["graphs"]) {
            let name = case["name"].as_str().unwrap();
            let graph = graph(case);
            let expected = &case["expected"];
            let check = |what: &str, found: &[f64]| {
                let Some(values) = expected.get(what) else {
                    return 0;
                };
                assert_close(
                    &format!("{name}: {what}"),
                    found,
                    &numbers(values),
                    1e-6,
                    1e-12,
                );
                1
            };
            compared[0] += check("definition_undirected", &centrality(&graph));
            if graph.order() < MAX_SPECTRUM_ORDER {
                let by_eigenvalues = centrality_by_eigenvalues(&graph);
                check("definition_undirected", &centrality_by_definition(&graph));
                compared[3] += check("definition_undirected", &by_eigenvalues);
            }
            compared[1] += check("networkit_directed", &published_centrality(&graph));
            if let Some(value) = expected.get("energy_full") {
                assert_close(name, &[energy(&graph)], &[number(value)], 1e-6, 1e-12);
                compared[2] += 1;
            }
        }
    }
    assert_eq!(compared, [15, 16, 15, 14], "graphs compared");
}

#[test]
fn eigenvalues_of_known_graphs() {
    // A path of three: 0, 1, 3; a cycle of four: 0, 2, 2, 4; a star of five: 0, 1, 1, 1, 5.
    let path = EdgeList::new(3, [(0, 1, 1.0), (1, 2, 1.0)]);
    assert_close("path", &eigenvalues(&path), &[0.0, 1.0, 3.0], 1e-12, 1e-12);
    let cycle = EdgeList::new(4, (0..4).map(|v| (v, (v + 1) % 4, 1.0)));
    assert_close(
        "cycle",
        &eigenvalues(&cycle),
        &[0.0, 2.0, 2.0, 4.0],
        1e-12,
        1e-12,
    );
    let star = EdgeList::new(5, (1..5).map(|v| (v, 0, 1.0)));
    let expected = [0.0, 1.0, 1.0, 1.0, 5.0];
    assert_close("star", &eigenvalues(&star), &expected, 1e-12, 1e-12);
    // A negative edge has a negative eigenvalue; loops and isolated vertices add nothing.
    let negative = EdgeList::new(3, [(0, 2, -1.5), (1, 1, 7.0)]);
    let expected = [-3.0, 0.0, 0.0];
    assert_close("negative", &eigenvalues(&negative), &expected, 1e-12, 1e-12);
    assert_eq!(eigenvalues(&EdgeList::default()), [0.0; 0]);
    assert_eq!(eigenvalues(&EdgeList::new(1, [])), [0.0]);
}

#[test]
#[should_panic(expected = "at most 512 vertices, not 513")]
fn eigenvalues_of_a_large_graph_are_refused() {
    eigenvalues(&EdgeList::new(MAX_SPECTRUM_ORDER + 1, []));
}

/// A simple signed graph: at most one edge between two vertices, some vertices isolated.
fn simple_graph() -> impl Strategy<Value = EdgeList> {
    (2usize..9).prop_flat_map(|order| {
        let pairs: Vec<_> = (0..order)
            .flat_map(|u| (0..u).map(move |v| (u, v)))
            .collect();
        let weights = prop::collection::vec(prop::option::of(-3.0..3.0), pairs.len());
        weights.prop_map(move |weights| {
            let edges = pairs.iter().zip(weights);
            EdgeList::new(order, edges.filter_map(|(&(u, v), w)| w.map(|w| (u, v, w))))
        })
    })
}

proptest! {
    /// Equation 4 itself: the energy that is lost with the vertex, by the trace and by eigenvalues.
    #[test]
    fn three_ways_agree(graph in simple_graph()) {
        let closed = centrality(&graph);
        assert_close("by definition", &centrality_by_definition(&graph), &closed, 1e-9, 1e-9);
        assert_close("by eigenvalues", &centrality_by_eigenvalues(&graph), &closed, 1e-9, 1e-9);
        assert_close("energy", &[energy_by_eigenvalues(&graph)], &[energy(&graph)], 1e-9, 1e-9);
    }

    /// Two graphs side by side, and a vertex alone between them, leave each other's centrality alone.
    #[test]
    fn parts_do_not_see_each_other(a in simple_graph(), b in simple_graph()) {
        let offset = a.order() + 1;
        let mut edges = Vec::new();
        a.for_each_edge(|u, v, w| edges.push((u, v, w)));
        b.for_each_edge(|u, v, w| edges.push((u + offset, v + offset, w)));
        let both = EdgeList::new(offset + b.order(), edges);
        let expected = [centrality(&a), vec![0.0], centrality(&b)].concat();
        prop_assert_eq!(&centrality(&both), &expected);
        assert_close("eigenvalues", &centrality_by_eigenvalues(&both), &expected, 1e-9, 1e-9);
    }
}
