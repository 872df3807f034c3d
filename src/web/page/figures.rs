//! The page: figures drawn on canvases, and the sentences that say what they show.
//!
//! The page sizes a canvas in device pixels and repeats its sentence to those who cannot see it.

use js_sys::{Float32Array, Float64Array, Uint8Array, Uint16Array, Uint32Array};
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::drawing::{Line, failed, surface, theme, tone};
use crate::read;
use censet::dataset::Shape;
use censet::experiment::Scope;
use censet::rewiring::censet::select;
use censet_figures::epochs::{self, Epochs, Series};
use censet_figures::network_graph::{
    self, Edge, EdgeState, InputShade, NetworkGraph, Show, Stage, Way,
};
use censet_figures::{CentralityScale, Theme};

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
    #[wasm_bindgen(method, getter)]
    fn one_in(this: &Snapshot) -> Option<usize>;
    #[wasm_bindgen(method, getter, js_name = degrees)]
    fn all_degrees(this: &Snapshot) -> Uint16Array;

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

/// What the network graph needs of a lane besides its snapshot.
#[derive(Deserialize)]
struct Lane {
    title: String,
    epoch: u32,
    /// Connections that the epoch has cut and grown so far.
    removed: usize,
    grown: usize,
    /// Neurons that it prunes, below this line or one a layer for k.
    pruned: usize,
    threshold: Option<f64>,
    k: f64,
}

impl Lane {
    /// Which neurons of its network are pruned.
    fn pruned(&self, layers: &[usize], lc: &[f64]) -> Vec<bool> {
        match self.threshold {
            _ if self.pruned == 0 => vec![],
            Some(line) => lc.iter().map(|lc| *lc < line).collect(),
            None => {
                // Where the output layer was not scored.
                let scored = lc.iter().filter(|lc| !lc.is_nan()).count();
                let hidden = layers.len() - usize::from(scored < lc.len());
                select(&lc[..scored], &layers[..hidden], self.k, Scope::Layer).pruned
            }
        }
    }

    /// For how many connections each of the edges shown stands that the epoch changed: what the lane's worker
    /// says, or what follows from their numbers.
    fn one_in(&self, snapshot: &Snapshot) -> usize {
        let state = snapshot.edges().state().to_vec();
        let all = [
            (self.removed, EdgeState::Cut),
            (self.grown, EdgeState::Grown),
        ];
        let rates = all.map(|(all, of)| {
            let shown = state.iter().filter(|state| **state == of as u8).count();
            if shown == 0 { 0 } else { all.div_ceil(shown) }
        });
        match rates {
            [0, 0] => 1,
            [cut, grown] => snapshot.one_in().unwrap_or(cut.max(grown)),
        }
    }
}

/// From each layer to the next, which part of all possible connections there are, from how many each neuron has.
fn densities(layers: &[usize], degrees: &[u16]) -> Vec<f64> {
    let (mut rest, mut before) = (degrees, 0.0);
    let density = |pair: &[usize]| {
        let (ends, others) = rest.split_at(pair[0]);
        rest = others;
        before = ends.iter().map(|n| f64::from(*n)).sum::<f64>() - before;
        before / (pair[0] * pair[1]) as f64
    };
    layers.windows(2).map(density).collect()
}

/// What a network graph is drawn from, besides its lane.
struct Parts {
    layers: Vec<usize>,
    image: Shape,
    classes: Vec<String>,
    lc: Vec<f64>,
    scale: CentralityScale,
    edges: Vec<Edge>,
    one_in: usize,
    density: Vec<f64>,
    pruned: Vec<bool>,
    degrees: Option<Vec<u32>>,
}

