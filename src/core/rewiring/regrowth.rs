//! Regrowth: as many connections as were removed, at places drawn at random.

use rand::{Rng, RngExt};

use super::Changes;
use super::initial::{InitialWeights, glorot_limit, uniform};
use super::update::{Growth, NewWeights, Places};
use crate::network::{Connection, Network, SparseLayer};
use crate::random::{Purpose, stream};

/// Grows what a method asks for; `weights` are those of the preset, where the method leaves them open.
///
/// Panics if a place is taken, outside its layer or out of order.
pub fn grow(
    network: &mut Network,
    growth: &Growth,
    weights: NewWeights,
    seed: u32,
    epoch: u32,
) -> Changes {
    let weights = growth.weights.unwrap_or(weights);
    let places = match &growth.places {
        Places::Anywhere(counts) => return regrow(network, counts, weights, seed, epoch),
        Places::At(places) => places,
    };
    let layers = network.rewirable_mut().iter_mut().zip(places);
    (0..)
        .zip(layers)
        .map(|(index, (layer, places))| {
            let layer = &mut layer.connections;
            let mut draws = stream(seed, Purpose::Regrowth, epoch, index);
            let (n_in, limit) = (
                layer.n_in() as u64,
                glorot_limit(layer.n_in(), layer.n_out()),
            );
            let at = |&place: &u64| Connection {
                target: (place / n_in) as u32,
                source: (place % n_in) as u32,
                weight: match weights {
                    NewWeights::InitialLaw => uniform(limit, &mut draws),
                    NewWeights::Zero | NewWeights::OfPlace => 0.0,
                },
            };
            let mut grown: Vec<Connection> = places.iter().map(at).collect();
            if weights == NewWeights::OfPlace {
                start(layer, seed, index, &mut grown);
            }
            layer.insert(&grown, epoch as u16);
            grown
        })
        .collect()
}

/// Grows `counts` connections in the layers that may be rewired, each layer from a stream of its own,
/// and returns them layer by layer. They are at rest and born in `epoch`.
pub fn regrow(
    network: &mut Network,
    counts: &[usize],
    weights: NewWeights,
    seed: u32,
    epoch: u32,
) -> Changes {
    let layers = network.rewirable_mut().iter_mut().zip(counts);
    (0..)
        .zip(layers)
        .map(|(index, (layer, &count))| {
            let mut draws = stream(seed, Purpose::Regrowth, epoch, index);
            let mut grown = draw(&layer.connections, count, weights, &mut draws);
            if weights == NewWeights::OfPlace {
                start(&layer.connections, seed, index, &mut grown);
            }
            layer.connections.insert(&grown, epoch as u16);
            grown
        })
        .collect()
}

/// Gives connections the weights that the dense network of the seed starts with at their places.
fn start(layer: &SparseLayer, seed: u32, index: u32, grown: &mut [Connection]) {
    let mut weights = InitialWeights::new(seed, index, layer.n_in(), layer.n_out());
    for c in grown {
        c.weight = weights.at(layer.position(c.target, c.source));
    }
}

/// Draws `count` new connections for the layer, uniformly over its empty places and without
/// replacement, in (target, source) order; of their places, if that is what they start with, the weights
/// are still to come. Just-emptied places can be drawn again.
///
/// Panics if there are fewer empty places.
pub fn draw(
    layer: &SparseLayer,
    count: usize,
    weights: NewWeights,
    stream: &mut impl Rng,
) -> Vec<Connection> {
    let empty = layer.places() - layer.len() as u64;
    let (count, held) = (count as u64, layer.len() as u64);
    let ranks = distinct(count, empty, Chosen::none(count, empty, held), stream);
    let limit = glorot_limit(layer.n_in(), layer.n_out());
    let mut taken = layer
        .iter()
        .map(|c| layer.position(c.target, c.source))
        .peekable();
    let mut skipped = 0;
    ranks
        .into_iter()
        .map(|rank| {
            // The place of the rank-th empty one: every connection at or before it shifts it by one.
            while taken
                .next_if(|&position| position <= rank + skipped)
                .is_some()
            {
                skipped += 1;
            }
            let place = rank + skipped;
            Connection {
                target: (place / layer.n_in() as u64) as u32,
                source: (place % layer.n_in() as u64) as u32,
                weight: match weights {
                    NewWeights::InitialLaw => uniform(limit, stream),
                    NewWeights::Zero | NewWeights::OfPlace => 0.0,
                },
            }
        })
        .collect()
}

/// So many bytes of a set of bits a connection of the layer may cost: 128 places.
const BYTES: u64 = 16;

/// `count` distinct numbers below `bound` in ascending order, every set of them equally likely
/// (R. Floyd's algorithm), collected in an empty set.
fn distinct<R: Rng>(count: u64, bound: u64, mut chosen: Chosen, stream: &mut R) -> Vec<u64> {
    assert!(
        count <= bound,
        "{count} connections cannot grow at {bound} empty places"
    );
    for last in bound - count..bound {
        let draw = stream.random_range(0..=last);
        if !chosen.add(draw) {
            chosen.add(last);
        }
    }
    chosen.sorted(count)
}

