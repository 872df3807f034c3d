//! Whether what a state says was cut and grown is what its layers say.
//!
//! What is shown of a lane, and what comes of its next steps, takes the one for the other: pictures draw
//! what was cut beside what is there, AccSET grows what was cut, ages are told by births.

use super::super::{Phase, Scores};
use crate::graph::statistics::shared;
use crate::network::{Connection, Network, SparseLayer};
use crate::rewiring::{Changes, Method};

/// The moment that a state is of.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    pub(super) phase: Phase,
    pub(super) epoch: u32,
}

impl Moment {
    /// The last epoch in which connections can have been born.
    pub(super) fn last_birth(self) -> u32 {
        match self.phase {
            Phase::Finished => self.epoch,
            _ => self.epoch.saturating_sub(1),
        }
    }

    /// The epoch whose changes are at hand, if those of any are.
    fn changed(self) -> Option<u32> {
        match self.phase {
            Phase::Prune => None,
            Phase::Regrow | Phase::Finished => Some(self.epoch),
            Phase::Train | Phase::Evaluate | Phase::Score => self.epoch.checked_sub(1),
        }
        .filter(|&epoch| epoch > 0)
    }
}

/// Says what of the changes does not fit the layers; `unpruned` are the sparse layers before the last
/// epoch's prune, where there was one.
pub(super) fn check(
    moment: Moment,
    method: &Method,
    network: &Network,
    unpruned: Option<&[SparseLayer]>,
    scores: &Scores,
) -> Result<(), String> {
    let rewired = if method.prunes() {
        network.rewirable().len()
    } else {
        0
    };
    let kept = network.layers[rewired..].iter();
    if kept
        .flat_map(|layer| layer.connections.born())
        .any(|&born| born > 0)
    {
        return Err("a connection grew in a layer that is never rewired".into());
    }
    let Some(epoch) = moment.changed() else {
        return Ok(());
    };
    for (index, layer) in network.layers[..rewired].iter().enumerate() {
        let layer = &layer.connections;
        let place = |c: Connection| layer.position(c.target, c.source);
        let of = |changes: &Changes| -> Vec<u64> {
            let layer = changes.get(index).into_iter().flatten();
            layer.copied().map(place).collect()
        };
        let (cut, grown) = (of(&scores.removed), of(&scores.grown));
        // Streams: of a large network, lists of all its places would be most of what it holds.
        let born_now = |now: bool| {
            let all = layer.iter().zip(layer.born());
            let those = all.filter(move |&(_, &born)| (u32::from(born) == epoch) == now);
            those.map(move |(c, _)| place(c))
        };
        let number = index + 1;
        if !born_now(true).eq(grown.iter().copied()) {
            return Err(format!(
                "the connections that grew in layer {number} in epoch {epoch} are not those of its list"
            ));
        }
        if shared(born_now(false), cut.iter().copied()) > 0 {
            return Err(format!(
                "a connection of layer {number} is there that was cut in epoch {epoch}"
            ));
        }
        let Some(before) = unpruned.and_then(|layers| layers.get(index)) else {
            continue;
        };
        let places = || before.iter().map(place);
        let stayed = layer.len() - grown.len();
        let known = shared(places(), born_now(false)) + shared(places(), cut.iter().copied());
        if before.len() != stayed + cut.len() || known != before.len() {
            return Err(format!(
                "layer {number} before its prune has not the connections that were cut and those that stayed"
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::super::Trainer;
    use super::*;
    use crate::dataset::Dataset;
    use crate::experiment::parse;

    /// A lane of a small experiment when it comes to a phase of an epoch.
    fn lane(text: &str, phase: Phase, epoch: u32) -> Trainer {
        let text = format!("train=60&test=20&side=7&hidden=9-8&epsilon=3&epochs=3&batch=20&{text}");
        let experiment = parse(&text).experiment.unwrap();
        let data = Dataset::garments(experiment.train, experiment.test, experiment.side);
        let mut lane = Trainer::new(experiment, 0, Arc::new(data));
        while (lane.phase(), lane.epoch()) != (phase, epoch) {
            lane.advance();
        }
        lane
    }

    fn restored(lane: &Trainer) -> Result<(), String> {
        let (experiment, data) = (lane.experiment.clone(), Arc::clone(&lane.dataset));
        let restored = Trainer::restore(experiment, 0, data, lane.state());
        restored.map(|_| ()).map_err(|refused| refused.0)
    }

    #[track_caller]
    fn refused(lane: &Trainer, says: &str) {
        let why = restored(lane).expect_err(says);
        assert!(why.contains(says), "{why}");
    }

    /// The first connection of the first layer as if it were born in another epoch.
    fn reborn(lane: &mut Trainer, epoch: u16) {
        let layer = &mut lane.network.layers[0].connections;
        let mut born = layer.born().to_vec();
        born[0] = epoch;
        let velocities = layer.velocities().to_vec();
        *layer = layer.clone().with_past(velocities, born);
    }

    const MOMENTS: [(Phase, u32); 9] = [
        (Phase::Evaluate, 0),
        (Phase::Train, 1),
        (Phase::Prune, 1),
        (Phase::Regrow, 1),
        (Phase::Train, 2),
        (Phase::Score, 2),
        (Phase::Prune, 3),
        (Phase::Regrow, 3),
        (Phase::Finished, 3),
    ];

    #[test]
    fn every_moment_of_every_method_is_taken() {
        for text in [
            "set",
            "censet:k=0.2",
            "accset",
            "random",
            "rigl",
            "mlp",
            "static",
        ] {
            for preset in ["described", "published"] {
                for (phase, epoch) in MOMENTS {
                    let lane = lane(
                        &format!("data=garments&preset={preset}&lanes={text}"),
                        phase,
                        epoch,
                    );
                    assert_eq!(restored(&lane), Ok(()), "{preset} {text} {phase:?} {epoch}");
                }
            }
        }
    }

    #[test]
    fn births_of_epochs_to_come_are_refused() {
        for (phase, epoch) in MOMENTS {
            let mut lane = lane("lanes=set", phase, epoch);
            reborn(
                &mut lane,
                epoch as u16 + u16::from(phase == Phase::Finished || epoch == 0),
            );
            refused(&lane, "was born after epoch");
        }
    }

    #[test]
    fn births_that_are_not_in_the_list_are_refused() {
        for (phase, epoch) in [(Phase::Train, 3), (Phase::Score, 3), (Phase::Finished, 3)] {
            let mut lane = lane(
                "preset=published&data=garments&augment=0&lanes=set",
                phase,
                epoch,
            );
            let grown = lane.scores.grown.clone();
            lane.scores.grown[0].pop();
            refused(&lane, "are not those of its list");
            lane.scores.grown = Vec::new();
            refused(&lane, "are not those of its list");
            lane.scores.grown = grown;
            assert_eq!(restored(&lane), Ok(()));
        }
        let mut lane = lane("lanes=static", Phase::Train, 3);
        reborn(&mut lane, 1);
        refused(&lane, "a layer that is never rewired");
    }

    /// AccSET grows what it cut: places that are taken would end it.
    #[test]
    fn a_cut_connection_that_is_there_is_refused() {
        for (method, phase, epoch) in [
            ("accset", Phase::Regrow, 2),
            ("set", Phase::Train, 2),
            ("censet:k=0.2", Phase::Score, 3),
            ("set", Phase::Finished, 3),
        ] {
            let mut lane = lane(&format!("lanes={method}"), phase, epoch);
            let layer = &lane.network.layers[0].connections;
            let old = layer.iter().zip(layer.born()).find(|(_, born)| **born == 0);
            lane.scores.removed[0] = vec![old.expect("one of the start").0];
            refused(
                &lane,
                if phase == Phase::Finished {
                    "layer 1"
                } else {
                    "that was cut in epoch"
                },
            );
        }
    }

    #[test]
    fn layers_before_the_last_prune_that_are_others_are_refused() {
        let mut lane = lane("lanes=set", Phase::Finished, 3);
        let all = lane.unpruned.clone();
        lane.unpruned.as_mut().unwrap()[1].retain(|c| c.target != 0);
        refused(&lane, "layer 2 before its prune");
        lane.unpruned = all;
        lane.scores.removed[0].pop();
        refused(&lane, "layer 1 before its prune");
    }
}
