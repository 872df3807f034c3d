//! A lane's network on its way into a file: the network, its centralities and its accuracy of one
//! moment.

use std::borrow::Cow;

use super::{Phase, Trainer};
use crate::graph::rewired::take_grown;
use crate::graph::{BORN_UNKNOWN, NetworkFile};
use crate::network::Network;

/// Which of an epoch's two networks a file has.
///
/// ```
/// # use std::sync::Arc;
/// # use censet::{dataset::Dataset, experiment::parse};
/// use censet::trainer::{Stage, Trainer};
///
/// # let text = "train=100&test=50&side=7&hidden=10&lanes=set:zeta=0.5&epochs=2";
/// # let experiment = parse(text).experiment.unwrap();
/// # let data = Dataset::garments(experiment.train, experiment.test, experiment.side);
/// let mut lane = Trainer::new(experiment, 0, Arc::new(data));
/// // The start, then the whole of the first epoch.
/// while lane.advance().report.is_none_or(|report| report.epoch == 0) {}
/// let edges = |stage| {
///     lane.network_file(stage, |file| {
///         let mut out = Vec::new();
///         file.write_edges_csv(&mut out).unwrap();
///         out
///     })
/// };
/// assert_ne!(edges(Stage::Trained), edges(Stage::Rewired));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// As the epoch trained it, before its rewiring: the network that accuracy was measured of.
    #[default]
    Trained,
    /// As it is now: between two epochs, after the rewiring.
    Rewired,
}

/// A network, and what is known of it in its moment.
struct OfMoment<'a> {
    network: Cow<'a, Network>,
    moment: String,
    accuracy: Option<f64>,
    centrality: Vec<f64>,
}

impl Trainer {
    /// What files say of the network, handed to `write`. Everything is of one moment, which the file
    /// names. While the next epoch is being trained or measured, either stage is the network as it is
    /// now, whose accuracy nobody knows.
    ///
    /// Between two epochs the network before the rewiring is made from what was cut and grown; of
    /// what was cut in an epoch that was not the last, births are not known.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use censet::{dataset::Dataset, experiment::parse};
    /// use censet::trainer::{Phase, Stage, Trainer};
    ///
    /// # let text = "train=100&test=50&side=7&hidden=10&lanes=set&epochs=1";
    /// # let experiment = parse(text).experiment.unwrap();
    /// # let data = Dataset::garments(experiment.train, experiment.test, experiment.side);
    /// # let mut lane = Trainer::new(experiment, 0, Arc::new(data));
    /// # while lane.phase() != Phase::Finished {
    /// #     lane.advance();
    /// # }
    /// let of = |stage| lane.network_file(stage, |file| (file.moment.to_owned(), file.accuracy));
    /// let (moment, accuracy) = of(Stage::Trained);
    /// assert_eq!(moment, "after the training of epoch 1");
    /// assert!(accuracy.is_some());
    /// assert_eq!(of(Stage::Rewired), ("after epoch 1".into(), None));
    /// ```
    pub fn network_file<T>(&self, stage: Stage, write: impl FnOnce(NetworkFile) -> T) -> T {
        let OfMoment {
            network,
            moment,
            accuracy,
            centrality,
        } = self.of_moment(stage);
        write(NetworkFile {
            network: &network,
            experiment: &match &self.origin {
                Some(origin) => origin.experiment.clone(),
                None => self.experiment.to_string(),
            },
            lane: &self.lane_name(),
            moment: &moment,
            accuracy,
            centrality: &centrality,
        })
    }

    fn of_moment(&self, stage: Stage) -> OfMoment<'_> {
        let scores = &self.scores;
        let reported = self.is_between_epochs() && !scores.centrality.is_empty();
        let rewired = reported || self.phase == Phase::Regrow;
        let unchanged = [&scores.removed, &scores.grown];
        let unchanged = unchanged.into_iter().flatten().all(Vec::is_empty);
        let trained = rewired && !unchanged && stage == Stage::Trained;
        let (network, moment) = if trained {
            let moment = format!("after the training of epoch {}", self.last_epoch());
            (Cow::Owned(self.before_rewiring()), moment)
        } else {
            (Cow::Borrowed(&self.network), self.moment())
        };
        let known = trained || self.phase == Phase::Prune || (rewired && unchanged);
        let layers = network.layers.iter().map(|layer| &layer.connections);
        OfMoment {
            centrality: self.settings.lc.centrality(&layers.collect::<Vec<_>>()),
            accuracy: known
                .then(|| self.test_accuracy())
                .filter(|known| !known.is_nan()),
            network,
            moment,
        }
    }

    /// The epoch that was trained last.
    fn last_epoch(&self) -> u32 {
        match self.phase {
            Phase::Train => self.epoch.saturating_sub(1),
            _ => self.epoch,
        }
    }

    /// The network as the epoch that has just been rewired had trained it.
    fn before_rewiring(&self) -> Network {
        let mut network = self.network.clone();
        let epoch = u16::try_from(self.last_epoch()).expect("an experiment's epochs fit");
        if let Some(unpruned) = &self.unpruned {
            for (layer, unpruned) in network.rewirable_mut().iter_mut().zip(unpruned) {
                layer.connections = unpruned.clone();
            }
            return network;
        }
        for (layer, cut) in network.rewirable_mut().iter_mut().zip(&self.scores.removed) {
            if self.phase != Phase::Regrow {
                take_grown(&mut layer.connections, epoch);
            }
            layer.connections.insert(cut, BORN_UNKNOWN);
        }
        network
    }
}
