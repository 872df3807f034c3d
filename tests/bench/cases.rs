//! What the benchmarks time: every kernel alone, one batch, centrality and rewiring, on networks of
//! both datasets' shapes. The native benchmark and the wasm one share this file.

use censet::dataset::Standardiser;
use censet::experiment::{Experiment, Method, NewWeights, parse};
use censet::graph::{LayeredGraph, laplacian};
use censet::network::{
    Batch, Dropout, Inputs, Layer, Network, Optimiser, Samples, TILE, Workspace, kernels,
};
use censet::random::{Purpose, stream};
use censet::rewiring::{dense::MLP, set::SET};
use censet::rewiring::{initial, regrowth, set};
use ndarray::Array2;
use wide::f32x4;

/// Layer sizes for FashionMNIST.
pub const FASHION: [usize; 5] = [784, 256, 128, 100, 10];
/// Layer sizes for CIFAR-10.
pub const CIFAR10: [usize; 5] = [3072, 4000, 1000, 4000, 10];

/// Images in a batch, and batches' worth of images that are cycled through.
const BATCH: usize = 100;
const BATCHES: usize = 10;

/// Something to time, called `group/what`.
pub struct Case {
    /// How much one run does, in `unit`s.
    pub amount: f64,
    /// `flop`, `samples` or `runs`.
    pub unit: &'static str,
    /// Does it once.
    pub run: Box<dyn FnMut()>,
}

/// The names of all cases, in order.
pub fn names() -> Vec<String> {
    let mut names = Vec::new();
    for shape in ["fashion", "cifar10"] {
        for layer in 1..=3 {
            for kernel in ["forward", "weight_gradient", "input_delta"] {
                names.push(format!("{shape}/{kernel}_{layer}"));
            }
        }
        for what in [
            "batch",
            "batch_srelu",
            "predict",
            "centrality",
            "set_rewiring",
        ] {
            names.push(format!("{shape}/{what}"));
        }
    }
    names.push("fashion/batch_dense".into());
    names.push("fashion/layer_ceiling".into());
    names
}

/// The case of that name, ready to run.
pub fn case(name: &str) -> Case {
    let (shape, what) = name.split_once('/').expect("group/what");
    let sizes = if shape == "fashion" { FASHION } else { CIFAR10 };
    if let Some((kernel, layer)) = what.rsplit_once('_')
        && let Ok(layer) = layer.parse::<usize>()
    {
        let layer = network(&sizes, &SET, "relu", 20.0)
            .layers
            .swap_remove(layer - 1);
        let amount = (2 * layer.connections.len() * TILE) as f64;
        let (unit, run) = ("flop", kernel_alone(kernel, layer));
        return Case { amount, unit, run };
    }
    let (amount, unit, run): (f64, &'static str, Box<dyn FnMut()>) = match what {
        "layer_ceiling" => {
            let network = network(&sizes, &SET, "relu", 20.0);
            let samples = TILE as f64;
            (samples, "samples", whole_network_kernels(network))
        }
        "batch" => training(&sizes, &SET, "relu"),
        "batch_srelu" => training(&sizes, &SET, "srelu"),
        "batch_dense" => training(&sizes, &MLP, "relu"),
        "predict" => prediction(&sizes),
        "centrality" => (1.0, "runs", centrality(network(&sizes, &SET, "relu", 20.0))),
        "set_rewiring" => (1.0, "runs", rewiring(network(&sizes, &SET, "relu", 20.0))),
        _ => panic!("no case is called {name}"),
    };
    Case { amount, unit, run }
}

fn experiment(activation: &str, epsilon: f64) -> Experiment {
    let text = format!("preset=described&act={activation}&epsilon={epsilon}");
    parse(&text).experiment.expect("a valid experiment")
}

fn network(sizes: &[usize], method: &'static Method, activation: &str, epsilon: f64) -> Network {
    initial::network(experiment(activation, epsilon).start(), method, sizes)
}

fn tile(neurons: usize) -> Vec<Samples> {
    let value = |i: usize| ((i * 37) % 89) as f32 / 44.0 - 1.0;
    (0..neurons)
        .map(|i| {
            std::array::from_fn(|v| {
                f32x4::new(std::array::from_fn(|s| value(i * TILE + v * 4 + s)))
            })
        })
        .collect()
}

/// One kernel on one layer, again and again on the same tile.
fn kernel_alone(what: &str, layer: Layer) -> Box<dyn FnMut()> {
    let connections = layer.connections;
    let input = tile(connections.n_in());
    let mut input_delta = tile(connections.n_in());
    let mut output = tile(connections.n_out());
    let mut gradient = vec![0.0; connections.len()];
    let mut bias_gradient = vec![0.0; connections.n_out()];
    match what {
        "forward" => Box::new(move || {
            kernels::forward(&connections, &layer.biases, &input, &mut output);
        }),
        "weight_gradient" => Box::new(move || {
            kernels::weight_gradient(
                &connections,
                &input,
                &output,
                &mut gradient,
                &mut bias_gradient,
            );
        }),
        _ => Box::new(move || kernels::input_delta(&connections, &output, &mut input_delta)),
    }
}

