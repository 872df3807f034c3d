//! The headless command: the page's experiments without a browser.

// Clap prints the comments of arguments as they are: `<lane>` stands for a word there, and is no tag.
#![allow(rustdoc::invalid_html_tags)]

mod command;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Sparse training you can watch: SET and CenSET, without the browser.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Train every lane of an experiment and print the digest of each.
    Run(command::run::Arguments),
    /// Train every experiment of a grid that is not finished, or list them.
    Sweep(command::sweep::Arguments),
    /// Merge the runs of sweeps into one table.
    Collect(command::collect::Arguments),
    /// Train what stands behind the paper's FashionMNIST tables, and compare.
    Reproduce(command::reproduce::Arguments),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Run(arguments) => command::run::run(&arguments),
        Command::Sweep(arguments) => command::sweep::run(&arguments),
        Command::Collect(arguments) => {
            command::collect::run(&arguments).map(|()| ExitCode::SUCCESS)
        }
        Command::Reproduce(arguments) => command::reproduce::run(&arguments),
    };
    match done {
        Ok(code) => code,
        Err(sentence) => {
            eprintln!("censet-lab: {sentence}");
            ExitCode::FAILURE
        }
    }
}
