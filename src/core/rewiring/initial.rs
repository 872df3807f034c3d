//! The Erdős–Rényi start, and the dense one.

use rand::Rng;
use rand::rngs::ChaCha8Rng;

use super::Method;
use crate::network::{
    Activation, Connection, Layer, LayerActivation, Network, SparseLayer, Srelu, Unmasked,
};
use crate::random::{Purpose, keyed, stream, unit};

/// How an experiment's networks start.
///
/// ```
/// use censet::network::Activation;
/// use censet::rewiring::censet::CENSET;
/// use censet::rewiring::initial::{Start, network};
/// use censet::rewiring::set::SET;
///
/// let start = Start { seed: 1, epsilon: 2.0, activation: Activation::Relu };
/// let set = network(start, &SET, &[20, 10, 5]);
/// assert_eq!(set, network(start, &CENSET, &[20, 10, 5]));
/// assert_ne!(set, network(Start { seed: 2, ..start }, &SET, &[20, 10, 5]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Start {
    /// The experiment's seed.
    pub seed: u32,
    /// ε of the sparse layers.
    pub epsilon: f64,
    /// The activation of the hidden layers.
    pub activation: Activation,
}

/// The network that a lane of `method` starts with, for layers of `sizes` neurons, inputs first.
///
/// Topology and weights are functions of the seed and the place alone: all sparse lanes of an
/// experiment start as the same network, and a dense lane has the same weights where they have any.
pub fn network(start: Start, method: &Method, sizes: &[usize]) -> Network {
    let last = sizes.len() - 2;
    let layers = sizes.windows(2).enumerate().map(|(index, sizes)| {
        let (n_in, n_out) = (sizes[0], sizes[1]);
        let epsilon = if method.dense || index == last {
            f64::INFINITY
        } else {
            start.epsilon
        };
        Layer {
            connections: erdos_renyi(start.seed, index as u32, n_in, n_out, epsilon),
            biases: vec![0.0; n_out],
            bias_velocities: vec![0.0; n_out],
            activation: match start.activation {
                _ if index == last => LayerActivation::Linear,
                Activation::Relu => LayerActivation::Relu,
                Activation::Srelu => {
                    LayerActivation::Srelu(Srelu::initial(start.seed, index as u32, n_out))
                }
            },
        }
    });
    Network {
        layers: layers.collect(),
    }
}

/// What the first batch runs through in the paper's code: the weights that the dense network of this
/// seed starts with, and the output layer as it is, for it is dense.
pub fn unmasked(
    seed: u32,
    network: &Network,
) -> Unmasked<impl FnMut(usize, usize, &mut [f32]) + use<>> {
    let layers = (0..).zip(&network.layers);
    let mut weights: Vec<InitialWeights> = layers
        .map(|(index, layer)| {
            let connections = &layer.connections;
            InitialWeights::new(seed, index, connections.n_in(), connections.n_out())
        })
        .collect();
    Unmasked::new(network, move |layer, target, row| {
        weights[layer].row(target, row)
    })
}

/// A layer in which each of the n_in × n_out connections exists with probability
/// [`probability`]`(n_in, n_out, epsilon)`, independently, with Glorot-uniform weights.
pub fn erdos_renyi(seed: u32, layer: u32, n_in: usize, n_out: usize, epsilon: f64) -> SparseLayer {
    let mut weights = InitialWeights::new(seed, layer, n_in, n_out);
    let places = places(seed, layer, n_in, n_out, epsilon);
    let connections = places.map(|place| Connection {
        target: (place / n_in as u64) as u32,
        source: (place % n_in as u64) as u32,
        weight: weights.at(place),
    });
    SparseLayer::new(n_in, n_out, connections)
}

/// How many connections each sparse layer of [`network`] has, found in no memory.
pub fn sparse_counts(start: Start, method: &Method, sizes: &[usize]) -> Vec<usize> {
    let layers = sizes[..sizes.len() - 1].windows(2).enumerate();
    let count = |(index, ends): (usize, &[usize])| {
        if method.dense {
            return ends[0] * ends[1];
        }
        places(start.seed, index as u32, ends[0], ends[1], start.epsilon).count()
    };
    layers.map(count).collect()
}

/// The places of the connections that [`erdos_renyi`] makes, in order.
fn places(
    seed: u32,
    layer: u32,
    n_in: usize,
    n_out: usize,
    epsilon: f64,
) -> impl Iterator<Item = u64> {
    let places = n_in as u64 * n_out as u64;
    let mut gaps = Gaps {
        stream: stream(seed, Purpose::Topology, layer, 0),
        p: probability(n_in, n_out, epsilon),
    };
    let mut next = gaps.next();
    std::iter::from_fn(move || {
        (next < places).then(|| {
            let place = next;
            next = place.saturating_add(1).saturating_add(gaps.next());
            place
        })
    })
}

