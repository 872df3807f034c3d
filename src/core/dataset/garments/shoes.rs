//! Shoes, from the side, toe to the left: sandal, sneaker, ankle boot. A high sneaker is nearly a
//! boot and a sandal with many straps nearly a sneaker.

use super::canvas::Canvas;
use super::chance::Chance;
use super::cloth::Cloth;
use super::outline::{Outline, Spot, along, between};

/// Draws a sole as a band of some thickness below the places given from toe to heel.
fn sole(canvas: &mut Canvas, bright: f32, toe: Spot, arch: Spot, heel: Spot, thick: f32) {
    let band = Outline::at(toe)
        .curve(arch, heel)
        .line((heel.0 - 0.2, heel.1 + thick))
        .curve((arch.0, arch.1 + thick), (toe.0 + 0.8, toe.1 + thick))
        .curve((toe.0 - 0.8, toe.1 + thick), toe);
    canvas.lay(&band, |_| bright);
}

/// A sneaker, low or up to the ankle.
pub fn sneaker(canvas: &mut Canvas, chance: &mut Chance) {
    let cloth = Cloth::new(chance, 0.25);
    let ground = chance.about(5.2, 1.2);
    let (toe, heel) = (chance.about(-12.2, 0.7), chance.about(11.8, 0.8));
    let high = if chance.happens(0.14) {
        chance.between(3.0, 7.0)
    } else {
        chance.between(0.0, 1.6)
    };
    let tongue = (chance.about(1.5, 1.5), ground - 9.2 - high);
    let back = (
        heel - chance.between(0.4, 1.4),
        ground - chance.about(8.6, 0.9) - high,
    );
    let thick = chance.between(1.3, 2.8);
    let dip = (
        0.5 * (tongue.0 + back.0) + 0.5,
        back.1 + chance.between(1.6, 4.0),
    );
    let vamp = (chance.about(-5.0, 1.5), ground - chance.about(4.6, 0.8));
    let upper = Outline::at((toe, ground))
        .curve((toe - 0.2, ground - 3.4), (toe + 3.0, ground - 3.6))
        .curve((vamp.0 - 0.5, ground - 4.0), vamp)
        .line(tongue)
        .line((tongue.0 + 1.4, tongue.1 + 0.4))
        .curve(dip, back)
        .curve((heel - 0.6, ground - 5.0), (heel, ground))
        .line((toe, ground));
    canvas.lay(&upper, |spot| cloth.at(spot));

    // The toe cap, the heel counter and the opening's lining.
    let cap = Outline::at((toe, ground))
        .curve((toe - 0.2, ground - 3.4), (toe + 3.0, ground - 3.6))
        .curve((toe + 4.6, ground - 2.0), (toe + 4.4, ground));
    canvas.tint(&cap, chance.between(0.6, 1.35));
    if chance.happens(0.6) {
        let counter = Outline::at((heel, ground))
            .line((heel - 4.5, ground))
            .curve((heel - 3.4, ground - 3.5), (back.0 - 1.4, back.1 + 1.6))
            .line(back);
        canvas.tint(&counter, chance.between(0.6, 1.35));
    }
    let lining = Outline::new().strap((tongue.0 + 1.2, tongue.1 + 0.7), dip, back, 1.3);
    canvas.tint(&lining, chance.between(0.3, 0.9));

    let mut laces = Outline::new();
    for i in 0..4 {
        let (x, y) = between(vamp, tongue, 0.12 + 0.24 * i as f32);
        laces = laces.ribbon(&[(x - 0.2, y + 0.1), (x + 1.8, y + 1.6)], 0.7);
    }
    canvas.tint(&laces, chance.between(0.3, 1.7));
    let mark = chance.between(0.3, 1.6);
    let stripes = match chance.below(4) {
        0 => Outline::new().strap(
            (-3.0, ground - 3.0),
            (1.0, ground + 0.5),
            (8.0, ground - 5.5),
            1.3,
        ),
        1 => (0..3).fold(Outline::new(), |stripes, i| {
            let x = -1.5 + 2.0 * i as f32;
            stripes.ribbon(&[(x, ground - 0.3), (x + 1.6, ground - 5.0)], 0.8)
        }),
        2 => Outline::new().ribbon(&[(-6.0, ground - 1.8), (9.0, ground - 2.4)], 1.0),
        _ => Outline::new(),
    };
    if !stripes.steps.is_empty() {
        canvas.tint(&stripes, mark);
    }
    let bright = chance.between(0.25, 1.0);
    let arch = (0.0, ground + chance.about(0.1, 0.6));
    sole(
        canvas,
        bright,
        (toe - 0.3, ground - 0.4),
        arch,
        (heel + 0.3, ground - 0.2),
        thick,
    );
}

