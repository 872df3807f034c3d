//! The images of one lane, as they come in parts from the data worker.
//!
//! A whole set may be 184 MB: were it handed over in one piece, a worker would hold it twice.

use js_sys::Uint8Array;
use ndarray::Array2;
use wasm_bindgen::prelude::*;

use censet::dataset::{Dataset, Shape, Split};

#[wasm_bindgen]
extern "C" {
    /// What [`crate::page::store::DataStore::prepare`] made.
    pub type Prepared;
    #[wasm_bindgen(method, getter)]
    fn height(this: &Prepared) -> u32;
    #[wasm_bindgen(method, getter)]
    fn width(this: &Prepared) -> u32;
    #[wasm_bindgen(method, getter)]
    fn channels(this: &Prepared) -> u32;
    #[wasm_bindgen(method, getter)]
    fn classes(this: &Prepared) -> Vec<String>;
    #[wasm_bindgen(method, getter)]
    fn train(this: &Prepared) -> usize;
    #[wasm_bindgen(method, getter)]
    fn test(this: &Prepared) -> usize;

    /// What [`crate::page::store::DataStore::part`] made.
    pub type Part;
    #[wasm_bindgen(method, getter)]
    fn test(this: &Part) -> bool;
    #[wasm_bindgen(method, getter)]
    fn images(this: &Part) -> Uint8Array;
    #[wasm_bindgen(method, getter)]
    fn labels(this: &Part) -> Uint8Array;
}

/// A dataset in the making.
#[wasm_bindgen]
pub struct Images {
    shape: Shape,
    classes: Vec<String>,
    train: Half,
    test: Half,
}

struct Half {
    wanted: usize,
    images: Vec<u8>,
    labels: Vec<u8>,
}

impl Half {
    fn of(wanted: usize, shape: Shape) -> Self {
        Self {
            wanted,
            images: Vec::with_capacity(wanted * shape.pixels()),
            labels: Vec::with_capacity(wanted),
        }
    }

    fn split(self, shape: Shape) -> Split {
        assert_eq!(self.labels.len(), self.wanted, "parts of images came");
        let images = Array2::from_shape_vec((self.wanted, shape.pixels()), self.images);
        Split {
            images: images.expect("an image for each label"),
            labels: self.labels,
        }
    }
}

#[wasm_bindgen]
impl Images {
    /// Room for the images that were prepared.
    #[wasm_bindgen(constructor)]
    pub fn new(prepared: &Prepared) -> Self {
        let shape = Shape {
            height: prepared.height() as usize,
            width: prepared.width() as usize,
            channels: prepared.channels() as usize,
        };
        Self {
            shape,
            classes: prepared.classes(),
            train: Half::of(prepared.train(), shape),
            test: Half::of(prepared.test(), shape),
        }
    }

    /// Adds the part that comes next in its split.
    pub fn add(&mut self, part: &Part) {
        let half = if part.test() {
            &mut self.test
        } else {
            &mut self.train
        };
        for (bytes, more) in [
            (&mut half.images, part.images()),
            (&mut half.labels, part.labels()),
        ] {
            let start = bytes.len();
            bytes.resize(start + more.length() as usize, 0);
            more.copy_to(&mut bytes[start..]);
        }
    }
}

impl Images {
    /// The dataset. Panics unless all parts have come.
    pub(crate) fn finish(self) -> Dataset {
        Dataset {
            shape: self.shape,
            classes: self.classes,
            train: self.train.split(self.shape),
            test: self.test.split(self.shape),
        }
    }
}
