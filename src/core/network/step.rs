//! One optimiser step over a batch, and the network's answers without training.

use ndarray::Array2;

use super::activation::{LayerActivation, Srelu, relu, relu_backward, srelu, srelu_backward};
use super::dropout::Dropout;
use super::kernels;
use super::loss::{softmax, softmax_cross_entropy};
use super::tile::{Batch, Samples, TILE, ZERO, get};
use super::wiring::{Connections, Wiring};
use super::{Layer, Network};

/// Stochastic gradient descent with momentum: v ← m·v − lr·g, w ← w + v.
///
/// ```
/// use censet::network::{Optimiser, Workspace};
/// # use censet::network::{Activation, Batch, Dropout, Inputs};
/// # use censet::random::{Purpose, stream};
/// # use censet::rewiring::{dense::MLP, initial};
/// # let start = initial::Start { seed: 1, epsilon: 1.0, activation: Activation::Relu };
/// # let mut network = initial::network(start, &MLP, &[2, 2]);
/// # let numbers = ndarray::array![[3.0, 1.0]];
/// # let batch = Batch { inputs: Inputs::Numbers(numbers.view()), classes: &[1] };
/// # let mut dropout = Dropout::new(0.0, stream(1, Purpose::Dropout, 1, 0));
///
/// let optimiser = Optimiser { learning_rate: 0.1, momentum: 0.9 };
/// let mut workspace = Workspace::default();
/// let mut train = || network.train(batch, &mut dropout, optimiser, &mut workspace);
/// let losses = [train(), train(), train(), train()];
/// assert!(losses.is_sorted_by(|before, after| before > after));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Optimiser {
    /// The learning rate lr.
    pub learning_rate: f32,
    /// The momentum m.
    pub momentum: f32,
}

/// What the network says of one image.
///
/// ```
/// use censet::network::{Prediction, Workspace};
/// # use censet::network::{Activation, Batch, Inputs};
/// # use censet::rewiring::{dense::MLP, initial};
/// # let start = initial::Start { seed: 1, epsilon: 1.0, activation: Activation::Relu };
/// # let mut network = initial::network(start, &MLP, &[2, 2]);
///
/// // Each class has one input as its sum.
/// let weights = network.layers[0].connections.weights_mut();
/// weights.copy_from_slice(&[1.0, 0.0, 0.0, 1.0]);
/// let numbers = ndarray::array![[1.0, 3.0], [2.0, 2.0]];
/// let batch = Batch { inputs: Inputs::Numbers(numbers.view()), classes: &[0, 0] };
/// let said = network.predict(batch, &mut Workspace::default());
/// assert!(said[0].class == 1 && said[0].confidence > 0.5);
/// assert_eq!(said[1], Prediction { class: 0, confidence: 0.5 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prediction {
    /// The class of largest probability, the first of equals.
    pub class: u8,
    /// That probability.
    pub confidence: f32,
}

/// The gradients of one layer, summed over the tiles of a batch.
struct Gradient {
    weights: Vec<f32>,
    biases: Vec<f32>,
    /// Four a neuron under SReLU, else none.
    srelu: Vec<[f32; 4]>,
}

