//! Gradients of all places of a layer, those without a connection included.

use std::ops::Range;

use super::dropout::Dropout;
use super::kernels::{fold, sum};
use super::loss::softmax_cross_entropy;
use super::tile::{Batch, Samples, TILE};
use super::wiring::Connections;
use super::{Network, Workspace};
use crate::random::{Purpose, stream};

/// What the gradients of one layer are made of: its inputs and its deltas, for every sample of a batch.
///
/// The gradient of the place (source, target) is the sum over the samples of delta_target · input_source.
/// Where there is a connection, it is to the last bit what training adds up for it. n_in + n_out numbers
/// a sample are kept; the n_in × n_out gradients come one target at a time.
///
/// ```
/// use censet::network::PlaceGradients;
/// # use censet::network::{Batch, Connection, Inputs, Layer, LayerActivation, Network, SparseLayer};
/// # let connection = Connection { target: 0, source: 0, weight: 1.0 };
/// # let network = Network {
/// #     layers: vec![Layer {
/// #         connections: SparseLayer::new(2, 2, [connection]),
/// #         biases: vec![0.0; 2],
/// #         bias_velocities: vec![0.0; 2],
/// #         activation: LayerActivation::Linear,
/// #     }],
/// # };
///
/// // One connection at four places, one sample of class 0.
/// let numbers = ndarray::array![[1.0, 2.0]];
/// let batch = Batch { inputs: Inputs::Numbers(numbers.view()), classes: &[0] };
/// let mut rows = Vec::new();
/// let gradients = PlaceGradients::new(&network, batch, 0);
/// gradients.for_each_target(&mut |_, row| rows.push(row.to_vec()));
/// // More weight to class 0 means less loss, by as much as the input is large.
/// assert!(rows[0][0] < 0.0);
/// assert_eq!(rows[0][1], 2.0 * rows[0][0]);
/// assert!(rows[1][0] > 0.0 && rows[1][1] > 0.0);
/// ```
pub struct PlaceGradients {
    layer: usize,
    workspace: Workspace,
    /// By tile.
    inputs: Vec<Vec<Samples>>,
    deltas: Vec<Vec<Samples>>,
}

impl PlaceGradients {
    /// Sends the batch through the network, forward and backward, without dropout; nothing is learned.
    ///
    /// `layer` counts the layers of connections from 0. Panics if there is no such layer.
    pub fn new(network: &Network, batch: Batch<'_>, layer: usize) -> Self {
        let mut gradients = Self::of(network, layer);
        while gradients.send(network, batch) {}
        gradients
    }

    /// Of a layer through which nothing has been sent yet.
    pub fn of(network: &Network, layer: usize) -> Self {
        let mut workspace = Workspace::default();
        workspace.begin(network);
        workspace.fit(network);
        Self {
            layer,
            workspace,
            inputs: Vec::new(),
            deltas: Vec::new(),
        }
    }

    /// Sends the batch's next tile; false if there is none.
    pub fn send(&mut self, network: &Network, batch: Batch<'_>) -> bool {
        let first = self.inputs.len() * TILE;
        if first >= batch.len() {
            return false;
        }
        let (layer, workspace) = (self.layer, &mut self.workspace);
        // Drops nothing, so it draws nothing.
        let mut dropout = Dropout::new(0.0, stream(0, Purpose::Dropout, 0, 0));
        let classes = batch.gather(first, &mut workspace.pixels);
        workspace.forward(network, &mut Connections, Some(&mut dropout), None);
        let sums = workspace.sums.last_mut().expect("a network has layers");
        softmax_cross_entropy(sums, classes, batch.len());
        workspace.backward(network, &mut Connections);
        let input = match layer.checked_sub(1) {
            None => &workspace.pixels,
            Some(before) => &workspace.outputs[before],
        };
        self.inputs.push(input.clone());
        self.deltas.push(workspace.sums[layer].clone());
        true
    }

    /// Products of a delta and an input that the gradients of one target are the sums of.
    pub fn work_per_target(&self) -> usize {
        TILE * self.inputs.iter().map(Vec::len).sum::<usize>()
    }

    /// Calls `row(target, gradients)` for every target in order, with one gradient a source.
    pub fn for_each_target(&self, row: &mut dyn FnMut(usize, &[f32])) {
        let targets = self.deltas.first().map_or(0, Vec::len);
        self.for_targets(0..targets, row);
    }

