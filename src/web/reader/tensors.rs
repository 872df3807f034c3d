//! The reader: a lane's network as a file of tensors, and as the last rewiring left it.

use js_sys::Function;
use wasm_bindgen::prelude::*;

use crate::worker::session::LaneSession;
use censet::trainer::{Json, Stage, TensorWriter};

#[wasm_bindgen]
impl LaneSession {
    /// The network as the last epoch trained it, as a safetensors file with all that a forward pass takes, which says
    /// that it comes from this `commit`; handed over as [`LaneSession::graphml`] is.
    pub fn safetensors(&self, commit: &str, take: &Function) -> Result<(), JsValue> {
        self.hand_out(Stage::Trained, "safetensors", commit, take)
    }

    /// The network as it is now, which between two epochs is as the last rewiring left it, in a file of this ending:
    /// `graphml`, `csv` with its connections, or `safetensors`.
    pub fn rewired(&self, ending: &str, commit: &str, take: &Function) -> Result<(), JsValue> {
        self.hand_out(Stage::Rewired, ending, commit, take)
    }
}

impl LaneSession {
    fn hand_out(
        &self,
        stage: Stage,
        ending: &str,
        commit: &str,
        take: &Function,
    ) -> Result<(), JsValue> {
        let writer = TensorWriter {
            version: env!("CARGO_PKG_VERSION"),
            commit: Some(commit),
            json: &|value: &Json<'_>| serde_json::to_string(value).expect("plain data"),
        };
        self.write(stage, take, |file, out| match ending {
            "graphml" => file.write_graphml(out),
            "csv" => file.write_edges_csv(out),
            _ => self.trainer().write_tensors(&file, &writer, out),
        })
    }
}
