//! `--measure`: centralities that are measured only on request. Laplacian centrality takes
//! milliseconds; betweenness takes a search from every neuron.

use std::path::Path;

use censet::graph::WeightedGraph;
use censet::graph::betweenness::Betweenness;
use censet::graph::katz::{self, Parameters};
use censet::graph::rewired::{Measure as Laplacian, Rewired};
use indicatif::{ProgressBar, ProgressStyle};

use super::saving::is_stopped;
use super::training::{Lane, OutputFile};

/// The name of the file.
const FILE: &str = "measures.csv";
/// Searches between two looks at the progress and at Ctrl-C.
const PIECE: usize = 16;

/// Which centralities to measure besides.
#[derive(clap::Args)]
#[group(id = "measures")]
pub struct Arguments {
    /// Measure another centrality of every neuron, output neurons included, and write
    /// measures.csv into --out, at the epochs of centrality.csv. May be given twice, for both.
    #[arg(
        long,
        value_enum,
        value_name = "CENTRALITY",
        requires = "out",
        conflicts_with = "into"
    )]
    measure: Vec<Measure>,
    /// Katz centrality: how much of a neuron's worth a weight of 1 passes on (0.1 unless said).
    #[arg(long, value_name = "NUMBER", value_parser = factor)]
    katz_alpha: Option<f64>,
    /// Katz centrality: what every neuron is worth by itself (1 unless said).
    #[arg(long, value_name = "NUMBER", value_parser = factor)]
    katz_beta: Option<f64>,
}

/// A centrality that is measured on request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
enum Measure {
    /// Shortest paths through each neuron: undirected, unweighted, not normalised.
    Betweenness,
    /// On the directed layered graph, with absolute weights.
    Katz,
}

impl Measure {
    fn name(self) -> &'static str {
        match self {
            Self::Betweenness => "betweenness",
            Self::Katz => "katz",
        }
    }
}

/// α or β.
fn factor(text: &str) -> Result<f64, String> {
    let number = text.parse().ok();
    let fits = number.filter(|number| (0.0..=1e6).contains(number));
    fits.ok_or_else(|| "it must be a number from 0 to 1000000".into())
}

impl Arguments {
    /// Refuses what belongs to no measure that is asked for, and, when a run is resumed, to overwrite
    /// what was measured before it was stopped: networks of past epochs are gone.
    pub fn check(&self, folder: Option<&Path>, resumed: bool) -> Result<(), String> {
        let file = folder.filter(|_| resumed && !self.measure.is_empty());
        if let Some(file) = file
            .map(|folder| folder.join(FILE))
            .filter(|file| file.exists())
        {
            return Err(format!(
                "--resume with --measure would replace {}, whose epochs cannot be measured again: \
                 name another --out, or move that file",
                file.display()
            ));
        }
        let parameters = [("alpha", self.katz_alpha), ("beta", self.katz_beta)];
        match parameters.iter().find(|(_, value)| value.is_some()) {
            Some((name, _)) if !self.measure.contains(&Measure::Katz) => {
                Err(format!("--katz-{name} is of use with --measure katz only"))
            }
            _ => Ok(()),
        }
    }

    /// Begins the file in this folder, if it is asked for.
    pub fn begin(&self, folder: Option<&Path>) -> Result<Option<Measures>, String> {
        let mut asked = self.measure.clone();
        asked.sort_unstable();
        asked.dedup();
        let Some(folder) = folder.filter(|_| !asked.is_empty()) else {
            return Ok(None);
        };
        let usual = Parameters::default();
        let katz = Parameters {
            alpha: self.katz_alpha.unwrap_or(usual.alpha),
            beta: self.katz_beta.unwrap_or(usual.beta),
        };
        let mut file = OutputFile::create(folder.join(FILE))?;
        let names: Vec<_> = asked.iter().map(|measure| measure.name()).collect();
        file.write(&format!("lane,epoch,layer,neuron,{}\n", names.join(",")))?;
        if asked.contains(&Measure::Katz) {
            eprintln!(
                "censet-lab: Katz centrality with α = {}, β = {}",
                katz.alpha, katz.beta
            );
        }
        Ok(Some(Measures { file, asked, katz }))
    }
}

/// `measures.csv` in the making.
pub struct Measures {
    file: OutputFile,
    asked: Vec<Measure>,
    katz: Parameters,
}

impl Measures {
    /// Measures a lane that has just reported an epoch, if it is one of `centrality.csv`: the
    /// network as it was scored, before rewiring.
    pub fn write(&mut self, lane: &Lane) -> Result<(), String> {
        let last = lane.history.epochs().last();
        let scored = lane.history.centrality().last();
        let (Some(last), Some(&(epoch, _))) = (last, scored) else {
            return Ok(());
        };
        if last.report.epoch != epoch {
            return Ok(());
        }
        let trainer = &lane.trainer;
        let layers = trainer.network().layers.iter();
        let layers = layers.map(|layer| layer.connections.clone()).collect();
        let removed = trainer.scores().removed.clone();
        let number = u16::try_from(epoch).expect("an experiment's epochs fit");
        let network = Rewired::new(layers, number, removed, Laplacian::Defined);
        let graph = network.before().graph();
        let name = trainer.lane_name();
        let mut columns = Vec::new();
        for measure in &self.asked {
            let values = match measure {
                Measure::Betweenness => betweenness(&graph, &format!("{name} epoch {epoch}")),
                Measure::Katz => katz::centrality(&graph, self.katz)
                    .map(|found| found.centrality)
                    .map_err(|error| error.to_string()),
            };
            columns.push(values.unwrap_or_else(|why| {
                let what = measure.name();
                eprintln!("censet-lab: no {what} of {name} in epoch {epoch}: {why}");
                vec![f64::NAN; graph.order()]
            }));
        }
        let sizes = network.sizes();
        let places = sizes.iter().enumerate();
        let places = places.flat_map(|(layer, &n)| (0..n).map(move |neuron| (layer, neuron)));
        let rows = places.enumerate().map(|(vertex, (layer, neuron))| {
            let values = columns.iter().map(|column| match column[vertex] {
                value if value.is_finite() => format!(",{value}"),
                _ => ",".into(),
            });
            let values: String = values.collect();
            format!("{name},{epoch},{layer},{neuron}{values}\n")
        });
        self.file.write(&rows.collect::<String>())
    }
}

/// Betweenness with its progress on the terminal.
fn betweenness(graph: &impl WeightedGraph, what: &str) -> Result<Vec<f64>, String> {
    let mut searches = Betweenness::new(graph);
    let bar = ProgressBar::new(graph.order() as u64);
    let style = ProgressStyle::with_template("{msg} {bar:30} {percent:>3} %, {eta} left");
    bar.set_style(style.expect("a valid template"));
    bar.set_message(format!("{what}: betweenness"));
    loop {
        let (done, of) = searches.advance(PIECE);
        bar.set_position(done as u64);
        if done == of {
            break;
        }
        if is_stopped() {
            bar.finish_and_clear();
            return Err("it was stopped".into());
        }
    }
    bar.finish_and_clear();
    Ok(searches.finish())
}
