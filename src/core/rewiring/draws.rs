//! Draws of empty places by weight, for methods that grow so.

use rand::Rng;
use rand::rngs::Xoshiro256PlusPlus;

use super::choice::Best;
use super::layers::lacking;
use super::update::{Epoch, Growth, NewWeights, Places};
use crate::network::{Network, SparseLayer};
use crate::random::{Purpose, stream};

/// What the places of a network weigh.
///
/// ```
/// use censet::network::Network;
/// use censet::rewiring::draws::Weigh;
///
/// /// Sources that have a lower number weigh more.
/// struct Early;
///
/// impl Weigh for Early {
///     fn row(&self, _: &Network, _: usize, _: usize, row: &mut [f32]) {
///         for (source, weight) in row.iter_mut().enumerate() {
///             *weight = 1.0 / (source + 1) as f32;
///         }
///     }
/// }
/// # let start = censet::rewiring::initial::Start { seed: 1, epsilon: 1.0, activation: censet::network::Activation::Relu };
/// # let network = censet::rewiring::initial::network(start, &censet::rewiring::set::SET, &[2, 3, 2]);
/// let mut row = [0.0; 2];
/// Early.row(&network, 0, 0, &mut row);
/// assert_eq!(row, [1.0, 0.5]);
/// ```
pub trait Weigh: Send {
    /// Writes what the places of all sources of a target weigh over zeros.
    fn row(&self, network: &Network, layer: usize, target: usize, row: &mut [f32]);

    /// What connections that grow there start with; nothing leaves it to the experiment's preset.
    fn weights(&self) -> Option<NewWeights> {
        None
    }
}

/// Draws as many empty places as each layer [lacks](lacking) connections, without replacement and each time
/// in proportion to their weights, some targets at a time. Where all places that have a weight are taken,
/// others come, each as likely.
///
/// ```
/// use censet::rewiring::central::Central;
/// use censet::rewiring::draws::Draws;
/// use censet::rewiring::update::{Epoch, NewWeights};
/// # use censet::graph::laplacian::Definition;
/// # use censet::network::Activation;
/// # use censet::rewiring::{LaneSettings, Scope, initial, set::SET};
/// # let settings = LaneSettings::of(&SET, 1.0, 0.3, Definition::Defined, Scope::Global);
/// # let start = initial::Start { seed: 1, epsilon: f64::INFINITY, activation: Activation::Relu };
/// # let network = initial::network(start, &SET, &[4, 3, 2]);
///
/// let mut cut = network.clone();
/// cut.layers[0].connections.retain(|c| (c.target, c.source) != (1, 2));
/// let epoch = Epoch {
///     // As in [`Epoch`]: a layer that started with 12 connections and has lost one.
///     network: &cut,
/// #   settings: &settings,
/// #   initial: &[12],
/// #   sparse: &[12],
/// #   new_weights: NewWeights::Zero,
/// #   epoch: 1,
/// #   epochs: 5,
/// #   seed: 1,
/// #   centrality: &[0.0; 4 + 3 + 2],
/// #   selection: None,
/// #   right: 0,
/// #   right_before: 0,
/// };
/// let mut draws = Draws::new(&epoch, Box::new(Central::new(&[1.0; 9], None)));
/// while !draws.is_done() {
///     draws.advance(&cut, 4);
/// }
/// ```
pub struct Draws {
    weigh: Box<dyn Weigh>,
    counts: Vec<usize>,
    seed: u32,
    epoch: u32,
    /// Of the layers that are done.
    places: Vec<Vec<u64>>,
    layer: Option<LayerDraws>,
}

impl Draws {
    /// None yet.
    pub fn new(epoch: &Epoch<'_>, weigh: Box<dyn Weigh>) -> Self {
        Self {
            weigh,
            counts: lacking(epoch),
            seed: epoch.seed,
            epoch: epoch.epoch,
            places: Vec::new(),
            layer: None,
        }
    }

    /// Goes through about so many more places, at least those of a target. `network` is the one that grows.
    /// Says of how many targets all are done.
    pub fn advance(&mut self, network: &Network, places: usize) -> (usize, usize) {
        let layers = network.rewirable();
        let targets = |(layer, count): (usize, &usize)| match count {
            0 => 0,
            _ => layers[layer].connections.n_out(),
        };
        let counts = || self.counts.iter().enumerate();
        let of = counts().map(targets).sum();
        let index = self.places.len();
        let before: usize = counts().take(index).map(targets).sum();
        let Some(&count) = self.counts.get(index) else {
            return (of, of);
        };
        let layer = &layers[index].connections;
        let (seed, epoch) = (self.seed, self.epoch);
        let draws = || stream(seed, Purpose::Places, epoch, index as u32);
        let current = self
            .layer
            .get_or_insert_with(|| LayerDraws::new(count, draws()));
        let left = targets((index, &count)) - current.target;
        let some = (places / layer.n_in()).max(1).min(left);
        let weigh = &self.weigh;
        current.advance(layer, some, |target, row| {
            weigh.row(network, index, target, row)
        });
        let done = before + current.target;
        if some == left
            && let Some(whole) = self.layer.take()
        {
            self.places.push(whole.best.places());
        }
        (done, of)
    }

    /// Whether all are done.
    pub fn is_done(&self) -> bool {
        self.places.len() == self.counts.len()
    }

    /// What grows there.
    pub fn growth(self) -> Growth {
        Growth {
            places: Places::At(self.places),
            weights: self.weigh.weights(),
        }
    }
}

/// The draws of one layer.
///
/// Of each place a number w/e is taken, with e exponentially distributed, and the largest numbers are
/// drawn: that is the same as drawing one after the other (P. Efraimidis and P. Spirakis, "Weighted
/// random sampling with a reservoir", 2006). It takes a number for every place, and one row of memory.
struct LayerDraws {
    best: Best,
    stream: Xoshiro256PlusPlus,
    /// The next one.
    target: usize,
}

impl LayerDraws {
    fn new(count: usize, stream: Xoshiro256PlusPlus) -> Self {
        Self {
            best: Best::new(count),
            stream,
            target: 0,
        }
    }

    fn advance(&mut self, layer: &SparseLayer, targets: usize, weigh: impl Fn(usize, &mut [f32])) {
        let mut row = vec![0.0; layer.n_in()];
        let end = self.target + targets;
        for target in self.target..end {
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
                let unit = ((self.stream.next_u64() >> 11) + 1) as f64 / (1u64 << 53) as f64;
                let e = -libm::log(unit);
                let value = match weight > 0.0 {
                    true => f64::from(weight) / e,
                    false => -e,
                };
                let place = (target * layer.n_in() + source) as u64;
                self.best.offer(place, value as f32);
            }
        }
        self.target = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Connection;

    /// In pieces of a target each.
    fn drawn(
        layer: &SparseLayer,
        count: usize,
        seed: u32,
        weigh: impl Fn(usize, &mut [f32]),
    ) -> Vec<u64> {
        let mut draws = LayerDraws::new(count, stream(seed, Purpose::Places, 1, 0));
        for _ in 0..layer.n_out() {
            draws.advance(layer, 1, &weigh);
        }
        draws.best.places()
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
            let one = drawn(&layer, 1, seed, weigh);
            first[one[0] as usize] += 1;
            let two = drawn(&layer, 2, seed, weigh);
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
            let places = drawn(&layer, 2, seed, weigh);
            assert!(places.contains(&3));
            places.iter().for_each(|&place| seen[place as usize] += 1);
        }
        assert!(seen.iter().all(|&times| times > 10), "{seen:?}");
    }
}