/// An ankle boot, flat or with a heel.
pub fn ankle_boot(canvas: &mut Canvas, chance: &mut Chance) {
    let cloth = Cloth::new(chance, 0.1);
    let heeled = chance.happens(0.55);
    let lift = if heeled {
        chance.between(1.5, 5.0)
    } else {
        0.0
    };
    let ground = chance.about(9.6, 1.2);
    let top = ground - chance.about(19.0, 3.0);
    let (toe, heel) = (chance.about(-11.2, 1.1), chance.about(9.8, 1.2));
    let width = chance.about(9.0, 1.8);
    let front = heel - width;
    let instep = (
        chance.about(-4.0, 1.2),
        ground - lift * 0.3 - chance.about(5.4, 0.9),
    );
    let (tip, base) = (chance.between(2.6, 3.8), ground - lift);
    let slant = chance.about(0.2, 1.0);
    let shaft = Outline::at((toe, ground))
        .curve((toe - 0.3, ground - tip), (toe + 3.2, ground - tip - 0.5))
        .curve((instep.0 - 1.0, instep.1 + 0.8), instep)
        .curve((front - 0.3, instep.1 - 2.0), (front + slant, top))
        .curve(
            (heel - width * 0.5, top + chance.about(0.6, 1.2)),
            (heel + slant * 0.5, top + 0.2),
        )
        .curve((heel - 1.0, base - 7.0), (heel + 0.4, base))
        .line((heel - 4.5, base + 0.2))
        .line((toe + 8.0, ground));
    canvas.lay(&shaft, |spot| cloth.at(spot));

    let dark = chance.between(0.2, 1.0);
    if heeled {
        let thin = chance.between(1.2, 5.0);
        let block = Outline::new().polygon(&[
            (heel + 0.4, base - 0.2),
            (heel - 5.0, base),
            (heel - thin, ground + 1.3),
            (heel + 0.1, ground + 1.3),
        ]);
        canvas.lay(&block, |_| dark);
        sole(
            canvas,
            dark,
            (toe, ground),
            (toe + 11.0, ground + 0.6),
            (heel - 3.5, base),
            1.0,
        );
    } else {
        let thick = chance.between(1.2, 2.6);
        sole(
            canvas,
            dark,
            (toe - 0.2, ground - 0.3),
            (0.0, ground),
            (heel + 0.6, ground - 0.2),
            thick,
        );
    }
    let cuff = Outline::new().strap(
        (front + slant, top + 0.6),
        (heel - width * 0.5, top + 1.0),
        (heel + slant * 0.5, top + 0.8),
        chance.between(0.8, 2.0),
    );
    canvas.tint(&cuff, chance.between(0.45, 1.2));
    match chance.below(5) {
        // Laces up the front.
        0 | 1 => {
            let mut laces = Outline::new();
            for i in 0..5 {
                let (x, y) = along(
                    instep,
                    (front - 0.3, instep.1 - 2.0),
                    (front + slant, top),
                    0.2 * i as f32,
                );
                laces = laces.ribbon(&[(x + 0.2, y), (x + 2.6, y + 0.9)], 0.7);
            }
            canvas.tint(&laces, chance.between(0.3, 1.6));
        }
        // A zip, or the elastic of a Chelsea boot.
        2 => {
            let x = heel - width * 0.45;
            let zip = Outline::new().ribbon(&[(x, top + 0.5), (x + 0.4, base - 1.5)], 0.9);
            canvas.tint(&zip, chance.between(0.35, 0.8));
        }
        3 => {
            let x = heel - width * 0.5;
            let elastic = Outline::new().polygon(&[
                (x - 1.6, top + 0.4),
                (x + 1.6, top + 0.4),
                (x, top + 7.5),
            ]);
            canvas.tint(&elastic, chance.between(0.4, 0.8));
        }
        _ => {
            let y = instep.1 - 0.5;
            let strap = Outline::new().ribbon(&[(instep.0, y + 0.8), (heel, y + 0.2)], 1.2);
            canvas.tint(&strap, chance.between(0.4, 1.3));
        }
    }
    if chance.happens(0.4) {
        let cap = Outline::new().strap(
            (toe + 3.4, ground - tip - 0.6),
            (toe + 5.4, ground - 2.0),
            (toe + 5.0, ground),
            0.7,
        );
        canvas.tint(&cap, chance.between(0.4, 0.8));
    }
}

