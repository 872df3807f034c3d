//! A network that came in, in numbers.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{EpochReport, Trainer};
use crate::digest::digest;
use crate::graph::LayeredGraph;
use crate::graph::neuron::locate;
use crate::graph::statistics::{degrees, hubs};
use crate::network::Layer;

/// What is to be said of a network as it is: its layers, its connections, how central its neurons are. [`Summary::of`]
/// shows how it is made, and these what it has:
///
/// ```
/// use censet::trainer::Summary;
///
/// /// The widest layer, and how much of its weights there is.
/// fn widest(summary: &Summary) -> Option<(usize, f64)> {
///     let widest = summary.weights.iter().max_by_key(|weights| weights.outputs)?;
///     Some((widest.outputs, widest.density))
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// Neurons of each layer.
    pub layers: Vec<usize>,
    /// Its weights, from the first hidden layer on.
    pub weights: Vec<Weights>,
    /// What must be said of their order, if the file left it open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// What its hidden layers compute.
    pub activation: &'static str,
    /// Connections before the output layer.
    pub connections: usize,
    /// All connections.
    pub all_connections: usize,
    /// The name of its bits.
    pub digest: String,
    /// What the file says its digest is, if that is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said_digest: Option<String>,
    /// The Laplacian centrality of all neurons that have one.
    pub centrality: Centrality,
    /// The most central tenth, the most central first.
    pub hubs: Vec<Hub>,
}

/// A tensor of weights.
///
/// ```
/// use censet::trainer::summary::Weights;
///
/// let weights = Weights { name: "fc1.weight".into(), outputs: 4, inputs: 5, connections: 10, density: 0.5 };
/// assert_eq!(weights.density, weights.connections as f64 / (weights.outputs * weights.inputs) as f64);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Weights {
    /// Its name.
    pub name: String,
    /// Rows.
    pub outputs: usize,
    /// Columns.
    pub inputs: usize,
    /// Places with a connection.
    pub connections: usize,
    /// The part of all places that they are.
    pub density: f64,
}

/// Laplacian centrality over the neurons.
///
/// ```
/// use censet::trainer::summary::Centrality;
///
/// /// μ − kσ, below which CenSET prunes.
/// fn line(centrality: &Centrality, k: f64) -> f64 {
///     centrality.mean - k * centrality.std
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Centrality {
    /// Of which graph it is, as an experiment says it.
    pub lc: &'static str,
    /// The mean.
    pub mean: f64,
    /// The deviation.
    pub std: f64,
    /// The lowest.
    pub lowest: f64,
    /// The highest.
    pub highest: f64,
    /// The Gini coefficient, where there is one.
    pub gini: Option<f64>,
    /// The part that the most central tenth holds, where that can be said.
    pub top_decile_share: Option<f64>,
}

/// A neuron of the most central tenth.
///
/// ```
/// use censet::trainer::summary::Hub;
///
/// let hub = Hub { layer: 1, neuron: 7, lc: 0.5, connections: 12 };
/// assert_eq!((hub.layer, hub.neuron), (1, 7));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hub {
    /// Its layer, inputs first.
    pub layer: usize,
    /// Its number in the layer.
    pub neuron: usize,
    /// Its Laplacian centrality.
    pub lc: f64,
    /// Its connections, in and out.
    pub connections: u32,
}

impl Summary {
    /// The network of a lane that was just measured. `weights` has the names of its tensors, `order` what must be said
    /// of theirs, `metadata` what its file says.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use censet::{dataset::Dataset, experiment::parse};
    /// use std::collections::BTreeMap;
    ///
    /// use censet::trainer::{Summary, Trainer};
    ///
    /// # let text = "train=100&test=50&side=7&hidden=10&lanes=set&epochs=1";
    /// # let experiment = parse(text).experiment.unwrap();
    /// # let data = Dataset::garments(experiment.train, experiment.test, experiment.side);
    /// let mut lane = Trainer::new(experiment, 0, Arc::new(data));
    /// let report = (0..2).find_map(|_| lane.advance().report).unwrap();
    /// let names = ["fc1.weight", "fc2.weight"].map(String::from);
    /// let summary = Summary::of(&lane, &report, &names, None, &BTreeMap::new());
    /// assert_eq!(summary.layers, [49, 10, 10]);
    /// assert_eq!(summary.weights[1].name, "fc2.weight");
    /// assert_eq!((summary.hubs.len(), summary.said_digest), (7, None));
    /// ```
    pub fn of(
        trainer: &Trainer,
        report: &EpochReport,
        weights: &[String],
        order: Option<&str>,
        metadata: &BTreeMap<String, String>,
    ) -> Self {
        let network = trainer.network();
        let layers = network.layer_sizes();
        let connections = network.layers.iter().map(|layer| &layer.connections);
        let degrees = degrees(&LayeredGraph::new(connections));
        let lc = &trainer.scores().centrality;
        let tensor = |(name, layer): (&String, &Layer)| {
            let of = &layer.connections;
            Weights {
                name: name.clone(),
                outputs: of.n_out(),
                inputs: of.n_in(),
                connections: of.len(),
                density: of.len() as f64 / of.places() as f64,
            }
        };
        // Where few neurons have connections, some of the most central tenth have none.
        let connected = |v: &usize| degrees.incoming[*v] + degrees.outgoing[*v] > 0;
        let hubs = hubs(lc).into_iter().map(|v| v as usize);
        let mut hubs: Vec<usize> = hubs.filter(connected).collect();
        hubs.sort_by(|&a, &b| lc[b].total_cmp(&lc[a]).then(a.cmp(&b)));
        let hub = |v: usize| {
            let (layer, neuron) = locate(&layers, v);
            Hub {
                layer,
                neuron,
                lc: lc[v],
                connections: degrees.incoming[v] + degrees.outgoing[v],
            }
        };
        let digest = digest(network);
        let all = network.layers.iter().map(|layer| layer.connections.len());
        Self {
            weights: weights.iter().zip(&network.layers).map(tensor).collect(),
            order: order.map(Into::into),
            activation: trainer.experiment().act.name(),
            connections: network.connections(),
            all_connections: all.sum(),
            said_digest: metadata
                .get("digest")
                .filter(|said| **said != digest)
                .cloned(),
            digest,
            centrality: Centrality {
                lc: trainer.experiment().lc.name(),
                mean: report.lc_mean,
                std: report.lc_std,
                lowest: lc.iter().copied().fold(f64::INFINITY, f64::min),
                highest: lc.iter().copied().fold(f64::NEG_INFINITY, f64::max),
                gini: report.lc_gini,
                top_decile_share: report.lc_top_decile_share,
            },
            hubs: hubs.into_iter().map(hub).collect(),
            layers,
        }
    }
}
