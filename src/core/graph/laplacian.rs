//! Laplacian centrality.
//!
//! X. Qi et al., "Laplacian centrality: A new centrality measure for weighted networks", 2012; the
//! paper's Equations 1–4. With A the adjacency matrix, X the diagonal matrix of the strengths
//! x_u = Σ_v w_uv and L = X − A, the Laplacian energy is the sum of the squared eigenvalues of L,
//! and the centrality of a vertex is the drop of energy when it is taken away.
//!
//! The same number three ways: [`centrality`] is the closed form, linear in the edges, which the
//! trainer uses; [`centrality_by_definition`] takes every vertex away in turn;
//! [`centrality_by_eigenvalues`] does so without the trace that stands in for the eigenvalues.

mod make_up;
mod spectrum;

use super::centralities::{AtOnce, Centrality};
use super::{EdgeList, LayeredGraph, WeightedGraph};
use crate::network::SparseLayer;
use crate::told;

pub use make_up::{MakeUp, make_up, published_make_up};
pub use spectrum::{
    MAX_SPECTRUM_ORDER, centrality_by_eigenvalues, eigenvalues, energy_by_eigenvalues,
};

/// The row of Laplacian centrality as it is defined.
pub static DEFINED: Centrality = Centrality {
    id: "laplacian",
    title: "Laplacian centrality",
    about: told(
        "Equation 4 on the whole network: undirected, signed weights, output layer included.",
    ),
    source: told(
        "X. Qi et al., “Laplacian centrality: A new centrality measure for weighted networks”, 2012",
    ),
    signed: true,
    reported: true,
    parameters: &[],
    begin: |graph, _| AtOnce::values(centrality(graph)),
};

/// The row of Laplacian centrality as the paper's code computed it.
pub static PUBLISHED: Centrality = Centrality {
    id: "laplacian-published",
    title: "Laplacian centrality as published",
    about: told(
        "What the paper’s code computed: out-edges only, own strength truncated, no output layer.",
    ),
    source: told(
        "A. Heath, “Investigating the use of hub neuron identification for pruning sparse neural \
             networks”, 2021, by its code",
    ),
    signed: true,
    reported: true,
    parameters: &[],
    begin: |graph, _| {
        let mut values = published_centrality(&graph.without_output());
        values.resize(graph.order(), f64::NAN);
        AtOnce::values(values)
    },
};

/// Which graph Laplacian centrality is taken of, and by which formula (`lc`).
///
/// ```
/// use censet::graph::laplacian::Definition;
/// use censet::network::{Connection, SparseLayer};
///
/// let only = |weight| SparseLayer::new(1, 1, [Connection { target: 0, source: 0, weight }]);
/// let (first, output) = (only(1.5), only(2.0));
/// let lc = Definition::ALL.map(|definition| definition.centrality(&[&first, &output]));
/// assert_eq!(lc[0], [15.0, 31.0, 22.0]);
/// // trunc(1.5)² + 1.5², and nothing of the output layer.
/// assert_eq!(lc[1], [3.25, 0.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Definition {
    /// Equation 4 on the whole network: undirected, output layer included.
    Defined,
    /// What the paper's code computed: out-edges only, own strength truncated, no output layer.
    Published,
}

impl Definition {
    /// All values, the usual one first.
    pub const ALL: [Self; 2] = [Self::Defined, Self::Published];

    /// The value's name in a text.
    pub fn name(self) -> &'static str {
        match self {
            Self::Defined => "defined",
            Self::Published => "published",
        }
    }

    /// The value that a text names.
    pub(crate) fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.name() == text)
    }

    /// The layers that have a centrality, of one item a layer, inputs first: the graph of the paper's
    /// code leaves the output layer out.
    pub fn scored<T>(self, sizes: &[T]) -> &[T] {
        match self {
            Self::Defined => sizes,
            Self::Published => &sizes[..sizes.len() - 1],
        }
    }

    /// The centrality of every scored neuron of a network, inputs first; `layers` are the connections
    /// into each layer after the inputs, the output layer's last.
    pub fn centrality(self, layers: &[&SparseLayer]) -> Vec<f64> {
        let graph = LayeredGraph::new(self.scored(layers).iter().copied());
        match self {
            Self::Defined => centrality(&graph),
            Self::Published => published_centrality(&graph),
        }
    }

    /// What the centrality of one vertex is made of.
    pub fn make_up(self, layers: &[SparseLayer], vertex: usize) -> MakeUp {
        let graph = LayeredGraph::new(self.scored(layers));
        match self {
            Self::Defined => make_up(&graph, vertex),
            Self::Published => published_make_up(&graph, vertex),
        }
    }
}

