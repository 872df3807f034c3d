//! The centralities that can be measured of a network, one row each.
//!
//! Laplacian centrality is part of every epoch; the others are measured when they are asked for. A row
//! is all that the command's `--measure`, its `measures.csv` and the page's Neuron tab need to offer
//! another one.

use super::{LayeredGraph, betweenness, eigenvector, katz, laplacian, strength};

/// A centrality: how it is called, and how it is measured.
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
pub trait Measuring {
    /// Does up to so many pieces of the work; returns how many are done, and of how many.
    fn advance(&mut self, pieces: usize) -> (usize, usize);

    /// What was measured, after whatever work is left.
    ///
    /// # Errors
    /// A clause that says why there is no such number for this network.
    fn finish(self: Box<Self>) -> Result<Measured, String>;
}

/// The values of a centrality.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// One a vertex, inputs first; not a number where the centrality says nothing.
    pub values: Vec<f64>,
    /// How it came out, where that is worth a word: a clause.
    pub note: String,
}

/// A centrality that is measured at once.
pub struct AtOnce(pub Result<Measured, String>);

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

    fn finish(self: Box<Self>) -> Result<Measured, String> {
        self.0
    }
}
