//! The distribution of Laplacian centrality over neurons, with what CenSET would prune.

use std::ops::Range;

use censet::rewiring::censet::symbol;
use plotters::prelude::DrawingBackend;

use super::distribution::{self, Bar, Distribution, Line};
use super::frame::Frame;
use super::histogram::{Histogram, extent};
use super::pen::Pen;
use super::{Drawn, Surface, Theme, words};

pub use censet::rewiring::censet::Threshold;

/// The centralities of one network.
#[derive(Clone, Copy, Debug)]
pub struct Centrality<'a> {
    /// Title of the lane, for [`describe`].
    pub lane: &'a str,
    /// Epoch, 0 for the untrained network.
    pub epoch: u32,
    /// Laplacian centrality of each neuron, in any order.
    pub lc: &'a [f64],
    /// Their mean μ.
    pub mean: f64,
    /// Their population standard deviation σ.
    pub std: f64,
    /// Where CenSET cuts, for its lanes.
    pub threshold: Option<Threshold>,
    /// Where it would cut with another k that is being tried out.
    pub trial: Option<Threshold>,
    /// How far out the trials of k have been: the axis reaches that far.
    pub reach: Option<f64>,
}

/// What the figure shows, in words.
pub fn describe(data: &Centrality) -> String {
    let mut text = format!(
        "{}, epoch {}: {} neurons, LC mean {}, standard deviation {}",
        data.lane,
        data.epoch,
        words::count(data.lc.len()),
        words::fixed(data.mean, 2),
        words::fixed(data.std, 2),
    );
    if let Some(line) = data.trial.or(data.threshold) {
        let below = below(data.lc, line);
        text += &format!(
            "; {} {} below {}",
            none_or(below),
            words::plural(below, "neuron", "neurons"),
            symbol(line.k),
        );
    }
    if data.trial.is_some() {
        text += ", which is being tried out";
    }
    text + "."
}

fn below(lc: &[f64], line: Threshold) -> usize {
    lc.iter().filter(|v| **v < line.value).count()
}

fn none_or(n: usize) -> String {
    match n {
        0 => "no".into(),
        n => words::count(n),
    }
}

/// What all figures beside one another have in common, so that they can be compared.
struct Shared {
    /// Where nearly all values lie; the width of the bins goes by it.
    bins: (f64, f64),
    /// Values at the ends of the horizontal axis.
    axis: Range<f64>,
    /// The highest count.
    most: f64,
}

impl Shared {
    /// `None` if no network has a centrality.
    fn of(data: &[Centrality], count: usize) -> Option<Self> {
        let extents = data.iter().filter_map(|data| extent(data.lc));
        let (low, high) = extents.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
        let mut shared = Self {
            bins: (low, high),
            axis: low..high,
            most: 1.0,
        };
        let mut width = 0.0;
        for data in data {
            let bars = shared.bars(data, count);
            shared.reach(&bars);
            width = bars.width;
        }
        // A threshold belongs to the picture, with a bin for what lies beyond it, if it is not too far away to
        // leave the bars legible.
        let Range { start, end } = shared.axis;
        let span = end - start;
        let margin = (0.05 * span).max(2.0 * width);
        for value in data.iter().flat_map(Centrality::landmarks) {
            let from = (value - margin).max(start - 0.6 * span);
            let to = (value + margin).min(end + 0.6 * span);
            shared.axis = shared.axis.start.min(from)..shared.axis.end.max(to);
        }
        // Bins that begin at a threshold may end a little farther out.
        for data in data {
            shared.reach(&shared.bars(data, count));
        }
        let counts = data.iter().flat_map(|data| shared.bars(data, count).counts);
        shared.most = counts.max().unwrap_or(1).max(1) as f64;
        Some(shared)
    }

    /// Makes the axis as long as the bars of a network.
    fn reach(&mut self, bars: &Histogram) {
        self.axis = self.axis.start.min(bars.start)..self.axis.end.max(bars.end());
    }

    /// The bars of a network, along the whole axis: what lies on one side of a line is in a bar on that side.
    fn bars(&self, data: &Centrality, count: usize) -> Histogram {
        let edge = finite(data.threshold).map(|line| line.value);
        let axis = (self.axis.start, self.axis.end);
        Histogram::reaching(data.lc, self.bins, axis, count, edge)
    }

    fn frame(&self, size: (u32, u32), theme: &Theme) -> Frame {
        distribution::place(size, &self.axis, self.most, theme)
    }
}

fn finite(line: Option<Threshold>) -> Option<Threshold> {
    line.filter(|line| line.value.is_finite())
}

