//! Whether one rule is above another, by runs that are paired by their seed.

use serde::{Deserialize, Serialize};
use statrs::distribution::{ContinuousCDF, StudentsT};

use super::welch::{spread, two_sided};

/// How sure the interval is to hold the difference.
const SURE: f64 = 0.95;

/// How much one rule is above another over the same seeds: runs of one seed start with the same network, see
/// the same images in the same order, and share what luck that brings.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Paired {
    /// Pairs of runs.
    pub pairs: usize,
    /// Mean of the differences; points.
    pub mean: f64,
    /// Where the 95 % interval of the mean begins.
    pub low: f64,
    /// Where it ends.
    pub high: f64,
    /// How likely a mean at least so far from 0 is by chance, on either side (paired t-test).
    pub p: f64,
}

impl Paired {
    /// The comparison by differences, one a seed; none of fewer than two.
    ///
    /// ```
    /// use censet::search::Paired;
    ///
    /// let paired = Paired::of(&[0.1, 0.3, 0.2, 0.4]).unwrap();
    /// assert!((paired.mean - 0.25).abs() < 1e-12);
    /// assert!(paired.low > 0.0 && paired.p < 0.05);
    /// assert_eq!(Paired::of(&[0.1]), None);
    /// ```
    pub fn of(differences: &[f64]) -> Option<Self> {
        let (mean, variance) = spread(differences);
        let n = differences.len() as f64;
        let error = (variance? / n).sqrt();
        let student = StudentsT::new(0.0, 1.0, n - 1.0).expect("two pairs at least");
        let half = error * student.inverse_cdf(0.5 + SURE / 2.0);
        // Without any spread, any difference counts.
        let p = match (error > 0.0, mean == 0.0) {
            (true, _) => two_sided(mean / error, n - 1.0),
            (false, true) => 1.0,
            (false, false) => 0.0,
        };
        Some(Self {
            pairs: differences.len(),
            mean,
            low: mean - half,
            high: mean + half,
            p,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As SciPy 1.17's `stats.ttest_1samp` gives it, with `confidence_interval()`.
    #[test]
    fn intervals_and_chances_are_those_of_scipy() {
        let paired = Paired::of(&[0.31, 0.12, -0.05, 0.44, 0.27, 0.18, 0.09, 0.36]).unwrap();
        for (value, expected) in [
            (paired.mean, 0.215),
            (paired.low, 0.081_012_905_495),
            (paired.high, 0.348_987_094_504),
            (paired.p, 0.006_764_397_604),
        ] {
            assert!((value / expected - 1.0).abs() < 1e-6, "{value} {expected}");
        }
        assert_eq!(paired.pairs, 8);
    }

    #[test]
    fn what_does_not_vary_is_certain() {
        let none = Paired::of(&[0.0, 0.0]).unwrap();
        assert_eq!((none.low, none.high, none.p), (0.0, 0.0, 1.0));
        let some = Paired::of(&[0.5, 0.5, 0.5]).unwrap();
        assert_eq!((some.low, some.high, some.p), (0.5, 0.5, 0.0));
        assert_eq!(Paired::of(&[]), None);
    }
}
