//! What figures are drawn from: a run's tables, a saved run's networks, or the runs of a search.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use censet::experiment::{Experiment, parse};
use censet::graph::rewired::Rewired;
use censet::rewiring::censet::Threshold;
use censet::rewiring::{LaneSettings, Method};
use censet::search::Results;
use censet::trainer::{CENTRALITY_CSV_HEADER, History, STATISTICS_CSV_HEADER, Trainer, csv_header};
use censet_figures::theme::lane;

use super::super::data;
use super::super::store::EXPERIMENT;
use super::super::{collect, knockout, saving, training};

/// What a run's folder has of its lanes.
const TABLES: [&str; 3] = ["epochs.csv", "statistics.csv", "centrality.csv"];

/// What was found.
pub enum Source {
    /// One run.
    Run(Run),
    /// Several runs of one lane each, grouped.
    Search(Results),
}

/// A run's lanes.
pub struct Run {
    /// The epochs that were asked for.
    pub epochs: u32,
    /// The lanes that have begun.
    pub lanes: Vec<Lane>,
    /// What was measured of its networks without some of their parts, by the name of the file.
    pub measured: BTreeMap<&'static str, String>,
}

/// What is known of a lane.
pub struct Lane {
    /// Its canonical name.
    pub name: String,
    /// What figures call it.
    pub title: String,
    settings: LaneSettings,
    /// Its place among the styles of lines.
    pub style: usize,
    /// The columns of `epochs.csv` and `statistics.csv`: epoch and value.
    pub columns: BTreeMap<String, Vec<(u32, f64)>>,
    /// The centralities of `centrality.csv`: epoch, and that of every scored neuron.
    pub centrality: Vec<(u32, Vec<f64>)>,
    /// The network, of a saved run.
    pub trainer: Option<Trainer>,
}

impl Source {
    /// Reads the folder of a run, a saved run, or a folder of runs.
    pub fn read(path: &Path, images: &[PathBuf]) -> Result<Self, String> {
        if path.is_file() {
            return Run::saved(path, images).map(Self::Run);
        }
        if path.join(EXPERIMENT).is_file() {
            // What was saved has all that the tables have.
            let save = path.join("run.save");
            let run = if save.is_file() {
                Run::saved(&save, images)
            } else {
                Run::of_folder(path)
            };
            let files = knockout::FILES.into_iter();
            let texts =
                files.filter_map(|file| Some((file, fs::read_to_string(path.join(file)).ok()?)));
            let measured = texts.collect();
            return run.map(|run| Self::Run(Run { measured, ..run }));
        }
        let (runs, _) = collect::gather(&[path.to_path_buf()])?;
        if runs.is_empty() {
            return Err(format!(
                "{} is no run, no saved run and no folder with finished runs",
                path.display()
            ));
        }
        Ok(Self::Search(Results::new(runs)))
    }
}

impl Run {
    fn of_folder(folder: &Path) -> Result<Self, String> {
        let file = |name: &str| {
            let path = folder.join(name);
            fs::read_to_string(&path)
                .map_err(|error| format!("cannot read {}: {error}", path.display()))
        };
        let experiment = parse(file(EXPERIMENT)?.trim()).experiment;
        let experiment = experiment
            .map_err(|errors| format!("{}: {}", folder.join(EXPERIMENT).display(), errors[0]))?;
        let [epochs, statistics, centrality] = TABLES.map(file);
        let (epochs, statistics, centrality) = (epochs?, statistics?, centrality?);
        let validated = experiment.validation.is_some();
        let mut lanes = lanes(&experiment);
        for (index, lane) in lanes.iter_mut().enumerate() {
            let name = experiment.lane_name(index);
            let read = [
                lane.add(&name, &epochs, &csv_header(validated)),
                lane.add(&name, &statistics, STATISTICS_CSV_HEADER),
                lane.add_centrality(&name, &centrality),
            ];
            if let Some(table) = read.iter().position(Option::is_none) {
                let path = folder.join(TABLES[table]);
                return Err(format!(
                    "{} is damaged where it is about {name}",
                    path.display()
                ));
            }
        }
        lanes.retain(|lane| !lane.columns["epoch"].is_empty());
        Ok(Self {
            epochs: experiment.epochs,
            lanes,
            measured: BTreeMap::new(),
        })
    }

    /// Networks that came in, each with the report of the moment it was measured in.
    pub fn looked_at(lanes: Vec<training::Lane>) -> Self {
        let lanes = lanes.into_iter().enumerate();
        let lanes = lanes.map(|(style, training::Lane { trainer, history })| {
            let name = trainer.lane_name();
            let mut lane = Lane {
                title: name.clone(),
                name,
                settings: trainer.experiment().lane_settings(0),
                style,
                columns: BTreeMap::new(),
                centrality: Vec::new(),
                trainer: None,
            };
            lane.take(trainer, &history);
            lane
        });
        Self {
            epochs: 0,
            lanes: lanes.collect(),
            measured: BTreeMap::new(),
        }
    }

    fn saved(file: &Path, images: &[PathBuf]) -> Result<Self, String> {
        let saved = saving::read(file)?;
        let experiment = saved.experiment.clone();
        let dataset = data::load(&experiment, images)?.dataset;
        let mut lanes = lanes(&experiment);
        for saved in saved.lanes {
            let index = saved.lane;
            let (trainer, history) = saved
                .resume(Arc::clone(&dataset))
                .map_err(|error| format!("{} {error}", file.display()))?;
            lanes[index].take(trainer, &history);
        }
        lanes.retain(|lane| lane.trainer.is_some());
        Ok(Self {
            epochs: experiment.epochs,
            lanes,
            measured: BTreeMap::new(),
        })
    }
}

