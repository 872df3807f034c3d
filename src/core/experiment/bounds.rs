//! The bounds of an experiment's numbers.
//!
//! They keep a link from asking for more than a browser can hold, not from asking for nonsense.
//! Images and `side` are bounded by the [source](crate::dataset::Source) of the images; `seed` by its type.

use std::ops::{Range, RangeInclusive};

/// Number of hidden layers.
pub const HIDDEN_LAYERS: RangeInclusive<usize> = 1..=6;
/// Neurons of a hidden layer.
pub const NEURONS: RangeInclusive<u32> = 1..=16_384;
/// Connections over all lanes, counted as expected of the Erdős–Rényi start. Weight, velocity,
/// gradient and index take about 16 bytes each: 720 MB at most, and two dense CIFAR-10 networks of
/// the paper's size (20.3 million each) fit beside two sparse ones.
pub const MAX_CONNECTIONS: f64 = 45e6;
/// Length of an experiment's or a grid's text, in bytes: more than ten times what every key together
/// can need.
pub const MAX_TEXT: usize = 8_192;
/// Number of lanes.
pub const LANES: RangeInclusive<usize> = 1..=4;
/// `epsilon` is above 0 and at most this, far beyond where every layer is dense.
pub const MAX_EPSILON: f64 = 10_000.0;
/// `zeta`, a fraction.
pub const ZETA: RangeInclusive<f64> = 0.0..=1.0;
/// `k`, in standard deviations; at its upper end CenSET never prunes.
pub const K: RangeInclusive<f64> = 0.0..=100.0;
/// `batch`, in images.
pub const BATCH: RangeInclusive<u32> = 1..=10_000;
/// `lr` is above 0 and at most this.
pub const MAX_LR: f64 = 10.0;
/// `momentum`, a fraction.
pub const MOMENTUM: Range<f64> = 0.0..1.0;
/// `dropout`, a fraction; beyond its upper end hardly an activation is left.
pub const DROPOUT: RangeInclusive<f64> = 0.0..=0.9;
/// `epochs`.
pub const EPOCHS: RangeInclusive<u32> = 1..=10_000;
