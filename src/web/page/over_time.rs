//! The wiring over the epochs of a run, from what the page has kept of each.

use js_sys::{Float64Array, Uint32Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::{Failure, to_js};
use censet::Refused;
use censet::graph::statistics::degree_distribution;
use censet::timeline::{Difference, Timeline};
use censet_figures::epochs::{self, QUANTITIES, Read};

/// The wiring of a lane, from the changes that its worker sent with each epoch.
#[wasm_bindgen]
pub struct WiringTimeline {
    pub(super) timeline: Timeline,
}

#[wasm_bindgen]
impl WiringTimeline {
    /// Of a network with these numbers of neurons, inputs first.
    #[wasm_bindgen(constructor)]
    pub fn new(layers: &[u32]) -> Self {
        let layers: Vec<usize> = layers.iter().map(|&n| n as usize).collect();
        Self {
            timeline: Timeline::new(&layers),
        }
    }

    /// How many epochs it knows, epoch 0 included.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.timeline.epochs().len()
    }

    /// Adds the next epoch.
    pub fn add(&mut self, changes: &[u8]) -> Result<(), JsValue> {
        let added = Difference::decode(changes).and_then(|changes| self.timeline.add(&changes));
        added.map_err(unreadable)
    }

    /// Takes back the epoch added last, to add it anew.
    pub fn take_back(&mut self) {
        self.timeline.take_back();
    }

    /// All of it as bytes, for [`read`](Self::read).
    pub fn save(&self) -> Vec<u8> {
        self.timeline.save()
    }

    /// What [`save`](Self::save) wrote.
    pub fn read(bytes: &[u8]) -> Result<Self, JsValue> {
        let timeline = Timeline::read(bytes).map_err(unreadable)?;
        Ok(Self { timeline })
    }

    /// A quantity that follows from the wiring, a value an epoch; not a number where there is none.
    pub fn quantity(&self, id: &str) -> Float64Array {
        match epochs::quantity(id).map(|quantity| quantity.read) {
            Some(Read::Timeline(read)) => Float64Array::from(&read(&self.timeline)[..]),
            _ => panic!("{id:?} is no quantity of the wiring"),
        }
    }

    /// How many connections have each age, from 0, in this epoch.
    pub fn ages(&self, epoch: usize) -> Vec<u32> {
        let ages = self.timeline.ages(epoch);
        ages.into_iter().map(|n| n as u32).collect()
    }

    /// Survival by age, from 0 on, as far as is known up to this epoch.
    pub fn survival(&self, epoch: usize) -> Float64Array {
        Float64Array::from(&self.timeline.survival(epoch)[..])
    }
}

fn unreadable(why: Refused) -> JsValue {
    Failure {
        code: "file",
        field: None,
        text: format!("The wiring over time cannot be read: {why}."),
    }
    .into()
}

/// A quantity of the tab Over time.
#[derive(Serialize)]
struct OverTime {
    quantity: &'static str,
    title: &'static str,
    caption: &'static str,
    /// The field of an epoch's report that has it; none if the wiring has it.
    field: Option<&'static str>,
}

/// The quantities that are drawn epoch by epoch in the tab Over time, in order.
#[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').OverTimeQuantity[]")]
pub fn over_time_quantities() -> JsValue {
    let rows = QUANTITIES.iter().filter_map(|row| {
        let (title, caption) = row.over_time?;
        let field = match row.read {
            Read::Report(field) => Some(field),
            Read::Timeline(_) | Read::Apart => None,
        };
        Some(OverTime {
            quantity: row.id,
            title,
            caption,
            field,
        })
    });
    to_js(&rows.collect::<Vec<_>>())
}

/// Percent of the total that lies at each place or after it.
#[wasm_bindgen]
pub fn at_least(counts: &[u32]) -> Float64Array {
    let total: f64 = counts.iter().map(|&n| f64::from(n)).sum();
    let mut sum = 0.0;
    let mut shares: Vec<f64> = counts
        .iter()
        .rev()
        .map(|&n| {
            sum += f64::from(n);
            100.0 * sum / total
        })
        .collect();
    shares.reverse();
    Float64Array::from(&shares[..])
}

/// How many neurons have each degree, from 0.
#[wasm_bindgen]
pub fn degree_counts(degrees: &[u16]) -> Uint32Array {
    let degrees: Vec<u32> = degrees.iter().map(|&n| n.into()).collect();
    Uint32Array::from(&degree_distribution(&degrees)[..])
}
