//! What can be wrong with saved bytes.

use std::fmt;

use super::seal::{FORMAT, MAX_BYTES};
use crate::experiment::VERSION;

/// Why a run cannot be saved, or saved bytes cannot be continued. Prints as a clause that follows a file's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveError {
    /// They begin like something else.
    Foreign,
    /// They have another layout.
    Format(u8),
    /// They were saved by another version of the numeric semantics.
    Version(u32),
    /// They end too early.
    CutShort,
    /// They go on after their end.
    Overlong,
    /// Their checksum does not match.
    Damaged,
    /// They are more than can be read.
    TooLarge,
    /// There is no memory for them: so many bytes.
    NoMemory(usize),
    /// They are whole but describe nothing that could have been saved: a clause about "it".
    Unfit(String),
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign => write!(f, "is not a saved run"),
            Self::Format(found) => write!(
                f,
                "is a saved run of format {found}, and this program reads format {FORMAT}"
            ),
            Self::Version(found) => write!(
                f,
                "was saved by version {found} of the lab, and this is version {VERSION}, whose \
                 numbers differ: the run cannot be continued"
            ),
            Self::CutShort => write!(f, "is a saved run that is cut short"),
            Self::Overlong => write!(f, "is a saved run with something else behind it"),
            Self::Damaged => write!(f, "is a damaged saved run: its checksum does not match"),
            Self::TooLarge => write!(f, "is too large: at most {MAX_BYTES} bytes can be read"),
            Self::NoMemory(size) => write!(
                f,
                "does not fit in memory: {} MB more are needed",
                size.div_ceil(1_000_000)
            ),
            Self::Unfit(problem) => write!(f, "is a saved run that cannot be continued: {problem}"),
        }
    }
}

impl std::error::Error for SaveError {}
