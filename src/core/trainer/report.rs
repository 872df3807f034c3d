//! What is reported of an epoch, and how it is written as CSV.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::Validation;

/// The header of `epochs.csv` where no images are held back, see [`csv_header`].
pub const CSV_HEADER: &str = "lane,epoch,train_loss,test_accuracy,connections,removed,grown,\
                              pruned_neurons,lc_mean,lc_std,seconds,\
                              recorded_lc_mean,recorded_lc_std";

/// The columns that `epochs.csv` has behind those of [`CSV_HEADER`] where images are held back.
const VALIDATION_COLUMNS: &str = "validation_accuracy,validation_loss";

/// The header of `epochs.csv`, of an experiment that holds images back or not.
///
/// ```
/// use censet::trainer::{CSV_HEADER, csv_header};
///
/// assert_eq!(csv_header(false), CSV_HEADER);
/// assert!(csv_header(true).ends_with("recorded_lc_std,validation_accuracy,validation_loss"));
/// ```
pub fn csv_header(validated: bool) -> Cow<'static, str> {
    match validated {
        true => format!("{CSV_HEADER},{VALIDATION_COLUMNS}").into(),
        false => CSV_HEADER.into(),
    }
}

/// The header of `statistics.csv`.
pub const STATISTICS_CSV_HEADER: &str = "lane,epoch,lc_gini,lc_top_decile_share,hub_overlap";

/// The numbers of one epoch of one lane.
///
/// ```
/// # use std::sync::Arc;
/// # use censet::{dataset::Dataset, experiment::parse};
/// use censet::trainer::{CSV_HEADER, Trainer};
///
/// # let text = "train=100&test=50&side=7&hidden=10&lanes=set&epochs=1";
/// # let experiment = parse(text).experiment.unwrap();
/// # let data = Dataset::garments(experiment.train, experiment.test, experiment.side);
/// let mut lane = Trainer::new(experiment, 0, Arc::new(data));
/// let report = (0..2).find_map(|_| lane.advance().report).unwrap();
/// assert_eq!((report.epoch, report.train_loss), (0, None));
/// let line = report.csv(1.5);
/// assert!(line.starts_with("set,0,,"));
/// assert_eq!(line.split(',').count(), CSV_HEADER.split(',').count());
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EpochReport {
    /// The lane's canonical name.
    pub lane: String,
    /// 0 for the untrained network.
    pub epoch: u32,
    /// Mean cross-entropy of the training images as they were trained on; none in epoch 0.
    pub train_loss: Option<f64>,
    /// Percent of the test images, before rewiring.
    pub test_accuracy: f64,
    /// What the images that are held back showed, before rewiring; nothing if none are. Saved apart from
    /// the rest, as earlier versions had none.
    #[serde(skip)]
    pub validation: Option<Validation>,
    /// Connections before the output layer, after rewiring.
    pub connections: usize,
    /// Connections cut.
    pub removed: usize,
    /// Connections grown.
    pub grown: usize,
    /// Neurons below CenSET's threshold, those with nothing left to cut included.
    pub pruned_neurons: usize,
    /// Mean Laplacian centrality over the neurons, before rewiring.
    pub lc_mean: f64,
    /// Population standard deviation of the same.
    pub lc_std: f64,
    /// Mean and population standard deviation of the centrality that the paper's code recorded, on
    /// the graph it built for this method; under `lc=published`, for the methods it ran.
    pub recorded_lc: Option<(f64, f64)>,
    /// Gini coefficient of the centralities' sizes |LC|; none if all are 0.
    pub lc_gini: Option<f64>,
    /// The part of Σ |LC| that the top decile of neurons holds; none if all are 0.
    pub lc_top_decile_share: Option<f64>,
    /// Jaccard index of the hubs (the top decile) and those of the epoch before; none in epoch 0.
    pub hub_overlap: Option<f64>,
    /// The digest of the network after rewiring.
    pub digest: String,
}

/// A mean loss beyond which nothing is learned any more; that of guessing is the logarithm of the number of classes.
const RUNAWAY_LOSS: f64 = 1e4;

impl EpochReport {
    /// The epoch as a line of `epochs.csv`, with the seconds that the shell measured.
    pub fn csv(&self, seconds: f64) -> String {
        let Self {
            lane,
            epoch,
            test_accuracy,
            connections,
            removed,
            grown,
            pruned_neurons,
            lc_mean,
            lc_std,
            ..
        } = self;
        let loss = optional(self.train_loss);
        let recorded = optional(self.recorded_lc.map(|(mean, _)| mean));
        let recorded_std = optional(self.recorded_lc.map(|(_, std)| std));
        let validation = self
            .validation
            .map(|Validation { accuracy, loss }| format!(",{accuracy},{loss}"));
        let validation = validation.unwrap_or_default();
        format!(
            "{lane},{epoch},{loss},{test_accuracy},{connections},{removed},{grown},\
             {pruned_neurons},{lc_mean},{lc_std},{seconds:.3},{recorded},{recorded_std}{validation}"
        )
    }

    /// Whether the epoch's network has lost its numbers: a weight is none any more.
    pub fn diverged(&self) -> bool {
        !self.lc_mean.is_finite()
    }

    /// Whether the loss has run away while all weights are still numbers.
    pub fn ran_away(&self) -> bool {
        self.train_loss.is_some_and(|loss| loss > RUNAWAY_LOSS) && !self.diverged()
    }

    /// The epoch as a line of `statistics.csv`.
    pub fn statistics_csv(&self) -> String {
        let statistics = [self.lc_gini, self.lc_top_decile_share, self.hub_overlap];
        let [gini, share, overlap] = statistics.map(optional);
        format!("{},{},{gini},{share},{overlap}", self.lane, self.epoch)
    }
}

/// The header of `centrality.csv`.
pub const CENTRALITY_CSV_HEADER: &str = "lane,epoch,layer,neuron,lc";

/// Whether `centrality.csv` holds this epoch of `epochs`: 0, then 1, 26, 51 … (the paper's 0, 25,
/// 50 …), and the last.
pub fn is_centrality_epoch(epoch: u32, epochs: u32) -> bool {
    epoch == 0 || epoch % 25 == 1 || epoch == epochs
}

/// The lines of `centrality.csv` for one epoch: one for each neuron, layers counted from the inputs
/// (0), neurons from 0. `centrality` has the layers of `sizes` one after the other.
pub fn centrality_csv(lane: &str, epoch: u32, sizes: &[usize], centrality: &[f64]) -> String {
    let neurons = sizes
        .iter()
        .enumerate()
        .flat_map(|(layer, &n)| (0..n).map(move |i| (layer, i)));
    neurons
        .zip(centrality)
        .map(|((layer, neuron), lc)| format!("{lane},{epoch},{layer},{neuron},{lc}\n"))
        .collect()
}

/// A number, or nothing where there is none.
fn optional(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
