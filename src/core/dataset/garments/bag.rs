//! Bags: a body with handles, a flap, a pocket or a clasp.

use super::canvas::Canvas;
use super::chance::Chance;
use super::cloth::Cloth;
use super::outline::Outline;

/// A bag: handbag, tote, satchel or clutch.
pub fn bag(canvas: &mut Canvas, chance: &mut Chance) {
    let cloth = Cloth::new(chance, 0.3);
    let handle = chance.below(10);
    let mut top = chance.about(-3.5, 3.0);
    let bottom = chance.about(10.5, 1.8);
    if handle == 0 {
        // A clutch lies in the middle.
        top = chance.about(-6.0, 2.5);
    }
    let (wide, low) = (chance.about(10.0, 2.4), chance.about(10.8, 2.2));
    let corner = chance.between(0.5, 3.0);

    let (foot, peak) = (
        wide * chance.between(0.35, 0.8),
        top - chance.between(4.0, 9.0),
    );
    let thick = chance.between(0.7, 1.7);
    let shade = chance.between(0.55, 1.1);
    // The control point of an arc lies twice as high above its feet as its peak.
    let arc = |x: f32, peak: f32| {
        let high = 2.0 * (peak.max(-12.8) - top) + top;
        Outline::new().strap((-x, top + 0.5), (0.0, high), (x, top + 0.5), thick)
    };
    match handle {
        0 | 1 => {}
        2..=5 => canvas.lay(&arc(foot, peak), |spot| cloth.at(spot) * shade),
        6 | 7 => {
            canvas.lay(&arc(foot, peak), |spot| cloth.at(spot) * shade * 0.6);
            canvas.lay(&arc(foot * 0.9, peak + 1.6), |spot| cloth.at(spot) * shade);
        }
        // A long strap, up to the image's edge and down on both sides.
        _ => {
            let strap = Outline::new().ribbon(
                &[
                    (-wide + 0.5, top + 1.0),
                    (-foot * 0.6, -12.5),
                    (foot * 0.6, -12.5),
                    (wide - 0.5, top + 1.0),
                ],
                thick,
            );
            canvas.lay(&strap, |spot| cloth.at(spot) * shade);
        }
    }

    let body = Outline::at((0.0, top - chance.about(0.0, 0.6)))
        .line((wide - corner, top))
        .curve((wide, top), (wide + 0.1, top + corner))
        .line((low, bottom - corner))
        .curve((low, bottom), (low - corner, bottom))
        .line((0.0, bottom + 0.2))
        .mirrored();
    canvas.lay(&body, |spot| cloth.at(spot));

    let flap = top + (bottom - top) * chance.between(0.3, 0.65);
    match chance.below(5) {
        0 | 1 => {
            let piece = Outline::at((0.0, top))
                .line((wide, top))
                .curve((wide, flap), (wide * 0.6, flap))
                .line((0.0, flap))
                .mirrored();
            canvas.tint(&piece, chance.between(0.7, 1.3));
            let edge = Outline::new()
                .strap(
                    (0.0, flap),
                    (wide * 0.95, flap + 0.2),
                    (wide, top + 2.0),
                    0.8,
                )
                .both_sides();
            canvas.tint(&edge, chance.between(0.3, 0.7));
        }
        2 => {
            let pocket = Outline::new().rectangle((-wide * 0.6, flap), (wide * 0.6, bottom - 1.2));
            canvas.tint(&pocket, chance.between(0.6, 1.3));
        }
        3 => {
            let zip =
                Outline::new().ribbon(&[(-wide * 0.85, top + 1.8), (wide * 0.85, top + 1.8)], 0.8);
            canvas.tint(&zip, chance.between(0.25, 0.7));
        }
        _ => {
            let seams = Outline::new()
                .ribbon(&[(wide * 0.6, top), (low * 0.6, bottom)], 0.8)
                .both_sides();
            canvas.tint(&seams, chance.between(0.3, 0.8));
        }
    }
    if chance.happens(0.55) {
        let size = chance.between(0.7, 1.5);
        let clasp = Outline::new().ellipse((0.0, flap), size, size * chance.between(0.7, 1.4));
        let bright = chance.between(0.1, 1.0);
        canvas.lay(&clasp, |_| bright);
    }
}
