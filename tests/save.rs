//! Saved runs: continuing gives the bits of a run that was never interrupted, and damage is refused.

use std::sync::{Arc, LazyLock};

use censet::dataset::{Dataset, SOURCES, garments};
use censet::experiment::{Activation, Centrality, Data, Experiment, Preset, parse};
use censet::rewiring::METHODS;
use censet::save::{self, SaveError, SavedLane, SavedRun};
use censet::trainer::{History, Phase, Progress, Trainer};
use proptest::prelude::*;
use proptest::sample::select;

use crate::common;

const SMALL: &str = "data=garments&train=230&test=70&side=7&hidden=18-12&epsilon=4&k=0.3&batch=60";

fn experiment(text: &str) -> Experiment {
    parse(text)
        .experiment
        .unwrap_or_else(|errors| panic!("{text}: {errors:?}"))
}

/// As many images of an experiment's kind as all experiments here have; of those that are not at
/// hand, others of their shape.
fn dataset(experiment: &Experiment) -> Arc<Dataset> {
    static GARMENTS: LazyLock<Arc<Dataset>> = LazyLock::new(|| {
        let small = self::experiment(SMALL);
        Arc::new(Dataset::garments(small.train, small.test, small.side))
    });
    if experiment.data == Data::Source(&garments::SOURCE) {
        return Arc::clone(&GARMENTS);
    }
    let (source, side) = (experiment.data, experiment.side);
    Arc::new(common::noise(source, 230, 70, side))
}

/// A lane in training, with its history.
struct Lane {
    trainer: Trainer,
    history: History,
}

impl Lane {
    fn new(text: &str) -> Self {
        let experiment = experiment(text);
        let dataset = dataset(&experiment);
        Self {
            trainer: Trainer::new(experiment, 0, dataset),
            history: History::default(),
        }
    }

    /// One piece of work, which took a quarter of a second. What begins anew when a run is resumed, the
    /// slices of the first batch and the rewiring of some methods, is not counted.
    fn advance(&mut self) {
        let rules = self.trainer.experiment().preset.rules();
        let Progress { phase, report, .. } = self.trainer.advance();
        let whole = !matches!(phase, Phase::Prune | Phase::Regrow);
        if report.is_some() || whole && !rules.first_batch_unmasked {
            self.history.elapsed += 0.25;
        }
        if let Some(report) = report {
            self.history.record(&self.trainer, report);
        }
    }

    fn finish(mut self) -> Self {
        while self.trainer.phase() != Phase::Finished {
            self.advance();
        }
        self
    }

    fn save(&self) -> Vec<u8> {
        save::lane(&self.trainer, &self.history).unwrap()
    }

    fn resume(bytes: &[u8]) -> Self {
        let saved = SavedLane::read(bytes).unwrap();
        let dataset = dataset(&saved.experiment);
        let (trainer, history) = saved.resume(dataset).unwrap();
        Self { trainer, history }
    }

    fn extend(&mut self, text: &str) {
        self.trainer.extend(experiment(text));
        self.history.rewind(&self.trainer);
    }

    fn assert_equals(&self, other: &Self) {
        assert_eq!(self.trainer.network(), other.trainer.network());
        assert_eq!(self.trainer.scores(), other.trainer.scores());
        assert_eq!(self.history, other.history);
        assert_eq!(self.save(), other.save());
    }
}

