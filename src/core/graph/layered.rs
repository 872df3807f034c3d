//! The neuron graph: every neuron a vertex, every connection an edge.

use super::WeightedGraph;
use crate::network::SparseLayer;

/// A stack of layers seen as one graph. Vertices are numbered layer by layer, inputs first.
///
/// It borrows the layers and copies nothing: the dense CIFAR-10 network has twenty million edges.
pub struct LayeredGraph<'a> {
    layers: Vec<&'a SparseLayer>,
}

impl<'a> LayeredGraph<'a> {
    /// The graph of these layers, each feeding the next.
    ///
    /// Panics if the sizes of neighbouring layers differ.
    pub fn new(layers: impl IntoIterator<Item = &'a SparseLayer>) -> Self {
        let layers: Vec<_> = layers.into_iter().collect();
        for pair in layers.windows(2) {
            assert_eq!(
                pair[0].n_out(),
                pair[1].n_in(),
                "neighbouring layers must fit"
            );
        }
        Self { layers }
    }

    /// The graph without the last layer's neurons.
    pub fn without_output(&self) -> Self {
        let before = self.layers.len().saturating_sub(1);
        Self {
            layers: self.layers[..before].to_vec(),
        }
    }
}

impl WeightedGraph for LayeredGraph<'_> {
    fn order(&self) -> usize {
        let inputs = self.layers.first().map_or(0, |layer| layer.n_in());
        inputs + self.layers.iter().map(|layer| layer.n_out()).sum::<usize>()
    }

    fn for_each_edge(&self, mut edge: impl FnMut(usize, usize, f64)) {
        let mut offset = 0;
        for layer in &self.layers {
            let next = offset + layer.n_in();
            // for_each, not for: a loop would ask at every edge whether its target is done.
            layer.iter().for_each(|c| {
                edge(
                    offset + c.source as usize,
                    next + c.target as usize,
                    f64::from(c.weight),
                );
            });
            offset = next;
        }
    }
}
