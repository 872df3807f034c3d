//! Trousers: two legs from one waistband.

use super::canvas::Canvas;
use super::chance::Chance;
use super::cloth::Cloth;
use super::outline::{Outline, between};

/// Trousers, tight or wide, rarely shorts.
pub fn trousers(canvas: &mut Canvas, chance: &mut Chance) {
    let cloth = Cloth::new(chance, 0.15);
    let top = chance.about(-12.3, 0.7);
    let waist = chance.about(3.9, 1.0);
    let hip = waist + chance.between(0.2, 1.5);
    let crotch = top + chance.about(9.0, 1.5);
    let bottom = if chance.happens(0.08) {
        crotch + chance.between(3.0, 8.0)
    } else {
        chance.about(12.3, 0.8)
    };
    // Of each leg at its end: the inner and the outer edge.
    let inner = chance.between(0.6, 2.4);
    let outer = inner + chance.about(3.2, 1.1);
    let thigh = (hip, top + 5.5);
    let legs = Outline::at((0.0, top))
        .line((waist, top))
        .curve((hip, top + 2.5), thigh)
        .curve(
            ((hip + outer) * 0.5, (thigh.1 + bottom) * 0.5),
            (outer, bottom),
        )
        .line((inner, bottom + 0.3))
        .curve((inner * 0.7, crotch + 3.0), (0.0, crotch))
        .mirrored();
    canvas.lay(&legs, |spot| cloth.at(spot));

    let band = Outline::new().rectangle((-hip, top), (hip, top + chance.between(1.0, 1.8)));
    canvas.tint(&band, chance.between(0.5, 1.15));
    let fly = Outline::new().ribbon(&[(0.0, top + 1.0), (0.0, crotch)], 0.7);
    canvas.tint(&fly, chance.between(0.5, 0.9));
    if chance.happens(0.6) {
        let pockets = Outline::new()
            .strap(
                (waist * 0.55, top + 1.4),
                (waist * 0.7, top + 3.4),
                (hip, top + 4.0),
                0.6,
            )
            .both_sides();
        canvas.tint(&pockets, chance.between(0.4, 0.85));
    }
    if chance.happens(0.6) {
        let knee = between(
            (waist * 0.5, top + 4.0),
            ((inner + outer) * 0.5, bottom),
            0.5,
        );
        let wide = chance.between(0.7, 1.8);
        let crease = Outline::new()
            .ribbon(
                &[
                    (waist * 0.5, top + 4.0),
                    knee,
                    ((inner + outer) * 0.5, bottom),
                ],
                wide,
            )
            .both_sides();
        canvas.tint(&crease, chance.between(0.75, 1.3));
    }
    if chance.happens(0.3) {
        let knee = crotch + (bottom - crotch) * 0.45;
        let worn = Outline::new()
            .ellipse(((inner + outer) * 0.5, knee), 1.1, 2.0)
            .both_sides();
        canvas.tint(&worn, chance.between(0.6, 1.4));
    }
    if chance.happens(0.3) {
        let cuffs =
            Outline::new().rectangle((-outer - 0.5, bottom - 1.2), (outer + 0.5, bottom + 1.0));
        canvas.tint(&cuffs, chance.between(0.6, 1.2));
    }
}
