//! What a network says without one neuron after another.

use std::ops::Range;

use super::Network;
use super::loss::{softmax, softmax_cross_entropy};
use super::step::{Prediction, Workspace};
use super::tile::{Batch, Samples, TILE, ZERO};
use super::wiring::Connections;
use serde::{Deserialize, Serialize};
use wide::f32x4;

/// How well a network does on some samples.
///
/// ```
/// use censet::network::Quality;
///
/// let quality = Quality { right: 3, loss: 2.0 };
/// assert_eq!((quality.accuracy(4), quality.mean_loss(4)), (75.0, 0.5));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// Samples classified rightly.
    pub right: u32,
    /// The summed loss −Σ ln p(class).
    pub loss: f64,
}

impl Quality {
    /// In percent, of so many samples.
    pub fn accuracy(self, samples: usize) -> f64 {
        100.0 * f64::from(self.right) / samples as f64
    }

    /// The mean loss of so many samples.
    pub fn mean_loss(self, samples: usize) -> f64 {
        self.loss / samples as f64
    }

    /// Counts the samples of another one in.
    pub fn add(&mut self, other: Self) {
        self.right += other.right;
        self.loss += other.loss;
    }
}

/// The groups of neurons within which a centrality is compared with what is lost without them, by vertex
/// number: each layer but the output layer by its number, all hidden layers, and all of these.
///
/// ```
/// use censet::network::groups;
///
/// let groups = groups(&[4, 3, 2, 10]);
/// let names: Vec<&str> = groups.iter().map(|(name, _)| name.as_str()).collect();
/// assert_eq!(names, ["0", "1", "2", "hidden", "all"]);
/// assert_eq!((groups[2].1.clone(), groups[3].1.clone()), (7..9, 4..9));
/// ```
pub fn groups(sizes: &[usize]) -> Vec<(String, Range<usize>)> {
    let mut end = 0;
    let layers = sizes[..sizes.len() - 1].iter().enumerate();
    let layers = layers.map(|(layer, size)| {
        let first = end;
        end += size;
        (layer.to_string(), first..end)
    });
    let mut groups: Vec<_> = layers.collect();
    groups.push(("hidden".into(), sizes[0]..end));
    groups.push(("all".into(), 0..end));
    groups
}

/// Knocks out every input and every hidden neuron, one at a time: its output is 0 for every sample, as if
/// all connections out of it were cut. Only what lies behind the neuron is computed again.
///
/// It goes tile by tile and, in a tile, neuron by neuron, so that who waits can be told and can stop. A
/// neuron costs the forward pass of the layers behind it.
///
/// ```
/// use censet::network::{Activation, Batch, Inputs, KnockOut};
/// use censet::rewiring::{dense::MLP, initial};
/// use ndarray::array;
///
/// let start = initial::Start { seed: 1, epsilon: 1.0, activation: Activation::Relu };
/// let network = initial::network(start, &MLP, &[2, 3, 2]);
/// let numbers = array![[0.3, -0.1], [0.5, 0.2]];
/// let batch = Batch { inputs: Inputs::Numbers(numbers.view()), classes: &[0, 1] };
/// let mut out = KnockOut::new(network);
/// assert_eq!(out.advance(batch, 2), (2, 5));
/// assert_eq!(out.advance(batch, 9), (5, 5));
/// assert_eq!(out.without().len(), 5);
/// assert!(out.whole().loss > 0.0);
/// ```
pub struct KnockOut {
    network: Network,
    /// Of each layer and each of its sources, the targets that it feeds.
    fed: Vec<Vec<Vec<u32>>>,
    workspace: Workspace,
    /// The sums and outputs behind the neuron in hand.
    behind: Workspace,
    /// Neurons done in all tiles.
    done: usize,
    /// The tile's quality with all neurons.
    tile: Quality,
    whole: Quality,
    without: Vec<Quality>,
}

impl KnockOut {
    /// Of a network as it is, output neurons not among those that go.
    pub fn new(network: Network) -> Self {
        let fed = network.layers.iter().map(|layer| {
            let mut fed = vec![Vec::new(); layer.connections.n_in()];
            let all = layer.connections.iter();
            all.for_each(|c| fed[c.source as usize].push(c.target));
            fed
        });
        let fed: Vec<_> = fed.collect();
        Self {
            without: vec![Quality::default(); fed.iter().map(Vec::len).sum()],
            fed,
            workspace: Workspace::default(),
            behind: Workspace::default(),
            done: 0,
            tile: Quality::default(),
            whole: Quality::default(),
            network,
        }
    }

