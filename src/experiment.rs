//! The experiment: a short text that fully determines a run.
//!
//! The text is what stands behind `#` in the page's address, and the argument of the headless
//! command: `v=1&preset=described&lanes=set,censet&epochs=10`. What is typed becomes [`Settings`],
//! which may hold nonsense; [`Settings::check`] turns them into an [`Experiment`], or into one error
//! a field. Only an [`Experiment`] can run.

mod check;
mod fields;
mod lane;
mod parse;
mod preset;
mod print;

use std::fmt;
use std::ops::Deref;

pub use fields::{FIELDS, Field, Group};
pub use lane::{Lane, LaneSettings, Method};
pub use parse::{Parsed, VIEW_KEYS, parse};
pub use preset::{NewWeights, Preset, Rules};

/// The version of the numeric semantics. A change that gives any experiment other numbers, or a
/// preset another value, raises it.
pub const VERSION: u32 = 1;

/// Where the images come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Data {
    /// The embedded procedural garments: 60,000 + 10,000 images of 28×28, ten classes.
    Garments,
    /// FashionMNIST, the four official files.
    Fashion,
    /// CIFAR-10, the official binary archive.
    Cifar10,
    /// The visitor's own files, asked for by the fingerprint of their contents.
    Files(String),
}

/// How many images of a split are used, taken from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// The whole split.
    All,
    /// The first so many.
    First(u32),
}

/// Which graph Laplacian centrality is taken of (`lc`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Centrality {
    /// Equation 4 on the whole network: undirected, output layer included.
    Defined,
    /// What the paper's code computed: out-edges only, own strength truncated, no output layer.
    Published,
}

/// Over which neurons μ and σ of CenSET's threshold are taken (`scope`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All neurons of the network.
    Global,
    /// The neurons of each layer for themselves.
    Layer,
}

/// The activation of the hidden layers (`act`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// max(0, x).
    Relu,
    /// The s-shaped rectified linear unit, four learned parameters a neuron.
    Srelu,
}

/// Every key of an experiment, with values that are of the right type but unchecked.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The preset whose values stand where the text is silent, and whose [`Rules`] hold.
    pub preset: Preset,
    /// `data`.
    pub data: Data,
    /// `train`: training images.
    pub train: Count,
    /// `test`: test images.
    pub test: Count,
    /// `side`: down-sample the images to this side, in pixels; `None` keeps them as they are.
    pub side: Option<u32>,
    /// `hidden`: neurons of each hidden layer.
    pub hidden: Vec<u32>,
    /// `lanes`: the networks trained side by side.
    pub lanes: Vec<Lane>,
    /// `epsilon`: sparsity of the Erdős–Rényi start, p = ε(n_in + n_out)/(n_in·n_out).
    pub epsilon: f64,
    /// `zeta`: the fraction that SET removes in each epoch.
    pub zeta: f64,
    /// `k`: CenSET prunes neurons with LC < μ − kσ.
    pub k: f64,
    /// `lc`.
    pub lc: Centrality,
    /// `scope`.
    pub scope: Scope,
    /// `act`.
    pub act: Activation,
    /// `augment`: random rotations, shifts and flips of the training images.
    pub augment: bool,
    /// `batch`: images per optimiser step.
    pub batch: u32,
    /// `lr`: learning rate.
    pub lr: f64,
    /// `momentum`.
    pub momentum: f64,
    /// `dropout`: fraction of hidden activations dropped in training.
    pub dropout: f64,
    /// `epochs`.
    pub epochs: u32,
    /// `seed`.
    pub seed: u32,
}

/// A valid experiment: [`Settings`] that passed [`Settings::check`], and nothing else can make one.
///
/// Printed with `{}` it gives its canonical text, which parses back to the same experiment.
#[derive(Clone, Debug, PartialEq)]
pub struct Experiment(Settings);

impl Deref for Experiment {
    type Target = Settings;

    fn deref(&self) -> &Settings {
        &self.0
    }
}

/// What is wrong with one key of an experiment.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct FieldError {
    /// The key as typed.
    pub field: String,
    /// The value as typed.
    pub value: String,
    /// What is allowed instead, or why this is refused: a clause without a full stop.
    pub allowed: String,
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} = {:?}: {}", self.field, self.value, self.allowed)
    }
}
