//! The phases of an epoch one by one: how they are counted and what is known between them.

use std::sync::Arc;

use censet::dataset::Dataset;
use censet::digest::digest;
use censet::experiment::parse;
use censet::rewiring::METHODS;
use censet::trainer::{EpochReport, PHASES, Phase, SoFar, Trainer};

const SMALL: &str = "train=600&test=200&side=7&hidden=30-20&epsilon=6&epochs=3&k=0.2";

fn lane(text: &str) -> Trainer {
    let experiment = parse(text).experiment.unwrap();
    let (train, test, side) = (experiment.train, experiment.test, experiment.side);
    let dataset = Arc::new(Dataset::garments(train, test, side));
    Trainer::new(experiment, 0, dataset)
}

/// Works until so many phases are done.
fn reach(lane: &mut Trainer, phases: u32) -> Option<EpochReport> {
    let mut report = None;
    while lane.phases_done().is_none_or(|done| done < phases) {
        report = lane.advance().report.or(report);
    }
    report
}

#[test]
fn four_phases_an_epoch_are_counted_one_by_one() {
    for method in METHODS.iter().map(|method| method.id) {
        let mut lane = lane(&format!("{SMALL}&lanes={method}"));
        assert_eq!(lane.phases_done(), None);
        let mut last = None;
        while lane.phase() != Phase::Finished {
            lane.advance();
            let done = lane.phases_done();
            assert!(done == last || done == Some(last.map_or(0, |n| n + 1)));
            last = done;
        }
        assert_eq!(last, Some(3 * PHASES), "{method}");
    }
}

#[test]
fn what_is_known_between_phases_is_what_the_report_says_later() {
    for method in ["mlp", "set", "accset", "censet", "censet:scope=layer"] {
        let mut lane = lane(&format!("{SMALL}&lanes={method}"));
        reach(&mut lane, 0);
        assert_eq!(lane.so_far(), None, "epoch 0 has no phases");
        for epoch in 1..=3 {
            let start = PHASES * (epoch - 1);
            let known: Vec<SoFar> = (1..PHASES)
                .map(|phase| {
                    reach(&mut lane, start + phase);
                    let known = lane.so_far().expect("between two phases");
                    assert_eq!(known.digest, digest(lane.network()));
                    assert_eq!(known.connections, lane.network().connections());
                    known
                })
                .collect();
            let report = reach(&mut lane, start + PHASES).expect("the epoch's end");
            assert_eq!(lane.so_far(), None);
            let [trained, scored, pruned] = &known[..] else {
                panic!("three moments within an epoch");
            };
            for known in &known {
                assert_eq!((known.epoch, &known.lane), (epoch, &report.lane));
                assert_eq!(known.train_loss, report.train_loss);
                assert_eq!(known.test_accuracy, report.test_accuracy);
            }
            assert_eq!(trained.phase, Phase::Train);
            assert_eq!(
                (trained.lc, trained.pruned_neurons, trained.removed),
                (None, None, None)
            );
            assert_eq!(scored.phase, Phase::Score);
            assert_eq!(scored.lc, Some((report.lc_mean, report.lc_std)));
            assert_eq!(scored.pruned_neurons, Some(report.pruned_neurons));
            assert_eq!((scored.removed, &scored.digest), (None, &trained.digest));
            assert_eq!(pruned.phase, Phase::Prune);
            assert_eq!(pruned.removed, Some(report.removed));
            assert_eq!(scored.connections - pruned.connections, report.removed);
            assert_eq!(report.connections - pruned.connections, report.grown);
        }
    }
}

/// Whoever waits for the cut can stop in between, and goes on elsewhere with the same bits.
#[test]
fn gradients_of_all_places_come_in_pieces() {
    let text = "train=100&test=20&side=7&hidden=400-400&epsilon=2&epochs=3&lanes=rigl";
    let mut lane = lane(text);
    reach(&mut lane, 2);
    assert_eq!(lane.phase(), Phase::Prune);
    let saved = format!("{:?}", lane.state());
    let mut pieces = Vec::new();
    for _ in 0..8 {
        let progress = lane.advance();
        pieces.push((progress.done, progress.of));
    }
    assert!(lane.is_within_phase());
    // What has been seen of them is not saved.
    assert_eq!(format!("{:?}", lane.state()), saved);
    let (experiment, dataset) = (lane.experiment().clone(), lane.dataset().clone());
    let state = lane.state();
    let resumed = Trainer::restore(experiment, 0, Arc::new(dataset), state);
    let mut resumed = resumed.unwrap();
    while lane.phase() == Phase::Prune {
        let progress = lane.advance();
        pieces.push((progress.done, progress.of));
    }
    // Of each layer the five tiles of a batch; then all the places of the first, those of the second in four.
    let seen = [[0; 5], [400; 5]].concat();
    let tiles = seen.iter().map(|&done| (done, 800));
    let mut expected: Vec<_> = tiles.collect();
    expected.insert(5, (400, 800));
    expected.extend([500, 600, 700, 800].map(|done| (done, 800)));
    assert_eq!(pieces, expected);
    let report = |lane: &mut Trainer| reach(lane, PHASES).unwrap();
    assert_eq!(report(&mut resumed), report(&mut lane));
}

/// So may the draws of where connections grow.
#[test]
fn places_are_drawn_in_pieces() {
    for method in ["l3", "censet:grow=central"] {
        let text = "train=100&test=20&side=7&hidden=600-700&epsilon=2&epochs=3&k=0.2&lanes=";
        let mut lane = lane(&format!("{text}{method}"));
        reach(&mut lane, 3);
        assert_eq!(lane.phase(), Phase::Regrow);
        let saved = format!("{:?}", lane.state());
        let progress = lane.advance();
        assert_eq!((progress.done, progress.of), (600, 1300), "{method}");
        assert!(lane.is_within_phase() && progress.report.is_none());
        assert_eq!(format!("{:?}", lane.state()), saved);
        let (experiment, dataset) = (lane.experiment().clone(), lane.dataset().clone());
        let resumed = Trainer::restore(experiment, 0, Arc::new(dataset), lane.state());
        let mut resumed = resumed.unwrap();
        let mut pieces = 1;
        while lane.phase() == Phase::Regrow {
            let progress = lane.advance();
            assert_eq!(progress.report.is_some(), lane.phase() != Phase::Regrow);
            pieces += 1;
        }
        // 49 × 600 places in one piece, 600 × 700 in three.
        assert_eq!(pieces, 4, "{method}");
        let report = reach(&mut resumed, PHASES).unwrap();
        assert_eq!(report.digest, digest(lane.network()), "{method}");
    }
}
