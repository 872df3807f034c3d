//! The neuron graph: the input as an image, hidden layers as blocks of dots, the output by class.
//!
//! Colour and area of a neuron say its Laplacian centrality, a ring marks the hubs, a cross the neurons that
//! were pruned. Of the connections only a selection is drawn: the strongest, and of what the epoch cut and grew
//! one in so many. How many there are of all that could be, the ground between two layers says: the darker, the
//! denser.

mod edges;
mod layout;
mod lettering;
mod room;

pub use censet::graph::selection::{Edge, EdgeState, Show, of_neuron, one_in, select, shown, thin};
pub use edges::MAX_SEGMENTS;
pub use layout::{Block, Layout, Spot, Way, layout};

use plotters::prelude::{Color, DrawingBackend};
use plotters::style::RGBColor;

use censet::dataset::Shape;
use censet::graph::statistics;

use edges::Edges;

use super::pen::Pen;
use super::{CentralityScale, Drawn, Surface, Theme, words};

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
    /// The connections to draw, about 1,000 at most; of those that stay, the strongest are drawn as
    /// far as [`MAX_SEGMENTS`] reaches.
    pub edges: &'a [Edge],
    /// For how many connections each of `edges` stands that the epoch cut or grew.
    pub one_in: usize,
    /// From each layer to the next, which part of all possible connections is there; empty where that is not
    /// known.
    pub density: &'a [f64],
    /// Whether the epoch prunes a neuron; those that are not there stay.
    pub pruned: &'a [bool],
    /// Short names of the classes; without them output neurons show their index.
    pub classes: &'a [String],
}

impl NetworkGraph<'_> {
    fn is_pruned(&self, neuron: usize) -> bool {
        self.pruned.get(neuron).is_some_and(|pruned| *pruned)
    }
}

/// The hubs: of the neurons that have a centrality the most central tenth, in ascending order.
pub fn hubs(lc: &[f64]) -> Vec<u32> {
    // Where the output layer was not scored.
    let scored = lc.iter().rposition(|lc| !lc.is_nan());
    statistics::hubs(&lc[..scored.map_or(0, |last| last + 1)])
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
    let ringed = hubs(graph.lc);
    if !ringed.is_empty() {
        let least = ringed.iter().map(|v| graph.lc[*v as usize]);
        text += &format!(
            "; the {} most central {} ringed, LC {} or more",
            words::count(ringed.len()),
            words::plural(ringed.len(), "neuron", "neurons"),
            words::short(least.fold(f64::INFINITY, f64::min)),
        );
    }
    let pruned = graph.pruned.iter().filter(|pruned| **pruned).count();
    if pruned > 0 {
        text += &format!(
            "; {} pruned {} crossed out",
            words::count(pruned),
            words::plural(pruned, "neuron", "neurons"),
        );
    }
    if !graph.density.is_empty() {
        let parts = graph.density.iter().map(|part| words::percent(*part));
        let parts: Vec<String> = parts.collect();
        text += &format!(
            "; of all possible connections {} are there",
            parts.join(", ")
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
        if graph.one_in > 1 {
            text += &format!(", each for {}", words::count(graph.one_in));
        }
    }
    text + "."
}

/// A part of the work of drawing: the whole takes long enough to hold up a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The ground, the input and the weaker connections.
    Ground,
    /// The stronger connections, and what the epoch changed.
    Connections,
    /// The neurons of the other layers, and all words.
    Neurons,
}

impl Stage {
    /// All of them, in the order in which they are drawn.
    pub const ALL: [Self; 3] = [Self::Ground, Self::Connections, Self::Neurons];
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
    let draw = |stage| draw_stage(stage, graph, surface, theme);
    Stage::ALL.into_iter().try_for_each(draw)
}

/// Draws a part of it; all, one after the other, are the same as [`draw`].
///
/// # Panics
/// If the shapes in `graph` do not fit together.
pub fn draw_stage<DB: DrawingBackend>(
    stage: Stage,
    graph: &NetworkGraph,
    surface: &Surface<DB>,
    theme: &Theme,
) -> Drawn<DB> {
    let layout = layout(graph, surface.dim_in_pixel(), theme);
    let pen = Pen::new(surface, theme);
    if stage == Stage::Ground {
        pen.clear()?;
    }
    if graph.layers.is_empty() {
        return Ok(());
    }
    match stage {
        Stage::Ground => {
            draw_grounds(graph, &layout, &pen)?;
            draw_input(graph, &layout, &pen)?;
            Edges::of(graph).draw_weak(graph, &layout, &pen)
        }
        Stage::Connections => Edges::of(graph).draw_strong(graph, &layout, &pen),
        Stage::Neurons => {
            draw_dots(graph, &layout, &pen)?;
            lettering::draw_headings(graph, &layout, &pen)?;
            lettering::draw_legends(graph, &layout, &pen)
        }
    }
}

