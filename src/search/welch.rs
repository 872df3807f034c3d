//! Whether two groups of runs differ by more than their seeds do.

use serde::Serialize;

use super::Run;

/// How a group compares with another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// It is that group.
    Itself,
    /// Better, beyond what seeds explain.
    Better,
    /// Worse, beyond what seeds explain.
    Worse,
    /// The difference is within the noise.
    WithinNoise,
    /// One of the two has a single seed: the noise is not known.
    OneSeed,
}

impl Comparison {
    /// The comparison's name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Itself => "itself",
            Self::Better => "better",
            Self::Worse => "worse",
            Self::WithinNoise => "within-noise",
            Self::OneSeed => "one-seed",
        }
    }
}

/// What is known of a group's accuracy.
pub(super) struct Sample {
    pub n: f64,
    pub mean: f64,
    /// With n − 1; 0 for a single run.
    pub variance: f64,
}

impl Sample {
    pub fn of(runs: &[&Run]) -> Self {
        let means: Vec<f64> = runs.iter().map(|run| run.accuracy_mean).collect();
        let n = means.len() as f64;
        let (mean, variance) = moments(&means);
        Self {
            n,
            mean,
            variance: if n > 1.0 {
                variance * n / (n - 1.0)
            } else {
                0.0
            },
        }
    }
}

/// Mean and population variance.
pub(super) fn moments(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares = values.iter().map(|x| (x - mean) * (x - mean));
    (mean, squares.sum::<f64>() / n)
}

/// How the group at `i` compares with the one at `other`, by Welch's t-test.
pub(super) fn compare(samples: &[Sample], i: usize, other: usize) -> Comparison {
    let (a, b) = (&samples[i], &samples[other]);
    if i == other {
        return Comparison::Itself;
    }
    if a.n < 2.0 || b.n < 2.0 {
        return Comparison::OneSeed;
    }
    let difference = a.mean - b.mean;
    let (u, v) = (a.variance / a.n, b.variance / b.n);
    // Welch–Satterthwaite; without any spread, any difference counts.
    let freedom = (u + v) * (u + v) / (u * u / (a.n - 1.0) + v * v / (b.n - 1.0));
    let line = if u + v > 0.0 {
        t_quantile(freedom) * (u + v).sqrt()
    } else {
        0.0
    };
    if difference.abs() <= line {
        Comparison::WithinNoise
    } else if difference > 0.0 {
        Comparison::Better
    } else {
        Comparison::Worse
    }
}

/// The 97.5 % quantile of Student's t distribution with at least 1 degree of freedom, which is
/// rounded down to a tabulated one: the test errs on the side of noise.
fn t_quantile(freedom: f64) -> f64 {
    const TABLE: [f64; 30] = [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
        2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
        2.052, 2.048, 2.045, 2.042,
    ];
    // Just below a whole number, it is rounding that is missing.
    TABLE[((freedom + 1e-9) as usize).clamp(1, TABLE.len()) - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn welch_within_and_beyond() {
        let sample = |mean, variance| Sample {
            n: 5.0,
            mean,
            variance,
        };
        // Equal variances 1: 8 degrees of freedom, line 2.306·√0.4 = 1.458.
        for (mean, expected) in [(1.45, Comparison::WithinNoise), (1.47, Comparison::Better)] {
            assert_eq!(
                compare(&[sample(mean, 1.0), sample(0.0, 1.0)], 0, 1),
                expected
            );
        }
        assert_eq!(
            compare(&[sample(1.0, 0.0), sample(1.0, 0.0)], 0, 1),
            Comparison::WithinNoise
        );
        assert_eq!(
            compare(&[sample(0.9, 0.0), sample(1.0, 0.0)], 0, 1),
            Comparison::Worse
        );
    }
}
