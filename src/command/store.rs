//! A folder of runs that several processes, on several machines, may fill at once.
//!
//! A run has a folder of its own, named by the digest of its experiment's canonical text:
//! `experiment.txt`, `epochs.csv` and the other files of `run --out`, and `digest.txt`. It is
//! written as `unfinished-<digest>` and renamed when it is complete, so that what has the final name
//! is whole. Whoever trains it holds a lock on `unfinished-<digest>.lock`, which the operating
//! system releases when that process ends in whatever way. Where the file system has no locks, a run
//! may be trained twice, into folders of different names; the first to finish counts. `index.csv` says
//! which experiment each folder is of.

use std::collections::HashSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::time::SystemTime;

use censet::digest;
use censet::experiment::Experiment;

use super::finished;

/// How the name of what is not finished begins.
pub const UNFINISHED: &str = "unfinished-";
/// The file that holds one line a lane with its digest.
pub const DIGESTS: &str = "digest.txt";

/// The file that holds the experiment's canonical text.
pub const EXPERIMENT: &str = "experiment.txt";

/// The file that says which experiment each folder is of.
const INDEX: &str = "index.csv";

/// The folder.
pub struct Store {
    root: PathBuf,
}

/// What becomes of a run that is to be begun.
pub enum Start {
    /// It is finished; these are its digests.
    Finished(String),
    /// Another process is training it.
    Busy,
    /// It is ours to train.
    Ours(Draft),
}

/// A run in the making. If it is dropped before its end, what it wrote stays for inspection and is
/// written anew by the next attempt.
pub struct Draft {
    folder: PathBuf,
    place: PathBuf,
    /// Held until the draft goes.
    lock: Option<(File, PathBuf)>,
}

impl Store {
    /// The store in this folder, which is made if it is not there.
    pub fn create(root: &Path) -> Result<Self, String> {
        fs::create_dir_all(root)
            .map_err(|error| format!("cannot create {}: {error}", root.display()))?;
        Ok(Self { root: root.into() })
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder that the run has when it is finished.
    pub fn place(&self, experiment: &Experiment) -> PathBuf {
        self.root.join(digest::of_experiment(experiment))
    }

    /// The digests of a run that is finished. What has its name but is damaged is an error.
    pub fn finished(&self, experiment: &Experiment) -> Result<Option<String>, String> {
        let place = self.place(experiment);
        if !place.exists() {
            return Ok(None);
        }
        let lanes = finished::read(&place)?;
        let solo = (0..experiment.lanes.len()).map(|lane| experiment.solo(lane).to_string());
        if !solo.eq(lanes.into_iter().map(|run| run.experiment)) {
            let place = place.display();
            return Err(format!(
                "{place} holds another experiment than {experiment}"
            ));
        }
        let path = place.join(DIGESTS);
        let cannot = |error| format!("cannot read {}: {error}", path.display());
        fs::read_to_string(&path).map(Some).map_err(cannot)
    }

    /// Adds those of the experiments to `index.csv` that it does not have: the folders' names, and what
    /// they are of.
    pub fn list(&self, experiments: &[Experiment]) -> Result<(), String> {
        let path = self.root.join(INDEX);
        let list = || -> io::Result<()> {
            let mut file = File::options()
                .read(true)
                .append(true)
                .create(true)
                .open(&path)?;
            // Where there are no locks, a run may be listed twice.
            let _ = file.lock();
            let mut text = String::new();
            file.read_to_string(&mut text)?;
            let known: HashSet<&str> = text
                .lines()
                .filter_map(|line| line.split(',').next())
                .collect();
            let mut new = String::new();
            if text.is_empty() {
                new += "run,experiment\n";
            }
            for experiment in experiments {
                let name = digest::of_experiment(experiment);
                if !known.contains(name.as_str()) {
                    new += &format!("{name},\"{experiment}\"\n");
                }
            }
            file.write_all(new.as_bytes())
        };
        list().map_err(|error| format!("cannot write {}: {error}", path.display()))
    }

    /// Claims the run for this process.
    pub fn begin(&self, experiment: &Experiment) -> Result<Start, String> {
        let name = digest::of_experiment(experiment);
        let path = self.root.join(format!("{UNFINISHED}{name}.lock"));
        let cannot = |error| format!("cannot write {}: {error}", path.display());
        if let Some(digests) = self.finished(experiment)? {
            return Ok(Start::Finished(digests));
        }
        let file = File::create(&path).map_err(cannot)?;
        let (mut folder, mut lock) = (format!("{UNFINISHED}{name}"), None);
        match file.try_lock() {
            Ok(()) => lock = Some((file, path)),
            Err(TryLockError::WouldBlock) => return Ok(Start::Busy),
            Err(TryLockError::Error(_)) => {
                let now = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
                folder += &format!("-{}-{}", process::id(), now.as_nanos());
            }
        }
        let draft = Draft {
            folder: self.root.join(folder),
            place: self.place(experiment),
            lock,
        };
        // It may have been finished between the look and the lock.
        if let Some(digests) = self.finished(experiment)? {
            draft.release();
            return Ok(Start::Finished(digests));
        }
        Ok(Start::Ours(draft))
    }
}

impl Draft {
    /// Where the run's files are written.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Gives the run, whose other files are complete, its digests and its place.
    pub fn finish(self, digests: &str) -> Result<(), String> {
        let Self { folder, place, .. } = &self;
        let cannot = |error| format!("cannot write {}: {error}", folder.display());
        fs::write(folder.join(DIGESTS), digests).map_err(cannot)?;
        if let Err(error) = fs::rename(folder, place) {
            if !place.exists() {
                return Err(format!("cannot rename {}: {error}", folder.display()));
            }
            // Without locks, another process was faster, and has the same bits.
            let _ = fs::remove_dir_all(folder);
        }
        self.release();
        Ok(())
    }

    /// Removes the lock of a finished run. (That of an unfinished one must stay: a process that has
    /// opened it and one that made it anew would both hold a lock.)
    fn release(self) {
        if let Some((_file, path)) = &self.lock {
            let _ = fs::remove_file(path);
        }
    }
}
