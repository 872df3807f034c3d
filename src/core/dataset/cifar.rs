//! CIFAR-10: the official binary version (A. Krizhevsky, "Learning multiple layers of features from
//! tiny images", 2009), as the archive or as the six files in it.
//!
//! Any well-formed files are accepted, not only those with the official checksums: copies with
//! recompressed or reordered images exist and are of use.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;
use md5::{Digest, Md5};
use ndarray::Array2;

use super::{Dataset, FileError, Shape, Split, hex_md5};

/// The archive's official name.
pub const ARCHIVE: &str = "cifar-10-binary.tar.gz";

/// Its length in bytes.
pub const ARCHIVE_BYTES: u64 = 170_052_171;

/// The MD5 that its authors give for it, in hexadecimal.
pub const ARCHIVE_MD5: &str = "c32a1d4ab5d03f1284b67883e8d87530";

/// The files in the archive: five of images to train on, in order, and one of images to test on.
pub const FILES: [&str; 6] = [
    "data_batch_1.bin",
    "data_batch_2.bin",
    "data_batch_3.bin",
    "data_batch_4.bin",
    "data_batch_5.bin",
    "test_batch.bin",
];

/// The classes, in the order of their labels.
pub const CLASSES: [&str; 10] = [
    "airplane",
    "automobile",
    "bird",
    "cat",
    "deer",
    "dog",
    "frog",
    "horse",
    "ship",
    "truck",
];

/// Height and width of an image.
const SIDE: usize = 32;
const CHANNELS: usize = 3;
const PIXELS: usize = SIDE * SIDE * CHANNELS;
/// Images a file holds.
const IMAGES: usize = 10_000;
/// A label, then the pixels: all red ones row by row, all green ones, all blue ones.
const RECORD: usize = 1 + PIXELS;
/// Length of a file in bytes.
pub const FILE_BYTES: u64 = (IMAGES * RECORD) as u64;
/// The most bytes an archive may unpack to; the official one has 184 million.
pub const MAX_UNPACKED: u64 = 256 << 20;

/// The archives of CIFAR-10's other versions, which are refused.
pub const OTHER_ARCHIVES: [&str; 2] = ["cifar-10-python.tar.gz", "cifar-10-matlab.tar.gz"];

/// What the Python and Matlab versions are refused with.
const OTHER_VERSION: &str = "is the Python or Matlab version of CIFAR-10; what can be read is the \
                             binary version, cifar-10-binary.tar.gz";

/// Where images that were read come from, as far as they tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The official archive, known by its MD5.
    Official,
    /// The copy whose images were recompressed as JPEG, known by its order: the ten classes by turns.
    Recompressed,
    /// Files of the official layout, of which no more is known.
    Unknown,
}

impl Origin {
    /// What must be said wherever a number measured on such images is shown; nothing of the official
    /// ones.
    pub fn note(self) -> Option<&'static str> {
        match self {
            Self::Official => None,
            Self::Recompressed => Some(
                "This CIFAR-10 is a copy whose images were recompressed as JPEG and put in another \
                 order: what is measured on it differs a little from the official images.",
            ),
            Self::Unknown => Some(
                "This CIFAR-10 is not the official archive but files of its layout; whether their \
                 images are the official ones is not known.",
            ),
        }
    }
}

/// Takes the archive, or its six files in any order, and makes the dataset of them.
///
/// Files are read as streams: memory holds the images once, however they are packed, and the file in
/// work once more.
#[derive(Default)]
pub struct Reader {
    train: Half,
    test: Half,
    found: [bool; FILES.len()],
    official: bool,
}

/// Passes bytes on and takes their MD5 on the way.
struct Hashed<R> {
    inner: R,
    md5: Md5,
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(into)?;
        self.md5.update(&into[..n]);
        Ok(n)
    }
}

#[derive(Default)]
struct Half {
    images: Vec<u8>,
    labels: Vec<u8>,
}

impl Half {
    /// Makes room for `files` files, all zeros until they are read.
    fn reserve(&mut self, files: usize) {
        self.images.resize(files * IMAGES * PIXELS, 0);
        self.labels.resize(files * IMAGES, 0);
    }

