//! Runs as files, and back.

use js_sys::{Array, Object, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::save_failure::{failure, refused, unsaved};
use crate::set;
use censet::save::{self, Outline};

/// A saved run taken apart, so that each lane's worker gets its own: the experiment's text, and for
/// each lane the bytes that a lane resumes from, or null. Throws if the bytes are no saved run, are
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
