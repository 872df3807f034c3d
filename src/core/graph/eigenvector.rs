//! Eigenvector centrality.
//!
//! P. Bonacich, "Factoring and weighting approaches to status scores and clique identification", 1972: a
//! vertex is as central as its neighbours together, by the weights between them; x is the eigenvector of
//! the largest eigenvalue of |A|, edges without direction, weights by their size, scaled to length 1.
//!
//! It is found by applying |A| + s·I again and again, with s half of the largest strength: that has the
//! same eigenvectors, and a network's layers do not take turns, as they would under |A| alone.

use super::centralities::{Centrality, Measured, Measuring};
use super::strength::strength;
use super::{DIVERGED, EdgeList, WeightedGraph, has_numbers};
use crate::{Refused, told};

/// The row of eigenvector centrality.
pub static EIGENVECTOR: Centrality = Centrality {
    id: "eigenvector",
    title: "eigenvector centrality",
    about: told(
        "The eigenvector of the largest eigenvalue of the undirected graph with absolute weights, scaled \
            to length 1.",
    ),
    source: told(
        "P. Bonacich, “Factoring and weighting approaches to status scores and clique \
             identification”, 1972",
    ),
    signed: false,
    reported: false,
    parameters: &[],
    begin: |graph, _| Box::new(Eigenvector::new(graph)),
};

/// Steps after which it is given up.
pub const MAX_STEPS: usize = 2_000;

/// A step that changes no value by more than this is the last; the values have length 1 together.
pub const TOLERANCE: f64 = 1e-10;

/// Eigenvector centrality in the making, a step at a time.
///
/// ```
/// use censet::graph::EdgeList;
/// use censet::graph::centralities::Measuring;
/// use censet::graph::eigenvector::Eigenvector;
///
/// // The centre of a star has √n times what each of its n ends has.
/// let star = EdgeList::new(5, (1..5).map(|end| (0, end, 1.0)));
/// let values = Box::new(Eigenvector::new(&star)).finish().unwrap().values;
/// assert!((values[0] - 2.0 * values[1]).abs() < 1e-8);
/// ```
#[derive(Clone, Debug)]
pub struct Eigenvector {
    graph: EdgeList,
    shift: f64,
    values: Vec<f64>,
    next: Vec<f64>,
    steps: usize,
    settled: bool,
}

impl Eigenvector {
    /// Before the first step, all vertices alike. Loops and directions do not matter.
    pub fn new(graph: &impl WeightedGraph) -> Self {
        let order = graph.order();
        let largest = strength(graph).into_iter().fold(0.0, f64::max);
        Self {
            graph: EdgeList::copy_of(graph),
            shift: largest / 2.0,
            values: vec![1.0 / (order.max(1) as f64).sqrt(); order],
            next: vec![0.0; order],
            // Where a weight is none, there is nothing to wait for.
            steps: if has_numbers(graph) { 0 } else { MAX_STEPS },
            settled: order == 0,
        }
    }

    fn step(&mut self) {
        let (shift, values) = (self.shift, &self.values);
        let next = &mut self.next;
        let shifted = next.iter_mut().zip(values);
        shifted.for_each(|(next, value)| *next = shift * value);
        self.graph.for_each_edge(|u, v, w| {
            if u != v {
                next[u] += w.abs() * values[v];
                next[v] += w.abs() * values[u];
            }
        });
        let length = next.iter().map(|x| x * x).sum::<f64>().sqrt();
        if length == 0.0 {
            // Without an edge of any weight every vertex is as central as the others.
            next.clone_from(values);
        } else {
            next.iter_mut().for_each(|x| *x /= length);
        }
        let mut changes = next.iter().zip(values).map(|(new, old)| (new - old).abs());
        // Not max: it would pass over what is not a number.
        self.settled = changes.all(|change| change <= TOLERANCE);
        std::mem::swap(&mut self.values, &mut self.next);
        self.steps += 1;
    }
}

impl Measuring for Eigenvector {
    fn advance(&mut self, pieces: usize) -> (usize, usize) {
        for _ in 0..pieces {
            if self.settled || self.steps == MAX_STEPS {
                return (MAX_STEPS, MAX_STEPS);
            }
            self.step();
        }
        (self.steps, MAX_STEPS)
    }

    fn finish(mut self: Box<Self>) -> Result<Measured, Refused> {
        if !has_numbers(&self.graph) {
            return Err(DIVERGED.into());
        }
        self.advance(MAX_STEPS + 1);
        if !self.settled {
            return Err(Refused(format!(
                "eigenvector centrality has not settled to {TOLERANCE:e} within {MAX_STEPS} steps: the two \
                 largest eigenvalues lie close together"
            )));
        }
        Ok(Measured {
            note: format!("settled to {TOLERANCE:e} in {} steps", self.steps),
            values: self.values,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(graph: &EdgeList) -> Result<Measured, Refused> {
        Box::new(Eigenvector::new(graph)).finish()
    }

    #[test]
    fn a_star_and_a_path_have_their_closed_forms() {
        // The centre of a star has √n times what each of its n ends has, whatever the signs.
        let star = EdgeList::new(5, [(0, 1, 1.0), (0, 2, -1.0), (3, 0, 1.0), (0, 4, 1.0)]);
        let values = measure(&star).unwrap().values;
        for end in &values[1..] {
            assert!((values[0] / end - 2.0).abs() < 1e-8, "{values:?}");
        }
        // sin(π·i/(n + 1)) along a path of n vertices.
        let path = EdgeList::new(4, (0..3).map(|i| (i, i + 1, 2.0)));
        let values = measure(&path).unwrap().values;
        let at = |i: usize| (std::f64::consts::PI * (i + 1) as f64 / 5.0).sin();
        for (i, value) in values.iter().enumerate() {
            assert!(
                (value / values[0] - at(i) / at(0)).abs() < 1e-8,
                "{values:?}"
            );
        }
    }

    #[test]
    fn what_does_not_settle_is_said() {
        for weight in [f64::NAN, f64::INFINITY] {
            let diverged = EdgeList::new(3, [(0, 1, weight), (1, 2, 1.0)]);
            assert_eq!(measure(&diverged), Err(DIVERGED.into()));
        }
        // Two parts of the same largest eigenvalue: the start decides, and that is an eigenvector too.
        let pairs = EdgeList::new(4, [(0, 1, 1.0), (2, 3, 1.0)]);
        assert!(measure(&pairs).is_ok());
        assert!(measure(&EdgeList::new(0, [])).unwrap().values.is_empty());
        assert_eq!(measure(&EdgeList::new(4, [])).unwrap().values, [0.5; 4]);
    }
}
