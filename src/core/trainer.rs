//! One lane: a network trained phase by phase, with a report of each epoch.
//!
//! An epoch is train → evaluate → score → prune → regrow. Accuracy and centrality in a report are
//! those of the trained network before it is rewired; connections and digest are taken after
//! regrowth. Epoch 0 is the untrained network, epoch 1 the end of the first training epoch (the
//! paper counts that one as 0).
//!
//! [`Trainer::advance`] does one small piece of work at a time, so a shell can stay responsive, and
//! the trainer knows no clock: when and how fast it is called changes no result.

mod confusion;
mod history;
mod looked_at;
mod network_file;
mod phase;
mod pieces;
mod recorded;
mod report;
mod rewire;
mod so_far;
mod start;
mod state;
pub mod summary;
mod tensor_file;
mod validation;

use std::sync::Arc;

use ndarray::{Array2, ArrayView2};

use crate::dataset::{Dataset, Standardiser};
use crate::digest::digest;
use crate::experiment::{Experiment, LaneSettings};
use crate::graph::statistics::{gini, mean_and_std, top_decile_share};
use crate::network::{Batch, Inputs, Network, Prediction, SparseLayer, Workspace};
use crate::rewiring::Changes;
use crate::rewiring::censet::Selection;
use crate::rewiring::draws::Draws;
use crate::rewiring::update::Memory;
use looked_at::Origin;
use pieces::PartialBatch;
use rewire::Survey;
pub(crate) use validation::Validated;

pub use confusion::ConfusionMatrix;
pub use history::{History, Recorded};
pub use network_file::Stage;
pub use phase::{PHASES, Phase};
pub use report::{
    CENTRALITY_CSV_HEADER, CSV_HEADER, EpochReport, STATISTICS_CSV_HEADER, centrality_csv,
    csv_header, is_centrality_epoch,
};
pub use so_far::SoFar;
pub use state::State;
pub use summary::Summary;
pub use tensor_file::{Header, Json, TensorWriter};
pub use validation::Validation;

/// What a piece of work did.
///
/// ```
/// # use std::sync::Arc;
/// # use censet::{dataset::Dataset, experiment::parse};
/// use censet::trainer::{Phase, Trainer};
///
/// # let text = "train=100&test=50&side=7&hidden=10&lanes=set&epochs=1";
/// # let experiment = parse(text).experiment.unwrap();
/// # let data = Dataset::garments(experiment.train, experiment.test, experiment.side);
/// let mut lane = Trainer::new(experiment, 0, Arc::new(data));
/// let progress = lane.advance();
/// assert_eq!((progress.phase, progress.epoch), (Phase::Evaluate, 0));
/// assert_eq!((progress.done, progress.of), (50, 50));
/// // The untrained network's report comes with its centralities.
/// assert_eq!(progress.report, None);
/// assert!(lane.advance().report.is_some());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// The phase it belonged to.
    pub phase: Phase,
    /// The epoch it belonged to.
    pub epoch: u32,
    /// How much of the phase is done, in images (train, evaluate), in neurons whose places are looked at
    /// (prune, regrow, under some methods) or whole phases.
    pub done: usize,
    /// How much the phase has to do.
    pub of: usize,
    /// The epoch's report, with the piece that completed it.
    pub report: Option<EpochReport>,
}

/// What one epoch showed, for those who draw it.
///
/// ```
/// # use std::sync::Arc;
/// # use censet::{dataset::Dataset, experiment::parse};
/// use censet::trainer::Trainer;
///
/// # let text = "train=100&test=50&side=7&hidden=10&lanes=set&epochs=2";
/// # let experiment = parse(text).experiment.unwrap();
/// # let data = Dataset::garments(experiment.train, experiment.test, experiment.side);
/// let mut lane = Trainer::new(experiment, 0, Arc::new(data));
/// while lane.epoch() < 2 {
///     lane.advance();
/// }
/// let scores = lane.scores();
/// assert_eq!(scores.centrality.len(), 49 + 10 + 10);
/// assert_eq!(scores.predictions.len(), 50);
/// assert!(!scores.removed[0].is_empty());
/// assert_eq!(scores.grown[0].len(), scores.removed[0].len());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scores {
    /// Laplacian centrality of every neuron before rewiring, inputs first.
    pub centrality: Vec<f64>,
    /// Jaccard index of this epoch's hubs and those of the epoch before; none in epoch 0.
    pub hub_overlap: Option<f64>,
    /// CenSET's line and the neurons below it; nothing for other methods.
    pub selection: Option<Selection>,
    /// What the epoch cut, layer by layer.
    pub removed: Changes,
    /// What the epoch grew, layer by layer.
    pub grown: Changes,
    /// What the network said of each test image before rewiring.
    pub predictions: Vec<Prediction>,
}

