//! The page: figures drawn on canvases, and the sentences that say what they show.
//!
//! The page sizes a canvas in device pixels and repeats its sentence to those who cannot see it.

use js_sys::{Float32Array, Float64Array, Uint8Array, Uint16Array, Uint32Array};
use plotters::drawing::IntoDrawingArea;
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::canvas::Canvas;
use super::read;
use crate::Failure;
use censet::dataset::Shape;
use censet_figures::epochs::{self, Epochs, Series};
use censet_figures::network_graph::{self, Edge, EdgeState, InputShade, NetworkGraph, Show, Way};
use censet_figures::theme::{css_color, lane};
use censet_figures::{CentralityScale, Surface, Theme};

/// Neurons that get a ring.
const HUBS: usize = 10;

#[wasm_bindgen]
extern "C" {
    /// What the lane's worker sent of an epoch.
    pub type Snapshot;
    #[wasm_bindgen(method, getter)]
    fn layout(this: &Snapshot) -> SnapshotLayout;
    #[wasm_bindgen(method, getter)]
    pub(super) fn centrality(this: &Snapshot) -> Float64Array;
    #[wasm_bindgen(method, getter)]
    fn edges(this: &Snapshot) -> SnapshotEdges;

    /// What [`crate::worker::session::LaneSession::layout`] made.
    pub type SnapshotLayout;
    #[wasm_bindgen(method, getter)]
    fn shape(this: &SnapshotLayout) -> Uint32Array;
    #[wasm_bindgen(method, getter)]
    fn classes(this: &SnapshotLayout) -> Vec<String>;
    #[wasm_bindgen(method, getter)]
    fn layers(this: &SnapshotLayout) -> Uint32Array;

    /// What the visitor wants to see in a network graph.
    pub type GraphView;
    /// `all`, `strongest` or `changed`.
    #[wasm_bindgen(method, getter)]
    fn show(this: &GraphView) -> String;
    /// Connections to draw in place of the snapshot's.
    #[wasm_bindgen(method, getter)]
    fn edges(this: &GraphView) -> Option<SnapshotEdges>;
    /// The number of connections of every neuron, to shade the inputs by.
    #[wasm_bindgen(method, getter)]
    fn degrees(this: &GraphView) -> Option<Uint16Array>;

    /// The connections of a snapshot, as parallel arrays.
    pub type SnapshotEdges;
    #[wasm_bindgen(method, getter)]
    fn layer(this: &SnapshotEdges) -> Uint8Array;
    #[wasm_bindgen(method, getter)]
    fn source(this: &SnapshotEdges) -> Uint16Array;
    #[wasm_bindgen(method, getter)]
    fn target(this: &SnapshotEdges) -> Uint16Array;
    #[wasm_bindgen(method, getter)]
    fn weight(this: &SnapshotEdges) -> Float32Array;
    #[wasm_bindgen(method, getter)]
    fn state(this: &SnapshotEdges) -> Uint8Array;
}

/// The colours that the page reads from its style sheet, as CSS computes them.
#[derive(Deserialize)]
struct PageTheme {
    scale: f64,
    dark: bool,
    background: String,
    text: String,
    muted: String,
    line: String,
    positive: String,
    negative: String,
    cut: String,
    grown: String,
    lanes: Vec<String>,
}

pub(super) fn theme(value: JsValue) -> Theme {
    let page: PageTheme = read(value);
    let mut theme = if page.dark {
        Theme::dark(page.scale)
    } else {
        Theme::light(page.scale)
    };
    let colors = [
        (&mut theme.background, &page.background),
        (&mut theme.text, &page.text),
        (&mut theme.muted, &page.muted),
        (&mut theme.line, &page.line),
        (&mut theme.positive, &page.positive),
        (&mut theme.negative, &page.negative),
        (&mut theme.cut, &page.cut),
        (&mut theme.grown, &page.grown),
    ];
    let lanes = theme
        .lanes
        .iter_mut()
        .map(|style| &mut style.color)
        .zip(&page.lanes);
    for (color, css) in colors.into_iter().chain(lanes) {
        // What a browser writes in another way keeps the built-in colour.
        *color = css_color(css).unwrap_or(*color);
    }
    theme
}

/// What the network graph writes of a lane.
#[derive(Deserialize)]
struct Lane {
    title: String,
    epoch: u32,
}

/// A line of a chart over the epochs.
#[derive(Deserialize)]
struct Line {
    name: String,
    tone: String,
}

/// What a network graph is drawn from, besides its lane.
struct Parts {
    layers: Vec<usize>,
    image: Shape,
    classes: Vec<String>,
    lc: Vec<f64>,
    scale: CentralityScale,
    edges: Vec<Edge>,
    degrees: Option<Vec<u32>>,
}

impl Parts {
    fn of(snapshots: &[Snapshot], index: usize, view: &GraphView) -> Self {
        let all: Vec<Vec<f64>> = snapshots.iter().map(|s| s.centrality().to_vec()).collect();
        let layout = snapshots[index].layout();
        let shape = layout.shape().to_vec();
        let edges = match view.edges() {
            Some(of_neuron) => edges(&of_neuron),
            None => {
                let show = match view.show().as_str() {
                    "strongest" => Show::Strongest,
                    "changed" => Show::Changed,
                    _ => Show::All,
                };
                network_graph::shown(edges(&snapshots[index].edges()), show)
            }
        };
        Self {
            layers: layout
                .layers()
                .to_vec()
                .iter()
                .map(|n| *n as usize)
                .collect(),
            image: Shape {
                height: shape[0] as usize,
                width: shape[1] as usize,
                channels: shape[2] as usize,
            },
            classes: layout.classes(),
            scale: CentralityScale::of(all.iter().map(Vec::as_slice)),
            lc: all.into_iter().nth(index).expect("a snapshot"),
            edges,
            degrees: view
                .degrees()
                .map(|all| all.to_vec().into_iter().map(u32::from).collect()),
        }
    }

