//! One layer's connections, each with the epoch it grew in.

use super::Places;

/// What is connected in a layer now, and what was at the start.
#[derive(Clone, Debug)]
pub(super) struct Wiring {
    /// n_in × n_out.
    places: u64,
    start: Places,
    living: Living,
    /// How many places are connected now and were at the start.
    common: u64,
}

#[derive(Clone, Debug)]
enum Living {
    /// Every place, since epoch 0: a dense layer is not written out before something changes.
    Whole,
    /// Place and epoch of birth, by place.
    At(Vec<(u64, u16)>),
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

    /// Counts the connections by their epoch of birth.
    pub fn count(&self, living: &mut [u32]) {
        match &self.living {
            Living::Whole => living[0] += self.places as u32,
            Living::At(all) => all
                .iter()
                .for_each(|&(_, born)| living[usize::from(born)] += 1),
        }
    }

    /// Cuts and grows; says what does not fit.
    pub fn change(
        &mut self,
        removed: &Places,
        grown: &Places,
        epoch: u16,
    ) -> Result<(), &'static str> {
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
                return Ok(());
            }
            Places::All => return Err(double),
        };
        if removed.is_empty() && grown.is_empty() {
            return Ok(());
        }
        if grown.last().is_some_and(|&last| last >= self.places) {
            return Err("grows a connection outside its layer");
        }
        let old = match std::mem::replace(&mut self.living, Living::Whole) {
            Living::Whole => (0..self.places).map(|place| (place, 0)).collect(),
            Living::At(living) => living,
        };
        let mut living = Vec::with_capacity(old.len() + grown.len());
        let (mut cuts, mut births) = (removed.iter().peekable(), grown.iter().peekable());
        for (place, born) in old {
            while let Some(&new) = births.next_if(|&&new| new < place) {
                living.push((new, epoch));
            }
            let gone = cuts.next_if(|&&gone| gone == place).is_some();
            let again = births.next_if(|&&new| new == place).is_some();
            match (gone, again) {
                (false, false) => living.push((place, born)),
                (true, true) => living.push((place, epoch)),
                (true, false) => {}
                (false, true) => return Err(double),
            }
        }
        living.extend(births.map(|&new| (new, epoch)));
        if cuts.peek().is_some() {
            return Err(cut);
        }
        if epoch == 0 {
            self.start = Places::At(living.iter().map(|&(place, _)| place).collect());
            self.common = living.len() as u64;
        } else {
            self.common += self.of_start(grown);
            self.common -= self.of_start(removed);
        }
        self.living = Living::At(living);
        Ok(())
    }

    /// How many of these places were connected at the start.
    fn of_start(&self, places: &[u64]) -> u64 {
        match &self.start {
            Places::All => places.len() as u64,
            Places::At(start) => {
                let there = |place: &&u64| start.binary_search(place).is_ok();
                places.iter().filter(there).count() as u64
            }
        }
    }
}