/// The memory that steps work in, kept from batch to batch.
///
/// It grows with the number of connections and neurons: one tile of activations for each layer, one
/// gradient for each parameter.
///
/// ```
/// use censet::network::{Connections, Optimiser, Workspace};
/// # use censet::network::{Activation, Batch, Dropout, Inputs};
/// # use censet::random::{Purpose, stream};
/// # use censet::rewiring::{dense::MLP, initial};
/// # let start = initial::Start { seed: 1, epsilon: 1.0, activation: Activation::Relu };
/// # let mut network = initial::network(start, &MLP, &[2, 2]);
/// # let numbers = ndarray::array![[3.0, 1.0]];
/// # let batch = Batch { inputs: Inputs::Numbers(numbers.view()), classes: &[0] };
/// # let mut dropout = Dropout::new(0.0, stream(1, Purpose::Dropout, 1, 0));
///
/// let mut workspace = Workspace::default();
/// workspace.begin(&network);
/// network.accumulate(batch, 1, &mut Connections, &mut dropout, &mut workspace);
/// // The gradients stay in the workspace until a step follows them.
/// assert_eq!(network.layers[0].biases, [0.0, 0.0]);
/// network.step(Optimiser { learning_rate: 1.0, momentum: 0.0 }, &workspace);
/// assert!(network.layers[0].biases[0] > 0.0 && network.layers[0].biases[1] < 0.0);
/// ```
#[derive(Default)]
pub struct Workspace {
    pub(super) pixels: Vec<Samples>,
    /// By layer: the sums, then (on the way back) their deltas.
    pub(super) sums: Vec<Vec<Samples>>,
    /// By hidden layer: after activation and dropout.
    pub(super) outputs: Vec<Vec<Samples>>,
    /// By hidden layer: the dropout multipliers.
    masks: Vec<Vec<Samples>>,
    /// Deltas of the outputs of the layer that is being passed back through.
    pub(super) delta: Vec<Samples>,
    gradients: Vec<Gradient>,
}

impl Workspace {
    /// Fits the buffers to the network: rewiring changes the number of connections.
    pub(super) fn fit(&mut self, network: &Network) {
        let sizes = network.layer_sizes();
        self.pixels.resize(sizes[0], ZERO);
        let hidden = &sizes[1..sizes.len() - 1];
        for buffers in [&mut self.outputs, &mut self.masks] {
            buffers.resize_with(hidden.len(), Vec::new);
            buffers
                .iter_mut()
                .zip(hidden)
                .for_each(|(buffer, &n)| buffer.resize(n, ZERO));
        }
        self.sums.resize_with(network.layers.len(), Vec::new);
        self.sums
            .iter_mut()
            .zip(&sizes[1..])
            .for_each(|(buffer, &n)| buffer.resize(n, ZERO));
    }

    /// Begins a batch: no gradients yet.
    pub fn begin(&mut self, network: &Network) {
        self.gradients
            .resize_with(network.layers.len(), || Gradient {
                weights: Vec::new(),
                biases: Vec::new(),
                srelu: Vec::new(),
            });
        for (gradient, layer) in self.gradients.iter_mut().zip(&network.layers) {
            gradient.weights.clear();
            gradient.weights.resize(layer.connections.len(), 0.0);
            gradient.biases.clear();
            gradient.biases.resize(layer.biases.len(), 0.0);
            gradient.srelu.clear();
            if let LayerActivation::Srelu(srelu) = &layer.activation {
                gradient.srelu.resize(srelu.parameters.len(), [0.0; 4]);
            }
        }
    }

    /// The gradients of a layer's weights, added up since [`begin`](Self::begin).
    #[cfg(test)]
    pub(super) fn weight_gradients(&self, layer: usize) -> &[f32] {
        &self.gradients[layer].weights
    }

    /// Sends the gathered pixels forward, or the sums of the layer that are `known`; the output layer's
    /// sums are in `self.sums`.
    pub(super) fn forward(
        &mut self,
        network: &Network,
        wiring: &mut impl Wiring,
        mut dropout: Option<&mut Dropout>,
        known: Option<usize>,
    ) {
        if let Some(known) = known {
            self.activate(network, known, dropout.as_deref_mut());
        }
        let first = known.map_or(0, |known| known + 1);
        for (l, layer) in network.layers.iter().enumerate().skip(first) {
            let input = match l {
                0 => &self.pixels,
                _ => &self.outputs[l - 1],
            };
            wiring.forward(l, layer, input, &mut self.sums[l]);
            self.activate(network, l, dropout.as_deref_mut());
        }
    }

    /// What follows the sums of layer `l`: its outputs, unless it is the last.
    pub(super) fn activate(&mut self, network: &Network, l: usize, dropout: Option<&mut Dropout>) {
        let Some(output) = self.outputs.get_mut(l) else {
            return;
        };
        let (sums, masks) = (&self.sums[l], &mut self.masks[l]);
        match &network.layers[l].activation {
            LayerActivation::Relu => activate(sums, output, masks, dropout, |_, x| relu(x)),
            LayerActivation::Srelu(Srelu { parameters, .. }) => {
                activate(sums, output, masks, dropout, |neuron, x| {
                    srelu(parameters[neuron], x)
                });
            }
            LayerActivation::Linear => activate(sums, output, masks, dropout, |_, x| *x),
        }
    }

