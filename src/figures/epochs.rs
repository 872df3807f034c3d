//! One quantity over the epochs, a line a lane.

use std::ops::Range;

use plotters::prelude::DrawingBackend;

use super::end_labels::EndLabels;
use super::frame::{self, Frame, Tick};
use super::pen::Pen;
use super::scale::{nice_step, percent_step, quantile};
use super::{Drawn, Surface, Theme, line};

mod quantity;

pub use quantity::{Axis, QUANTITIES, Quantity, Read, quantity};

/// The values of one lane.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Title of the lane, written at the line's end.
    pub name: String,
    /// Its place in [`Theme::lanes`].
    pub style: usize,
    /// Epoch and value, epochs ascending; not a number interrupts the line.
    pub values: Vec<(u32, f64)>,
}

impl Series {
    fn last(&self) -> Option<(u32, f64)> {
        self.values.iter().copied().rfind(|(_, v)| v.is_finite())
    }
}

/// A chart over epochs.
#[derive(Clone, Copy, Debug)]
pub struct Epochs<'a> {
    /// What is shown.
    pub quantity: &'static Quantity,
    /// The lanes, at most four read well.
    pub series: &'a [Series],
    /// How many epochs are asked for; the horizontal axis ends there.
    pub budget: u32,
    /// An epoch that is being looked at: a line marks it.
    pub marked: Option<u32>,
}

/// What the figure shows, in words.
pub fn describe(data: &Epochs) -> String {
    let ends: Vec<String> = data
        .series
        .iter()
        .filter_map(|series| {
            let (_, value) = series.last()?;
            Some(format!("{} {}", series.name, (data.quantity.write)(value)))
        })
        .collect();
    let name = data.quantity.name;
    match data
        .series
        .iter()
        .filter_map(Series::last)
        .map(|l| l.0)
        .max()
    {
        None => format!("{name}: no epoch has run yet."),
        Some(epoch) => format!(
            "{name} after epoch {epoch} of {}: {}.",
            data.budget,
            ends.join(", ")
        ),
    }
}

/// Where everything of a chart goes.
struct Chart {
    frame: Frame,
    /// Values at the ends of the vertical axis.
    range: Range<f64>,
    x_ticks: Vec<Tick>,
    y_ticks: Vec<Tick>,
    /// The epoch at the right end.
    last: u32,
    labels: EndLabels,
}

impl Chart {
    fn of(data: &Epochs, (width, height): (u32, u32), theme: &Theme) -> Self {
        let (width, height) = (width as i32, height as i32);
        let labels = EndLabels::new(data.series.iter().map(|s| s.name.as_str()), width, theme);
        let down = (theme.px(30.0), height - theme.px(44.0));
        let last = data
            .series
            .iter()
            .flat_map(|s| s.values.iter().map(|v| v.0))
            .fold(data.budget.max(1), u32::max);
        let parts = ((down.1 - down.0) / theme.px(34.0).max(1)).clamp(2, 5) as usize;
        let (range, step) = vertical(data, last, parts);
        let y_ticks = frame::ticks(step, range.start, range.end);
        let left = frame::left_margin(y_ticks.iter().map(|(_, label)| label.as_str()), theme);
        let across = (left, width - labels.width.max(theme.px(14.0)));
        let parts = ((across.1 - across.0) / theme.px(60.0).max(1)).clamp(1, 6) as usize;
        let x_step = nice_step(f64::from(last), parts).max(1.0).ceil();
        Self {
            frame: Frame::new(across, down, 0.0..f64::from(last), range.clone()),
            range,
            x_ticks: frame::ticks(x_step, 0.0, f64::from(last)),
            y_ticks,
            last,
            labels,
        }
    }
}

/// Where the epochs are in what [`draw`] draws on a surface of so many device pixels: epoch 0 from the left, and
/// the distance from one to the next.
pub fn places(data: &Epochs, size: (u32, u32), theme: &Theme) -> [f64; 2] {
    let Chart { frame, last, .. } = Chart::of(data, size, theme);
    let (left, right) = (f64::from(frame.left), f64::from(frame.right));
    [left, (right - left) / f64::from(last)]
}