/// Equation 4 for every vertex, by its closed form
/// LC(v) = x_v² + Σ_{u∼v} (w_uv² + 2·w_uv·x_u), in time linear in the edges.
///
/// Edges count as undirected; weights may have any sign; loops are left out. At most one edge may
/// join two vertices.
pub fn centrality(graph: &impl WeightedGraph) -> Vec<f64> {
    let strengths = strengths(graph);
    let mut centrality: Vec<f64> = strengths.iter().map(|x| x * x).collect();
    graph.for_each_edge(|u, v, w| {
        if u != v {
            centrality[u] += w * (w + 2.0 * strengths[v]);
            centrality[v] += w * (w + 2.0 * strengths[u]);
        }
    });
    centrality
}

/// How much each edge lowers the Laplacian energy when it alone is taken away, in the graph's order:
/// 2·w·(x_u + x_v), as both its ends lose w of their strengths and the sum of squared weights w². For a
/// connection it is what [`centrality`] is for a neuron; 0 for a loop.
///
/// ```
/// use censet::graph::EdgeList;
/// use censet::graph::laplacian::edge_centrality;
///
/// let path = EdgeList::new(3, [(0, 1, 2.0), (1, 2, -1.0)]);
/// assert_eq!(edge_centrality(&path), [2.0 * 2.0 * (2.0 + 1.0), 2.0 * -1.0 * (1.0 - 1.0)]);
/// ```
pub fn edge_centrality(graph: &impl WeightedGraph) -> Vec<f64> {
    let strengths = strengths(graph);
    let mut centrality = Vec::new();
    graph.for_each_edge(|u, v, w| {
        let ends = if u == v {
            0.0
        } else {
            strengths[u] + strengths[v]
        };
        centrality.push(2.0 * w * ends);
    });
    centrality
}

/// The signed strength x_u = Σ_v w_uv of every vertex; edges count as undirected, loops not at all.
pub fn strengths(graph: &impl WeightedGraph) -> Vec<f64> {
    let mut strengths = vec![0.0; graph.order()];
    graph.for_each_edge(|u, v, w| {
        if u != v {
            strengths[u] += w;
            strengths[v] += w;
        }
    });
    strengths
}

/// Laplacian energy, Equation 3, from the trace of L²: Σ_u x_u² + Σ over edges of 2·w².
pub fn energy(graph: &impl WeightedGraph) -> f64 {
    let mut energy: f64 = strengths(graph).iter().map(|x| x * x).sum();
    graph.for_each_edge(|u, v, w| {
        if u != v {
            energy += 2.0 * w * w;
        }
    });
    energy
}

/// Equation 4 to the letter: the energy of the graph less its energy without the vertex, with the
/// energy of [`energy`]; in time that grows with vertices × edges.
///
/// Edges as for [`centrality`]. The difference of two sums loses digits that the closed form keeps:
/// about 1e-16 of the whole energy.
pub fn centrality_by_definition(graph: &impl WeightedGraph) -> Vec<f64> {
    drops(graph, energy)
}

/// How much each vertex lowers `energy` when it is taken away.
fn drops(graph: &impl WeightedGraph, energy: impl Fn(&EdgeList) -> f64) -> Vec<f64> {
    let graph = EdgeList::copy_of(graph);
    let whole = energy(&graph);
    (0..graph.order())
        .map(|vertex| whole - energy(&graph.without(vertex)))
        .collect()
}

/// What the paper's code computed in place of Equation 4: only edges that leave a vertex count, and
/// the vertex's own strength is cut to a whole number (towards zero) before it is squared,
/// trunc(o_v)² + Σ_{v→u} (w_vu² + 2·w_vu·o_u) with the out-strengths o.
///
/// The paper gave a directed graph to NetworKit, whose measure keeps a vertex's own strength in an
/// integer. A loop counts once in the strength and once in the sum.
pub fn published_centrality(graph: &impl WeightedGraph) -> Vec<f64> {
    let strengths = out_strengths(graph);
    let mut centrality: Vec<f64> = strengths
        .iter()
        .map(|o: &f64| o.trunc() * o.trunc())
        .collect();
    graph.for_each_edge(|from, to, w| centrality[from] += w * (w + 2.0 * strengths[to]));
    centrality
}

/// The sum of the weights that leave each vertex.
fn out_strengths(graph: &impl WeightedGraph) -> Vec<f64> {
    let mut strengths = vec![0.0; graph.order()];
    graph.for_each_edge(|from, _, w| strengths[from] += w);
    strengths
}
