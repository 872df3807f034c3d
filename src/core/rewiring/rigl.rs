//! RigL: cut the smallest weights, grow where the gradient is largest.
//!
//! U. Evci et al., "Rigging the Lottery: Making All Tickets Winners", 2020, Algorithm 1. What differs
//! here: a layer is rewired after every epoch, not every hundred steps; the gradient is that of one
//! batch of the next epoch's images, as they are, without dropout; the number of connections of each
//! layer is that of the Erdős–Rényi start.

use crate::{Refused, told};
use std::iter::Peekable;
use std::vec::IntoIter;

use super::choice::{Best, sizes};
use super::gradient::Watch;
use super::method::{Judges, Method, Tone, Words, told_rule};
use super::parameter::{Domain, Parameter};
use super::update::{Cut, Epoch, Growth, Memory, NewWeights, Places, Rewiring};
use super::{Changes, percent};
use crate::network::{Network, SparseLayer};
use crate::order::lowest;

/// The fraction of a layer's connections that the first epochs cut.
static ALPHA: Parameter = Parameter {
    key: "alpha",
    symbol: Some("α"),
    label: told("First fraction"),
    help: told(
        "The fraction of each layer's connections that RigL replaces at first; it falls by a cosine",
    ),
    allowed: "a number from 0 to 1",
    domain: Domain::Number {
        default: 0.3,
        within: |alpha| (0.0..=1.0).contains(&alpha),
    },
};

/// The part of the epochs after which nothing is rewired any more.
static UNTIL: Parameter = Parameter {
    key: "until",
    symbol: None,
    label: told("Rewires until"),
    help: told("The part of all epochs after which RigL leaves the wiring as it is"),
    allowed: "a number above 0, at most 1",
    domain: Domain::Number {
        default: 0.75,
        within: |part| part > 0.0 && part <= 1.0,
    },
};

/// Drops by magnitude, grows by gradient.
pub static RIGL: Method = Method {
    id: "rigl",
    title: "RigL",
    about: told("cuts the smallest weights, grows where the gradient is largest"),
    source: told("U. Evci et al., “Rigging the Lottery: Making All Tickets Winners”, 2020"),
    dense: false,
    keys: &["lc"],
    parameters: &[&ALPHA, &UNTIL],
    judges: Judges::Connections,
    tunes: None,
    words: Words {
        decides: told("weights and gradients decide"),
        cut: told("with the smallest weights"),
        grown: told("where the gradient is largest"),
    },
    scheduled: true,
    recorded: None,
    tone: Tone::Further,
    setting: |settings| Some(format!("α = {}", settings.number("alpha"))),
    grows: |_| None,
    unless: |_| None,
    rule: told_rule(|settings| {
        format!(
            "replaces at first {} % of the smallest weights, where the gradient is largest",
            percent(settings.number("alpha"))
        )
    }),
    rewiring: Some(&Rigging),
};

/// RigL's rule.
struct Rigging;

/// α/2·(1 + cos(π·t/T)): the fraction that epoch t replaces, with T = `until` · epochs; 0 from T on.
pub fn fraction(epoch: u32, epochs: u32, alpha: f64, until: f64) -> f64 {
    let part = f64::from(epoch) / (until * f64::from(epochs));
    match part < 1.0 {
        true => alpha / 2.0 * (1.0 + libm::cos(std::f64::consts::PI * part)),
        false => 0.0,
    }
}

/// Which connections of each sparse layer go: the smallest.
fn smallest(epoch: &Epoch<'_>) -> Vec<Vec<bool>> {
    let (alpha, until) = (
        epoch.settings.number("alpha"),
        epoch.settings.number("until"),
    );
    let fraction = fraction(epoch.epoch, epoch.epochs, alpha, until);
    let layers = epoch.network.rewirable().iter();
    let goes = layers.map(|layer| {
        let layer = &layer.connections;
        lowest(&sizes(layer), (fraction * layer.len() as f64) as usize)
    });
    goes.collect()
}

