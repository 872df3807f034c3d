//! What is lost without a neuron against its centrality, a dot a neuron.

use plotters::prelude::{Color, DrawingBackend};

use super::frame::{self, Frame, Tick};
use super::pen::Pen;
use super::scale::nice_step;
use super::{Drawn, Surface, Theme, words};

/// A neuron.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// Its centrality.
    pub x: f64,
    /// What is lost without it.
    pub y: f64,
    /// Its layer, 0 for an input.
    pub layer: usize,
}

/// The neurons of a network.
#[derive(Clone, Debug)]
pub struct KnockOut {
    /// Title of the lane.
    pub lane: String,
    /// Its place in [`Theme::lanes`].
    pub style: usize,
    /// The epoch of the network.
    pub epoch: u32,
    /// Which centrality is across.
    pub centrality: String,
    /// Whether it is the loss that rises, not the accuracy that falls.
    pub loss: bool,
    /// The neurons.
    pub dots: Vec<Dot>,
    /// The place of the neuron that is selected, if it is one of them.
    pub selected: Option<usize>,
    /// Spearman's ρ.
    pub rho: Option<f64>,
}

impl KnockOut {
    fn lost(&self) -> &'static str {
        match self.loss {
            true => "rise of the loss",
            false => "accuracy lost, points",
        }
    }

    /// The axes on a surface of this size: across and up.
    fn frame(&self, (width, height): (u32, u32), theme: &Theme) -> (Frame, Vec<Tick>, Vec<Tick>) {
        let range = |of: fn(&Dot) -> f64, parts: i32| {
            let values = || self.dots.iter().map(of).filter(|value| value.is_finite());
            let (low, high) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
            let step = nice_step(high - low, parts.clamp(1, 6) as usize);
            let (low, high) = ((low / step).floor() * step, (high / step).ceil() * step);
            (low..high.max(low + step), step)
        };
        let (right, bottom) = (
            width as i32 - theme.px(20.0),
            height as i32 - theme.px(44.0),
        );
        let top = theme.px(30.0);
        let (down, y_step) = range(|dot| dot.y, (bottom - top) / theme.px(34.0).max(1));
        let y_ticks = frame::ticks(y_step, down.start, down.end);
        let left = frame::left_margin(y_ticks.iter().map(|(_, label)| label.as_str()), theme);
        let (across, x_step) = range(|dot| dot.x, (right - left) / theme.px(60.0).max(1));
        let x_ticks = frame::ticks(x_step, across.start, across.end);
        let frame = Frame::new((left, right), (top, bottom), across, down);
        (frame, x_ticks, y_ticks)
    }
}

/// What the figure shows, in words.
pub fn describe(data: &KnockOut) -> String {
    let finite = data.dots.iter().filter(|dot| dot.y.is_finite());
    let Some(most) = finite.max_by(|a, b| a.y.total_cmp(&b.y)) else {
        return "What is lost without each neuron: nothing to show yet.".into();
    };
    let rho = match data.rho {
        Some(rho) => format!("Spearman's ρ is {}", words::fixed(rho, 2)),
        None => "there is no rank correlation".into(),
    };
    format!(
        "{}, epoch {}: {} without each of {} neurons against {}; {rho}. Most is lost without one of {}: {}.",
        data.lane,
        data.epoch,
        data.lost(),
        words::count(data.dots.len()),
        data.centrality,
        words::short(most.x),
        words::short(most.y),
    )
}

/// Where the neurons are on a surface of this size, in pixels: x and y in turn.
pub fn places(data: &KnockOut, size: (u32, u32), theme: &Theme) -> Vec<i32> {
    let (frame, ..) = data.frame(size, theme);
    let places = data.dots.iter().map(|dot| frame.at(dot.x, dot.y));
    places.flat_map(|(x, y)| [x, y]).collect()
}

/// Draws the chart on the whole surface.
pub fn draw<DB: DrawingBackend>(
    data: &KnockOut,
    surface: &Surface<DB>,
    theme: &Theme,
) -> Drawn<DB> {
    let pen = Pen::new(surface, theme);
    pen.clear()?;
    let (frame, x_ticks, y_ticks) = data.frame(surface.dim_in_pixel(), theme);
    frame.draw_y(&pen, &y_ticks, data.lost())?;
    frame.draw_x(&pen, &x_ticks, &data.centrality)?;
    if data.dots.is_empty() {
        return frame.draw_empty(&pen, "Dots appear here once neurons are knocked out.");
    }
    let color = theme.lanes[data.style].color;
    for dot in &data.dots {
        let at = frame.at(dot.x, dot.y);
        // Layers are told apart without colours: inputs are small, every second hidden layer is hollow.
        match dot.layer {
            0 => pen.dot(at, theme.px(1.5), theme.muted.mix(0.6))?,
            layer if layer % 2 == 1 => pen.dot(at, theme.px(3.0), color.mix(0.6))?,
            _ => pen.ring(at, theme.px(3.0), color, theme.width(1.2))?,
        }
    }
    match data.selected {
        Some(selected) => {
            let dot = data.dots[selected];
            let at = frame.at(dot.x, dot.y);
            pen.ring(at, theme.px(7.0), theme.text, theme.width(2.0))
        }
        None => Ok(()),
    }
}
