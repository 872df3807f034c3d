//! What a row of the table of methods says of each, and what its file does.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::censet::Selection;
use super::gradient::Gradients;
use super::set::Thresholds;
use super::{Changes, LaneSettings};
use crate::graph::recorded::RecordedAs;
use crate::network::Network;

/// A method: how a lane's network is wired at the start and rewired after each epoch.
///
/// One row says everything about it that others ask; [`METHODS`](super::METHODS) has all rows. Parser,
/// form, lanes, lens, captions, searches and tests go through the table and know no method by name.
pub struct Method {
    /// Its name in a text.
    pub id: &'static str,
    /// Its name in sentences.
    pub title: &'static str,
    /// What it is, in a line.
    pub about: &'static str,
    /// Where it comes from.
    pub source: &'static str,
    /// Whether every connection is there at the start, where others begin with an Erdős–Rényi graph.
    pub dense: bool,
    /// The keys of the experiment that a lane of this method may set for itself: those that change
    /// what it does or what its report says. Out of `k`, `zeta`, `lc`, `scope`, in this order.
    pub keys: &'static [&'static str],
    /// The keys that only this method's lanes have.
    pub parameters: &'static [&'static Parameter],
    /// What decides which connections go.
    pub judges: Judges,
    /// The experiment's key that draws the line between what goes and what stays, where one alone does.
    pub tunes: Option<&'static str>,
    /// What a lane of it cuts, for captions.
    pub words: Words,
    /// Whether an epoch's rewiring depends on how many epochs there are in all: such a lane cannot go on
    /// as one of more epochs.
    pub scheduled: bool,
    /// Whose graph the paper's code recorded centralities on, for the methods that it ran.
    pub recorded: Option<RecordedAs>,
    /// The colour and line style it usually has.
    pub tone: Tone,
    /// The settings that tell two lanes of it apart, as a legend has them.
    pub setting: fn(&LaneSettings) -> Option<String>,
    /// One line about what a lane of these settings does.
    pub rule: fn(&LaneSettings) -> String,
    /// What it does; nothing for methods that never rewire.
    pub rewiring: Option<&'static dyn Rewiring>,
}

/// What decides about connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Judges {
    /// Nothing is ever cut.
    Nothing,
    /// Each connection is judged for itself.
    Connections,
    /// Neurons are judged, and lose all their connections.
    Neurons,
}

/// Parts of sentences about what a method does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Words {
    /// What decides, as a clause; empty where neurons are judged.
    pub decides: &'static str,
    /// Which connections go: `cut the 1,648 connections {cut}`.
    pub cut: &'static str,
    /// Where new ones come: `grew 1,648 {grown}`.
    pub grown: &'static str,
    /// Why an epoch grows, and why it does not, for methods that do not always: clauses.
    pub unless: Option<(&'static str, &'static str)>,
}

/// The usual look of a method's lanes; a second lane of the same look gets one that is free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Blue, solid.
    Set,
    /// Orange, long dashes.
    Censet,
    /// Grey, dots.
    Mlp,
    /// Green, dash-dot.
    Static,
    /// Purple, short dashes.
    Accset,
    /// Olive, dash-dot-dot.
    Further,
}

/// A key that only lanes of some methods have.
#[derive(Debug)]
pub struct Parameter {
    /// The key in a lane's text.
    pub key: &'static str,
    /// Its symbol in formulas.
    pub symbol: Option<&'static str>,
    /// Its name.
    pub label: &'static str,
    /// One line of explanation.
    pub help: &'static str,
    /// What is allowed: a clause without a full stop.
    pub allowed: &'static str,
    /// Its values, and the one it has where a lane is silent.
    pub domain: Domain,
}

/// The values that a parameter may have.
#[derive(Clone, Copy, Debug)]
pub enum Domain {
    /// Numbers.
    Number {
        /// Where a lane is silent.
        default: f64,
        /// Whether a number is allowed.
        within: fn(f64) -> bool,
    },
    /// One of these words, the first where a lane is silent.
    Choice(&'static [&'static str]),
}

/// A value of a parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// Of a [`Domain::Number`].
    Number(f64),
    /// Of a [`Domain::Choice`].
    Choice(&'static str),
}

/// Parameters are the same if their keys are.
impl PartialEq for Parameter {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Parameter {
    /// The value where a lane is silent.
    pub fn default(&self) -> Value {
        match self.domain {
            Domain::Number { default, .. } => Value::Number(default),
            Domain::Choice(words) => Value::Choice(words[0]),
        }
    }

    /// Whether a value is of the right type and within its bounds.
    pub fn allows(&self, value: Value) -> bool {
        match (self.domain, value) {
            (Domain::Number { within, .. }, Value::Number(number)) => within(number),
            (Domain::Choice(words), Value::Choice(word)) => words.contains(&word),
            _ => false,
        }
    }
}

/// Methods are the same if their names are.
impl PartialEq for Method {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Method {}

impl fmt::Debug for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

impl Method {
    /// Whether it ever cuts a connection.
    pub fn prunes(&self) -> bool {
        self.rewiring.is_some()
    }

    /// Every key that a lane of it may set: the experiment's, then its own.
    pub fn own_keys(&self) -> Vec<&'static str> {
        let own = self.parameters.iter().map(|parameter| parameter.key);
        self.keys.iter().copied().chain(own).collect()
    }

