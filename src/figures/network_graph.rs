//! The neuron graph: the input as an image, hidden layers as blocks of dots, the output by class.
//!
//! Colour and area of a neuron say its Laplacian centrality, a ring marks the hubs. Of the
//! connections only a selection is drawn: the strongest, and what the epoch cut and grew.

mod edges;
mod layout;
mod room;
mod selection;

pub use edges::MAX_SEGMENTS;
pub use layout::{Block, Layout, Spot, Way, layout};
pub use selection::{Show, of_neuron, select, shown};

use plotters::prelude::{Color, DrawingBackend};

use censet::dataset::Shape;

use super::pen::{Align, Face, Pen, Stand};
use super::{CentralityScale, Drawn, Surface, Theme, words};

/// What an epoch did to a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EdgeState {
    /// Nothing.
    Stays,
    /// Removed it.
    Cut,
    /// Added it.
    Grown,
}

impl EdgeState {
    /// All states, each at the place that its number (`as u8`) names.
    pub const ALL: [Self; 3] = [Self::Stays, Self::Cut, Self::Grown];
}

/// A connection from neuron `source` of layer `layer` to neuron `target` of the next layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// Layer of the source; the input layer is 0.
    pub layer: usize,
    /// Index of the source in its layer.
    pub source: usize,
    /// Index of the target in the layer after.
    pub target: usize,
    /// Weight; of a connection that was cut, its last one.
    pub weight: f32,
    /// What the epoch did to it.
    pub state: EdgeState,
}

/// What the colour of an input neuron says.
#[derive(Clone, Copy, Debug)]
pub enum InputShade<'a> {
    /// Its Laplacian centrality, as everywhere else.
    Centrality,
    /// How many connections it has, on a scale of its own; one number an input neuron.
    Degree(&'a [u32]),
}

/// One network after one epoch.
#[derive(Clone, Copy, Debug)]
pub struct NetworkGraph<'a> {
    /// Title of the lane, for [`describe`].
    pub lane: &'a str,
    /// Epoch, 0 for the untrained network.
    pub epoch: u32,
    /// Neurons a layer, input first.
    pub layers: &'a [usize],
    /// Shape of the input, whose numbers are the neurons of the first layer; each channel is shown
    /// as an image of its own.
    pub image: Shape,
    /// What the colours of that image say.
    pub shade: InputShade<'a>,
    /// Laplacian centrality of each neuron, input layer first.
    pub lc: &'a [f64],
    /// How centrality becomes colour and size, the same for all networks beside one another.
    pub scale: CentralityScale,
    /// The connections to draw, about 600 at most; of those that stay, the strongest are drawn as
    /// far as [`MAX_SEGMENTS`] reaches.
    pub edges: &'a [Edge],
    /// Short names of the classes; without them output neurons show their index.
    pub classes: &'a [String],
    /// How many neurons of highest centrality get a ring.
    pub hubs: usize,
}

/// Indices of the `count` neurons of highest positive centrality, highest first; of equal ones the
/// first.
pub fn hubs(lc: &[f64], count: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..lc.len()).filter(|v| lc[*v] > 0.0).collect();
    order.sort_by(|a, b| lc[*b].total_cmp(&lc[*a]));
    order.truncate(count);
    order
}

/// What the figure shows, in words.
pub fn describe(graph: &NetworkGraph) -> String {
    let sizes: Vec<String> = graph.layers.iter().map(|n| words::count(*n)).collect();
    let mut text = format!(
        "{}, epoch {}: network of {} neurons in layers of {}",
        graph.lane,
        graph.epoch,
        words::count(graph.layers.iter().sum()),
        sizes.join(", "),
    );
    let ringed = hubs(graph.lc, graph.hubs);
    if let Some(last) = ringed.last() {
        text += &format!(
            "; the {} {} of highest centrality ringed, LC {} or more",
            ringed.len(),
            words::plural(ringed.len(), "neuron", "neurons"),
            words::short(graph.lc[*last]),
        );
    }
    if let InputShade::Degree(_) = graph.shade {
        let most = most_connections(graph.shade) as usize;
        text += &format!(
            "; inputs shaded by their connections, {} at most",
            words::count(most)
        );
    }
    let of = |state| graph.edges.iter().filter(move |e| e.state == state);
    let stay = of(EdgeState::Stays).count();
    if stay > 0 {
        let positive = of(EdgeState::Stays).filter(|e| e.weight > 0.0).count();
        text += &format!(
            "; connections shown: {} positive, {} negative",
            words::count(positive),
            words::count(stay - positive),
        );
    }
    let (cut, grown) = (of(EdgeState::Cut).count(), of(EdgeState::Grown).count());
    if cut + grown > 0 {
        text += &format!(
            "; {} cut and {} grown connections shown",
            words::count(cut),
            words::count(grown),
        );
    }
    text + "."
}

