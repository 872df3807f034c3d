//! The probability density of a centrality over the neurons, as the paper's Figure 8 draws it.
//!
//! The figure was made by SciPy's `gaussian_kde` with its defaults: a Gaussian around every value,
//! all of the width that Scott's rule gives (D. W. Scott, "Multivariate Density Estimation", 1992).

use super::mean_and_std;

/// Scott's rule for the width of each Gaussian: h = s·n^(−1/5), with s the sample standard deviation
/// (n − 1 in the denominator, as in SciPy).
///
/// `None` where there is no such density: fewer than two values, all of them equal, or one not
/// finite.
pub fn scott_bandwidth(values: &[f64]) -> Option<f64> {
    // Equal values are told apart here: their mean may be rounded, and their deviation not be 0.
    if values.iter().all(|value| value == &values[0]) {
        return None;
    }
    let n = values.len() as f64;
    let (_, std) = mean_and_std(values);
    let sample_std = std * (n / (n - 1.0)).sqrt();
    let bandwidth = sample_std * libm::pow(n, -0.2);
    (bandwidth > 0.0 && bandwidth.is_finite()).then_some(bandwidth)
}

/// The density at the points `at`: f(x) = 1/(n·h·√(2π)) · Σᵢ exp(−(x − xᵢ)²/(2h²)), with the h of
/// [`scott_bandwidth`]; in units of 1/centrality, so that the area under it is 1.
///
/// `None` where there is no density. Time grows with values × points.
pub fn density(values: &[f64], at: &[f64]) -> Option<Vec<f64>> {
    let bandwidth = scott_bandwidth(values)?;
    let height = 1.0 / (values.len() as f64 * bandwidth * (2.0 * std::f64::consts::PI).sqrt());
    let density_at = |x: &f64| {
        let bell = |value: &f64| {
            let distance = (x - value) / bandwidth;
            libm::exp(-0.5 * distance * distance)
        };
        height * values.iter().map(bell).sum::<f64>()
    };
    Some(at.iter().map(density_at).collect())
}

/// `points` values from `from` to `to`, both included, at equal distances: where to draw a density.
///
/// Panics unless there are at least two points.
pub fn grid(from: f64, to: f64, points: usize) -> Vec<f64> {
    assert!(points >= 2, "a grid has at least two points, not {points}");
    let step = (to - from) / (points - 1) as f64;
    (0..points).map(|i| from + i as f64 * step).collect()
}

/// A density at equal distances over the range in which it can be read.
///
/// ```
/// use censet::graph::statistics::DensityCurve;
///
/// let curve = DensityCurve::of(&[-1.0, 0.0, 1.0], 101).unwrap();
/// assert!(curve.peak().0.abs() < 1e-9);
/// let step = (curve.to - curve.from) / 100.0;
/// let area = curve.values.iter().sum::<f64>() * step;
/// assert!((area - 1.0).abs() < 0.01);
/// // Equal values have no density.
/// assert_eq!(DensityCurve::of(&[2.0, 2.0], 101), None);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DensityCurve {
    /// The centrality at which it begins.
    pub from: f64,
    /// The centrality at which it ends.
    pub to: f64,
    /// The density at each point, `from` and `to` included.
    pub values: Vec<f64>,
}

impl DensityCurve {
    /// The [`density`] of the finite ones of `values` at so many points, from their lowest 0.5 % to
    /// their highest 1 %, and three bandwidths beyond: like the paper's Figure 8, without the far tail.
    ///
    /// `None` where there is no density.
    pub fn of(values: &[f64], points: usize) -> Option<Self> {
        let mut finite: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
        crate::order::sort_numbers(&mut finite);
        let beyond = 3.0 * scott_bandwidth(&finite)?;
        let last = (finite.len() - 1) as f64;
        let from = finite[(0.005 * last).floor() as usize] - beyond;
        let to = finite[(0.99 * last).ceil() as usize] + beyond;
        let values = density(&finite, &grid(from, to, points))?;
        Some(Self { from, to, values })
    }

    /// Where it is drawn: centrality and density.
    pub fn points(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        let at = grid(self.from, self.to, self.values.len());
        at.into_iter().zip(self.values.iter().copied())
    }

    /// Its highest point.
    pub fn peak(&self) -> (f64, f64) {
        let higher = |a: (f64, f64), b: (f64, f64)| if b.1 > a.1 { b } else { a };
        self.points().fold((f64::NAN, 0.0), higher)
    }
}