/// A set of numbers.
enum Chosen {
    /// One bit a number: nothing need be sorted. With a search tree the whole of SET's rewiring takes
    /// 1.07 times as long.
    Bits(Vec<u64>),
    /// At least twice as many places as numbers, each number at the first free one from where its bits
    /// point to: in a layer of few connections, bits would be more than all else that it holds.
    Table(Vec<u64>),
}

impl Chosen {
    /// The empty set for `count` numbers below `bound`, in a layer that holds so many connections.
    fn none(count: u64, bound: u64, held: u64) -> Self {
        match bound <= 8 * BYTES * held.max(count) {
            true => Self::bits(bound),
            false => Self::table(count),
        }
    }

    fn bits(bound: u64) -> Self {
        Self::Bits(vec![0; bound.div_ceil(64) as usize])
    }

    fn table(count: u64) -> Self {
        Self::Table(vec![u64::MAX; (2 * count as usize).next_power_of_two()])
    }

    /// Whether the number was not there yet.
    fn add(&mut self, number: u64) -> bool {
        match self {
            Self::Bits(words) => {
                let (word, bit) = (&mut words[(number / 64) as usize], 1 << (number % 64));
                let new = *word & bit == 0;
                *word |= bit;
                new
            }
            Self::Table(table) => {
                // The golden ratio spreads neighbours.
                let hash = (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize;
                let mut at = hash & (table.len() - 1);
                while table[at] != number && table[at] != u64::MAX {
                    at = (at + 1) & (table.len() - 1);
                }
                let new = table[at] != number;
                table[at] = number;
                new
            }
        }
    }

    fn sorted(self, count: u64) -> Vec<u64> {
        let mut numbers = Vec::with_capacity(count as usize);
        match self {
            Self::Bits(words) => {
                for (first, mut word) in (0..).step_by(64).zip(words) {
                    while word != 0 {
                        numbers.push(first + u64::from(word.trailing_zeros()));
                        word &= word - 1;
                    }
                }
            }
            Self::Table(table) => {
                numbers.extend(table.into_iter().filter(|&number| number != u64::MAX));
                crate::order::sort_by_key(&mut numbers, |&number| number);
            }
        }
        numbers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer() -> SparseLayer {
        let taken = [(0, 0), (0, 2), (1, 1), (2, 0), (2, 1)];
        SparseLayer::new(
            3,
            3,
            taken.map(|(target, source)| Connection {
                target,
                source,
                weight: 1.0,
            }),
        )
    }

    #[test]
    fn every_empty_place_is_equally_likely() {
        let layer = layer();
        let mut counts = [0u32; 9];
        for seed in 0..4_000 {
            let mut stream = stream(seed, Purpose::Regrowth, 1, 0);
            for c in draw(&layer, 2, NewWeights::InitialLaw, &mut stream) {
                counts[layer.position(c.target, c.source) as usize] += 1;
            }
        }
        for (place, &count) in counts.iter().enumerate() {
            let empty = ![0, 2, 4, 6, 7].contains(&place);
            // 4,000 draws of 2 out of 4: 2,000 each, four standard deviations of 31.6.
            assert_eq!(count > 0, empty);
            assert!(!empty || count.abs_diff(2_000) < 127, "{counts:?}");
        }
    }

    #[test]
    fn fills_a_layer_to_the_last_place() {
        let mut layer = layer();
        let grown = draw(
            &layer,
            4,
            NewWeights::Zero,
            &mut stream(1, Purpose::Regrowth, 1, 0),
        );
        layer.insert(&grown, 1);
        assert_eq!(layer.len(), 9);
    }

    /// The bits of all runs hang on it.
    #[test]
    fn both_sets_give_the_same_numbers() {
        for (seed, count, bound) in [
            (1, 0, 1),
            (2, 1, 1),
            (3, 40, 41),
            (4, 300, 5_000),
            (5, 999, 70_000),
        ] {
            let of = |set| {
                distinct(
                    count,
                    bound,
                    set,
                    &mut stream(seed, Purpose::Regrowth, 1, 0),
                )
            };
            let (bits, table) = (of(Chosen::bits(bound)), of(Chosen::table(count)));
            assert_eq!(bits, table);
            assert_eq!(bits.len() as u64, count);
            assert!(bits.is_sorted_by(|a, b| a < b) && bits.iter().all(|&number| number < bound));
        }
    }

    /// 2.7 × 10⁸ places and 300 connections: a bit for each place would be 33 MB.
    #[test]
    fn a_layer_of_few_connections_grows_in_little_memory() {
        let layer = SparseLayer::new(16_384, 16_384, []);
        let drawn = draw(
            &layer,
            300,
            NewWeights::Zero,
            &mut stream(1, Purpose::Regrowth, 1, 0),
        );
        assert_eq!(drawn.len(), 300);
        let set = Chosen::none(300, layer.places(), 0);
        assert!(matches!(set, Chosen::Table(table) if table.len() == 1_024));
        // The demo's first layer, where bits are faster.
        let set = Chosen::none(1_000, 784 * 256 - 20_000, 20_000);
        assert!(matches!(set, Chosen::Bits(words) if words.len() < 20_000));
    }
}
