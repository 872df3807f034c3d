//! What lanes share, what rewiring keeps, and that pausing or extending a run changes no bit.

use std::sync::Arc;

use censet::dataset::{Dataset, Standardiser};
use censet::experiment::{Experiment, parse};
use censet::network::{Batch, Connections, Dropout, Inputs, Network, Optimiser, Workspace};
use censet::random::{Purpose, stream};
use censet::rewiring::initial;
use censet::trainer::{EpochReport, Phase, Trainer};

fn experiment(text: &str) -> Experiment {
    parse(text)
        .experiment
        .unwrap_or_else(|errors| panic!("{text}: {errors:?}"))
}

fn lanes(text: &str) -> Vec<Trainer> {
    let experiment = experiment(text);
    let dataset = Arc::new(Dataset::garments(
        experiment.train,
        experiment.test,
        experiment.side,
    ));
    (0..experiment.lanes.len())
        .map(|lane| Trainer::new(experiment.clone(), lane, Arc::clone(&dataset)))
        .collect()
}

fn finish(trainer: &mut Trainer) -> Vec<EpochReport> {
    let mut reports = Vec::new();
    while trainer.phase() != Phase::Finished {
        reports.extend(trainer.advance().report);
    }
    reports
}

/// Advances to the moment before this phase of this epoch.
fn reach(trainer: &mut Trainer, epoch: u32, phase: Phase) {
    while (trainer.epoch(), trainer.phase()) != (epoch, phase) {
        assert_ne!(trainer.phase(), Phase::Finished);
        trainer.advance();
    }
}

const SMALL: &str = "train=600&test=200&side=7&hidden=30-20&epsilon=6&epochs=4&k=0.2";

#[test]
fn sparse_lanes_are_identical_until_the_first_prune() {
    let mut lanes = lanes(&format!("{SMALL}&lanes=static,set,censet,censet:k=1"));
    lanes
        .iter_mut()
        .for_each(|lane| reach(lane, 1, Phase::Prune));
    let first = lanes[0].network().clone();
    assert!(lanes.iter().all(|lane| *lane.network() == first));
    lanes
        .iter_mut()
        .for_each(|lane| reach(lane, 2, Phase::Train));
    assert_eq!(*lanes[0].network(), first);
    assert_ne!(*lanes[1].network(), first);
    assert_ne!(*lanes[2].network(), first);
    assert_ne!(lanes[1].network(), lanes[2].network());
}

fn places(network: &Network) -> Vec<Vec<u64>> {
    let layers = network.layers.iter().map(|layer| &layer.connections);
    layers
        .map(|layer| {
            layer
                .iter()
                .map(|c| layer.position(c.target, c.source))
                .collect()
        })
        .collect()
}

#[test]
fn rewiring_keeps_the_number_of_connections_and_the_output_layer() {
    for mut lane in lanes(&format!("{SMALL}&lanes=set,censet")) {
        let start = lane.network().clone();
        for epoch in 1..4 {
            reach(&mut lane, epoch, Phase::Prune);
            let trained = lane.network().clone();
            reach(&mut lane, epoch + 1, Phase::Train);
            let scores = lane.scores();
            assert!(scores.removed.iter().flatten().count() > 0);
            for (l, layer) in lane.network().layers.iter().enumerate() {
                let connections = &layer.connections;
                assert_eq!(connections.len(), start.layers[l].connections.len());
                if l + 1 == lane.network().layers.len() {
                    assert_eq!(*layer, trained.layers[l]);
                    continue;
                }
                // After = before − removed + grown, and what stays keeps its weight and velocity.
                let grown = &scores.grown[l];
                let mut expected = trained.layers[l].connections.clone();
                let removed = expected.retain(|c| !scores.removed[l].contains(&c));
                assert_eq!(removed, scores.removed[l]);
                expected.insert(grown, epoch as u16);
                assert_eq!(*connections, expected);
                assert!(grown.iter().all(|c| c.weight != 0.0));
                assert_eq!(layer.biases, trained.layers[l].biases);
            }
        }
    }
}

