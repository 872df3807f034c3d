//! Who is connected with whom, for searches: directions, weights (0 included), loops and repeated edges do not matter.

use super::WeightedGraph;

/// No path from the source of a search has been found.
pub(super) const UNREACHED: u32 = u32::MAX;

/// The neighbours of every vertex. Memory: eight bytes an edge.
#[derive(Clone, Debug)]
pub(super) struct Neighbours {
    /// Those of v are `all[starts[v]..starts[v + 1]]`, ascending.
    starts: Vec<usize>,
    all: Vec<u32>,
}

impl Neighbours {
    pub(super) fn of(graph: &impl WeightedGraph) -> Self {
        let order = graph.order();
        let mut starts = vec![0; order + 1];
        graph.for_each_edge(|u, v, _| {
            starts[u + 1] += 1;
            starts[v + 1] += 1;
        });
        for v in 0..order {
            starts[v + 1] += starts[v];
        }
        let mut ends = starts.clone();
        let mut neighbours = vec![0; starts[order]];
        graph.for_each_edge(|u, v, _| {
            for (from, to) in [(u, v), (v, u)] {
                neighbours[ends[from]] = to as u32;
                ends[from] += 1;
            }
        });
        let mut simple = Self {
            starts: vec![0],
            all: Vec::with_capacity(neighbours.len()),
        };
        for v in 0..order {
            let all = &mut neighbours[starts[v]..starts[v + 1]];
            crate::order::sort_by_key(all, |&u| u);
            let mut last = v as u32;
            for &mut u in all {
                if u != v as u32 && u != last {
                    simple.all.push(u);
                }
                last = u;
            }
            simple.starts.push(simple.all.len());
        }
        simple
    }

    /// The neighbours of a vertex, ascending.
    pub(super) fn beside(&self, v: usize) -> &[u32] {
        &self.all[self.starts[v]..self.starts[v + 1]]
    }
}
