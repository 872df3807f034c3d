//! The figures as SVG: the right marks and labels, all on the surface, whatever the data.
//!
//! With `FIGURES_DIR` set, the pictures are also written there as files, to be looked at.

mod confusion;
mod data;
mod knockout;
mod learning;
mod over_time;
pub mod svg;
mod trials;

use censet::graph::rewired::{Measure, Rewired};
use censet::network::{Connection, SparseLayer};
use censet_figures::adjacency::{Adjacency, What};
use censet_figures::network_graph::Way;
use censet_figures::receptive_field::ReceptiveField;
use censet_figures::theme::lane;
use censet_figures::{
    Histogram, Theme, adjacency, centrality, epochs, network_graph, receptive_field,
};
use data::{Net, accuracy, heavy_tail};
use svg::Svg;

const DESKTOP: (u32, u32) = (640, 420);
const PHONE: (u32, u32) = (330, 300);
const CHART: (u32, u32) = (420, 260);

fn themes() -> [(&'static str, Theme); 3] {
    [
        ("light", Theme::light(2.0)),
        ("dark", Theme::dark(2.0)),
        ("single", Theme::light(1.0)),
    ]
}

/// The quantity of that name.
fn quantity(id: &str) -> &'static epochs::Quantity {
    epochs::quantity(id).unwrap()
}

fn network(name: &str, net: &Net, size: (u32, u32), theme: &Theme) -> Svg {
    let graph = net.graph();
    svg::draw(name, size, theme, |surface| {
        network_graph::draw(&graph, surface, theme)
    })
}

#[test]
fn the_network_has_a_mark_for_every_neuron() {
    let net = Net::fashion();
    for (name, theme) in themes() {
        for (place, size) in [("desktop", DESKTOP), ("phone", PHONE)] {
            let svg = network(&format!("network-{place}-{name}"), &net, size, &theme);
            svg.all_inside();
            let small = net.lc.len() - 784 - svg.count("circle", |e| e.get("fill") != "none");
            // The background, the input's pixels, the colour scale, dots too small for a circle.
            let filled = svg.count("rect", |e| e.get("fill") != "none");
            assert_eq!(filled, 1 + 784 + 32 + small);
            let marked = |e: &svg::Mark| e.get("stroke") == svg::hex(theme.text);
            let rings = svg.count("circle", marked) + svg.count("rect", marked);
            assert_eq!(rings, 128, "one mark a hub");
            let lines = svg.count("polyline", |_| true);
            assert!(
                (600..=network_graph::MAX_SEGMENTS).contains(&lines),
                "{lines} line segments"
            );
            for label in ["256", "128", "100", "10", "28 × 28", "LC"] {
                assert!(svg.has_text(label), "{label} in {:?}", svg.texts());
            }
        }
    }
}

#[test]
fn what_was_cut_and_grown_is_drawn_in_full() {
    let net = Net::fashion().rewired(100, 90);
    for (name, theme) in themes() {
        for (place, size) in [("desktop", DESKTOP), ("phone", PHONE)] {
            let svg = network(&format!("rewired-{place}-{name}"), &net, size, &theme);
            svg.all_inside();
            let of = |color| svg.count("polyline", |e| e.get("stroke") == svg::hex(color));
            assert_eq!(of(theme.cut), 200, "a line and a cross a connection");
            assert_eq!(of(theme.grown), 180, "a line and a plus");
            let lines = svg.count("polyline", |_| true);
            assert!(lines <= network_graph::MAX_SEGMENTS && lines > 1400);
        }
    }
    let few = Net::fashion().rewired(12, 20);
    let theme = Theme::light(2.0);
    let svg = network("few-desktop-light", &few, DESKTOP, &theme);
    svg.all_inside();
    let cut = svg.count("polyline", |e| e.get("stroke") == svg::hex(theme.cut));
    assert_eq!(cut, 36, "two dashes and a cross a connection");
}

