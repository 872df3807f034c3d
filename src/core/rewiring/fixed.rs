//! The sparse network that keeps its wiring.

use super::dense::MLP;
use super::method::{Method, Tone, told_rule};
use crate::told;

/// An Erdős–Rényi start, never rewired.
pub static STATIC: Method = Method {
    id: "static",
    title: "Static",
    about: told("sparse at random, never rewired"),
    source: told(
        "D. Mocanu et al., “A topological insight into restricted Boltzmann machines”, 2016",
    ),
    dense: false,
    recorded: None,
    tone: Tone::Static,
    rule: told_rule(|_| "sparse at random, never rewired".into()),
    ..MLP
};
