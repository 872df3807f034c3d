//! Knock out: against networks whose connections are really cut, and what `run --measure knockout` writes.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use censet::dataset::Dataset;
use censet::experiment::parse;
use censet::graph::attack::{Attack, Target};
use censet::graph::laplacian::energy;
use censet::graph::statistics::spearman;
use censet::graph::{EdgeList, LayeredGraph, WeightedGraph};
use censet::network::{Batch, Inputs, KnockOut, Network, Workspace};
use censet::trainer::{Phase, Trainer};
use proptest::prelude::*;

/// A lane at its end.
fn trained(text: &str) -> Trainer {
    let experiment = parse(text).experiment.unwrap();
    let data = Dataset::garments(experiment.train, experiment.test, experiment.side);
    let mut trainer = Trainer::new(experiment, 0, Arc::new(data));
    while trainer.phase() != Phase::Finished {
        trainer.advance();
    }
    trainer
}

fn batch<'a>(trainer: &'a Trainer, rows: &'a [u32]) -> Batch<'a> {
    let test = &trainer.dataset().test;
    Batch {
        inputs: Inputs::Images {
            images: test.images.view(),
            rows,
            standardiser: trainer.standardiser(),
        },
        classes: &test.labels[..rows.len()],
    }
}

/// Right answers and summed loss of a network, by its probabilities.
fn quality(network: &Network, batch: Batch<'_>) -> (u32, f64) {
    let mut workspace = Workspace::default();
    let right = network.predict(batch, &mut workspace);
    let right = right
        .iter()
        .zip(batch.classes)
        .filter(|(said, class)| said.class == **class);
    let probabilities = network.probabilities(batch, &mut workspace);
    let rows = probabilities.rows().into_iter().zip(batch.classes);
    let loss = rows.map(|(row, &class)| -f64::from(row[usize::from(class)]).ln());
    (right.count() as u32, loss.sum())
}

#[test]
fn each_neuron_is_knocked_out_as_if_its_connections_were_cut() {
    for act in ["relu", "srelu"] {
        let text =
            format!("train=400&test=90&side=7&hidden=12-9&epsilon=5&act={act}&lanes=set&epochs=2");
        let trainer = trained(&text);
        // Not a whole number of tiles.
        let rows: Vec<u32> = (0..87).collect();
        let (network, batch) = (trainer.network(), batch(&trainer, &rows));
        let mut out = KnockOut::new(network.clone());
        let going = 49 + 12 + 9;
        let mut calls = 0;
        while {
            let (done, of) = out.advance(batch, 33);
            done < of
        } {
            calls += 1;
        }
        assert_eq!(calls, going * 5 / 33);
        let close = |a: f64, b: f64| (a - b).abs() < 1e-4 * b;
        let (right, loss) = quality(network, batch);
        assert!(out.whole().right == right && close(out.whole().loss, loss));
        let mut matter = 0;
        for (vertex, found) in out.without().iter().enumerate() {
            let mut cut = network.clone();
            let sizes = [49, 12, 9, 10];
            let (layer, neuron) = match vertex {
                0..49 => (0, vertex),
                49..61 => (1, vertex - 49),
                _ => (2, vertex - 61),
            };
            assert!(neuron < sizes[layer]);
            cut.layers[layer]
                .connections
                .retain(|c| c.source as usize != neuron);
            let mut gone = vec![false; going];
            gone[vertex] = true;
            assert_eq!(network.without(&gone), cut);
            let (right, loss) = quality(&cut, batch);
            assert_eq!(found.right, right, "{act}, vertex {vertex}");
            assert!(close(found.loss, loss), "{act}, vertex {vertex}");
            matter += usize::from(found.loss != out.whole().loss);
        }
        assert!(matter > 40, "{matter}");
    }
}

