//! The experiment: a short text that fully determines a run.
//!
//! The text is what stands behind `#` in the page's address, and the argument of the headless
//! command. What is typed becomes [`Settings`], which may hold nonsense; [`Settings::check`] turns
//! them into an [`Experiment`], or into one error a field. Only an [`Experiment`] can run.
//!
//! # Grammar
//!
//! ```text
//! link       = [address] "#" text | text            an address without "#" is the empty text; what mail,
//!                                                   chats and shells make of links is understood, see link.rs
//! text       = [ pair { "&" pair } ]                each key once, in any order
//! pair       = "v" "=" version | key "=" value      values percent-encoded, UTF-8
//! key        = one of FIELDS | one of VIEW_KEYS
//! hidden     = integer { "-" integer }
//! lanes      = lane { "," lane }
//! lane       = method { ":" own "=" value }         own: a key of the method
//! number     = decimal or scientific notation, no leading "+"
//! integer    = decimal digits
//! ```
//!
//! A key that is left out has its preset's value, given the source of the images; a preset that is
//! left out is `demo`, a version that is left out is [`VERSION`]. A text without any `=` is not an
//! experiment but the name of a place on the page. [`FIELDS`] says what each key takes.
//!
//! # Canonical text
//!
//! An experiment prints as `v`, then what differs from its preset, in the order of [`FIELDS`]. Texts
//! of the same experiment have the same canonical text, and it reads back to that experiment.
//!
//! ```
//! use censet::experiment::parse;
//!
//! let link = "#epochs=10&preset=described&lanes=set:zeta=0.05,censet:scope=layer&lr=1e-2";
//! let experiment = parse(link).experiment.unwrap();
//! assert_eq!(
//!     experiment.to_string(),
//!     "v=1&preset=described&lanes=set,censet:scope=layer&epochs=10"
//! );
//! assert_eq!(experiment.lane_name(1), "censet:scope=layer");
//! assert_eq!(experiment.layer_sizes(), [784, 256, 128, 100, 10]);
//! ```

pub mod bounds;
mod check;
mod data;
mod edit;
mod field;
mod fields;
pub mod grid;
mod lane;
mod link;
mod memory;
mod notes;
mod number;
mod pairs;
mod parse;
mod preset;
mod print;
mod signs;
mod sizes;

use std::fmt;
use std::ops::{Deref, DerefMut};

use crate::dataset::Shape;
use crate::dataset::own::OwnFiles;
use crate::network::{LayerActivation, Network};
use crate::rewiring::fixed::STATIC;
use crate::rewiring::initial::Start;

pub use crate::dataset::Count;
pub use crate::graph::laplacian::Definition as Centrality;
pub use crate::network::Activation;
pub use crate::rewiring::{LaneSettings, Method, NewWeights, Scope};
pub use data::Data;
pub use edit::{compose, edit, edit_lane};
pub use field::{Field, Group, Kind};
pub use fields::FIELDS;
pub use grid::Grid;
pub use lane::Lane;
pub use memory::Memory;
pub use parse::{Parsed, VIEW_KEYS, exact, holds_nothing, parse};
pub use preset::{Preset, Rules};

/// The version of the numeric semantics. A change that gives any experiment other numbers, or a
/// preset another value, raises it.
pub const VERSION: u32 = 1;

/// Every key of an experiment, with values that are of the right type but unchecked.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The preset whose values stand where the text is silent, and whose [`Rules`] hold.
    pub preset: Preset,
    /// `data`.
    pub data: Data,
    /// `train`: training images.
    pub train: Count,
    /// `validation`: how many of the training images, the last ones, are held back from training.
    pub validation: Option<u32>,
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

impl Experiment {
    /// The experiment around a network that came in, which trains nothing and no text names: of no epochs, with
    /// the network in its one lane, and the images of another experiment, if there are any.
    pub(crate) fn around(
        network: &Network,
        shape: Shape,
        images: Option<&Self>,
        lc: Centrality,
    ) -> Self {
        let sizes = network.layer_sizes();
        let sizes: Vec<u32> = sizes.into_iter().map(|size| size as u32).collect();
        let [_, hidden @ .., classes] = sizes.as_slice() else {
            panic!("a network has layers");
        };
        let settings = images.map(|experiment| experiment.0.clone());
        let settings = settings.unwrap_or_else(|| {
            let none = Data::Own(OwnFiles::none(shape, *classes));
            Preset::Demo.settings(Some(none))
        });
        let srelu = |layer: &_| matches!(layer, LayerActivation::Srelu(_));
        let mut activations = network.layers.iter().map(|layer| &layer.activation);
        Self(Settings {
            hidden: hidden.to_vec(),
            lanes: vec![Lane::plain(&STATIC)],
            act: match activations.any(srelu) {
                true => Activation::Srelu,
                false => Activation::Relu,
            },
            lc,
            epochs: 0,
            ..settings
        })
    }

    /// The rules that its preset settles beyond the values of the keys.
    pub fn rules(&self) -> Rules {
        self.preset.rules()
    }

    /// The settings of lane `i`, the experiment's values filled in. Panics if there is no such lane.
    pub fn lane_settings(&self, i: usize) -> LaneSettings {
        self.lanes[i].settings(self)
    }

    /// How its networks start.
    pub fn start(&self) -> Start {
        Start {
            seed: self.seed,
            epsilon: self.epsilon,
            activation: self.act,
        }
    }

    /// The name of lane `i` in tables, charts and digests: its canonical text. Panics if there is no
    /// such lane.
    pub fn lane_name(&self, i: usize) -> String {
        self.lanes[i].to_string()
    }

    /// Whether a run of `other` can go on as one of this: the same experiment, or the same with more
    /// epochs, if no method's rewiring depends on how many there are.
    pub fn continues(&self, other: &Self) -> bool {
        let mut lanes = self.lanes.iter().map(|lane| lane.settings(self));
        let scheduled = lanes.any(|settings| settings.scheduled());
        if scheduled && self.epochs != other.epochs {
            return false;
        }
        let same = Settings {
            epochs: other.epochs,
            ..self.0.clone()
        };
        same == other.0 && self.epochs >= other.epochs
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

impl std::error::Error for FieldError {}

/// Everything that is wrong with an experiment: one error a key.
///
/// ```
/// use censet::experiment::exact;
///
/// let errors = exact("zeta=7&k=x").unwrap_err();
/// assert_eq!(errors.iter().map(|error| &*error.field).collect::<Vec<_>>(), ["zeta", "k"]);
/// assert!(errors.to_string().starts_with("zeta = \"7\": "));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub struct FieldErrors(pub Vec<FieldError>);

impl From<Vec<FieldError>> for FieldErrors {
    fn from(errors: Vec<FieldError>) -> Self {
        Self(errors)
    }
}

impl Deref for FieldErrors {
    type Target = Vec<FieldError>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for FieldErrors {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl IntoIterator for FieldErrors {
    type Item = FieldError;
    type IntoIter = std::vec::IntoIter<FieldError>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl fmt::Display for FieldErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&all.join("; "))
    }
}

impl std::error::Error for FieldErrors {}
