//! Lanes and runs as bytes: for the browser's storage, for files, and back.

use std::sync::Arc;

use js_sys::{Array, Object, Uint8Array};
use wasm_bindgen::prelude::*;

use super::report::Report;
use super::session::LaneSession;
use super::{Failure, set, to_js};
use censet::dataset::Dataset;
use censet::experiment::Experiment;
use censet::save::{self, Outline, SaveError, SavedLane};
use censet::trainer::{History, Trainer};

#[wasm_bindgen]
impl LaneSession {
    /// The lane as it is now, and the last epoch that it has reported (−1 before the first). Throws
    /// if there is no memory for it; the lane goes on.
    #[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').SavedLane")]
    pub fn save(&self) -> Result<Object, JsValue> {
        let bytes = save::lane(&self.trainer, &self.history).map_err(unsaved)?;
        let object = Object::new();
        set(&object, "bytes", Uint8Array::from(&bytes[..]));
        set(&object, "completed", self.completed());
        Ok(object)
    }

    /// The reports of all epochs so far, those before a resume included.
    #[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').Report[]")]
    pub fn reports(&self) -> JsValue {
        let epochs = self.history.epochs().iter();
        let reports: Vec<_> = epochs
            .map(|epoch| Report::of(&self.trainer, epoch))
            .collect();
        to_js(&reports)
    }

    /// Whether the network is just as the epoch reported last has left it, so that a picture of it
    /// is one of that epoch.
    pub fn is_between_epochs(&self) -> bool {
        self.trainer.is_between_epochs() && !self.history.epochs().is_empty()
    }

    fn completed(&self) -> i32 {
        self.history.epochs().len() as i32 - 1
    }
}

/// A saved run taken apart, so that each lane's worker gets its own: the experiment's text, and for
/// each lane the bytes of [`LaneSession::resume`], or null. Throws if the bytes are no saved run, are
/// damaged or of another version.
#[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').SavedRun")]
pub fn open_save(bytes: &[u8]) -> Result<Object, JsValue> {
    let Outline { experiment, lanes } = Outline::read(bytes).map_err(refused)?;
    let all = Array::new();
    for index in 0..experiment.lanes.len() {
        let lane = lanes.iter().find(|(lane, _)| *lane == index);
        all.push(&match lane {
            Some((_, bytes)) => Uint8Array::from(*bytes).into(),
            None => JsValue::NULL,
        });
    }
    let object = Object::new();
    set(&object, "text", experiment.to_string());
    set(&object, "lanes", all);
    Ok(object)
}

/// A run as a file, from the bytes of its lanes that have begun, in order. Of lanes that were saved
/// before and after the epochs were raised, the run has the most.
#[wasm_bindgen(unchecked_return_type = "Uint8Array<ArrayBuffer>")]
pub fn close_save(lanes: Vec<Uint8Array>) -> Result<Uint8Array, JsValue> {
    let lanes: Vec<Vec<u8>> = lanes.iter().map(Uint8Array::to_vec).collect();
    let experiments = lanes.iter().map(|lane| Ok(Outline::read(lane)?.experiment));
    let experiments: Vec<_> = experiments.collect::<Result<_, _>>().map_err(refused)?;
    let experiment = experiments
        .iter()
        .max_by_key(|experiment| experiment.epochs);
    let experiment = experiment.ok_or_else(|| failure("There is no lane to save.".into()))?;
    let bytes = save::run(experiment, lanes.iter().map(Vec::as_slice)).map_err(unsaved)?;
    Ok(Uint8Array::from(&bytes[..]))
}

/// The trainer and the history that `saved` holds, with the epochs of `experiment`.
pub(super) fn resume(
    experiment: Experiment,
    lane: usize,
    dataset: &Arc<Dataset>,
    saved: &[u8],
) -> Result<(Trainer, History), JsValue> {
    let saved = SavedLane::read(saved).map_err(refused)?;
    if saved.lane != lane || !experiment.continues(&saved.experiment) {
        let problem = format!("it holds lane {} of {}", saved.lane + 1, saved.experiment);
        return Err(refused(SaveError::Unfit(problem)));
    }
    let (mut trainer, mut history) = saved.resume(Arc::clone(dataset)).map_err(refused)?;
    trainer.extend(experiment);
    history.rewind(&trainer);
    Ok((trainer, history))
}

fn refused(error: SaveError) -> JsValue {
    failure(format!("This {error}."))
}

fn unsaved(error: SaveError) -> JsValue {
    failure(format!("The run cannot be saved: it {error}."))
}

fn failure(text: String) -> JsValue {
    Failure {
        code: "save",
        field: None,
        text,
    }
    .into()
}
