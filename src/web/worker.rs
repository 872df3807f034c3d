//! The lane workers' module: a [`session`] in each, with its [`images`].

mod classify;
pub(crate) mod images;
mod knockout;
mod lens;
mod measures;
mod network_files;
mod report;
mod saving;
pub(crate) mod session;
