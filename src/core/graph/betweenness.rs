//! Betweenness centrality.
//!
//! BC(v) = Σ over pairs {s, t} of the share of the shortest s–t paths that pass through v, by
//! U. Brandes, "A faster algorithm for betweenness centrality", 2001. As in the paper's Table 1,
//! edges count as undirected and have length 1 whatever their weight, each pair of vertices counts
//! once, the ends of a path are not on it, and nothing is normalised.
//!
//! `rustworkx-core` has the same measure, and the tests compare with it. It is not used here because
//! it runs to the end in one call, and the CIFAR-10 network (12,082 vertices, 381,000 edges) takes a
//! minute or more: a page must show how far it is and be able to stop. It also wants a second copy of
//! the graph, and a list of predecessors for every vertex of every search, which compressed
//! neighbours do without.

use super::WeightedGraph;
use super::centralities::{Centrality, Measured, Measuring};
use super::neighbours::{Neighbours, UNREACHED};
use crate::{Refused, told};

/// The row of betweenness.
pub static BETWEENNESS: Centrality = Centrality {
    id: "betweenness",
    title: "betweenness",
    about: told("Shortest paths that pass through; undirected, unweighted, not normalised."),
    source: told("L. Freeman, “A set of measures of centrality based on betweenness”, 1977"),
    signed: false,
    reported: false,
    parameters: &[],
    begin: |graph, _| Box::new(Betweenness::new(graph)),
};

/// Betweenness in the making: one search from each vertex, as many at a time as one likes.
///
/// The scores do not depend on how the searches are divided over calls. Memory: eight bytes an edge
/// and about forty a vertex.
///
/// ```
/// use censet::graph::EdgeList;
/// use censet::graph::betweenness::Betweenness;
///
/// let path = EdgeList::new(4, [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)]);
/// let mut betweenness = Betweenness::new(&path);
/// assert_eq!(betweenness.advance(3), (3, 4));
/// assert_eq!(betweenness.finish(), [0.0, 2.0, 2.0, 0.0]);
/// ```
#[derive(Clone, Debug)]
pub struct Betweenness {
    neighbours: Neighbours,
    /// Vertices whose search is done.
    done: usize,
    /// Twice the betweenness so far: each pair is met from both ends.
    doubled: Vec<f64>,
    /// Edges from the source, as far as it has been reached.
    distance: Vec<u32>,
    /// The number of shortest paths from the source.
    paths: Vec<f64>,
    /// The source's dependency on each vertex.
    dependency: Vec<f64>,
    /// Vertices in the order in which they were reached.
    reached: Vec<u32>,
}

impl Betweenness {
    /// The neighbours of every vertex, and no search done yet.
    ///
    /// Directions, weights (0 included), loops and repeated edges do not matter.
    pub fn new(graph: &impl WeightedGraph) -> Self {
        let order = graph.order();
        Self {
            neighbours: Neighbours::of(graph),
            done: 0,
            doubled: vec![0.0; order],
            distance: vec![UNREACHED; order],
            paths: vec![0.0; order],
            dependency: vec![0.0; order],
            reached: Vec::with_capacity(order),
        }
    }

    /// Searches from up to `sources` more vertices; returns how many are done, and of how many.
    pub fn advance(&mut self, sources: usize) -> (usize, usize) {
        let of = self.doubled.len();
        let until = of.min(self.done.saturating_add(sources));
        while self.done < until {
            self.search(self.done as u32);
            self.collect();
            self.done += 1;
        }
        (self.done, of)
    }

    /// The betweenness of every vertex, after whatever searches are left.
    pub fn finish(mut self) -> Vec<f64> {
        self.advance(usize::MAX);
        self.doubled.iter().map(|doubled| doubled / 2.0).collect()
    }

    /// Finds the distance of every vertex from the source and counts the shortest paths to it.
    fn search(&mut self, source: u32) {
        self.distance[source as usize] = 0;
        self.paths[source as usize] = 1.0;
        self.reached.push(source);
        let mut next = 0;
        while let Some(&u) = self.reached.get(next) {
            next += 1;
            let u = u as usize;
            let (beyond, paths) = (self.distance[u] + 1, self.paths[u]);
            for &v in self.neighbours.beside(u) {
                let v = v as usize;
                if self.distance[v] == UNREACHED {
                    self.distance[v] = beyond;
                    self.reached.push(v as u32);
                }
                if self.distance[v] == beyond {
                    self.paths[v] += paths;
                }
            }
        }
    }

    /// Adds the source's dependencies to the scores, the farthest vertex first, and clears up.
    fn collect(&mut self) {
        for &v in self.reached.iter().skip(1).rev() {
            let v = v as usize;
            let dependency = self.dependency[v];
            self.doubled[v] += dependency;
            let per_path = (1.0 + dependency) / self.paths[v];
            for &u in self.neighbours.beside(v) {
                let u = u as usize;
                if self.distance[u] < self.distance[v] {
                    self.dependency[u] += self.paths[u] * per_path;
                }
            }
        }
        for &v in &self.reached {
            let v = v as usize;
            self.distance[v] = UNREACHED;
            self.paths[v] = 0.0;
            self.dependency[v] = 0.0;
        }
        self.reached.clear();
    }
}

impl Measuring for Betweenness {
    fn advance(&mut self, pieces: usize) -> (usize, usize) {
        self.advance(pieces)
    }

    fn finish(self: Box<Self>) -> Result<Measured, Refused> {
        Ok(Measured {
            values: (*self).finish(),
            note: String::new(),
        })
    }
}

/// The betweenness of every vertex, in one call; time grows with vertices × edges.
pub fn centrality(graph: &impl WeightedGraph) -> Vec<f64> {
    Betweenness::new(graph).finish()
}
