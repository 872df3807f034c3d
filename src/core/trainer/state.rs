//! The whole state of a lane at any moment, as plain data and back.
//!
//! Every random stream is a function of seed, purpose and place, so no generator is part of it, and
//! nothing is that follows from the experiment and the dataset. A batch of which only some pieces are
//! done has not changed the network yet: it begins anew.

mod changes;
mod check;
mod layers;

use crate::Refused;
use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::pieces::shuffled;
use super::validation::Validated;
use super::{Phase, Scores, Trainer};
use crate::dataset::Dataset;
use crate::experiment::Experiment;
use crate::network::{Network, Prediction, SparseLayer};
use crate::rewiring::initial;
use crate::rewiring::update::Memory;
use changes::Moment;
use layers::{ChangesState, ConnectionsState, LayerState};

/// What [`Trainer::state`] takes out of a trainer and [`Trainer::restore`] makes one of.
///
/// A state that was read from a file may hold anything: only `restore` looks whether it fits.
///
/// ```
/// # use std::sync::Arc;
/// # use censet::{dataset::Dataset, experiment::parse};
/// use censet::trainer::{Phase, Trainer};
///
/// # let text = "train=100&test=50&side=7&hidden=10&lanes=set&epochs=1";
/// # let experiment = parse(text).experiment.unwrap();
/// # let data = Dataset::garments(experiment.train, experiment.test, experiment.side);
/// # let data = Arc::new(data);
/// let mut lane = Trainer::new(experiment.clone(), 0, Arc::clone(&data));
/// while lane.phase() != Phase::Regrow {
///     lane.advance();
/// }
/// let mut twin = Trainer::restore(experiment, 0, data, lane.state()).unwrap();
/// while lane.phase() != Phase::Finished {
///     assert_eq!(twin.advance(), lane.advance());
/// }
/// assert_eq!(twin.network(), lane.network());
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct State<'a> {
    phase: Phase,
    epoch: u32,
    done: u32,
    loss: f64,
    right: u32,
    right_before: u32,
    layers: Vec<LayerState<'a>>,
    unpruned: Option<Vec<ConnectionsState<'a>>>,
    centrality: Cow<'a, [f64]>,
    hub_overlap: Option<f64>,
    removed: Vec<ChangesState>,
    grown: Vec<ChangesState>,
    /// Of each test image: the class that the network named, and its probability.
    predictions: Vec<(u8, f32)>,
    /// What the method remembers. Apart from the rest, so that what was saved before any method
    /// remembered something still reads.
    #[serde(skip)]
    memory: Memory,
    /// What the images that are held back showed; apart from the rest for the same reason.
    #[serde(skip)]
    validated: Validated,
}

impl State<'_> {
    /// The phase that comes next.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// The epoch that is being worked on.
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// What the lane's method remembers.
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    /// The state with what the lane's method remembers.
    pub fn with_memory(self, memory: Memory) -> Self {
        Self { memory, ..self }
    }

    /// What the images that are held back showed.
    pub(crate) fn validated(&self) -> Validated {
        self.validated
    }

    /// The state with what the images that are held back showed.
    pub(crate) fn with_validated(self, validated: Validated) -> Self {
        Self { validated, ..self }
    }
}

impl Trainer {
    /// Whether the network is just as the epoch reported last has left it.
    pub fn is_between_epochs(&self) -> bool {
        match self.phase {
            Phase::Finished => true,
            Phase::Train => self.done == 0 && self.batch.is_none(),
            _ => false,
        }
    }

