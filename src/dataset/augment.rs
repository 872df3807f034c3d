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
    pub fn apply(&self, shape: Shape, image: &[f32], out: &mut [f32]) {
        let Shape {
            height,
            width,
            channels,
        } = shape;
        let (sin, cos) = libm::sincos(self.degrees.to_radians());
        let (middle, centre) = (height as f64 / 2.0 + 0.5, width as f64 / 2.0 + 0.5);
        let (bottom, edge) = ((height - 1) as f64, (width - 1) as f64);
        for (row, out) in out.chunks_exact_mut(width * channels).enumerate() {
            let down = row as f64 - middle + self.down;
            let (y0, x0) = (cos * down + middle, sin * down + centre);
            for column in 0..width {
                let right = column as f64 - centre + self.right;
                let y = (y0 - sin * right).clamp(0.0, bottom);
                let x = (x0 + cos * right).clamp(0.0, edge);
                // Truncation is the floor here, and the cast says so more cheaply.
                let (top, left) = (y as usize, x as usize);
                let (below, beside) = ((y - top as f64) as f32, (x - left as f64) as f32);
                let upper = &image[top * width * channels..][..width * channels];
                let lower =
                    &image[(top + 1).min(height - 1) * width * channels..][..width * channels];
                let (left, next) = (left * channels, (left + 1).min(width - 1) * channels);
                let place = if self.flip {
                    width - 1 - column
                } else {
                    column
                } * channels;
                for channel in 0..channels {
                    let mix = |row: &[f32]| {
                        let (a, b) = (row[left + channel], row[next + channel]);
                        a + beside * (b - a)
                    };
                    let (a, b) = (mix(upper), mix(lower));
                    out[place + channel] = a + below * (b - a);
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
    let mut image = vec![0.0; shape.pixels()];
    for (&row, mut out) in rows.iter().zip(out.rows_mut()) {
        let pixels = images.row(row as usize);
        for ((value, &pixel), (shift, scale)) in image
            .iter_mut()
            .zip(pixels)
            .zip(standardiser.shift_and_scale())
        {
            *value = (f32::from(pixel) - shift) * scale;
        }
        let out = out.as_slice_mut().expect("rows are contiguous");
        Augmentation::draw(shape, stream).apply(shape, &image, out);
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
