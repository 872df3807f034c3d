//! CIFAR-10: the official binary version (A. Krizhevsky, "Learning multiple layers of features from
//! tiny images", 2009), as the archive or as the six files in it.
//!
//! Any well-formed files are accepted, not only the official ones: copies with recompressed or reordered
//! images exist and are of use. Which files are official say their MD5, and nothing else: that of the
//! archive as its authors give it, and those of the six files in it as libraries that unpack it check
//! them (dldataset's `vision/cifar10.go` and, independently, the CMake script `fetch_cifar10`).

#[cfg(feature = "archives")]
mod archive;

use crate::{asked, asked_all, told};
use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;
use ndarray::Array2;

use super::hashed::{Hashed, md5_of};
use super::source::{FileSet, Files, KnownFile, Source, Supply};
use super::{Dataset, FileError, Loaded, Reader, Split, base_name};

/// CIFAR-10.
pub static SOURCE: Source = Source {
    id: "cifar10",
    title: "CIFAR-10",
    about: told("cifar10 is CIFAR-10, small colour photographs of animals and vehicles"),
    side: SIDE as u32,
    channels: CHANNELS as u32,
    classes: &[
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
    ],
    train: 50_000,
    test: 10_000,
    // What the paper trains on it.
    defaults: |_| {
        &[
            ("hidden", "4000-1000-4000"),
            ("k", "3.2"),
            ("epochs", "400"),
        ]
    },
    memory: |_, all| 1.2 * all,
    files: Some(Files {
        about: told(
            "This experiment trains on 50,000 small colour photographs of ten kinds of things. Its \
                authors’ host lets no other page fetch them: unless they lie beside this page, download \
                the binary version there and choose it here. It is checked, and kept in this browser.",
        ),
        wanted: asked("CIFAR-10’s binary version"),
        home: (
            "https://www.cs.toronto.edu/~kriz/cifar.html",
            "its authors’",
        ),
        remote: None,
        // The archive has 170 MB.
        eager: false,
        most: MAX_UNPACKED,
        variable: "CIFAR10_DIR",
        sets: asked_all(&[
            FileSet {
                title: ARCHIVE,
                files: &[KnownFile {
                    name: ARCHIVE,
                    size: 170_052_171,
                    md5: &[ARCHIVE_MD5],
                    // Other versions are known by their contents, and refused with a sentence.
                    like: r"\.(tar|tgz|tar\.gz)$",
                }],
            },
            FileSet {
                title: "six .bin files",
                files: &BATCHES,
            },
        ]),
        inner: Some("cifar-10-batches-bin"),
        others: &["cifar-10-python.tar.gz", "cifar-10-matlab.tar.gz"],
        exact: false,
        packs: &[],
    }),
};

pub(super) const SUPPLY: Supply = Supply::Read(|| Box::new(BinaryVersion::new()));

/// The archive's official name.
pub const ARCHIVE: &str = "cifar-10-binary.tar.gz";

/// The MD5 that its authors give for it, in hexadecimal.
const ARCHIVE_MD5: &str = "c32a1d4ab5d03f1284b67883e8d87530";

/// The files in the archive: five of images to train on, in order, and one of images to test on.
pub const FILES: [&str; 6] = [
    "data_batch_1.bin",
    "data_batch_2.bin",
    "data_batch_3.bin",
    "data_batch_4.bin",
    "data_batch_5.bin",
    "test_batch.bin",
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

/// The official files, in the order of [`FILES`].
static BATCHES: [KnownFile; FILES.len()] = [
    batch(0, &["5dd7e06a14cb22eb9f671a540d1b7c25"], r"data_batch_1\b"),
    batch(1, &["5ea93a67294ea407fff1d09f752e9692"], r"data_batch_2\b"),
    batch(2, &["942cd6a4bcdd0dd3c604fbe906cb4421"], r"data_batch_3\b"),
    batch(3, &["ae636b3ba5c66a11e91e8cb52e771fcb"], r"data_batch_4\b"),
    batch(4, &["53f37980c15c3d472c316c40844f3f0d"], r"data_batch_5\b"),
    batch(5, &["803d5f7f4d78ea53de84dbe85f74fb6d"], r"test_batch\b"),
];

/// The file of images at `index` of [`FILES`].
const fn batch(index: usize, md5: &'static [&'static str], like: &'static str) -> KnownFile {
    KnownFile {
        name: FILES[index],
        size: FILE_BYTES,
        md5,
        like,
    }
}

