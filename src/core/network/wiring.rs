//! Which weights a batch runs through: the network's connections, or for the very first batch of the
//! paper's code all places of a dense layer.

use wide::f32x4;

use super::kernels;
use super::tile::Samples;
use super::{Layer, Network};

/// The weights from each layer to the next, as one tile needs them.
pub trait Wiring {
    /// output_t = bias_t + Σ weight · input_source, for every target t of the layer.
    fn forward(&mut self, index: usize, layer: &Layer, input: &[Samples], output: &mut [Samples]);

    /// input_delta_source += weight · delta_target, over all weights of the layer.
    fn input_delta(
        &mut self,
        index: usize,
        layer: &Layer,
        delta: &[Samples],
        input_delta: &mut [Samples],
    );
}

/// The network's own connections.
pub struct Connections;

impl Wiring for Connections {
    fn forward(&mut self, _: usize, layer: &Layer, input: &[Samples], output: &mut [Samples]) {
        kernels::forward(&layer.connections, &layer.biases, input, output);
    }

    fn input_delta(
        &mut self,
        _: usize,
        layer: &Layer,
        delta: &[Samples],
        input_delta: &mut [Samples],
    ) {
        kernels::input_delta(&layer.connections, delta, input_delta);
    }
}

/// Every place of every layer, with the weight that a dense network would start with.
///
/// In the paper's code sparsity is a constraint that is applied after each optimiser step, so the
/// very first batch runs forward and backward through all n_in × n_out weights. Only the weights of
/// the mask survive that step, so only their gradients count. A row of weights is made when it is
/// needed and forgotten again: memory stays that of the connections.
pub struct Unmasked<F> {
    row: F,
    weights: Vec<f32>,
}

impl<F: FnMut(usize, usize, &mut [f32])> Unmasked<F> {
    /// `row(layer, target, weights)` writes the weights from all sources to a target of a layer.
    pub fn new(network: &Network, row: F) -> Self {
        let widest = network
            .layers
            .iter()
            .map(|layer| layer.connections.n_in())
            .max();
        Self {
            row,
            weights: vec![0.0; widest.unwrap_or(0)],
        }
    }

    fn row(&mut self, index: usize, layer: &Layer, target: usize) -> &[f32] {
        let weights = &mut self.weights[..layer.connections.n_in()];
        (self.row)(index, target, weights);
        weights
    }
}

impl<F: FnMut(usize, usize, &mut [f32])> Wiring for Unmasked<F> {
    fn forward(&mut self, index: usize, layer: &Layer, input: &[Samples], output: &mut [Samples]) {
        for (target, output) in output.iter_mut().enumerate() {
            let mut sum = [f32x4::splat(layer.biases[target]); 5];
            for (&weight, input) in self.row(index, layer, target).iter().zip(input) {
                (0..5).for_each(|i| sum[i] += f32x4::splat(weight) * input[i]);
            }
            *output = sum;
        }
    }

    fn input_delta(
        &mut self,
        index: usize,
        layer: &Layer,
        delta: &[Samples],
        input_delta: &mut [Samples],
    ) {
        for (target, delta) in delta.iter().enumerate() {
            for (&weight, input_delta) in
                self.row(index, layer, target).iter().zip(&mut *input_delta)
            {
                (0..5).for_each(|i| input_delta[i] += f32x4::splat(weight) * delta[i]);
            }
        }
    }
}
