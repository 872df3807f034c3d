//! Training steps against Keras and NumPy, and gradients against finite differences.

use crate::common::{assert_close, layer, list, matrix, number, numbers, oracle};
use censet::network::{
    Batch, Dropout, Inputs, Layer, LayerActivation, Network, Optimiser, SparseLayer, Srelu,
    Unmasked, Workspace,
};
use censet::random::{Purpose, stream};
use ndarray::Array2;
use serde_json::Value;

fn to_f32(values: &[f64]) -> Vec<f32> {
    values.iter().map(|&value| value as f32).collect()
}

fn to_f64(values: &[f32]) -> Vec<f64> {
    values.iter().map(|&value| f64::from(value)).collect()
}

fn no_dropout() -> Dropout {
    Dropout::new(0.0, stream(1, Purpose::Dropout, 0, 0))
}

const PARAMETERS: [&str; 4] = ["t_left", "a_left", "t_right", "a_right"];

fn srelu(value: &Value) -> LayerActivation {
    let columns = PARAMETERS.map(|name| to_f32(&numbers(&value[name])));
    let parameters: Vec<[f32; 4]> = (0..columns[0].len())
        .map(|i| columns.each_ref().map(|column| column[i]))
        .collect();
    LayerActivation::Srelu(Srelu {
        velocities: vec![[0.0; 4]; parameters.len()],
        parameters,
    })
}

fn ones(weights: &[Vec<f64>]) -> Vec<Vec<f64>> {
    weights.iter().map(|row| vec![1.0; row.len()]).collect()
}

/// The oracle's network at the start of a case.
fn network(oracle: &Value, case: &Value) -> Network {
    let init = &case["init"];
    let masks = list(&oracle["mask"]);
    let layers = list(&init["W"]).iter().enumerate().map(|(index, weights)| {
        let weights = matrix(weights);
        let mask = masks.get(index).map_or_else(|| ones(&weights), matrix);
        let biases = to_f32(&numbers(&init["b"][index]));
        Layer {
            connections: layer(&weights, &mask),
            bias_velocities: vec![0.0; biases.len()],
            biases,
            activation: match case["activation"].as_str() {
                _ if index == 2 => LayerActivation::Linear,
                Some("relu") => LayerActivation::Relu,
                _ => srelu(&init["srelu"][index]),
            },
        }
    });
    Network {
        layers: layers.collect(),
    }
}

/// The values of a dense oracle matrix at the layer's connections.
fn at_connections(layer: &SparseLayer, dense: &Value) -> Vec<f64> {
    let dense = matrix(dense);
    layer
        .iter()
        .map(|c| dense[c.source as usize][c.target as usize])
        .collect()
}

#[test]
fn three_optimiser_steps_as_in_keras() {
    let oracle = oracle("mlp_step");
    let rate = number(&oracle["learning_rate"]) as f32;
    let optimiser = Optimiser {
        learning_rate: rate,
        momentum: number(&oracle["momentum"]) as f32,
    };
    for name in ["relu_masked", "srelu_masked", "relu_unmasked_first_forward"] {
        let case = list(&oracle["cases"])
            .iter()
            .find(|case| case["name"] == name)
            .unwrap();
        let mut network = network(&oracle, case);
        let mut workspace = Workspace::default();
        assert_eq!(list(&case["steps"]).len(), 3);
        for (number_of_step, step) in list(&case["steps"]).iter().enumerate() {
            let (x, y) = (matrix(&step["x"]), matrix(&step["y"]));
            let inputs = Array2::from_shape_fn((x.len(), x[0].len()), |(i, j)| x[i][j] as f32);
            let class = |row: &Vec<f64>| row.iter().position(|&v| v == 1.0).unwrap() as u8;
            let classes: Vec<u8> = y.iter().map(class).collect();
            let batch = Batch {
                inputs: Inputs::Numbers(inputs.view()),
                classes: &classes,
            };
            // The whole matrices, which the unmasked first batch runs through.
            let dense = list(&case["init"]["W"])
                .iter()
                .map(matrix)
                .collect::<Vec<_>>();
            let loss = if number_of_step == 0 && name.contains("unmasked") {
                let row = |layer: usize, target: usize, row: &mut [f32]| {
                    let column = dense[layer].iter().map(|weights| weights[target] as f32);
                    row.iter_mut()
                        .zip(column)
                        .for_each(|(weight, value)| *weight = value);
                };
                let mut wiring = Unmasked::new(&network, row);
                workspace.begin(&network);
                let (of, mut dropout) = (batch.len(), no_dropout());
                let loss = network.accumulate(batch, of, &mut wiring, &mut dropout, &mut workspace);
                network.step(optimiser, &workspace);
                loss
            } else {
                network.train(batch, &mut no_dropout(), optimiser, &mut workspace)
            };
            let what = |detail: &str| format!("{name}, step {number_of_step}, {detail}");
            let check = |detail: &str, found: &[f64], expected: &[f64]| {
                assert_close(&what(detail), found, expected, 1e-5, 1e-6);
            };
            check("loss", &[loss / x.len() as f64], &[number(&step["loss"])]);
            for (index, layer) in network.layers.iter().enumerate() {
                let connections = &layer.connections;
                let weights = at_connections(connections, &step["W_after"][index]);
                check("weights", &to_f64(connections.weights()), &weights);
                check(
                    "biases",
                    &to_f64(&layer.biases),
                    &numbers(&step["b_after"][index]),
                );
                if number_of_step == 0 {
                    // From rest, the first velocity is −lr times the gradient.
                    let gradient: Vec<f64> = connections
                        .velocities()
                        .iter()
                        .map(|&v| -f64::from(v / rate))
                        .collect();
                    let expected = at_connections(connections, &step["grad_W"][index]);
                    check("gradient", &gradient, &expected);
                }
                if let LayerActivation::Srelu(srelu) = &layer.activation {
                    for (p, name) in PARAMETERS.iter().enumerate() {
                        let found: Vec<f64> = srelu
                            .parameters
                            .iter()
                            .map(|values| f64::from(values[p]))
                            .collect();
                        check(name, &found, &numbers(&step["srelu_after"][index][name]));
                    }
                }
            }
        }
    }
}