/// The experiment's lanes, of which nothing is known yet.
fn lanes(experiment: &Experiment) -> Vec<Lane> {
    let settings: Vec<_> = (0..experiment.lanes.len())
        .map(|lane| experiment.lane_settings(lane))
        .collect();
    let methods: Vec<&Method> = settings.iter().map(|settings| settings.method).collect();
    let styles = lane::places(&methods);
    let lanes = settings.iter().zip(styles).enumerate();
    let lanes = lanes.map(|(index, (settings, style))| {
        let method = settings.method;
        let alone = methods.iter().filter(|other| **other == method).count() == 1;
        let title = match (method.setting)(settings).filter(|_| !alone) {
            Some(setting) => format!("{}, {setting}", method.title),
            None => method.title.to_owned(),
        };
        Lane {
            name: experiment.lane_name(index),
            title,
            settings: settings.clone(),
            style,
            columns: BTreeMap::new(),
            centrality: Vec::new(),
            trainer: None,
        }
    });
    lanes.collect()
}

impl Lane {
    /// What a saved lane knows, as its tables have it.
    fn take(&mut self, trainer: Trainer, history: &History) {
        let (mut epochs, mut statistics) = (String::new(), String::new());
        for recorded in history.epochs() {
            epochs += &format!("{}\n", recorded.report.csv(recorded.seconds));
            statistics += &format!("{}\n", recorded.report.statistics_csv());
        }
        let name = self.name.clone();
        let whole = |header: &str, lines: &str| format!("{header}\n{lines}");
        let header = csv_header(trainer.experiment().validation.is_some());
        self.add(&name, &whole(&header, &epochs), &header)
            .and_then(|()| {
                let statistics = whole(STATISTICS_CSV_HEADER, &statistics);
                self.add(&name, &statistics, STATISTICS_CSV_HEADER)
            })
            .expect("reports have the columns of their headers");
        self.centrality = history.centrality().to_vec();
        self.trainer = Some(trainer);
    }

    /// Adds the columns of a table, as far as they are of this lane; nothing if it is damaged.
    fn add(&mut self, name: &str, text: &str, header: &str) -> Option<()> {
        let mut lines = text.lines();
        if lines.next()? != header {
            return None;
        }
        let keys: Vec<&str> = header.split(',').collect();
        let epoch = keys.iter().position(|key| *key == "epoch")?;
        for key in &keys {
            self.columns.entry((*key).to_owned()).or_default();
        }
        let mut rows = Vec::new();
        for line in lines {
            let cells: Vec<&str> = line.split(',').collect();
            if cells[0] == name {
                (cells.len() == keys.len()).then(|| rows.push(cells))?;
            }
        }
        for (i, key) in keys.iter().enumerate().filter(|(_, key)| **key != "lane") {
            let column = rows.iter().map(|cells| {
                let value = match cells[i] {
                    "" => f64::NAN,
                    cell => cell.parse().ok()?,
                };
                Some((cells[epoch].parse().ok()?, value))
            });
            let column = column.collect::<Option<Vec<(u32, f64)>>>()?;
            self.columns.insert((*key).to_owned(), column);
        }
        Some(())
    }

    fn add_centrality(&mut self, name: &str, text: &str) -> Option<()> {
        let mut lines = text.lines();
        if lines.next()? != CENTRALITY_CSV_HEADER {
            return None;
        }
        for line in lines {
            let cells: Vec<&str> = line.split(',').collect();
            if cells[0] != name {
                continue;
            }
            let [_, epoch, _, _, lc] = cells[..] else {
                return None;
            };
            let (epoch, lc) = (epoch.parse().ok()?, lc.parse().ok()?);
            match self.centrality.last_mut() {
                Some((last, values)) if *last == epoch => values.push(lc),
                _ => self.centrality.push((epoch, vec![lc])),
            }
        }
        Some(())
    }

    /// A column; nothing if the tables have none of that name.
    pub fn column(&self, name: &str) -> &[(u32, f64)] {
        self.columns.get(name).map_or(&[], Vec::as_slice)
    }

    /// Where CenSET cuts neurons whose centrality has this mean and deviation in an epoch of so many; none of
    /// other methods, and once rewiring has ended.
    pub fn threshold(&self, (epoch, epochs): (u32, u32), mean: f64, std: f64) -> Option<Threshold> {
        let rewires = epoch <= self.settings.last_rewiring(epochs);
        let rewiring = self.settings.method.rewiring.filter(|_| rewires)?;
        let value = rewiring.line(&self.settings, mean, std)?;
        let k = self.settings.k;
        Some(Threshold { k, value })
    }

    /// The last epoch that was reported.
    pub fn epoch(&self) -> u32 {
        self.column("epoch").last().map_or(0, |(epoch, _)| *epoch)
    }

    /// The saved network around the rewiring of its last epoch; within an epoch there is none.
    pub fn network(&self) -> Option<(&Trainer, Rewired)> {
        let trainer = self.trainer.as_ref()?;
        if !trainer.is_between_epochs() || self.column("epoch").is_empty() {
            return None;
        }
        let layers = trainer.network().layers.iter();
        let layers = layers.map(|layer| layer.connections.clone()).collect();
        let epoch = u16::try_from(self.epoch()).expect("an experiment's epochs fit");
        let measure = trainer.experiment().lane_settings(trainer.lane()).lc;
        let removed = trainer.scores().removed.clone();
        Some((trainer, Rewired::new(layers, epoch, removed, measure)))
    }
}
