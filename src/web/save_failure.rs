//! What goes wrong with saved lanes and runs, as it is thrown.

use wasm_bindgen::JsValue;

use super::Failure;
use censet::save::SaveError;

pub(super) fn refused(error: SaveError) -> JsValue {
    failure(format!("This {error}."))
}

pub(super) fn unsaved(error: SaveError) -> JsValue {
    failure(format!("The run cannot be saved: it {error}."))
}

pub(super) fn failure(text: String) -> JsValue {
    Failure {
        code: "save",
        field: None,
        text,
    }
    .into()
}