/// A second implementation of the forward pass, in f64, for one sample: written for clarity, with
/// dropout multipliers given.
fn reference_loss(network: &Network, input: &[f64], class: usize, masks: &[Vec<f64>]) -> f64 {
    let mut values = input.to_vec();
    for (index, layer) in network.layers.iter().enumerate() {
        let mut sums = to_f64(&layer.biases);
        for c in layer.connections.iter() {
            sums[c.target as usize] += f64::from(c.weight) * values[c.source as usize];
        }
        values = sums
            .iter()
            .enumerate()
            .map(|(neuron, &x)| match &layer.activation {
                LayerActivation::Linear => x,
                LayerActivation::Relu => x.max(0.0) * masks[index][neuron],
                LayerActivation::Srelu(srelu) => {
                    let [lower, a_left, t_right, a_right] = srelu.parameters[neuron].map(f64::from);
                    let upper = lower + t_right.abs();
                    let y = if x >= upper {
                        upper + a_right * (x - upper)
                    } else if x <= lower {
                        lower + a_left * (x - lower)
                    } else {
                        x
                    };
                    y * masks[index][neuron]
                }
            })
            .collect();
    }
    let total: f64 = values.iter().map(|x| x.exp()).sum();
    total.ln() - values[class]
}

/// The dropout multipliers of a batch, drawn as [`Dropout`] says it draws: tile by tile, layer by
/// layer, neuron by neuron, 16 bits a sample, the lowest first. Indexed [sample][layer][neuron].
fn dropout_masks(hidden: &[usize], samples: usize, rate: f64) -> Vec<Vec<Vec<f64>>> {
    use rand::Rng;
    let mut draws = stream(1, Purpose::Dropout, 0, 0);
    let mut masks = vec![hidden.iter().map(|&n| vec![0.0; n]).collect::<Vec<_>>(); samples];
    let places = |tile| {
        let neurons = hidden
            .iter()
            .enumerate()
            .flat_map(|(layer, &n)| (0..n).map(move |i| (layer, i)));
        neurons.flat_map(move |(layer, i)| (0..5).map(move |quarter| (tile, layer, i, quarter)))
    };
    for (tile, layer, neuron, quarter) in (0..samples.div_ceil(20)).flat_map(places) {
        let bits = draws.next_u64();
        for lane in 0..4 {
            let keeps = (bits >> (16 * lane)) & 0xffff >= (rate * 65_536.0).round() as u64;
            let sample = 20 * tile + 4 * quarter + lane;
            if sample < samples && keeps {
                masks[sample][layer][neuron] = f64::from((1.0 / (1.0 - rate)) as f32);
            }
        }
    }
    masks
}

