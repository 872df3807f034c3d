//! The attack of network science: neurons or connections go, one after the other, to see what is left
//! without them.
//!
//! R. Albert, H. Jeong and A.-L. Barabási, "Error and attack tolerance of complex networks", 2000: by
//! chance (error), or the most central first (attack). Here also the least central first.

use rand::RngExt;

use super::LayeredGraph;
use super::laplacian::{centrality, edge_centrality};
use crate::network::{Batch, Network, TILE, Workspace};
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
/// assert_eq!(Order::all().len(), 2 + 5);
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
    /// The most central first, the least central first, and the random ones.
    pub fn all() -> Vec<Self> {
        let random = (1..=DRAWS).map(Self::Random);
        [Self::Most, Self::Least]
            .into_iter()
            .chain(random)
            .collect()
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
    /// The network without what is gone.
    left: Network,
    /// Of each connection, how many have gone before it goes.
    before: Vec<usize>,
    workspace: Workspace,
    /// Tiles done in all steps of all orders.
    done: usize,
    right: usize,
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
        Self {
            left: network.clone(),
            network,
            target,
            centrality,
            seed,
            before: Vec::new(),
            workspace: Workspace::default(),
            done: 0,
            right: 0,
            accuracies: Vec::new(),
        }
    }

    /// How many are gone at each step.
    pub fn removed(&self) -> Vec<usize> {
        let n = self.centrality.len();
        let steps = STEPS.min(n);
        let gone = |step: usize| (n * step).checked_div(steps).unwrap_or(0);
        (0..=steps).map(gone).collect()
    }

    /// The accuracy in percent at each step of each order, order after order, of what is done.
    pub fn accuracies(&self) -> &[f64] {
        &self.accuracies
    }

    /// Works through up to so many tiles of the samples, which are the same in every call; returns how
    /// many are done, and of how many.
    pub fn advance(&mut self, samples: Batch<'_>, tiles: usize) -> (usize, usize) {
        let (orders, removed) = (Order::all(), self.removed());
        let pass = samples.len().div_ceil(TILE);
        let of = orders.len() * removed.len() * pass;
        for _ in 0..tiles.min(of - self.done) {
            let (step, tile) = (self.done / pass, self.done % pass);
            let (order, step) = (step / removed.len(), step % removed.len());
            if tile == 0 {
                if step == 0 {
                    self.begin(orders[order]);
                }
                self.left = self.without(removed[step]);
                self.right = 0;
            }
            let first = tile * TILE;
            let part = samples.part(first..samples.len().min(first + TILE));
            let said = self.left.predict(part, &mut self.workspace);
            let right = said.iter().zip(part.classes);
            self.right += right.filter(|(said, class)| said.class == **class).count();
            self.done += 1;
            if tile + 1 == pass {
                let accuracy = 100.0 * self.right as f64 / samples.len() as f64;
                self.accuracies.push(accuracy);
            }
        }
        (self.done, of)
    }

    /// Notes when each connection goes in this order.
    fn begin(&mut self, order: Order) {
        let mut places = vec![0; self.centrality.len()];
        let order = order.of(&self.centrality, self.target, self.seed);
        order.iter().enumerate().for_each(|(i, &of)| places[of] = i);
        self.before = match self.target {
            Target::Connections => places,
            Target::Neurons => {
                // Whichever end goes first: nobody asks for the sums of a neuron that is gone.
                let (mut before, mut first) = (Vec::new(), 0);
                let inputs = self.network.layers[0].connections.n_in();
                let place = |neuron: usize| match neuron.checked_sub(inputs) {
                    Some(hidden) => places.get(hidden).copied().unwrap_or(usize::MAX),
                    None => usize::MAX,
                };
                for layer in &self.network.layers {
                    let next = first + layer.connections.n_in();
                    layer.connections.iter().for_each(|c| {
                        let ends = [first + c.source as usize, next + c.target as usize];
                        let [source, target] = ends.map(place);
                        before.push(source.min(target));
                    });
                    first = next;
                }
                before
            }
        };
    }

    /// The network without the first so many of the order.
    fn without(&self, gone: usize) -> Network {
        let mut left = self.network.clone();
        let mut before = self.before.iter();
        for layer in &mut left.layers {
            let stays = |_| before.next().is_none_or(|&before| before >= gone);
            layer.connections.retain(stays);
        }
        left
    }
}
