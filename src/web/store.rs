//! The data worker: keeps whole datasets and hands out what an experiment takes of them.

use js_sys::{Array, Object, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::{Failure, set, text, to_js};
use crate::dataset::{Dataset, FileError, Split, fashion, garments};
use crate::experiment::{Count, Data};

/// The datasets that have been loaded or drawn so far.
#[wasm_bindgen]
#[derive(Default)]
pub struct DataStore {
    garments: Option<Dataset>,
    fashion: Option<Dataset>,
}

#[wasm_bindgen]
impl DataStore {
    /// Nothing yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the four files of FashionMNIST, packed or unpacked. Throws if one is wrong; what was
    /// loaded stays.
    pub fn fashion(
        &mut self,
        train_images: &[u8],
        train_labels: &[u8],
        test_images: &[u8],
        test_labels: &[u8],
    ) -> Result<(), JsValue> {
        let files = [train_images, train_labels, test_images, test_labels];
        self.fashion = Some(fashion::from_files(files).map_err(file_failure)?);
        Ok(())
    }

    /// The images and labels of an experiment, truncated and down-sampled, as fresh arrays.
    #[wasm_bindgen(unchecked_return_type = "import('../app/types.js').Prepared")]
    pub fn prepare(&mut self, experiment: &str) -> Result<Object, JsValue> {
        let experiment = text::experiment(experiment)?;
        let (train, test) = (experiment.train, experiment.test);
        let whole = match experiment.data {
            Data::Garments => self.garments(train, test),
            Data::Fashion => self.fashion.as_ref().ok_or_else(|| {
                let text = "FashionMNIST has not been loaded.".into();
                Failure {
                    code: "file",
                    field: None,
                    text,
                }
            })?,
            Data::Cifar10 => {
                let text = "CIFAR-10 has not been loaded.".into();
                return Err(Failure {
                    code: "file",
                    field: None,
                    text,
                }
                .into());
            }
            Data::Files(_) => {
                unreachable!("refused by the check of the experiment")
            }
        };
        Ok(if experiment.side.is_none() {
            // Straight out of the store: another copy of 60,000 images would be 47 MB.
            let all = |split: &Split| split.len() as u32;
            object(
                whole,
                (
                    number(train, all(&whole.train)),
                    number(test, all(&whole.test)),
                ),
            )
        } else {
            let selected = whole.select(train, test, experiment.side);
            object(&selected, (selected.train.len(), selected.test.len()))
        })
    }
}

/// The official files of FashionMNIST, in the order in which [`DataStore::fashion`] takes them.
#[wasm_bindgen(unchecked_return_type = "import('../app/types.js').DataFile[]")]
pub fn fashion_files() -> JsValue {
    let files = fashion::FILES.map(|file| DataFile {
        name: file.name,
        size: file.bytes,
    });
    to_js(&files)
}

/// A file that the page fetches.
#[derive(Serialize)]
struct DataFile {
    name: &'static str,
    /// In bytes.
    size: usize,
}

impl DataStore {
    /// The garments, at least so many; drawn on first demand, and again when more are asked for.
    fn garments(&mut self, train: Count, test: Count) -> &Dataset {
        let wanted = (number(train, garments::TRAIN), number(test, garments::TEST));
        let kept = self
            .garments
            .as_ref()
            .map_or((0, 0), |kept| (kept.train.len(), kept.test.len()));
        if kept.0 < wanted.0 || kept.1 < wanted.1 {
            let first = |a: usize, b: usize| Count::First(a.max(b) as u32);
            self.garments = Some(Dataset::garments(
                first(kept.0, wanted.0),
                first(kept.1, wanted.1),
                None,
            ));
        }
        self.garments.as_ref().expect("drawn by now")
    }
}

fn number(count: Count, all: u32) -> usize {
    match count {
        Count::All => all as usize,
        Count::First(n) => n as usize,
    }
}

/// The first images of each split, as the page and the lanes take them.
fn object(dataset: &Dataset, (train, test): (usize, usize)) -> Object {
    let shape = dataset.shape;
    let object = Object::new();
    for (key, value) in [
        ("height", shape.height),
        ("width", shape.width),
        ("channels", shape.channels),
    ] {
        set(&object, key, value as u32);
    }
    let classes: Array = dataset
        .classes
        .iter()
        .map(|name| JsValue::from(name.as_str()))
        .collect();
    set(&object, "classes", classes);
    for (images, labels, split, n) in [
        ("train_images", "train_labels", &dataset.train, train),
        ("test_images", "test_labels", &dataset.test, test),
    ] {
        let pixels = split.images.as_slice().expect("rows one after the other");
        set(
            &object,
            images,
            Uint8Array::from(&pixels[..n * shape.pixels()]),
        );
        set(&object, labels, Uint8Array::from(&split.labels[..n]));
    }
    object
}

fn file_failure(error: FileError) -> JsValue {
    let text = format!("{error}.");
    Failure {
        code: "file",
        field: Some(error.file),
        text,
    }
    .into()
}
