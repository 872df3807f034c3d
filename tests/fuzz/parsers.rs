//! What is fuzzed, for libFuzzer (`targets`) and for the stable test that replays the corpus
//! (`tests/fuzz_corpus.rs`). Each function takes any bytes and panics if it has found something.

#![allow(dead_code)]

use std::sync::{Arc, OnceLock};

use censet_lab::dataset::{Dataset, cifar, idx};
use censet_lab::experiment::{Experiment, Grid, parse};
use censet_lab::save::{self, SavedLane, SavedRun};

/// The images of the corpus's saved lanes. States of other images are read but not resumed.
pub const IMAGES: &str = "data=garments&train=40&test=20&side=7";
/// The most neurons that a network may have to be resumed.
const NEURONS: u32 = 100;

/// The text of an experiment: what is valid prints and parses back to itself, what is not has one
/// error a field.
pub fn experiment(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match parse(&text).experiment {
        Ok(experiment) => {
            let canonical = experiment.to_string();
            assert_eq!(parse(&canonical).experiment, Ok(experiment));
        }
        Err(errors) => {
            let mut fields: Vec<_> = errors.iter().map(|error| &error.field).collect();
            fields.sort();
            fields.dedup();
            assert!(!errors.is_empty() && fields.len() == errors.len());
        }
    }
}

/// The text of a grid: what is valid prints and parses back to itself, and all its experiments are
/// valid; what is not has a sentence for each error.
pub fn grid(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match Grid::parse(&text) {
        Ok(grid) => {
            for experiment in grid.experiments() {
                assert_eq!(
                    parse(&experiment.to_string()).experiment.as_ref(),
                    Ok(experiment)
                );
            }
            assert_eq!(Grid::parse(&grid.to_string()), Ok(grid));
        }
        Err(errors) => assert!(!errors.is_empty()),
    }
}

/// A CIFAR-10 archive, packed or not, or one of its files.
pub fn cifar(bytes: &[u8]) {
    for name in [
        "cifar.tar",
        cifar::FILES[0],
        cifar::FILES[5],
        cifar::ARCHIVE,
    ] {
        let mut reader = cifar::Reader::new();
        let read = reader.add(name, bytes);
        // What is read is no shorter than a whole file; packed, no fuzzer makes one.
        assert!(read.is_err() || bytes.len() as u64 >= cifar::FILE_BYTES);
        assert!(reader.finish().is_err());
    }
}

/// An IDX file of images or labels, gzipped or not.
pub fn idx(bytes: &[u8]) {
    if let Ok((images, shape)) = idx::images("images", bytes) {
        assert_eq!(images.ncols(), shape.pixels());
    }
    if let Ok(labels) = idx::labels("labels", bytes) {
        assert!(!labels.is_empty());
    }
}

/// A saved run or lane, as it is and with a checksum that fits; what can be resumed trains on.
pub fn saved_run(bytes: &[u8]) {
    drop(SavedRun::read(bytes));
    let mut block = bytes.to_vec();
    save::close(&mut block);
    let Ok(run) = SavedRun::read(&block) else {
        return;
    };
    for lane in run.lanes {
        let (has, wanted) = (&lane.experiment, images());
        let same = (&has.data, has.train, has.test, has.side)
            == (&wanted.data, wanted.train, wanted.test, wanted.side);
        if same && has.hidden.iter().sum::<u32>() <= NEURONS {
            resume(lane);
        }
    }
}

fn images() -> Experiment {
    parse(IMAGES).experiment.expect("a valid experiment")
}

/// The images of [`IMAGES`].
pub fn dataset() -> Arc<Dataset> {
    static DATASET: OnceLock<Arc<Dataset>> = OnceLock::new();
    let draw = || {
        let images = images();
        let garments = Dataset::garments(images.train, images.test, images.side);
        Arc::new(garments)
    };
    Arc::clone(DATASET.get_or_init(draw))
}

fn resume(lane: SavedLane) {
    if let Ok((mut trainer, history)) = lane.resume(dataset()) {
        for _ in 0..8 {
            trainer.advance();
        }
        drop(save::lane(&trainer, &history));
    }
}
