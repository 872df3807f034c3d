//! A pair of axes: where values fall on the surface, light grid, few ticks, titles.

use std::ops::Range;

use plotters::coord::CoordTranslate;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::DrawingBackend;

use super::pen::{Align, Face, Pen, Stand};
use super::scale::multiples;
use super::{Drawn, Theme, words};

/// The rectangle that data is drawn in, with the values at its edges.
pub(crate) struct Frame {
    pub left: i32,
    pub right: i32,
    pub top: i32,
    pub bottom: i32,
    axes: Cartesian2d<RangedCoordf64, RangedCoordf64>,
}

/// A mark on an axis: its value there and what to write.
pub(crate) type Tick = (f64, String);

/// Ticks at the multiples of `step` from `low` to `high`.
pub(crate) fn ticks(step: f64, low: f64, high: f64) -> Vec<Tick> {
    let values = multiples(step, low, high).into_iter();
    values.map(|v| (v, words::tick(v, step))).collect()
}

/// Room at the left of a frame for the labels of its vertical axis, in device pixels.
pub(crate) fn left_margin<'a>(labels: impl IntoIterator<Item = &'a str>, theme: &Theme) -> i32 {
    let widths = labels
        .into_iter()
        .map(|label| words::width(label, theme.tick_size * theme.scale));
    let longest = widths.fold(0.0, f64::max).ceil() as i32;
    theme.px(36.0).max(longest + theme.px(10.0))
}

impl Frame {
    /// Values `x` from `left` to `right`, values `y` from `bottom` up to `top`.
    pub fn new(
        (left, right): (i32, i32),
        (top, bottom): (i32, i32),
        x: Range<f64>,
        y: Range<f64>,
    ) -> Self {
        let (right, bottom) = (right.max(left + 1), bottom.max(top + 1));
        Self {
            left,
            right,
            top,
            bottom,
            axes: Cartesian2d::new(x, y, (left..right, bottom..top)),
        }
    }

    /// Where a pair of values falls.
    pub fn at(&self, x: f64, y: f64) -> (i32, i32) {
        self.axes.translate(&(x, y))
    }

    /// Height of the plot in pixels.
    pub fn height(&self) -> i32 {
        self.bottom - self.top
    }

    /// Grid lines and labels of the vertical axis, its title above it, the base line.
    pub fn draw_y<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        ticks: &[Tick],
        title: &str,
    ) -> Drawn<DB> {
        let theme = pen.theme;
        let thin = theme.width(theme.hairline) as i32;
        for (value, label) in ticks {
            let (_, y) = self.at(0.0, *value);
            pen.fill((self.left, y), (self.right, y + thin), theme.line)?;
            pen.text(
                label,
                (self.left - theme.px(6.0), y),
                (Align::Right, Stand::Center),
                (Face::Sans, theme.tick_size),
                theme.muted,
            )?;
        }
        pen.fill(
            (self.left, self.bottom),
            (self.right, self.bottom + thin),
            theme.muted,
        )?;
        pen.text(
            title,
            (theme.px(4.0), theme.px(4.0)),
            (Align::Left, Stand::Top),
            (Face::Sans, theme.label_size),
            theme.text,
        )
    }

    /// Marks and labels of the horizontal axis, and its title below them at the right.
    pub fn draw_x<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        ticks: &[Tick],
        title: &str,
    ) -> Drawn<DB> {
        let theme = pen.theme;
        let thin = theme.width(theme.hairline) as i32;
        for (value, label) in ticks {
            let (x, _) = self.at(*value, 0.0);
            pen.fill(
                (x, self.bottom),
                (x + thin, self.bottom + theme.px(4.0)),
                theme.muted,
            )?;
            pen.text(
                label,
                (x, self.bottom + theme.px(7.0)),
                (Align::Center, Stand::Top),
                (Face::Sans, theme.tick_size),
                theme.muted,
            )?;
        }
        pen.text(
            title,
            (self.right, self.bottom + theme.px(24.0)),
            (Align::Right, Stand::Top),
            (Face::Sans, theme.label_size),
            theme.text,
        )
    }

    /// A quiet sentence in the middle of an empty plot.
    pub fn draw_empty<DB: DrawingBackend>(&self, pen: &Pen<DB>, sentence: &str) -> Drawn<DB> {
        pen.text(
            sentence,
            ((self.left + self.right) / 2, (self.top + self.bottom) / 2),
            (Align::Center, Stand::Center),
            (Face::Sans, pen.theme.label_size),
            pen.theme.muted,
        )
    }
}
