//! One small graph worked out to the last term, as one would by hand: Section 3.4 of the paper.
//!
//! Everything here is also computed elsewhere, for networks; this is the form in which people read
//! it: whole matrices, and the same centrality by Equation 4 and by the closed form.

use serde::Serialize;

use super::laplacian::{
    MAX_SPECTRUM_ORDER, centrality, centrality_by_eigenvalues, eigenvalues, energy, strengths,
};
use super::{EdgeList, WeightedGraph, betweenness};

/// A graph with its matrices, its spectrum and every vertex's measures.
///
/// ```
/// use censet::graph::examples::table_1;
/// use censet::graph::worked::Worked;
///
/// let worked = Worked::of(&table_1().graph);
/// // Six vertices of degrees 1, 2, 5, 2, 2, 2 and seven edges: Σ d² + 2·7.
/// assert_eq!(worked.energy_by_trace, 56.0);
/// assert!((worked.energy - 56.0).abs() < 1e-9);
/// assert_eq!(worked.vertices[2].by_closed_form, 48.0);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Worked {
    /// A, Equation 1: row by row.
    pub adjacency: Vec<Vec<f64>>,
    /// X, Equation 2: the strengths on the diagonal.
    pub strengths: Vec<Vec<f64>>,
    /// L = X − A.
    pub laplacian: Vec<Vec<f64>>,
    /// The eigenvalues of L, ascending.
    pub eigenvalues: Vec<f64>,
    /// The squared eigenvalues, in the same order.
    pub squares: Vec<f64>,
    /// E_L(G), Equation 3: the sum of the squared eigenvalues.
    pub energy: f64,
    /// The same from the trace of L²: Σ x_u² + Σ over edges of 2·w².
    pub energy_by_trace: f64,
    /// Every vertex, in order.
    pub vertices: Vec<WorkedVertex>,
}

/// What is known of one vertex v.
///
/// ```
/// use censet::graph::EdgeList;
/// use censet::graph::worked::Worked;
///
/// let path = EdgeList::new(3, [(0, 1, 2.0), (1, 2, 1.0)]);
/// let middle = &Worked::of(&path).vertices[1];
/// assert_eq!((middle.strength, middle.betweenness), (3.0, 1.0));
/// assert_eq!((middle.own, middle.squares, middle.crosses), (9.0, 5.0, 10.0));
/// assert_eq!(middle.by_closed_form, 24.0);
/// assert!((middle.by_definition - 24.0).abs() < 1e-9);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WorkedVertex {
    /// The number of its edges.
    pub degree: usize,
    /// x_v, the sum of its weights.
    pub strength: f64,
    /// Shortest paths through it, as [`betweenness`] counts them.
    pub betweenness: f64,
    /// E_L(G_v): the energy of the graph without it, by eigenvalues.
    pub energy_without: f64,
    /// LC(v) by Equation 4, E_L(G) − E_L(G_v), by eigenvalues.
    pub by_definition: f64,
    /// LC(v) by the closed form.
    pub by_closed_form: f64,
    /// The first term of the closed form, x_v².
    pub own: f64,
    /// Its other terms, two for each edge of the vertex.
    pub terms: Vec<Term>,
    /// Σ w², over the vertex's edges.
    pub squares: f64,
    /// Σ 2·w·x_u, over the vertex's edges.
    pub crosses: f64,
}

/// The share of one edge {v, u} in the closed form of LC(v).
///
/// ```
/// use censet::graph::EdgeList;
/// use censet::graph::worked::Worked;
///
/// let path = EdgeList::new(3, [(0, 1, 2.0), (1, 2, 1.0)]);
/// let end = &Worked::of(&path).vertices[0];
/// let [term] = &end.terms[..] else { panic!("one edge") };
/// assert_eq!((term.neighbour, term.weight, term.strength), (1, 2.0, 3.0));
/// assert_eq!((term.square, term.cross), (4.0, 12.0));
/// assert_eq!(end.own + term.square + term.cross, end.by_closed_form);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Term {
    /// u, the vertex at the other end.
    pub neighbour: usize,
    /// w, the edge's weight.
    pub weight: f64,
    /// x_u, the strength of the vertex at the other end.
    pub strength: f64,
    /// w².
    pub square: f64,
    /// 2·w·x_u.
    pub cross: f64,
}

