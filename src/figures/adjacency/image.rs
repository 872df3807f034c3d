//! The pixels of the matrix.

use plotters::prelude::RGBColor;

use super::{Adjacency, bands};
use crate::Theme;
use crate::scale::quantile;
use crate::theme::mix;
use censet::graph::rewired::Rewired;
use censet::network::Connection;

/// What an image of the matrix shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// All weights before rewiring, by sign and size.
    Weights,
    /// The positive ones of them, by size.
    Positive,
    /// The negative ones of them, by size.
    Negative,
    /// What the epoch cut, among what it left alone.
    Cut,
    /// What the epoch grew, among what was there.
    Grown,
    /// How many epochs ago each connection after rewiring grew.
    Age,
}

impl What {
    /// All, with the names by which the page calls them.
    pub const NAMED: [(&'static str, Self); 6] = [
        ("weights", Self::Weights),
        ("positive", Self::Positive),
        ("negative", Self::Negative),
        ("cut", Self::Cut),
        ("grown", Self::Grown),
        ("age", Self::Age),
    ];

    /// For a sentence.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Weights => "weights by sign and size",
            Self::Positive => "positive weights by size",
            Self::Negative => "negative weights by size",
            Self::Cut => "what the epoch cut",
            Self::Grown => "what the epoch grew",
            Self::Age => "ages of the connections",
        }
    }
}

/// Faintest and strongest part of a colour that a connection gets.
const RANGE: (f64, f64) = (0.25, 1.0);
/// The part of the colour of text that a connection gets which only stands by.
const BYSTANDER: f64 = 0.16;

/// The image of this size, three bytes a pixel, row by row.
pub fn pixels(data: &Adjacency, size: (u32, u32), theme: &Theme) -> Vec<u8> {
    let network = data.network;
    let mut canvas = Canvas::new(network, size, theme);
    let before = &network.before().layers;
    match data.what {
        What::Weights | What::Positive | What::Negative => {
            let wanted = |w: f32| match data.what {
                What::Positive => w > 0.0,
                What::Negative => w < 0.0,
                _ => true,
            };
            let most = typical_most(network);
            for (layer, of) in before.iter().enumerate() {
                for c in of.iter().filter(|c| wanted(c.weight)) {
                    let part = (f64::from(c.weight.abs()) / most).min(1.0).sqrt();
                    // Negative zero or not a number: still a connection.
                    let part = if part.is_nan() { 0.0 } else { part };
                    let positive = c.weight >= 0.0;
                    canvas.mark(layer, &c, part as f32, positive);
                }
            }
            canvas.paint(|part, positive| weighed(part, positive, theme))
        }
        What::Cut => {
            let layers = network.between().layers.iter().enumerate();
            layers
                .for_each(|(layer, of)| of.iter().for_each(|c| canvas.mark(layer, &c, 0.0, true)));
            for layer in 0..before.len() {
                let cut = network.removed(layer).iter();
                cut.for_each(|c| canvas.mark(layer, c, 1.0, true));
            }
            canvas.paint(|part, _| changed(part, theme.cut, theme))
        }
        What::Grown => {
            let layers = network.between().layers.iter().enumerate();
            layers
                .for_each(|(layer, of)| of.iter().for_each(|c| canvas.mark(layer, &c, 0.0, true)));
            for layer in 0..before.len() {
                let grown = network.grown(layer);
                grown.for_each(|c| canvas.mark(layer, &c, 1.0, true));
            }
            canvas.paint(|part, _| changed(part, theme.grown, theme))
        }
        What::Age => {
            let epoch = f32::from(network.epoch().max(1));
            for (layer, of) in network.after().layers.iter().enumerate() {
                for (c, born) in of.iter().zip(of.born()) {
                    let age = f32::from(network.epoch() - born) / epoch;
                    canvas.mark(layer, &c, age, true);
                }
            }
            canvas.paint(|part, _| aged(part, theme))
        }
    }
}