    /// The same for some of the targets.
    pub fn for_targets(&self, targets: Range<usize>, row: &mut dyn FnMut(usize, &[f32])) {
        let mut gradients = vec![0.0; self.inputs.first().map_or(0, Vec::len)];
        for target in targets {
            gradients.fill(0.0);
            for (inputs, deltas) in self.inputs.iter().zip(&self.deltas) {
                let delta = &deltas[target];
                for (gradient, input) in gradients.iter_mut().zip(inputs) {
                    let products: Samples = std::array::from_fn(|i| delta[i] * input[i]);
                    *gradient += sum(fold(&products));
                }
            }
            row(target, &gradients);
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::Array2;

    use super::super::{Connection, Inputs, Layer, LayerActivation, SparseLayer};
    use super::*;

    fn layer(n_in: u32, n_out: u32, every: u32, activation: LayerActivation) -> Layer {
        let places = (0..n_in * n_out).filter(|place| place % every == 0);
        let connections = places.map(|place| Connection {
            target: place / n_in,
            source: place % n_in,
            weight: ((place * 37 % 19) as f32 - 9.0) / 10.0,
        });
        Layer {
            connections: SparseLayer::new(n_in as usize, n_out as usize, connections),
            biases: (0..n_out).map(|i| i as f32 / 7.0 + 0.1).collect(),
            bias_velocities: vec![0.0; n_out as usize],
            activation,
        }
    }

    fn network() -> Network {
        Network {
            layers: vec![
                layer(7, 8, 2, LayerActivation::Relu),
                layer(8, 7, 3, LayerActivation::Relu),
                layer(7, 3, 1, LayerActivation::Linear),
            ],
        }
    }

    fn numbers() -> (Array2<f32>, Vec<u8>) {
        let number = |(i, j)| ((i * 5 + j * 3) % 11) as f32 / 5.0 - 1.0;
        let classes = (0..47).map(|i| i % 3).collect();
        (Array2::from_shape_fn((47, 7), number), classes)
    }

    /// A step without momentum at rate 1 moves each weight by its gradient.
    #[test]
    fn connected_places_have_the_gradients_that_training_follows() {
        let (network, (numbers, classes)) = (network(), numbers());
        let batch = Batch {
            inputs: Inputs::Numbers(numbers.view()),
            classes: &classes,
        };
        let mut workspace = Workspace::default();
        workspace.begin(&network);
        let mut dropout = Dropout::new(0.0, stream(1, Purpose::Dropout, 1, 0));
        network.accumulate(batch, 47, &mut Connections, &mut dropout, &mut workspace);
        for (index, layer) in network.layers.iter().enumerate() {
            let mut rows = Vec::new();
            PlaceGradients::new(&network, batch, index)
                .for_each_target(&mut |_, row| rows.extend_from_slice(row));
            let connections = &layer.connections;
            assert_eq!(rows.len() as u64, connections.places());
            let mut different = 0;
            for (c, &trained) in connections.iter().zip(workspace.weight_gradients(index)) {
                let place = connections.position(c.target, c.source) as usize;
                assert_eq!(rows[place].to_bits(), trained.to_bits());
                different += usize::from(trained != 0.0);
            }
            assert!(different > 3);
        }
    }

    /// A connection of weight 0 changes nothing of what a network says, and has a gradient.
    #[test]
    fn empty_places_have_the_gradients_that_connections_of_weight_0_would_have() {
        let (network, (numbers, classes)) = (network(), numbers());
        let batch = Batch {
            inputs: Inputs::Numbers(numbers.view()),
            classes: &classes,
        };
        let mut full = network.clone();
        for layer in &mut full.layers {
            let of = &layer.connections;
            let (n_in, n_out) = (of.n_in() as u32, of.n_out() as u32);
            let mut weights = vec![0.0; of.places() as usize];
            for c in of.iter() {
                weights[of.position(c.target, c.source) as usize] = c.weight;
            }
            let all = (0..).zip(weights).map(|(place, weight)| Connection {
                target: place / n_in,
                source: place % n_in,
                weight,
            });
            layer.connections = SparseLayer::new(n_in as usize, n_out as usize, all);
        }
        let mut workspace = Workspace::default();
        workspace.begin(&full);
        let mut dropout = Dropout::new(0.0, stream(1, Purpose::Dropout, 1, 0));
        full.accumulate(batch, 47, &mut Connections, &mut dropout, &mut workspace);
        for (index, layer) in network.layers.iter().enumerate() {
            let mut rows = Vec::new();
            PlaceGradients::new(&network, batch, index)
                .for_each_target(&mut |_, row| rows.extend_from_slice(row));
            assert_eq!(rows, workspace.weight_gradients(index));
            let empty = layer.connections.places() as usize - layer.connections.len();
            assert!(index == 2 || empty > 20);
        }
    }
}
