//! The network as one weighted graph, and what network science measures on it.
//!
//! - [`laplacian`]: Laplacian centrality, by its closed form, by definition and by eigenvalues, and
//!   what the paper's code computed in its place;
//! - [`recorded`]: the graphs on which the paper's code measured it;
//! - [`rewired`]: a network around one rewiring, and [`neuron`]: what one of its neurons is made of;
//! - [`betweenness`] and [`katz`]: two other centralities the paper speaks of, and [`strength`],
//!   [`eigenvector`] and [`harmonic`]; [`centralities`] has a row for each;
//! - [`worked`]: a small graph worked out for people to read, and [`examples`] of such graphs;
//! - [`selection`]: the connections that a picture of the network shows;
//! - [`NetworkFile`]: the network as GraphML and as a list of edges;
//! - [`statistics`]: mean and deviation, density, concentration, hubs, degrees.

pub mod attack;
pub mod betweenness;
pub mod centralities;
mod edge_list;
pub mod eigenvector;
pub mod examples;
mod files;
pub mod harmonic;
pub mod katz;
pub mod laplacian;
mod layered;
mod neighbours;
pub mod neuron;
pub mod recorded;
pub mod rewired;
pub mod selection;
pub mod statistics;
pub mod strength;
pub mod worked;

pub use edge_list::EdgeList;
pub use files::{BORN_UNKNOWN, EDGES_CSV_HEADER, NetworkFile};
pub use layered::LayeredGraph;

/// A weighted graph that is not stored: its edges are handed out one by one.
///
/// ```
/// use censet::graph::{WeightedGraph, laplacian};
///
/// /// Vertices in a circle.
/// struct Ring(usize);
///
/// impl WeightedGraph for Ring {
///     fn order(&self) -> usize {
///         self.0
///     }
///
///     fn for_each_edge(&self, mut edge: impl FnMut(usize, usize, f64)) {
///         (0..self.0).for_each(|v| edge(v, (v + 1) % self.0, 1.0));
///     }
/// }
///
/// // 2² of its own, and 1² + 2·1·2 for each of two edges.
/// assert_eq!(laplacian::centrality(&Ring(5)), [14.0; 5]);
/// ```
pub trait WeightedGraph {
    /// The number of vertices.
    fn order(&self) -> usize;

    /// Calls `edge(from, to, weight)` once for every edge, always in the same order.
    fn for_each_edge(&self, edge: impl FnMut(usize, usize, f64));
}

/// What is said of a measure that a diverged network has not: a clause.
const DIVERGED: &str = "the network has diverged: its weights are no longer numbers";

/// Whether every weight is a finite number.
fn has_numbers(graph: &impl WeightedGraph) -> bool {
    let mut all = true;
    graph.for_each_edge(|_, _, w| all &= w.is_finite());
    all
}
