//! Names at the right ends of lines.

use plotters::prelude::DrawingBackend;

use super::frame::Frame;
use super::pen::{Align, Face, Pen, Stand};
use super::{Drawn, Theme, words};

/// Of a chart's width, what names take at most.
const MOST: f64 = 0.34;
/// Names that are shortened keep so many letters at least.
const LEAST_LETTERS: usize = 9;

/// Names at the right of lines, if there is room for them.
pub(super) struct EndLabels {
    /// Width kept free for them, 0 if they do not fit.
    pub width: i32,
    /// Letters that a name has at most.
    letters: usize,
}

/// Where a line ends, the place of its style in [`Theme::lanes`], and its name.
pub(super) type End<'a> = ((i32, i32), usize, &'a str);

impl EndLabels {
    /// For lines of these names on a surface of this width.
    pub fn new<'a>(names: impl Iterator<Item = &'a str>, width: i32, theme: &Theme) -> Self {
        let longest = names
            .map(|name| words::width(name, theme.label_size * theme.scale))
            .fold(0.0, f64::max);
        let need = longest.ceil() as i32 + theme.px(22.0);
        Self {
            width: if f64::from(need) <= MOST * f64::from(width) {
                need
            } else {
                0
            },
            letters: usize::MAX,
        }
    }

    /// The same, but names that are too long are shortened in the middle: both ends tell them apart.
    pub fn shortened<'a>(names: impl Iterator<Item = &'a str>, width: i32, theme: &Theme) -> Self {
        let whole = Self::new(names, width, theme);
        let room = MOST * f64::from(width);
        let letter = words::width("m", theme.label_size * theme.scale);
        let letters = ((room - f64::from(theme.px(22.0))) / letter).max(0.0) as usize;
        if whole.width > 0 || letters < LEAST_LETTERS {
            return whole;
        }
        Self {
            width: room as i32,
            letters,
        }
    }

    /// A dot where each line ends and its name beside it.
    pub fn draw<DB: DrawingBackend>(
        &self,
        mut ends: Vec<End>,
        frame: &Frame,
        pen: &Pen<DB>,
    ) -> Drawn<DB> {
        let theme = pen.theme;
        for (end, style, _) in &ends {
            pen.dot(*end, theme.px(3.0), theme.lanes[*style].color)?;
        }
        let pitch = theme.px(17.0);
        if self.width == 0 || ends.len() as i32 * pitch > frame.height() {
            return Ok(());
        }
        ends.sort_by_key(|((_, y), ..)| *y);
        let wanted: Vec<i32> = ends.iter().map(|((_, y), ..)| *y).collect();
        let half = pitch / 2;
        let places = super::line::apart(&wanted, pitch, frame.top + half, frame.bottom - half);
        for (((x, y), style, name), place) in ends.iter().zip(places) {
            let (from, to) = (x + theme.px(3.0), x + theme.px(13.0));
            let color = theme.lanes[*style].color;
            pen.path(vec![(from, *y), (to, place)], color, theme.width(1.0))?;
            pen.text(
                &words::shortened(name, self.letters),
                (to + theme.px(4.0), place),
                (Align::Left, Stand::Center),
                (Face::Sans, theme.label_size),
                theme.text,
            )?;
        }
        Ok(())
    }
}
