//! Names at the right ends of lines.

use plotters::prelude::DrawingBackend;

use super::frame::Frame;
use super::pen::{Align, Face, Pen, Stand};
use super::{Drawn, Theme, words};

/// Names at the right of lines, if there is room for them.
pub(super) struct EndLabels {
    /// Width kept free for them, 0 if they do not fit.
    pub width: i32,
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
            width: if f64::from(need) <= 0.34 * f64::from(width) {
                need
            } else {
                0
            },
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
                name,
                (to + theme.px(4.0), place),
                (Align::Left, Stand::Center),
                (Face::Sans, theme.label_size),
                theme.text,
            )?;
        }
        Ok(())
    }
}
