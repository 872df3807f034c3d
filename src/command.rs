//! What the headless command can do. Errors are sentences for the person at the terminal.

use std::io::{self, Write};

pub mod check;
pub mod collect;
mod data;
pub mod explain;
mod finding;
mod finished;
mod kept;
mod knockout;
pub mod manual;
mod measures;
mod networks;
mod output;
pub mod plot;
pub mod record;
pub mod reproduce;
pub mod run;
mod saving;
mod store;
pub mod sweep;
mod tensors;
mod training;

/// What the command's exit status says, for `--help` and the manual.
pub const EXIT_STATUS: &str = "\
Exit status:
  0    done, or done before
  1    it failed; standard error says why in a sentence
  2    the arguments are wrong
  75   another process is training the same run: try again later
  130  stopped by Ctrl-C or SIGTERM, and what there was is saved";

/// The exit status where another process is training the same run.
const BUSY: u8 = 75;

/// Prints a line. If whoever reads has had enough (a closed pipe), the command ends in silence.
fn say(line: &str) -> Result<(), String> {
    if print(line)? {
        Ok(())
    } else {
        std::process::exit(0)
    }
}

/// Prints a line of work that leaves more behind than its words: where nobody reads them any more, it
/// goes on in silence.
fn tell(line: &str) -> Result<(), String> {
    print(line).map(|_| ())
}

/// Prints a line; false if nobody reads it.
fn print(line: &str) -> Result<bool, String> {
    match writeln!(io::stdout(), "{line}") {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(format!("cannot print: {error}")),
    }
}

/// `1 run`, `2 runs`.
fn runs(count: usize) -> String {
    format!("{count} {}", if count == 1 { "run" } else { "runs" })
}
