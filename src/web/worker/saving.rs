//! A lane worker: its lane as bytes, for the browser's storage, and back.

use std::sync::Arc;

use js_sys::{Object, Uint8Array};
use wasm_bindgen::prelude::*;

use super::report::Report;
use super::session::LaneSession;
use crate::save_failure::{refused, unsaved};
use crate::{set, to_js};
use censet::dataset::Dataset;
use censet::experiment::Experiment;
use censet::save::{self, SaveError, SavedLane};
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

/// The trainer and the history that `saved` holds, with the epochs of `experiment`.
pub(super) fn resume(
    experiment: Experiment,
    lane: usize,
    dataset: Arc<Dataset>,
    saved: &[u8],
) -> Result<(Trainer, History), JsValue> {
    let saved = SavedLane::read(saved).map_err(refused)?;
    if saved.lane != lane || !experiment.continues(&saved.experiment) {
        let problem = format!("it holds lane {} of {}", saved.lane + 1, saved.experiment);
        return Err(refused(SaveError::Unfit(problem)));
    }
    let (mut trainer, mut history) = saved.resume(dataset).map_err(refused)?;
    trainer.extend(experiment);
    history.rewind(&trainer);
    Ok((trainer, history))
}