/// One lane of an experiment in training.
///
/// ```
/// use std::sync::Arc;
///
/// use censet::dataset::Dataset;
/// use censet::experiment::parse;
/// use censet::trainer::{Phase, Trainer};
///
/// let text = "train=100&test=50&side=7&hidden=10&lanes=set&epochs=1";
/// let experiment = parse(text).experiment.unwrap();
/// let data = Dataset::garments(experiment.train, experiment.test, experiment.side);
/// let mut lane = Trainer::new(experiment, 0, Arc::new(data));
/// assert_eq!(lane.moment(), "untrained");
/// while lane.phase() != Phase::Finished {
///     lane.advance();
/// }
/// assert_eq!(lane.moment(), "after epoch 1");
/// let answers = lane.classify(lane.dataset().test.images.view());
/// assert_eq!(answers.dim(), (50, 10));
/// assert!((answers.row(0).sum() - 1.0).abs() < 1e-5);
/// ```
pub struct Trainer {
    experiment: Experiment,
    lane: usize,
    settings: LaneSettings,
    dataset: Arc<Dataset>,
    standardiser: Standardiser,
    workspace: Workspace,
    network: Network,
    /// Each sparse layer's number of connections at the start, up to which regrowth fills.
    initial_connections: Vec<usize>,
    /// After the last epoch's prune, the sparse layers before it, for when the epochs are raised.
    /// Nothing for methods that never prune.
    unpruned: Option<Vec<SparseLayer>>,
    phase: Phase,
    epoch: u32,
    /// The epoch's order of the training images.
    order: Vec<u32>,
    /// Images done in this phase; of a batch in work, none.
    done: usize,
    batch: Option<PartialBatch>,
    loss: f64,
    /// Test images classified rightly in this epoch, and in the one before.
    right: usize,
    right_before: usize,
    /// What the images that are held back showed.
    validated: Validated,
    scores: Scores,
    survey: Option<Survey>,
    /// Places to grow at, as far as they are drawn.
    draws: Option<Draws>,
    /// What the method remembers.
    memory: Memory,
    /// Where the network is from, if it came in; nothing of one that is trained.
    origin: Option<Origin>,
}

impl Trainer {
    /// The experiment this lane belongs to.
    pub fn experiment(&self) -> &Experiment {
        &self.experiment
    }

    /// Which of the experiment's lanes it is.
    pub fn lane(&self) -> usize {
        self.lane
    }

    /// The lane's canonical name, or the name of a network that came in.
    pub fn lane_name(&self) -> String {
        match &self.origin {
            Some(origin) => origin.name.clone(),
            None => self.experiment.lane_name(self.lane),
        }
    }

    /// The network as it is now.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// What the latest epoch showed, complete once its report is out.
    pub fn scores(&self) -> &Scores {
        &self.scores
    }

    /// What the method remembers from epoch to epoch.
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    /// Laplacian centrality of every neuron in the epoch scored last, and before any was, of the network
    /// as it is; inputs first, and without the output layer where the method's graph has none.
    pub fn centrality(&self) -> Vec<f64> {
        if self.scores.centrality.is_empty() {
            return self.measured_centrality();
        }
        self.scores.centrality.clone()
    }

    /// The images that it trains on and tests with; those that are held back are the last of the former.
    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    /// The same, for those who need it as long as they like.
    pub fn shared_dataset(&self) -> Arc<Dataset> {
        Arc::clone(&self.dataset)
    }

    /// The statistics by which images are standardised: those of the images that are learned from.
    pub fn standardiser(&self) -> &Standardiser {
        &self.standardiser
    }

    /// What the network as it is now says of images like the dataset's, shape (n, pixels): the
    /// probability of every class, shape (n, classes). They are standardised as the test images are,
    /// and nothing is learned.
    ///
    /// Asking in the middle of an epoch changes nothing of what follows.
    pub fn classify(&self, images: ArrayView2<'_, u8>) -> Array2<f32> {
        let rows: Vec<u32> = (0..images.nrows() as u32).collect();
        let inputs = Inputs::Images {
            images,
            rows: &rows,
            standardiser: &self.standardiser,
        };
        let batch = Batch {
            inputs,
            classes: &vec![0; rows.len()],
        };
        // Not the trainer's own workspace: a batch may be under way in it.
        let mut workspace = Workspace::default();
        self.network.probabilities(batch, &mut workspace)
    }

