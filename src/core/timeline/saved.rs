//! A timeline as bytes, to go on with it elsewhere.

use serde::{Deserialize, Serialize};

use super::difference::{Gaps, gaps, ungap};
use super::wiring::{Born, Living, Wiring};
use super::{Places, Timeline};
use crate::Refused;
use crate::experiment::bounds::{HIDDEN_LAYERS, NEURONS};

/// In [postcard](https://postcard.jamesmunns.com)'s encoding. FashionMNIST's network takes 120 kB, and
/// a few hundred bytes more an epoch.
#[derive(Serialize, Deserialize)]
struct Saved {
    sizes: Vec<u32>,
    layers: Vec<SavedLayer>,
    epochs: Vec<SavedEpoch>,
}

#[derive(Serialize, Deserialize)]
struct SavedLayer {
    start: Gaps,
    living: SavedBorn,
    gone: SavedBorn,
}

/// Places, and the epoch of birth of each; none for every place since epoch 0.
type SavedBorn = (Gaps, Vec<u16>);

#[derive(Serialize, Deserialize)]
struct SavedEpoch {
    grown: u64,
    cut: Vec<(u16, u64)>,
    start_jaccard: f64,
}

impl Timeline {
    /// As bytes.
    pub fn save(&self) -> Vec<u8> {
        let layers = self.layers.iter().enumerate().map(|(i, layer)| SavedLayer {
            start: gaps(layer.start_places()),
            living: match layer.living() {
                Living::Whole => (None, Vec::new()),
                Living::At(living) => unzip(living),
            },
            gone: unzip(self.gone.get(i).map_or(&[][..], Vec::as_slice)),
        });
        let epochs = self.epochs.iter().map(|epoch| SavedEpoch {
            grown: epoch.grown,
            cut: epoch.cut.clone(),
            start_jaccard: epoch.start_jaccard,
        });
        let saved = Saved {
            sizes: self.sizes.iter().map(|&n| n as u32).collect(),
            layers: layers.collect(),
            epochs: epochs.collect(),
        };
        postcard::to_allocvec(&saved).expect("numbers can be written")
    }

    /// Reads what [`save`](Self::save) wrote.
    ///
    /// # Errors
    /// If the bytes are something else, or contradict themselves.
    pub fn read(bytes: &[u8]) -> Result<Self, Refused> {
        Self::restore(bytes).ok_or_else(|| "they are no wiring over time".into())
    }

    fn restore(bytes: &[u8]) -> Option<Self> {
        let Ok((saved, [])) = postcard::take_from_bytes::<Saved>(bytes) else {
            return None;
        };
        if !is_network(&saved.sizes) {
            return None;
        }
        let sizes: Vec<usize> = saved.sizes.iter().map(|&n| n as usize).collect();
        let mut timeline = Self::new(&sizes);
        let places: u64 = timeline.layers.iter().map(Wiring::places).sum();
        if saved.layers.len() != timeline.layers.len() || saved.epochs.len() > usize::from(u16::MAX)
        {
            return None;
        }
        let mut cut = Vec::new();
        for epoch in saved.epochs {
            let ages = timeline.epochs.len();
            let told = epoch.start_jaccard;
            let born_before = |&(born, _): &(u16, u64)| usize::from(born) < ages;
            let ordered = epoch.cut.is_sorted_by(|a, b| a.0 < b.0);
            if !ordered || !epoch.cut.iter().all(born_before) || !(0.0..=1.0).contains(&told) {
                return None;
            }
            cut.clone_from(&epoch.cut);
            let next = timeline.next(epoch.grown, epoch.cut, told)?;
            if next.connections > places {
                return None;
            }
            timeline.epochs.push(next);
        }
        let epochs = timeline.epochs.len();
        let mut gone_by_birth = vec![0; epochs];
        let mut layers = Vec::new();
        for (fresh, layer) in timeline.layers.iter().zip(saved.layers) {
            let living = match layer.living {
                (None, _) => Living::Whole,
                some => Living::At(zip(some)?),
            };
            let layer_gone = zip(layer.gone)?;
            let wiring = Wiring::restored(fresh.places(), ungap(layer.start)?, living).ok()?;
            for &(place, born) in &layer_gone {
                *gone_by_birth.get_mut(usize::from(born))? += 1;
                // It may have grown again in the epoch that cut it, but not before.
                let there = wiring.born(place.into());
                if there.is_some_and(|again| usize::from(again) + 1 != epochs) {
                    return None;
                }
            }
            layers.push(wiring);
            timeline.gone.push(layer_gone);
        }
        timeline.layers = layers;
        let gone = (0..).zip(gone_by_birth).filter(|&(_, n)| n > 0);
        (gone.eq(cut) && timeline.living()? == timeline.by_birth()?).then_some(timeline)
    }

    /// How many connections of each birth there are now, counted.
    fn living(&self) -> Option<Vec<u64>> {
        let mut living = vec![0; self.epochs.len()];
        for layer in &self.layers {
            match layer.living() {
                Living::Whole => *living.first_mut()? += layer.places(),
                Living::At(all) => {
                    for &(_, born) in all {
                        *living.get_mut(usize::from(born))? += 1;
                    }
                }
            }
        }
        Some(living)
    }

    /// The same, from what grew and was cut; `None` if more was cut than there was.
    fn by_birth(&self) -> Option<Vec<u64>> {
        let mut living = Vec::with_capacity(self.epochs.len());
        for epoch in &self.epochs {
            for &(born, n) in &epoch.cut {
                let left: &mut u64 = living.get_mut(usize::from(born))?;
                *left = left.checked_sub(n)?;
            }
            living.push(epoch.grown);
        }
        Some(living)
    }
}

/// Whether an experiment's network can have these numbers of neurons; images have fewer pixels than a
/// hidden layer may have neurons, and fewer classes.
fn is_network(sizes: &[u32]) -> bool {
    let layers = HIDDEN_LAYERS.start() + 2..=HIDDEN_LAYERS.end() + 2;
    layers.contains(&sizes.len()) && sizes.iter().all(|size| NEURONS.contains(size))
}

fn unzip(born: &[(u32, u16)]) -> SavedBorn {
    let places = born.iter().map(|&(place, _)| place.into()).collect();
    let births = born.iter().map(|&(_, born)| born).collect();
    (gaps(&Places::At(places)), births)
}

fn zip((places, births): SavedBorn) -> Option<Born> {
    let Places::At(places) = ungap(places)? else {
        return None;
    };
    if places.len() != births.len() {
        return None;
    }
    let places = places.into_iter().map(|place| u32::try_from(place).ok());
    places
        .zip(births)
        .map(|(place, born)| Some((place?, born)))
        .collect()
}
