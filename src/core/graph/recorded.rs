//! The graphs on which the paper's code measured Laplacian centrality.
//!
//! The notebooks write kernel l of a list into one matrix, at row Σ sizes[..l] and column
//! Σ sizes[..l + 1], for every l < len(sizes) − 1. Entries that are 0 are not written, an entry
//! written later replaces an earlier one, and what lies beyond the sum of the sizes makes further
//! vertices. Only for CenSET do the sizes and kernels that are passed fit the network. The paper
//! compares the three graphs in its Tables 4, 9 and 10; the measure is
//! [`published_centrality`](super::laplacian::published_centrality).

use super::WeightedGraph;
use crate::network::{Connection, SparseLayer};

/// Whose graph: each method's notebook passed other sizes and kernels.
///
/// ```
/// use censet::graph::WeightedGraph;
/// use censet::graph::recorded::{RecordedAs, graph};
/// use censet::network::{Connection, SparseLayer};
///
/// let at = |target, source| Connection { target, source, weight: 0.5 };
/// let first = SparseLayer::new(4, 3, [at(0, 3), at(2, 0)]);
/// let second = SparseLayer::new(3, 2, [at(1, 2)]);
/// let order = |recorded| graph(recorded, &[&first, &second]).order();
/// assert_eq!(order(RecordedAs::Censet), 4 + 3 + 2);
/// // The first kernel does not fit the 3 + 2 hidden neurons: its last column is a further vertex.
/// assert_eq!(order(RecordedAs::Set), 6);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordedAs {
    /// The hidden sizes, and the first kernel again and again.
    Mlp,
    /// The hidden sizes, and the kernels from the first one on: each stands one place too early, and
    /// the last is never used. The code measured after pruning, see [`under_new_mask`].
    Set,
    /// All sizes and their kernels: the network without its output layer, before pruning.
    Censet,
}

/// Where a kernel was written.
#[derive(Clone, Copy, Debug)]
struct Placed<'a> {
    kernel: &'a SparseLayer,
    row: usize,
    column: usize,
}

/// One of the notebooks' graphs, not stored: it borrows the kernels, and while it hands out the
/// edges of one it looks in the later ones for entries at the same place.
///
/// ```
/// use censet::graph::EdgeList;
/// use censet::graph::recorded::{RecordedAs, graph};
/// use censet::network::{Connection, SparseLayer};
///
/// let at = |target, source, weight| Connection { target, source, weight };
/// let layer = SparseLayer::new(2, 3, [at(0, 1, 0.5), at(1, 1, 0.0), at(2, 0, -1.0)]);
/// let recorded = graph(RecordedAs::Censet, &[&layer]);
/// // In the matrix, a connection of weight 0 is none.
/// assert_eq!(EdgeList::copy_of(&recorded), EdgeList::new(5, [(1, 2, 0.5), (0, 4, -1.0)]));
/// ```
#[derive(Clone, Debug)]
pub struct RecordedGraph<'a> {
    order: usize,
    placed: Vec<Placed<'a>>,
}

/// The graph that the notebook of this method built from the kernels between the input and the last
/// hidden layer; the output layer's is not among them.
///
/// Panics if there is no kernel.
pub fn graph<'a>(recorded: RecordedAs, layers: &[&'a SparseLayer]) -> RecordedGraph<'a> {
    let first = *layers.first().expect("a network has at least one kernel");
    let hidden = layers.iter().map(|layer| layer.n_out());
    let sizes: Vec<usize> = match recorded {
        RecordedAs::Censet => std::iter::once(first.n_in()).chain(hidden).collect(),
        RecordedAs::Mlp | RecordedAs::Set => hidden.collect(),
    };
    let (mut row, mut order) = (0, sizes.iter().sum::<usize>());
    let mut placed = Vec::new();
    for (l, size) in sizes[..sizes.len() - 1].iter().enumerate() {
        let kernel = match recorded {
            RecordedAs::Mlp => first,
            RecordedAs::Set | RecordedAs::Censet => layers[l],
        };
        let column = row + size;
        let (rows, columns) = extent(kernel);
        if rows > 0 {
            order = order.max(row + rows).max(column + columns);
        }
        placed.push(Placed {
            kernel,
            row,
            column,
        });
        row = column;
    }
    RecordedGraph { order, placed }
}

