//! A network that was read, on its way from the module that reads files to the worker that measures it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Imported;
use crate::dataset::Standardiser;
use crate::network::{Connection, Layer, LayerActivation, Network, SparseLayer, Srelu};

/// A layer as plain data.
#[derive(Serialize, Deserialize)]
struct Packed {
    n_in: u32,
    /// How many connections each target has.
    counts: Vec<u32>,
    sources: Vec<u16>,
    weights: Vec<f32>,
    born: Vec<u16>,
    biases: Vec<f32>,
    /// Four parameters a neuron, under SReLU.
    srelu: Vec<f32>,
}

/// All of it.
#[derive(Serialize, Deserialize)]
struct Whole {
    layers: Vec<Packed>,
    weights: Vec<String>,
    standardiser: Option<(Vec<f32>, Vec<f32>)>,
    classes: Option<Vec<String>>,
    metadata: BTreeMap<String, String>,
}

impl Imported {
    /// As bytes that [`unpack`](Self::unpack) takes.
    pub fn pack(&self) -> Vec<u8> {
        let layers = self.network.layers.iter().map(|layer| {
            let of = &layer.connections;
            Packed {
                n_in: of.n_in() as u32,
                counts: (0..of.n_out())
                    .map(|target| of.range(target).len() as u32)
                    .collect(),
                sources: of.sources().to_vec(),
                weights: of.weights().to_vec(),
                born: of.born().to_vec(),
                biases: layer.biases.clone(),
                srelu: match &layer.activation {
                    LayerActivation::Srelu(srelu) => srelu.parameters.as_flattened().to_vec(),
                    _ => Vec::new(),
                },
            }
        });
        let standardiser = self.standardiser.as_ref();
        let whole = Whole {
            layers: layers.collect(),
            weights: self.weights.clone(),
            standardiser: standardiser.map(|of| of.shift_and_scale().unzip()),
            classes: self.classes.clone(),
            metadata: self.metadata.clone(),
        };
        postcard::to_allocvec(&whole).expect("plain data")
    }

    /// What was packed by this program. Panics if the bytes are others: files are for [`read`](Self::read).
    pub fn unpack(bytes: &[u8]) -> Self {
        let whole: Whole = postcard::from_bytes(bytes).expect("bytes of the same program");
        let last = whole.layers.len() - 1;
        let layers = whole.layers.into_iter().enumerate();
        let layers = layers.map(|(i, packed)| packed.layer(i == last));
        Self {
            network: Network {
                layers: layers.collect(),
            },
            weights: whole.weights,
            standardiser: whole
                .standardiser
                .map(|(mean, scale)| Standardiser::given(mean, scale)),
            classes: whole.classes,
            metadata: whole.metadata,
        }
    }
}

impl Packed {
    fn layer(self, is_last: bool) -> Layer {
        let n_out = self.counts.len();
        let targets = (0..).zip(self.counts);
        let targets = targets.flat_map(|(target, n)| std::iter::repeat_n(target, n as usize));
        let connections = targets.zip(self.sources).zip(self.weights);
        let connections = connections.map(|((target, source), weight)| Connection {
            target,
            source: source.into(),
            weight,
        });
        let connections = SparseLayer::new(self.n_in as usize, n_out, connections);
        let at_rest = vec![0.0; connections.len()];
        let activation = match self.srelu.as_chunks().0 {
            [] if is_last => LayerActivation::Linear,
            [] => LayerActivation::Relu,
            parameters => LayerActivation::Srelu(Srelu {
                velocities: vec![[0.0; 4]; parameters.len()],
                parameters: parameters.to_vec(),
            }),
        };
        Layer {
            connections: connections.with_past(at_rest, self.born),
            bias_velocities: vec![0.0; n_out],
            biases: self.biases,
            activation,
        }
    }
}
