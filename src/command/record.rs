//! What a finished run says of itself: `run.json`, the last of its files that training writes.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::output::OutputFile;
use super::training::Lane;

/// The name of the file.
pub const FILE: &str = "run.json";

/// The version of this program, with the commit it was built from if that is known.
pub const VERSION: &str = env!("CENSET_LAB_VERSION");

/// What makes a run: the crate's version and the commit it was built from.
#[derive(Clone, Deserialize, Serialize)]
pub struct Maker {
    /// The version of this crate.
    pub version: String,
    /// The commit that it was built from, with `-modified` if its sources differed from it; `unknown`
    /// if it was built outside of its repository.
    pub commit: String,
}

impl Maker {
    /// This program.
    pub fn here() -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").into(),
            commit: option_env!("CENSET_LAB_COMMIT").unwrap_or("unknown").into(),
        }
    }
}

/// What `run.json` holds.
#[derive(Deserialize, Serialize)]
pub struct Record {
    /// The digest of the network after the last epoch, if the run has one lane.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// The seconds that training took, those before an interruption included.
    pub seconds: f64,
    /// What made it.
    #[serde(flatten)]
    pub maker: Maker,
    /// What must be said of the images, if they are not the official ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy: Option<String>,
    /// The experiment's canonical text; empty in a record of an earlier version.
    #[serde(default)]
    pub experiment: String,
    /// What came of each lane.
    #[serde(default)]
    pub lanes: Vec<LaneRecord>,
    /// The images, as they were trained on.
    #[serde(default)]
    pub data: Option<DataRecord>,
}

/// What came of a lane.
#[derive(Deserialize, Serialize)]
pub struct LaneRecord {
    /// Its canonical name.
    pub lane: String,
    /// Epochs trained.
    pub epochs: u32,
    /// Percent of the test images, after the last epoch's training.
    pub test_accuracy: f64,
    /// Percent of the validation images, if some are held back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validation_accuracy: Option<f64>,
    /// Connections before the output layer, after the last rewiring.
    pub connections: usize,
    /// The digest of the network after the last epoch.
    pub digest: String,
}

/// What images a run trained on.
#[derive(Deserialize, Serialize)]
pub struct DataRecord {
    /// The key `data` of the experiment.
    pub source: String,
    /// Images that were learned from.
    pub train: usize,
    /// Training images that were held back, if some were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validation: Option<u32>,
    /// Test images.
    pub test: usize,
    /// Rows, columns and channels of each.
    pub shape: [usize; 3],
    /// The names of the classes.
    pub classes: Vec<String>,
}

impl Record {
    /// The record of a run that this program has just finished; `note` is what must be said of the
    /// images.
    pub fn new(lanes: &[Lane], note: Option<&str>) -> Self {
        let epochs = lanes.iter().flat_map(|lane| lane.history.epochs());
        let seconds: f64 = epochs.map(|epoch| epoch.seconds).sum();
        Self {
            digest: match lanes {
                [lane] => Some(lane.digest().into()),
                _ => None,
            },
            seconds: (seconds * 10.0).round() / 10.0,
            maker: Maker::here(),
            copy: note.map(Into::into),
            experiment: lanes
                .first()
                .map_or(String::new(), |lane| lane.trainer.experiment().to_string()),
            lanes: lanes.iter().filter_map(LaneRecord::of).collect(),
            data: lanes.first().map(DataRecord::of),
        }
    }

    /// Writes it into the run's folder.
    pub fn write(&self, folder: &Path) -> Result<(), String> {
        let text = serde_json::to_string_pretty(self).expect("a record is plain data");
        OutputFile::create(folder.join(FILE))?.write(&format!("{text}\n"))
    }
}

impl LaneRecord {
    /// What the lane's last report says, once there is one.
    fn of(lane: &Lane) -> Option<Self> {
        let report = &lane.history.epochs().last()?.report;
        Some(Self {
            lane: report.lane.clone(),
            epochs: report.epoch,
            test_accuracy: report.test_accuracy,
            validation_accuracy: report.validation.map(|held| held.accuracy),
            connections: report.connections,
            digest: report.digest.clone(),
        })
    }
}

impl DataRecord {
    fn of(lane: &Lane) -> Self {
        let dataset = lane.trainer.dataset();
        let shape = dataset.shape;
        Self {
            source: lane.trainer.experiment().data.to_string(),
            train: lane.trainer.learned(),
            validation: lane.trainer.experiment().validation,
            test: dataset.test.len(),
            shape: [shape.height, shape.width, shape.channels],
            classes: dataset.classes.iter().map(ToString::to_string).collect(),
        }
    }
}
