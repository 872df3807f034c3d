//! What a garment is made of: a shade, a pattern and folds.

use super::chance::Chance;
use super::outline::Spot;

/// The brightness of a material at each place of a garment.
pub struct Cloth {
    shade: f32,
    slope: Spot,
    pattern: Pattern,
    folds: [Fold; 2],
}

enum Pattern {
    Plain,
    /// Parallel stripes: direction over period, phase, brightness between them, share of a period.
    Stripes(Spot, f32, f32, f32),
    /// Stripes both ways: the period and the brightness of the dark ones.
    Check(f32, f32),
    /// Round dots: the distance between them and their brightness.
    Dots(f32, f32),
    /// Another brightness above, or below, a height.
    Block(f32, bool, f32),
}

/// A soft dark or light line a·x + b·y = c, with depth and width.
struct Fold {
    across: Spot,
    at: f32,
    depth: f32,
    narrow: f32,
}

impl Cloth {
    /// A random material; `patterned` is the probability of something else than a plain one.
    pub fn new(chance: &mut Chance, patterned: f32) -> Self {
        let pattern = if chance.happens(patterned) {
            Pattern::new(chance)
        } else {
            Pattern::Plain
        };
        Self {
            shade: chance.about(0.68, 0.34),
            slope: (chance.about(0.0, 0.02), chance.about(0.0, 0.02)),
            pattern,
            folds: [Fold::new(chance), Fold::new(chance)],
        }
    }

    /// The same material in a lighter shade.
    pub fn brighter(mut self, by: f32) -> Self {
        self.shade += by;
        self
    }

    /// The brightness at a place.
    pub fn at(&self, spot: Spot) -> f32 {
        let (x, y) = spot;
        let slope = 1.0 + self.slope.0 * x + self.slope.1 * y;
        let folds = self.folds[0].at(spot) * self.folds[1].at(spot);
        self.shade * slope * folds * self.pattern.at(spot)
    }
}

impl Pattern {
    fn new(chance: &mut Chance) -> Self {
        let other = if chance.happens(0.7) {
            chance.between(0.25, 0.7)
        } else {
            chance.between(1.2, 1.5)
        };
        match chance.below(6) {
            0 | 1 => {
                let pace = 1.0 / chance.between(2.2, 6.5);
                let lean = chance.about(0.0, 0.3) * pace;
                let across = if chance.happens(0.7) {
                    (lean, pace)
                } else {
                    (pace, lean)
                };
                let share = chance.between(0.25, 0.6);
                Pattern::Stripes(across, chance.between(0.0, 1.0), other, share)
            }
            2 => Pattern::Check(1.0 / chance.between(3.0, 6.0), other),
            3 => Pattern::Dots(1.0 / chance.between(3.0, 5.0), other),
            _ => Pattern::Block(chance.between(-6.0, 6.0), chance.happens(0.5), other),
        }
    }

    fn at(&self, (x, y): Spot) -> f32 {
        match *self {
            Pattern::Plain => 1.0,
            Pattern::Stripes(across, phase, other, share) => {
                let pace = across.0.abs() + across.1.abs();
                let inside = stripe(across.0 * x + across.1 * y + phase, share, pace);
                1.0 + (other - 1.0) * inside
            }
            Pattern::Check(pace, other) => {
                let lines = stripe(x * pace, 0.45, pace) + stripe(y * pace, 0.45, pace);
                1.0 + (other - 1.0) * 0.5 * lines
            }
            Pattern::Dots(pace, other) => {
                let (u, v) = (centred(x * pace), centred(y * pace));
                let inside = (1.4 - (u * u + v * v) * 11.0).clamp(0.0, 1.0);
                1.0 + (other - 1.0) * inside
            }
            Pattern::Block(height, above, other) => {
                let below = (y - height + 0.5).clamp(0.0, 1.0);
                let inside = if above { 1.0 - below } else { below };
                1.0 + (other - 1.0) * inside
            }
        }
    }
}

/// How far into a stripe a place is, 0 to 1, for stripes of period 1 and width `share`; the edge is
/// as soft as one pixel, which is `pace` of a period.
fn stripe(place: f32, share: f32, pace: f32) -> f32 {
    ((0.5 * share - centred(place).abs()) / pace + 0.5).clamp(0.0, 1.0)
}

/// The distance to the nearest whole number, with its sign.
fn centred(value: f32) -> f32 {
    value - (value + 0.5).floor()
}

impl Fold {
    fn new(chance: &mut Chance) -> Self {
        let lean = chance.about(0.0, 1.5);
        let across = if chance.happens(0.75) {
            (1.0, lean)
        } else {
            (lean, 1.0)
        };
        Self {
            across,
            at: chance.between(-7.0, 7.0),
            depth: chance.about(0.05, 0.3),
            narrow: 1.0 / chance.between(1.5, 4.5),
        }
    }

    fn at(&self, (x, y): Spot) -> f32 {
        let away = (self.across.0 * x + self.across.1 * y - self.at).abs() * self.narrow;
        1.0 - self.depth * (1.0 - away).max(0.0)
    }
}
