//! What a method does after an epoch: what it sees, what it cuts and what it grows.

use serde::{Deserialize, Serialize};

use super::censet::Selection;
use super::draws::{Draws, Weigh};
use super::gradient::Watch;
use super::layers::lacking;
use super::set::Thresholds;
use super::{Changes, LaneSettings};
use crate::Refused;
use crate::network::Network;

/// What a method sees of an epoch.
///
/// ```
/// use censet::rewiring::update::{Epoch, Growth, NewWeights};
/// # use censet::graph::laplacian::Definition;
/// # use censet::network::Activation;
/// # use censet::rewiring::{LaneSettings, Scope, initial, set::SET};
/// # let settings = LaneSettings::of(&SET, 1.0, 0.3, Definition::Defined, Scope::Global);
/// # let start = initial::Start { seed: 1, epsilon: f64::INFINITY, activation: Activation::Relu };
/// # let network = initial::network(start, &SET, &[4, 3, 2]);
///
/// // A layer that started with 12 connections and has lost one.
/// let mut cut = network.clone();
/// cut.layers[0].connections.retain(|c| (c.target, c.source) != (1, 2));
/// let epoch = Epoch {
///     settings: &settings,
///     network: &cut,
///     initial: &[12],
///     sparse: &[12],
///     new_weights: NewWeights::Zero,
///     epoch: 1,
///     epochs: 5,
///     seed: 1,
///     centrality: &[0.0; 4 + 3 + 2],
///     selection: None,
///     right: 0,
///     right_before: 0,
/// };
/// assert_eq!(Growth::refill(&epoch), Growth::anywhere(vec![1]));
/// ```
pub struct Epoch<'a> {
    /// The lane's settings.
    pub settings: &'a LaneSettings,
    /// The network: as it was trained before the cut, without what was cut after it.
    pub network: &'a Network,
    /// How many connections each sparse layer had at the start.
    pub initial: &'a [usize],
    /// How many connections each sparse layer of an Erdős–Rényi start of the lane's ε has on average.
    pub sparse: &'a [usize],
    /// What new connections start with by the experiment's preset.
    pub new_weights: NewWeights,
    /// The epoch, from 1 on.
    pub epoch: u32,
    /// How many epochs the experiment has.
    pub epochs: u32,
    /// The experiment's seed; [`random::stream`](crate::random::stream) makes streams of it.
    pub seed: u32,
    /// Laplacian centrality of every scored neuron of the trained network, inputs first.
    pub centrality: &'a [f64],
    /// The neurons that [`Rewiring::select`] chose.
    pub selection: Option<&'a Selection>,
    /// Images classified rightly in this epoch: of those that are held back from training, or where
    /// none are, of the test images.
    pub right: usize,
    /// And in the epoch before.
    pub right_before: usize,
}

/// What an epoch cuts in the sparse layers.
///
/// ```
/// use censet::rewiring::{cut, update::Cut};
/// # use censet::network::Activation;
/// # use censet::rewiring::{initial, set::SET};
/// # let start = initial::Start { seed: 1, epsilon: f64::INFINITY, activation: Activation::Relu };
/// # let mut network = initial::network(start, &SET, &[2, 2, 2]);
///
/// // All connections of input 0, then the first of those that are left.
/// let removed = cut(&mut network, &Cut::Neurons(vec![true, false, false, false]));
/// assert!(removed[0].iter().all(|c| c.source == 0));
/// let removed = cut(&mut network, &Cut::Each(vec![vec![true, false]]));
/// assert_eq!((removed[0][0].target, removed[0][0].source), (0, 1));
/// assert_eq!(network.connections(), 1);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Cut {
    /// In each layer the weights between two thresholds, both included; none in a layer without
    /// connections.
    Between(Vec<Option<Thresholds>>),
    /// Every connection of the neurons for which this is true, by vertex number; neurons of the output
    /// layer may be left out.
    Neurons(Vec<bool>),
    /// The connections for which this is true, layer by layer, in (target, source) order.
    Each(Vec<Vec<bool>>),
}

