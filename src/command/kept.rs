//! A run that is kept among others: trained into its place unless it is there, and continued where it
//! was stopped.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use censet::dataset::Dataset;
use censet::experiment::Experiment;
use censet::trainer::EpochReport;

use super::data::Loaded;
use super::output::Output;
use super::record::Record;
use super::saving::{self, Saver};
use super::store::{Start, Store};
use super::training::{Lane, Training, digests, resumed};

/// Seconds between two saves, unless others are asked for.
const SAVE_EVERY: u32 = 30;

/// What came of it.
pub enum Kept {
    /// It was finished before; one line a lane with its digest.
    Before(String),
    /// It was trained to its end now.
    Now {
        /// One line a lane with its digest.
        digests: String,
        /// The seconds that its training took, those before an interruption included.
        seconds: f64,
    },
    /// Another process is training it.
    Busy,
    /// Ctrl-C was pressed; it is saved, and goes on from there the next time.
    Stopped,
}

/// How a run is kept.
pub struct How {
    /// Seconds between two saves, if others than usual.
    pub save_every: Option<u32>,
    /// How many lanes are trained side by side.
    pub jobs: usize,
    /// Whether the progress is shown on the terminal.
    pub progress: bool,
    /// Whether it is said where a stopped run goes on.
    pub speaks: bool,
}

impl Default for How {
    fn default() -> Self {
        Self {
            save_every: None,
            jobs: 1,
            progress: true,
            speaks: true,
        }
    }
}

/// Trains a run into its place in `folder`. It is saved every so many seconds; the images are asked for
/// only if there is something to train, and `on_epoch` is told of each epoch and its seconds.
pub fn keep(
    experiment: &Experiment,
    folder: &Path,
    images: impl FnOnce() -> Result<Loaded, String>,
    how: &How,
    on_epoch: impl FnMut(&EpochReport, f64) -> Result<(), String> + Send,
) -> Result<Kept, String> {
    let store = Store::create(folder)?;
    store.list(std::slice::from_ref(experiment))?;
    let draft = match store.begin(experiment)? {
        Start::Finished(digests) => return Ok(Kept::Before(digests)),
        Start::Busy => return Ok(Kept::Busy),
        Start::Ours(draft) => draft,
    };
    let Loaded { dataset, note } = images()?;
    let file = draft.folder().join("run.save");
    let lanes = begun(experiment, &file, &dataset, how.speaks)?;
    let mut out = Output::create(draft.folder(), experiment)?;
    let every = how.save_every.unwrap_or(SAVE_EVERY);
    let mut saver = Saver::new(Some(file.clone()), None, Some(every))?;
    let training = Training {
        experiment,
        dataset: &dataset,
        jobs: how.jobs,
        progress: how.progress,
    };
    let (lanes, stopped) = training.train(lanes, Some(&mut out), &mut saver, on_epoch)?;
    if stopped {
        saver.save(experiment, lanes.iter())?;
        eprintln!("censet-lab: stopped; the same command continues");
        return Ok(Kept::Stopped);
    }
    drop(out);
    let digests = digests(experiment, &lanes);
    let record = Record::new(&lanes, note.as_deref());
    record.write(draft.folder())?;
    // A run that was short was never saved.
    let _ = fs::remove_file(file);
    draft.finish(&digests)?;
    Ok(Kept::Now {
        digests,
        seconds: record.seconds,
    })
}

/// The lanes as far as an earlier process came; none if there was none, or if its save is of no use.
fn begun(
    experiment: &Experiment,
    file: &Path,
    dataset: &Arc<Dataset>,
    speaks: bool,
) -> Result<Vec<Option<Lane>>, String> {
    if !file.exists() {
        return Ok(Vec::new());
    }
    let saved = saving::read(file).and_then(|saved| {
        if !experiment.continues(&saved.experiment) {
            let (file, saved) = (file.display(), &saved.experiment);
            return Err(format!("{file} is the run of another experiment: {saved}"));
        }
        let lanes = resumed(experiment, saved.lanes, dataset);
        lanes.map_err(|error| format!("{} {error}", file.display()))
    });
    match saved {
        Ok(lanes) => {
            for lane in lanes.iter().flatten().filter(|_| speaks) {
                let name = lane.trainer.lane_name();
                super::tell(&format!("{name} goes on in epoch {}", lane.trainer.epoch()))?;
            }
            Ok(lanes)
        }
        Err(why) => {
            eprintln!("censet-lab: the run starts anew: {why}");
            Ok(Vec::new())
        }
    }
}
