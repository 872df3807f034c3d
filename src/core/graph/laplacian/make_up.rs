//! What the centrality of one vertex is made of.

use serde::Serialize;

use super::{WeightedGraph, strengths};

/// The three terms of a Laplacian centrality; they add up to it.
///
/// ```
/// use censet::graph::EdgeList;
/// use censet::graph::laplacian::{MakeUp, centrality, make_up};
///
/// let path = EdgeList::new(3, [(0, 1, 2.0), (1, 2, 1.0)]);
/// let middle = make_up(&path, 1);
/// let expected = MakeUp { strength: 3.0, own: 9.0, weights: 5.0, neighbours: 10.0 };
/// assert_eq!(middle, expected);
/// assert_eq!(middle.centrality(), centrality(&path)[1]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct MakeUp {
    /// The signed strength of the vertex: the sum of its weights.
    pub strength: f64,
    /// Its own strength squared.
    pub own: f64,
    /// Σ w² over its edges.
    pub weights: f64,
    /// 2·Σ w·x over its edges, x being the strength of the vertex at the other end.
    pub neighbours: f64,
}

impl MakeUp {
    /// LC(v), up to rounding.
    pub fn centrality(&self) -> f64 {
        self.own + self.weights + self.neighbours
    }

    fn add(&mut self, w: f64, other: f64) {
        self.weights += w * w;
        self.neighbours += 2.0 * w * other;
    }
}

/// The terms of [`centrality`](super::centrality) of one vertex, in time linear in the edges.
pub fn make_up(graph: &impl WeightedGraph, vertex: usize) -> MakeUp {
    let strengths = strengths(graph);
    let strength = strengths[vertex];
    let mut made = MakeUp {
        strength,
        own: strength * strength,
        ..MakeUp::default()
    };
    graph.for_each_edge(|u, v, w| match (u == vertex, v == vertex) {
        (true, false) => made.add(w, strengths[v]),
        (false, true) => made.add(w, strengths[u]),
        _ => {}
    });
    made
}

/// The terms of [`published_centrality`](super::published_centrality) of one vertex: only edges that
/// leave it count, and its own strength is cut to a whole number before it is squared.
pub fn published_make_up(graph: &impl WeightedGraph, vertex: usize) -> MakeUp {
    let strengths = super::out_strengths(graph);
    let strength: f64 = strengths[vertex];
    let mut made = MakeUp {
        strength,
        own: strength.trunc() * strength.trunc(),
        ..MakeUp::default()
    };
    graph.for_each_edge(|from, to, w| {
        if from == vertex {
            made.add(w, strengths[to]);
        }
    });
    made
}