#[test]
fn other_shapes_of_network_fit_too() {
    let theme = Theme::light(2.0);
    for (name, net) in [
        (
            "cifar",
            Net::new(&[3072, 4000, 1000, 4000, 10], (32, 32, 3)),
        ),
        ("tiny", Net::new(&[49, 8, 3, 2], (7, 7, 1))),
        (
            "deep",
            Net::new(&[49, 20, 20, 20, 20, 20, 20, 20, 20, 300], (7, 7, 1)),
        ),
        ("wide-image", Net::new(&[4096, 30, 10], (1, 4096, 1))),
        ("bare", Net::new(&[784, 10], (28, 28, 1))),
    ] {
        for (place, size) in [("desktop", DESKTOP), ("phone", PHONE), ("stamp", (60, 40))] {
            let svg = network(&format!("{name}-{place}"), &net, size, &theme);
            svg.all_inside();
        }
    }
}

#[test]
fn the_pointer_finds_neurons() {
    let net = Net::fashion();
    let graph = net.graph();
    let theme = Theme::light(2.0);
    let layout = network_graph::layout(&graph, (1280, 840), &theme);
    assert_eq!(layout.spots.len(), 1278);
    for v in [0, 27, 783, 784, 900, 1039, 1040, 1168, 1268, 1277] {
        let spot = layout.spots[v];
        assert_eq!(layout.neuron_at(spot.x + 0.4, spot.y - 0.4), Some(v));
    }
    assert_eq!(layout.neuron_at(0.0, 0.0), None);
    assert_eq!(layout.neuron_at(f64::NAN, 0.0), None);
    assert_eq!(layout.locate(0), (0, 0));
    assert_eq!(layout.locate(784), (1, 0));
    assert_eq!(layout.locate(1277), (4, 9));
}

#[test]
fn odd_networks_do_not_panic() {
    let theme = Theme::light(1.0);
    let mut net = Net::fashion();
    net.lc.iter_mut().step_by(3).for_each(|v| *v = f64::NAN);
    net.lc[5] = f64::INFINITY;
    net.edges
        .iter_mut()
        .step_by(4)
        .for_each(|e| e.weight = f32::NAN);
    network("nan", &net, DESKTOP, &theme).all_inside();
    net.lc.fill(0.0);
    net.edges.clear();
    network("zero", &net, DESKTOP, &theme).all_inside();
    network("dot", &net, (1, 1), &theme);
    let none = Net::new(&[], (0, 0, 1));
    network("none", &none, DESKTOP, &theme).all_inside();
}

#[test]
fn hubs_are_the_most_central() {
    let mut lc: Vec<f64> = (0..30).map(f64::from).collect();
    lc[3] = 400.0;
    assert_eq!(network_graph::hubs(&lc), [3, 28, 29], "a tenth");
    assert_eq!(network_graph::hubs(&[]), [0; 0]);
    // An output layer that was not scored does not count.
    lc.extend([f64::NAN; 10]);
    assert_eq!(network_graph::hubs(&lc), [3, 28, 29]);
}

#[test]
fn pruned_neurons_are_crossed_out() {
    let net = Net::fashion().rewired(200, 0);
    let mut pruned = vec![false; 1268];
    pruned.iter_mut().step_by(3).for_each(|goes| *goes = true);
    let mut graph = net.graph();
    (graph.pruned, graph.one_in) = (&pruned, 50);
    for (name, theme) in themes() {
        for (place, size) in [("desktop", DESKTOP), ("phone", PHONE)] {
            let draw = |name: &str, graph| {
                svg::draw(name, size, &theme, |surface| {
                    network_graph::draw(graph, surface, &theme)
                })
            };
            let crosses =
                |svg: &Svg| svg.count("polyline", |e| e.get("stroke") == svg::hex(theme.cut));
            let svg = draw(&format!("pruned-{place}-{name}"), &graph);
            svg.all_inside();
            assert_eq!(crosses(&svg) - crosses(&draw("", &net.graph())), 423);
        }
    }
    let said = network_graph::describe(&graph);
    assert!(
        said.contains("; 423 pruned neurons crossed out; "),
        "{said}"
    );
    assert!(
        said.ends_with("; 200 cut and 0 grown connections shown, each for 50."),
        "{said}"
    );
}

