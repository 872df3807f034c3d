//! What is worn on the upper body: T-shirt, pullover, dress, coat, shirt. They share one body with
//! two sleeves, and their proportions overlap on purpose: a long T-shirt is nearly a dress, a shirt
//! without visible buttons nearly a pullover.

use super::body::{
    Body, Sleeve, collar, dress_body, long_sleeve, neckband, opening, pockets, print, short_sleeve,
    upper,
};
use super::canvas::Canvas;
use super::chance::Chance;
use super::cloth::Cloth;
use super::outline::Outline;

/// A T-shirt or top.
pub fn t_shirt(canvas: &mut Canvas, chance: &mut Chance) {
    let cloth = Cloth::new(chance, 0.35);
    let mut body = upper(chance);
    let sleeve = match chance.below(20) {
        0 | 1 => {
            body.shoulder -= 1.6;
            body.dip += 1.5;
            Sleeve {
                length: 0.0,
                lean: 0.0,
                cuff: 0.0,
            }
        }
        2 => long_sleeve(chance),
        _ => short_sleeve(chance),
    };
    dress_body(canvas, chance, &body, &sleeve, &cloth);
    if chance.happens(0.7) {
        neckband(canvas, chance, &body);
    }
    if chance.happens(0.45) {
        print(canvas, chance, &body);
    }
}

/// A pullover.
pub fn pullover(canvas: &mut Canvas, chance: &mut Chance) {
    let cloth = Cloth::new(chance, 0.35);
    let mut body = upper(chance);
    body.dip *= 0.7;
    body.hem -= chance.between(0.0, 0.9);
    body.waist += 0.3;
    body.bottom -= chance.between(0.0, 1.4);
    let mut sleeve = if chance.happens(0.03) {
        short_sleeve(chance)
    } else {
        long_sleeve(chance)
    };
    sleeve.cuff += 0.3;
    dress_body(canvas, chance, &body, &sleeve, &cloth);
    // Ribbing at the hem.
    if chance.happens(0.7) {
        let band = Outline::new().rectangle(
            (-body.hem - 0.5, body.bottom - chance.between(1.0, 2.2)),
            (body.hem + 0.5, body.bottom + 1.0),
        );
        canvas.tint(&band, chance.between(0.6, 0.95));
    }
    match chance.below(10) {
        // A roll neck.
        0 | 1 => {
            let (neck, top) = (body.neck + 0.2, body.top);
            let roll = Outline::at((neck + 0.4, top + 0.8))
                .line((neck, top - 1.6))
                .line((-neck, top - 1.6))
                .line((-neck - 0.4, top + 0.8))
                .curve((0.0, top + body.dip + 1.6), (neck + 0.4, top + 0.8));
            let factor = chance.between(0.75, 1.1);
            canvas.lay(&roll, |spot| cloth.at(spot) * factor);
        }
        // A hood lying on the shoulders.
        2 | 3 => {
            let hood = Outline::at((0.0, body.top - 1.8))
                .curve(
                    (body.neck + 1.6, body.top - 1.6),
                    (body.neck + 1.2, body.top + 1.2),
                )
                .curve((body.neck * 0.6, body.top + 4.0), (0.0, body.top + 3.2))
                .mirrored();
            let factor = chance.between(0.7, 1.1);
            canvas.lay(&hood, |spot| cloth.at(spot) * factor);
            let hollow = Outline::new().ellipse((0.0, body.top + 0.4), body.neck * 0.8, 1.3);
            canvas.tint(&hollow, chance.between(0.2, 0.5));
        }
        4..=8 => neckband(canvas, chance, &body),
        _ => {}
    }
    if chance.happens(0.2) {
        print(canvas, chance, &body);
    }
    if chance.happens(0.03) {
        let to = body.bottom;
        opening(canvas, chance, &body, to, 0.6);
    }
}

