//! How many values lie where, and how many of them would go.

use super::scale::{nice_step, quantile};

/// Counts of values in bins of one width.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    /// Lower edge of the first bin.
    pub start: f64,
    /// Width of each bin.
    pub width: f64,
    /// Values in each bin; lower edge included, upper edge not, but for the last bin.
    pub counts: Vec<usize>,
    /// Of the first bin's values, how many lie below its lower edge.
    pub underflow: usize,
    /// Of the last bin's values, how many lie above its upper edge.
    pub overflow: usize,
}

impl Histogram {
    /// Bins `values` into about `bins` bins of a round width, from the 0.5 to the 99.5 percentile;
    /// what lies outside is counted in the bins at the ends. Where `edge` is in that range, bins
    /// begin there, so that none straddles it; else they begin at a multiple of their width. Not a
    /// number is not counted; `None` if nothing else is there.
    pub fn new(values: &[f64], bins: usize, edge: Option<f64>) -> Option<Self> {
        Some(Self::within(values, extent(values)?, bins, edge))
    }

    /// As [`Histogram::new`], but from `low` to `high`.
    pub fn within(values: &[f64], range: (f64, f64), bins: usize, edge: Option<f64>) -> Self {
        Self::reaching(values, range, range, bins, edge)
    }

    /// As [`Histogram::within`], but with as many more bins of that width as there is room for from `from` to
    /// `to`, which hold `low` and `high`.
    pub(super) fn reaching(
        values: &[f64],
        (low, high): (f64, f64),
        (from, to): (f64, f64),
        bins: usize,
        edge: Option<f64>,
    ) -> Self {
        let span = if high > low {
            high - low
        } else {
            low.abs().max(1.0) * 0.5
        };
        let width = nice_step(span, bins);
        let anchor = edge
            .filter(|e| (from..=to).contains(e))
            .map_or(0.0, |e| e.rem_euclid(width));
        let first = ((low - anchor) / width + 1e-9).floor();
        let last = ((high - anchor) / width - 1e-9).floor().max(first);
        let first = first.min(((from - anchor) / width - 1e-9).ceil());
        let last = last.max(((to - anchor) / width + 1e-9).floor() - 1.0);
        let mut histogram = Self {
            start: anchor + first * width,
            width,
            counts: vec![0; (last - first) as usize + 1],
            underflow: 0,
            overflow: 0,
        };
        for value in values.iter().filter(|v| v.is_finite()) {
            histogram.add(*value);
        }
        histogram
    }

    fn add(&mut self, value: f64) {
        let bin = self.bin(value);
        let last = self.counts.len() - 1;
        if bin < 0.0 {
            self.underflow += 1;
        } else if bin > last as f64 && value > self.end() {
            self.overflow += 1;
        }
        self.counts[bin.clamp(0.0, last as f64) as usize] += 1;
    }

    fn bin(&self, value: f64) -> f64 {
        // A hair's breadth, so that a value on an edge made by rounding counts as above it.
        ((value - self.start) / self.width + 1e-9).floor()
    }

    /// How many of `values` that are `part` of something are in each bin.
    pub(super) fn part(&self, values: &[f64], part: impl Fn(f64) -> bool) -> Vec<usize> {
        let mut counts = vec![0; self.counts.len()];
        let last = (counts.len() - 1) as f64;
        let those = values.iter().filter(|v| v.is_finite() && part(**v));
        those.for_each(|v| counts[self.bin(*v).clamp(0.0, last) as usize] += 1);
        counts
    }

    /// Upper edge of the last bin.
    pub fn end(&self) -> f64 {
        self.start + self.width * self.counts.len() as f64
    }
}

/// Where nearly all `values` lie, from the 0.5 to the 99.5 percentile; `None` without any.
pub(super) fn extent(values: &[f64]) -> Option<(f64, f64)> {
    let (low, high) = (quantile(values, 0.005)?, quantile(values, 0.995)?);
    // Centralities are rarely negative: begin at 0 where that costs little.
    let near_zero = low > 0.0 && low < 0.3 * high;
    Some((if near_zero { 0.0 } else { low }, high))
}
