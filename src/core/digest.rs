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
/// between machines. Every number that is none counts as one and the same: which NaN a diverged run
/// holds differs between machines.
pub fn digest(network: &Network) -> String {
    let mut hash = Xxh3::new();
    let sizes = network.layer_sizes();
    hash.update(&VERSION.to_le_bytes());
    hash.update(&(sizes.len() as u32).to_le_bytes());
    sizes
        .iter()
        .for_each(|&size| hash.update(&(size as u32).to_le_bytes()));
    for layer in &network.layers {
        let connections = &layer.connections;
        hash.update(&(connections.len() as u32).to_le_bytes());
        for c in connections.iter() {
            hash.update(&c.target.to_le_bytes());
            hash.update(&c.source.to_le_bytes());
        }
        add(&mut hash, connections.weights());
        add(&mut hash, &layer.biases);
        if let LayerActivation::Srelu(srelu) = &layer.activation {
            add(&mut hash, srelu.parameters.as_flattened());
        }
    }
    format!("{:016x}", hash.digest())
}

fn add(hash: &mut Xxh3, values: &[f32]) {
    for value in values {
        let value = if value.is_nan() { f32::NAN } else { *value };
        hash.update(&value.to_le_bytes());
    }
}