/// What an epoch grows in the sparse layers.
///
/// ```
/// use censet::network::Connection;
/// use censet::rewiring::update::{Growth, NewWeights, Places};
/// use censet::rewiring::regrowth::grow;
/// # use censet::network::Activation;
/// # use censet::rewiring::{initial, set::SET};
/// # let start = initial::Start { seed: 1, epsilon: 0.0, activation: Activation::Relu };
/// # let mut network = initial::network(start, &SET, &[3, 2, 2]);
///
/// // What a method says of its weights goes before what the preset says.
/// let growth = Growth { places: Places::At(vec![vec![5]]), weights: Some(NewWeights::Zero) };
/// let grown = grow(&mut network, &growth, NewWeights::InitialLaw, 1, 4);
/// assert_eq!(grown, [[Connection { target: 1, source: 2, weight: 0.0 }]]);
/// assert_eq!(network.layers[0].connections.born(), [4]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Growth {
    /// Where.
    pub places: Places,
    /// What new connections start with; nothing leaves it to the experiment's preset.
    pub weights: Option<NewWeights>,
}

/// Where connections grow.
///
/// ```
/// use censet::rewiring::update::{Growth, NewWeights, Places};
/// use censet::rewiring::regrowth::grow;
/// # use censet::network::Activation;
/// # use censet::rewiring::{initial, set::SET};
/// # let start = initial::Start { seed: 1, epsilon: 0.0, activation: Activation::Relu };
/// # let mut network = initial::network(start, &SET, &[3, 2, 2]);
///
/// let mut grow_at = |places| {
///     let growth = Growth { places, weights: None };
///     grow(&mut network, &growth, NewWeights::Zero, 1, 1);
///     network.places()
/// };
/// assert_eq!(grow_at(Places::At(vec![vec![1, 4]])), [1, 4]);
/// // Four empty places are left, and all of them are drawn.
/// assert_eq!(grow_at(Places::Anywhere(vec![4])), [0, 1, 2, 3, 4, 5]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Places {
    /// So many in each layer, uniformly over its empty places.
    Anywhere(Vec<usize>),
    /// At these places of each layer, in ascending order, all of them empty; a place is
    /// target · n_in + source.
    At(Vec<Vec<u64>>),
}

/// The value that a new connection starts with.
///
/// ```
/// use censet::network::SparseLayer;
/// use censet::random::{Purpose, stream};
/// use censet::rewiring::NewWeights;
/// use censet::rewiring::initial::glorot_limit;
/// use censet::rewiring::regrowth::draw;
///
/// let layer = SparseLayer::new(5, 4, []);
/// let grown = |weights| draw(&layer, 6, weights, &mut stream(1, Purpose::Regrowth, 1, 0));
/// assert!(grown(NewWeights::Zero).iter().all(|c| c.weight == 0.0));
/// let within = |weight: f32| weight != 0.0 && weight.abs() <= glorot_limit(5, 4);
/// assert!(grown(NewWeights::InitialLaw).iter().all(|c| within(c.weight)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewWeights {
    /// Drawn by the layer's initial law (Glorot-uniform).
    InitialLaw,
    /// 0, as in the paper's code.
    Zero,
    /// What the dense network of the seed starts with at their places.
    OfPlace,
}

impl Growth {
    /// No connection.
    pub fn nothing() -> Self {
        Self::anywhere(Vec::new())
    }

    /// So many connections in each layer, anywhere.
    pub fn anywhere(counts: Vec<usize>) -> Self {
        Self {
            places: Places::Anywhere(counts),
            weights: None,
        }
    }

    /// As many connections as each layer [lacks](lacking), drawn by weight.
    pub fn by_weight(epoch: &Epoch<'_>, weigh: Box<dyn Weigh>) -> Self {
        let mut draws = Draws::new(epoch, weigh);
        while !draws.is_done() {
            draws.advance(epoch.network, usize::MAX);
        }
        draws.growth()
    }

    /// As many connections as each layer [lacks](lacking), anywhere.
    pub fn refill(epoch: &Epoch<'_>) -> Self {
        Self::anywhere(lacking(epoch))
    }
}

