//! Augmentation: each training image is turned, shifted and perhaps mirrored a little, anew in every
//! epoch, as the paper's code had Keras do it.
//!
//! The angle is uniform in ±10°, the shifts are uniform in ±10 % of the image's size and continuous,
//! a horizontal flip has probability ½; all are independent. It is applied after standardisation, as
//! in the code. Pixels are interpolated bilinearly, beyond the edge the nearest pixel counts.

use ndarray::{Array2, ArrayView2};
use rand::Rng;
use wide::{f32x4, f64x2};

use super::{Shape, Standardiser};
use crate::random::unit;

/// The transformation of one image.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Augmentation {
    /// The angle of the rotation, in degrees.
    pub degrees: f64,
    /// The shift along the rows, in pixels.
    pub down: f64,
    /// The shift along the columns, in pixels.
    pub right: f64,
    /// Whether the image is mirrored left to right, after all else.
    pub flip: bool,
}

impl Augmentation {
    /// Draws a transformation for images of this shape.
    pub fn draw(shape: Shape, stream: &mut impl Rng) -> Self {
        let mut within = |reach: f64| reach * (2.0 * f64::from(unit(stream.next_u32())) - 1.0);
        Self {
            degrees: within(10.0),
            down: within(0.1 * shape.height as f64),
            right: within(0.1 * shape.width as f64),
            flip: stream.next_u32() >> 31 == 1,
        }
    }

    /// Writes the transformed `image` to `out`; both are rows of pixels with their channels together.
    ///
    /// The pixel at (r, c) is taken from R(θ)·((r, c) − centre + (down, right)) + centre, clamped to
    /// the image, where the centre is (height/2 + ½, width/2 + ½): keras-preprocessing 1.1.2 of 2021
    /// turns about a point half a pixel beside the middle.
    ///
    /// Panics unless both hold an image of that shape, and the transformation's numbers are finite.
    pub fn apply(&self, shape: Shape, image: &[f32], out: &mut [f32]) {
        assert_eq!((image.len(), out.len()), (shape.pixels(), shape.pixels()));
        let mut canvas = Canvas::new(shape);
        canvas.fill(image);
        self.apply_to(&mut canvas, out);
    }

    fn apply_to(&self, canvas: &mut Canvas, out: &mut [f32]) {
        // What is not finite has no place in the image.
        let numbers = [self.degrees, self.down, self.right];
        assert!(
            numbers.iter().all(|number| number.is_finite()),
            "an image is turned and shifted by finite numbers"
        );
        let Shape {
            height,
            width,
            channels,
        } = canvas.shape;
        let (sin, cos) = libm::sincos(self.degrees.to_radians());
        let (middle, centre) = (height as f64 / 2.0 + 0.5, width as f64 / 2.0 + 0.5);
        let turned = canvas.sines.iter_mut().zip(&mut canvas.cosines);
        for (i, (sine, cosine)) in turned.take(width).enumerate() {
            let column = if self.flip { width - 1 - i } else { i };
            let right = column as f64 - centre + self.right;
            (*sine, *cosine) = (sin * right, cos * right);
        }
        for (row, out) in out.chunks_exact_mut(width * channels).enumerate() {
            let down = row as f64 - middle + self.down;
            canvas.aim(cos * down + middle, sin * down + centre);
            // With their number known to the compiler, augmentation takes two thirds of the time.
            match channels {
                1 => canvas.grey(out),
                3 => canvas.colours::<3>(out),
                channels => unreachable!("no dataset has {channels} channels"),
            }
        }
    }
}

/// An image with its last row and column doubled, so that every pixel has one below and one beside,
/// and where the pixels of an output row are taken from: with places for columns beyond its width, as four
/// are worked on at a time.
struct Canvas {
    shape: Shape,
    /// Pixels in a row.
    stride: usize,
    /// Each pixel and the one below it, so that four corners lie side by side.
    pairs: Vec<[f32; 2]>,
    /// By output column: sin θ and cos θ times its distance from the centre.
    sines: Vec<f64>,
    cosines: Vec<f64>,
    /// The pixel above and left of the place that each output pixel is taken from.
    before: Vec<u32>,
    /// How far the place is from that, down and to the right, as a part of a pixel: two output pixels and two zeros each.
    down: Vec<[f32; 4]>,
    right: Vec<[f32; 4]>,
}

