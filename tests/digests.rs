//! Golden digests: experiments of every kind, whose bits must never change unawares.
//!
//! The same file is read by the tests in Node and in both browsers, so all of them agree. After a
//! wanted change of the numbers (which raises the experiment's version once there is a release),
//! `UPDATE_DIGESTS=1 cargo test --test digests` writes the file anew.

use std::collections::BTreeMap;
use std::sync::Arc;

use censet_lab::dataset::Dataset;
use censet_lab::experiment::parse;
use censet_lab::trainer::{Phase, Trainer};
use serde::{Deserialize, Serialize};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/digests.json");

#[derive(Debug, Deserialize, PartialEq, Serialize)]
struct Golden {
    experiment: String,
    digests: BTreeMap<String, String>,
}

fn digests(text: &str) -> BTreeMap<String, String> {
    let experiment = parse(text)
        .experiment
        .unwrap_or_else(|errors| panic!("{text}: {errors:?}"));
    let (train, test) = (experiment.train, experiment.test);
    let dataset = Arc::new(Dataset::garments(train, test, experiment.side));
    (0..experiment.lanes.len())
        .map(|lane| {
            let mut trainer = Trainer::new(experiment.clone(), lane, Arc::clone(&dataset));
            let mut digest = String::new();
            while trainer.phase() != Phase::Finished {
                if let Some(report) = trainer.advance().report {
                    digest = report.digest;
                }
            }
            (trainer.lane_name(), digest)
        })
        .collect()
}

#[test]
fn golden_digests() {
    let golden: Vec<Golden> =
        serde_json::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap();
    assert!(golden.len() >= 6);
    let found: Vec<Golden> = golden
        .iter()
        .map(|Golden { experiment, .. }| Golden {
            experiment: experiment.clone(),
            digests: digests(experiment),
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
