//! Strength: how much weight a neuron's connections have.
//!
//! A. Barrat et al., "The architecture of complex weighted networks", 2004: the degree of a weighted
//! graph. Weights here have signs, and their absolute values are added up.

use super::WeightedGraph;
use super::centralities::{AtOnce, Centrality};
use crate::told;

/// The row of strength.
pub static STRENGTH: Centrality = Centrality {
    id: "strength",
    title: "strength",
    about: told(
        "The absolute weights of all connections of a neuron, incoming and outgoing, added up.",
    ),
    source: told("A. Barrat et al., “The architecture of complex weighted networks”, 2004"),
    signed: false,
    reported: false,
    parameters: &[],
    begin: |graph, _| AtOnce::values(strength(graph)),
};

/// Σ |w| over the edges of each vertex, whatever their direction; a loop counts once.
pub fn strength(graph: &impl WeightedGraph) -> Vec<f64> {
    let mut strength = vec![0.0; graph.order()];
    graph.for_each_edge(|u, v, w| {
        strength[u] += w.abs();
        if u != v {
            strength[v] += w.abs();
        }
    });
    strength
}

#[cfg(test)]
mod tests {
    use super::super::EdgeList;
    use super::*;

    #[test]
    fn signs_and_directions_do_not_matter() {
        let graph = EdgeList::new(4, [(0, 1, 2.0), (1, 2, -0.5), (2, 2, 3.0)]);
        assert_eq!(strength(&graph), [2.0, 2.5, 3.5, 0.0]);
    }
}
