//! One neuron looked at closely: what its centrality is made of, its connections, and what a cut did
//! to its neighbours.

use serde::Serialize;

use super::laplacian::MakeUp;
use super::rewired::{Moment, Rewired};
use crate::network::Connection;

/// Neighbours that are listed, at most.
pub const LISTED: usize = 12;

/// A neuron in the epoch that scored it. Vertices are numbered layer by layer, inputs first.
///
/// ```
/// use censet::graph::neuron::look;
/// use censet::graph::rewired::{Measure, Rewired};
/// use censet::network::{Connection, SparseLayer};
///
/// let at = |source, weight| Connection { target: 0, source, weight };
/// let layer = SparseLayer::new(3, 1, [at(1, 2.0)]);
/// let rewired = Rewired::new(vec![layer], 3, vec![vec![at(0, 0.5)]], Measure::Defined);
/// let neuron = look(&rewired, 3);
/// assert_eq!((neuron.lc, neuron.rank), (Some(19.0), Some(1)));
/// assert_eq!((neuron.incoming, neuron.outgoing, neuron.strength), (2, 0, 2.5));
/// assert_eq!((neuron.cut, neuron.grown), (1, 0));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Neuron {
    /// Its number among all neurons.
    pub vertex: usize,
    /// Its Laplacian centrality before rewiring; none if it is not scored.
    pub lc: Option<f64>,
    /// Its place among all scored neurons, 1 for the highest centrality.
    pub rank: Option<usize>,
    /// The terms that add up to the centrality.
    pub make_up: Option<MakeUp>,
    /// Connections that end in it, before rewiring.
    pub incoming: usize,
    /// Connections that start in it, before rewiring.
    pub outgoing: usize,
    /// The sum of the weights of both, before rewiring.
    pub strength: f64,
    /// How many of its connections the epoch cut, and how many it grew.
    pub cut: usize,
    /// See `cut`.
    pub grown: usize,
    /// Ages of its connections after rewiring, in epochs; none if it has no connection.
    pub ages: Option<Ages>,
    /// Its strongest connections before rewiring.
    pub strongest: Vec<Link>,
    /// What happened to the centrality of the neurons at the other ends of what was cut.
    pub knock_on: Option<KnockOn>,
}

/// How long connections have been there: 0 for those grown in the epoch itself.
///
/// ```
/// use censet::graph::neuron::{Ages, look};
/// use censet::graph::rewired::{Measure, Rewired};
/// use censet::network::{Connection, SparseLayer};
///
/// let at = |source| Connection { target: 0, source, weight: 1.0 };
/// let mut layer = SparseLayer::new(3, 1, [at(0)]);
/// layer.insert(&[at(1)], 2);
/// layer.insert(&[at(2)], 5);
/// let rewired = Rewired::new(vec![layer], 5, vec![], Measure::Defined);
/// let ages = Ages { youngest: 0, median: 3, oldest: 5, initial: 1, of: 3 };
/// assert_eq!(look(&rewired, 3).ages, Some(ages));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Ages {
    /// The youngest.
    pub youngest: u16,
    /// Half of them are not older.
    pub median: u16,
    /// The oldest.
    pub oldest: u16,
    /// How many have been there from the start.
    pub initial: usize,
    /// How many there are.
    pub of: usize,
}

/// A connection seen from one of its neurons.
///
/// ```
/// use censet::graph::neuron::{Link, look};
/// use censet::graph::rewired::{Measure, Rewired};
/// use censet::network::{Connection, SparseLayer};
///
/// let at = |source, weight| Connection { target: 0, source, weight };
/// let layer = SparseLayer::new(3, 1, [at(1, -2.0)]);
/// let rewired = Rewired::new(vec![layer], 3, vec![vec![at(0, 0.5)]], Measure::Defined);
/// let link = |vertex, weight, cut| Link { vertex, weight, cut };
/// assert_eq!(look(&rewired, 3).strongest, [link(1, -2.0, false), link(0, 0.5, true)]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Link {
    /// The neuron at its other end.
    pub vertex: usize,
    /// Its weight.
    pub weight: f32,
    /// Whether the epoch cut it.
    pub cut: bool,
}

/// Section 7.2's knock-on effect: the centralities of those who lost a connection to a neuron.
///
/// ```
/// use censet::graph::neuron::look;
/// use censet::graph::rewired::{Measure, Rewired};
/// use censet::network::{Connection, SparseLayer};
///
/// let at = |source, weight| Connection { target: 0, source, weight };
/// let mut layer = SparseLayer::new(3, 1, [at(1, 2.0)]);
/// layer.insert(&[at(2, 1.0)], 3);
/// let rewired = Rewired::new(vec![layer], 3, vec![vec![at(0, 0.5)]], Measure::Defined);
/// let knock_on = look(&rewired, 0).knock_on.unwrap();
/// assert_eq!((knock_on.of, knock_on.lower), (1, 1));
/// assert_eq!(knock_on.most, [(3, [19.0, 16.0, 24.0])]);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KnockOn {
    /// How many neurons lost a connection to it.
    pub of: usize,
    /// Their mean centrality before the cut, after it, and after regrowth.
    pub mean: [f64; 3],
    /// How many of them were less central after the cut than before.
    pub lower: usize,
    /// Those whose centrality the cut changed most, each with the same three values.
    pub most: Vec<(usize, [f64; 3])>,
}

/// A connection with the layer that it leaves.
type Placed = (usize, Connection);