/// Above it numbers of 64 bits are whole: what is added to it is rounded, and its lowest bits are the whole number.
const WHOLE: f64 = (1u64 << 52) as f64;

/// The whole numbers below two places.
fn floor(at: f64x2) -> f64x2 {
    // What is one instruction there would be a call of a function for each number on other processors.
    if cfg!(target_arch = "wasm32") {
        return at.floor();
    }
    let whole = f64x2::splat(WHOLE);
    let near = (at + whole) - whole;
    near - (near.simd_gt(at) & f64x2::ONE)
}

/// Two numbers, narrowed, and two zeros. The zeros are what the instruction for it leaves there: without them, or put together
/// with two others in one expression, the compiler takes the numbers one by one, and aiming takes a third longer.
fn narrow(two: f64x2) -> [f32; 4] {
    let [first, second] = two.to_array();
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    {
        use std::arch::wasm32;
        let four = wasm32::f32x4_demote_f64x2_zero(wasm32::f64x2(first, second));
        [
            wasm32::f32x4_extract_lane::<0>(four),
            wasm32::f32x4_extract_lane::<1>(four),
            wasm32::f32x4_extract_lane::<2>(four),
            wasm32::f32x4_extract_lane::<3>(four),
        ]
    }
    #[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
    [first as f32, second as f32, 0.0, 0.0]
}

impl Canvas {
    fn new(shape: Shape) -> Self {
        let stride = shape.width + 1;
        let places = shape.width.next_multiple_of(4);
        Self {
            shape,
            stride,
            pairs: vec![[0.0; 2]; shape.height * stride * shape.channels],
            sines: vec![0.0; places],
            cosines: vec![0.0; places],
            before: vec![0; places],
            down: vec![[0.0; 4]; places / 2],
            right: vec![[0.0; 4]; places / 2],
        }
    }

    /// Takes the numbers of an image.
    fn fill(&mut self, image: &[f32]) {
        let channels = self.shape.channels;
        let width = self.shape.width * channels;
        let rows = image.chunks_exact(width);
        let below = rows.clone().skip(1).chain(rows.clone().next_back());
        let pairs = self.pairs.chunks_exact_mut(width + channels);
        for (pairs, (row, below)) in pairs.zip(rows.zip(below)) {
            let ((row, row_rest), (below, below_rest)) = (row.as_chunks(), below.as_chunks());
            let (fours, rest) = pairs[..width].as_chunks_mut();
            for (four, (row, below)) in fours.iter_mut().zip(row.iter().zip(below)) {
                let (row, below) = (f32x4::new(*row), f32x4::new(*below));
                let [a, b, c, d] = row.unpack_lo(below).to_array();
                let [e, f, g, h] = row.unpack_hi(below).to_array();
                *four = [[a, b], [c, d], [e, f], [g, h]];
            }
            for (pair, (row, below)) in rest.iter_mut().zip(row_rest.iter().zip(below_rest)) {
                *pair = [*row, *below];
            }
            match pairs {
                // A copy of unknown length is the call of a function.
                [.., last, end] if channels == 1 => *end = *last,
                _ => pairs.copy_within(width - channels..width, width),
            }
        }
    }

    /// Finds where the pixels of an output row come from: they lie on a line through (`y`, `x`).
    fn aim(&mut self, y: f64, x: f64) {
        let Shape { height, width, .. } = self.shape;
        let [y, x, bottom, edge, stride, whole] = [
            y,
            x,
            (height - 1) as f64,
            (width - 1) as f64,
            self.stride as f64,
            WHOLE,
        ]
        .map(f64x2::splat);
        // What is not a number does not come about, so that the faster comparisons do.
        let within = |at: f64x2, last| at.fast_max(f64x2::ZERO).fast_min(last);
        let two = |sines: [f64; 2], cosines: [f64; 2]| {
            let y = within(y - f64x2::new(sines), bottom);
            let x = within(x + f64x2::new(cosines), edge);
            let (top, left) = (floor(y), floor(x));
            let places = (top * stride + left + whole).to_array();
            let before = places.map(|place| place.to_bits() as u32);
            (before, narrow(y - top), narrow(x - left))
        };
        let turned = self.sines.as_chunks().0.iter();
        let turned = turned.zip(self.cosines.as_chunks().0);
        let parts = self.down.as_chunks_mut().0.iter_mut();
        let parts = parts.zip(self.right.as_chunks_mut().0);
        let before = self.before.as_chunks_mut().0.iter_mut();
        for (((&[s, t, u, v], &[c, d, e, f]), before), (down, right)) in
            turned.zip(before).zip(parts)
        {
            let ([i, j], down_first, right_first) = two([s, t], [c, d]);
            let ([k, l], down_second, right_second) = two([u, v], [e, f]);
            *before = [i, j, k, l];
            *down = [down_first, down_second];
            *right = [right_first, right_second];
        }
    }

