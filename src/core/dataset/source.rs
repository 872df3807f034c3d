//! What a row of the table of sources says of each, and what its file does.

use std::borrow::Cow;
use std::fmt;
use std::io::Read;

use serde::Serialize;

use super::{Dataset, FileError, Pack, SOURCES, SUPPLIES, Shape};

/// A source of images: what is known of it before anything is drawn or read.
///
/// One row says everything about it that others ask; [`SOURCES`] has all rows. Parser, form, presets,
/// memory, the command, the page and the tests go through the table and know no source by name. What
/// its file does is apart, see [`Source::supply`]: a program that only speaks of sources holds none of it.
#[derive(Serialize)]
pub struct Source {
    /// Its name in a text.
    pub id: &'static str,
    /// Its name in sentences.
    pub title: &'static str,
    /// What it is: a clause for the form.
    pub about: &'static str,
    /// Height and width of its images, in pixels: a multiple of 4.
    pub side: u32,
    /// 1 for grey, 3 for colour.
    pub channels: u32,
    /// The classes, in the order of their labels.
    pub classes: &'static [&'static str],
    /// Images to train on.
    pub train: u32,
    /// Images to test on.
    pub test: u32,
    /// Keys of an experiment and their values where a text is silent, for those that the preset of
    /// this name has wrong for this source.
    #[serde(skip)]
    pub defaults: fn(preset: &str) -> &'static [(&'static str, &'static str)],
    /// Bytes that the page's data worker takes for it, about, out of those of the images that are asked
    /// for and of all its images.
    #[serde(skip)]
    pub memory: fn(asked: f64, all: f64) -> f64,
    /// The files that it is read from; none if it is drawn.
    pub files: Option<Files>,
}

/// The files that a source is read from.
#[derive(Serialize)]
pub struct Files {
    /// What someone needs to know who does not have them yet: sentences.
    pub about: &'static str,
    /// Which files the page can take, to stand after "choose".
    pub wanted: &'static str,
    /// Where they are described and can be had, and whose place that is: `its authors’`.
    pub home: (&'static str, &'static str),
    /// A folder on a host that lets any page read the first of the [`sets`](Self::sets) from it; ends
    /// with a slash.
    pub remote: Option<&'static str>,
    /// Whether the page loads them, from where that asks nobody, as soon as an experiment needs them.
    pub eager: bool,
    /// The most bytes that any of them has, packed or unpacked.
    pub most: u64,
    /// The environment variable that names their folder.
    pub variable: &'static str,
    /// Files that are the whole together, each set for itself.
    pub sets: &'static [FileSet],
    /// The folder that unpacking makes, in which they may lie as well.
    pub inner: Option<&'static str>,
    /// Files of other versions, which are refused by what they hold.
    #[serde(skip)]
    pub others: &'static [&'static str],
    /// Whether nothing but the official files is taken.
    pub exact: bool,
    /// What stands for the files where an experiment takes little of them, the smallest first.
    pub packs: &'static [Pack],
}

/// Files that are a whole dataset together.
#[derive(Serialize)]
pub struct FileSet {
    /// What they are: `four files`.
    pub title: &'static str,
    /// In the order in which they are read.
    pub files: &'static [KnownFile],
}

/// One of a dataset's files, as it is published.
#[derive(Serialize)]
pub struct KnownFile {
    /// Its name.
    pub name: &'static str,
    /// Its length in bytes.
    pub size: u64,
    /// Its MD5 in hexadecimal: as it is published, then of what it unpacks to; empty if it has none.
    #[serde(skip)]
    pub md5: &'static [&'static str],
    /// What the names of files look like that may be this one: a regular expression, in which capitals
    /// do not count.
    pub like: &'static str,
}

/// How the images of a source come.
pub enum Supply {
    /// They are drawn: the first so many to train on and to test on. `None` if they came out wrong, as
    /// browsers' compilers have been seen to do.
    Drawn(fn(train: u32, test: u32) -> Option<Dataset>),
    /// They are read.
    Read(fn() -> Box<dyn Reader>),
}

