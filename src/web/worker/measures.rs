//! A lane worker: its network as a whole, and what is measured of it only on request.

use js_sys::{Float64Array, Object};
use wasm_bindgen::prelude::*;

use super::session::{LaneSession, now};
use crate::wiring::{self, Wiring, wiring};
use crate::{Failure, set};
use censet::graph::centralities::centrality;
use censet::trainer::Phase;

#[wasm_bindgen]
impl LaneSession {
    /// All connections around the rewiring of the epoch reported last. Undefined if the network is so
    /// large that it is sent only when asked for (with `any_size`), or if it has been trained further.
    #[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').Wiring | undefined")]
    pub fn wiring(&self, any_size: bool) -> Option<Object> {
        let trainer = &self.trainer;
        let layers = trainer.network().layers.iter();
        let connections: usize = layers.map(|layer| layer.connections.len()).sum();
        let epoch = match trainer.phase() {
            Phase::Prune | Phase::Regrow | Phase::Finished => trainer.epoch(),
            _ => trainer.epoch().saturating_sub(1),
        };
        let rewires = matches!(trainer.phase(), Phase::Prune | Phase::Regrow);
        let scored = rewires || trainer.is_between_epochs();
        let wanted = scored && (any_size || connections <= wiring::MOST);
        wanted.then(|| wiring(trainer, epoch))
    }

    /// Begins to measure a centrality of every neuron of a network that this lane sent, as it was before
    /// rewiring.
    pub fn begin_measure(&mut self, wiring: &Wiring, id: &str) {
        let network = wiring::read(wiring);
        let row = centrality(id).expect("a name from the table");
        self.measuring = Some((row.begin)(&network.before().graph(), &row.defaults()));
    }

    /// Works for about so many milliseconds and returns which part of the work is done.
    pub fn advance_measure(&mut self, milliseconds: f64) -> f64 {
        let start = now();
        let measuring = self.measuring.as_mut().expect("it was begun");
        loop {
            let (done, of) = measuring.advance(1);
            if done == of || now() - start >= milliseconds {
                return done as f64 / of.max(1) as f64;
            }
        }
    }

    /// The centrality of every neuron, after whatever work is left.
    #[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').Measured")]
    pub fn finish_measure(&mut self) -> Result<Object, JsValue> {
        let measured = self.measuring.take().expect("it was begun").finish();
        let measured = measured.map_err(|why| Failure {
            code: "centrality",
            field: None,
            text: format!("There is no such number here: {why}."),
        })?;
        let object = Object::new();
        set(&object, "note", measured.note);
        set(&object, "values", Float64Array::from(&measured.values[..]));
        Ok(object)
    }
}
