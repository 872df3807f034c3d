//! The experiment's text: checked, composed and explained for the page.

use std::collections::BTreeMap;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::{Failure, to_js};
use crate::experiment::{self, Data, Experiment, FIELDS, FieldError, Method, Scope, parse};
use crate::trainer;

/// What the page needs to know of a text.
#[derive(Serialize)]
struct Checked {
    canonical: Option<String>,
    errors: Vec<FieldError>,
    values: BTreeMap<&'static str, String>,
    view: BTreeMap<String, String>,
    lanes: Vec<LaneInfo>,
    layers: Vec<usize>,
    needs: &'static str,
    epochs: u32,
}

/// One lane, in words.
#[derive(Serialize)]
struct LaneInfo {
    name: String,
    method: &'static str,
    title: &'static str,
    setting: Option<String>,
    rule: String,
    k: f64,
}

impl LaneInfo {
    fn of(experiment: &Experiment, lane: usize) -> Self {
        let settings = experiment.lane_settings(lane);
        let (k, zeta) = (settings.k, settings.zeta);
        let (title, setting, rule) = match settings.method {
            Method::Mlp => (
                "MLP",
                None,
                "dense: every connection there can be, never rewired".into(),
            ),
            Method::Static => ("Static", None, "sparse at random, never rewired".into()),
            Method::Set => (
                "SET",
                Some(format!("ζ = {zeta}")),
                format!("cuts the {} % of weights nearest to zero", percent(zeta)),
            ),
            Method::Accset => (
                "AccSET",
                Some(format!("ζ = {zeta}")),
                "prunes as SET, regrows only if test accuracy fell".into(),
            ),
            Method::Censet => (
                "CenSET",
                Some(format!("k = {k}")),
                format!(
                    "cuts all connections of neurons with LC < {}{}",
                    match k {
                        0.0 => "μ".into(),
                        1.0 => "μ − σ".into(),
                        _ => format!("μ − {k}σ"),
                    },
                    match settings.scope {
                        Scope::Global => "",
                        Scope::Layer => " of their layer",
                    }
                ),
            ),
        };
        Self {
            name: experiment.lane_name(lane),
            method: settings.method.name(),
            title,
            setting,
            rule,
            k,
        }
    }
}

/// A fraction in percent, without the digits that binary fractions leave behind.
fn percent(fraction: f64) -> f64 {
    (fraction * 1e8).round() / 1e6
}

/// Reads a text (`key=value&…`); never throws. `canonical` is null if there are errors.
#[wasm_bindgen(unchecked_return_type = "import('../app/types.js').Checked")]
pub fn check(text: &str) -> JsValue {
    let parsed = parse(text);
    let mut checked = Checked {
        canonical: None,
        errors: vec![],
        values: parsed.values.into_iter().collect(),
        view: parsed.view.into_iter().collect(),
        lanes: vec![],
        layers: vec![],
        needs: "",
        epochs: 0,
    };
    match parsed.experiment {
        Ok(experiment) => {
            checked.canonical = Some(experiment.to_string());
            checked.lanes = (0..experiment.lanes.len())
                .map(|i| LaneInfo::of(&experiment, i))
                .collect();
            checked.layers = experiment.layer_sizes().unwrap_or_default();
            checked.needs = match experiment.data {
                Data::Garments => "garments",
                Data::Fashion => "fashion",
                Data::Cifar10 => "cifar10",
                Data::Files(_) => "files",
            };
            checked.epochs = experiment.epochs;
        }
        Err(errors) => checked.errors = errors,
    }
    to_js(&checked)
}

/// The rows of the form, in canonical order.
#[wasm_bindgen(unchecked_return_type = "import('../app/types.js').Field[]")]
pub fn fields() -> JsValue {
    to_js(&FIELDS)
}

/// A seed drawn from the browser's entropy.
#[wasm_bindgen]
pub fn fresh_seed() -> Result<u32, JsValue> {
    getrandom::u32().map_err(|error| {
        let text = format!("The browser gave no random number: {error}.");
        Failure {
            code: "internal",
            field: None,
            text,
        }
        .into()
    })
}

/// The header of epochs.csv.
#[wasm_bindgen]
pub fn csv_header() -> String {
    trainer::CSV_HEADER.into()
}

/// The header of centrality.csv.
#[wasm_bindgen]
pub fn centrality_csv_header() -> String {
    trainer::CENTRALITY_CSV_HEADER.into()
}

/// The experiment of a text that [`check`] has passed.
pub(super) fn experiment(text: &str) -> Result<Experiment, Failure> {
    experiment::parse(text)
        .experiment
        .map_err(|errors| Failure {
            code: "experiment",
            field: errors.first().map(|error| error.field.clone()),
            text: errors
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("; "),
        })
}
