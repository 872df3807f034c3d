//! Sparse neural networks that rewire themselves while they learn.
//!
//! The crate trains small multi-layer perceptrons whose layers are *sparse* and rewires them while
//! they learn, by SET (Sparse Evolutionary Training) or by CenSET, which prunes the neurons of
//! lowest Laplacian centrality (A. Heath, "Investigating the use of hub neuron identification for
//! pruning sparse neural networks", 2021). The same code runs natively and in a browser, and gives
//! the same bits in both.
//!
//! Data flows one way, and so do the dependencies: a module may use those above it, never those
//! below.
//!
//! 1. [`experiment`]: a short text that fully determines a run, parsed and checked;
//! 2. [`random`]: one reproducible stream of random numbers for each purpose;
//! 3. [`dataset`]: images and labels, standardisation, down-sampling;
//! 4. [`network`]: sparse layers, their kernels, activations, loss and optimiser;
//! 5. [`graph`]: the network as one weighted graph, and the centrality of its neurons;
//! 6. [`rewiring`]: Erdős–Rényi start, what SET and CenSET prune, regrowth;
//! 7. [`trainer`]: one lane, phase by phase, and the report of each epoch; [`digest`] names its bits,
//!    and [`save`] keeps a lane or a run as bytes that can be continued;
//! 8. [`timeline`]: the wiring of every epoch from what each one cut and grew: ages, survival;
//! 9. [`search`]: the runs of a grid, grouped over seeds, compared, and as curves over what was varied.
//!
//! Figures are drawn by the crate `censet-figures`; the command and the page are shells around both.
//!
//! **Errors.** A broken contract inside the code panics. Everything that a user, a link or a file
//! can cause is a `Result` whose error is a sentence for that user.

pub mod dataset;
pub mod digest;
pub mod experiment;
pub mod graph;
pub mod network;
pub mod random;
pub mod rewiring;
pub mod save;
pub mod search;
pub mod timeline;
pub mod trainer;
