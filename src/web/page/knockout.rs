//! The page: what is lost without neurons and connections, as the lanes' workers measured it.

use js_sys::Float64Array;
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::figures::{failed, surface, theme, tone};
use super::inspect::ShownNetwork;
use super::read;
use censet::graph::laplacian;
use censet::graph::statistics::{degrees, spearman};
use censet::graph::strength::strength;
use censet::network::groups;
use censet_figures::attack::{self, Attack, Attacked};
use censet_figures::knockout::{self, Dot, KnockOut};

#[wasm_bindgen]
impl ShownNetwork {
    /// Laplacian centrality (of the whole network, by Equation 4), degree and strength of every neuron,
    /// before rewiring.
    pub fn quick_centralities(&self) -> Vec<Float64Array> {
        let graph = self.network().before().graph();
        let degrees = degrees(&graph);
        let both = degrees.incoming.iter().zip(&degrees.outgoing);
        let degree = both.map(|(a, b)| f64::from(a + b)).collect();
        let all: [Vec<f64>; 3] = [laplacian::centrality(&graph), degree, strength(&graph)];
        all.iter().map(|values| values[..].into()).collect()
    }
}

/// Spearman's ρ of a centrality with what is lost, in each group of neurons: each layer but the output
/// layer, all hidden layers, and all of these; not a number where there is none.
#[wasm_bindgen]
pub fn rank_correlations(layers: &[u32], centrality: &[f64], lost: &[f64]) -> Vec<f64> {
    let sizes: Vec<usize> = layers.iter().map(|&n| n as usize).collect();
    let groups = groups(&sizes).into_iter();
    let rho = groups.map(|(_, group)| spearman(&centrality[group.clone()], &lost[group]));
    rho.map(|rho| rho.unwrap_or(f64::NAN)).collect()
}

/// How dots are drawn.
#[derive(Deserialize)]
struct DotsView {
    lane: String,
    tone: String,
    epoch: u32,
    centrality: String,
    loss: bool,
    selected: Option<usize>,
    rho: Option<f64>,
}

/// Does something with the figure of a dot a neuron.
fn dots<T>(
    view: JsValue,
    x: &[f64],
    y: &[f64],
    layer: &[u8],
    work: impl FnOnce(&KnockOut) -> T,
) -> T {
    let view: DotsView = read(view);
    let dots = x.iter().zip(y).zip(layer);
    let dots = dots.map(|((&x, &y), &layer)| Dot {
        x,
        y,
        layer: layer.into(),
    });
    let dots: Vec<Dot> = dots.collect();
    work(&KnockOut {
        lane: &view.lane,
        style: tone(&view.tone),
        epoch: view.epoch,
        centrality: &view.centrality,
        loss: view.loss,
        dots: &dots,
        selected: view.selected,
        rho: view.rho,
    })
}

/// Draws what is lost without each neuron against its centrality, and says what it shows. `view` has the
/// `lane`, its `tone`, the `epoch`, what the `centrality` is called, whether `loss` is shown, which neuron
/// is `selected`, and `rho`.
#[wasm_bindgen]
pub fn draw_knock_out(
    canvas: HtmlCanvasElement,
    view: JsValue,
    x: &[f64],
    y: &[f64],
    layer: &[u8],
    page_theme: JsValue,
) -> Result<String, JsValue> {
    dots(view, x, y, layer, |data| {
        knockout::draw(data, &surface(canvas)?, &theme(page_theme)).map_err(failed)?;
        Ok(knockout::describe(data))
    })
}

/// Where the neurons are in what [`draw_knock_out`] has drawn on this canvas, in its pixels: x and y in turn.
#[wasm_bindgen]
pub fn knock_out_places(
    canvas: HtmlCanvasElement,
    view: JsValue,
    x: &[f64],
    y: &[f64],
    layer: &[u8],
    page_theme: JsValue,
) -> Vec<i32> {
    dots(view, x, y, layer, |data| {
        let size = (canvas.width(), canvas.height());
        let places = knockout::places(data, size, &theme(page_theme));
        places.into_iter().flat_map(|(x, y)| [x, y]).collect()
    })
}

/// A network under attack.
#[derive(Deserialize)]
struct Lane {
    name: String,
    tone: String,
    epoch: u32,
    gone: Vec<f64>,
    orders: Vec<Vec<f64>>,
}

fn attacked(networks: JsValue) -> Vec<Attacked> {
    let networks: Vec<Lane> = read(networks);
    let networks = networks.into_iter().map(|lane| Attacked {
        style: tone(&lane.tone),
        name: lane.name,
        epoch: lane.epoch,
        gone: lane.gone,
        orders: lane.orders,
    });
    networks.collect()
}

/// Draws the accuracy of networks as hidden neurons or `connections` go, and says what it shows. Each
/// network has its `name`, `tone` and `epoch`, how many percent are `gone` at each step, and the accuracy
/// at each step of all `orders`.
#[wasm_bindgen]
pub fn draw_attack(
    canvas: HtmlCanvasElement,
    networks: JsValue,
    connections: bool,
    page_theme: JsValue,
) -> Result<String, JsValue> {
    let data = Attack {
        connections,
        networks: &attacked(networks),
    };
    attack::draw(&data, &surface(canvas)?, &theme(page_theme)).map_err(failed)?;
    Ok(attack::describe(&data))
}

/// Where none and all are gone in what [`draw_attack`] has drawn on this canvas, in pixels from its left.
#[wasm_bindgen]
pub fn attack_places(
    canvas: HtmlCanvasElement,
    networks: JsValue,
    page_theme: JsValue,
) -> Vec<f64> {
    let data = Attack {
        connections: false,
        networks: &attacked(networks),
    };
    let size = (canvas.width(), canvas.height());
    attack::places(&data, size, &theme(page_theme)).to_vec()
}
