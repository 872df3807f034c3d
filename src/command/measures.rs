//! `--measure`: what is measured only on request. Laplacian centrality takes
//! milliseconds; betweenness takes a search from every neuron.

use std::path::Path;

use censet::graph::centralities::{CENTRALITIES, Centrality, centrality};
use censet::graph::katz::KATZ;
use censet::graph::rewired::{Measure as Laplacian, Rewired};
use censet::graph::{LayeredGraph, WeightedGraph};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use indicatif::{ProgressBar, ProgressStyle};

use super::knockout::{self, KnockOuts};
use super::output::OutputFile;
use super::saving::is_stopped;
use super::training::Lane;

/// The name of the file.
pub const FILE: &str = "measures.csv";
/// Searches between two looks at the progress and at Ctrl-C.
const PIECE: usize = 16;

/// Which centralities to measure besides.
#[derive(clap::Args)]
#[group(id = "measures")]
pub struct Arguments {
    /// Measure another centrality of every neuron, output neurons included, and write
    /// measures.csv into --out, at the epochs of centrality.csv; or knock out every neuron, and
    /// write knockout.csv, spearman.csv, attack.csv and attack-connections.csv. May be given several times.
    #[arg(
        long,
        value_parser = measures(),
        value_name = "MEASURE",
        requires = "out"
    )]
    measure: Vec<Measure>,
    /// Katz centrality: how much of a neuron's worth a weight of 1 passes on (0.1 unless said).
    #[arg(long, value_name = "NUMBER", value_parser = factor)]
    katz_alpha: Option<f64>,
    /// Katz centrality: what every neuron is worth by itself (1 unless said).
    #[arg(long, value_name = "NUMBER", value_parser = factor)]
    katz_beta: Option<f64>,
}

/// What can be measured besides.
#[derive(Clone, Copy)]
enum Measure {
    Centrality(&'static Centrality),
    KnockOut,
}

impl Measure {
    fn is(self, row: &Centrality) -> bool {
        matches!(self, Self::Centrality(asked) if asked.id == row.id)
    }
}

/// The name of the measure that is no centrality.
const KNOCK_OUT: &str = "knockout";

/// Reads the name of a measure; help lists them with what each is.
fn measures() -> impl TypedValueParser<Value = Measure> {
    let names = CENTRALITIES.iter().map(|row| (row.id, row.about));
    let names = names.chain([(
        KNOCK_OUT,
        "Accuracy and loss on the test images without each input and hidden neuron, their rank \
         correlation with four centralities, and accuracy as neurons go one after the other",
    )]);
    let names = names.map(|(id, about)| clap::builder::PossibleValue::new(id).help(about));
    let parser = PossibleValuesParser::new(names.collect::<Vec<_>>());
    parser.map(|name| match name.as_str() {
        KNOCK_OUT => Measure::KnockOut,
        id => Measure::Centrality(centrality(id).expect("a name from the table")),
    })
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
        let knocks_out = self.knocks_out();
        let mut asked = self.measure.iter();
        let values = asked.any(|asked| matches!(asked, Measure::Centrality(_)));
        let names = [FILE].into_iter().filter(|_| values);
        let names = names.chain(knockout::FILES.into_iter().filter(|_| knocks_out));
        let mut files = names.filter_map(|name| Some(folder?.join(name)));
        if let Some(file) = files.find(|file| resumed && file.exists()) {
            return Err(format!(
                "--resume with --measure would replace {}, whose epochs cannot be measured again: \
                 name another --out, or move that file",
                file.display()
            ));
        }
        let parameters = [("alpha", self.katz_alpha), ("beta", self.katz_beta)];
        match parameters.iter().find(|(_, value)| value.is_some()) {
            Some((name, _)) if !self.measure.iter().any(|asked| asked.is(&KATZ)) => {
                Err(format!("--katz-{name} is of use with --measure katz only"))
            }
            _ => Ok(()),
        }
    }

    /// Whether neurons are knocked out, which takes test images.
    pub fn knocks_out(&self) -> bool {
        let mut asked = self.measure.iter();
        asked.any(|asked| matches!(asked, Measure::KnockOut))
    }

