//! The first batch of the paper's code, which saw a dense network.
//!
//! There the sparsity is a constraint that is applied after each optimiser step, so the very first
//! batch runs forward and backward through all n_in × n_out weights. Only the weights of the mask
//! survive that step, so only their gradients are kept.

use super::step::{Optimiser, Workspace};
use super::{Batch, Dropout, Network};

impl Network {
    /// [`Network::train`] with the loss and gradients of `dense`, a network of the same layers with
    /// every connection. Takes memory for n_in × n_out connections while it lasts.
    pub fn train_through(
        &mut self,
        dense: &Network,
        batch: Batch<'_>,
        dropout: &mut Dropout,
        optimiser: Optimiser,
        workspace: &mut Workspace,
    ) -> f64 {
        let loss = dense.accumulate(batch, dropout, workspace);
        let gradients = workspace.gradients.iter_mut();
        for (layer, gradient) in self.layers.iter_mut().zip(gradients) {
            let connections = &layer.connections;
            // A dense layer has every place in order, so a place is an index.
            gradient.weights = connections
                .iter()
                .map(|c| gradient.weights[connections.position(c.target, c.source) as usize])
                .collect();
            optimiser.apply(layer, gradient);
        }
        loss
    }
}
