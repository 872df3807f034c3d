//! The files that a run leaves.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use censet::experiment::{Experiment, parse};
use censet::trainer::{
    CENTRALITY_CSV_HEADER, Recorded, STATISTICS_CSV_HEADER, centrality_csv, csv_header,
};

use super::knockout;
use super::look;
use super::measures::{self, Measures};
use super::networks::Networks;
use super::record;
use super::store::EXPERIMENT;
use super::training::Lane;

const EPOCHS: &str = "epochs.csv";
pub const CENTRALITY: &str = "centrality.csv";
pub const STATISTICS: &str = "statistics.csv";
/// The files of a run or of a look at networks, whose names do not depend on its lanes.
const FILES: [&str; 9] = [
    EXPERIMENT,
    EPOCHS,
    CENTRALITY,
    STATISTICS,
    measures::FILE,
    record::FILE,
    "run.save",
    look::FILE,
    look::CONFUSION,
];

/// The files of `--out`.
pub struct Output {
    experiment: OutputFile,
    epochs: OutputFile,
    centrality: OutputFile,
    statistics: OutputFile,
    /// The files of measures, if some are asked for.
    pub measures: Option<Measures>,
    /// Networks, if they are asked for.
    pub networks: Option<Networks>,
}

/// A file that is written as results come.
pub struct OutputFile {
    path: PathBuf,
    file: fs::File,
}

/// Refuses a folder that holds another run than the one that goes on in it, as two would mix.
pub fn refuse_used(folder: &Path, resumed: Option<&Experiment>) -> Result<(), String> {
    let Some(file) = left(folder).into_iter().next() else {
        return Ok(());
    };
    let text = fs::read_to_string(folder.join(EXPERIMENT)).unwrap_or_default();
    if let Some(resumed) = resumed
        && let Ok(there) = parse(text.trim()).experiment
        && (there == *resumed || there.continues(resumed) || resumed.continues(&there))
    {
        return Ok(());
    }
    let what = match text.trim() {
        "" => format!("the {} of a run", file.display()),
        text => format!("the run {text}"),
    };
    Err(format!(
        "--out {}: it holds {what}; name another folder, or --force to remove that run's files",
        folder.display()
    ))
}

/// Removes what an earlier run or look left in the folder, and nothing else.
pub fn clear(folder: &Path) -> Result<(), String> {
    let files = left(folder);
    let looked = files.iter().any(|file| file == Path::new(look::FILE));
    // Figures that were drawn by themselves are the user's.
    let figures = names(folder)
        .into_iter()
        .filter(|name| looked && is_drawn_by_look(name));
    for file in files.into_iter().chain(figures.map(PathBuf::from)) {
        let path = folder.join(file);
        fs::remove_file(&path)
            .map_err(|error| format!("cannot remove {}: {error}", path.display()))?;
    }
    Ok(())
}

