//! Saved runs: a lane's whole state and history as bytes that a browser or a file keeps.
//!
//! # Format
//! A *lane* and a *run* are both sealed blocks: a header, then the contents in
//! [postcard](https://postcard.jamesmunns.com)'s encoding.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | `89 43 65 6e 53 45 54 0a` (`\x89CenSET\n`) |
//! | 1 | the format's version, [`FORMAT`] |
//! | 1 | `L` for a lane, `R` for a run |
//! | 4 | the version of the numeric semantics, little-endian |
//! | 8 | the length of the contents, little-endian |
//! | 8 | XXH3 (64 bits) of all bytes but these eight, little-endian |
//!
//! A lane holds the canonical text of its experiment, its number, the state of its trainer, its
//! history and, if its method remembers something, that as bytes; if its experiment holds images back, these bytes
//! are always there, and behind them what those images showed. A run holds the experiment and the sealed lanes that
//! have begun. The page's workers keep a lane each, and a file bundles them.
//!
//! # Reading
//! Bytes from a file may be anything. Reading them takes memory in proportion to their number, which
//! is bounded ([`MAX_BYTES`]), and looks at everything before it is used: what is read either goes
//! on training or is refused with a sentence.

mod error;
mod seal;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::dataset::Dataset;
use crate::experiment::{self, Experiment};
use crate::rewiring::update::Memory;
use crate::trainer::{History, State, Trainer, Validated, Validation};

pub use error::SaveError;
pub use seal::{FORMAT, MAX_BYTES, close};
use seal::{Kind, open, seal};

/// The longest text of an experiment that is read, in bytes.
pub const MAX_TEXT: usize = 4_096;

#[derive(Serialize, Deserialize)]
struct LaneContents<E, S, H> {
    experiment: E,
    lane: u8,
    state: S,
    history: H,
}

/// What is saved behind a lane's contents.
#[derive(Serialize)]
#[serde(untagged)]
enum Behind<'a> {
    Nothing,
    Memory(&'a [u8]),
    Held(&'a [u8], Held),
}

/// What images that are held back showed: what the state has of the last epoch, and the history of each.
type Held = (Validated, Vec<Validation>);

#[derive(Serialize, Deserialize)]
struct RunContents<'a> {
    experiment: &'a str,
    #[serde(borrow)]
    lanes: Vec<&'a [u8]>,
}

/// A lane as it was saved: its experiment and history, and a state that [`SavedLane::resume`] has
/// yet to check.
#[derive(Clone, Debug)]
pub struct SavedLane {
    /// The experiment that the lane belongs to.
    pub experiment: Experiment,
    /// Which of its lanes it is.
    pub lane: usize,
    history: History,
    state: State<'static>,
}

/// What can be said of a saved run before its lanes are read: each lane's number and its bytes, in
/// the experiment's order. That they are whole has been checked, but not what they hold.
#[derive(Clone, Debug)]
pub struct Outline<'a> {
    /// The experiment.
    pub experiment: Experiment,
    /// Its lanes that had begun.
    pub lanes: Vec<(usize, &'a [u8])>,
}

/// A run as it was saved: the lanes that had begun, in the experiment's order.
#[derive(Clone, Debug)]
pub struct SavedRun {
    /// The experiment.
    pub experiment: Experiment,
    /// Its lanes that had begun.
    pub lanes: Vec<SavedLane>,
}

/// The bytes of a lane as it is now.
///
/// # Errors
/// If there is no memory for them, or if they would be more than can be read again.
pub fn lane(trainer: &Trainer, history: &History) -> Result<Vec<u8>, SaveError> {
    let state = trainer.state();
    let memory = state.memory().bytes().to_vec();
    let behind = match trainer.experiment().validation {
        Some(_) => Behind::Held(&memory, (state.validated(), history.validation())),
        None if memory.is_empty() => Behind::Nothing,
        None => Behind::Memory(&memory),
    };
    let contents = LaneContents {
        experiment: trainer.experiment().to_string(),
        lane: trainer.lane() as u8,
        state,
        history,
    };
    seal(Kind::Lane, &(contents, behind))
}

/// The bytes of a run, from the bytes of its lanes that have begun.
///
/// # Errors
/// As for [`lane`].
pub fn run<'a>(
    experiment: &Experiment,
    lanes: impl IntoIterator<Item = &'a [u8]>,
) -> Result<Vec<u8>, SaveError> {
    let contents = RunContents {
        experiment: &experiment.to_string(),
        lanes: lanes.into_iter().collect(),
    };
    seal(Kind::Run, &contents)
}