#[test]
fn a_dense_network_looks_dense() {
    let net = Net::fashion();
    let theme = Theme::light(2.0);
    let opacities = |name: &str, density: &[f64]| {
        let mut graph = net.graph();
        graph.density = density;
        let svg = svg::draw(name, DESKTOP, &theme, |surface| {
            network_graph::draw(&graph, surface, &theme)
        });
        svg.all_inside();
        assert!(svg.has_text("100 %"), "{:?}", svg.texts());
        let mut found = Vec::new();
        svg.each("polygon", |mark, _| {
            found.push(mark.get("opacity").parse::<f64>().unwrap())
        });
        found
    };
    let dense = opacities("network-dense", &[1.0; 4]);
    let sparse = opacities("network-sparse", &[0.13, 0.2, 0.31, 1.0]);
    assert_eq!((dense.len(), sparse.len()), (4, 4));
    for (part, (dense, sparse)) in [0.13, 0.2, 0.31, 1.0].iter().zip(dense.iter().zip(&sparse)) {
        assert!((sparse / dense - part).abs() < 0.01, "{sparse} of {dense}");
    }
}

#[test]
fn the_connections_of_one_neuron_are_lit() {
    let net = Net::fashion();
    let mut graph = net.graph();
    let edges: Vec<_> = net
        .edges
        .iter()
        .filter(|e| e.layer == 1)
        .take(20)
        .copied()
        .collect();
    graph.edges = &edges;
    for (name, theme) in themes() {
        let svg = svg::draw(&format!("lit-{name}"), DESKTOP, &theme, |surface| {
            network_graph::draw_lit(&graph, surface, &theme)
        });
        svg.all_inside();
        let filled =
            |e: &svg::Mark| !["none", ""].contains(&e.get("fill")) && e.get("opacity") == "1";
        let dots = svg.count("circle", filled) + svg.count("rect", filled);
        assert_eq!(dots, 40, "both ends of each");
        assert_eq!(
            svg.count("rect", |e| e.get("opacity") == "0.7"),
            1,
            "a veil over the rest"
        );
    }
}

fn distribution(name: &str, data: &centrality::Centrality, size: (u32, u32), theme: &Theme) -> Svg {
    svg::draw(name, size, theme, |surface| {
        centrality::draw(&[*data], 0, surface, theme)
    })
}

#[test]
fn the_distribution_shows_mean_and_threshold() {
    let lc = heavy_tail(1278, 1.35, 1.96);
    let (mean, std) = data::moments(&lc);
    for k in [0.5, 1.0, 2.6] {
        let value = mean - k * std;
        let shown = centrality::Centrality {
            lane: "CenSET",
            epoch: 12,
            lc: &lc,
            mean,
            std,
            threshold: Some(centrality::Threshold { k, value }),
            trial: None,
            reach: None,
        };
        let below = lc.iter().filter(|v| **v < value).count();
        for (name, theme) in themes() {
            for (place, size) in [("desktop", (600, 220)), ("phone", (330, 200))] {
                let svg = distribution(&format!("lc-{k}-{place}-{name}"), &shown, size, &theme);
                svg.all_inside();
                assert!(svg.has_text("μ = "));
                assert!(svg.has_text(if k == 1.0 { "μ − σ" } else { "σ = " }));
                assert!(svg.has_text("Laplacian centrality LC"));
                assert!(svg.has_text("beyond"), "the tail is named");
                assert!(svg.has_text(&match below {
                    0 => "none below".to_string(),
                    n => format!("{n} below"),
                }));
            }
        }
    }
    let set = centrality::Centrality {
        lane: "SET",
        epoch: 12,
        lc: &lc,
        mean,
        std,
        threshold: None,
        trial: None,
        reach: None,
    };
    let svg = distribution("lc-set", &set, (600, 220), &Theme::light(2.0));
    svg.all_inside();
    assert!(!svg.has_text("below"));
}

#[test]
fn lanes_beside_one_another_share_their_axes() {
    let theme = Theme::light(2.0);
    let (short, long) = (heavy_tail(1278, 1.0, 0.8), heavy_tail(1278, 3.0, 4.0));
    let lane = |lc| {
        let (mean, std) = data::moments(lc);
        centrality::Centrality {
            lane: "SET",
            epoch: 3,
            lc,
            mean,
            std,
            threshold: Some(centrality::Threshold {
                k: 0.5,
                value: mean - 0.5 * std,
            }),
            trial: None,
            reach: None,
        }
    };
    let lanes = [lane(&short[..]), lane(&long[..])];
    let ticks = |index| {
        let svg = svg::draw(
            &format!("lc-beside-{index}"),
            (600, 220),
            &theme,
            |surface| centrality::draw(&lanes, index, surface, &theme),
        );
        svg.all_inside();
        let number = |text: &&str| text.replace(',', "").parse::<f64>().is_ok();
        let numbers = svg.texts().into_iter().filter(number);
        numbers.map(String::from).collect::<Vec<_>>()
    };
    assert_eq!(ticks(0), ticks(1));
    assert!(ticks(0).len() > 6);
}