/// A sandal: flat, on a wedge, on a high heel, or a slide.
pub fn sandal(canvas: &mut Canvas, chance: &mut Chance) {
    let cloth = Cloth::new(chance, 0.25).brighter(0.18);
    let bright = chance.between(0.35, 1.0);
    let (toe, heel) = (chance.about(-12.0, 0.9), chance.about(11.4, 1.0));
    let kind = chance.below(10);
    let lift = match kind {
        0..=3 => chance.between(0.0, 1.2),
        4 | 5 => chance.between(3.0, 6.0),
        _ => chance.between(5.0, 10.0),
    };
    let ground = chance.about(4.6, 1.3) + lift * 0.45;
    let thick = chance.between(0.9, 2.2);
    let rest = (heel - 0.5, ground - lift);
    let front = (toe, ground - 0.3);
    // The foot's bed: flat under the toes, rising to the heel.
    let arch = (toe + 11.0 + lift * 0.3, ground + lift * 0.15);
    let bed = |t: f32| along(front, arch, rest, t);

    // What goes around the heel and the ankle.
    let width = chance.between(1.3, 2.6);
    let shade = chance.between(0.6, 1.1);
    let held = chance.happens(0.7);
    if held {
        let height = rest.1 - chance.between(3.8, 6.8);
        let back = (rest.0 - 0.4, height);
        let front = (
            rest.0 - chance.between(5.0, 7.5),
            height + chance.between(0.0, 1.6),
        );
        let middle = 0.5 * (back.0 + front.0);
        let counter = Outline::at((rest.0 - 3.5, rest.1 + 0.5))
            .curve((rest.0 - 1.6, rest.1 - 2.0), (back.0 - width, height))
            .line(back)
            .curve(
                (rest.0 + 1.0, 0.5 * (height + rest.1)),
                (rest.0, rest.1 + 0.5),
            );
        canvas.lay(&counter, |spot| cloth.at(spot));
        let far = Outline::new().strap(back, (middle, height - 1.6), front, width * 0.7);
        canvas.lay(&far, |spot| cloth.at(spot) * 0.6);
        let near = Outline::new().strap(back, (middle, height + 2.0), front, width * 0.8);
        canvas.lay(&near, |spot| cloth.at(spot));
        if chance.happens(0.6) {
            let bar = Outline::new().strap(
                front,
                (front.0 - 1.0, front.1 + 3.0),
                bed(0.36),
                width * 0.8,
            );
            canvas.lay(&bar, |spot| cloth.at(spot));
        }
    }
    // What goes over the toes, from the instep forwards: narrow arches, higher towards the heel.
    let straps = 1 + u32::from(held) + chance.below(3);
    let (last, pitch) = (chance.between(0.4, 0.52), chance.between(0.12, 0.15));
    let (half, high) = (chance.between(0.035, 0.055), chance.between(4.0, 6.5));
    for i in 0..straps {
        let t = last - pitch * i as f32;
        let (foot, end) = (bed(t - half), bed(t + half));
        let peak = (end.0 + 2.0, foot.1 - high + 0.8 * i as f32);
        let arch = Outline::at((foot.0, foot.1 + 0.6))
            .curve((foot.0 + 0.2, 0.5 * (foot.1 + peak.1)), peak)
            .line((peak.0 + 1.0, peak.1 + 0.8))
            .curve(
                (end.0 + 0.6, 0.5 * (end.1 + peak.1) + 0.8),
                (end.0, end.1 + 0.6),
            );
        canvas.lay(&arch, |spot| cloth.at(spot) * shade);
    }
    // A slide's broad band.
    if straps == 1 || (!held && chance.happens(0.5)) {
        let (a, b) = (bed(0.14), bed(0.48));
        let high = chance.between(4.5, 7.5);
        let band = Outline::at((a.0, a.1 + 0.8))
            .curve(
                (a.0 + 1.0, a.1 - high * 0.8),
                (0.5 * (a.0 + b.0), a.1 - high * 0.75),
            )
            .curve((b.0 - 0.5, b.1 - high * 0.9), (b.0, b.1 + 0.8));
        canvas.lay(&band, |spot| cloth.at(spot));
    }
    match kind {
        // A wedge fills the space below the bed.
        4 | 5 => {
            let wedge = Outline::at(front)
                .curve(arch, rest)
                .line((rest.0 + 0.3, ground + thick))
                .line((front.0 + 0.8, ground + thick));
            canvas.lay(&wedge, |_| bright);
        }
        0..=3 => sole(canvas, bright, front, arch, rest, thick),
        _ => {
            let thin = chance.between(1.0, 3.0);
            let stiletto = Outline::new().polygon(&[
                (rest.0 + 0.4, rest.1),
                (rest.0 - 3.2, rest.1 + 0.6),
                (rest.0 - thin, ground + 0.9),
                (rest.0 + 0.2, ground + 0.9),
            ]);
            canvas.lay(&stiletto, |_| bright * 0.9);
            sole(canvas, bright, front, arch, rest, thick.min(1.4));
        }
    }
}
