//! `--measure knockout`: what a network does without each of its neurons, and whether a centrality says so.

use std::path::Path;

use censet::graph::attack::orders;
use censet::graph::rewired::Moment;
use censet::graph::statistics::{degrees, spearman};
use censet::graph::{WeightedGraph, betweenness, strength};
use censet::network::{Batch, Inputs, KnockOut, Layer, Network, Workspace};
use indicatif::{ProgressBar, ProgressStyle};

use super::output::OutputFile;
use super::saving::is_stopped;
use super::training::Lane;

/// The names of the files.
pub const FILES: [&str; 3] = ["knockout.csv", "spearman.csv", "attack.csv"];
/// Neurons, each for a tile, between two looks at Ctrl-C.
const PIECE: usize = 512;
/// Random orders of an attack.
const DRAWS: u32 = 5;
/// Steps of an attack, at most.
const STEPS: usize = 32;
/// What may say how much a neuron matters, in the columns' order.
const CENTRALITIES: [&str; 4] = ["lc", "degree", "strength", "betweenness"];

/// The three files in the making.
pub struct KnockOuts {
    each: OutputFile,
    correlations: OutputFile,
    attack: OutputFile,
}

impl KnockOuts {
    /// Begins the files in this folder.
    pub fn begin(folder: &Path) -> Result<Self, String> {
        let [each, correlations, attack] = FILES.map(|file| OutputFile::create(folder.join(file)));
        let mut files = Self {
            each: each?,
            correlations: correlations?,
            attack: attack?,
        };
        let columns = CENTRALITIES.join(",");
        files.each.write(&format!(
            "lane,epoch,layer,neuron,accuracy,loss,{columns}\n"
        ))?;
        files
            .correlations
            .write("lane,epoch,layer,centrality,neurons,accuracy_rho,loss_rho\n")?;
        files
            .attack
            .write("lane,epoch,order,draw,removed,accuracy\n")?;
        Ok(files)
    }

    /// The three.
    pub fn files(&mut self) -> [&mut OutputFile; 3] {
        [&mut self.each, &mut self.correlations, &mut self.attack]
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
        let Some(out) = knocked_out(&network, samples, &format!("{name} epoch {epoch}")) else {
            return Ok(());
        };
        let sizes = network.layer_sizes();
        let going = out.without().len();
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
        let mut vertex = 0;
        let mut groups = Vec::new();
        for (layer, &size) in sizes[..sizes.len() - 1].iter().enumerate() {
            groups.push((layer.to_string(), vertex..vertex + size));
            for neuron in 0..size {
                let (accuracy, loss) = (accuracy[vertex], loss[vertex]);
                let values = centralities
                    .each_ref()
                    .map(|values| values[vertex].to_string());
                let values = values.join(",");
                text += &format!("{name},{epoch},{layer},{neuron},{accuracy},{loss},{values}\n");
                vertex += 1;
            }
        }
        self.each.write(&text)?;

        groups.push(("hidden".into(), sizes[0]..going));
        groups.push(("all".into(), 0..going));
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

        let seed = trainer.experiment().seed;
        let mut text = String::new();
        for order in orders(&centralities[0], sizes[0]..going, seed, DRAWS) {
            let hidden = order.neurons.len();
            let steps = STEPS.min(hidden);
            let mut gone = vec![false; going];
            for step in 0..=steps {
                if is_stopped() {
                    return Ok(());
                }
                let removed = hidden * step / steps;
                order.neurons[..removed]
                    .iter()
                    .for_each(|&neuron| gone[neuron] = true);
                let left = network.without(&gone);
                let answers = left.predict(samples, &mut Workspace::default());
                let right = answers.iter().zip(&test.labels);
                let right = right
                    .filter(|(answer, class)| answer.class == **class)
                    .count();
                let accuracy = 100.0 * right as f64 / of as f64;
                let (order, draw) = (order.name, order.draw);
                text += &format!("{name},{epoch},{order},{draw},{removed},{accuracy}\n");
            }
        }
        self.attack.write(&text)
    }
}

/// Knocks out every neuron, with the progress on the terminal; nothing if it was stopped.
fn knocked_out(network: &Network, samples: Batch<'_>, what: &str) -> Option<KnockOut> {
    let mut out = KnockOut::new(network.clone());
    let (_, of) = out.advance(samples, 0);
    let bar = ProgressBar::new(of as u64);
    let style = ProgressStyle::with_template("{msg} {bar:30} {percent:>3} %, {eta} left");
    bar.set_style(style.expect("a valid template"));
    bar.set_message(format!("{what}: knock out"));
    loop {
        let (done, of) = out.advance(samples, PIECE);
        bar.set_position(done as u64);
        if done == of || is_stopped() {
            bar.finish_and_clear();
            return (done == of).then_some(out);
        }
    }
}
