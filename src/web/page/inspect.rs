//! The page: one network looked at closely.

use js_sys::{Float64Array, Object};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::drawing::{failed, surface, theme};
use crate::read;
use crate::to_js;
use crate::wiring::{self, Wiring, edges};
use censet::dataset::Shape;
use censet::experiment::Scope;
use censet::graph::laplacian;
use censet::graph::neuron::{self, Neuron, connections, locate};
use censet::graph::rewired::{Measure, Rewired};
use censet::graph::statistics::degrees;
use censet::graph::strength::strength;
use censet::rewiring::censet::select;
use censet_figures::adjacency::{self, Adjacency, What};
use censet_figures::centrality::Threshold;
use censet_figures::network_graph;
use censet_figures::receptive_field::{self, ReceptiveField};

/// A network around the rewiring of one epoch, with all its connections.
#[wasm_bindgen]
pub struct ShownNetwork {
    network: Rewired,
    /// k and the scope of CenSET's line.
    rule: Option<(f64, Scope)>,
}

/// A neuron with the formula of its centrality.
#[derive(Serialize)]
struct Looked {
    #[serde(flatten)]
    neuron: Neuron,
    published: bool,
    /// CenSET's line, if the neuron lies below it.
    below: Option<String>,
}

#[wasm_bindgen]
impl ShownNetwork {
    /// The network that a lane's worker sent.
    #[wasm_bindgen(constructor)]
    pub fn new(wiring: &Wiring) -> Self {
        Self {
            network: wiring::read(wiring),
            rule: wiring::rule(wiring),
        }
    }

    /// The epoch it is of.
    #[wasm_bindgen(getter)]
    pub fn epoch(&self) -> u16 {
        self.network.epoch()
    }

    /// Laplacian centrality (of the whole network, by Equation 4), degree and strength of every neuron,
    /// before rewiring.
    pub fn quick_centralities(&self) -> Vec<Float64Array> {
        let graph = self.network.before().graph();
        let degrees = degrees(&graph);
        let both = degrees.incoming.iter().zip(&degrees.outgoing);
        let degree = both.map(|(a, b)| f64::from(a + b)).collect();
        let all: [Vec<f64>; 3] = [laplacian::centrality(&graph), degree, strength(&graph)];
        all.iter().map(|values| values[..].into()).collect()
    }

    /// What one neuron is made of.
    #[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').Neuron")]
    pub fn neuron(&self, vertex: usize) -> JsValue {
        to_js(&Looked {
            neuron: neuron::look(&self.network, vertex),
            published: self.network.measure() == Measure::Published,
            below: self.below(vertex),
        })
    }

    /// The connections of one neuron that a picture shows.
    #[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').Edges")]
    pub fn edges_of(&self, vertex: usize) -> Object {
        edges(&network_graph::of_neuron(&self.network, vertex))
    }

    /// The adjacency matrix in numbers, a row a pair of layers.
    #[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').BlockCount[]")]
    pub fn blocks(&self) -> JsValue {
        to_js(&adjacency::table(&self.network))
    }

    /// The adjacency matrix as comma-separated values, a line a connection.
    pub fn csv(&self, lane: &str) -> String {
        adjacency::csv(lane, &self.network)
    }

    /// The receptive field of a neuron of the first hidden layer as comma-separated values.
    pub fn field_csv(&self, view: JsValue) -> String {
        self.field(&read(view), receptive_field::csv)
    }
}

impl ShownNetwork {
    /// Does something with the weights of a neuron of the first hidden layer, before rewiring.
    fn field<T>(&self, view: &FieldView, work: impl FnOnce(&ReceptiveField) -> T) -> T {
        let sizes = self.network.sizes();
        assert_eq!(locate(&sizes, view.vertex).0, 1, "a neuron fed by pixels");
        let all = connections(self.network.before(), &sizes, view.vertex);
        let weights: Vec<(usize, f32)> = all
            .iter()
            .filter(|(layer, _)| *layer == 0)
            .map(|(_, c)| (c.source as usize, c.weight))
            .collect();
        let [height, width, channels] = view.shape;
        work(&ReceptiveField {
            lane: &view.lane,
            neuron: &view.neuron,
            epoch: self.network.epoch().into(),
            image: Shape {
                height,
                width,
                channels,
            },
            weights: &weights,
        })
    }

    /// The line that CenSET drew, as it is written, if the neuron lies below it.
    fn below(&self, vertex: usize) -> Option<String> {
        let (k, scope) = self.rule?;
        let centrality = &self.network.before().centrality;
        let sizes = self.network.sizes();
        // Under lc=published the output layer is not scored.
        let output = if centrality.len() < self.network.order() {
            1
        } else {
            0
        };
        let scored = &sizes[..sizes.len() - output];
        let selection = select(centrality, scored, k, scope);
        selection.pruned.get(vertex)?.then(|| {
            let value = match scope {
                Scope::Global => selection.thresholds[0],
                Scope::Layer => selection.thresholds[locate(&sizes, vertex).0],
            };
            let line = Threshold { k, value }.written();
            match scope {
                Scope::Global => line,
                Scope::Layer => format!("{line} of its layer"),
            }
        })
    }
}

/// What an adjacency matrix is to show.
#[derive(serde::Deserialize)]
struct MatrixView {
    lane: String,
    what: String,
    selected: Option<usize>,
}

/// Draws the adjacency matrix of a network and says what it shows.
#[wasm_bindgen]
pub fn draw_adjacency(
    canvas: HtmlCanvasElement,
    network: &ShownNetwork,
    view: JsValue,
    page_theme: JsValue,
) -> Result<String, JsValue> {
    let view: MatrixView = read(view);
    let named = What::NAMED.iter().find(|(name, _)| *name == view.what);
    let data = Adjacency {
        lane: &view.lane,
        network: &network.network,
        what: named.map_or(What::Weights, |(_, what)| *what),
        selected: view.selected,
    };
    adjacency::draw(&data, &surface(canvas)?, &theme(page_theme)).map_err(failed)?;
    Ok(adjacency::describe(&data))
}

/// Which receptive field to show.
#[derive(serde::Deserialize)]
struct FieldView {
    lane: String,
    neuron: String,
    vertex: usize,
    /// Height, width and channels of an image.
    shape: [usize; 3],
}

/// Draws the weights of a neuron of the first hidden layer, before rewiring, and says what it shows.
#[wasm_bindgen]
pub fn draw_receptive_field(
    canvas: HtmlCanvasElement,
    network: &ShownNetwork,
    view: JsValue,
    page_theme: JsValue,
) -> Result<String, JsValue> {
    network.field(&read(view), |data| {
        receptive_field::draw(data, &surface(canvas)?, &theme(page_theme)).map_err(failed)?;
        Ok(receptive_field::describe(data))
    })
}
