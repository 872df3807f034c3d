//! One layer's connections, each with the epoch it grew in.

use super::Places;
use crate::graph::statistics::shared;

/// Connections as place and epoch of birth, by place: eight bytes each, as a layer has at most 16,384²
/// places.
pub(super) type Born = Vec<(u32, u16)>;

/// What is connected in a layer now, and what was at the start.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wiring {
    /// n_in × n_out.
    places: u64,
    start: Places,
    living: Living,
    /// How many places are connected now and were at the start.
    common: u64,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Living {
    /// Every place, since epoch 0: a dense layer is not written out before something changes.
    Whole,
    /// These.
    At(Born),
}

impl Wiring {
    pub fn new(n_in: usize, n_out: usize) -> Self {
        Self {
            places: n_in as u64 * n_out as u64,
            start: Places::At(Vec::new()),
            living: Living::At(Vec::new()),
            common: 0,
        }
    }

    /// A layer that was wired like this at the start, and is like that now; says what does not fit.
    pub fn restored(places: u64, start: Places, living: Living) -> Result<Self, &'static str> {
        let within = |last: Option<u64>| last.is_none_or(|last| last < places);
        let started = match &start {
            Places::All => true,
            Places::At(start) => within(start.last().copied()),
        };
        let alive = match &living {
            Living::Whole => start == Places::All,
            Living::At(living) => {
                within(living.last().map(|&(place, _)| place.into()))
                    && living.is_sorted_by(|a, b| a.0 < b.0)
            }
        };
        if !started || !alive {
            return Err("has connections outside its layers");
        }
        let mut layer = Self {
            places,
            start,
            living,
            common: places,
        };
        if let Living::At(living) = &layer.living {
            layer.common = layer.of_start(living.iter().map(|&(place, _)| place.into()));
        }
        Ok(layer)
    }

    /// n_in × n_out.
    pub fn places(&self) -> u64 {
        self.places
    }

    /// The epoch in which the connection at this place grew, if there is one.
    pub fn born(&self, place: u64) -> Option<u16> {
        match &self.living {
            Living::Whole => Some(0),
            Living::At(living) => {
                let found = living.binary_search_by_key(&place, |&(at, _)| at.into());
                found.ok().map(|i| living[i].1)
            }
        }
    }

    /// The connections now.
    pub fn living(&self) -> &Living {
        &self.living
    }

    /// The places connected at the start.
    pub fn start_places(&self) -> &Places {
        &self.start
    }

    /// The number of connections now.
    pub fn len(&self) -> u64 {
        match &self.living {
            Living::Whole => self.places,
            Living::At(living) => living.len() as u64,
        }
    }

    /// The number of connections at the start.
    pub fn start(&self) -> u64 {
        match &self.start {
            Places::All => self.places,
            Places::At(places) => places.len() as u64,
        }
    }

    /// The number of places connected now as at the start.
    pub fn common(&self) -> u64 {
        self.common
    }

    /// The number of places connected now both here and in a layer of the same size.
    pub fn shared(&self, other: &Self) -> u64 {
        match (&self.living, &other.living) {
            (Living::Whole, _) => other.len(),
            (_, Living::Whole) => self.len(),
            (Living::At(a), Living::At(b)) => {
                let place = |&(place, _): &(u32, u16)| place;
                shared(a.iter().map(place), b.iter().map(place)) as u64
            }
        }
    }

    /// Cuts and grows; gives what was cut, or says what does not fit.
    pub fn change(
        &mut self,
        removed: &Places,
        grown: &Places,
        epoch: u16,
    ) -> Result<Born, &'static str> {
        let cut = "cuts a connection that is not there";
        let double = "grows a connection that is there";
        let Places::At(removed) = removed else {
            return Err("cuts a whole layer");
        };
        let grown = match grown {
            Places::At(grown) => grown,
            Places::All if epoch == 0 && removed.is_empty() => {
                (self.start, self.living) = (Places::All, Living::Whole);
                self.common = self.places;
                return Ok(Born::new());
            }
            Places::All => return Err(double),
        };
        if removed.is_empty() && grown.is_empty() {
            return Ok(Born::new());
        }
        if grown.last().is_some_and(|&last| last >= self.places) {
            return Err("grows a connection outside its layer");
        }
        let old = match std::mem::replace(&mut self.living, Living::Whole) {
            Living::Whole => (0..self.places as u32).map(|place| (place, 0)).collect(),
            Living::At(living) => living,
        };
        let mut living = Vec::with_capacity(old.len() + grown.len());
        let mut gone = Vec::with_capacity(removed.len());
        let (mut cuts, mut births) = (removed.iter().peekable(), grown.iter().peekable());
        for (place, born) in old {
            let at = u64::from(place);
            while let Some(&new) = births.next_if(|&&new| new < at) {
                living.push((new as u32, epoch));
            }
            let is_cut = cuts.next_if(|&&gone| gone == at).is_some();
            let again = births.next_if(|&&new| new == at).is_some();
            if is_cut {
                gone.push((place, born));
            }
            match (is_cut, again) {
                (false, false) => living.push((place, born)),
                (true, true) => living.push((place, epoch)),
                (true, false) => {}
                (false, true) => return Err(double),
            }
        }
        living.extend(births.map(|&new| (new as u32, epoch)));
        if cuts.peek().is_some() {
            return Err(cut);
        }
        if epoch == 0 {
            self.start = Places::At(living.iter().map(|&(place, _)| place.into()).collect());
            self.common = living.len() as u64;
        } else {
            self.common += self.of_start(grown.iter().copied());
            self.common -= self.of_start(removed.iter().copied());
        }
        self.living = Living::At(living);
        Ok(gone)
    }

    /// Takes back what [`change`](Self::change) did last, in `epoch`, after the first; `gone` is what
    /// it gave.
    pub fn take_back(&mut self, gone: &[(u32, u16)], epoch: u16) {
        let Living::At(now) = std::mem::replace(&mut self.living, Living::Whole) else {
            return; // A whole layer has not changed.
        };
        let mut living = Vec::with_capacity(now.len() + gone.len());
        let mut back = gone.iter().copied().peekable();
        for (place, born) in now {
            while let Some(old) = back.next_if(|&(old, _)| old <= place) {
                living.push(old);
            }
            if born == epoch {
                self.common -= self.of_start([place.into()]);
            } else {
                living.push((place, born));
            }
        }
        living.extend(back);
        self.common += self.of_start(gone.iter().map(|&(place, _)| place.into()));
        self.living = Living::At(living);
    }

    /// How many of these places were connected at the start.
    fn of_start(&self, places: impl IntoIterator<Item = u64>) -> u64 {
        let places = places.into_iter();
        match &self.start {
            Places::All => places.count() as u64,
            Places::At(start) => {
                let there = |place: &u64| start.binary_search(place).is_ok();
                places.filter(there).count() as u64
            }
        }
    }
}
