//! The experiment's text: checked, composed and explained for the page.

use std::collections::BTreeMap;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::sources::needs;
use crate::to_js;
#[cfg(doc)]
use censet::experiment::Memory;
use censet::experiment::{self, Experiment, FIELDS, FieldError, Grid, parse};
use censet::graph::centralities::CENTRALITIES;
use censet::graph::recorded::RecordedAs;
use censet::rewiring::censet::symbol;
use censet::rewiring::method::{Judges, Words};
use censet::rewiring::{Method, set::SET};
use censet::trainer;
use censet_figures::theme::lane;

/// What the page needs to know of a text.
#[derive(Serialize)]
struct Checked {
    canonical: Option<String>,
    errors: Vec<FieldError>,
    values: BTreeMap<&'static str, String>,
    view: BTreeMap<String, String>,
    passed: Vec<String>,
    notes: Vec<String>,
    lanes: Vec<LaneInfo>,
    needs: String,
    epochs: u32,
    memory: Option<Needed>,
}

/// Bytes that it needs, about; see [`Memory`].
#[derive(Serialize)]
struct Needed {
    all: f64,
    data: f64,
    lanes: Vec<f64>,
}

/// One lane, in words.
#[derive(Serialize)]
struct LaneInfo {
    name: String,
    method: &'static str,
    title: &'static str,
    label: String,
    setting: Option<String>,
    rule: String,
    dense: bool,
    /// Whether it is the one that others are compared with.
    baseline: bool,
    /// Which graph the paper's code recorded its centralities on: `network`, `another`, or none.
    recorded: Option<&'static str>,
    /// Whether its rewiring depends on how many epochs there are in all.
    scheduled: bool,
    /// The last epoch in which it rewires.
    last_rewiring: u32,
    judges: Judges,
    tunes: Option<&'static str>,
    words: Words,
    /// Why an epoch grows, and why it does not, where it does not always.
    unless: Option<(&'static str, &'static str)>,
    k: f64,
    zeta: f64,
    /// How many layers of connections may be rewired.
    sparse_layers: usize,
    /// μ − kσ, where the lane draws such a line.
    line: Option<String>,
    /// The name of its colour and line style.
    tone: &'static str,
}

impl LaneInfo {
    fn of(experiment: &Experiment, lane: usize, place: usize) -> Self {
        let settings = experiment.lane_settings(lane);
        let (k, zeta) = (settings.k, settings.zeta);
        let method = settings.method;
        Self {
            name: experiment.lane_name(lane),
            method: method.id,
            label: method.title.into(),
            title: method.title,
            setting: (method.setting)(&settings),
            rule: (method.rule)(&settings),
            dense: method.dense,
            baseline: *method == SET,
            recorded: method.recorded.map(|recorded| match recorded {
                RecordedAs::Censet => "network",
                RecordedAs::Mlp | RecordedAs::Set => "another",
            }),
            scheduled: settings.scheduled(),
            last_rewiring: settings.last_rewiring(experiment.epochs),
            judges: method.judges,
            tunes: method.tunes,
            words: Words {
                grown: (method.grows)(&settings).unwrap_or(method.words.grown),
                ..method.words
            },
            unless: (method.unless)(&settings),
            k,
            zeta,
            sparse_layers: experiment.hidden.len(),
            line: (method.judges == Judges::Neurons).then(|| symbol(k)),
            tone: lane::NAMES[place],
        }
    }
}

