//! The page: histograms of centrality and of weights with the cut, and what a place in them means.

use js_sys::Float32Array;
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::figures::Snapshot;
use crate::drawing::{failed, surface, theme};
use crate::read;
use censet::rewiring::set;
use censet_figures::Bar;
use censet_figures::centrality::{self, Centrality, Threshold};
use censet_figures::weights::{self, Cut, Weights};

/// What the histogram of centralities says of a lane, besides them.
#[derive(Deserialize)]
struct Scored {
    title: String,
    epoch: u32,
    mean: f64,
    std: f64,
    k: f64,
    threshold: Option<f64>,
    /// A k that is being tried out.
    trial: Option<f64>,
    /// The largest k tried out.
    reach: Option<f64>,
}

/// The lanes with their centralities.
struct Lanes(Vec<(Scored, Vec<f64>)>);

impl Lanes {
    fn new(lanes: JsValue, snapshots: &[Snapshot]) -> Self {
        let lanes: Vec<Scored> = read(lanes);
        let measured = |snapshot: &Snapshot| {
            let mut lc = snapshot.centrality().to_vec();
            lc.retain(|lc| !lc.is_nan());
            lc
        };
        Self(
            lanes
                .into_iter()
                .zip(snapshots.iter().map(measured))
                .collect(),
        )
    }

    fn data(&self) -> Vec<Centrality<'_>> {
        let data = self.0.iter().map(|(lane, lc)| {
            let at = |k: f64| lane.mean - k * lane.std;
            Centrality {
                lane: &lane.title,
                epoch: lane.epoch,
                lc,
                mean: lane.mean,
                std: lane.std,
                threshold: lane.threshold.map(|value| Threshold { k: lane.k, value }),
                trial: lane.trial.map(|k| Threshold { k, value: at(k) }),
                reach: lane.reach.map(at),
            }
        });
        data.collect()
    }
}

/// Draws the distribution of centrality in the lane at `index` and says what it shows; all lanes that
/// stand beside one another get the same axes.
#[wasm_bindgen]
pub fn draw_centrality(
    canvas: HtmlCanvasElement,
    lanes: JsValue,
    snapshots: Vec<Snapshot>,
    index: usize,
    page_theme: JsValue,
) -> Result<String, JsValue> {
    let lanes = Lanes::new(lanes, &snapshots);
    let data = lanes.data();
    centrality::draw(&data, index, &surface(canvas)?, &theme(page_theme)).map_err(failed)?;
    Ok(centrality::describe(&data[index]))
}

fn numbers_of(bars: Vec<Bar>) -> Vec<f64> {
    let numbers = |bar: Bar| [bar.x, bar.from, bar.to, bar.count as f64, bar.going as f64];
    bars.into_iter().flat_map(numbers).collect()
}

/// The bars of what [`draw_centrality`] has drawn on this canvas; five numbers each: the middle in pixels, from, to,
/// how many values, how many of them go.
#[wasm_bindgen]
pub fn centrality_bars(
    canvas: HtmlCanvasElement,
    lanes: JsValue,
    snapshots: Vec<Snapshot>,
    index: usize,
    page_theme: JsValue,
) -> Vec<f64> {
    let lanes = Lanes::new(lanes, &snapshots);
    let size = (canvas.width(), canvas.height());
    numbers_of(centrality::bars(
        &lanes.data(),
        index,
        size,
        &theme(page_theme),
    ))
}

/// The bars of what [`draw_weights`] has drawn on this canvas, as [`centrality_bars`] gives them.
#[wasm_bindgen]
pub fn weight_bars(
    canvas: HtmlCanvasElement,
    layer: JsValue,
    weights: &Float32Array,
    page_theme: JsValue,
) -> Vec<f64> {
    let (layer, weights): (Layer, _) = (read(layer), numbers(weights));
    let size = (canvas.width(), canvas.height());
    numbers_of(weights::bars(
        &layer.data(&weights),
        size,
        &theme(page_theme),
    ))
}

/// The k whose line is at `x` device pixels in what [`draw_centrality`] has drawn on this canvas.
#[wasm_bindgen]
pub fn k_at(
    canvas: HtmlCanvasElement,
    lanes: JsValue,
    snapshots: Vec<Snapshot>,
    index: usize,
    page_theme: JsValue,
    x: f64,
) -> Option<f64> {
    let lanes = Lanes::new(lanes, &snapshots);
    let size = (canvas.width(), canvas.height());
    centrality::k_at(&lanes.data(), index, size, &theme(page_theme), x)
}

/// The weights of one layer of a lane, besides them.
#[derive(Deserialize)]
struct Layer {
    title: String,
    epoch: u32,
    /// From 1.
    layer: usize,
    zeta: f64,
    /// The weights between which connections go.
    cut: Option<[f64; 2]>,
}

impl Layer {
    fn data<'a>(&'a self, weights: &'a [f64]) -> Weights<'a> {
        Weights {
            lane: &self.title,
            epoch: self.epoch,
            layer: self.layer,
            weights,
            cut: self.cut.map(|[negative, positive]| Cut {
                zeta: self.zeta,
                negative,
                positive,
            }),
        }
    }
}

fn numbers(weights: &Float32Array) -> Vec<f64> {
    weights.to_vec().into_iter().map(f64::from).collect()
}

/// Draws the distribution of the weights of a layer and says what it shows.
#[wasm_bindgen]
pub fn draw_weights(
    canvas: HtmlCanvasElement,
    layer: JsValue,
    weights: &Float32Array,
    page_theme: JsValue,
) -> Result<String, JsValue> {
    let (layer, weights): (Layer, _) = (read(layer), numbers(weights));
    let data = layer.data(&weights);
    weights::draw(&data, &surface(canvas)?, &theme(page_theme)).map_err(failed)?;
    Ok(weights::describe(&data))
}

/// The ζ whose cut reaches to `x` device pixels in what [`draw_weights`] has drawn on this canvas.
#[wasm_bindgen]
pub fn zeta_at(
    canvas: HtmlCanvasElement,
    layer: JsValue,
    weights: &Float32Array,
    page_theme: JsValue,
    x: f64,
) -> Option<f64> {
    let layer: Layer = read(layer);
    let (size, all) = ((canvas.width(), canvas.height()), numbers(weights));
    let weight = weights::weight_at(&layer.data(&all), size, &theme(page_theme), x)?;
    Some(set::fraction(&weights.to_vec(), weight as f32))
}