#[test]
fn the_last_epoch_prunes_and_does_not_regrow() {
    let mut lane = lanes(&format!("{SMALL}&lanes=set")).remove(0);
    let reports = finish(&mut lane);
    let [.., before, last] = reports.as_slice() else {
        panic!("too few reports")
    };
    assert!(before.removed > 0 && before.removed == before.grown);
    assert!(last.removed > 0 && last.grown == 0);
    assert_eq!(last.connections, before.connections - last.removed);
    assert_eq!(last.connections, lane.network().connections());
}

#[test]
fn static_and_mlp_never_change_their_topology() {
    for mut lane in lanes(&format!("{SMALL}&lanes=mlp,static")) {
        let start = places(lane.network());
        let reports = finish(&mut lane);
        assert_eq!(places(lane.network()), start);
        assert!(
            reports
                .iter()
                .all(|report| (report.removed, report.grown) == (0, 0))
        );
        assert!(reports[4].train_loss < reports[1].train_loss);
    }
}

#[test]
fn the_same_text_gives_the_same_bits_and_another_seed_others() {
    let run = |seed| {
        let mut lane = lanes(&format!("{SMALL}&lanes=set&act=srelu&seed={seed}")).remove(0);
        finish(&mut lane)
    };
    assert_eq!(run(1), run(1));
    assert_ne!(run(1)[0].digest, run(2)[0].digest);
}

#[test]
fn raising_the_epochs_equals_a_longer_run() {
    let text = |epochs: u32| {
        format!("{SMALL}&lanes=set,censet,static&epochs={epochs}").replacen("epochs=4&", "", 1)
    };
    for (mut short, mut long) in lanes(&text(3)).into_iter().zip(lanes(&text(5))) {
        let whole = finish(&mut long);
        let mut parts = finish(&mut short);
        parts.pop();
        short.extend(experiment(&text(5)));
        parts.extend(finish(&mut short));
        assert_eq!(parts, whole);
        assert_eq!(short.network(), long.network());
    }
}

/// The others too, as far as their rewiring does not depend on how many epochs there are.
#[test]
fn raising_the_epochs_equals_a_longer_run_of_every_method() {
    let text =
        |preset: &str, epochs: u32| {
            let methods = "movement,ria:layers=free,l3,censet:when=falling:grow=central";
            format!("preset={preset}&data=garments&{SMALL}&lanes={methods}&epochs={epochs}")
                .replacen("epochs=4&", "", 1)
        };
    for preset in ["demo", "published"] {
        for (mut short, mut long) in lanes(&text(preset, 3))
            .into_iter()
            .zip(lanes(&text(preset, 5)))
        {
            let whole = finish(&mut long);
            let mut parts = finish(&mut short);
            parts.pop();
            short.extend(experiment(&text(preset, 5)));
            parts.extend(finish(&mut short));
            assert_eq!(parts, whole);
            assert_eq!(short.network(), long.network());
        }
    }
}

#[test]
fn what_depends_on_the_number_of_epochs_does_not_go_on_with_more() {
    let text = |lane: &str, epochs: u32| experiment(&format!("lanes={lane}&epochs={epochs}"));
    for (lane, continues) in [
        ("set", true),
        ("movement", true),
        ("set:until=0.5", false),
        ("l3:anneal=cosine", false),
        ("rigl", false),
        ("magnitude", false),
        ("magnitude:until=1", false),
        ("censet:until=0.9", false),
    ] {
        assert_eq!(text(lane, 9).continues(&text(lane, 8)), continues, "{lane}");
    }
}

#[test]
fn rewiring_ends_when_it_is_to() {
    let text = SMALL.replace("epochs=4", "epochs=6");
    for lane in [
        "set:until=0.5",
        "censet:until=0.5",
        "l3:until=0.5",
        "movement:until=0.5",
    ] {
        let mut lane = lanes(&format!("{text}&lanes={lane}")).remove(0);
        let mut wired = None;
        for epoch in 1..=6 {
            reach(&mut lane, epoch, Phase::Regrow);
            let report = loop {
                if let Some(report) = lane.advance().report {
                    break report;
                }
            };
            let changed = report.removed > 0 && report.grown > 0;
            assert_eq!(changed, epoch <= 3, "{} in epoch {epoch}", report.lane);
            if epoch >= 3 {
                let now = places(lane.network());
                assert_eq!(*wired.get_or_insert(now.clone()), now);
            }
        }
    }
}