    /// The lane as it is now: a trainer [restored](Trainer::restore) from it goes on with the same
    /// bits.
    pub fn state(&self) -> State<'_> {
        let (network, scores) = (&self.network, &self.scores);
        let sparse = network.rewirable();
        let changes = |changes: &[Vec<_>]| {
            let layers = sparse.iter().zip(changes);
            layers
                .map(|(layer, changes)| ChangesState::of(&layer.connections, changes))
                .collect()
        };
        let unpruned = self.unpruned.as_ref();
        let predictions = scores.predictions.iter();
        State {
            phase: self.phase,
            epoch: self.epoch,
            done: self.done as u32,
            loss: self.loss,
            right: self.right as u32,
            right_before: self.right_before as u32,
            layers: network.layers.iter().map(LayerState::of).collect(),
            unpruned: unpruned.map(|layers| layers.iter().map(ConnectionsState::of).collect()),
            centrality: Cow::Borrowed(&scores.centrality),
            hub_overlap: scores.hub_overlap,
            removed: changes(&scores.removed),
            grown: changes(&scores.grown),
            predictions: predictions.map(|p| (p.class, p.confidence)).collect(),
            memory: self.memory.clone(),
            validated: self.validated,
        }
    }

    /// The lane as it was when `state` was taken.
    ///
    /// Panics as [`Trainer::new`] does.
    ///
    /// # Errors
    /// A clause that says what in the state does not fit the experiment, the lane or the dataset.
    pub fn restore(
        experiment: Experiment,
        lane: usize,
        dataset: Arc<Dataset>,
        state: State<'_>,
    ) -> Result<Self, Refused> {
        let settings = experiment.lane_settings(lane);
        let sizes = experiment.layer_sizes();
        state.check_moment(&experiment, settings.method, &dataset)?;
        state.check_lengths(&experiment, &settings, &sizes, &dataset)?;
        let initial_connections =
            initial::sparse_counts(experiment.start(), settings.method, &sizes);
        state.check_connections(&experiment, &settings, &sizes, &initial_connections)?;

        let moment = Moment {
            phase: state.phase,
            epoch: state.epoch,
        };
        let newest = moment.last_birth();
        let ends = || sizes.windows(2).map(|ends| (ends[0], ends[1]));
        let layers = ends().zip(state.layers).enumerate();
        let layers = layers.map(|(index, (ends, layer))| {
            let kind = check::activation(&experiment, index + 2 == sizes.len());
            layer.restore(ends, newest, kind)
        });
        let layers = layers.collect::<Result<_, String>>()?;
        let unpruned = state.unpruned.map(|layers| {
            let layers = ends().zip(layers);
            layers
                .map(|(ends, layer)| layer.restore(ends, state.epoch.saturating_sub(1)))
                .collect::<Result<_, String>>()
        });
        let changes = |changes: Vec<ChangesState>| {
            let layers = ends().zip(changes);
            layers
                .map(|(ends, changes)| changes.restore(ends))
                .collect::<Result<_, String>>()
        };
        let predictions = state.predictions.into_iter();
        let scores = Scores {
            centrality: state.centrality.into_owned(),
            hub_overlap: state.hub_overlap,
            selection: None,
            removed: changes(state.removed)?,
            grown: changes(state.grown)?,
            predictions: predictions
                .map(|(class, confidence)| Prediction { class, confidence })
                .collect(),
        };
        let network = Network { layers };
        let unpruned: Option<Vec<SparseLayer>> = unpruned.transpose()?;
        changes::check(
            moment,
            settings.method,
            &network,
            unpruned.as_deref(),
            &scores,
        )?;
        let mut trainer = Self::of_network(experiment, lane, network);
        trainer.take_images(dataset);
        trainer.initial_connections = initial_connections;
        trainer.unpruned = unpruned;
        (trainer.phase, trainer.epoch) = (state.phase, state.epoch);
        trainer.done = state.done as usize;
        trainer.loss = state.loss;
        trainer.right = state.right as usize;
        trainer.right_before = state.right_before as usize;
        trainer.scores = scores;
        trainer.memory = state.memory;
        trainer.validated = state.validated;
        let cut = trainer.phase == Phase::Regrow && !trainer.rests();
        match trainer.settings.method.rewiring {
            Some(rewiring) => rewiring
                .check(&trainer.memory, &trainer.network, cut)
                .map_err(|why| why.0)?,
            None if trainer.memory.is_empty() => {}
            None => return Err("it remembers something for a method that never rewires".into()),
        }
        if trainer.epoch > 0 {
            let images = trainer.learned() as u32;
            trainer.order = shuffled(images, trainer.experiment.seed, trainer.epoch);
        }
        if !trainer.scores.centrality.is_empty() {
            trainer.scores.selection = trainer.select();
        }
        Ok(trainer)
    }
}
