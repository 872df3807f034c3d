//! The runs' folders: training into them, and reading finished ones.

use std::fs;
use std::path::{Path, PathBuf};

use censet::experiment::{Experiment, parse};

use super::super::data::{self, Loaded};
use super::super::kept::{How, Kept, keep};
use super::super::record::{self, Maker, Record};
use super::super::store::{Store, UNFINISHED};
use super::plan::{Run, with_seed};

/// A finished run, as read from its folder.
pub struct Finished {
    run: Run,
    maker: Maker,
    note: Option<String>,
    epochs: Epochs,
}

impl Finished {
    /// The seed.
    pub fn seed(&self) -> u32 {
        self.run.seed
    }

    /// The text of its experiment.
    pub fn text(&self) -> String {
        self.run.to_string()
    }

    /// The epochs it was trained for.
    pub fn trained(&self) -> u32 {
        self.run.experiment.epochs
    }

    /// What must be said wherever its numbers are shown.
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// The commit that made it.
    pub fn commit(&self) -> &str {
        &self.maker.commit
    }

    /// Its numbers.
    pub fn epochs(&self) -> &Epochs {
        &self.epochs
    }
}

/// The finished runs under one folder.
pub struct Runs {
    folder: PathBuf,
    finished: Vec<Finished>,
}

impl Runs {
    /// Reads what `folder` holds.
    pub fn open(folder: &Path) -> Result<Self, String> {
        let mut runs = Self {
            folder: folder.to_path_buf(),
            finished: Vec::new(),
        };
        runs.add(folder, None)?;
        Ok(runs)
    }

    /// Adds the finished runs of another folder, such as `run --into` and `sweep` fill; `note` must
    /// be said wherever their numbers are shown, beside what they say of their images themselves. A run
    /// that is here already counts once, and one of several lanes is named and left out. Returns how
    /// many there are.
    pub fn add(&mut self, folder: &Path, note: Option<&str>) -> Result<usize, String> {
        let cannot = |error| format!("cannot read {}: {error}", folder.display());
        let mut found = 0;
        for entry in fs::read_dir(folder).map_err(cannot)? {
            let entry = entry.map_err(cannot)?;
            let name = entry.file_name();
            let unfinished = name.to_string_lossy().starts_with(UNFINISHED);
            if !unfinished && entry.path().join(record::FILE).is_file() {
                let run = match read(&entry.path()) {
                    Ok(run) => run,
                    // Another's folder may hold anything; our own is not to be trained over in silence.
                    Err(why) if *folder != self.folder => {
                        eprintln!("left out: {why}");
                        continue;
                    }
                    Err(why) => return Err(format!("{why}; remove it, and it is trained again")),
                };
                let Some(mut run) = run else {
                    eprintln!(
                        "left out: {}: its lanes were trained in one run; the tables are of runs of one \
                         lane",
                        entry.path().display()
                    );
                    continue;
                };
                run.note = both(note, run.note.as_deref());
                found += 1;
                match self.finished.iter_mut().find(|known| known.run == run.run) {
                    Some(known) => known.note = known.note.take().or(run.note),
                    None => self.finished.push(run),
                }
            }
        }
        Ok(found)
    }

    /// Whether the run is finished.
    pub fn has(&self, run: &Run) -> bool {
        self.finished.iter().any(|finished| finished.run == *run)
    }

    /// The finished runs of an experiment, by seed; where there is none, those that were trained the
    /// longest of the same with fewer epochs.
    pub fn of(&self, experiment: &Experiment) -> Vec<&Finished> {
        let trained = self.finished.iter().filter(|finished| {
            let mut longer = (*finished.run.experiment).clone();
            longer.epochs = experiment.epochs;
            finished.trained() <= experiment.epochs && longer == **experiment
        });
        let most = trained.clone().map(Finished::trained).max();
        let mut runs: Vec<_> = trained
            .filter(|finished| Some(finished.trained()) == most)
            .collect();
        runs.sort_by_key(|finished| finished.seed());
        runs
    }