/// A sparse layer whose places are looked at.
struct Layer {
    /// The places of the connections that stay, from the next one on.
    kept: Peekable<IntoIter<u64>>,
    /// As many places as connections go.
    steepest: Best,
    due: usize,
}

struct Steepest(Vec<Layer>);

impl Watch for Steepest {
    fn wants(&self, layer: usize) -> bool {
        self.0[layer].due > 0
    }

    fn row(&mut self, layer: usize, target: usize, gradients: &[f32]) {
        let Layer { kept, steepest, .. } = &mut self.0[layer];
        let first = target as u64 * gradients.len() as u64;
        for (place, gradient) in (first..).zip(gradients) {
            if kept.next_if(|&kept| kept == place).is_none() {
                steepest.offer(place, gradient.abs());
            }
        }
    }

    fn end(self: Box<Self>, memory: &mut Memory) {
        let layers = self.0.into_iter();
        let places: Vec<_> = layers.map(|layer| layer.steepest.places()).collect();
        memory.set(&places);
    }
}

impl Rewiring for Rigging {
    /// Chooses the places to grow at before the cut: later the gradients would be another network's.
    fn watch(&self, epoch: &Epoch<'_>) -> Option<Box<dyn Watch>> {
        let layers = epoch.network.rewirable().iter().zip(smallest(epoch));
        let layers = layers.map(|(layer, goes)| {
            let due = goes.iter().filter(|&&goes| goes).count();
            Layer {
                kept: kept(&layer.connections, &goes).into_iter().peekable(),
                steepest: Best::new(due),
                due,
            }
        });
        Some(Box::new(Steepest(layers.collect())))
    }

    fn cut(&self, epoch: &Epoch<'_>, _: &mut Memory) -> Cut {
        Cut::Each(smallest(epoch))
    }

    fn grow(&self, _: &Epoch<'_>, _: &Changes, memory: &mut Memory) -> Growth {
        let places = memory.get().unwrap_or_default();
        memory.clear();
        Growth {
            places: Places::At(places),
            weights: Some(NewWeights::Zero),
        }
    }

    fn check(&self, memory: &Memory, network: &Network, cut: bool) -> Result<(), Refused> {
        let problem = || Err("the places to grow at are not those of its phase".into());
        match (memory.is_empty(), cut) {
            (true, false) => return Ok(()),
            (false, true) => {}
            _ => return problem(),
        }
        let Some(places) = memory.get::<Vec<Vec<u64>>>() else {
            return problem();
        };
        let layers = network.rewirable();
        let fits = |(layer, places): (&SparseLayer, &Vec<u64>)| {
            let taken = |place: &u64| {
                let (target, source) = (place / layer.n_in() as u64, place % layer.n_in() as u64);
                let sources = &layer.sources()[layer.range(target as usize)];
                sources.binary_search(&(source as u16)).is_ok()
            };
            places.is_sorted_by(|a, b| a < b)
                && places.last().is_none_or(|&last| last < layer.places())
                && !places.iter().any(taken)
        };
        let pairs = layers.iter().map(|layer| &layer.connections).zip(&places);
        match places.len() == layers.len() && pairs.into_iter().all(fits) {
            true => Ok(()),
            false => problem(),
        }
    }
}

/// The places of the connections that stay.
fn kept(layer: &SparseLayer, goes: &[bool]) -> Vec<u64> {
    let stays = layer.iter().zip(goes).filter(|(_, goes)| !**goes);
    stays
        .map(|(c, _)| layer.position(c.target, c.source))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fraction_falls_by_a_cosine_to_nothing() {
        assert!((fraction(75, 200, 0.3, 0.75) - 0.15).abs() < 1e-12);
        assert!((fraction(50, 200, 0.3, 0.75) - 0.225).abs() < 1e-12);
        assert_eq!(fraction(150, 200, 0.3, 0.75), 0.0);
        assert_eq!(fraction(200, 200, 0.3, 0.75), 0.0);
    }
}