#[test]
fn bars_say_what_they_hold() {
    let mut lc = heavy_tail(1278, 1.35, 1.96);
    lc[17] = -40.0;
    let (mean, std) = data::moments(&lc);
    let value = mean - 0.5 * std;
    let shown = centrality::Centrality {
        lane: "CenSET",
        epoch: 9,
        lc: &lc,
        mean,
        std,
        threshold: Some(centrality::Threshold { k: 0.5, value }),
        trial: None,
        reach: None,
    };
    let theme = Theme::light(2.0);
    let bars = centrality::bars(&[shown], 0, (1200, 440), &theme);
    assert_eq!(bars.iter().map(|bar| bar.count).sum::<usize>(), 1278);
    let below = lc.iter().filter(|v| **v < value).count();
    assert_eq!(bars.iter().map(|bar| bar.going).sum::<usize>(), below);
    for bar in &bars {
        let held = lc
            .iter()
            .filter(|v| (bar.from + 1e-9..bar.to - 1e-9).contains(v))
            .count();
        assert_eq!(bar.count, held, "{bar:?}");
    }
    assert_eq!(bars[0].from, f64::NEG_INFINITY, "one lies beyond the axis");
    assert!(
        bars.windows(2)
            .all(|pair| pair[0].x < pair[1].x && pair[0].to == pair[1].from)
    );
    let weights: Vec<f64> = lc.iter().map(|lc| lc - 1.0).collect();
    let shown = censet_figures::weights::Weights {
        lane: "SET",
        epoch: 9,
        layer: 1,
        weights: &weights,
        cut: Some(censet_figures::weights::Cut {
            zeta: 0.1,
            negative: -0.05,
            positive: 0.05,
        }),
    };
    let bars = censet_figures::weights::bars(&shown, (1200, 440), &theme);
    let going = weights.iter().filter(|w| w.abs() <= 0.05).count();
    assert_eq!(bars.iter().map(|bar| bar.going).sum::<usize>(), going);
    assert_eq!(bars.iter().map(|bar| bar.count).sum::<usize>(), 1278);
}

#[test]
fn bins_count_every_neuron_and_none_straddles_the_threshold() {
    let lc = heavy_tail(1278, 1.35, 1.96);
    let bars = Histogram::new(&lc, 40, Some(0.37)).unwrap();
    assert_eq!(bars.counts.iter().sum::<usize>(), 1278);
    assert!((20..=60).contains(&bars.counts.len()));
    let bins_below = ((0.37 - bars.start) / bars.width).round();
    assert!((bars.start + bins_below * bars.width - 0.37).abs() < 1e-9);
    let left: usize = bars.counts[..bins_below as usize].iter().sum();
    assert_eq!(left, lc.iter().filter(|v| **v < 0.37).count());
    let beyond = lc.iter().filter(|v| **v > bars.end()).count();
    assert_eq!(bars.overflow, beyond);
    assert!(Histogram::new(&[f64::NAN], 40, None).is_none());
}

#[test]
fn odd_distributions_do_not_panic() {
    let theme = Theme::light(1.0);
    let threshold = |value| Some(centrality::Threshold { k: 1.0, value });
    let cases = [
        ("empty", vec![], f64::NAN, f64::NAN, threshold(f64::NAN)),
        ("all-nan", vec![f64::NAN; 5], f64::NAN, 0.0, None),
        ("constant", vec![2.0; 100], 2.0, 0.0, threshold(2.0)),
        ("zero", vec![0.0; 100], 0.0, 0.0, threshold(0.0)),
        ("one", vec![3.5], 3.5, 0.0, threshold(3.5)),
        (
            "negative",
            vec![-3.0, -2.0, -2.5, 1.0],
            -1.6,
            1.5,
            threshold(-3.1),
        ),
        ("far", vec![1.0, 1.1, 1.2], 1.1, 0.1, threshold(-500.0)),
    ];
    for (name, lc, mean, std, threshold) in cases {
        let shown = centrality::Centrality {
            lane: "CenSET",
            epoch: 0,
            lc: &lc,
            mean,
            std,
            threshold,
            trial: None,
            reach: None,
        };
        distribution(&format!("lc-{name}"), &shown, (600, 220), &theme).all_inside();
        distribution("", &shown, (40, 30), &theme);
        assert!(centrality::describe(&shown).ends_with('.'));
    }
}

