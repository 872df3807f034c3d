//! Golden digests: experiments of every kind, extreme ones among them, whose bits must never change
//! unawares.
//!
//! The same file is read by the tests in Node and in both browsers, so all of them agree. After a
//! wanted change of the numbers (which raises the experiment's version once there is a release),
//! `UPDATE_DIGESTS=1 cargo test --test tests digests` writes the file anew.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use censet::dataset::Dataset;
use censet::digest::digest;
use censet::experiment::{Count, Experiment, VERSION, edit, parse};
use censet::network::Network;
use censet::trainer::{Phase, Trainer};
use serde::{Deserialize, Serialize};

use crate::common;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/digests.json");

#[derive(Debug, Deserialize, PartialEq, Serialize)]
struct Golden {
    experiment: String,
    /// Whether the images are [`common::noise`] of the dataset's shape, as of one that is not at hand.
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
    Arc::new(match (noise, train, test) {
        (false, ..) => Dataset::garments(train, test, experiment.side),
        (true, Count::First(train), Count::First(test)) => common::noise(
            experiment.data,
            train as usize,
            test as usize,
            experiment.side,
        ),
        _ => panic!("noise is of a number of images"),
    })
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

/// The golden experiment with this in its text.
fn extreme(text: &str) -> Golden {
    let mut all = golden().into_iter();
    all.find(|golden| golden.experiment.contains(text)).unwrap()
}

/// The networks that the lanes end with.
fn networks(golden: &Golden) -> Vec<Network> {
    let experiment = valid(&golden.experiment);
    let dataset = dataset(&experiment, golden.noise);
    let lanes = 0..experiment.lanes.len();
    lanes
        .map(|lane| {
            let mut trainer = Trainer::new(experiment.clone(), lane, Arc::clone(&dataset));
            while trainer.phase() != Phase::Finished {
                trainer.advance();
            }
            trainer.network().clone()
        })
        .collect()
}

#[test]
fn without_connections_only_the_output_layer_learns() {
    let golden = extreme("epsilon=1e-300");
    let networks = networks(&golden);
    assert_eq!(networks.len(), 4);
    for network in &networks {
        let (output, sparse) = network.layers.split_last().unwrap();
        assert!(sparse.iter().all(|layer| layer.connections.is_empty()));
        assert_eq!(output.connections.len(), 80);
        assert!(output.bias_velocities.iter().any(|v| *v != 0.0));
    }
    // No method has anything to rewire.
    let digests: BTreeSet<_> = golden.digests.into_values().collect();
    assert_eq!(digests.len(), 1);
}

#[test]
fn a_density_beyond_every_place_is_the_dense_network() {
    let golden = extreme("epsilon=10000");
    assert_eq!(golden.digests["static"], golden.digests["mlp"]);
    let networks = networks(&golden);
    let of = |lane: usize| &networks[lane].layers[0].connections;
    assert_eq!([of(0).len(), of(1).len()], [49 * 9; 2]);
    // In the last epoch SET cuts, and nothing grows.
    assert!(of(2).len() < 49 * 9);
}

#[test]
fn a_batch_beyond_the_images_is_all_of_them() {
    let golden = extreme("batch=10000");
    let text = edit(&golden.experiment, "batch", Some("37"));
    assert_eq!(valid(&text).train, Count::First(37));
    let same = Golden {
        experiment: text,
        ..golden
    };
    assert_eq!(digests(&same), same.digests);
}

#[test]
fn all_weights_go_with_a_zeta_of_one() {
    let networks = networks(&extreme("set:zeta=1"));
    let left = |lane: usize| -> usize {
        let layers = networks[lane].rewirable().iter();
        layers.map(|layer| layer.connections.len()).sum()
    };
    assert_eq!([left(1), left(2)], [0, 0]);
    assert!(left(0) > 800);
}

/// What is no number has many forms of bits, and which of them comes out differs between machines.
#[test]
fn networks_that_diverge_are_among_the_golden_ones() {
    for text in ["preset=described&data=garments&train=300", "batch=20&lr=10"] {
        for network in networks(&extreme(text)) {
            let output = network.layers.last().unwrap();
            assert!(output.connections.weights().iter().all(|w| w.is_nan()));
        }
    }
    let mut network = networks(&extreme("train=1&")).remove(0);
    let mut named = |bits: u32| {
        network.layers[0].biases[0] = f32::from_bits(bits);
        digest(&network)
    };
    let nan = named(0x7fc0_0000);
    for other in [0xffc0_0000, 0x7f80_0001, 0xffff_ffff] {
        assert_eq!(named(other), nan, "{other:x}");
    }
    for number in [0, 0x8000_0000, 0x7f80_0000, 0xff80_0000] {
        assert_ne!(named(number), nan, "{number:x}");
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
