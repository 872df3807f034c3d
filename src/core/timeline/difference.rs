//! What one epoch changed, as few bytes as may be.

use serde::{Deserialize, Serialize};

use crate::network::{Connection, Layer, Network, SparseLayer};
use crate::rewiring::Changes;

/// Places of one layer: a connection from source s to target t is at t · n_in + s.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Places {
    /// Every place of the layer.
    All,
    /// These, strictly ascending.
    At(Vec<u64>),
}

/// What an epoch changed in each layer that rewiring may touch; in epoch 0, `grown` is the whole
/// wiring at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where connections were cut.
    pub removed: Vec<Places>,
    /// Where connections grew.
    pub grown: Vec<Places>,
}

/// Gaps between places; nothing stands for every place.
pub(super) type Gaps = Option<Vec<u64>>;

/// As it is written, in [postcard](https://postcard.jamesmunns.com)'s encoding, where a small number
/// takes one byte: an epoch of SET on FashionMNIST, 1,650 connections cut and as many grown, takes
/// 5 kB, and the whole wiring at the start 40 kB.
#[derive(Serialize, Deserialize)]
struct Encoded {
    removed: Vec<Gaps>,
    grown: Vec<Gaps>,
}

impl Difference {
    /// All connections of the network, as epoch 0 has them.
    pub fn start(network: &Network) -> Self {
        let all = |layer: &Layer| {
            let layer = &layer.connections;
            match layer.places() == layer.len() as u64 {
                true => Places::All,
                false => places(layer, layer.iter()),
            }
        };
        Self {
            removed: nothing(network),
            grown: network.rewirable().iter().map(all).collect(),
        }
    }

    /// What was removed and grown in the network.
    pub fn of(network: &Network, removed: &Changes, grown: &Changes) -> Self {
        let of = |changes: &Changes| match changes.is_empty() {
            true => nothing(network),
            false => {
                let layers = network.rewirable().iter().zip(changes);
                layers
                    .map(|(layer, changes)| places(&layer.connections, changes.iter().copied()))
                    .collect()
            }
        };
        Self {
            removed: of(removed),
            grown: of(grown),
        }
    }

    /// As bytes.
    pub fn encode(&self) -> Vec<u8> {
        let encoded = Encoded {
            removed: self.removed.iter().map(gaps).collect(),
            grown: self.grown.iter().map(gaps).collect(),
        };
        postcard::to_allocvec(&encoded).expect("numbers can be written")
    }

    /// Reads what [`encode`](Self::encode) wrote.
    ///
    /// # Errors
    /// If the bytes are something else. Whether it fits a network is for
    /// [`Timeline::add`](super::Timeline::add) to say.
    pub fn decode(bytes: &[u8]) -> Result<Self, String> {
        let read = match postcard::take_from_bytes::<Encoded>(bytes) {
            Ok((encoded, [])) => {
                let places = |layers: Vec<Gaps>| -> Option<Vec<Places>> {
                    layers.into_iter().map(ungap).collect()
                };
                places(encoded.removed).zip(places(encoded.grown))
            }
            _ => None,
        };
        let (removed, grown) = read.ok_or("they are no wiring of an epoch")?;
        Ok(Self { removed, grown })
    }
}

fn nothing(network: &Network) -> Vec<Places> {
    vec![Places::At(Vec::new()); network.rewirable().len()]
}

fn places(layer: &SparseLayer, connections: impl Iterator<Item = Connection>) -> Places {
    Places::At(
        connections
            .map(|c| layer.position(c.target, c.source))
            .collect(),
    )
}

pub(super) fn gaps(places: &Places) -> Gaps {
    let Places::At(places) = places else {
        return None;
    };
    let mut next = 0;
    let gap = |&place: &u64| place - std::mem::replace(&mut next, place + 1);
    Some(places.iter().map(gap).collect())
}

/// The places again; `None` if they run out of numbers.
pub(super) fn ungap(gaps: Gaps) -> Option<Places> {
    let Some(gaps) = gaps else {
        return Some(Places::All);
    };
    let mut next = 0u64;
    let place = |gap: u64| {
        let place = next.checked_add(gap)?;
        next = place.checked_add(1)?;
        Some(place)
    };
    let places: Option<_> = gaps.into_iter().map(place).collect();
    places.map(Places::At)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::{btree_set, vec};
    use proptest::prelude::*;

    fn layer() -> impl Strategy<Value = Places> {
        prop_oneof![
            1 => Just(Places::All),
            9 => btree_set(0u64..12_288_000, 0..40).prop_map(|set| Places::At(set.into_iter().collect())),
        ]
    }

    proptest! {
        #[test]
        fn comes_back_from_its_bytes(removed in vec(layer(), 0..4), grown in vec(layer(), 0..4)) {
            let difference = Difference { removed, grown };
            prop_assert_eq!(Difference::decode(&difference.encode()), Ok(difference));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..60)) {
            let _ = Difference::decode(&bytes);
        }
    }

    #[test]
    fn places_that_run_out_of_numbers_are_refused() {
        let encoded = Encoded {
            removed: vec![Some(vec![u64::MAX, 1])],
            grown: vec![],
        };
        let bytes = postcard::to_allocvec(&encoded).unwrap();
        assert!(Difference::decode(&bytes).is_err());
    }
}
