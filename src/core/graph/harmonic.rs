//! Harmonic centrality: how near a neuron is to all others.
//!
//! H(v) = Σ over all other vertices u of 1 / d(v, u), and 0 where there is no path: closeness for graphs that need not
//! be connected. As for betweenness, edges count as undirected and have length 1 whatever their weight, and nothing is
//! normalised.

use super::WeightedGraph;
use super::centralities::{Centrality, Measured, Measuring};
use super::neighbours::{Neighbours, UNREACHED};
use crate::{Refused, told};

/// The row of harmonic centrality.
pub static HARMONIC: Centrality = Centrality {
    id: "harmonic",
    title: "harmonic centrality",
    about: told(
        "One over the distance to each other neuron, added up; undirected, unweighted, not normalised.",
    ),
    source: told("M. Marchiori and V. Latora, “Harmony in the small-world”, 2000"),
    signed: false,
    reported: false,
    parameters: &[],
    begin: |graph, _| Box::new(Harmonic::new(graph)),
};

/// Harmonic centrality in the making: one search from each vertex.
///
/// ```
/// use censet::graph::EdgeList;
/// use censet::graph::centralities::Measuring;
/// use censet::graph::harmonic::Harmonic;
///
/// let path = EdgeList::new(3, [(0, 1, 1.0), (1, 2, 1.0)]);
/// let mut harmonic = Harmonic::new(&path);
/// assert_eq!(harmonic.advance(1), (1, 3));
/// assert_eq!(Box::new(harmonic).finish().unwrap().values, [1.5, 2.0, 1.5]);
/// ```
#[derive(Clone, Debug)]
pub struct Harmonic {
    neighbours: Neighbours,
    /// Of the vertices whose search is done.
    values: Vec<f64>,
    /// Edges from the source, as far as it has been reached.
    distance: Vec<u32>,
    /// Vertices in the order in which they were reached.
    reached: Vec<u32>,
}

impl Harmonic {
    /// No search done yet.
    pub fn new(graph: &impl WeightedGraph) -> Self {
        let order = graph.order();
        Self {
            neighbours: Neighbours::of(graph),
            values: Vec::with_capacity(order),
            distance: vec![UNREACHED; order],
            reached: Vec::with_capacity(order),
        }
    }

    /// What the distances from a source come to, the nearest vertices first.
    fn search(&mut self, source: u32) -> f64 {
        self.distance[source as usize] = 0;
        self.reached.push(source);
        let (mut next, mut sum) = (0, 0.0);
        while let Some(&u) = self.reached.get(next) {
            next += 1;
            let beyond = self.distance[u as usize] + 1;
            for &v in self.neighbours.beside(u as usize) {
                let distance = &mut self.distance[v as usize];
                if *distance == UNREACHED {
                    *distance = beyond;
                    sum += 1.0 / f64::from(beyond);
                    self.reached.push(v);
                }
            }
        }
        for v in self.reached.drain(..) {
            self.distance[v as usize] = UNREACHED;
        }
        sum
    }
}

impl Measuring for Harmonic {
    fn advance(&mut self, sources: usize) -> (usize, usize) {
        let of = self.distance.len();
        let until = of.min(self.values.len().saturating_add(sources));
        while self.values.len() < until {
            let value = self.search(self.values.len() as u32);
            self.values.push(value);
        }
        (self.values.len(), of)
    }

    fn finish(mut self: Box<Self>) -> Result<Measured, Refused> {
        self.advance(usize::MAX);
        Ok(Measured {
            values: self.values,
            note: String::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::EdgeList;
    use super::*;

    fn measured(graph: &EdgeList) -> Vec<f64> {
        Box::new(Harmonic::new(graph)).finish().unwrap().values
    }

    #[test]
    fn a_star_and_what_is_apart() {
        // The centre is beside all, an end one step from it and two from the others; nobody reaches the last vertex.
        let star = EdgeList::new(
            5,
            [
                (0, 1, 2.0),
                (2, 0, -1.0),
                (0, 3, 0.0),
                (3, 3, 1.0),
                (1, 0, 1.0),
            ],
        );
        assert_eq!(measured(&star), [3.0, 2.0, 2.0, 2.0, 0.0]);
    }

    #[test]
    fn distances_are_the_shortest() {
        // By all pairs at once (R. Floyd, "Algorithm 97", 1962), on rings with chords.
        for chords in 0..6 {
            let n = 12;
            let ring = (0..n).map(|v| (v, (v + 1) % n, 1.0));
            let across = (0..chords).map(|c| (c, (5 * c + 3) % n, -1.0));
            let edges: Vec<_> = ring.chain(across).collect();
            let mut far = vec![vec![f64::INFINITY; n]; n];
            for &(u, v, _) in &edges {
                (far[u][v], far[v][u]) = (1.0, 1.0);
            }
            for (via, u, v) in (0..n * n * n).map(|i| (i / n / n, i / n % n, i % n)) {
                far[u][v] = far[u][v].min(far[u][via] + far[via][v]);
            }
            let values = measured(&EdgeList::new(n, edges));
            for (u, value) in values.iter().enumerate() {
                let expected: f64 = (0..n).filter(|&v| v != u).map(|v| 1.0 / far[u][v]).sum();
                assert!(
                    (value - expected).abs() < 1e-12,
                    "{u}: {value} and {expected}"
                );
            }
        }
    }
}