prop_compose! {
    /// An experiment of few epochs, without its number of epochs.
    fn text()(
        preset in select(&Preset::ALL[..]).prop_map(Preset::name),
        data in select(SOURCES),
        lane in select(METHODS).prop_map(|method| method.id),
        lc in select(&Centrality::ALL[..]).prop_map(Centrality::name),
        act in select(&Activation::ALL[..]).prop_map(Activation::name),
        augment in 0..2,
        validation in select(vec!["", "&validation=45"]),
        seed in any::<u32>(),
    ) -> String {
        let small = SMALL.replace("garments", data.id);
        let small = small.replace("side=7", &format!("side={}", data.sides()[2]));
        format!("{small}&preset={preset}&lanes={lane}&lc={lc}&act={act}&augment={augment}&seed={seed}{validation}")
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..Default::default() })]

    #[test]
    fn resuming_anywhere_changes_no_bit(text in text(), first in 0..40_usize, second in 0..20_usize) {
        let text = format!("{text}&epochs=3");
        let mut lane = Lane::new(&text);
        (0..first).for_each(|_| if lane.trainer.phase() != Phase::Finished { lane.advance() });
        let mut lane = Lane::resume(&lane.save());
        (0..second).for_each(|_| if lane.trainer.phase() != Phase::Finished { lane.advance() });
        let resumed = Lane::resume(&lane.save());
        resumed.assert_equals(&lane);
        resumed.finish().assert_equals(&Lane::new(&text).finish());
    }

    #[test]
    fn a_resumed_run_can_be_extended(text in text(), steps in 0..30_usize) {
        let (short, long) = (format!("{text}&epochs=2"), format!("{text}&epochs=4"));
        let mut lane = Lane::new(&short);
        (0..steps).for_each(|_| if lane.trainer.phase() != Phase::Finished { lane.advance() });
        let mut lane = Lane::resume(&lane.save());
        let valid = |text: &str| parse(text).experiment.unwrap();
        let scheduled = valid(&text).lanes[0].method.scheduled;
        prop_assert_eq!(valid(&long).continues(&valid(&short)), !scheduled);
        if scheduled {
            return Ok(());
        }
        lane.extend(&long);
        let lane = Lane::resume(&lane.save()).finish();
        let whole = Lane::new(&long).finish();
        prop_assert_eq!(lane.trainer.network(), whole.trainer.network());
        prop_assert_eq!(lane.history.centrality(), whole.history.centrality());
        let reports = |lane: &Lane| -> Vec<_> {
            lane.history.epochs().iter().map(|epoch| epoch.report.clone()).collect()
        };
        prop_assert_eq!(reports(&lane), reports(&whole));
    }
}

/// A large batch is trained on in pieces; one that is half done begins anew.
#[test]
fn resuming_within_a_batch_changes_no_bit() {
    let text = "data=garments&train=230&test=70&side=7&hidden=1500&lanes=mlp&augment=1&epochs=1";
    let whole = Lane::new(text).finish();
    let mut lane = Lane::new(text);
    let mut within = 0;
    while lane.trainer.phase() != Phase::Finished {
        let progress = lane.trainer.advance();
        within += u32::from(progress.phase == Phase::Train && !progress.done.is_multiple_of(100));
        if let Some(report) = progress.report {
            lane.history.record(&lane.trainer, report);
        }
        let resumed = Lane::resume(&lane.save()).finish();
        assert_eq!(resumed.trainer.network(), whole.trainer.network());
    }
    assert!(within > 3, "{within} saves within a batch");
}

#[test]
fn a_run_bundles_lanes_that_were_saved_alone() {
    let text = format!("{SMALL}&lanes=set,censet,mlp&epochs=2");
    let experiment = experiment(&text);
    let lane = |lane, steps: usize| {
        let mut trainer = Trainer::new(experiment.clone(), lane, dataset(&experiment));
        let mut history = History::default();
        for _ in 0..steps {
            if let Some(report) = trainer.advance().report {
                history.record(&trainer, report);
            }
        }
        save::lane(&trainer, &history).unwrap()
    };
    let (first, second) = (lane(0, 30), lane(1, 7));
    let bytes = save::run(&experiment, [&first[..], &second]).unwrap();
    let run = SavedRun::read(&bytes).unwrap();
    assert_eq!(run.experiment, experiment);
    let lanes: Vec<_> = run.lanes.iter().map(|lane| lane.lane).collect();
    assert_eq!(lanes, [0, 1]);
    assert_eq!(run.lanes[0].state().phase(), Phase::Finished);
    assert_eq!(run.lanes[1].state().epoch(), 1);
    assert_eq!(SavedRun::read(&second).unwrap().lanes[0].lane, 1);

    let wrong = |lanes: &[&[u8]]| {
        let run = save::run(&experiment, lanes.iter().copied()).unwrap();
        SavedRun::read(&run).unwrap_err().to_string()
    };
    assert!(wrong(&[&second, &first]).contains("out of order or double"));
    assert!(wrong(&[&first, &first]).contains("out of order or double"));
    assert!(wrong(&[&first, b"nonsense"]).contains("not a saved run"));
    assert!(wrong(&[&bytes]).contains("a whole run, not one lane"));
    let other = Lane::new(&format!("{SMALL}&lanes=set&epochs=2")).save();
    assert!(wrong(&[&other]).contains("another experiment"));
    assert!(SavedLane::read(&bytes).is_err());
}