    /// Writes a row of an image of one channel, four pixels at a time.
    fn grey(&self, out: &mut [f32]) {
        let numbers = self.pairs.as_flattened();
        let parts = self.down.as_chunks().0.iter();
        let parts = parts.zip(self.right.as_chunks().0);
        let places = self.before.as_chunks().0.iter().zip(parts);
        let joined = |&[[a, b, ..], [c, d, ..]]: &[[f32; 4]; 2]| f32x4::new([a, b, c, d]);
        let mut values = places.map(|(before, (down, right))| {
            let corner = |before| f32x4::from(&numbers[2 * before as usize..][..4]);
            let [a, c, b, d] = f32x4::transpose(<[u32; 4]>::map(*before, corner));
            let (down, right) = (joined(down), joined(right));
            let (upper, lower) = (a + right * (b - a), c + right * (d - c));
            (upper + down * (lower - upper)).to_array()
        });
        let (fours, rest) = out.as_chunks_mut();
        for (out, values) in fours.iter_mut().zip(&mut values) {
            *out = values;
        }
        if let Some(values) = values.next() {
            rest.copy_from_slice(&values[..rest.len()]);
        }
    }

    /// Writes a row of an image of more channels.
    fn colours<const CHANNELS: usize>(&self, out: &mut [f32]) {
        let before = self.before.as_chunks::<2>().0.iter();
        let places = before.zip(self.down.iter().zip(&self.right));
        let pixels = out.as_chunks_mut::<CHANNELS>().0;
        for (pixels, (before, (down, right))) in pixels.chunks_mut(2).zip(places) {
            for (i, pixel) in pixels.iter_mut().enumerate() {
                let corners = &self.pairs[before[i] as usize * CHANNELS..][..2 * CHANNELS];
                for (channel, value) in pixel.iter_mut().enumerate() {
                    let ([a, c], [b, d]) = (corners[channel], corners[CHANNELS + channel]);
                    let (upper, lower) = (a + right[i] * (b - a), c + right[i] * (d - c));
                    *value = upper + down[i] * (lower - upper);
                }
            }
        }
    }
}

