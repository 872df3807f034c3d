//! Lanes whose own settings are lists.

use std::collections::BTreeSet;

use super::MAX_RUNS;
use super::values::Values;
use crate::experiment::lane::Lane;
use crate::rewiring::{self, Method};

/// All lanes that a value of `lanes` stands for, each once, and the value's canonical text. The
/// error is a clause.
///
/// No more than [`MAX_RUNS`] are written out, repeats included, so that it takes no longer however many
/// lanes have however long lists.
pub(super) fn expand(typed: &str) -> Result<(Vec<String>, String), String> {
    let (mut all, mut texts) = (Vec::new(), Vec::new());
    let (mut known, mut count) = (BTreeSet::new(), 0);
    for lane in typed.split(',') {
        let (method, own) = lane
            .split_once(':')
            .map_or((lane, None), |(m, own)| (m, Some(own)));
        let mut lanes = vec![method.to_string()];
        let mut text = method.to_string();
        let mut settings: Vec<&str> = own.map_or(vec![], |own| own.split(':').collect());
        crate::order::sort_by_key(&mut settings, |setting| place(method, setting));
        for setting in settings {
            let Some((key, list)) = setting.split_once('=') else {
                return Err(format!(
                    "in lane {lane:?}, {setting:?} is not written key=value"
                ));
            };
            // A setting's form is what is left of the lane that it is read into.
            let canonical = |value: &str| {
                let lane = Lane::read(&format!("{method}:{key}={value}"))?;
                let text = lane.to_string();
                Ok(text[text.find('=').map_or(0, |at| at + 1)..].to_string())
            };
            let values = Values::read(list)?;
            let options = values.expand(canonical)?;
            if count + lanes.len() * options.len() > MAX_RUNS {
                return Err(too_many());
            }
            text.extend([":", key, "=", &values.canonical(canonical)?]);
            let grown = lanes.iter().flat_map(|lane| {
                options
                    .iter()
                    .map(move |value| format!("{lane}:{key}={value}"))
            });
            lanes = grown.collect();
        }
        count += lanes.len();
        if count > MAX_RUNS {
            return Err(too_many());
        }
        for lane in lanes {
            let lane = Lane::read(&lane)?.to_string();
            if known.insert(lane.clone()) {
                all.push(lane);
            }
        }
        texts.push(text);
    }
    Ok((all, texts.join(",")))
}

/// The clause that refuses lists that are too long.
pub(super) fn too_many() -> String {
    format!("at most {MAX_RUNS} combinations of values; these lists and ranges have more")
}

/// The place of a setting among a lane's, which are printed in this order.
fn place(method: &str, setting: &str) -> usize {
    let key = setting.split('=').next().unwrap_or_default();
    let keys = rewiring::method(method).map_or(vec![], Method::own_keys);
    let known = keys.iter().position(|&known| known == key);
    known.unwrap_or(keys.len())
}
