//! The attack of network science: neurons or connections go, one after the other, to see what is left
//! without them.
//!
//! R. Albert, H. Jeong and A.-L. Barabási, "Error and attack tolerance of complex networks", 2000: by
//! chance (error), or the most central first (attack). Here also the least central first.

use rand::RngExt;

use super::LayeredGraph;
use super::laplacian::{centrality, edge_centrality};
use crate::network::{Batch, Network, Quality, TILE, Workspace};
use crate::random::{Purpose, stream};

/// Random orders of an attack.
pub const DRAWS: u32 = 5;
/// Steps of an attack, at most: as many at a time go as that takes.
pub const STEPS: usize = 32;

/// An order in which neurons or connections go.
///
/// ```
/// use censet::graph::attack::{Order, Target};
///
/// let centrality = [0.5, 2.0, 1.0];
/// let order = |order: Order| order.of(&centrality, Target::Neurons, 1);
/// assert_eq!(order(Order::Most), [1, 2, 0]);
/// assert_eq!(order(Order::Least), [0, 2, 1]);
/// assert_eq!(Order::all().count(), 2 + 5);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The most central first; of equals the first.
    Most,
    /// The least central first; of equals the first.
    Least,
    /// At random, the draw of that number, from 1 on.
    Random(u32),
}

impl Order {
    /// How many there are.
    pub const COUNT: usize = 2 + DRAWS as usize;

    /// The most central first, the least central first, and the random ones.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..Self::COUNT).map(Self::at)
    }

    /// One of [`all`](Self::all), by its place.
    fn at(place: usize) -> Self {
        match place {
            0 => Self::Most,
            1 => Self::Least,
            _ => Self::Random(place as u32 - 1),
        }
    }

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Most => "most",
            Self::Least => "least",
            Self::Random(_) => "random",
        }
    }

    /// Which of several of that name it is, from 1 on.
    pub fn draw(self) -> u32 {
        match self {
            Self::Random(draw) => draw,
            _ => 1,
        }
    }

    /// The numbers of what goes, which has these centralities, in this order.
    pub fn of(self, centrality: &[f64], target: Target, seed: u32) -> Vec<usize> {
        let n = centrality.len();
        let compare = |a: usize, b: usize| centrality[a].total_cmp(&centrality[b]);
        match self {
            Self::Most => crate::order::order(n, &mut |a, b| compare(b, a)),
            Self::Least => crate::order::order(n, &mut |a, b| compare(a, b)),
            Self::Random(draw) => {
                let mut all: Vec<usize> = (0..n).collect();
                let mut stream = stream(seed, Purpose::Attack, draw, target as u32);
                for i in (1..n).rev() {
                    all.swap(i, stream.random_range(0..=i as u32) as usize);
                }
                all
            }
        }
    }
}

/// What goes in an attack.
///
/// ```
/// use censet::graph::attack::Target;
///
/// let header = |target: Target| if target == Target::Neurons { "neurons" } else { "connections" };
/// assert_eq!([Target::Neurons, Target::Connections].map(header), ["neurons", "connections"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Hidden neurons, by their Laplacian centrality: all connections out of them are cut.
    Neurons = 0,
    /// Connections before the output layer, by their own (see [`edge_centrality`]).
    Connections = 1,
}

/// An attack in the making: the accuracy of a network on some samples as its hidden neurons or its
/// connections go, in every one of [`Order::all`]. Centrality is that of the whole network as it was.
///
/// ```
/// use censet::graph::attack::{Attack, Target};
/// use censet::network::{Activation, Batch, Inputs};
/// use censet::rewiring::{dense::MLP, initial};
///
/// let start = initial::Start { seed: 1, epsilon: 1.0, activation: Activation::Relu };
/// let network = initial::network(start, &MLP, &[2, 3, 2]);
/// let numbers = ndarray::array![[0.3, -0.1], [0.5, 0.2]];
/// let batch = Batch { inputs: Inputs::Numbers(numbers.view()), classes: &[0, 1] };
/// let mut attack = Attack::new(network, Target::Neurons, 1);
/// // Seven orders, with 0 to 3 neurons gone, one tile of samples.
/// assert_eq!(attack.advance(batch, 100), (28, 28));
/// assert_eq!(attack.removed(), [0, 1, 2, 3]);
/// assert_eq!(attack.accuracies().len(), 28);
/// ```
pub struct Attack {
    network: Network,
    target: Target,
    centrality: Vec<f64>,
    seed: u32,
    /// How many are gone at each step.
    removed: Vec<usize>,
    /// The network without what is gone.
    left: Network,
    /// Of each neuron, or of each connection, how many go before it.
    places: Vec<usize>,
    workspace: Workspace,
    /// Tiles done in all steps of all orders.
    done: usize,
    quality: Quality,
    accuracies: Vec<f64>,
}

