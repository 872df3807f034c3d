//! The headless command: the page's experiments without a browser.

// Clap prints the comments of arguments as they are: `<lane>` stands for a word there, and is no tag.
#![allow(rustdoc::invalid_html_tags)]

mod command;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

/// Sparse training you can watch: SET and CenSET, without the browser.
#[derive(Parser)]
#[command(version = command::record::VERSION, about, after_help = command::EXIT_STATUS)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Train every lane of an experiment and print the digest of each.
    Run(command::run::Arguments),
    /// Say what an experiment is and costs, and train nothing.
    Check(command::check::Arguments),
    /// Train every experiment of a grid that is not finished, or list them.
    Sweep(command::sweep::Arguments),
    /// Merge the runs of sweeps into one table.
    Collect(command::collect::Arguments),
    /// Look at networks out of files of tensors: their graph, centralities and hubs; with images, what they do.
    Look(command::look::Arguments),
    /// Draw figures of a run or of a folder of runs, as the page draws them.
    Plot(command::plot::Arguments),
    /// Train what stands behind the paper's FashionMNIST tables, and compare.
    Reproduce(command::reproduce::Arguments),
    /// Train what compares rules of rewiring over paired seeds, and compare.
    Study(command::study::Arguments),
    /// Explain the text of an experiment: every key, method and preset.
    Experiment,
    /// Print the completions of a shell.
    Completions(command::manual::Completions),
    /// Print the manual page, or write those of all commands into a folder.
    Man(command::manual::Pages),
}

/// The arguments as clap knows them, with what is explained from the tables.
fn program() -> clap::Command {
    Arguments::command().mut_subcommand("experiment", |experiment| {
        experiment.long_about(command::explain::text())
    })
}

fn main() -> ExitCode {
    let matches = program().get_matches_from(std::env::args_os().map(command::argument));
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let done = match arguments.command {
        Command::Run(arguments) => command::run::run(&arguments),
        Command::Check(arguments) => command::check::run(&arguments),
        Command::Sweep(arguments) => command::sweep::run(&arguments),
        Command::Collect(arguments) => command::collect::run(&arguments),
        Command::Look(arguments) => command::look::run(&arguments),
        Command::Plot(arguments) => command::plot::run(&arguments),
        Command::Reproduce(arguments) => command::reproduce::run(&arguments),
        Command::Study(arguments) => command::study::run(&arguments),
        Command::Experiment => command::explain::run(),
        Command::Completions(arguments) => command::manual::complete(&arguments, program()),
        Command::Man(arguments) => command::manual::write(&arguments, program()),
    };
    match done {
        Ok(code) => code,
        Err(sentence) => {
            eprintln!("censet-lab: {sentence}");
            ExitCode::FAILURE
        }
    }
}
