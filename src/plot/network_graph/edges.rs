//! Lines of the connections, no more than can be drawn quickly and read.

use plotters::prelude::{Color, DrawingBackend};

use super::{Edge, EdgeState, Layout, NetworkGraph};
use crate::plot::Drawn;
use crate::plot::pen::Pen;

/// At most this many line segments are drawn: plotters sets the stroke anew for each.
pub const MAX_SEGMENTS: usize = 1200;

/// Draws the connections: the weak first, what the epoch changed last.
pub(super) fn draw<DB: DrawingBackend>(
    graph: &NetworkGraph,
    layout: &Layout,
    pen: &Pen<DB>,
) -> Drawn<DB> {
    let theme = pen.theme;
    let dashed = |e: &Edge| match e.state {
        EdgeState::Stays => e.weight < 0.0,
        EdgeState::Cut => true,
        EdgeState::Grown => false,
    };
    let strength = |e: &Edge| {
        if e.weight.is_nan() {
            0.0
        } else {
            e.weight.abs()
        }
    };

    let (mut stay, changed): (Vec<&Edge>, Vec<&Edge>) = graph
        .edges
        .iter()
        .partition(|e| e.state == EdgeState::Stays);
    stay.sort_by(|a, b| strength(b).total_cmp(&strength(a)));
    // Two dashes are the least that look dashed; a third where there is room for all.
    let least = |e: &Edge| if dashed(e) { 2 } else { 1 };
    let mut left = MAX_SEGMENTS.saturating_sub(changed.iter().map(|e| least(e)).sum());
    let fits = stay.iter().take_while(|e| {
        let enough = left >= least(e);
        left -= if enough { least(e) } else { 0 };
        enough
    });
    stay.truncate(fits.count());
    let drawn = stay.iter().chain(&changed);
    let dashes = if drawn.clone().filter(|e| dashed(e)).count() <= left {
        3
    } else {
        2
    };

    let strongest = stay
        .first()
        .map_or(1.0, |e| strength(e))
        .max(f32::MIN_POSITIVE);
    let many = changed.len() > 150;
    // The strongest and the changed lie on top.
    for edge in stay.iter().rev().chain(&changed) {
        let sign = if edge.weight < 0.0 {
            theme.negative
        } else {
            theme.positive
        };
        let (color, opacity, width) = match (edge.state, many) {
            (EdgeState::Stays, _) => (
                sign,
                0.2 + 0.65 * f64::from(strength(edge) / strongest),
                THIN,
            ),
            (EdgeState::Cut, true) => (theme.cut, 0.65, THIN),
            (EdgeState::Grown, true) => (theme.grown, 0.65, THIN),
            (EdgeState::Cut, false) => (theme.cut, 0.9, 1.0),
            (EdgeState::Grown, false) => (theme.grown, 0.9, 1.0),
        };
        let pieces = if dashed(edge) { dashes } else { 1 };
        let gap = match edge.state {
            EdgeState::Cut => 14.0,
            _ => 6.0,
        } * theme.scale;
        for (a, b) in pieces_of(layout.ends(graph, edge), pieces, gap) {
            pen.path(
                vec![a, b],
                color.mix(opacity),
                theme.width(width * theme.hairline),
            )?;
        }
    }
    Ok(())
}

/// Width of a connection among many, as a part of the hairline.
const THIN: f64 = 0.6;

/// A straight line as `count` strokes with gaps of so many pixels, the ends kept.
fn pieces_of(
    (from, to): ((f64, f64), (f64, f64)),
    count: usize,
    gap: f64,
) -> impl Iterator<Item = ((i32, i32), (i32, i32))> {
    let gap = (gap / (to.0 - from.0).hypot(to.1 - from.1).max(1.0)).min(0.6 / count as f64);
    let stroke = (1.0 - gap * (count - 1) as f64) / count as f64;
    let at = move |t: f64| {
        let along = |a: f64, b: f64| (a + (b - a) * t).round() as i32;
        (along(from.0, to.0), along(from.1, to.1))
    };
    (0..count).map(move |i| {
        let start = i as f64 * (stroke + gap);
        (at(start), at(start + stroke))
    })
}