/// 9 inputs → 7 (SReLU) → 6 (ReLU) → 4 classes, the first two layers sparse.
fn small_network() -> Network {
    use censet::rewiring::initial::erdos_renyi;
    let sizes = [9, 7, 6, 4];
    let layers = sizes.windows(2).enumerate().map(|(index, sizes)| {
        let epsilon = if index == 2 { f64::INFINITY } else { 2.5 };
        Layer {
            connections: erdos_renyi(3, index as u32, sizes[0], sizes[1], epsilon),
            biases: (0..sizes[1]).map(|i| 0.1 * i as f32 - 0.25).collect(),
            bias_velocities: vec![0.0; sizes[1]],
            activation: match index {
                0 => LayerActivation::Srelu(Srelu {
                    parameters: (0..sizes[1] as u32)
                        .map(|i| {
                            let [a, b] = [0.07 * i as f32, 0.05 * (i % 3) as f32];
                            [
                                b - 0.2,
                                0.3 + a,
                                if i % 2 == 0 { 0.4 } else { -0.3 },
                                0.8 - a,
                            ]
                        })
                        .collect(),
                    velocities: vec![[0.0; 4]; sizes[1]],
                }),
                1 => LayerActivation::Relu,
                _ => LayerActivation::Linear,
            },
        }
    });
    Network {
        layers: layers.collect(),
    }
}

/// A way to one parameter of a network.
type Reach = Box<dyn Fn(&mut Network) -> &mut f32>;

/// Every parameter of the network in turn, as a way to reach it.
fn parameters(network: &Network) -> Vec<Reach> {
    let mut all: Vec<Reach> = Vec::new();
    for (l, layer) in network.layers.iter().enumerate() {
        for c in 0..layer.connections.len() {
            all.push(Box::new(move |network| {
                &mut network.layers[l].connections.weights_mut()[c]
            }));
        }
        for b in 0..layer.biases.len() {
            all.push(Box::new(move |network| &mut network.layers[l].biases[b]));
        }
        if let LayerActivation::Srelu(srelu) = &layer.activation {
            for p in 0..4 * srelu.parameters.len() {
                all.push(Box::new(move |network| {
                    match &mut network.layers[l].activation {
                        LayerActivation::Srelu(srelu) => &mut srelu.parameters[p / 4][p % 4],
                        _ => unreachable!(),
                    }
                }));
            }
        }
    }
    all
}

/// Finite differences of the f64 reference against what one step from rest moves, through sparse
/// and dense layers, SReLU, ReLU, dropout, biases and a last tile that is not full.
#[test]
fn gradients_agree_with_finite_differences() {
    const SAMPLES: usize = 23;
    const RATE: f64 = 0.3;
    let network = small_network();
    let inputs = Array2::from_shape_fn((SAMPLES, 9), |(i, j)| {
        ((i * 37 + j * 101) % 89) as f32 / 30.0 - 1.4
    });
    let classes: Vec<u8> = (0..SAMPLES).map(|i| (i * i % 4) as u8).collect();
    let masks = dropout_masks(&[7, 6], SAMPLES, RATE);
    let mean_loss = |network: &Network| {
        let losses = (0..SAMPLES).map(|i| {
            let input: Vec<f64> = inputs.row(i).iter().map(|&x| f64::from(x)).collect();
            reference_loss(network, &input, usize::from(classes[i]), &masks[i])
        });
        losses.sum::<f64>() / SAMPLES as f64
    };

    let mut trained = network.clone();
    let batch = Batch {
        inputs: Inputs::Numbers(inputs.view()),
        classes: &classes,
    };
    let mut dropout = Dropout::new(RATE, stream(1, Purpose::Dropout, 0, 0));
    // A power of two as learning rate, so that the step is the gradient to the last bit but the
    // rounding of the sum.
    let optimiser = Optimiser {
        learning_rate: 1.0,
        momentum: 0.0,
    };
    let loss = trained.train(batch, &mut dropout, optimiser, &mut Workspace::default());
    assert_close(
        "loss",
        &[loss / SAMPLES as f64],
        &[mean_loss(&network)],
        1e-5,
        0.0,
    );

    let reach = parameters(&network);
    assert!(reach.len() > 100, "only {} parameters", reach.len());
    for (index, parameter) in reach.iter().enumerate() {
        let mut moved = network.clone();
        let value = *parameter(&mut moved);
        let gradient = f64::from(value) - f64::from(*parameter(&mut trained));
        let mut slope = |h: f32| {
            *parameter(&mut moved) = value + h;
            let (up, above) = (mean_loss(&moved), f64::from(*parameter(&mut moved)));
            *parameter(&mut moved) = value - h;
            (up - mean_loss(&moved)) / (above - f64::from(*parameter(&mut moved)))
        };
        let expected = slope(1e-4);
        assert_close(
            &format!("parameter {index}"),
            &[gradient],
            &[expected],
            2e-4,
            2e-5,
        );
    }
}
