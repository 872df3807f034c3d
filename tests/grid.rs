//! Grids: what their texts stand for, and what is said of bad ones.

use std::collections::BTreeSet;

use censet::dataset::SOURCES;
use censet::experiment::grid::MAX_RUNS;
use censet::experiment::{Centrality, Experiment, FieldError, Grid, Preset, parse};
use censet::rewiring::METHODS;
use proptest::prelude::*;
use proptest::sample::select;

fn texts(grid: &str) -> Vec<String> {
    let grid = Grid::parse(grid).unwrap_or_else(|errors| panic!("{grid}: {errors:?}"));
    grid.experiments()
        .iter()
        .map(Experiment::to_string)
        .collect()
}

fn refusal(grid: &str) -> FieldError {
    let errors = Grid::parse(grid).expect_err(grid);
    assert_eq!(errors.len(), 1, "{grid}: {errors:?}");
    errors.into_iter().next().unwrap()
}

#[test]
fn each_lane_is_an_experiment_and_the_baseline_runs_once_a_seed() {
    let expected = [
        "v=1&lanes=set",
        "v=1&lanes=set&seed=2",
        "v=1&lanes=censet:k=0",
        "v=1&lanes=censet:k=0&seed=2",
        "v=1&lanes=censet",
        "v=1&lanes=censet&seed=2",
    ];
    // 0.5 is the default. Whether k stands in the lane or beside it makes no difference.
    assert_eq!(texts("lanes=set,censet:k=0..0.5/0.5&seed=1..2"), expected);
    let beside: BTreeSet<_> = texts("lanes=set,censet&k=0..0.5/0.5&seed=1..2")
        .into_iter()
        .collect();
    assert_eq!(beside, expected.map(String::from).into());
}

#[test]
fn what_makes_no_difference_to_a_lane_goes() {
    assert_eq!(
        texts("lanes=mlp&epsilon=5|10&zeta=0.1|0.2&k=1|2&scope=global|layer"),
        ["v=1&lanes=mlp"]
    );
    assert_eq!(texts("lanes=static&k=1..9&zeta=0.3").len(), 1);
    assert_eq!(
        texts("lanes=set&lc=published&k=1..9"),
        ["v=1&lanes=set:lc=published"]
    );
    assert_eq!(texts("lanes=set&zeta=0.01|0.05|0.2").len(), 3);
}

/// A lane by itself is the network that it is among others.
#[test]
fn a_solo_lane_has_the_same_settings() {
    let text =
        "lanes=mlp,set:zeta=0.1,censet:scope=layer,accset&k=1&zeta=0.2&lc=published&epsilon=9";
    let experiment = parse(text).experiment.unwrap();
    for (i, lane) in experiment.lanes.iter().enumerate() {
        let solo = experiment.solo(i);
        let (was, is) = (experiment.lane_settings(i), solo.lane_settings(0));
        assert_eq!((was.method, was.lc), (is.method, is.lc));
        if lane.method.id == "censet" {
            assert_eq!((was.k, was.scope), (is.k, is.scope));
        } else {
            assert_eq!(is.k, parse("").experiment.unwrap().k);
        }
        if matches!(lane.method.id, "set" | "accset") {
            assert_eq!(was.zeta, is.zeta);
        }
        assert_eq!(solo.epsilon, if lane.method.dense { 20.0 } else { 9.0 });
        assert_eq!(solo.solo(0), solo);
    }
}

#[test]
fn the_papers_searches() {
    // Section 5.4: 0 to 4 in steps of 0.5 (CIFAR-10 to 4.5), then finer.
    let wide = texts("preset=published&lanes=set,censet:k=0..4/0.5&seed=1..3");
    assert_eq!(wide.len(), 30);
    let narrow = texts("preset=published&lanes=censet:k=2..3/0.1");
    assert_eq!(narrow.len(), 11);
    assert_eq!(narrow[1], "v=1&preset=published&lanes=censet:k=2.1");
    assert_eq!(narrow[6], "v=1&preset=published&lanes=censet");
    let semi = texts("preset=published&data=cifar10&lanes=censet:k=2.8..4/0.2&epochs=100");
    assert_eq!(
        semi[1],
        "v=1&preset=published&data=cifar10&lanes=censet:k=3&epochs=100"
    );
}

