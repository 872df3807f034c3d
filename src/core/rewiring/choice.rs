//! Which of many: the connections of the smallest scores, the places of the best, and draws by weight.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rand::Rng;

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

/// Draws `count` empty places of the layer without replacement, each time in proportion to their
/// weights; `weigh(target, row)` writes those of all sources of a target over zeros. Where all places
/// that have a weight are taken, others come, each as likely.
///
/// Of each place a number w/e is taken, with e exponentially distributed, and the largest numbers are
/// drawn: that is the same as drawing one after the other (P. Efraimidis and P. Spirakis, "Weighted
/// random sampling with a reservoir", 2006). It takes a number for every place, and one row of memory.
pub fn by_weight(
    layer: &SparseLayer,
    count: usize,
    stream: &mut impl Rng,
    mut weigh: impl FnMut(usize, &mut [f32]),
) -> Vec<u64> {
    let mut best = Best::new(count);
    let mut row = vec![0.0; layer.n_in()];
    let targets = if count == 0 { 0 } else { layer.n_out() };
    for target in 0..targets {
        row.fill(0.0);
        weigh(target, &mut row);
        let mut taken = layer.sources()[layer.range(target)].iter().peekable();
        for (source, &weight) in row.iter().enumerate() {
            if taken
                .next_if(|&&taken| usize::from(taken) == source)
                .is_some()
            {
                continue;
            }
            // In (0, 1]: 53 random bits.
            let unit = ((stream.next_u64() >> 11) + 1) as f64 / (1u64 << 53) as f64;
            let e = -libm::log(unit);
            let value = match weight > 0.0 {
                true => f64::from(weight) / e,
                false => -e,
            };
            best.offer((target * layer.n_in() + source) as u64, value as f32);
        }
    }
    best.places()
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
    use crate::network::Connection;
    use crate::random::{Purpose, stream};

    #[test]
    fn the_largest_values_are_kept() {
        let mut best = Best::new(3);
        for (place, value) in [(0, 0.2), (1, 0.9), (2, 0.2), (3, 0.5), (4, 0.1)] {
            best.offer(place, value);
        }
        assert_eq!(best.places(), [0, 1, 3]);
    }

    /// Four sources, of which one is connected; the others weigh 1, 2 and 5.
    #[test]
    fn places_are_drawn_in_proportion_to_their_weights() {
        let taken = Connection {
            target: 0,
            source: 1,
            weight: 1.0,
        };
        let layer = SparseLayer::new(4, 1, [taken]);
        let weigh = |_: usize, row: &mut [f32]| row.copy_from_slice(&[1.0, 100.0, 2.0, 5.0]);
        let (mut first, mut pairs) = ([0u32; 4], [0u32; 4]);
        for seed in 0..8_000 {
            let mut draws = stream(seed, Purpose::Places, 1, 0);
            let one = by_weight(&layer, 1, &mut draws, weigh);
            first[one[0] as usize] += 1;
            let two = by_weight(&layer, 2, &mut draws, weigh);
            two.iter().for_each(|&place| pairs[place as usize] += 1);
        }
        // 1/8, 2/8 and 5/8 of 8,000, four standard deviations of 43 at most.
        for (found, expected) in first.iter().zip([1_000u32, 0, 2_000, 5_000]) {
            assert!(found.abs_diff(expected) < 174, "{first:?}");
        }
        // Drawn one after the other, place 0 is one of two with 1/8 + 2/8 · 1/6 + 5/8 · 1/3 = 3/8.
        assert!(pairs[0].abs_diff(3_000) < 174, "{pairs:?}");
        assert_eq!(pairs.iter().sum::<u32>(), 16_000);
    }

    #[test]
    fn places_without_weight_come_last() {
        let layer = SparseLayer::new(3, 2, []);
        let weigh = |target: usize, row: &mut [f32]| row[0] = target as f32;
        let mut seen = [0; 6];
        for seed in 0..200 {
            let mut draws = stream(seed, Purpose::Places, 1, 0);
            let places = by_weight(&layer, 2, &mut draws, weigh);
            assert!(places.contains(&3));
            places.iter().for_each(|&place| seen[place as usize] += 1);
        }
        assert!(seen.iter().all(|&times| times > 10), "{seen:?}");
        assert!(by_weight(&layer, 0, &mut stream(1, Purpose::Places, 1, 0), weigh).is_empty());
    }
}