    /// Trains a run to its end, from where it was stopped before. The images are read when first
    /// needed, and kept in `dataset`: all runs of a plan use the same ones.
    pub fn train(
        &mut self,
        run: &Run,
        files: &[PathBuf],
        dataset: &mut Option<Loaded>,
    ) -> Result<Kept, String> {
        let experiment = run.seeded();
        let images = || match dataset {
            Some(loaded) => Ok(loaded.clone()),
            None => {
                let loaded = data::load(&experiment, files)?;
                Ok(dataset.insert(loaded).clone())
            }
        };
        let kept = keep(
            &experiment,
            &self.folder,
            images,
            &How::default(),
            |_, _| Ok(()),
        )?;
        if matches!(kept, Kept::Before(_) | Kept::Now { .. }) {
            let place = Store::create(&self.folder)?.place(&experiment);
            self.finished.extend(read(&place)?);
        }
        Ok(kept)
    }
}

/// What was asked to be said, and what the run says of its images.
fn both(asked: Option<&str>, own: Option<&str>) -> Option<String> {
    match (asked, own) {
        (Some(asked), Some(own)) if asked != own => Some(format!("{asked} {own}")),
        (asked, own) => asked.or(own).map(str::to_owned),
    }
}

/// Reads a finished run; none if it has several lanes. An error says what is wrong with its folder.
fn read(folder: &Path) -> Result<Option<Finished>, String> {
    let text = |name: &str| {
        fs::read_to_string(folder.join(name)).map_err(|error| format!("{name}: {error}"))
    };
    let run = || -> Result<Option<Finished>, String> {
        let experiment = parse(text("experiment.txt")?.trim()).experiment;
        let experiment = experiment.map_err(|errors| format!("experiment.txt: {}", errors[0]))?;
        if experiment.lanes.len() != 1 {
            return Ok(None);
        }
        let record: Record =
            serde_json::from_str(&text(record::FILE)?).map_err(|why| format!("run.json: {why}"))?;
        let epochs =
            Epochs::read(&text("epochs.csv")?).map_err(|why| format!("epochs.csv: {why}"))?;
        if epochs.rows.len() != experiment.epochs as usize + 1 {
            return Err(format!(
                "epochs.csv: {} epochs are missing or too many",
                epochs.rows.len().abs_diff(experiment.epochs as usize + 1)
            ));
        }
        Ok(Some(Finished {
            run: Run {
                seed: experiment.seed,
                experiment: with_seed(&experiment, 1),
            },
            maker: record.maker,
            note: record.copy,
            epochs,
        }))
    };
    run().map_err(|why| {
        let folder = folder.display();
        format!("{folder} is no finished run ({why})")
    })
}

/// The numbers of one lane's `epochs.csv`, epoch 0 first.
pub struct Epochs {
    columns: Vec<String>,
    rows: Vec<Vec<Option<f64>>>,
}

impl Epochs {
    fn read(text: &str) -> Result<Self, String> {
        let mut lines = text.lines();
        let columns: Vec<String> = lines
            .next()
            .unwrap_or_default()
            .split(',')
            .map(str::to_owned)
            .collect();
        let rows: Vec<Vec<_>> = lines
            .map(|line| line.split(',').map(|field| field.parse().ok()).collect())
            .collect();
        if let Some(bad) = rows.iter().position(|row| row.len() != columns.len()) {
            return Err(format!("line {} has not the header's columns", bad + 2));
        }
        let epochs = Self { columns, rows };
        let numbered = (0..epochs.rows.len()).all(|i| epochs.at("epoch", i) == Some(i as f64));
        numbered
            .then_some(epochs)
            .ok_or("the epochs are not 0, 1, 2 …".into())
    }

    /// The value of a column in an epoch, if there is one.
    pub fn at(&self, column: &str, epoch: usize) -> Option<f64> {
        let column = self.columns.iter().position(|name| name == column)?;
        self.rows.get(epoch)?[column]
    }

    /// The mean of a column over the last ten epochs, or over all but epoch 0 of a shorter run.
    pub fn late(&self, column: &str) -> Option<f64> {
        let n = self.rows.len();
        let late = n.saturating_sub(10).max(1)..n;
        let values: Vec<f64> = late
            .map(|epoch| self.at(column, epoch))
            .collect::<Option<_>>()?;
        (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
    }
}
