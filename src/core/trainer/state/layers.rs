//! Layers and connections as plain data.
//!
//! The places of connections are written as gaps: how many empty places lie before each. Whatever
//! the gaps are, the places come out strictly sorted, and only the last can be outside the layer.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::network::{Connection, Layer, LayerActivation, SparseLayer, Srelu};

/// The sizes of two neighbouring layers: n_in, n_out.
type Ends = (usize, usize);

/// One layer: its connections, biases and SReLU parameters, with their velocities.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct LayerState<'a> {
    pub(super) connections: ConnectionsState<'a>,
    biases: Cow<'a, [f32]>,
    bias_velocities: Cow<'a, [f32]>,
    /// Parameters and velocities; empty without SReLU.
    srelu: Cow<'a, [[f32; 4]]>,
    srelu_velocities: Cow<'a, [[f32; 4]]>,
}

/// The connections of one layer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct ConnectionsState<'a> {
    gaps: Vec<u32>,
    weights: Cow<'a, [f32]>,
    velocities: Cow<'a, [f32]>,
    born: Cow<'a, [u16]>,
}

/// The connections that an epoch cut or grew in one layer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct ChangesState {
    gaps: Vec<u32>,
    weights: Vec<f32>,
}

impl<'a> LayerState<'a> {
    pub(super) fn of(layer: &'a Layer) -> Self {
        let (srelu, srelu_velocities): (&[_], &[_]) = match &layer.activation {
            LayerActivation::Srelu(srelu) => (&srelu.parameters, &srelu.velocities),
            LayerActivation::Relu | LayerActivation::Linear => (&[], &[]),
        };
        Self {
            connections: ConnectionsState::of(&layer.connections),
            biases: (&layer.biases).into(),
            bias_velocities: (&layer.bias_velocities).into(),
            srelu: srelu.into(),
            srelu_velocities: srelu_velocities.into(),
        }
    }

    /// The layer whose activation is of the same kind as `kind`.
    pub(super) fn restore(
        self,
        ends: Ends,
        epoch: u32,
        kind: LayerActivation,
    ) -> Result<Layer, String> {
        let (_, n_out) = ends;
        let srelu = if matches!(kind, LayerActivation::Srelu(_)) {
            n_out
        } else {
            0
        };
        let lengths = [self.biases.len(), self.bias_velocities.len()];
        let srelu_lengths = [self.srelu.len(), self.srelu_velocities.len()];
        if lengths != [n_out; 2] || srelu_lengths != [srelu; 2] {
            return Err(format!(
                "a layer of {n_out} neurons has not the parameters of as many"
            ));
        }
        Ok(Layer {
            connections: self.connections.restore(ends, epoch)?,
            biases: self.biases.into_owned(),
            bias_velocities: self.bias_velocities.into_owned(),
            activation: match kind {
                LayerActivation::Srelu(_) => LayerActivation::Srelu(Srelu {
                    parameters: self.srelu.into_owned(),
                    velocities: self.srelu_velocities.into_owned(),
                }),
                kind => kind,
            },
        })
    }
}

impl<'a> ConnectionsState<'a> {
    pub(super) fn of(layer: &'a SparseLayer) -> Self {
        Self {
            gaps: gaps(layer, layer.len(), layer.iter()),
            weights: layer.weights().into(),
            velocities: layer.velocities().into(),
            born: layer.born().into(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.gaps.len()
    }

    pub(super) fn restore(self, (n_in, n_out): Ends, epoch: u32) -> Result<SparseLayer, String> {
        if self.velocities.len() != self.len() || self.born.len() != self.len() {
            return Err("its connections have not one velocity and one age each".into());
        }
        if self.born.iter().any(|&born| u32::from(born) > epoch) {
            return Err(format!("a connection was born after epoch {epoch}"));
        }
        let connections = connections(self.gaps, &self.weights, (n_in, n_out))?;
        let layer = SparseLayer::new(n_in, n_out, connections);
        Ok(layer.with_past(self.velocities.into_owned(), self.born.into_owned()))
    }
}

impl ChangesState {
    pub(super) fn of(layer: &SparseLayer, changes: &[Connection]) -> Self {
        Self {
            gaps: gaps(layer, changes.len(), changes.iter().copied()),
            weights: changes.iter().map(|c| c.weight).collect(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.gaps.len()
    }

    pub(super) fn restore(self, ends: Ends) -> Result<Vec<Connection>, String> {
        Ok(connections(self.gaps, &self.weights, ends)?.collect())
    }
}

fn gaps(
    layer: &SparseLayer,
    count: usize,
    connections: impl Iterator<Item = Connection>,
) -> Vec<u32> {
    let mut next = 0;
    let gap = |c: Connection| {
        let place = layer.position(c.target, c.source);
        let gap = place - next;
        next = place + 1;
        u32::try_from(gap).expect("a layer has at most 2^32 places")
    };
    // Of a large network, a buffer that grew on its way would be most of the memory that a save takes.
    let mut gaps = Vec::with_capacity(count);
    gaps.extend(connections.map(gap));
    gaps
}

/// The connections at the places that `gaps` lead to, in (target, source) order.
fn connections(
    gaps: Vec<u32>,
    weights: &[f32],
    (n_in, n_out): Ends,
) -> Result<impl Iterator<Item = Connection>, String> {
    if gaps.len() != weights.len() {
        return Err("its connections have not one weight each".into());
    }
    // At most 2^32 gaps below 2^32: the sum cannot overflow.
    let end: u64 = gaps.iter().map(|&gap| u64::from(gap) + 1).sum();
    if end > n_in as u64 * n_out as u64 {
        return Err(format!(
            "a connection lies outside its layer of {n_in} to {n_out} neurons"
        ));
    }
    let mut next = 0;
    let places = gaps.into_iter().map(move |gap| {
        let place = next + u64::from(gap);
        next = place + 1;
        place
    });
    let n_in = n_in as u64;
    Ok(places.zip(weights).map(move |(place, &weight)| Connection {
        target: (place / n_in) as u32,
        source: (place % n_in) as u32,
        weight,
    }))
}
