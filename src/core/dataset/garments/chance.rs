//! What varies from one garment to the next.
//!
//! Nothing of it, nor of [`Outline`](super::outline::Outline), is inlined: with all of both in them the
//! functions that draw were up to 15 kB long, a fifteenth of the module. The larger they are, the more often
//! WebKit 2.50 compiles them wrongly; see `garments.rs` for what notices it.

use rand::Rng;
use rand::rngs::Xoshiro256PlusPlus;

use crate::random::unit;

/// The random choices of one image, in the order in which its drawing asks for them.
pub struct Chance(pub Xoshiro256PlusPlus);

impl Chance {
    /// Uniform in [`low`, `high`).
    #[inline(never)]
    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * unit(self.0.next_u32())
    }

    /// Bell-shaped around `mean`, never further from it than `reach`: the sum of three uniform
    /// numbers, whose deviation is a third of `reach`.
    #[inline(never)]
    pub fn about(&mut self, mean: f32, reach: f32) -> f32 {
        let sum = self.between(-1.0, 1.0) + self.between(-1.0, 1.0) + self.between(-1.0, 1.0);
        mean + reach * sum * (1.0 / 3.0)
    }

    /// True with this probability.
    #[inline(never)]
    pub fn happens(&mut self, probability: f32) -> bool {
        unit(self.0.next_u32()) < probability
    }

    /// Uniform in 0 … `count` − 1.
    #[inline(never)]
    pub fn below(&mut self, count: u32) -> u32 {
        ((u64::from(self.0.next_u32()) * u64::from(count)) >> 32) as u32
    }

    /// Eight independent uniform bytes, for noise.
    #[inline(never)]
    pub fn bytes(&mut self) -> [u8; 8] {
        self.0.next_u64().to_le_bytes()
    }
}
