//! A network as a safetensors file, with dense matrices as PyTorch's `Linear` has them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;

use censet::digest::digest;
use censet::graph::{BORN_UNKNOWN, NetworkFile};
use censet::network::{Layer, LayerActivation};
use censet::trainer::Trainer;
use safetensors::{Dtype, View, serialize_to_file};

use super::record::Maker;

/// In a matrix of births, where no connection is.
const NO_CONNECTION: i16 = -1;
/// In a matrix of births, a connection whose birth nobody knows.
const UNKNOWN: i16 = -2;

/// A tensor that is made when it is written, so that one dense matrix at a time is in memory.
struct Tensor<'a> {
    dtype: Dtype,
    shape: Vec<usize>,
    bytes: Box<dyn Fn() -> Vec<u8> + 'a>,
}

impl View for Tensor<'_> {
    fn dtype(&self) -> Dtype {
        self.dtype
    }

    fn shape(&self) -> &[usize] {
        &self.shape
    }

    fn data(&self) -> Cow<'_, [u8]> {
        (self.bytes)().into()
    }

    fn data_len(&self) -> usize {
        self.shape.iter().product::<usize>() * self.dtype.bitsize() / 8
    }
}

/// Writes the network of `file`, which is one of `trainer`'s, with all that a forward pass takes.
///
/// Of layer i: `layers.i.weight`, `layers.i.mask` (1 where a connection is) and `layers.i.born` (the
/// epoch it grew in; −1 where none is, −2 where nobody knows), shape (n_out, n_in); `layers.i.bias`;
/// and under SReLU `layers.i.srelu`, shape (n_out, 4), with t_left, a_left, t_right, a_right of each
/// neuron. Of the images: `input.mean`, `input.std` and `input.scale`, which is 1/std, and 0 where a
/// pixel never varies: a pixel p from 0 to 255 becomes (p − mean)·scale.
pub fn write(path: &Path, trainer: &Trainer, file: &NetworkFile<'_>) -> Result<(), String> {
    let mut tensors: Vec<(String, Tensor<'_>)> = Vec::new();
    let mut vector = |name: &str, values: Vec<f32>| {
        let shape = vec![values.len()];
        tensors.push((name.into(), floats(shape, move || values.clone())));
    };
    let standardiser = trainer.standardiser();
    let (mean, scale): (Vec<f32>, Vec<f32>) = standardiser.shift_and_scale().unzip();
    vector("input.mean", mean);
    vector("input.scale", scale);
    vector(
        "input.std",
        standardiser.std.iter().map(|&std| std as f32).collect(),
    );
    for (i, layer) in file.network.layers.iter().enumerate() {
        tensors.extend(of_layer(i, layer));
    }
    serialize_to_file(tensors, Some(metadata(trainer, file)), path)
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}

fn of_layer(i: usize, layer: &Layer) -> Vec<(String, Tensor<'_>)> {
    let connections = &layer.connections;
    let shape = vec![connections.n_out(), connections.n_in()];
    let place = |target: u32, source: u32| target as usize * connections.n_in() + source as usize;
    let weights = move || {
        let mut dense = vec![0.0; connections.n_out() * connections.n_in()];
        for c in connections.iter() {
            dense[place(c.target, c.source)] = c.weight;
        }
        dense
    };
    let mask = move || {
        let mut dense = vec![0; connections.n_out() * connections.n_in()];
        for c in connections.iter() {
            dense[place(c.target, c.source)] = 1;
        }
        dense
    };
    let born = move || {
        let mut dense = vec![NO_CONNECTION; connections.n_out() * connections.n_in()];
        for (c, &born) in connections.iter().zip(connections.born()) {
            dense[place(c.target, c.source)] = match born {
                BORN_UNKNOWN => UNKNOWN,
                born => i16::try_from(born).expect("an experiment's epochs fit"),
            };
        }
        dense.iter().flat_map(|born| born.to_le_bytes()).collect()
    };
    let tensor = |dtype, bytes| Tensor {
        dtype,
        shape: shape.clone(),
        bytes,
    };
    let mut tensors = vec![
        ("weight", floats(shape.clone(), weights)),
        ("mask", tensor(Dtype::U8, Box::new(mask))),
        ("born", tensor(Dtype::I16, Box::new(born))),
        (
            "bias",
            floats(vec![layer.biases.len()], || layer.biases.clone()),
        ),
    ];
    if let LayerActivation::Srelu(srelu) = &layer.activation {
        let parameters = || srelu.parameters.as_flattened().to_vec();
        tensors.push(("srelu", floats(vec![srelu.parameters.len(), 4], parameters)));
    }
    let tensors = tensors.into_iter();
    tensors
        .map(|(name, tensor)| (format!("layers.{i}.{name}"), tensor))
        .collect()
}

fn floats<'a>(shape: Vec<usize>, values: impl Fn() -> Vec<f32> + 'a) -> Tensor<'a> {
    Tensor {
        dtype: Dtype::F32,
        shape,
        bytes: Box::new(move || {
            values()
                .iter()
                .flat_map(|value| value.to_le_bytes())
                .collect()
        }),
    }
}

/// What else is to be known of the network: every value is a text.
fn metadata(trainer: &Trainer, file: &NetworkFile<'_>) -> HashMap<String, String> {
    let dataset = trainer.dataset();
    let Maker { version, commit } = Maker::here();
    let classes = serde_json::to_string(&dataset.classes).expect("names are plain data");
    let mut metadata = HashMap::from([
        ("format", "pt".to_owned()),
        ("experiment", file.experiment.into()),
        ("lane", file.lane.into()),
        ("moment", file.moment.into()),
        ("digest", digest(file.network)),
        ("activation", trainer.experiment().act.name().into()),
        ("classes", classes),
        ("height", dataset.shape.height.to_string()),
        ("width", dataset.shape.width.to_string()),
        ("channels", dataset.shape.channels.to_string()),
        ("version", version),
        ("commit", commit),
    ]);
    if let Some(accuracy) = file.accuracy {
        metadata.insert("accuracy", accuracy.to_string());
    }
    let metadata = metadata.into_iter();
    metadata.map(|(key, value)| (key.into(), value)).collect()
}