#[test]
fn connections_that_are_free_move_between_layers() {
    for lane in ["set", "movement", "ria", "l3"] {
        let text = format!("{SMALL}&zeta=0.3&lanes={lane}:layers=free");
        let mut lane = lanes(&text).remove(0);
        let counts = |lane: &Trainer| -> Vec<usize> {
            let layers = lane.network().rewirable().iter();
            layers.map(|layer| layer.connections.len()).collect()
        };
        let start = counts(&lane);
        reach(&mut lane, 4, Phase::Train);
        let now = counts(&lane);
        assert_ne!(now, start, "{text}");
        assert_eq!(now.iter().sum::<usize>(), start.iter().sum::<usize>());
    }
}

/// The network's total centrality is its mean times the neurons.
#[test]
fn falling_prunes_only_while_total_centrality_does_not_rise() {
    // Weights grow, and with them centrality: only with small steps does it ever fall.
    let text = SMALL.replace("epochs=4&k=0.2", "epochs=12&lr=0.003&k=0");
    let mut lane = lanes(&format!("{text}&lanes=censet:when=falling")).remove(0);
    let reports = finish(&mut lane);
    let (mut fell, mut rose) = (0, 0);
    for pair in reports[1..].windows(2) {
        let [before, now] = pair else { unreachable!() };
        if now.lc_mean > before.lc_mean {
            assert_eq!(now.removed, 0, "epoch {}", now.epoch);
            rose += usize::from(now.pruned_neurons > 0);
        } else {
            fell += usize::from(now.removed > 0);
        }
    }
    assert!(fell > 1 && rose > 1, "{fell} epochs fell, {rose} rose");
}

/// As sparse as an Erdős–Rényi start of the same ε, to within its chance.
#[test]
fn magnitude_goes_from_dense_to_the_sparsity_of_the_others() {
    let text = SMALL.replace("epochs=4", "epochs=8");
    let mut lane = lanes(&format!("{text}&lanes=magnitude")).remove(0);
    let reports = finish(&mut lane);
    let connections: Vec<usize> = reports.iter().map(|report| report.connections).collect();
    assert_eq!(connections[0], 49 * 30 + 30 * 20);
    assert!(
        connections[..7].is_sorted_by(|a, b| a > b),
        "{connections:?}"
    );
    // ε(n_in + n_out) in each layer, rounded down.
    let sparse = 6 * (49 + 30) + 6 * (30 + 20);
    assert!(
        (sparse - 2..=sparse).contains(&connections[6]),
        "{connections:?}"
    );
    assert_eq!(connections[7..], [connections[6]; 2]);
    assert!(reports.iter().all(|report| report.grown == 0));
}

#[test]
fn epochs_can_be_raised_while_the_last_one_trains() {
    let text =
        |epochs: u32| format!("{SMALL}&lanes=set&epochs={epochs}").replacen("epochs=4&", "", 1);
    let (mut short, mut long) = (lanes(&text(2)).remove(0), lanes(&text(3)).remove(0));
    reach(&mut short, 2, Phase::Regrow);
    short.extend(experiment(&text(3)));
    finish(&mut short);
    finish(&mut long);
    assert_eq!(short.network(), long.network());
}

/// A last batch that is not full is trained on, and batches need not be a multiple of a tile.
#[test]
fn odd_batches_train() {
    let mut lane =
        lanes("train=333&test=77&side=14&hidden=20&batch=37&epochs=3&lanes=set").remove(0);
    let reports = finish(&mut lane);
    assert!(reports[3].train_loss.unwrap() < reports[1].train_loss.unwrap());
    assert!(
        reports
            .iter()
            .all(|report| report.train_loss.is_none_or(f64::is_finite))
    );
}

