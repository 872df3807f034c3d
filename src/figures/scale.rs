//! Axes that end at round numbers, and the scale by which centrality becomes colour and size.

/// The smallest of 1, 2, 2.5 and 5 times a power of ten that cuts `span` into at most `parts`
/// steps; 1 if `span` is not a positive number.
pub(crate) fn nice_step(span: f64, parts: usize) -> f64 {
    let rough = span / parts.max(1) as f64;
    if !(rough.is_finite() && rough > f64::MIN_POSITIVE * 1e9) {
        return 1.0;
    }
    let power = 10f64.powf(rough.log10().floor());
    [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= rough * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

/// The step of an axis of percent that has room for so many `parts`.
pub(crate) fn percent_step(parts: usize) -> f64 {
    match parts {
        0..=2 => 50.0,
        3 | 4 => 25.0,
        _ => 20.0,
    }
}

/// The multiples of `step` from `low` to `high`, both included if they are multiples.
pub(crate) fn multiples(step: f64, low: f64, high: f64) -> Vec<f64> {
    let (first, last) = ((low / step - 1e-6).ceil(), (high / step + 1e-6).floor());
    if !(last - first).is_finite() || last - first > 1000.0 {
        return Vec::new();
    }
    let count = (last - first) as i64;
    (0..=count).map(|i| (first + i as f64) * step).collect()
}

/// The value that a part `q`, 0 … 1, of the finite `values` does not exceed; `None` without any.
pub(crate) fn quantile(values: &[f64], q: f64) -> Option<f64> {
    let mut finite: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
    let last = finite.len().checked_sub(1)?;
    let place = (q * last as f64).round() as usize;
    Some(*finite.select_nth_unstable_by(place, f64::total_cmp).1)
}

/// How Laplacian centrality is shown: colour goes with its square root, area with itself.
///
/// Centralities are heavy-tailed; on a linear scale nearly all neurons would have one colour. The
/// scale ends at a round number above the 99th percentile, larger values look like its end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CentralityScale {
    /// The centrality at which the scale ends, more than 0.
    pub top: f64,
}

impl CentralityScale {
    /// One scale for the neurons of all networks that are shown beside one another.
    pub fn of<'a>(networks: impl IntoIterator<Item = &'a [f64]>) -> Self {
        let highs = networks.into_iter().filter_map(|lc| quantile(lc, 0.99));
        let high = highs.reduce(f64::max).unwrap_or(1.0);
        let step = nice_step(high, 5);
        let top = (high / step).ceil() * step;
        Self {
            top: if top > 0.0 { top } else { 1.0 },
        }
    }

    /// Place on the scale, 0 … 1; not a number for what is not a number.
    pub fn position(&self, lc: f64) -> f64 {
        (lc / self.top).clamp(0.0, 1.0).sqrt()
    }

    /// Three values to write beside the scale, each with its place on it.
    pub fn ticks(&self) -> [(f64, f64); 3] {
        [(0.0, 0.0), (self.top / 4.0, 0.5), (self.top, 1.0)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_few() {
        assert_eq!(nice_step(30.0, 6), 5.0);
        assert_eq!(nice_step(100.0, 5), 20.0);
        assert_eq!(nice_step(0.9, 4), 0.25);
        assert_eq!(nice_step(0.0, 4), 1.0);
        assert_eq!(nice_step(f64::NAN, 4), 1.0);
        assert_eq!(multiples(0.25, 0.0, 0.75), [0.0, 0.25, 0.5, 0.75]);
        assert_eq!(multiples(5.0, -7.0, 6.0), [-5.0, 0.0, 5.0]);
        assert!(multiples(1.0, f64::NAN, 2.0).is_empty());
    }

    #[test]
    fn the_scale_survives_odd_values() {
        assert_eq!(CentralityScale::of([]).top, 1.0);
        assert_eq!(CentralityScale::of([&[f64::NAN, 0.0, -1.0][..]]).top, 1.0);
        let scale = CentralityScale::of([&[0.0, 4.0, 9.3][..], &[1.0]]);
        assert_eq!(scale.top, 10.0);
        assert_eq!(scale.position(2.5), 0.5);
        assert_eq!(scale.position(-1.0), 0.0);
        assert_eq!(scale.position(f64::INFINITY), 1.0);
        assert!(scale.position(f64::NAN).is_nan());
    }
}
