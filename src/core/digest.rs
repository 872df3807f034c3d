//! The digest: a stable name for the bits of a network.

use xxhash_rust::xxh3::Xxh3;

use crate::experiment::{Experiment, VERSION};
use crate::network::{LayerActivation, Network};

/// XXH3 (64 bits) of an experiment's canonical text, as 16 hexadecimal digits: a name for its files.
pub fn of_experiment(experiment: &Experiment) -> String {
    let text = experiment.to_string();
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(text.as_bytes()))
}

/// XXH3 (64 bits) of the network, as 16 hexadecimal digits.
///
/// Hashed as little-endian bytes: the version of the numeric semantics, the number of layers and
/// their sizes (u32); then for each layer the number of its connections (u32), their places by
/// (target, source) as u32 pairs, their weights, the biases, and under SReLU t_left, a_left,
/// t_right, a_right of each neuron (f32). Velocities are left out: they say nothing of what the
/// network computes. So are the numbers that it was measured by: where images are held back
/// (`validation`), it is that of a network trained on the others alone, except that they decide what
/// AccSET regrows. Every NaN counts as the same one: which of them a diverged run holds differs
/// between machines.
pub fn digest(network: &Network) -> String {
    let mut words = Words::default();
    let sizes = network.layer_sizes();
    words.put(VERSION.to_le_bytes());
    words.count(sizes.len());
    sizes.iter().for_each(|&size| words.count(size));
    for layer in &network.layers {
        let connections = &layer.connections;
        words.count(connections.len());
        for c in connections.iter() {
            words.put(c.target.to_le_bytes());
            words.put(c.source.to_le_bytes());
        }
        words.numbers(connections.weights());
        words.numbers(&layer.biases);
        if let LayerActivation::Srelu(srelu) = &layer.activation {
            words.numbers(srelu.parameters.as_flattened());
        }
    }
    words.digest()
}

/// Bytes that are hashed at a time.
const AT_ONCE: usize = 4096;

/// What is hashed, four bytes at a time: the hash is small where it is called in one place only.
#[derive(Default)]
struct Words {
    hash: Xxh3,
    waiting: Vec<u8>,
}

impl Words {
    fn put(&mut self, word: [u8; 4]) {
        if self.waiting.len() >= AT_ONCE {
            self.hash();
        }
        self.waiting.extend(word);
    }

    fn count(&mut self, n: usize) {
        self.put((n as u32).to_le_bytes());
    }

    fn numbers(&mut self, values: &[f32]) {
        for &value in values {
            let value = if value.is_nan() { f32::NAN } else { value };
            self.put(value.to_le_bytes());
        }
    }

    #[inline(never)]
    fn hash(&mut self) {
        self.hash.update(&self.waiting);
        self.waiting.clear();
    }

    fn digest(mut self) -> String {
        self.hash();
        format!("{:016x}", self.hash.digest())
    }
}
