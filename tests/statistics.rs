//! Statistics of a centrality against values worked out by hand or by their definitions.

use crate::common::{assert_close, layer};
use censet::graph::statistics::{
    degree_distribution, degrees, density, gini, grid, hubs, mean_and_std, negative_share, overlap,
    scott_bandwidth, top_decile_share,
};
use censet::graph::{EdgeList, LayeredGraph};
use proptest::prelude::*;

#[test]
fn gini_of_known_values() {
    assert_eq!(gini(&[3.0; 7]), Some(0.0));
    assert_eq!(gini(&[0.0, 0.0, 0.0, 8.0]), Some(0.75));
    assert_close(
        "1…4",
        &[gini(&[4.0, 1.0, 3.0, 2.0]).unwrap()],
        &[0.25],
        1e-12,
        0.0,
    );
    assert_eq!(gini(&[5.0]), Some(0.0));
    for none in [&[][..], &[0.0, 0.0], &[f64::NAN, 1.0], &[f64::INFINITY]] {
        assert_eq!(
            (gini(none), top_decile_share(none), negative_share(none)),
            (None, None, None)
        );
    }
}

#[test]
fn negative_values_count_by_their_size() {
    assert_eq!(gini(&[-4.0, 1.0, 3.0, -2.0]), gini(&[4.0, 1.0, 3.0, 2.0]));
    assert_eq!(negative_share(&[-4.0, 1.0, 3.0, -2.0]), Some(0.6));
    assert_eq!(negative_share(&[4.0, 1.0]), Some(0.0));
}

#[test]
fn top_decile_share_of_known_values() {
    let mut values = vec![1.0; 20];
    assert_eq!(top_decile_share(&values), Some(0.1));
    (values[3], values[11]) = (41.0, -41.0);
    assert_eq!(top_decile_share(&values), Some(0.82));
    assert_eq!(
        top_decile_share(&[1.0; 21]),
        Some(3.0 / 21.0),
        "a tenth is rounded up"
    );
    assert_eq!(top_decile_share(&[2.0]), Some(1.0));
}

#[test]
fn hubs_are_the_top_tenth() {
    let mut values = vec![0.0; 30];
    (values[4], values[20], values[29], values[7]) = (3.0, 2.0, 1.0, -9.0);
    assert_eq!(hubs(&values), [4, 20, 29]);
    // Equal ones: the lower number first, 0 and −0 alike; no number is never a hub.
    assert_eq!(hubs(&[f64::NAN, -0.0, 0.0, 0.0]), [1]);
    assert_eq!(hubs(&[1.0; 11]), [0, 1]);
    assert_eq!(hubs(&[]), [0; 0]);
}

#[test]
fn overlap_of_hubs() {
    assert_eq!(overlap(&[1, 2, 3], &[1, 2, 3]), 1.0);
    assert_eq!(overlap(&[1, 2, 3], &[2, 3, 4]), 0.5);
    assert_eq!(overlap(&[1, 2], &[3, 4]), 0.0);
    assert_eq!(overlap(&[], &[]), 1.0);
}

#[test]
fn degrees_of_a_layered_graph() {
    let ones = |rows: usize, columns: usize| vec![vec![1.0; columns]; rows];
    let first = layer(
        &ones(3, 2),
        &[vec![1.0, 1.0], vec![0.0, 1.0], vec![0.0, 0.0]],
    );
    let layers = [first, layer(&[vec![0.0], vec![1.0]], &ones(2, 1))];
    let degrees = degrees(&LayeredGraph::new(&layers));
    assert_eq!(degrees.outgoing, [2, 1, 0, 1, 1, 0]);
    assert_eq!(
        degrees.incoming,
        [0, 0, 0, 1, 2, 2],
        "a weight of 0 is still a connection"
    );
    assert_eq!(degree_distribution(&degrees.outgoing), [2, 3, 1]);
    assert_eq!(degree_distribution(&degrees.incoming), [3, 1, 2]);
    assert_eq!(degree_distribution(&[]), [0; 0]);
    let empty = censet::graph::statistics::degrees(&EdgeList::new(2, []));
    assert_eq!(degree_distribution(&empty.incoming), [2]);
}

/// Two values at ±1: s = √2, h = √2·2^(−1/5), and the density is the mean of two Gaussians.
#[test]
fn density_by_hand() {
    let h = 2f64.sqrt() * 2f64.powf(-0.2);
    assert_close(
        "h",
        &[scott_bandwidth(&[-1.0, 1.0]).unwrap()],
        &[h],
        1e-14,
        0.0,
    );
    let bell = |x: f64| (-x * x / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
    let at = [-3.0, 0.0, 0.5, 1.0];
    let expected = at.map(|x| (bell((x + 1.0) / h) + bell((x - 1.0) / h)) / (2.0 * h));
    assert_close(
        "density",
        &density(&[-1.0, 1.0], &at).unwrap(),
        &expected,
        1e-13,
        0.0,
    );
}

#[test]
fn no_density_without_spread() {
    for values in [
        &[][..],
        &[1.0],
        &[0.1; 9],
        &[1.0, f64::NAN],
        &[1.0, f64::INFINITY],
    ] {
        assert_eq!(density(values, &[0.0]), None, "{values:?}");
    }
}

#[test]
fn grid_includes_both_ends() {
    assert_eq!(grid(-1.0, 3.0, 5), [-1.0, 0.0, 1.0, 2.0, 3.0]);
}

proptest! {
    #[test]
    fn gini_is_half_the_relative_mean_difference(values in prop::collection::vec(-9.0f64..9.0, 1..40)) {
        let n = values.len() as f64;
        let sizes: Vec<f64> = values.iter().map(|value| value.abs()).collect();
        let differences: f64 = sizes.iter().flat_map(|a| sizes.iter().map(move |b| (a - b).abs())).sum();
        let expected = differences / (2.0 * n * sizes.iter().sum::<f64>());
        assert_close("Gini", &[gini(&values).unwrap()], &[expected], 1e-9, 1e-12);
    }

    #[test]
    fn area_under_the_density_is_one(values in prop::collection::vec(-9.0f64..9.0, 2..60)) {
        prop_assume!(mean_and_std(&values).1 > 0.01);
        let h = scott_bandwidth(&values).unwrap();
        let at = grid(-9.0 - 8.0 * h, 9.0 + 8.0 * h, 2000);
        let area: f64 = density(&values, &at).unwrap().iter().sum::<f64>() * (at[1] - at[0]);
        prop_assume!(at[1] - at[0] < h);
        assert_close("area", &[area], &[1.0], 1e-6, 0.0);
    }

    #[test]
    fn hubs_lie_above_the_rest(values in prop::collection::vec(-3i8..4, 0..60)) {
        let values: Vec<f64> = values.into_iter().map(f64::from).collect();
        let hubs = hubs(&values);
        prop_assert_eq!(hubs.len(), values.len().div_ceil(10));
        for (v, value) in (0..).zip(&values).filter(|(v, _)| !hubs.contains(v)) {
            for &hub in &hubs {
                let other = values[hub as usize];
                prop_assert!(other > *value || (other == *value && hub < v));
            }
        }
    }
}
