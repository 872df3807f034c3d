//! Augmentation: each training image is turned, shifted and perhaps mirrored a little, anew in every
//! epoch, as the paper's code had Keras do it.
//!
//! The angle is uniform in ±10°, the shifts are uniform in ±10 % of the image's size and continuous,
//! a horizontal flip has probability ½; all are independent. It is applied after standardisation, as
//! in the code. Pixels are interpolated bilinearly, beyond the edge the nearest pixel counts.

use ndarray::{Array2, ArrayView2};
use rand::Rng;

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
    /// Panics unless both hold an image of that shape.
    pub fn apply(&self, shape: Shape, image: &[f32], out: &mut [f32]) {
        let mut canvas = Canvas::new(shape);
        canvas.fill(image);
        self.apply_to(&mut canvas, out);
    }

    fn apply_to(&self, canvas: &mut Canvas, out: &mut [f32]) {
        // With their number known to the compiler, augmentation takes two thirds of the time.
        match canvas.shape.channels {
            1 => self.turn::<1>(canvas, out),
            3 => self.turn::<3>(canvas, out),
            channels => unreachable!("no dataset has {channels} channels"),
        }
    }

    fn turn<const CHANNELS: usize>(&self, canvas: &mut Canvas, out: &mut [f32]) {
        let Canvas {
            shape: Shape { height, width, .. },
            stride,
            pixels,
            turned,
            ys,
            xs,
        } = canvas;
        let (sin, cos) = libm::sincos(self.degrees.to_radians());
        let (middle, centre) = (*height as f64 / 2.0 + 0.5, *width as f64 / 2.0 + 0.5);
        let (bottom, edge) = ((*height - 1) as f64, (*width - 1) as f64);
        for (i, turned) in turned.iter_mut().enumerate() {
            let column = if self.flip { *width - 1 - i } else { i };
            let right = column as f64 - centre + self.right;
            *turned = (sin * right, cos * right);
        }
        for (row, out) in out.chunks_exact_mut(*width * CHANNELS).enumerate() {
            let down = row as f64 - middle + self.down;
            let (y0, x0) = (cos * down + middle, sin * down + centre);
            for ((y, x), &(across, along)) in ys.at.iter_mut().zip(&mut xs.at).zip(&*turned) {
                *y = (y0 - across).clamp(0.0, bottom);
                *x = (x0 + along).clamp(0.0, edge);
            }
            ys.split();
            xs.split();
            let below = *stride * CHANNELS;
            for ((pixel, (top, down)), (left, aside)) in out
                .as_chunks_mut::<CHANNELS>()
                .0
                .iter_mut()
                .zip(ys.places())
                .zip(xs.places())
            {
                let first = (top * *stride + left) * CHANNELS;
                let upper = &pixels[first..][..2 * CHANNELS];
                let lower = &pixels[first + below..][..2 * CHANNELS];
                for (channel, value) in pixel.iter_mut().enumerate() {
                    let across = |row: &[f32]| {
                        let (a, b) = (row[channel], row[CHANNELS + channel]);
                        a + aside * (b - a)
                    };
                    let (a, b) = (across(upper), across(lower));
                    *value = a + down * (b - a);
                }
            }
        }
    }
}

/// Where the pixels of an output row are taken from, along one axis of the image.
///
/// What is done with all of them is a loop of its own, over numbers of one kind, which the compiler
/// turns into vectors: in Node 20 an image takes two thirds of the time, in Chromium 156 as long.
struct Axis {
    /// The place, in pixels, within the image.
    at: Vec<f64>,
    /// The pixel before it.
    whole: Vec<i32>,
    /// How far it is from that, as a part of a pixel.
    part: Vec<f32>,
}

impl Axis {
    fn new(pixels: usize) -> Self {
        Self {
            at: vec![0.0; pixels],
            whole: vec![0; pixels],
            part: vec![0.0; pixels],
        }
    }

    /// Splits every place into pixel and part.
    fn split(&mut self) {
        for (whole, &at) in self.whole.iter_mut().zip(&self.at) {
            // Truncation is the floor here.
            // SAFETY: it lies within the image, whose sides are far below 2³¹.
            *whole = unsafe { at.to_int_unchecked() };
        }
        for ((part, &at), &whole) in self.part.iter_mut().zip(&self.at).zip(&self.whole) {
            *part = (at - f64::from(whole)) as f32;
        }
    }

    fn places(&self) -> impl Iterator<Item = (usize, f32)> {
        let whole = self.whole.iter().map(|&whole| whole as usize);
        whole.zip(self.part.iter().copied())
    }
}

/// An image with its last row and column doubled, so that every pixel has one below and one beside,
/// and the memory that transforming it takes.
struct Canvas {
    shape: Shape,
    /// Pixels in a row.
    stride: usize,
    pixels: Vec<f32>,
    /// By output column: what it adds to the place that a row comes from, sin θ and cos θ times its
    /// distance from the centre.
    turned: Vec<(f64, f64)>,
    /// Rows and columns that the pixels of an output row come from.
    ys: Axis,
    xs: Axis,
}

impl Canvas {
    fn new(shape: Shape) -> Self {
        let stride = shape.width + 1;
        Self {
            shape,
            stride,
            pixels: vec![0.0; (shape.height + 1) * stride * shape.channels],
            turned: vec![(0.0, 0.0); shape.width],
            ys: Axis::new(shape.width),
            xs: Axis::new(shape.width),
        }
    }

    /// Takes the numbers of an image.
    fn fill(&mut self, image: &[f32]) {
        assert_eq!(image.len(), self.shape.pixels());
        let channels = self.shape.channels;
        let width = self.shape.width * channels;
        let stride = width + channels;
        let rows = self.pixels.chunks_exact_mut(stride);
        for (row, image) in rows.zip(image.chunks_exact(width)) {
            row[..width].copy_from_slice(image);
            row.copy_within(width - channels..width, width);
        }
        let end = self.shape.height * stride;
        self.pixels.copy_within(end - stride..end, end);
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
