//! One finished lane, and how it counts.

use serde::{Deserialize, Serialize};

use super::welch::moments;
use super::window;
use crate::Refused;
use crate::experiment::{Experiment, parse};

/// What is said of the images is a sentence: bytes of it at most.
const MOST_SAID: usize = 500;

/// One finished lane.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// Canonical text of the experiment that has this lane alone, see [`Experiment::solo`].
    pub experiment: String,
    /// The lane's name.
    pub lane: String,
    /// The seed.
    pub seed: u32,
    /// Epochs trained.
    pub epochs: u32,
    /// Mean accuracy of the last epochs, as many as [`window()`] says; percent.
    pub accuracy_mean: f64,
    /// Population standard deviation over the same epochs.
    pub accuracy_std: f64,
    /// Connections before the output layer after the last epoch.
    pub connections: u64,
    /// Digest of the network after the last epoch.
    pub digest: String,
    /// Accuracy of every epoch from 0, the untrained network's; percent.
    pub accuracy: Vec<f64>,
    /// The same of the images that are held back, if some are: what runs are then compared by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validation: Option<Held>,
    /// What must be said of the images, if they are not the official ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy: Option<String>,
}

/// How a lane did on the images that are held back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Held {
    /// As [`Run::accuracy_mean`].
    pub accuracy_mean: f64,
    /// As [`Run::accuracy_std`].
    pub accuracy_std: f64,
    /// As [`Run::accuracy`].
    pub accuracy: Vec<f64>,
}

impl Held {
    /// Of the accuracy of every epoch from 0.
    ///
    /// Panics if no epoch was trained.
    fn new(accuracy: Vec<f64>) -> Self {
        let (accuracy_mean, accuracy_std) = of_last(&accuracy);
        Self {
            accuracy_mean,
            accuracy_std,
            accuracy,
        }
    }
}

/// Mean and population standard deviation of the accuracy of the last epochs, of which there are some.
fn of_last(accuracy: &[f64]) -> (f64, f64) {
    let trained = &accuracy[1..];
    assert!(!trained.is_empty(), "a run has epochs");
    let last = &trained[trained.len() - window(trained.len())..];
    let (mean, variance) = moments(last);
    (mean, variance.sqrt())
}

impl Run {
    /// The run of `experiment`, which has one lane. `accuracy` begins with epoch 0, and so does
    /// `validation`, which is there if images are held back.
    ///
    /// Panics if there is more than one lane, or no epoch was trained, or `validation` is not there when
    /// images are held back.
    pub fn new(
        experiment: &Experiment,
        accuracy: Vec<f64>,
        validation: Option<Vec<f64>>,
        connections: u64,
        digest: &str,
    ) -> Self {
        assert_eq!(experiment.lanes.len(), 1, "a run is one lane");
        let held = experiment.validation.is_some();
        assert_eq!(validation.is_some(), held, "accuracy on what is held back");
        let (accuracy_mean, accuracy_std) = of_last(&accuracy);
        Self {
            experiment: experiment.to_string(),
            lane: experiment.lane_name(0),
            seed: experiment.seed,
            epochs: accuracy.len() as u32 - 1,
            accuracy_mean,
            accuracy_std,
            connections,
            digest: digest.into(),
            accuracy,
            validation: validation.map(Held::new),
            copy: None,
        }
    }
}

impl Run {
    /// The accuracy that runs are compared by, as the paper's tables have it: of the images that are held
    /// back, or where none are, of the test images.
    pub fn decisive(&self) -> f64 {
        match &self.validation {
            Some(held) => held.accuracy_mean,
            None => self.accuracy_mean,
        }
    }

