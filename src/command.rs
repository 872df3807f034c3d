//! What the headless command can do. Errors are sentences for the person at the terminal.

use std::io::{self, Write};

pub mod collect;
mod data;
mod kept;
mod measures;
mod record;
pub mod reproduce;
pub mod run;
mod saving;
mod store;
pub mod sweep;
mod training;

/// Prints a line. If whoever reads has had enough (a closed pipe), the command ends in silence.
fn say(line: &str) -> Result<(), String> {
    writeln!(io::stdout(), "{line}").map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => std::process::exit(0),
        _ => format!("cannot print: {error}"),
    })
}
