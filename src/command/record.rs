//! What a finished run says of itself: `run.json`, the last of its files that training writes.

use std::path::Path;
use std::process::Command;

use serde::{Deserialize, Serialize};

use super::output::OutputFile;
use super::training::Lane;

/// The name of the file.
pub const FILE: &str = "run.json";

/// What makes a run: the crate's version and the commit it was built from.
#[derive(Clone, Deserialize, Serialize)]
pub struct Maker {
    /// The version of this crate.
    pub version: String,
    /// The commit checked out in the folder that the command was called in, `unknown` outside of a
    /// repository; `-modified` is added if files differ from it.
    pub commit: String,
}

impl Maker {
    /// This program, called here.
    pub fn here() -> Self {
        let git = |arguments: &[&str]| {
            let output = Command::new("git").args(arguments).output().ok()?;
            let text = String::from_utf8(output.stdout).ok()?;
            output.status.success().then(|| text.trim().to_owned())
        };
        let commit = git(&["rev-parse", "HEAD"]).map(|commit| {
            match git(&["status", "--porcelain", "--untracked-files=no"]) {
                Some(changes) if changes.is_empty() => commit,
                _ => format!("{commit}-modified"),
            }
        });
        Self {
            version: env!("CARGO_PKG_VERSION").into(),
            commit: commit.unwrap_or_else(|| "unknown".into()),
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
        }
    }

    /// Writes it into the run's folder.
    pub fn write(&self, folder: &Path) -> Result<(), String> {
        let text = serde_json::to_string_pretty(self).expect("a record is plain data");
        OutputFile::create(folder.join(FILE))?.write(&format!("{text}\n"))
    }
}