/// Under `published` every epoch regrows, the last one too, with weights of 0, and forgets all
/// velocities before the next.
#[test]
fn published_rewires_as_the_papers_code_did() {
    let text = format!("preset=published&data=garments&{SMALL}&lanes=set");
    let mut lane = lanes(&text).remove(0);
    for epoch in 1..=3 {
        reach(&mut lane, epoch + 1, Phase::Train);
        let scores = lane.scores();
        assert!(scores.grown.iter().flatten().count() > 0);
        assert!(scores.grown.iter().flatten().all(|c| c.weight == 0.0));
    }
    let moving = |lane: &Trainer| {
        let layers = lane.network().layers.iter();
        layers
            .map(|layer| {
                layer
                    .connections
                    .velocities()
                    .iter()
                    .filter(|v| **v != 0.0)
                    .count()
            })
            .sum::<usize>()
    };
    // The first batch of an epoch starts from rest: its velocity is −lr times one gradient.
    let before = moving(&lane);
    assert!(before > 0);
    let start = lane.network().clone();
    lane.advance();
    let layer = &lane.network().layers[0].connections;
    for (i, (now, then)) in layer
        .weights()
        .iter()
        .zip(start.layers[0].connections.weights())
        .enumerate()
    {
        let step = now - then;
        assert!(
            (step - layer.velocities()[i]).abs() <= 1e-6 * now.abs().max(1e-3),
            "connection {i}"
        );
    }
    let reports = finish(&mut lane);
    let last = reports.last().unwrap();
    assert_eq!((last.epoch, last.removed), (4, last.grown));
    assert!(last.removed > 0 && last.recorded_lc.is_some());
}

/// Of a large network, the first batch of `published` is a multiple of what any other batch is: whoever
/// waits for a pause must not wait for all of it.
#[test]
fn the_unmasked_batch_is_done_in_slices() {
    let text = "preset=published&data=garments&train=40&test=20&side=7&hidden=1500-1200&epsilon=1\
        &batch=40&epochs=2&lanes=set";
    let [mut trainer] = <[_; 1]>::try_from(lanes(text)).ok().expect("one lane");
    let slices = |trainer: &mut Trainer, epoch| {
        reach(trainer, epoch, Phase::Train);
        let mut slices = 0;
        while trainer.phase() == Phase::Train {
            trainer.advance();
            slices += 1;
        }
        slices
    };
    // Two tiles, forward and back through 1.9 million places but for the first layer's, 200,000 a slice.
    assert!((36..=48).contains(&slices(&mut trainer, 1)));
    assert_eq!(slices(&mut trainer, 2), 1);
}

/// Under `published` the very first batch of a sparse lane goes through the whole matrices of the
/// initial law; all others, and the MLP's, through the connections. An epoch here is one batch.
#[test]
fn published_masks_after_the_first_batch() {
    let text = "preset=published&data=garments&train=100&test=20&side=7&hidden=30-20&epsilon=6\
        &batch=100&dropout=0&augment=0&epochs=3&lanes=mlp,static,set,censet:k=0.2";
    let experiment = experiment(text);
    let dataset = Dataset::garments(experiment.train, experiment.test, experiment.side);
    let images = &dataset.train.images;
    let rows: Vec<u32> = (0..100).collect();
    let standardiser = Standardiser::of(images.view());
    let batch = Batch {
        inputs: Inputs::Images {
            images: images.view(),
            rows: &rows,
            standardiser: &standardiser,
        },
        classes: &dataset.train.labels,
    };
    let after = |mut network: Network, whole: bool| {
        let mut workspace = Workspace::default();
        let mut dropout = Dropout::new(0.0, stream(1, Purpose::Dropout, 1, 0));
        workspace.begin(&network);
        network.reset_velocities();
        let (of, dropout) = (batch.len(), &mut dropout);
        if whole {
            let mut wiring = initial::unmasked(experiment.seed, &network);
            network.accumulate(batch, of, &mut wiring, dropout, &mut workspace);
        } else {
            network.accumulate(batch, of, &mut Connections, dropout, &mut workspace);
        }
        let optimiser = Optimiser {
            learning_rate: experiment.lr as f32,
            momentum: experiment.momentum as f32,
        };
        network.step(optimiser, &workspace);
        network
    };
    // The order of an epoch's images changes how their gradients are rounded.
    let distance = |a: &Network, b: &Network| {
        let weights = |network: &Network| -> Vec<f32> {
            let layers = network.layers.iter();
            layers
                .flat_map(|layer| layer.connections.weights().to_vec())
                .collect()
        };
        let pairs = weights(a).into_iter().zip(weights(b));
        pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
    };
    for (lane, mut trainer) in lanes(text).into_iter().enumerate() {
        for epoch in 1..=2 {
            reach(&mut trainer, epoch, Phase::Train);
            let start = trainer.network().clone();
            while trainer.phase() == Phase::Train {
                trainer.advance();
            }
            let whole = epoch == 1 && lane > 0;
            let found = trainer.network();
            let name = trainer.lane_name();
            assert!(
                distance(found, &after(start.clone(), whole)) < 1e-6,
                "{name}"
            );
            if lane > 0 {
                assert!(distance(found, &after(start, !whole)) > 1e-4, "{name}");
            }
        }
    }
}

