//! The wiring over time: which connections each epoch cut and grew, small enough to keep for every
//! epoch, and what follows from that without running anything again.
//!
//! A [`Difference`] is what one epoch changed, and the whole wiring in epoch 0. A [`Timeline`] takes
//! them in turn and knows, of every epoch so far, how old the connections are, how long they last and
//! how much is left of the wiring that the run began with.

mod difference;
mod wiring;

pub use difference::{Difference, Places};
use wiring::Wiring;

/// What the wiring was like after one epoch, over the layers that rewiring may touch.
#[derive(Clone, Debug, PartialEq)]
pub struct EpochWiring {
    /// How many connections were born in each epoch from 0 to this one, and were still there.
    pub living: Vec<u32>,
    /// The Jaccard index |A ∩ B| / |A ∪ B| of the places connected now and in epoch 0.
    pub start_jaccard: f64,
}

impl EpochWiring {
    /// The number of connections.
    pub fn connections(&self) -> u64 {
        self.living.iter().map(|&n| u64::from(n)).sum()
    }

    /// The part of the first connections that was never cut, 0 … 1. A connection that was cut and
    /// grew again at the same place is a new one.
    pub fn start_kept(&self, start: u64) -> f64 {
        f64::from(self.living[0]) / start as f64
    }

    /// How many connections have each age, in epochs since they grew: element a counts those of age a.
    pub fn ages(&self) -> Vec<u32> {
        self.living.iter().rev().copied().collect()
    }

    /// The mean age in epochs; `None` without connections.
    pub fn mean_age(&self) -> Option<f64> {
        let ages = self.ages();
        let total: f64 = (0..)
            .zip(&ages)
            .map(|(a, &n)| f64::from(a) * f64::from(n))
            .sum();
        let connections = self.connections();
        (connections > 0).then(|| total / connections as f64)
    }
}

/// The wiring of a lane, epoch by epoch.
#[derive(Clone, Debug)]
pub struct Timeline {
    layers: Vec<Wiring>,
    epochs: Vec<EpochWiring>,
}

impl Timeline {
    /// Of a network with these numbers of neurons, inputs first, before its epoch 0. The connections
    /// into the last layer are never rewired and left out.
    pub fn new(sizes: &[usize]) -> Self {
        let ends = sizes.windows(2).rev().skip(1).rev();
        Self {
            layers: ends.map(|ends| Wiring::new(ends[0], ends[1])).collect(),
            epochs: Vec::new(),
        }
    }

    /// Every epoch so far, from 0.
    pub fn epochs(&self) -> &[EpochWiring] {
        &self.epochs
    }

    /// Adds what the next epoch changed.
    ///
    /// # Errors
    /// If it cuts what is not there, grows what is there, or has other layers: it then belongs to
    /// another network, and the timeline is of no further use.
    pub fn add(&mut self, difference: &Difference) -> Result<(), String> {
        let epoch = self.epochs.len();
        let (removed, grown) = (&difference.removed, &difference.grown);
        if removed.len() != self.layers.len() || grown.len() != self.layers.len() {
            return Err(format!("epoch {epoch} is of a network with other layers"));
        }
        for (layer, (removed, grown)) in self.layers.iter_mut().zip(removed.iter().zip(grown)) {
            layer
                .change(removed, grown, epoch as u16)
                .map_err(|why| format!("epoch {epoch} {why}"))?;
        }
        let mut living = vec![0; epoch + 1];
        self.layers
            .iter()
            .for_each(|layer| layer.count(&mut living));
        let sum = |of: fn(&Wiring) -> u64| self.layers.iter().map(of).sum::<u64>();
        let common = sum(Wiring::common);
        let union = sum(Wiring::len) + sum(Wiring::start) - common;
        self.epochs.push(EpochWiring {
            living,
            start_jaccard: if union == 0 {
                1.0
            } else {
                common as f64 / union as f64
            },
        });
        Ok(())
    }

