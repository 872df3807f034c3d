//! The visitor's own images: any files that a pile of images and labels can be made of, named in a link
//! by a fingerprint of what they hold.

use std::fmt;
use std::io::Read;

use ndarray::Axis;
use rand::RngExt;
use xxhash_rust::xxh3::Xxh3;

use super::idx::MAX_ITEMS;
use super::pile::{Half, MAX_CLASSES, MAX_SIDE, Piece, Pile};
use super::{Dataset, FileError, Loaded, Shape, Split, numbered};
use crate::random::{Purpose, stream};

/// What stands before the fingerprint in a text.
const PREFIX: &str = "files:";
/// Of so many images without test images, one is kept to test on.
const HELD_BACK: usize = 6;

/// What own files hold, as far as a text names it: enough to know every network before they are there,
/// and to know them again.
///
/// As text `files:28x28-10-60000-10000-` and a hash of 8 hexadecimal digits for each of two or four parts:
/// height and width, classes, images to train and to test on; then images and labels to train on, and those
/// to test on. With two parts the test images were held back from the others. The hashes are of pixels and
/// labels, not of files: the same images as IDX, packed or not, and as CSV have one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnFiles {
    /// Rows of an image, in pixels.
    pub height: u32,
    /// Columns of an image, in pixels.
    pub width: u32,
    /// Classes.
    pub classes: u32,
    /// Images to train on.
    pub train: u32,
    /// Images to test on.
    pub test: u32,
    /// XXH3 of images and labels, the lower halves.
    train_hash: [u32; 2],
    /// Those of the test images; none if these were held back from the others.
    test_hash: Option<[u32; 2]>,
}

impl fmt::Display for OwnFiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            height,
            width,
            classes,
            train,
            test,
            ..
        } = self;
        write!(f, "{PREFIX}{height}x{width}-{classes}-{train}-{test}")?;
        for hash in self
            .train_hash
            .iter()
            .chain(self.test_hash.iter().flatten())
        {
            write!(f, "-{hash:08x}")?;
        }
        Ok(())
    }
}

impl OwnFiles {
    /// No files at all, of images of this shape.
    pub(crate) fn none(shape: Shape, classes: u32) -> Self {
        Self {
            height: shape.height as u32,
            width: (shape.width * shape.channels) as u32,
            classes,
            train: 0,
            test: 0,
            train_hash: [0; 2],
            test_hash: None,
        }
    }

    /// The files that a text names, if it is printed like one that names any.
    pub fn read(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.strip_prefix(PREFIX)?.split('-').collect();
        let [size, classes, train, test, hashes @ ..] = parts.as_slice() else {
            return None;
        };
        let (height, width) = size.split_once('x')?;
        let within = |text: &str, least: usize, most: usize| -> Option<u32> {
            let number = text.parse::<u32>().ok()?;
            (least..=most)
                .contains(&(number as usize))
                .then_some(number)
        };
        let hash = |text: &&str| u32::from_str_radix(text, 16).ok();
        let hashes: Vec<u32> = hashes.iter().map(hash).collect::<Option<_>>()?;
        let (train_hash, test_hash) = match *hashes.as_slice() {
            [a, b] => ([a, b], None),
            [a, b, c, d] => ([a, b], Some([c, d])),
            _ => return None,
        };
        let own = Self {
            height: within(height, 1, MAX_SIDE)?,
            width: within(width, 1, MAX_SIDE)?,
            classes: within(classes, 2, MAX_CLASSES)?,
            train: within(train, 1, MAX_ITEMS)?,
            test: within(test, 1, MAX_ITEMS)?,
            train_hash,
            test_hash,
        };
        (own.to_string() == text).then_some(own)
    }

    /// What the images look like.
    pub fn shape(&self) -> Shape {
        Shape {
            height: self.height as usize,
            width: self.width as usize,
            channels: 1,
        }
    }

