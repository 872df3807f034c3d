//! What figures are drawn on.

pub(crate) mod canvas;
