//! Saving runs to files and reading them again.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use censet::experiment::Experiment;
use censet::save::{self, MAX_BYTES, SaveError, SavedRun};

use super::training::Lane;

/// The exit status after Ctrl-C, as shells have it.
pub const INTERRUPTED: u8 = 130;

/// Whether Ctrl-C was pressed or the system asked to end.
static STOP: AtomicBool = AtomicBool::new(false);

/// Whether to stop.
pub fn is_stopped() -> bool {
    STOP.load(Ordering::Relaxed)
}

/// Listens for Ctrl-C from now on, once for all runs of this process; `asked` is called each time.
pub fn listen(asked: impl Fn() + Send + 'static) -> Result<(), String> {
    static LISTENING: OnceLock<Result<(), String>> = OnceLock::new();
    let stop = move || {
        let again = STOP.swap(true, Ordering::Relaxed);
        asked();
        if again {
            process::exit(INTERRUPTED.into());
        }
        eprintln!("censet-lab: stopping and saving; Ctrl-C again quits at once");
    };
    let listen = || ctrlc::set_handler(stop).map_err(|error| error.to_string());
    let listening = LISTENING.get_or_init(listen);
    let cannot = |error| format!("cannot listen for Ctrl-C: {error}");
    listening.clone().map_err(cannot)
}

/// Knows when and where to save a run.
pub struct Saver {
    file: Option<PathBuf>,
    every: Option<Duration>,
    last: Instant,
}

impl Saver {
    /// Saves into `file`, else into the folder `out`, else into a new file here; `every` so many
    /// seconds. From now on the first Ctrl-C asks to stop, and the second quits at once.
    pub fn new(
        file: Option<PathBuf>,
        out: Option<&Path>,
        every: Option<u32>,
    ) -> Result<Self, String> {
        listen(|| ())?;
        Ok(Self {
            file: file.or_else(|| out.map(|folder| folder.join("run.save"))),
            every: every.map(|seconds| Duration::from_secs(seconds.into())),
            last: Instant::now(),
        })
    }

    /// Whether a file is named to save into.
    pub fn has_file(&self) -> bool {
        self.file.is_some()
    }

    /// Whether it is time for a regular save.
    pub fn is_due(&self) -> bool {
        self.every.is_some_and(|every| self.last.elapsed() >= every)
    }

    /// Saves the run with these lanes and returns the file's path.
    pub fn save<'a>(
        &mut self,
        experiment: &Experiment,
        lanes: impl Iterator<Item = &'a Lane>,
    ) -> Result<&Path, String> {
        let mut lanes: Vec<_> = lanes.collect();
        lanes.sort_by_key(|lane| lane.trainer.lane());
        let lanes = lanes.into_iter();
        let lanes: Vec<_> = lanes
            .map(|lane| save::lane(&lane.trainer, &lane.history))
            .collect::<Result<_, _>>()
            .map_err(unsaved)?;
        let bytes = save::run(experiment, lanes.iter().map(Vec::as_slice)).map_err(unsaved)?;
        let file = self.file.get_or_insert_with(new_file);
        replace(file, &bytes)
            .map_err(|error| format!("cannot save {}: {error}", file.display()))?;
        self.last = Instant::now();
        Ok(file)
    }
}

fn unsaved(error: SaveError) -> String {
    format!("the run cannot be saved: it {error}")
}

/// The first name here that no file has yet.
fn new_file() -> PathBuf {
    let mut file = PathBuf::from("censet-lab-run.save");
    let mut count = 1;
    while file.exists() {
        count += 1;
        file = format!("censet-lab-run-{count}.save").into();
    }
    file
}

/// Writes the whole file or leaves what was there.
fn replace(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut draft = file.as_os_str().to_owned();
    draft.push(".part");
    let write = || {
        let mut out = File::create(&draft)?;
        out.write_all(bytes)?;
        out.sync_all()?;
        fs::rename(&draft, file)
    };
    write().inspect_err(|_| drop(fs::remove_file(&draft)))
}

/// Reads a saved run.
pub fn read(file: &Path) -> Result<SavedRun, String> {
    let cannot = |error| format!("cannot read {}: {error}", file.display());
    let mut bytes = Vec::new();
    // What has no end, such as a device, is not read to it.
    let mut start = File::open(file).map_err(cannot)?.take(MAX_BYTES as u64 + 1);
    start.read_to_end(&mut bytes).map_err(cannot)?;
    let run = if bytes.len() > MAX_BYTES {
        Err(SaveError::TooLarge)
    } else {
        SavedRun::read(&bytes)
    };
    run.map_err(|error| format!("{} {error}", file.display()))
}
