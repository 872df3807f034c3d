//! The body of a garment with its two sleeves, and what is sewn onto it.

use super::canvas::Canvas;
use super::chance::Chance;
use super::cloth::Cloth;
use super::outline::{Outline, Spot};

/// The proportions of a body, in pixels; widths are halves, measured from the axis.
pub struct Body {
    pub top: f32,
    pub bottom: f32,
    pub neck: f32,
    /// How deep the neckline hangs below `top`.
    pub dip: f32,
    pub shoulder: f32,
    /// How far the shoulder's end lies below the neck.
    pub drop: f32,
    pub chest: f32,
    /// The height of the armpit below `top`.
    pub armhole: f32,
    pub waist: f32,
    pub hem: f32,
    /// How far the middle of the hem hangs below its ends.
    pub sag: f32,
}

/// The proportions of a sleeve.
pub struct Sleeve {
    pub length: f32,
    /// How far it reaches outwards for each pixel down.
    pub lean: f32,
    /// Its width at the cuff.
    pub cuff: f32,
}

impl Body {
    fn top_end(&self) -> Spot {
        (self.shoulder, self.top + self.drop)
    }

    fn armpit(&self) -> Spot {
        (self.chest, self.top + self.armhole)
    }

    fn outline(&self) -> Outline {
        let (x, y) = self.armpit();
        let collar = self.top + self.dip;
        let pull = 2.0 * self.waist - 0.5 * (x + self.hem);
        let middle = 0.5 * (y + self.bottom);
        Outline::at((0.0, collar))
            .curve((self.neck * 0.85, collar), (self.neck, self.top))
            .line(self.top_end())
            .curve((x - 0.6, y - 2.0), (x, y))
            .curve((pull, middle), (self.hem, self.bottom))
            .curve(
                (self.hem * 0.5, self.bottom + self.sag),
                (0.0, self.bottom + self.sag),
            )
            .mirrored()
    }

    /// The right and the left sleeve, and the bands at their cuffs.
    fn sleeves(&self, sleeve: &Sleeve, band: f32) -> (Outline, Outline) {
        let norm = 1.0 / (1.0 + sleeve.lean * sleeve.lean).sqrt();
        let along = (sleeve.lean * norm, norm);
        let across = (-along.1, along.0);
        let go = |from: Spot, down: f32, inwards: f32| {
            (
                from.0 + along.0 * down + across.0 * inwards,
                from.1 + along.1 * down + across.1 * inwards,
            )
        };
        let (shoulder, armpit) = (self.top_end(), self.armpit());
        let outer = go(shoulder, sleeve.length, 0.0);
        let inner = go(outer, 0.0, sleeve.cuff);
        let pieces = Outline::at((shoulder.0 - 1.5, shoulder.1 + 0.4))
            .line((shoulder.0 - 0.4, shoulder.1 - 0.1))
            .curve(go(shoulder, sleeve.length * 0.3, -0.9), outer)
            .line(inner)
            .line(armpit)
            .line((armpit.0 - 1.5, armpit.1))
            .both_sides();
        let bands = Outline::new()
            .polygon(&[
                outer,
                go(outer, -band, 0.0),
                go(inner, -band, 0.3),
                go(inner, 0.0, 0.0),
            ])
            .both_sides();
        (pieces, bands)
    }

    /// The seams between body and sleeves.
    fn seams(&self) -> Outline {
        let (x, y) = self.armpit();
        Outline::new()
            .strap(self.top_end(), (x - 0.6, y - 2.0), (x, y), 0.8)
            .both_sides()
    }
}

/// Draws sleeves, body, neck and the seams between them.
pub fn dress_body(
    canvas: &mut Canvas,
    chance: &mut Chance,
    body: &Body,
    sleeve: &Sleeve,
    cloth: &Cloth,
) {
    let seam = chance.between(0.5, 0.95);
    // What is seen of the back through the neckline.
    let inside = chance.between(0.1, 0.6);
    let back = Outline::new().ellipse((0.0, body.top + 0.2), body.neck * 0.9, body.dip.min(1.6));
    canvas.lay(&back, |spot| cloth.at(spot) * inside);
    if sleeve.length > 0.5 {
        let (sleeves, bands) = body.sleeves(sleeve, chance.between(0.7, 1.8));
        let side = chance.between(0.78, 1.0);
        canvas.lay(&sleeves, |spot| cloth.at(spot) * side);
        canvas.tint(&bands, chance.between(0.65, 1.15));
    }
    canvas.lay(&body.outline(), |spot| cloth.at(spot));
    if sleeve.length > 0.5 {
        canvas.tint(&body.seams(), seam);
        // The shadow between a hanging sleeve and the body.
        let (x, y) = body.armpit();
        let shadow = Outline::new()
            .strap(
                (x, y),
                (body.waist, y + 3.0),
                (body.waist, y + sleeve.length * 0.6),
                0.9,
            )
            .both_sides();
        canvas.tint(&shadow, chance.between(0.45, 0.9));
    }
    if chance.happens(0.6) {
        let hem = Outline::new().rectangle(
            (-body.hem, body.bottom - 1.0),
            (body.hem, body.bottom + body.sag * 0.5),
        );
        canvas.tint(&hem, chance.between(0.7, 1.1));
    }
}

