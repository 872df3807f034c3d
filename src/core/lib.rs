//! Sparse neural networks that rewire themselves while they learn.
//!
//! The crate trains small multi-layer perceptrons whose layers are *sparse* and rewires them while
//! they learn, by SET (Sparse Evolutionary Training) or by CenSET, which prunes the neurons of
//! lowest Laplacian centrality (A. Heath, "Investigating the use of hub neuron identification for
//! pruning sparse neural networks", 2021). The same code runs natively and in a browser, and gives
//! the same bits in both.
//!
//! A network trained, and the centrality of its neurons:
//!
//! ```
//! use std::sync::Arc;
//!
//! use censet::dataset::Dataset;
//! use censet::experiment::parse;
//! use censet::graph::{LayeredGraph, laplacian};
//! use censet::trainer::{Phase, Trainer};
//!
//! let text = "train=400&test=100&side=14&hidden=40-30&lanes=censet:k=0.5&epochs=3";
//! let experiment = parse(text).experiment.unwrap();
//! let images = Dataset::garments(experiment.train, experiment.test, experiment.side);
//! let mut lane = Trainer::new(experiment, 0, Arc::new(images));
//! while lane.phase() != Phase::Finished {
//!     if let Some(report) = lane.advance().report {
//!         println!("epoch {}: {} %, {} cut", report.epoch, report.test_accuracy, report.removed);
//!     }
//! }
//! let layers = lane.network().layers.iter().map(|layer| &layer.connections);
//! let centrality = laplacian::centrality(&LayeredGraph::new(layers));
//! assert_eq!(centrality.len(), 196 + 40 + 30 + 10);
//! ```
//!
//! Data flows one way, and so do the dependencies: a module may use those above it, never those
//! below.
//!
//! 1. [`order`] sorts, and [`words`] writes numbers for sentences;
//! 2. [`random`]: one reproducible stream of random numbers for each purpose;
//! 3. [`dataset`]: images and labels, standardisation, down-sampling;
//! 4. [`network`]: sparse layers, their kernels, activations, loss and optimiser;
//! 5. [`graph`]: the network as one weighted graph, and the centrality of its neurons;
//! 6. [`rewiring`]: Erdős–Rényi start, what each method cuts and grows;
//! 7. [`experiment`]: a short text that fully determines a run, parsed and checked;
//! 8. [`digest`]: a name for the bits of a network;
//! 9. [`imported`]: networks from elsewhere, out of files of tensors;
//! 10. [`trainer`]: one lane, phase by phase, and the report of each epoch;
//! 11. [`save`]: a lane or a run as bytes that can be continued;
//! 12. [`timeline`]: the wiring of every epoch from what each one cut and grew: ages, survival;
//! 13. [`search`]: the runs of a grid, grouped over seeds, compared, and as curves over what was varied.
//!
//! Figures are drawn by the crate `censet-figures`; the command and the page are shells around both. Archives are unpacked
//! by the feature `archives` alone.
//!
//! **Errors.** A broken contract inside the code panics. Everything that a user, a link or a file
//! can cause is a `Result` whose error is a sentence for that user: [`Refused`] where a clause is all.

pub mod dataset;
pub mod digest;
pub mod experiment;
pub mod graph;
pub mod imported;
pub mod network;
pub mod order;
pub mod random;
mod refused;
pub mod rewiring;
pub mod save;
pub mod search;
pub mod timeline;
pub mod trainer;
pub mod words;

pub use refused::Refused;

/// What is shown to people: a text of a table, which is empty without the feature `texts`, for modules that show none
/// and are to be small.
pub(crate) const fn told(text: &'static str) -> &'static str {
    if cfg!(feature = "texts") { text } else { "" }
}

/// As [`told`], of what people are asked for who bring files.
pub(crate) const fn asked(text: &'static str) -> &'static str {
    if cfg!(feature = "files") { text } else { "" }
}

/// As [`asked`], of the files themselves.
pub(crate) const fn asked_all<T>(list: &'static [T]) -> &'static [T] {
    if cfg!(feature = "files") { list } else { &[] }
}
