//! Images and labels.
//!
//! Images stay bytes, one row an image, until a batch needs them as numbers.

pub mod garments;

use ndarray::Array2;

/// One half of a dataset: `images` is (n, pixels), `labels` has one class index an image.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    /// Pixels 0…255, shape (n, channels·height·width).
    pub images: Array2<u8>,
    /// Class of each image.
    pub labels: Vec<u8>,
}

/// What the images of a dataset look like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Rows.
    pub height: u32,
    /// Columns.
    pub width: u32,
    /// 1 for grey, 3 for colour.
    pub channels: u32,
}

/// A dataset ready for training: truncated and down-sampled as its experiment says.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    /// The size of each image.
    pub shape: Shape,
    /// The names of the classes, in the order of their indices.
    pub classes: Vec<String>,
    /// What is trained on.
    pub train: Split,
    /// What accuracy is measured on.
    pub test: Split,
}
