//! What the table of keys says of each.

use std::borrow::Cow;

use serde::Serialize;

use super::Settings;

/// The part of the experiment that a key belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// Which images.
    Data,
    /// The shape of the networks.
    Network,
    /// How the weights are trained.
    Training,
    /// How the connections change.
    Rewiring,
    /// Preset, length and seed.
    Run,
}

/// What kind of value a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A decimal number.
    Number,
    /// A whole number.
    Integer,
    /// Something with a grammar of its own.
    Text,
    /// One of [`Field::choices`].
    Choice,
}

/// One key of an experiment.
#[derive(Clone, Debug, Serialize)]
pub struct Field {
    /// The key in a text.
    pub key: &'static str,
    /// The part of the experiment it belongs to.
    pub group: Group,
    /// Its name on the page.
    pub label: &'static str,
    /// Its symbol in formulas.
    pub symbol: Option<&'static str>,
    /// What kind of value it takes.
    pub kind: Kind,
    /// For [`Kind::Choice`], the values on offer; else empty.
    pub choices: Vec<&'static str>,
    /// What is allowed: a clause without a full stop.
    pub allowed: Cow<'static, str>,
    /// One line of explanation for a student.
    pub help: Cow<'static, str>,
    /// The key's value as text.
    #[serde(skip)]
    pub(super) text: fn(&Settings) -> String,
    /// Reads a text into the key's value. `None` if it is not of the right type; an error is a
    /// clause that says more than `allowed`.
    #[serde(skip)]
    pub(super) read: fn(&mut Settings, &str) -> Result<Option<()>, String>,
}

impl Field {
    /// The key's value as text: in the form in which it is printed, never empty.
    pub fn text(&self, settings: &Settings) -> String {
        (self.text)(settings)
    }

    /// Puts the value that `text` stands for into `settings`; the error says what is allowed. Only
    /// the type is checked here, bounds are [`Settings::check`]'s.
    pub(super) fn read(&self, settings: &mut Settings, text: &str) -> Result<(), String> {
        (self.read)(settings, text)?.ok_or_else(|| self.allowed.to_string())
    }
}
