//! Tiles: 20 samples at a time, gathered from the images they are made of.

use ndarray::ArrayView2;
use wide::f32x4;

use crate::dataset::Standardiser;

/// Samples in a tile. Twenty numbers fill five vector registers of four: enough to hide the latency
/// of an addition, few enough to leave registers for the operands.
pub const TILE: usize = 20;

/// One neuron's value for each of a tile's samples.
pub type Samples = [f32x4; TILE / 4];

/// The value 0 for every sample.
pub(super) const ZERO: Samples = [f32x4::ZERO; TILE / 4];

/// The number of sample `sample`.
pub(super) fn get(samples: &Samples, sample: usize) -> f32 {
    samples[sample / 4].to_array()[sample % 4]
}

/// Sets the number of sample `sample`.
pub(super) fn set(samples: &mut Samples, sample: usize, value: f32) {
    let mut lanes = samples[sample / 4].to_array();
    lanes[sample % 4] = value;
    samples[sample / 4] = f32x4::new(lanes);
}

/// The images of one optimiser step: rows of a dataset, in the order of the epoch.
#[derive(Clone, Copy)]
pub struct Batch<'a> {
    /// All images, shape (n, pixels).
    pub images: ArrayView2<'a, u8>,
    /// The class of every image.
    pub labels: &'a [u8],
    /// Which images this batch is made of.
    pub rows: &'a [u32],
}

impl Batch<'_> {
    /// The number of images.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether the batch has no image.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The batch cut into tiles; the last may have fewer than [`TILE`] images.
    pub(super) fn tiles(self) -> impl Iterator<Item = Self> {
        let Self { images, labels, rows } = self;
        rows.chunks(TILE).map(move |rows| Self { images, labels, rows })
    }

    /// The classes of the images.
    pub(super) fn classes(&self) -> impl Iterator<Item = usize> + '_ {
        self.rows.iter().map(|&row| usize::from(self.labels[row as usize]))
    }

    /// Standardises the images of a tile into one [`Samples`] a pixel. Places without an image get
    /// the first image, so that they hold ordinary numbers; the loss leaves them out.
    pub(super) fn gather(&self, standardiser: &Standardiser, pixels: &mut [Samples]) {
        let all = self.images.as_slice().expect("images are stored row by row");
        let width = standardiser.pixels();
        let image = |sample: usize| {
            let row = self.rows[if sample < self.rows.len() { sample } else { 0 }] as usize;
            &all[row * width..][..width]
        };
        for quarter in 0..TILE / 4 {
            let [a, b, c, d] = std::array::from_fn(|lane| image(4 * quarter + lane));
            let standard = standardiser.shift_and_scale();
            for (pixel, (samples, (shift, scale))) in pixels.iter_mut().zip(standard).enumerate() {
                let bytes = [a[pixel], b[pixel], c[pixel], d[pixel]];
                samples[quarter] = (f32x4::new(bytes.map(f32::from)) - shift) * scale;
            }
        }
    }
}
