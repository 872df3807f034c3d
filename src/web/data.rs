//! The data worker.

mod blob;
mod saved_files;
pub(crate) mod store;
