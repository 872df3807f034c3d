//! Rank correlation.

use super::mean_and_std;

/// Spearman's ρ: Pearson's correlation of the ranks, ties sharing the mean of theirs (C. Spearman, "The
/// proof and measurement of association between two things", 1904).
///
/// `None` if all values of either are the same, or one is not a number. Panics if they are not as many.
///
/// ```
/// use censet::graph::statistics::spearman;
///
/// assert_eq!(spearman(&[1.0, 2.0, 3.0], &[10.0, 100.0, 1_000.0]), Some(1.0));
/// assert_eq!(spearman(&[1.0, 2.0, 3.0], &[3.0, 2.0, -1.0]), Some(-1.0));
/// assert_eq!(spearman(&[1.0, 1.0], &[1.0, 2.0]), None);
/// ```
pub fn spearman(a: &[f64], b: &[f64]) -> Option<f64> {
    assert_eq!(a.len(), b.len(), "a value of each for each");
    if a.iter().chain(b).any(|value| value.is_nan()) {
        return None;
    }
    let (a, b) = (ranks(a), ranks(b));
    let ((mean_a, std_a), (mean_b, std_b)) = (mean_and_std(&a), mean_and_std(&b));
    let products = a.iter().zip(&b).map(|(a, b)| (a - mean_a) * (b - mean_b));
    let covariance = products.sum::<f64>() / a.len() as f64;
    let rho = covariance / (std_a * std_b);
    rho.is_finite().then(|| rho.clamp(-1.0, 1.0))
}

/// The place of each value in ascending order, from 1 on; equal ones have the mean of their places.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    crate::order::sort_numbers(&mut sorted);
    let rank = |value: &f64| {
        let below = sorted.partition_point(|other| other < value);
        let up_to = sorted.partition_point(|other| other <= value);
        (below + 1 + up_to) as f64 / 2.0
    };
    values.iter().map(rank).collect()
}
