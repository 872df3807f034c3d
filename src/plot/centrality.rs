//! The distribution of Laplacian centrality over neurons, with what CenSET would prune.

use plotters::prelude::{Color, DrawingBackend};

use super::frame::{Frame, Tick};
use super::pen::{Align, Face, Pen, Stand};
use super::scale::{multiples, nice_step, quantile};
use super::{Drawn, Surface, Theme, words};

/// CenSET's line: neurons with a centrality below it lose their connections.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Threshold {
    /// How many standard deviations below the mean.
    pub k: f64,
    /// μ − kσ.
    pub value: f64,
}

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
    if let Some(line) = data.threshold {
        let below = below(data.lc, line);
        text += &format!(
            "; {} {} below {}",
            none_or(below),
            words::plural(below, "neuron", "neurons"),
            symbol(line),
        );
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

fn symbol(line: Threshold) -> String {
    match words::factor(line.k) {
        one if one == "1" => "μ − σ".into(),
        k => format!("μ − {k}σ"),
    }
}

/// Counts of neurons in bins of one width.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    /// Lower edge of the first bin.
    pub start: f64,
    /// Width of each bin.
    pub width: f64,
    /// Neurons in each bin; lower edge included, upper edge not, but for the last bin.
    pub counts: Vec<usize>,
    /// Of the first bin's neurons, how many lie below its lower edge.
    pub underflow: usize,
    /// Of the last bin's neurons, how many lie above its upper edge.
    pub overflow: usize,
}

impl Histogram {
    /// Bins `values` into about `bins` bins of a round width, from the 0.5 to the 99.5 percentile;
    /// what lies outside is counted in the bins at the ends. Where `edge` is in that range, bins
    /// begin there, so that none straddles it; else they begin at a multiple of their width. Not a
    /// number is not counted; `None` if nothing else is there.
    pub fn new(values: &[f64], bins: usize, edge: Option<f64>) -> Option<Self> {
        let mut low = quantile(values, 0.005)?;
        let high = quantile(values, 0.995)?;
        // Centralities are rarely negative: begin at 0 where that costs little.
        if low > 0.0 && low < 0.3 * high {
            low = 0.0;
        }
        let span = if high > low {
            high - low
        } else {
            low.abs().max(1.0) * 0.5
        };
        let width = nice_step(span, bins);
        let anchor = edge
            .filter(|e| (low..=high).contains(e))
            .map_or(0.0, |e| e.rem_euclid(width));
        let first = ((low - anchor) / width + 1e-9).floor();
        let last = ((high - anchor) / width - 1e-9).floor().max(first);
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
        Some(histogram)
    }

    fn add(&mut self, value: f64) {
        // A hair's breadth, so that a value on an edge made by rounding counts as above it.
        let bin = ((value - self.start) / self.width + 1e-9).floor();
        let last = self.counts.len() - 1;
        if bin < 0.0 {
            self.underflow += 1;
        } else if bin > last as f64 && value > self.end() {
            self.overflow += 1;
        }
        self.counts[bin.clamp(0.0, last as f64) as usize] += 1;
    }

    /// Upper edge of the last bin.
    pub fn end(&self) -> f64 {
        self.start + self.width * self.counts.len() as f64
    }
}

/// Draws the histogram on the whole surface. The height of a bar goes with the square root of its
/// count, so that single neurons in the tails can be seen; the axis says so.
pub fn draw<DB: DrawingBackend>(
    data: &Centrality,
    surface: &Surface<DB>,
    theme: &Theme,
) -> Drawn<DB> {
    let pen = Pen::new(surface, theme);
    pen.clear()?;
    let (width, height) = surface.dim_in_pixel();
    let (width, height) = (width as i32, height as i32);
    let across = (theme.px(44.0), width - theme.px(14.0));
    let down = (theme.px(64.0), height - theme.px(44.0));

    let bins = (f64::from(across.1 - across.0) / theme.scale / 8.0) as usize;
    let threshold = data.threshold.filter(|line| line.value.is_finite());
    let edge = threshold.map(|line| line.value);
    let Some(bars) = Histogram::new(data.lc, bins.clamp(8, 60), edge) else {
        let frame = Frame::new(across, down, 0.0..1.0, 0.0..1.0);
        frame.draw_y(&pen, &[], "neurons")?;
        return frame.draw_empty(&pen, "Centralities appear here with the first epoch.");
    };

    // The threshold belongs to the picture, if it is not too far away to leave the bars legible.
    let (mut low, mut high) = (bars.start, bars.end());
    let span = high - low;
    if let Some(line) = threshold {
        low = low.min((line.value - 0.05 * span).max(low - 0.6 * span));
        high = high.max((line.value + 0.05 * span).min(high + 0.6 * span));
    }
    let most = bars.counts.iter().copied().max().unwrap_or(1).max(1) as f64;
    let frame = Frame::new(across, down, low..high, 0.0..most.sqrt() * 1.04);

    let step = nice_step(
        high - low,
        8.min(1 + across.1 as usize / theme.width(70.0) as usize),
    );
    let ticks: Vec<Tick> = multiples(step, low, high)
        .into_iter()
        .map(|value| (value, words::tick(value, step)))
        .collect();
    frame.draw_y(
        &pen,
        &count_ticks(most, &frame, theme),
        "neurons (square-root scale)",
    )?;
    draw_tint(threshold, &frame, &pen)?;
    draw_bars(&bars, threshold, &frame, &pen)?;
    frame.draw_x(&pen, &ticks, "Laplacian centrality LC")?;
    draw_lines(data, threshold, &frame, &pen)?;
    draw_outside(&bars, &frame, &pen)
}