    /// The phase that comes next.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// The epoch that is being worked on.
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// Does the next piece of work: some tiles of a batch or of the evaluation, some gradients or
    /// places that a method looks at, or one other phase.
    pub fn advance(&mut self) -> Progress {
        let (phase, epoch) = (self.phase, self.epoch);
        let (mut done, mut of, mut report) = (1, 1, None);
        match phase {
            Phase::Train => {
                (done, of) = self.train();
            }
            Phase::Evaluate => {
                (done, of) = self.evaluate();
            }
            Phase::Score => {
                self.score();
                if self.epoch == 0 {
                    report = Some(self.close_epoch());
                }
            }
            Phase::Prune => {
                (done, of) = self.prune();
            }
            Phase::Regrow => {
                (done, of) = self.regrow();
                report = self.draws.is_none().then(|| self.close_epoch());
            }
            Phase::Finished => {}
        }
        Progress {
            phase,
            epoch,
            done,
            of,
            report,
        }
    }

    /// Whether a piece of the phase that comes next is done already.
    pub fn is_within_phase(&self) -> bool {
        self.done > 0 || self.batch.is_some() || self.survey.is_some() || self.draws.is_some()
    }

    /// The moment that the network is of, in words.
    pub fn moment(&self) -> String {
        if let Some(origin) = &self.origin {
            return origin.moment.clone();
        }
        let epoch = self.epoch;
        match self.phase {
            Phase::Evaluate | Phase::Score if epoch == 0 => "untrained".into(),
            Phase::Finished => format!("after epoch {epoch}"),
            Phase::Train if !self.is_within_phase() => match epoch - 1 {
                0 => "untrained".into(),
                before => format!("after epoch {before}"),
            },
            Phase::Train => format!("within the training of epoch {epoch}"),
            Phase::Evaluate | Phase::Score | Phase::Prune => {
                format!("after the training of epoch {epoch}")
            }
            Phase::Regrow => format!("after the pruning of epoch {epoch}"),
        }
    }

    /// The sizes of the layers that have a centrality, inputs first: the graph of the paper's code
    /// leaves the output layer out.
    pub fn scored_layers(&self) -> Vec<usize> {
        self.settings
            .lc
            .scored(&self.network.layer_sizes())
            .to_vec()
    }

    fn is_last(&self) -> bool {
        self.epoch == self.experiment.epochs
    }

    fn enter(&mut self, phase: Phase) {
        self.phase = phase;
        self.done = 0;
    }

    /// Writes the epoch's report and goes on to the next epoch, if there is one.
    fn close_epoch(&mut self) -> EpochReport {
        let Scores {
            centrality,
            removed,
            grown,
            hub_overlap,
            ..
        } = &self.scores;
        let (lc_mean, lc_std) = mean_and_std(centrality);
        let report = EpochReport {
            lane: self.lane_name(),
            epoch: self.epoch,
            train_loss: self.train_loss(),
            test_accuracy: self.test_accuracy(),
            validation: self.validation(),
            connections: self.network.connections(),
            removed: count(removed),
            grown: count(grown),
            pruned_neurons: self.pruned_neurons(),
            lc_mean,
            lc_std,
            recorded_lc: self.recorded_lc().map(|lc| mean_and_std(&lc)),
            lc_gini: gini(centrality),
            lc_top_decile_share: top_decile_share(centrality),
            hub_overlap: *hub_overlap,
            digest: digest(&self.network),
        };
        if self.is_last() {
            // What never goes on needs no memory.
            if self.settings.scheduled() {
                self.memory.clear();
            }
            self.enter(Phase::Finished);
        } else {
            self.epoch += 1;
            self.enter(Phase::Train);
        }
        report
    }

    /// Raises the number of epochs. A lane that has finished goes back to its last epoch's prune,
    /// which as the last one may have been without regrowth, and reports that epoch again.
    ///
    /// Panics unless `experiment` [continues](Experiment::continues) the lane's.
    pub fn extend(&mut self, experiment: Experiment) {
        assert!(
            experiment.continues(&self.experiment),
            "only the epochs may differ, and only be raised"
        );
        if experiment.epochs == self.experiment.epochs {
            return;
        }
        if self.is_last() && matches!(self.phase, Phase::Regrow | Phase::Finished) {
            let layers = self.network.rewirable_mut().iter_mut();
            for (layer, unpruned) in layers.zip(self.unpruned.take().into_iter().flatten()) {
                layer.connections = unpruned;
            }
            self.scores.removed.clear();
            self.scores.grown.clear();
            self.enter(Phase::Prune);
        }
        // What a method looks for may depend on how many epochs there are.
        (self.survey, self.draws) = (None, None);
        self.experiment = experiment;
    }
}

fn count(changes: &Changes) -> usize {
    changes.iter().map(Vec::len).sum()
}
