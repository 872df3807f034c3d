//! How a network is wired at the start and rewired after each epoch.
//!
//! A rewiring is two steps that can be looked at one by one: a method *prunes* connections, then as
//! many *regrow* at random. The output layer is dense and never touched.

pub mod accset;
pub mod censet;
pub mod initial;
pub mod preview;
pub mod regrowth;
pub mod set;

use crate::experiment::{LaneSettings, Method};
use crate::network::{Connection, Network};

/// Connections removed or grown in each sparse layer, in (target, source) order.
pub type Changes = Vec<Vec<Connection>>;

/// Cuts what the lane's method cuts, and returns it layer by layer; nothing for methods that never
/// rewire. `selection` is what CenSET selected, and only CenSET needs it.
pub fn prune(
    settings: LaneSettings,
    selection: Option<&censet::Selection>,
    network: &mut Network,
) -> Changes {
    match settings.method {
        Method::Mlp | Method::Static => Vec::new(),
        Method::Set | Method::Accset => {
            let layers = network.rewirable_mut().iter_mut();
            layers
                .map(|layer| set::prune(&mut layer.connections, settings.zeta))
                .collect()
        }
        Method::Censet => {
            let selection = selection.expect("CenSET selects before it prunes");
            censet::prune(network, &selection.pruned)
        }
    }
}
