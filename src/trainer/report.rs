//! What is reported of an epoch, and how it is written as CSV.

use serde::{Deserialize, Serialize};

/// The header of `epochs.csv`.
pub const CSV_HEADER: &str = "lane,epoch,train_loss,test_accuracy,connections,removed,grown,\
                              pruned_neurons,lc_mean,lc_std,seconds";

/// The numbers of one epoch of one lane.
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
    /// The digest of the network after rewiring.
    pub digest: String,
}

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
        let loss = self
            .train_loss
            .map(|loss| loss.to_string())
            .unwrap_or_default();
        format!(
            "{lane},{epoch},{loss},{test_accuracy},{connections},{removed},{grown},\
             {pruned_neurons},{lc_mean},{lc_std},{seconds:.3}"
        )
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
