//! The gradients of all places of a layer, connected or not, for methods that grow by them.

use super::update::Memory;

/// Looks at the gradients of all places before a cut, those of one target at a time: never are those of a
/// whole layer in memory, and between two targets whoever waits can stop.
///
/// ```
/// use censet::rewiring::gradient::Watch;
/// use censet::rewiring::update::Memory;
///
/// /// Remembers the place of the largest gradient of each layer.
/// #[derive(Default)]
/// struct Steepest(Vec<(f32, u64)>);
///
/// impl Watch for Steepest {
///     fn row(&mut self, layer: usize, target: usize, gradients: &[f32]) {
///         self.0.resize(layer + 1, (0.0, 0));
///         let first = (target * gradients.len()) as u64;
///         for (place, gradient) in (first..).zip(gradients) {
///             if gradient.abs() > self.0[layer].0 {
///                 self.0[layer] = (gradient.abs(), place);
///             }
///         }
///     }
///
///     fn end(self: Box<Self>, memory: &mut Memory) {
///         memory.set(&self.0);
///     }
/// }
///
/// let (mut watch, mut memory) = (Box::new(Steepest::default()), Memory::default());
/// watch.row(0, 0, &[0.1, -0.5, 0.2]);
/// watch.row(0, 1, &[0.0, 0.3, -0.3]);
/// watch.end(&mut memory);
/// assert_eq!(memory.get::<Vec<(f32, u64)>>().unwrap(), [(0.5, 1)]);
/// ```
pub trait Watch: Send {
    /// Whether it wants to see a sparse layer: gradients take a pass through the network, and a number a
    /// place.
    fn wants(&self, layer: usize) -> bool {
        let _ = layer;
        true
    }

    /// Sees the gradient of the loss by the weight of each source of a target, as if all places were
    /// connected: layer by layer, target by target.
    fn row(&mut self, layer: usize, target: usize, gradients: &[f32]);

    /// Has seen all, and leaves in the method's memory what the cut or the growth needs of it.
    fn end(self: Box<Self>, memory: &mut Memory);
}
