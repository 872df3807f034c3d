//! CIFAR-10's files: what is read from them, and what is said of those that are wrong.
//!
//! The archives are made here, of the official layout with invented images.

use std::io::{self, Read, Write};

use censet::dataset::cifar::{ARCHIVE, BinaryVersion, FILE_BYTES, FILES};
use censet::dataset::{Dataset, FileError, Loaded, Reader};
use censet::experiment::Count;
use flate2::Compression;
use flate2::write::GzEncoder;

const RECORD: usize = 3_073;

/// A byte of image `image` of file `file`, so that every place can be told from the others.
fn pixel(file: usize, image: usize, channel: usize, at: usize) -> u8 {
    (41 * file + 13 * image + 101 * channel + at) as u8
}

/// A well-formed file: images that differ in label and pixels.
fn batch(file: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(FILE_BYTES as usize);
    for image in 0..10_000 {
        bytes.push(((image + file) % 10) as u8);
        // Only the first images are looked at; the rest are flat, so that they pack fast.
        let inside = |at: usize| {
            if image < 3 {
                pixel(file, image, at / 1024, at % 1024)
            } else {
                7
            }
        };
        bytes.extend((0..3_072).map(inside));
    }
    bytes
}

fn tar(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in entries {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, name, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Reads a file that must be good.
fn add(reader: &mut BinaryVersion, file: &str, mut bytes: &[u8]) {
    reader.add(file, &mut bytes).unwrap();
}

fn finish(reader: BinaryVersion) -> Result<Dataset, FileError> {
    let loaded = Box::new(reader).finish();
    loaded.map(|Loaded { dataset, .. }| dataset)
}

/// What is said of one file alone.
fn refusal(file: &str, mut bytes: &[u8]) -> String {
    let read = BinaryVersion::new().add(file, &mut bytes);
    read.unwrap_err().to_string()
}

#[test]
fn reads_the_archive_and_the_files_alike() {
    let batches: Vec<Vec<u8>> = (0..6).map(batch).collect();
    // In the official archive the files are not in order either.
    let order = [3, 0, 5, 1, 4, 2];
    let names = FILES.map(|name| format!("cifar-10-batches-bin/{name}"));
    let mut entries: Vec<(&str, &[u8])> = vec![("cifar-10-batches-bin/readme.html", b"<html>")];
    entries.extend(order.map(|i| (names[i].as_str(), batches[i].as_slice())));
    let unpacked = tar(&entries);
    let mut archive = BinaryVersion::new();
    add(&mut archive, ARCHIVE, &gzip(&unpacked));
    let dataset = finish(archive).unwrap();

    let mut files = BinaryVersion::new();
    for (i, name) in FILES.iter().enumerate() {
        assert!(!files.is_complete());
        add(&mut files, name, &batches[i]);
    }
    assert!(files.is_complete());
    assert_eq!(finish(files).unwrap(), dataset);
    let mut served_unpacked = BinaryVersion::new();
    add(&mut served_unpacked, ARCHIVE, &unpacked);
    assert_eq!(finish(served_unpacked).unwrap(), dataset);

    assert_eq!((dataset.train.len(), dataset.test.len()), (50_000, 10_000));
    assert_eq!(dataset.classes[9], "truck");
    for (row, file, image) in [(0, 0, 0), (10_002, 1, 2), (40_001, 4, 1)] {
        assert_eq!(usize::from(dataset.train.labels[row]), (image + file) % 10);
        // Keras flattens 32×32×3: row by row, the three colours of a pixel together.
        for (y, x, channel) in [(0, 0, 2), (31, 31, 0), (5, 17, 1)] {
            let found = dataset.train.images[(row, (32 * y + x) * 3 + channel)];
            assert_eq!(found, pixel(file, image, channel, 32 * y + x));
        }
    }
    assert_eq!(dataset.test.images[(1, 4)], pixel(5, 1, 1, 1));
    let small = dataset.select(Count::First(10), Count::First(5), Some(8));
    assert_eq!(small.train.images.dim(), (10, 192));
}

#[test]
fn other_versions_and_datasets_are_refused_by_name() {
    for (file, entry) in [
        ("cifar-10-python.tar.gz", "cifar-10-batches-py/data_batch_1"),
        (
            "cifar-10-matlab.tar.gz",
            "cifar-10-batches-mat/data_batch_1.mat",
        ),
    ] {
        let said = refusal(file, &gzip(&tar(&[(entry, b"\x80\x02}q")])));
        assert!(
            said.starts_with(file) && said.contains("Python or Matlab version"),
            "{said}"
        );
        assert!(said.contains("cifar-10-binary.tar.gz"), "{said}");
    }
    let said = refusal("data_batch_1", b"\x80\x02}q\x01");
    assert!(said.contains("Python or Matlab version"), "{said}");
    let hundred = gzip(&tar(&[("cifar-100-binary/train.bin", b"x")]));
    assert!(refusal("cifar-100-binary.tar.gz", &hundred).contains("is CIFAR-100"));
    let said = refusal("a.tar.gz", &gzip(&tar(&[("a.txt", b"x")])));
    assert!(said.contains("holds none of CIFAR-10's files"), "{said}");
    let said = refusal("a.tar.gz", &gzip(&[b'x'; 2048]));
    assert_eq!(said, "a.tar.gz is no tar archive, or a damaged one");
    assert!(refusal("photo.png", b"\x89PNG").contains("neither cifar-10-binary.tar.gz nor"));
}

#[test]
fn damage_is_named_with_its_file() {
    let good = batch(0);
    let name = FILES[0];
    assert_eq!(refusal(name, b""), "data_batch_1.bin is empty");
    assert!(refusal(name, &good[..RECORD * 5 + 9]).contains("it holds 5 whole images"));
    let mut long = good.clone();
    long.push(1);
    assert!(refusal(name, &long).contains("goes on after the 30730000 bytes"));
    let mut wrong = good.clone();
    wrong[RECORD * 3] = 10;
    let said = refusal(name, &wrong);
    assert!(
        said.contains("image 4 has label 10, and labels are 0 to 9"),
        "{said}"
    );

    let archive = gzip(&tar(&[
        ("a/data_batch_1.bin", &good),
        ("a/test_batch.bin", &good),
    ]));
    for cut in [4, archive.len() / 2, archive.len() - 4] {
        let said = refusal(ARCHIVE, &archive[..cut]);
        assert!(said.contains("cut short"), "{cut}: {said}");
    }
    let said = refusal(
        ARCHIVE,
        &gzip(&tar(&[("a/data_batch_1.bin", &good[..999])])),
    );
    assert!(
        said.starts_with("data_batch_1.bin in cifar-10-binary.tar.gz has 999 bytes"),
        "{said}"
    );
    let twice = gzip(&tar(&[
        ("a/data_batch_1.bin", &good),
        ("b/data_batch_1.bin", &good),
    ]));
    assert!(refusal(ARCHIVE, &twice).contains("is there twice"));

    let mut reader = BinaryVersion::new();
    add(&mut reader, ARCHIVE, &archive);
    let said = finish(reader).unwrap_err().to_string();
    assert!(said.starts_with("data_batch_2.bin is missing"), "{said}");
}

/// A header may promise any size: nothing is allocated for it before the bytes are there.
#[test]
fn a_lying_header_costs_nothing() {
    for (name, size) in [
        ("data_batch_1.bin", 1 << 40),
        ("data_batch_1.bin", FILE_BYTES),
        ("x", 1 << 40),
    ] {
        let mut header = tar::Header::new_gnu();
        header.set_path(name).unwrap();
        header.set_size(size);
        header.set_cksum();
        let said = refusal(ARCHIVE, &gzip(header.as_bytes()));
        assert!(
            said.contains("cut short") || said.contains("instead of"),
            "{said}"
        );
    }
}

#[test]
fn a_gzip_bomb_stops() {
    let mut header = tar::Header::new_gnu();
    header.set_path("zeros").unwrap();
    header.set_size(1 << 40);
    header.set_cksum();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(header.as_bytes()).unwrap();
    io::copy(&mut io::repeat(0).take(300 << 20), &mut encoder).unwrap();
    let said = refusal(ARCHIVE, &encoder.finish().unwrap());
    assert!(
        said.contains("cut short") || said.contains("268435456"),
        "{said}"
    );
}

#[test]
fn what_is_not_the_official_files_is_said_without_a_guess() {
    let mut by_turns = BinaryVersion::new();
    for name in FILES {
        // As copies have them that were put in another order: but of these nothing is known either.
        let mut bytes = vec![0; FILE_BYTES as usize];
        for image in 0..10_000 {
            bytes[image * RECORD] = (image % 10) as u8;
        }
        add(&mut by_turns, name, &bytes);
    }
    assert!(by_turns.is_complete() && !by_turns.is_official());
    let note = Box::new(by_turns).finish().unwrap().note.unwrap();
    assert!(note.contains("not the official files"), "{note}");
    assert!(!note.contains("JPEG"), "{note}");
}
