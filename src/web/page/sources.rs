//! The page: where images come from.

use wasm_bindgen::prelude::*;

use crate::to_js;
use censet::dataset::SOURCES;

/// The rows of the table of sources, in the order in which they are listed.
#[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').Source[]")]
pub fn sources() -> JsValue {
    to_js(&SOURCES)
}
