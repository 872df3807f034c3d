//! The distribution of the weights of one layer, with what SET would prune.

use std::ops::Range;

use plotters::prelude::DrawingBackend;

use super::distribution::{self, Bar, Distribution, Line};
use super::histogram::Histogram;
use super::pen::Pen;
use super::scale::quantile;
use super::{Drawn, Surface, Theme, words};

/// SET's cut in one layer: every weight from `negative` to `positive`, both included, goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cut {
    /// The part of the positive and of the negative weights that goes.
    pub zeta: f64,
    /// The smallest weight that goes.
    pub negative: f64,
    /// The largest weight that goes.
    pub positive: f64,
}

/// The weights of one sparse layer.
#[derive(Clone, Copy, Debug)]
pub struct Weights<'a> {
    /// Title of the lane, for [`describe`].
    pub lane: &'a str,
    /// Epoch, 0 for the untrained network.
    pub epoch: u32,
    /// Which layer of connections, from 1.
    pub layer: usize,
    /// Its weights, before rewiring, in any order.
    pub weights: &'a [f64],
    /// Where a method that prunes by weight cuts, or would with another ζ.
    pub cut: Option<Cut>,
}

impl Weights<'_> {
    fn going(&self) -> usize {
        self.weights.iter().filter(|w| self.goes(**w)).count()
    }

    fn goes(&self, weight: f64) -> bool {
        self.cut
            .is_some_and(|cut| (cut.negative..=cut.positive).contains(&weight))
    }

    /// Nearly all weights lie between −`bound` and `bound`; `None` without any.
    fn bound(&self) -> Option<f64> {
        let sizes: Vec<f64> = self.weights.iter().map(|w| w.abs()).collect();
        quantile(&sizes, 0.995).map(|bound| if bound > 0.0 { bound } else { 1.0 })
    }
}

/// What the figure shows, in words.
pub fn describe(data: &Weights) -> String {
    let mut text = format!(
        "{}, epoch {}: {} {} in layer {}",
        data.lane,
        data.epoch,
        words::count(data.weights.len()),
        words::plural(data.weights.len(), "weight", "weights"),
        data.layer,
    );
    if let Some(cut) = data.cut {
        text += &format!(
            "; with ζ = {}, {} nearest to zero would go, from {} to {}",
            zeta(cut),
            words::count(data.going()),
            words::short(cut.negative),
            words::short(cut.positive),
        );
    }
    text + "."
}

/// The weight at `x` device pixels in what [`draw`] draws; `None` without weights.
pub fn weight_at(data: &Weights, size: (u32, u32), theme: &Theme, x: f64) -> Option<f64> {
    let (bars, axis, most) = histogram(data, size, theme)?;
    debug_assert!(!bars.counts.is_empty());
    let frame = distribution::place(size, &axis, most, theme);
    let part = (x - f64::from(frame.left)) / f64::from(frame.right - frame.left);
    Some(axis.start + part.clamp(0.0, 1.0) * (axis.end - axis.start))
}

fn histogram(
    data: &Weights,
    size: (u32, u32),
    theme: &Theme,
) -> Option<(Histogram, Range<f64>, f64)> {
    let bound = data.bound()?;
    let count = distribution::bar_count(size.0, theme);
    let bars = Histogram::within(data.weights, (-bound, bound), count, None);
    let axis = bars.start..bars.end();
    let most = bars.counts.iter().copied().max().unwrap_or(1).max(1);
    Some((bars, axis, most as f64))
}

/// Draws the histogram of the signed weights on the whole surface. The height of a bar goes with the
/// square root of its count, as in the figure of centralities.
pub fn draw<DB: DrawingBackend>(data: &Weights, surface: &Surface<DB>, theme: &Theme) -> Drawn<DB> {
    let pen = Pen::new(surface, theme);
    pen.clear()?;
    let size = surface.dim_in_pixel();
    let Some((bars, axis, most)) = histogram(data, size, theme) else {
        let frame = distribution::place(size, &(0.0..1.0), 1.0, theme);
        frame.draw_y(&pen, &[], "connections")?;
        let said = match data.weights {
            [] => "This layer has no connections.",
            _ => "No weight is a number any more: this network has diverged.",
        };
        return frame.draw_empty(&pen, said);
    };
    let frame = distribution::place(size, &axis, most, theme);
    picture(data, &bars, theme).draw(&frame, &axis, most, &pen)
}

fn picture<'a>(data: &Weights, bars: &'a Histogram, theme: &Theme) -> Distribution<'a> {
    Distribution {
        going: bars.part(data.weights, |w| data.goes(w)),
        bars,
        cut: data.cut.map(|cut| cut.negative..cut.positive),
        lines: data
            .cut
            .map_or_else(Vec::new, |cut| lines(data, cut, theme)),
        counts: "connections (√ scale)",
        values: "weight",
    }
}

/// The bars of what [`draw`] draws for the same data on a surface of so many device pixels.
pub fn bars(data: &Weights, size: (u32, u32), theme: &Theme) -> Vec<Bar> {
    let Some((bars, axis, most)) = histogram(data, size, theme) else {
        return vec![];
    };
    picture(data, &bars, theme).bars(&distribution::place(size, &axis, most, theme))
}

/// ζ; in three digits if it has many, as one that falls from epoch to epoch.
fn zeta(cut: Cut) -> String {
    let whole = cut.zeta.to_string();
    if whole.len() <= 6 {
        return whole;
    }
    let scale = 10f64.powf(2.0 - cut.zeta.log10().floor());
    ((cut.zeta * scale).round() / scale).to_string()
}

/// Both thresholds, the count beside the upper one.
fn lines(data: &Weights, cut: Cut, theme: &Theme) -> Vec<Line> {
    let line = |value, label, row| Line {
        value,
        label,
        color: theme.cut,
        row,
    };
    let going = format!("ζ = {}: {} go", zeta(cut), words::count(data.going()));
    let between = format!(
        "from {} to {}",
        words::short(cut.negative),
        words::short(cut.positive)
    );
    vec![
        line(cut.negative, String::new(), 1),
        line(cut.positive, between, 1),
        line(cut.positive, going, 0),
    ]
}
