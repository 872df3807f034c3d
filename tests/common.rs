//! What several tests need: the oracle files, and comparisons that say what differs.

use std::sync::Arc;

use censet::dataset::{Dataset, Split};
use censet::experiment::{Count, Data, parse};
use censet::network::{Connection, SparseLayer};
use censet::trainer::{Phase, Trainer};
use ndarray::Array2;
use serde_json::Value;

/// The contents of `tests/oracles/<name>.json`: expected values made with independent libraries,
/// which each file names.
pub fn oracle(name: &str) -> Value {
    let path = format!("{}/tests/oracles/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The elements of a JSON array.
pub fn list(value: &Value) -> &[Value] {
    value
        .as_array()
        .unwrap_or_else(|| panic!("{value} is not a list"))
}

/// The numbers of a JSON array.
pub fn numbers(value: &Value) -> Vec<f64> {
    list(value).iter().map(number).collect()
}

/// A JSON number.
pub fn number(value: &Value) -> f64 {
    value
        .as_f64()
        .unwrap_or_else(|| panic!("{value} is not a number"))
}

/// The rows of a JSON matrix.
pub fn matrix(value: &Value) -> Vec<Vec<f64>> {
    list(value).iter().map(numbers).collect()
}

/// Panics unless the numbers agree to `relative`, or to `absolute` near zero.
pub fn assert_close(what: &str, found: &[f64], expected: &[f64], relative: f64, absolute: f64) {
    assert_eq!(found.len(), expected.len(), "{what}: how many");
    for (i, (&found, &expected)) in found.iter().zip(expected).enumerate() {
        let allowed = relative * expected.abs() + absolute;
        assert!(
            (found - expected).abs() <= allowed,
            "{what}[{i}]: {found}, expected {expected} ± {allowed:e}"
        );
    }
}

/// A layer from a matrix of weights with source neurons as rows, and a mask of the same shape that
/// says which connections exist.
pub fn layer(weights: &[Vec<f64>], mask: &[Vec<f64>]) -> SparseLayer {
    let (n_in, n_out) = (weights.len(), weights[0].len());
    let places = (0..n_out).flat_map(|target| (0..n_in).map(move |source| (source, target)));
    let connections = places
        .filter(|&(source, target)| mask[source][target] != 0.0)
        .map(|(source, target)| Connection {
            target: target as u32,
            source: source as u32,
            weight: weights[source][target] as f32,
        });
    SparseLayer::new(n_in, n_out, connections)
}

/// The places of a layer's connections as a mask, source neurons as rows.
pub fn mask(layer: &SparseLayer) -> Vec<Vec<f64>> {
    let mut mask = vec![vec![0.0; layer.n_out()]; layer.n_in()];
    layer
        .iter()
        .for_each(|c| mask[c.source as usize][c.target as usize] = 1.0);
    mask
}

/// Images like those of an experiment that hold nothing but noise, of every class in turn: the same in
/// `tests/browser/cifar-files.js`.
pub fn noise(data: Data, train: usize, test: usize, side: Option<u32>) -> Dataset {
    let shape = data.shape();
    let classes = data.classes() as usize;
    let mut state = 1_u32;
    let mut split = |n| {
        let images = Array2::from_shape_simple_fn((n, shape.pixels()), || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        });
        let labels = (0..n).map(|i| (i % classes) as u8).collect();
        Split { images, labels }
    };
    let (train, test) = (split(train), split(test));
    let dataset = Dataset {
        shape,
        classes: (0..classes).map(|class| class.to_string()).collect(),
        train,
        test,
    };
    dataset.select(Count::All, Count::All, side)
}

/// A lane of an experiment trained to its end, on garments.
pub fn trained(text: &str, lane: usize) -> Trainer {
    let experiment = parse(text).experiment.unwrap();
    let dataset = Dataset::garments(experiment.train, experiment.test, experiment.side);
    let mut trainer = Trainer::new(experiment, lane, Arc::new(dataset));
    while trainer.phase() != Phase::Finished {
        trainer.advance();
    }
    trainer
}
