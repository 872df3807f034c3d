//! The layout of MNIST and its kin: images and labels to train on, images and labels to test on, each an
//! [IDX file](super::idx), gzipped as published or already unpacked (some hosts let the browser unpack
//! them on the way).

use std::io::Read;

use super::hashed::Hashed;
use super::idx::NO_IDX;
use super::pile::{Piece, Pile};
use super::source::{Files, KnownFile, Source};
use super::{Dataset, FileError, Loaded, Reader, SOURCES, Shape, base_name};

/// Reads the four files of a source under any names: images and labels to train on, those to test on.
/// Official files are known by their MD5; others of the layout are taken too, unless the source is
/// [exact](Files::exact).
pub struct FourFiles {
    source: &'static Source,
    files: &'static [KnownFile],
    pile: Pile,
    /// Whether all files so far are the official ones.
    official: bool,
}

impl FourFiles {
    /// A reader that has no file yet. Panics if the source has not one set of four files.
    pub fn new(source: &'static Source) -> Self {
        let [set] = files(source).sets else {
            panic!("{source:?} has not one set of files");
        };
        assert_eq!(set.files.len(), 4, "files of {source:?}");
        Self {
            source,
            files: set.files,
            pile: Pile::default(),
            official: true,
        }
    }

    /// The file that is called so.
    fn named(&self, file: &str) -> Option<&'static KnownFile> {
        let base = base_name(file);
        let mut named = self.files.iter();
        named.find(|known| base == known.name || base == known.unpacked())
    }

    /// What is wrong with a file that cannot be read. One whose name says nothing either may be anything.
    fn unread(&self, file: &str, error: FileError) -> FileError {
        if error.problem != NO_IDX || self.named(file).is_some() {
            return error;
        }
        let names: Vec<&str> = self.files.iter().map(|known| known.name).collect();
        let problem = format!(
            "is none of {}, which are {}: it does not begin like an IDX file",
            files(self.source).wanted,
            names.join(", ")
        );
        FileError::new(file, problem)
    }

    /// Says why a file that is not an official one cannot be taken, if it cannot.
    fn refuse(&self, file: &str, md5: &str, piece: &Piece) -> Option<String> {
        let Source {
            title,
            side,
            classes,
            ..
        } = self.source;
        if files(self.source).exact {
            let expected = self.named(file).map_or(String::new(), |known| {
                format!(", expected {}", known.md5[0])
            });
            return Some(format!(
                "is an IDX file but not {title}'s: its MD5 is {md5}{expected}"
            ));
        }
        match piece {
            Piece::Images(Shape { height, width, .. }, _) => {
                let fits = (*height, *width) == (*side as usize, *side as usize);
                (!fits).then(|| {
                    format!(
                        "holds images of {height}×{width} pixels, and {title}'s are {side}×{side}"
                    )
                })
            }
            Piece::Labels(labels) => {
                let strange = |label: &u8| usize::from(*label) >= classes.len();
                labels.iter().position(strange).map(|at| {
                    let (label, last) = (labels[at], classes.len() - 1);
                    format!(
                        "is damaged or not {title}'s: image {} has label {label}, and labels are 0 to {last}",
                        at + 1
                    )
                })
            }
            Piece::Both(..) | Piece::Names(_) => unreachable!("IDX files only are read"),
        }
    }
}