#[test]
fn what_lies_left_of_the_line_is_drawn_left_of_it() {
    let theme = Theme::light(1.0);
    let mut lc = heavy_tail(1278, 1.35, 1.96);
    lc[17] = -4.01;
    let (mean, std) = data::moments(&lc);
    // Beyond the line, close to the others, and beyond the end of the axis.
    for (name, outlier, value, k) in [
        ("outlier", -4.01, -3.7, 5.0),
        ("outlier-near", -1.2, -1.0, 2.5),
        ("outlier-far", -400.0, -3.7, 0.3),
    ] {
        lc[17] = outlier;
        let line = centrality::Threshold { k, value };
        for (kind, threshold, trial) in [
            ("own", line, None),
            (
                "trial",
                centrality::Threshold { k: 0.5, value: 0.2 },
                Some(line),
            ),
        ] {
            let shown = centrality::Centrality {
                lane: "CenSET",
                epoch: 9,
                lc: &lc,
                mean,
                std,
                threshold: Some(threshold),
                trial,
                reach: None,
            };
            for (place, size) in [
                ("desktop", (600, 220)),
                ("phone", (330, 200)),
                ("small", (240, 180)),
            ] {
                let svg = distribution(&format!("lc-{name}-{kind}-{place}"), &shown, size, &theme);
                svg.all_inside();
                // The line is solid, what goes of a bar is not quite, and the ground behind it hardly.
                let (mut line, mut bars) = (f64::NAN, Vec::new());
                svg.each("rect", |mark, [left, _, right, _]| {
                    match mark.get("fill") == svg::hex(theme.cut) {
                        true if mark.get("opacity") == "1" => line = left,
                        true if mark.get("opacity") == "0.85" => bars.push(right),
                        _ => {}
                    }
                });
                assert_eq!(bars.len(), 1, "{name} {kind} {size:?}");
                assert!(
                    bars[0] <= line + 1.0,
                    "{name} {kind} {size:?}: {} at {line}",
                    bars[0]
                );
            }
        }
    }
}

fn chart(name: &str, data: &epochs::Epochs, size: (u32, u32), theme: &Theme) -> Svg {
    svg::draw(name, size, theme, |surface| {
        epochs::draw(data, surface, theme)
    })
}

#[test]
fn a_line_a_lane_with_its_name_at_the_end() {
    let lanes = accuracy(18);
    for (name, theme) in themes() {
        for quantity in [quantity("accuracy"), quantity("accuracy_zoomed")] {
            for (place, size) in [("desktop", CHART), ("phone", (330, 220))] {
                let shown = epochs::Epochs {
                    quantity,
                    series: &lanes,
                    budget: 30,
                    marked: None,
                };
                let file = format!("epochs-{quantity:?}-{place}-{name}");
                let svg = chart(&file, &shown, size, &theme);
                svg.all_inside();
                assert_eq!(svg.count("circle", |_| true), 4, "an end a lane");
                for series in &lanes {
                    assert!(svg.has_text(&series.name), "{}", series.name);
                }
                assert!(svg.has_text("epoch") && svg.has_text("30") && svg.has_text("%"));
                svg.labels_apart();
            }
        }
    }
}

#[test]
fn the_epochs_are_where_the_chart_marks_them() {
    let theme = Theme::light(2.0);
    let lanes = accuracy(18);
    let mut shown = epochs::Epochs {
        quantity: quantity("accuracy"),
        series: &lanes,
        budget: 30,
        marked: None,
    };
    let [left, step] = epochs::places(&shown, (840, 520), &theme);
    for epoch in [0, 7, 30] {
        shown.marked = Some(epoch);
        let svg = chart("", &shown, CHART, &theme);
        let mut marks = Vec::new();
        svg.each("rect", |mark, extent| {
            if mark.get("fill") == svg::hex(theme.text) {
                marks.push(extent);
            }
        });
        let [mark] = marks[..] else {
            panic!("{marks:?}")
        };
        assert!(
            (mark[0] - (left + f64::from(epoch) * step)).abs() <= 1.0,
            "{mark:?}"
        );
    }
}

