//! The reader: a lane's network as a file of tensors.

use js_sys::Function;
use wasm_bindgen::prelude::*;

use crate::worker::session::LaneSession;
use censet::trainer::{Json, TensorWriter};

#[wasm_bindgen]
impl LaneSession {
    /// The network as the last epoch trained it, as a safetensors file with all that a forward pass takes, which says
    /// that it comes from this `commit`; handed over as [`LaneSession::graphml`] is.
    pub fn safetensors(&self, commit: &str, take: &Function) -> Result<(), JsValue> {
        let writer = TensorWriter {
            version: env!("CARGO_PKG_VERSION"),
            commit: Some(commit),
            json: &|value: &Json<'_>| serde_json::to_string(value).expect("plain data"),
        };
        self.write(take, |file, out| {
            self.trainer().write_tensors(&file, &writer, out)
        })
    }
}
