//! Katz centrality.
//!
//! L. Katz, "A new status index derived from sociometric analysis", 1953, in the form with a
//! constant: x = α·|A|ᵀ·x + β, where |A| holds the absolute weights. A vertex is worth β, and α
//! times what each vertex feeding it is worth, by the weight between them; so x counts the weighted
//! paths that end in the vertex, those of n edges damped by αⁿ.
//!
//! A layered network has no cycle, and every α ≥ 0 has a solution, reached in as many steps as there
//! are layers of neurons. In other graphs α must be below 1/ρ, with ρ the largest eigenvalue of |A|.
//!
//! `rustworkx-core` scales its result to length 1, which hides what a neuron gains in an epoch, and
//! stops at a tolerance even where the solution is exact; the tests compare with it.

use crate::{Refused, told};
use std::fmt;

use super::centralities::{AtOnce, Centrality, Measured};
use super::{DIVERGED, WeightedGraph, has_numbers};

/// The row of Katz centrality.
pub static KATZ: Centrality = Centrality {
    id: "katz",
    title: "Katz centrality",
    about: told("On the directed layered graph, with absolute weights."),
    source: told("L. Katz, “A new status index derived from sociometric analysis”, 1953"),
    signed: false,
    reported: false,
    parameters: &[("alpha", USUAL.alpha), ("beta", USUAL.beta)],
    begin: |graph, parameters| {
        let parameters = match *parameters {
            [alpha, beta] => Parameters { alpha, beta },
            _ => USUAL,
        };
        let Parameters { alpha, beta } = parameters;
        let measured = |katz: Katz| Measured {
            values: katz.centrality,
            note: format!("α = {alpha} and β = {beta}"),
        };
        let found = centrality(graph, parameters).map(measured);
        Box::new(AtOnce(found.map_err(|error| Refused(error.to_string()))))
    },
};

/// α = 0.1 and β = 1, where NetworkX and rustworkx start, too.
const USUAL: Parameters = Parameters {
    alpha: 0.1,
    beta: 1.0,
};

/// Steps after which a graph with cycles is given up.
pub const MAX_STEPS: usize = 1000;

/// A step that changes no value by more than this part of the largest is the last.
pub const TOLERANCE: f64 = 1e-12;

/// The two numbers that define a Katz centrality; to be shown wherever its values are.
///
/// ```
/// use censet::graph::EdgeList;
/// use censet::graph::katz::{Parameters, centrality};
///
/// let path = EdgeList::new(2, [(0, 1, 5.0)]);
/// let usual = centrality(&path, Parameters::default()).unwrap();
/// assert_eq!(usual.centrality, [1.0, 1.5]);
/// let other = centrality(&path, Parameters { alpha: 0.2, beta: 3.0 }).unwrap();
/// assert_eq!(other.centrality, [3.0, 6.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameters {
    /// How much of a vertex's worth one edge of weight 1 passes on; finite, at least 0.
    pub alpha: f64,
    /// What every vertex is worth by itself; finite, at least 0.
    pub beta: f64,
}

impl Default for Parameters {
    fn default() -> Self {
        USUAL
    }
}

/// The Katz centrality of a graph.
///
/// ```
/// use censet::graph::EdgeList;
/// use censet::graph::katz::{Parameters, centrality};
///
/// // Weights count by their size; each step reaches one vertex further.
/// let path = EdgeList::new(3, [(0, 1, -1.0), (1, 2, 1.0)]);
/// let katz = centrality(&path, Parameters { alpha: 0.5, beta: 1.0 }).unwrap();
/// assert_eq!(katz.centrality, [1.0, 1.5, 1.75]);
/// assert_eq!(katz.steps, 3);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Katz {
    /// One value a vertex, at least β.
    pub centrality: Vec<f64>,
    /// How many times |A|ᵀ was applied; the last time changed nothing, or next to nothing.
    pub steps: usize,
}

/// Why a graph has no Katz centrality.
///
/// ```
/// use censet::graph::EdgeList;
/// use censet::graph::katz::{NotSettled, Parameters, centrality};
///
/// let cycle = EdgeList::new(2, [(0, 1, 1.0), (1, 0, 1.0)]);
/// let with = |alpha| centrality(&cycle, Parameters { alpha, beta: 1.0 });
/// assert!(with(0.5).is_ok());
/// assert_eq!(with(1.0), Err(NotSettled::TooLarge { alpha: 1.0 }));
/// let diverged = EdgeList::new(2, [(0, 1, f64::NAN)]);
/// assert_eq!(centrality(&diverged, Parameters::default()), Err(NotSettled::NoNumbers));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NotSettled {
    /// The worth of vertices grows beyond all numbers, as on a cycle, or so slowly towards its end that
    /// [`MAX_STEPS`] steps were not enough.
    TooLarge {
        /// The α that was asked for.
        alpha: f64,
    },
    /// A weight is none: the network has diverged.
    NoNumbers,
}

impl fmt::Display for NotSettled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { alpha } => write!(
                f,
                "Katz centrality does not settle with α = {alpha}, which must be smaller: where a graph has \
                 cycles, below 1 divided by the largest eigenvalue of the absolute weights"
            ),
            Self::NoNumbers => f.write_str(DIVERGED),
        }
    }
}

impl std::error::Error for NotSettled {}

/// Solves x = α·|A|ᵀ·x + β by applying it until nothing changes, from x = β.
///
/// Edges count in their direction, repeated ones add up, and loops are cycles. Panics unless α and β
/// are finite and at least 0.
pub fn centrality(
    graph: &impl WeightedGraph,
    Parameters { alpha, beta }: Parameters,
) -> Result<Katz, NotSettled> {
    for (name, value) in [("α", alpha), ("β", beta)] {
        assert!(
            value.is_finite() && value >= 0.0,
            "{name} must be a finite number of at least 0, not {value}"
        );
    }
    if !has_numbers(graph) {
        return Err(NotSettled::NoNumbers);
    }
    let mut centrality = vec![beta; graph.order()];
    let mut next = vec![0.0; graph.order()];
    for steps in 1..=MAX_STEPS {
        next.fill(0.0);
        graph.for_each_edge(|from, to, w| next[to] += w.abs() * centrality[from]);
        let (mut largest, mut change) = (0.0f64, 0.0f64);
        for (new, old) in next.iter_mut().zip(&centrality) {
            *new = alpha * *new + beta;
            largest = largest.max(*new);
            change = change.max((*new - old).abs());
        }
        std::mem::swap(&mut centrality, &mut next);
        if !largest.is_finite() {
            break;
        }
        if change <= TOLERANCE * largest {
            return Ok(Katz { centrality, steps });
        }
    }
    Err(NotSettled::TooLarge { alpha })
}