/// Draws the chart on the whole surface.
pub fn draw<DB: DrawingBackend>(data: &Epochs, surface: &Surface<DB>, theme: &Theme) -> Drawn<DB> {
    let pen = Pen::new(surface, theme);
    pen.clear()?;
    let Chart {
        frame,
        range,
        x_ticks,
        y_ticks,
        last,
        labels,
    } = Chart::of(data, surface.dim_in_pixel(), theme);
    frame.draw_y(&pen, &y_ticks, data.quantity.title)?;
    frame.draw_x(&pen, &x_ticks, "epoch")?;
    if data.series.iter().all(|s| s.last().is_none()) {
        return frame.draw_empty(&pen, "Lines grow here as epochs run.");
    }

    if let Some(epoch) = data.marked.filter(|&epoch| epoch <= last) {
        let (x, _) = frame.at(f64::from(epoch), 0.0);
        let thin = theme.width(1.5) as i32;
        pen.fill((x, frame.top), (x + thin, frame.bottom), theme.text)?;
    }

    // Solid lines first, so that a dashed one on the same values can still be seen.
    let mut order: Vec<&Series> = data.series.iter().collect();
    censet::order::sort_by_key(&mut order, |series| {
        !theme.lanes[series.style].dash.is_empty()
    });
    for series in order {
        let style = &theme.lanes[series.style];
        let dash: Vec<f64> = style.dash.iter().map(|css| css * theme.scale).collect();
        let values = series
            .values
            .iter()
            .map(|&(epoch, value)| (f64::from(epoch), value));
        for run in line::visible_runs(values, &range) {
            let points: Vec<(i32, i32)> = run.into_iter().map(|(x, y)| frame.at(x, y)).collect();
            for piece in line::dashes(&points, &dash) {
                pen.path(piece, style.color, theme.width(theme.stroke))?;
            }
        }
    }
    let ends = data.series.iter().filter_map(|series| {
        let (epoch, value) = series.last()?;
        let inside = value.clamp(range.start, range.end);
        let end = frame.at(f64::from(epoch), inside);
        Some((end, series.style, series.name.as_str()))
    });
    labels.draw(ends.collect(), &frame, &pen)
}

/// The vertical axis: from where to where, and the step of its ticks.
fn vertical(data: &Epochs, last: u32, parts: usize) -> (Range<f64>, f64) {
    let values = || {
        let all = data.series.iter().flat_map(|s| s.values.iter().copied());
        all.filter(|(_, value)| value.is_finite())
    };
    match data.quantity.axis {
        Axis::Percent => (0.0..100.0, percent_step(parts)),
        Axis::Zoomed => {
            let run = values().map(|(epoch, _)| epoch).max().unwrap_or(last);
            let late: Vec<f64> = values()
                .filter(|(epoch, _)| epoch * 4 >= run && (*epoch > 0 || run == 0))
                .map(|(_, value)| value.clamp(0.0, 100.0))
                .collect();
            let low = quantile(&late, 0.0).unwrap_or(0.0);
            let high = quantile(&late, 1.0).unwrap_or(100.0);
            let step = nice_step((high - low).max(1.0), parts);
            let bottom = (low / step - 1e-6).floor() * step;
            let top = (high / step + 1e-6).ceil() * step;
            (bottom..top.max(bottom + step), step)
        }
        Axis::Share => (0.0..1.0, if parts >= 5 { 0.2 } else { 0.25 }),
        Axis::FromZero | Axis::Count => {
            let most = values().map(|(_, value)| value).fold(0.0, f64::max);
            let mut step = nice_step(most, parts);
            if data.quantity.axis == Axis::Count {
                step = step.max(1.0).ceil();
            }
            (0.0..(most / step - 1e-6).ceil().max(1.0) * step, step)
        }
    }
}
