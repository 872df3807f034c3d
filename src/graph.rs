//! The network as one weighted graph, and what network science measures on it.

mod edge_list;
pub mod laplacian;
mod layered;
pub mod statistics;

pub use edge_list::EdgeList;
pub use layered::LayeredGraph;

/// A weighted graph that is not stored: its edges are handed out one by one.
pub trait WeightedGraph {
    /// The number of vertices.
    fn order(&self) -> usize;

    /// Calls `edge(from, to, weight)` once for every edge, always in the same order.
    fn for_each_edge(&self, edge: impl FnMut(usize, usize, f64));
}
