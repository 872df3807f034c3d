//! The data worker: keeps whole datasets and hands out what an experiment takes of them.

use js_sys::{Object, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::Blob;

use super::blob::BlobReader;
use crate::{Failure, experiment, set, to_js};
use censet::dataset::{Dataset, FileError, cifar, fashion, garments};
use censet::experiment::{Count, Data, Experiment};

/// The datasets that have been loaded or drawn so far.
#[wasm_bindgen]
#[derive(Default)]
pub struct DataStore {
    garments: Option<Dataset>,
    fashion: Option<Dataset>,
    cifar10: Option<Dataset>,
    /// What was down-sampled last, and for which text: its parts are asked for one after the other.
    selected: Option<(String, Dataset)>,
}

/// What an experiment takes of a dataset.
#[derive(Serialize)]
struct Prepared<'a> {
    height: usize,
    width: usize,
    channels: usize,
    classes: &'a [String],
    /// Images to train on.
    train: usize,
    /// Images to test on.
    test: usize,
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

    /// Takes CIFAR-10, as its archive or its six files, and says what the reader must know of where
    /// these come from, if anything. Throws if one is wrong; what was loaded stays.
    pub fn cifar10(
        &mut self,
        names: Vec<String>,
        files: Vec<Blob>,
    ) -> Result<Option<String>, JsValue> {
        let mut reader = cifar::Reader::new();
        for (name, file) in names.iter().zip(files) {
            let added = reader.add(name, BlobReader::new(file));
            added.map_err(file_failure)?;
        }
        let note = reader.origin().note();
        self.cifar10 = Some(reader.finish().map_err(file_failure)?);
        Ok(note.map(String::from))
    }

    /// What the experiment takes: shape and classes of the images, and how many there are.
    #[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').Prepared")]
    pub fn prepare(&mut self, experiment: &str) -> Result<JsValue, JsValue> {
        let (dataset, (train, test)) = self.dataset(experiment)?;
        Ok(to_js(&Prepared {
            height: dataset.shape.height,
            width: dataset.shape.width,
            channels: dataset.shape.channels,
            classes: &dataset.classes,
            train,
            test,
        }))
    }

    /// The images from `from` to before `to` of one split, and their labels, as fresh arrays.
    #[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').Part")]
    pub fn part(
        &mut self,
        experiment: &str,
        test: bool,
        from: usize,
        to: usize,
    ) -> Result<Object, JsValue> {
        let (dataset, _) = self.dataset(experiment)?;
        let split = if test { &dataset.test } else { &dataset.train };
        let pixels = split.images.as_slice().expect("rows one after the other");
        let size = dataset.shape.pixels();
        let part = Object::new();
        set(&part, "test", test);
        set(
            &part,
            "images",
            Uint8Array::from(&pixels[from * size..to * size]),
        );
        set(&part, "labels", Uint8Array::from(&split.labels[from..to]));
        Ok(part)
    }
}

impl DataStore {
    /// The images of an experiment, down-sampled, and how many of each split it takes from the start.
    fn dataset(&mut self, text: &str) -> Result<(&Dataset, (usize, usize)), JsValue> {
        let experiment = experiment(text)?;
        let (train, test) = (experiment.train, experiment.test);
        if experiment.side.is_none() {
            // Straight out of the store: a copy of it would be as large again.
            let whole = self.whole(&experiment)?;
            let counts = (
                number(train, whole.train.len()),
                number(test, whole.test.len()),
            );
            return Ok((whole, counts));
        }
        if self.selected.as_ref().is_none_or(|(of, _)| of != text) {
            let selected = self
                .whole(&experiment)?
                .select(train, test, experiment.side);
            self.selected = Some((text.into(), selected));
        }
        let (_, selected) = self.selected.as_ref().expect("selected by now");
        Ok((selected, (selected.train.len(), selected.test.len())))
    }

    fn whole(&mut self, experiment: &Experiment) -> Result<&Dataset, Failure> {
        let (kept, name) = match experiment.data {
            Data::Garments => return self.garments(experiment.train, experiment.test),
            Data::Fashion => (&self.fashion, "FashionMNIST"),
            Data::Cifar10 => (&self.cifar10, "CIFAR-10"),
            Data::Files(_) => unreachable!("refused by the check of the experiment"),
        };
        kept.as_ref().ok_or_else(|| Failure {
            code: "file",
            field: None,
            text: format!("{name} has not been loaded."),
        })
    }

    /// The garments, at least so many; drawn on first demand, and again when more are asked for.
    fn garments(&mut self, train: Count, test: Count) -> Result<&Dataset, Failure> {
        let wanted = (
            number(train, garments::TRAIN as usize),
            number(test, garments::TEST as usize),
        );
        let kept = self
            .garments
            .as_ref()
            .map_or((0, 0), |kept| (kept.train.len(), kept.test.len()));
        if kept.0 < wanted.0 || kept.1 < wanted.1 {
            let most = (kept.0.max(wanted.0) as u32, kept.1.max(wanted.1) as u32);
            let drawn = Dataset::checked_garments(most.0, most.1).ok_or_else(|| Failure {
                code: "drawing",
                field: None,
                text: "This browser draws the garments wrong, again and again: what it would train on \
                       is not what others have. Reload the page, or open it in another browser."
                    .into(),
            })?;
            self.garments = Some(drawn);
        }
        Ok(self.garments.as_ref().expect("drawn by now"))
    }
}

fn number(count: Count, all: usize) -> usize {
    match count {
        Count::All => all,
        Count::First(n) => n as usize,
    }
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