#[test]
fn the_canonical_text_keeps_the_lists() {
    for (typed, canonical) in [
        ("", "v=1"),
        ("seed=1..1", "v=1&seed=1..1"),
        ("#seed=01..05/1&lanes=set%7Cset", ""),
        (
            "seed=1..5&lanes=set,censet:scope=layer:k=0.50..4.0/0.50",
            "v=1&lanes=set,censet:k=0.5..4/0.5:scope=layer&seed=1..5",
        ),
        ("zeta=0.010|5e-2|0.2&preset=demo", "v=1&zeta=0.01|0.05|0.2"),
        (
            "epochs=30&lanes=set,censet&hidden=30-20|10",
            "v=1&hidden=30-20|10",
        ),
    ] {
        match Grid::parse(typed) {
            Ok(grid) => {
                assert_eq!(grid.to_string(), canonical, "{typed}");
                assert_eq!(Grid::parse(canonical), Ok(grid));
            }
            Err(errors) => assert_eq!((canonical, errors.len()), ("", 1), "{errors:?}"),
        }
    }
}

#[test]
fn run_refuses_a_grid_and_names_sweep() {
    for (text, field) in [
        ("k=0..4/0.5", "k"),
        ("seed=1|2", "seed"),
        ("lanes=set,censet:k=0..4/0.5", "lanes"),
    ] {
        let errors = parse(text).experiment.unwrap_err();
        assert_eq!((errors.len(), &*errors[0].field), (1, field));
        assert!(
            errors[0].allowed.contains("which sweep and the page"),
            "{}",
            errors[0]
        );
    }
}

#[test]
fn a_bad_grid_gets_one_error_a_key() {
    for (text, field, says) in [
        ("k=99..102", "k", "a number from 0 to 100; 101 is not"),
        ("k=1|x", "k", "\"x\" is not"),
        ("k=1|", "k", "\"\" is not"),
        ("k=5..1", "k", "goes up"),
        ("k=1..2/0", "k", "goes up"),
        ("k=1..2/0.1/3", "k", "from..to/step"),
        ("seed=1..2/0.5", "seed", "\"1.5\" is not"),
        ("act=relu|tanh", "act", "\"tanh\" is not"),
        (
            "lanes=censet:k=99..102",
            "lanes",
            "in lane \"censet:k=101\", k must be a number from 0 to 100",
        ),
        ("lanes=set:k=1..2", "lanes", "set has no setting \"k\""),
        ("lanes=censet:k=1..2:k=3", "lanes", "k is given twice"),
        ("lanes=set|censet", "lanes", "the method is none of"),
        ("lanes=censet:k", "lanes", "not written key=value"),
        (
            "hidden=16384-16384|9&lanes=mlp",
            "hidden",
            "at most 45000000 connections",
        ),
        ("preset=demo|published", "preset", "one for the whole grid"),
        ("data=garments|fashion", "data", "one for the whole grid"),
        ("seeds=1..5", "seeds", "did you mean seed?"),
        ("v=1|2", "v", "a version number"),
        (
            "seed=1..100&k=0..10&lanes=censet",
            "grid",
            "at most 1000 combinations of values; these lists and ranges have more",
        ),
        ("seed=0..4294967295", "grid", "at most 1000"),
        ("lr=1e-9..1/1e-9&k=0..1/1e-7", "grid", "at most 1000"),
    ] {
        let error = refusal(text);
        assert_eq!(error.field, field, "{text}");
        assert!(error.allowed.contains(says), "{text}: {error}");
    }
    let errors = Grid::parse("k=1|x&seed=2..1&foo=1|2").unwrap_err();
    let fields: Vec<_> = errors.iter().map(|error| &*error.field).collect();
    assert_eq!(fields, ["k", "seed", "foo"]);
    assert_eq!(errors[0].value, "1|x");
}

