//! `look`: networks out of files of tensors, measured and never trained.

mod images;
mod said;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use censet::imported::{Imported, Pixels, name_of};
use censet::trainer::{
    CENTRALITY_CSV_HEADER, ConfusionMatrix, History, STATISTICS_CSV_HEADER, Stage, Trainer,
    centrality_csv,
};
use censet_figures::Theme;

use super::networks::{self, Format};
use super::output::{self, OutputFile};
use super::plot::{figures, picture, source};
use super::training::Lane;
use super::{measures, plot};
use said::Said;

/// The names of the files that only this command writes.
pub const FILE: &str = "look.json";
/// See [`FILE`].
pub const CONFUSION: &str = "confusion.csv";
/// Networks beside one another, at most.
const MOST: usize = 4;
/// The figures that are drawn of them, as `plot` names them; the last only where there are images.
pub const FIGURES: [&str; 8] = [
    "network",
    "centrality",
    "adjacency",
    "weights",
    "receptive_field",
    "degree_images",
    "degrees",
    "confusion",
];

/// What `look` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// Files of networks, one to four: .safetensors, or .npz of NumPy, with the weights (outputs × inputs) and
    /// biases of a chain of Linear layers under PyTorch's names.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The folder with the images to test them on, or one of their files; may be repeated.
    #[arg(long, value_name = "DIR")]
    data: Vec<PathBuf>,
    /// Which images: a dataset by the name it has in an experiment, or `files` for any others in --data. Unless
    /// said, those of the experiment that a file names, else what is in --data.
    #[arg(long, value_name = "NAME")]
    images: Option<String>,
    /// How pixels become inputs, unless the file says so: unit (0 to 1), raw (0 to 255), standardised (by each
    /// pixel over the training images), or MEAN,STD as torchvision's Normalize has them.
    #[arg(long, value_name = "HOW", value_parser = pixels)]
    pixels: Option<Pixels>,
    /// Write centrality.csv, statistics.csv, look.json, the networks as GraphML and list of edges, figures, and with
    /// images confusion.csv into this folder.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Remove the files of another run that --out holds.
    #[arg(long, requires = "out")]
    force: bool,
    /// Also write each network as a file of this format; may be given several times.
    #[arg(long, value_enum, value_name = "FORMAT", requires = "out")]
    network: Vec<Format>,
    #[command(flatten)]
    measures: measures::Arguments,
    /// Print a JSON object for each file, one a line, and nothing else.
    #[arg(long)]
    json: bool,
}

fn pixels(text: &str) -> Result<Pixels, String> {
    Pixels::read(text).ok_or_else(|| format!("it must be {}", Pixels::ALLOWED))
}

