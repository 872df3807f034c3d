//! Unchecked places are reached through no safe call: what is out of bounds, or of another length, panics before.

use std::panic::{AssertUnwindSafe, catch_unwind};

use censet::network::kernels::{forward, input_delta, weight_gradient};
use censet::network::{Connection, Samples, SparseLayer};

fn connection(target: u32, source: u32) -> Connection {
    Connection {
        target,
        source,
        weight: 1.0,
    }
}

/// Three neurons fed by two.
fn layer() -> SparseLayer {
    SparseLayer::new(2, 3, [connection(0, 1), connection(2, 0)])
}

fn refused(work: impl FnOnce()) -> bool {
    catch_unwind(AssertUnwindSafe(work)).is_err()
}

fn samples(n: usize) -> Vec<Samples> {
    vec![Samples::default(); n]
}

#[test]
fn a_layer_holds_no_source_beyond_its_inputs() {
    for (target, source) in [(0, 2), (0, u32::MAX), (3, 0), (u32::MAX, 0)] {
        let new = connection(target, source);
        assert!(refused(|| drop(SparseLayer::new(2, 3, [new]))), "{new:?}");
        assert!(refused(|| layer().insert(&[new], 1)), "{new:?}");
    }
    assert!(refused(|| drop(SparseLayer::new(
        65_537,
        1,
        [connection(0, 65_536)]
    ))));
    assert!(!refused(|| layer().insert(&[connection(1, 1)], 1)));
}

#[test]
fn kernels_refuse_other_lengths() {
    let layer = layer();
    for (inputs, outputs) in [(2, 3), (1, 3), (3, 3), (2, 2), (2, 4), (0, 0)] {
        let fits = (inputs, outputs) == (2, 3);
        let biases = vec![0.0; outputs];
        let passed = !refused(|| forward(&layer, &biases, &samples(inputs), &mut samples(outputs)));
        assert_eq!(passed, fits, "forward: {inputs} and {outputs}");
        let passed = !refused(|| input_delta(&layer, &samples(outputs), &mut samples(inputs)));
        assert_eq!(passed, fits, "input_delta: {inputs} and {outputs}");
        for connections in [2, 1, 3] {
            let (mut gradient, mut biases) = (vec![0.0; connections], vec![0.0; outputs]);
            let passed = !refused(|| {
                weight_gradient(
                    &layer,
                    &samples(inputs),
                    &samples(outputs),
                    &mut gradient,
                    &mut biases,
                );
            });
            assert_eq!(
                passed,
                fits && connections == 2,
                "weight_gradient: {inputs}, {outputs}, {connections}"
            );
        }
    }
}
