//! Growth at central neurons: `grow=central`, a key of some methods.
//!
//! A place is drawn in proportion to the root of the product of its ends' Laplacian centralities, one of the
//! paper's hopes (Section 9). It costs a random number for each place.

use super::LaneSettings;
use super::draws::Weigh;
use super::parameter::{Domain, Parameter};
use super::update::NewWeights;
use crate::network::Network;
use crate::told;

/// Where connections grow.
pub static GROW: Parameter = Parameter {
    key: "grow",
    symbol: None,
    label: told("Where it regrows"),
    help: told(
        "Anywhere (random), or in proportion to the root of the product of both ends' centralities (central)",
    ),
    allowed: "random or central",
    domain: Domain::Choice(&["random", "central"]),
};

/// Where new connections come, if they do so by centrality: [`Method::grows`](super::Method::grows).
pub(super) fn grows(settings: &LaneSettings) -> Option<&'static str> {
    match settings.choice("grow") {
        "central" => Some("drawn by the centralities of both ends"),
        _ => None,
    }
}

/// The same as the end of a rule; nothing where they come anywhere.
pub(super) fn regrows(settings: &LaneSettings) -> &'static str {
    grows(settings).map_or("", |_| ", regrows at central neurons")
}

/// What places weigh by the centralities of their ends.
///
/// ```
/// use censet::rewiring::central::Central;
/// use censet::rewiring::draws::Weigh;
/// # use censet::network::Activation;
/// # use censet::rewiring::{initial, set::SET};
/// # let start = initial::Start { seed: 1, epsilon: f64::INFINITY, activation: Activation::Relu };
/// # let network = initial::network(start, &SET, &[4, 3, 2]);
///
/// // Of four inputs, three hidden neurons and two outputs.
/// let central = Central::new(&[4.0, 1.0, 0.0, 9.0, 0.25, 1.0, 1.0, 0.0, 0.0], None);
/// let mut row = [0.0; 4];
/// central.row(&network, 0, 0, &mut row);
/// assert_eq!(row, [1.0, 0.5, 0.0, 1.5], "√(c_u · c_v), of all inputs with the first hidden neuron");
/// ```
pub struct Central {
    /// The roots of all neurons' centralities, inputs first.
    roots: Vec<f32>,
    weights: Option<NewWeights>,
}

impl Central {
    /// By the centralities of all neurons, inputs first; `weights` is what new connections start with, if the
    /// preset does not say it.
    pub fn new(centrality: &[f64], weights: Option<NewWeights>) -> Self {
        let root = |lc: &f64| lc.max(0.0).sqrt() as f32;
        let roots = centrality.iter().map(root).collect();
        Self { roots, weights }
    }
}

impl Weigh for Central {
    fn row(&self, network: &Network, layer: usize, target: usize, row: &mut [f32]) {
        let sizes = network.layers[..layer].iter();
        let first: usize = sizes.map(|layer| layer.connections.n_in()).sum();
        let (sources, targets) = self.roots[first..].split_at(row.len());
        row.iter_mut()
            .zip(sources)
            .for_each(|(weight, source)| *weight = source * targets[target]);
    }

    fn weights(&self) -> Option<NewWeights> {
        self.weights
    }
}
