//! How a network is wired at the start and rewired after each epoch.
//!
//! A rewiring is two steps that can be looked at one by one: a method *cuts* connections, then others
//! *grow*. The output layer is dense and never touched.
//!
//! Each method is a file and a row of [`METHODS`]; [`mod@method`] says what a row has. Another one is a
//! static [`Method`] whose [`Rewiring`](update::Rewiring) says what goes and what comes:
//!
//! ```
//! use std::sync::Arc;
//!
//! use censet::dataset::Dataset;
//! use censet::experiment::{Lane, parse};
//! use censet::rewiring::method::{Judges, Method};
//! use censet::rewiring::update::{Cut, Epoch, Memory, Rewiring};
//! use censet::rewiring::set::SET;
//! use censet::trainer::{Phase, Trainer};
//!
//! /// Gives up the oldest connections of each layer.
//! struct Oldest;
//!
//! impl Rewiring for Oldest {
//!     fn cut(&self, epoch: &Epoch<'_>, _: &mut Memory) -> Cut {
//!         let layers = epoch.network.rewirable().iter().map(|layer| &layer.connections);
//!         let old = |born: &u16| u32::from(*born) + 2 < epoch.epoch;
//!         Cut::Each(layers.map(|layer| layer.born().iter().map(old).collect()).collect())
//!     }
//! }
//!
//! static OLDEST: Method = Method {
//!     id: "oldest",
//!     title: "Oldest",
//!     about: "cuts what is older than two epochs",
//!     judges: Judges::Connections,
//!     keys: &["lc"],
//!     tunes: None,
//!     rewiring: Some(&Oldest),
//!     ..SET
//! };
//!
//! let text = "train=100&test=50&side=7&hidden=10&epochs=4&lanes=set";
//! let mut settings = (*parse(text).experiment.unwrap()).clone();
//! settings.lanes = vec![Lane::plain(&OLDEST)];
//! let experiment = settings.check().unwrap();
//! let data = Dataset::garments(experiment.train, experiment.test, experiment.side);
//! let mut trainer = Trainer::new(experiment, 0, Arc::new(data));
//! let mut cut = Vec::new();
//! while trainer.phase() != Phase::Finished {
//!     cut.extend(trainer.advance().report.map(|report| report.removed));
//! }
//! assert_eq!(cut[..3], [0, 0, 0]);
//! assert!(cut[3] > 0);
//! ```

pub mod accset;
pub mod censet;
pub mod central;
pub mod choice;
pub mod dense;
pub mod draws;
pub mod fixed;
pub mod gradient;
pub mod initial;
pub mod l3;
pub mod layers;
pub mod magnitude;
pub mod method;
pub mod movement;
pub mod parameter;
pub mod preview;
pub mod random;
pub mod regrowth;
pub mod ria;
pub mod rigl;
pub mod schedule;
pub mod set;
pub mod update;

use crate::graph::laplacian::Definition;
use crate::network::{Connection, Network};

pub use method::Method;
pub use parameter::Value;
pub use update::NewWeights;

/// All methods, in the order in which they are listed. A method is known by being here.
pub static METHODS: &[&Method] = &[
    &dense::MLP,
    &fixed::STATIC,
    &set::SET,
    &censet::CENSET,
    &accset::ACCSET,
    &random::RANDOM,
    &rigl::RIGL,
    &magnitude::MAGNITUDE,
    &movement::MOVEMENT,
    &ria::RIA,
    &l3::L3,
];

/// The method of that name.
pub fn method(id: &str) -> Option<&'static Method> {
    METHODS.iter().find(|method| method.id == id).copied()
}

/// Connections removed or grown in each sparse layer, in (target, source) order.
///
/// ```
/// use censet::network::Connection;
/// use censet::rewiring::Changes;
///
/// let removed: Changes = vec![vec![Connection { target: 1, source: 2, weight: 0.5 }], vec![]];
/// assert_eq!(removed.iter().map(Vec::len).sum::<usize>(), 1);
/// ```
pub type Changes = Vec<Vec<Connection>>;