/// What the Python and Matlab versions are refused with.
const OTHER_VERSION: &str = "is the Python or Matlab version of CIFAR-10; what can be read is the \
                             binary version, cifar-10-binary.tar.gz";

/// What must be said wherever a number measured on images of other files is shown.
const COPY: &str = "This CIFAR-10 is not the official files but others of their layout; whether their \
                    images are among the official ones is not known.";

/// Takes the archive, or its six files in any order, and makes the dataset of them.
///
/// Files are read as streams: memory holds the images once, however they are packed, and the file in
/// work once more.
pub struct BinaryVersion {
    train: Half,
    test: Half,
    found: [bool; FILES.len()],
    /// The files that are known.
    known: &'static [KnownFile; FILES.len()],
    /// Which of those that were found are they, or come from the official archive.
    official: [bool; FILES.len()],
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

impl Default for BinaryVersion {
    fn default() -> Self {
        Self::new()
    }
}

impl Reader for BinaryVersion {
    /// Reads the archive, packed or unpacked, or one of [`FILES`].
    ///
    /// # Errors
    /// What is wrong with it: another version or dataset, damaged, cut short, too long, a label that
    /// is no class, or a file that was already there.
    fn add(&mut self, file: &str, content: &mut dyn Read) -> Result<(), FileError> {
        let failed = |error: &io::Error| FileError::damaged(file, error);
        let mut content = BufReader::new(content);
        let start = content.fill_buf().map_err(|error| failed(&error))?;
        let base = base_name(file);
        match start {
            [] => Err(FileError::new(file, "is empty")),
            [0x1f, 0x8b, ..] => {
                let mut packed = Hashed::new(content);
                let mut unpacked = GzDecoder::new(BufReader::new(&mut packed));
                self.add_archive(file, &mut unpacked)?;
                let md5 = packed.finish().map_err(|error| failed(&error))?;
                if md5 == ARCHIVE_MD5 {
                    self.official = self.found;
                }
                Ok(())
            }
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
                    Err(error) => Err(failed(&error)),
                }
            }
            _ if base.ends_with(".tar") || base.ends_with(".tar.gz") => {
                self.add_archive(file, &mut content)
            }
            [label, ..] if is_label(*label) => {
                let mut bytes = Vec::new();
                let read = content.take(FILE_BYTES + 1).read_to_end(&mut bytes);
                read.map_err(|error| failed(&error))?;
                self.add_unnamed(file, &bytes)
            }
            _ => Err(no_file_of_it(file)),
        }
    }

    fn finish(self: Box<Self>) -> Result<Loaded, FileError> {
        if let Some(missing) = self.found.iter().position(|&found| !found) {
            let problem = format!("is missing: CIFAR-10 needs {ARCHIVE}, or its six .bin files");
            return Err(FileError::new(FILES[missing], problem));
        }
        let note = (!self.is_official()).then_some(Cow::Borrowed(COPY));
        let dataset = Dataset {
            shape: SOURCE.shape(),
            classes: SOURCE.class_names(),
            train: self.train.into_split(),
            test: self.test.into_split(),
        };
        Ok(Loaded { dataset, note })
    }
}

#[cfg(not(feature = "archives"))]
impl BinaryVersion {
    /// Refuses an archive: what unpacks it is not here.
    fn add_archive(&mut self, file: &str, _: &mut dyn Read) -> Result<(), FileError> {
        let problem = format!(
            "is an archive; unpack it, and give its six .bin files ({} and so on)",
            FILES[0]
        );
        Err(FileError::new(file, problem))
    }
}

impl BinaryVersion {
    /// A reader that has no file yet.
    pub fn new() -> Self {
        Self::knowing(&BATCHES)
    }

