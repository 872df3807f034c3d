//! What a neuron of the first hidden layer looks at: its weights in the place of their pixels.
//!
//! A square is as large as its weight; filled if it is positive, hollow if it is negative. Pixels
//! without a connection stay empty. Each channel of the image is a picture of its own.

use plotters::prelude::{Color, DrawingBackend};

use censet::dataset::Shape;

use super::pen::{Align, Face, Pen, Stand};
use super::{Drawn, Surface, Theme, words};

/// The receptive field of one neuron.
#[derive(Clone, Copy, Debug)]
pub struct ReceptiveField<'a> {
    /// Title of the lane and name of the neuron, for [`describe`].
    pub lane: &'a str,
    /// See `lane`.
    pub neuron: &'a str,
    /// Epoch, 0 for the untrained network.
    pub epoch: u32,
    /// Shape of the input image.
    pub image: Shape,
    /// The neuron's incoming connections: number of the input, and weight.
    pub weights: &'a [(usize, f32)],
}

fn largest(weights: &[(usize, f32)]) -> f32 {
    let sizes = weights.iter().map(|(_, w)| w.abs());
    sizes.filter(|w| w.is_finite()).fold(0.0, f32::max)
}

/// What the figure shows, in words.
pub fn describe(data: &ReceptiveField) -> String {
    let of = data.weights.len();
    let positive = data.weights.iter().filter(|(_, w)| *w > 0.0).count();
    format!(
        "{}, epoch {}: receptive field of {}, {} of {} pixels connected, {} with positive weight, largest |w| {}.",
        data.lane,
        data.epoch,
        data.neuron,
        words::count(of),
        words::count(data.image.pixels()),
        words::count(positive),
        words::short(f64::from(largest(data.weights))),
    )
}

/// Header of [`csv`].
pub const CSV_HEADER: &str = "lane,epoch,neuron,row,column,channel,weight";

/// The weights as comma-separated values, rows, columns and channels counted from 0.
pub fn csv(data: &ReceptiveField) -> String {
    let Shape {
        width, channels, ..
    } = data.image;
    let lines = data.weights.iter().map(|(input, weight)| {
        let (pixel, channel) = (input / channels, input % channels);
        let (row, column) = (pixel / width, pixel % width);
        let (lane, epoch, neuron) = (data.lane, data.epoch, data.neuron);
        format!("{lane},{epoch},\"{neuron}\",{row},{column},{channel},{weight}\n")
    });
    format!("{CSV_HEADER}\n{}", lines.collect::<String>())
}

/// Draws the field on the whole surface.
///
/// # Panics
/// If a weight belongs to no pixel of the image.
pub fn draw<DB: DrawingBackend>(
    data: &ReceptiveField,
    surface: &Surface<DB>,
    theme: &Theme,
) -> Drawn<DB> {
    let pen = Pen::new(surface, theme);
    pen.clear()?;
    let Shape {
        height,
        width,
        channels,
    } = data.image;
    let (across, down) = surface.dim_in_pixel();
    let gap = theme.px(8.0);
    let below = theme.px(24.0);
    let room = (
        across as i32 - gap * (channels as i32 + 1),
        down as i32 - below - gap,
    );
    let side =
        (f64::from(room.0) / (width * channels) as f64).min(f64::from(room.1) / height as f64);
    let side = if side >= 1.0 { side.floor() } else { side };
    if side <= 0.0 {
        return Ok(());
    }
    let most = f64::from(largest(data.weights)).max(f64::MIN_POSITIVE);
    let plane = (width as f64 * side).round() as i32;
    let bottom = gap + (height as f64 * side).round() as i32;
    for channel in 0..channels as i32 {
        let left = gap + channel * (plane + gap);
        let thin = theme.width(theme.hairline);
        pen.outline(
            (left - 1, gap - 1),
            (left + plane, bottom),
            theme.line,
            thin,
        )?;
    }
    for &(input, weight) in data.weights {
        assert!(input < data.image.pixels(), "input {input} is no pixel");
        if !weight.is_finite() {
            continue;
        }
        let (pixel, channel) = (input / channels, (input % channels) as i32);
        let center = |at: usize, start: i32| f64::from(start) + (at as f64 + 0.5) * side;
        let x = center(pixel % width, gap + channel * (plane + gap));
        let y = center(pixel / width, gap);
        // The area goes with the weight; the smallest can still be seen.
        let part = (f64::from(weight.abs()) / most).sqrt().max(0.2);
        let half = (part * side / 2.0).max(0.5);
        let from = ((x - half).round() as i32, (y - half).round() as i32);
        let to = ((x + half).round() as i32, (y + half).round() as i32);
        let to = (to.0.max(from.0 + 1), to.1.max(from.1 + 1));
        if weight >= 0.0 {
            pen.fill(from, to, theme.positive)?;
        } else {
            let thin = theme.width(theme.hairline);
            pen.outline(from, (to.0 - 1, to.1 - 1), theme.negative.mix(1.0), thin)?;
        }
    }
    let text = format!(
        "largest |w| = {}",
        words::short(f64::from(largest(data.weights)))
    );
    pen.text(
        &text,
        (gap, bottom + theme.px(6.0)),
        (Align::Left, Stand::Top),
        (Face::Sans, theme.tick_size),
        theme.muted,
    )
}
