//! Random rewiring: the control that tells rewiring from choosing.

use crate::told;
use rand::RngExt;

use super::method::{Judges, Method, Tone, Words, told_rule};
use super::update::{Cut, Epoch, Memory, Rewiring};
use super::{percent, schedule, set};
use crate::random::{Purpose, stream};

/// Each sparse layer gives up a random ζ of its connections, and as many grow at random.
pub static RANDOM: Method = Method {
    id: "random",
    title: "Random",
    about: told("cuts connections at random"),
    source: told("a control: what is left of a method without its choice"),
    judges: Judges::Connections,
    tunes: None,
    parameters: &[&schedule::ANNEAL, &schedule::UNTIL],
    words: Words {
        decides: told("chance decides"),
        cut: told("chosen at random"),
        ..set::SET.words
    },
    recorded: None,
    tone: Tone::Further,
    rule: told_rule(|settings| {
        let (zeta, schedule) = (percent(settings.zeta), settings.schedule());
        format!("cuts {zeta} % of the connections of each layer, chosen at random{schedule}")
    }),
    rewiring: Some(&Lottery),
    ..set::SET
};

/// The random rule.
struct Lottery;

impl Rewiring for Lottery {
    /// ⌊ζ·n⌋ of the n connections of each layer, every set of so many equally likely.
    fn cut(&self, epoch: &Epoch<'_>, _: &mut Memory) -> Cut {
        let zeta = schedule::zeta(epoch);
        let layers = epoch.network.rewirable().iter();
        let goes = (0..).zip(layers).map(|(index, layer)| {
            let all = layer.connections.len() as u32;
            let mut draws = stream(epoch.seed, Purpose::Cut, epoch.epoch, index);
            let mut due = (zeta * f64::from(all)) as u32;
            // Selection sampling: each goes with the chance that is left over those that are left.
            let each = (0..all).map(|before| {
                let goes = draws.random_range(0..all - before) < due;
                due -= u32::from(goes);
                goes
            });
            each.collect()
        });
        Cut::Each(goes.collect())
    }
}