/// Draws over a picture of the network, which steps back, the connections `graph` has and the neurons at their
/// ends: those of one neuron.
///
/// # Panics
/// If the shapes in `graph` do not fit together.
pub fn draw_lit<DB: DrawingBackend>(
    graph: &NetworkGraph,
    surface: &Surface<DB>,
    theme: &Theme,
) -> Drawn<DB> {
    let (width, height) = surface.dim_in_pixel();
    let layout = layout(graph, (width, height), theme);
    let pen = Pen::new(surface, theme);
    let veil = theme.background.mix(0.7);
    pen.fill((0, 0), (width as i32, height as i32), veil)?;
    let edges = Edges::of(graph);
    edges.draw_weak(graph, &layout, &pen)?;
    edges.draw_strong(graph, &layout, &pen)?;
    for edge in graph.edges {
        let (source, target) = layout.numbers(edge);
        for neuron in [source, target] {
            draw_neuron(neuron, graph, &layout, &pen)?;
        }
    }
    Ok(())
}

/// The ground between two layers: the darker, the more of all possible connections there are.
fn draw_grounds<DB: DrawingBackend>(
    graph: &NetworkGraph,
    layout: &Layout,
    pen: &Pen<DB>,
) -> Drawn<DB> {
    for (density, blocks) in graph.density.iter().zip(layout.blocks.windows(2)) {
        let side = |x: f64, block: &Block| [block.top, block.bottom].map(|y| (x as i32, y as i32));
        let [a, b] = side(blocks[0].right, &blocks[0]);
        let [d, c] = side(blocks[1].left, &blocks[1]);
        let shade = pen.theme.muted.mix(GROUND * density.clamp(0.0, 1.0));
        pen.area(vec![a, b, c, d], shade)?;
    }
    Ok(())
}

/// Opacity of the ground between two layers that are wholly connected.
const GROUND: f64 = 0.4;

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
        (spot.cell(spot.radius), pen.theme.centrality_shade(place))
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

fn draw_dots<DB: DrawingBackend>(
    graph: &NetworkGraph,
    layout: &Layout,
    pen: &Pen<DB>,
) -> Drawn<DB> {
    let theme = pen.theme;
    for (layer, block) in layout.blocks.iter().enumerate().skip(1) {
        let neurons = layout.layer(layer);
        if block.dense {
            let tile = |v: usize| (layout.cell(v), shade_of(v, graph, theme));
            pen.mosaic(neurons.map(tile).collect())?;
        } else {
            neurons
                .into_iter()
                .try_for_each(|v| draw_neuron(v, graph, layout, pen))?;
        }
    }
    let width = theme.width(1.25);
    for hub in hubs(graph.lc) {
        let hub = hub as usize;
        let spot = &layout.spots[hub];
        if layout.is_cell(hub) {
            let (from, to) = layout.cell(hub);
            let out = theme.width(0.5) as i32;
            let (from, to) = ((from.0 - out, from.1 - out), (to.0 + out, to.1 + out));
            pen.outline(from, to, theme.text, width)?;
        } else {
            let radius = spot.radius.round() as i32 + theme.px(1.5).max(1);
            pen.ring(spot.pixel(), radius, theme.text, width)?;
        }
    }
    let crossed = (0..layout.spots.len()).filter(|v| graph.is_pruned(*v));
    let size = |v: usize| match layout.is_cell(v) {
        true => layout.pitch(v) * 0.3,
        false => (layout.pitch(v) * 0.35).min(3.0 * theme.scale),
    };
    for v in crossed {
        let spot = &layout.spots[v];
        let cross = edges::cross((spot.x, spot.y), size(v));
        pen.path(cross, theme.cut, theme.width(1.25))?;
    }
    Ok(())
}

fn shade_of(neuron: usize, graph: &NetworkGraph, theme: &Theme) -> RGBColor {
    theme.centrality_shade(graph.scale.position(graph.lc[neuron]))
}

/// One neuron of a layer: a dot, hollow if it is pruned, or a pixel.
fn draw_neuron<DB: DrawingBackend>(
    neuron: usize,
    graph: &NetworkGraph,
    layout: &Layout,
    pen: &Pen<DB>,
) -> Drawn<DB> {
    let theme = pen.theme;
    let color = shade_of(neuron, graph, theme);
    if layout.is_cell(neuron) {
        let (from, to) = layout.cell(neuron);
        return pen.fill(from, to, color);
    }
    let spot = &layout.spots[neuron];
    let radius = spot.radius.round().max(1.0) as i32;
    if graph.is_pruned(neuron) {
        pen.dot(spot.pixel(), radius, theme.background)?;
        return pen.ring(spot.pixel(), radius, theme.cut, 1);
    }
    pen.dot(spot.pixel(), radius, color)?;
    // The colours of low centrality do not stand out from the page by themselves.
    pen.ring(spot.pixel(), radius, theme.muted.mix(0.8), 1)
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