impl Worked {
    /// Works out a graph: edges count as undirected, at most one may join two vertices, and loops
    /// are not considered.
    ///
    /// Panics if the graph has more than [`MAX_SPECTRUM_ORDER`] vertices or a weight is not finite.
    pub fn of(graph: &EdgeList) -> Self {
        let order = graph.order();
        let square = || vec![vec![0.0; order]; order];
        let (mut adjacency, mut diagonal, mut laplacian) = (square(), square(), square());
        let strengths = strengths(graph);
        graph.for_each_edge(|u, v, weight| {
            if u != v {
                adjacency[u][v] = weight;
                adjacency[v][u] = weight;
            }
        });
        for (u, &strength) in strengths.iter().enumerate() {
            diagonal[u][u] = strength;
            for v in 0..order {
                // Not 0 − 0 = −0, which would be written so.
                laplacian[u][v] = if u == v {
                    strength
                } else {
                    0.0 - adjacency[u][v]
                };
            }
        }
        let eigenvalues = eigenvalues(graph);
        let squares: Vec<f64> = eigenvalues.iter().map(|value| value * value).collect();
        let whole: f64 = squares.iter().sum();
        let by_definition = centrality_by_eigenvalues(graph);
        let by_closed_form = centrality(graph);
        let betweenness = betweenness::centrality(graph);
        let terms = terms(graph, &strengths);
        let vertices = terms
            .into_iter()
            .enumerate()
            .map(|(v, terms)| WorkedVertex {
                degree: terms.len(),
                strength: strengths[v],
                betweenness: betweenness[v],
                energy_without: whole - by_definition[v],
                by_definition: by_definition[v],
                by_closed_form: by_closed_form[v],
                own: strengths[v] * strengths[v],
                squares: terms.iter().map(|term| term.square).sum(),
                crosses: terms.iter().map(|term| term.cross).sum(),
                terms,
            });
        Self {
            vertices: vertices.collect(),
            adjacency,
            strengths: diagonal,
            laplacian,
            eigenvalues,
            squares,
            energy: whole,
            energy_by_trace: energy(graph),
        }
    }
}

/// The terms of every vertex's closed form, its neighbours in ascending order.
fn terms(graph: &EdgeList, strengths: &[f64]) -> Vec<Vec<Term>> {
    let mut terms = vec![vec![]; graph.order()];
    graph.for_each_edge(|u, v, weight| {
        for (of, neighbour) in [(u, v), (v, u)] {
            if u != v {
                terms[of].push(Term {
                    neighbour,
                    weight,
                    strength: strengths[neighbour],
                    square: weight * weight,
                    cross: 2.0 * weight * strengths[neighbour],
                });
            }
        }
    });
    for terms in &mut terms {
        crate::order::sort_by_key(terms, |term| term.neighbour);
    }
    terms
}

const _: () = assert!(MAX_ORDER <= MAX_SPECTRUM_ORDER);

/// The most vertices of a graph that people edit by hand: its matrices must stay readable.
pub const MAX_ORDER: usize = 12;
/// The largest weight, up or down, of a graph that people edit by hand.
pub const MAX_WEIGHT: f64 = 100.0;

/// Why a graph made by hand cannot be worked out.
///
/// ```
/// use censet::graph::worked::by_hand;
///
/// let refused = by_hand(&[1, 2], &[(1, 1, 0.5)]).unwrap_err();
/// assert_eq!(refused.field, "edge");
/// assert_eq!(refused.text, "The edge x1 – x1 is a loop; loops are not considered.");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// What it is about: `vertices`, `edge` or `weight`.
    pub field: &'static str,
    /// A sentence with the value and what is allowed.
    pub text: String,
}

/// A graph made by hand, if it keeps to what [`Worked::of`] and its readers can take: at most
/// [`MAX_ORDER`] vertices, no loops, at most one edge between two vertices, and weights that are
/// numbers from −[`MAX_WEIGHT`] to [`MAX_WEIGHT`].
///
/// Vertices and the ends of edges are named by numbers, 3 for x3; the graph has them in the order of
/// `vertices`.
pub fn by_hand(vertices: &[u32], edges: &[(u32, u32, f64)]) -> Result<EdgeList, Refused> {
    let refused = |field, text| Err(Refused { field, text });
    let order = vertices.len();
    if order > MAX_ORDER {
        let text = format!("The graph has {order} vertices; it may have at most {MAX_ORDER}.");
        return refused("vertices", text);
    }
    let mut indexed: Vec<(usize, usize, f64)> = vec![];
    for &(from, to, weight) in edges {
        let name = format!("x{from} – x{to}");
        let place = |end| vertices.iter().position(|&vertex| vertex == end);
        let (Some(u), Some(v)) = (place(from), place(to)) else {
            let text = format!("The edge {name} ends outside the graph.");
            return refused("edge", text);
        };
        if u == v {
            let text = format!("The edge {name} is a loop; loops are not considered.");
            return refused("edge", text);
        }
        let joins = |&(a, b, _): &(usize, usize, f64)| (a, b) == (u, v) || (a, b) == (v, u);
        if indexed.iter().any(joins) {
            let text = format!("The edge {name} is there twice; one may join two vertices.");
            return refused("edge", text);
        }
        if weight.is_nan() || weight.abs() > MAX_WEIGHT {
            let weight = weight.to_string().replace('-', "−");
            let text = format!(
                "The weight of {name} cannot be {weight}: a number from −{MAX_WEIGHT} to {MAX_WEIGHT}."
            );
            return refused("weight", text);
        }
        indexed.push((u, v, weight));
    }
    Ok(EdgeList::new(order, indexed))
}