    /// What is asked of someone who does not have them: a clause.
    pub fn wanted(&self) -> String {
        let Self {
            height,
            width,
            classes,
            train,
            test,
            ..
        } = self;
        let [images, labels] = self.train_hash;
        let all = match self.test_hash {
            None => format!(
                "{} images of {height}×{width} pixels (fingerprint {images:08x}) and their labels ({labels:08x})",
                train + test
            ),
            Some([test_images, test_labels]) => format!(
                "{train} images of {height}×{width} pixels to train on (fingerprint {images:08x}), their labels \
                 ({labels:08x}), {test} images to test on ({test_images:08x}) and their labels ({test_labels:08x})"
            ),
        };
        format!("{all}, of {classes} classes")
    }
}

/// Own files that were read.
#[derive(Clone, Debug, PartialEq)]
pub struct Own {
    /// What they are called in a text.
    pub files: OwnFiles,
    /// The images, and what must be said of them.
    pub loaded: Loaded,
}

/// Takes own files one after the other, in any order and under any names.
#[derive(Default)]
pub struct OwnReader {
    pile: Pile,
    expected: Option<OwnFiles>,
}

impl OwnReader {
    /// A reader of any files, or of those that a text names.
    pub fn new(expected: Option<OwnFiles>) -> Self {
        Self {
            pile: Pile::default(),
            expected,
        }
    }

    /// Reads one file: IDX of images or labels, packed or not; CSV of both; or class names, one a line.
    ///
    /// # Errors
    /// What is wrong with it. The reader is then of no more use.
    pub fn add(&mut self, file: &str, content: &mut dyn Read) -> Result<(), FileError> {
        self.pile.push(file, Piece::read(file, content, false)?)
    }

    /// The dataset of them all.
    ///
    /// # Errors
    /// Names a file that is missing, that does not go with another, or that is not the one that was
    /// expected.
    pub fn finish(mut self) -> Result<Own, FileError> {
        let names = self.pile.names.take();
        let (train, test) = self.pile.halves()?;
        if let Some(expected) = &self.expected {
            differs(expected, &train, test.as_ref())?;
        }
        let classes = class_names(self.expected.as_ref(), names, &train, test.as_ref())?;
        let shape = train.shape;
        let train_hash = hashes(&train);
        let test_hash = test.as_ref().map(hashes);
        let (train, test, note) = match test {
            Some(test) => (train.split, test.split, None),
            None => {
                let of = train.split.len();
                if of < 2 {
                    return Err(FileError::new(
                        &train.files[0],
                        "holds a single image; one is needed to train and one to test on",
                    ));
                }
                let (train, test) = hold_back(train.split);
                let note = format!(
                    "There are no test images in these files: {} of the {of} images, drawn at random but always the \
                     same, are kept from training and tested on.",
                    test.len()
                );
                (train, test, Some(note.into()))
            }
        };
        let files = OwnFiles {
            height: shape.height as u32,
            width: shape.width as u32,
            classes: classes.len() as u32,
            train: train.len() as u32,
            test: test.len() as u32,
            train_hash,
            test_hash,
        };
        let dataset = Dataset {
            shape,
            classes,
            train,
            test,
        };
        Ok(Own {
            files,
            loaded: Loaded { dataset, note },
        })
    }
}

/// Says which file is not the one that a text names.
fn differs(expected: &OwnFiles, train: &Half, test: Option<&Half>) -> Result<(), FileError> {
    let shape = expected.shape();
    if train.shape != shape {
        let Shape { height, width, .. } = train.shape;
        let problem = format!(
            "holds images of {height}×{width} pixels; those of this experiment have {}×{}",
            shape.height, shape.width
        );
        return Err(FileError::new(&train.files[0], problem));
    }
    let same = |half: &Half, expected: [u32; 2]| {
        let found = hashes(half);
        for place in [0, 1] {
            if found[place] != expected[place] {
                let what = ["images", "labels"][place];
                let problem = format!(
                    "holds {} {what}, but not those of this experiment: their fingerprint is {:08x}, expected {:08x}",
                    half.split.len(),
                    found[place],
                    expected[place]
                );
                return Err(FileError::new(&half.files[place], problem));
            }
        }
        Ok(())
    };
    same(train, expected.train_hash)?;
    match (test, expected.test_hash) {
        (Some(test), Some(hash)) => same(test, hash),
        (None, None) => Ok(()),
        (Some(test), None) => Err(FileError::new(
            &test.files[0],
            "is one too many: this experiment has no test images of its own",
        )),
        (None, Some(_)) => Err(FileError::new(
            "a file of test images",
            "is missing: this experiment has some",
        )),
    }
}

