//! A lane worker: what its network does on the test images without neurons or connections, on request,
//! measured as other centralities are (see [`super::measures`]).

use std::sync::Arc;

use wasm_bindgen::prelude::*;

use super::session::LaneSession;
use crate::wiring::{Wiring, network};
use censet::Refused;
use censet::dataset::{Dataset, Standardiser};
use censet::graph::attack::{Attack, Target};
use censet::graph::centralities::{Measured, Measuring};
use censet::network::{Batch, Inputs, KnockOut};

/// The test images, for as long as something is measured on them.
struct Samples {
    dataset: Arc<Dataset>,
    standardiser: Standardiser,
    rows: Vec<u32>,
}

impl Samples {
    fn batch(&self) -> Batch<'_> {
        let test = &self.dataset.test;
        Batch {
            inputs: Inputs::Images {
                images: test.images.view(),
                rows: &self.rows,
                standardiser: &self.standardiser,
            },
            classes: &test.labels,
        }
    }
}

/// Accuracy and mean loss with all neurons, then without each, inputs first.
struct WithoutEach(KnockOut, Samples);

impl Measuring for WithoutEach {
    fn advance(&mut self, pieces: usize) -> (usize, usize) {
        self.0.advance(self.1.batch(), pieces)
    }

    fn finish(mut self: Box<Self>) -> Result<Measured, Refused> {
        self.advance(usize::MAX);
        let of = self.1.rows.len();
        let mut values = Vec::new();
        for quality in [&[self.0.whole()], self.0.without()].concat() {
            values.extend_from_slice(&[quality.accuracy(of), quality.mean_loss(of)]);
        }
        let note = String::new();
        Ok(Measured { values, note })
    }
}

/// How many are gone at each step, then the accuracy at each step of each order, order after order.
struct Attacked(Attack, Samples);

impl Measuring for Attacked {
    fn advance(&mut self, pieces: usize) -> (usize, usize) {
        self.0.advance(self.1.batch(), pieces)
    }

    fn finish(mut self: Box<Self>) -> Result<Measured, Refused> {
        self.advance(usize::MAX);
        let mut values: Vec<f64> = self.0.removed().iter().map(|n| *n as f64).collect();
        values.extend_from_slice(self.0.accuracies());
        let note = String::new();
        Ok(Measured { values, note })
    }
}

#[wasm_bindgen]
impl LaneSession {
    /// Begins to knock out every input and hidden neuron of a network that this lane sent, as it was
    /// before rewiring; goes on and ends as a measure does.
    pub fn begin_knock_out(&mut self, wiring: &Wiring) {
        let network = network(wiring, self.trainer.network());
        let out = WithoutEach(KnockOut::new(network), self.samples());
        self.measuring = Some(Box::new(out));
    }

    /// Begins an attack on the hidden neurons of such a network, or on its connections.
    pub fn begin_attack(&mut self, wiring: &Wiring, connections: bool) {
        let network = network(wiring, self.trainer.network());
        let target = match connections {
            true => Target::Connections,
            false => Target::Neurons,
        };
        let attack = Attack::new(network, target, self.trainer.experiment().seed);
        self.measuring = Some(Box::new(Attacked(attack, self.samples())));
    }
}

impl LaneSession {
    fn samples(&self) -> Samples {
        Samples {
            dataset: self.trainer.shared_dataset(),
            standardiser: self.trainer.standardiser().clone(),
            rows: (0..self.trainer.dataset().test.labels.len() as u32).collect(),
        }
    }
}
