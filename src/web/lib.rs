//! The boundary to JavaScript: the only place that names wasm_bindgen, js_sys or web_sys.
//!
//! Five modules are made of it: the page's (feature `page`), the data worker's (feature `data`), the lane
//! workers' (feature `worker`), and two that are loaded only when somebody asks for what they do: the page's later one
//! (feature `later`), and the reader's (feature `reader`), a lane worker's with all that takes networks in and gives
//! them out whole. Calls are few and coarse. Small values cross as plain objects, big ones as
//! typed arrays that are copies, so they can be transferred and outlive any growth of the memory. What fails
//! throws `{ code, field, text }`; a panic is a mistake of ours, traps, and leaves the instance unusable
//! except for [`last_panic`].
#![cfg(target_arch = "wasm32")]

#[cfg(feature = "data")]
mod data;
#[cfg(any(feature = "page", feature = "worker"))]
mod density;
#[cfg(any(feature = "page", feature = "later"))]
mod drawing;
#[cfg(feature = "later")]
mod later;
#[cfg(feature = "page")]
mod page;
#[cfg(feature = "reader")]
mod reader;
#[cfg(any(feature = "data", feature = "worker"))]
mod save_failure;
#[cfg(any(feature = "page", feature = "worker"))]
mod wiring;
#[cfg(feature = "worker")]
mod worker;

use std::sync::Mutex;

use censet::experiment::{Experiment, exact};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// What a call throws.
#[derive(Serialize)]
struct Failure {
    /// `experiment`, `file`, `save` or `internal`.
    code: &'static str,
    /// The key or the file it is about.
    field: Option<String>,
    /// A sentence for people.
    text: String,
}

impl From<Failure> for JsValue {
    fn from(failure: Failure) -> Self {
        to_js(&failure)
    }
}

/// A plain object, with maps as objects and what is missing as null.
fn to_js(value: &impl Serialize) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).expect("plain data")
}

/// Reads an object that the page made to be read here.
#[cfg(any(feature = "page", feature = "later"))]
fn read<T: for<'de> serde::Deserialize<'de>>(value: JsValue) -> T {
    serde_wasm_bindgen::from_value(value).expect("the page and this module agree on the shape")
}

/// Sets a property of an object made here.
#[cfg(any(feature = "page", feature = "data", feature = "worker"))]
fn set(object: &js_sys::Object, key: &str, value: impl Into<JsValue>) {
    js_sys::Reflect::set(object, &key.into(), &value.into()).expect("a plain object");
}

/// The experiment of a text that the page has passed.
fn experiment(text: &str) -> Result<Experiment, Failure> {
    exact(text).map_err(|errors| Failure {
        code: "experiment",
        field: errors.first().map(|error| error.field.clone()),
        text: errors
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("; "),
    })
}

static LAST_PANIC: Mutex<Option<String>> = Mutex::new(None);

#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|panic| {
        if let Ok(mut last) = LAST_PANIC.lock() {
            *last = Some(panic.to_string());
        }
    }));
}

/// What the panic behind a trap said, and where it was; for the sentence that reports it.
#[wasm_bindgen]
pub fn last_panic() -> Option<String> {
    LAST_PANIC.lock().ok()?.clone()
}