/// What a method does after each epoch: select, watch, cut, grow, in this order.
///
/// A method has no fields: what it needs from one step for a later one it writes into its [`Memory`],
/// which is part of a lane's save.
///
/// ```
/// use censet::rewiring::update::{Cut, Epoch, Memory, Rewiring};
/// # use censet::graph::laplacian::Definition;
/// # use censet::network::Activation;
/// # use censet::rewiring::{LaneSettings, NewWeights, Scope, initial, set::SET};
/// # let settings = LaneSettings::of(&SET, 1.0, 0.3, Definition::Defined, Scope::Global);
/// # let start = initial::Start { seed: 1, epsilon: f64::INFINITY, activation: Activation::Relu };
/// # let mut network = initial::network(start, &SET, &[2, 2, 2]);
/// # network.layers[0].connections.weights_mut().copy_from_slice(&[0.5, -0.1, -2.0, 0.1]);
/// # let epoch = Epoch {
/// #     settings: &settings,
/// #     network: &network,
/// #     initial: &[4],
/// #     sparse: &[4],
/// #     new_weights: NewWeights::Zero,
/// #     epoch: 1,
/// #     epochs: 5,
/// #     seed: 1,
/// #     centrality: &[0.0; 6],
/// #     selection: None,
/// #     right: 0,
/// #     right_before: 0,
/// # };
///
/// /// Cuts what inhibits.
/// struct Negative;
///
/// impl Rewiring for Negative {
///     fn cut(&self, epoch: &Epoch<'_>, _: &mut Memory) -> Cut {
///         let layers = epoch.network.rewirable().iter().map(|layer| layer.connections.weights());
///         Cut::Each(layers.map(|weights| weights.iter().map(|&w| w < 0.0).collect()).collect())
///     }
/// }
///
/// // A layer with the weights 0.5, −0.1, −2 and 0.1.
/// let cut = Negative.cut(&epoch, &mut Memory::default());
/// assert_eq!(cut, Cut::Each(vec![vec![false, true, true, false]]));
/// // It never writes into its memory, so a save in which there is something is not its own.
/// assert!(Negative.check(&Memory::of(vec![1]), &network, false).is_err());
/// ```
pub trait Rewiring: Sync {
    /// The neurons that will lose all their connections, and the line they lie below. `centrality` has
    /// one value a neuron, the layers of `sizes` one after the other.
    fn select(
        &self,
        settings: &LaneSettings,
        centrality: &[f64],
        sizes: &[usize],
    ) -> Option<Selection> {
        let _ = (settings, centrality, sizes);
        None
    }

    /// The line for all neurons, if there is one, of centralities with this mean and deviation.
    fn line(&self, settings: &LaneSettings, mean: f64, std: f64) -> Option<f64> {
        let _ = (settings, mean, std);
        None
    }

    /// What looks at the gradients of all places before the cut, if the method has any use for them: those
    /// of the network as it was trained.
    fn watch(&self, epoch: &Epoch<'_>) -> Option<Box<dyn Watch>> {
        let _ = epoch;
        None
    }

    /// What goes.
    fn cut(&self, epoch: &Epoch<'_>, memory: &mut Memory) -> Cut;

    /// By what the places of new connections are drawn, if they are drawn by weights.
    fn weigh(&self, epoch: &Epoch<'_>) -> Option<Box<dyn Weigh>> {
        let _ = epoch;
        None
    }

    /// What comes, when `removed` is gone.
    fn grow(&self, epoch: &Epoch<'_>, removed: &Changes, memory: &mut Memory) -> Growth {
        let _ = (removed, memory);
        match self.weigh(epoch) {
            Some(weigh) => Growth::by_weight(epoch, weigh),
            None => Growth::refill(epoch),
        }
    }

    /// Says what is wrong with a memory that was read from a file. `network` is the one it was saved
    /// with, `cut` says whether between its cut and its growth.
    ///
    /// # Errors
    /// A clause.
    fn check(&self, memory: &Memory, network: &Network, cut: bool) -> Result<(), Refused> {
        let _ = (network, cut);
        match memory.is_empty() {
            true => Ok(()),
            false => Err("its method remembers something where it remembers nothing".into()),
        }
    }
}

/// What a method remembers, as bytes that a save can hold.
///
/// ```
/// use censet::rewiring::update::Memory;
///
/// let mut memory = Memory::default();
/// memory.set(&(3u32, 0.5f64));
/// let mut saved = Memory::of(memory.bytes().to_vec());
/// assert_eq!(saved.get::<(u32, f64)>(), Some((3, 0.5)));
/// assert_eq!(saved.get::<u32>(), None);
/// saved.clear();
/// assert!(saved.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory(Vec<u8>);

impl Memory {
    /// The bytes of a memory that was saved.
    pub fn of(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The bytes to save.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Remembers `value` in place of all else.
    pub fn set(&mut self, value: &impl Serialize) {
        self.0 = postcard::to_allocvec(value).expect("plain data");
    }

    /// What was remembered, if it is of that type.
    pub fn get<T: for<'a> Deserialize<'a>>(&self) -> Option<T> {
        match postcard::take_from_bytes(&self.0) {
            Ok((value, [])) => Some(value),
            _ => None,
        }
    }
}