/// As many lanes with as long ranges as a text can hold: to write them all out would take minutes.
#[test]
fn a_grid_beyond_all_bounds_is_refused_at_once() {
    let lanes = |lane: &dyn Fn(u32) -> String| {
        let lanes: Vec<String> = (1..200).map(lane).collect();
        format!("lanes={}", lanes.join(","))
    };
    for text in [
        lanes(&|i| format!("set:zeta={i}e-3..1/1e-9")),
        lanes(&|i| format!("set:zeta=0..0.99{i}/1e-3")),
        lanes(&|i| format!("censet:k={i}..99/0.1:lc=defined")),
        lanes(&|_| "set:zeta=0..0.998/1e-3".into()),
        format!("k={}", vec!["0..1e9/1e-9"; 600].join("|")),
        format!("k={}&lanes=censet", vec!["0..0.9/1e-3"; 600].join("|")),
    ] {
        let start = std::time::Instant::now();
        let error = refusal(&text);
        assert!(
            start.elapsed().as_secs_f64() < 60.0,
            "{text:.60}: {:?}",
            start.elapsed()
        );
        assert_eq!(error.field, "grid", "{text:.60}");
        assert!(
            error.allowed.contains("at most 1000 combinations"),
            "{error}"
        );
        assert!(Grid::is_meant(&text));
    }
    assert_eq!(texts("lanes=set:zeta=0.001..1/0.001").len(), 1_000);
    assert_eq!(refusal("lanes=set:zeta=0..1/0.001").field, "grid");
}

#[test]
fn a_grid_is_known_without_being_read_but_by_its_lanes() {
    let five = "lanes=set,censet,mlp,random,rigl,ria,l3,movement,static";
    for (text, seems) in [
        ("", Some(false)),
        ("k=1|2", Some(true)),
        ("k=1%7C2&zeta=no", Some(true)),
        ("lanes=set:zeta=0..1/0.5", Some(true)),
        ("hide=form|numbers&view=lab", Some(false)),
        (five, None),
        ("lanes=set,set", None),
        ("lanes=sett", Some(false)),
        ("lanes=set,censet,mlp&hidden=4000-4000&epsilon=10000", None),
        ("lanes=set,set&epochs=many", Some(false)),
    ] {
        assert_eq!(Grid::seems_meant(text), seems, "{text}");
    }
    // What it says stands where the grid is read.
    let keys = [
        "preset",
        "data",
        "train",
        "test",
        "validation",
        "side",
        "hidden",
        "epsilon",
        "zeta",
        "k",
        "epochs",
        "batch",
        "lr",
        "seed",
        "v",
        "no",
        "lanes",
    ];
    let values = [
        "",
        "1",
        "-1",
        "x",
        "0",
        "1e99",
        "1,2",
        "set,set",
        "99999999999",
        "4000-4000",
    ];
    for (key, value) in keys.iter().flat_map(|key| values.map(|value| (key, value))) {
        for lanes in ["", "&lanes=set", "&lanes=mlp,mlp", five] {
            let text = format!("{key}={value}&{}", lanes.trim_start_matches('&'));
            let read = parse(&text).experiment.is_err() && Grid::parse(&text).is_ok();
            if let Some(seems) = Grid::seems_meant(&text) {
                assert_eq!(seems, read, "{text}");
            }
            assert_eq!(Grid::is_meant(&text), read, "{text}");
        }
    }
}

