//! Statistics of a centrality over the neurons: the measures the paper argues with, and those its
//! question about hubs asks for (Section 9: do hubs form, and do they stay?).

mod concentration;
mod degree;
mod density;
mod hubs;
mod rank;

pub use concentration::{gini, negative_share, top_decile_share};
pub use degree::{Degrees, degree_distribution, degrees};
pub use density::{DensityCurve, density, grid, scott_bandwidth};
pub use hubs::{hubs, overlap, shared};
pub use rank::spearman;

/// The mean and the population standard deviation, (0, 0) of nothing.
pub fn mean_and_std(values: &[f64]) -> (f64, f64) {
    if values.is_empty() {
        return (0.0, 0.0);
    }
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values
        .iter()
        .map(|value| (value - mean) * (value - mean))
        .sum::<f64>()
        / n;
    (mean, variance.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn population_statistics() {
        assert_eq!(
            mean_and_std(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]),
            (5.0, 2.0)
        );
        assert_eq!(mean_and_std(&[]), (0.0, 0.0));
    }
}