/// Reads and measures the networks, and says and writes what they are.
pub fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    if arguments.files.len() > MOST {
        return Err(format!(
            "{} files: at most {MOST} networks are looked at side by side",
            arguments.files.len()
        ));
    }
    let folder = arguments.out.as_deref();
    arguments.measures.check(folder, false)?;
    if let Some(folder) = folder.filter(|_| !arguments.force) {
        output::refuse_used(folder, None)?;
    }
    let (mut lanes, mut all) = (Vec::new(), Vec::new());
    for path in &arguments.files {
        let name = name(path, &lanes);
        let (lane, said) = look(arguments, path, &name)?;
        said.print(arguments.json)?;
        lanes.push(lane);
        all.push(said);
    }
    if let Some(folder) = folder {
        write(arguments, folder, lanes, &all)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The name of a lane: its file's, and another than those before it.
fn name(path: &Path, before: &[Lane]) -> String {
    let stem = name_of(path);
    let taken = |name: &str| before.iter().any(|lane| lane.trainer.lane_name() == name);
    let mut names = (2..).map(|number| format!("{stem}-{number}"));
    if taken(&stem) {
        names.find(|name| !taken(name)).expect("a free number")
    } else {
        stem
    }
}

/// Reads a network and measures it.
fn look(arguments: &Arguments, path: &Path, name: &str) -> Result<(Lane, Said), String> {
    let refused = |error: &dyn std::fmt::Display| format!("{} {error}", path.display());
    let bytes =
        fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let imported = Imported::read(&bytes).map_err(|error| refused(&error))?;
    drop(bytes);
    let images = images::load(
        &arguments.data,
        arguments.images.as_deref(),
        path,
        &imported,
    )?;
    if images.is_none() && arguments.measures.knocks_out() {
        return Err(format!(
            "--measure knockout: it takes test images, and there are none for {}; --images and --data name some",
            path.display()
        ));
    }
    let copy = images.as_ref().and_then(|(_, loaded)| loaded.note.clone());
    let images = images.map(|(experiment, loaded)| (experiment, loaded.dataset));
    let on = images
        .as_ref()
        .map(|(experiment, dataset)| (experiment, dataset.clone()));
    let (file, weights) = (imported.metadata.clone(), imported.weights.clone());
    let order = imported.order.clone();
    let assumed = match (arguments.pixels, &imported.standardiser, &on) {
        (None, None, Some(_)) => Some(
            "pixels as numbers from 0 to 1, as the file says nothing of them; --pixels takes them otherwise",
        ),
        _ => None,
    };
    let mut trainer = Trainer::of_imported(name, imported, arguments.pixels, on)
        .map_err(|error| refused(&error))?;
    let mut history = History::default();
    while history.epochs().is_empty() {
        if let Some(report) = trainer.advance().report {
            history.record(&trainer, report);
        }
    }
    let lane = Lane { trainer, history };
    let said = Said::of(
        &lane,
        path,
        &weights,
        order.as_deref(),
        &file,
        assumed,
        copy.as_deref(),
    );
    Ok((lane, said))
}

/// Writes the files of the networks, all tables first: they are large at worst, pictures may fail.
fn write(
    arguments: &Arguments,
    folder: &Path,
    lanes: Vec<Lane>,
    said: &[Said],
) -> Result<(), String> {
    if arguments.force {
        output::clear(folder)?;
    }
    fs::create_dir_all(folder)
        .map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
    let create = |name: &str, header: &str| -> Result<OutputFile, String> {
        let mut file = OutputFile::create(folder.join(name))?;
        file.write(&format!("{header}\n"))?;
        Ok(file)
    };
    let mut centrality = create(output::CENTRALITY, CENTRALITY_CSV_HEADER)?;
    let mut statistics = create(output::STATISTICS, STATISTICS_CSV_HEADER)?;
    let json = serde_json::to_string_pretty(said).expect("plain data");
    OutputFile::create(folder.join(FILE))?.write(&format!("{json}\n"))?;
    let mut measures = arguments.measures.begin(Some(folder))?;
    let formats = [&[Format::Graphml, Format::Edges], &arguments.network[..]].concat();
    for lane in &lanes {
        let (trainer, report) = (&lane.trainer, &lane.history.epochs()[0].report);
        let (name, lc) = (trainer.lane_name(), &trainer.scores().centrality);
        centrality.write(&centrality_csv(&name, 0, &trainer.scored_layers(), lc))?;
        statistics.write(&format!("{}\n", report.statistics_csv()))?;
        networks::write(trainer, Stage::Trained, &formats, folder, "")?;
        if let Some(measures) = &mut measures {
            measures.write(lane)?;
        }
    }
    if lanes.iter().any(|lane| confusion(&lane.trainer).is_some()) {
        let mut file = create(CONFUSION, "lane,class,taken_for,images")?;
        for lane in &lanes {
            file.write(&confusion_csv(&lane.trainer))?;
        }
    }
    draw(folder, lanes)
}

/// Draws the figures of the networks, one for each or all together, as `plot` does.
fn draw(folder: &Path, lanes: Vec<Lane>) -> Result<(), String> {
    let tested: Vec<String> = lanes
        .iter()
        .filter(|lane| confusion(&lane.trainer).is_some())
        .map(|lane| lane.trainer.lane_name())
        .collect();
    let source = source::Source::Run(source::Run::looked_at(lanes));
    let theme = Theme::light(plot::SCALE);
    let all = figures::all();
    for figure in FIGURES.iter().map(|name| {
        let found = all.iter().find(|figure| figure.name == *name);
        found.expect("a figure of the list")
    }) {
        for (lane, svg) in figure.draw(&source, None, &theme)? {
            if figure.name == "confusion"
                && !lane.as_ref().is_some_and(|lane| tested.contains(lane))
            {
                continue;
            }
            let lane = lane.map_or(String::new(), |lane| format!("-{lane}"));
            let format = picture::Format::Svg;
            let path = folder.join(format!("{}{lane}.{}", figure.name, format.ending()));
            OutputFile::create(path)?.write_bytes(&format.bytes(&svg)?)?;
        }
    }
    Ok(())
}

/// What the network takes the test images for, if there are any.
fn confusion(trainer: &Trainer) -> Option<ConfusionMatrix> {
    let (test, said) = (&trainer.dataset().test, &trainer.scores().predictions);
    let said: Vec<u8> = said.iter().map(|said| said.class).collect();
    let classes = trainer.dataset().classes.len();
    (!said.is_empty()).then(|| ConfusionMatrix::new(&test.labels, &said, classes))
}

fn confusion_csv(trainer: &Trainer) -> String {
    let Some(matrix) = confusion(trainer) else {
        return String::new();
    };
    let name = trainer.lane_name();
    let cells = (0..matrix.classes())
        .flat_map(|class| (0..matrix.classes()).map(move |said| (class, said)));
    cells
        .map(|(class, said)| format!("{name},{class},{said},{}\n", matrix.count(class, said)))
        .collect()
}
