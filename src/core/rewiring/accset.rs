//! AccSET: prune as SET, regrow only after accuracy has fallen.
//!
//! V. Lapshyna, "Sparse Artificial Neural Networks: Adaptive Performance-based Connectivity inspired
//! by Human-Brain processes", 2020: the network loses connections for as long as it gets better. The
//! method looks at the accuracy on the test images, so its own test accuracy is no fair measure.

/// Whether an epoch regrows what it cut: `right` test images were classified rightly in it, and
/// `right_before` in the epoch before.
pub fn regrows(right: usize, right_before: usize) -> bool {
    right < right_before
}
