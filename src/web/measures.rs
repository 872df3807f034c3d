//! A lane worker: its network as a whole, and what is measured of it only on request.

use js_sys::{Float64Array, Object};
use wasm_bindgen::prelude::*;

use super::session::{LaneSession, now};
use super::wiring::{self, Wiring, wiring};
use super::{Failure, set};
use censet::graph::WeightedGraph;
use censet::graph::betweenness::Betweenness;
use censet::graph::katz;
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

    /// Begins to compute the betweenness of every neuron of a network that this lane sent, as it was
    /// before rewiring, and returns how many searches that takes.
    pub fn begin_betweenness(&mut self, wiring: &Wiring) -> usize {
        let network = wiring::read(wiring);
        let graph = network.before().graph();
        self.betweenness = Some(Betweenness::new(&graph));
        graph.order()
    }

    /// Searches for about so many milliseconds and returns how many searches are done.
    pub fn advance_betweenness(&mut self, milliseconds: f64) -> usize {
        let start = now();
        let betweenness = self.betweenness.as_mut().expect("it was begun");
        loop {
            let (done, of) = betweenness.advance(1);
            if done == of || now() - start >= milliseconds {
                return done;
            }
        }
    }

    /// The betweenness of every neuron, after the last search.
    #[wasm_bindgen(unchecked_return_type = "Float64Array<ArrayBuffer>")]
    pub fn finish_betweenness(&mut self) -> Float64Array {
        let betweenness = self.betweenness.take().expect("it was begun");
        Float64Array::from(&betweenness.finish()[..])
    }

    /// The Katz centrality of every neuron of a network that this lane sent, as it was before
    /// rewiring, with the default α and β.
    #[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').KatzResult")]
    pub fn katz(&self, wiring: &Wiring) -> Result<Object, JsValue> {
        let network = wiring::read(wiring);
        let parameters = katz::Parameters::default();
        let found = katz::centrality(&network.before().graph(), parameters);
        let found = found.map_err(|error| Failure {
            code: "katz",
            field: None,
            text: format!("{error}."),
        })?;
        let object = Object::new();
        set(&object, "alpha", parameters.alpha);
        set(&object, "beta", parameters.beta);
        set(&object, "values", Float64Array::from(&found.centrality[..]));
        Ok(object)
    }
}
