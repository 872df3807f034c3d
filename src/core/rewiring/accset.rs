//! AccSET: prune as SET, regrow only after accuracy has fallen.
//!
//! V. Lapshyna, "Sparse Artificial Neural Networks: Adaptive Performance-based Connectivity inspired
//! by Human-Brain processes", 2020: the network loses connections for as long as it gets better. The
//! method looks at the accuracy on the images that are held back (`validation`); where none are, on the
//! test images, so that its own test accuracy is no fair measure.

use super::method::{Method, Tone, told_rule};
use super::update::{Cut, Epoch, Growth, Memory, Rewiring};
use super::{Changes, schedule, set};
use crate::told;

/// Whether an epoch regrows what it cut: `right` images were classified rightly in it, and
/// `right_before` in the epoch before.
pub fn regrows(right: usize, right_before: usize) -> bool {
    right < right_before
}

/// AccSET.
pub static ACCSET: Method = Method {
    id: "accset",
    title: "AccSET",
    about: told("cuts as SET, regrows only after accuracy has fallen"),
    source: told(
        "V. Lapshyna, “Sparse Artificial Neural Networks: Adaptive Performance-based Connectivity \
             inspired by Human-Brain processes”, 2020",
    ),
    parameters: &[&schedule::ANNEAL, &schedule::UNTIL],
    recorded: None,
    tone: Tone::Accset,
    unless: |settings| {
        Some(match settings.validated {
            true => (
                "validation accuracy had fallen",
                "validation accuracy has not fallen",
            ),
            false => ("test accuracy had fallen", "test accuracy has not fallen"),
        })
    },
    rule: told_rule(|settings| {
        let schedule = settings.schedule();
        match settings.validated {
            true => format!("prunes as SET, regrows only if validation accuracy fell{schedule}"),
            false => format!(
                "prunes as SET, regrows only if test accuracy fell{schedule}; to judge it fairly, hold \
                 back validation images"
            ),
        }
    }),
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
