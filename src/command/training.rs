//! Training at the terminal.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, RwLock};
use std::thread;
use std::time::Instant;

use censet::dataset::Dataset;
use censet::experiment::Experiment;
use censet::save::{SaveError, SavedLane};
use censet::trainer::{EpochReport, History, Phase, Trainer};
use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::output::Output;
use super::saving::{self, Saver};

/// One lane in training, and what it has reported.
pub struct Lane {
    pub trainer: Trainer,
    pub history: History,
}

/// The lanes that were saved, each at its place.
pub fn resumed(
    experiment: &Experiment,
    saved: Vec<SavedLane>,
    dataset: &Arc<Dataset>,
) -> Result<Vec<Option<Lane>>, SaveError> {
    let mut lanes: Vec<Option<Lane>> = experiment.lanes.iter().map(|_| None).collect();
    for lane in saved {
        let index = lane.lane;
        let (mut trainer, mut history) = lane.resume(Arc::clone(dataset))?;
        trainer.extend(experiment.clone());
        history.rewind(&trainer);
        lanes[index] = Some(Lane { trainer, history });
    }
    Ok(lanes)
}

/// What is trained, and how.
pub struct Training<'a> {
    /// The experiment.
    pub experiment: &'a Experiment,
    /// Its images.
    pub dataset: &'a Arc<Dataset>,
    /// How many lanes are trained side by side.
    pub jobs: usize,
    /// Whether the progress is shown on the terminal.
    pub progress: bool,
}

impl Training<'_> {
    /// Trains what the lanes lack. Returns them, and whether training was stopped before its end.
    /// `on_epoch` is told of each epoch and the seconds it took, after `out` has it.
    ///
    /// However many lanes are trained side by side, bits and files are the same in the end.
    pub fn train(
        &self,
        mut lanes: Vec<Option<Lane>>,
        out: Option<&mut Output>,
        saver: &mut Saver,
        mut on_epoch: impl FnMut(&EpochReport, f64) -> Result<(), String> + Send,
    ) -> Result<(Vec<Lane>, bool), String> {
        let experiment = self.experiment;
        lanes.resize_with(experiment.lanes.len(), || None);
        let jobs = self.jobs.clamp(1, lanes.len());
        let target = if self.progress {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let pool = Pool {
            training: self,
            lanes: lanes.into_iter().map(Mutex::new).collect(),
            next: AtomicUsize::new(0),
            failed: AtomicBool::new(false),
            gate: RwLock::new(()),
            saver: Mutex::new(saver),
            told: Mutex::new(Told {
                out,
                on_epoch: &mut on_epoch,
            }),
            bars: MultiProgress::with_draw_target(target),
        };
        let outcome: Result<(), String> = thread::scope(|scope| {
            let workers: Vec<_> = (0..jobs).map(|_| scope.spawn(|| pool.work())).collect();
            let ends = workers
                .into_iter()
                .map(|worker| worker.join().expect(NO_PANIC));
            // All have ended before the first error is told.
            ends.collect::<Vec<_>>().into_iter().collect()
        });
        outcome?;
        let lanes = pool.lanes.into_iter();
        let lanes: Vec<Lane> = lanes
            .filter_map(|lane| lane.into_inner().expect(NO_PANIC))
            .collect();
        if let Some(out) = pool.told.into_inner().expect(NO_PANIC).out
            && jobs > 1
        {
            let names: Vec<_> = (0..experiment.lanes.len())
                .map(|lane| experiment.lane_name(lane))
                .collect();
            out.sort(&names)?;
        }
        let stopped = lanes.len() < experiment.lanes.len() || !lanes.iter().all(Lane::is_finished);
        Ok((lanes, stopped))
    }
}

const NO_PANIC: &str = "no thread panicked";

/// The lanes in training, on threads that take one after the other.
struct Pool<'a, 'b> {
    training: &'a Training<'a>,
    lanes: Vec<Mutex<Option<Lane>>>,
    /// The first lane that no thread has taken.
    next: AtomicUsize,
    /// Whether a thread has ended with an error.
    failed: AtomicBool,
    /// Held for reading by whoever trains; who saves holds it for writing, and finds all lanes at rest.
    gate: RwLock<()>,
    saver: Mutex<&'b mut Saver>,
    told: Mutex<Told<'b>>,
    bars: MultiProgress,
}

/// Who is told of the epochs.
struct Told<'a> {
    out: Option<&'a mut Output>,
    on_epoch: &'a mut (dyn FnMut(&EpochReport, f64) -> Result<(), String> + Send),
}

impl Pool<'_, '_> {
    fn work(&self) -> Result<(), String> {
        let work = || loop {
            let index = self.next.fetch_add(1, Ordering::Relaxed);
            if index >= self.lanes.len() || !self.train(index)? {
                return Ok(());
            }
        };
        work().inspect_err(|_| self.failed.store(true, Ordering::Relaxed))
    }

