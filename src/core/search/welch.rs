//! Whether two groups of runs differ by more than their seeds do.

use serde::Serialize;
use statrs::distribution::{ContinuousCDF, StudentsT};

use super::Run;

/// What is less likely by chance than this counts as a difference.
const LEVEL: f64 = 0.05;

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
    /// Only one of the two holds images back: what decides is not of the same images.
    Apart,
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
            Self::Apart => "apart",
        }
    }
}

/// What is known of the accuracy that a group is compared by.
pub(super) struct Sample {
    /// Whether it is of images that are held back.
    pub held: bool,
    pub n: f64,
    pub mean: f64,
    /// With n − 1; 0 for a single run.
    pub variance: f64,
}

impl Sample {
    pub fn of(runs: &[&Run]) -> Self {
        let means: Vec<f64> = runs.iter().map(|run| run.decisive()).collect();
        let (mean, variance) = spread(&means);
        Self {
            held: runs.iter().all(|run| run.validation.is_some()),
            n: means.len() as f64,
            mean,
            variance: variance.unwrap_or(0.0),
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

/// Mean and sample variance, which a single value does not have.
pub(super) fn spread(values: &[f64]) -> (f64, Option<f64>) {
    let (mean, variance) = moments(values);
    let n = values.len() as f64;
    (mean, (n > 1.0).then(|| variance * n / (n - 1.0)))
}

/// How the group at `i` compares with the one at `other`, by Welch's t-test.
pub(super) fn compare(samples: &[Sample], i: usize, other: usize) -> Comparison {
    let (a, b) = (&samples[i], &samples[other]);
    if i == other {
        return Comparison::Itself;
    }
    if a.held != b.held {
        return Comparison::Apart;
    }
    if a.n < 2.0 || b.n < 2.0 {
        return Comparison::OneSeed;
    }
    let difference = a.mean - b.mean;
    let (u, v) = (a.variance / a.n, b.variance / b.n);
    // Welch–Satterthwaite; without any spread, any difference counts.
    let freedom = (u + v) * (u + v) / (u * u / (a.n - 1.0) + v * v / (b.n - 1.0));
    let chance = if u + v > 0.0 {
        two_sided(difference / (u + v).sqrt(), freedom)
    } else if difference == 0.0 {
        1.0
    } else {
        0.0
    };
    if chance >= LEVEL {
        Comparison::WithinNoise
    } else if difference > 0.0 {
        Comparison::Better
    } else {
        Comparison::Worse
    }
}

/// How likely Student's t distribution is to be at least so far from 0, on either side.
pub(super) fn two_sided(t: f64, freedom: f64) -> f64 {
    let student = StudentsT::new(0.0, 1.0, freedom).expect("at least 1 degree of freedom");
    2.0 * student.sf(t.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// At the 97.5 % quantiles that SciPy 1.17's `stats.t.ppf` gives.
    #[test]
    fn chance_at_whole_and_broken_degrees_of_freedom() {
        for (freedom, t) in [
            (1.0, 12.7062),
            (1.2, 8.6488),
            (1.9, 4.5271),
            (2.5, 3.5747),
            (7.999999, 2.3060),
            (12.3, 2.1729),
            (31.0, 2.0395),
            (1000.0, 1.9623),
        ] {
            let error = two_sided(-t, freedom) / LEVEL - 1.0;
            assert!(error.abs() < 1e-4, "{freedom}: {error}");
        }
    }

    #[test]
    fn welch_within_and_beyond() {
        let sample = |mean, variance| Sample {
            held: false,
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
