//! A network around one rewiring: as it was scored, without what the epoch cut, and with what it grew.
//!
//! Rewiring leaves the weights of what stays alone, so the network after it and the list of what was
//! cut hold all three.

use super::laplacian::MakeUp;
use super::{LayeredGraph, WeightedGraph};
use crate::network::{Connection, SparseLayer};

pub use super::laplacian::Definition as Measure;

/// One moment of the rewiring.
///
/// ```
/// use censet::graph::rewired::{Measure, Rewired};
/// use censet::network::{Connection, SparseLayer};
///
/// let at = |source, weight| Connection { target: 0, source, weight };
/// let layer = SparseLayer::new(3, 1, [at(1, 2.0)]);
/// let rewired = Rewired::new(vec![layer], 3, vec![vec![at(0, 0.5)]], Measure::Defined);
/// let (before, between) = (rewired.before(), rewired.between());
/// assert_eq!(before.centrality, [3.0, 18.0, 0.0, 19.0]);
/// assert_eq!(between.centrality, [0.0, 16.0, 0.0, 16.0]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// The connections into each layer after the inputs.
    pub layers: Vec<SparseLayer>,
    /// Laplacian centrality of every scored neuron, inputs first.
    pub centrality: Vec<f64>,
}

impl Moment {
    fn new(layers: Vec<SparseLayer>, measure: Measure) -> Self {
        let centrality = measure.centrality(&layers.iter().collect::<Vec<_>>());
        Self { layers, centrality }
    }

    /// The whole network as a graph, the output layer included.
    pub fn graph(&self) -> LayeredGraph<'_> {
        LayeredGraph::new(&self.layers)
    }
}

/// A network before, during and after the rewiring of one epoch.
///
/// ```
/// use censet::graph::rewired::{Measure, Rewired};
/// use censet::network::{Connection, SparseLayer};
///
/// let at = |source, weight| Connection { target: 0, source, weight };
/// let mut layer = SparseLayer::new(3, 1, [at(1, 2.0)]);
/// layer.insert(&[at(2, 1.0)], 3);
/// let rewired = Rewired::new(vec![layer], 3, vec![vec![at(0, 0.5)]], Measure::Defined);
/// assert!(rewired.grown(0).eq([at(2, 1.0)]));
/// assert!(rewired.before().layers[0].iter().eq([at(0, 0.5), at(1, 2.0)]));
/// assert!(rewired.between().layers[0].iter().eq([at(1, 2.0)]));
/// assert!(rewired.after().layers[0].iter().eq([at(1, 2.0), at(2, 1.0)]));
/// ```
#[derive(Clone, Debug)]
pub struct Rewired {
    measure: Measure,
    epoch: u16,
    removed: Vec<Vec<Connection>>,
    after: Moment,
    /// Before the rewiring and between cut and growth; nothing if the epoch changed nothing.
    earlier: Option<(Moment, Moment)>,
}

impl Rewired {
    /// `after` has the layers as `epoch` left them, what it grew born in that epoch; `removed` has
    /// what it cut, layer by layer in (target, source) order, and may lack layers at the end. Of
    /// epoch 0, which rewires nothing, every connection is an old one.
    ///
    /// Panics if a layer is missing, or a removed connection is outside its layer or still there and
    /// not grown anew.
    pub fn new(
        after: Vec<SparseLayer>,
        epoch: u16,
        removed: Vec<Vec<Connection>>,
        measure: Measure,
    ) -> Self {
        let grown = |layer: &SparseLayer| epoch > 0 && layer.born().contains(&epoch);
        let changed = removed.iter().any(|cut| !cut.is_empty()) || after.iter().any(grown);
        let earlier = changed.then(|| {
            let mut layers = after.clone();
            layers.iter_mut().for_each(|layer| take_grown(layer, epoch));
            let between = Moment::new(layers.clone(), measure);
            for (layer, cut) in layers.iter_mut().zip(&removed) {
                // Of what was cut the age is not known, and not asked for.
                layer.insert(cut, 0);
            }
            (Moment::new(layers, measure), between)
        });
        Self {
            measure,
            epoch,
            removed,
            after: Moment::new(after, measure),
            earlier,
        }
    }

    /// As it was trained and scored.
    pub fn before(&self) -> &Moment {
        self.earlier
            .as_ref()
            .map_or(&self.after, |(before, _)| before)
    }

    /// Without what was cut.
    pub fn between(&self) -> &Moment {
        self.earlier
            .as_ref()
            .map_or(&self.after, |(_, between)| between)
    }

    /// With what grew in its place.
    pub fn after(&self) -> &Moment {
        &self.after
    }

    /// The epoch that rewired it.
    pub fn epoch(&self) -> u16 {
        self.epoch
    }

    /// How its centrality is measured.
    pub fn measure(&self) -> Measure {
        self.measure
    }

    /// Neurons of each layer, inputs first.
    pub fn sizes(&self) -> Vec<usize> {
        let layers = &self.after.layers;
        let inputs = layers.first().map(SparseLayer::n_in);
        inputs
            .into_iter()
            .chain(layers.iter().map(SparseLayer::n_out))
            .collect()
    }

    /// What the epoch cut into the layer after layer `index`.
    pub fn removed(&self, index: usize) -> &[Connection] {
        self.removed.get(index).map_or(&[], Vec::as_slice)
    }

    /// What the epoch grew into the layer after layer `index`.
    pub fn grown(&self, index: usize) -> impl Iterator<Item = Connection> + '_ {
        let layer = &self.after.layers[index];
        let all = layer.iter().zip(layer.born());
        all.filter(|(_, born)| self.epoch > 0 && **born == self.epoch)
            .map(|(connection, _)| connection)
    }

    /// What a neuron's centrality is made of; `None` if it is not scored. Vertices are numbered
    /// layer by layer, inputs first.
    pub fn make_up(&self, vertex: usize) -> Option<MakeUp> {
        let before = self.before();
        (vertex < before.centrality.len()).then(|| self.measure.make_up(&before.layers, vertex))
    }

    /// The number of vertices.
    pub fn order(&self) -> usize {
        self.after.graph().order()
    }
}

/// Takes the connections that grew in `epoch` out of a layer; of epoch 0 none grew.
pub(crate) fn take_grown(layer: &mut SparseLayer, epoch: u16) {
    if epoch == 0 {
        return;
    }
    let born = layer.born().to_vec();
    let mut born = born.into_iter();
    layer.retain(|_| born.next() != Some(epoch));
}
