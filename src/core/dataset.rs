//! Images and labels, and where they come from.
//!
//! Images stay bytes, one row an image, until a batch needs them as numbers. Each source of images is a
//! file, whose `SOURCE` and `SUPPLY` say what it is and how its images come, and a row of [`SOURCES`];
//! [`mod@source`] says what a row has.

pub mod augment;
pub mod cifar;
pub mod fashion;
mod foreign;
pub mod four_files;
pub mod garments;
mod hashed;
pub mod idx;
pub mod mnist;
pub mod own;
pub mod pack;
pub mod picture;
mod pile;
mod resample;
pub mod source;
mod standardise;
mod table;

use std::fmt;
use std::io;

use ndarray::{Array2, s};

pub use pack::Pack;
pub use resample::area_average;
pub use source::{Loaded, Reader, Source, Supply};
pub use standardise::Standardiser;

/// Makes the tables out of the sources' files. There are two so that a program that only speaks of the
/// sources holds no reader and no drawing, which are a tenth of all that a page could load.
macro_rules! sources {
    ($($file:ident),* $(,)?) => {
        /// All sources, in the order in which they are listed. A source is known by being here.
        pub static SOURCES: &[&Source] = &[$(&$file::SOURCE),*];

        /// How the images of each come.
        static SUPPLIES: &[Supply] = &[$($file::SUPPLY),*];
    };
}

sources![garments, fashion, cifar, mnist];

/// The source of that name.
pub fn source(id: &str) -> Option<&'static Source> {
    SOURCES.iter().find(|source| source.id == id).copied()
}

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

    /// What is said when a file cannot be read to its end.
    fn damaged(file: &str, error: &io::Error) -> Self {
        Self::new(file, format!("is cut short or damaged ({error})"))
    }
}

/// The last part of a path.
fn base_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.file, self.problem)
    }
}

impl std::error::Error for FileError {}

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

/// What classes without names are called.
pub(crate) fn numbered(classes: usize) -> Vec<String> {
    (0..classes).map(|class| class.to_string()).collect()
}

impl Dataset {
    /// No images, of this shape and these classes.
    pub(crate) fn none(shape: Shape, classes: Vec<String>) -> Self {
        let none = || Split {
            images: Array2::zeros((0, shape.pixels())),
            labels: Vec::new(),
        };
        Self {
            shape,
            classes,
            train: none(),
            test: none(),
        }
    }

    /// The first `train` and `test` images, down-sampled to `side` × `side` if a side is given.
    ///
    /// Panics if a split has fewer images, or if the images are not square or their side is not a
    /// multiple of `side`: a checked experiment asks for no such side, and says whether there are
    /// [enough images](crate::experiment::Experiment::fits).
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
