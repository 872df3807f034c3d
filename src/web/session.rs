//! A lane worker: one lane, trained piece by piece.

use std::collections::BTreeMap;
use std::sync::Arc;

use js_sys::{Array, Float32Array, Float64Array, Object, Uint8Array, Uint16Array, Uint32Array};
use ndarray::Array2;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::{Failure, set, text, to_js};
use crate::dataset::{Dataset, Shape, Split};
use crate::experiment::Scope;
use crate::network::Connection;
use crate::trainer::{EpochReport, Phase, Progress, Trainer, centrality_csv, is_centrality_epoch};

mod sample;

#[wasm_bindgen]
extern "C" {
    /// What [`super::store::DataStore::prepare`] made.
    pub type Prepared;
    #[wasm_bindgen(method, getter)]
    fn height(this: &Prepared) -> u32;
    #[wasm_bindgen(method, getter)]
    fn width(this: &Prepared) -> u32;
    #[wasm_bindgen(method, getter)]
    fn channels(this: &Prepared) -> u32;
    #[wasm_bindgen(method, getter)]
    fn classes(this: &Prepared) -> Vec<String>;
    #[wasm_bindgen(method, getter)]
    fn train_images(this: &Prepared) -> Uint8Array;
    #[wasm_bindgen(method, getter)]
    fn train_labels(this: &Prepared) -> Uint8Array;
    #[wasm_bindgen(method, getter)]
    fn test_images(this: &Prepared) -> Uint8Array;
    #[wasm_bindgen(method, getter)]
    fn test_labels(this: &Prepared) -> Uint8Array;

    /// Milliseconds on a clock that only goes forward.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn now() -> f64;
}

/// What one piece of work was.
#[derive(Serialize)]
struct Step {
    phase: &'static str,
    epoch: u32,
    done: usize,
    of: usize,
    report: Option<Report>,
}

/// An epoch's report with what only the shell knows.
#[derive(Serialize)]
struct Report {
    #[serde(flatten)]
    report: EpochReport,
    seconds: f64,
    /// μ − kσ, where there is one for all neurons.
    threshold: Option<f64>,
    csv: String,
}

/// One lane in training.
#[wasm_bindgen]
pub struct LaneSession {
    trainer: Trainer,
    dataset: Arc<Dataset>,
    lane: usize,
    /// Milliseconds that the epoch's pieces of work took; pauses do not count.
    busy: f64,
    reported: u32,
    /// The lane's lines of centrality.csv by epoch.
    centrality: BTreeMap<u32, String>,
}

#[wasm_bindgen]
impl LaneSession {
    /// The lane at its start, on data prepared for the same experiment.
    #[wasm_bindgen(constructor)]
    pub fn new(experiment: &str, lane: usize, prepared: &Prepared) -> Result<Self, JsValue> {
        let experiment = text::experiment(experiment)?;
        let dataset = Arc::new(dataset(prepared));
        Ok(Self {
            trainer: Trainer::new(experiment, lane, Arc::clone(&dataset)),
            dataset,
            lane,
            busy: 0.0,
            reported: 0,
            centrality: BTreeMap::new(),
        })
    }

    /// Does one piece of work, a few milliseconds at most, and says what it was. The piece that
    /// completes an epoch carries its report.
    #[wasm_bindgen(unchecked_return_type = "import('../app/types.js').Step")]
    pub fn advance(&mut self) -> JsValue {
        let start = now();
        let Progress {
            phase,
            epoch,
            done,
            of,
            report,
        } = self.trainer.advance();
        self.busy += now() - start;
        let report = report.map(|report| self.report(report));
        let phase = match phase {
            Phase::Train => "train",
            Phase::Evaluate => "evaluate",
            Phase::Score => "score",
            Phase::Prune => "prune",
            Phase::Regrow => "regrow",
            Phase::Finished => "finished",
        };
        to_js(&Step {
            phase,
            epoch,
            done,
            of,
            report,
        })
    }

    /// What the figures show of the epoch reported last: every neuron, and some of the connections.
    /// A centrality that was not measured is not a number.
    #[wasm_bindgen(unchecked_return_type = "import('../app/types.js').Snapshot")]
    pub fn snapshot(&self) -> Object {
        let network = self.trainer.network();
        let scores = self.trainer.scores();
        let sizes: Vec<u32> = network.layer_sizes().iter().map(|&n| n as u32).collect();
        let (degree_in, degree_out) =
            degrees(network.layers.iter().map(|layer| &layer.connections));
        let Shape {
            height,
            width,
            channels,
        } = self.dataset.shape;
        let classes: Array = self
            .dataset
            .classes
            .iter()
            .map(|name| JsValue::from(name.as_str()))
            .collect();
        let mut centrality = scores.centrality.clone();
        centrality.resize(degree_in.len(), f64::NAN);
        let object = Object::new();
        set(&object, "epoch", self.reported);
        set(
            &object,
            "shape",
            Uint32Array::from(&[height as u32, width as u32, channels as u32][..]),
        );
        set(&object, "classes", classes);
        set(&object, "layers", Uint32Array::from(&sizes[..]));
        set(&object, "lc", Float64Array::from(&centrality[..]));
        set(&object, "degree_in", Uint32Array::from(&degree_in[..]));
        set(&object, "degree_out", Uint32Array::from(&degree_out[..]));
        set(
            &object,
            "edges",
            edges(&sample::edges(network, &scores.removed, &scores.grown)),
        );
        object
    }

