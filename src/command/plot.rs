//! `plot`: the page's figures without a browser, drawn by the same code.

pub mod figures;
mod knocked_out;
mod lane;
pub mod picture;
pub mod source;

use std::path::PathBuf;
use std::process::ExitCode;

use censet_figures::Theme;

use super::output::OutputFile;
use super::say;
use figures::Figure;
use picture::Format;
use source::Source;

/// Device pixels a CSS pixel: figures round to whole ones, and are sharp from two on.
pub const SCALE: f64 = 2.0;

/// What `plot` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder of a run (run --out), a saved run, or a folder of runs (sweep --out, run --into).
    run: Option<PathBuf>,
    /// Which figure, may be given several times; `list` names them all and what each is drawn from.
    #[arg(long, value_name = "NAME", required = true)]
    figure: Vec<String>,
    /// Only of this lane, where a figure is of one lane; else of each.
    #[arg(long, value_name = "LANE")]
    lane: Option<String>,
    /// What kind of file.
    #[arg(long, value_enum, default_value = "svg")]
    format: Format,
    /// Dark marks on white, or bright marks on near black.
    #[arg(long, value_enum, default_value = "light")]
    theme: Look,
    /// The folder for the files, <figure>.svg or <figure>-<lane>.svg.
    #[arg(long, value_name = "DIR", default_value = ".")]
    out: PathBuf,
    /// The folder with the images of a saved run, unless they are garments, or one of their files; may be
    /// repeated.
    #[arg(long, value_name = "DIR")]
    data: Vec<PathBuf>,
}

/// The colours.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Look {
    /// Dark marks on white
    Light,
    /// Bright marks on near black
    Dark,
}

/// Draws the figures and says what each shows.
pub fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let figures = figures::all();
    if arguments.figure.iter().any(|name| name == "list") {
        for figure in &figures {
            say(&figure.line())?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let named = |name: &String| -> Result<&Figure, String> {
        let found = figures.iter().find(|figure| figure.name == *name);
        found.ok_or_else(|| {
            let names: Vec<&str> = figures.iter().map(|figure| figure.name.as_str()).collect();
            format!("--figure {name}: the figures are {}", names.join(", "))
        })
    };
    let asked: Vec<&Figure> = arguments
        .figure
        .iter()
        .map(named)
        .collect::<Result<_, _>>()?;
    let run = arguments.run.as_deref();
    let run = run.ok_or("plot needs a run: a folder that run --out filled, or a saved run")?;
    let source = Source::read(run, &arguments.data)?;
    let theme = match arguments.theme {
        Look::Light => Theme::light(SCALE),
        Look::Dark => Theme::dark(SCALE),
    };
    // All are drawn before the first is written.
    let mut files = Vec::new();
    for figure in asked {
        for (lane, svg) in figure.draw(&source, arguments.lane.as_deref(), &theme)? {
            let lane = lane.map_or(String::new(), |lane| format!("-{}", lane.replace(':', "-")));
            let name = format!("{}{lane}.{}", figure.name, arguments.format.ending());
            files.push((name, arguments.format.bytes(&svg)?, svg.says));
        }
    }
    std::fs::create_dir_all(&arguments.out)
        .map_err(|error| format!("cannot create {}: {error}", arguments.out.display()))?;
    for (name, bytes, says) in files {
        let path = arguments.out.join(name);
        OutputFile::create(path.clone())?.write_bytes(&bytes)?;
        say(&format!("{}: {says}", path.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}