    /// Its parameter of that key, if it has one.
    pub fn parameter(&self, key: &str) -> Option<&'static Parameter> {
        let mut own = self.parameters.iter();
        own.find(|parameter| parameter.key == key).copied()
    }
}

/// What a method sees of an epoch.
pub struct Epoch<'a> {
    /// The lane's settings.
    pub settings: &'a LaneSettings,
    /// The network: as it was trained before the cut, without what was cut after it.
    pub network: &'a Network,
    /// How many connections each sparse layer had at the start.
    pub initial: &'a [usize],
    /// The epoch, from 1 on.
    pub epoch: u32,
    /// How many epochs the experiment has.
    pub epochs: u32,
    /// The experiment's seed; [`random::stream`](crate::random::stream) makes streams of it.
    pub seed: u32,
    /// Laplacian centrality of every scored neuron of the trained network, inputs first.
    pub centrality: &'a [f64],
    /// The neurons that [`Rewiring::select`] chose.
    pub selection: Option<&'a Selection>,
    /// Test images classified rightly in this epoch.
    pub right: usize,
    /// And in the epoch before.
    pub right_before: usize,
    /// The gradients of all places of a layer, computed when they are asked for: those of the network as
    /// it was trained, so only a cut may ask.
    pub gradients: &'a dyn Gradients,
}

/// What an epoch cuts in the sparse layers.
#[derive(Clone, Debug, PartialEq)]
pub enum Cut {
    /// In each layer the weights between two thresholds, both included; none in a layer without
    /// connections.
    Between(Vec<Option<Thresholds>>),
    /// Every connection of the neurons for which this is true, by vertex number; neurons of the output
    /// layer may be left out.
    Neurons(Vec<bool>),
    /// The connections for which this is true, layer by layer, in (target, source) order.
    Each(Vec<Vec<bool>>),
}

/// What an epoch grows in the sparse layers.
#[derive(Clone, Debug, PartialEq)]
pub struct Growth {
    /// Where.
    pub places: Places,
    /// What new connections start with; nothing leaves it to the experiment's preset.
    pub weights: Option<NewWeights>,
}

/// Where connections grow.
#[derive(Clone, Debug, PartialEq)]
pub enum Places {
    /// So many in each layer, uniformly over its empty places.
    Anywhere(Vec<usize>),
    /// At these places of each layer, in ascending order, all of them empty; a place is
    /// target · n_in + source.
    At(Vec<Vec<u64>>),
}

/// The value that a new connection starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewWeights {
    /// Drawn by the layer's initial law (Glorot-uniform).
    InitialLaw,
    /// 0, as in the paper's code.
    Zero,
}

impl Growth {
    /// No connection.
    pub fn nothing() -> Self {
        Self::anywhere(Vec::new())
    }

    /// So many connections in each layer, anywhere.
    pub fn anywhere(counts: Vec<usize>) -> Self {
        Self {
            places: Places::Anywhere(counts),
            weights: None,
        }
    }

    /// As many connections as each layer lacks of those it started with, anywhere.
    pub fn refill(epoch: &Epoch<'_>) -> Self {
        let layers = epoch.network.rewirable().iter().zip(epoch.initial);
        Self::anywhere(
            layers
                .map(|(layer, initial)| initial - layer.connections.len())
                .collect(),
        )
    }
}

/// What a method does after each epoch: select, cut, grow, in this order.
///
/// A method has no fields: what it needs from one step for a later one it writes into its [`Memory`],
/// which is part of a lane's save.
pub trait Rewiring: Sync {
    /// The neurons that will lose all their connections, and the line they lie below. `centrality` has
    /// one value a neuron, the layers of `sizes` one after the other.
    fn select(
        &self,
        settings: &LaneSettings,
        centrality: &[f64],
        sizes: &[usize],
    ) -> Option<Selection> {
        let _ = (settings, centrality, sizes);
        None
    }

    /// The line for all neurons, if there is one, of centralities with this mean and deviation.
    fn line(&self, settings: &LaneSettings, mean: f64, std: f64) -> Option<f64> {
        let _ = (settings, mean, std);
        None
    }

    /// What goes.
    fn cut(&self, epoch: &Epoch<'_>, memory: &mut Memory) -> Cut;

    /// What comes, when `removed` is gone.
    fn grow(&self, epoch: &Epoch<'_>, removed: &Changes, memory: &mut Memory) -> Growth {
        let _ = (removed, memory);
        Growth::refill(epoch)
    }

    /// Says what is wrong with a memory that was read from a file. `network` is the one it was saved
    /// with, `cut` says whether between its cut and its growth.
    ///
    /// # Errors
    /// A clause.
    fn check(&self, memory: &Memory, network: &Network, cut: bool) -> Result<(), String> {
        let _ = (network, cut);
        match memory.is_empty() {
            true => Ok(()),
            false => Err("its method remembers something where it remembers nothing".into()),
        }
    }
}

/// What a method remembers, as bytes that a save can hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory(Vec<u8>);

impl Memory {
    /// The bytes of a memory that was saved.
    pub fn of(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The bytes to save.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Remembers `value` in place of all else.
    pub fn set(&mut self, value: &impl Serialize) {
        self.0 = postcard::to_allocvec(value).expect("plain data");
    }

    /// What was remembered, if it is of that type.
    pub fn get<T: for<'a> Deserialize<'a>>(&self) -> Option<T> {
        match postcard::take_from_bytes(&self.0) {
            Ok((value, [])) => Some(value),
            _ => None,
        }
    }
}
