//! Softmax and categorical cross-entropy.
//!
//! Everything but the exponential and the logarithm is done for four samples at a time.

use wide::f32x4;

use super::tile::{Samples, ZERO, get, set};

/// Turns the output layer's sums into its deltas for a batch of `batch` images, and returns the
/// tile's summed loss −Σ ln p(class). `classes` has one class for each real sample of the tile;
/// further samples get delta 0 and no loss. The gradient is that of the mean loss over the batch.
pub(super) fn softmax_cross_entropy(sums: &mut [Samples], classes: &[u8], batch: usize) -> f64 {
    subtract_largest(sums);
    // −ln p(class) = ln Σ exp x − x_class, whose two terms are at hand at different times.
    let mut loss = 0.0;
    for (sample, &class) in classes.iter().enumerate() {
        loss -= f64::from(get(&sums[usize::from(class)], sample));
    }
    let total = normalised_exponentials(sums);
    let mut scale = ZERO;
    for (sample, &class) in classes.iter().enumerate() {
        loss += f64::from(libm::logf(get(&total, sample)));
        let of_class = &mut sums[usize::from(class)];
        set(of_class, sample, get(of_class, sample) - 1.0);
        set(&mut scale, sample, 1.0 / batch as f32);
    }
    for sum in sums {
        for i in 0..5 {
            sum[i] *= scale[i];
        }
    }
    loss
}

/// Turns the output layer's sums into the probabilities of the classes.
pub(super) fn softmax(sums: &mut [Samples]) {
    subtract_largest(sums);
    normalised_exponentials(sums);
}

/// Subtracts each sample's largest sum, so that no exponential overflows.
fn subtract_largest(sums: &mut [Samples]) {
    let mut largest = [f32x4::splat(f32::NEG_INFINITY); 5];
    for sum in &*sums {
        for i in 0..5 {
            // Not max: what it makes of −0 and NaN differs between targets.
            largest[i] = sum[i].simd_gt(largest[i]).select(sum[i], largest[i]);
        }
    }
    for sum in sums {
        for i in 0..5 {
            sum[i] -= largest[i];
        }
    }
}

/// Turns every number into its exponential, divided by the sample's total, which is returned.
fn normalised_exponentials(sums: &mut [Samples]) -> Samples {
    let mut total = ZERO;
    for sum in &mut *sums {
        for i in 0..5 {
            sum[i] = f32x4::new(sum[i].to_array().map(libm::expf));
            total[i] += sum[i];
        }
    }
    for sum in sums {
        for i in 0..5 {
            sum[i] /= total[i];
        }
    }
    total
}