    /// Begins the files in this folder, if they are asked for.
    pub fn begin(&self, folder: Option<&Path>) -> Result<Option<Measures>, String> {
        let asked = |row: &&&'static Centrality| self.measure.iter().any(|asked| asked.is(row));
        let asked: Vec<_> = CENTRALITIES.iter().filter(asked).copied().collect();
        let Some(folder) = folder.filter(|_| !self.measure.is_empty()) else {
            return Ok(None);
        };
        let knock_outs = self
            .knocks_out()
            .then(|| KnockOuts::begin(folder))
            .transpose()?;
        if asked.is_empty() {
            return Ok(Some(Measures {
                values: None,
                knock_outs,
            }));
        }
        let asked: Vec<Asked> = asked
            .into_iter()
            .map(|row| self.with_parameters(row))
            .collect();
        let mut file = OutputFile::create(folder.join(FILE))?;
        let names: Vec<_> = asked.iter().map(|(row, _)| row.id).collect();
        file.write(&format!("lane,epoch,layer,neuron,{}\n", names.join(",")))?;
        for (row, parameters) in asked.iter().filter(|(row, _)| !row.parameters.is_empty()) {
            let names = row.parameters.iter().zip(parameters);
            let said: Vec<_> = names
                .map(|((name, _), value)| format!("{name} = {value}"))
                .collect();
            eprintln!("censet-lab: {} with {}", row.title, said.join(" and "));
        }
        Ok(Some(Measures {
            values: Some((file, asked)),
            knock_outs,
        }))
    }

    /// A centrality with the parameters that were asked for, the usual ones elsewhere.
    fn with_parameters(&self, row: &'static Centrality) -> Asked {
        let mut parameters = row.defaults();
        if row.id == KATZ.id {
            for (parameter, given) in parameters.iter_mut().zip([self.katz_alpha, self.katz_beta]) {
                *parameter = given.unwrap_or(*parameter);
            }
        }
        (row, parameters)
    }
}

/// A centrality and its parameters.
type Asked = (&'static Centrality, Vec<f64>);

/// The files of measures in the making.
pub struct Measures {
    /// `measures.csv`, and what is in it.
    values: Option<(OutputFile, Vec<Asked>)>,
    knock_outs: Option<KnockOuts>,
}

impl Measures {
    /// The files.
    pub fn files(&mut self) -> impl Iterator<Item = &mut OutputFile> {
        let values = self.values.iter_mut().map(|(file, _)| file);
        values.chain(self.knock_outs.iter_mut().flat_map(KnockOuts::files))
    }

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
        if let Some(knock_outs) = &mut self.knock_outs {
            knock_outs.write(lane, epoch, network.before())?;
        }
        let Some((file, asked)) = &mut self.values else {
            return Ok(());
        };
        let graph = network.before().graph();
        let name = trainer.lane_name();
        let mut columns = Vec::new();
        for measure in asked.iter() {
            let values = measured(measure, &graph, &format!("{name} epoch {epoch}"));
            columns.push(values.unwrap_or_else(|why| {
                let what = measure.0.id;
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
        file.write(&rows.collect::<String>())
    }
}

/// Measures, with the progress on the terminal where it takes more than a piece.
fn measured(
    (row, parameters): &Asked,
    graph: &LayeredGraph<'_>,
    what: &str,
) -> Result<Vec<f64>, String> {
    let mut measuring = (row.begin)(graph, parameters);
    let (_, of) = measuring.advance(0);
    let bar = match of {
        1 => ProgressBar::hidden(),
        _ => ProgressBar::new(of as u64),
    };
    let style = ProgressStyle::with_template("{msg} {bar:30} {percent:>3} %, {eta} left");
    bar.set_style(style.expect("a valid template"));
    bar.set_message(format!("{what}: {}", row.title));
    loop {
        let (done, of) = measuring.advance(PIECE);
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
    Ok(measuring.finish().map_err(|why| why.0)?.values)
}
