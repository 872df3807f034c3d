//! The dense network: all connections, never rewired.

use super::method::{Judges, Method, Tone, Words, told_rule};
use crate::graph::recorded::RecordedAs;
use crate::told;

/// The multi-layer perceptron that the paper compares with.
pub static MLP: Method = Method {
    id: "mlp",
    title: "MLP",
    about: told("dense, never rewired"),
    source: told("the paper, Section 3.1"),
    dense: true,
    keys: &["lc"],
    parameters: &[],
    judges: Judges::Nothing,
    tunes: None,
    words: Words {
        decides: told(""),
        cut: told(""),
        grown: told(""),
    },
    scheduled: false,
    recorded: Some(RecordedAs::Mlp),
    tone: Tone::Mlp,
    setting: |_| None,
    grows: |_| None,
    unless: |_| None,
    rule: told_rule(|_| "dense: every connection there can be, never rewired".into()),
    rewiring: None,
};
