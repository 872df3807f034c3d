//! Degrees: how many connections a neuron has, whatever their weights.

use crate::graph::WeightedGraph;

/// The number of connections of every vertex, those of weight 0 included.
///
/// ```
/// use censet::graph::EdgeList;
/// use censet::graph::statistics::degrees;
///
/// let degrees = degrees(&EdgeList::new(3, [(0, 1, 2.0), (0, 2, 0.0)]));
/// assert_eq!(degrees.outgoing, [2, 0, 0]);
/// assert_eq!(degrees.incoming, [0, 1, 1]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Degrees {
    /// Connections that end in the vertex.
    pub incoming: Vec<u32>,
    /// Connections that start in the vertex.
    pub outgoing: Vec<u32>,
}

/// Counts the connections of every vertex; in a layered graph the input layer has no incoming and
/// the last layer no outgoing ones.
pub fn degrees(graph: &impl WeightedGraph) -> Degrees {
    let mut degrees = Degrees {
        incoming: vec![0; graph.order()],
        outgoing: vec![0; graph.order()],
    };
    graph.for_each_edge(|from, to, _| {
        degrees.outgoing[from] += 1;
        degrees.incoming[to] += 1;
    });
    degrees
}

/// How many vertices have each degree: element d counts those of degree d. It ends with the largest
/// degree, and is empty if there is no vertex.
pub fn degree_distribution(degrees: &[u32]) -> Vec<u32> {
    let length = degrees.iter().max().map_or(0, |&largest| largest + 1);
    let mut distribution = vec![0; length as usize];
    degrees
        .iter()
        .for_each(|&degree| distribution[degree as usize] += 1);
    distribution
}
