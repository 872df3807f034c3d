//! A lane worker: one lane, trained piece by piece.

use std::collections::BTreeMap;
use std::sync::Arc;

use js_sys::{Array, Float32Array, Float64Array, Object, Uint8Array, Uint16Array, Uint32Array};
use ndarray::Array2;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::{Failure, set, text, to_js};
use crate::dataset::{Dataset, Shape, Split};
use crate::plot::centrality::Threshold;
use crate::plot::network_graph::{self, Edge};
use crate::trainer::{EpochReport, Phase, Progress, Trainer, centrality_csv, is_centrality_epoch};

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
    /// The same, as it is written: `μ − 2.6σ = −3.71`.
    line: Option<String>,
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

    /// What does not change in a run: shape of the images, names of the classes, sizes of the layers.
    #[wasm_bindgen(unchecked_return_type = "import('../app/types.js').Layout")]
    pub fn layout(&self) -> Object {
        let Shape {
            height,
            width,
            channels,
        } = self.dataset.shape;
        let classes = self.dataset.classes.iter();
        let classes: Array = classes.map(|name| JsValue::from(name.as_str())).collect();
        let layers = self.trainer.network().layer_sizes();
        let numbers = |values: &[usize]| -> Uint32Array {
            let values: Vec<u32> = values.iter().map(|&n| n as u32).collect();
            Uint32Array::from(&values[..])
        };
        let object = Object::new();
        set(&object, "shape", numbers(&[height, width, channels]));
        set(&object, "classes", classes);
        set(&object, "layers", numbers(&layers));
        object
    }

    /// Laplacian centrality of every neuron in the epoch reported last, inputs first; not a number
    /// where it was not measured.
    #[wasm_bindgen(unchecked_return_type = "Float64Array<ArrayBuffer>")]
    pub fn centrality(&self) -> Float64Array {
        let mut centrality = self.trainer.scores().centrality.clone();
        let neurons = self.trainer.network().layer_sizes().iter().sum();
        centrality.resize(neurons, f64::NAN);
        Float64Array::from(&centrality[..])
    }

    /// The connections that a picture of the epoch reported last shows.
    #[wasm_bindgen(unchecked_return_type = "import('../app/types.js').Edges")]
    pub fn edges(&self) -> Object {
        let scores = self.trainer.scores();
        let network = self.trainer.network();
        edges(&network_graph::select(
            network,
            &scores.removed,
            &scores.grown,
        ))
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
    pub(super) fn trainer(&self) -> &Trainer {
        &self.trainer
    }

    fn report(&mut self, report: EpochReport) -> Report {
        let seconds = self.busy / 1000.0;
        self.busy = 0.0;
        let experiment = self.trainer.experiment();
        let scores = self.trainer.scores();
        if is_centrality_epoch(report.epoch, experiment.epochs) {
            let sizes = self.trainer.scored_layers();
            let lines = centrality_csv(&report.lane, report.epoch, &sizes, &scores.centrality);
            self.centrality.insert(report.epoch, lines);
        }
        let threshold = scores.selection.as_ref().and_then(|s| s.threshold());
        let k = experiment.lane_settings(self.lane).k;
        Report {
            threshold,
            line: threshold.map(|value| Threshold { k, value }.written()),
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

/// Connections as parallel arrays.
fn edges(edges: &[Edge]) -> Object {
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
