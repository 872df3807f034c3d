//! The density of centralities: of what a lane sends, and of what the page has kept.

use js_sys::Float64Array;
use wasm_bindgen::prelude::*;

use censet::graph::statistics::DensityCurve;

/// Points of a density: enough for a smooth line, and few milliseconds of work.
const POINTS: usize = 128;

/// The density of these centralities for the chart of densities: where it begins, where it ends, and its
/// values at even steps; empty where there is none.
#[wasm_bindgen]
pub fn centrality_density(centrality: &[f64]) -> Float64Array {
    let mut numbers = Vec::new();
    if let Some(DensityCurve { from, to, values }) = DensityCurve::of(centrality, POINTS) {
        numbers.extend([from, to]);
        numbers.extend(values);
    }
    Float64Array::from(&numbers[..])
}
