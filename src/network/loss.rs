//! Softmax and categorical cross-entropy.

use super::tile::{Samples, ZERO, get, set};

/// Turns the output layer's sums into its deltas for a batch of `batch` images, and returns the
/// tile's summed loss −Σ ln p(class). `classes` has one class for each real sample of the tile;
/// further samples get delta 0 and no loss. The gradient is that of the mean loss over the batch.
pub(super) fn softmax_cross_entropy(sums: &mut [Samples], classes: &[u8], batch: usize) -> f64 {
    let scale = 1.0 / batch as f32;
    let mut probabilities = vec![0.0; sums.len()];
    let mut deltas = vec![ZERO; sums.len()];
    let mut loss = 0.0;
    for (sample, &class) in classes.iter().enumerate() {
        let class = usize::from(class);
        let largest = sums
            .iter()
            .map(|sum| get(sum, sample))
            .fold(f32::NEG_INFINITY, f32::max);
        let mut total = 0.0;
        for (probability, sum) in probabilities.iter_mut().zip(&*sums) {
            *probability = libm::expf(get(sum, sample) - largest);
            total += *probability;
        }
        loss += f64::from(libm::logf(total) - (get(&sums[class], sample) - largest));
        for (output, (delta, &probability)) in deltas.iter_mut().zip(&probabilities).enumerate() {
            let expected = if output == class { 1.0 } else { 0.0 };
            set(delta, sample, (probability / total - expected) * scale);
        }
    }
    sums.copy_from_slice(&deltas);
    loss
}

/// The softmax of one sample's sums.
pub(super) fn probabilities(sums: &[Samples], sample: usize) -> Vec<f32> {
    let largest = sums
        .iter()
        .map(|sum| get(sum, sample))
        .fold(f32::NEG_INFINITY, f32::max);
    let powers: Vec<f32> = sums
        .iter()
        .map(|sum| libm::expf(get(sum, sample) - largest))
        .collect();
    let total: f32 = powers.iter().sum();
    powers.into_iter().map(|power| power / total).collect()
}
