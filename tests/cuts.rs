//! The cut as a lens: what another k or ζ would take, and the figures that show it.

use std::sync::Arc;

use censet::dataset::Dataset;
use censet::experiment::{LaneSettings, edit_lane, parse};
use censet::rewiring::preview::{Lines, Moment, Preview, preview};
use censet::rewiring::set;
use censet::rewiring::update::Memory;
use censet::trainer::{Phase, Trainer};
use censet_figures::weights::{self, Cut, Weights};
use censet_figures::{Theme, centrality};

use crate::figures::svg;

const SMALL: &str = "train=600&test=200&side=7&hidden=30-20&epsilon=6&epochs=3";

fn scored(lane: &str) -> Trainer {
    let experiment = parse(&format!("{SMALL}&lanes={lane}")).experiment.unwrap();
    let (train, test, side) = (experiment.train, experiment.test, experiment.side);
    let dataset = Arc::new(Dataset::garments(train, test, side));
    let mut lane = Trainer::new(experiment, 0, dataset);
    while (lane.epoch(), lane.phase()) != (2, Phase::Prune) {
        lane.advance();
    }
    lane
}

/// What goes now with these settings.
fn previewed(lane: &Trainer, settings: &LaneSettings) -> Option<Preview> {
    let moment = Moment {
        epoch: lane.epoch(),
        epochs: lane.experiment().epochs,
        memory: lane.memory().clone(),
    };
    let lc = &lane.scores().centrality;
    preview(settings, moment, lc, &lane.scored_layers(), lane.network())
}

#[test]
fn a_lane_s_own_value_takes_what_the_lane_then_cuts() {
    for name in [
        "set",
        "accset",
        "censet:k=0.3",
        "censet:k=0.2:scope=layer",
        "set:zeta=0.3:anneal=cosine",
        "accset:zeta=0.3:anneal=exponential",
        "set:zeta=0.2:layers=free",
        "l3:zeta=0.3:anneal=exponential:layers=free",
    ] {
        let mut lane = scored(name);
        let settings = lane.experiment().lane_settings(0);
        let before = lane.network().clone();
        let would = previewed(&lane, &settings).unwrap();
        assert_eq!(*lane.network(), before);
        assert_eq!(would.ended, None);
        assert_eq!(would.zeta < settings.zeta, name.contains("anneal"));
        lane.advance();
        let removed: Vec<usize> = lane.scores().removed.iter().map(Vec::len).collect();
        assert_eq!(would.connections, removed, "{name}");
        assert!(removed.iter().sum::<usize>() > 0, "{name} cuts something");
        match would.lines {
            Lines::Weights(lines) => {
                assert_eq!(lines.len(), 2);
                // What goes lies between the lines, what stays does not.
                let removed = lane.scores().removed.iter();
                for ((removed, line), before) in removed.zip(lines).zip(before.rewirable()) {
                    let line = line.unwrap();
                    let within = line.negative..=line.positive;
                    assert!(removed.iter().all(|c| within.contains(&c.weight)), "{name}");
                    let all = before.connections.weights().iter();
                    let count = all.filter(|weight| within.contains(weight)).count();
                    assert_eq!(count, removed.len(), "{name}");
                }
            }
            Lines::Centrality(lines) => {
                let selection = lane.scores().selection.as_ref().unwrap();
                assert_eq!(lines, selection.thresholds);
                assert_eq!(would.neurons, selection.len());
            }
        }
    }
}

#[test]
fn more_goes_the_further_the_line_is_moved() {
    let totals = |name: &str, values: [f64; 4]| {
        let lane = scored(name);
        values.map(|value| {
            let own = lane.experiment().lane_settings(0);
            let settings = LaneSettings {
                k: value,
                zeta: value,
                ..own
            };
            let would = previewed(&lane, &settings).unwrap();
            (would.connections.iter().sum::<usize>(), would.neurons)
        })
    };
    let censet = totals("censet", [100.0, 1.0, 0.5, 0.0]);
    assert_eq!(censet[0], (0, 0), "nothing lies left of a far line");
    assert!(censet.is_sorted() && censet[3].1 > censet[1].1);
    let set = totals("set", [0.0, 0.1, 0.5, 1.0]);
    assert!(set.is_sorted() && set[1].0 > set[0].0);
    let all = scored("set").network().connections();
    assert_eq!(set[3].0, all, "with ζ = 1 every connection goes");
    // Then every neuron that had a connection loses its last one.
    assert!(set[3].1 > 49);
}

#[test]
fn what_never_prunes_has_nothing_to_preview() {
    for name in ["mlp", "static"] {
        let lane = scored(name);
        let settings = lane.experiment().lane_settings(0);
        assert_eq!(previewed(&lane, &settings), None);
    }
}