    fn knowing(known: &'static [KnownFile; FILES.len()]) -> Self {
        Self {
            train: Half::default(),
            test: Half::default(),
            found: Default::default(),
            known,
            official: Default::default(),
        }
    }

    /// Whether all six files are there.
    pub fn is_complete(&self) -> bool {
        self.found.iter().all(|&found| found)
    }

    /// Whether all six files are there and the official ones.
    pub fn is_official(&self) -> bool {
        self.official.iter().all(|&official| official)
    }

    /// Reads a file whose name says nothing: if it is an official one, it is known by its content.
    fn add_unnamed(&mut self, file: &str, bytes: &[u8]) -> Result<(), FileError> {
        let md5 = [md5_of(&[bytes])];
        match self.known.iter().position(|known| known.is(&md5)) {
            Some(index) => self.add_batch(file, FILES[index], &mut &*bytes),
            None if bytes.len() as u64 == FILE_BYTES => {
                let problem = "is as long as one of CIFAR-10’s .bin files, and neither its content nor its name says \
                               which: call it data_batch_1.bin to data_batch_5.bin, or test_batch.bin";
                Err(FileError::new(file, problem))
            }
            None => Err(no_file_of_it(file)),
        }
    }

    /// Reads the records of the file that is called `name` among [`FILES`].
    fn add_batch(
        &mut self,
        file: &str,
        name: &str,
        content: &mut dyn Read,
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
            return Err(FileError::damaged(file, &error));
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
        self.official[index] = self.known[index].is(&[md5_of(&[&bytes])]);
        Ok(())
    }
}

fn no_file_of_it(file: &str) -> FileError {
    let problem = format!("is neither {ARCHIVE} nor one of its six .bin files");
    FileError::new(file, problem)
}

fn is_label(byte: u8) -> bool {
    usize::from(byte) < SOURCE.classes.len()
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Black images of one label a file.
    fn batch_of(label: u8) -> Vec<u8> {
        let mut bytes = vec![0; FILE_BYTES as usize];
        for record in bytes.chunks_exact_mut(RECORD) {
            record[0] = label;
        }
        bytes
    }

    #[test]
    fn files_are_known_by_their_digests_alone() {
        let md5 = [0, 1, 2, 3, 4, 5].map(|label| md5_of(&[&batch_of(label)]));
        let files = md5.map(|md5| KnownFile {
            name: "",
            size: FILE_BYTES,
            md5: vec![&*md5.leak()].leak(),
            like: "",
        });
        let known = Box::leak(Box::new(files));
        let read = |labels: [u8; 6]| {
            let mut reader = BinaryVersion::knowing(known);
            for (name, label) in FILES.iter().zip(labels) {
                reader.add(name, &mut &batch_of(label)[..]).unwrap();
            }
            Box::new(reader).finish().unwrap().note
        };
        assert_eq!(read([0, 1, 2, 3, 4, 5]), None);
        // Under any names and in any order; what is none of them is not.
        let mut reader = BinaryVersion::knowing(known);
        for label in [5, 3, 0, 1, 2, 4] {
            let name = format!("download ({label})");
            reader.add(&name, &mut &batch_of(label)[..]).unwrap();
        }
        let mut refused = |bytes: &[u8]| reader.add("x", &mut &*bytes).unwrap_err().to_string();
        assert!(refused(&batch_of(6)).starts_with("x is as long as one of CIFAR-10’s .bin files"));
        assert!(refused(&[1; 100]).starts_with("x is neither cifar-10-binary.tar.gz nor"));
        assert!(refused(&batch_of(1)).starts_with("x is there twice"));
        let loaded = Box::new(reader).finish().unwrap();
        assert_eq!(loaded.note, None);
        assert_eq!(loaded.dataset.train.labels[10_000], 1);
        // The same files in each other's places, one that is another, and all that are others.
        for labels in [[1, 0, 2, 3, 4, 5], [0, 1, 2, 3, 4, 6], [9; 6]] {
            assert_eq!(read(labels).as_deref(), Some(COPY));
        }
    }
}
