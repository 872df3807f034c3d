//! RigL: cut the smallest weights, grow where the gradient is largest.
//!
//! U. Evci et al., "Rigging the Lottery: Making All Tickets Winners", 2020, Algorithm 1. What differs
//! here: a layer is rewired after every epoch, not every hundred steps; the gradient is that of one
//! batch of the next epoch's images, as they are, without dropout; the number of connections of each
//! layer is that of the Erdős–Rényi start.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::method::{Judges, Method, Tone, Words};
use super::parameter::{Domain, Parameter};
use super::update::{Cut, Epoch, Growth, Memory, NewWeights, Places, Rewiring};
use super::{Changes, percent};
use crate::network::{Network, SparseLayer};

/// The fraction of a layer's connections that the first epochs cut.
static ALPHA: Parameter = Parameter {
    key: "alpha",
    symbol: Some("α"),
    label: "First fraction",
    help: "The fraction of each layer's connections that RigL replaces at first; it falls by a cosine",
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
    label: "Rewires until",
    help: "The part of all epochs after which RigL leaves the wiring as it is",
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
    about: "cuts the smallest weights, grows where the gradient is largest",
    source: "U. Evci et al., “Rigging the Lottery: Making All Tickets Winners”, 2020",
    dense: false,
    keys: &["lc"],
    parameters: &[&ALPHA, &UNTIL],
    judges: Judges::Connections,
    tunes: None,
    words: Words {
        decides: "weights and gradients decide",
        cut: "with the smallest weights",
        grown: "where the gradient is largest",
        unless: None,
    },
    scheduled: true,
    recorded: None,
    tone: Tone::Further,
    setting: |settings| Some(format!("α = {}", settings.number("alpha"))),
    rule: |settings| {
        format!(
            "replaces at first {} % of the smallest weights, where the gradient is largest",
            percent(settings.number("alpha"))
        )
    },
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

impl Rewiring for Rigging {
    /// Chooses the places to grow at, too: later the gradients would be another network's.
    fn cut(&self, epoch: &Epoch<'_>, memory: &mut Memory) -> Cut {
        let (alpha, until) = (
            epoch.settings.number("alpha"),
            epoch.settings.number("until"),
        );
        let fraction = fraction(epoch.epoch, epoch.epochs, alpha, until);
        let (mut goes, mut grows) = (Vec::new(), Vec::new());
        for (index, layer) in epoch.network.rewirable().iter().enumerate() {
            let layer = &layer.connections;
            let due = (fraction * layer.len() as f64) as usize;
            let smallest = smallest(layer.weights(), due);
            let mut steepest = Steepest::new(due);
            if due > 0 {
                let kept = kept(layer, &smallest);
                let mut kept = kept.iter().peekable();
                epoch.gradients.layer(index, &mut |target, gradients| {
                    let first = target as u64 * gradients.len() as u64;
                    for (place, gradient) in (first..).zip(gradients) {
                        if kept.next_if(|&&kept| kept == place).is_none() {
                            steepest.offer(place, gradient.abs());
                        }
                    }
                });
            }
            goes.push(smallest);
            grows.push(steepest.places());
        }
        memory.set(&grows);
        Cut::Each(goes)
    }

    fn grow(&self, _: &Epoch<'_>, _: &Changes, memory: &mut Memory) -> Growth {
        let places = memory.get().unwrap_or_default();
        memory.clear();
        Growth {
            places: Places::At(places),
            weights: Some(NewWeights::Zero),
        }
    }

    fn check(&self, memory: &Memory, network: &Network, cut: bool) -> Result<(), String> {
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

/// Whether each weight is one of the `due` smallest by size; of equals, the first.
fn smallest(weights: &[f32], due: usize) -> Vec<bool> {
    let mut order: Vec<u32> = (0..weights.len() as u32).collect();
    let size = |&i: &u32| (weights[i as usize].abs(), i);
    if 0 < due && due < order.len() {
        order.select_nth_unstable_by(due, |a, b| compare(size(a), size(b)));
    }
    let mut smallest = vec![false; weights.len()];
    order[..due]
        .iter()
        .for_each(|&i| smallest[i as usize] = true);
    smallest
}

/// By number, then by place.
fn compare<T: Ord>(a: (f32, T), b: (f32, T)) -> Ordering {
    a.0.total_cmp(&b.0).then(a.1.cmp(&b.1))
}

/// The places of the connections that stay.
fn kept(layer: &SparseLayer, goes: &[bool]) -> Vec<u64> {
    let stays = layer.iter().zip(goes).filter(|(_, goes)| !**goes);
    stays
        .map(|(c, _)| layer.position(c.target, c.source))
        .collect()
}

/// The places with the largest gradients of those offered; of equals, the first.
struct Steepest {
    most: usize,
    /// The least of them on top.
    heap: BinaryHeap<Offer>,
}

struct Offer {
    place: u64,
    gradient: f32,
}

impl Steepest {
    fn new(most: usize) -> Self {
        Self {
            most,
            heap: BinaryHeap::with_capacity(most),
        }
    }

    fn offer(&mut self, place: u64, gradient: f32) {
        let offer = Offer { place, gradient };
        if self.heap.len() < self.most {
            self.heap.push(offer);
        } else if let Some(mut least) = self.heap.peek_mut()
            && offer < *least
        {
            *least = offer;
        }
    }

    /// In ascending order.
    fn places(self) -> Vec<u64> {
        let mut places: Vec<u64> = self.heap.into_iter().map(|offer| offer.place).collect();
        places.sort_unstable();
        places
    }
}

/// The better offer is the smaller one: the larger gradient, then the earlier place.
impl Ord for Offer {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_gradient = other.gradient.total_cmp(&self.gradient);
        by_gradient.then(self.place.cmp(&other.place))
    }
}

impl PartialOrd for Offer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Offer {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Offer {}

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

    #[test]
    fn the_smallest_weights_are_chosen_by_size() {
        let weights = [0.5, -0.1, 0.1, -0.7, 0.0];
        assert_eq!(smallest(&weights, 2), [false, true, false, false, true]);
        assert_eq!(smallest(&weights, 5), [true; 5]);
        assert_eq!(smallest(&weights, 0), [false; 5]);
    }

    #[test]
    fn the_largest_gradients_are_kept() {
        let mut steepest = Steepest::new(3);
        for (place, gradient) in [(0, 0.2), (1, 0.9), (2, 0.2), (3, 0.5), (4, 0.1)] {
            steepest.offer(place, gradient);
        }
        assert_eq!(steepest.places(), [0, 1, 3]);
    }
}
