//! How a lane starts: with its network, and then with its images.

use std::sync::Arc;

use super::{Phase, Scores, Trainer, Validated, validation};
use crate::dataset::{Dataset, Standardiser};
use crate::experiment::Experiment;
use crate::network::{Network, Workspace};
use crate::rewiring::initial;
use crate::rewiring::update::Memory;

impl Trainer {
    /// A lane at its start: the untrained network, which the first pieces of work evaluate.
    ///
    /// Panics if `dataset` is not the one that the experiment selects, or it has no such lane.
    pub fn new(experiment: Experiment, lane: usize, dataset: Arc<Dataset>) -> Self {
        let mut trainer = Self::untrained(experiment, lane);
        trainer.take_images(dataset);
        trainer
    }

    /// A lane that waits for its images: its network, which depends on none of them, can be looked at, and
    /// nothing else can be done before [`take_images`](Self::take_images). Panics if there is no such lane.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use censet::{dataset::Dataset, digest::digest, experiment::parse, trainer::Trainer};
    /// let text = "train=100&test=50&side=7&hidden=10&lanes=set&epochs=1";
    /// let experiment = parse(text).experiment.unwrap();
    /// let data = Dataset::garments(experiment.train, experiment.test, experiment.side);
    /// let mut lane = Trainer::untrained(experiment.clone(), 0);
    /// assert_eq!(lane.centrality().len(), 49 + 10 + 10);
    /// lane.take_images(Arc::new(data.clone()));
    /// let whole = Trainer::new(experiment, 0, Arc::new(data));
    /// assert_eq!(digest(lane.network()), digest(whole.network()));
    /// ```
    pub fn untrained(experiment: Experiment, lane: usize) -> Self {
        let method = experiment.lane_settings(lane).method;
        let sizes = experiment.layer_sizes();
        let network = initial::network(experiment.start(), method, &sizes);
        Self::of_network(experiment, lane, network)
    }

    /// A lane that has a network and no images, with nothing done.
    pub(super) fn of_network(experiment: Experiment, lane: usize, network: Network) -> Self {
        let layers = network.rewirable().iter();
        Self {
            initial_connections: layers.map(|layer| layer.connections.len()).collect(),
            dataset: Arc::new(no_images(&experiment)),
            standardiser: Standardiser::default(),
            workspace: Workspace::default(),
            unpruned: None,
            phase: Phase::Evaluate,
            epoch: 0,
            order: Vec::new(),
            done: 0,
            batch: None,
            loss: 0.0,
            right: 0,
            right_before: 0,
            validated: Validated::default(),
            scores: Scores::default(),
            survey: None,
            draws: None,
            memory: Memory::default(),
            origin: None,
            settings: experiment.lane_settings(lane),
            experiment,
            lane,
            network,
        }
    }

    /// Gives a lane that waits for them the images that it works on. Panics if they are not those that
    /// its experiment selects.
    pub fn take_images(&mut self, dataset: Arc<Dataset>) {
        assert!(
            !dataset.train.is_empty() && !dataset.test.is_empty(),
            "a split has no images"
        );
        let sizes = self.network.layer_sizes();
        assert!(
            sizes[0] == dataset.shape.pixels() && sizes[sizes.len() - 1] == dataset.classes.len(),
            "the images do not fit the network"
        );
        self.standardiser = standardiser(&self.experiment, &dataset);
        self.dataset = dataset;
    }
}

/// The statistics of the images that are learned from.
fn standardiser(experiment: &Experiment, dataset: &Dataset) -> Standardiser {
    let learned = validation::learned(experiment, dataset);
    Standardiser::of_first(learned, dataset.train.images.view())
}

/// What an experiment's images are before they are there.
fn no_images(experiment: &Experiment) -> Dataset {
    Dataset::none(experiment.shape(), experiment.data.class_names())
}
