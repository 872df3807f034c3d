//! The wiring over time: which connections each epoch cut and grew, small enough to keep for every
//! epoch, and what follows from that without running anything again.
//!
//! A [`Difference`] is what one epoch changed, and the whole wiring in epoch 0. A [`Timeline`] takes
//! them in turn and knows, of every epoch so far, how old the connections are, how long they last and
//! how much is left of the wiring that the run began with.

mod difference;
mod saved;
mod wiring;

pub use difference::{Difference, Places};
use wiring::{Born, Wiring};

/// What the wiring was like after one epoch, over the layers that rewiring may touch.
#[derive(Clone, Debug, PartialEq)]
pub struct EpochWiring {
    /// The number of connections.
    pub connections: u64,
    /// How many of them grew in this epoch.
    pub grown: u64,
    /// How many the epoch cut, by the epoch they grew in: few numbers, as most epochs cut nothing of
    /// most others.
    pub cut: Vec<(u16, u64)>,
    /// How many connections of epoch 0 were never cut. A connection that was cut and grew again at
    /// the same place is a new one.
    pub start_left: u64,
    /// The Jaccard index |A ∩ B| / |A ∪ B| of the places connected now and in epoch 0.
    pub start_jaccard: f64,
    /// The epochs of birth of all connections, added up.
    births: u64,
}

impl EpochWiring {
    /// The mean age of the connections in `epoch`, this one, in epochs since they grew; `None`
    /// without connections.
    fn mean_age(&self, epoch: usize) -> Option<f64> {
        let ages = epoch as u64 * self.connections - self.births;
        (self.connections > 0).then(|| ages as f64 / self.connections as f64)
    }
}

/// The wiring of a lane, epoch by epoch. What it remembers of an epoch are a few numbers: the places
/// themselves it knows of the first and the latest only.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    sizes: Vec<usize>,
    layers: Vec<Wiring>,
    epochs: Vec<EpochWiring>,
    /// What the latest epoch cut in each layer, so that it can be taken back.
    gone: Vec<Born>,
}

