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
//!
//! Two keys bring in the centrality of neurons, in the graph whose edges weigh what the connections have
//! moved, output layer included. `power=p` multiplies each score by ((c_u + 0.05)·(c_v + 0.05))^p, with c
//! the Laplacian centrality of an end over the mean of all neurons: above 0, what joins central neurons
//! stays. `grow=central` regrows in proportion to √(c_u·c_v). They cost Equation 4 once each.

use super::Changes;
use super::central::{Central, GROW, grows, regrows};
use super::choice::cut_lowest;
use super::draws::Weigh;
use super::initial::InitialWeights;
use super::layers::LAYERS;
use super::method::{Judges, Method, Tone, Words, told_rule};
use super::parameter::{Domain, Parameter};
use super::percent;
use super::schedule::{ANNEAL, UNTIL, due};
use super::set::SET;
use super::update::{Cut, Epoch, Growth, Memory, NewWeights, Rewiring};
use crate::graph::laplacian::Definition;
use crate::network::SparseLayer;
use crate::told;

/// How much the centrality of its ends counts for a connection.
static POWER: Parameter = Parameter {
    key: "power",
    symbol: Some("p"),
    label: told("Power of centrality"),
    help: told(
        "A connection's score is multiplied by this power of its ends' centralities: above 0, central neurons keep theirs",
    ),
    allowed: "a number from −2 to 2",
    domain: Domain::Number {
        default: 0.0,
        within: |power| power.abs() <= 2.0,
    },
};

/// Cuts what has hardly moved, regrows at random.
pub static MOVEMENT: Method = Method {
    id: "movement",
    title: "Movement",
    about: told("cuts the weights that have moved least since they grew"),
    source: told(
        "H. Zhou et al., “Deconstructing Lottery Tickets: Zeros, Signs, and the Supermask”, 2019, for the \
             score; the rest is SET’s",
    ),
    parameters: &[&POWER, &GROW, &ANNEAL, &UNTIL, &LAYERS],
    judges: Judges::Connections,
    tunes: None,
    words: Words {
        decides: told("how far the weights have moved decides"),
        cut: told("that have moved least since they grew"),
        ..SET.words
    },
    recorded: None,
    tone: Tone::Further,
    rule: told_rule(|settings| {
        let (zeta, schedule) = (percent(settings.zeta), settings.schedule());
        let by = match settings.number("power") {
            0.0 => String::new(),
            power => format!(", by centrality to the power {power}"),
        };
        let grow = regrows(settings);
        format!(
            "cuts the {zeta} % of weights in each layer that have moved least since they grew{by}{grow}{schedule}"
        )
    }),
    grows,
    rewiring: Some(&Moved),
    ..SET
};

/// The movement rule.
struct Moved;

impl Rewiring for Moved {
    fn cut(&self, epoch: &Epoch<'_>, _: &mut Memory) -> Cut {
        let power = epoch.settings.number("power");
        let counts = (power != 0.0).then(|| {
            let count = |c: &f64| libm::pow(c + LEAST, power) as f32;
            centrality(epoch).iter().map(count).collect::<Vec<f32>>()
        });
        cut_lowest(epoch, &due(epoch), &|index, layer| {
            let mut scores = moved(layer, epoch.seed, index as u32, epoch.new_weights);
            if let Some(counts) = &counts {
                let before = epoch.network.layers[..index].iter();
                let first: usize = before.map(|layer| layer.connections.n_in()).sum();
                let (sources, targets) = counts[first..].split_at(layer.n_in());
                for (score, c) in scores.iter_mut().zip(layer.iter()) {
                    *score *= sources[c.source as usize] * targets[c.target as usize];
                }
            }
            scores
        })
    }

    fn weigh(&self, epoch: &Epoch<'_>) -> Option<Box<dyn Weigh>> {
        let central = epoch.settings.choice("grow") == "central";
        central.then(|| {
            Box::new(Central::new(&centrality(epoch), new_weights(epoch))) as Box<dyn Weigh>
        })
    }

    fn grow(&self, epoch: &Epoch<'_>, _: &Changes, _: &mut Memory) -> Growth {
        match self.weigh(epoch) {
            Some(weigh) => Growth::by_weight(epoch, weigh),
            None => Growth {
                weights: new_weights(epoch),
                ..Growth::refill(epoch)
            },
        }
    }
}

/// What is added to relative centralities, so that connections of neurons without any are told apart.
const LEAST: f64 = 0.05;

/// Laplacian centrality of all neurons over its mean, inputs first, in the graph whose edges weigh what the
/// network's connections have moved; zeros where none has.
fn centrality(epoch: &Epoch<'_>) -> Vec<f64> {
    let layers = (0..).zip(&epoch.network.layers);
    let moved: Vec<SparseLayer> = layers
        .map(|(index, layer)| {
            let mut layer = layer.connections.clone();
            let moved = moved(&layer, epoch.seed, index, epoch.new_weights);
            layer.weights_mut().copy_from_slice(&moved);
            layer
        })
        .collect();
    let mut centrality = Definition::Defined.centrality(&moved.iter().collect::<Vec<_>>());
    let mean = centrality.iter().sum::<f64>() / centrality.len() as f64;
    if mean > 0.0 {
        centrality.iter_mut().for_each(|c| *c /= mean);
    }
    centrality
}

/// What a connection that grows starts with.
fn new_weights(epoch: &Epoch<'_>) -> Option<NewWeights> {
    Some(match epoch.new_weights {
        NewWeights::Zero => NewWeights::Zero,
        _ => NewWeights::OfPlace,
    })
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
