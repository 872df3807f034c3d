//! The picture being drawn: layers of anti-aliased shapes, and the finish that makes it a photograph.

use ab_glyph_rasterizer::{Point, Rasterizer};

use super::chance::Chance;
use super::outline::{Outline, Pose, Spot, Step};
use super::{PIXELS, SIDE};

/// A grey picture and what of it is garment.
pub struct Canvas {
    rasterizer: Rasterizer,
    pose: Pose,
    /// From pixels to garment coordinates.
    back: Pose,
    /// Brightness of each pixel, 1 is white.
    light: [f32; PIXELS],
    /// How much of each pixel the garment covers, 0 to 1.
    cover: [f32; PIXELS],
}

impl Canvas {
    /// A black picture.
    pub fn new(pose: Pose) -> Self {
        Self {
            rasterizer: Rasterizer::new(SIDE, SIDE),
            pose,
            back: pose.inverse(),
            light: [0.0; PIXELS],
            cover: [0.0; PIXELS],
        }
    }

    /// Lays a piece over the picture; `shade` gives its brightness at a place of the garment.
    pub fn lay(&mut self, outline: &Outline, shade: impl Fn(Spot) -> f32) {
        let back = self.back;
        self.blend(outline, |light, cover, alpha, column, row| {
            let spot = back.place((column as f32 + 0.5, row as f32 + 0.5));
            *light += (shade((spot.x, spot.y)) - *light) * alpha;
            *cover += (1.0 - *cover) * alpha;
        });
    }

    /// Multiplies what is already there: a seam or shadow below 1, a highlight above.
    pub fn tint(&mut self, outline: &Outline, factor: f32) {
        self.blend(outline, |light, _, alpha, _, _| {
            *light *= 1.0 + (factor - 1.0) * alpha;
        });
    }

    /// Cuts a hole down to the background.
    pub fn cut(&mut self, outline: &Outline) {
        self.blend(outline, |light, cover, alpha, _, _| {
            *light *= 1.0 - alpha;
            *cover *= 1.0 - alpha;
        });
    }

    /// Calls `mix` with brightness, cover, coverage by the outline, column and row of every pixel
    /// that the outline touches. Only the outline's bounding box is rasterised, also beyond the
    /// picture's edges: the rasterizer does not clip.
    fn blend(
        &mut self,
        outline: &Outline,
        mut mix: impl FnMut(&mut f32, &mut f32, f32, usize, usize),
    ) {
        let (mut low, mut high) = ((f32::MAX, f32::MAX), (f32::MIN, f32::MIN));
        let mut reach = |spot: Spot| {
            let p = self.pose.place(spot);
            low = (low.0.min(p.x), low.1.min(p.y));
            high = (high.0.max(p.x), high.1.max(p.y));
        };
        for step in &outline.steps {
            match *step {
                Step::Start(p) | Step::Line(p) => reach(p),
                Step::Curve(c, p) => {
                    reach(c);
                    reach(p);
                }
            }
        }
        let (left, top) = (low.0.floor(), low.1.floor());
        // One column to spare: the coverage of a right edge on a pixel boundary is stored past it.
        let width = (high.0.floor() - left) as usize + 2;
        let height = (high.1.floor() - top) as usize + 1;
        self.rasterizer.reset(width, height);

        let pose = self.pose;
        let place = |spot: Spot| {
            let p = pose.place(spot);
            Point {
                x: p.x - left,
                y: p.y - top,
            }
        };
        let (mut start, mut here) = (Point::default(), Point::default());
        for step in &outline.steps {
            match *step {
                Step::Start(p) => {
                    self.rasterizer.draw_line(here, start);
                    (start, here) = (place(p), place(p));
                }
                Step::Line(p) => {
                    self.rasterizer.draw_line(here, place(p));
                    here = place(p);
                }
                Step::Curve(c, p) => {
                    self.rasterizer.draw_quad(here, place(c), place(p));
                    here = place(p);
                }
            }
        }
        self.rasterizer.draw_line(here, start);

        let (left, top) = (left as i32, top as i32);
        let (mut column, mut row) = (left, top);
        let inside = 0..SIDE as i32;
        let (light, cover) = (&mut self.light, &mut self.cover);
        self.rasterizer.for_each_pixel(|_, alpha| {
            if alpha > 1e-3 && inside.contains(&column) && inside.contains(&row) {
                let (column, row) = (column as usize, row as usize);
                let at = row * SIDE + column;
                mix(&mut light[at], &mut cover[at], alpha.min(1.0), column, row);
            }
            column += 1;
            if column == left + width as i32 {
                column = left;
                row += 1;
            }
        });
    }

    /// Darkens towards the silhouette's edge, as the fall of light on something round does, sets
    /// exposure and grain, and rounds to bytes. The background stays exactly 0.
    pub fn finish(&self, chance: &mut Chance, pixels: &mut [u8; PIXELS]) {
        let rim = chance.between(0.3, 1.0);
        let exposure = chance.about(1.0, 0.35);
        let grain = chance.between(0.01, 0.09) * (1.0 / 127.5);
        let near = blurred(&self.cover);
        for (start, out) in pixels.chunks_exact_mut(8).enumerate() {
            let noise = chance.bytes();
            for (i, pixel) in out.iter_mut().enumerate() {
                let at = start * 8 + i;
                let round = 1.0 - rim * (1.0 - 1.5 * near[at]).max(0.0);
                let noise = (f32::from(noise[i]) - 127.5) * grain * self.cover[at];
                let value = self.light[at] * round * exposure + noise;
                *pixel = (value.clamp(0.0, 1.0) * 255.0 + 0.5) as u8;
            }
        }
    }
}

/// The mean of each pixel's 5 × 5 neighbourhood; beyond the edges is 0.
fn blurred(image: &[f32; PIXELS]) -> [f32; PIXELS] {
    const PAD: usize = 2 * SIDE;
    let mut rows = [0.0; PIXELS + 2 * PAD];
    for (from, to) in image
        .chunks_exact(SIDE)
        .zip(rows[PAD..PAD + PIXELS].chunks_exact_mut(SIDE))
    {
        let mut padded = [0.0; SIDE + 4];
        padded[2..2 + SIDE].copy_from_slice(from);
        for (to, five) in to.iter_mut().zip(padded.windows(5)) {
            *to = five[0] + five[1] + five[2] + five[3] + five[4];
        }
    }
    let mut out = [0.0; PIXELS];
    for (i, out) in out.iter_mut().enumerate() {
        let column = |row: usize| rows[i + row * SIDE];
        *out = (column(0) + column(1) + column(2) + column(3) + column(4)) * (1.0 / 25.0);
    }
    out
}
