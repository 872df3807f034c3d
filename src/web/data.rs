//! The data worker's module: the [`store`] of images, and runs as files ([`saved_files`]).

mod blob;
mod saved_files;
mod store;
