//! All connections of a lane in one epoch, as they cross from its worker to the page.

use js_sys::{Float32Array, Object, Uint8Array, Uint16Array, Uint32Array};
use wasm_bindgen::prelude::*;

use super::set;
#[cfg(feature = "worker")]
use censet::experiment::Centrality;
use censet::experiment::Scope;
use censet::graph::rewired::{Measure, Rewired};
use censet::graph::selection::Edge;
use censet::network::{Connection, SparseLayer};
#[cfg(feature = "worker")]
use censet::network::{LayerActivation, Network};
#[cfg(feature = "worker")]
use censet::trainer::Trainer;

/// A network with more connections is not sent with every epoch: it would be more than 24 MB.
pub(super) const MOST: usize = 3_000_000;

/// The most connections of a network that is sent with every epoch.
#[cfg(feature = "page")]
#[wasm_bindgen]
pub fn most_connections_sent() -> usize {
    MOST
}

#[wasm_bindgen]
extern "C" {
    /// What [`wiring`] made.
    pub type Wiring;
    #[wasm_bindgen(method, getter)]
    fn epoch(this: &Wiring) -> u16;
    #[wasm_bindgen(method, getter)]
    fn published(this: &Wiring) -> bool;
    #[wasm_bindgen(method, getter)]
    fn k(this: &Wiring) -> Option<f64>;
    #[wasm_bindgen(method, getter)]
    fn by_layer(this: &Wiring) -> bool;
    #[wasm_bindgen(method, getter)]
    fn layers(this: &Wiring) -> Uint32Array;
    #[wasm_bindgen(method, getter)]
    fn counts(this: &Wiring) -> Uint32Array;
    #[wasm_bindgen(method, getter)]
    fn source(this: &Wiring) -> Uint16Array;
    #[wasm_bindgen(method, getter)]
    fn weight(this: &Wiring) -> Float32Array;
    #[wasm_bindgen(method, getter)]
    fn born(this: &Wiring) -> Uint16Array;
    #[cfg(feature = "worker")]
    #[wasm_bindgen(method, getter)]
    fn biases(this: &Wiring) -> Float32Array;
    #[cfg(feature = "worker")]
    #[wasm_bindgen(method, getter)]
    fn srelu(this: &Wiring) -> Float32Array;
    #[wasm_bindgen(method, getter)]
    fn cut_layer(this: &Wiring) -> Uint8Array;
    #[wasm_bindgen(method, getter)]
    fn cut_source(this: &Wiring) -> Uint16Array;
    #[wasm_bindgen(method, getter)]
    fn cut_target(this: &Wiring) -> Uint16Array;
    #[wasm_bindgen(method, getter)]
    fn cut_weight(this: &Wiring) -> Float32Array;
}

/// The connections as they are now, and what the latest rewiring cut. `epoch` is the one that was
/// scored last.
#[cfg(feature = "worker")]
pub(super) fn wiring(trainer: &Trainer, epoch: u32) -> Object {
    let layers = &trainer.network().layers;
    let (mut counts, mut sources, mut weights, mut born) = (vec![], vec![], vec![], vec![]);
    for layer in layers.iter().map(|layer| &layer.connections) {
        counts.extend((0..layer.n_out()).map(|target| layer.range(target).len() as u32));
        sources.extend_from_slice(layer.sources());
        weights.extend_from_slice(layer.weights());
        born.extend_from_slice(layer.born());
    }
    let (mut biases, mut srelu) = (Vec::<f32>::new(), Vec::<f32>::new());
    for layer in layers {
        biases.extend_from_slice(&layer.biases);
        if let LayerActivation::Srelu(of) = &layer.activation {
            srelu.extend_from_slice(of.parameters.as_flattened());
        }
    }
    let removed = &trainer.scores().removed;
    let cut = removed
        .iter()
        .enumerate()
        .flat_map(|(layer, cut)| cut.iter().map(move |c| (layer as u8, *c)));
    let cut: Vec<(u8, Connection)> = cut.collect();
    let column = |of: fn(&Connection) -> u32| -> Vec<u16> {
        cut.iter().map(|(_, c)| of(c) as u16).collect()
    };
    let sizes: Vec<u32> = trainer
        .network()
        .layer_sizes()
        .iter()
        .map(|n| *n as u32)
        .collect();
    let settings = trainer.experiment().lane_settings(trainer.lane());
    let cut_layers: Vec<u8> = cut.iter().map(|(layer, _)| *layer).collect();
    let cut_weights: Vec<f32> = cut.iter().map(|(_, c)| c.weight).collect();

    let object = Object::new();
    set(&object, "epoch", epoch);
    set(&object, "published", settings.lc == Centrality::Published);
    let k = (settings.method.tunes == Some("k")).then_some(settings.k);
    set(&object, "k", k);
    set(&object, "by_layer", settings.scope == Scope::Layer);
    set(&object, "layers", Uint32Array::from(&sizes[..]));
    set(&object, "counts", Uint32Array::from(&counts[..]));
    set(&object, "source", Uint16Array::from(&sources[..]));
    set(&object, "weight", Float32Array::from(&weights[..]));
    set(&object, "born", Uint16Array::from(&born[..]));
    set(&object, "biases", Float32Array::from(&biases[..]));
    set(&object, "srelu", Float32Array::from(&srelu[..]));
    set(&object, "cut_layer", Uint8Array::from(&cut_layers[..]));
    set(
        &object,
        "cut_source",
        Uint16Array::from(&column(|c| c.source)[..]),
    );
    set(
        &object,
        "cut_target",
        Uint16Array::from(&column(|c| c.target)[..]),
    );
    set(&object, "cut_weight", Float32Array::from(&cut_weights[..]));
    object
}

