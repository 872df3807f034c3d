//! What the headless command can do. Errors are sentences for the person at the terminal.

use std::io::{self, Write};

pub mod collect;
mod data;
pub mod reproduce;
pub mod run;
mod saving;
mod store;
pub mod sweep;
mod training;

/// Prints a line; a closed pipe is an error like any other.
fn say(line: &str) -> Result<(), String> {
    writeln!(io::stdout(), "{line}").map_err(|error| format!("cannot print: {error}"))
}
