//! AccSET: prune as SET, regrow only after accuracy has fallen.
//!
//! V. Lapshyna, "Sparse Artificial Neural Networks: Adaptive Performance-based Connectivity inspired
//! by Human-Brain processes", 2020: the network loses connections for as long as it gets better. The
//! method looks at the accuracy on the test images, so its own test accuracy is no fair measure.

use super::method::{Method, Tone, Words};
use super::update::{Cut, Epoch, Growth, Memory, Rewiring};
use super::{Changes, schedule, set};

/// Whether an epoch regrows what it cut: `right` test images were classified rightly in it, and
/// `right_before` in the epoch before.
pub fn regrows(right: usize, right_before: usize) -> bool {
    right < right_before
}

/// AccSET.
pub static ACCSET: Method = Method {
    id: "accset",
    title: "AccSET",
    about: "cuts as SET, regrows only after accuracy has fallen",
    source: "V. Lapshyna, “Sparse Artificial Neural Networks: Adaptive Performance-based Connectivity \
             inspired by Human-Brain processes”, 2020",
    parameters: &[&schedule::ANNEAL, &schedule::UNTIL],
    words: Words {
        unless: Some(("test accuracy had fallen", "test accuracy has not fallen")),
        ..set::SET.words
    },
    recorded: None,
    tone: Tone::Accset,
    rule: |settings| {
        format!(
            "prunes as SET, regrows only if test accuracy fell{}",
            settings.schedule()
        )
    },
    rewiring: Some(&ByAccuracy),
    ..set::SET
};

/// AccSET's rule.
struct ByAccuracy;

impl Rewiring for ByAccuracy {
    fn cut(&self, epoch: &Epoch<'_>, _: &mut Memory) -> Cut {
        set::cut(epoch)
    }

    fn grow(&self, epoch: &Epoch<'_>, removed: &Changes, _: &mut Memory) -> Growth {
        match regrows(epoch.right, epoch.right_before) {
            true => Growth::anywhere(removed.iter().map(Vec::len).collect()),
            false => Growth::nothing(),
        }
    }
}