#[test]
fn described_keeps_velocities_across_epochs() {
    let run = |preset: &str| {
        let text = format!("preset={preset}&data=garments&{SMALL}&lanes=static&act=relu&augment=0");
        let mut lane = lanes(&text).remove(0);
        reach(&mut lane, 2, Phase::Train);
        let resting = lane.network().clone();
        lane.advance();
        let velocity = |network: &Network| network.layers[0].connections.velocities().to_vec();
        (velocity(&resting), velocity(lane.network()))
    };
    let change = |(before, after): (Vec<f32>, Vec<f32>)| {
        let pairs = before.iter().zip(&after);
        let dot: f32 = pairs.map(|(a, b)| a * b).sum();
        let size = |v: &[f32]| v.iter().map(|x| x * x).sum::<f32>().sqrt();
        dot / (size(&before) * size(&after))
    };
    // With momentum 0.9 the kept velocity still points the old way; a fresh one hardly does.
    assert!(change(run("described")) > 0.8);
    assert!(change(run("published")) < 0.8);
}

#[test]
fn accset_regrows_only_after_accuracy_fell() {
    let text = SMALL.replace("epochs=4", "epochs=40") + "&lanes=accset&lr=0.05";
    let mut lane = lanes(&text).remove(0);
    let reports = finish(&mut lane);
    let (mut fell, mut rose) = (0, 0);
    for pair in reports.windows(2).take(39) {
        let [before, now] = pair else { unreachable!() };
        assert!(now.removed > 0);
        if now.epoch == 40 {
            continue;
        }
        if now.test_accuracy < before.test_accuracy {
            assert_eq!(now.grown, now.removed, "epoch {}", now.epoch);
            fell += 1;
        } else {
            assert_eq!(now.grown, 0, "epoch {}", now.epoch);
            rose += 1;
        }
        assert_eq!(
            now.connections,
            before.connections - now.removed + now.grown
        );
    }
    assert!(fell > 2 && rose > 2, "{fell} epochs fell, {rose} did not");
}

/// CenSET removes all that is due and nothing else.
#[test]
fn censet_cuts_every_connection_of_the_selected_neurons() {
    for scope in ["global", "layer"] {
        let mut lane = lanes(&format!("{SMALL}&lanes=censet:scope={scope}")).remove(0);
        reach(&mut lane, 1, Phase::Prune);
        let before = lane.network().clone();
        let selection = lane.scores().selection.clone().unwrap();
        assert!(!selection.is_empty());
        lane.advance();
        let mut offset = 0;
        let rewirable = before.rewirable().iter().zip(lane.network().rewirable());
        for ((before, after), removed) in rewirable.zip(&lane.scores().removed) {
            let next = offset + before.connections.n_in();
            let due = |source: u32, target: u32| {
                selection.pruned[offset + source as usize]
                    || selection.pruned[next + target as usize]
            };
            assert!(removed.iter().all(|c| due(c.source, c.target)));
            assert!(after.connections.iter().all(|c| !due(c.source, c.target)));
            let parts = removed.len() + after.connections.len();
            assert_eq!(parts, before.connections.len());
            offset = next;
        }
    }
}
