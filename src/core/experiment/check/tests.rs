use super::super::{Centrality, Lane, Preset, Scope};
use super::*;
use crate::dataset::SOURCES;
use crate::rewiring::{censet::CENSET, dense::MLP, set::SET};

fn demo() -> Settings {
    Preset::Demo.settings(None)
}

/// The fields at which `settings` are refused.
fn refused(settings: Settings) -> Vec<String> {
    let errors = settings.check().unwrap_err();
    errors.into_iter().map(|error| error.field).collect()
}

#[test]
fn presets_are_valid_for_every_source() {
    for preset in Preset::ALL {
        preset.settings(None).check().unwrap();
        for &data in SOURCES {
            preset.settings(Some(data.into())).check().unwrap();
        }
    }
}

#[test]
fn one_error_for_each_bad_key_in_canonical_order() {
    let settings = Settings {
        seed: 7,
        epochs: 0,
        lr: f64::NAN,
        k: -1.0,
        hidden: vec![],
        ..demo()
    };
    assert_eq!(refused(settings), ["hidden", "k", "lr", "epochs"]);
}

#[test]
fn a_lane_of_another_kind_may_not_carry_a_setting() {
    let lane = Lane {
        k: Some(1.0),
        ..Lane::plain(&SET)
    };
    let lanes = vec![lane];
    assert_eq!(refused(Settings { lanes, ..demo() }), ["lanes"]);
}

#[test]
fn normalised_values_are_one_form() {
    let settings = Settings {
        train: Count::First(60_000),
        test: Count::First(10_000),
        side: Some(28),
        zeta: -0.0,
        lanes: vec![Lane {
            k: Some(0.5),
            lc: Some(Centrality::Defined),
            scope: Some(Scope::Layer),
            ..Lane::plain(&CENSET)
        }],
        k: 0.5,
        ..demo()
    };
    let experiment = settings.check().unwrap();
    assert_eq!(
        (experiment.train, experiment.test),
        (Count::All, Count::All)
    );
    assert_eq!(experiment.side, None);
    assert!(experiment.zeta.is_sign_positive());
    assert_eq!(experiment.lane_name(0), "censet:scope=layer");
}

#[test]
fn lanes_equal_after_reduction_are_named() {
    let own = Lane {
        zeta: Some(0.05),
        ..Lane::plain(&SET)
    };
    let lanes = vec![Lane::plain(&SET), own];
    let errors = Settings { lanes, ..demo() }.check().unwrap_err();
    assert_eq!(errors[0].field, "lanes");
    assert!(errors[0].allowed.contains("both \"set\""), "{}", errors[0]);
}

#[test]
fn a_network_beyond_memory_is_refused_but_wide_sparse_ones_are_not() {
    let wide = |method| Settings {
        hidden: vec![16_384; 6],
        lanes: vec![Lane::plain(method)],
        ..demo()
    };
    assert!(wide(&SET).check().is_ok());
    let errors = wide(&MLP).check().unwrap_err();
    assert_eq!(errors[0].field, "hidden");
    assert!(errors[0].allowed.contains("45000000"), "{}", errors[0]);
    let dense_by_epsilon = Settings {
        epsilon: 10_000.0,
        ..wide(&SET)
    };
    assert_eq!(refused(dense_by_epsilon), ["hidden"]);
}