impl SavedLane {
    /// Reads what [`lane`] wrote.
    ///
    /// # Errors
    /// If the bytes are no saved lane, are damaged, or are of another version.
    pub fn read(bytes: &[u8]) -> Result<Self, SaveError> {
        type Contents<'a> = LaneContents<&'a str, State<'static>, History>;
        let contents = lane_contents(bytes)?;
        let (experiment, lane) = belongs_to(contents)?;
        let taken = postcard::take_from_bytes(contents).map_err(|_| nonsense())?;
        let (contents, rest): (Contents<'_>, &[u8]) = taken;
        let (mut state, mut history) = (contents.state, contents.history);
        let (memory, rest) = match (experiment.validation, rest) {
            (None, []) => (Vec::new(), rest),
            _ => postcard::take_from_bytes(rest).map_err(|_| nonsense())?,
        };
        if experiment.validation.is_some() {
            let (validated, each): Held = decode(rest)?;
            if each.len() != history.epochs().len() {
                return Err(nonsense());
            }
            state = state.with_validated(validated);
            history = history.with_validation(each);
        } else if !rest.is_empty() {
            return Err(nonsense());
        }
        Ok(Self {
            experiment,
            lane,
            history,
            state: state.with_memory(Memory::of(memory)),
        })
    }

    /// The state as it was saved.
    pub fn state(&self) -> &State<'static> {
        &self.state
    }

    /// The lane's trainer and history, to go on with the bits of a run that was never interrupted.
    ///
    /// Panics if `dataset` is not the one that the experiment selects.
    ///
    /// # Errors
    /// If the state or the history does not fit the experiment.
    pub fn resume(self, dataset: Arc<Dataset>) -> Result<(Trainer, History), SaveError> {
        let trainer = Trainer::restore(self.experiment, self.lane, dataset, self.state);
        let trainer = trainer.map_err(|why| SaveError::Unfit(why.0))?;
        self.history.check(&trainer).map_err(SaveError::Unfit)?;
        Ok((trainer, self.history))
    }
}

impl<'a> Outline<'a> {
    /// Reads the outer layer of what [`run`] or [`lane`] wrote. A lane saved alone is a run in which
    /// only it has begun.
    ///
    /// # Errors
    /// If the bytes are no saved run, are damaged, or are of another version.
    pub fn read(bytes: &'a [u8]) -> Result<Self, SaveError> {
        let contents = match open(bytes)? {
            (Kind::Run, contents) => contents,
            (Kind::Lane, contents) => {
                let (experiment, lane) = belongs_to(contents)?;
                let lanes = vec![(lane, bytes)];
                return Ok(Self { experiment, lanes });
            }
        };
        let contents: RunContents<'_> = decode(contents)?;
        let experiment = experiment_of(contents.experiment)?;
        if contents.lanes.len() > experiment.lanes.len() {
            let problem = "it has more lanes than its experiment";
            return Err(SaveError::Unfit(problem.into()));
        }
        let mut lanes = Vec::with_capacity(contents.lanes.len());
        for bytes in contents.lanes {
            let (of, lane) = belongs_to(lane_contents(bytes)?)?;
            // A lane that stopped before the epochs were raised has fewer of them.
            if !experiment.continues(&of) {
                let problem = "it has a lane of another experiment";
                return Err(SaveError::Unfit(problem.into()));
            }
            lanes.push((lane, bytes));
        }
        if !lanes.is_sorted_by(|a, b| a.0 < b.0) {
            let problem = "its lanes are out of order or double";
            return Err(SaveError::Unfit(problem.into()));
        }
        Ok(Self { experiment, lanes })
    }
}

impl SavedRun {
    /// Reads what [`run`] wrote, or a lane saved alone as a run in which only it has begun.
    ///
    /// # Errors
    /// If the bytes are no saved run, are damaged, or are of another version.
    pub fn read(bytes: &[u8]) -> Result<Self, SaveError> {
        let Outline { experiment, lanes } = Outline::read(bytes)?;
        let lanes = lanes.into_iter().map(|(_, bytes)| SavedLane::read(bytes));
        Ok(Self {
            experiment,
            lanes: lanes.collect::<Result<_, _>>()?,
        })
    }
}

fn lane_contents(bytes: &[u8]) -> Result<&[u8], SaveError> {
    match open(bytes)? {
        (Kind::Lane, contents) => Ok(contents),
        (Kind::Run, _) => Err(SaveError::Unfit("it is a whole run, not one lane".into())),
    }
}

/// The experiment and the number of a lane, whose state is not looked at.
fn belongs_to(contents: &[u8]) -> Result<(Experiment, usize), SaveError> {
    let head: Result<((&str, u8), _), _> = postcard::take_from_bytes(contents);
    let ((text, lane), _) = head.map_err(|_| nonsense())?;
    let experiment = experiment_of(text)?;
    let (lane, lanes) = (usize::from(lane), experiment.lanes.len());
    if lane >= lanes {
        let problem = format!("it says it is lane {} of {lanes}", lane + 1);
        return Err(SaveError::Unfit(problem));
    }
    Ok((experiment, lane))
}

fn nonsense() -> SaveError {
    SaveError::Unfit("its contents make no sense".into())
}

/// Decodes contents that must end with the bytes.
fn decode<'a, T: Deserialize<'a>>(contents: &'a [u8]) -> Result<T, SaveError> {
    match postcard::take_from_bytes(contents) {
        Ok((value, [])) => Ok(value),
        _ => Err(nonsense()),
    }
}

fn experiment_of(text: &str) -> Result<Experiment, SaveError> {
    let parsed = (text.len() <= MAX_TEXT).then(|| experiment::exact(text));
    let experiment = parsed.and_then(Result::ok);
    experiment
        .filter(|experiment| experiment.to_string() == text)
        .ok_or_else(|| SaveError::Unfit("it names no valid experiment".into()))
}
