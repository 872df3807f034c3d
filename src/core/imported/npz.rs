//! NumPy's `.npz`: a zip archive with an `.npy` for each array
//! (<https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>).

use std::borrow::Cow;
use std::io::Read;

use flate2::read::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive};

use super::tensor::{Kind, Tensor, quoted};
use super::{MAX_BYTES, pickled};
use crate::Refused;

/// The most arrays of a file: far more than the tensors of a network that can be shown.
const MAX_ARRAYS: usize = 1000;

/// The arrays of a file, in its order.
pub fn read(bytes: &[u8]) -> Result<Vec<Tensor<'_>>, Refused> {
    let damaged = |error: rawzip::Error| Refused(format!("is a damaged zip archive: {error}"));
    let archive = ZipArchive::from_slice(bytes).map_err(damaged)?;
    let mut entries = archive.entries();
    let (mut tensors, mut room) = (Vec::<Tensor<'_>>::new(), MAX_BYTES);
    while let Some(entry) = entries.next_entry().map_err(damaged)? {
        let path = entry.file_path();
        let path = String::from_utf8_lossy(path.as_ref()).into_owned();
        if path.ends_with("data.pkl") {
            return Err(pickled());
        }
        let Some(name) = path.strip_suffix(".npy") else {
            return Err(format!(
                "is a zip archive with {} in it: a .npz has .npy files only",
                quoted(&path)
            )
            .into());
        };
        if tensors.iter().any(|tensor| tensor.name == name) {
            return Err(format!("has {} twice", quoted(name)).into());
        }
        if tensors.len() == MAX_ARRAYS {
            return Err(format!("has more than {MAX_ARRAYS} arrays").into());
        }
        let method = entry.compression_method();
        let data = archive.get_entry(entry.wayfinder()).map_err(damaged)?;
        // Within the file, as the archive's reader has made sure.
        let (from, to) = data.compressed_data_range();
        let data = &bytes[from as usize..to as usize];
        let content = match method {
            CompressionMethod::STORE => Cow::Borrowed(data),
            CompressionMethod::DEFLATE => Cow::Owned(inflated(name, data, room)?),
            _ => {
                return Err(format!(
                    "has {} packed in another way than numpy.savez_compressed packs",
                    quoted(name)
                )
                .into());
            }
        };
        if rawzip::crc32(&content) != entry.crc32() {
            return Err(
                format!("has {} damaged: its checksum does not match", quoted(name)).into(),
            );
        }
        room -= content.len().min(room);
        tensors.push(array(name, content)?);
    }
    Ok(tensors)
}

/// What was packed, as long as there is room: it grows with what comes, not with what the archive claims.
fn inflated(name: &str, packed: &[u8], room: usize) -> Result<Vec<u8>, Refused> {
    let mut content = Vec::new();
    let read = DeflateDecoder::new(packed)
        .take(room as u64 + 1)
        .read_to_end(&mut content);
    if content.len() > room {
        return Err(format!("holds more than the {MAX_BYTES} bytes that are read").into());
    }
    if read.is_err() {
        return Err(format!("has {} damaged: it does not unpack", quoted(name)).into());
    }
    Ok(content)
}

/// The array of an `.npy`.
fn array<'a>(name: &str, content: Cow<'a, [u8]>) -> Result<Tensor<'a>, Refused> {
    let damaged = |what: &str| Refused(format!("has {} damaged: {what}", quoted(name)));
    let (header, start) = header(&content).ok_or_else(|| damaged("it has no header of NumPy's"))?;
    let value = |key: &str| {
        let (_, after) = header.split_once(&format!("'{key}':"))?;
        Some(after.trim_start())
    };
    let missing = || damaged("its header lacks something");
    let called = value("descr").ok_or_else(missing)?;
    let called = match called.strip_prefix('\'') {
        Some(text) => text.split('\'').next().unwrap_or_default().to_owned(),
        // A record, with a list of its fields.
        None => "record".into(),
    };
    let fortran = value("fortran_order")
        .ok_or_else(missing)?
        .starts_with("True");
    let shape = value("shape").and_then(|text| text.strip_prefix('(')?.split_once(')'));
    let (shape, _) = shape.ok_or_else(missing)?;
    let sizes = shape
        .split(',')
        .map(str::trim)
        .filter(|size| !size.is_empty());
    let shape: Vec<usize> = sizes
        .map(|size| size.parse().ok())
        .collect::<Option<_>>()
        .ok_or_else(missing)?;
    let kind = match &called[..] {
        "|b1" => Kind::Bool,
        "|u1" => Kind::U8,
        "<i2" => Kind::I16,
        "<f2" => Kind::F16,
        "<f4" => Kind::F32,
        "<f8" => Kind::F64,
        _ => Kind::Other,
    };
    let numbers = shape
        .iter()
        .try_fold(1_usize, |all, size| all.checked_mul(*size));
    let length = numbers.and_then(|numbers| numbers.checked_mul(kind.size()));
    if kind != Kind::Other && length != Some(content.len() - start) {
        return Err(damaged("it has not as many bytes as its shape asks for"));
    }
    let bytes = match (kind, content) {
        (Kind::Other, _) => Cow::Borrowed(&[][..]),
        (_, Cow::Borrowed(content)) => Cow::Borrowed(&content[start..]),
        (_, Cow::Owned(mut content)) => Cow::Owned(content.split_off(start)),
    };
    Ok(Tensor {
        name: name.into(),
        kind,
        called,
        shape,
        fortran,
        bytes,
    })
}

/// The header of an `.npy`, and where its numbers begin.
fn header(content: &[u8]) -> Option<(&str, usize)> {
    let rest = content.strip_prefix(b"\x93NUMPY")?;
    let (version, rest) = rest.split_first_chunk::<2>()?;
    let (length, rest) = match version[0] {
        1 => {
            let (length, rest) = rest.split_first_chunk::<2>()?;
            (usize::from(u16::from_le_bytes(*length)), rest)
        }
        2 | 3 => {
            let (length, rest) = rest.split_first_chunk::<4>()?;
            (u32::from_le_bytes(*length) as usize, rest)
        }
        _ => return None,
    };
    let text = std::str::from_utf8(rest.get(..length)?).ok()?;
    Some((text, content.len() - rest.len() + length))
}
