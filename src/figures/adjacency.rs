//! The whole adjacency matrix as an image: every connection of a network, however many.
//!
//! Rows are the neurons that connections leave, columns those they enter, both in bands of layers, so
//! each layer's connections are one block. A band is as long as its layer has neurons, but never too
//! short to be seen. Where a pixel stands for several connections it shows the most telling one.

mod bands;
mod image;

use image::key;
pub use image::{What, pixels};

use plotters::prelude::{Color, DrawingBackend};

use censet::graph::neuron::locate;
use censet::graph::rewired::Rewired;
use censet::network::Connection;

use super::network_graph::layer_names;
use super::pen::{Align, Face, Pen, Stand};
use super::{Drawn, Surface, Theme, words};
use bands::Bands;

/// All connections of one network around the rewiring of one epoch.
#[derive(Clone, Copy, Debug)]
pub struct Adjacency<'a> {
    /// Title of the lane, for [`describe`].
    pub lane: &'a str,
    /// The network.
    pub network: &'a Rewired,
    /// What the image shows of it.
    pub what: What,
    /// The neuron whose row and column are marked.
    pub selected: Option<usize>,
}

/// How the axes are to be read.
const CORNER: &str = "from ↓ to →";

/// The connections between two neighbouring layers, in numbers.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct BlockCount {
    /// Names of the layers that the connections leave and enter.
    pub from: String,
    /// See `from`.
    pub to: String,
    /// Connections before rewiring.
    pub connections: usize,
    /// The part of all places that have one.
    pub density: f64,
    /// How many have a positive weight.
    pub positive: usize,
    /// Their mean |w|, 0 of none.
    pub mean_size: f64,
    /// How many the epoch cut.
    pub cut: usize,
    /// How many it grew.
    pub grown: usize,
}

/// The image in numbers: one row a pair of layers.
pub fn table(network: &Rewired) -> Vec<BlockCount> {
    let names = layer_names(network.sizes().len());
    let layers = network.before().layers.iter().enumerate();
    layers
        .map(|(i, layer)| {
            let weights = layer.weights();
            let sum: f64 = weights.iter().map(|w| f64::from(w.abs())).sum();
            BlockCount {
                from: names[i].clone(),
                to: names[i + 1].clone(),
                connections: layer.len(),
                density: layer.len() as f64 / layer.places() as f64,
                positive: weights.iter().filter(|w| **w > 0.0).count(),
                mean_size: sum / weights.len().max(1) as f64,
                cut: network.removed(i).len(),
                grown: network.grown(i).count(),
            }
        })
        .collect()
}

/// Header of [`csv`].
pub const CSV_HEADER: &str = "lane,epoch,layer,source,target,weight,born,state";

/// Every connection of the image as comma-separated values: the layer that it leaves, counted from the
/// inputs' 0, the neurons at its ends, its weight before rewiring (after it for one that grew), the epoch
/// it grew in (not known of one that was cut) and whether it stays, was cut or grew.
pub fn csv(lane: &str, network: &Rewired) -> String {
    let epoch = network.epoch();
    let mut text = format!("{CSV_HEADER}\n");
    let mut line = |layer: usize, c: &Connection, born: Option<u16>, state: &str| {
        let born = born.map_or(String::new(), |born| born.to_string());
        let (source, target, weight) = (c.source, c.target, c.weight);
        let line = format!("{lane},{epoch},{layer},{source},{target},{weight},{born},{state}\n");
        text.push_str(&line);
    };
    for (i, layer) in network.after().layers.iter().enumerate() {
        network
            .removed(i)
            .iter()
            .for_each(|c| line(i, c, None, "cut"));
        for (c, &born) in layer.iter().zip(layer.born()) {
            let grown = epoch > 0 && born == epoch;
            line(i, &c, Some(born), if grown { "grown" } else { "stays" });
        }
    }
    text
}

/// What the figure shows, in words.
pub fn describe(data: &Adjacency) -> String {
    let blocks = table(data.network);
    let total: usize = blocks.iter().map(|block| block.connections).sum();
    let block = |block: &BlockCount| {
        format!(
            "{} to {} {} ({} %)",
            block.from,
            block.to,
            words::count(block.connections),
            words::fixed(100.0 * block.density, 1)
        )
    };
    let blocks: Vec<String> = blocks.iter().map(block).collect();
    format!(
        "{}, epoch {}: adjacency matrix, {}. {} connections before rewiring: {}.",
        data.lane,
        data.network.epoch(),
        data.what.words(),
        words::count(total),
        blocks.join(", ")
    )
}

/// Draws the matrix on the whole surface.
pub fn draw<DB: DrawingBackend>(
    data: &Adjacency,
    surface: &Surface<DB>,
    theme: &Theme,
) -> Drawn<DB> {
    let pen = Pen::new(surface, theme);
    pen.clear()?;
    let (width, height) = surface.dim_in_pixel();
    let (width, height) = (width as i32, height as i32);
    let names = layer_names(data.network.sizes().len());
    let (left, top) = (theme.px(68.0), theme.px(58.0));
    let (right, bottom) = (width - theme.px(8.0), height - theme.px(6.0));
    if names.len() < 2 || right - left < theme.px(40.0) || bottom - top < theme.px(40.0) {
        return Ok(());
    }
    let size = ((right - left) as u32, (bottom - top) as u32);
    let (rows, columns) = bands(data.network, size, theme);
    pen.bitmap((left, top), size, &pixels(data, size, theme))?;
    draw_frame(&rows, &columns, (left, top), &pen)?;
    draw_selected(data, &rows, &columns, (left, top), &pen)?;
    draw_labels(&names, &rows, &columns, (left, top), &pen)?;
    draw_key(data, right, &pen)
}