    fn into_split(self) -> Split {
        let images = Array2::from_shape_vec((self.labels.len(), PIXELS), self.images);
        Split {
            images: images.expect("reserved together"),
            labels: self.labels,
        }
    }
}

impl Reader {
    /// A reader that has no file yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads one file: the archive, packed or unpacked, or one of [`FILES`]. `file` is its name.
    ///
    /// # Errors
    /// What is wrong with it: another version or dataset, damaged, cut short, too long, a label that
    /// is no class, or a file that was already there.
    pub fn add(&mut self, file: &str, content: impl Read) -> Result<(), FileError> {
        let mut content = BufReader::new(content);
        let start = content.fill_buf().map_err(|error| damaged(file, &error))?;
        let base = base_name(file);
        match start {
            [] => Err(FileError::new(file, "is empty")),
            [0x1f, 0x8b, ..] => self.add_packed(file, content),
            // Pickles begin with 0x80, which is no label.
            [0x80, ..] => Err(FileError::new(file, OTHER_VERSION)),
            _ if FILES.contains(&base) => {
                self.add_batch(file, base, &mut content)?;
                match content.read(&mut [0]) {
                    Ok(0) => Ok(()),
                    Ok(_) => Err(FileError::new(
                        file,
                        format!("goes on after the {FILE_BYTES} bytes of {IMAGES} images"),
                    )),
                    Err(error) => Err(damaged(file, &error)),
                }
            }
            _ if base.ends_with(".tar") || base.ends_with(".tar.gz") => {
                self.add_archive(file, content)
            }
            _ => Err(FileError::new(
                file,
                format!("is neither {ARCHIVE} nor one of its six .bin files"),
            )),
        }
    }

    /// Whether all six files are there.
    pub fn is_complete(&self) -> bool {
        self.found.iter().all(|&found| found)
    }

    /// Where the images come from, once they are complete.
    pub fn origin(&self) -> Origin {
        let labels = &self.train.labels;
        let mut by_turns = labels.iter().zip((0..CLASSES.len() as u8).cycle());
        if self.official {
            Origin::Official
        } else if by_turns.all(|(&label, turn)| label == turn) {
            Origin::Recompressed
        } else {
            Origin::Unknown
        }
    }

    /// The dataset.
    ///
    /// # Errors
    /// Names the first of [`FILES`] that is missing.
    pub fn finish(self) -> Result<Dataset, FileError> {
        if let Some(missing) = self.found.iter().position(|&found| !found) {
            let problem = format!("is missing: CIFAR-10 needs {ARCHIVE}, or its six .bin files");
            return Err(FileError::new(FILES[missing], problem));
        }
        Ok(Dataset {
            shape: Shape {
                height: SIDE,
                width: SIDE,
                channels: CHANNELS,
            },
            classes: CLASSES.map(String::from).to_vec(),
            train: self.train.into_split(),
            test: self.test.into_split(),
        })
    }

    /// Reads a tar archive packed by gzip.
    fn add_packed(&mut self, file: &str, content: impl BufRead) -> Result<(), FileError> {
        let hashed = Hashed {
            inner: content,
            md5: Md5::new(),
        };
        let mut unpacked = GzDecoder::new(BufReader::new(hashed));
        self.add_archive(file, &mut unpacked)?;
        let mut packed = unpacked.into_inner();
        io::copy(&mut packed, &mut io::sink()).map_err(|error| damaged(file, &error))?;
        self.official = hex_md5(packed.into_inner().md5) == ARCHIVE_MD5;
        Ok(())
    }

