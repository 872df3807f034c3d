//! Which connections a picture of the network shows: more than a thousand would hide one another.

use crate::network::{Connection, Network};
use crate::rewiring::Changes;

/// The strongest connections shown of each layer.
const STRONGEST: usize = 100;
/// At most so many of what an epoch cut, and as many of what it grew.
const CHANGED: usize = 100;

/// A connection to draw.
pub struct Edge {
    /// The layer it starts from, 0 for the inputs.
    pub layer: usize,
    /// Where it is and its weight; its last one if it was cut.
    pub connection: Connection,
    /// 0 stays, 1 was cut in the epoch, 2 was grown in it.
    pub state: u8,
}

/// The strongest connections of each layer, and an even sample of what the epoch changed.
pub fn edges(network: &Network, removed: &Changes, grown: &Changes) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (layer, of) in network.layers.iter().enumerate() {
        let mut all: Vec<Connection> = of.connections.iter().collect();
        if all.len() > STRONGEST {
            all.select_nth_unstable_by(STRONGEST, |a, b| b.weight.abs().total_cmp(&a.weight.abs()));
            all.truncate(STRONGEST);
        }
        edges.extend(all.into_iter().map(|connection| Edge {
            layer,
            connection,
            state: 0,
        }));
    }
    for (changes, state) in [(removed, 1), (grown, 2)] {
        let all = changes
            .iter()
            .enumerate()
            .flat_map(|(layer, of)| of.iter().map(move |c| (layer, *c)));
        let step = changes
            .iter()
            .map(Vec::len)
            .sum::<usize>()
            .div_ceil(CHANGED)
            .max(1);
        edges.extend(all.step_by(step).map(|(layer, connection)| Edge {
            layer,
            connection,
            state,
        }));
    }
    edges
}