/// Draws the network on the whole surface.
///
/// # Panics
/// If the shapes in `graph` do not fit together.
pub fn draw<DB: DrawingBackend>(
    graph: &NetworkGraph,
    surface: &Surface<DB>,
    theme: &Theme,
) -> Drawn<DB> {
    let layout = layout(graph, surface.dim_in_pixel(), theme);
    let scale = graph.scale;
    let pen = Pen::new(surface, theme);
    pen.clear()?;
    if graph.layers.is_empty() {
        return Ok(());
    }
    draw_input(graph, &layout, &pen)?;
    edges::draw(graph, &layout, &pen)?;
    draw_dots(graph, &layout, scale, &pen)?;
    draw_headings(graph, &layout, &pen)?;
    draw_legends(graph, &layout, &pen)
}

fn draw_input<DB: DrawingBackend>(
    graph: &NetworkGraph,
    layout: &Layout,
    pen: &Pen<DB>,
) -> Drawn<DB> {
    let most = most_connections(graph.shade);
    let inputs = layout.spots.iter().enumerate().take(graph.layers[0]);
    let tile = |(v, spot): (usize, &Spot)| {
        let place = match graph.shade {
            InputShade::Centrality => graph.scale.position(graph.lc[v]),
            InputShade::Degree(degrees) => f64::from(degrees[v]) / most,
        };
        (cell(spot), pen.theme.centrality_shade(place))
    };
    pen.mosaic(inputs.map(tile).collect())
}

/// The degree at which the scale of degrees ends.
fn most_connections(shade: InputShade) -> f64 {
    match shade {
        InputShade::Centrality => 1.0,
        InputShade::Degree(degrees) => degrees.iter().copied().max().unwrap_or(0).max(1).into(),
    }
}

/// The pixels of an input neuron; neighbours touch without overlap.
fn cell(spot: &Spot) -> ((i32, i32), (i32, i32)) {
    let edge = |center: f64, side: f64| (center + side * spot.radius).round() as i32;
    let from = (edge(spot.x, -1.0), edge(spot.y, -1.0));
    let to = (edge(spot.x, 1.0), edge(spot.y, 1.0));
    (from, (to.0.max(from.0 + 1), to.1.max(from.1 + 1)))
}

fn draw_dots<DB: DrawingBackend>(
    graph: &NetworkGraph,
    layout: &Layout,
    scale: CentralityScale,
    pen: &Pen<DB>,
) -> Drawn<DB> {
    let theme = pen.theme;
    let inputs = graph.layers[0];
    let mut spots = layout.spots.iter().zip(graph.lc).skip(inputs);
    for (block, n) in layout.blocks.iter().zip(graph.layers).skip(1) {
        let neurons = spots
            .by_ref()
            .take(*n)
            .map(|(spot, lc)| (spot, theme.centrality_shade(scale.position(*lc))));
        if block.dense {
            let radius = block.pitch / 2.0;
            let tile = |(spot, color): (&Spot, _)| (cell(&Spot { radius, ..*spot }), color);
            pen.mosaic(neurons.map(tile).collect())?;
            continue;
        }
        for (spot, color) in neurons {
            let radius = spot.radius.round().max(1.0) as i32;
            pen.dot(spot.pixel(), radius, color)?;
            // The colours of low centrality do not stand out from the page by themselves.
            pen.ring(spot.pixel(), radius, theme.muted.mix(0.8), 1)?;
        }
    }
    let width = theme.width(1.25);
    for v in hubs(graph.lc, graph.hubs) {
        let spot = &layout.spots[v];
        if v < inputs {
            let (from, to) = cell(spot);
            let out = theme.width(0.5) as i32;
            let (from, to) = ((from.0 - out, from.1 - out), (to.0 + out, to.1 + out));
            pen.outline(from, to, theme.text, width)?;
        } else {
            let radius = spot.radius.round() as i32 + theme.px(1.5).max(1);
            pen.ring(spot.pixel(), radius, theme.text, width)?;
        }
    }
    Ok(())
}

/// What each of so many layers is called.
pub fn layer_names(layers: usize) -> Vec<String> {
    let last = layers.saturating_sub(1);
    let name = |layer| match layer {
        0 => "input".to_string(),
        _ if layer == last => "output".into(),
        _ => format!("hidden {layer}"),
    };
    (0..=last).map(name).collect()
}

