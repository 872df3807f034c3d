//! The page: where images come from.

use wasm_bindgen::prelude::*;

use crate::to_js;
use censet::dataset::SOURCES;
use censet::dataset::own::OwnFiles;

/// The rows of the table of sources, in the order in which they are listed.
#[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').Source[]")]
pub fn sources() -> JsValue {
    to_js(&SOURCES)
}

/// What is asked of someone who does not have the own files that an experiment names; nothing if it names
/// none.
#[wasm_bindgen]
pub fn own_files_wanted(data: &str) -> Option<String> {
    OwnFiles::read(data).map(|own| own.wanted())
}
