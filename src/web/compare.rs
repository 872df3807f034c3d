//! The page: what differs between two lanes.

use js_sys::Uint32Array;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::figures::Snapshot;
use super::to_js;
use crate::graph::statistics::{hubs, overlap, shared};

/// What two networks have in common.
#[derive(Serialize)]
struct Common {
    /// Connections in both, in either, and the Jaccard index of the two sets.
    shared: usize,
    either: usize,
    jaccard: f64,
    /// Hubs (the top decile by centrality) of the first network, and how many are hubs of the other.
    hubs: usize,
    common_hubs: usize,
    hub_overlap: f64,
}

/// Compares two lanes: the places of their connections as [`super::session::LaneSession`] gives
/// them, undefined for a dense network, which has `every` one; and their centralities.
#[wasm_bindgen(unchecked_return_type = "import('../app/types.js').Common")]
pub fn compare(
    a: Option<Uint32Array>,
    b: Option<Uint32Array>,
    every: usize,
    scored: Vec<Snapshot>,
) -> JsValue {
    let (in_a, in_b) = (a.map(|a| a.to_vec()), b.map(|b| b.to_vec()));
    let count = |places: &Option<Vec<u32>>| places.as_ref().map_or(every, Vec::len);
    let both = match (&in_a, &in_b) {
        (Some(a), Some(b)) => shared(a, b),
        // A dense network has all that the other has.
        _ => count(&in_a).min(count(&in_b)),
    };
    let either = count(&in_a) + count(&in_b) - both;
    let hubs_of = |snapshot: &Snapshot| {
        let mut lc = snapshot.centrality().to_vec();
        // Where the output layer was not scored.
        while lc.last().is_some_and(|lc| lc.is_nan()) {
            lc.pop();
        }
        hubs(&lc)
    };
    let (of_a, of_b) = (hubs_of(&scored[0]), hubs_of(&scored[1]));
    to_js(&Common {
        shared: both,
        either,
        jaccard: if either == 0 {
            1.0
        } else {
            both as f64 / either as f64
        },
        hubs: of_a.len(),
        common_hubs: shared(&of_a, &of_b),
        hub_overlap: overlap(&of_a, &of_b),
    })
}
