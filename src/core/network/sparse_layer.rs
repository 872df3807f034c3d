//! The connections into one layer, stored so that work and memory grow with their number alone.

/// One connection.
///
/// ```
/// use censet::network::{Connection, SparseLayer};
///
/// let connection = Connection { target: 1, source: 2, weight: -0.5 };
/// let layer = SparseLayer::new(3, 2, [connection]);
/// assert!(layer.iter().eq([connection]));
/// // Target by target: the places of target 0 come first.
/// assert_eq!(layer.position(connection.target, connection.source), 5);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Connection {
    /// The neuron of this layer that is fed.
    pub target: u32,
    /// The neuron of the layer before that feeds it.
    pub source: u32,
    /// The weight.
    pub weight: f32,
}

/// The connections between two layers, compressed by target neuron.
///
/// Connections are sorted by (target, source) and never double; those of target t are at
/// `starts[t]..starts[t + 1]` of the parallel arrays. A connection whose weight happens to be 0 is
/// still a connection.
///
/// ```
/// use censet::network::{Connection, SparseLayer};
///
/// let at = |target, source, weight| Connection { target, source, weight };
/// let mut layer = SparseLayer::new(3, 2, [at(0, 1, 0.1), at(1, 0, -0.7), at(1, 2, 0.4)]);
/// assert_eq!(layer.range(1), 1..3);
/// let cut = layer.retain(|c| c.weight.abs() > 0.2);
/// assert_eq!(cut, [at(0, 1, 0.1)]);
/// layer.insert(&[at(0, 2, 0.0)], 7);
/// assert_eq!(layer.sources(), [2, 0, 2]);
/// assert_eq!(layer.born(), [7, 0, 0]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct SparseLayer {
    n_in: usize,
    starts: Vec<u32>,
    sources: Vec<u16>,
    weights: Vec<f32>,
    velocities: Vec<f32>,
    born: Vec<u16>,
}

impl SparseLayer {
    /// A layer of `n_out` neurons fed by `n_in`, with these connections, at rest, all born in epoch 0.
    ///
    /// Panics unless the connections are strictly sorted by (target, source) and within the layer,
    /// and `n_in` ≤ 65,536.
    pub fn new(
        n_in: usize,
        n_out: usize,
        connections: impl IntoIterator<Item = Connection>,
    ) -> Self {
        assert!(
            n_in <= 1 << 16,
            "a layer is fed by at most 65,536 neurons, not {n_in}"
        );
        let mut layer = Self {
            n_in,
            starts: vec![0; n_out + 1],
            sources: Vec::new(),
            weights: Vec::new(),
            velocities: Vec::new(),
            born: Vec::new(),
        };
        let mut next = 0;
        for Connection {
            target,
            source,
            weight,
        } in connections
        {
            let position = layer.position(target, source);
            assert!(
                (source as usize) < n_in && (target as usize) < n_out && position >= next,
                "connection {source} → {target} is outside the layer or out of order"
            );
            next = position + 1;
            layer.starts[target as usize + 1] += 1;
            layer.sources.push(source as u16);
            layer.weights.push(weight);
        }
        for target in 0..n_out {
            layer.starts[target + 1] += layer.starts[target];
        }
        layer.velocities = vec![0.0; layer.len()];
        layer.born = vec![0; layer.len()];
        layer
    }

    /// The layer with these velocities and ages of its connections, in their order.
    ///
    /// Panics unless there is one of each a connection.
    pub fn with_past(mut self, velocities: Vec<f32>, born: Vec<u16>) -> Self {
        let all = self.len();
        assert!(velocities.len() == all && born.len() == all, "one of each");
        (self.velocities, self.born) = (velocities, born);
        self
    }

    /// Neurons of the layer before.
    pub fn n_in(&self) -> usize {
        self.n_in
    }

    /// Neurons of this layer.
    pub fn n_out(&self) -> usize {
        self.starts.len() - 1
    }

    /// The number of connections.
    pub fn len(&self) -> usize {
        self.sources.len()
    }