/// Looks at the neuron number `vertex`.
///
/// Panics if there is no such neuron.
pub fn look(network: &Rewired, vertex: usize) -> Neuron {
    assert!(vertex < network.order(), "no neuron {vertex}");
    let sizes = network.sizes();
    let before = network.before();
    let make_up = network.make_up(vertex);
    let lc = before.centrality.get(vertex).copied();
    let all = connections(before, &sizes, vertex);
    let is_cut = |(layer, c): &Placed| {
        let place = |c: &Connection| (c.target, c.source);
        network
            .removed(*layer)
            .binary_search_by_key(&place(c), place)
            .is_ok()
    };
    let far = |placed: &Placed| other_end(&sizes, vertex, placed);
    let cut: Vec<&Placed> = all.iter().filter(|placed| is_cut(placed)).collect();
    let (layer, _) = locate(&sizes, vertex);
    let incoming = all.iter().filter(|(from, _)| from + 1 == layer).count();
    Neuron {
        vertex,
        lc,
        rank: lc.map(|lc| {
            1 + before
                .centrality
                .iter()
                .filter(|other| **other > lc)
                .count()
        }),
        make_up,
        incoming,
        outgoing: all.len() - incoming,
        strength: all.iter().map(|(_, c)| f64::from(c.weight)).sum(),
        cut: cut.len(),
        grown: (0..network.after().layers.len())
            .flat_map(|index| network.grown(index).map(move |c| (index, c)))
            .filter(|placed| touches(&sizes, vertex, placed))
            .count(),
        ages: ages(network, &sizes, vertex),
        strongest: strongest(&all)
            .into_iter()
            .map(|placed| Link {
                vertex: far(placed),
                weight: placed.1.weight,
                cut: is_cut(placed),
            })
            .collect(),
        knock_on: knock_on(network, cut.into_iter().map(far).collect()),
    }
}

/// The layer of a vertex and its index there.
pub fn locate(sizes: &[usize], vertex: usize) -> (usize, usize) {
    let mut rest = vertex;
    for (layer, &size) in sizes.iter().enumerate() {
        if rest < size {
            return (layer, rest);
        }
        rest -= size;
    }
    panic!("no neuron {vertex} in layers {sizes:?}")
}

/// The vertices at the ends of a connection.
pub fn ends(sizes: &[usize], (layer, c): &Placed) -> (usize, usize) {
    let start: usize = sizes[..*layer].iter().sum();
    (
        start + c.source as usize,
        start + sizes[*layer] + c.target as usize,
    )
}

fn touches(sizes: &[usize], vertex: usize, placed: &Placed) -> bool {
    let (from, to) = ends(sizes, placed);
    from == vertex || to == vertex
}

fn other_end(sizes: &[usize], vertex: usize, placed: &Placed) -> usize {
    let (from, to) = ends(sizes, placed);
    if from == vertex { to } else { from }
}

/// The connections of a vertex, the incoming ones first.
pub fn connections(moment: &Moment, sizes: &[usize], vertex: usize) -> Vec<Placed> {
    let (layer, index) = locate(sizes, vertex);
    let mut found = Vec::new();
    if let Some(before) = layer.checked_sub(1) {
        let into = &moment.layers[before];
        found.extend(into.range(index).map(|at| {
            let connection = Connection {
                target: index as u32,
                source: u32::from(into.sources()[at]),
                weight: into.weights()[at],
            };
            (before, connection)
        }));
    }
    if let Some(out_of) = moment.layers.get(layer) {
        let out = out_of.iter().filter(|c| c.source as usize == index);
        found.extend(out.map(|c| (layer, c)));
    }
    found
}

fn strongest(all: &[Placed]) -> Vec<&Placed> {
    let mut order: Vec<&Placed> = all.iter().collect();
    crate::order::sort_by(&mut order, |a, b| {
        b.1.weight.abs().total_cmp(&a.1.weight.abs())
    });
    order.truncate(LISTED);
    order
}

fn ages(network: &Rewired, sizes: &[usize], vertex: usize) -> Option<Ages> {
    let (layer, index) = locate(sizes, vertex);
    let layers = &network.after().layers;
    let mut born: Vec<u16> = Vec::new();
    if let Some(into) = layer.checked_sub(1).map(|before| &layers[before]) {
        born.extend_from_slice(&into.born()[into.range(index)]);
    }
    if let Some(out_of) = layers.get(layer) {
        let all = out_of.sources().iter().zip(out_of.born());
        born.extend(all.filter(|(s, _)| usize::from(**s) == index).map(|c| c.1));
    }
    born.sort_unstable();
    let age = |born: u16| network.epoch() - born;
    Some(Ages {
        youngest: age(*born.last()?),
        median: age(born[born.len() / 2]),
        oldest: age(born[0]),
        initial: born.iter().take_while(|born| **born == 0).count(),
        of: born.len(),
    })
}

fn knock_on(network: &Rewired, mut neighbours: Vec<usize>) -> Option<KnockOn> {
    neighbours.sort_unstable();
    neighbours.dedup();
    let moments = [network.before(), network.between(), network.after()];
    // Output neurons have no centrality under lc=published.
    let scored = moments[0].centrality.len();
    let mut changes: Vec<(usize, [f64; 3])> = neighbours
        .into_iter()
        .filter(|&v| v < scored)
        .map(|v| (v, moments.map(|moment| moment.centrality[v])))
        .collect();
    if changes.is_empty() {
        return None;
    }
    let of = changes.len();
    let mean = [0, 1, 2].map(|i| changes.iter().map(|(_, lc)| lc[i]).sum::<f64>() / of as f64);
    let lower = changes.iter().filter(|(_, lc)| lc[1] < lc[0]).count();
    let size = |(_, lc): &(usize, [f64; 3])| (lc[1] - lc[0]).abs();
    crate::order::sort_by(&mut changes, |a, b| size(b).total_cmp(&size(a)));
    changes.truncate(LISTED);
    Some(KnockOn {
        of,
        mean,
        lower,
        most: changes,
    })
}
