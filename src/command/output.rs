//! The files that a run leaves.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use censet::trainer::{
    CENTRALITY_CSV_HEADER, CSV_HEADER, Recorded, STATISTICS_CSV_HEADER, centrality_csv,
};

use super::measures::Measures;
use super::record;
use super::training::Lane;

/// The files of `--out`.
pub struct Output {
    pub experiment: OutputFile,
    epochs: OutputFile,
    centrality: OutputFile,
    statistics: OutputFile,
    /// `measures.csv`, if it is asked for.
    pub measures: Option<Measures>,
}

/// A file that is written as results come.
pub struct OutputFile {
    path: PathBuf,
    file: fs::File,
}

impl Output {
    /// Creates the folder and the files in it, with their headers.
    pub fn create(folder: &Path) -> Result<Self, String> {
        fs::create_dir_all(folder)
            .map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
        // What an earlier run said of itself does not hold for this one.
        let _ = fs::remove_file(folder.join(record::FILE));
        let mut output = Self {
            experiment: OutputFile::create(folder.join("experiment.txt"))?,
            epochs: OutputFile::create(folder.join("epochs.csv"))?,
            centrality: OutputFile::create(folder.join("centrality.csv"))?,
            statistics: OutputFile::create(folder.join("statistics.csv"))?,
            measures: None,
        };
        output.epochs.write(&format!("{CSV_HEADER}\n"))?;
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
        self.file
            .write_all(text.as_bytes())
            .map_err(|error| format!("cannot write {}: {error}", self.path.display()))
    }
}