/// The three kernels as training calls them on one tile, and nothing else: what is left when
/// activation, dropout, loss, gathering and the optimiser cost nothing.
fn whole_network_kernels(network: Network) -> Box<dyn FnMut()> {
    let sizes = network.layer_sizes();
    let mut tiles: Vec<_> = sizes.iter().map(|&n| tile(n)).collect();
    let mut deltas = tiles.clone();
    let mut gradients: Vec<_> = network
        .layers
        .iter()
        .map(|layer| {
            (
                vec![0.0; layer.connections.len()],
                vec![0.0; layer.biases.len()],
            )
        })
        .collect();
    Box::new(move || {
        for (l, layer) in network.layers.iter().enumerate() {
            let (before, after) = tiles.split_at_mut(l + 1);
            kernels::forward(&layer.connections, &layer.biases, &before[l], &mut after[0]);
        }
        for (l, layer) in network.layers.iter().enumerate().rev() {
            let (weights, biases) = &mut gradients[l];
            let (before, after) = deltas.split_at_mut(l + 1);
            kernels::weight_gradient(&layer.connections, &tiles[l], &after[0], weights, biases);
            if l > 0 {
                kernels::input_delta(&layer.connections, &after[0], &mut before[l]);
                // Keeps the sums from growing without bound.
                before[l].copy_from_slice(&tiles[l]);
            }
        }
    })
}

/// Images of noise, with a margin that never varies as in the real ones.
fn images(pixels: usize) -> Array2<u8> {
    let mut bits: u32 = 1;
    Array2::from_shape_fn((BATCH * BATCHES, pixels), |(_, pixel)| {
        bits = bits.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        if pixel % 28 < 3 {
            0
        } else {
            (bits >> 24) as u8
        }
    })
}

fn training(
    sizes: &[usize],
    method: &'static Method,
    activation: &str,
) -> (f64, &'static str, Box<dyn FnMut()>) {
    let mut network = network(sizes, method, activation, 20.0);
    let images = images(sizes[0]);
    let standardiser = Standardiser::of(images.view());
    let mut workspace = Workspace::default();
    let optimiser = Optimiser {
        learning_rate: 0.001,
        momentum: 0.9,
    };
    let mut next = 0;
    let run = move || {
        let rows: Vec<u32> = (next * BATCH..(next + 1) * BATCH)
            .map(|row| row as u32)
            .collect();
        let classes: Vec<u8> = rows.iter().map(|row| (row % 10) as u8).collect();
        let inputs = Inputs::Images {
            images: images.view(),
            rows: &rows,
            standardiser: &standardiser,
        };
        let mut dropout = Dropout::new(0.3, stream(1, Purpose::Dropout, 0, next as u32));
        let batch = Batch {
            inputs,
            classes: &classes,
        };
        network.train(batch, &mut dropout, optimiser, &mut workspace);
        next = (next + 1) % BATCHES;
    };
    (BATCH as f64, "samples", Box::new(run))
}

fn prediction(sizes: &[usize]) -> (f64, &'static str, Box<dyn FnMut()>) {
    let network = network(sizes, &SET, "relu", 20.0);
    let images = images(sizes[0]);
    let standardiser = Standardiser::of(images.view());
    let mut workspace = Workspace::default();
    let rows: Vec<u32> = (0..BATCH as u32).collect();
    let run = move || {
        let inputs = Inputs::Images {
            images: images.view(),
            rows: &rows,
            standardiser: &standardiser,
        };
        std::hint::black_box(network.predict(
            Batch {
                inputs,
                classes: &[0; BATCH],
            },
            &mut workspace,
        ));
    };
    (BATCH as f64, "samples", Box::new(run))
}

fn centrality(network: Network) -> Box<dyn FnMut()> {
    Box::new(move || {
        let graph = LayeredGraph::new(network.layers.iter().map(|layer| &layer.connections));
        std::hint::black_box(laplacian::centrality(&graph));
    })
}

/// SET's prune and regrowth of all sparse layers.
fn rewiring(mut network: Network) -> Box<dyn FnMut()> {
    let mut epoch = 0;
    Box::new(move || {
        for (index, layer) in network.rewirable_mut().iter_mut().enumerate() {
            let removed = set::prune(&mut layer.connections, 0.05);
            let mut draws = stream(1, Purpose::Regrowth, epoch, index as u32);
            let weights = NewWeights::InitialLaw;
            let grown = regrowth::draw(&layer.connections, removed.len(), weights, &mut draws);
            layer.connections.insert(&grown, epoch as u16);
        }
        epoch += 1;
    })
}