/// The names of the classes: as a file gives them, else their numbers.
fn class_names(
    expected: Option<&OwnFiles>,
    names: Option<Vec<String>>,
    train: &Half,
    test: Option<&Half>,
) -> Result<Vec<String>, FileError> {
    let all = [Some(train), test].into_iter().flatten();
    let largest = all
        .map(|half| {
            (
                half.split.labels.iter().copied().max().unwrap_or(0),
                &half.files[1],
            )
        })
        .max_by_key(|(label, _)| *label);
    let (largest, file) = largest.expect("there is one half at least");
    let least = usize::from(largest) + 1;
    if least < 2 {
        return Err(FileError::new(
            file,
            "holds the label 0 only; there must be two classes at least",
        ));
    }
    let wanted = expected.map_or(least, |expected| (expected.classes as usize).max(least));
    match names {
        Some(names) if names.len() < wanted => Err(FileError::new(
            "the list of class names",
            format!(
                "has {} names, and there are {wanted} classes: {file} holds the label {largest}",
                names.len()
            ),
        )),
        Some(names) if expected.is_none() || names.len() == wanted => Ok(names),
        Some(names) => Err(FileError::new(
            "the list of class names",
            format!(
                "has {} names, and this experiment has {wanted} classes",
                names.len()
            ),
        )),
        None => Ok(numbered(wanted)),
    }
}

fn hashes(half: &Half) -> [u32; 2] {
    let images = half
        .split
        .images
        .as_slice()
        .expect("rows one after the other");
    [images, &half.split.labels].map(|bytes| {
        let mut hash = Xxh3::new();
        hash.update(bytes);
        hash.digest() as u32
    })
}

/// Divides images into those to train and those to test on, both in the order they had.
fn hold_back(all: Split) -> (Split, Split) {
    let n = all.len();
    let most = (n / HELD_BACK).max(1);
    let mut order: Vec<u32> = (0..n as u32).collect();
    let mut draws = stream(0, Purpose::HoldBack, n as u32, 0);
    for i in (1..n as u32).rev() {
        order.swap(i as usize, draws.random_range(0..=i) as usize);
    }
    let mut tested = vec![false; n];
    for &place in &order[..most] {
        tested[place as usize] = true;
    }
    let part = |test: bool| {
        let places: Vec<usize> = (0..n).filter(|&place| tested[place] == test).collect();
        Split {
            images: all.images.select(Axis(0), &places),
            labels: places.iter().map(|&place| all.labels[place]).collect(),
        }
    };
    (part(false), part(true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::Array2;

    #[test]
    fn images_are_held_back_once_each_in_their_order() {
        let all = Split {
            images: Array2::from_shape_fn((60, 1), |(row, _)| row as u8),
            labels: (0..60).collect(),
        };
        let (train, test) = hold_back(all.clone());
        assert_eq!((train.len(), test.len()), (50, 10));
        let mut labels = [&train.labels[..], &test.labels].concat();
        assert!(train.labels.is_sorted() && test.labels.is_sorted());
        labels.sort_unstable();
        assert_eq!(labels, all.labels);
        assert_eq!(train.images.column(0).to_vec(), train.labels);
        // Whoever changes which these are changes every result that was reached with them.
        assert_eq!(test.labels, [4, 16, 18, 24, 27, 37, 40, 41, 51, 58]);
    }
}