    /// A run that came from a file, its means computed anew.
    ///
    /// # Errors
    /// If it is not the finished run of a valid experiment with one lane.
    pub fn checked(self) -> Result<Self, Refused> {
        let experiment = parse(&self.experiment).experiment;
        let experiment = experiment
            .ok()
            .filter(|experiment| experiment.lanes.len() == 1)
            .filter(|experiment| experiment.solo(0).to_string() == self.experiment)
            .ok_or_else(|| {
                let start: String = self.experiment.chars().take(60).collect();
                format!("{start:?} is not the canonical text of an experiment with one lane")
            })?;
        let percent = |accuracy: &f64| (0.0..=100.0).contains(accuracy);
        let hex = |digest: &str| {
            digest.len() <= 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit())
        };
        if self
            .copy
            .as_ref()
            .is_some_and(|copy| copy.len() > MOST_SAID)
        {
            return Err(
                format!("what the run of {experiment} says of its images is too long").into(),
            );
        }
        let held = self.validation.as_ref();
        let curves = [Some(&self.accuracy), held.map(|held| &held.accuracy)];
        let whole = |curve: &Vec<f64>| {
            curve.len() == experiment.epochs as usize + 1 && curve.iter().all(percent)
        };
        if !curves.into_iter().flatten().all(whole)
            || held.is_some() != experiment.validation.is_some()
            || !hex(&self.digest)
        {
            return Err(format!(
                "the run of {experiment} lacks epochs, or its numbers make no sense"
            )
            .into());
        }
        let Self {
            accuracy,
            validation,
            connections,
            digest,
            copy,
            ..
        } = self;
        let validation = validation.map(|held| held.accuracy);
        let run = Self::new(&experiment, accuracy, validation, connections, &digest);
        Ok(Self { copy, ..run })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn run(text: &str, accuracy: f64) -> Run {
        let experiment = parse(text).experiment.unwrap();
        Run::new(&experiment, vec![10.0, accuracy], None, 99, "0")
    }

    /// One that holds images back, on which it had another accuracy.
    pub fn held_back(text: &str, accuracy: f64, validation: f64) -> Run {
        let experiment = parse(text).experiment.unwrap();
        let validation = Some(vec![11.0, validation]);
        Run::new(&experiment, vec![10.0, accuracy], validation, 99, "0")
    }

    #[test]
    fn a_run_counts_its_last_epochs() {
        let experiment = parse("lanes=set&epochs=12").experiment.unwrap();
        let accuracy = (0..=12).map(f64::from).collect();
        let run = Run::new(&experiment, accuracy, None, 5, "d");
        assert_eq!((run.epochs, run.accuracy_mean), (12, 10.5));
        assert!((run.accuracy_std - 1.25f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn a_run_from_a_file_is_looked_at() {
        let good = Run {
            epochs: 7,
            accuracy_mean: -1.0,
            copy: Some("A copy.".into()),
            ..run("lanes=set&epochs=1", 80.0)
        };
        let checked = good.clone().checked().unwrap();
        assert_eq!(checked.copy, good.copy);
        assert_eq!((checked.epochs, checked.accuracy_mean), (1, 80.0));
        let held = held_back("lanes=set&epochs=1&validation=5", 80.0, 79.0);
        assert_eq!(held.clone().checked().unwrap(), held);
        for bad in [
            Run {
                experiment: "v=1".into(),
                ..good.clone()
            },
            Run {
                experiment: "<b>".into(),
                ..good.clone()
            },
            Run {
                accuracy: vec![1.0],
                ..good.clone()
            },
            Run {
                accuracy: vec![1.0, f64::NAN],
                ..good.clone()
            },
            Run {
                copy: Some("a".repeat(501)),
                ..good.clone()
            },
            Run {
                validation: Some(Held::new(vec![11.0, 79.0])),
                ..good.clone()
            },
            Run {
                validation: None,
                ..held_back("lanes=set&epochs=1&validation=5", 80.0, 79.0)
            },
            Run {
                validation: Some(Held::new(vec![11.0, 101.0])),
                ..held_back("lanes=set&epochs=1&validation=5", 80.0, 79.0)
            },
            Run {
                digest: "<b>".into(),
                ..good
            },
        ] {
            assert!(bad.clone().checked().is_err(), "{bad:?}");
        }
    }
}