#[test]
fn nothing_goes_once_rewiring_has_ended() {
    // Not even the first of three epochs; what is not trained yet is told as the first would be.
    let begun = scored("set:until=0.3");
    let settings = begun.experiment().lane_settings(0);
    let moment = |epoch| Moment {
        epoch,
        epochs: 3,
        memory: Memory::default(),
    };
    for epoch in [0, 1, 2] {
        let lc = &begun.scores().centrality;
        let would = preview(
            &settings,
            moment(epoch),
            lc,
            &begun.scored_layers(),
            begun.network(),
        );
        assert_eq!(would.unwrap().ended, Some(0));
    }
    // Of three epochs the first is rewired.
    for name in ["set:until=0.4", "censet:k=0.3:until=0.4"] {
        let mut lane = scored(name);
        let settings = lane.experiment().lane_settings(0);
        let would = previewed(&lane, &settings).unwrap();
        assert_eq!((would.ended, would.connections), (Some(1), vec![0, 0]));
        if name.starts_with("set") {
            assert_eq!(would.lines, Lines::Weights(vec![None, None]));
        }
        lane.advance();
        assert!(lane.scores().removed.iter().all(Vec::is_empty));
    }
}

#[test]
fn what_spares_a_lane_is_what_it_remembers() {
    let experiment = parse(&format!(
        "{}&lanes=censet:k=0.3:when=falling",
        SMALL.replace("epochs=3", "epochs=8")
    ));
    let experiment = experiment.experiment.unwrap();
    let (train, test, side) = (experiment.train, experiment.test, experiment.side);
    let dataset = Arc::new(Dataset::garments(train, test, side));
    let mut lane = Trainer::new(experiment, 0, dataset);
    let settings = lane.experiment().lane_settings(0);
    let mut cuts = Vec::new();
    while lane.phase() != Phase::Finished {
        let due = (lane.phase() == Phase::Prune).then(|| previewed(&lane, &settings).unwrap());
        lane.advance();
        if let Some(would) = due {
            let removed: Vec<usize> = lane.scores().removed.iter().map(Vec::len).collect();
            assert_eq!(would.connections, removed);
            cuts.push(removed.iter().sum::<usize>() > 0);
        }
    }
    assert_eq!(cuts.len(), 8);
    assert!(cuts.contains(&true) && cuts.contains(&false), "{cuts:?}");
}

#[test]
fn a_network_whose_centrality_has_risen_is_spared() {
    let lane = scored("censet:k=0.3:when=falling");
    let settings = lane.experiment().lane_settings(0);
    let gone = |memory: Memory| -> usize {
        let moment = Moment {
            epoch: 2,
            epochs: 3,
            memory,
        };
        let lc = &lane.scores().centrality;
        let would = preview(&settings, moment, lc, &lane.scored_layers(), lane.network());
        would.unwrap().connections.iter().sum()
    };
    let total: f64 = lane.scores().centrality.iter().sum();
    let before = |total: f64| {
        let mut memory = Memory::default();
        memory.set(&(1u32, total, None::<f64>));
        memory
    };
    assert_eq!(gone(before(total - 1.0)), 0);
    assert!(gone(before(total + 1.0)) > 0);
    // Told after the cut, too, and before training has begun.
    let mut after = Memory::default();
    after.set(&(2u32, total, Some(total - 1.0)));
    assert_eq!(gone(after), 0);
    assert!(gone(Memory::default()) > 0);
}

#[test]
fn a_weight_says_the_zeta_that_reaches_it() {
    let weights = [-0.4, -0.2, -0.1, 0.1, 0.2, 0.3, 0.4, 0.5];
    assert_eq!(set::fraction(&weights, 0.3), 0.6);
    assert_eq!(set::fraction(&weights, 0.05), 0.0);
    assert_eq!(set::fraction(&weights, -0.2), 2.0 / 3.0);
    assert_eq!(set::fraction(&weights, -1.0), 1.0);
    assert_eq!(set::fraction(&[], 1.0), 0.0);
}

#[test]
fn committing_changes_one_lane_only() {
    let text = "v=1&lanes=censet,censet:k=2&seed=3";
    assert_eq!(edit_lane(text, 0, "k", 1.5), format!("{text}&k=1.5"));
    let own = "v=1&lanes=censet,censet:k=1.5&seed=3";
    assert_eq!(edit_lane(text, 1, "k", 1.5), own);
    let shared = "lanes=set,accset";
    assert_eq!(
        edit_lane(shared, 1, "zeta", 0.2),
        "lanes=set,accset:zeta=0.2"
    );
    assert_eq!(edit_lane("lanes=nothing", 0, "k", 1.0), "lanes=nothing");
    let twins = parse(&edit_lane("lanes=censet:k=1,censet:k=2", 0, "k", 2.0));
    assert!(twins.experiment.is_err(), "two equal lanes are refused");
}

