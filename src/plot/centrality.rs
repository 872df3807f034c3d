//! The distribution of Laplacian centrality over neurons, with what CenSET would prune.

mod histogram;

pub use histogram::Histogram;

use std::ops::Range;

use plotters::prelude::{Color, DrawingBackend};

use super::frame::{self, Frame, Tick};
use super::pen::{Align, Face, Pen, Stand};
use super::scale::{multiples, nice_step};
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
            symbol(line.k),
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

/// The line that is k standard deviations below the mean, as the paper writes it.
pub fn symbol(k: f64) -> String {
    match k {
        0.0 => "μ".into(),
        1.0 => "μ − σ".into(),
        k => format!("μ − {k}σ"),
    }
}

impl Threshold {
    /// The line and where it lies: `μ − 2.6σ = −3.71`.
    pub fn written(self) -> String {
        format!("{} = {}", symbol(self.k), words::short(self.value))
    }
}

/// What all figures beside one another have in common, so that they can be compared.
struct Shared {
    /// Where the bins begin and end.
    bins: (f64, f64),
    /// Values at the ends of the horizontal axis.
    axis: Range<f64>,
    /// The highest count.
    most: f64,
}

impl Shared {
    /// `None` if no network has a centrality.
    fn of(data: &[Centrality], count: usize) -> Option<Self> {
        let extents = data.iter().filter_map(|data| histogram::extent(data.lc));
        let (low, high) = extents.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
        let mut shared = Self {
            bins: (low, high),
            axis: low..high,
            most: 1.0,
        };
        for data in data {
            let bars = shared.bars(data, count);
            shared.axis = shared.axis.start.min(bars.start)..shared.axis.end.max(bars.end());
            let most = bars.counts.iter().copied().max().unwrap_or(0);
            shared.most = shared.most.max(most as f64);
        }
        // A threshold belongs to the picture, if it is not too far away to leave the bars legible.
        let Range { start, end } = shared.axis;
        let span = end - start;
        for line in data.iter().filter_map(Centrality::line) {
            let from = (line.value - 0.05 * span).max(start - 0.6 * span);
            let to = (line.value + 0.05 * span).min(end + 0.6 * span);
            shared.axis = shared.axis.start.min(from)..shared.axis.end.max(to);
        }
        Some(shared)
    }

    fn bars(&self, data: &Centrality, count: usize) -> Histogram {
        let edge = data.line().map(|line| line.value);
        Histogram::within(data.lc, self.bins, count, edge)
    }
}

impl Centrality<'_> {
    /// The threshold, if it is a number.
    fn line(&self) -> Option<Threshold> {
        self.threshold.filter(|line| line.value.is_finite())
    }
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
    let (width, height) = surface.dim_in_pixel();
    let (width, height) = (width as i32, height as i32);
    let across = |left| (left, width - theme.px(14.0));
    let down = (theme.px(64.0), height - theme.px(44.0));

    let count = (f64::from(width) / theme.scale / 8.0) as usize;
    let count = count.clamp(8, 60);
    let Some(shared) = Shared::of(lanes, count) else {
        let frame = Frame::new(across(theme.px(44.0)), down, 0.0..1.0, 0.0..1.0);
        frame.draw_y(&pen, &[], "neurons")?;
        let said = match data.lc {
            [] => "Centralities appear here with the first epoch.",
            _ => "No centrality is a number any more: this network has diverged.",
        };
        return frame.draw_empty(&pen, said);
    };
    let bars = shared.bars(data, count);
    let threshold = data.line();
    let left = frame::left_margin([words::count(shared.most as usize).as_str()], theme);
    let across = across(left);
    let (low, high) = (shared.axis.start, shared.axis.end);
    let frame = Frame::new(across, down, low..high, 0.0..shared.most.sqrt() * 1.04);

    let step = nice_step(
        high - low,
        8.min(1 + across.1 as usize / theme.width(70.0) as usize),
    );
    let ticks: Vec<Tick> = multiples(step, low, high)
        .into_iter()
        .map(|value| (value, words::tick(value, step)))
        .collect();
    frame.draw_y(&pen, &count_ticks(shared.most, &frame, theme), COUNTS)?;
    draw_tint(threshold, &frame, &pen)?;
    draw_bars(&bars, threshold, &frame, &pen)?;
    frame.draw_x(&pen, &ticks, "Laplacian centrality LC")?;
    draw_lines(data, threshold, &frame, &pen)?;
    draw_outside(&bars, &frame, &pen)
}

/// Title of the vertical axis.
const COUNTS: &str = "neurons (√ scale)";

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
        "{} below {}",
        match below(data.lc, line) {
            0 => "none".into(),
            n => words::count(n),
        },
        line.written(),
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

/// Says what the bars at the ends hold besides what is in their place: at the right of the title, so
/// that no bar is in the way.
fn draw_outside<DB: DrawingBackend>(bars: &Histogram, frame: &Frame, pen: &Pen<DB>) -> Drawn<DB> {
    let theme = pen.theme;
    let ends = [
        (bars.underflow, "below", bars.start),
        (bars.overflow, "beyond", bars.end()),
    ];
    let say = |with: &dyn Fn(usize, &str, f64) -> String| {
        let there = ends.into_iter().filter(|end| end.0 > 0);
        let said: Vec<String> = there.map(|(n, side, at)| with(n, side, at)).collect();
        said.join(" and ")
    };
    if bars.underflow + bars.overflow == 0 {
        return Ok(());
    }
    let full = say(&|n, side, at| format!("{} {side} {}", words::count(n), words::short(at)));
    let brief = say(&|n, side, _| format!("{} {side}", words::count(n)));
    let size = theme.tick_size;
    let title = words::width(COUNTS, theme.label_size * theme.scale) as i32 + theme.px(20.0);
    let fits = |text: &String| words::width(text, size * theme.scale) as i32 <= frame.right - title;
    let texts = [format!("end bars hold {full}"), full, brief];
    let Some(text) = texts.iter().find(|text| fits(text)) else {
        return Ok(());
    };
    pen.text(
        text,
        (frame.right, theme.px(5.0)),
        (Align::Right, Stand::Top),
        (Face::Sans, size),
        theme.muted,
    )
}
