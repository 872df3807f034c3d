//! The playground: small graphs to edit, worked out.

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::{Failure, read, to_js};
use censet::graph::worked::{MAX_ORDER, MAX_WEIGHT, Worked, by_hand};
use censet::graph::{WeightedGraph, examples};

/// One edge; vertices are named by numbers, 3 for x3.
#[derive(Deserialize, Serialize)]
struct Edge {
    from: u32,
    to: u32,
    weight: f64,
}

#[derive(Serialize)]
struct Example {
    id: &'static str,
    title: &'static str,
    about: &'static str,
    places: Vec<(f64, f64)>,
    edges: Vec<Edge>,
}

/// What there is to begin with, and the bounds of what can be made of it.
#[derive(Serialize)]
struct Examples {
    examples: Vec<Example>,
    max_order: usize,
    max_weight: f64,
}

/// The graphs to begin with.
#[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').GraphExamples")]
pub fn graph_examples() -> JsValue {
    let examples = examples::examples().into_iter().map(|example| {
        let mut edges = vec![];
        example.graph.for_each_edge(|from, to, weight| {
            let (from, to) = (from as u32 + 1, to as u32 + 1);
            edges.push(Edge { from, to, weight });
        });
        Example {
            id: example.id,
            title: example.title,
            about: example.about,
            places: example.places,
            edges,
        }
    });
    to_js(&Examples {
        examples: examples.collect(),
        max_order: MAX_ORDER,
        max_weight: MAX_WEIGHT,
    })
}

/// Matrices, spectrum, energy and every vertex's measures of the graph of these vertices and edges
/// (`{ from, to, weight }`). Throws what is wrong with it.
#[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').Worked")]
pub fn work_out(vertices: Vec<u32>, edges: JsValue) -> Result<JsValue, JsValue> {
    let edges: Vec<Edge> = read(edges);
    let edges: Vec<_> = edges.iter().map(|e| (e.from, e.to, e.weight)).collect();
    let graph = by_hand(&vertices, &edges).map_err(|refused| Failure {
        code: "graph",
        field: Some(refused.field.into()),
        text: refused.text,
    })?;
    Ok(to_js(&Worked::of(&graph)))
}
