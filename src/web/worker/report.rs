//! An epoch's report as the page takes it.

use js_sys::Float64Array;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::session::LaneSession;
use crate::density::centrality_density;
use censet::graph::recorded::RecordedAs;
use censet::rewiring::censet::Threshold;
use censet::trainer::{EpochReport, Recorded, Trainer};

/// An epoch's report with what only the shell knows.
#[derive(Serialize)]
pub(super) struct Report {
    #[serde(flatten)]
    report: EpochReport,
    #[serde(skip_serializing_if = "Option::is_none")]
    validation_accuracy: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    validation_loss: Option<f64>,
    seconds: f64,
    /// μ − kσ, where there is one for all neurons, until rewiring ends.
    threshold: Option<f64>,
    /// The same, as it is written: `μ − 2.6σ = −3.71`.
    line: Option<String>,
    csv: String,
    /// The line of statistics.csv.
    statistics_csv: String,
}

impl Report {
    /// A report that `trainer` gave, now or earlier.
    pub(super) fn of(trainer: &Trainer, Recorded { report, seconds }: &Recorded) -> Self {
        let experiment = trainer.experiment();
        let settings = experiment.lane_settings(trainer.lane());
        let rewires = report.epoch <= settings.last_rewiring(experiment.epochs);
        let rewiring = settings.method.rewiring.filter(|_| rewires);
        let threshold = rewiring.and_then(|r| r.line(&settings, report.lc_mean, report.lc_std));
        let k = settings.k;
        Self {
            threshold,
            line: threshold.map(|value| Threshold { k, value }.written()),
            csv: report.csv(*seconds),
            statistics_csv: report.statistics_csv(),
            validation_accuracy: report.validation.map(|held| held.accuracy),
            validation_loss: report.validation.map(|held| held.loss),
            seconds: *seconds,
            report: report.clone(),
        }
    }
}

#[wasm_bindgen]
impl LaneSession {
    /// The density of the centralities that the paper's code recorded in the epoch reported last, as
    /// [`centrality_density`] gives it; nothing within an epoch, and where the code recorded those of
    /// the network or none.
    #[wasm_bindgen(unchecked_return_type = "Float64Array<ArrayBuffer> | undefined")]
    pub fn recorded_density(&self) -> Option<Float64Array> {
        let trainer = self.trainer();
        let settings = trainer.experiment().lane_settings(trainer.lane());
        let apart = settings.method.recorded != Some(RecordedAs::Censet);
        let elsewhere = apart && self.is_between_epochs();
        let recorded = elsewhere.then(|| trainer.recorded_lc()).flatten()?;
        Some(centrality_density(&recorded))
    }
}