#[test]
fn other_quantities_start_at_zero() {
    let theme = Theme::light(2.0);
    let spread = [
        data::series("SET", lane::SET, |e| 1.1 + 0.05 * e, 30),
        data::series("CenSET", lane::CENSET, |e| 1.1 + 0.09 * e, 30),
    ];
    let removed = [
        data::series("SET", lane::SET, |e| 1652.0 - e, 30),
        data::series(
            "CenSET",
            lane::CENSET,
            |e| (2600.0 - 180.0 * e).max(0.0),
            30,
        ),
    ];
    for (quantity, series) in [
        (quantity("spread"), &spread),
        (quantity("recorded_spread"), &spread),
        (quantity("removed"), &removed),
    ] {
        let shown = epochs::Epochs {
            quantity,
            series,
            budget: 30,
            marked: None,
        };
        let svg = chart(&format!("epochs-{quantity:?}"), &shown, CHART, &theme);
        svg.all_inside();
        assert!(svg.has_text("0") && svg.has_text(quantity.title));
    }
}

#[test]
fn odd_series_do_not_panic() {
    let of = |values: &[(u32, f64)]| {
        vec![epochs::Series {
            name: "SET".into(),
            style: lane::SET,
            values: values.to_vec(),
        }]
    };
    let nan = f64::NAN;
    let cases = [
        ("none", vec![], 30),
        ("no-values", of(&[]), 30),
        ("nan", of(&[(0, nan), (1, nan)]), 30),
        ("first", of(&[(0, 9.8)]), 30),
        ("gap", of(&[(0, 9.8), (1, nan), (2, 60.0), (3, 70.0)]), 30),
        ("constant", of(&[(0, 50.0), (1, 50.0), (2, 50.0)]), 2),
        ("beyond", of(&[(0, 50.0), (40, 50.0)]), 30),
        ("no-budget", of(&[(0, 0.0)]), 0),
        ("huge", of(&[(0, 1e300), (1, f64::INFINITY)]), 30),
    ];
    for theme in [Theme::light(1.0), Theme::dark(2.0)] {
        for (name, series, budget) in &cases {
            for quantity in [
                quantity("accuracy"),
                quantity("accuracy_zoomed"),
                quantity("spread"),
                quantity("removed"),
            ] {
                let shown = epochs::Epochs {
                    quantity,
                    series,
                    budget: *budget,
                    marked: None,
                };
                let file = format!("odd-{name}-{quantity:?}");
                chart(&file, &shown, CHART, &theme).all_inside();
                chart("", &shown, (30, 20), &theme);
                assert!(epochs::describe(&shown).ends_with('.'));
            }
        }
    }
}

#[test]
fn every_figure_says_what_it_shows() {
    let net = Net::fashion().rewired(12, 20);
    let mut lc = net.lc.clone();
    lc.sort_by(f64::total_cmp);
    let least = lc[1278 - 128];
    assert_eq!(
        network_graph::describe(&net.graph()),
        format!(
            "SET, epoch 12: network of 1,278 neurons in layers of 784, 256, 128, 100, 10; \
             the 128 most central neurons ringed, LC {:.2} or more; connections \
             shown: 300 positive, 300 negative; 12 cut and 20 grown connections shown.",
            least
        )
    );
    let mut lc = vec![1.0; 1278];
    lc[..31].fill(0.1);
    let shown = centrality::Centrality {
        lane: "SET",
        epoch: 12,
        lc: &lc,
        mean: 1.349,
        std: 1.96,
        threshold: Some(centrality::Threshold {
            k: 0.5,
            value: 0.369,
        }),
        trial: None,
        reach: None,
    };
    assert_eq!(
        centrality::describe(&shown),
        "SET, epoch 12: 1,278 neurons, LC mean 1.35, standard deviation 1.96; \
         31 neurons below μ − 0.5σ."
    );
    let lanes = [
        data::series("SET", lane::SET, |_| 86.1, 12),
        data::series("CenSET", lane::CENSET, |_| 85.4, 12),
    ];
    let mut shown = epochs::Epochs {
        quantity: quantity("accuracy"),
        series: &lanes,
        budget: 30,
        marked: None,
    };
    assert_eq!(
        epochs::describe(&shown),
        "Test accuracy after epoch 12 of 30: SET 86.1 %, CenSET 85.4 %."
    );
    shown.series = &[];
    assert_eq!(
        epochs::describe(&shown),
        "Test accuracy: no epoch has run yet."
    );
}

