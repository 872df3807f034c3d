//! The page's module: the experiment's [`text`], the [`figures`], what is looked at closely ([`inspect`]);
//! and the [`store`](crate::data::store) of images, which the data worker keeps.

mod compare;
mod cuts;
pub(crate) mod figures;
pub(crate) mod inspect;
mod lessons;
mod over_time;
mod predictions;
pub(crate) mod sources;
mod text;

use serde::Deserialize;
use wasm_bindgen::JsValue;

/// Reads an object that the page made to be read here.
pub(crate) fn read<T: for<'de> Deserialize<'de>>(value: JsValue) -> T {
    serde_wasm_bindgen::from_value(value).expect("the page and this module agree on the shape")
}