fn lanes(experiment: &Experiment) -> Vec<LaneInfo> {
    let all = 0..experiment.lanes.len();
    let methods: Vec<&Method> = all.map(|i| experiment.lane_settings(i).method).collect();
    let places = lane::places(&methods).into_iter().enumerate();
    let mut lanes: Vec<LaneInfo> = places
        .map(|(i, place)| LaneInfo::of(experiment, i, place))
        .collect();
    for i in 0..lanes.len() {
        let twins = || lanes.iter().filter(|lane| lane.method == lanes[i].method);
        if twins().count() == 1 {
            continue;
        }
        // The setting where it tells them apart, else whatever the lane says of itself.
        let alike = twins().filter(|lane| lane.setting == lanes[i].setting);
        let own = match lanes[i].name.split_once(':') {
            Some((_, own)) => own.replace(':', ", "),
            None => String::new(),
        };
        let own = match &lanes[i].setting {
            Some(setting) if alike.count() == 1 => setting.clone(),
            _ => own,
        };
        lanes[i].label = format!("{} {own}", lanes[i].title).trim_end().into();
    }
    lanes
}

/// Reads a text (`key=value&…`); never throws. `canonical` is null if there are errors.
#[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').Checked")]
pub fn check(text: &str) -> JsValue {
    let parsed = parse(text);
    let mut checked = Checked {
        canonical: None,
        errors: vec![],
        values: parsed.values.into_iter().collect(),
        view: parsed.view.iter().cloned().collect(),
        passed: parsed.passed,
        notes: vec![],
        lanes: vec![],
        needs: String::new(),
        epochs: 0,
        memory: None,
    };
    match parsed.experiment {
        Ok(experiment) => {
            checked.canonical = Some(experiment.to_string());
            checked.notes = experiment.notes();
            checked.lanes = lanes(&experiment);
            checked.needs = needs(&experiment);
            checked.epochs = experiment.epochs;
            let memory = experiment.memory();
            checked.memory = Some(Needed {
                all: memory.in_browser(),
                data: memory.data,
                lanes: memory.lanes,
            });
        }
        Err(errors) => checked.errors = errors.0,
    }
    to_js(&checked)
}

/// The text with one key changed, or without it if there is no value; see [`experiment::edit`].
#[wasm_bindgen]
pub fn edit(text: &str, key: &str, value: Option<String>) -> String {
    experiment::edit(text, key, value.as_deref())
}

/// The text with `k` or `zeta` changed for one lane; see [`experiment::edit_lane`].
#[wasm_bindgen]
pub fn edit_lane(text: &str, lane: usize, key: &str, value: f64) -> String {
    experiment::edit_lane(text, lane, key, value)
}

/// The names of the tones of lanes, for the style sheet.
#[wasm_bindgen]
pub fn tones() -> Vec<String> {
    lane::NAMES.map(String::from).to_vec()
}

/// The rows of the form, in canonical order.
#[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').Field[]")]
pub fn fields() -> JsValue {
    to_js(&*FIELDS)
}

/// The header of epochs.csv, for an experiment that holds images back or not.
#[wasm_bindgen]
pub fn csv_header(validated: bool) -> String {
    trainer::csv_header(validated).into()
}

/// The header of statistics.csv.
#[wasm_bindgen]
pub fn statistics_csv_header() -> String {
    trainer::STATISTICS_CSV_HEADER.into()
}

/// The header of centrality.csv.
#[wasm_bindgen]
pub fn centrality_csv_header() -> String {
    trainer::CENTRALITY_CSV_HEADER.into()
}

/// A centrality that can be asked for.
#[derive(Serialize)]
struct Row {
    id: &'static str,
    title: &'static str,
    about: &'static str,
}

/// The centralities that are measured when asked for.
#[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').Centrality[]")]
pub fn centralities() -> JsValue {
    let asked = CENTRALITIES.iter().filter(|row| !row.reported);
    let rows = asked.map(|row| Row {
        id: row.id,
        title: row.title,
        about: row.about,
    });
    to_js(&rows.collect::<Vec<_>>())
}

/// Whether a text is meant as a grid, be it a bad one; nothing where only who reads grids can tell, see
/// [`Grid::seems_meant`].
#[wasm_bindgen]
pub fn seems_grid(text: &str) -> Option<bool> {
    Grid::seems_meant(text)
}
