//! CenSET's prune against the published notebook and against eigenvalues.

use crate::common::{assert_close, layer, list, mask, matrix, number, numbers, oracle};
use censet::experiment::Scope;
use censet::graph::LayeredGraph;
use censet::graph::laplacian::{centrality, published_centrality};
use censet::graph::statistics::mean_and_std;
use censet::network::{Layer, LayerActivation, Network, SparseLayer};
use censet::rewiring::censet::{prune, select};

/// A network whose rewirable layers are these; the output layer is one empty layer.
fn network(layers: &[SparseLayer]) -> Network {
    let output = SparseLayer::new(layers.last().unwrap().n_out(), 1, []);
    let layers = layers
        .iter()
        .cloned()
        .chain([output])
        .map(|connections| Layer {
            biases: vec![0.0; connections.n_out()],
            bias_velocities: vec![0.0; connections.n_out()],
            connections,
            activation: LayerActivation::Linear,
        });
    Network {
        layers: layers.collect(),
    }
}

#[test]
fn every_oracle_network() {
    let oracle = oracle("censet_prune");
    let mut cuts = 0;
    for case in list(&oracle["networks"]) {
        let name = case["name"].as_str().unwrap();
        let sizes: Vec<usize> = numbers(&case["layers"])
            .iter()
            .map(|&n| n as usize)
            .collect();
        let masks = list(&case["mask"]).iter().map(matrix);
        let weights = list(&case["weights"]).iter().map(matrix);
        let layers: Vec<_> = weights.zip(masks).map(|(w, m)| layer(&w, &m)).collect();
        for mode in ["definition", "as_published"] {
            let graph = LayeredGraph::new(&layers);
            let lc = match mode {
                "definition" => centrality(&graph),
                _ => published_centrality(&graph),
            };
            let expected = &case["modes"][mode];
            let what = format!("{name}, {mode}");
            // The layers hold the weights as f32, good to 6e-8 relative; LC squares and sums them.
            assert_close(&what, &lc, &numbers(&expected["lc"]), 1e-6, 1e-6);
            let (mean, std) = mean_and_std(&lc);
            let statistics = [
                number(&expected["mean"]),
                number(&expected["std_population"]),
            ];
            assert_close(&what, &[mean, std], &statistics, 1e-6, 0.0);
            for by_k in list(&expected["by_k"]) {
                let selection = select(&lc, &sizes, number(&by_k["k"]), Scope::Global);
                let what = format!("{what}, k = {}", by_k["k"]);
                let threshold = [number(&by_k["threshold"])];
                assert_close(&what, &selection.thresholds, &threshold, 1e-6, 1e-6);
                let pruned: Vec<f64> = (0..lc.len())
                    .filter(|&vertex| selection.pruned[vertex])
                    .map(|vertex| vertex as f64)
                    .collect();
                assert_eq!(pruned, numbers(&by_k["R"]), "{what}: R");
                let mut network = network(&layers);
                let removed = prune(&mut network, &selection.pruned);
                let kept: Vec<_> = network
                    .rewirable()
                    .iter()
                    .map(|layer| mask(&layer.connections))
                    .collect();
                let expected: Vec<_> = list(&by_k["kept_mask"]).iter().map(matrix).collect();
                assert_eq!(kept, expected, "{what}: kept");
                cuts += removed.iter().map(Vec::len).sum::<usize>();
            }
        }
    }
    assert!(cuts > 100, "only {cuts} connections were cut in all cases");
}

#[test]
fn scope_layer_compares_a_neuron_with_its_own_layer() {
    let lc = [1.0, 1.0, 4.0, 10.0, 10.0, 40.0];
    let selection = select(&lc, &[3, 3], 0.5, Scope::Layer);
    let std = 2.0f64.sqrt();
    assert_close(
        "thresholds",
        &selection.thresholds,
        &[2.0 - 0.5 * std, 20.0 - 5.0 * std],
        1e-12,
        0.0,
    );
    assert_eq!(selection.pruned, [true, true, false, true, true, false]);
    let selection = select(&lc, &[3, 3], 0.5, Scope::Global);
    assert_eq!(selection.pruned, [true, true, true, false, false, false]);
}
