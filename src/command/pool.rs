//! Runs on a pool of processes, as many at a time as there are cores.

use std::collections::VecDeque;
use std::env;
use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use censet::experiment::Experiment;

use super::store::Store;
use super::training::DIVERGED;
use super::{BUSY, saving, tell};

/// How long to wait before looking again at runs that other processes train.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

/// How many processes to start: so many, or as many as the machine has cores.
pub fn jobs(asked: Option<NonZeroUsize>) -> usize {
    asked.map_or_else(
        || thread::available_parallelism().map_or(1, NonZeroUsize::get),
        NonZeroUsize::get,
    )
}

/// What has become of the runs.
pub struct Done<'a> {
    /// Those that failed; why, has been told.
    pub failures: Vec<&'a Experiment>,
    /// Whether it was asked to stop before all were done.
    pub stopped: bool,
}

/// Trains runs into their folders, the longest first. One that fails does not stop the others; what another
/// process trains is waited for. Asked to stop, it asks its processes to, which save what they have.
pub fn train<'a>(
    store: &Store,
    mut missing: Vec<&'a Experiment>,
    jobs: usize,
    data: &[PathBuf],
) -> Result<Done<'a>, String> {
    let left = missing.len();
    missing.sort_by(|a, b| b.work().total_cmp(&a.work()));
    let processes = Arc::new(Mutex::new(Vec::new()));
    let asked = Arc::clone(&processes);
    saving::listen(move || {
        if let Ok(processes) = asked.lock() {
            processes.iter().for_each(ask_to_stop);
        }
    })?;
    let pool = Pool {
        processes,
        store,
        data,
        program: env::current_exe()
            .map_err(|error| format!("cannot find this program: {error}"))?,
        start: Instant::now(),
        state: Mutex::new(State {
            of: left,
            left: missing.iter().map(|experiment| experiment.work()).sum(),
            queue: missing.into(),
            ..State::default()
        }),
    };
    thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| pool.work());
        }
    });
    let State { failures, done, .. } = pool.state.into_inner().expect("no thread panicked");
    Ok(Done {
        failures,
        stopped: saving::is_stopped() && done < left,
    })
}

/// Processes that take runs from one queue. Each run is a process with one thread of work, so that
/// one that dies takes no other with it.
struct Pool<'p, 'a> {
    store: &'p Store,
    data: &'p [PathBuf],
    program: PathBuf,
    start: Instant,
    /// The processes at work, by their numbers.
    processes: Arc<Mutex<Vec<u32>>>,
    state: Mutex<State<'a>>,
}

#[derive(Default)]
struct State<'a> {
    queue: VecDeque<&'a Experiment>,
    /// Runs that were missing at the start, and those that are no longer.
    of: usize,
    done: usize,
    /// The work of runs that this sweep has done, and of those that are missing.
    worked: f64,
    left: f64,
    failures: Vec<&'a Experiment>,
}

/// What came of a run.
enum Outcome {
    /// It was trained here; what must be said of it.
    Trained(String),
    /// It was trained by another process.
    Elsewhere,
    /// Another process is training it.
    Busy,
    /// It was asked to stop, and is saved.
    Stopped,
}