    /// Sends the output layer's deltas (in `self.sums`) back and adds up the gradients.
    pub(super) fn backward(&mut self, network: &Network, wiring: &mut impl Wiring) {
        for (l, layer) in network.layers.iter().enumerate().rev() {
            if self.leave(network, l) {
                wiring.input_delta(l, layer, &self.sums[l], &mut self.delta);
                self.arrive(network, l);
            }
        }
    }

    /// Adds up the gradients of layer `l`, whose deltas are known; false if there is no layer before it.
    pub(super) fn leave(&mut self, network: &Network, l: usize) -> bool {
        let Gradient {
            weights, biases, ..
        } = &mut self.gradients[l];
        let (connections, deltas) = (&network.layers[l].connections, &self.sums[l]);
        let input = match l {
            0 => &self.pixels,
            _ => &self.outputs[l - 1],
        };
        kernels::weight_gradient(connections, input, deltas, weights, biases);
        if l == 0 {
            return false;
        }
        self.delta.clear();
        self.delta.resize(self.sums[l - 1].len(), ZERO);
        true
    }

    /// Makes the deltas of the layer before `l` of those of its outputs, which `self.delta` has.
    pub(super) fn arrive(&mut self, network: &Network, l: usize) {
        let sums = &mut self.sums[l - 1];
        let deltas = self.delta.iter().zip(&self.masks[l - 1]);
        let deltas = deltas.map(|(delta, mask)| multiply(delta, mask));
        let places = sums.iter_mut().zip(deltas);
        match &network.layers[l - 1].activation {
            LayerActivation::Relu => {
                places.for_each(|(sums, delta)| *sums = relu_backward(sums, &delta));
            }
            LayerActivation::Srelu(Srelu { parameters, .. }) => {
                let gradients = &mut self.gradients[l - 1].srelu;
                for ((sums, delta), (&p, gradient)) in places.zip(parameters.iter().zip(gradients))
                {
                    *sums = srelu_backward(p, sums, &delta, gradient);
                }
            }
            LayerActivation::Linear => places.for_each(|(sums, delta)| *sums = delta),
        }
    }
}

/// A hidden layer's outputs, neuron by neuron: `f` of its sums, then dropout in the same pass.
fn activate(
    sums: &[Samples],
    outputs: &mut [Samples],
    masks: &mut [Samples],
    dropout: Option<&mut Dropout>,
    f: impl Fn(usize, &Samples) -> Samples,
) {
    let places = outputs.iter_mut().zip(sums).enumerate();
    match dropout {
        None => places.for_each(|(neuron, (output, sums))| *output = f(neuron, sums)),
        Some(dropout) => {
            for ((neuron, (output, sums)), mask) in places.zip(masks) {
                *mask = dropout.mask();
                *output = multiply(&f(neuron, sums), mask);
            }
        }
    }
}

fn multiply(samples: &Samples, by: &Samples) -> Samples {
    std::array::from_fn(|i| samples[i] * by[i])
}

impl Optimiser {
    fn update(self, value: &mut f32, velocity: &mut f32, gradient: f32) {
        *velocity = self.momentum * *velocity - self.learning_rate * gradient;
        *value += *velocity;
    }

    fn apply(self, layer: &mut Layer, gradient: &Gradient) {
        let (weights, velocities) = layer.connections.weights_and_velocities_mut();
        for ((w, v), &g) in weights.iter_mut().zip(velocities).zip(&gradient.weights) {
            self.update(w, v, g);
        }
        let biases = layer.biases.iter_mut().zip(&mut layer.bias_velocities);
        for ((b, v), &g) in biases.zip(&gradient.biases) {
            self.update(b, v, g);
        }
        if let LayerActivation::Srelu(srelu) = &mut layer.activation {
            let parameters = srelu.parameters.as_flattened_mut().iter_mut();
            let velocities = srelu.velocities.as_flattened_mut();
            for ((p, v), &g) in parameters
                .zip(velocities)
                .zip(gradient.srelu.as_flattened())
            {
                self.update(p, v, g);
            }
        }
    }
}