/// Round counts, dense enough to read and no denser; the axis goes by the square root.
fn count_ticks(most: f64, frame: &Frame, theme: &Theme) -> Vec<Tick> {
    let mut ticks: Vec<Tick> = vec![(0.0, "0".into())];
    let mut last = frame.bottom;
    let round = (0..7).flat_map(|power| [1, 2, 5].map(|digit| digit * 10usize.pow(power)));
    for count in round.take_while(|count| *count as f64 <= most) {
        let (_, y) = frame.at(0.0, (count as f64).sqrt());
        if last - y >= theme.px(22.0) {
            ticks.push(((count as f64).sqrt(), words::count(count)));
            last = y;
        }
    }
    ticks
}

fn draw_tint<DB: DrawingBackend>(
    threshold: Option<Threshold>,
    frame: &Frame,
    pen: &Pen<DB>,
) -> Drawn<DB> {
    let Some(line) = threshold else {
        return Ok(());
    };
    let (x, _) = frame.at(line.value, 0.0);
    let x = x.clamp(frame.left, frame.right);
    pen.fill(
        (frame.left, frame.top),
        (x, frame.bottom),
        pen.theme.cut.mix(0.1),
    )
}

fn draw_bars<DB: DrawingBackend>(
    bars: &Histogram,
    threshold: Option<Threshold>,
    frame: &Frame,
    pen: &Pen<DB>,
) -> Drawn<DB> {
    let theme = pen.theme;
    let gap = theme.width(1.0) as i32;
    for (i, count) in bars.counts.iter().enumerate().filter(|(_, n)| **n > 0) {
        let start = bars.start + i as f64 * bars.width;
        let center = start + bars.width / 2.0;
        let pruned = threshold.is_some_and(|line| center < line.value);
        let color = if pruned {
            theme.cut.mix(0.85)
        } else {
            theme.muted.mix(0.7)
        };
        let (left, top) = frame.at(start, (*count as f64).sqrt());
        let (right, _) = frame.at(start + bars.width, 0.0);
        pen.fill(
            (left, top),
            ((right - gap).max(left + 1), frame.bottom),
            color,
        )?;
    }
    Ok(())
}

/// μ and the threshold, each a line with its name on a row of its own.
fn draw_lines<DB: DrawingBackend>(
    data: &Centrality,
    threshold: Option<Threshold>,
    frame: &Frame,
    pen: &Pen<DB>,
) -> Drawn<DB> {
    let theme = pen.theme;
    if data.mean.is_finite() {
        let label = format!("μ = {}", words::short(data.mean));
        draw_line(data.mean, &label, 1, theme.text, frame, pen)?;
    }
    let Some(line) = threshold else {
        return Ok(());
    };
    let label = format!(
        "{} below {} = {}",
        match below(data.lc, line) {
            0 => "none".into(),
            n => words::count(n),
        },
        symbol(line),
        words::short(line.value),
    );
    draw_line(line.value, &label, 0, theme.cut, frame, pen)
}

fn draw_line<DB: DrawingBackend>(
    value: f64,
    label: &str,
    row: i32,
    color: plotters::style::RGBColor,
    frame: &Frame,
    pen: &Pen<DB>,
) -> Drawn<DB> {
    let theme = pen.theme;
    let (x, _) = frame.at(value, 0.0);
    let outside = x < frame.left || x > frame.right;
    let x = x.clamp(frame.left, frame.right);
    let row_height = theme.px(18.0);
    let middle = frame.top - theme.px(32.0) + row * row_height;
    let thin = theme.width(1.5) as i32;
    if !outside {
        pen.fill(
            (x, middle - row_height / 2),
            (x + thin, frame.bottom),
            color,
        )?;
    }
    let room = frame.right - x;
    let needs = words::width(label, theme.label_size * theme.scale) as i32;
    let (align, shift) = if room >= needs {
        (Align::Left, theme.px(6.0))
    } else {
        (Align::Right, -theme.px(5.0))
    };
    let label = match outside {
        true if x == frame.left => format!("← {label}"),
        _ => label.to_string(),
    };
    pen.text(
        &label,
        (x + shift, middle),
        (align, Stand::Center),
        (Face::Symbol, theme.label_size),
        theme.text,
    )
}

/// Says which bars stand for more than their place on the axis.
fn draw_outside<DB: DrawingBackend>(bars: &Histogram, frame: &Frame, pen: &Pen<DB>) -> Drawn<DB> {
    let last = bars.counts.len() - 1;
    let ends = [
        (0, bars.underflow, "below", bars.start, Align::Left),
        (last, bars.overflow, "beyond", bars.end(), Align::Right),
    ];
    for (bin, n, side, value, align) in ends.into_iter().filter(|end| end.1 > 0) {
        let (x, top) = frame.at(value, (bars.counts[bin] as f64).sqrt());
        pen.text(
            &format!("with {} {side} {}", words::count(n), words::short(value)),
            (x, top - pen.theme.px(3.0)),
            (align, Stand::Bottom),
            (Face::Sans, pen.theme.tick_size),
            pen.theme.muted,
        )?;
    }
    Ok(())
}