    /// Knocks out up to so many neurons more, each for a tile of the samples, which are the same in every
    /// call; returns how many are done, and of how many.
    pub fn advance(&mut self, samples: Batch<'_>, neurons: usize) -> (usize, usize) {
        let of = self.without.len() * samples.len().div_ceil(TILE);
        for _ in 0..neurons.min(of - self.done) {
            let (tile, vertex) = (
                self.done / self.without.len(),
                self.done % self.without.len(),
            );
            let first = tile * TILE;
            if vertex == 0 {
                self.tile = self.network.quality(samples, first, &mut self.workspace);
                self.behind.fit(&self.network);
                self.whole.add(self.tile);
            }
            let classes = &samples.classes[first..samples.len().min(first + TILE)];
            let found = self.knock_out(vertex, classes);
            self.without[vertex].add(found);
            self.done += 1;
        }
        (self.done, of)
    }

    /// The quality with all neurons, of what is done.
    pub fn whole(&self) -> Quality {
        self.whole
    }

    /// The quality without each neuron, inputs first, of what is done.
    pub fn without(&self) -> &[Quality] {
        &self.without
    }

    /// The quality of the tile in hand without a neuron.
    fn knock_out(&mut self, vertex: usize, classes: &[u8]) -> Quality {
        let (mut first, mut neuron) = (0, vertex);
        while neuron >= self.fed[first].len() {
            neuron -= self.fed[first].len();
            first += 1;
        }
        let fed = &self.fed[first][neuron];
        if fed.is_empty() {
            return self.tile;
        }
        let layer = &self.network.layers[first];
        let input = match first {
            0 => &mut self.workspace.pixels,
            _ => &mut self.workspace.outputs[first - 1],
        };
        let kept = std::mem::replace(&mut input[neuron], ZERO);
        let sums = &mut self.behind.sums[first];
        sums.clone_from(&self.workspace.sums[first]);
        for &target in fed {
            let (connections, target) = (&layer.connections, target as usize);
            let range = connections.range(target);
            let sources = &connections.sources()[range.clone()];
            // Added up in the order of the kernel, so that it comes to the same bits.
            let mut sum = [f32x4::splat(layer.biases[target]); TILE / 4];
            for (&source, &weight) in sources.iter().zip(&connections.weights()[range]) {
                let samples = &input[usize::from(source)];
                let each = sum.iter_mut().zip(samples);
                each.for_each(|(sum, &sample)| *sum += f32x4::splat(weight) * sample);
            }
            sums[target] = sum;
        }
        input[neuron] = kept;
        self.behind
            .forward(&self.network, &mut Connections, None, Some(first));
        quality(last(&self.behind), classes)
    }
}

/// The sums of the output layer.
fn last(workspace: &Workspace) -> &[Samples] {
    workspace.sums.last().expect("a network has layers")
}

/// The quality of a tile, of the sums of its output layer.
fn quality(sums: &[Samples], classes: &[u8]) -> Quality {
    let mut own = sums.to_vec();
    let loss = softmax_cross_entropy(&mut own, classes, 1);
    own.copy_from_slice(sums);
    softmax(&mut own);
    let right = classes.iter().enumerate();
    let right = right.filter(|&(sample, &class)| Prediction::of(&own, sample).class == class);
    Quality {
        right: right.count() as u32,
        loss,
    }
}

impl Network {
    /// How well it does on the tile of the samples that begins at sample `first`.
    pub fn quality(&self, samples: Batch<'_>, first: usize, workspace: &mut Workspace) -> Quality {
        workspace.fit(self);
        let classes = samples.gather(first, &mut workspace.pixels);
        workspace.forward(self, &mut Connections, None, None);
        quality(last(workspace), classes)
    }

    /// The network without these neurons, by vertex number: all connections out of them are cut. Neurons
    /// of the output layer may be left out.
    pub fn without(&self, neurons: &[bool]) -> Self {
        let mut network = self.clone();
        let mut rest = neurons;
        for layer in &mut network.layers {
            let (sources, after) = rest.split_at(layer.connections.n_in());
            layer.connections.retain(|c| !sources[c.source as usize]);
            rest = after;
        }
        network
    }
}
