//! The figures that tell a run epoch by epoch: densities, curves, degrees of the input, and what lanes share.

use censet::dataset::Shape;
use censet::graph::statistics::DensityCurve;
use censet_figures::Theme;
use censet_figures::curves::{self, Curve, Curves, Relation};
use censet_figures::degree_images::{self, DegreeImages};
use censet_figures::densities::{self, Densities, Row};
use censet_figures::epochs::{self, Epochs};
use censet_figures::theme::lane;

use crate::data::{self, Dice, heavy_tail};
use crate::svg::{self, Svg};
use crate::{CHART, PHONE, themes};

const RELATIONS: [Relation; 7] = [
    Relation::Survival,
    Relation::Ages,
    Relation::Degrees,
    Relation::AccuracyAgainstMean,
    Relation::AccuracyAgainstSpread,
    Relation::AccuracyAgainstRecordedMean,
    Relation::AccuracyAgainstRecordedSpread,
];
const GRAY: Shape = Shape {
    height: 28,
    width: 28,
    channels: 1,
};

fn curve(name: &str, style: usize, points: &[(f64, f64)]) -> Curve {
    Curve {
        name: name.into(),
        style,
        points: points.to_vec(),
    }
}

fn draw_curves(name: &str, data: &Curves, size: (u32, u32), theme: &Theme) -> Svg {
    svg::draw(name, size, theme, |surface| {
        curves::draw(data, surface, theme)
    })
}

#[test]
fn curves_have_a_line_and_an_end_a_lane() {
    let fall = |pace: f64| move |i: i32| (f64::from(i), 100.0 * (-f64::from(i) / pace).exp());
    let lanes = [
        curve(
            "SET",
            lane::SET,
            &(0..30).map(fall(6.0)).collect::<Vec<_>>(),
        ),
        curve(
            "CenSET",
            lane::CENSET,
            &(0..30).map(fall(20.0)).collect::<Vec<_>>(),
        ),
    ];
    for (look, theme) in themes() {
        for (place, size) in [("desktop", CHART), ("phone", (288, 200))] {
            for relation in RELATIONS {
                let shown = Curves {
                    relation,
                    curves: &lanes,
                    epoch: 29,
                };
                let name = format!("curves-{relation:?}-{place}-{look}");
                let svg = draw_curves(&name, &shown, size, &theme);
                svg.all_inside();
                svg.labels_apart();
                assert_eq!(svg.count("circle", |_| true), 2, "an end a lane");
                let set = svg::hex(theme.lanes[lane::SET].color);
                let censet = svg::hex(theme.lanes[lane::CENSET].color);
                let long = |mark: &svg::Mark| {
                    mark.get("points").matches(',').count() == lanes[0].points.len()
                };
                assert_eq!(
                    svg.count("polyline", |mark| mark.get("stroke") == set && long(mark)),
                    1,
                    "SET is one solid line"
                );
                let dashes = svg.count("polyline", |mark| mark.get("stroke") == censet);
                assert!(dashes > 4, "CenSET is dashed: {dashes} pieces");
                let (x, y) = relation.titles();
                assert!(svg.has_text(x) && svg.has_text(y), "{:?}", svg.texts());
                assert!(svg.has_text("SET") && svg.has_text("CenSET"));
            }
        }
    }
}

#[test]
fn a_curve_is_said_by_where_it_halves_or_ends() {
    let lanes = [curve(
        "SET",
        lane::SET,
        &[(0.0, 100.0), (1.0, 80.0), (2.0, 45.5)],
    )];
    let say = |relation| {
        curves::describe(&Curves {
            relation,
            curves: &lanes,
            epoch: 2,
        })
    };
    assert_eq!(
        say(Relation::Survival),
        "Survival of connections, epoch 2: SET 45.5 % after 2 epochs."
    );
    assert_eq!(
        say(Relation::Ages),
        "Ages of connections, epoch 2: SET half below 2."
    );
    assert!(say(Relation::AccuracyAgainstMean).ends_with("SET 45.5 % at 2.00."));
}

#[test]
fn odd_curves_do_not_panic() {
    let nan = f64::NAN;
    let cases: [(&str, Vec<(f64, f64)>); 6] = [
        ("none", vec![]),
        ("nan", vec![(nan, 1.0), (1.0, nan)]),
        ("point", vec![(0.0, 100.0)]),
        ("negative", vec![(-3.0, 10.0), (2.0, 20.0)]),
        ("upright", vec![(5.0, 0.0), (5.0, 100.0)]),
        ("huge", vec![(0.0, 50.0), (1e12, 60.0)]),
    ];
    for theme in [Theme::light(1.0), Theme::dark(2.0)] {
        for (name, points) in &cases {
            for relation in RELATIONS {
                let lanes = [curve("SET", lane::SET, points)];
                let shown = Curves {
                    relation,
                    curves: &lanes,
                    epoch: 0,
                };
                let svg = draw_curves(&format!("odd-curves-{name}"), &shown, CHART, &theme);
                svg.all_inside();
                draw_curves("", &shown, (30, 20), &theme);
                assert!(curves::describe(&shown).ends_with('.'));
                let empty = matches!(*name, "none" | "nan");
                assert_eq!(svg.has_text("as epochs run"), empty, "{name}");
            }
        }
    }
}