/// A saved lane in its second epoch's training.
fn saved() -> Vec<u8> {
    let mut lane = Lane::new(&format!("{SMALL}&lanes=censet&epochs=3"));
    (0..13).for_each(|_| lane.advance());
    assert_eq!(
        (lane.trainer.epoch(), lane.trainer.phase()),
        (2, Phase::Train)
    );
    lane.save()
}

#[test]
fn every_cut_and_every_flipped_bit_is_noticed() {
    let whole = saved();
    for end in 0..whole.len() {
        let error = SavedLane::read(&whole[..end]).unwrap_err();
        let expected = if end == 0 {
            SaveError::Foreign
        } else {
            SaveError::CutShort
        };
        assert_eq!(error, expected, "{end} bytes");
    }
    for bit in 0..8 * whole.len() {
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        assert!(SavedRun::read(&bytes).is_err(), "bit {bit}");
    }
    let mut longer = whole.clone();
    longer.push(0);
    assert_eq!(SavedLane::read(&longer).unwrap_err(), SaveError::Overlong);
}

#[test]
fn another_version_or_format_says_so() {
    let mut bytes = saved();
    bytes[10] = 2;
    save::close(&mut bytes);
    assert_eq!(SavedLane::read(&bytes).unwrap_err(), SaveError::Version(2));
    let text = SaveError::Version(2).to_string();
    assert!(text.contains("saved by version 2 of the lab, and this is version 1"));
    bytes[8] = 9;
    assert_eq!(SavedLane::read(&bytes).unwrap_err(), SaveError::Format(9));
    assert_eq!(
        SavedLane::read(b"PNG").unwrap_err().to_string(),
        "is not a saved run"
    );
}

/// Behind a checksum that matches, each byte is changed in turn: what is read is refused with a
/// sentence or trains on without a panic.
#[test]
fn contents_that_lie_are_refused_or_harmless() {
    let whole = saved();
    let (mut refused, mut resumed) = (0, 0);
    for at in 30..whole.len() {
        for change in [1, 0x80, 0xff] {
            let mut bytes = whole.clone();
            bytes[at] ^= change;
            save::close(&mut bytes);
            let Ok(saved) = SavedLane::read(&bytes) else {
                refused += 1;
                continue;
            };
            // Another experiment in the text would ask for other images.
            if saved.experiment.to_string() != experiment_text(&whole) {
                continue;
            }
            match saved.resume(dataset(&experiment(SMALL))) {
                Err(error) => {
                    refused += 1;
                    assert!(error.to_string().contains("cannot be continued: "));
                }
                Ok((mut trainer, _)) => {
                    resumed += 1;
                    if at % 16 == 0 {
                        (0..8).for_each(|_| drop(trainer.advance()));
                    }
                }
            }
        }
    }
    assert!(
        refused > 1_000 && resumed > 1_000,
        "{refused} refused, {resumed} resumed"
    );
}

fn experiment_text(bytes: &[u8]) -> String {
    SavedLane::read(bytes).unwrap().experiment.to_string()
}
