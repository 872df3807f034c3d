//! What a row of the table of methods says of each.

use std::fmt;

use serde::Serialize;

use super::LaneSettings;
use super::parameter::Parameter;
use super::update::Rewiring;
use crate::graph::recorded::RecordedAs;

/// A method: how a lane's network is wired at the start and rewired after each epoch.
///
/// One row says everything about it that others ask; [`METHODS`](super::METHODS) has all rows. Parser,
/// form, lanes, lens, captions, searches and tests go through the table and know no method by name.
///
/// ```
/// use censet::rewiring::method;
///
/// let set = method("set").unwrap();
/// assert_eq!((set.title, &set.own_keys()[..2]), ("SET", &["zeta", "lc"][..]));
/// assert!(set.prunes() && !set.dense);
/// let mlp = method("mlp").unwrap();
/// assert!(mlp.dense && !mlp.prunes());
/// assert_eq!(method("none"), None);
/// ```
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
    /// Where new connections come under these settings, if not where [`Words::grown`] says.
    pub grows: fn(&LaneSettings) -> Option<&'static str>,
    /// Why an epoch grows, and why it does not, for methods that do not always: clauses.
    pub unless: fn(&LaneSettings) -> Option<(&'static str, &'static str)>,
    /// One line about what a lane of these settings does.
    pub rule: fn(&LaneSettings) -> String,
    /// What it does; nothing for methods that never rewire.
    pub rewiring: Option<&'static dyn Rewiring>,
}

/// A method's sentence about its lanes; modules that show no texts have none, and none of what writes it.
pub(super) const fn told_rule(rule: fn(&LaneSettings) -> String) -> fn(&LaneSettings) -> String {
    if cfg!(feature = "texts") {
        rule
    } else {
        |_| String::new()
    }
}

/// What decides about connections.
///
/// ```
/// use censet::rewiring::METHODS;
/// use censet::rewiring::method::Judges;
///
/// // Only what never rewires judges nothing.
/// for method in METHODS {
///     assert_eq!(method.judges != Judges::Nothing, method.prunes(), "{method:?}");
/// }
/// ```
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
///
/// ```
/// use censet::rewiring::set::SET;
///
/// let caption = format!("cut the 7 connections {}, grew 7 {}", SET.words.cut, SET.words.grown);
/// assert_eq!(caption, "cut the 7 connections with weights nearest to zero, grew 7 at random");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Words {
    /// What decides, as a clause; empty where neurons are judged.
    pub decides: &'static str,
    /// Which connections go: `cut the 1,648 connections {cut}`.
    pub cut: &'static str,
    /// Where new ones come: `grew 1,648 {grown}`.
    pub grown: &'static str,
}

/// The usual look of a method's lanes; a second lane of the same look gets one that is free.
///
/// ```
/// use censet::rewiring::METHODS;
/// use censet::rewiring::method::Tone;
///
/// // One look for each method of the paper; those beyond it may share theirs.
/// let of = |tone| METHODS.iter().filter(|method| method.tone == tone).count();
/// for tone in [Tone::Set, Tone::Censet, Tone::Mlp] {
///     assert_eq!(of(tone), 1, "{tone:?}");
/// }
/// ```
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

    /// Whether ε makes a difference to it: to its start, or to what it prunes down to.
    pub fn asks_epsilon(&self) -> bool {
        !self.dense || self.prunes()
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
