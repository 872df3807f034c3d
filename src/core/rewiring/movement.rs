//! Movement: cut the connections whose weights have moved least since they grew.
//!
//! The score |w − w at birth| is the criterion "movement" of H. Zhou et al., "Deconstructing Lottery
//! Tickets: Zeros, Signs, and the Supermask", 2019, which asks it once, of a trained dense network. Here
//! it takes the place of SET's: after every epoch, in each layer. It is not the score of V. Sanh et al.,
//! "Movement Pruning", 2020, which adds up w times its gradient.
//!
//! A connection grows with the weight that the dense network of the seed starts with at its place (or
//! with 0, where the preset says so): a draw of the layer's initial law as any other, and nothing need
//! be remembered, since its weight at birth is a function of place and epoch. One that grows again at
//! its old place starts as it did. It costs a random number for each connection and epoch.

use super::Changes;
use super::choice::cut_lowest;
use super::initial::InitialWeights;
use super::method::{Judges, Method, Tone, Words};
use super::percent;
use super::schedule::due;
use super::set::SET;
use super::update::{Cut, Epoch, Growth, Memory, NewWeights, Rewiring};
use crate::network::SparseLayer;
use crate::told;

/// Cuts what has hardly moved, regrows at random.
pub static MOVEMENT: Method = Method {
    id: "movement",
    title: "Movement",
    about: told("cuts the weights that have moved least since they grew"),
    source: told(
        "H. Zhou et al., “Deconstructing Lottery Tickets: Zeros, Signs, and the Supermask”, 2019, for the \
             score; the rest is SET’s",
    ),
    judges: Judges::Connections,
    tunes: None,
    words: Words {
        decides: told("how far the weights have moved decides"),
        cut: told("that have moved least since they grew"),
        ..SET.words
    },
    recorded: None,
    tone: Tone::Further,
    rule: |settings| {
        let (zeta, schedule) = (percent(settings.zeta), settings.schedule());
        format!(
            "cuts the {zeta} % of weights in each layer that have moved least since they grew{schedule}"
        )
    },
    rewiring: Some(&Moved),
    ..SET
};

/// The movement rule.
struct Moved;

impl Rewiring for Moved {
    fn cut(&self, epoch: &Epoch<'_>, _: &mut Memory) -> Cut {
        cut_lowest(epoch, &due(epoch), &|index, layer| {
            moved(layer, epoch.seed, index as u32, epoch.new_weights)
        })
    }

    fn grow(&self, epoch: &Epoch<'_>, _: &Changes, _: &mut Memory) -> Growth {
        Growth {
            weights: Some(match epoch.new_weights {
                NewWeights::Zero => NewWeights::Zero,
                _ => NewWeights::OfPlace,
            }),
            ..Growth::refill(epoch)
        }
    }
}

/// How far each weight of a layer is from what it was at birth; `new` is what a new one starts with.
fn moved(layer: &SparseLayer, seed: u32, index: u32, new: NewWeights) -> Vec<f32> {
    let mut start = InitialWeights::new(seed, index, layer.n_in(), layer.n_out());
    let born = layer.iter().zip(layer.born());
    born.map(|(c, &born)| {
        let birth = match (born, new) {
            (1.., NewWeights::Zero) => 0.0,
            _ => start.at(layer.position(c.target, c.source)),
        };
        (c.weight - birth).abs()
    })
    .collect()
}