fn bell(n: usize) -> Vec<f64> {
    let at = |i: usize| (i as f64 + 0.5) / n as f64 * 2.0 - 1.0;
    (0..n).map(|i| at(i).powi(3) * 0.3).collect()
}

#[test]
fn the_weights_show_both_thresholds_and_what_lies_between() {
    let weights = bell(1_000);
    let cut = Cut {
        zeta: 0.1,
        negative: -0.011,
        positive: 0.012,
    };
    for theme in [Theme::light(2.0), Theme::dark(2.0), Theme::light(1.0)] {
        for (place, size) in [("desktop", (600, 230)), ("phone", (320, 210))] {
            let mut shown = Weights {
                lane: "SET",
                epoch: 3,
                layer: 1,
                weights: &weights,
                cut: Some(cut),
            };
            let name = format!("weights-{place}-{}", theme.scale);
            let draw = |shown: &Weights, name: &str| {
                svg::draw(name, size, &theme, |surface| {
                    weights::draw(shown, surface, &theme)
                })
            };
            let svg = draw(&shown, &name);
            svg.all_inside();
            let going = weights
                .iter()
                .filter(|w| (-0.011..=0.012).contains(*w))
                .count();
            assert!(svg.has_text(&format!("ζ = 0.1: {going} go")));
            svg.labels_apart();
            assert!(svg.has_text("from −0.0110 to 0.0120"));
            // One that falls from epoch to epoch has many digits.
            for (zeta, text) in [(0.075_946_8, "0.0759"), (0.2345, "0.2345"), (0.0, "0")] {
                shown.cut = Some(Cut { zeta, ..cut });
                assert!(draw(&shown, "").has_text(&format!("ζ = {text}: {going} go")));
            }
            let red = |svg: &svg::Svg| svg.count("rect", |e| e.get("fill") == svg::hex(theme.cut));
            assert!(red(&svg) > 2, "bars and two lines");
            shown.cut = None;
            assert_eq!(red(&draw(&shown, "")), 0);
        }
    }
    let odd = [vec![], vec![f64::NAN; 3], vec![0.0; 9], vec![0.5]];
    for weights in &odd {
        let shown = Weights {
            lane: "SET",
            epoch: 0,
            layer: 2,
            weights,
            cut: Some(cut),
        };
        let theme = Theme::light(1.0);
        for size in [(600, 230), (40, 30)] {
            svg::draw("", size, &theme, |surface| {
                weights::draw(&shown, surface, &theme)
            });
        }
        assert!(weights::describe(&shown).ends_with('.'));
    }
}

#[test]
fn a_place_in_a_figure_leads_back_to_its_value() {
    let theme = Theme::light(2.0);
    let size = (1200, 460);
    let lc: Vec<f64> = bell(1_000).iter().map(|w| 10.0 * w + 2.0).collect();
    let (mean, std) = censet::graph::statistics::mean_and_std(&lc);
    let lane = |trial: Option<f64>| centrality::Centrality {
        lane: "CenSET",
        epoch: 1,
        lc: &lc,
        mean,
        std,
        threshold: Some(centrality::Threshold {
            k: 0.5,
            value: mean - 0.5 * std,
        }),
        trial: trial.map(|k| centrality::Threshold {
            k,
            value: mean - k * std,
        }),
        reach: trial.map(|k| mean - k * std),
    };
    let k_at = |lane: centrality::Centrality, x| centrality::k_at(&[lane], 0, size, &theme, x);
    let at = k_at(lane(None), 700.0).unwrap();
    let further = k_at(lane(None), 500.0).unwrap();
    assert!(further > at && at >= 0.0);
    // While the axis stays, the line is drawn where the pointer is.
    let drawn = svg::draw("trial", (600, 230), &theme, |surface| {
        centrality::draw(&[lane(Some(further))], 0, surface, &theme)
    });
    drawn.all_inside();
    let red = |e: &svg::Mark| e.get("fill") == svg::hex(theme.cut) && e.get("width") == "3";
    assert!(drawn.count("rect", red) >= 1);
    assert!(centrality::describe(&lane(Some(2.6))).contains("tried out"));
    assert_eq!(
        centrality::k_at(
            &[centrality::Centrality {
                lc: &[],
                ..lane(None)
            }],
            0,
            size,
            &theme,
            1.0
        ),
        None
    );
    let weights = bell(500);
    let shown = Weights {
        lane: "SET",
        epoch: 1,
        layer: 1,
        weights: &weights,
        cut: None,
    };
    let weight_at = |x| weights::weight_at(&shown, size, &theme, x).unwrap();
    assert!(weight_at(0.0) < -0.25 && weight_at(1200.0) > 0.25);
    assert!(weight_at(620.0).abs() < 0.05);
}