    /// The lane's lines of centrality.csv for the epochs so far.
    pub fn centrality_csv(&self) -> String {
        let epochs = self.trainer.experiment().epochs;
        let wanted = self
            .centrality
            .iter()
            .filter(|(epoch, _)| is_centrality_epoch(**epoch, epochs));
        wanted.map(|(_, lines)| lines.as_str()).collect()
    }

    /// Raises the number of epochs: `experiment` is the lane's with more of them.
    pub fn extend(&mut self, experiment: &str) -> Result<(), JsValue> {
        let experiment = text::experiment(experiment)?;
        if experiment.epochs < self.trainer.experiment().epochs {
            let text = "The number of epochs of a run can only be raised.".into();
            return Err(Failure {
                code: "experiment",
                field: Some("epochs".into()),
                text,
            }
            .into());
        }
        self.trainer.extend(experiment);
        Ok(())
    }
}

impl LaneSession {
    fn report(&mut self, report: EpochReport) -> Report {
        let seconds = self.busy / 1000.0;
        self.busy = 0.0;
        self.reported = report.epoch;
        let experiment = self.trainer.experiment();
        let scores = self.trainer.scores();
        if is_centrality_epoch(report.epoch, experiment.epochs) {
            let sizes = self.trainer.scored_layers();
            let lines = centrality_csv(&report.lane, report.epoch, &sizes, &scores.centrality);
            self.centrality.insert(report.epoch, lines);
        }
        let selection = scores.selection.as_ref();
        Report {
            threshold: selection
                .filter(|_| experiment.lane_settings(self.lane).scope == Scope::Global)
                .map(|selection| selection.thresholds[0]),
            csv: report.csv(seconds),
            seconds,
            report,
        }
    }
}

fn dataset(prepared: &Prepared) -> Dataset {
    let shape = Shape {
        height: prepared.height() as usize,
        width: prepared.width() as usize,
        channels: prepared.channels() as usize,
    };
    let split = |images: Uint8Array, labels: Uint8Array| {
        let labels = labels.to_vec();
        let images = Array2::from_shape_vec((labels.len(), shape.pixels()), images.to_vec());
        Split {
            images: images.expect("an image for each label"),
            labels,
        }
    };
    Dataset {
        shape,
        classes: prepared.classes(),
        train: split(prepared.train_images(), prepared.train_labels()),
        test: split(prepared.test_images(), prepared.test_labels()),
    }
}

/// Incoming and outgoing connections of every neuron, inputs first.
fn degrees<'a>(
    layers: impl Iterator<Item = &'a crate::network::SparseLayer>,
) -> (Vec<u32>, Vec<u32>) {
    let (mut degree_in, mut degree_out) = (Vec::new(), Vec::new());
    for layer in layers {
        degree_in.resize(degree_in.len().max(layer.n_in()), 0);
        let offset = degree_out.len();
        degree_out.resize(offset + layer.n_in(), 0);
        for &source in layer.sources() {
            degree_out[offset + source as usize] += 1;
        }
        degree_in.extend((0..layer.n_out()).map(|target| layer.range(target).len() as u32));
    }
    degree_out.resize(degree_in.len(), 0);
    (degree_in, degree_out)
}

/// The sampled connections as parallel arrays.
fn edges(sample: &[sample::Edge]) -> Object {
    let column = |of: fn(&Connection) -> u32| -> Vec<u16> {
        sample
            .iter()
            .map(|edge| of(&edge.connection) as u16)
            .collect()
    };
    let layers: Vec<u8> = sample.iter().map(|edge| edge.layer as u8).collect();
    let weights: Vec<f32> = sample.iter().map(|edge| edge.connection.weight).collect();
    let states: Vec<u8> = sample.iter().map(|edge| edge.state).collect();
    let object = Object::new();
    set(&object, "layer", Uint8Array::from(&layers[..]));
    set(
        &object,
        "source",
        Uint16Array::from(&column(|c| c.source)[..]),
    );
    set(
        &object,
        "target",
        Uint16Array::from(&column(|c| c.target)[..]),
    );
    set(&object, "weight", Float32Array::from(&weights[..]));
    set(&object, "state", Uint8Array::from(&states[..]));
    object
}