impl<'a> Pool<'_, 'a> {
    fn work(&self) {
        loop {
            if saving::is_stopped() {
                return;
            }
            let Some(experiment) = self.lock().queue.pop_front() else {
                return;
            };
            let began = Instant::now();
            let outcome = self.train(experiment);
            let mut state = self.lock();
            if let Ok(Outcome::Busy) = outcome {
                state.queue.push_back(experiment);
                drop(state);
                thread::sleep(LOOK_AGAIN);
                continue;
            }
            if let Ok(Outcome::Stopped) = outcome {
                return;
            }
            let work = experiment.work();
            state.done += 1;
            state.left -= work;
            let mut said = String::new();
            let what = match outcome {
                Ok(Outcome::Trained(diverged)) => {
                    state.worked += work;
                    said = diverged;
                    format!("{:.0} s", began.elapsed().as_secs_f64())
                }
                Ok(_) => "by another process".into(),
                Err(why) => {
                    state.failures.push(experiment);
                    format!("failed: {why}")
                }
            };
            let left = self.time_left(&state);
            let _ = tell(&format!(
                "{} of {}: {experiment}, {what}{left}{said}",
                state.done, state.of
            ));
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<'a>> {
        self.state.lock().expect("no thread panicked")
    }

    fn train(&self, experiment: &Experiment) -> Result<Outcome, String> {
        if self.store.finished(experiment)?.is_some() {
            return Ok(Outcome::Elsewhere);
        }
        let mut command = Command::new(&self.program);
        command
            .arg("run")
            .arg(experiment.to_string())
            .arg("--into")
            .arg(self.store.root());
        for data in self.data {
            command.arg("--data").arg(data);
        }
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        apart(&mut command);
        let cannot = |error| format!("cannot start a process: {error}");
        let process = self.start(&mut command).map_err(cannot)?;
        let Some(process) = process else {
            return Ok(Outcome::Stopped);
        };
        let id = process.id();
        let output = process.wait_with_output().map_err(cannot);
        self.processes().retain(|process| *process != id);
        let output = output?;
        // Asked to stop before it listened, it ends by the signal and has nothing to save.
        if saving::is_stopped() && !output.status.success() {
            return Ok(Outcome::Stopped);
        }
        if output.status.code() == Some(BUSY.into()) {
            return Ok(Outcome::Busy);
        }
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            let said = said.trim().trim_start_matches("censet-lab: ");
            return Err(if said.is_empty() {
                format!("the process ended with {}", output.status)
            } else {
                said.replace('\n', " ")
            });
        }
        Ok(if output.stdout.starts_with(b"finished already") {
            Outcome::Elsewhere
        } else {
            let said = String::from_utf8_lossy(&output.stderr);
            let diverged = said.lines().filter(|line| line.contains(DIVERGED));
            let diverged = diverged.map(|line| line.trim_start_matches("censet-lab: "));
            Outcome::Trained(diverged.map(|line| format!("; {line}")).collect())
        })
    }

    /// Starts a process, unless all are to stop.
    fn start(&self, command: &mut Command) -> io::Result<Option<Child>> {
        let mut processes = self.processes();
        if saving::is_stopped() {
            return Ok(None);
        }
        let process = command.spawn()?;
        processes.push(process.id());
        Ok(Some(process))
    }

    fn processes(&self) -> MutexGuard<'_, Vec<u32>> {
        self.processes.lock().expect("no thread panicked")
    }

    /// A guess from the work done so far, once there is some.
    fn time_left(&self, state: &State<'_>) -> String {
        if state.worked == 0.0 || state.done == state.of {
            return String::new();
        }
        let seconds = self.start.elapsed().as_secs_f64() * state.left / state.worked;
        match seconds {
            ..60.0 => format!(", about {seconds:.0} s left"),
            ..3600.0 => format!(", about {:.0} min left", seconds / 60.0),
            _ => format!(", about {:.1} h left", seconds / 3600.0),
        }
    }
}

/// Keeps a Ctrl-C at the terminal from the process: it is asked to stop as often as we are, by us.
/// (Elsewhere than on Unix it gets the Ctrl-C itself.)
#[cfg(unix)]
fn apart(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

#[cfg(not(unix))]
fn apart(_: &mut Command) {}

#[cfg(unix)]
fn ask_to_stop(process: &u32) {
    use nix::sys::signal::{Signal, kill};
    // One that has ended by itself need not be asked.
    let _ = kill(
        nix::unistd::Pid::from_raw(process.cast_signed()),
        Signal::SIGTERM,
    );
}

#[cfg(not(unix))]
fn ask_to_stop(_: &u32) {}