impl Attack {
    /// Of a network as it is; the seed is that of the random orders.
    pub fn new(network: Network, target: Target, seed: u32) -> Self {
        let sizes = network.layer_sizes();
        let graph = LayeredGraph::new(network.layers.iter().map(|layer| &layer.connections));
        let centrality = match target {
            Target::Neurons => {
                let hidden = sizes[0]..sizes[..sizes.len() - 1].iter().sum();
                centrality(&graph)[hidden].to_vec()
            }
            Target::Connections => {
                let mut all = edge_centrality(&graph);
                all.truncate(network.connections());
                all
            }
        };
        let n = centrality.len();
        let steps = STEPS.min(n);
        let gone = |step: usize| (n * step).checked_div(steps).unwrap_or(0);
        Self {
            left: network.clone(),
            network,
            target,
            centrality,
            seed,
            removed: (0..=steps).map(gone).collect(),
            places: Vec::new(),
            workspace: Workspace::default(),
            done: 0,
            quality: Quality::default(),
            accuracies: Vec::new(),
        }
    }

    /// How many are gone at each step.
    pub fn removed(&self) -> &[usize] {
        &self.removed
    }

    /// The accuracy in percent at each step of each order, order after order, of what is done.
    pub fn accuracies(&self) -> &[f64] {
        &self.accuracies
    }

    /// Works through up to so many tiles of the samples, which are the same in every call; returns how
    /// many are done, and of how many.
    pub fn advance(&mut self, samples: Batch<'_>, tiles: usize) -> (usize, usize) {
        let pass = samples.len().div_ceil(TILE);
        let steps = self.removed.len();
        let of = Order::COUNT * steps * pass;
        for _ in 0..tiles.min(of - self.done) {
            let (step, tile) = (self.done / pass, self.done % pass);
            if tile == 0 {
                if step % steps == 0 {
                    self.begin(Order::at(step / steps));
                }
                self.left = self.without(self.removed[step % steps]);
                self.quality = Quality::default();
            }
            let (left, first) = (&self.left, tile * TILE);
            self.quality
                .add(left.quality(samples, first, &mut self.workspace));
            self.done += 1;
            if tile + 1 == pass {
                self.accuracies.push(self.quality.accuracy(samples.len()));
            }
        }
        (self.done, of)
    }

    /// Notes when each goes in this order.
    fn begin(&mut self, order: Order) {
        let order = order.of(&self.centrality, self.target, self.seed);
        let (first, all) = match self.target {
            Target::Connections => (0, order.len()),
            Target::Neurons => {
                let sizes = self.network.layer_sizes();
                (sizes[0], sizes.iter().sum())
            }
        };
        // Inputs and outputs stay.
        self.places = vec![usize::MAX; all];
        for (place, of) in order.into_iter().enumerate() {
            self.places[first + of] = place;
        }
    }

    /// The network without the first so many of the order.
    fn without(&self, gone: usize) -> Network {
        let mut left = self.network.clone();
        let (places, mut number, mut first) = (&self.places, 0, 0);
        for layer in &mut left.layers {
            let next = first + layer.connections.n_in();
            layer.connections.retain(|c| {
                number += 1;
                match self.target {
                    Target::Connections => places.get(number - 1).is_none_or(|of| *of >= gone),
                    // Of a neuron that is gone nobody asks for the sums.
                    Target::Neurons => {
                        let ends = [first + c.source as usize, next + c.target as usize];
                        ends.iter().all(|&end| places[end] >= gone)
                    }
                }
            });
            first = next;
        }
        left
    }
}
