//! Whether connections stay in their layer when they are rewired, or move between layers.
//!
//! H. Mostafa and X. Wang, "Parameter efficient training of deep convolutional neural networks by dynamic
//! sparse reparameterization", 2019: all sparse layers are cut by one measure, and each regrows in
//! proportion to what it has left. What differs here: a fraction of all connections goes, where theirs
//! sets a threshold and adapts it; and a layer that is full leaves its share to the others.

use super::LaneSettings;
use super::parameter::{Domain, Parameter};
use super::update::Epoch;
use crate::told;

/// Where what is cut grows again.
pub static LAYERS: Parameter = Parameter {
    key: "layers",
    symbol: None,
    label: told("Layers"),
    help: told(
        "Whether each layer keeps its number of connections (own), or the network only (free)",
    ),
    allowed: "own or free",
    domain: Domain::Choice(&["own", "free"]),
};

impl LaneSettings {
    /// Whether connections may move between layers.
    pub fn free(&self) -> bool {
        self.method.parameter("layers").is_some() && self.choice("layers") == "free"
    }
}

/// How many connections each layer is to grow: what it lacks of those it started with, or its share of what
/// all lack together.
pub fn lacking(epoch: &Epoch<'_>) -> Vec<usize> {
    let layers = epoch
        .network
        .rewirable()
        .iter()
        .map(|layer| &layer.connections);
    let left: Vec<usize> = layers.clone().map(|layer| layer.len()).collect();
    if !epoch.settings.free() {
        return epoch
            .initial
            .iter()
            .zip(&left)
            .map(|(initial, left)| initial - left)
            .collect();
    }
    let room: Vec<usize> = layers
        .map(|layer| layer.places() as usize - layer.len())
        .collect();
    let lack = epoch.initial.iter().sum::<usize>() - left.iter().sum::<usize>();
    match left.iter().all(|&left| left == 0) {
        true => shares(lack, epoch.initial, &room),
        false => shares(lack, &left, &room),
    }
}

/// Divides `of` in proportion to `weights`, at most `room` each; what is over goes one by one to where most
/// is missing, of equals the first.
///
/// ```
/// use censet::rewiring::layers::shares;
///
/// assert_eq!(shares(10, &[2, 1, 1], &[9, 9, 9]), [5, 3, 2]);
/// assert_eq!(shares(10, &[2, 1, 1], &[1, 9, 9]), [1, 5, 4]);
/// ```
pub fn shares(of: usize, weights: &[usize], room: &[usize]) -> Vec<usize> {
    let all = weights.iter().sum::<usize>().max(1) as f64;
    let exact = weights
        .iter()
        .map(|&weight| of as f64 * weight as f64 / all);
    let exact: Vec<f64> = exact.collect();
    let mut shares: Vec<usize> = exact
        .iter()
        .zip(room)
        .map(|(&exact, &room)| room.min(exact as usize))
        .collect();
    for _ in shares.iter().sum()..of {
        let mut most = None;
        for i in (0..shares.len()).filter(|&i| shares[i] < room[i]) {
            let missing = exact[i] - shares[i] as f64;
            if most.is_none_or(|(_, most)| missing > most) {
                most = Some((i, missing));
            }
        }
        let (next, _) = most.expect("there is room for all");
        shares[next] += 1;
    }
    shares
}
