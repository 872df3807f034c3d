//! Networks that come in: a chain of `Linear` layers out of a file of tensors, as PyTorch, NumPy and the
//! command's `--network safetensors` write them.
//!
//! A zero in a matrix is no connection, unless the file has masks that say so. [`Imported::read`] takes a
//! file; `Trainer::of_imported` makes of what was read a lane that is looked at and never trained.

mod chain;
mod npz;
mod order;
mod pixels;
mod safetensors;
mod tensor;

use std::collections::BTreeMap;
use std::path::Path;

use crate::Refused;
use crate::dataset::{Shape, Standardiser};
use crate::experiment::{Experiment, edit, exact};
use crate::network::Network;

pub use pixels::Pixels;

/// The most bytes of a file, and of what is packed in it: a dense matrix of all connections that a lab may have, three
/// times.
pub const MAX_BYTES: usize = 600_000_000;
/// The most places of all layers together, zeros included.
pub const MAX_PLACES: usize = 100_000_000;
/// The most neurons of the last layer: classes are counted in a byte.
pub const MAX_OUTPUTS: usize = 256;

/// What was read of a network's file.
///
/// ```
/// use censet::imported::Imported;
///
/// let refused = Imported::read(b"\x80\x02}q\x00").unwrap_err();
/// assert!(refused.to_string().starts_with("is pickled"));
/// ```
#[derive(Clone, Debug)]
pub struct Imported {
    /// The network, ReLU in its hidden layers unless the file is ours and says otherwise.
    pub network: Network,
    /// The name of each layer's weights, from the first hidden layer on.
    pub weights: Vec<String>,
    /// What must be said of the order of its layers, if shapes, numbers and file left a choice: a sentence without its
    /// full stop.
    pub order: Option<String>,
    /// How pixels from 0 to 255 become inputs, if the file says so.
    pub standardiser: Option<Standardiser>,
    /// The names of the classes, if the file has them.
    pub classes: Option<Vec<String>>,
    /// What the file says of itself.
    pub metadata: BTreeMap<String, String>,
}

impl Imported {
    /// Reads a file of either kind, which its first bytes tell.
    ///
    /// # Errors
    /// A clause to stand after the file's name. It names the tensor that is none of a network's.
    pub fn read(bytes: &[u8]) -> Result<Self, Refused> {
        if bytes.is_empty() {
            return Err("is empty".into());
        }
        if bytes.len() > MAX_BYTES {
            return Err(format!(
                "has {} bytes, and at most {MAX_BYTES} are read",
                bytes.len()
            )
            .into());
        }
        match bytes {
            // First, as the length of its header may be the very bytes that a pickle or an archive begins with.
            [_, _, _, _, 0, 0, 0, 0, b'{', ..] => of_safetensors(bytes),
            [b'P', b'K', ..] => chain::network(npz::read(bytes)?, BTreeMap::new(), true),
            [0x80, 0x02..=0x05, ..] => Err(pickled()),
            [0x93, b'N', b'U', b'M', b'P', b'Y', ..] => Err(
                "holds one array: a network is several, each with its name, as numpy.savez writes them".into(),
            ),
            [0x89, b'H', b'D', b'F', ..] => Err(
                "is an HDF5 file, as Keras writes them: a network is read from .safetensors and .npz".into(),
            ),
            _ => of_safetensors(bytes),
        }
    }

    /// What an image looks like that has a pixel for each input: as the file says, else a square, grey or
    /// coloured, else the rectangle that is the nearest to one.
    pub fn shape(&self) -> Shape {
        let inputs = self.network.layer_sizes()[0];
        let number = |key: &str| self.metadata.get(key)?.parse::<usize>().ok();
        let said = || {
            Some(Shape {
                height: number("height")?,
                width: number("width")?,
                channels: number("channels")?,
            })
        };
        let fits = |shape: &Shape| {
            let row = shape.height.checked_mul(shape.width);
            matches!(shape.channels, 1 | 3)
                && row.and_then(|row| row.checked_mul(shape.channels)) == Some(inputs)
        };
        said().filter(fits).unwrap_or_else(|| likely_shape(inputs))
    }

    /// The experiment with its images in the size that this network takes, shrunk if they must be; none where they
    /// have no such size.
    pub fn fitting(&self, experiment: &Experiment) -> Option<Experiment> {
        let inputs = self.network.layer_sizes()[0];
        let Shape { channels, .. } = experiment.data.shape();
        let numbers = |side: u32| channels * (side * side) as usize;
        let of_its = match experiment.side {
            Some(side) => numbers(side),
            None => experiment.data.shape().pixels(),
        };
        if of_its == inputs {
            return Some(experiment.clone());
        }
        let mut sides = experiment.data.sides().into_iter();
        let side = sides.find(|&side| numbers(side) == inputs)?.to_string();
        exact(&edit(&experiment.to_string(), "side", Some(&side))).ok()
    }
}

/// The network of a safetensors file.
fn of_safetensors(bytes: &[u8]) -> Result<Imported, Refused> {
    let (tensors, metadata) = safetensors::read(bytes)?;
    chain::network(tensors, metadata, false)
}

/// What a network is called that came in a file of this name: it without its ending, in signs that tables and other
/// files take, and without what our own files begin with.
///
/// ```
/// use censet::imported::name_of;
///
/// assert_eq!(name_of("looked/network-set.safetensors".as_ref()), "set");
/// assert_eq!(name_of("my best:mlp.npz".as_ref()), "my-best-mlp");
/// ```
pub fn name_of(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let sign = |c: char| {
        if c.is_alphanumeric() || "-_.".contains(c) {
            c
        } else {
            '-'
        }
    };
    let stem: String = stem.chars().map(sign).collect();
    stem.strip_prefix("network-").unwrap_or(&stem).to_owned()
}

/// The image that so many inputs are likely to be.
fn likely_shape(inputs: usize) -> Shape {
    let square = |pixels: usize, channels| {
        let side = pixels.isqrt();
        (side * side == pixels).then_some(Shape {
            height: side,
            width: side,
            channels,
        })
    };
    let coloured = || square(inputs / 3, 3).filter(|_| inputs.is_multiple_of(3));
    square(inputs, 1).or_else(coloured).unwrap_or_else(|| {
        let mut sides = (1..=inputs.isqrt()).rev();
        let height = sides.find(|side| inputs.is_multiple_of(*side));
        let height = height.expect("1 divides every number");
        Shape {
            height,
            width: inputs / height,
            channels: 1,
        }
    })
}

/// The refusal of PyTorch's own files, which may run any program where they are opened.
fn pickled() -> Refused {
    r#"is pickled, as torch.save writes it, and to open such a file may run any program; this line makes a safetensors file of a state_dict: python3 -c "import sys, torch, safetensors.torch as s; s.save_file({k: v.contiguous() for k, v in torch.load(sys.argv[1], map_location='cpu', weights_only=True).items()}, sys.argv[2])" network.pt network.safetensors"#.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_are_squares_where_they_can_be() {
        let of = |inputs| {
            let Shape {
                height,
                width,
                channels,
            } = likely_shape(inputs);
            [height, width, channels]
        };
        assert_eq!(of(784), [28, 28, 1]);
        assert_eq!(of(3072), [32, 32, 3]);
        assert_eq!(of(12), [2, 2, 3]);
        assert_eq!(of(561), [17, 33, 1]);
        assert_eq!(of(13), [1, 13, 1]);
        assert_eq!(of(1), [1, 1, 1]);
    }
}
