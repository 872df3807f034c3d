//! A tensor as a file has it: name, shape, and bytes that are numbers of some kind.

use std::borrow::Cow;

use half::{bf16, f16};

use crate::Refused;

/// The kinds of numbers that are read, all little-endian.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Bool,
    U8,
    I16,
    F16,
    Bf16,
    F32,
    F64,
    /// Another kind.
    Other,
}

impl Kind {
    /// Bytes of a number.
    pub fn size(self) -> usize {
        match self {
            Self::Bool | Self::U8 => 1,
            Self::I16 | Self::F16 | Self::Bf16 => 2,
            Self::F32 => 4,
            Self::F64 => 8,
            Self::Other => 0,
        }
    }

    /// Whether its numbers may be weights.
    fn is_float(self) -> bool {
        matches!(self, Self::F16 | Self::Bf16 | Self::F32 | Self::F64)
    }
}

/// A tensor of a file.
pub struct Tensor<'a> {
    /// Its name, such as `fc1.weight`.
    pub name: String,
    /// The kind of its numbers.
    pub kind: Kind,
    /// How the file calls that kind.
    pub called: String,
    /// Its dimensions.
    pub shape: Vec<usize>,
    /// Whether the first index runs fastest, as in Fortran.
    pub fortran: bool,
    /// Its numbers; nothing of another kind.
    pub bytes: Cow<'a, [u8]>,
}

/// Sizes of a shape that a sentence names, at most.
const NAMED: usize = 8;

impl Tensor<'_> {
    /// The shape in words: `256×784`. A file may name a million sizes, of which nobody wants to read.
    pub fn dimensions(&self) -> String {
        let some = self.shape.iter().take(NAMED).map(ToString::to_string);
        let sizes = some.collect::<Vec<_>>().join("×");
        match self.shape.len() {
            0 => "none, a single number".into(),
            all if all > NAMED => format!("{sizes}×… ({all} in all)"),
            _ => sizes,
        }
    }

    /// Its numbers row by row.
    ///
    /// # Errors
    /// Where they are no floating-point numbers, or not all finite in 32 bits.
    pub fn floats(&self) -> Result<Vec<f32>, Refused> {
        if !self.kind.is_float() {
            return Err(format!(
                "has {} of the kind {}, and weights and biases are floating-point numbers of 16, 32 or 64 bits",
                quoted(&self.name),
                self.called
            )
            .into());
        }
        let number = |bytes: &[u8]| match *bytes {
            [a, b] if self.kind == Kind::F16 => f16::from_le_bytes([a, b]).to_f32(),
            [a, b] => bf16::from_le_bytes([a, b]).to_f32(),
            [a, b, c, d] => f32::from_le_bytes([a, b, c, d]),
            [a, b, c, d, e, f, g, h] => f64::from_le_bytes([a, b, c, d, e, f, g, h]) as f32,
            _ => unreachable!("a kind has two, four or eight bytes"),
        };
        let numbers = self.bytes.chunks_exact(self.kind.size()).map(number);
        let numbers: Vec<f32> = numbers.collect();
        if let Some(at) = numbers.iter().position(|number| !number.is_finite()) {
            return Err(format!(
                "has {} with {} in it (number {}): nothing can be measured of such a network",
                quoted(&self.name),
                numbers[at],
                at + 1
            )
            .into());
        }
        Ok(self.rows(numbers))
    }

    /// Whether each of its numbers is another one than 0, row by row; nothing if they are of no kind that says so.
    pub fn truths(&self) -> Option<Vec<bool>> {
        match self.kind {
            Kind::Other => return None,
            kind if kind.is_float() => {
                let numbers = self.floats().ok()?;
                return Some(numbers.iter().map(|&number| number != 0.0).collect());
            }
            _ => {}
        }
        let numbers = self.bytes.chunks_exact(self.kind.size());
        let truths = numbers.map(|bytes| bytes.iter().any(|byte| *byte != 0));
        Some(self.rows(truths.collect()))
    }

    /// Its 16-bit integers row by row; nothing if it has others.
    pub fn integers(&self) -> Option<Vec<i16>> {
        let numbers = self.bytes.chunks_exact(2);
        let numbers = numbers.map(|bytes| i16::from_le_bytes([bytes[0], bytes[1]]));
        (self.kind == Kind::I16).then(|| self.rows(numbers.collect()))
    }

    /// Numbers in the order of the file, put into the order of rows.
    fn rows<T: Copy>(&self, numbers: Vec<T>) -> Vec<T> {
        let [rows, columns] = self.shape[..] else {
            return numbers;
        };
        if !self.fortran {
            return numbers;
        }
        let places = (0..rows).flat_map(|row| (0..columns).map(move |column| column * rows + row));
        places.map(|place| numbers[place]).collect()
    }
}

/// A tensor's name in a sentence, shortened where a file means to fill the screen.
pub fn quoted(name: &str) -> String {
    const MOST: usize = 80;
    let shown: String = name
        .chars()
        .filter(|c| !c.is_control())
        .take(MOST)
        .collect();
    let dots = if name.chars().count() > MOST {
        "…"
    } else {
        ""
    };
    format!("“{shown}{dots}”")
}
