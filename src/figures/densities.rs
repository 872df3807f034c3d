//! The density of Laplacian centrality at several epochs, one above the other (the paper's Figure 8).

use plotters::prelude::{Color, DrawingBackend};

use censet::graph::statistics::DensityCurve;

use super::frame::{self, Frame};
use super::pen::{Align, Face, Pen, Stand};
use super::scale::nice_step;
use super::{Drawn, Surface, Theme, words};

/// The density after one epoch; none where there is none.
pub type Row<'a> = (u32, Option<&'a DensityCurve>);

/// The densities of one lane.
#[derive(Clone, Copy, Debug)]
pub struct Densities<'a> {
    /// Title of the lane, for [`describe`].
    pub lane: &'a str,
    /// The place of its style in [`Theme::lanes`].
    pub style: usize,
    /// Epochs ascending, the first drawn at the top.
    pub rows: &'a [Row<'a>],
    /// An epoch whose row stands out.
    pub marked: Option<u32>,
    /// Whether they are of what the paper's code recorded, on a graph of its own for each method.
    pub recorded: bool,
}

impl Densities<'_> {
    fn curves(&self) -> impl Iterator<Item = &DensityCurve> {
        self.rows.iter().filter_map(|(_, curve)| *curve)
    }
}

/// What the figure shows, in words.
pub fn describe(data: &Densities) -> String {
    let what = if data.recorded {
        "Laplacian centrality as the paper's code recorded it"
    } else {
        "Laplacian centrality"
    };
    let there: Vec<_> = data.rows.iter().filter(|row| row.1.is_some()).collect();
    let (Some((first, Some(from))), Some((last, Some(to)))) = (there.first(), there.last()) else {
        return format!("{}: no density of {what} yet.", data.lane);
    };
    format!(
        "{}: density of {what} at {} epochs. Highest at LC {} in epoch {first}, at {} \
         in epoch {last}; the peak is {} times as high there.",
        data.lane,
        there.len(),
        words::short(from.peak().0),
        words::short(to.peak().0),
        words::short(to.peak().1 / from.peak().1),
    )
}

/// Draws the densities of the lane at `index` of `lanes` on the whole surface; all of `lanes` get the
/// same axes. A row's height goes with the square root of the density: the first epochs are many
/// times as dense as the last.
///
/// # Panics
/// If there is no such lane.
pub fn draw<DB: DrawingBackend>(
    lanes: &[Densities],
    index: usize,
    surface: &Surface<DB>,
    theme: &Theme,
) -> Drawn<DB> {
    let data = &lanes[index];
    let pen = Pen::new(surface, theme);
    pen.clear()?;
    let (width, height) = surface.dim_in_pixel();
    let down = (theme.px(34.0), height as i32 - theme.px(44.0));
    let across = (theme.px(44.0), width as i32 - theme.px(14.0));
    let all = || lanes.iter().flat_map(Densities::curves);
    let low = all().map(|curve| curve.from).fold(f64::INFINITY, f64::min);
    let high = all()
        .map(|curve| curve.to)
        .fold(f64::NEG_INFINITY, f64::max);
    if low >= high {
        let frame = Frame::new(across, down, 0.0..1.0, 0.0..1.0);
        return frame.draw_empty(&pen, "Densities appear here as epochs run.");
    }
    let most = all().map(|curve| curve.peak().1).fold(0.0, f64::max).sqrt();
    let frame = Frame::new(across, down, low..high, 0.0..1.0);
    let parts = ((across.1 - across.0) / theme.px(70.0).max(1)).clamp(1, 8) as usize;
    let step = nice_step(high - low, parts);
    let ticks = frame::ticks(step, low, high);
    frame.draw_y(&pen, &[], "epoch; density (√ scale)")?;
    let title = if data.recorded {
        "LC as the code recorded it"
    } else {
        "Laplacian centrality LC"
    };
    frame.draw_x(&pen, &ticks, title)?;

    let rows = data.rows.len() as f64;
    // A row may rise over the one above it, the first no further than the top.
    let tall = f64::from(frame.height()) / (rows + 1.5);
    let pitch = f64::from(frame.height()) - 2.5 * tall;
    let pitch = pitch / (rows - 1.0).max(1.0);
    let style = &theme.lanes[data.style];
    let mut label_above = None;
    for (i, (epoch, curve)) in data.rows.iter().enumerate() {
        let base = if rows > 1.0 {
            f64::from(frame.top) + 2.5 * tall + pitch * i as f64
        } else {
            f64::from(frame.bottom)
        };
        let base = base.round() as i32;
        if let Some(curve) = curve {
            let top = |density: f64| {
                let part = (density.max(0.0)).sqrt() / most;
                base - (2.5 * tall * part).round() as i32
            };
            let line: Vec<(i32, i32)> = curve
                .points()
                .map(|(x, density)| (frame.at(x, 0.0).0, top(density)))
                .collect();
            let ends = [(line[line.len() - 1].0, base), (line[0].0, base)];
            let inside: Vec<_> = line.iter().copied().chain(ends).collect();
            pen.area(inside, theme.background.mix(0.75))?;
            let marked = data.marked == Some(*epoch);
            let width = if marked {
                1.5 * theme.stroke
            } else {
                0.6 * theme.stroke
            };
            let color = if marked { theme.text } else { style.color };
            pen.path(line, color, theme.width(width))?;
        }
        if label_above.is_none_or(|above| base - above >= theme.px(14.0)) {
            pen.text(
                &words::count(*epoch as usize),
                (frame.left - theme.px(6.0), base),
                (Align::Right, Stand::Bottom),
                (Face::Sans, theme.tick_size),
                theme.muted,
            )?;
            label_above = Some(base);
        }
    }
    Ok(())
}