impl Network {
    /// Trains on one batch: the gradient of the mean cross-entropy over its images, one optimiser
    /// step. Returns the summed loss of the images, as they were seen (with dropout, before the
    /// step).
    pub fn train(
        &mut self,
        batch: Batch<'_>,
        dropout: &mut Dropout,
        optimiser: Optimiser,
        workspace: &mut Workspace,
    ) -> f64 {
        workspace.begin(self);
        let loss = self.accumulate(batch, batch.len(), &mut Connections, dropout, workspace);
        self.step(optimiser, workspace);
        loss
    }

    /// Adds the gradients of a piece of a batch of `of` samples to those of the pieces before it,
    /// since [`Workspace::begin`]; returns the summed loss. Every piece but the last must be a
    /// multiple of [`TILE`] samples long: then the pieces change no bit of the result.
    pub fn accumulate(
        &self,
        piece: Batch<'_>,
        of: usize,
        wiring: &mut impl Wiring,
        dropout: &mut Dropout,
        workspace: &mut Workspace,
    ) -> f64 {
        workspace.fit(self);
        let mut loss = 0.0;
        for first in (0..piece.len()).step_by(TILE) {
            let classes = piece.gather(first, &mut workspace.pixels);
            workspace.forward(self, wiring, Some(dropout), None);
            let sums = workspace.sums.last_mut().expect("a network has layers");
            loss += softmax_cross_entropy(sums, classes, of);
            workspace.backward(self, wiring);
        }
        loss
    }

    /// One optimiser step along the gradients in the workspace.
    pub fn step(&mut self, optimiser: Optimiser, workspace: &Workspace) {
        for (layer, gradient) in self.layers.iter_mut().zip(&workspace.gradients) {
            optimiser.apply(layer, gradient);
        }
    }

    /// What the network says of each image of the batch: no dropout, nothing learned.
    pub fn predict(&self, batch: Batch<'_>, workspace: &mut Workspace) -> Vec<Prediction> {
        let mut predictions = Vec::with_capacity(batch.len());
        self.answer(batch, workspace, |probabilities, sample| {
            predictions.push(Prediction::of(probabilities, sample));
        });
        predictions
    }

    /// The probability of every class for each image of the batch, shape (samples, classes): no
    /// dropout, nothing learned.
    pub fn probabilities(&self, batch: Batch<'_>, workspace: &mut Workspace) -> Array2<f32> {
        let classes = self.layer_sizes()[self.layers.len()];
        let mut all = Vec::with_capacity(batch.len() * classes);
        self.answer(batch, workspace, |probabilities, sample| {
            all.extend(probabilities.iter().map(|class| get(class, sample)));
        });
        Array2::from_shape_vec((batch.len(), classes), all).expect("a row for each sample")
    }

    /// Shows the batch to the network; `take` gets the classes' probabilities in a tile and a place in
    /// it, for one sample after the other.
    fn answer(
        &self,
        batch: Batch<'_>,
        workspace: &mut Workspace,
        mut take: impl FnMut(&[Samples], usize),
    ) {
        workspace.fit(self);
        for first in (0..batch.len()).step_by(TILE) {
            let samples = batch.gather(first, &mut workspace.pixels).len();
            workspace.forward(self, &mut Connections, None, None);
            let sums = workspace.sums.last_mut().expect("a network has layers");
            softmax(sums);
            (0..samples).for_each(|sample| take(sums, sample));
        }
    }
}

impl Prediction {
    pub(super) fn of(probabilities: &[Samples], sample: usize) -> Self {
        let mut best = Self {
            class: 0,
            confidence: get(&probabilities[0], sample),
        };
        for (class, samples) in probabilities.iter().enumerate().skip(1) {
            let confidence = get(samples, sample);
            if confidence > best.confidence {
                best = Self {
                    class: class as u8,
                    confidence,
                };
            }
        }
        best
    }
}
