//! Small graphs to begin with.

use super::EdgeList;
use crate::told;

/// A graph and where its vertices are drawn.
///
/// ```
/// use censet::graph::WeightedGraph;
/// use censet::graph::examples::examples;
///
/// for example in examples() {
///     assert_eq!(example.places.len(), example.graph.order(), "{}", example.id);
///     let inside = |&(x, y): &(f64, f64)| (0.0..=1.0).contains(&x) && (0.0..=1.0).contains(&y);
///     assert!(example.places.iter().all(inside), "{}", example.id);
/// }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Its name in links and code.
    pub id: &'static str,
    /// Its name on the page.
    pub title: &'static str,
    /// One sentence about it.
    pub about: &'static str,
    /// The graph.
    pub graph: EdgeList,
    /// Where each vertex is drawn, in a unit square: from the left, from the top.
    pub places: Vec<(f64, f64)>,
}

/// All examples, the first one first.
pub fn examples() -> Vec<Example> {
    vec![table_1(), layered()]
}

/// The graph behind the paper's Table 1: two triangles and one more vertex that share a hub.
///
/// The paper's Figure 3 is called weighted, but the drawing script in its author's repository joins
/// the vertices with weights of 1, and no other unweighted graph of six vertices has the same LC.
/// Table 1 gives the hub's two measures to different vertices (LC to x3, BC to x4); here the hub is
/// x3, so that every LC is where the table has it.
pub fn table_1() -> Example {
    let edges = [(0, 2), (1, 2), (1, 3), (2, 3), (2, 4), (2, 5), (4, 5)];
    Example {
        id: "table1",
        title: "Table 1’s graph",
        about: told("The graph that gives the values of the paper’s Table 1: every weight is 1."),
        graph: EdgeList::new(6, edges.map(|(from, to)| (from, to, 1.0))),
        places: vec![
            (0.5, 0.12),
            (0.14, 0.36),
            (0.5, 0.5),
            (0.14, 0.84),
            (0.86, 0.36),
            (0.86, 0.84),
        ],
    }
}

/// A network of three layers with weights of both signs, in which one hidden neuron has a negative
/// centrality: the graph has more energy without it.
pub fn layered() -> Example {
    let edges = [
        (0, 3, 1.5),
        (0, 4, -0.5),
        (1, 3, 1.0),
        (1, 5, -1.0),
        (2, 4, 0.5),
        (2, 5, -1.5),
        (3, 6, 2.0),
        (4, 7, 0.5),
        (5, 7, -2.0),
    ];
    let column = |x: f64, ys: &'static [f64]| ys.iter().map(move |&y| (x, y));
    Example {
        id: "layers",
        title: "A small network",
        about: told(
            "Three inputs, three hidden neurons and two outputs, with weights of both signs.",
        ),
        graph: EdgeList::new(8, edges),
        places: column(0.14, &[0.16, 0.5, 0.84])
            .chain(column(0.5, &[0.16, 0.5, 0.84]))
            .chain(column(0.86, &[0.3, 0.7]))
            .collect(),
    }
}
