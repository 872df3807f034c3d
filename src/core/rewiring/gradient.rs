//! The gradients of all places of a layer, connected or not, for methods that grow by them.

/// Computes the gradients of a layer's places.
///
/// ```
/// use censet::rewiring::gradient::Gradients;
///
/// /// A layer of two targets with three places each.
/// struct Known([[f32; 3]; 2]);
///
/// impl Gradients for Known {
///     fn layer(&self, _: usize, row: &mut dyn FnMut(usize, &[f32])) {
///         (0..).zip(&self.0).for_each(|(target, gradients)| row(target, gradients));
///     }
/// }
///
/// let mut steepest = Vec::new();
/// Known([[0.1, -0.5, 0.2], [0.0, 0.3, -0.3]]).layer(0, &mut |target, gradients| {
///     let largest = gradients.iter().fold(0.0, |largest: f32, g| largest.max(g.abs()));
///     steepest.push((target, largest));
/// });
/// assert_eq!(steepest, [(0, 0.5), (1, 0.3)]);
/// ```
pub trait Gradients {
    /// Calls `row(target, gradients)` for every target of sparse layer `layer` in order, with the
    /// gradient of the loss by the weight of each of its sources, as if all places were connected.
    ///
    /// The gradients of one target at a time are in memory, never those of a whole layer.
    fn layer(&self, layer: usize, row: &mut dyn FnMut(usize, &[f32]));
}

/// No gradients: for a cut that is only tried out.
///
/// ```
/// use censet::rewiring::gradient::{Absent, Gradients};
///
/// let mut rows = 0;
/// Absent.layer(0, &mut |_, _| rows += 1);
/// assert_eq!(rows, 0);
/// ```
pub struct Absent;

impl Gradients for Absent {
    fn layer(&self, _: usize, _: &mut dyn FnMut(usize, &[f32])) {}
}