/// What the colours mean: from the least to the most of what each says.
pub(super) fn key(data: &Adjacency, theme: &Theme) -> Vec<(Vec<RGBColor>, String)> {
    let ramp =
        |color: &dyn Fn(f64) -> RGBColor| (0..=4).map(|i| color(f64::from(i) / 4.0)).collect();
    let sign = |positive: bool| {
        let text = if positive { "w > 0" } else { "w < 0" };
        (
            ramp(&|part| weighed(part, positive, theme)),
            text.to_string(),
        )
    };
    let pair = |color: RGBColor, one: &str, other: &str| {
        let bystander = changed(0.0, color, theme);
        vec![
            (vec![color], one.to_string()),
            (vec![bystander], other.to_string()),
        ]
    };
    match data.what {
        What::Weights => vec![sign(true), sign(false)],
        What::Positive => vec![sign(true)],
        What::Negative => vec![sign(false)],
        What::Cut => pair(theme.cut, "cut", "stays"),
        What::Grown => pair(theme.grown, "grown", "there before"),
        What::Age => {
            let oldest = data.network.epoch();
            let text = match oldest {
                1 => "0 to 1 epoch old".to_string(),
                _ => format!("0 to {oldest} epochs old"),
            };
            vec![(ramp(&|part| aged(part, theme)), text)]
        }
    }
}

/// The colour of a weight, from the smallest to the largest.
fn weighed(part: f64, positive: bool, theme: &Theme) -> RGBColor {
    let full = if positive {
        theme.positive
    } else {
        theme.negative
    };
    let (least, most) = RANGE;
    mix(theme.background, full, least + (most - least) * part)
}

/// The colour of an age, from the youngest to the oldest: even the youngest differs from no connection.
fn aged(part: f64, theme: &Theme) -> RGBColor {
    theme.centrality_color(0.15 + 0.85 * part)
}

fn changed(part: f64, color: RGBColor, theme: &Theme) -> RGBColor {
    if part > 0.0 {
        color
    } else {
        mix(theme.background, theme.text, BYSTANDER)
    }
}

/// Weights are at most this large, but for the largest hundredth.
fn typical_most(network: &Rewired) -> f64 {
    const ENOUGH: usize = 50_000;
    let layers = &network.before().layers;
    let all: usize = layers.iter().map(|layer| layer.len()).sum();
    let weights = layers.iter().flat_map(|layer| layer.weights());
    let sample: Vec<f64> = weights
        .step_by(all / ENOUGH + 1)
        .map(|w| f64::from(w.abs()))
        .collect();
    quantile(&sample, 0.99)
        .unwrap_or(1.0)
        .max(f64::MIN_POSITIVE)
}

/// How many shades of a colour there are, from the faintest on.
const SHADES: u8 = 64;

/// The strongest mark so far at every pixel.
struct Canvas<'a> {
    theme: &'a Theme,
    width: usize,
    rows: super::Bands,
    columns: super::Bands,
    /// Twice the shade, from 1 on, and one more if it is positive; 0 where there is no mark. One byte a pixel, as there
    /// are millions.
    marks: Vec<u8>,
}

impl<'a> Canvas<'a> {
    fn new(network: &Rewired, size: (u32, u32), theme: &'a Theme) -> Self {
        let (rows, columns) = bands(network, size, theme);
        Self {
            theme,
            width: size.0 as usize,
            rows,
            columns,
            marks: vec![0; size.0 as usize * size.1 as usize],
        }
    }

    /// `part` lies between 0 and 1.
    fn mark(&mut self, layer: usize, c: &Connection, part: f32, positive: bool) {
        let shade = 1 + (part * f32::from(SHADES - 1)).ceil() as u8;
        let mark = 2 * shade + u8::from(positive);
        let across = self.columns.pixels(layer, c.target as usize);
        for y in self.rows.pixels(layer, c.source as usize) {
            let row = &mut self.marks[y * self.width..][across.clone()];
            for there in row.iter_mut().filter(|there| **there / 2 < shade) {
                *there = mark;
            }
        }
    }

    /// The image, with the colour of each part that `mark` was given.
    fn paint(&self, color: impl Fn(f64, bool) -> RGBColor) -> Vec<u8> {
        // Colours are few: made once, not at every pixel.
        let table: Vec<[u8; 3]> = (0..=2 * SHADES + 1)
            .map(|mark| {
                let part = |shade: u8| f64::from(shade) / f64::from(SHADES - 1);
                let RGBColor(r, g, b) = match (mark / 2).checked_sub(1) {
                    Some(shade) => color(part(shade), mark % 2 == 1),
                    None => self.theme.background,
                };
                [r, g, b]
            })
            .collect();
        let mut rgb = vec![0; 3 * self.marks.len()];
        for (pixel, mark) in rgb.chunks_exact_mut(3).zip(&self.marks) {
            pixel.copy_from_slice(&table[usize::from(*mark)]);
        }
        rgb
    }
}
