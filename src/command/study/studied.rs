//! What a study has measured: the contents of `studied.json`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use censet::experiment::Experiment;
use censet::search::Paired;
use serde::{Deserialize, Serialize};

use super::super::finished;
use super::super::record::Maker;
use super::super::store::Store;
use super::importance::{self, KnockedOut};
use super::plan::Plan;

/// Runs, and what they say of the rules.
#[derive(Default, Deserialize, Serialize)]
pub struct Studied {
    /// What the file is.
    about: String,
    /// What wrote it.
    #[serde(flatten)]
    maker: Option<Maker>,
    /// What each tuning found, the best first.
    pub tunings: Vec<Tuned>,
    /// The rules under each regime.
    pub results: Vec<Measured>,
    /// The comparisons under each regime.
    pub comparisons: Vec<Compared>,
    /// Networks that lost their neurons, by their experiment.
    #[serde(default)]
    pub importance: BTreeMap<String, Vec<KnockedOut>>,
    /// Every run, by its experiment.
    runs: BTreeMap<String, Run>,
}

/// A run that is finished.
#[derive(Clone, Deserialize, Serialize)]
struct Run {
    /// Mean accuracy on the test images over the last ten epochs, of fewer than thirty the last third; percent.
    accuracy: f64,
    /// The same on the images that are held back, if some are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    validation: Option<f64>,
    /// The digest of the network after the last epoch.
    digest: String,
    /// What must be said of the images, if they are not the official ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    copy: Option<String>,
}

/// A setting that was tried.
#[derive(Deserialize, Serialize)]
pub struct Tuned {
    /// The tuning.
    pub tuning: String,
    /// The lane.
    pub lane: String,
    /// Mean accuracy on the images that are held back, by seed; percent.
    pub validation: Vec<f64>,
}

impl Tuned {
    /// The mean over the seeds.
    pub fn mean(&self) -> f64 {
        self.validation.iter().sum::<f64>() / self.validation.len() as f64
    }
}

/// A rule under a regime.
#[derive(Deserialize, Serialize)]
pub struct Measured {
    /// The regime.
    pub regime: String,
    /// The rule.
    pub rule: String,
    /// The seeds that are finished.
    pub seeds: Vec<u32>,
    /// Accuracy on the test images as in a run, by seed; percent.
    pub accuracy: Vec<f64>,
}

/// A rule beside another one under a regime.
#[derive(Deserialize, Serialize)]
pub struct Compared {
    /// The regime.
    pub regime: String,
    /// The rule.
    pub rule: String,
    /// What it is compared with.
    pub against: String,
    /// How far it is above, over the seeds that both have.
    #[serde(flatten)]
    pub paired: Paired,
}

