//! Where the images of an experiment come from, and what is known of them before they are loaded.

use std::fmt;

use crate::dataset::own::OwnFiles;
use crate::dataset::{Shape, Source, numbered, source};

/// Where the images come from (`data`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    /// A row of the table of sources.
    Source(&'static Source),
    /// The visitor's own files.
    Own(OwnFiles),
}

impl From<&'static Source> for Data {
    fn from(source: &'static Source) -> Self {
        Self::Source(source)
    }
}

/// As in a text: `garments`, `files:28x28-10-60000-10000-…`.
impl fmt::Display for Data {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source(source) => f.write_str(source.id),
            Self::Own(own) => own.fmt(f),
        }
    }
}

impl Data {
    /// What a text names; `None` if it names nothing.
    pub fn read(text: &str) -> Option<Self> {
        let own = || OwnFiles::read(text).map(Self::Own);
        source(text).map(Self::Source).or_else(own)
    }

    /// Its name in sentences.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Source(source) => source.title,
            Self::Own(_) => "your images",
        }
    }

    /// What it is called where its whole text would be too long.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Source(source) => source.id,
            Self::Own(_) => "these files",
        }
    }

    /// What the images look like.
    pub fn shape(&self) -> Shape {
        match self {
            Self::Source(source) => source.shape(),
            Self::Own(own) => own.shape(),
        }
    }

    /// The number of classes.
    pub fn classes(&self) -> u32 {
        match self {
            Self::Source(source) => source.classes.len() as u32,
            Self::Own(own) => own.classes,
        }
    }

    /// The names of the classes, as far as they are known before its files are read: else their numbers.
    pub fn class_names(&self) -> Vec<String> {
        match self {
            Self::Source(source) => source.class_names(),
            Self::Own(own) => numbered(own.classes as usize),
        }
    }

    /// How many images there are to train and to test on.
    pub fn images(&self) -> (u32, u32) {
        match self {
            Self::Source(source) => (source.train, source.test),
            Self::Own(own) => (own.train, own.test),
        }
    }

    /// The sides that the images may be shrunk to, their own first: none if they are not square.
    pub fn sides(&self) -> Vec<u32> {
        let Shape { height, width, .. } = self.shape();
        let side = height as u32;
        let shrunk = [1, 2, 4].into_iter().filter(|by| side.is_multiple_of(*by));
        if height == width {
            shrunk.map(|by| side / by).collect()
        } else {
            vec![]
        }
    }

    /// Keys of an experiment and their values where a text is silent, for those that the preset of this
    /// name has wrong.
    pub(super) fn defaults(&self, preset: &str) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Source(source) => (source.defaults)(preset),
            // How many own files have nobody knows beforehand.
            Self::Own(_) => &[("train", "all"), ("test", "all")],
        }
    }

    /// Bytes that the page's data worker takes, about: see [`Source::memory`].
    pub(super) fn memory(&self, asked: f64, all: f64) -> f64 {
        match self {
            Self::Source(source) => (source.memory)(asked, all),
            // Once as they are read, once as they are divided.
            Self::Own(_) => 1.2 * 2.0 * all,
        }
    }
}
