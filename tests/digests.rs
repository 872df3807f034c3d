//! Golden digests: experiments of every kind, whose bits must never change unawares.
//!
//! The same file is read by the tests in Node and in both browsers, so all of them agree. After a
//! wanted change of the numbers (which raises the experiment's version once there is a release),
//! `UPDATE_DIGESTS=1 cargo test --test tests digests` writes the file anew.

use std::collections::BTreeMap;
use std::sync::Arc;

use censet::dataset::{Dataset, Shape, Split};
use censet::experiment::{Count, Experiment, VERSION, edit, parse};
use censet::trainer::{Phase, Trainer};
use ndarray::Array2;
use serde::{Deserialize, Serialize};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/digests.json");

#[derive(Debug, Deserialize, PartialEq, Serialize)]
struct Golden {
    experiment: String,
    /// Whether the images are [`noise`] of the dataset's shape, as of one that is not at hand.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    noise: bool,
    digests: BTreeMap<String, String>,
}

fn valid(text: &str) -> Experiment {
    let experiment = parse(text).experiment;
    experiment.unwrap_or_else(|errors| panic!("{text}: {errors:?}"))
}

/// The images of an experiment.
fn dataset(experiment: &Experiment, noise: bool) -> Arc<Dataset> {
    let (train, test) = (experiment.train, experiment.test);
    if !noise {
        return Arc::new(Dataset::garments(train, test, experiment.side));
    }
    let shape = Shape {
        height: 32,
        width: 32,
        channels: 3,
    };
    let mut state = 1_u32;
    let mut split = |count| {
        let Count::First(n) = count else {
            panic!("noise is of a number of images")
        };
        let n = n as usize;
        let images = Array2::from_shape_simple_fn((n, shape.pixels()), || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        });
        let labels = (0..n).map(|i| (i % 10) as u8).collect();
        Split { images, labels }
    };
    let (train, test) = (split(train), split(test));
    let dataset = Dataset {
        shape,
        classes: (0..10).map(|class| class.to_string()).collect(),
        train,
        test,
    };
    Arc::new(dataset.select(Count::All, Count::All, experiment.side))
}

/// The last digest of a lane; `between` is called before each piece of work.
fn finish(mut trainer: Trainer, mut between: impl FnMut(Trainer) -> Trainer) -> String {
    let mut digest = String::new();
    while trainer.phase() != Phase::Finished {
        trainer = between(trainer);
        if let Some(report) = trainer.advance().report {
            digest = report.digest;
        }
    }
    digest
}

fn digests(
    Golden {
        experiment, noise, ..
    }: &Golden,
) -> BTreeMap<String, String> {
    let experiment = valid(experiment);
    let dataset = dataset(&experiment, *noise);
    let lanes = 0..experiment.lanes.len();
    lanes
        .map(|lane| {
            let trainer = Trainer::new(experiment.clone(), lane, Arc::clone(&dataset));
            (trainer.lane_name(), finish(trainer, |trainer| trainer))
        })
        .collect()
}

fn golden() -> Vec<Golden> {
    serde_json::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap()
}

/// Stopped and restored in every phase of every epoch.
#[test]
fn interruptions_change_no_digest() {
    for golden in golden() {
        let experiment = valid(&golden.experiment);
        let dataset = dataset(&experiment, golden.noise);
        for lane in 0..experiment.lanes.len() {
            let trainer = Trainer::new(experiment.clone(), lane, Arc::clone(&dataset));
            let name = trainer.lane_name();
            let mut phase = None;
            let found = finish(trainer, |trainer| {
                if phase.replace((trainer.epoch(), trainer.phase())) == phase {
                    return trainer;
                }
                let dataset = Arc::clone(&dataset);
                let state = trainer.state();
                Trainer::restore(experiment.clone(), lane, dataset, state).unwrap()
            });
            assert_eq!(found, golden.digests[&name], "{name} of {experiment}");
        }
    }
}

/// A lane alone gives what it gives beside others.
#[test]
fn lanes_do_not_change_one_another() {
    for golden in &golden()[..2] {
        let together = valid(&golden.experiment);
        for (lane, of) in together.lanes.iter().enumerate() {
            let text = edit(&golden.experiment, "lanes", Some(&of.to_string()));
            let alone = valid(&text);
            let dataset = dataset(&alone, golden.noise);
            let trainer = Trainer::new(alone, 0, dataset);
            let found = finish(trainer, |trainer| trainer);
            assert_eq!(found, golden.digests[&together.lane_name(lane)], "{text}");
        }
    }
}

/// Every golden experiment names the version whose numbers it holds: when that is raised, none of
/// them parses, and the file has to be made anew.
#[test]
fn golden_digests_are_of_this_version() {
    for Golden { experiment, .. } in golden() {
        assert!(
            experiment.starts_with(&format!("v={VERSION}&")),
            "{experiment}"
        );
        let next = experiment.replacen(&format!("v={VERSION}"), &format!("v={}", VERSION + 1), 1);
        let error = &parse(&next).experiment.unwrap_err()[0];
        assert_eq!(error.field, "v");
        assert!(error.allowed.contains("may give other numbers"), "{error}");
    }
}

#[test]
fn golden_digests() {
    let golden = golden();
    assert!(golden.len() >= 10);
    let found: Vec<Golden> = golden
        .iter()
        .map(|golden| Golden {
            experiment: golden.experiment.clone(),
            noise: golden.noise,
            digests: digests(golden),
        })
        .collect();
    if std::env::var_os("UPDATE_DIGESTS").is_some() {
        let text = serde_json::to_string_pretty(&found).unwrap();
        std::fs::write(FILE, text + "\n").unwrap();
        return;
    }
    for (found, golden) in found.iter().zip(&golden) {
        assert_eq!(found, golden);
    }
}
