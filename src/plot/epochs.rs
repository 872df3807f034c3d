//! One quantity over the epochs, a line a lane.

mod line;

use std::ops::Range;

use plotters::prelude::DrawingBackend;

use super::frame::{self, Frame, Tick};
use super::pen::{Align, Face, Pen, Stand};
use super::scale::{multiples, nice_step, quantile};
use super::{Drawn, Surface, Theme, words};

/// What the vertical axis shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Test accuracy in percent, on an axis from 0 to 100 %.
    Accuracy,
    /// Test accuracy in percent, on an axis that fits what came after the first quarter.
    AccuracyZoomed,
    /// Standard deviation σ of Laplacian centrality.
    CentralitySpread,
    /// Connections cut in an epoch.
    Removed,
}

impl Quantity {
    /// Name and unit, the title of the axis.
    pub fn title(self) -> &'static str {
        match self {
            Self::Accuracy => "test accuracy, %",
            Self::AccuracyZoomed => "test accuracy, % (zoomed)",
            Self::CentralitySpread => "σ of Laplacian centrality",
            Self::Removed => "connections cut in the epoch",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Accuracy | Self::AccuracyZoomed => "Test accuracy",
            Self::CentralitySpread => "Standard deviation of Laplacian centrality",
            Self::Removed => "Connections cut",
        }
    }

    /// A value as labels and sentences write it, with its unit.
    pub fn write(self, value: f64) -> String {
        match self {
            Self::Accuracy | Self::AccuracyZoomed => format!("{} %", words::fixed(value, 1)),
            Self::CentralitySpread => words::fixed(value, 2),
            Self::Removed => words::tick(value, 1.0),
        }
    }
}

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
    pub quantity: Quantity,
    /// The lanes, at most four read well.
    pub series: &'a [Series],
    /// How many epochs are asked for; the horizontal axis ends there.
    pub budget: u32,
}