    /// Reads a tar archive. A gzip bomb stops at [`MAX_UNPACKED`], and no entry is read unless its
    /// size is exactly that of a file of images.
    fn add_archive(&mut self, file: &str, content: impl Read) -> Result<(), FileError> {
        let failed = |error: &io::Error| damaged(file, error);
        let mut archive = tar::Archive::new(content.take(MAX_UNPACKED));
        let mut held = 0;
        // Raw: entries that rename the next one are not obeyed, whose names could be as long as a bomb.
        let entries = archive.entries().map_err(|error| failed(&error))?.raw(true);
        for (i, entry) in entries.enumerate() {
            let mut entry = entry.map_err(|error| match error.kind() {
                // What the library says of a first header that is none repeats its bytes.
                io::ErrorKind::Other if i == 0 => {
                    FileError::new(file, "is no tar archive, or a damaged one")
                }
                _ => failed(&error),
            })?;
            let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            let name = base_name(&path);
            if !entry.header().entry_type().is_file() {
                continue;
            }
            if let Some(why) = other_dataset(name) {
                return Err(FileError::new(file, why));
            }
            if FILES.contains(&name) {
                let inside = format!("{name} in {file}");
                if entry.size() != FILE_BYTES {
                    let problem = format!(
                        "has {} bytes instead of the {FILE_BYTES} of {IMAGES} images",
                        entry.size()
                    );
                    return Err(FileError::new(&inside, problem));
                }
                self.add_batch(&inside, name, &mut entry)?;
                held += 1;
            }
        }
        // Reading on to the end also checks the checksum that closes a gzip file.
        let mut rest = archive.into_inner();
        io::copy(&mut rest, &mut io::sink()).map_err(|error| failed(&error))?;
        if rest.limit() == 0 {
            let problem = format!("unpacks to more than the {MAX_UNPACKED} bytes that are read");
            return Err(FileError::new(file, problem));
        }
        if held == 0 {
            let problem = format!("holds none of CIFAR-10's files ({} and so on)", FILES[0]);
            return Err(FileError::new(file, problem));
        }
        Ok(())
    }

    /// Reads the records of the file that is called `name` among [`FILES`].
    fn add_batch(
        &mut self,
        file: &str,
        name: &str,
        content: &mut impl Read,
    ) -> Result<(), FileError> {
        let index = FILES.iter().position(|&known| known == name);
        let index = index.expect("the name of a file of images");
        if self.found[index] {
            return Err(FileError::new(file, "is there twice"));
        }
        let (half, files, place) = match index {
            5 => (&mut self.test, 1, 0),
            _ => (&mut self.train, 5, index),
        };
        // Only a whole file makes room for its half: what is cut short takes no more than it has.
        let mut bytes = Vec::new();
        if let Err(error) = content.take(FILE_BYTES).read_to_end(&mut bytes) {
            return Err(damaged(file, &error));
        }
        let records = bytes.chunks_exact(RECORD);
        let whole = records.len();
        if let Some(image) = records.clone().position(|record| !is_label(record[0])) {
            let problem = format!(
                "is damaged or not CIFAR-10: image {} has label {}, and labels are 0 to 9",
                image + 1,
                bytes[image * RECORD]
            );
            return Err(FileError::new(file, problem));
        }
        if whole < IMAGES {
            let problem =
                format!("is cut short: it holds {whole} whole images instead of {IMAGES}");
            return Err(FileError::new(file, problem));
        }
        half.reserve(files);
        for (row, record) in (place * IMAGES..).zip(records) {
            half.labels[row] = record[0];
            interleave(&record[1..], &mut half.images[row * PIXELS..][..PIXELS]);
        }
        self.found[index] = true;
        Ok(())
    }
}

fn is_label(byte: u8) -> bool {
    usize::from(byte) < CLASSES.len()
}

/// From one plane a channel to the channels of a pixel together.
fn interleave(planes: &[u8], pixels: &mut [u8]) {
    let (red, rest) = planes.split_at(SIDE * SIDE);
    let (green, blue) = rest.split_at(SIDE * SIDE);
    for (pixel, ((&r, &g), &b)) in pixels
        .chunks_exact_mut(CHANNELS)
        .zip(red.iter().zip(green).zip(blue))
    {
        pixel.copy_from_slice(&[r, g, b]);
    }
}

/// The last part of a path.
fn base_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}

/// Why an archive that holds a file of this name is refused.
fn other_dataset(name: &str) -> Option<&'static str> {
    match name {
        "data_batch_1" | "data_batch_1.mat" | "test_batch" | "test_batch.mat" => {
            Some(OTHER_VERSION)
        }
        "train.bin" | "fine_label_names.txt" => Some("is CIFAR-100; CIFAR-10 can be read"),
        _ => None,
    }
}

fn damaged(file: &str, error: &io::Error) -> FileError {
    FileError::new(file, format!("is cut short or damaged ({error})"))
}
