//! The digest: a stable name for the bits of a network.

use xxhash_rust::xxh3::Xxh3;

use crate::experiment::VERSION;
use crate::network::{LayerActivation, Network};

/// XXH3 (64 bits) of the network, as 16 hexadecimal digits.
///
/// Hashed as little-endian bytes: the version of the numeric semantics, the number of layers and
/// their sizes (u32); then for each layer the number of its connections (u32), their places by
/// (target, source) as u32 pairs, their weights, the biases, and under SReLU t_left, a_left,
/// t_right, a_right of each neuron (f32). Velocities are left out: they say nothing of what the
/// network computes.
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
        connections
            .weights()
            .iter()
            .for_each(|weight| hash.update(&weight.to_le_bytes()));
        layer
            .biases
            .iter()
            .for_each(|bias| hash.update(&bias.to_le_bytes()));
        if let LayerActivation::Srelu(srelu) = &layer.activation {
            let parameters = srelu.parameters.as_flattened();
            parameters
                .iter()
                .for_each(|parameter| hash.update(&parameter.to_le_bytes()));
        }
    }
    format!("{:016x}", hash.digest())
}