#[test]
fn an_attack_cuts_what_is_most_central_first() {
    let trainer = trained("train=400&test=90&side=7&hidden=12-9&epsilon=5&lanes=set&epochs=2");
    let rows: Vec<u32> = (0..87).collect();
    let (network, batch) = (trainer.network(), batch(&trainer, &rows));
    let accuracy = |network: &Network| 100.0 * f64::from(quality(network, batch).0) / 87.0;
    let layers = network.layers.iter().map(|layer| &layer.connections);
    let graph = LayeredGraph::new(layers);
    let whole = energy(&graph);
    for target in [Target::Neurons, Target::Connections] {
        let mut attack = Attack::new(network.clone(), target, 1);
        let mut calls = 0;
        while {
            let (done, of) = attack.advance(batch, 50);
            done < of
        } {
            calls += 1;
        }
        let removed = attack.removed();
        // Five tiles a step.
        assert_eq!(calls, (7 * removed.len() * 5 - 1) / 50);
        assert_eq!(attack.accuracies().len(), 7 * removed.len());
        // By how much the energy falls without each, found by taking it away.
        let edges = EdgeList::copy_of(&graph);
        let drops: Vec<f64> = match target {
            Target::Neurons => (49..70)
                .map(|v| whole - energy(&edges.without(v)))
                .collect(),
            Target::Connections => (0..network.connections())
                .map(|gone| {
                    let (mut left, mut edge) = (Vec::new(), 0);
                    graph.for_each_edge(|from, to, weight| {
                        if edge != gone {
                            left.push((from, to, weight));
                        }
                        edge += 1;
                    });
                    whole - energy(&EdgeList::new(graph.order(), left))
                })
                .collect(),
        };
        assert_eq!(removed.last(), Some(&drops.len()));
        let mut order: Vec<usize> = (0..drops.len()).collect();
        order.sort_by(|&a, &b| drops[b].total_cmp(&drops[a]));
        for (step, &gone) in removed.iter().enumerate() {
            let mut left = network.clone();
            let mut edge = 0;
            for (layer, vertices) in left.layers.iter_mut().zip([0, 49, 61]) {
                layer.connections.retain(|c| {
                    edge += 1;
                    let source = (vertices + c.source as usize).checked_sub(49);
                    let number = match target {
                        Target::Neurons => source,
                        Target::Connections => Some(edge - 1),
                    };
                    number.is_none_or(|number| !order[..gone].contains(&number))
                });
            }
            assert_eq!(
                attack.accuracies()[step],
                accuracy(&left),
                "{target:?} {gone}"
            );
        }
        let least = &attack.accuracies()[removed.len()..2 * removed.len()];
        assert_ne!(least, &attack.accuracies()[..removed.len()]);
    }
}

/// Ranks by counting, and Pearson's correlation of them.
fn by_counting(a: &[f64], b: &[f64]) -> f64 {
    let ranks = |values: &[f64]| -> Vec<f64> {
        let rank = |value: &f64| {
            let below = values.iter().filter(|other| *other < value).count() as f64;
            let same = values.iter().filter(|other| *other == value).count() as f64;
            below + (same + 1.0) / 2.0
        };
        values.iter().map(rank).collect()
    };
    let (a, b) = (ranks(a), ranks(b));
    let n = a.len() as f64;
    let sum = |values: &[f64]| values.iter().sum::<f64>();
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let of = |a: &[f64], b: &[f64]| n * product(a, b) - sum(a) * sum(b);
    of(&a, &b) / (of(&a, &a) * of(&b, &b)).sqrt()
}

proptest! {
    #[test]
    fn rank_correlation(pairs in prop::collection::vec((-4i8..4, -3i8..3), 1..30)) {
        let (a, b): (Vec<f64>, Vec<f64>) = pairs.iter().map(|&(a, b)| (f64::from(a), f64::from(b))).unzip();
        let expected = by_counting(&a, &b);
        match spearman(&a, &b) {
            Some(found) => prop_assert!((found - expected).abs() < 1e-12),
            None => prop_assert!(!expected.is_finite()),
        }
    }
}

#[test]
fn what_is_not_a_number_correlates_with_nothing() {
    assert_eq!(spearman(&[1.0, f64::NAN, 2.0], &[1.0, 2.0, 3.0]), None);
    assert_eq!(spearman(&[], &[]), None);
}

fn table(folder: &str, file: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(Path::new(folder).join(file)).unwrap();
    let cells = |line: &str| line.split(',').map(String::from).collect();
    text.lines().map(cells).collect()
}

