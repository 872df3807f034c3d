//! What must be said of an experiment that does other than its numbers make one expect.

use super::{Experiment, Preset};
use crate::rewiring::method::Judges;
use crate::words::plural;

impl Experiment {
    /// Sentences, none for most experiments.
    ///
    /// At ζ = 0 SET's rule still cuts (by the reference code, at least one positive weight always goes),
    /// and the paper's code cuts nothing at all, whatever the method.
    ///
    /// ```
    /// use censet::experiment::parse;
    ///
    /// let notes = |text| parse(text).experiment.unwrap().notes();
    /// assert!(notes("lanes=set,censet").is_empty());
    /// let said = notes("lanes=set:zeta=0,censet");
    /// assert_eq!(said.len(), 1);
    /// assert!(said[0].starts_with("At ζ = 0, set:zeta=0 still cuts the smallest positive weight"));
    /// ```
    pub fn notes(&self) -> Vec<String> {
        let lanes = (0..self.lanes.len()).map(|i| (self.lane_name(i), self.lane_settings(i)));
        let (mut still, mut neurons) = (Vec::new(), Vec::new());
        for (name, settings) in lanes.filter(|(_, settings)| settings.zeta == 0.0) {
            let method = settings.method;
            if method.tunes == Some("zeta") {
                // Where connections may change layer, ζ is a part of them all, and no part is none.
                if !settings.free() {
                    still.push(name);
                }
            } else if method.judges == Judges::Neurons {
                neurons.push(name);
            }
        }
        let mut notes = Vec::new();
        if !still.is_empty() {
            notes.push(format!(
                "At ζ = 0, {} still {} the smallest positive weight of each layer, and what is exactly 0; of a layer \
                 with all its connections, two weights nearest to zero.",
                still.join(" and "),
                plural(still.len(), "cuts", "cut")
            ));
        }
        if self.preset == Preset::Published && !(still.is_empty() && neurons.is_empty()) {
            still.append(&mut neurons);
            notes.push(format!(
                "At ζ = 0 the paper's code removes nothing; here {} {} as ever.",
                still.join(" and "),
                plural(still.len(), "cuts", "cut")
            ));
        }
        notes
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    fn notes(text: &str) -> String {
        parse(text).experiment.unwrap().notes().join(" ")
    }

    #[test]
    fn what_is_cut_at_zero_is_said() {
        assert_eq!(notes("preset=published"), "");
        assert_eq!(notes("zeta=0&lanes=mlp,static,random,censet"), "");
        assert!(notes("zeta=0").contains("set still cuts the smallest positive weight"));
        assert!(notes("zeta=0&lanes=set,accset").contains("set and accset still cut"));
        assert_eq!(
            notes("lanes=set:zeta=0:layers=free,l3:layers=free&zeta=0"),
            ""
        );
        let published = notes("preset=published&zeta=0&lanes=censet");
        assert_eq!(
            published,
            "At ζ = 0 the paper's code removes nothing; here censet cuts as ever."
        );
        assert!(notes("preset=published&zeta=0").contains("here set and censet cut as ever"));
    }
}