#[test]
fn the_matrix_shows_every_connection() {
    let network = data::rewired();
    let theme = Theme::light(1.0);
    for (what, color, count) in [
        (What::Positive, theme.positive, 2),
        (What::Negative, theme.negative, 2),
        (What::Cut, theme.cut, 1),
        (What::Grown, theme.grown, 1),
    ] {
        let data = Adjacency {
            lane: "SET",
            network: &network,
            what,
            selected: None,
        };
        // Two neurons in a band of 20 pixels: a connection is a square of 10.
        let pixels = adjacency::pixels(&data, (40, 40), &theme);
        assert_eq!(pixels.len(), 3 * 40 * 40);
        let full = [color.0, color.1, color.2];
        let strong = pixels.chunks(3).filter(|pixel| *pixel == full).count();
        assert_eq!(strong, 100 * count, "{what:?}");
        let none = pixels.chunks(3).filter(|pixel| *pixel == [255; 3]).count();
        assert!(none >= 1600 - 500, "{what:?}: five connections at most");
    }
    assert_eq!(adjacency::table(&network)[0].connections, 3);
    assert_eq!(adjacency::table(&network)[0].cut, 1);
}

#[test]
fn the_matrix_has_a_line_for_every_connection() {
    assert_eq!(
        adjacency::csv("set", &data::rewired()),
        "lane,epoch,layer,source,target,weight,born,state\n\
         set,4,0,1,0,2,,cut\n\
         set,4,0,0,0,1,0,stays\n\
         set,4,0,0,1,-2,0,stays\n\
         set,4,0,1,1,2,4,grown\n\
         set,4,1,0,0,2,0,stays\n\
         set,4,1,1,1,-2,0,stays\n"
    );
}

#[test]
fn a_receptive_field_has_a_line_for_every_weight() {
    let data = ReceptiveField {
        lane: "set",
        neuron: "hidden layer 1, neuron 0",
        epoch: 3,
        image: censet::dataset::Shape {
            height: 2,
            width: 3,
            channels: 2,
        },
        weights: &[(1, 0.5), (10, -0.1)],
    };
    assert_eq!(
        receptive_field::csv(&data),
        "lane,epoch,neuron,row,column,channel,weight\n\
         set,3,\"hidden layer 1, neuron 0\",0,0,1,0.5\n\
         set,3,\"hidden layer 1, neuron 0\",1,2,0,-0.1\n"
    );
}

#[test]
fn the_matrix_has_a_key_where_there_is_room() {
    let network = data::rewired();
    let said = |what, size| {
        let data = Adjacency {
            lane: "SET",
            network: &network,
            what,
            selected: None,
        };
        let theme = Theme::light(1.0);
        let svg = svg::draw("matrix-key", size, &theme, |surface| {
            adjacency::draw(&data, surface, &theme)
        });
        svg.all_inside();
        svg.texts().join("; ")
    };
    for (what, key) in [
        (What::Weights, "w > 0; w < 0"),
        (What::Negative, "w < 0"),
        (What::Cut, "cut; stays"),
        (What::Grown, "grown; there before"),
        (What::Age, "0 to 4 epochs old"),
    ] {
        let texts = said(what, (400, 400));
        assert!(texts.ends_with(key), "{what:?}: {texts}");
        assert!(!said(what, (130, 400)).contains(key), "{what:?}");
    }
}

