//! FashionMNIST: the four official files, known by their MD5 (H. Xiao, K. Rasul, R. Vollgraf, 2017).

use md5::{Digest, Md5};

use super::{Dataset, FileError, Split, hex_md5, idx};

/// One of the four files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfficialFile {
    /// Its name.
    pub name: &'static str,
    /// Its length in bytes.
    pub bytes: usize,
    /// The MD5 of the gzip file, in hexadecimal.
    pub md5: &'static str,
    /// The MD5 of what follows the IDX header once unpacked.
    pub payload_md5: &'static str,
}

/// Training images, training labels, test images, test labels.
pub const FILES: [OfficialFile; 4] = [
    OfficialFile {
        name: "train-images-idx3-ubyte.gz",
        bytes: 26_421_880,
        md5: "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
        payload_md5: "f209073e486d5113ebe2cc431d4df862",
    },
    OfficialFile {
        name: "train-labels-idx1-ubyte.gz",
        bytes: 29_515,
        md5: "25c81989df183df01b3e8a0aad5dffbe",
        payload_md5: "3236f6424fc25388b2834cb19942cf7e",
    },
    OfficialFile {
        name: "t10k-images-idx3-ubyte.gz",
        bytes: 4_422_102,
        md5: "bef4ecab320f06d8554ea6380940ec79",
        payload_md5: "b7656a891b218fc13e45205c48a92cae",
    },
    OfficialFile {
        name: "t10k-labels-idx1-ubyte.gz",
        bytes: 5_148,
        md5: "bb300cfdad3c16e7a12a480ee83cd310",
        payload_md5: "8dea97a4e78c1bd1b5a6e8efbb870b6e",
    },
];

/// The classes, in the order of their labels.
pub const CLASSES: [&str; 10] = [
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
];

/// The dataset from the contents of the four [`FILES`], in their order, gzipped as published or
/// already unpacked (some hosts let the browser unpack them on the way).
///
/// Errors name the file and say what is wrong with it.
pub fn from_files(contents: [&[u8]; 4]) -> Result<Dataset, FileError> {
    for (index, bytes) in contents.iter().enumerate() {
        check(index, bytes)?;
    }
    let [train_images, train_labels, test_images, test_labels] = contents;
    let names = FILES.map(|file| file.name);
    let (train, shape) = idx::images(names[0], train_images)?;
    let (test, _) = idx::images(names[2], test_images)?;
    Ok(Dataset {
        shape,
        classes: CLASSES.map(String::from).to_vec(),
        train: Split {
            images: train,
            labels: idx::labels(names[1], train_labels)?,
        },
        test: Split {
            images: test,
            labels: idx::labels(names[3], test_labels)?,
        },
    })
}

/// Whether `bytes` are the official file at `index` of [`FILES`], packed or unpacked.
fn check(index: usize, bytes: &[u8]) -> Result<(), FileError> {
    let file = FILES[index];
    let hash = hex_md5(Md5::new_with_prefix(bytes));
    if hash == file.md5 {
        return Ok(());
    }
    let fail = |problem: String| Err(FileError::new(file.name, problem));
    if let Some(other) = FILES.iter().find(|other| other.md5 == hash) {
        return fail(format!("is in fact {}", other.name));
    }
    // The parser's own complaint (cut short, labels instead of images, no IDX file at all) says
    // more than a wrong checksum does.
    let payload = if index.is_multiple_of(2) {
        idx::images(file.name, bytes)?.0.into_raw_vec_and_offset().0
    } else {
        idx::labels(file.name, bytes)?
    };
    let payload_hash = hex_md5(Md5::new_with_prefix(&payload));
    if payload_hash == file.payload_md5 {
        return Ok(());
    }
    if let Some(other) = FILES.iter().find(|other| other.payload_md5 == payload_hash) {
        return fail(format!("is in fact {}", other.name));
    }
    fail(format!(
        "is an IDX file but not FashionMNIST's: its MD5 is {hash}, expected {}",
        file.md5
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_file_is_named() {
        let error = from_files([b"x", b"", b"", b""]).unwrap_err();
        assert_eq!(error.file, "train-images-idx3-ubyte.gz");
        let other = [&[0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 5][..]; 4];
        let sentence = from_files(other).unwrap_err().to_string();
        assert!(sentence.contains("not FashionMNIST's"), "{sentence}");
    }
}
