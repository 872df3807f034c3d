//! The Erdős–Rényi start against the closed form and the published function's Monte Carlo draws.

use crate::common::{assert_close, list, number, oracle};
use censet::rewiring::initial::{erdos_renyi, probability};

#[test]
fn probabilities_and_counts() {
    for layer in list(&oracle("er_init")["layers"]) {
        let size = |name: &str| number(&layer[name]) as usize;
        let (n_in, n_out, epsilon) = (size("n_in"), size("n_out"), number(&layer["epsilon"]));
        let p = probability(n_in, n_out, epsilon);
        assert_close("p", &[p], &[number(&layer["probability"])], 1e-12, 0.0);
        let (expected, std) = (
            number(&layer["expected_connections"]),
            number(&layer["std"]),
        );
        const SEEDS: u32 = 10;
        let counts: Vec<f64> = (0..SEEDS)
            .map(|seed| erdos_renyi(seed, 0, n_in, n_out, epsilon).len() as f64)
            .collect();
        let mean = counts.iter().sum::<f64>() / f64::from(SEEDS);
        let what = format!("{n_in} × {n_out}: {counts:?}");
        assert!(
            (mean - expected).abs() <= 4.0 * std / f64::from(SEEDS).sqrt(),
            "{what}"
        );
        let spread = counts.iter().map(|n| (n - expected).powi(2)).sum::<f64>() / f64::from(SEEDS);
        // The binomial's spread: χ² of ten counts lies between 1.5 and 31 with 99.9 % each side.
        assert!(
            (0.15 * std * std..=3.1 * std * std).contains(&spread),
            "{what}"
        );
    }
}

/// The published function's own draws follow the law by which ours are made.
#[test]
fn the_published_function_has_the_same_law() {
    let oracle = oracle("er_init");
    let draws = list(&oracle["monte_carlo"]);
    assert_eq!(draws.len(), 3);
    for layer in draws {
        let size = |name: &str| number(&layer[name]);
        let places = size("n_in") * size("n_out");
        let p = probability(size("n_in") as usize, size("n_out") as usize, 20.0);
        let std = (places * p * (1.0 - p)).sqrt();
        let error = size("mean") - places * p;
        assert!(error.abs() <= 4.0 * std / size("draws").sqrt(), "{layer}");
        assert!((0.8..1.2).contains(&(size("std") / std)), "{layer}");
    }
    for (name, sizes) in [
        ("fashion_784_256_128_100", &[784, 256, 128, 100][..]),
        ("cifar_3072_4000_1000_4000", &[3072, 4000, 1000, 4000]),
    ] {
        let total = &oracle["totals"][name];
        let layers = sizes.windows(2).map(|pair| {
            let [n_in, n_out] = [pair[0], pair[1]];
            let p = probability(n_in, n_out, 20.0);
            let places = (n_in * n_out) as f64;
            (places * p, places * p * (1.0 - p))
        });
        let (sum, variance) = layers.fold((0.0, 0.0), |(a, b), (c, d)| (a + c, b + d));
        let expected = ["expected", "std"].map(|key| number(&total[key]));
        assert_close(name, &[sum, variance.sqrt()], &expected, 1e-12, 0.0);
    }
}

/// Connections are independent of their place: every source and every target gets its share.
#[test]
fn connections_are_spread_evenly() {
    let (n_in, n_out) = (60, 40);
    let mut by_source = vec![0.0; n_in];
    let mut by_target = vec![0.0; n_out];
    const SEEDS: u32 = 200;
    let p = probability(n_in, n_out, 4.0);
    for seed in 0..SEEDS {
        for c in erdos_renyi(seed, 0, n_in, n_out, 4.0).iter() {
            by_source[c.source as usize] += 1.0;
            by_target[c.target as usize] += 1.0;
        }
    }
    for (counts, places) in [(by_source, n_out), (by_target, n_in)] {
        let trials = places as f64 * f64::from(SEEDS);
        let std = (trials * p * (1.0 - p)).sqrt();
        assert!(
            counts.iter().all(|n| (n - trials * p).abs() < 4.5 * std),
            "{counts:?}"
        );
    }
}
