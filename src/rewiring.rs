//! How a network is wired at the start and rewired after each epoch.
//!
//! A rewiring is two steps that can be looked at one by one: a method *prunes* connections, then as
//! many *regrow* at random. The output layer is dense and never touched.

pub mod censet;
pub mod initial;
pub mod regrowth;
pub mod set;

use crate::network::Connection;

/// Connections removed or grown in each sparse layer, in (target, source) order.
pub type Changes = Vec<Vec<Connection>>;
