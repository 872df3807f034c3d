//! The gradients of all places of a layer, connected or not, for methods that grow by them.

/// Computes the gradients of a layer's places.
pub trait Gradients {
    /// Calls `row(target, gradients)` for every target of sparse layer `layer` in order, with the
    /// gradient of the loss by the weight of each of its sources, as if all places were connected.
    ///
    /// The gradients of one target at a time are in memory, never those of a whole layer.
    fn layer(&self, layer: usize, row: &mut dyn FnMut(usize, &[f32]));
}

/// No gradients: for a cut that is only tried out.
pub struct Absent;

impl Gradients for Absent {
    fn layer(&self, _: usize, _: &mut dyn FnMut(usize, &[f32])) {}
}
