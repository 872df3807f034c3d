//! The boundary to JavaScript: the only place that names wasm_bindgen, js_sys or web_sys.
//!
//! Two modules are made of it. The page's (feature `page`) has [`text`], [`figures`], [`inspect`] and the
//! like, and [`store`], which the data worker keeps; the lane workers' (feature `worker`) has [`session`],
//! one in each, with its [`images`]. Calls are few and coarse. Small values cross as
//! plain objects, big ones as typed arrays that are copies, so they can be transferred and outlive
//! any growth of the memory. What fails throws `{ code, field, text }`; a panic is a mistake of ours, traps, and leaves
//! the instance unusable except for [`last_panic`].
#![cfg(target_arch = "wasm32")]

#[cfg(feature = "page")]
mod blob;
#[cfg(feature = "page")]
mod canvas;
#[cfg(feature = "worker")]
mod classify;
#[cfg(feature = "page")]
mod compare;
#[cfg(feature = "page")]
mod cuts;
mod density;
#[cfg(feature = "page")]
mod figures;
#[cfg(feature = "worker")]
mod images;
#[cfg(feature = "page")]
mod inspect;
#[cfg(feature = "worker")]
mod lens;
#[cfg(feature = "page")]
mod lessons;
#[cfg(feature = "worker")]
mod measures;
#[cfg(feature = "page")]
mod over_time;
#[cfg(feature = "page")]
mod playground;
#[cfg(feature = "page")]
mod predictions;
#[cfg(feature = "worker")]
mod report;
mod save_failure;
#[cfg(feature = "page")]
mod saved_files;
#[cfg(feature = "worker")]
mod saving;
#[cfg(feature = "page")]
mod search;
#[cfg(feature = "worker")]
mod session;
#[cfg(feature = "page")]
mod sources;
#[cfg(feature = "page")]
mod store;
#[cfg(feature = "page")]
mod text;
mod wiring;

use std::sync::Mutex;

use censet::experiment::{Experiment, parse};
#[cfg(feature = "page")]
use serde::Deserialize;
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
#[cfg(feature = "page")]
fn read<T: for<'de> Deserialize<'de>>(value: JsValue) -> T {
    serde_wasm_bindgen::from_value(value).expect("the page and this module agree on the shape")
}

/// Sets a property of an object made here.
fn set(object: &js_sys::Object, key: &str, value: impl Into<JsValue>) {
    js_sys::Reflect::set(object, &key.into(), &value.into()).expect("a plain object");
}

/// The experiment of a text that the page has passed.
fn experiment(text: &str) -> Result<Experiment, Failure> {
    parse(text).experiment.map_err(|errors| Failure {
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