/// Takes the files of a dataset one after the other, in any order, and makes the dataset of them.
///
/// Files are read as streams, so that memory holds the images once and little else.
pub trait Reader {
    /// Reads one file. `file` is its name, or a path that ends with it.
    ///
    /// # Errors
    /// What is wrong with it. The reader is then of no more use.
    fn add(&mut self, file: &str, content: &mut dyn Read) -> Result<(), FileError>;

    /// The dataset, once all its files are there.
    ///
    /// # Errors
    /// Names a file that is missing, or that does not go with another.
    fn finish(self: Box<Self>) -> Result<Loaded, FileError>;
}

/// A dataset that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The images.
    pub dataset: Dataset,
    /// What must be said wherever a number measured on them is shown: a sentence, and nothing of the
    /// official images.
    pub note: Option<Cow<'static, str>>,
}

/// Sources are the same if their names are.
impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Source {}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

impl Source {
    /// How its images come.
    ///
    /// Panics for a source that is not in the table.
    pub fn supply(&self) -> &'static Supply {
        let place = SOURCES.iter().position(|source| *source == self);
        &SUPPLIES[place.expect("a source of the table")]
    }

    /// What its images look like.
    pub fn shape(&self) -> Shape {
        Shape {
            height: self.side as usize,
            width: self.side as usize,
            channels: self.channels as usize,
        }
    }

    /// The sides that its images may be shrunk to, their own first.
    pub fn sides(&self) -> [u32; 3] {
        [self.side, self.side / 2, self.side / 4]
    }

    /// The names of its classes, as a dataset has them.
    pub fn class_names(&self) -> Vec<String> {
        self.classes.iter().copied().map(String::from).collect()
    }
}

impl KnownFile {
    /// Whether it is known by one of these MD5.
    pub(super) fn is(&self, md5: &[String]) -> bool {
        md5.iter().any(|md5| self.md5.contains(&md5.as_str()))
    }

    /// Its name without the ending that says how it is packed, if it has one.
    pub fn unpacked(&self) -> &'static str {
        self.name.strip_suffix(".gz").unwrap_or(self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn rows_are_sound() {
        let ids: BTreeSet<_> = SOURCES.iter().map(|source| source.id).collect();
        assert_eq!(ids.len(), SOURCES.len());
        for source in SOURCES {
            assert!(source.side.is_multiple_of(4), "{source:?}");
            assert!((2..=256).contains(&source.classes.len()), "{source:?}");
            assert_eq!(
                source.files.is_some(),
                matches!(source.supply(), Supply::Read(_)),
                "{source:?}"
            );
        }
    }

    #[test]
    fn files_can_be_told_apart_and_fetched() {
        for (source, files) in SOURCES.iter().filter_map(|s| Some((s, s.files.as_ref()?))) {
            let all = files.sets.iter().flat_map(|set| set.files);
            let names: Vec<_> = all.clone().map(|file| file.name).collect();
            let different: BTreeSet<_> = names.iter().collect();
            assert_eq!(names.len(), different.len(), "{source:?}");
            for file in all {
                assert!((1..=files.most).contains(&file.size), "{}", file.name);
                for md5 in file.md5 {
                    let digits = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
                    assert!(md5.len() == 32 && md5.bytes().all(digits), "{md5}");
                }
            }
            if let Some(remote) = files.remote {
                assert!(remote.starts_with("https://") && remote.ends_with('/'));
            }
        }
    }

    #[test]
    fn a_reader_without_files_says_what_is_missing() {
        for source in SOURCES {
            if let Supply::Read(reader) = source.supply() {
                let error = reader().finish().unwrap_err();
                assert!(error.problem.contains(source.title), "{error}");
            }
        }
    }
}
