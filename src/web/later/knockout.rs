//! What is lost without neurons and connections, as the lanes' workers measured it.

use js_sys::{Float64Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::drawing::{failed, surface, theme, tone};
use censet::graph::statistics::spearman;
use censet::network::groups;
use censet_figures::attack::{self, Attack, Network};
use censet_figures::knockout::{self, Dot, KnockOut};

/// Spearman's ρ of a centrality with what is lost, in each group of neurons: each layer but the output
/// layer, all hidden layers, and all of these; not a number where there is none.
#[wasm_bindgen]
pub fn rank_correlations(layers: &[u32], centrality: &[f64], lost: &[f64]) -> Vec<f64> {
    let sizes: Vec<usize> = layers.iter().map(|&n| n as usize).collect();
    let groups = groups(&sizes).into_iter();
    let rho = groups.map(|(_, group)| spearman(&centrality[group.clone()], &lost[group]));
    rho.map(|rho| rho.unwrap_or(f64::NAN)).collect()
}

#[wasm_bindgen]
extern "C" {
    /// What is drawn of the neurons of a network.
    pub type Dots;
    #[wasm_bindgen(method, getter)]
    fn lane(this: &Dots) -> String;
    #[wasm_bindgen(method, getter)]
    fn tone(this: &Dots) -> String;
    #[wasm_bindgen(method, getter)]
    fn epoch(this: &Dots) -> u32;
    /// What the centrality across is called.
    #[wasm_bindgen(method, getter)]
    fn centrality(this: &Dots) -> String;
    #[wasm_bindgen(method, getter)]
    fn loss(this: &Dots) -> bool;
    /// The place among these of the neuron that is selected.
    #[wasm_bindgen(method, getter)]
    fn selected(this: &Dots) -> Option<usize>;
    #[wasm_bindgen(method, getter)]
    fn rho(this: &Dots) -> Option<f64>;
    #[wasm_bindgen(method, getter)]
    fn x(this: &Dots) -> Float64Array;
    #[wasm_bindgen(method, getter)]
    fn y(this: &Dots) -> Float64Array;
    #[wasm_bindgen(method, getter)]
    fn layer(this: &Dots) -> Uint8Array;

    /// A network under attack.
    pub type Attacked;
    #[wasm_bindgen(method, getter)]
    fn name(this: &Attacked) -> String;
    #[wasm_bindgen(method, getter)]
    fn tone(this: &Attacked) -> String;
    #[wasm_bindgen(method, getter)]
    fn epoch(this: &Attacked) -> u32;
    /// How many percent are gone at each step.
    #[wasm_bindgen(method, getter)]
    fn gone(this: &Attacked) -> Float64Array;
    /// The accuracy at each step of each order, order after order.
    #[wasm_bindgen(method, getter)]
    fn accuracies(this: &Attacked) -> Float64Array;
}

impl Dots {
    fn figure(&self) -> KnockOut {
        let (x, y, layer) = (self.x().to_vec(), self.y().to_vec(), self.layer().to_vec());
        let dots = x.into_iter().zip(y).zip(layer);
        let dots = dots.map(|((x, y), layer)| Dot {
            x,
            y,
            layer: layer.into(),
        });
        KnockOut {
            lane: self.lane(),
            style: tone(&self.tone()),
            epoch: self.epoch(),
            centrality: self.centrality(),
            loss: self.loss(),
            dots: dots.collect(),
            selected: self.selected(),
            rho: self.rho(),
        }
    }
}

/// Draws what is lost without each neuron against its centrality, and says what it shows.
#[wasm_bindgen]
pub fn draw_knock_out(
    canvas: HtmlCanvasElement,
    dots: &Dots,
    page_theme: JsValue,
) -> Result<String, JsValue> {
    let data = dots.figure();
    knockout::draw(&data, &surface(canvas)?, &theme(page_theme)).map_err(failed)?;
    Ok(knockout::describe(&data))
}

/// Where the neurons are in what [`draw_knock_out`] has drawn on this canvas, in its pixels: x and y in turn.
#[wasm_bindgen]
pub fn knock_out_places(canvas: HtmlCanvasElement, dots: &Dots, page_theme: JsValue) -> Vec<i32> {
    let size = (canvas.width(), canvas.height());
    knockout::places(&dots.figure(), size, &theme(page_theme))
}

fn attack(networks: &[Attacked], connections: bool) -> Attack {
    let networks = networks.iter().map(|of| Network {
        name: of.name(),
        style: tone(&of.tone()),
        epoch: of.epoch(),
        gone: of.gone().to_vec(),
        accuracies: of.accuracies().to_vec(),
    });
    Attack {
        connections,
        networks: networks.collect(),
    }
}

/// Draws the accuracy of networks as hidden neurons or `connections` go, and says what it shows.
#[wasm_bindgen]
pub fn draw_attack(
    canvas: HtmlCanvasElement,
    networks: Vec<Attacked>,
    connections: bool,
    page_theme: JsValue,
) -> Result<String, JsValue> {
    let data = attack(&networks, connections);
    attack::draw(&data, &surface(canvas)?, &theme(page_theme)).map_err(failed)?;
    Ok(attack::describe(&data))
}

/// Where none and all are gone in what [`draw_attack`] has drawn on this canvas, in pixels from its left.
#[wasm_bindgen]
pub fn attack_places(
    canvas: HtmlCanvasElement,
    networks: Vec<Attacked>,
    page_theme: JsValue,
) -> Vec<i32> {
    let size = (canvas.width(), canvas.height());
    attack::places(&attack(&networks, false), size, &theme(page_theme))
}
