//! One lane of an experiment as an experiment of its own.

use crate::experiment::lane::Lane;
use crate::experiment::{Experiment, Settings};

impl Experiment {
    /// Lane `i` alone, in the one form that all experiments have in which this lane is the same
    /// network: its own keys stand in the lane, and what makes no difference to it has its preset's
    /// value. Its digests are those of the lane here. Panics if there is no such lane.
    pub fn solo(&self, i: usize) -> Self {
        let settings = self.lane_settings(i);
        let preset = self.preset.settings(Some(self.data));
        let solo = Settings {
            lanes: vec![Lane::explicit(&settings)],
            k: preset.k,
            zeta: preset.zeta,
            lc: preset.lc,
            scope: preset.scope,
            epsilon: match settings.method.asks_epsilon() {
                true => self.epsilon,
                false => preset.epsilon,
            },
            ..Settings::clone(self)
        };
        solo.check().expect("a part of a valid experiment")
    }
}
