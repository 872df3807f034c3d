//! The page: what two lanes have in common.

use js_sys::Uint32Array;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::figures::Snapshot;
use super::over_time::WiringTimeline;
use crate::to_js;
use censet::graph::statistics::{hubs, shared};

/// How far two sets are the same.
#[derive(Serialize)]
struct Overlap {
    /// How many are in both.
    common: usize,
    /// How many are in one or both.
    either: usize,
    /// The Jaccard index, common / either; 1 if there are none.
    jaccard: f64,
}

impl Overlap {
    fn new(common: usize, either: usize) -> Self {
        let jaccard = match either {
            0 => 1.0,
            either => common as f64 / either as f64,
        };
        Self {
            common,
            either,
            jaccard,
        }
    }
}

/// Connections that two lanes share: by their places as [`crate::worker::session::LaneSession`] gives them,
/// undefined for a dense network, which has `every` one.
#[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').Overlap")]
pub fn places_in_common(a: Option<Uint32Array>, b: Option<Uint32Array>, every: usize) -> JsValue {
    let (in_a, in_b) = (a.map(|a| a.to_vec()), b.map(|b| b.to_vec()));
    let count = |places: &Option<Vec<u32>>| places.as_ref().map_or(every, Vec::len);
    let common = match (&in_a, &in_b) {
        (Some(a), Some(b)) => shared(a, b),
        // A dense network has all that the other has.
        _ => count(&in_a).min(count(&in_b)),
    };
    to_js(&Overlap::new(common, count(&in_a) + count(&in_b) - common))
}

/// Connections that two lanes share after the latest epoch that both know.
#[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').Overlap")]
pub fn wiring_in_common(a: &WiringTimeline, b: &WiringTimeline) -> JsValue {
    let (common, either) = a.timeline.shared(&b.timeline);
    to_js(&Overlap::new(common as usize, either as usize))
}

/// Hubs (the top decile by centrality) that two lanes share.
#[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').Overlap")]
pub fn hubs_in_common(a: Snapshot, b: Snapshot) -> JsValue {
    let [a, b] = [a, b].map(|snapshot| {
        let mut lc = snapshot.centrality().to_vec();
        // Where the output layer was not scored.
        while lc.last().is_some_and(|lc| lc.is_nan()) {
            lc.pop();
        }
        hubs(&lc)
    });
    let common = shared(&a, &b);
    to_js(&Overlap::new(common, a.len() + b.len() - common))
}
