//! The header that says what follows, and that it is whole.

use serde::Serialize;
use xxhash_rust::xxh3::Xxh3;

use super::SaveError;
use crate::experiment::VERSION;

/// The version of the format of saved runs.
pub const FORMAT: u8 = 1;
/// The most bytes that are read: the largest networks that an experiment may have, with room.
pub const MAX_BYTES: usize = 1 << 30;

/// As with PNG, a byte beyond ASCII and a line feed show a transfer that took it for text.
const MAGIC: &[u8; 8] = b"\x89CenSET\n";
/// Where the version of the numeric semantics, the length and the checksum stand.
const VERSION_AT: usize = 10;
const LENGTH_AT: usize = 14;
const CHECKSUM_AT: usize = 22;
const HEADER: usize = 30;

/// What a block holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One lane.
    Lane = b'L' as isize,
    /// An experiment with its lanes.
    Run = b'R' as isize,
}

/// A block with these contents. Its memory is asked for once and in one piece, so that it can be
/// refused: a network may be large, and training must outlive a save that does not fit.
pub(super) fn seal(kind: Kind, contents: &impl Serialize) -> Result<Vec<u8>, SaveError> {
    let size = postcard::experimental::serialized_size(contents).expect("contents have a size");
    let size = HEADER + size;
    if size > MAX_BYTES {
        return Err(SaveError::TooLarge);
    }
    let mut block = Vec::new();
    let reserved = block.try_reserve_exact(size);
    reserved.map_err(|_| SaveError::NoMemory(size))?;
    block.extend(MAGIC);
    block.extend([FORMAT, kind as u8]);
    block.extend(VERSION.to_le_bytes());
    block.resize(HEADER, 0);
    let mut block = postcard::to_extend(contents, block).expect("memory takes any contents");
    close(&mut block);
    Ok(block)
}

/// Sets the length and the checksum of a block to what they should be: for tests that look behind
/// the checksum. Bytes that are too short for a header stay.
pub fn close(block: &mut [u8]) {
    let Some(length) = block.len().checked_sub(HEADER) else {
        return;
    };
    block[LENGTH_AT..CHECKSUM_AT].copy_from_slice(&(length as u64).to_le_bytes());
    let checksum = checksum(block);
    block[CHECKSUM_AT..HEADER].copy_from_slice(&checksum.to_le_bytes());
}

/// The kind and the contents of a block that is whole and of this version.
pub(super) fn open(block: &[u8]) -> Result<(Kind, &[u8]), SaveError> {
    if block.len() > MAX_BYTES {
        return Err(SaveError::TooLarge);
    }
    let begins = MAGIC.iter().zip(block).all(|(magic, byte)| magic == byte);
    if block.is_empty() || !begins {
        return Err(SaveError::Foreign);
    }
    if block
        .get(MAGIC.len())
        .is_some_and(|&format| format != FORMAT)
    {
        return Err(SaveError::Format(block[MAGIC.len()]));
    }
    if block.len() < HEADER {
        return Err(SaveError::CutShort);
    }
    let number = |at: usize| u64::from_le_bytes(block[at..at + 8].try_into().expect("eight bytes"));
    let contents = &block[HEADER..];
    match number(LENGTH_AT).cmp(&(contents.len() as u64)) {
        std::cmp::Ordering::Greater => return Err(SaveError::CutShort),
        std::cmp::Ordering::Less => return Err(SaveError::Overlong),
        std::cmp::Ordering::Equal => {}
    }
    if number(CHECKSUM_AT) != checksum(block) {
        return Err(SaveError::Damaged);
    }
    let version = block[VERSION_AT..LENGTH_AT].try_into();
    let version = u32::from_le_bytes(version.expect("four bytes"));
    if version != VERSION {
        return Err(SaveError::Version(version));
    }
    match block[MAGIC.len() + 1] {
        b'L' => Ok((Kind::Lane, contents)),
        b'R' => Ok((Kind::Run, contents)),
        _ => Err(SaveError::Foreign),
    }
}

fn checksum(block: &[u8]) -> u64 {
    let mut hash = Xxh3::new();
    hash.update(&block[..CHECKSUM_AT]);
    hash.update(&block[HEADER..]);
    hash.digest()
}
