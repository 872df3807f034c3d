//! What most visits do without.

mod knockout;
mod playground;
mod search;
