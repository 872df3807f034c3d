//! Images and labels.
//!
//! Images stay bytes, one row an image, until a batch needs them as numbers.

pub mod augment;
pub mod cifar;
pub mod fashion;
pub mod garments;
pub mod idx;
pub mod picture;
mod resample;
mod standardise;

use std::fmt;

use md5::{Digest, Md5};
use ndarray::{Array2, s};

pub use resample::area_average;
pub use standardise::Standardiser;

/// How many images of a split are used, taken from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// The whole split.
    All,
    /// The first so many.
    First(u32),
}

/// One half of a dataset: `images` is (n, pixels), `labels` has one class index an image.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    /// Pixels 0…255, shape (n, height·width·channels): row by row, the channels of a pixel together.
    pub images: Array2<u8>,
    /// Class of each image.
    pub labels: Vec<u8>,
}

/// What the images of a dataset look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Rows.
    pub height: usize,
    /// Columns.
    pub width: usize,
    /// 1 for grey, 3 for colour.
    pub channels: usize,
}

impl Shape {
    /// Numbers an image has: height × width × channels.
    pub fn pixels(self) -> usize {
        self.height * self.width * self.channels
    }
}

/// Images to train on and images to test with, of one shape and one set of classes.
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

/// What is wrong with a file that was given as part of a dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    /// The file's name.
    pub file: String,
    /// A clause that says what is wrong with it.
    pub problem: String,
}

impl FileError {
    fn new(file: &str, problem: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            problem: problem.into(),
        }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.file, self.problem)
    }
}

impl std::error::Error for FileError {}

/// An MD5 as files of checksums write it.
fn hex_md5(md5: Md5) -> String {
    let bytes = md5.finalize();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Split {
    /// The number of images.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether there is no image.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    fn select(&self, count: Count, shape: Shape, side: Option<usize>) -> Self {
        let n = match count {
            Count::All => self.len(),
            Count::First(n) => n as usize,
        };
        let images = self.images.slice(s![..n, ..]);
        Self {
            images: match side {
                Some(side) => {
                    assert_eq!(shape.height, shape.width, "only squares get another side");
                    area_average(images, shape, (side, side))
                }
                None => images.to_owned(),
            },
            labels: self.labels[..n].to_vec(),
        }
    }
}

impl Dataset {
    /// The first so many garments, drawn now and down-sampled if a side is given.
    pub fn garments(train: Count, test: Count, side: Option<u32>) -> Self {
        let draw = |half: garments::Half, count| match count {
            Count::All => garments::split(half, half.count()),
            Count::First(n) => garments::split(half, n),
        };
        let dataset = Self::of_garments(
            draw(garments::Half::Train, train),
            draw(garments::Half::Test, test),
        );
        match side {
            Some(_) => dataset.select(Count::All, Count::All, side),
            None => dataset,
        }
    }

    /// The first so many garments, each block held against what it is known to be; `None` if one was drawn
    /// wrong twice, as [`garments::checked_split`] says.
    pub fn checked_garments(train: u32, test: u32) -> Option<Self> {
        Some(Self::of_garments(
            garments::checked_split(garments::Half::Train, train)?,
            garments::checked_split(garments::Half::Test, test)?,
        ))
    }

    fn of_garments(train: Split, test: Split) -> Self {
        Self {
            shape: Shape {
                height: garments::SIDE,
                width: garments::SIDE,
                channels: 1,
            },
            classes: garments::CLASSES.map(String::from).to_vec(),
            train,
            test,
        }
    }

    /// The first `train` and `test` images, down-sampled to `side` × `side` if a side is given.
    ///
    /// Panics if a split has fewer images, or if the images are not square or their side is not a
    /// multiple of `side`: a checked experiment asks for neither of a known dataset.
    pub fn select(&self, train: Count, test: Count, side: Option<u32>) -> Self {
        let side = side.map(|side| side as usize);
        Self {
            shape: match side {
                Some(side) => Shape {
                    height: side,
                    width: side,
                    ..self.shape
                },
                None => self.shape,
            },
            classes: self.classes.clone(),
            train: self.train.select(train, self.shape, side),
            test: self.test.select(test, self.shape, side),
        }
    }
}