impl Parts {
    fn of(lanes: &[Lane], snapshots: &[Snapshot], index: usize, view: &GraphView) -> Self {
        let all: Vec<Vec<f64>> = snapshots.iter().map(|s| s.centrality().to_vec()).collect();
        let layout = snapshots[index].layout();
        let shape = layout.shape().to_vec();
        let layers: Vec<usize> = layout
            .layers()
            .to_vec()
            .iter()
            .map(|n| *n as usize)
            .collect();
        let (mut one_in, mut pruned) = (1, vec![]);
        let edges = match view.edges() {
            Some(of_neuron) => edges(&of_neuron),
            None => {
                let show = match view.show().as_str() {
                    "strongest" => Show::Strongest,
                    "changed" => Show::Changed,
                    _ => Show::All,
                };
                let mut edges = network_graph::shown(edges(&snapshots[index].edges()), show);
                if let Some(lane) = lanes.get(index).filter(|_| show != Show::Strongest) {
                    // One scale for all lanes, the coarsest.
                    let rates = lanes
                        .iter()
                        .zip(snapshots)
                        .map(|(lane, of)| lane.one_in(of));
                    one_in = rates.max().unwrap_or(1);
                    for (state, all) in [
                        (EdgeState::Cut, lane.removed),
                        (EdgeState::Grown, lane.grown),
                    ] {
                        network_graph::thin(&mut edges, state, all.div_ceil(one_in));
                    }
                    pruned = lane.pruned(&layers, &all[index]);
                }
                edges
            }
        };
        Self {
            density: densities(&layers, &snapshots[index].all_degrees().to_vec()),
            layers,
            one_in,
            pruned,
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
            one_in: self.one_in,
            density: &self.density,
            pruned: &self.pruned,
            classes: &self.classes,
        }
    }
}

/// Draws the network graph of the lane at `index` and says what it shows; all lanes that stand beside
/// one another get the same scale. Where a `stage` is
/// told, only that part of it is drawn: the ground, the connections, the neurons.
#[wasm_bindgen]
pub fn draw_network(
    canvas: HtmlCanvasElement,
    lanes: JsValue,
    snapshots: Vec<Snapshot>,
    index: usize,
    view: &GraphView,
    page_theme: JsValue,
    stage: Option<usize>,
) -> Result<String, JsValue> {
    let lanes: Vec<Lane> = read(lanes);
    let parts = Parts::of(&lanes, &snapshots, index, view);
    let graph = parts.graph(&lanes[index].title, lanes[index].epoch);
    let (surface, theme) = (surface(canvas)?, theme(page_theme));
    match stage {
        None => network_graph::draw(&graph, &surface, &theme),
        Some(at) => network_graph::draw_stage(Stage::ALL[at], &graph, &surface, &theme),
    }
    .map_err(failed)?;
    Ok(network_graph::describe(&graph))
}

/// Draws over a network graph the connections of one neuron: those in `view`, else those of the snapshot that it
/// has; returns how many.
#[wasm_bindgen]
pub fn draw_lit(
    canvas: HtmlCanvasElement,
    snapshots: Vec<Snapshot>,
    index: usize,
    view: &GraphView,
    neuron: usize,
    page_theme: JsValue,
) -> Result<usize, JsValue> {
    let mut parts = Parts::of(&[], &snapshots, index, view);
    let starts = |layer: usize| parts.layers[..layer].iter().sum::<usize>();
    parts.edges.retain(|edge| {
        let ends = [(edge.layer, edge.source), (edge.layer + 1, edge.target)];
        ends.iter().any(|(layer, at)| starts(*layer) + at == neuron)
    });
    network_graph::draw_lit(&parts.graph("", 0), &surface(canvas)?, &theme(page_theme))
        .map_err(failed)?;
    Ok(parts.edges.len())
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
        let parts = Parts::of(&[], &[snapshot], 0, view);
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
    let series = series(lines, values);
    let data = epochs_of(quantity, &series, budget, marked);
    epochs::draw(&data, &surface(canvas)?, &theme(page_theme)).map_err(failed)?;
    Ok(epochs::describe(&data))
}

fn series(lines: JsValue, values: Vec<Float64Array>) -> Vec<Series> {
    let lines: Vec<Line> = read(lines);
    let lines = lines.into_iter().zip(values);
    let series = lines.map(|(line, values)| Series {
        style: tone(&line.tone),
        name: line.name,
        values: (0..).zip(values.to_vec()).collect(),
    });
    series.collect()
}

fn epochs_of<'a>(
    quantity: &str,
    series: &'a [Series],
    budget: u32,
    marked: Option<u32>,
) -> Epochs<'a> {
    Epochs {
        quantity: epochs::quantity(quantity).expect("a name from the table"),
        series,
        budget,
        marked,
    }
}

/// Where the epochs are in what [`draw_epochs`] has drawn on this canvas, in its pixels: epoch 0 from the left, and
/// the distance from one to the next.
#[wasm_bindgen]
pub fn epoch_places(
    canvas: HtmlCanvasElement,
    quantity: &str,
    lines: JsValue,
    values: Vec<Float64Array>,
    budget: u32,
    page_theme: JsValue,
) -> Vec<f64> {
    let series = series(lines, values);
    let data = epochs_of(quantity, &series, budget, None);
    let size = (canvas.width(), canvas.height());
    epochs::places(&data, size, &theme(page_theme)).to_vec()
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
