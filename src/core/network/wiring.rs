//! Which weights a batch runs through: the network's connections, or for the very first batch of the
//! paper's code all places of a dense layer.

use std::ops::Range;

use wide::f32x4;

use super::kernels;
use super::tile::Samples;
use super::{Layer, Network};

/// The weights from each layer to the next, as one tile needs them.
///
/// ```
/// use censet::network::{Layer, Samples, Wiring};
/// # use censet::network::{Activation, Batch, Dropout, Inputs, Workspace};
/// # use censet::random::{Purpose, stream};
/// # use censet::rewiring::{dense::MLP, initial};
/// # let start = initial::Start { seed: 1, epsilon: 1.0, activation: Activation::Relu };
/// # let network = initial::network(start, &MLP, &[2, 2]);
/// # let numbers = ndarray::array![[3.0, 1.0]];
/// # let batch = Batch { inputs: Inputs::Numbers(numbers.view()), classes: &[0] };
/// # let mut dropout = Dropout::new(0.0, stream(1, Purpose::Dropout, 1, 0));
/// # let mut workspace = Workspace::default();
/// # workspace.begin(&network);
///
/// /// No weight at all: biases alone.
/// struct Severed;
///
/// impl Wiring for Severed {
///     fn forward(&mut self, _: usize, layer: &Layer, _: &[Samples], output: &mut [Samples]) {
///         let biases = output.iter_mut().zip(&layer.biases);
///         biases.for_each(|(output, &bias)| *output = [wide::f32x4::splat(bias); 5]);
///     }
///
///     fn input_delta(&mut self, _: usize, _: &Layer, _: &[Samples], _: &mut [Samples]) {}
/// }
///
/// // Two classes of the same probability.
/// let loss = network.accumulate(batch, 1, &mut Severed, &mut dropout, &mut workspace);
/// assert!((loss - 2f64.ln()).abs() < 1e-6);
/// ```
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
///
/// ```
/// use censet::network::Connections;
/// # use censet::network::{Activation, Batch, Dropout, Inputs, Workspace};
/// # use censet::random::{Purpose, stream};
/// # use censet::rewiring::{dense::MLP, initial};
/// # let start = initial::Start { seed: 1, epsilon: 1.0, activation: Activation::Relu };
/// # let mut network = initial::network(start, &MLP, &[2, 2]);
/// # let numbers = ndarray::array![[3.0, 1.0]];
/// # let batch = Batch { inputs: Inputs::Numbers(numbers.view()), classes: &[0] };
/// # let mut dropout = Dropout::new(0.0, stream(1, Purpose::Dropout, 1, 0));
/// # let mut workspace = Workspace::default();
/// # workspace.begin(&network);
///
/// // Each class has one input as its sum: 3 and 1.
/// let weights = network.layers[0].connections.weights_mut();
/// weights.copy_from_slice(&[1.0, 0.0, 0.0, 1.0]);
/// let loss = network.accumulate(batch, 1, &mut Connections, &mut dropout, &mut workspace);
/// assert!((loss - (-2f64).exp().ln_1p()).abs() < 1e-6);
/// ```
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
///
/// ```
/// use censet::network::Unmasked;
/// # use censet::network::{Batch, Connection, Dropout, Inputs, Layer, LayerActivation};
/// # use censet::network::{Network, SparseLayer, Workspace};
/// # use censet::random::{Purpose, stream};
/// # let connection = Connection { target: 0, source: 0, weight: 1.0 };
/// # let network = Network {
/// #     layers: vec![Layer {
/// #         connections: SparseLayer::new(2, 2, [connection]),
/// #         biases: vec![0.0; 2],
/// #         bias_velocities: vec![0.0; 2],
/// #         activation: LayerActivation::Linear,
/// #     }],
/// # };
/// # let numbers = ndarray::array![[3.0, 1.0]];
/// # let batch = Batch { inputs: Inputs::Numbers(numbers.view()), classes: &[0] };
/// # let mut dropout = Dropout::new(0.0, stream(1, Purpose::Dropout, 1, 0));
/// # let mut workspace = Workspace::default();
/// # workspace.begin(&network);
///
/// // One connection of weight 1, and as much at the three empty places: both sums are 3 + 1.
/// let mut dense = Unmasked::new(&network, |_, _, weights| weights.fill(1.0));
/// let loss = network.accumulate(batch, 1, &mut dense, &mut dropout, &mut workspace);
/// assert!((loss - 2f64.ln()).abs() < 1e-6);
/// ```
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

impl<F: FnMut(usize, usize, &mut [f32])> Unmasked<F> {
    /// The part of [`Wiring::forward`] that is about these targets.
    pub(super) fn forward_rows(
        &mut self,
        index: usize,
        layer: &Layer,
        targets: Range<usize>,
        input: &[Samples],
        output: &mut [Samples],
    ) {
        for target in targets {
            let mut sum = [f32x4::splat(layer.biases[target]); 5];
            for (&weight, input) in self.row(index, layer, target).iter().zip(input) {
                (0..5).for_each(|i| sum[i] += f32x4::splat(weight) * input[i]);
            }
            output[target] = sum;
        }
    }

    /// The part of [`Wiring::input_delta`] that is about these targets.
    pub(super) fn delta_rows(
        &mut self,
        index: usize,
        layer: &Layer,
        targets: Range<usize>,
        delta: &[Samples],
        input_delta: &mut [Samples],
    ) {
        for target in targets {
            let delta = &delta[target];
            for (&weight, input_delta) in
                self.row(index, layer, target).iter().zip(&mut *input_delta)
            {
                (0..5).for_each(|i| input_delta[i] += f32x4::splat(weight) * delta[i]);
            }
        }
    }
}

impl<F: FnMut(usize, usize, &mut [f32])> Wiring for Unmasked<F> {
    fn forward(&mut self, index: usize, layer: &Layer, input: &[Samples], output: &mut [Samples]) {
        self.forward_rows(index, layer, 0..output.len(), input, output);
    }

    fn input_delta(
        &mut self,
        index: usize,
        layer: &Layer,
        delta: &[Samples],
        input_delta: &mut [Samples],
    ) {
        self.delta_rows(index, layer, 0..delta.len(), delta, input_delta);
    }
}
