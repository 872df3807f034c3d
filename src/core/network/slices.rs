//! A tile through all places of a layer, some rows at a time.
//!
//! In the very first batch of the paper's code every weight of the dense network counts. Of the largest
//! networks that is a billion weights there and as many back: whoever waits must be able to stop in between.

use super::Network;
use super::dropout::Dropout;
use super::loss::softmax_cross_entropy;
use super::step::Workspace;
use super::tile::Batch;
use super::wiring::Unmasked;

/// How far a tile has come: forward through every layer, then back through every layer.
///
/// ```
/// use censet::network::Way;
///
/// assert!(Way::default().is_start());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Way {
    back: bool,
    layer: usize,
    /// The next neuron of the layer.
    target: usize,
    /// The tile's loss, once it is on its way back.
    loss: f64,
}

impl Way {
    /// Whether the tile has not set out yet.
    pub fn is_start(&self) -> bool {
        *self == Self::default()
    }
}

impl Workspace {
    /// Takes in a tile, of at most [`TILE`](super::TILE) samples, that is to go in slices.
    pub fn take(&mut self, network: &Network, tile: Batch<'_>) {
        self.fit(network);
        tile.gather(0, &mut self.pixels);
    }
}

impl Network {
    /// Takes the tile in the workspace further, by about so many places, at least a row. At the end of its
    /// way returns its loss, and its gradients are added to those of the tiles before it, with the bits of
    /// [`accumulate`](Self::accumulate).
    pub fn advance<F: FnMut(usize, usize, &mut [f32])>(
        &self,
        way: &mut Way,
        mut places: usize,
        (classes, of): (&[u8], usize),
        wiring: &mut Unmasked<F>,
        dropout: &mut Dropout,
        workspace: &mut Workspace,
    ) -> Option<f64> {
        loop {
            let Way {
                back,
                layer: l,
                target,
                ..
            } = *way;
            let layer = &self.layers[l];
            if back && target == 0 && !workspace.leave(self, l) {
                return Some(way.loss);
            }
            let (n_in, n_out) = (layer.connections.n_in(), layer.connections.n_out());
            let rows = (places / n_in).clamp(1, n_out - target);
            let targets = target..target + rows;
            way.target += rows;
            let whole = way.target == n_out;
            if back {
                wiring.delta_rows(l, layer, targets, &workspace.sums[l], &mut workspace.delta);
                if whole {
                    workspace.arrive(self, l);
                    (way.layer, way.target) = (l - 1, 0);
                }
            } else {
                let input = match l {
                    0 => &workspace.pixels,
                    _ => &workspace.outputs[l - 1],
                };
                wiring.forward_rows(l, layer, targets, input, &mut workspace.sums[l]);
                if whole {
                    workspace.activate(self, l, Some(dropout));
                    (way.layer, way.target) = (l + 1, 0);
                }
                if way.layer == self.layers.len() {
                    way.loss = softmax_cross_entropy(&mut workspace.sums[l], classes, of);
                    (way.back, way.layer) = (true, l);
                }
            }
            places = places.saturating_sub(rows * n_in);
            if places == 0 {
                return None;
            }
        }
    }
}
