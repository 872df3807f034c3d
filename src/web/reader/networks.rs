//! The reader: networks out of files, and the sessions in which they are looked at.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use wasm_bindgen::prelude::*;

use crate::worker::images::Images;
use crate::worker::session::LaneSession;
use crate::{Failure, experiment as checked, to_js};
use censet::experiment::{Experiment, exact};
use censet::imported::{Imported, Pixels, name_of};
use censet::trainer::{History, Summary, Trainer};

/// What the file of a network says of itself.
pub(crate) struct Said {
    weights: Vec<String>,
    order: Option<String>,
    metadata: BTreeMap<String, String>,
}

/// A network that was read.
#[wasm_bindgen]
pub struct ReadNetwork {
    file: String,
    imported: Imported,
}

#[wasm_bindgen]
impl ReadNetwork {
    /// Reads a file of that name. Throws a sentence that names the tensor that is none of a network's.
    #[wasm_bindgen(constructor)]
    pub fn new(file: String, bytes: &[u8]) -> Result<Self, JsValue> {
        match Imported::read(bytes) {
            Ok(imported) => Ok(Self { file, imported }),
            Err(error) => Err(refused(&file, &error)),
        }
    }

    /// What a lane is called that has it.
    pub fn name(&self) -> String {
        name_of(Path::new(&self.file))
    }

    /// Whether the file says how pixels become inputs.
    pub fn has_pixels(&self) -> bool {
        self.imported.standardiser.is_some()
    }

    /// The experiments whose images it can be tested on: the one that trained it, if the file says so, then `open`,
    /// with its images in a size that fits.
    pub fn experiments(&self, open: &str) -> Vec<String> {
        let of_file = self.imported.metadata.get("experiment");
        let all = of_file.into_iter().map(String::as_str).chain([open]);
        let all = all.filter_map(|text| self.fitting(&exact(text).ok()?));
        all.map(|experiment| experiment.to_string()).collect()
    }

    /// The session of a lane of that name, tested on the images of an experiment, if there are any. Pixels become
    /// inputs as `pixels` says, else as the file does. Throws where that cannot be.
    pub fn look(
        self,
        name: &str,
        pixels: Option<String>,
        experiment: Option<String>,
        images: Option<Images>,
    ) -> Result<LaneSession, JsValue> {
        let Self { file, imported } = self;
        let pixels = pixels.map(|text| {
            Pixels::read(&text).ok_or_else(|| {
                refused(
                    &file,
                    &format!("has pixels = “{text}”: it must be {}", Pixels::ALLOWED),
                )
            })
        });
        let said = Said {
            weights: imported.weights.clone(),
            order: imported.order.clone(),
            metadata: imported.metadata.clone(),
        };
        let experiment = experiment.as_deref().map(checked).transpose()?;
        let images = images.map(|images| Arc::new(images.finish()));
        let on = experiment.as_ref().zip(images);
        let trainer = Trainer::of_imported(name, imported, pixels.transpose()?, on)
            .map_err(|error| refused(&file, &error))?;
        let mut session = LaneSession::of(trainer, History::default());
        session.said = Some(said);
        Ok(session)
    }
}

impl ReadNetwork {
    /// The experiment with images of the size and number of classes that the network has.
    fn fitting(&self, experiment: &Experiment) -> Option<Experiment> {
        let outputs = self.imported.network.layer_sizes().pop();
        let fits = outputs == Some(experiment.data.classes() as usize);
        self.imported.fitting(experiment).filter(|_| fits)
    }
}

#[wasm_bindgen]
impl LaneSession {
    /// The network that came in, in numbers, once it is measured; null before.
    #[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').Summary | null")]
    pub fn summary(&self) -> JsValue {
        let measured = self.said.as_ref().zip(self.history.epochs().first());
        let summary = measured.map(|(said, first)| {
            let (weights, order) = (&said.weights, said.order.as_deref());
            Summary::of(
                self.trainer(),
                &first.report,
                weights,
                order,
                &said.metadata,
            )
        });
        to_js(&summary)
    }

    /// What the file of the network that came in says of itself, by key.
    #[wasm_bindgen(unchecked_return_type = "Record<string, string>")]
    pub fn metadata(&self) -> JsValue {
        to_js(&self.said.as_ref().map(|said| &said.metadata))
    }
}

fn refused(file: &str, error: &dyn std::fmt::Display) -> JsValue {
    Failure {
        code: "file",
        field: Some(file.into()),
        text: format!("{file} {error}"),
    }
    .into()
}
