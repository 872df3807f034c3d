//! One quantity against another, a line a lane.

use plotters::prelude::DrawingBackend;

use super::end_labels::EndLabels;
use super::frame::{self, Frame};
use super::pen::Pen;
use super::scale::nice_step;
use super::{Drawn, Surface, Theme, line, words};

/// What is drawn against what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Percent of connections still there so many epochs after they grew (Kaplan–Meier).
    Survival,
    /// Percent of the connections that are at least so many epochs old.
    Ages,
    /// Percent of the neurons with at least so many connections.
    Degrees,
    /// Test accuracy in percent against the mean centrality, epoch by epoch.
    AccuracyAgainstMean,
    /// Test accuracy in percent against the deviation of centrality, epoch by epoch.
    AccuracyAgainstSpread,
    /// Against the mean of what the paper's code recorded, on a graph of its own for each method.
    AccuracyAgainstRecordedMean,
    /// Against the deviation of the same.
    AccuracyAgainstRecordedSpread,
}

impl Relation {
    /// Titles of the horizontal and of the vertical axis.
    pub fn titles(self) -> (&'static str, &'static str) {
        match self {
            Self::Survival => ("epochs since it grew", "connections surviving, %"),
            Self::Ages => ("age, epochs", "connections at least so old, %"),
            Self::Degrees => (
                "connections of a neuron",
                "neurons with at least so many, %",
            ),
            Self::AccuracyAgainstMean => ("mean of LC", "test accuracy, %"),
            Self::AccuracyAgainstSpread => ("σ of LC", "test accuracy, %"),
            Self::AccuracyAgainstRecordedMean => ("mean of LC as recorded", "test accuracy, %"),
            Self::AccuracyAgainstRecordedSpread => ("σ of LC as recorded", "test accuracy, %"),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Survival => "Survival of connections",
            Self::Ages => "Ages of connections",
            Self::Degrees => "Degrees of neurons",
            Self::AccuracyAgainstMean => "Test accuracy against mean Laplacian centrality",
            Self::AccuracyAgainstSpread => {
                "Test accuracy against the standard deviation of Laplacian centrality"
            }
            Self::AccuracyAgainstRecordedMean => {
                "Test accuracy against mean Laplacian centrality as the paper's code recorded it"
            }
            Self::AccuracyAgainstRecordedSpread => {
                "Test accuracy against the standard deviation of Laplacian centrality as the paper's code recorded it"
            }
        }
    }

    /// Whether the horizontal axis counts epochs or connections.
    fn counts(self) -> bool {
        matches!(self, Self::Survival | Self::Ages | Self::Degrees)
    }
}

/// The points of one lane.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// Title of the lane, written at the line's end.
    pub name: String,
    /// Its place in [`Theme::lanes`].
    pub style: usize,
    /// In the order in which they are joined; one that is not finite is left out.
    pub points: Vec<(f64, f64)>,
}

impl Curve {
    fn finite(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        let points = self.points.iter().copied();
        points.filter(|(x, y)| x.is_finite() && y.is_finite())
    }

    /// The first x at which y has come down to `level`.
    fn down_to(&self, level: f64) -> Option<f64> {
        self.finite().find(|(_, y)| *y <= level).map(|(x, _)| x)
    }
}

/// A chart of curves.
#[derive(Clone, Copy, Debug)]
pub struct Curves<'a> {
    /// What is shown.
    pub relation: Relation,
    /// The lanes, at most four read well.
    pub curves: &'a [Curve],
    /// The epoch up to which it is shown.
    pub epoch: u32,
}

/// What the figure shows, in words.
pub fn describe(data: &Curves) -> String {
    let said: Vec<String> = data
        .curves
        .iter()
        .filter_map(|curve| {
            let (x, y) = curve.finite().last()?;
            let name = &curve.name;
            Some(match data.relation {
                Relation::Survival => format!(
                    "{name} {} % after {} epochs",
                    words::fixed(y, 1),
                    words::factor(x)
                ),
                Relation::Ages | Relation::Degrees => match curve.down_to(50.0) {
                    Some(half) => format!("{name} half below {}", words::factor(half)),
                    None => format!("{name} at most {}", words::factor(x)),
                },
                Relation::AccuracyAgainstMean
                | Relation::AccuracyAgainstSpread
                | Relation::AccuracyAgainstRecordedMean
                | Relation::AccuracyAgainstRecordedSpread => {
                    format!("{name} {} % at {}", words::fixed(y, 1), words::short(x))
                }
            })
        })
        .collect();
    let name = data.relation.name();
    match said.is_empty() {
        true => format!("{name}: nothing to show yet."),
        false => format!("{name}, epoch {}: {}.", data.epoch, said.join(", ")),
    }
}

/// Draws the chart on the whole surface.
pub fn draw<DB: DrawingBackend>(data: &Curves, surface: &Surface<DB>, theme: &Theme) -> Drawn<DB> {
    let pen = Pen::new(surface, theme);
    pen.clear()?;
    let (width, height) = surface.dim_in_pixel();
    let (width, height) = (width as i32, height as i32);
    let names = data.curves.iter().map(|curve| curve.name.as_str());
    let labels = EndLabels::new(names, width, theme);
    let down = (theme.px(30.0), height - theme.px(44.0));
    let left = frame::left_margin(["100"], theme);
    let across = (left, width - labels.width.max(theme.px(14.0)));

    let xs = || data.curves.iter().flat_map(|c| c.finite().map(|(x, _)| x));
    let high = xs().fold(0.0, f64::max);
    let low = xs().fold(0.0, f64::min);
    let parts = ((across.1 - across.0) / theme.px(60.0).max(1)).clamp(1, 6) as usize;
    let mut step = nice_step(high - low, parts);
    if data.relation.counts() {
        step = step.max(1.0).ceil();
    }
    let high = high.max(low + step);
    let frame = Frame::new(across, down, low..high, 0.0..100.0);
    let y_step = if frame.height() >= theme.px(170.0) {
        20.0
    } else {
        25.0
    };
    let (x_title, y_title) = data.relation.titles();
    frame.draw_y(&pen, &frame::ticks(y_step, 0.0, 100.0), y_title)?;
    frame.draw_x(&pen, &frame::ticks(step, low, high), x_title)?;
    if xs().next().is_none() {
        return frame.draw_empty(&pen, "Lines grow here as epochs run.");
    }
    let mut order: Vec<&Curve> = data.curves.iter().collect();
    order.sort_by_key(|curve| !theme.lanes[curve.style].dash.is_empty());
    for curve in &order {
        let style = &theme.lanes[curve.style];
        let dash: Vec<f64> = style.dash.iter().map(|css| css * theme.scale).collect();
        let points: Vec<(i32, i32)> = curve.finite().map(|(x, y)| frame.at(x, y)).collect();
        for piece in line::dashes(&points, &dash) {
            pen.path(piece, style.color, theme.width(theme.stroke))?;
        }
    }
    let ends = data.curves.iter().filter_map(|curve| {
        let (x, y) = curve.finite().last()?;
        Some((frame.at(x, y), curve.style, curve.name.as_str()))
    });
    labels.draw(ends.collect(), &frame, &pen)
}
