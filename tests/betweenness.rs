//! Betweenness centrality against known graphs, a count of all shortest paths, and rustworkx.

use crate::common::{assert_close, list, number, oracle};
use censet::graph::betweenness::{Betweenness, centrality};
use censet::graph::{EdgeList, WeightedGraph};
use proptest::prelude::*;
use rustworkx_core::centrality::betweenness_centrality;
use rustworkx_core::petgraph::graph::UnGraph;

fn graph(order: usize, edges: &[(usize, usize)]) -> EdgeList {
    EdgeList::new(order, edges.iter().map(|&(u, v)| (u, v, 1.0)))
}

#[test]
fn known_graphs() {
    let path = graph(5, &[(0, 1), (1, 2), (2, 3), (3, 4)]);
    assert_eq!(centrality(&path), [0.0, 3.0, 4.0, 3.0, 0.0]);
    // Opposite vertices of a cycle of six have two paths.
    let cycle = graph(6, &[(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 0)]);
    assert_eq!(centrality(&cycle), [2.0; 6]);
    let star = graph(6, &[(5, 0), (1, 5), (5, 2), (3, 5), (4, 5)]);
    assert_eq!(centrality(&star), [0.0, 0.0, 0.0, 0.0, 0.0, 10.0]);
    let apart = graph(7, &[(0, 1), (1, 2), (4, 5), (5, 6)]);
    assert_eq!(centrality(&apart), [0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0]);
    assert_eq!(centrality(&EdgeList::default()), [0.0; 0]);
    assert_eq!(centrality(&EdgeList::new(1, [])), [0.0]);
}

/// Table 1: 8 at the hub, 0 elsewhere, not normalised.
#[test]
fn paper_table_1() {
    let oracle = oracle("laplacian");
    let case = list(&oracle["graphs"])
        .iter()
        .find(|case| case["name"] == "paper_fig3_candidate")
        .unwrap();
    let edges = list(&case["edges"]).iter().map(list);
    let edges = edges.map(|edge| (number(&edge[0]) as usize, number(&edge[1]) as usize, 1.0));
    let mut found = centrality(&EdgeList::new(6, edges));
    found.sort_by(f64::total_cmp);
    assert_eq!(found, [0.0, 0.0, 0.0, 0.0, 0.0, 8.0]);
}

#[test]
fn weights_directions_loops_and_repeats_do_not_matter() {
    let edges = [
        (1, 0, -2.5),
        (1, 2, 0.0),
        (2, 1, 4.0),
        (1, 2, 1.0),
        (2, 2, 1.0),
        (0, 0, 1.0),
    ];
    assert_eq!(centrality(&EdgeList::new(3, edges)), [0.0, 1.0, 0.0]);
}

/// A layered network of 30-20-10-5 neurons in which about a third of the connections exist.
fn layered() -> EdgeList {
    let sizes = [30, 20, 10, 5];
    let mut edges = Vec::new();
    let mut offset = 0;
    for pair in sizes.windows(2) {
        for source in 0..pair[0] {
            for target in 0..pair[1] {
                if (source * 7 + target * 11 + source * target) % 13 < 4 {
                    edges.push((offset + source, offset + pair[0] + target, 1.0));
                }
            }
        }
        offset += pair[0];
    }
    EdgeList::new(sizes.iter().sum(), edges)
}

fn by_rustworkx(graph: &EdgeList) -> Vec<f64> {
    let mut other = UnGraph::<(), ()>::default();
    let vertices: Vec<_> = (0..graph.order()).map(|_| other.add_node(())).collect();
    graph.for_each_edge(|u, v, _| {
        other.add_edge(vertices[u], vertices[v], ());
    });
    betweenness_centrality(&other, false, false, usize::MAX)
        .into_iter()
        .map(Option::unwrap)
        .collect()
}

#[test]
fn layered_network_as_rustworkx() {
    let graph = layered();
    let expected = by_rustworkx(&graph);
    assert!(expected.iter().any(|&value| value > 10.0));
    assert_close("betweenness", &centrality(&graph), &expected, 1e-12, 1e-12);
}

#[test]
fn reports_progress_and_gives_the_same_however_it_is_divided() {
    let graph = layered();
    let whole = centrality(&graph);
    for sources in [1, 7, 64, 1000] {
        let mut betweenness = Betweenness::new(&graph);
        assert_eq!(betweenness.advance(0), (0, 65));
        let mut last = 0;
        while last < 65 {
            let (done, of) = betweenness.advance(sources);
            assert_eq!((done, of), (65.min(last + sources), 65));
            last = done;
        }
        assert_eq!(betweenness.advance(1), (65, 65));
        assert_eq!(betweenness.finish(), whole);
    }
    let mut interrupted = Betweenness::new(&graph);
    interrupted.advance(10);
    assert_eq!(interrupted.finish(), whole);
}

/// Counts the shortest paths between all pairs by sums over all vertices in between.
fn brute_force(graph: &EdgeList) -> Vec<f64> {
    let n = graph.order();
    let mut distance = vec![vec![usize::MAX / 2; n]; n];
    (0..n).for_each(|v| distance[v][v] = 0);
    graph.for_each_edge(|u, v, _| (distance[u][v], distance[v][u]) = (1, 1));
    for k in 0..n {
        for u in 0..n {
            for v in 0..n {
                distance[u][v] = distance[u][v].min(distance[u][k] + distance[k][v]);
            }
        }
    }
    let mut paths = vec![vec![0.0; n]; n];
    (0..n).for_each(|v| paths[v][v] = 1.0);
    for length in 1..n {
        for u in 0..n {
            for v in (0..n).filter(|&v| distance[u][v] == length) {
                paths[u][v] = (0..n)
                    .filter(|&k| distance[u][k] == length - 1 && distance[k][v] == 1)
                    .map(|k| paths[u][k])
                    .sum();
            }
        }
    }
    let mut betweenness = vec![0.0; n];
    for s in 0..n {
        for t in s + 1..n {
            for v in (0..n).filter(|&v| v != s && v != t) {
                let through = distance[s][v] + distance[v][t] == distance[s][t];
                if through && distance[s][t] < n {
                    betweenness[v] += paths[s][v] * paths[v][t] / paths[s][t];
                }
            }
        }
    }
    betweenness
}

fn simple_graph() -> impl Strategy<Value = EdgeList> {
    (1usize..12).prop_flat_map(|order| {
        let pairs: Vec<_> = (0..order)
            .flat_map(|u| (0..u).map(move |v| (u, v)))
            .collect();
        let joined = prop::collection::vec(prop::bool::weighted(0.3), pairs.len());
        joined.prop_map(move |joined| {
            let edges = pairs.iter().zip(joined).filter(|(_, joined)| *joined);
            EdgeList::new(order, edges.map(|(&(u, v), _)| (u, v, 1.0)))
        })
    })
}

proptest! {
    #[test]
    fn counts_all_shortest_paths(graph in simple_graph()) {
        assert_close("betweenness", &centrality(&graph), &brute_force(&graph), 1e-12, 1e-12);
    }
}
