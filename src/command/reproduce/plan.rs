//! Which runs the tables need, and in which order.

use std::fmt;

use censet::experiment::{Count, Experiment, Preset, parse};

use super::tables::{Cell, Table};

/// What a trial changes of the paper's runs.
#[derive(Default)]
pub struct Trial {
    /// Epochs of every run.
    pub epochs: Option<u32>,
    /// Training images of every run.
    pub train: Option<Count>,
}

impl Trial {
    /// The sentence that says so, if it is one.
    pub fn words(&self) -> Option<String> {
        let epochs = self.epochs.map(|epochs| match epochs {
            1 => "1 epoch".to_owned(),
            _ => format!("{epochs} epochs"),
        });
        let images = match self.train {
            Some(Count::First(n)) => Some(format!("the first {n} training images")),
            _ => None,
        };
        let changes: Vec<_> = [epochs, images].into_iter().flatten().collect();
        (!changes.is_empty()).then(|| {
            let changes = changes.join(" on ");
            format!("A trial with {changes}: not the paper's runs, so its numbers must differ.")
        })
    }

    /// The experiment behind a cell, seed 1, if it has one.
    pub fn experiment(&self, cell: &Cell, preset: Preset) -> Result<Option<Experiment>, String> {
        let Some(text) = &cell.experiment else {
            return Ok(None);
        };
        let parsed = parse(&format!("preset={}&{text}", preset.name()));
        let experiment = parsed
            .experiment
            .expect("the tables name valid experiments");
        let mut settings = (*experiment).clone();
        settings.epochs = self.epochs.unwrap_or(settings.epochs);
        settings.train = self.train.unwrap_or(settings.train);
        let checked = settings.check().map_err(|errors| {
            let lines: Vec<_> = errors.iter().map(|error| format!("\n  {error}")).collect();
            format!("this trial cannot run:{}", lines.concat())
        });
        checked.map(Some)
    }
}

/// One lane, one seed.
#[derive(Clone, PartialEq)]
pub struct Run {
    /// The experiment with seed 1; several seeds of it make one measurement.
    pub experiment: Experiment,
    /// The seed.
    pub seed: u32,
}

impl Run {
    /// The experiment with its seed.
    pub fn seeded(&self) -> Experiment {
        with_seed(&self.experiment, self.seed)
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.seeded().fmt(f)
    }
}

/// The experiment with another seed.
pub fn with_seed(experiment: &Experiment, seed: u32) -> Experiment {
    let mut settings = (**experiment).clone();
    settings.seed = seed;
    settings.check().expect("any seed is valid")
}

/// The runs to train, each once, in order.
pub struct Plan {
    /// The runs.
    pub runs: Vec<Run>,
}

impl Plan {
    /// What the cells of `tables` need. Runs that must lie within a band come before the others,
    /// short ones before long ones, a first seed before a second, sparse networks before dense.
    pub fn new(
        tables: &[&Table],
        preset: Preset,
        trial: &Trial,
        seeds: Option<u32>,
    ) -> Result<Self, String> {
        let mut experiments: Vec<(Experiment, bool)> = Vec::new();
        for cell in tables
            .iter()
            .flat_map(|t| &t.rows)
            .flat_map(|row| &row.cells)
        {
            let Some(experiment) = trial.experiment(cell, preset)? else {
                continue;
            };
            let banded = cell
                .quantities
                .iter()
                .any(|quantity| quantity.band.is_some());
            match experiments
                .iter_mut()
                .find(|(known, _)| *known == experiment)
            {
                Some((_, any)) => *any |= banded,
                None => experiments.push((experiment, banded)),
            }
        }
        let mut runs = Vec::new();
        for (experiment, banded) in experiments {
            let dense = experiment.lanes[0].method.dense;
            let usual = if dense && experiment.epochs >= 200 {
                1
            } else {
                3
            };
            for seed in 1..=seeds.unwrap_or(usual) {
                let order = (!banded, experiment.epochs, seed, dense);
                let experiment = experiment.clone();
                runs.push((order, Run { experiment, seed }));
            }
        }
        runs.sort_by_key(|(order, _)| *order);
        let runs = runs.into_iter().map(|(_, run)| run).collect();
        Ok(Self { runs })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tables::reproducible;
    use super::*;

    fn plan(number: Option<u8>, trial: &Trial, seeds: Option<u32>) -> Vec<String> {
        let tables = reproducible();
        let wanted = tables
            .iter()
            .filter(|table| number.is_none_or(|n| table.number == n));
        let plan = Plan::new(&wanted.collect::<Vec<_>>(), Preset::Published, trial, seeds);
        plan.unwrap().runs.iter().map(Run::to_string).collect()
    }

    #[test]
    fn the_runs_that_decide_most_come_first_and_none_comes_twice() {
        let runs = plan(None, &Trial::default(), None);
        let text = |lane: &str, rest: &str| format!("v=1&preset=published&lanes={lane}{rest}");
        assert_eq!(runs[0], text("censet:k=0", "&epochs=50"));
        assert_eq!(runs[6], text("censet:k=0", "&epochs=50&seed=2"));
        // k = 2.6 is the preset's own, so the canonical text does not repeat it.
        let long: Vec<_> = ["censet", "censet:k=2.8", "set", "mlp"]
            .map(|lane| text(lane, ""))
            .into();
        assert_eq!(runs[18..22], long);
        assert_eq!(runs.iter().filter(|run| run.contains("mlp")).count(), 1);
        let mut once = runs.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), runs.len());
    }

    #[test]
    fn a_trial_changes_every_run_and_says_so() {
        let trial = Trial {
            epochs: Some(1),
            train: Some(Count::First(600)),
        };
        let runs = plan(Some(9), &trial, Some(1));
        assert_eq!(runs.len(), 3);
        assert!(
            runs.iter()
                .all(|run| run.contains("&train=600&") && run.ends_with("&epochs=1"))
        );
        let words = trial.words().unwrap();
        assert!(
            words.contains("1 epoch on the first 600 training images"),
            "{words}"
        );
    }
}
