//! What the headless command can do. Errors are sentences for the person at the terminal.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};

use censet::experiment::{self, FieldError, Parsed};

pub mod check;
pub mod collect;
mod columns;
mod data;
pub mod explain;
mod finding;
mod finished;
mod kept;
mod knockout;
pub mod look;
pub mod manual;
mod measures;
mod networks;
mod output;
pub mod plot;
mod pool;
pub mod record;
pub mod reproduce;
pub mod run;
mod saving;
mod store;
pub mod study;
pub mod sweep;
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

/// An argument without what a list file of another system leaves around it: a byte order mark, the end of a line.
pub fn argument(argument: OsString) -> OsString {
    match argument.to_str() {
        Some(text) => {
            let text = text.trim_start_matches('\u{feff}');
            text.trim_end_matches(['\r', '\n']).into()
        }
        None => argument,
    }
}

/// The text of an experiment or a grid out of an argument. A line of a file that PowerShell wrote may begin
/// with the two bytes that say so, and the shell has dropped the others; what else is no text is left to
/// the parser, which names it.
fn text(argument: &OsStr) -> String {
    let bytes = argument.as_encoded_bytes();
    let marked = [b"\xff\xfe", b"\xfe\xff"]
        .into_iter()
        .find_map(|mark| bytes.strip_prefix(mark));
    String::from_utf8_lossy(marked.unwrap_or(bytes)).into_owned()
}

/// Refuses a text that was given and holds nothing: it was to name a run, and would otherwise be the demo.
fn refuse_nothing(text: &str) -> Result<(), String> {
    if !experiment::holds_nothing(text) {
        return Ok(());
    }
    let shown: String = text.chars().take(100).collect();
    Err(format!(
        "{shown:?} holds no experiment: one looks like preset=described&epochs=10, and v=1 is the demo"
    ))
}

/// Says what of an experiment's or a grid's link was passed over.
fn tell_of_passed(text: &str) {
    let Parsed { view, passed, .. } = experiment::parse(text);
    let page: Vec<&str> = view.iter().map(|(key, _)| key.as_str()).collect();
    for (keys, why) in [
        (
            page.join(", "),
            "ignored, as they only change what the page shows",
        ),
        (
            passed.join(", "),
            "passed over, as they say nothing of the experiment",
        ),
    ] {
        if !keys.is_empty() {
            eprintln!("{why}: {keys}");
        }
    }
}

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

/// Letters of a value that an error repeats.
const MOST: usize = 200;

/// What is wrong with a field, without the end of a value that is long.
fn brief(error: &FieldError) -> String {
    match error.value.char_indices().nth(MOST) {
        Some((end, _)) => {
            let value = format!("{}…", &error.value[..end]);
            FieldError {
                value,
                ..error.clone()
            }
            .to_string()
        }
        None => error.to_string(),
    }
}

/// `1 run`, `2 runs`.
fn runs(count: usize) -> String {
    format!("{count} {}", if count == 1 { "run" } else { "runs" })
}
