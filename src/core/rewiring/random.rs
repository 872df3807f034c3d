//! Random rewiring: the control that tells rewiring from choosing.

use crate::told;
use rand::RngExt;

use super::method::{Judges, Method, Tone, Words, told_rule};
use super::update::{Cut, Epoch, Memory, Rewiring};
use super::{percent, schedule, set};
use crate::random::{Purpose, stream};

/// Each sparse layer gives up a random ζ of its connections, and as many grow at random.
pub static RANDOM: Method = Method {
    id: "random",
    title: "Random",
    about: told("cuts connections at random"),
    source: told("a control: what is left of a method without its choice"),
    judges: Judges::Connections,
    tunes: None,
    parameters: &[&schedule::ANNEAL, &schedule::UNTIL],
    words: Words {
        decides: told("chance decides"),
        cut: told("chosen at random"),
        ..set::SET.words
    },
    recorded: None,
    tone: Tone::Further,
    rule: told_rule(|settings| {
        let (zeta, schedule) = (percent(settings.zeta), settings.schedule());
        format!("cuts {zeta} % of the connections of each layer, chosen at random{schedule}")
    }),
    rewiring: Some(&Lottery),
    ..set::SET
};

/// The random rule.
struct Lottery;

impl Rewiring for Lottery {
    /// ⌊ζ·n⌋ of the n connections of each layer, every set of so many equally likely.
    fn cut(&self, epoch: &Epoch<'_>, _: &mut Memory) -> Cut {
        let zeta = schedule::zeta(epoch);
        let layers = epoch.network.rewirable().iter();
        let goes = (0..).zip(layers).map(|(index, layer)| {
            let all = layer.connections.len() as u32;
            let mut draws = stream(epoch.seed, Purpose::Cut, epoch.epoch, index);
            let mut due = (zeta * f64::from(all)) as u32;
            // Selection sampling: each goes with the chance that is left over those that are left.
            let each = (0..all).map(|before| {
                let goes = draws.random_range(0..all - before) < due;
                due -= u32::from(goes);
                goes
            });
            each.collect()
        });
        Cut::Each(goes.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::parse;
    use crate::network::Activation;
    use crate::rewiring::{NewWeights, initial};

    #[test]
    fn every_connection_goes_equally_often_and_so_does_every_pair() {
        let experiment = parse("lanes=random:zeta=0.25").experiment.unwrap();
        let settings = experiment.lane_settings(0);
        let start = initial::Start {
            seed: 1,
            epsilon: f64::INFINITY,
            activation: Activation::Relu,
        };
        // 20 connections in the one sparse layer, of which 5 go.
        let network = initial::network(start, &RANDOM, &[5, 4, 2]);
        let (mut one, mut two) = ([0u32; 20], [0u32; 20 * 20]);
        let draws = 2_000;
        for seed in 0..draws {
            let epoch = Epoch {
                settings: &settings,
                network: &network,
                initial: &[20],
                sparse: &[20],
                new_weights: NewWeights::Zero,
                epoch: 3,
                epochs: 5,
                seed,
                centrality: &[0.0; 5 + 4 + 2],
                selection: None,
                right: 0,
                right_before: 0,
            };
            let Cut::Each(layers) = Lottery.cut(&epoch, &mut Memory::default()) else {
                panic!("each connection by itself");
            };
            let goes: Vec<usize> = (0..20).filter(|&c| layers[0][c]).collect();
            assert_eq!(goes.len(), 5);
            for &c in &goes {
                one[c] += 1;
                goes.iter().for_each(|&other| two[20 * c + other] += 1);
            }
        }
        // Within five standard deviations of what is expected.
        let fair = |count: u32, chance: f64| {
            let expected = f64::from(draws) * chance;
            (f64::from(count) - expected).abs() < 5.0 * (expected * (1.0 - chance)).sqrt()
        };
        assert!(one.iter().all(|&count| fair(count, 5.0 / 20.0)), "{one:?}");
        for c in 0..20 {
            let pairs = (0..20).filter(|&other| other != c);
            let chance = 5.0 * 4.0 / (20.0 * 19.0);
            assert!(
                pairs
                    .map(|other| two[20 * c + other])
                    .all(|n| fair(n, chance))
            );
        }
    }
}
