//! Lines of the connections, no more than can be drawn quickly and read.

use std::ops::Range;

use plotters::prelude::{Color, DrawingBackend};

use super::{Edge, EdgeState, Layout, NetworkGraph};
use crate::pen::Pen;
use crate::{Drawn, Theme};

/// At most this many strokes are drawn: plotters sets the style anew for each.
pub const MAX_SEGMENTS: usize = 1800;

/// Width of a connection among many, as a part of the hairline.
const THIN: f64 = 0.6;
/// So many changed connections are many: their lines step back and are whole, and the marks on them stay.
const MANY: usize = 40;

type Point = (f64, f64);

/// The connections that are drawn.
pub(super) struct Edges<'a> {
    /// Those that stay, the weakest first.
    stay: Vec<&'a Edge>,
    changed: Vec<&'a Edge>,
    /// Strokes of a connection of negative weight.
    dashes: usize,
}

impl<'a> Edges<'a> {
    pub fn of(graph: &NetworkGraph<'a>) -> Self {
        let (mut stay, changed): (Vec<&Edge>, Vec<&Edge>) = graph
            .edges
            .iter()
            .partition(|e| e.state == EdgeState::Stays);
        censet::order::sort_by(&mut stay, |a, b| strength(b).total_cmp(&strength(a)));
        let many = changed.len() > MANY;
        // Two dashes are the least that look dashed; a third where there is room for all.
        let least = |e: &Edge| match e.state {
            EdgeState::Stays if e.weight < 0.0 => 2,
            EdgeState::Stays => 1,
            EdgeState::Cut if !many => 3,
            EdgeState::Cut | EdgeState::Grown => 2,
        };
        let mut left = MAX_SEGMENTS.saturating_sub(changed.iter().map(|e| least(e)).sum());
        let fits = stay.iter().take_while(|e| {
            let enough = left >= least(e);
            left -= if enough { least(e) } else { 0 };
            enough
        });
        stay.truncate(fits.count());
        stay.reverse();
        let negative = stay.iter().filter(|e| e.weight < 0.0).count();
        let dashes = if negative <= left { 3 } else { 2 };
        Self {
            stay,
            changed,
            dashes,
        }
    }

    /// Draws the weaker half of those that stay.
    pub fn draw_weak<DB: DrawingBackend>(
        &self,
        graph: &NetworkGraph,
        layout: &Layout,
        pen: &Pen<DB>,
    ) -> Drawn<DB> {
        self.draw_staying(0..self.stay.len() / 2, graph, layout, pen)
    }

    /// Draws the stronger half over it, and what the epoch changed last.
    pub fn draw_strong<DB: DrawingBackend>(
        &self,
        graph: &NetworkGraph,
        layout: &Layout,
        pen: &Pen<DB>,
    ) -> Drawn<DB> {
        self.draw_staying(self.stay.len() / 2..self.stay.len(), graph, layout, pen)?;
        let theme = pen.theme;
        let many = self.changed.len() > MANY;
        let (opacity, width) = match many {
            true => (0.4, theme.width(THIN * theme.hairline)),
            false => (0.7, theme.width(theme.hairline)),
        };
        for edge in &self.changed {
            draw_changed(edge, layout.ends(graph, edge), (opacity, width, many), pen)?;
        }
        Ok(())
    }

    fn draw_staying<DB: DrawingBackend>(
        &self,
        which: Range<usize>,
        graph: &NetworkGraph,
        layout: &Layout,
        pen: &Pen<DB>,
    ) -> Drawn<DB> {
        let theme = pen.theme;
        let strongest = self.stay.last().map_or(1.0, |e| strength(e));
        let strongest = strongest.max(f32::MIN_POSITIVE);
        let thin = theme.width(THIN * theme.hairline);
        for edge in &self.stay[which] {
            let opacity = 0.15 + 0.65 * f64::from(strength(edge) / strongest);
            let (color, pieces) = match edge.weight < 0.0 {
                true => (theme.negative, self.dashes),
                false => (theme.positive, 1),
            };
            for (a, b) in pieces_of(layout.ends(graph, edge), pieces, 6.0 * theme.scale) {
                pen.path(vec![pixel(a), pixel(b)], color.mix(opacity), thin)?;
            }
        }
        Ok(())
    }
}

/// A cut connection bears × and, where they are few, is broken; a grown one is whole and bears +.
fn draw_changed<DB: DrawingBackend>(
    edge: &Edge,
    (from, to): (Point, Point),
    (opacity, width, many): (f64, u32, bool),
    pen: &Pen<DB>,
) -> Drawn<DB> {
    let theme = pen.theme;
    let at = mark_place(edge);
    let middle = (from.0 + (to.0 - from.0) * at, from.1 + (to.1 - from.1) * at);
    let color = match edge.state {
        EdgeState::Cut => theme.cut,
        _ => theme.grown,
    };
    let line = |a, b| pen.path(vec![pixel(a), pixel(b)], color.mix(opacity), width);
    if edge.state == EdgeState::Cut && !many {
        let length = (to.0 - from.0).hypot(to.1 - from.1).max(1.0);
        let gap = (7.0 * theme.scale / length).min(0.2);
        let part = |t: f64| (from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t);
        line(from, part(at - gap))?;
        line(part(at + gap), to)?;
    } else {
        line(from, to)?;
    }
    let mark = mark(edge.state, middle, theme);
    pen.path(mark, color.mix(0.95), theme.width(theme.hairline))
}

/// Where along its line a connection bears its mark; not all in one place, where they would cover
/// one another.
fn mark_place(edge: &Edge) -> f64 {
    let spread = (edge.source * 7 + edge.target * 3) % 11;
    0.35 + 0.03 * spread as f64
}

/// × or + in one stroke that passes the middle twice.
fn mark(state: EdgeState, (x, y): Point, theme: &Theme) -> Vec<(i32, i32)> {
    let r = 2.5 * theme.scale;
    if state == EdgeState::Cut {
        return cross((x, y), r);
    }
    let arms = [(-r, 0.0), (r, 0.0), (0.0, 0.0), (0.0, -r), (0.0, r)];
    arms.map(|(dx, dy)| pixel((x + dx, y + dy))).to_vec()
}

/// × with arms of this width and height.
pub(super) fn cross((x, y): Point, r: f64) -> Vec<(i32, i32)> {
    let arms = [(-r, -r), (r, r), (0.0, 0.0), (r, -r), (-r, r)];
    arms.map(|(dx, dy)| pixel((x + dx, y + dy))).to_vec()
}

fn strength(edge: &Edge) -> f32 {
    if edge.weight.is_nan() {
        0.0
    } else {
        edge.weight.abs()
    }
}

fn pixel((x, y): Point) -> (i32, i32) {
    (x.round() as i32, y.round() as i32)
}

/// A straight line as `count` strokes with gaps of so many pixels, the ends kept.
fn pieces_of(
    (from, to): (Point, Point),
    count: usize,
    gap: f64,
) -> impl Iterator<Item = (Point, Point)> {
    let gap = (gap / (to.0 - from.0).hypot(to.1 - from.1).max(1.0)).min(0.6 / count as f64);
    let stroke = (1.0 - gap * (count - 1) as f64) / count as f64;
    let at = move |t: f64| (from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t);
    (0..count).map(move |i| {
        let start = i as f64 * (stroke + gap);
        (at(start), at(start + stroke))
    })
}
