//! The canonical text of an experiment.

use std::fmt;

use super::{Experiment, FIELDS, Preset, VERSION};

/// The canonical text: `v`, then what differs from the preset, in the order of [`FIELDS`].
impl fmt::Display for Experiment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let preset = self.preset.settings(Some(self.data));
        // The two keys that the other defaults depend on are measured by what an empty text means.
        let start = Preset::default().settings(None);
        let silent = self.preset.settings(None);
        write!(f, "v={VERSION}")?;
        for field in FIELDS.iter() {
            let default = match field.key {
                "preset" => &start,
                "data" => &silent,
                _ => &preset,
            };
            let text = field.text(self);
            if text != field.text(default) {
                write!(f, "&{}={text}", field.key)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Centrality, Data, Preset, parse};
    use crate::dataset::cifar;

    fn canonical(text: &str) -> String {
        parse(text).experiment.unwrap().to_string()
    }

    #[test]
    fn only_differences_are_written_in_canonical_order() {
        assert_eq!(canonical(""), "v=1");
        assert_eq!(canonical("preset=demo&data=garments&lr=1e-2"), "v=1");
        assert_eq!(
            canonical("seed=2&dropout=0&lanes=censet,set&train=all&data=fashion"),
            "v=1&data=fashion&train=all&lanes=censet,set&dropout=0&seed=2"
        );
        assert_eq!(
            canonical("data=garments&train=60000&preset=described"),
            "v=1&preset=described&data=garments"
        );
    }

    #[test]
    fn defaults_follow_the_source() {
        let text = |preset: Preset, data| {
            let settings = preset.settings(Some(Data::Source(data)));
            settings.check().unwrap().to_string()
        };
        assert_eq!(text(Preset::Demo, &cifar::SOURCE), "v=1&data=cifar10");
        assert_eq!(
            text(Preset::Published, &cifar::SOURCE),
            "v=1&preset=published&data=cifar10"
        );
        let mut settings = Preset::Published.settings(None);
        settings.augment = false;
        settings.lanes[1].lc = Some(Centrality::Defined);
        assert_eq!(
            settings.check().unwrap().to_string(),
            "v=1&preset=published&lanes=mlp,set:lc=defined,censet&augment=0"
        );
    }
}
