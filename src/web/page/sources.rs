//! The page: the files of the datasets that it fetches.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::to_js;
use censet::dataset::{cifar, fashion};

/// The official files of FashionMNIST, in the order in which [`DataStore::fashion`] takes them.
#[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').DataFile[]")]
pub fn fashion_files() -> JsValue {
    let files = fashion::FILES.map(|file| DataFile {
        name: file.name,
        size: file.bytes as f64,
    });
    to_js(&files)
}

/// The official archive of CIFAR-10.
#[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').DataFile[]")]
pub fn cifar10_archive() -> JsValue {
    to_js(&[DataFile {
        name: cifar::ARCHIVE,
        size: cifar::ARCHIVE_BYTES as f64,
    }])
}

/// The six files in that archive.
#[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').DataFile[]")]
pub fn cifar10_files() -> JsValue {
    let files = cifar::FILES.map(|name| DataFile {
        name,
        size: cifar::FILE_BYTES as f64,
    });
    to_js(&files)
}

/// A file that the page fetches.
#[derive(Serialize)]
struct DataFile {
    name: &'static str,
    /// In bytes.
    size: f64,
}
