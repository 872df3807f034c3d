//! Packs: the first images of a source, shrunk beforehand, so that an experiment that takes no more of it is
//! spared the whole files.
//!
//! A pack is one file, as it is or gzipped: the images to train on, row by row, their labels, then those to
//! test on. How many there are and of what side says its row; that they are the very images which the
//! source's files give says its MD5. `www/build` makes it of these, by the same
//! [down-sampling](super::Dataset::select) as an experiment's.

use std::io::{BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;
use ndarray::Array2;
use serde::Serialize;

use super::hashed::md5_of;
use super::{Dataset, FileError, Shape, Source, Split};

/// What is known of a pack before it is loaded.
#[derive(Debug, Serialize)]
pub struct Pack {
    /// Its name beside the source's files.
    pub name: &'static str,
    /// Height and width of its images.
    pub side: u32,
    /// Images to train on: the first of the source's.
    pub train: u32,
    /// Images to test on: the first of the source's.
    pub test: u32,
    /// Its length in bytes, gzipped; about, as compressors differ.
    pub size: u64,
    /// The MD5 of what it unpacks to, in hexadecimal.
    pub md5: &'static str,
}

impl Pack {
    /// Reads the pack of `source` that has the name `file`.
    ///
    /// # Errors
    /// What is wrong with it: damaged, or not this pack.
    pub fn read(
        &self,
        source: &Source,
        file: &str,
        content: &mut dyn Read,
    ) -> Result<Dataset, FileError> {
        let failed = |error| FileError::damaged(file, &error);
        let shape = Shape {
            height: self.side as usize,
            width: self.side as usize,
            ..source.shape()
        };
        let splits = [self.train, self.test].map(|n| (n as usize, n as usize * shape.pixels()));
        let length: usize = splits.iter().map(|(n, pixels)| n + pixels).sum();
        let mut content = BufReader::new(content);
        let mut bytes = Vec::new();
        // Some hosts have the browser unpack it on the way.
        let packed = content
            .fill_buf()
            .map_err(failed)?
            .starts_with(&[0x1f, 0x8b]);
        let mut unpacked: Box<dyn Read> = match packed {
            true => Box::new(GzDecoder::new(content)),
            false => Box::new(content),
        };
        let most = length as u64 + 1;
        let read = unpacked.by_ref().take(most).read_to_end(&mut bytes);
        read.map_err(failed)?;
        let md5 = md5_of(&[&bytes]);
        if md5 != self.md5 {
            let problem = format!(
                "is not the pack of {} that it should be: its MD5 is {md5}, expected {}",
                source.title, self.md5
            );
            return Err(FileError::new(file, problem));
        }
        let [train, test] = splits.map(|(n, pixels)| {
            let rest = bytes.split_off(n + pixels);
            let mut images = std::mem::replace(&mut bytes, rest);
            let labels = images.split_off(pixels);
            let images = Array2::from_shape_vec((n, shape.pixels()), images);
            Split {
                images: images.expect("as long as its digest says"),
                labels,
            }
        });
        Ok(Dataset {
            shape,
            classes: source.class_names(),
            train,
            test,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;
    use crate::dataset::fashion::SOURCE;

    /// Three images of 2 × 2 pixels with their labels, and two more.
    const BYTES: [u8; 25] = [
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 0, 1, 2, 21, 22, 23, 24, 25, 26, 27, 28, 8, 9,
    ];

    fn pack() -> Pack {
        Pack {
            name: "small.gz",
            side: 2,
            train: 3,
            test: 2,
            size: 40,
            md5: md5_of(&[&BYTES]).leak(),
        }
    }

    fn read(mut content: &[u8]) -> Result<Dataset, String> {
        let read = pack().read(&SOURCE, "small.gz", &mut content);
        read.map_err(|error| error.to_string())
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn it_is_read_as_it_is_or_packed() {
        let dataset = read(&BYTES).unwrap();
        assert_eq!(dataset.train.labels, [0, 1, 2]);
        assert_eq!(dataset.train.images.row(2).to_vec(), [9, 10, 11, 12]);
        assert_eq!(dataset.test.labels, [8, 9]);
        assert_eq!(dataset.test.images.row(0).to_vec(), [21, 22, 23, 24]);
        assert_eq!(dataset.classes, SOURCE.class_names());
        assert_eq!(read(&gzip(&BYTES)).unwrap(), dataset);
    }

    #[test]
    fn what_is_not_the_pack_is_refused() {
        let packed = gzip(&BYTES);
        let mut other = BYTES;
        other[24] = 0;
        let endless = gzip(&vec![0; 10_000_000]);
        for wrong in [&other[..], &BYTES[1..], b"<!doctype html>", &[], &endless] {
            let said = read(wrong).unwrap_err();
            let expected =
                "small.gz is not the pack of FashionMNIST that it should be: its MD5 is ";
            assert!(said.starts_with(expected), "{said}");
        }
        let said = read(&packed[..20]).unwrap_err();
        assert!(
            said.starts_with("small.gz is cut short or damaged"),
            "{said}"
        );
    }
}