/// How large each layer is; the input as height × width.
fn sizes(graph: &NetworkGraph) -> Vec<String> {
    let image = graph.image;
    let mut sizes: Vec<String> = graph.layers.iter().map(|n| words::count(*n)).collect();
    if let Some(input) = sizes.first_mut() {
        *input = format!("{} × {}", image.height, image.width);
        if image.channels > 1 {
            *input += &format!(" × {}", image.channels);
        }
    }
    sizes
}

fn draw_headings<DB: DrawingBackend>(
    graph: &NetworkGraph,
    layout: &Layout,
    pen: &Pen<DB>,
) -> Drawn<DB> {
    let theme = pen.theme;
    let place = (Align::Center, Stand::Top);
    let small = (Face::Sans, theme.tick_size);
    for (block, (size, name)) in layout
        .blocks
        .iter()
        .zip(sizes(graph).iter().zip(layer_names(graph.layers.len())))
    {
        let x = ((block.left + block.right) / 2.0).round() as i32;
        if layout.headings >= 1 {
            pen.text(size, (x, theme.px(21.0)), place, small, theme.muted)?;
        }
        if layout.headings >= 2 {
            pen.text(&name, (x, theme.px(5.0)), place, small, theme.text)?;
        }
    }
    let Some(outputs) = layout.class_labels.as_ref() else {
        return Ok(());
    };
    for (spot, label) in layout.spots[layout.spots.len() - outputs.len()..]
        .iter()
        .zip(outputs)
    {
        let (_, y) = spot.pixel();
        pen.text(
            label,
            (layout.class_label_x.round() as i32, y),
            (Align::Left, Stand::Center),
            small,
            theme.text,
        )?;
    }
    Ok(())
}

/// The colours with their numbers, below the input.
fn draw_legends<DB: DrawingBackend>(
    graph: &NetworkGraph,
    layout: &Layout,
    pen: &Pen<DB>,
) -> Drawn<DB> {
    let Some(bar) = layout.legend else {
        return Ok(());
    };
    let lc = ("LC", Face::Symbol);
    let tick = |(i, (value, part)): (usize, (f64, f64))| {
        let least = if i == 2 { "≥ " } else { "" };
        (format!("{least}{}", words::factor(value)), part)
    };
    let centrality: Vec<_> = graph
        .scale
        .ticks()
        .into_iter()
        .enumerate()
        .map(tick)
        .collect();
    if matches!(graph.shade, InputShade::Centrality) {
        return draw_legend(bar, lc, &centrality, pen);
    }
    let most = words::count(most_connections(graph.shade) as usize);
    let degrees = [("0".to_string(), 0.0), (most, 1.0)];
    draw_legend(bar, ("connections", Face::Sans), &degrees, pen)?;
    let below = room::LEGEND * pen.theme.scale;
    let bar = Block {
        top: bar.top + below,
        bottom: bar.bottom + below,
        ..bar
    };
    draw_legend(bar, lc, &centrality, pen)
}

/// One bar of colours with a title above and numbers below it.
fn draw_legend<DB: DrawingBackend>(
    bar: Block,
    (title, face): (&str, Face),
    ticks: &[(String, f64)],
    pen: &Pen<DB>,
) -> Drawn<DB> {
    let theme = pen.theme;
    let at = |part: f64| (bar.left + (bar.right - bar.left) * part).round() as i32;
    let (top, bottom) = (bar.top.round() as i32, bar.bottom.round() as i32);
    const STEPS: i32 = 32;
    for i in 0..STEPS {
        let part = |i: i32| f64::from(i) / f64::from(STEPS);
        let color = theme.centrality_color((part(i) + part(i + 1)) / 2.0);
        pen.fill((at(part(i)), top), (at(part(i + 1)), bottom), color)?;
    }
    let narrow = bar.right - bar.left < 90.0 * theme.scale;
    for (label, part) in ticks {
        let align = match *part {
            0.0 => Align::Left,
            1.0 => Align::Right,
            _ if narrow => continue,
            _ => Align::Center,
        };
        pen.text(
            label,
            (at(*part), bottom + theme.px(4.0)),
            (align, Stand::Top),
            (Face::Sans, theme.tick_size),
            theme.muted,
        )?;
    }
    pen.text(
        title,
        (at(0.0), top - theme.px(3.0)),
        (Align::Left, Stand::Bottom),
        (face, theme.label_size),
        theme.text,
    )
}