impl Centrality<'_> {
    /// The line that is shown with a name: the one tried out, else the lane's own.
    fn line(&self) -> Option<Threshold> {
        finite(self.trial.or(self.threshold))
    }

    /// Values that the axis should reach.
    fn landmarks(&self) -> impl Iterator<Item = f64> {
        let lines = [finite(self.threshold), finite(self.trial)];
        let values = lines.map(|line| line.map(|line| line.value));
        let reach = self.reach.filter(|value| value.is_finite());
        values.into_iter().chain([reach]).flatten()
    }
}

/// The k whose line is at `x` device pixels in what [`draw`] draws for the same data; `None` without
/// centralities or where they are all the same.
///
/// # Panics
/// If there is no such network.
pub fn k_at(
    lanes: &[Centrality],
    index: usize,
    size: (u32, u32),
    theme: &Theme,
    x: f64,
) -> Option<f64> {
    let data = &lanes[index];
    let shared = Shared::of(lanes, distribution::bar_count(size.0, theme))?;
    let frame = shared.frame(size, theme);
    let part = (x - f64::from(frame.left)) / f64::from(frame.right - frame.left);
    let value = shared.axis.start + part * (shared.axis.end - shared.axis.start);
    let k = (data.mean - value) / data.std;
    k.is_finite().then(|| k.max(0.0))
}

/// Draws the histogram of the network at `index` of `lanes` on the whole surface; all of `lanes` get
/// the same axes. The height of a bar goes with the square root of its count, so that single neurons
/// in the tails can be seen; the axis says so.
///
/// # Panics
/// If there is no such network.
pub fn draw<DB: DrawingBackend>(
    lanes: &[Centrality],
    index: usize,
    surface: &Surface<DB>,
    theme: &Theme,
) -> Drawn<DB> {
    let data = &lanes[index];
    let pen = Pen::new(surface, theme);
    pen.clear()?;
    let size = surface.dim_in_pixel();
    let count = distribution::bar_count(size.0, theme);
    let Some(shared) = Shared::of(lanes, count) else {
        let frame = distribution::place(size, &(0.0..1.0), 1.0, theme);
        frame.draw_y(&pen, &[], "neurons")?;
        let said = match data.lc {
            [] => "Centralities appear here with the first epoch.",
            _ => "No centrality is a number any more: this network has diverged.",
        };
        return frame.draw_empty(&pen, said);
    };
    let histogram = shared.bars(data, count);
    let picture = picture(data, &histogram, &shared, theme);
    let frame = shared.frame(size, theme);
    picture.draw(&frame, &shared.axis, shared.most, &pen)
}

fn picture<'a>(
    data: &Centrality,
    bars: &'a Histogram,
    shared: &Shared,
    theme: &Theme,
) -> Distribution<'a> {
    let line = data.line();
    Distribution {
        going: bars.part(data.lc, |lc| line.is_some_and(|line| lc < line.value)),
        bars,
        cut: line.map(|line| shared.axis.start..line.value),
        lines: lines(data, theme),
        counts: "neurons (√ scale)",
        values: "Laplacian centrality LC",
    }
}

/// The bars of what [`draw`] draws for the same data on a surface of so many device pixels.
///
/// # Panics
/// If there is no such network.
pub fn bars(lanes: &[Centrality], index: usize, size: (u32, u32), theme: &Theme) -> Vec<Bar> {
    let count = distribution::bar_count(size.0, theme);
    let Some(shared) = Shared::of(lanes, count) else {
        return vec![];
    };
    let histogram = shared.bars(&lanes[index], count);
    picture(&lanes[index], &histogram, &shared, theme).bars(&shared.frame(size, theme))
}

/// μ with σ beside it, and the thresholds.
fn lines(data: &Centrality, theme: &Theme) -> Vec<Line> {
    let mut lines = Vec::new();
    if data.mean.is_finite() {
        lines.push(Line {
            value: data.mean,
            label: format!(
                "μ = {}, σ = {}",
                words::short(data.mean),
                words::short(data.std)
            ),
            color: theme.text,
            row: 1,
        });
    }
    // The lane's own line stays in sight while another is tried out.
    let own = finite(data.threshold).filter(|_| data.trial.is_some());
    lines.extend(own.map(|own| Line {
        value: own.value,
        label: String::new(),
        color: theme.muted,
        row: 0,
    }));
    lines.extend(data.line().map(|line| {
        let below = match below(data.lc, line) {
            0 => "none".into(),
            n => words::count(n),
        };
        Line {
            value: line.value,
            label: format!("{below} below {}", line.written()),
            color: theme.cut,
            row: 0,
        }
    }));
    lines
}