#[test]
fn the_longest_run_has_the_most_work() {
    let work = |text: &str| parse(text).experiment.unwrap().work();
    assert!(work("lanes=mlp") > work("lanes=set"));
    assert!(work("lanes=set&epochs=31") > work("lanes=set"));
    assert!(work("lanes=set&data=cifar10") > work("lanes=set&data=fashion"));
    let mean = (work("lanes=set&epochs=2") / work("lanes=set&epochs=1") - 2.0).abs();
    assert!(mean < 1e-12);
}

fn list(value: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    prop::collection::vec(value, 1..3).prop_map(|values| values.join("|"))
}

/// Numbers from 0 to 1 with up to three digits, alone or as ranges.
fn fractions() -> impl Strategy<Value = String> {
    let one = (0..=1000_u32).prop_map(|n| (f64::from(n) / 1000.0).to_string());
    let range = (0..500_u32, 0..5_u32, 1..100_u32).prop_map(|(from, steps, step)| {
        let [from, to, step] = [from, from + steps * step, step].map(|n| f64::from(n) / 1000.0);
        format!("{from}..{to}/{step}")
    });
    list(prop_oneof![one, range])
}

fn lc() -> impl Strategy<Value = String> {
    list(select(&Centrality::ALL[..]).prop_map(|lc| lc.name().into()))
}

fn lane() -> impl Strategy<Value = String> {
    prop_oneof![
        select(METHODS).prop_map(|method| method.id.into()),
        (select(METHODS), lc()).prop_map(|(method, lc)| format!("{}:lc={lc}", method.id)),
        (select(vec!["set", "accset"]), fractions())
            .prop_map(|(method, zeta)| format!("{method}:zeta={zeta}")),
        (fractions(), lc()).prop_map(|(k, lc)| format!("censet:scope=global|layer:k={k}:lc={lc}")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn canonical_text_reads_back_to_the_same_grid(
        preset in select(&Preset::ALL[..]),
        data in select(SOURCES),
        lanes in prop::collection::vec(lane(), 1..3),
        (k, lc) in (fractions(), lc()),
        seed in list((0..9_u32, 0..3_u32).prop_map(|(from, more)| format!("{from}..{}", from + more))),
    ) {
        let (preset, data, lanes) = (preset.name(), data.id, lanes.join(","));
        let text = format!("preset={preset}&data={data}&seed={seed}&lanes={lanes}&k={k}&lc={lc}&hidden=9");
        match Grid::parse(&text) {
            Err(errors) => {
                prop_assert_eq!(&*errors[0].field, "grid");
                prop_assume!(false);
            }
            Ok(grid) => {
                prop_assert_eq!(Grid::parse(&grid.to_string()), Ok(grid.clone()));
                let texts: BTreeSet<_> = grid.experiments().iter().map(Experiment::to_string).collect();
                prop_assert_eq!(texts.len(), grid.experiments().len());
                prop_assert!(texts.len() <= MAX_RUNS);
                for experiment in grid.experiments() {
                    prop_assert_eq!(experiment.lanes.len(), 1);
                    // Three digits go in, so no more come out.
                    let own = experiment.lane_settings(0);
                    for number in [own.k, own.zeta] {
                        prop_assert!(number.to_string().len() <= 5, "{}", number);
                    }
                    let again = parse(&experiment.to_string()).experiment;
                    prop_assert_eq!(again.as_ref(), Ok(experiment));
                }
            }
        }
    }

    #[test]
    fn arbitrary_text_never_panics(text in "[a-z]{0,6}=?[0-9a-z.|/:,=&#%-]{0,40}", any in any::<String>()) {
        let _ = (Grid::parse(&text), Grid::parse(&any));
    }

    #[test]
    fn text_much_like_a_grid_never_panics(
        key in prop::sample::select(vec!["k", "lanes", "seed", "lr", "preset", "hidden"]),
        values in "([0-9]{1,3}|\\.\\.|/|\\||-|e|censet|set|:|=|,|k|zeta){0,9}",
    ) {
        let _ = Grid::parse(&format!("{key}={values}"));
    }
}
