//! L3: regrow where many paths of three connections lead already.
//!
//! Y. Zhang et al., "Epitopological learning and Cannistraci-Hebb network shape intelligence
//! brain-inspired theory for ultra-sparse advantage in deep learning", 2024 (CHT), grow a missing link by
//! the paths of length three between its ends; their later CHTs draws links in proportion to a score
//! instead of taking the best. What differs here: the score is that of I. Kovács et al., "Network-based
//! prediction of protein interactions", 2019, in which a path u – y – z – v counts 1/√(k_y·k_z) with
//! the whole degrees k, where CHT counts only links that leave the local community; the cut is SET's;
//! no neurons are taken away; and there is no start by correlations and no early stop. Each sparse layer
//! is a bipartite graph for itself.
//!
//! It costs, in each layer and epoch, at most targets × connections additions, and one random number for
//! each place: a fiftieth of an epoch on FashionMNIST.

use super::draws::Weigh;
use super::method::{Method, Tone, Words, told_rule};
use super::set::{self, SET};
use super::update::{Cut, Epoch, Memory, Rewiring};
use crate::network::{Network, SparseLayer};
use crate::told;

/// Cuts as SET, regrows by paths of length three.
pub static L3: Method = Method {
    id: "l3",
    title: "L3",
    about: told("cuts as SET, regrows where many paths of length three lead"),
    source: told(
        "Y. Zhang et al., “Epitopological learning and Cannistraci-Hebb network shape intelligence \
             brain-inspired theory for ultra-sparse advantage in deep learning”, 2024, with the score of \
             I. Kovács et al., “Network-based prediction of protein interactions”, 2019",
    ),
    words: Words {
        grown: told("drawn by paths of length three"),
        ..SET.words
    },
    recorded: None,
    tone: Tone::Further,
    rule: told_rule(|settings| {
        let (nearest, schedule) = (set::nearest(settings), settings.schedule());
        format!("cuts {nearest}, regrows by paths of length three{schedule}")
    }),
    rewiring: Some(&Paths),
    ..SET
};

/// The rule by paths.
struct Paths;

impl Rewiring for Paths {
    fn cut(&self, epoch: &Epoch<'_>, _: &mut Memory) -> Cut {
        set::cut(epoch)
    }

    fn weigh(&self, epoch: &Epoch<'_>) -> Option<Box<dyn Weigh>> {
        let layers = epoch.network.rewirable().iter();
        let paths = layers.map(|layer| PathsOfThree::new(&layer.connections));
        Some(Box::new(ByPaths(paths.collect())))
    }
}

/// The paths of each sparse layer.
struct ByPaths(Vec<PathsOfThree>);

impl Weigh for ByPaths {
    fn row(&self, network: &Network, layer: usize, target: usize, row: &mut [f32]) {
        self.0[layer].add_to(&network.layers[layer].connections, target, row);
    }
}

/// The paths of length three between the neurons of a layer.
///
/// ```
/// use censet::network::{Connection, SparseLayer};
/// use censet::rewiring::l3::PathsOfThree;
///
/// // Target 0 – source 1 – target 1 – source 0: one path, whose inner neurons have two links each.
/// let at = |target, source| Connection { target, source, weight: 0.1 };
/// let layer = SparseLayer::new(3, 2, [at(0, 1), at(1, 0), at(1, 1)]);
/// let mut row = [0.0; 3];
/// PathsOfThree::new(&layer).add_to(&layer, 0, &mut row);
/// assert!((row[0] - 0.5).abs() < 1e-6);
/// assert_eq!(row[2], 0.0);
/// ```
pub struct PathsOfThree {
    /// Of each source, the targets that it feeds.
    fed: Vec<Vec<u32>>,
    /// 1/√k of the sources, and of the targets.
    of_sources: Vec<f32>,
    of_targets: Vec<f32>,
}

impl PathsOfThree {
    /// Those of a layer as it is.
    pub fn new(layer: &SparseLayer) -> Self {
        let mut fed = vec![Vec::new(); layer.n_in()];
        layer
            .iter()
            .for_each(|c| fed[c.source as usize].push(c.target));
        let root = |degree: usize| 1.0 / (degree as f32).sqrt();
        Self {
            of_sources: fed.iter().map(|targets| root(targets.len())).collect(),
            of_targets: (0..layer.n_out())
                .map(|target| root(layer.range(target).len()))
                .collect(),
            fed,
        }
    }

    /// Adds to the row of a target of that layer the score of each source that is not connected with it.
    /// What it adds at those that are counts walks, too.
    pub fn add_to(&self, layer: &SparseLayer, target: usize, row: &mut [f32]) {
        let sources = |target: usize| &layer.sources()[layer.range(target)];
        // What leads from the target to each other one by a source that they share.
        let mut shared = vec![0.0; layer.n_out()];
        for &source in sources(target) {
            for &other in &self.fed[usize::from(source)] {
                shared[other as usize] += self.of_sources[usize::from(source)];
            }
        }
        for (other, &shared) in shared.iter().enumerate() {
            if shared > 0.0 {
                let each = shared * self.of_targets[other];
                sources(other)
                    .iter()
                    .for_each(|&source| row[usize::from(source)] += each);
            }
        }
    }
}
