//! What is said of a network from a file: in sentences, and as JSON.

use std::collections::BTreeMap;
use std::path::Path;

use censet::digest::digest;
use censet::graph::neuron::locate;
use censet::graph::statistics::hubs;
use censet::network::Layer;
use censet::words::{count, fixed, plural, short};
use serde::Serialize;

use super::super::plot::all_degrees;
use super::super::tell;
use super::super::training::Lane;
use super::confusion;

/// Hubs and mistakes that are listed on the terminal.
const LISTED: usize = 10;
const MISTAKES: usize = 5;

/// A network in numbers.
#[derive(Serialize)]
pub struct Said {
    file: String,
    name: String,
    layers: Vec<usize>,
    weights: Vec<Weights>,
    activation: &'static str,
    /// Before the output layer, and all.
    connections: usize,
    all_connections: usize,
    digest: String,
    /// What the file says its digest is, if that is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    said_digest: Option<String>,
    centrality: Centrality,
    hubs: Vec<Hub>,
    test: Option<Test>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'static str>,
    metadata: BTreeMap<String, String>,
}

/// A tensor of weights.
#[derive(Serialize)]
struct Weights {
    name: String,
    outputs: usize,
    inputs: usize,
    connections: usize,
    density: f64,
}

/// The Laplacian centrality of all neurons that have one.
#[derive(Serialize)]
struct Centrality {
    lc: &'static str,
    mean: f64,
    std: f64,
    lowest: f64,
    highest: f64,
    gini: Option<f64>,
    top_decile_share: Option<f64>,
}

/// A neuron of the most central tenth.
#[derive(Serialize)]
struct Hub {
    layer: usize,
    neuron: usize,
    lc: f64,
    connections: u32,
}

/// How it does on test images.
#[derive(Serialize)]
struct Test {
    images: usize,
    of: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    copy: Option<String>,
    accuracy: f64,
    classes: Vec<String>,
    /// A row for each class, a column for what its images are taken for.
    confusion: Vec<Vec<u32>>,
    #[serde(skip)]
    mistakes: Vec<(usize, usize, u32)>,
}

impl Said {
    /// What is to be said of a network that was just measured; `weights` has its tensors' names.
    pub fn of(
        lane: &Lane,
        path: &Path,
        weights: Vec<String>,
        metadata: &BTreeMap<String, String>,
        note: Option<&'static str>,
        copy: Option<&str>,
    ) -> Self {
        let (trainer, report) = (&lane.trainer, &lane.history.epochs()[0].report);
        let network = trainer.network();
        let layers = network.layer_sizes();
        let (lc, degrees) = (&trainer.scores().centrality, all_degrees(trainer));
        let tensor = |(name, layer): (String, &Layer)| {
            let of = &layer.connections;
            Weights {
                name,
                outputs: of.n_out(),
                inputs: of.n_in(),
                connections: of.len(),
                density: of.len() as f64 / of.places() as f64,
            }
        };
        let mut hubs: Vec<usize> = hubs(lc).into_iter().map(|v| v as usize).collect();
        hubs.sort_by(|&a, &b| lc[b].total_cmp(&lc[a]).then(a.cmp(&b)));
        let hub = |v: usize| {
            let (layer, neuron) = locate(&layers, v);
            Hub {
                layer,
                neuron,
                lc: lc[v],
                connections: degrees[v],
            }
        };
        let digest = digest(network);
        let dataset = trainer.dataset();
        let test = confusion(trainer).map(|matrix| Test {
            images: dataset.test.len(),
            of: trainer.experiment().data.title().into(),
            copy: copy.map(Into::into),
            accuracy: report.test_accuracy,
            classes: dataset.classes.clone(),
            confusion: (0..matrix.classes())
                .map(|class| matrix.row(class).to_vec())
                .collect(),
            mistakes: matrix.mistakes(),
        });
        let all = network.layers.iter().map(|layer| layer.connections.len());
        Self {
            file: path.display().to_string(),
            name: trainer.lane_name(),
            weights: weights
                .into_iter()
                .zip(&network.layers)
                .map(tensor)
                .collect(),
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
            test,
            note,
            metadata: metadata.clone(),
            layers,
        }
    }

    /// Prints it.
    pub fn print(&self, json: bool) -> Result<(), String> {
        if json {
            return tell(&serde_json::to_string(self).expect("plain data"));
        }
        self.lines().iter().try_for_each(|line| tell(line))
    }

    fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!("network {}: {}", self.name, self.file)];
        for key in ["experiment", "lane", "moment"] {
            lines.extend(self.metadata.get(key).map(|said| format!("{key} {said}")));
        }
        let sizes: Vec<_> = self.layers.iter().map(ToString::to_string).collect();
        lines.push(format!("layers {}", sizes.join("-")));
        lines.extend(self.weights.iter().map(|of| {
            format!(
                "  {} {}×{}: {} {}, {} % of all possible",
                of.name,
                of.outputs,
                of.inputs,
                count(of.connections),
                plural(of.connections, "connection", "connections"),
                short(100.0 * of.density)
            )
        }));
        lines.push(format!(
            "connections {} before the output layer, {} in all",
            count(self.connections),
            count(self.all_connections)
        ));
        let assumed = match self.metadata.contains_key("activation") {
            true => "",
            false => ", assumed, as the file does not say",
        };
        lines.push(format!("activation {}{assumed}", self.activation));
        let lc = &self.centrality;
        let optional = |value: Option<f64>| value.map_or("none".into(), |value| fixed(value, 3));
        lines.push(format!(
            "centrality (lc={}) mean {}, deviation {}, from {} to {}; Gini {}, top tenth holds {}",
            lc.lc,
            short(lc.mean),
            short(lc.std),
            short(lc.lowest),
            short(lc.highest),
            optional(lc.gini),
            optional(lc.top_decile_share)
        ));
        let in_layer = |layer: usize| self.hubs.iter().filter(|hub| hub.layer == layer).count();
        let in_layers: Vec<_> = (0..self.layers.len())
            .map(|l| in_layer(l).to_string())
            .collect();
        lines.push(format!(
            "hubs {} (the most central tenth), by layer {}",
            self.hubs.len(),
            in_layers.join("-")
        ));
        lines.extend(self.hubs.iter().take(LISTED).map(|hub| {
            format!(
                "  layer {}, neuron {}: LC {}, {} {}",
                hub.layer,
                hub.neuron,
                short(hub.lc),
                hub.connections,
                plural(hub.connections as usize, "connection", "connections")
            )
        }));
        if let Some(test) = &self.test {
            lines.push(format!(
                "accuracy {} % of {} test images of {}",
                fixed(test.accuracy, 2),
                count(test.images),
                test.of
            ));
            lines.extend(
                test.mistakes
                    .iter()
                    .take(MISTAKES)
                    .map(|&(class, said, times)| {
                        let [class, said] = [class, said].map(|class| &test.classes[class]);
                        format!("  {class} taken for {said}: {}", count(times as usize))
                    }),
            );
        }
        lines.extend(self.note.map(|note| format!("note {note}")));
        lines.push(format!("digest {}", self.digest));
        lines.extend(self.said_digest.as_ref().map(|said| {
            format!("note the file says its digest is {said}: it was changed since, or written by another version")
        }));
        lines
    }
}
