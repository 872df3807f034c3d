//! `--measure knockout`: what a network does without each of its neurons, and whether a centrality says so.

use std::path::Path;

use censet::graph::attack::{Attack, Order, Target};
use censet::graph::rewired::Moment;
use censet::graph::statistics::{degrees, spearman};
use censet::graph::{WeightedGraph, betweenness, strength};
use censet::network::{Batch, Inputs, KnockOut, Layer, Network, groups};
use indicatif::{ProgressBar, ProgressStyle};

use super::output::OutputFile;
use super::saving::is_stopped;
use super::training::Lane;

/// The names of the files.
pub const FILES: [&str; 4] = [
    EACH_FILE,
    "spearman.csv",
    attack_file(Target::Neurons),
    attack_file(Target::Connections),
];
/// What is left without each neuron.
pub const EACH_FILE: &str = "knockout.csv";
/// Its columns.
pub const EACH_HEADER: &str =
    "lane,epoch,layer,neuron,accuracy,loss,lc,degree,strength,betweenness";
/// The columns of the two files of attacks.
pub const ATTACK_HEADER: &str = "lane,epoch,order,draw,removed,accuracy";
/// What goes in the two files of attacks.
const TARGETS: [(Target, &str); 2] = [
    (Target::Neurons, "attack"),
    (Target::Connections, "attack on connections"),
];
/// Neurons, each for a tile, between two looks at Ctrl-C.
const PIECE: usize = 512;
/// Tiles of an attack between two looks.
const TILES: usize = 64;
/// What may say how much a neuron matters, in the columns' order.
pub const CENTRALITIES: [&str; 4] = ["lc", "degree", "strength", "betweenness"];

/// The file of attacks on neurons, or on connections.
pub const fn attack_file(target: Target) -> &'static str {
    match target {
        Target::Neurons => "attack.csv",
        Target::Connections => "attack-connections.csv",
    }
}

/// The files in the making.
pub struct KnockOuts {
    each: OutputFile,
    correlations: OutputFile,
    attacks: [OutputFile; 2],
}

impl KnockOuts {
    /// Begins the files in this folder.
    pub fn begin(folder: &Path) -> Result<Self, String> {
        let [each, correlations, neurons, connections] =
            FILES.map(|file| OutputFile::create(folder.join(file)));
        let mut files = Self {
            each: each?,
            correlations: correlations?,
            attacks: [neurons?, connections?],
        };
        files.each.write(&format!("{EACH_HEADER}\n"))?;
        files
            .correlations
            .write("lane,epoch,layer,centrality,neurons,accuracy_rho,loss_rho\n")?;
        for attack in &mut files.attacks {
            attack.write(&format!("{ATTACK_HEADER}\n"))?;
        }
        Ok(files)
    }

    /// All of them.
    pub fn files(&mut self) -> [&mut OutputFile; 4] {
        let [neurons, connections] = &mut self.attacks;
        [&mut self.each, &mut self.correlations, neurons, connections]
    }

    /// Knocks out the neurons of a lane's network as it was scored in an epoch. What is stopped leaves
    /// nothing of that epoch.
    pub fn write(&mut self, lane: &Lane, epoch: u32, scored: &Moment) -> Result<(), String> {
        let (trainer, name) = (&lane.trainer, lane.trainer.lane_name());
        let layers = trainer.network().layers.iter().zip(&scored.layers);
        let layers = layers.map(|(layer, connections)| Layer {
            connections: connections.clone(),
            ..layer.clone()
        });
        let network = Network {
            layers: layers.collect(),
        };
        let test = &trainer.dataset().test;
        let rows: Vec<u32> = (0..test.labels.len() as u32).collect();
        let samples = Batch {
            inputs: Inputs::Images {
                images: test.images.view(),
                rows: &rows,
                standardiser: trainer.standardiser(),
            },
            classes: &test.labels,
        };
        let what = format!("{name} epoch {epoch}");
        let mut out = KnockOut::new(network.clone());
        if !to_its_end(&format!("{what}: knock out"), |pieces| {
            out.advance(samples, pieces * PIECE)
        }) {
            return Ok(());
        }
        let sizes = network.layer_sizes();
        let graph = scored.graph();
        let degrees = degrees(&graph);
        let both = degrees.incoming.iter().zip(&degrees.outgoing);
        let centralities: [Vec<f64>; 4] = [
            scored.centrality.clone(),
            both.map(|(a, b)| f64::from(a + b)).collect(),
            strength::strength(&graph),
            betweenness::centrality(&graph),
        ];
        debug_assert_eq!(graph.order(), centralities[0].len());
        let of = samples.len();
        let accuracy: Vec<f64> = out.without().iter().map(|q| q.accuracy(of)).collect();
        let loss: Vec<f64> = out.without().iter().map(|q| q.mean_loss(of)).collect();

        let mut text = format!(
            "{name},{epoch},,,{},{},,,,\n",
            out.whole().accuracy(of),
            out.whole().mean_loss(of)
        );
        let groups = groups(&sizes);
        for (layer, range) in &groups[..sizes.len() - 1] {
            for (neuron, vertex) in range.clone().enumerate() {
                let (accuracy, loss) = (accuracy[vertex], loss[vertex]);
                let values = centralities
                    .each_ref()
                    .map(|values| values[vertex].to_string());
                let values = values.join(",");
                text += &format!("{name},{epoch},{layer},{neuron},{accuracy},{loss},{values}\n");
            }
        }
        self.each.write(&text)?;

        let mut text = String::new();
        for (layer, range) in &groups {
            for (id, values) in CENTRALITIES.iter().zip(&centralities) {
                // How much worse it is without: of accuracy the fall, of loss the rise.
                let fall: Vec<f64> = accuracy[range.clone()].iter().map(|value| -value).collect();
                let rho = |measured: &[f64]| match spearman(&values[range.clone()], measured) {
                    Some(rho) => rho.to_string(),
                    None => String::new(),
                };
                let (by_accuracy, by_loss) = (rho(&fall), rho(&loss[range.clone()]));
                let neurons = range.len();
                text += &format!("{name},{epoch},{layer},{id},{neurons},{by_accuracy},{by_loss}\n");
            }
        }
        self.correlations.write(&text)?;

        for ((target, title), file) in TARGETS.into_iter().zip(&mut self.attacks) {
            let mut attack = Attack::new(network.clone(), target, trainer.experiment().seed);
            if !to_its_end(&format!("{what}: {title}"), |pieces| {
                attack.advance(samples, pieces * TILES)
            }) {
                return Ok(());
            }
            let removed = attack.removed();
            let curves = attack.accuracies().chunks(removed.len());
            let mut text = String::new();
            for (order, curve) in Order::all().zip(curves) {
                let (order, draw) = (order.name(), order.draw());
                for (removed, accuracy) in removed.iter().zip(curve) {
                    text += &format!("{name},{epoch},{order},{draw},{removed},{accuracy}\n");
                }
            }
            file.write(&text)?;
        }
        Ok(())
    }
}

/// Works piece by piece, with the progress on the terminal; false if it was stopped before its end.
fn to_its_end(what: &str, mut advance: impl FnMut(usize) -> (usize, usize)) -> bool {
    let (_, of) = advance(0);
    let bar = ProgressBar::new(of as u64);
    let style = ProgressStyle::with_template("{msg} {bar:30} {percent:>3} %, {eta} left");
    bar.set_style(style.expect("a valid template"));
    bar.set_message(what.to_owned());
    loop {
        let (done, of) = advance(1);
        bar.set_position(done as u64);
        if done == of || is_stopped() {
            bar.finish_and_clear();
            return done == of;
        }
    }
}
