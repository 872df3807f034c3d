//! Searches: a grid taken apart for the page's pool, and its results.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use web_sys::HtmlCanvasElement;

use crate::drawing::{failed, surface, theme};
use crate::{Failure, read, to_js};
use censet::Refused;
use censet::experiment::{FieldError, Grid};
use censet::search::curves::Curves;
use censet::search::{Group, READY, Results, Run, names};
use censet_figures::learning::{self, Learning};
use censet_figures::trials::{self, Trials};

/// A grid, looked at.
#[derive(Serialize)]
struct Looked {
    canonical: Option<String>,
    errors: Vec<FieldError>,
    runs: Vec<Planned>,
}

/// One of its runs.
#[derive(Serialize)]
struct Planned {
    experiment: String,
    /// Tells it from the others, but for the seed.
    name: String,
    seed: u32,
    epochs: u32,
    /// What it costs, in a unit that is the same for all.
    work: f64,
    /// Bytes that its worker takes, about.
    bytes: f64,
}

/// Whether a text is meant as a grid, be it a bad one, see [`Grid::is_meant`].
#[wasm_bindgen]
pub fn is_grid(text: &str) -> bool {
    Grid::is_meant(text)
}

/// Reads a grid; never throws. `canonical` is null if there are errors.
#[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').LookedGrid")]
pub fn look_at_grid(text: &str) -> JsValue {
    let looked = match Grid::parse(text) {
        Ok(grid) => Looked {
            canonical: Some(grid.to_string()),
            errors: vec![],
            runs: grid
                .experiments()
                .iter()
                .zip(names(grid.experiments()))
                .map(|(experiment, name)| Planned {
                    experiment: experiment.to_string(),
                    name,
                    seed: experiment.seed,
                    epochs: experiment.epochs,
                    work: experiment.work(),
                    bytes: experiment.memory().lanes[0],
                })
                .collect(),
        },
        Err(errors) => Looked {
            canonical: None,
            errors: errors.0,
            runs: vec![],
        },
    };
    to_js(&looked)
}

/// The finished run of an experiment with one lane; `accuracy` begins with epoch 0, and so does that of the
/// validation images, if there are some.
#[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').SearchRun")]
pub fn finished_run(
    experiment: &str,
    accuracy: Vec<f64>,
    validation: Option<Vec<f64>>,
    connections: f64,
    digest: &str,
) -> Result<JsValue, JsValue> {
    let experiment = crate::experiment(experiment)?;
    Ok(to_js(&Run::new(
        &experiment,
        accuracy,
        validation,
        connections as u64,
        digest,
    )))
}

/// The searches that are one click away.
#[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').ReadySearch[]")]
pub fn ready_searches() -> JsValue {
    to_js(&READY)
}

/// What a search has found so far.
#[wasm_bindgen]
pub struct SearchResults {
    results: Results,
    curves: Curves,
}

/// What the page writes of them.
#[derive(Serialize)]
struct Written<'a> {
    groups: &'a [Group],
    note: &'a str,
    /// The horizontal axis of the curves; empty if groups only stand beside one another.
    across: &'a str,
    /// The epochs that the means are of, in words.
    averaged: &'a str,
}

#[wasm_bindgen]
impl SearchResults {
    /// Groups and compares finished runs, no two of the same experiment.
    #[wasm_bindgen(constructor)]
    pub fn new(runs: JsValue) -> Self {
        let results = Results::new(read(runs));
        let curves = Curves::of(&results);
        Self { results, curves }
    }

    /// The groups and the note.
    #[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').WrittenResults")]
    pub fn written(&self) -> JsValue {
        to_js(&Written {
            groups: &self.results.groups,
            note: &self.results.note,
            across: &self.curves.across,
            averaged: &self.curves.averaged,
        })
    }

    /// What `collect --json` writes.
    #[wasm_bindgen(unchecked_return_type = "unknown")]
    pub fn whole(&self) -> JsValue {
        to_js(&self.results)
    }

    /// Draws accuracy against what was varied, and says what it shows.
    pub fn draw(
        &self,
        canvas: HtmlCanvasElement,
        zoomed: bool,
        page_theme: JsValue,
    ) -> Result<String, JsValue> {
        let found = &self.curves;
        let data = Trials { found, zoomed };
        trials::draw(&data, &surface(canvas)?, &theme(page_theme)).map_err(failed)?;
        Ok(trials::describe(&data))
    }

    /// Draws accuracy over the epochs, a line a group, the chosen one in the colour of text, and says what it shows.
    pub fn draw_learning(
        &self,
        canvas: HtmlCanvasElement,
        chosen: Option<usize>,
        zoomed: bool,
        page_theme: JsValue,
    ) -> Result<String, JsValue> {
        let data = Learning {
            groups: &self.results.groups,
            chosen,
            zoomed,
        };
        learning::draw(&data, &surface(canvas)?, &theme(page_theme)).map_err(failed)?;
        Ok(learning::describe(&data))
    }

    /// Accuracy over the epochs as comma-separated values.
    pub fn learning_csv(&self) -> String {
        learning::csv(&self.results.groups)
    }
}

const NO_RUNS: &str = "It holds something that is no run of a search: each has an experiment, lane, seed, \
                       epochs, accuracy_mean, accuracy_std, connections, digest and accuracy.";

/// The runs in what [`Results`] wrote as JSON, each looked at: throws a sentence if they make no
/// sense.
#[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').SearchRun[]")]
pub fn imported_runs(runs: JsValue) -> Result<JsValue, JsValue> {
    let failure = |text: String| Failure {
        code: "file",
        field: None,
        text,
    };
    let runs: Vec<Run> =
        serde_wasm_bindgen::from_value(runs).map_err(|_| failure(NO_RUNS.into()))?;
    let checked: Result<Vec<Run>, Refused> = runs.into_iter().map(Run::checked).collect();
    Ok(to_js(&checked.map_err(|why| failure(why.0))?))
}