    fn graph<'a>(&'a self, lane: &'a str, epoch: u32) -> NetworkGraph<'a> {
        NetworkGraph {
            lane,
            epoch,
            layers: &self.layers,
            image: self.image,
            shade: match &self.degrees {
                Some(degrees) => InputShade::Degree(&degrees[..self.layers[0]]),
                None => InputShade::Centrality,
            },
            lc: &self.lc,
            scale: self.scale,
            edges: &self.edges,
            classes: &self.classes,
            hubs: HUBS,
        }
    }
}

/// Draws the network graph of the lane at `index` and says what it shows; all lanes that stand beside
/// one another get the same scale.
#[wasm_bindgen]
pub fn draw_network(
    canvas: HtmlCanvasElement,
    lanes: JsValue,
    snapshots: Vec<Snapshot>,
    index: usize,
    view: &GraphView,
    page_theme: JsValue,
) -> Result<String, JsValue> {
    let lanes: Vec<Lane> = read(lanes);
    let parts = Parts::of(&snapshots, index, view);
    let graph = parts.graph(&lanes[index].title, lanes[index].epoch);
    network_graph::draw(&graph, &surface(canvas)?, &theme(page_theme)).map_err(failed)?;
    Ok(network_graph::describe(&graph))
}

/// Where the neurons of a network graph are on its canvas.
#[wasm_bindgen]
pub struct NetworkPlaces {
    layout: network_graph::Layout,
}

#[wasm_bindgen]
impl NetworkPlaces {
    /// The places on a canvas of so many device pixels, `scale` of them a CSS pixel.
    #[wasm_bindgen(constructor)]
    pub fn new(snapshot: Snapshot, view: &GraphView, width: u32, height: u32, scale: f64) -> Self {
        let parts = Parts::of(&[snapshot], 0, view);
        let graph = parts.graph("", 0);
        Self {
            layout: network_graph::layout(&graph, (width, height), &Theme::light(scale)),
        }
    }

    /// The number of the neuron at a point in device pixels, if there is one.
    pub fn neuron_at(&self, x: f64, y: f64) -> Option<usize> {
        self.layout.neuron_at(x, y)
    }

    /// Centre and radius of a neuron in device pixels: x, y, r.
    pub fn spot(&self, neuron: usize) -> Vec<f64> {
        let spot = self.layout.spots[neuron];
        vec![spot.x, spot.y, spot.radius]
    }

    /// The neuron next to one: `way` is `left`, `right`, `up` or `down`; with `leap` always in the
    /// next layer that way.
    pub fn step(&self, neuron: usize, way: &str, leap: bool) -> usize {
        let way = match way {
            "left" => Way::Left,
            "right" => Way::Right,
            "up" => Way::Up,
            "down" => Way::Down,
            _ => panic!("{way:?} is no direction"),
        };
        self.layout.step(neuron, way, leap)
    }
}

/// Draws a quantity over the epochs, all lanes together, and says what it shows. The quantity is
/// `accuracy`, `accuracy_zoomed`, `spread`, `recorded_spread`, `removed`, `gini`, `top_decile`, `hub_overlap`,
/// `start_jaccard`, `start_kept` or `mean_age`; each lane has a value for every epoch from 0 on, as
/// far as it has come. A line marks the epoch `marked`.
#[wasm_bindgen]
pub fn draw_epochs(
    canvas: HtmlCanvasElement,
    quantity: &str,
    lines: JsValue,
    values: Vec<Float64Array>,
    budget: u32,
    marked: Option<u32>,
    page_theme: JsValue,
) -> Result<String, JsValue> {
    let lines: Vec<Line> = read(lines);
    let series: Vec<Series> = lines
        .into_iter()
        .zip(values)
        .map(|(line, values)| Series {
            style: tone(&line.tone),
            name: line.name,
            values: (0..).zip(values.to_vec()).collect(),
        })
        .collect();
    let quantity = epochs::quantity(quantity).expect("a name from the table");
    let data = Epochs {
        quantity,
        series: &series,
        budget,
        marked,
    };
    epochs::draw(&data, &surface(canvas)?, &theme(page_theme)).map_err(failed)?;
    Ok(epochs::describe(&data))
}

fn edges(edges: &SnapshotEdges) -> Vec<Edge> {
    let (layers, sources, targets) = (edges.layer(), edges.source(), edges.target());
    let ends = layers
        .to_vec()
        .into_iter()
        .zip(sources.to_vec())
        .zip(targets.to_vec());
    ends.zip(edges.weight().to_vec())
        .zip(edges.state().to_vec())
        .map(|((((layer, source), target), weight), state)| Edge {
            layer: layer.into(),
            source: source.into(),
            target: target.into(),
            weight,
            state: EdgeState::ALL[usize::from(state)],
        })
        .collect()
}

/// The place of the tone of this name.
pub(super) fn tone(name: &str) -> usize {
    let place = lane::NAMES.iter().position(|tone| *tone == name);
    place.unwrap_or(lane::FURTHER)
}

pub(super) fn surface(canvas: HtmlCanvasElement) -> Result<Surface<Canvas>, JsValue> {
    Ok(Canvas::new(canvas)
        .ok_or_else(|| failed("the browser gave no drawing context"))?
        .into_drawing_area())
}

pub(super) fn failed(error: impl std::fmt::Display) -> JsValue {
    let text = format!("A figure could not be drawn: {error}.");
    Failure {
        code: "internal",
        field: None,
        text,
    }
    .into()
}
