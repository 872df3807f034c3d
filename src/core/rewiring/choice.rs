//! Which of many: the connections of the smallest scores, and the places of the best.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::update::{Cut, Epoch};
use crate::network::SparseLayer;
use crate::order::lowest;

/// Cuts in each sparse layer the connections of the smallest scores, or where they may move between
/// layers in all of them together: `due(layer, of)` says how many of how many, layer 0 standing for all, and
/// `score` has one for each connection, in (target, source) order. Of equals the first go.
pub fn cut_lowest(
    epoch: &Epoch<'_>,
    due: &dyn Fn(usize, usize) -> usize,
    score: &dyn Fn(usize, &SparseLayer) -> Vec<f32>,
) -> Cut {
    let layers = epoch.network.rewirable().iter().enumerate();
    let scores = layers.map(|(index, layer)| score(index, &layer.connections));
    if !epoch.settings.free() {
        let each = scores.enumerate();
        let goes = each.map(|(index, scores)| lowest(&scores, due(index, scores.len())));
        return Cut::Each(goes.collect());
    }
    let scores: Vec<Vec<f32>> = scores.collect();
    let all = scores.concat();
    let mut goes = lowest(&all, due(0, all.len()));
    let parts = scores.iter().map(|scores| {
        let rest = goes.split_off(scores.len());
        std::mem::replace(&mut goes, rest)
    });
    Cut::Each(parts.collect())
}

/// The weights by size.
pub fn sizes(layer: &SparseLayer) -> Vec<f32> {
    layer.weights().iter().map(|weight| weight.abs()).collect()
}

/// The places with the largest values of those offered; of equals, the first.
///
/// ```
/// use censet::rewiring::choice::Best;
///
/// let mut best = Best::new(2);
/// [0.2, 0.9, 0.2, 0.5].into_iter().zip(0..).for_each(|(value, place)| best.offer(place, value));
/// assert_eq!(best.places(), [1, 3]);
/// ```
pub struct Best {
    most: usize,
    /// The least of them on top.
    heap: BinaryHeap<Offer>,
}

struct Offer {
    place: u64,
    value: f32,
}

impl Best {
    /// At most so many places.
    pub fn new(most: usize) -> Self {
        Self {
            most,
            heap: BinaryHeap::with_capacity(most),
        }
    }

    /// Takes the place, if it is one of the best so far.
    pub fn offer(&mut self, place: u64, value: f32) {
        let offer = Offer { place, value };
        if self.heap.len() < self.most {
            self.heap.push(offer);
        } else if let Some(mut least) = self.heap.peek_mut()
            && offer < *least
        {
            *least = offer;
        }
    }

    /// The best in ascending order.
    pub fn places(self) -> Vec<u64> {
        let mut places: Vec<u64> = self.heap.into_iter().map(|offer| offer.place).collect();
        crate::order::sort_by_key(&mut places, |&place| place);
        places
    }
}

/// The better offer is the smaller one: the larger value, then the earlier place.
impl Ord for Offer {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_value = other.value.total_cmp(&self.value);
        by_value.then(self.place.cmp(&other.place))
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
    fn the_largest_values_are_kept() {
        let mut best = Best::new(3);
        for (place, value) in [(0, 0.2), (1, 0.9), (2, 0.2), (3, 0.5), (4, 0.1)] {
            best.offer(place, value);
        }
        assert_eq!(best.places(), [0, 1, 3]);
    }
}
