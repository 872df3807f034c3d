//! The IDX format of MNIST and its kin: a big-endian header, then one byte a value; gzipped or not.

use std::io::{BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;
use ndarray::Array2;

use super::foreign::{START, foreign};
use super::hashed::md5_of;
use super::{FileError, Shape};

/// The most images or labels a file may hold.
pub const MAX_ITEMS: usize = 1_000_000;
/// The most pixels an image may have.
pub const MAX_PIXELS: usize = 4_096;
/// The most bytes a file of images may unpack to.
pub const MAX_BYTES: usize = 1 << 30;

/// What is said of a file that ends before its header does.
pub(super) const TOO_SHORT: &str = "is too short to be an IDX file, or its gzip data are damaged";

/// What is said of a file that is not even an IDX file of something else.
pub(super) const NO_IDX: &str = "is not an IDX file: it does not begin like one";

/// The contents of an IDX file of unsigned bytes with `N` dimensions: 3 for images, 1 for labels.
pub(super) struct Idx<const N: usize> {
    /// How many items there are, then the size of each.
    pub(super) dimensions: [usize; N],
    /// The values, item by item.
    pub(super) values: Vec<u8>,
}

/// The images of an IDX file, shape (n, height·width), and their size.
pub fn images(file: &str, content: &mut dyn Read) -> Result<(Array2<u8>, Shape), FileError> {
    Idx::<3>::read(file, content).map(Idx::into_images)
}

/// The labels of an IDX file.
pub fn labels(file: &str, content: &mut dyn Read) -> Result<Vec<u8>, FileError> {
    Idx::<1>::read(file, content).map(|idx| idx.values)
}

impl Idx<3> {
    /// The images, shape (n, height·width), and their size.
    pub(super) fn into_images(self) -> (Array2<u8>, Shape) {
        let [n, height, width] = self.dimensions;
        let images = Array2::from_shape_vec((n, height * width), self.values);
        let shape = Shape {
            height,
            width,
            channels: 1,
        };
        (images.expect("checked by read"), shape)
    }
}

impl<const N: usize> Idx<N> {
    const WHAT: &str = if N == 1 { "labels" } else { "images" };

    /// Why a file whose header names this type of elements and so many dimensions is not one of these.
    pub(super) fn refusal(kind: u8, dimensions: u8) -> String {
        let elements = match kind {
            8 => {
                let found = match dimensions {
                    1 => "it holds labels".into(),
                    2 | 3 => "it holds images".into(),
                    _ => format!("it has {dimensions} dimensions"),
                };
                return format!("is not an IDX file of {}: {found}", Self::WHAT);
            }
            9 => "signed bytes",
            0x0b => "integers of two bytes",
            0x0c => "integers of four bytes",
            0x0d | 0x0e => "floating-point numbers",
            _ => {
                return format!(
                    "is not an IDX file of {}: it does not begin like one",
                    Self::WHAT
                );
            }
        };
        format!("is an IDX file of {elements}; unsigned bytes, 0 to 255, can be read")
    }

    /// Reads a file, packed or not.
    ///
    /// Allocates no more than the header's promise, which is bounded, and only as the bytes arrive: a
    /// gzip bomb stops at the first byte beyond that promise.
    pub(super) fn read(file: &str, content: &mut dyn Read) -> Result<Self, FileError> {
        let mut content = BufReader::new(content);
        match content.fill_buf() {
            Err(error) => Err(FileError::damaged(file, &error)),
            Ok([]) => Err(FileError::new(file, "is empty")),
            Ok([0x1f, 0x8b, ..]) => Self::read_unpacked(file, &mut GzDecoder::new(content)),
            Ok(_) => Self::read_unpacked(file, &mut content),
        }
    }

    pub(super) fn read_unpacked(file: &str, unpacked: &mut dyn Read) -> Result<Self, FileError> {
        let fail = |problem: String| Err(FileError::new(file, problem));
        let mut header = vec![0; 4 + 4 * N];
        let mut start = Vec::new();
        let whole = (&mut *unpacked)
            .take(header.len() as u64)
            .read_to_end(&mut start);
        if start[..start.len().min(4)] != [0, 0, 8, N as u8] {
            // More of it tells what else it is; that it is damaged further on says less.
            let _ = (&mut *unpacked).take(START as u64).read_to_end(&mut start);
            return fail(match (foreign(&start), &start[..]) {
                (Some(said), _) => said.into(),
                (_, short) if whole.is_err() || short.len() < header.len() => TOO_SHORT.into(),
                (_, [0, 0, kind, dimensions, ..]) => Self::refusal(*kind, *dimensions),
                _ => format!(
                    "is not an IDX file of {}: it does not begin like one",
                    Self::WHAT
                ),
            });
        }
        if whole.is_err() || start.len() < header.len() {
            return fail(TOO_SHORT.into());
        }
        header.copy_from_slice(&start);
        let dimensions: [usize; N] = std::array::from_fn(|i| {
            let bytes = header[4 + 4 * i..8 + 4 * i].try_into().expect("four bytes");
            u32::from_be_bytes(bytes) as usize
        });
        let (items, pixels) = (
            dimensions[0],
            dimensions[1..].iter().map(|&d| d as u64).product::<u64>(),
        );
        if items == 0 || items > MAX_ITEMS || pixels == 0 || pixels > MAX_PIXELS as u64 {
            return fail(format!(
                "says it holds {items} items of {pixels} values; \
                 1 to {MAX_ITEMS} items of 1 to {MAX_PIXELS} values can be read"
            ));
        }
        let expected = items * pixels as usize;
        if expected > MAX_BYTES {
            return fail(format!(
                "unpacks to {expected} bytes; at most {MAX_BYTES} can be read"
            ));
        }
        let mut values = Vec::new();
        let read = (&mut *unpacked)
            .take(expected as u64)
            .read_to_end(&mut values);
        if read.is_err() || values.len() < expected {
            return fail(format!(
                "is cut short or damaged: {} of {expected} bytes could be read",
                values.len()
            ));
        }
        // Reading on to the end also checks the checksum that closes a gzip file.
        match unpacked.read(&mut [0]) {
            Ok(0) => Ok(Self { dimensions, values }),
            Ok(_) => fail(format!(
                "goes on after the {expected} bytes that its header announces"
            )),
            Err(_) => fail("is cut short or damaged: its gzip checksum does not match".into()),
        }
    }
}

/// The MD5 of an IDX file of bytes with these dimensions, unpacked, in hexadecimal.
pub(super) fn md5_of_idx(dimensions: &[usize], values: &[u8]) -> String {
    let mut header = vec![0, 0, 8, dimensions.len() as u8];
    for size in dimensions {
        header.extend((*size as u32).to_be_bytes());
    }
    md5_of(&[&header, values])
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn file(dimensions: &[u32], payload: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0, 0, 8, dimensions.len() as u8];
        for dimension in dimensions {
            bytes.extend(dimension.to_be_bytes());
        }
        bytes.extend(payload);
        bytes
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn problem(bytes: &[u8]) -> String {
        images("f", &mut &*bytes).unwrap_err().to_string()
    }

    #[test]
    fn reads_images_and_labels_packed_or_not() {
        let plain = file(&[2, 1, 3], &[1, 2, 3, 4, 5, 6]);
        for bytes in [plain.clone(), gzip(&plain)] {
            let (array, shape) = images("f", &mut &bytes[..]).unwrap();
            assert_eq!(
                shape,
                Shape {
                    height: 1,
                    width: 3,
                    channels: 1
                }
            );
            assert_eq!(array.into_raw_vec_and_offset().0, [1, 2, 3, 4, 5, 6]);
        }
        assert_eq!(
            labels("f", &mut &gzip(&file(&[3], &[9, 0, 1]))[..]).unwrap(),
            [9, 0, 1]
        );
    }

    #[test]
    fn says_what_is_wrong() {
        let whole = gzip(&file(&[2, 2, 2], &[7; 8]));
        assert!(problem(&[]).contains("is empty"));
        assert!(problem(b"no").contains("too short"));
        assert!(problem(b"something else altogether").contains("does not begin like one"));
        assert!(problem(&file(&[2], &[1, 2])).contains("too short"));
        assert!(problem(&file(&[20], &[1; 20])).contains("it holds labels"));
        assert!(problem(&file(&[2, 2, 2], &[7; 7])).contains("7 of 8 bytes"));
        assert!(problem(&file(&[2, 2, 2], &[7; 9])).contains("goes on after"));
        assert!(problem(&file(&[u32::MAX, 9, 9], &[])).contains("can be read"));
        assert!(problem(&file(&[9, u32::MAX, u32::MAX], &[])).contains("can be read"));
        assert!(problem(&whole[..whole.len() - 12]).contains("cut short or damaged"));
        assert!(problem(&whole[..whole.len() - 3]).contains("checksum"));
        assert!(problem(&gzip(&file(&[1, 1, 1], &[0; 100_000]))).contains("goes on after"));
    }
}
