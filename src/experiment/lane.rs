//! A lane: one network of an experiment, trained beside the others.

use super::{Centrality, Scope};

/// How a lane's network is wired and rewired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Dense, never rewired.
    Mlp,
    /// Erdős–Rényi topology, never rewired.
    Static,
    /// Sparse Evolutionary Training: prunes the weights nearest to zero, regrows at random.
    Set,
    /// Prunes the connections of the neurons of low Laplacian centrality, regrows at random.
    Censet,
}

/// A lane as written: the method, and its own value for some keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// The method.
    pub method: Method,
    /// Own `k`, else the experiment's.
    pub k: Option<f64>,
    /// Own `zeta`, else the experiment's.
    pub zeta: Option<f64>,
    /// Own `lc`, else the experiment's.
    pub lc: Option<Centrality>,
    /// Own `scope`, else the experiment's.
    pub scope: Option<Scope>,
}

/// A lane's settings after the experiment's values have filled what the lane leaves open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LaneSettings {
    /// The method.
    pub method: Method,
    /// CenSET's k.
    pub k: f64,
    /// SET's ζ.
    pub zeta: f64,
    /// Which graph centrality is taken of.
    pub lc: Centrality,
    /// Over which neurons μ and σ are taken.
    pub scope: Scope,
}

impl Lane {
    /// A lane with no settings of its own.
    pub fn plain(method: Method) -> Self {
        Self { method, k: None, zeta: None, lc: None, scope: None }
    }
}