    /// The probability that a connection is still there so many epochs after it grew, from 0 on:
    /// S(a) = Π (1 − dᵢ/nᵢ) over the ages i ≤ a, with nᵢ the connections that reached an epoch in
    /// which they could be cut at age i, and dᵢ those that were (E. L. Kaplan and P. Meier, 1958).
    /// Connections still there in `epoch` count as long as they were seen; those of epoch 0 count like
    /// all others. It ends at the greatest age that was seen.
    ///
    /// Panics if `epoch` has not been added.
    pub fn survival(&self, epoch: usize) -> Vec<f64> {
        let epochs = &self.epochs[..=epoch];
        let mut surviving = vec![1.0];
        for age in 1..=epoch {
            let (mut reached, mut cut) = (0u64, 0u64);
            for born in 0..=epoch - age {
                let before = epochs[born + age - 1].living[born];
                let after = epochs[born + age].living[born];
                reached += u64::from(before);
                cut += u64::from(before - after);
            }
            if reached == 0 {
                break;
            }
            let last = surviving[age - 1];
            surviving.push(last * (1.0 - cut as f64 / reached as f64));
        }
        surviving
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(places: &[u64]) -> Vec<Places> {
        vec![Places::At(places.to_vec())]
    }

    fn change(removed: &[u64], grown: &[u64]) -> Difference {
        Difference {
            removed: at(removed),
            grown: at(grown),
        }
    }

    /// Three inputs, two hidden neurons, one output.
    fn run(changes: &[Difference]) -> Timeline {
        let mut timeline = Timeline::new(&[3, 2, 1]);
        changes
            .iter()
            .for_each(|change| timeline.add(change).unwrap());
        timeline
    }

    #[test]
    fn ages_jaccard_and_what_is_kept() {
        let timeline = run(&[
            change(&[], &[0, 1, 3, 4]),
            change(&[1, 4], &[2, 5]),
            change(&[2, 3], &[3, 4]),
        ]);
        let [start, one, two] = timeline.epochs() else {
            panic!("three epochs")
        };
        assert_eq!((start.start_jaccard, start.connections()), (1.0, 4));
        assert_eq!(one.living, [2, 2]);
        assert_eq!(one.start_jaccard, 2.0 / 6.0);
        // Place 3 grew again: it is wired as at the start, but the connection is a new one.
        assert_eq!(two.living, [1, 1, 2]);
        assert_eq!(two.start_jaccard, 3.0 / 5.0);
        assert_eq!(two.start_kept(4), 0.25);
        assert_eq!(two.ages(), [2, 1, 1]);
        assert_eq!(two.mean_age(), Some(0.75));
    }

    #[test]
    fn survival_counts_those_that_could_be_cut() {
        let timeline = run(&[
            change(&[], &[0, 1, 3, 4]),
            change(&[1, 4], &[2, 5]),
            change(&[2, 3], &[3, 4]),
        ]);
        assert_eq!(timeline.survival(0), [1.0]);
        assert_eq!(timeline.survival(1), [1.0, 0.5]);
        // Age 1: of 4 + 2 were cut 2 + 1. Age 2: of 2 was cut 1.
        assert_eq!(timeline.survival(2), [1.0, 0.5, 0.25]);
    }

    #[test]
    fn what_never_changes_stays_whole() {
        let full = Difference {
            removed: at(&[]),
            grown: vec![Places::All],
        };
        let timeline = run(&[full, change(&[], &[]), change(&[4], &[4])]);
        let last = &timeline.epochs()[2];
        assert_eq!(last.living, [5, 0, 1]);
        assert_eq!(last.start_jaccard, 1.0);
        assert_eq!(timeline.epochs()[1].living, [6, 0]);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        for (wrong, why) in [
            (change(&[5], &[]), "cuts a connection that is not there"),
            (change(&[], &[0]), "grows a connection that is there"),
            (
                Difference {
                    removed: vec![],
                    grown: vec![],
                },
                "is of a network with other layers",
            ),
        ] {
            let mut timeline = run(&[change(&[], &[0, 1])]);
            assert_eq!(timeline.add(&wrong), Err(format!("epoch 1 {why}")));
        }
    }
}
