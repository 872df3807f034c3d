//! What is said of a network from a file: in sentences, and as JSON.

use std::collections::BTreeMap;
use std::path::Path;

use censet::trainer::Summary;
use censet::words::{count, fixed, plural, short};
use serde::Serialize;

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
    #[serde(flatten)]
    summary: Summary,
    test: Option<Test>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'static str>,
    metadata: BTreeMap<String, String>,
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
    /// What is to be said of a network that was just measured; `weights` has its tensors' names, `order` what must be
    /// said of theirs.
    pub fn of(
        lane: &Lane,
        path: &Path,
        weights: &[String],
        order: Option<&str>,
        metadata: &BTreeMap<String, String>,
        note: Option<&'static str>,
        copy: Option<&str>,
    ) -> Self {
        let (trainer, report) = (&lane.trainer, &lane.history.epochs()[0].report);
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
        Self {
            file: path.display().to_string(),
            name: trainer.lane_name(),
            summary: Summary::of(trainer, report, weights, order, metadata),
            test,
            note,
            metadata: metadata.clone(),
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
        let of = &self.summary;
        let mut lines = vec![format!("network {}: {}", self.name, self.file)];
        for key in ["experiment", "lane", "moment"] {
            lines.extend(self.metadata.get(key).map(|said| format!("{key} {said}")));
        }
        let sizes: Vec<_> = of.layers.iter().map(ToString::to_string).collect();
        lines.push(format!("layers {}", sizes.join("-")));
        lines.extend(of.weights.iter().map(|tensor| {
            format!(
                "  {} {}×{}: {} {}, {} % of all possible",
                tensor.name,
                tensor.outputs,
                tensor.inputs,
                count(tensor.connections),
                plural(tensor.connections, "connection", "connections"),
                short(100.0 * tensor.density)
            )
        }));
        lines.extend(of.order.as_ref().map(|order| format!("note {order}")));
        lines.push(format!(
            "connections {} before the output layer, {} in all",
            count(of.connections),
            count(of.all_connections)
        ));
        let assumed = match self.metadata.contains_key("activation") {
            true => "",
            false => ", assumed, as the file does not say",
        };
        lines.push(format!("activation {}{assumed}", of.activation));
        let lc = &of.centrality;
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
        let in_layer = |layer: usize| of.hubs.iter().filter(|hub| hub.layer == layer).count();
        let in_layers: Vec<_> = (0..of.layers.len())
            .map(|l| in_layer(l).to_string())
            .collect();
        lines.push(format!(
            "hubs {} (the most central tenth), by layer {}",
            of.hubs.len(),
            in_layers.join("-")
        ));
        lines.extend(of.hubs.iter().take(LISTED).map(|hub| {
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
                        format!("  {class} predicted as {said}: {}", count(times as usize))
                    }),
            );
        }
        lines.extend(self.note.map(|note| format!("note {note}")));
        lines.push(format!("digest {}", of.digest));
        lines.extend(of.said_digest.as_ref().map(|said| {
            format!("note the file says its digest is {said}: it was changed since, or written by another version")
        }));
        lines
    }
}