/// Densities of a lane whose centralities spread as it trains.
fn spreading(pace: f64) -> Vec<(u32, Option<DensityCurve>)> {
    [0, 1, 26, 51, 76]
        .into_iter()
        .map(|epoch| {
            let spread = 0.4 + pace * f64::from(epoch);
            (
                epoch,
                DensityCurve::of(&heavy_tail(400, 1.2 + spread, spread), 64),
            )
        })
        .collect()
}

fn rows(curves: &[(u32, Option<DensityCurve>)]) -> Vec<Row<'_>> {
    curves
        .iter()
        .map(|(e, curve)| (*e, curve.as_ref()))
        .collect()
}

#[test]
fn densities_stand_above_one_another_on_the_axes_of_all_lanes() {
    let (set, censet) = (spreading(0.01), spreading(0.04));
    let (set, censet) = (rows(&set), rows(&censet));
    let lane = |name, style, rows, marked| Densities {
        lane: name,
        style,
        rows,
        marked,
        recorded: false,
    };
    for (look, theme) in themes() {
        for (place, size) in [("desktop", (420, 420)), ("phone", PHONE)] {
            let lanes = [
                lane("SET", lane::SET, &set[..], Some(26)),
                lane("CenSET", lane::CENSET, &censet[..], None),
            ];
            for index in [0, 1] {
                let name = format!("densities-{index}-{place}-{look}");
                let svg = svg::draw(&name, size, &theme, |surface| {
                    densities::draw(&lanes, index, surface, &theme)
                });
                svg.all_inside();
                svg.labels_apart();
                let color = svg::hex(theme.lanes[lanes[index].style].color);
                let points = 64;
                let whole = |mark: &svg::Mark| mark.get("points").matches(',').count() == points;
                let lines = svg.count("polyline", |m| m.get("stroke") == color && whole(m));
                let marked = svg::hex(theme.text);
                let stands_out = svg.count("polyline", |m| m.get("stroke") == marked && whole(m));
                assert_eq!(
                    (lines, stands_out),
                    if index == 0 { (4, 1) } else { (5, 0) }
                );
                for epoch in ["0", "26", "76"] {
                    assert!(svg.has_text(epoch), "{epoch} in {:?}", svg.texts());
                }
                assert!(svg.has_text("Laplacian centrality"));
            }
            // The axis is that of both: alone, SET's would end much earlier.
            let last = |lanes: &[Densities]| {
                let svg = svg::draw("", size, &theme, |surface| {
                    densities::draw(lanes, 0, surface, &theme)
                });
                let ticks = svg
                    .texts()
                    .into_iter()
                    .filter_map(|t| t.parse::<f64>().ok());
                ticks
                    .map(|tick| tick as u32)
                    .filter(|&tick| ![26, 51, 76].contains(&tick))
                    .max()
            };
            assert!(last(&lanes) > last(&lanes[..1]));
        }
    }
}

#[test]
fn a_density_is_said_by_its_peak() {
    let at = |values: [f64; 3]| DensityCurve {
        from: 0.0,
        to: 2.0,
        values: values.to_vec(),
    };
    let (first, last) = (at([0.0, 8.0, 0.0]), at([1.0, 0.0, 2.0]));
    let rows = [(0, Some(&first)), (1, None), (26, Some(&last))];
    let mut shown = Densities {
        lane: "SET",
        style: lane::SET,
        rows: &rows,
        marked: None,
        recorded: false,
    };
    assert_eq!(
        densities::describe(&shown),
        "SET: density of Laplacian centrality at 2 epochs. Highest at LC 1.00 in epoch 0, at 2.00 in epoch 26; the peak is \
         0.250 times as high there."
    );
    shown.rows = &rows[1..2];
    assert_eq!(
        densities::describe(&shown),
        "SET: no density of Laplacian centrality yet."
    );
    shown.recorded = true;
    assert_eq!(
        densities::describe(&shown),
        "SET: no density of Laplacian centrality as the paper's code recorded it yet."
    );
    shown.rows = &rows;
    let theme = Theme::light(1.0);
    let svg = svg::draw("densities-recorded", CHART, &theme, |surface| {
        densities::draw(&[shown], 0, surface, &theme)
    });
    assert!(svg.has_text("LC as the code recorded it"));
}

#[test]
fn odd_densities_do_not_panic() {
    let flat = DensityCurve {
        from: 1.0,
        to: 1.0,
        values: vec![0.0, 0.0],
    };
    let curve = DensityCurve::of(&[0.0, 1.0, 1e9], 16).unwrap();
    let cases: [Vec<Row>; 5] = [
        vec![],
        vec![(0, None), (1, None)],
        vec![(0, Some(&flat))],
        vec![(7, Some(&curve))],
        (0..14).map(|e| (e, Some(&curve))).collect(),
    ];
    for theme in [Theme::light(1.0), Theme::dark(2.0)] {
        for (i, rows) in cases.iter().enumerate() {
            let lanes = [Densities {
                lane: "SET",
                style: lane::SET,
                rows,
                marked: Some(0),
                recorded: false,
            }];
            let draw = |name: &str, size| {
                svg::draw(name, size, &theme, |surface| {
                    densities::draw(&lanes, 0, surface, &theme)
                })
            };
            let svg = draw(&format!("odd-densities-{i}"), CHART);
            svg.all_inside();
            assert_eq!(svg.has_text("appear here"), i < 3, "case {i}");
            draw("", (30, 20));
            assert!(densities::describe(&lanes[0]).ends_with('.'));
        }
    }
}

