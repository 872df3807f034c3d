//! Random numbers: one reproducible stream for each purpose.
//!
//! Every stream is a function of the seed, its purpose and up to two places (epoch, layer, batch…),
//! so no stream depends on how much of another was drawn: lanes that rewire differently still see
//! the same batches and the same dropout, and a run resumed in the middle needs no saved generator.
//! Generators are named ones whose output is part of their contract; no `usize` is ever sampled, as
//! its stream differs between 32- and 64-bit targets.

use rand::rngs::{ChaCha8Rng, Xoshiro256PlusPlus};
use rand::{Rng, SeedableRng};

/// What a stream is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Purpose {
    /// Which connections the Erdős–Rényi start keeps; places: layer.
    Topology = 1,
    /// Initial weights; places: layer.
    Weights = 2,
    /// Initial SReLU parameters; places: layer.
    Activation = 3,
    /// The order of the training images; places: epoch.
    Order = 4,
    /// Which activations are dropped; places: epoch, batch.
    Dropout = 5,
    /// Random rotations, shifts and flips; places: epoch, batch.
    Augmentation = 6,
    /// Where new connections grow, and their weights; places: epoch, layer.
    Regrowth = 7,
    /// The drawing of one garment; places: split, image. Its seed is always 0.
    Garments = 8,
    /// Which connections a method cuts at random; places: epoch, layer.
    Cut = 9,
    /// Where a method grows connections by more than chance; places: epoch, layer.
    Places = 10,
    /// In which order neurons are taken away at random; places: draw.
    Attack = 11,
    /// Which own images are kept from training and tested on; places: how many there are. Its seed is
    /// always 0.
    HoldBack = 12,
}

/// The fast stream for one purpose and place.
pub fn stream(seed: u32, purpose: Purpose, a: u32, b: u32) -> Xoshiro256PlusPlus {
    let mut state = [0; 32];
    keyed(seed, purpose, a, b).fill_bytes(&mut state);
    Xoshiro256PlusPlus::from_seed(state)
}

/// The ChaCha stream for one purpose and place: slower than [`stream`], but it can be entered at any
/// position, for values that must be a function of their place alone.
pub fn keyed(seed: u32, purpose: Purpose, a: u32, b: u32) -> ChaCha8Rng {
    let mut key = [0; 32];
    for (bytes, word) in key.chunks_exact_mut(4).zip([seed, purpose as u32, a, b]) {
        bytes.copy_from_slice(&word.to_le_bytes());
    }
    ChaCha8Rng::from_seed(key)
}

/// A uniform number in [0, 1) with 24 random bits, from 32.
pub fn unit(bits: u32) -> f32 {
    (bits >> 8) as f32 * (1.0 / (1 << 24) as f32)
}