    /// Whether no connection is left.
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }

    /// Places where a connection could be: n_in × n_out.
    pub fn places(&self) -> u64 {
        self.n_in as u64 * self.n_out() as u64
    }

    /// The number of the place (source, target), counted target by target.
    pub fn position(&self, target: u32, source: u32) -> u64 {
        u64::from(target) * self.n_in as u64 + u64::from(source)
    }

    /// The range of `target`'s connections in the parallel arrays.
    pub fn range(&self, target: usize) -> std::ops::Range<usize> {
        self.starts[target] as usize..self.starts[target + 1] as usize
    }

    /// The source neuron of every connection.
    pub fn sources(&self) -> &[u16] {
        &self.sources
    }

    /// The weight of every connection.
    pub fn weights(&self) -> &[f32] {
        &self.weights
    }

    /// The weights, to be changed.
    pub fn weights_mut(&mut self) -> &mut [f32] {
        &mut self.weights
    }

    /// The velocity of every connection's weight.
    pub fn velocities(&self) -> &[f32] {
        &self.velocities
    }

    /// The velocities, to be changed.
    pub fn velocities_mut(&mut self) -> &mut [f32] {
        &mut self.velocities
    }

    /// The weights and velocities, both to be changed.
    pub(super) fn weights_and_velocities_mut(&mut self) -> (&mut [f32], &mut [f32]) {
        (&mut self.weights, &mut self.velocities)
    }

    /// The epoch after which each connection grew; 0 for the initial ones.
    pub fn born(&self) -> &[u16] {
        &self.born
    }

    /// All connections in (target, source) order.
    pub fn iter(&self) -> impl Iterator<Item = Connection> + '_ {
        (0..self.n_out()).flat_map(move |target| {
            self.range(target).map(move |c| Connection {
                target: target as u32,
                source: u32::from(self.sources[c]),
                weight: self.weights[c],
            })
        })
    }

    /// Removes the connections for which `keep` is false and returns them in (target, source)
    /// order. The others keep their weight, velocity and age.
    pub fn retain(&mut self, mut keep: impl FnMut(Connection) -> bool) -> Vec<Connection> {
        // One copy of it for all who ask: it is not what takes time.
        self.retain_those(&mut keep)
    }

    fn retain_those(&mut self, keep: &mut dyn FnMut(Connection) -> bool) -> Vec<Connection> {
        let mut removed = Vec::new();
        let mut kept = 0;
        let mut start = 0;
        for target in 0..self.n_out() {
            let end = self.starts[target + 1] as usize;
            for c in start..end {
                let connection = Connection {
                    target: target as u32,
                    source: u32::from(self.sources[c]),
                    weight: self.weights[c],
                };
                if keep(connection) {
                    self.sources[kept] = self.sources[c];
                    self.weights[kept] = self.weights[c];
                    self.velocities[kept] = self.velocities[c];
                    self.born[kept] = self.born[c];
                    kept += 1;
                } else {
                    removed.push(connection);
                }
            }
            start = end;
            self.starts[target + 1] = kept as u32;
        }
        self.sources.truncate(kept);
        self.weights.truncate(kept);
        self.velocities.truncate(kept);
        self.born.truncate(kept);
        removed
    }

    /// Adds connections at rest, born in `epoch`.
    ///
    /// Panics unless they are strictly sorted by (target, source), within the layer, and at places
    /// that are empty.
    pub fn insert(&mut self, new: &[Connection], epoch: u16) {
        let mut merged = Self {
            n_in: self.n_in,
            starts: vec![0; self.starts.len()],
            sources: Vec::with_capacity(self.len() + new.len()),
            weights: Vec::with_capacity(self.len() + new.len()),
            velocities: Vec::with_capacity(self.len() + new.len()),
            born: Vec::with_capacity(self.len() + new.len()),
        };
        let mut new = new.iter().peekable();
        for target in 0..self.n_out() {
            let (mut old, end) = (
                self.starts[target] as usize,
                self.starts[target + 1] as usize,
            );
            while let Some(grown) = new.next_if(|grown| grown.target as usize == target) {
                while old < end && u32::from(self.sources[old]) < grown.source {
                    merged.push(
                        self.sources[old],
                        self.weights[old],
                        self.velocities[old],
                        self.born[old],
                    );
                    old += 1;
                }
                let last = merged.sources[merged.starts[target] as usize..].last();
                let after_last = last.is_none_or(|&last| u32::from(last) < grown.source);
                let before_next = old == end || u32::from(self.sources[old]) > grown.source;
                assert!(
                    after_last && before_next && (grown.source as usize) < self.n_in,
                    "connection {} → {target} is outside the layer, out of order or already there",
                    grown.source
                );
                merged.push(grown.source as u16, grown.weight, 0.0, epoch);
            }
            for c in old..end {
                merged.push(
                    self.sources[c],
                    self.weights[c],
                    self.velocities[c],
                    self.born[c],
                );
            }
            merged.starts[target + 1] = merged.len() as u32;
        }
        assert!(
            new.next().is_none(),
            "a connection is outside the layer or out of order"
        );
        *self = merged;
    }

    fn push(&mut self, source: u16, weight: f32, velocity: f32, born: u16) {
        self.sources.push(source);
        self.weights.push(weight);
        self.velocities.push(velocity);
        self.born.push(born);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(target: u32, source: u32) -> Connection {
        Connection {
            target,
            source,
            weight: (10 * target + source) as f32,
        }
    }

    fn layer() -> SparseLayer {
        SparseLayer::new(4, 3, [at(0, 1), at(0, 3), at(2, 0), at(2, 1), at(2, 2)])
    }

    #[test]
    fn stores_by_target() {
        let layer = layer();
        assert_eq!((layer.n_in(), layer.n_out(), layer.len()), (4, 3, 5));
        assert_eq!(layer.range(1), 2..2);
        assert_eq!(layer.iter().nth(3), Some(at(2, 1)));
    }

    #[test]
    fn retain_and_insert_keep_the_rest() {
        let mut layer = layer();
        layer
            .velocities_mut()
            .copy_from_slice(&[1.0, 2.0, 3.0, 4.0, 5.0]);
        assert_eq!(layer.retain(|c| c.source != 1), [at(0, 1), at(2, 1)]);
        layer.insert(&[at(0, 0), at(1, 3), at(2, 1), at(2, 3)], 7);
        let expected = [
            at(0, 0),
            at(0, 3),
            at(1, 3),
            at(2, 0),
            at(2, 1),
            at(2, 2),
            at(2, 3),
        ];
        assert!(layer.iter().eq(expected));
        assert_eq!(layer.velocities(), [0.0, 2.0, 0.0, 3.0, 0.0, 5.0, 0.0]);
        assert_eq!(layer.born(), [7, 0, 7, 0, 7, 0, 7]);
    }

    #[test]
    #[should_panic(expected = "already there")]
    fn refuses_a_double() {
        layer().insert(&[at(2, 1)], 1);
    }

    #[test]
    #[should_panic(expected = "out of order")]
    fn refuses_disorder() {
        SparseLayer::new(4, 3, [at(1, 1), at(1, 1)]);
    }
}
