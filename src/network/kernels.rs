//! The inner loops: what one tile costs is decided here.
//!
//! Both kernels walk the connections in storage order, one target neuron at a time, and keep that
//! neuron's 20 samples in registers. All sums are written out in one order, so every machine rounds
//! alike; nothing here may be fused or reordered.

use wide::f32x4;

use super::sparse_layer::SparseLayer;
use super::tile::{Samples, ZERO};

/// output_t = bias_t + Σ weight · input_source, for every target t.
pub(super) fn forward(
    connections: &SparseLayer,
    biases: &[f32],
    input: &[Samples],
    output: &mut [Samples],
) {
    for (target, (output, &bias)) in output.iter_mut().zip(biases).enumerate() {
        let range = connections.range(target);
        let sources = &connections.sources()[range.clone()];
        let weights = &connections.weights()[range];
        let mut sum = [f32x4::splat(bias); 5];
        for (&source, &weight) in sources.iter().zip(weights) {
            let input = &input[usize::from(source)];
            let weight = f32x4::splat(weight);
            for i in 0..5 {
                sum[i] += weight * input[i];
            }
        }
        *output = sum;
    }
}

/// Adds each connection's gradient, the sum over the samples of delta_target · input_source, to
/// `gradient`, and each bias's to `bias_gradient`.
pub(super) fn weight_gradient(
    connections: &SparseLayer,
    input: &[Samples],
    delta: &[Samples],
    gradient: &mut [f32],
    bias_gradient: &mut [f32],
) {
    for (target, (delta, bias)) in delta.iter().zip(bias_gradient).enumerate() {
        *bias += sum(fold(delta));
        let range = connections.range(target);
        let sources = &connections.sources()[range.clone()];
        let gradient = &mut gradient[range];
        let dot = |source: u16| {
            let input = &input[usize::from(source)];
            let mut product = ZERO;
            for i in 0..5 {
                product[i] = delta[i] * input[i];
            }
            fold(&product)
        };
        // Four connections at a time: their sums across lanes become three vector additions.
        let (groups, rest) = sources.as_chunks::<4>();
        let (gradient_groups, gradient_rest) = gradient.as_chunks_mut::<4>();
        for (sources, gradient) in groups.iter().zip(gradient_groups) {
            let [a, b, c, d] = f32x4::transpose(sources.map(dot));
            *gradient = (f32x4::new(*gradient) + ((a + b) + (c + d))).to_array();
        }
        for (&source, gradient) in rest.iter().zip(gradient_rest) {
            *gradient += sum(dot(source));
        }
    }
}

/// input_delta_source += weight · delta_target, over all connections.
pub(super) fn input_delta(
    connections: &SparseLayer,
    delta: &[Samples],
    input_delta: &mut [Samples],
) {
    for (target, delta) in delta.iter().enumerate() {
        let range = connections.range(target);
        let sources = &connections.sources()[range.clone()];
        let weights = &connections.weights()[range];
        for (&source, &weight) in sources.iter().zip(weights) {
            let input_delta = &mut input_delta[usize::from(source)];
            let weight = f32x4::splat(weight);
            for i in 0..5 {
                input_delta[i] += weight * delta[i];
            }
        }
    }
}

/// The five vectors of a tile added up, lane by lane.
fn fold(samples: &Samples) -> f32x4 {
    ((samples[0] + samples[1]) + (samples[2] + samples[3])) + samples[4]
}

/// The sum of the lanes, in the order that the transposed addition above has too.
fn sum(lanes: f32x4) -> f32 {
    let [a, b, c, d] = lanes.to_array();
    (a + b) + (c + d)
}

/// The sum over a tile's samples.
pub(super) fn total(samples: &Samples) -> f32 {
    sum(fold(samples))
}
