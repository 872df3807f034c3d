//! Gradual magnitude pruning: from the dense network to a sparse one, and nothing grows.
//!
//! M. Zhu and S. Gupta, "To prune, or not to prune: exploring the efficacy of pruning for model
//! compression", 2017, Equation 1, from the first epoch on. What differs here: a layer is pruned after
//! every epoch, not every hundred steps; it ends with as many connections as an Erdős–Rényi start of
//! this ε has on average, so that it can be compared with SET; what is cut stays cut, where a mask would
//! let masked weights come back; and the output layer is not pruned. Until it ends it trains more
//! connections than the others: its cost is between that of the dense network and theirs.

use super::Changes;
use super::choice::{cut_lowest, sizes};
use super::dense::MLP;
use super::method::{Judges, Method, Tone, Words, told_rule};
use super::parameter::{Domain, Parameter};
use super::percent;
use super::update::{Cut, Epoch, Growth, Memory, Rewiring};
use crate::told;

/// The part of the epochs at whose end the network is as sparse as it becomes.
static UNTIL: Parameter = Parameter {
    key: "until",
    symbol: None,
    label: told("Prunes until"),
    help: told("The part of all epochs after which the network is as sparse as it becomes"),
    allowed: "a number above 0, at most 1",
    domain: Domain::Number {
        default: 0.75,
        within: |part| part > 0.0 && part <= 1.0,
    },
};

/// Starts dense and cuts the smallest weights, ever fewer.
pub static MAGNITUDE: Method = Method {
    id: "magnitude",
    title: "Magnitude",
    about: told("starts dense, cuts the smallest weights until it is as sparse as the others"),
    source: told(
        "M. Zhu and S. Gupta, “To prune, or not to prune: exploring the efficacy of pruning for model \
             compression”, 2017",
    ),
    parameters: &[&UNTIL],
    judges: Judges::Connections,
    words: Words {
        decides: told("the weights decide"),
        cut: told("with the smallest weights"),
        grown: told(""),
    },
    scheduled: true,
    recorded: None,
    tone: Tone::Further,
    rule: told_rule(|settings| {
        let until = percent(settings.number("until"));
        format!("starts dense, cuts the smallest weights over the first {until} % of the epochs")
    }),
    rewiring: Some(&Gradual),
    ..MLP
};

/// The gradual rule.
struct Gradual;

/// How many connections a layer keeps in an epoch, of `dense` at the start and `sparse` at the end:
/// s_f + (s_i − s_f)·(1 − t/T)³ with T = `until` · epochs, said of what is kept.
///
/// ```
/// use censet::rewiring::magnitude::kept;
///
/// assert_eq!(kept(1, 10, 1.0, 1_000, 100), 756); // 100 + 900 · 0.9³
/// assert_eq!(kept(5, 10, 0.5, 1_000, 100), 100);
/// ```
pub fn kept(epoch: u32, epochs: u32, until: f64, dense: usize, sparse: usize) -> usize {
    let left = (1.0 - f64::from(epoch) / (until * f64::from(epochs))).max(0.0);
    let more = dense.saturating_sub(sparse) as f64;
    sparse + (more * (left * left * left)) as usize
}

impl Rewiring for Gradual {
    fn cut(&self, epoch: &Epoch<'_>, _: &mut Memory) -> Cut {
        let until = epoch.settings.number("until");
        let due = |layer: usize, connections: usize| {
            let (dense, sparse) = (epoch.initial[layer], epoch.sparse[layer]);
            connections.saturating_sub(kept(epoch.epoch, epoch.epochs, until, dense, sparse))
        };
        cut_lowest(epoch, &due, &|_, layer| sizes(layer))
    }

    fn grow(&self, _: &Epoch<'_>, _: &Changes, _: &mut Memory) -> Growth {
        Growth::nothing()
    }
}
