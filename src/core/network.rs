//! The network: sparse layers, their kernels, activations, loss and optimiser.
//!
//! Training works on *tiles* of [`TILE`] samples. Every value of a tile belongs to one neuron and is
//! a [`Samples`]: that neuron's number for each of the 20 samples, in five vectors of four lanes. A
//! tile flows forward and backward through the whole network while it is in cache; gradients add up
//! over the tiles of a batch in a fixed order, then the optimiser takes one step.

mod activation;
mod dropout;
pub mod kernels;
mod knockout;
mod loss;
mod place_gradients;
mod slices;
mod sparse_layer;
mod step;
mod tile;
mod wiring;

pub use activation::{Activation, LayerActivation, Srelu};
pub use dropout::Dropout;
pub use knockout::{KnockOut, Quality, groups};
pub use place_gradients::PlaceGradients;
pub use slices::Way;
pub use sparse_layer::{Connection, SparseLayer};
pub use step::{Optimiser, Prediction, Workspace};
pub use tile::{Batch, Inputs, Samples, TILE};
pub use wiring::{Connections, Unmasked, Wiring};

/// A multi-layer perceptron: one [`Layer`] for each step from the inputs to the classes.
///
/// ```
/// use censet::network::Activation;
/// use censet::rewiring::initial::{self, Start};
/// use censet::rewiring::set::SET;
///
/// let start = Start { seed: 1, epsilon: 1.0, activation: Activation::Relu };
/// let network = initial::network(start, &SET, &[12, 6, 3]);
/// assert_eq!(network.layer_sizes(), [12, 6, 3]);
/// // The output layer is dense, and not counted.
/// assert_eq!(network.layers[1].connections.len(), 6 * 3);
/// assert_eq!(network.connections(), network.layers[0].connections.len());
/// assert!(network.connections() < 12 * 6);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// From the first hidden layer to the output layer.
    pub layers: Vec<Layer>,
}

/// One layer of neurons and the connections that feed it.
///
/// ```
/// use censet::network::{Connection, Layer, LayerActivation, Network, SparseLayer};
///
/// let connection = Connection { target: 1, source: 0, weight: 0.5 };
/// let layer = Layer {
///     connections: SparseLayer::new(3, 2, [connection]),
///     biases: vec![0.0; 2],
///     bias_velocities: vec![0.0; 2],
///     activation: LayerActivation::Linear,
/// };
/// let network = Network { layers: vec![layer] };
/// assert_eq!(network.layer_sizes(), [3, 2]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// What feeds the layer's neurons.
    pub connections: SparseLayer,
    /// One bias a neuron.
    pub biases: Vec<f32>,
    /// The velocity of each bias.
    pub bias_velocities: Vec<f32>,
    /// What the layer does to its sums.
    pub activation: LayerActivation,
}

impl Network {
    /// The number of neurons in each layer, inputs first.
    pub fn layer_sizes(&self) -> Vec<usize> {
        let inputs = self.layers[0].connections.n_in();
        let outputs = self.layers.iter().map(|layer| layer.connections.n_out());
        std::iter::once(inputs).chain(outputs).collect()
    }

    /// Connections of the layers before the output layer: what the paper calls "Conn #".
    pub fn connections(&self) -> usize {
        self.rewirable()
            .iter()
            .map(|layer| layer.connections.len())
            .sum()
    }

    /// The layers that rewiring may touch: all but the output layer.
    pub fn rewirable(&self) -> &[Layer] {
        self.layers.split_last().expect("a network has layers").1
    }

    /// The layers that rewiring may touch, to be changed.
    pub fn rewirable_mut(&mut self) -> &mut [Layer] {
        self.layers
            .split_last_mut()
            .expect("a network has layers")
            .1
    }

    /// Where the connections of the rewirable layers are: (target, source) ranks, ascending, the
    /// layers one after the other. Two networks of one experiment can be compared by them.
    pub fn places(&self) -> Vec<u32> {
        let mut before = 0;
        let mut places = Vec::with_capacity(self.connections());
        for layer in self.rewirable().iter().map(|layer| &layer.connections) {
            places.extend(
                layer
                    .iter()
                    .map(|c| (before + layer.position(c.target, c.source)) as u32),
            );
            before += layer.places();
        }
        places
    }

    /// Sets all velocities to 0, as a fresh optimiser would have them.
    pub fn reset_velocities(&mut self) {
        for layer in &mut self.layers {
            layer.connections.velocities_mut().fill(0.0);
            layer.bias_velocities.fill(0.0);
            if let LayerActivation::Srelu(srelu) = &mut layer.activation {
                srelu.reset_velocities();
            }
        }
    }
}