/// The rows and columns of an image of this size.
fn bands(network: &Rewired, (width, height): (u32, u32), theme: &Theme) -> (Bands, Bands) {
    let sizes = network.sizes();
    let least = 16.0 * theme.scale;
    let rows = Bands::new(&sizes[..sizes.len() - 1], height, least);
    let columns = Bands::new(&sizes[1..], width, least);
    (rows, columns)
}

/// A thin frame around each block that holds connections, of whole pixels beside those of the connections.
fn draw_frame<DB: DrawingBackend>(
    rows: &Bands,
    columns: &Bands,
    (left, top): (i32, i32),
    pen: &Pen<DB>,
) -> Drawn<DB> {
    let theme = pen.theme;
    let thin = theme.width(theme.hairline) as i32;
    let color = theme.muted.mix(0.6);
    for layer in 0..rows.len() {
        let (down, across) = (rows.band(layer), columns.band(layer));
        let (x, y) = (left + across.start, top + down.start);
        let (end, bottom) = (left + across.end, top + down.end);
        pen.fill((x - thin, y - thin), (end + thin, y), color)?;
        pen.fill((x - thin, bottom), (end + thin, bottom + thin), color)?;
        pen.fill((x - thin, y), (x, bottom), color)?;
        pen.fill((end, y), (end + thin, bottom), color)?;
    }
    Ok(())
}

fn draw_selected<DB: DrawingBackend>(
    data: &Adjacency,
    rows: &Bands,
    columns: &Bands,
    (left, top): (i32, i32),
    pen: &Pen<DB>,
) -> Drawn<DB> {
    let theme = pen.theme;
    let Some(vertex) = data.selected else {
        return Ok(());
    };
    let (layer, index) = locate(&data.network.sizes(), vertex);
    let arm = theme.px(5.0);
    let color = theme.text;
    let width = theme.width(1.5);
    // A bracket at both ends of its row and of its column; a line across would hide what is there.
    if layer < rows.len() {
        let (y, across) = (top + rows.middle(layer, index), columns.band(layer));
        for (end, out) in [(across.start, -arm), (across.end, arm)] {
            pen.path(vec![(left + end, y), (left + end + out, y)], color, width)?;
        }
    }
    if let Some(layer) = layer.checked_sub(1) {
        let (x, down) = (left + columns.middle(layer, index), rows.band(layer));
        for (end, out) in [(down.start, -arm), (down.end, arm)] {
            pen.path(vec![(x, top + end), (x, top + end + out)], color, width)?;
        }
    }
    Ok(())
}

fn draw_labels<DB: DrawingBackend>(
    names: &[String],
    rows: &Bands,
    columns: &Bands,
    (left, top): (i32, i32),
    pen: &Pen<DB>,
) -> Drawn<DB> {
    let theme = pen.theme;
    let small = (Face::Sans, theme.tick_size);
    let place = |x, y, align, stand, text: &str, color| {
        pen.text(text, (x, y), (align, stand), small, color)
    };
    for (layer, name) in names[..rows.len()].iter().enumerate() {
        let band = rows.band(layer);
        let y = top + (band.start + band.end) / 2;
        let x = left - theme.px(8.0);
        place(x, y, Align::Right, Stand::Center, name, theme.text)?;
    }
    // Where the names do not fit above their columns, every other one stands a line higher.
    let wide = |text: &str| words::width(text, theme.tick_size * theme.scale) as i32;
    let mut free = [i32::MIN; 2];
    for (layer, name) in names[1..].iter().enumerate() {
        let band = columns.band(layer);
        let middle = left + (band.start + band.end) / 2;
        let end = left + columns.length();
        let start = (middle - wide(name) / 2).min(end - wide(name));
        let Some(line) = (0..2).find(|line| free[*line] <= start) else {
            continue;
        };
        free[line] = start + wide(name);
        let y = top - theme.px(5.0) - line as i32 * theme.px(15.0);
        let (x, align) = match start == end - wide(name) {
            true => (end, Align::Right),
            false => (middle, Align::Center),
        };
        place(x, y, align, Stand::Bottom, name, theme.text)?;
    }
    let corner = (theme.px(4.0), theme.px(4.0));
    place(
        corner.0,
        corner.1,
        Align::Left,
        Stand::Top,
        CORNER,
        theme.muted,
    )
}

/// What the colours mean, in the corner at the top right, where there is room for it.
fn draw_key<DB: DrawingBackend>(data: &Adjacency, right: i32, pen: &Pen<DB>) -> Drawn<DB> {
    let theme = pen.theme;
    let (side, gap) = (theme.px(8.0), theme.px(5.0));
    let wide = |text: &str| words::width(text, theme.tick_size * theme.scale) as i32;
    let entries = key(data, theme);
    let whole: i32 = entries
        .iter()
        .map(|(colors, text)| colors.len() as i32 * side + wide(text) + 3 * gap)
        .sum();
    let mut x = right - whole + 2 * gap;
    if x < theme.px(8.0) + wide(CORNER) {
        return Ok(());
    }
    let y = theme.px(4.0);
    for (colors, text) in entries {
        for color in colors {
            pen.fill(
                (x, y + theme.px(2.0)),
                (x + side, y + theme.px(10.0)),
                color,
            )?;
            x += side;
        }
        x += gap;
        let style = (Face::Sans, theme.tick_size);
        pen.text(&text, (x, y), (Align::Left, Stand::Top), style, theme.muted)?;
        x += wide(&text) + 2 * gap;
    }
    Ok(())
}
