//! A few strokes: the only place that speaks to plotters' elements.

use plotters::element::{Drawable, PointCollection};
use plotters::prelude::*;
use plotters::style::text_anchor::Pos;
use plotters::style::{FontDesc, FontFamily, FontStyle, TextStyle};
use plotters_backend::{BackendCoord, DrawingErrorKind};

use super::{Drawn, Surface, Theme};

/// Typeface of a text.
#[derive(Clone, Copy)]
pub(crate) enum Face {
    /// Labels.
    Sans,
    /// Mathematical symbols.
    Symbol,
}

/// Which part of a text is at the point given, across.
pub(crate) use plotters::style::text_anchor::HPos as Align;
/// Which part of a text is at the point given, up and down.
pub(crate) use plotters::style::text_anchor::VPos as Stand;

/// Pixels that the backend puts as they are; plotters' own element for them wants its bitmap backend.
struct Image<'a> {
    at: (i32, i32),
    size: (u32, u32),
    rgb: &'a [u8],
}

impl<'a> PointCollection<'a, (i32, i32)> for &'a Image<'_> {
    type Point = &'a (i32, i32);
    type IntoIter = std::iter::Once<&'a (i32, i32)>;

    fn point_iter(self) -> Self::IntoIter {
        std::iter::once(&self.at)
    }
}

impl<DB: DrawingBackend> Drawable<DB> for Image<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        points: I,
        backend: &mut DB,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<DB::ErrorType>> {
        for at in points {
            backend.blit_bitmap(at, self.size, self.rgb)?;
        }
        Ok(())
    }
}

/// A rectangle, as [`Pen::fill`] takes it, and its colour.
pub(crate) type Tile = (((i32, i32), (i32, i32)), RGBColor);

/// Draws on a surface with a theme; all positions in device pixels.
pub(crate) struct Pen<'a, DB: DrawingBackend> {
    surface: &'a Surface<DB>,
    pub theme: &'a Theme,
}

impl<'a, DB: DrawingBackend> Pen<'a, DB> {
    pub fn new(surface: &'a Surface<DB>, theme: &'a Theme) -> Self {
        Self { surface, theme }
    }

    /// Paints everything over with the background.
    pub fn clear(&self) -> Drawn<DB> {
        self.surface.fill(&self.theme.background)
    }

    /// Fills a rectangle; `right` and `bottom` are not part of it.
    pub fn fill(
        &self,
        (left, top): (i32, i32),
        (right, bottom): (i32, i32),
        color: impl Color,
    ) -> Drawn<DB> {
        if right <= left || bottom <= top {
            return Ok(());
        }
        let corners = [(left, top), (right, bottom)];
        self.surface.draw(&Rectangle::new(corners, color.filled()))
    }

    /// Fills many rectangles that do not cover each other. Those of one colour come one after the other: to
    /// change its colour takes a canvas longer than to fill a rectangle.
    pub fn mosaic(&self, mut tiles: Vec<Tile>) -> Drawn<DB> {
        tiles.sort_by_key(|(_, color)| (color.0, color.1, color.2));
        tiles
            .into_iter()
            .try_for_each(|((from, to), color)| self.fill(from, to, color))
    }

    /// Outlines a rectangle.
    pub fn outline(
        &self,
        from: (i32, i32),
        to: (i32, i32),
        color: impl Color,
        width: u32,
    ) -> Drawn<DB> {
        let style = color.stroke_width(width);
        self.surface.draw(&Rectangle::new([from, to], style))
    }

    /// One open polyline in a single stroke.
    pub fn path(&self, points: Vec<(i32, i32)>, color: impl Color, width: u32) -> Drawn<DB> {
        let style = color.stroke_width(width);
        self.surface.draw(&PathElement::new(points, style))
    }

    /// Fills the inside of a closed line.
    pub fn area(&self, points: Vec<(i32, i32)>, color: impl Color) -> Drawn<DB> {
        self.surface.draw(&Polygon::new(points, color.filled()))
    }

    /// A filled dot.
    pub fn dot(&self, center: (i32, i32), radius: i32, color: impl Color) -> Drawn<DB> {
        self.surface
            .draw(&Circle::new(center, radius, color.filled()))
    }

    /// A circle's outline.
    pub fn ring(
        &self,
        center: (i32, i32),
        radius: i32,
        color: impl Color,
        width: u32,
    ) -> Drawn<DB> {
        let style = color.stroke_width(width);
        self.surface.draw(&Circle::new(center, radius, style))
    }

    /// An image of three bytes a pixel, row by row, its upper left corner at `at`.
    ///
    /// Panics unless `rgb` has as many bytes as the size says.
    pub fn bitmap(&self, at: (i32, i32), size: (u32, u32), rgb: &[u8]) -> Drawn<DB> {
        assert_eq!(rgb.len(), 3 * size.0 as usize * size.1 as usize);
        self.surface.draw(&Image { at, size, rgb })
    }

    /// A line of text of a size in CSS pixels.
    pub fn text(
        &self,
        text: &str,
        at: (i32, i32),
        (align, stand): (Align, Stand),
        (face, size): (Face, f64),
        color: RGBColor,
    ) -> Drawn<DB> {
        let (family, slant) = match face {
            Face::Sans => (&self.theme.sans, FontStyle::Normal),
            Face::Symbol => (&self.theme.serif, FontStyle::Italic),
        };
        let font = FontDesc::new(FontFamily::Name(family), size * self.theme.scale, slant);
        let style = TextStyle::from(font)
            .color(&color)
            .pos(Pos::new(align, stand));
        self.surface.draw(&Text::new(text, at, style))
    }
}