/// A band along the neckline.
pub fn neckband(canvas: &mut Canvas, chance: &mut Chance, body: &Body) {
    let collar = body.top + body.dip;
    let band = Outline::new()
        .strap(
            (0.0, collar),
            (body.neck * 0.85, collar),
            (body.neck, body.top),
            1.0,
        )
        .both_sides();
    canvas.tint(&band, chance.between(0.5, 1.2));
}

/// The two wings of a turned-down collar, or lapels when long.
pub fn collar(canvas: &mut Canvas, chance: &mut Chance, body: &Body, length: f32) {
    let tip = (body.neck * 0.75, body.top + length);
    let meet = (0.1, body.top + body.dip + 0.3);
    let wings = Outline::new()
        .polygon(&[
            (body.neck, body.top - 0.8),
            (body.neck + 0.6, body.top + 0.6),
            tip,
            meet,
        ])
        .both_sides();
    let factor = if chance.happens(0.6) {
        chance.between(1.1, 1.4)
    } else {
        chance.between(0.5, 0.85)
    };
    canvas.tint(&wings, factor);
    let edges = Outline::new()
        .ribbon(&[(body.neck + 0.6, body.top + 0.6), tip, meet], 0.6)
        .both_sides();
    canvas.tint(&edges, chance.between(0.45, 0.85));
}

/// The opening down the front, with its buttons.
pub fn opening(canvas: &mut Canvas, chance: &mut Chance, body: &Body, to: f32, strength: f32) {
    let (x, from) = (chance.about(0.0, 0.5), body.top + body.dip);
    let line = Outline::new().ribbon(&[(x, from), (x, to)], chance.between(0.5, 1.0));
    canvas.tint(&line, 1.0 - strength * chance.between(0.4, 0.8));
    let count = 3 + chance.below(4);
    let radius = chance.between(0.4, 0.75);
    let mut buttons = Outline::new();
    for i in 0..count {
        let height = from + 1.2 + (to - from - 2.2) * i as f32 / (count - 1) as f32;
        buttons = buttons.ellipse((x + 0.9, height), radius, radius);
    }
    let bright = 1.0 + strength * chance.between(0.2, 0.6);
    let dark = 1.0 - strength * chance.between(0.4, 0.8);
    let factor = if chance.happens(0.5) { bright } else { dark };
    canvas.tint(&buttons, factor);
}

/// Something printed or stitched on the chest.
pub fn print(canvas: &mut Canvas, chance: &mut Chance, body: &Body) {
    let centre = (chance.about(0.0, 1.0), body.top + chance.between(6.0, 10.0));
    let (wide, high) = (chance.between(1.2, 3.6), chance.between(0.8, 3.2));
    let shape = match chance.below(3) {
        0 => Outline::new().ellipse(centre, wide, high),
        1 => Outline::new().rectangle(
            (centre.0 - wide, centre.1 - high),
            (centre.0 + wide, centre.1 + high),
        ),
        _ => (0..3).fold(Outline::new(), |lines, i| {
            let y = centre.1 - 1.8 + 1.8 * i as f32;
            let wide = wide * chance.between(0.6, 1.0);
            lines.ribbon(&[(centre.0 - wide, y), (centre.0 + wide, y)], 0.9)
        }),
    };
    canvas.tint(&shape, chance.between(0.3, 1.6));
}

/// Breast or hip pockets: a flap's edge each.
pub fn pockets(canvas: &mut Canvas, chance: &mut Chance, x: f32, y: f32, both: bool) {
    let (wide, high) = (chance.between(0.9, 1.5), chance.between(0.3, 0.9));
    let mut pocket = Outline::new().rectangle((x - wide, y - high), (x + wide, y + high));
    if both {
        pocket = pocket.both_sides();
    }
    canvas.tint(&pocket, chance.between(0.5, 0.85));
}

/// The body of a T-shirt, from which shirt and pullover differ little.
pub fn upper(chance: &mut Chance) -> Body {
    let shoulder = chance.about(6.2, 1.2);
    let chest = shoulder + chance.about(0.1, 0.8);
    Body {
        top: chance.about(-11.5, 0.8),
        bottom: chance.about(11.0, 2.0),
        neck: chance.about(2.6, 0.9),
        dip: chance.between(0.8, 3.0),
        shoulder,
        drop: chance.about(1.6, 0.8),
        chest,
        armhole: chance.about(6.6, 1.3),
        waist: chest + chance.about(-0.4, 0.9),
        hem: chest + chance.about(0.1, 1.1),
        sag: chance.about(0.3, 0.7),
    }
}

pub fn short_sleeve(chance: &mut Chance) -> Sleeve {
    Sleeve {
        length: chance.about(6.5, 2.8),
        lean: chance.about(0.85, 0.6),
        cuff: chance.about(4.4, 1.0),
    }
}

pub fn long_sleeve(chance: &mut Chance) -> Sleeve {
    Sleeve {
        length: chance.about(19.0, 4.0),
        lean: chance.about(0.24, 0.2),
        cuff: chance.about(3.2, 0.7),
    }
}
