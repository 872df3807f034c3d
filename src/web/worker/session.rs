//! A lane worker: one lane, trained piece by piece.

use std::sync::Arc;

use js_sys::{Array, Float64Array, Object, Uint8Array, Uint16Array, Uint32Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::images::Images;
use super::report::Report;
use super::saving;
use crate::wiring::edges;
use crate::{Failure, experiment as checked, set, to_js};
use censet::dataset::Shape;
use censet::graph::LayeredGraph;
use censet::graph::centralities::Measuring;
use censet::graph::selection::select;
use censet::graph::statistics::{Degrees, degrees};
use censet::network::Network;
use censet::rewiring::Changes;
use censet::rewiring::censet::Threshold;
use censet::rewiring::preview::Moment;
use censet::timeline::Difference;
use censet::trainer::{History, Phase, Progress, SoFar, Trainer, centrality_csv};

#[wasm_bindgen]
extern "C" {
    /// Milliseconds on a clock that only goes forward.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    pub(super) fn now() -> f64;
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

/// What is known between two phases of an epoch.
#[derive(Serialize)]
struct Between {
    lane: String,
    epoch: u32,
    phase: &'static str,
    train_loss: Option<f64>,
    test_accuracy: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    validation_accuracy: Option<f64>,
    connections: usize,
    digest: String,
    lc_mean: Option<f64>,
    lc_std: Option<f64>,
    pruned_neurons: Option<usize>,
    removed: Option<usize>,
    threshold: Option<f64>,
    line: Option<String>,
}

/// One lane in training.
#[wasm_bindgen]
pub struct LaneSession {
    pub(super) trainer: Trainer,
    /// Its seconds are those that pieces of work took; pauses do not count.
    pub(crate) history: History,
    /// A centrality that the page asked for, or what is lost without neurons.
    pub(super) measuring: Option<Box<dyn Measuring>>,
    /// The network scored last and when that was, in a lane that prunes: what its lens looks at.
    pub(super) scored: Option<(Moment, Network)>,
    /// What its file says of a network that came in.
    #[cfg(feature = "reader")]
    pub(crate) said: Option<crate::reader::networks::Said>,
}

#[wasm_bindgen]
impl LaneSession {
    /// The lane at its start, which waits for its images: what is drawn of it can be had.
    #[wasm_bindgen(constructor)]
    pub fn new(experiment: &str, lane: usize) -> Result<Self, JsValue> {
        let trainer = Trainer::untrained(checked(experiment)?, lane);
        Ok(Self::of(trainer, History::default()))
    }

    /// Gives it images prepared for the same experiment.
    pub fn take_images(&mut self, images: Images) {
        self.trainer.take_images(Arc::new(images.finish()));
    }

    /// The lane as it was when `saved` was written by [`save`](Self::save) or by the headless
    /// command, to go on with the bits of a lane that was never interrupted. The experiment may have
    /// more epochs than it had then.
    pub fn resume(
        experiment: &str,
        lane: usize,
        images: Images,
        saved: &[u8],
    ) -> Result<Self, JsValue> {
        let experiment = checked(experiment)?;
        let dataset = Arc::new(images.finish());
        let (trainer, history) = saving::resume(experiment, lane, dataset, saved)?;
        Ok(Self::of(trainer, history))
    }

    /// Does one piece of work, a few milliseconds at most, and says what it was. The piece that
    /// completes an epoch carries its report.
    #[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').Step")]
    pub fn advance(&mut self) -> JsValue {
        let start = now();
        let Progress {
            phase,
            epoch,
            done,
            of,
            report,
        } = self.trainer.advance();
        if phase == Phase::Score {
            self.keep_scored(epoch);
        }
        self.history.elapsed += (now() - start) / 1000.0;
        let report = report.map(|report| {
            self.history.record(&self.trainer, report);
            let recorded = self.history.epochs().last().expect("recorded just now");
            Report::of(&self.trainer, recorded)
        });
        to_js(&Step {
            phase: phase.name(),
            epoch,
            done,
            of,
            report,
        })
    }

    /// Phases done since the untrained network was measured, four an epoch; −1 before that.
    pub fn phases(&self) -> i32 {
        self.trainer.phases_done().map_or(-1, |done| done as i32)
    }

    /// What is known between two phases of an epoch; null elsewhere.
    #[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').SoFar | null")]
    pub fn so_far(&self) -> JsValue {
        to_js(&self.trainer.so_far().map(|so_far| self.between(so_far)))
    }

    /// What does not change in a run: shape of the images, names of the classes, sizes of the layers.
    #[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').Layout")]
    pub fn layout(&self) -> Object {
        let Shape {
            height,
            width,
            channels,
        } = self.trainer.dataset().shape;
        let classes = self.trainer.dataset().classes.iter();
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

    /// Laplacian centrality of every neuron in the epoch scored last, and before one was, of the network as it
    /// is; inputs first, not a number
    /// where it was not measured.
    #[wasm_bindgen(unchecked_return_type = "Float64Array<ArrayBuffer>")]
    pub fn centrality(&self) -> Float64Array {
        let mut centrality = self.trainer.centrality();
        let neurons = self.trainer.network().layer_sizes().iter().sum();
        centrality.resize(neurons, f64::NAN);
        Float64Array::from(&centrality[..])
    }

    /// The connections that a picture of the network shows, with what the epoch has changed so far;
    /// as long as a new epoch is being trained, with what the one before has changed.
    #[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').Edges")]
    pub fn edges(&self) -> Object {
        let scores = self.trainer.scores();
        let network = self.trainer.network();
        // A new epoch's training is over: what the one before changed is no news any more.
        let none = Changes::new();
        let (removed, grown) = match self.trainer.phase() {
            Phase::Score => (&none, &none),
            _ => (&scores.removed, &scores.grown),
        };
        let pruned = scores.selection.as_ref().map_or(&[][..], |of| &of.pruned);
        edges(&select(network, removed, grown, pruned, self.one_in()))
    }

    /// Of the connections that the epoch has changed so far, how many each of [`edges`](Self::edges) stands for.
    pub fn one_in(&self) -> usize {
        self.trainer.one_in()
    }

    /// What the epoch reported last changed in the wiring, and in epoch 0 the whole wiring, as
    /// [`Difference`] encodes it.
    #[wasm_bindgen(unchecked_return_type = "Uint8Array<ArrayBuffer>")]
    pub fn changes(&self) -> Uint8Array {
        let (network, scores) = (self.trainer.network(), self.trainer.scores());
        let changes = match self.history.epochs().len() {
            0 | 1 => Difference::start(network),
            _ => Difference::of(network, &scores.removed, &scores.grown),
        };
        Uint8Array::from(&changes.encode()[..])
    }

    /// The number of connections of every neuron as the network is now, in and out, inputs first.
    #[wasm_bindgen(unchecked_return_type = "Uint16Array<ArrayBuffer>")]
    pub fn degrees(&self) -> Uint16Array {
        let layers = self.trainer.network().layers.iter();
        let graph = LayeredGraph::new(layers.map(|layer| &layer.connections));
        let Degrees { incoming, outgoing } = degrees(&graph);
        let both = incoming.iter().zip(&outgoing);
        let both: Vec<u16> = both
            .map(|(a, b)| u16::try_from(a + b).unwrap_or(u16::MAX))
            .collect();
        Uint16Array::from(&both[..])
    }

    /// The moment that the network is of, in words.
    pub fn moment(&self) -> String {
        self.trainer.moment()
    }

    /// The lane's lines of centrality.csv for the epochs so far.
    pub fn centrality_csv(&self) -> String {
        let (lane, sizes) = (self.trainer.lane_name(), self.trainer.scored_layers());
        let epochs = self.history.centrality().iter();
        epochs
            .map(|(epoch, centrality)| centrality_csv(&lane, *epoch, &sizes, centrality))
            .collect()
    }

    /// Raises the number of epochs: `experiment` is the lane's with more of them.
    pub fn extend(&mut self, experiment: &str) -> Result<(), JsValue> {
        let experiment = checked(experiment)?;
        if !experiment.continues(self.trainer.experiment()) {
            let text = "The number of epochs of a run can only be raised, and not where the rewiring \
                        depends on it.";
            return Err(Failure {
                code: "experiment",
                field: Some("epochs".into()),
                text: text.into(),
            }
            .into());
        }
        self.trainer.extend(experiment);
        self.history.rewind(&self.trainer);
        Ok(())
    }
}

impl LaneSession {
    pub(crate) fn trainer(&self) -> &Trainer {
        &self.trainer
    }

    pub(crate) fn of(trainer: Trainer, history: History) -> Self {
        Self {
            trainer,
            history,
            measuring: None,
            scored: None,
            #[cfg(feature = "reader")]
            said: None,
        }
    }

    fn between(&self, so_far: SoFar) -> Between {
        let threshold = self.threshold().filter(|_| so_far.lc.is_some());
        Between {
            lane: so_far.lane,
            epoch: so_far.epoch,
            phase: so_far.phase.name(),
            train_loss: so_far.train_loss,
            test_accuracy: so_far.test_accuracy,
            validation_accuracy: so_far.validation.map(|held| held.accuracy),
            connections: so_far.connections,
            digest: so_far.digest,
            lc_mean: so_far.lc.map(|(mean, _)| mean),
            lc_std: so_far.lc.map(|(_, std)| std),
            pruned_neurons: so_far.pruned_neurons,
            removed: so_far.removed,
            threshold: threshold.map(|line| line.value),
            line: threshold.map(Threshold::written),
        }
    }

    /// CenSET's line in the epoch scored last, where there is one for all neurons.
    fn threshold(&self) -> Option<Threshold> {
        let value = self.trainer.scores().selection.as_ref()?.threshold()?;
        let lane = self.trainer.lane();
        let k = self.trainer.experiment().lane_settings(lane).k;
        Some(Threshold { k, value })
    }
}
