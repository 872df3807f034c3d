//! What a lane would cut with another k or ζ, and where its connections are: asked of its worker.

use js_sys::{Float32Array, Uint32Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::session::LaneSession;
use crate::to_js;
use censet::experiment::LaneSettings;
use censet::rewiring::censet::Threshold;
use censet::rewiring::preview::{Lines, Moment, Preview, preview};
use censet::rewiring::set::Thresholds;
use censet::rewiring::update::Memory;
use censet::trainer::PHASES;

/// What would go with a value of k or ζ.
#[derive(Serialize)]
struct WouldGo {
    /// The epoch whose trained network it is about.
    epoch: u32,
    value: f64,
    neurons: usize,
    connections: usize,
    /// The part of ζ that is left in the epoch, where it falls.
    part: f64,
    /// Whether a network below whose line neurons lie is spared, as its centrality has risen.
    spared: bool,
    /// The last epoch with rewiring, where that has ended.
    ended: Option<u32>,
    /// Whether the cut's line is one for all layers.
    free: bool,
    /// SET: the weights between which it cuts, by sparse layer.
    cuts: Vec<Option<[f32; 2]>>,
    /// CenSET: the line, where there is one for all neurons.
    threshold: Option<f64>,
    /// The same as it is written.
    line: Option<String>,
    /// The lowest centrality.
    lowest: f64,
}

#[wasm_bindgen]
impl LaneSession {
    /// What the lane would have cut from the network scored last with another k (CenSET) or ζ (SET,
    /// AccSET); null for methods that never prune and before anything was scored.
    #[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').WouldGo | null")]
    pub fn would_go(&self, value: f64) -> JsValue {
        to_js(&self.try_out(value))
    }

    /// Weights of a sparse layer of the network scored last, or of the network as it is.
    #[wasm_bindgen(unchecked_return_type = "Float32Array<ArrayBuffer>")]
    pub fn weights(&self, layer: usize) -> Float32Array {
        let network = match &self.scored {
            Some((_, network)) => network,
            None => self.trainer.network(),
        };
        Float32Array::from(network.layers[layer].connections.weights())
    }

    /// Where the connections of the sparse layers are: ascending places, counted through all layers;
    /// nothing for a dense network, which has one at every place.
    #[wasm_bindgen(unchecked_return_type = "Uint32Array<ArrayBuffer> | undefined")]
    pub fn places(&self) -> Option<Uint32Array> {
        let method = self.settings().method;
        (!method.dense || method.prunes())
            .then(|| Uint32Array::from(&self.trainer.network().places()[..]))
    }

    /// How often the wiring may have changed: the phases done when it last could.
    pub fn wired(&self) -> i32 {
        let phases = self.phases().max(0);
        let pruned = PHASES as i32 - 1;
        if phases % PHASES as i32 == pruned {
            phases
        } else {
            phases - phases % PHASES as i32
        }
    }
}

impl LaneSession {
    fn settings(&self) -> LaneSettings {
        self.trainer.experiment().lane_settings(self.trainer.lane())
    }

    /// Keeps the network as it was scored, for the lens of a lane that prunes.
    pub(super) fn keep_scored(&mut self, epoch: u32) {
        if self.settings().method.prunes() {
            let moment = Moment {
                epoch,
                epochs: self.trainer.experiment().epochs,
                memory: match self.settings().method.tunes {
                    Some(_) => self.trainer.memory().clone(),
                    None => Memory::default(),
                },
            };
            self.scored = Some((moment, self.trainer.network().clone()));
        }
    }

    fn try_out(&self, value: f64) -> Option<WouldGo> {
        let (moment, network) = self.scored.as_ref()?;
        let settings = LaneSettings {
            k: value,
            zeta: value,
            ..self.settings()
        };
        let centrality = &self.trainer.scores().centrality;
        let sizes = self.trainer.scored_layers();
        let Preview {
            lines,
            neurons,
            connections,
            ended,
            ..
        } = preview(&settings, moment.clone(), centrality, &sizes, network)?;
        let (cuts, threshold) = match lines {
            Lines::Weights(lines) => (lines, None),
            Lines::Centrality(lines) => (
                vec![],
                match lines[..] {
                    [value] => Some(value),
                    _ => None,
                },
            ),
        };
        let whole = LaneSettings {
            zeta: 1.0,
            ..settings.clone()
        };
        let when = settings.method.parameter("when");
        let falling = when.is_some() && settings.choice("when") == "falling";
        let cut = |Thresholds { negative, positive }| [negative, positive];
        Some(WouldGo {
            epoch: moment.epoch,
            value,
            part: whole.zeta_of(moment.epoch.max(1), moment.epochs),
            spared: ended.is_none()
                && neurons > 0
                && connections.iter().all(|&n| n == 0)
                && falling,
            ended,
            free: settings.free(),
            neurons,
            connections: connections.iter().sum(),
            cuts: cuts.into_iter().map(|line| line.map(cut)).collect(),
            line: threshold.map(|at| {
                Threshold {
                    k: value,
                    value: at,
                }
                .written()
            }),
            threshold,
            lowest: centrality.iter().copied().fold(f64::INFINITY, f64::min),
        })
    }
}
