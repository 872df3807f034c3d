//! A network as a safetensors file (<https://github.com/huggingface/safetensors>), with dense matrices as PyTorch's
//! `Linear` has them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::Trainer;
use crate::digest::digest;
use crate::graph::{BORN_UNKNOWN, NetworkFile};
use crate::network::{Layer, LayerActivation, SparseLayer};

/// In a matrix of births, where no connection is.
const NO_CONNECTION: i16 = -1;
/// In a matrix of births, a connection whose birth nobody knows.
const UNKNOWN: i16 = -2;

/// What a shell adds to the file: who writes it, and how JSON is written there.
///
/// ```
/// use censet::trainer::{Json, TensorWriter};
///
/// let json = |value: &Json<'_>| serde_json::to_string(value).expect("plain data");
/// let writer = TensorWriter { version: "0.1.0", commit: None, json: &json };
/// # let _ = writer;
/// ```
pub struct TensorWriter<'a> {
    /// The version of the program.
    pub version: &'a str,
    /// The commit it was built from, where that is known.
    pub commit: Option<&'a str>,
    /// Writes JSON: a browser has that already.
    pub json: &'a dyn Fn(&Json<'_>) -> String,
}

/// What is written as JSON, by whoever writes it.
///
/// ```
/// use censet::trainer::Json;
///
/// let classes = ["Bag".to_string()];
/// assert_eq!(serde_json::to_string(&Json::Names(&classes)).unwrap(), r#"["Bag"]"#);
/// ```
#[derive(Serialize)]
#[serde(untagged)]
pub enum Json<'a> {
    /// The names of the classes.
    Names(&'a [String]),
    /// The header of the file.
    Header(&'a Header),
}

/// The header: each tensor by its name, and `__metadata__`. [`Trainer::write_tensors`] makes it, and hands it over as
/// [`Json::Header`].
///
/// ```
/// use censet::trainer::{Header, Json};
///
/// fn is_header(json: &Json<'_>) -> bool {
///     matches!(json, Json::Header(Header { .. }))
/// }
/// assert!(!is_header(&Json::Names(&[])));
/// ```
#[derive(Serialize)]
#[serde(transparent)]
pub struct Header(BTreeMap<String, Entry>);

/// An entry of the header.
#[derive(Serialize)]
#[serde(untagged)]
enum Entry {
    Metadata(BTreeMap<&'static str, String>),
    Tensor {
        dtype: &'static str,
        shape: Vec<usize>,
        data_offsets: [usize; 2],
    },
}

/// What a tensor is made of when it is written, so that no dense matrix is ever in memory.
enum Content<'a> {
    Numbers(Cow<'a, [f32]>),
    Weights(&'a SparseLayer),
    Born(&'a SparseLayer),
    Mask(&'a SparseLayer),
}

/// A tensor on its way into the file.
struct Tensor<'a> {
    name: String,
    shape: Vec<usize>,
    content: Content<'a>,
}

impl Trainer {
    /// Writes the network of `file`, which is one of this lane's, with all that a forward pass takes.
    ///
    /// Of layer i: `layers.i.weight`, `layers.i.mask` (1 where a connection is) and `layers.i.born` (the
    /// epoch it grew in; −1 where none is, −2 where nobody knows), shape (n_out, n_in); `layers.i.bias`;
    /// and under SReLU `layers.i.srelu`, shape (n_out, 4), with t_left, a_left, t_right, a_right of each
    /// neuron. Of the images: `input.mean`, `input.std` and `input.scale`, which is 1/std, and 0 where a
    /// pixel never varies: a pixel p from 0 to 255 becomes (p − mean)·scale. Fails as `out` does.
    pub fn write_tensors(
        &self,
        file: &NetworkFile<'_>,
        writer: &TensorWriter<'_>,
        mut out: impl Write,
    ) -> io::Result<()> {
        let tensors = self.tensors(file);
        let mut entries = BTreeMap::from([(
            "__metadata__".to_owned(),
            Entry::Metadata(self.metadata(file, writer)),
        )]);
        let mut start = 0;
        for Tensor {
            name,
            shape,
            content,
        } in &tensors
        {
            let end = start + content.size() * shape.iter().product::<usize>();
            let entry = Entry::Tensor {
                dtype: content.dtype(),
                shape: shape.clone(),
                data_offsets: [start, end],
            };
            entries.insert(name.clone(), entry);
            start = end;
        }
        let mut header = (writer.json)(&Json::Header(&Header(entries)));
        // So that the numbers are aligned.
        while !header.len().is_multiple_of(8) {
            header.push(' ');
        }
        out.write_all(&(header.len() as u64).to_le_bytes())?;
        out.write_all(header.as_bytes())?;
        let mut tensors = tensors.iter();
        tensors.try_for_each(|tensor| tensor.content.write(&mut out))
    }

    /// The tensors, those of the largest numbers first, so that each is aligned.
    fn tensors<'a>(&self, file: &NetworkFile<'a>) -> Vec<Tensor<'a>> {
        let mut tensors = Vec::new();
        let mut add = |name: &str, shape: &[usize], content| {
            tensors.push(Tensor {
                name: name.into(),
                shape: shape.to_vec(),
                content,
            });
        };
        let standardiser = self.standardiser();
        let (mean, scale): (Vec<f32>, Vec<f32>) = standardiser.shift_and_scale().unzip();
        let std: Vec<f32> = standardiser.std.iter().map(|&std| std as f32).collect();
        for (name, values) in [
            ("input.mean", mean),
            ("input.scale", scale),
            ("input.std", std),
        ] {
            add(name, &[values.len()], Content::Numbers(values.into()));
        }
        let layers = &file.network.layers;
        for (i, layer) in layers.iter().enumerate() {
            let Layer {
                connections,
                biases,
                activation,
                ..
            } = layer;
            let shape = [connections.n_out(), connections.n_in()];
            let weights = Content::Weights(connections);
            add(&format!("layers.{i}.weight"), &shape, weights);
            let biases = Content::Numbers(biases.into());
            add(&format!("layers.{i}.bias"), &shape[..1], biases);
            if let LayerActivation::Srelu(srelu) = activation {
                let numbers = Content::Numbers(srelu.parameters.as_flattened().into());
                add(&format!("layers.{i}.srelu"), &[shape[0], 4], numbers);
            }
        }
        for (what, content) in [
            ("born", Content::Born as fn(_) -> _),
            ("mask", Content::Mask),
        ] {
            for (i, layer) in layers.iter().enumerate() {
                let connections = &layer.connections;
                let shape = [connections.n_out(), connections.n_in()];
                add(&format!("layers.{i}.{what}"), &shape, content(connections));
            }
        }
        tensors
    }

    /// What else is to be known of the network: every value is a text.
    fn metadata(
        &self,
        file: &NetworkFile<'_>,
        writer: &TensorWriter<'_>,
    ) -> BTreeMap<&'static str, String> {
        let dataset = self.dataset();
        let mut metadata = BTreeMap::from([
            ("format", "pt".to_owned()),
            ("experiment", file.experiment.into()),
            ("lane", file.lane.into()),
            ("moment", file.moment.into()),
            ("digest", digest(file.network)),
            ("activation", self.experiment().act.name().into()),
            ("classes", (writer.json)(&Json::Names(&dataset.classes))),
            ("height", dataset.shape.height.to_string()),
            ("width", dataset.shape.width.to_string()),
            ("channels", dataset.shape.channels.to_string()),
            ("version", writer.version.into()),
        ]);
        if let Some(commit) = writer.commit {
            metadata.insert("commit", commit.into());
        }
        if let Some(accuracy) = file.accuracy {
            metadata.insert("accuracy", accuracy.to_string());
        }
        metadata
    }
}

impl Content<'_> {
    fn dtype(&self) -> &'static str {
        match self {
            Self::Numbers(_) | Self::Weights(_) => "F32",
            Self::Born(_) => "I16",
            Self::Mask(_) => "U8",
        }
    }

    /// Bytes of a number.
    fn size(&self) -> usize {
        match self {
            Self::Numbers(_) | Self::Weights(_) => 4,
            Self::Born(_) => 2,
            Self::Mask(_) => 1,
        }
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Numbers(numbers) => {
                let mut numbers = numbers.iter();
                numbers.try_for_each(|number| out.write_all(&number.to_le_bytes()))
            }
            Self::Weights(layer) => rows(layer, [0; 4], |c| layer.weights()[c].to_le_bytes(), out),
            Self::Mask(layer) => rows(layer, [0], |_| [1], out),
            Self::Born(layer) => {
                let born = |c: usize| match layer.born()[c] {
                    BORN_UNKNOWN => UNKNOWN,
                    born => i16::try_from(born).expect("an experiment's epochs fit"),
                };
                let none = NO_CONNECTION.to_le_bytes();
                rows(layer, none, |c| born(c).to_le_bytes(), out)
            }
        }
    }
}

/// Writes a matrix row by row: `number` of each connection, and `none` at all other places.
fn rows<const N: usize>(
    layer: &SparseLayer,
    none: [u8; N],
    number: impl Fn(usize) -> [u8; N],
    out: &mut impl Write,
) -> io::Result<()> {
    let mut row = vec![none; layer.n_in()];
    for target in 0..layer.n_out() {
        row.fill(none);
        for c in layer.range(target) {
            row[usize::from(layer.sources()[c])] = number(c);
        }
        out.write_all(row.as_flattened())?;
    }
    Ok(())
}
