//! Files of images and of labels in any order and under any names: what each is says its content, and
//! which belong together say their numbers, then their names.

use std::io::{BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;
use ndarray::Array2;

use super::foreign::{START, foreign};
use super::idx::{Idx, NO_IDX, TOO_SHORT, md5_of_idx};
use super::table::{self, separator_of, square_root};
use super::{FileError, Shape, Split, base_name};

/// The most classes that labels may name.
pub const MAX_CLASSES: usize = 256;
/// The highest and widest that an image may be, in pixels.
pub const MAX_SIDE: usize = 64;
/// The most bytes of a list of class names.
const MAX_NAMES: u64 = 1 << 16;
/// The most characters of a class's name.
const MAX_NAME: usize = 40;

/// What one file holds.
pub(super) enum Piece {
    /// Images, shape (n, height·width).
    Images(Shape, Array2<u8>),
    /// Labels.
    Labels(Vec<u8>),
    /// Images and their labels.
    Both(Shape, Array2<u8>, Vec<u8>),
    /// The names of the classes, in order.
    Names(Vec<String>),
}

impl Piece {
    /// Reads a file, packed or not: IDX of bytes with one to three dimensions, and unless `idx_only`, CSV
    /// or lines of names.
    pub(super) fn read(
        file: &str,
        content: &mut dyn Read,
        idx_only: bool,
    ) -> Result<Self, FileError> {
        let mut content = BufReader::new(content);
        let packed = match content.fill_buf() {
            Err(error) => return Err(FileError::damaged(file, &error)),
            Ok([]) => return Err(FileError::new(file, "is empty")),
            Ok(start) => start.starts_with(&[0x1f, 0x8b]),
        };
        if packed {
            Self::read_unpacked(file, &mut GzDecoder::new(content), idx_only)
        } else {
            Self::read_unpacked(file, &mut content, idx_only)
        }
    }

    fn read_unpacked(
        file: &str,
        content: &mut dyn Read,
        idx_only: bool,
    ) -> Result<Self, FileError> {
        let fail = |problem: String| Err(FileError::new(file, problem));
        let mut start = Vec::new();
        // What can be read before the damage tells what it is.
        let failed = (&mut *content)
            .take(START as u64)
            .read_to_end(&mut start)
            .err();
        if let Some(said) = foreign(&start) {
            return fail(said.into());
        }
        if let (Some(error), true) = (&failed, start.len() < 4) {
            return Err(FileError::damaged(file, error));
        }
        let mut whole = BufReader::new(start.as_slice().chain(content));
        match start.as_slice() {
            [] => fail("is empty, once it is unpacked".into()),
            [0, 0, 8, 1, ..] => {
                let idx = Idx::<1>::read_unpacked(file, &mut whole)?;
                Ok(Self::Labels(idx.values))
            }
            [0, 0, 8, 2, ..] => {
                let idx = Idx::<2>::read_unpacked(file, &mut whole)?;
                let [n, pixels] = idx.dimensions;
                let Some(side) = square_root(pixels) else {
                    return fail(format!(
                        "holds images of {pixels} pixels in a row, which make no square"
                    ));
                };
                let images = Array2::from_shape_vec((n, pixels), idx.values);
                images_of(file, (side, side), images.expect("checked by read"))
            }
            [0, 0, 8, 3, ..] => {
                let (images, shape) = Idx::<3>::read_unpacked(file, &mut whole)?.into_images();
                images_of(file, (shape.height, shape.width), images)
            }
            [0, 0, kind, dimensions, ..] => fail(Idx::<3>::refusal(*kind, *dimensions)),
            _ if idx_only => fail(match start.len() {
                0..8 => TOO_SHORT.into(),
                _ => NO_IDX.into(),
            }),
            _ if is_text(&start) => read_text(file, &start, &mut whole),
            _ => {
                let hex: Vec<String> = start
                    .iter()
                    .take(4)
                    .map(|byte| format!("{byte:02x}"))
                    .collect();
                fail(format!(
                    "is neither an IDX file, packed with gzip or not, nor CSV, nor a list of class names: it \
                     begins with the bytes {}",
                    hex.join(" ")
                ))
            }
        }
    }
}

impl Piece {
    /// The MD5 of the IDX file that holds it, unpacked; none if it came otherwise.
    pub(super) fn md5(&self) -> Option<String> {
        match self {
            Self::Images(Shape { height, width, .. }, images) => {
                let values = images.as_slice().expect("rows one after the other");
                Some(md5_of_idx(&[images.nrows(), *height, *width], values))
            }
            Self::Labels(labels) => Some(md5_of_idx(&[labels.len()], labels)),
            Self::Both(..) | Self::Names(_) => None,
        }
    }
}

fn images_of(
    file: &str,
    (height, width): (usize, usize),
    images: Array2<u8>,
) -> Result<Piece, FileError> {
    if height > MAX_SIDE || width > MAX_SIDE {
        let problem = format!(
            "holds images of {height}×{width} pixels; at most {MAX_SIDE}×{MAX_SIDE} can be read"
        );
        return Err(FileError::new(file, problem));
    }
    let shape = Shape {
        height,
        width,
        channels: 1,
    };
    Ok(Piece::Images(shape, images))
}

/// Whether these bytes are text, cut off anywhere.
fn is_text(start: &[u8]) -> bool {
    let whole = match std::str::from_utf8(start) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    whole
        && start
            .iter()
            .all(|&byte| byte >= b' ' || byte.is_ascii_whitespace())
}

/// A table if its first line has separators and figures follow, else a list of names.
fn read_text(file: &str, start: &[u8], whole: &mut dyn BufRead) -> Result<Piece, FileError> {
    let text = String::from_utf8_lossy(start);
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let figures = |line: &str| line.bytes().any(|byte| byte.is_ascii_digit());
    if separator_of(first).is_some()
        && (figures(first) || text.len() >= START || lines.any(figures))
    {
        let table = table::read(file, whole)?;
        return Ok(
            match images_of(file, (table.shape.height, table.shape.width), table.images)? {
                Piece::Images(shape, images) => Piece::Both(shape, images, table.labels),
                other => other,
            },
        );
    }
    let mut text = String::new();
    let read = whole.take(MAX_NAMES + 1).read_to_string(&mut text);
    read.map_err(|error| FileError::damaged(file, &error))?;
    let names: Vec<String> = text
        .trim_start_matches('\u{feff}')
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(String::from)
        .collect();
    let long = names.iter().any(|name| name.chars().count() > MAX_NAME);
    if long || text.len() as u64 > MAX_NAMES || !(2..=MAX_CLASSES).contains(&names.len()) {
        let problem = format!(
            "is text, but no list of class names, which has 2 to {MAX_CLASSES} lines of at most {MAX_NAME} \
             characters, and no CSV of numbers"
        );
        return Err(FileError::new(file, problem));
    }
    Ok(Piece::Names(names))
}

/// A half of a dataset as it was found, and the names of its two files.
pub(super) struct Half {
    pub(super) shape: Shape,
    pub(super) split: Split,
    pub(super) files: [String; 2],
}

/// Images of one half, which there must be, and of another, which may be missing.
pub(super) type Halves = (Half, Option<Half>);

/// Files so far.
#[derive(Default)]
pub(super) struct Pile {
    images: Vec<(String, Shape, Array2<u8>)>,
    labels: Vec<(String, Vec<u8>)>,
    /// Names of classes, if there are.
    pub(super) names: Option<Vec<String>>,
}

/// Which half a name speaks of.
#[derive(Clone, Copy, PartialEq)]
enum Hint {
    Train,
    Test,
}

fn hint(file: &str) -> Option<Hint> {
    let name = base_name(file).to_lowercase();
    let any = |words: &[&str]| words.iter().any(|word| name.contains(word));
    match (any(&["train"]), any(&["t10k", "test", "val"])) {
        (true, false) => Some(Hint::Train),
        (false, true) => Some(Hint::Test),
        _ => None,
    }
}

impl Pile {
    pub(super) fn push(&mut self, file: &str, piece: Piece) -> Result<(), FileError> {
        let name = || file.to_string();
        let same = |known: &String| known == file;
        let images = self.images.iter().map(|(name, ..)| name);
        let mut all = images.chain(self.labels.iter().map(|(name, _)| name));
        if all.any(same) {
            return Err(FileError::new(file, "is there twice"));
        }
        match piece {
            Piece::Images(shape, images) => self.images.push((name(), shape, images)),
            Piece::Labels(labels) => self.labels.push((name(), labels)),
            Piece::Both(shape, images, labels) => {
                self.images.push((name(), shape, images));
                self.labels.push((name(), labels));
            }
            Piece::Names(names) if self.names.is_none() => self.names = Some(names),
            Piece::Names(_) => return Err(FileError::new(file, "is a second list of class names")),
        }
        for (what, count) in [("images", self.images.len()), ("labels", self.labels.len())] {
            if count > 2 {
                let problem = format!(
                    "is a third file of {what}; there are those to train on and those to test on"
                );
                return Err(self.misnamed().unwrap_or(FileError::new(file, problem)));
            }
        }
        Ok(())
    }

    /// Says of a file that holds the one and is called the other.
    fn misnamed(&self) -> Option<FileError> {
        let called = |name: &str, word: &str| base_name(name).to_lowercase().contains(word);
        let images = self
            .images
            .iter()
            .filter(|(name, ..)| called(name, "label"));
        let labels = self.labels.iter().filter(|(name, _)| called(name, "image"));
        let images = images.map(|(name, ..)| (name, "images", "labels"));
        let labels = labels.map(|(name, _)| (name, "labels", "images"));
        let (name, holds, says) = images.chain(labels).next()?;
        Some(FileError::new(
            name,
            format!("is not a file of {says}, as its name says: it holds {holds}"),
        ))
    }

    /// The halves: those that belong together have as many labels as images; the larger one is trained
    /// on, unless the names say otherwise.
    pub(super) fn halves(mut self) -> Result<Halves, FileError> {
        let missing = |what: &str| FileError::new(&format!("a file of {what}"), "is missing");
        if self.images.len() != self.labels.len() {
            let what = if self.images.len() < self.labels.len() {
                "images"
            } else {
                "labels"
            };
            return Err(self.misnamed().unwrap_or(missing(what)));
        }
        if self.images.is_empty() {
            return Err(missing("images"));
        }
        let counts = |pile: &Self, swapped: bool| {
            (0..pile.images.len()).all(|at| {
                let at_label = if swapped { 1 - at } else { at };
                pile.images[at].2.nrows() == pile.labels[at_label].1.len()
            })
        };
        if self.images.len() == 2 {
            let [one, other] = [hint(&self.images[0].0), hint(&self.images[1].0)];
            let sizes = [self.images[0].2.nrows(), self.images[1].2.nrows()];
            let second_first = match (one, other) {
                (Some(Hint::Train), Some(Hint::Test)) => false,
                (Some(Hint::Test), Some(Hint::Train)) => true,
                _ if sizes[0] != sizes[1] => sizes[0] < sizes[1],
                _ => {
                    let problem = format!(
                        "holds as many images as {}, and their names do not say which are to test on: call \
                         one train and the other test",
                        self.images[0].0
                    );
                    return Err(FileError::new(&self.images[1].0, problem));
                }
            };
            if second_first {
                self.images.swap(0, 1);
            }
            let [one, other] = [hint(&self.labels[0].0), hint(&self.labels[1].0)];
            let by_name = one == Some(Hint::Test) && other != Some(Hint::Test)
                || other == Some(Hint::Train) && one != Some(Hint::Train);
            let in_one_file = self.labels.iter().any(|(name, _)| {
                let mut images = self.images.iter();
                images.any(|(images, ..)| images == name)
            });
            let swap = match (counts(&self, false), counts(&self, true)) {
                (true, false) => false,
                (false, true) => true,
                (true, true) if one == other && !in_one_file => {
                    let problem = format!(
                        "holds as many labels as {}, and their names do not say which are those of the images of \
                         {}: call one train and the other test",
                        self.labels[0].0, self.images[0].0
                    );
                    return Err(FileError::new(&self.labels[1].0, problem));
                }
                // Of files that do not all belong together, those that do should not be called wrong.
                (false, false) if one == other && !in_one_file => {
                    let fits = |at: usize, label: usize| {
                        self.images[at].2.nrows() == self.labels[label].1.len()
                    };
                    fits(0, 1) || fits(1, 0)
                }
                _ => by_name || self.labels[1].0 == self.images[0].0,
            };
            if swap {
                self.labels.swap(0, 1);
            }
        }
        let mut halves = Vec::new();
        for ((images_file, shape, images), (labels_file, labels)) in
            self.images.into_iter().zip(self.labels)
        {
            if images.nrows() != labels.len() {
                let problem = format!(
                    "holds {} labels for the {} images of {images_file}",
                    labels.len(),
                    images.nrows()
                );
                return Err(FileError::new(&labels_file, problem));
            }
            halves.push(Half {
                shape,
                split: Split { images, labels },
                files: [images_file, labels_file],
            });
        }
        let mut halves = halves.into_iter();
        let train = halves.next().expect("checked to be there");
        let test = halves.next();
        if let Some(test) = &test
            && test.shape != train.shape
        {
            let Shape { height, width, .. } = test.shape;
            let problem = format!(
                "holds images of {height}×{width} pixels, and {} holds images of {}×{}",
                train.files[0], train.shape.height, train.shape.width
            );
            return Err(FileError::new(&test.files[0], problem));
        }
        Ok((train, test))
    }
}
