//! The centralities that can be measured of a network, one row each.
//!
//! Laplacian centrality is part of every epoch; the others are measured when they are asked for. A row
//! is all that the command's `--measure`, its `measures.csv` and the page's Neuron tab need to offer
//! another one.

use super::{LayeredGraph, betweenness, eigenvector, harmonic, katz, laplacian, strength};
use crate::Refused;

/// A centrality: how it is called, and how it is measured.
///
/// ```
/// use censet::graph::LayeredGraph;
/// use censet::graph::centralities::centrality;
/// use censet::network::{Connection, SparseLayer};
///
/// let layer = SparseLayer::new(2, 1, [Connection { target: 0, source: 1, weight: -5.0 }]);
/// let katz = centrality("katz").unwrap();
/// let measuring = (katz.begin)(&LayeredGraph::new([&layer]), &katz.defaults());
/// assert_eq!(measuring.finish().unwrap().values, [1.0, 1.0, 1.5]);
/// ```
pub struct Centrality {
    /// Its name in options and files.
    pub id: &'static str,
    /// Its name in sentences.
    pub title: &'static str,
    /// What exactly is measured: a sentence.
    pub about: &'static str,
    /// Where it comes from.
    pub source: &'static str,
    /// Whether it may be below 0.
    pub signed: bool,
    /// Whether every epoch's report has it, so that nobody need ask for it.
    pub reported: bool,
    /// The numbers that it depends on, and what they usually are.
    pub parameters: &'static [(&'static str, f64)],
    /// Begins to measure a whole network, output layer included, with a value for each parameter.
    pub begin: fn(&LayeredGraph<'_>, &[f64]) -> Box<dyn Measuring>,
}

/// All centralities, in the order in which they are listed.
pub static CENTRALITIES: &[&Centrality] = &[
    &laplacian::DEFINED,
    &laplacian::PUBLISHED,
    &betweenness::BETWEENNESS,
    &katz::KATZ,
    &strength::STRENGTH,
    &eigenvector::EIGENVECTOR,
    &harmonic::HARMONIC,
];

/// The centrality of that name.
pub fn centrality(id: &str) -> Option<&'static Centrality> {
    let mut all = CENTRALITIES.iter();
    all.find(|centrality| centrality.id == id).copied()
}

impl Centrality {
    /// The usual values of its parameters.
    pub fn defaults(&self) -> Vec<f64> {
        self.parameters.iter().map(|&(_, usual)| usual).collect()
    }
}

/// A centrality in the making, piece by piece, so that who waits can be told and can stop.
///
/// ```
/// use censet::graph::EdgeList;
/// use censet::graph::betweenness::Betweenness;
/// use censet::graph::centralities::Measuring;
///
/// let path = EdgeList::new(3, [(0, 1, 1.0), (1, 2, 1.0)]);
/// let mut measuring: Box<dyn Measuring> = Box::new(Betweenness::new(&path));
/// assert_eq!(measuring.advance(1), (1, 3));
/// assert_eq!(measuring.advance(9), (3, 3));
/// assert_eq!(measuring.finish().unwrap().values, [0.0, 1.0, 0.0]);
/// ```
pub trait Measuring {
    /// Does up to so many pieces of the work; returns how many are done, and of how many.
    fn advance(&mut self, pieces: usize) -> (usize, usize);

    /// What was measured, after whatever work is left.
    ///
    /// # Errors
    /// A clause that says why there is no such number for this network.
    fn finish(self: Box<Self>) -> Result<Measured, Refused>;
}

/// The values of a centrality.
///
/// ```
/// use censet::graph::LayeredGraph;
/// use censet::graph::katz::KATZ;
/// use censet::network::{Connection, SparseLayer};
///
/// let layer = SparseLayer::new(1, 1, [Connection { target: 0, source: 0, weight: 3.0 }]);
/// let measured = (KATZ.begin)(&LayeredGraph::new([&layer]), &[0.5, 1.0]).finish().unwrap();
/// assert_eq!(measured.values, [1.0, 2.5]);
/// assert_eq!(measured.note, "α = 0.5 and β = 1");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// One a vertex, inputs first; not a number where the centrality says nothing.
    pub values: Vec<f64>,
    /// How it came out, where that is worth a word: a clause.
    pub note: String,
}

/// A centrality that is measured at once.
///
/// ```
/// use censet::graph::centralities::{AtOnce, Measuring};
///
/// let mut measuring = AtOnce::values(vec![0.5, 2.0]);
/// assert_eq!(measuring.advance(1), (1, 1));
/// assert_eq!(measuring.finish().unwrap().values, [0.5, 2.0]);
/// let refused = Box::new(AtOnce(Err("the graph has cycles".into())));
/// assert_eq!(refused.finish().unwrap_err().to_string(), "the graph has cycles");
/// ```
pub struct AtOnce(pub Result<Measured, Refused>);

impl AtOnce {
    /// Values that need no word.
    pub fn values(values: Vec<f64>) -> Box<dyn Measuring> {
        let note = String::new();
        Box::new(Self(Ok(Measured { values, note })))
    }
}

impl Measuring for AtOnce {
    fn advance(&mut self, _: usize) -> (usize, usize) {
        (1, 1)
    }

    fn finish(self: Box<Self>) -> Result<Measured, Refused> {
        self.0
    }
}