/// p = ε(n_in + n_out)/(n_in·n_out), at most 1: the probability of each connection in SET's
/// Erdős–Rényi start (D. Mocanu et al., 2018).
pub fn probability(n_in: usize, n_out: usize, epsilon: f64) -> f64 {
    (epsilon * (n_in + n_out) as f64 / (n_in as f64 * n_out as f64)).min(1.0)
}

/// The half-width of the Glorot-uniform law of a layer, √(6/(n_in + n_out)), from the dense layer's
/// fan-in and fan-out, as in the paper's code.
pub fn glorot_limit(n_in: usize, n_out: usize) -> f32 {
    (6.0 / (n_in + n_out) as f64).sqrt() as f32
}

/// The numbers of empty places between connections: geometric, so that a sparse layer costs time for
/// its connections and not for its places.
struct Gaps<R> {
    stream: R,
    p: f64,
}

impl<R: Rng> Gaps<R> {
    fn next(&mut self) -> u64 {
        if self.p >= 1.0 {
            return 0;
        }
        // 1 − u is in (0, 1]: 53 random bits.
        let rest = 1.0 - (self.stream.next_u64() >> 11) as f64 / (1u64 << 53) as f64;
        (libm::log(rest) / libm::log1p(-self.p)).floor() as u64
    }
}

/// The initial weight of each place of a layer, a function of (seed, layer, place) alone.
///
/// ```
/// use censet::rewiring::initial::{InitialWeights, erdos_renyi};
///
/// // Rows may be asked for in any order: a weight is a function of its place.
/// let mut weights = InitialWeights::new(1, 0, 3, 2);
/// let mut rows = [[0.0; 3]; 2];
/// weights.row(1, &mut rows[1]);
/// weights.row(0, &mut rows[0]);
/// let dense = erdos_renyi(1, 0, 3, 2, f64::INFINITY);
/// assert_eq!(rows.as_flattened(), dense.weights());
/// ```
pub struct InitialWeights {
    stream: ChaCha8Rng,
    next: u64,
    limit: f32,
}

impl InitialWeights {
    /// The weights of a layer of `n_out` neurons fed by `n_in`.
    pub fn new(seed: u32, layer: u32, n_in: usize, n_out: usize) -> Self {
        let stream = keyed(seed, Purpose::Weights, layer, 0);
        Self {
            stream,
            next: 0,
            limit: glorot_limit(n_in, n_out),
        }
    }

    /// Writes the weights from every source to `target`, as a dense network has them.
    pub fn row(&mut self, target: usize, weights: &mut [f32]) {
        let start = target as u64 * weights.len() as u64;
        (start..)
            .zip(weights)
            .for_each(|(place, weight)| *weight = self.at(place));
    }

    /// The weight at a place, target · n_in + source; one after the other they cost least.
    pub fn at(&mut self, place: u64) -> f32 {
        if place != self.next {
            self.stream.set_word_pos(u128::from(place));
        }
        self.next = place + 1;
        uniform(self.limit, &mut self.stream)
    }
}

/// Uniform in [−limit, limit).
pub(super) fn uniform(limit: f32, stream: &mut impl Rng) -> f32 {
    (2.0 * unit(stream.next_u32()) - 1.0) * limit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sparse_weight_equals_the_dense_one() {
        let sparse = erdos_renyi(7, 1, 50, 40, 5.0);
        let dense = erdos_renyi(7, 1, 50, 40, f64::INFINITY);
        assert_eq!(dense.len(), 2_000);
        assert!(sparse.len() < 1_000);
        for c in sparse.iter() {
            let place = dense.position(c.target, c.source) as usize;
            assert_eq!(dense.weights()[place], c.weight);
        }
    }

    #[test]
    fn weights_are_glorot_uniform() {
        let layer = erdos_renyi(1, 0, 300, 100, f64::INFINITY);
        let limit = f64::from(glorot_limit(300, 100));
        let n = layer.len() as f64;
        let mean = layer.weights().iter().map(|&w| f64::from(w)).sum::<f64>() / n;
        let square = layer
            .weights()
            .iter()
            .map(|&w| f64::from(w).powi(2))
            .sum::<f64>()
            / n;
        assert!(layer.weights().iter().all(|&w| f64::from(w).abs() <= limit));
        // Four standard deviations of the mean, and of the mean square.
        assert!(mean.abs() < 4.0 * limit / (3.0 * n).sqrt());
        let spread = (4.0f64 / 45.0).sqrt() * limit * limit;
        assert!((square - limit * limit / 3.0).abs() < 4.0 * spread / n.sqrt());
    }
}
