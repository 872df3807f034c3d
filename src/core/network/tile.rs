//! Tiles: 20 samples at a time, gathered from the images they are made of.

use ndarray::ArrayView2;
use wide::f32x4;

use crate::dataset::Standardiser;

/// Samples in a tile. Twenty numbers fill five vector registers of four: enough to hide the latency
/// of an addition, few enough to leave registers for the operands. In V8 a batch of 100 takes 1.86 ×
/// the time in tiles of 4 and 1.37 × in tiles of 40. Tiles of 16 are as fast (1.09 × forward,
/// 1.00 × input delta), but leave places of the seventh tile empty: 1.12 ×.
pub const TILE: usize = 20;

/// One neuron's value for each of a tile's samples.
///
/// ```
/// use censet::network::{Samples, TILE};
///
/// assert_eq!(size_of::<Samples>(), TILE * size_of::<f32>());
/// ```
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

/// The samples of one optimiser step.
///
/// ```
/// use censet::network::{Batch, Inputs, Workspace};
/// # use censet::network::Activation;
/// # use censet::rewiring::{dense::MLP, initial};
/// # let start = initial::Start { seed: 1, epsilon: 1.0, activation: Activation::Relu };
/// # let network = initial::network(start, &MLP, &[2, 5]);
///
/// let numbers = ndarray::array![[1.0, 3.0], [2.0, 2.0], [0.0, -1.0]];
/// let batch = Batch { inputs: Inputs::Numbers(numbers.view()), classes: &[0, 4, 1] };
/// assert_eq!(batch.len(), 3);
/// let probabilities = network.probabilities(batch, &mut Workspace::default());
/// assert_eq!(probabilities.dim(), (3, 5));
/// ```
#[derive(Clone, Copy)]
pub struct Batch<'a> {
    /// What the network sees.
    pub inputs: Inputs<'a>,
    /// The class of each sample.
    pub classes: &'a [u8],
}

/// Where the numbers of a batch come from.
///
/// ```
/// use censet::dataset::Standardiser;
/// use censet::network::{Batch, Inputs, Workspace};
/// # use censet::network::Activation;
/// # use censet::rewiring::{dense::MLP, initial};
/// # let start = initial::Start { seed: 1, epsilon: 1.0, activation: Activation::Relu };
/// # let network = initial::network(start, &MLP, &[2, 2]);
///
/// let images = ndarray::array![[0u8, 9], [20, 5], [40, 1]];
/// let standardiser = Standardiser::of(images.view());
/// let bytes = Inputs::Images { images: images.view(), rows: &[1], standardiser: &standardiser };
/// // Image 1 is the mean image, whose standardised pixels are 0.
/// let zeros = ndarray::array![[0.0, 0.0]];
/// let said = [bytes, Inputs::Numbers(zeros.view())].map(|inputs| {
///     let batch = Batch { inputs, classes: &[0] };
///     network.probabilities(batch, &mut Workspace::default())
/// });
/// assert_eq!(said[0], said[1]);
/// ```
#[derive(Clone, Copy)]
pub enum Inputs<'a> {
    /// Images that are still bytes, standardised on the way into a tile.
    Images {
        /// All images, shape (n, pixels), stored row by row.
        images: ArrayView2<'a, u8>,
        /// Which of them are the batch, in order.
        rows: &'a [u32],
        /// How their pixels become numbers.
        standardiser: &'a Standardiser,
    },
    /// Numbers, shape (samples, inputs), stored row by row.
    Numbers(ArrayView2<'a, f32>),
}

impl Batch<'_> {
    /// The number of samples.
    pub fn len(&self) -> usize {
        self.classes.len()
    }

    /// Whether the batch has no sample.
    pub fn is_empty(&self) -> bool {
        self.classes.is_empty()
    }

    /// Fills `pixels` with the tile that begins at sample `first` and returns its samples' classes.
    ///
    /// The last tile of a batch may have places without a sample: they repeat the tile's first one,
    /// so that they hold ordinary numbers, and the loss leaves them out.
    pub(super) fn gather(&self, first: usize, pixels: &mut [Samples]) -> &[u8] {
        let classes = &self.classes[first..self.len().min(first + TILE)];
        let sample = |place: usize| first + if place < classes.len() { place } else { 0 };
        match self.inputs {
            Inputs::Images {
                images,
                rows,
                standardiser,
            } => {
                assert!(rows.len() == self.len(), "one class for each image");
                let all = images.as_slice().expect("images are stored row by row");
                let width = images.ncols();
                for quarter in 0..TILE / 4 {
                    let [a, b, c, d] = std::array::from_fn(|lane| {
                        let row = rows[sample(4 * quarter + lane)] as usize;
                        &all[row * width..][..width]
                    });
                    let standard = standardiser.shift_and_scale();
                    for (i, (samples, (shift, scale))) in
                        pixels.iter_mut().zip(standard).enumerate()
                    {
                        let bytes = f32x4::new([a[i], b[i], c[i], d[i]].map(f32::from));
                        samples[quarter] = (bytes - shift) * scale;
                    }
                }
            }
            Inputs::Numbers(numbers) => {
                assert!(numbers.nrows() == self.len(), "one class for each row");
                let all = numbers.to_slice().expect("numbers are stored row by row");
                let width = numbers.ncols();
                for quarter in 0..TILE / 4 {
                    let [a, b, c, d] = std::array::from_fn(|lane| {
                        &all[sample(4 * quarter + lane) * width..][..width]
                    });
                    for (i, samples) in pixels.iter_mut().enumerate() {
                        samples[quarter] = f32x4::new([a[i], b[i], c[i], d[i]]);
                    }
                }
            }
        }
        classes
    }
}