/// Over which neurons μ and σ of CenSET's threshold are taken (`scope`).
///
/// ```
/// use censet::rewiring::Scope;
/// use censet::rewiring::censet::select;
///
/// let centrality = [1.0, 3.0, 10.0, 30.0];
/// let thresholds = |scope| select(&centrality, &[2, 2], 1.0, scope).thresholds;
/// assert_eq!(thresholds(Scope::Layer), [1.0, 10.0]);
/// assert_eq!(thresholds(Scope::Global).len(), 1);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All neurons of the network.
    Global,
    /// The neurons of each layer for themselves.
    Layer,
}

impl Scope {
    /// All values, the usual one first.
    pub const ALL: [Self; 2] = [Self::Global, Self::Layer];

    /// The value's name in a text.
    pub fn name(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::Layer => "layer",
        }
    }

    /// The value that a text names.
    pub(crate) fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.name() == text)
    }
}

/// A lane's settings: the experiment's values where the lane is silent.
///
/// ```
/// use censet::experiment::parse;
///
/// let experiment = parse("lanes=set,censet:k=0.5&k=2").experiment.unwrap();
/// let settings = [0, 1].map(|lane| experiment.lane_settings(lane));
/// assert_eq!(settings.each_ref().map(|lane| lane.method.title), ["SET", "CenSET"]);
/// assert_eq!(settings.map(|lane| lane.k), [2.0, 0.5]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct LaneSettings {
    /// The method.
    pub method: &'static Method,
    /// CenSET's k.
    pub k: f64,
    /// SET's ζ.
    pub zeta: f64,
    /// Which graph centrality is taken of.
    pub lc: Definition,
    /// Over which neurons μ and σ are taken.
    pub scope: Scope,
    /// A value for each of the method's own parameters, in their order.
    pub own: Vec<Value>,
    /// Whether images are held back from training, which decide where accuracy does.
    pub validated: bool,
}

impl LaneSettings {
    /// Settings of a method with these values, its own parameters at their defaults.
    pub fn of(method: &'static Method, k: f64, zeta: f64, lc: Definition, scope: Scope) -> Self {
        Self {
            method,
            k,
            zeta,
            lc,
            scope,
            own: method
                .parameters
                .iter()
                .map(|parameter| parameter.default())
                .collect(),
            validated: false,
        }
    }

    /// The number that a parameter of the method has. Panics if it has no such parameter.
    pub fn number(&self, key: &str) -> f64 {
        match self.value(key) {
            Value::Number(number) => number,
            Value::Choice(_) => panic!("{key} of {:?} is no number", self.method),
        }
    }

    /// The word that a parameter of the method has. Panics if it has no such parameter.
    pub fn choice(&self, key: &str) -> &'static str {
        match self.value(key) {
            Value::Choice(word) => word,
            Value::Number(_) => panic!("{key} of {:?} is a number", self.method),
        }
    }

    fn value(&self, key: &str) -> Value {
        let mut own = self.method.parameters.iter().zip(&self.own);
        let found = own.find(|(parameter, _)| parameter.key == key);
        let (_, &value) = found.unwrap_or_else(|| panic!("{:?} has no {key}", self.method));
        value
    }
}

/// Takes what a method cuts out of the network, and returns it layer by layer.
pub fn cut(network: &mut Network, cut: &update::Cut) -> Changes {
    let layers = network.rewirable_mut().iter_mut();
    let layers = layers.map(|layer| &mut layer.connections);
    match cut {
        update::Cut::Between(thresholds) => layers
            .zip(thresholds)
            .map(|(layer, thresholds)| match thresholds {
                Some(thresholds) => thresholds.cut(layer),
                None => Vec::new(),
            })
            .collect(),
        update::Cut::Neurons(pruned) => censet::prune(network, pruned),
        update::Cut::Each(goes) => layers
            .zip(goes)
            .map(|(layer, goes)| {
                assert!(goes.len() == layer.len(), "one answer for each connection");
                let mut goes = goes.iter();
                layer.retain(|_| !goes.next().expect("as many as connections"))
            })
            .collect(),
    }
}

/// A fraction in percent, without the digits that binary fractions leave behind.
fn percent(fraction: f64) -> f64 {
    (fraction * 1e8).round() / 1e6
}