impl Studied {
    /// Reads what a study wrote.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn read(path: &Path) -> Result<Self, String> {
        let fail = |why: String| format!("{}: {why}", path.display());
        let text = fs::read_to_string(path).map_err(|error| fail(error.to_string()))?;
        let studied: Self = serde_json::from_str(&text).map_err(|error| {
            fail(format!(
                "{error}; it is no file that study wrote, or damaged"
            ))
        })?;
        match studied
            .importance
            .iter()
            .find(|(_, lanes)| !importance::is_whole(lanes))
        {
            Some((text, _)) => Err(fail(format!("{text}: its importance is not whole"))),
            None => Ok(studied),
        }
    }

    /// Whether a run has been measured.
    pub fn has(&self, run: &Experiment) -> bool {
        self.runs.contains_key(&run.to_string())
    }

    /// Adds what another file knows. A run that both know with other bits is an error.
    pub fn join(&mut self, other: Self) -> Result<(), String> {
        for (text, run) in other.runs {
            self.know(text, run)?;
        }
        self.importance.extend(other.importance);
        Ok(())
    }

    fn know(&mut self, text: String, run: Run) -> Result<(), String> {
        match self.runs.get(&text) {
            Some(known) if known.digest != run.digest => Err(format!(
                "{text}: its digest is {}, and the one that is known is {}",
                run.digest, known.digest
            )),
            Some(_) => Ok(()),
            None => {
                self.runs.insert(text, run);
                Ok(())
            }
        }
    }

    /// Adds the networks among these that have lost their neurons in this folder.
    pub fn add_importance(&mut self, out: &Path, wanted: &[Experiment]) -> Result<(), String> {
        for run in wanted {
            let text = run.to_string();
            if !self.importance.contains_key(&text)
                && let Some(found) = importance::found(run, out)?
            {
                self.importance.insert(text, found);
            }
        }
        Ok(())
    }

    /// Adds the finished runs among these. One that is known with other bits is an error.
    pub fn add(&mut self, store: &Store, wanted: &[Experiment]) -> Result<(), String> {
        for run in wanted {
            if store.finished(run)?.is_none() {
                continue;
            }
            let folder = store.place(run);
            let lanes = finished::read(&folder)?;
            let [lane] = &lanes[..] else {
                unreachable!("the plan has runs of one network");
            };
            let found = Run {
                accuracy: lane.accuracy_mean,
                validation: lane.validation.as_ref().map(|held| held.accuracy_mean),
                digest: lane.digest.clone(),
                copy: lane.copy.clone(),
            };
            self.know(run.to_string(), found)
                .map_err(|why| format!("{}: {why}", folder.display()))?;
        }
        Ok(())
    }

    /// Compares the runs as the plan says.
    pub fn compare(&mut self, plan: &Plan) {
        self.about = "Written by `censet-lab study`, not by hand.".into();
        self.maker = Some(Maker::here());
        self.tunings = plan.tunings.iter().flat_map(|t| self.tuned(t)).collect();
        self.results = Vec::new();
        self.comparisons = Vec::new();
        for regime in &plan.regimes {
            for lane in &regime.lanes {
                let finished = |run: &&Experiment| self.has(run);
                let runs: Vec<_> = lane.experiments.iter().filter(finished).collect();
                if !runs.is_empty() {
                    let accuracy = runs.iter().map(|run| self.runs[&run.to_string()].accuracy);
                    let measured = Measured {
                        regime: regime.id.clone(),
                        rule: lane.rule.clone(),
                        seeds: runs.iter().map(|run| run.seed).collect(),
                        accuracy: accuracy.collect(),
                    };
                    self.results.push(measured);
                }
            }
            for comparison in &plan.comparisons {
                let of = |rule: &str| {
                    let mut results = self.results.iter();
                    results.find(|found| found.regime == regime.id && found.rule == rule)
                };
                let (Some(one), Some(other)) = (of(&comparison.rule), of(&comparison.against))
                else {
                    continue;
                };
                if let Some(paired) = Paired::of(&differences(one, other)) {
                    self.comparisons.push(Compared {
                        regime: regime.id.clone(),
                        rule: comparison.rule.clone(),
                        against: comparison.against.clone(),
                        paired,
                    });
                }
            }
        }
    }

    /// What a tuning found, the best first.
    fn tuned(&self, tuning: &super::plan::Tuning) -> Vec<Tuned> {
        let mut found: Vec<Tuned> = Vec::new();
        for run in &tuning.experiments {
            let known = self.runs.get(&run.to_string());
            let Some(held) = known.and_then(|known| known.validation) else {
                continue;
            };
            let lane = run.lane_name(0);
            match found.iter_mut().find(|tuned| tuned.lane == lane) {
                Some(tuned) => tuned.validation.push(held),
                None => found.push(Tuned {
                    tuning: tuning.id.clone(),
                    lane,
                    validation: vec![held],
                }),
            }
        }
        found.sort_by(|a, b| b.mean().total_cmp(&a.mean()));
        found
    }

    /// The contents of the file.
    pub fn json(&self) -> String {
        let text = serde_json::to_string_pretty(self).expect("plain data");
        format!("{text}\n")
    }
}

/// How far one is above the other, for each seed that both have.
fn differences(one: &Measured, other: &Measured) -> Vec<f64> {
    let pairs = one.seeds.iter().zip(&one.accuracy);
    pairs
        .filter_map(|(seed, accuracy)| {
            let at = other.seeds.iter().position(|known| known == seed)?;
            Some(accuracy - other.accuracy[at])
        })
        .collect()
}
