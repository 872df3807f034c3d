//! The eigenvalues of the Laplacian matrix: the check on the closed form, for small graphs.

use nalgebra::DMatrix;

use super::drops;
use crate::graph::{EdgeList, WeightedGraph};

/// The most vertices for which eigenvalues are computed. The matrix is dense and the time grows with
/// the cube of its order: a tenth of a second here, but twenty minutes for the CIFAR-10 network.
pub const MAX_SPECTRUM_ORDER: usize = 512;

/// The eigenvalues of L = X − A, ascending, one for each vertex.
///
/// Edges count as undirected; weights may have any sign, so eigenvalues may be negative; loops are
/// left out. At most one edge may join two vertices.
///
/// Panics if the graph has more than [`MAX_SPECTRUM_ORDER`] vertices or a weight is not finite.
pub fn eigenvalues(graph: &impl WeightedGraph) -> Vec<f64> {
    let order = graph.order();
    assert!(
        order <= MAX_SPECTRUM_ORDER,
        "eigenvalues are for graphs of at most {MAX_SPECTRUM_ORDER} vertices, not {order}"
    );
    if order == 0 {
        return Vec::new();
    }
    let mut laplacian = DMatrix::<f64>::zeros(order, order);
    graph.for_each_edge(|u, v, w| {
        assert!(w.is_finite(), "the weight {w} of {u} → {v} is not finite");
        if u != v {
            laplacian[(u, u)] += w;
            laplacian[(v, v)] += w;
            laplacian[(u, v)] -= w;
            laplacian[(v, u)] -= w;
        }
    });
    let mut eigenvalues: Vec<f64> = laplacian.symmetric_eigenvalues().iter().copied().collect();
    eigenvalues.sort_by(f64::total_cmp);
    eigenvalues
}

/// Laplacian energy as Equation 3 defines it: the sum of the squared [`eigenvalues`].
pub fn energy_by_eigenvalues(graph: &impl WeightedGraph) -> f64 {
    eigenvalues(graph).iter().map(|value| value * value).sum()
}

/// Equation 4 by eigenvalues alone: those of the graph, and those of the graph without each vertex.
///
/// The time grows with the fourth power of the order: one matrix for each vertex.
///
/// Panics as [`eigenvalues`] does.
pub fn centrality_by_eigenvalues(graph: &impl WeightedGraph) -> Vec<f64> {
    drops(graph, |graph: &EdgeList| energy_by_eigenvalues(graph))
}