impl Timeline {
    /// Of a network with these numbers of neurons, inputs first, before its epoch 0. The connections
    /// into the last layer are never rewired and left out.
    pub fn new(sizes: &[usize]) -> Self {
        let ends = sizes.windows(2).rev().skip(1).rev();
        Self {
            sizes: sizes.to_vec(),
            layers: ends.map(|ends| Wiring::new(ends[0], ends[1])).collect(),
            epochs: Vec::new(),
            gone: Vec::new(),
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
        let before = self.connections();
        self.gone.clear();
        for (layer, (removed, grown)) in self.layers.iter_mut().zip(removed.iter().zip(grown)) {
            let gone = layer.change(removed, grown, epoch as u16);
            let gone = gone.map_err(|why| format!("epoch {epoch} {why}"))?;
            self.gone.push(gone);
        }
        let mut cut = std::collections::BTreeMap::new();
        for &(_, born) in self.gone.iter().flatten() {
            *cut.entry(born).or_default() += 1;
        }
        let lost: u64 = cut.values().sum();
        let grown = self.connections() - (before - lost);
        let next = self.next(grown, cut.into_iter().collect(), self.start_jaccard());
        self.epochs.push(next.expect("what was cut was there"));
        Ok(())
    }

    /// Takes back the epoch added last, to add it anew.
    ///
    /// Panics if none was added since the last time.
    pub fn take_back(&mut self) {
        assert_eq!(self.gone.len(), self.layers.len(), "one epoch at a time");
        self.epochs.pop();
        let epoch = self.epochs.len();
        if epoch == 0 {
            *self = Self::new(&self.sizes);
            return;
        }
        for (layer, gone) in self.layers.iter_mut().zip(self.gone.drain(..)) {
            layer.take_back(&gone, epoch as u16);
        }
    }

    /// What comes after the epochs so far, if so much grows and that is cut; `None` if there was not so
    /// much to cut.
    fn next(&self, grown: u64, cut: Vec<(u16, u64)>, start_jaccard: f64) -> Option<EpochWiring> {
        let epoch = self.epochs.len();
        let Some(last) = self.epochs.last() else {
            return cut.is_empty().then_some(EpochWiring {
                connections: grown,
                grown,
                cut,
                start_left: grown,
                start_jaccard,
                births: 0,
            });
        };
        let (mut connections, mut births, mut start_left) =
            (last.connections, last.births, last.start_left);
        for &(born, n) in &cut {
            connections = connections.checked_sub(n)?;
            births = births.checked_sub(n.checked_mul(born.into())?)?;
            if born == 0 {
                start_left = start_left.checked_sub(n)?;
            }
        }
        Some(EpochWiring {
            connections: connections.checked_add(grown)?,
            births: births.checked_add(grown.checked_mul(epoch as u64)?)?,
            grown,
            cut,
            start_left,
            start_jaccard,
        })
    }

    /// How many places are connected after the latest epoch both here and in another network of the same
    /// numbers of neurons, and how many in one or both: the two parts of the Jaccard index |A ∩ B| / |A ∪ B|.
    pub fn shared(&self, other: &Self) -> (u64, u64) {
        let layers = self.layers.iter().zip(&other.layers);
        let common = layers.map(|(a, b)| a.shared(b)).sum();
        (common, self.connections() + other.connections() - common)
    }

    fn connections(&self) -> u64 {
        self.layers.iter().map(Wiring::len).sum()
    }

    fn start_jaccard(&self) -> f64 {
        let sum = |of: fn(&Wiring) -> u64| self.layers.iter().map(of).sum::<u64>();
        let common = sum(Wiring::common);
        match sum(Wiring::len) + sum(Wiring::start) - common {
            0 => 1.0,
            union => common as f64 / union as f64,
        }
    }

    /// The mean age of the connections after each epoch; `None` where there are none.
    pub fn mean_ages(&self) -> impl Iterator<Item = Option<f64>> {
        (0..).zip(&self.epochs).map(|(e, epoch)| epoch.mean_age(e))
    }

    /// How many connections have each age in `epoch`, in epochs since they grew: element a counts
    /// those of age a.
    ///
    /// Panics if `epoch` has not been added.
    pub fn ages(&self, epoch: usize) -> Vec<u64> {
        let epochs = &self.epochs[..=epoch];
        let mut ages: Vec<u64> = epochs.iter().rev().map(|epoch| epoch.grown).collect();
        for &(born, n) in epochs.iter().flat_map(|epoch| &epoch.cut) {
            ages[epoch - usize::from(born)] -= n;
        }
        ages
    }

    /// The probability that a connection is still there so many epochs after it grew, from 0 on:
    /// S(a) = Π (1 − dᵢ/nᵢ) over the ages i ≤ a, with nᵢ the connections that reached an epoch in
    /// which they could be cut at age i, and dᵢ those that were (E. L. Kaplan and P. Meier, 1958).
    /// Connections still there in `epoch` count as long as they were seen; those of epoch 0 count like
    /// all others. It ends at the greatest age that was seen.
    ///
    /// Panics if `epoch` has not been added.
    pub fn survival(&self, epoch: usize) -> Vec<f64> {
        let mut cut = vec![0; epoch + 1];
        for (e, epoch) in self.epochs[..=epoch].iter().enumerate() {
            for &(born, n) in &epoch.cut {
                cut[e - usize::from(born)] += n;
            }
        }
        // All that were seen as long as this, cut then or later, or there to this day.
        let mut reached = self.ages(epoch);
        for age in (0..=epoch).rev() {
            reached[age] += cut[age] + reached.get(age + 1).copied().unwrap_or(0);
        }
        let mut surviving = vec![1.0];
        for age in 1..=epoch {
            if reached[age] == 0 {
                break;
            }
            let last = surviving[age - 1];
            surviving.push(last * (1.0 - cut[age] as f64 / reached[age] as f64));
        }
        surviving
    }
}

#[cfg(test)]
mod tests;