#[test]
fn the_command_writes_its_files() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("knockout");
    let _ = fs::remove_dir_all(&path);
    let folder = path.to_str().unwrap();
    let experiment = "train=300&test=100&side=7&hidden=20-10&epsilon=5&lanes=set,mlp&epochs=2";
    let output = Command::new(env!("CARGO_BIN_EXE_censet-lab"))
        .args(["run", experiment, "--out", folder, "--measure", "knockout"])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(!path.join("measures.csv").exists());
    let number = |cell: &String| cell.parse::<f64>().unwrap();

    let each = table(folder, "knockout.csv");
    assert_eq!(
        each[0].join(","),
        "lane,epoch,layer,neuron,accuracy,loss,lc,degree,strength,betweenness"
    );
    // Two lanes, three epochs, and a row for the whole network.
    assert_eq!(each.len(), 1 + 2 * 3 * (1 + 49 + 20 + 10));
    let epochs = table(folder, "epochs.csv");
    let whole = |lane: &str, epoch: u32| {
        let mut rows = each.iter().filter(|row| row[2].is_empty());
        number(
            &rows
                .find(|row| row[0] == lane && row[1] == epoch.to_string())
                .unwrap()[4],
        )
    };
    for row in &epochs[1..] {
        let epoch: u32 = row[1].parse().unwrap();
        assert!((whole(&row[0], epoch) - number(&row[3])).abs() < 1e-9);
    }
    let centrality = table(folder, "centrality.csv");
    for row in &centrality[1..] {
        let found = each.iter().find(|found| found[..4] == row[..4]);
        // The output layer is not knocked out.
        assert!(
            found.map_or(row[2] == "3", |found| found[6] == row[4]),
            "{row:?}"
        );
    }

    let correlations = table(folder, "spearman.csv");
    assert_eq!(
        correlations[0].join(","),
        "lane,epoch,layer,centrality,neurons,accuracy_rho,loss_rho"
    );
    assert_eq!(correlations.len(), 1 + 2 * 3 * (3 + 2) * 4);
    let mut seen = 0;
    for row in correlations[1..].iter().filter(|row| !row[6].is_empty()) {
        let within = |layer: &str| match row[2].as_str() {
            "all" => !layer.is_empty(),
            "hidden" => layer == "1" || layer == "2",
            one => layer == one,
        };
        let column = each[0].iter().position(|name| *name == row[3]).unwrap();
        let rows = each
            .iter()
            .filter(|each| each[..2] == row[..2] && within(&each[2]));
        let (values, loss): (Vec<f64>, Vec<f64>) = rows
            .map(|each| (number(&each[column]), number(&each[5])))
            .unzip();
        assert_eq!(values.len().to_string(), row[4]);
        assert!(
            (number(&row[6]) - by_counting(&values, &loss)).abs() < 1e-9,
            "{row:?}"
        );
        seen += 1;
    }
    assert!(seen > 60, "{seen}");

    for (file, steps) in [("attack.csv", 30), ("attack-connections.csv", 32)] {
        let attack = table(folder, file);
        assert_eq!(
            attack[0].join(","),
            "lane,epoch,order,draw,removed,accuracy"
        );
        assert_eq!(attack.len(), 1 + 2 * 3 * (2 + 5) * (1 + steps));
        let mut ends = std::collections::BTreeSet::new();
        for (i, row) in attack[1..].iter().enumerate() {
            let epoch: u32 = row[1].parse().unwrap();
            // As trained: what the epoch cut is still there, and what it grew is not.
            let connections = || {
                let mut rows = epochs.iter();
                let row = rows.find(|of| of[0] == row[0] && of[1] == row[1]);
                let count = |column: usize| row.unwrap()[column].parse::<u32>().unwrap();
                (count(4) + count(5) - count(6)).to_string()
            };
            match i % (steps + 1) {
                0 => {
                    assert_eq!(row[4], "0");
                    assert_eq!(number(&row[5]), whole(&row[0], epoch));
                }
                step if step == steps => {
                    let all = if steps == 30 {
                        "30".into()
                    } else {
                        connections()
                    };
                    assert_eq!(row[4], all, "{file}");
                    ends.insert((&row[0], epoch, &row[5]));
                }
                _ => {}
            }
        }
        // Without all of them it does not matter in which order they went.
        assert_eq!(ends.len(), 2 * 3, "{file}");
    }
}
