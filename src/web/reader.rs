//! The reader's module: a lane worker's session, and networks as files of tensors, out and in.

pub(crate) mod networks;
mod tensors;