fn files(source: &'static Source) -> &'static Files {
    source.files.as_ref().expect("a source that is read")
}

/// The official file that has one of these MD5, and whose it is.
fn known_as(md5: &[String]) -> Option<(&'static Source, &'static KnownFile)> {
    SOURCES.iter().find_map(|&source| {
        let sets = source.files.iter().flat_map(|files| files.sets);
        let found = sets.flat_map(|set| set.files).find(|file| file.is(md5));
        found.map(|file| (source, file))
    })
}

/// KMNIST's files (T. Clanuwat et al., “Deep Learning for Classical Japanese Literature”, 2018) by the MD5 of the
/// packed ones. They have MNIST's names, layout and sizes: but for these they would be taken for a copy of MNIST.
const KMNIST: [(&str, &str); 4] = [
    ("bdb82020997e1d708af4cf47b453dcf7", "training images"),
    ("e144d726b3acfaa3e44228e80efcd344", "training labels"),
    ("5c965bf0a639b31b8f53240b1b52f4d7", "test images"),
    ("7320c461ea6c1c855c0b718fb2a4b134", "test labels"),
];

/// What is said of a file that is another set's of the same layout, by its MD5.
fn of_another_set(md5: &[String]) -> Option<String> {
    let (_, what) = KMNIST
        .iter()
        .find(|(known, _)| md5.iter().any(|md5| md5 == known))?;
    Some(format!(
        "is in fact KMNIST's {what}: they are taken as your own images (data=files)"
    ))
}

impl Reader for FourFiles {
    fn add(&mut self, file: &str, content: &mut dyn Read) -> Result<(), FileError> {
        let fail = |problem: String| Err(FileError::new(file, problem));
        let mut content = Hashed::new(content);
        let piece = Piece::read(file, &mut content, true);
        let packed = content.finish();
        let mut md5: Vec<String> = packed.iter().cloned().collect();
        if known_as(&md5).is_none() {
            md5.extend(piece.iter().filter_map(Piece::md5));
        }
        // That it is another dataset's says more than what is wrong with it as this one's; and the
        // parser's complaint (cut short, no IDX file at all) more than a checksum.
        let known = match known_as(&md5) {
            Some((source, other)) if source != self.source => {
                return fail(format!("is in fact {}'s {}", source.title, other.name));
            }
            known => known.map(|(_, file)| file),
        };
        if let Some(why) = of_another_set(&md5) {
            return fail(why);
        }
        let piece = piece.map_err(|error| self.unread(file, error))?;
        let packed = packed.map_err(|error| FileError::damaged(file, &error))?;
        if known.is_none()
            && let Some(why) = self.refuse(file, &packed, &piece)
        {
            return fail(why);
        }
        self.official &= known.is_some();
        // What an official file is called says which half it is of.
        self.pile
            .push(known.map_or(file, |known| known.name), piece)
    }

    fn finish(self: Box<Self>) -> Result<Loaded, FileError> {
        let Source { title, .. } = self.source;
        let missing = |error: FileError| match error.problem.as_str() {
            "is missing" => FileError::new(
                &error.file,
                format!("is missing: {title} needs its four files"),
            ),
            _ => error,
        };
        let (train, test) = self.pile.halves().map_err(missing)?;
        let Some(test) = test else {
            return Err(missing(FileError::new(
                "a file of test images",
                "is missing",
            )));
        };
        let (train, test) = (train.split, test.split);
        let note = (!self.official).then(|| {
            format!(
                "This {title} is not the official files but others of their layout, {} images to train \
                 on and {} to test on; whether they are among the official ones is not known.",
                train.len(),
                test.len()
            )
        });
        Ok(Loaded {
            dataset: Dataset {
                shape: self.source.shape(),
                classes: self.source.class_names(),
                train,
                test,
            },
            note: note.map(Into::into),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::fashion;
    use crate::dataset::source::FileSet;

    /// A source of two classes, of which nobody knows official files.
    static COPIED: Source = Source {
        id: "copied",
        title: "Copied",
        side: 4,
        classes: &["no", "yes"],
        files: Some(Files {
            sets: &[FileSet {
                title: "four files",
                files: &[
                    file("train-images.gz"),
                    file("train-labels.gz"),
                    file("test-images.gz"),
                    file("test-labels.gz"),
                ],
            }],
            exact: false,
            packs: &[],
            about: "",
            wanted: "the four files",
            home: ("", ""),
            remote: None,
            eager: false,
            most: 0,
            variable: "",
            inner: None,
            others: &[],
        }),
        about: "",
        channels: 1,
        train: 5,
        test: 3,
        defaults: |_| &[],
        memory: |_, all| all,
    };

    const fn file(name: &'static str) -> KnownFile {
        KnownFile {
            name,
            size: 0,
            md5: &[],
            like: "",
        }
    }

    fn images(n: u8, side: u8) -> Vec<u8> {
        let mut bytes = vec![0, 0, 8, 3, 0, 0, 0, n, 0, 0, 0, side, 0, 0, 0, side];
        bytes.extend((0..n * side * side).map(|at| at.wrapping_mul(7)));
        bytes
    }

    fn labels(labels: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0, 0, 8, 1, 0, 0, 0, labels.len() as u8];
        bytes.extend(labels);
        bytes
    }

    fn read(source: &'static Source, files: &[(&str, Vec<u8>)]) -> Result<Loaded, String> {
        let mut reader = Box::new(FourFiles::new(source));
        for (name, bytes) in files {
            let added = reader.add(name, &mut &bytes[..]);
            added.map_err(|error| error.to_string())?;
        }
        reader.finish().map_err(|error| error.to_string())
    }

    /// Four files that belong together, in another order than the source's.
    fn good() -> Vec<(&'static str, Vec<u8>)> {
        vec![
            ("test-labels.gz", labels(&[1, 0])),
            ("folder/train-labels", labels(&[1, 0, 1])),
            ("test-images", images(2, 4)),
            ("train-images.gz", images(3, 4)),
        ]
    }

    #[test]
    fn kmnist_is_not_taken_for_a_copy_of_mnist() {
        let labels = ["0".repeat(32), "e144d726b3acfaa3e44228e80efcd344".into()];
        let said = of_another_set(&labels).unwrap();
        assert!(said.contains("KMNIST's training labels"), "{said}");
        assert_eq!(of_another_set(&labels[..1]), None);
        let mnist = SOURCES
            .iter()
            .flat_map(|source| source.files.iter().flat_map(|files| files.sets));
        for file in mnist.flat_map(|set| set.files) {
            let md5: Vec<String> = file.md5.iter().map(ToString::to_string).collect();
            assert_eq!(of_another_set(&md5), None, "{}", file.name);
        }
    }

    #[test]
    fn a_copy_is_read_in_any_order_and_said_to_be_one() {
        let Loaded { dataset, note } = read(&COPIED, &good()).unwrap();
        assert_eq!(dataset.shape, COPIED.shape());
        assert_eq!(dataset.classes, ["no", "yes"]);
        assert_eq!(dataset.train.labels, [1, 0, 1]);
        assert_eq!(dataset.train.images[[2, 15]], 47_u8.wrapping_mul(7));
        assert_eq!(
            (dataset.test.len(), dataset.test.images.dim()),
            (2, (2, 16))
        );
        let note = note.unwrap();
        assert!(
            note.starts_with("This Copied is not the official files"),
            "{note}"
        );
        assert!(
            note.contains("3 images to train on and 2 to test on"),
            "{note}"
        );
    }

    #[test]
    fn names_that_say_nothing_are_as_good_where_the_numbers_differ() {
        let named = |names: [&'static str; 4]| {
            let files = good().into_iter().zip(names);
            files.map(|((_, bytes), name)| (name, bytes)).collect()
        };
        let odd: Vec<_> = named(["a", "download (3)", "c.bin", "d"]);
        let (known, found) = (read(&COPIED, &good()), read(&COPIED, &odd));
        assert_eq!(known.unwrap(), found.unwrap());
        // A file that is another's all the same is called by its own name.
        let mut wrong = odd.clone();
        wrong[1].1 = labels(&[1, 0, 1, 1]);
        assert_eq!(
            read(&COPIED, &wrong).unwrap_err(),
            "download (3) holds 4 labels for the 3 images of d"
        );
        // As many to test on as to train on: which are which, nobody can tell.
        let mut same = odd;
        same[0].1 = labels(&[1, 0, 1]);
        same[2].1 = images(3, 4);
        assert_eq!(
            read(&COPIED, &same).unwrap_err(),
            "d holds as many images as c.bin, and their names do not say which are to test on: call one \
             train and the other test"
        );
        same[2].0 = "test";
        same[3].0 = "train";
        assert_eq!(
            read(&COPIED, &same).unwrap_err(),
            "download (3) holds as many labels as a, and their names do not say which are those of the \
             images of train: call one train and the other test"
        );
        same[1].0 = "training labels";
        assert_eq!(read(&COPIED, &same).unwrap().dataset.test.len(), 3);
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let with = |place: usize, name: &'static str, bytes: Vec<u8>| {
            let mut files = good();
            files[place] = (name, bytes);
            read(&COPIED, &files).unwrap_err()
        };
        for (said, expected) in [
            (
                with(3, "train-images.gz", images(3, 2)),
                "train-images.gz holds images of 2×2 pixels, and Copied's are 4×4",
            ),
            (
                with(1, "train-labels.gz", labels(&[1, 2, 0])),
                "train-labels.gz is damaged or not Copied's: image 2 has label 2, and labels are 0 to 1",
            ),
            (
                with(1, "train-labels.gz", labels(&[1, 1])),
                "train-labels.gz holds 2 labels for the 3 images of train-images.gz",
            ),
            (
                with(1, "train-labels.gz", images(3, 4)),
                "train-labels.gz is not a file of labels, as its name says: it holds images",
            ),
            (
                with(1, "test-labels.gz", labels(&[1])),
                "test-labels.gz is there twice",
            ),
            (with(0, "test-labels.gz", vec![]), "test-labels.gz is empty"),
            (
                with(0, "test-labels.gz", vec![7; 40]),
                "test-labels.gz is not an IDX file: it does not begin like one",
            ),
            (
                with(0, "holiday.jpg", vec![7; 40]),
                "holiday.jpg is none of the four files, which are train-images.gz, train-labels.gz, \
                 test-images.gz, test-labels.gz: it does not begin like an IDX file",
            ),
            (
                with(0, "download (3)", b"<!doctype html>".to_vec()),
                "download (3) is a web page saved as a file, not the file that the page leads to: download that \
                 one",
            ),
            (
                read(&COPIED, &good()[..3]).unwrap_err(),
                "a file of images is missing: Copied needs its four files",
            ),
        ] {
            assert_eq!(said, expected);
        }
    }

    #[test]
    fn another_sources_file_is_named_by_its_contents() {
        let Some(folder) = std::env::var_os("FASHION_MNIST_DIR") else {
            println!("skipped: FASHION_MNIST_DIR is not set");
            return;
        };
        let path = |place: usize| std::path::Path::new(&folder).join(fashion::FILES[place].name);
        let [labels, test_labels] = [1, 3].map(|place| std::fs::read(path(place)).unwrap());
        let mut unpacked = Vec::new();
        let mut packed = flate2::read::GzDecoder::new(&labels[..]);
        packed.read_to_end(&mut unpacked).unwrap();
        for bytes in [labels, unpacked] {
            let said = read(&COPIED, &[("train-labels.gz", bytes)]).unwrap_err();
            assert_eq!(
                said,
                "train-labels.gz is in fact FashionMNIST's train-labels-idx1-ubyte.gz"
            );
        }
        // One of its own is what it is, whatever it is called.
        let mut reader = FourFiles::new(&fashion::SOURCE);
        reader
            .add(fashion::FILES[1].name, &mut &test_labels[..])
            .unwrap();
    }
}