#[test]
fn the_matrix_of_a_large_network_is_binned() {
    let layer = |n_in, n_out| {
        SparseLayer::new(
            n_in,
            n_out,
            (0..n_out as u32).map(|target| Connection {
                target,
                source: (target * 7) % n_in as u32,
                weight: if target.is_multiple_of(2) { 0.5 } else { -0.5 },
            }),
        )
    };
    let layers = vec![
        layer(3072, 4000),
        layer(4000, 1000),
        layer(1000, 4000),
        layer(4000, 10),
    ];
    let network = Rewired::new(layers, 2, vec![], Measure::Defined);
    let theme = Theme::dark(1.0);
    let data = Adjacency {
        lane: "CenSET",
        network: &network,
        what: What::Weights,
        selected: Some(12_000),
    };
    let svg = svg::draw("matrix-cifar", (200, 160), &theme, |surface| {
        adjacency::draw(&data, surface, &theme)
    });
    for label in ["input", "hidden 1", "hidden 2", "hidden 3"] {
        assert!(svg.has_text(label), "{label} in {:?}", svg.texts());
    }
    let said = adjacency::describe(&data);
    assert!(
        said.starts_with(
            "CenSET, epoch 2: adjacency matrix, weights by sign and size. 9,010 connections"
        ),
        "{said}"
    );
}

#[test]
fn a_receptive_field_has_a_square_for_every_weight() {
    let weights: Vec<(usize, f32)> = (0..90).map(|i| (i * 3, (i as f32 - 45.5) / 50.0)).collect();
    for (image, (width, height, channels)) in [("grey", (28, 28, 1)), ("colour", (16, 16, 3))] {
        let data = ReceptiveField {
            lane: "SET",
            neuron: "hidden 1, neuron 3",
            epoch: 4,
            image: censet::dataset::Shape {
                height,
                width,
                channels,
            },
            weights: &weights,
        };
        for (name, theme) in themes() {
            let svg = svg::draw(
                &format!("field-{image}-{name}"),
                (300, 300),
                &theme,
                |surface| receptive_field::draw(&data, surface, &theme),
            );
            svg.all_inside();
            let filled = svg.count("rect", |e| e.get("fill") == svg::hex(theme.positive));
            let hollow = svg.count("rect", |e| e.get("stroke") == svg::hex(theme.negative));
            assert_eq!((filled, hollow), (44, 46));
        }
        let said = receptive_field::describe(&data);
        assert!(
            said.contains("90 of") && said.contains("44 with positive weight"),
            "{said}"
        );
    }
}

#[test]
fn inputs_can_be_shaded_by_their_connections() {
    let net = Net::fashion();
    let degrees: Vec<u32> = (0..784).map(|v| v % 5).collect();
    let mut graph = net.graph();
    graph.shade = network_graph::InputShade::Degree(&degrees);
    for (name, theme) in themes() {
        let svg = svg::draw(&format!("degrees-{name}"), DESKTOP, &theme, |surface| {
            network_graph::draw(&graph, surface, &theme)
        });
        svg.all_inside();
        assert!(svg.has_text("connections") && svg.has_text("LC") && svg.has_text("4"));
        let most = svg::hex(theme.centrality_color(1.0));
        let full = svg.count("rect", |e| e.get("fill") == most);
        assert!(full >= 156, "{full} pixels of the highest degree");
    }
    assert!(
        network_graph::describe(&graph).contains("inputs shaded by their connections, 4 at most")
    );
}

#[test]
fn arrows_lead_from_neuron_to_neuron() {
    let net = Net::fashion();
    let layout = network_graph::layout(&net.graph(), (1280, 840), &Theme::light(2.0));
    let step = |from, way| layout.step(from, way, false);
    assert_eq!(step(0, Way::Right), 1);
    assert_eq!(step(0, Way::Down), 28);
    assert_eq!(step(29, Way::Up), 1);
    assert_eq!(step(29, Way::Left), 28);
    assert_eq!(step(0, Way::Left), 0);
    assert_eq!(step(0, Way::Up), 0);
    // Off the right edge of the image, and at a leap, into the next layer; back again.
    let layer = |v| layout.locate(v).0;
    assert_eq!(layer(step(27, Way::Right)), 1);
    assert_eq!(layer(layout.step(0, Way::Right, true)), 1);
    assert_eq!(layer(layout.step(900, Way::Left, true)), 0);
    assert_eq!(layout.step(1270, Way::Right, true), 1270);
    assert_eq!(step(784, Way::Down), 785);
    // Every neuron can be reached: downwards through a layer, or to the right.
    let mut at = 784;
    while layer(at) < 4 {
        let next = step(at, Way::Right);
        assert!(layout.spots[next].x > layout.spots[at].x);
        at = next;
    }
}
