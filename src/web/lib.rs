//! The boundary to JavaScript: the only place that names wasm_bindgen, js_sys or web_sys.
//!
//! One module, three users: the page ([`text`], [`figures`], [`inspect`], [`playground`]), the data worker
//! ([`store`]) and a lane worker each ([`session`], with its [`images`]). Calls are few and coarse. Small values cross as
//! plain objects, big ones as typed arrays that are copies, so they can be transferred and outlive
//! any growth of the memory. What fails throws `{ code, field, text }`; a panic is a mistake of ours, traps, and leaves
//! the instance unusable except for [`last_panic`].
#![cfg(target_arch = "wasm32")]

mod blob;
mod canvas;
mod compare;
mod cuts;
mod figures;
mod images;
mod inspect;
mod lens;
mod lessons;
mod measures;
mod over_time;
mod playground;
mod predictions;
mod report;
mod saving;
mod search;
mod session;
mod store;
mod text;
mod wiring;

use std::sync::Mutex;

use serde::{Deserialize, Serialize};
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
fn read<T: for<'de> Deserialize<'de>>(value: JsValue) -> T {
    serde_wasm_bindgen::from_value(value).expect("the page and this module agree on the shape")
}

/// Sets a property of an object made here.
fn set(object: &js_sys::Object, key: &str, value: impl Into<JsValue>) {
    js_sys::Reflect::set(object, &key.into(), &value.into()).expect("a plain object");
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