/// What the figure shows, in words.
pub fn describe(data: &Epochs) -> String {
    let ends: Vec<String> = data
        .series
        .iter()
        .filter_map(|series| {
            let (_, value) = series.last()?;
            Some(format!("{} {}", series.name, data.quantity.write(value)))
        })
        .collect();
    let name = data.quantity.name();
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

/// Draws the chart on the whole surface.
pub fn draw<DB: DrawingBackend>(data: &Epochs, surface: &Surface<DB>, theme: &Theme) -> Drawn<DB> {
    let pen = Pen::new(surface, theme);
    pen.clear()?;
    let (width, height) = surface.dim_in_pixel();
    let (width, height) = (width as i32, height as i32);
    let labels = EndLabels::new(data, width, theme);
    let down = (theme.px(30.0), height - theme.px(44.0));

    let last = data
        .series
        .iter()
        .flat_map(|s| s.values.iter().map(|v| v.0))
        .fold(data.budget.max(1), u32::max);
    let parts = ((down.1 - down.0) / theme.px(34.0).max(1)).clamp(2, 5) as usize;
    let (range, step) = vertical(data, last, parts);
    let y_ticks: Vec<Tick> = multiples(step, range.start, range.end)
        .into_iter()
        .map(|value| (value, words::tick(value, step)))
        .collect();
    let left = frame::left_margin(y_ticks.iter().map(|(_, label)| label.as_str()), theme);
    let across = (left, width - labels.width.max(theme.px(14.0)));
    let frame = Frame::new(across, down, 0.0..f64::from(last), range.clone());
    let parts = ((across.1 - across.0) / theme.px(60.0).max(1)).clamp(1, 6) as usize;
    let x_step = nice_step(f64::from(last), parts).max(1.0).ceil();
    let x_ticks: Vec<Tick> = multiples(x_step, 0.0, f64::from(last))
        .into_iter()
        .map(|value| (value, words::tick(value, x_step)))
        .collect();
    frame.draw_y(&pen, &y_ticks, data.quantity.title())?;
    frame.draw_x(&pen, &x_ticks, "epoch")?;
    if data.series.iter().all(|s| s.last().is_none()) {
        return frame.draw_empty(&pen, "Lines grow here as epochs run.");
    }

    // Solid lines first, so that a dashed one on the same values can still be seen.
    let mut order: Vec<&Series> = data.series.iter().collect();
    order.sort_by_key(|series| !theme.lanes[series.style].dash.is_empty());
    for series in order {
        let style = &theme.lanes[series.style];
        let dash: Vec<f64> = style.dash.iter().map(|css| css * theme.scale).collect();
        for run in line::visible_runs(&series.values, &range) {
            let points: Vec<(i32, i32)> = run.into_iter().map(|(x, y)| frame.at(x, y)).collect();
            for piece in line::dashes(&points, &dash) {
                pen.path(piece, style.color, theme.width(theme.stroke))?;
            }
        }
    }
    labels.draw(data, &range, &frame, &pen)
}

/// The vertical axis: from where to where, and the step of its ticks.
fn vertical(data: &Epochs, last: u32, parts: usize) -> (Range<f64>, f64) {
    let values = || {
        let all = data.series.iter().flat_map(|s| s.values.iter().copied());
        all.filter(|(_, value)| value.is_finite())
    };
    match data.quantity {
        Quantity::Accuracy => (0.0..100.0, if parts >= 5 { 20.0 } else { 25.0 }),
        Quantity::AccuracyZoomed => {
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
        Quantity::CentralitySpread | Quantity::Removed => {
            let most = values().map(|(_, value)| value).fold(0.0, f64::max);
            let mut step = nice_step(most, parts);
            if data.quantity == Quantity::Removed {
                step = step.max(1.0).ceil();
            }
            (0.0..(most / step - 1e-6).ceil().max(1.0) * step, step)
        }
    }
}

/// Names and last values at the right of the lines.
struct EndLabels {
    /// Width kept free for them, 0 if they do not fit.
    width: i32,
}

impl EndLabels {
    fn new(data: &Epochs, width: i32, theme: &Theme) -> Self {
        let longest = data
            .series
            .iter()
            .map(|series| words::width(&series.name, theme.label_size * theme.scale))
            .fold(0.0, f64::max);
        let need = longest.ceil() as i32 + theme.px(22.0);
        Self {
            width: if f64::from(need) <= 0.34 * f64::from(width) {
                need
            } else {
                0
            },
        }
    }

    fn draw<DB: DrawingBackend>(
        &self,
        data: &Epochs,
        range: &Range<f64>,
        frame: &Frame,
        pen: &Pen<DB>,
    ) -> Drawn<DB> {
        let theme = pen.theme;
        let mut ends: Vec<(&Series, (i32, i32))> = data
            .series
            .iter()
            .filter_map(|series| {
                let (epoch, value) = series.last()?;
                let inside = value.clamp(range.start, range.end);
                Some((series, frame.at(f64::from(epoch), inside)))
            })
            .collect();
        for (series, end) in &ends {
            pen.dot(*end, theme.px(3.0), theme.lanes[series.style].color)?;
        }
        let pitch = theme.px(17.0);
        if self.width == 0 || ends.len() as i32 * pitch > frame.height() {
            return Ok(());
        }
        ends.sort_by_key(|(_, (_, y))| *y);
        let wanted: Vec<i32> = ends.iter().map(|(_, (_, y))| *y).collect();
        let half = pitch / 2;
        let places = line::apart(&wanted, pitch, frame.top + half, frame.bottom - half);
        for ((series, (x, y)), place) in ends.iter().zip(places) {
            let (from, to) = (x + theme.px(3.0), x + theme.px(13.0));
            let color = theme.lanes[series.style].color;
            pen.path(vec![(from, *y), (to, place)], color, theme.width(1.0))?;
            pen.text(
                &series.name,
                (to + theme.px(4.0), place),
                (Align::Left, Stand::Center),
                (Face::Sans, theme.label_size),
                theme.text,
            )?;
        }
        Ok(())
    }
}
