//! Numbers that the lessons speak of and no run measures.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::to_js;
use censet::rewiring::initial::probability;

/// A layer that may be sparse, before any network is made.
#[derive(Serialize)]
struct PlannedLayer {
    n_in: usize,
    n_out: usize,
    /// Every connection there can be.
    possible: usize,
    /// The probability of each in the Erdős–Rényi start.
    p: f64,
    /// How many connections that gives on average.
    expected: f64,
}

/// The layers of an experiment that its sparse lanes make sparse, inputs first. Throws what is wrong with
/// the text.
#[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').PlannedLayer[]")]
pub fn planned_layers(experiment: &str) -> Result<JsValue, JsValue> {
    let experiment = crate::experiment(experiment)?;
    let sizes = experiment.layer_sizes();
    let pairs = sizes.windows(2).take(sizes.len().saturating_sub(2));
    let layers: Vec<PlannedLayer> = pairs
        .map(|ends| {
            let (n_in, n_out) = (ends[0], ends[1]);
            let p = probability(n_in, n_out, experiment.epsilon);
            let possible = n_in * n_out;
            PlannedLayer {
                n_in,
                n_out,
                possible,
                p,
                expected: p * possible as f64,
            }
        })
        .collect();
    Ok(to_js(&layers))
}