/// A batch of images, standardised and each transformed by a draw of its own from `stream`: shape
/// (rows, pixels).
pub fn batch(
    images: ArrayView2<'_, u8>,
    rows: &[u32],
    shape: Shape,
    standardiser: &Standardiser,
    stream: &mut impl Rng,
) -> Array2<f32> {
    let mut out = Array2::zeros((rows.len(), shape.pixels()));
    let mut canvas = Canvas::new(shape);
    for (&row, mut out) in rows.iter().zip(out.rows_mut()) {
        let pixels = images
            .row(row as usize)
            .to_slice()
            .expect("rows are contiguous");
        let out = out.as_slice_mut().expect("rows are contiguous");
        let standard = pixels.iter().zip(standardiser.shift_and_scale());
        for (value, (&pixel, (shift, scale))) in out.iter_mut().zip(standard) {
            *value = (f32::from(pixel) - shift) * scale;
        }
        canvas.fill(out);
        Augmentation::draw(shape, stream).apply_to(&mut canvas, out);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, stream};

    #[test]
    fn draws_follow_their_laws() {
        let shape = Shape {
            height: 20,
            width: 30,
            channels: 1,
        };
        let mut stream = stream(1, Purpose::Augmentation, 1, 0);
        let draws: Vec<_> = (0..10_000)
            .map(|_| Augmentation::draw(shape, &mut stream))
            .collect();
        // Four standard deviations of the mean and of the mean square of uniform laws.
        let uniform = |reach: f64, value: fn(&Augmentation) -> f64| {
            let n = draws.len() as f64;
            let mean = draws.iter().map(value).sum::<f64>() / n;
            let square = draws.iter().map(|draw| value(draw).powi(2)).sum::<f64>() / n;
            assert!(draws.iter().all(|draw| value(draw).abs() <= reach));
            assert!(mean.abs() < 4.0 * reach / (3.0 * n).sqrt(), "{mean}");
            let spread = (4.0f64 / 45.0).sqrt() * reach * reach / n.sqrt();
            assert!(
                (square - reach * reach / 3.0).abs() < 4.0 * spread,
                "{square}"
            );
        };
        uniform(10.0, |draw| draw.degrees);
        uniform(2.0, |draw| draw.down);
        uniform(3.0, |draw| draw.right);
        let flips = draws.iter().filter(|draw| draw.flip).count();
        assert!(flips.abs_diff(5_000) < 200, "{flips}");
    }

    /// One number as the documentation says it, without regard for speed.
    fn taken(
        draw: Augmentation,
        shape: Shape,
        image: &[f32],
        (row, column): (usize, usize),
    ) -> f32 {
        let Shape { height, width, .. } = shape;
        let column = if draw.flip {
            width - 1 - column
        } else {
            column
        };
        let (sin, cos) = libm::sincos(draw.degrees.to_radians());
        let (middle, centre) = (height as f64 / 2.0 + 0.5, width as f64 / 2.0 + 0.5);
        let (down, right) = (
            row as f64 - middle + draw.down,
            column as f64 - centre + draw.right,
        );
        let y = (cos * down + middle - sin * right).clamp(0.0, (height - 1) as f64);
        let x = (sin * down + centre + cos * right).clamp(0.0, (width - 1) as f64);
        let at =
            |row: usize, column: usize| image[row.min(height - 1) * width + column.min(width - 1)];
        let (top, left) = (y as usize, x as usize);
        let (down, right) = ((y - top as f64) as f32, (x - left as f64) as f32);
        let across = |row| at(row, left) + right * (at(row, left + 1) - at(row, left));
        let (upper, lower) = (across(top), across(top + 1));
        upper + down * (lower - upper)
    }

    #[test]
    fn every_number_is_as_described_whatever_the_size() {
        for (height, width) in (1..12).flat_map(|height| (1..12).map(move |width| (height, width)))
        {
            let shape = Shape {
                height,
                width,
                channels: 1,
            };
            let mut stream = stream(height as u32, Purpose::Augmentation, width as u32, 0);
            let image: Vec<f32> = (0..shape.pixels())
                .map(|_| unit(stream.next_u32()) - 0.5)
                .collect();
            let still = Augmentation {
                degrees: 0.0,
                down: 0.0,
                right: 0.0,
                flip: false,
            };
            let far = Augmentation {
                degrees: -170.0,
                down: 1e9,
                right: -1e300,
                flip: true,
            };
            for draw in [still, far, Augmentation::draw(shape, &mut stream)] {
                let mut out = vec![f32::NAN; shape.pixels()];
                draw.apply(shape, &image, &mut out);
                for (i, value) in out.iter().enumerate() {
                    let expected = taken(draw, shape, &image, (i / width, i % width));
                    assert_eq!(*value, expected, "{i} of {height} × {width}, {draw:?}");
                }
            }
        }
    }

    #[test]
    fn whole_numbers_below_are_found_on_every_machine() {
        for at in [
            0.0,
            0.25,
            0.5,
            1.0 - f64::EPSILON,
            1.0,
            1.5,
            2.5,
            3.499_999,
            63.75,
            4096.0,
        ] {
            assert_eq!(floor(f64x2::splat(at)), f64x2::splat(at.trunc()), "{at}");
        }
    }

    #[test]
    fn channels_move_together() {
        let shape = Shape {
            height: 6,
            width: 6,
            channels: 3,
        };
        let grey = Shape {
            channels: 1,
            ..shape
        };
        let draw = Augmentation {
            degrees: 7.0,
            down: 0.4,
            right: -0.7,
            flip: true,
        };
        let plane: Vec<f32> = (0..36).map(|i| (i * i % 17) as f32).collect();
        let image: Vec<f32> = plane.iter().flat_map(|&v| [v, v + 1.0, -v]).collect();
        let (mut expected, mut out) = (vec![0.0; 36], vec![0.0; 108]);
        draw.apply(grey, &plane, &mut expected);
        draw.apply(shape, &image, &mut out);
        for (pixel, &expected) in out.chunks(3).zip(&expected) {
            assert_eq!((pixel[0], pixel[2]), (expected, -expected));
            assert!((pixel[1] - expected - 1.0).abs() < 1e-5);
        }
    }
}