/// A dress.
pub fn dress(canvas: &mut Canvas, chance: &mut Chance) {
    let cloth = Cloth::new(chance, 0.35);
    let shoulder = chance.about(4.0, 1.2);
    let chest = shoulder + chance.about(0.0, 0.6);
    let waist = chest - chance.between(0.0, 1.5);
    let mut body = Body {
        top: chance.about(-12.6, 0.5),
        bottom: chance.about(12.0, 1.4),
        neck: chance.about(2.1, 0.7),
        dip: chance.between(0.8, 4.0),
        shoulder,
        drop: chance.about(0.9, 0.6),
        chest,
        armhole: chance.about(5.4, 1.2),
        waist,
        hem: chest + chance.between(-0.6, 3.6),
        sag: chance.about(0.3, 0.8),
    };
    body.neck = body.neck.min(body.shoulder - 0.9);
    let sleeve = match chance.below(20) {
        0..=11 => Sleeve {
            length: 0.0,
            lean: 0.0,
            cuff: 0.0,
        },
        12..=16 => Sleeve {
            length: chance.about(5.0, 2.5),
            lean: chance.about(0.6, 0.5),
            cuff: chance.about(3.2, 0.6),
        },
        _ => Sleeve {
            length: chance.about(16.0, 4.0),
            lean: chance.about(0.24, 0.2),
            cuff: chance.about(2.4, 0.5),
        },
    };
    dress_body(canvas, chance, &body, &sleeve, &cloth);
    // The waist: a belt, or the seam of a skirt with its pleats.
    let height = body.top + chance.about(10.0, 2.0);
    if chance.happens(0.45) {
        let belt = Outline::new().rectangle(
            (-body.waist - 1.5, height),
            (body.waist + 1.5, height + chance.between(0.6, 1.6)),
        );
        canvas.tint(&belt, chance.between(0.3, 1.1));
    }
    if chance.happens(0.5) {
        let mut pleats = Outline::new();
        for i in 0..4 {
            let t = -0.75 + 0.5 * i as f32 + chance.about(0.0, 0.15);
            let (high, low) = ((body.waist * t, height + 1.5), (body.hem * t, body.bottom));
            pleats = pleats.ribbon(&[high, low], 0.7);
        }
        canvas.tint(&pleats, chance.between(0.55, 0.9));
    }
    if chance.happens(0.3) {
        neckband(canvas, chance, &body);
    }
}

/// A coat or jacket.
pub fn coat(canvas: &mut Canvas, chance: &mut Chance) {
    let cloth = Cloth::new(chance, 0.15);
    let mut body = upper(chance);
    body.bottom += chance.between(0.3, 2.0);
    body.shoulder += 0.3;
    body.hem += chance.between(0.0, 1.6);
    body.dip = chance.between(1.0, 4.5);
    let mut sleeve = long_sleeve(chance);
    sleeve.cuff += 0.4;
    dress_body(canvas, chance, &body, &sleeve, &cloth);
    let strength = chance.between(0.5, 1.0);
    let to = body.bottom + body.sag;
    opening(canvas, chance, &body, to, strength);
    match chance.below(4) {
        0 => neckband(canvas, chance, &body),
        1 => collar(canvas, chance, &body, 3.0),
        _ => {
            let length = chance.between(4.0, 8.0);
            collar(canvas, chance, &body, length);
        }
    }
    if chance.happens(0.6) {
        let (x, y) = (
            chance.about(3.8, 0.6),
            body.bottom - chance.between(5.0, 8.0),
        );
        pockets(canvas, chance, x, y, true);
    }
    if chance.happens(0.25) {
        let y = chance.about(1.5, 1.5);
        let belt = Outline::new().rectangle((-body.waist - 0.5, y), (body.waist + 0.5, y + 1.3));
        canvas.tint(&belt, chance.between(0.4, 0.8));
    }
    // Worn open: the lining shows in a wedge.
    if chance.happens(0.15) {
        let wide = chance.between(1.0, 2.5);
        let wedge = Outline::new().polygon(&[
            (0.0, body.top + body.dip),
            (wide, body.bottom + 2.0),
            (-wide, body.bottom + 2.0),
        ]);
        canvas.tint(&wedge, chance.between(0.1, 0.5));
    }
}

/// A shirt or blouse.
pub fn shirt(canvas: &mut Canvas, chance: &mut Chance) {
    let cloth = Cloth::new(chance, 0.45);
    let mut body = upper(chance);
    body.sag = chance.between(0.2, 2.0);
    body.waist -= 0.3;
    body.dip = chance.between(0.8, 2.6);
    let sleeve = if chance.happens(0.1) {
        short_sleeve(chance)
    } else {
        Sleeve {
            // Now and then rolled up.
            length: if chance.happens(0.2) {
                chance.about(12.0, 3.0)
            } else {
                chance.about(18.5, 3.5)
            },
            lean: chance.about(0.3, 0.22),
            cuff: chance.about(2.9, 0.7),
        }
    };
    dress_body(canvas, chance, &body, &sleeve, &cloth);
    let strength = chance.between(0.5, 1.0);
    let to = if chance.happens(0.8) {
        body.bottom + body.sag
    } else {
        body.top + 8.5
    };
    opening(canvas, chance, &body, to, strength);
    if chance.happens(0.85) {
        let length = chance.between(2.2, 4.0);
        collar(canvas, chance, &body, length);
    }
    if chance.happens(0.4) {
        let (y, both) = (body.top + chance.between(6.5, 8.5), chance.happens(0.3));
        pockets(canvas, chance, 3.2, y, both);
    }
}
