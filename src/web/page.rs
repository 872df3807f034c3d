//! The page's module: the experiment's [`text`], the [`figures`], what is looked at closely ([`inspect`]);
//! and the [`store`] of images, which the data worker keeps.

mod blob;
mod canvas;
mod compare;
mod cuts;
mod figures;
mod inspect;
mod knockout;
mod lessons;
mod over_time;
mod playground;
mod predictions;
mod saved_files;
mod search;
mod sources;
mod store;
mod text;

use serde::Deserialize;
use wasm_bindgen::JsValue;

/// Reads an object that the page made to be read here.
fn read<T: for<'de> Deserialize<'de>>(value: JsValue) -> T {
    serde_wasm_bindgen::from_value(value).expect("the page and this module agree on the shape")
}