    /// Trains a lane; false if it was stopped before its end.
    fn train(&self, index: usize) -> Result<bool, String> {
        let Training {
            experiment,
            dataset,
            ..
        } = self.training;
        let lane = || self.lanes[index].lock().expect(NO_PANIC);
        {
            let mut lane = lane();
            let lane = lane.get_or_insert_with(|| Lane::new(experiment, index, dataset));
            if let Some(out) = &mut self.told.lock().expect(NO_PANIC).out {
                out.write(lane, 0)?;
                if lane.trainer.is_between_epochs() {
                    out.measure(lane)?;
                }
            }
        }
        let bar = self.bars.add(ProgressBar::new(1));
        let style = ProgressStyle::with_template("{msg} {bar:30} {percent:>3} %");
        bar.set_style(style.expect("a valid template"));
        let finished = loop {
            {
                let _open = self.gate.read().expect(NO_PANIC);
                let mut lane = lane();
                let lane = lane.as_mut().expect("begun above");
                if lane.is_finished() {
                    break true;
                }
                self.advance(lane, &bar)?;
            }
            self.save_if_due()?;
            if saving::is_stopped() || self.failed.load(Ordering::Relaxed) {
                let lane = lane();
                break lane.as_ref().is_some_and(Lane::is_finished);
            }
        };
        bar.finish_and_clear();
        Ok(finished)
    }

    /// Does one piece of work, and tells of the epoch that it completes.
    fn advance(&self, lane: &mut Lane, bar: &ProgressBar) -> Result<(), String> {
        if lane.trainer.phase() == Phase::Prune
            && !lane.trainer.is_within_phase()
            && let Some(out) = &self.told.lock().expect(NO_PANIC).out
        {
            out.write_network(lane)?;
        }
        let start = Instant::now();
        let progress = lane.trainer.advance();
        lane.history.elapsed += start.elapsed().as_secs_f64();
        let (name, epochs) = (lane.trainer.lane_name(), self.training.experiment.epochs);
        bar.set_message(format!("{name} epoch {} of {epochs}", progress.epoch));
        bar.set_length(progress.of as u64);
        bar.set_position(progress.done as u64);
        let Some(report) = progress.report else {
            return Ok(());
        };
        let (epoch, seconds) = (report.epoch as usize, lane.history.elapsed);
        let mut before = lane.history.epochs().iter();
        let lost = |report: &EpochReport| report.diverged() || report.ran_away();
        let news = lost(&report) && !before.any(|before| lost(&before.report));
        lane.history.record(&lane.trainer, report.clone());
        let mut told = self.told.lock().expect(NO_PANIC);
        if let Some(out) = &mut told.out {
            out.write(lane, epoch)?;
            out.write_network(lane)?;
            self.bars.suspend(|| out.measure(lane))?;
        }
        self.bars.suspend(|| (told.on_epoch)(&report, seconds))?;
        if news {
            self.bars
                .suspend(|| eprintln!("censet-lab: {}", divergence(&report)));
        }
        Ok(())
    }

    /// Saves the run if it is time, unless another thread is doing that.
    fn save_if_due(&self) -> Result<(), String> {
        let Ok(mut saver) = self.saver.try_lock() else {
            return Ok(());
        };
        if !saver.is_due() {
            return Ok(());
        }
        let _closed = self.gate.write().expect(NO_PANIC);
        let lanes = self.lanes.iter();
        let lanes: Vec<_> = lanes.map(|lane| lane.lock().expect(NO_PANIC)).collect();
        let begun = lanes.iter().filter_map(|lane| lane.as_ref());
        saver.save(self.training.experiment, begun).map(|_| ())
    }
}

/// One line a lane with its digest.
pub fn digests(experiment: &Experiment, lanes: &[Lane]) -> String {
    let lanes = lanes.iter().enumerate();
    lanes
        .map(|(i, lane)| format!("digest {} {}\n", experiment.lane_name(i), lane.digest()))
        .collect()
}

/// What a sentence on a lane that has diverged has, and no other.
pub const DIVERGED: &str = " diverged in epoch ";

/// What is said of a lane once, in the words of the page.
fn divergence(report: &EpochReport) -> String {
    let EpochReport { lane, epoch, .. } = report;
    let why = match report.train_loss {
        Some(loss) if report.ran_away() => format!("its loss is {loss:.1e}"),
        _ => "its weights are no longer numbers".into(),
    };
    format!("{lane}{DIVERGED}{epoch}: {why}. A smaller learning rate may help.")
}

impl Lane {
    /// A lane at its start.
    fn new(experiment: &Experiment, lane: usize, dataset: &Arc<Dataset>) -> Self {
        Self {
            trainer: Trainer::new(experiment.clone(), lane, Arc::clone(dataset)),
            history: History::default(),
        }
    }

    /// Whether all its epochs are done.
    pub fn is_finished(&self) -> bool {
        self.trainer.phase() == Phase::Finished
    }

    /// The digest of the last epoch reported; empty before the first.
    pub fn digest(&self) -> &str {
        let last = self.history.epochs().last();
        last.map_or("", |last| &last.report.digest)
    }
}