fn random_degrees(shape: Shape, seed: u64) -> Vec<u16> {
    let mut dice = Dice::new(seed);
    let n = shape.pixels();
    (0..n).map(|_| dice.below(9) as u16).collect()
}

#[test]
fn every_pixel_with_connections_is_filled_by_their_number() {
    let all: Vec<Vec<u16>> = (0..4).map(|seed| random_degrees(GRAY, seed)).collect();
    let images: Vec<(u32, &[u16])> = [0, 1, 26, 51]
        .into_iter()
        .zip(all.iter().map(|d| &d[..]))
        .collect();
    let data = DegreeImages {
        lane: "SET",
        shape: GRAY,
        images: &images,
        most: 8,
    };
    for (look, theme) in themes() {
        for (place, size) in [("desktop", (420, 420)), ("phone", PHONE)] {
            let name = format!("degree-images-{place}-{look}");
            let svg = svg::draw(&name, size, &theme, |surface| {
                degree_images::draw(&data, surface, &theme)
            });
            svg.all_inside();
            svg.labels_apart();
            let filled = svg.count("rect", |mark| mark.get("fill") != "none");
            let wired = all.iter().flatten().filter(|&&n| n > 0).count();
            // The background, the four images, the scale.
            assert_eq!(filled, 1 + 4 + wired + 16);
            let darkest = svg::hex(theme.centrality_color(1.0));
            let most = all.iter().flatten().filter(|&&n| n == 8).count();
            assert_eq!(svg.count("rect", |m| m.get("fill") == darkest), most);
            for text in ["epoch 0", "epoch 51", "8 connections"] {
                assert!(svg.has_text(text), "{text} in {:?}", svg.texts());
            }
        }
    }
}

#[test]
fn the_channels_of_a_pixel_are_added_up() {
    let shape = Shape {
        height: 1,
        width: 2,
        channels: 3,
    };
    let degrees = [1, 2, 4, 0, 0, 0];
    assert_eq!(degree_images::most(shape, &degrees), 7);
    let data = DegreeImages {
        lane: "SET",
        shape,
        images: &[(3, &degrees)],
        most: 7,
    };
    assert_eq!(
        degree_images::describe(&data),
        "SET: connections of each input pixel. epoch 3: at most 7, 1 pixels without any."
    );
}

#[test]
fn odd_degree_images_do_not_panic() {
    let none = vec![0; GRAY.pixels()];
    let cases: [Vec<(u32, &[u16])>; 3] = [vec![], vec![(0, &none)], vec![(0, &none); 8]];
    for theme in [Theme::light(1.0), Theme::dark(2.0)] {
        for (i, images) in cases.iter().enumerate() {
            let data = DegreeImages {
                lane: "SET",
                shape: GRAY,
                images,
                most: 0,
            };
            let draw = |name: &str, size| {
                svg::draw(name, size, &theme, |surface| {
                    degree_images::draw(&data, surface, &theme)
                })
            };
            let svg = draw(&format!("odd-degree-images-{i}"), CHART);
            svg.all_inside();
            assert_eq!(svg.has_text("appear here"), i == 0, "case {i}");
            draw("", (30, 20));
            assert!(degree_images::describe(&data).ends_with('.'));
        }
    }
}

#[test]
fn what_lanes_share_is_on_an_axis_from_0_to_1() {
    let fall = |to: f64| move |e: f64| to + (1.0 - to) * (-e / 8.0).exp();
    let lanes = [
        data::series("CenSET", lane::CENSET, fall(0.1), 30),
        data::series("MLP", lane::MLP, |_| 0.12, 30),
    ];
    for (look, theme) in themes() {
        for quantity in
            ["shared_connections", "common_hubs"].map(|id| epochs::quantity(id).unwrap())
        {
            let shown = Epochs {
                quantity,
                series: &lanes,
                budget: 30,
                marked: Some(12),
            };
            let svg = svg::draw(
                &format!("epochs-{quantity:?}-{look}"),
                CHART,
                &theme,
                |surface| epochs::draw(&shown, surface, &theme),
            );
            svg.all_inside();
            svg.labels_apart();
            assert_eq!(svg.count("circle", |_| true), 2, "an end a lane");
            for text in ["0", "1", quantity.title, "CenSET", "MLP"] {
                assert!(svg.has_text(text), "{text} in {:?}", svg.texts());
            }
            let said = epochs::describe(&shown);
            assert!(
                said.contains("with") && said.ends_with("CenSET 0.121, MLP 0.120."),
                "{said}"
            );
        }
    }
}
