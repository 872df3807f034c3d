//! `completions` and `man`: what shells and manuals are told of the command, made by clap.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Command;
use clap_complete::Shell;

/// What `completions` is told.
#[derive(clap::Args)]
pub struct Completions {
    /// The shell that is to complete; README.md says where each looks for them.
    shell: Shell,
}

/// What `man` is told.
#[derive(clap::Args)]
pub struct Pages {
    /// Write one page a command into this folder instead: censet-lab.1, censet-lab-run.1 …
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Prints the completions.
pub fn complete(arguments: &Completions, mut program: Command) -> Result<ExitCode, String> {
    let mut text = Vec::new();
    let name = program.get_name().to_owned();
    clap_complete::generate(arguments.shell, &mut program, name, &mut text);
    print(&text)
}

/// Prints the page, or writes all.
pub fn write(arguments: &Pages, program: Command) -> Result<ExitCode, String> {
    if let Some(folder) = &arguments.out {
        let cannot = |error| format!("cannot write into {}: {error}", folder.display());
        fs::create_dir_all(folder).map_err(cannot)?;
        clap_mangen::generate_to(program, folder).map_err(cannot)?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut text = Vec::new();
    let page = clap_mangen::Man::new(program);
    page.render(&mut text).expect("memory can be written to");
    print(&text)
}

/// Prints all of it; whoever has read enough may close the pipe.
fn print(text: &[u8]) -> Result<ExitCode, String> {
    match io::stdout().write_all(text) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("cannot print: {error}"))
        }
        _ => Ok(ExitCode::SUCCESS),
    }
}