/// One more than the largest source and the largest target of an entry that is not 0.
fn extent(kernel: &SparseLayer) -> (usize, usize) {
    let (mut rows, mut columns) = (0, 0);
    for target in 0..kernel.n_out() {
        let range = kernel.range(target);
        if let Some(last) = kernel.weights()[range.clone()]
            .iter()
            .rposition(|&w| w != 0.0)
        {
            rows = rows.max(usize::from(kernel.sources()[range.start + last]) + 1);
            columns = target + 1;
        }
    }
    (rows, columns)
}

impl WeightedGraph for RecordedGraph<'_> {
    fn order(&self) -> usize {
        self.order
    }

    fn for_each_edge(&self, mut edge: impl FnMut(usize, usize, f64)) {
        let mut later = Vec::new();
        for (n, placed) in self.placed.iter().enumerate() {
            for target in 0..placed.kernel.n_out() {
                let to = placed.column + target;
                later.clear();
                later.extend(
                    self.placed[n + 1..]
                        .iter()
                        .filter_map(|other| Column::of(other, to)),
                );
                let range = placed.kernel.range(target);
                let sources = &placed.kernel.sources()[range.clone()];
                for (&source, &weight) in sources.iter().zip(&placed.kernel.weights()[range]) {
                    let from = placed.row + usize::from(source);
                    if weight != 0.0 && !later.iter_mut().any(|column| column.has(from)) {
                        edge(from, to, f64::from(weight));
                    }
                }
            }
        }
    }
}

/// What a kernel wrote in one column of the matrix, read downwards.
struct Column<'a> {
    row: usize,
    sources: &'a [u16],
    weights: &'a [f32],
}

impl<'a> Column<'a> {
    fn of(placed: &Placed<'a>, column: usize) -> Option<Self> {
        let target = column.checked_sub(placed.column)?;
        let kernel = placed.kernel;
        let range = (target < kernel.n_out()).then(|| kernel.range(target))?;
        Some(Self {
            row: placed.row,
            sources: &kernel.sources()[range.clone()],
            weights: &kernel.weights()[range],
        })
    }

    /// Whether something was written in this row; rows must be asked for in ascending order.
    fn has(&mut self, row: usize) -> bool {
        while let (Some((&source, sources)), Some((&weight, weights))) =
            (self.sources.split_first(), self.weights.split_first())
        {
            let here = self.row + usize::from(source);
            if here >= row {
                return here == row && weight != 0.0;
            }
            (self.sources, self.weights) = (sources, weights);
        }
        false
    }
}

/// The kernel that SET's notebook measured: trained weights under the mask after regrowth. A
/// connection that grew is worth 0 there, or, if it is one of those just removed, its old weight.
///
/// `rewired` is the layer after regrowth; `removed` and `grown` are what the epoch cut and grew, in
/// (target, source) order. Panics if a grown connection is not in the layer.
pub fn under_new_mask(
    rewired: &SparseLayer,
    removed: &[Connection],
    grown: &[Connection],
) -> SparseLayer {
    let mut measured = rewired.clone();
    let place = |c: &Connection| (c.target, c.source);
    for connection in grown {
        let range = rewired.range(connection.target as usize);
        let at = rewired.sources()[range.clone()]
            .binary_search_by_key(&connection.source, |&source| u32::from(source))
            .expect("a grown connection is in the layer");
        let old = removed.binary_search_by_key(&place(connection), place);
        measured.weights_mut()[range.start + at] = old.map_or(0.0, |old| removed[old].weight);
    }
    measured
}