/// Whether `look` gives a figure that name.
fn is_drawn_by_look(name: &str) -> bool {
    let Some(name) = name.strip_suffix(".svg") else {
        return false;
    };
    let mut figures = look::FIGURES
        .iter()
        .filter_map(|figure| name.strip_prefix(figure));
    figures.any(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// What the files in the folder are called.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect()
}

/// The names of a run's files that are in the folder.
fn left(folder: &Path) -> Vec<PathBuf> {
    let names = names(folder).into_iter();
    let network = |name: &String| {
        let ending = name.rsplit('.').next();
        name.starts_with("network-") && matches!(ending, Some("graphml" | "csv" | "safetensors"))
    };
    let fixed = |name: &str| FILES.contains(&name) || knockout::FILES.contains(&name);
    let ours = names.filter(|name| fixed(name) || network(name));
    let mut names: Vec<PathBuf> = ours.map(PathBuf::from).collect();
    names.sort();
    names
}

impl Output {
    /// Creates the folder and the files in it: the experiment's text, and tables with their headers.
    pub fn create(folder: &Path, experiment: &Experiment) -> Result<Self, String> {
        fs::create_dir_all(folder)
            .map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
        // What an earlier run said of itself does not hold for this one.
        let _ = fs::remove_file(folder.join(record::FILE));
        let mut output = Self {
            experiment: OutputFile::create(folder.join(EXPERIMENT))?,
            epochs: OutputFile::create(folder.join(EPOCHS))?,
            centrality: OutputFile::create(folder.join(CENTRALITY))?,
            statistics: OutputFile::create(folder.join(STATISTICS))?,
            measures: None,
            networks: None,
        };
        output.experiment.write(&format!("{experiment}\n"))?;
        let header = csv_header(experiment.validation.is_some());
        output.epochs.write(&format!("{header}\n"))?;
        output
            .centrality
            .write(&format!("{CENTRALITY_CSV_HEADER}\n"))?;
        output
            .statistics
            .write(&format!("{STATISTICS_CSV_HEADER}\n"))?;
        Ok(output)
    }

    /// Measures the epoch that the lane has reported last, if that is asked for.
    pub fn measure(&mut self, lane: &Lane) -> Result<(), String> {
        self.measures
            .as_mut()
            .map_or(Ok(()), |measures| measures.write(lane))
    }

    /// Writes the lane's network, if it is one of those that are asked for on the way.
    pub fn write_network(&self, lane: &Lane) -> Result<(), String> {
        self.networks
            .as_ref()
            .map_or(Ok(()), |networks| networks.write_due(lane))
    }

    /// Writes what the lane has reported from epoch `first` on.
    pub fn write(&mut self, lane: &Lane, first: usize) -> Result<(), String> {
        let name = lane.trainer.lane_name();
        let sizes = lane.trainer.scored_layers();
        for Recorded { report, seconds } in &lane.history.epochs()[first..] {
            self.epochs.write(&format!("{}\n", report.csv(*seconds)))?;
            self.statistics
                .write(&format!("{}\n", report.statistics_csv()))?;
        }
        let centrality = lane.history.centrality().iter();
        for (epoch, centrality) in centrality.filter(|(epoch, _)| *epoch as usize >= first) {
            self.centrality
                .write(&centrality_csv(&name, *epoch, &sizes, centrality))?;
        }
        Ok(())
    }

    /// Puts the lines of lanes that were trained side by side into the order of the lanes, as they are
    /// where one was trained after the other.
    pub fn sort(&mut self, lanes: &[String]) -> Result<(), String> {
        let measures = self.measures.iter_mut().flat_map(Measures::files);
        let files = [&mut self.epochs, &mut self.centrality, &mut self.statistics];
        files
            .into_iter()
            .chain(measures)
            .try_for_each(|file| file.sort(lanes))
    }
}

impl OutputFile {
    /// Creates the file, or empties it.
    pub fn create(path: PathBuf) -> Result<Self, String> {
        let file = fs::File::create(&path)
            .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
        Ok(Self { path, file })
    }

    /// Appends at once: what is computed is on disk even if the run is stopped.
    pub fn write(&mut self, text: &str) -> Result<(), String> {
        self.write_bytes(text.as_bytes())
    }

    /// The same for what is no text.
    pub fn write_bytes(&mut self, bytes: &[u8]) -> Result<(), String> {
        self.file
            .write_all(bytes)
            .map_err(|error| format!("cannot write {}: {error}", self.path.display()))
    }

    /// Sorts the lines after the header by the lane in their first column.
    fn sort(&mut self, lanes: &[String]) -> Result<(), String> {
        let sort = |text: String| {
            let (header, lines) = text.split_once('\n').unwrap_or((&text, ""));
            let mut lines: Vec<&str> = lines.lines().collect();
            lines.sort_by_key(|line| {
                let lane = line.split(',').next();
                lanes.iter().position(|name| lane == Some(name))
            });
            format!("{header}\n{}\n", lines.join("\n"))
        };
        let replace = || -> io::Result<fs::File> {
            let sorted = sort(fs::read_to_string(&self.path)?);
            let draft = self.path.with_extension("new");
            fs::write(&draft, sorted)?;
            fs::rename(&draft, &self.path)?;
            fs::OpenOptions::new().append(true).open(&self.path)
        };
        self.file =
            replace().map_err(|error| format!("cannot write {}: {error}", self.path.display()))?;
        Ok(())
    }
}
