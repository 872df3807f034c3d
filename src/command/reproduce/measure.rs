//! From finished runs to the numbers beside the paper's, and `measured.json`.

use censet::experiment::Preset;
use serde::Serialize;

use super::super::record::Maker;
use super::plan::Trial;
use super::runs::{Finished, Runs};
use super::tables::{Band, Cell, Quantity, Statistic, Table};

const ABOUT: &str =
    "Written by `censet-lab reproduce`, not by hand; mean and std are over the seeds.";

/// Everything that has been measured; what `measured.json` holds.
pub struct Measured {
    maker: Maker,
    /// What makes it a trial, if it is one.
    trial: Option<String>,
    cells: Vec<Measurement>,
}

/// One number of a table, measured.
#[derive(Clone, Serialize)]
pub struct Measurement {
    /// The table's number.
    pub table: u8,
    /// The head of the row.
    pub row: String,
    /// The head of the column.
    pub column: String,
    /// `published` or `described`.
    pub preset: &'static str,
    /// What the number is.
    pub statistic: Statistic,
    /// The printed number.
    pub paper: f64,
    /// The author's recorded number, where it is another.
    pub recorded: Option<f64>,
    /// One value a seed.
    pub values: Vec<f64>,
    /// The seeds, in the order of the values.
    pub seeds: Vec<u32>,
    /// The mean of the values.
    pub mean: f64,
    /// Their sample standard deviation, from two seeds on.
    pub std: Option<f64>,
    /// Where the mean must lie.
    #[serde(flatten)]
    pub band: Option<Band>,
    /// Whether it does.
    pub within: Option<bool>,
    /// The epochs of the run.
    pub epochs: u32,
    /// The epochs of the paper's run, if ours was shorter and the number is of its end.
    pub paper_epochs: Option<u32>,
    /// What must be said wherever the number is shown.
    pub note: Option<String>,
    /// The epoch that the number is of; none if it is of the end of the run.
    pub epoch: Option<u32>,
    /// The experiment's text, with its first seed.
    pub experiment: String,
    /// The commits that made the runs.
    pub commits: Vec<String>,
}

impl Measurement {
    /// What the paper's own program had there: the recorded number, else the printed one.
    pub fn reference(&self) -> f64 {
        self.recorded.unwrap_or(self.paper)
    }
}

impl Measured {
    /// The numbers of all cells that `runs` has finished runs of, under both presets.
    pub fn of(tables: &[Table], trial: &Trial, runs: &Runs, maker: &Maker) -> Result<Self, String> {
        let mut cells = Vec::new();
        for preset in [Preset::Published, Preset::Described] {
            for table in tables {
                for row in &table.rows {
                    for (cell, column) in row.cells.iter().zip(&table.columns) {
                        let measured = measure(cell, preset, trial, runs)?;
                        cells.extend(measured.into_iter().map(|measurement| Measurement {
                            table: table.number,
                            row: row.head.clone(),
                            column: column.clone(),
                            ..measurement
                        }));
                    }
                }
            }
        }
        Ok(Self {
            maker: maker.clone(),
            trial: trial.words(),
            cells,
        })
    }

    /// The measurement of one number, if there is one.
    pub fn get(
        &self,
        table: u8,
        row: &str,
        column: &str,
        preset: Preset,
        statistic: Statistic,
    ) -> Option<&Measurement> {
        self.cells.iter().find(|cell| {
            (cell.table, cell.row.as_str(), cell.column.as_str()) == (table, row, column)
                && (cell.preset, cell.statistic) == (preset.name(), statistic)
        })
    }

    /// The text of `measured.json`: one measurement a line.
    pub fn json(&self) -> String {
        let cells: Vec<_> = self
            .cells
            .iter()
            .map(|cell| format!("  {}", json(cell)))
            .collect();
        format!(
            "{{\n \"about\": {},\n \"version\": {},\n \"commit\": {},\n \"trial\": {},\n \
             \"cells\": [\n{}\n ]\n}}\n",
            json(&ABOUT),
            json(&self.maker.version),
            json(&self.maker.commit),
            json(&self.trial),
            cells.join(",\n")
        )
    }
}

/// A plain value as JSON.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain data has a JSON text")
}

/// The numbers of one cell, without its place.
fn measure(
    cell: &Cell,
    preset: Preset,
    trial: &Trial,
    runs: &Runs,
) -> Result<Vec<Measurement>, String> {
    let Some(experiment) = trial.experiment(cell, preset)? else {
        return Ok(Vec::new());
    };
    let finished = runs.of(&experiment);
    let on_network = |quantity: &Quantity| {
        quantity.statistic.on_network().map(|statistic| Quantity {
            statistic,
            recorded: None,
            band: None,
            ..*quantity
        })
    };
    let own = cell.quantities.iter().cloned();
    let quantities = own.chain(cell.quantities.iter().filter_map(on_network));
    let mut measurements = Vec::new();
    for quantity in quantities {
        let (mut values, mut seeds, mut commits) = (Vec::new(), Vec::new(), Vec::new());
        let mut notes: Vec<&str> = Vec::new();
        for run in &finished {
            let Some(value) = value(run, quantity.statistic, cell.epoch) else {
                continue;
            };
            values.push(value);
            seeds.push(run.seed());
            notes.extend(run.note().filter(|note| !notes.contains(note)));
            if !commits.iter().any(|commit| commit == run.commit()) {
                commits.push(run.commit().to_owned());
            }
        }
        let Some((mean, std)) = mean_and_std(&values) else {
            continue;
        };
        let trained = finished[0].trained();
        // What an epoch showed is the same in a shorter run; what its end showed is not.
        let shorter = trained < experiment.epochs && cell.epoch.is_none();
        let shorter = shorter && quantity.statistic != Statistic::Connections;
        let banded = preset == Preset::Published && trial.words().is_none() && !shorter;
        let band = quantity.band.filter(|_| banded);
        measurements.push(Measurement {
            table: 0,
            row: String::new(),
            column: String::new(),
            preset: preset.name(),
            statistic: quantity.statistic,
            paper: quantity.paper,
            recorded: quantity.recorded,
            values,
            seeds,
            mean,
            std,
            band,
            within: band.map(|band| (mean - band.expected).abs() <= band.tolerance),
            epochs: trained,
            paper_epochs: shorter.then_some(experiment.epochs),
            note: (!notes.is_empty()).then(|| notes.join(" ")),
            epoch: cell.epoch,
            experiment: finished[0].text(),
            commits,
        });
    }
    Ok(measurements)
}

/// A statistic of one run, if its files have it.
fn value(run: &Finished, statistic: Statistic, epoch: Option<u32>) -> Option<f64> {
    let epochs = run.epochs();
    let column = match statistic {
        Statistic::Accuracy => "test_accuracy",
        Statistic::Connections => return epochs.at("connections", 0),
        Statistic::RecordedLcMean => "recorded_lc_mean",
        Statistic::RecordedLcStd => "recorded_lc_std",
        Statistic::LcMean => "lc_mean",
        Statistic::LcStd => "lc_std",
    };
    match epoch {
        Some(epoch) => epochs.at(column, epoch as usize),
        None => epochs.late(column),
    }
}

/// Mean and sample standard deviation; no deviation of a single value, nothing of none.
fn mean_and_std(values: &[f64]) -> Option<(f64, Option<f64>)> {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (!values.is_empty()).then(|| (mean, (n > 1.0).then(|| (squares / (n - 1.0)).sqrt())))
}