/// The network that crossed as it was trained and scored: of rewiring, neither biases nor activations know.
/// `like` is the lane's, which has as many of them.
#[cfg(feature = "worker")]
pub(super) fn network(wiring: &Wiring, like: &Network) -> Network {
    let (biases, srelu) = (wiring.biases().to_vec(), wiring.srelu().to_vec());
    let (mut biases, mut srelu) = (&biases[..], srelu.as_chunks().0);
    let mut network = like.clone();
    let rewired = read(wiring);
    for (layer, connections) in network.layers.iter_mut().zip(&rewired.before().layers) {
        layer.connections.clone_from(connections);
        let (own, rest) = biases.split_at(layer.biases.len());
        layer.biases.copy_from_slice(own);
        biases = rest;
        if let LayerActivation::Srelu(of) = &mut layer.activation {
            let (own, rest) = srelu.split_at(of.parameters.len());
            of.parameters.copy_from_slice(own);
            srelu = rest;
        }
    }
    network
}

/// The network that crossed.
pub(super) fn read(wiring: &Wiring) -> Rewired {
    let sizes = wiring.layers().to_vec();
    let mut counts = wiring.counts().to_vec().into_iter();
    let (source, weight, born) = (
        wiring.source().to_vec(),
        wiring.weight().to_vec(),
        wiring.born().to_vec(),
    );
    let mut next = 0;
    let layers = sizes.windows(2).map(|ends| {
        let mut connections = Vec::new();
        let start = next;
        for (target, count) in counts.by_ref().take(ends[1] as usize).enumerate() {
            connections.extend((next..next + count as usize).map(|at| Connection {
                target: target as u32,
                source: source[at].into(),
                weight: weight[at],
            }));
            next += count as usize;
        }
        let ages = born[start..next].to_vec();
        let layer = SparseLayer::new(ends[0] as usize, ends[1] as usize, connections);
        layer.with_past(vec![0.0; ages.len()], ages)
    });
    let layers: Vec<SparseLayer> = layers.collect();
    let mut removed = vec![Vec::new(); layers.len()];
    let ends = wiring
        .cut_layer()
        .to_vec()
        .into_iter()
        .zip(wiring.cut_source().to_vec())
        .zip(wiring.cut_target().to_vec());
    for (((layer, source), target), weight) in ends.zip(wiring.cut_weight().to_vec()) {
        removed[usize::from(layer)].push(Connection {
            target: target.into(),
            source: source.into(),
            weight,
        });
    }
    let measure = match wiring.published() {
        true => Measure::Published,
        false => Measure::Defined,
    };
    Rewired::new(layers, wiring.epoch(), removed, measure)
}

/// By which k, and whether of all neurons or of each layer, CenSET draws its line in this network;
/// none in a lane of another method.
#[cfg(feature = "page")]
pub(super) fn rule(wiring: &Wiring) -> Option<(f64, Scope)> {
    let scope = match wiring.by_layer() {
        true => Scope::Layer,
        false => Scope::Global,
    };
    wiring.k().map(|k| (k, scope))
}

/// Connections as parallel arrays.
pub(super) fn edges(edges: &[Edge]) -> Object {
    let ends = |of: fn(&Edge) -> usize| -> Uint16Array {
        let ends: Vec<u16> = edges.iter().map(|edge| of(edge) as u16).collect();
        Uint16Array::from(&ends[..])
    };
    let bytes = |of: fn(&Edge) -> u8| -> Uint8Array {
        let bytes: Vec<u8> = edges.iter().map(of).collect();
        Uint8Array::from(&bytes[..])
    };
    let weights: Vec<f32> = edges.iter().map(|edge| edge.weight).collect();
    let object = Object::new();
    set(&object, "layer", bytes(|edge| edge.layer as u8));
    set(&object, "source", ends(|edge| edge.source));
    set(&object, "target", ends(|edge| edge.target));
    set(&object, "weight", Float32Array::from(&weights[..]));
    set(&object, "state", bytes(|edge| edge.state as u8));
    object
}
