//! Laplacian centrality against NetworKit, NumPy's eigenvalues, and its own definition.

mod common;

use censet_lab::graph::laplacian::{centrality, energy, published_centrality};
use censet_lab::graph::{EdgeList, WeightedGraph};
use common::{assert_close, list, number, numbers, oracle};
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
    let mut compared = [0, 0, 0];
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
            compared[1] += check("networkit_directed", &published_centrality(&graph));
            if let Some(value) = expected.get("energy_full") {
                assert_close(name, &[energy(&graph)], &[number(value)], 1e-6, 1e-12);
                compared[2] += 1;
            }
        }
    }
    assert_eq!(compared, [15, 16, 15], "graphs compared");
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
    /// Equation 4 itself: the energy that is lost with the vertex.
    #[test]
    fn closed_form_is_the_energy_drop(graph in simple_graph()) {
        let whole = energy(&graph);
        let drops: Vec<_> =
            (0..graph.order()).map(|vertex| whole - energy(&graph.without(vertex))).collect();
        assert_close("LC", &centrality(&graph), &drops, 1e-9, 1e-9);
    }
}
