//! A small weighted graph, stored as a list of its edges.

use super::WeightedGraph;

/// Vertices 0…order − 1 and the edges between them, as (from, to, weight).
///
/// ```
/// use censet::graph::EdgeList;
///
/// let path = EdgeList::new(3, [(0, 1, 2.0), (1, 2, 1.0)]);
/// assert_eq!(path.without(0), EdgeList::new(2, [(0, 1, 1.0)]));
/// assert_eq!(path.without(1), EdgeList::new(2, []));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EdgeList {
    order: usize,
    edges: Vec<(usize, usize, f64)>,
}

impl EdgeList {
    /// The graph of `order` vertices with these edges.
    ///
    /// Panics if an edge ends outside the graph.
    pub fn new(order: usize, edges: impl IntoIterator<Item = (usize, usize, f64)>) -> Self {
        let edges: Vec<_> = edges.into_iter().collect();
        for &(from, to, _) in &edges {
            assert!(
                from < order && to < order,
                "edge {from} → {to} is outside the graph"
            );
        }
        Self { order, edges }
    }

    /// A copy of any graph, edge by edge.
    pub fn copy_of(graph: &impl WeightedGraph) -> Self {
        let mut edges = Vec::new();
        graph.for_each_edge(|from, to, weight| edges.push((from, to, weight)));
        Self::new(graph.order(), edges)
    }

    /// The graph without one vertex and its edges; the vertices after it move up by one.
    pub fn without(&self, vertex: usize) -> Self {
        let up = |other: usize| if other > vertex { other - 1 } else { other };
        let edges = self
            .edges
            .iter()
            .filter(|(from, to, _)| *from != vertex && *to != vertex);
        Self {
            order: self.order - 1,
            edges: edges
                .map(|&(from, to, weight)| (up(from), up(to), weight))
                .collect(),
        }
    }
}

impl WeightedGraph for EdgeList {
    fn order(&self) -> usize {
        self.order
    }

    fn for_each_edge(&self, mut edge: impl FnMut(usize, usize, f64)) {
        self.edges
            .iter()
            .for_each(|&(from, to, weight)| edge(from, to, weight));
    }
}
