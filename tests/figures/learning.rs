//! The groups of a search, epoch by epoch.

use censet::experiment::parse;
use censet::search::{Accuracy, Group, Results, Run};
use censet_figures::Theme;
use censet_figures::learning::{self, Learning};

use super::svg::{self, Svg};

/// Groups that rise from 10 % to these values within ten epochs, with so many seeds each.
fn groups(lanes: &[(&str, f64)], seeds: u32) -> Vec<Group> {
    let mut runs = Vec::new();
    for (lane, top) in lanes {
        for seed in 1..=seeds {
            let experiment = parse(&format!("lanes={lane}&seed={seed}&epochs=10"));
            let spread = f64::from(seed - 1);
            let rise = |e: i32| 10.0 + (top + spread - 10.0) * (1.0 - (-f64::from(e) / 2.0).exp());
            let accuracy = (0..=10).map(rise).collect();
            let experiment = experiment.experiment.unwrap();
            runs.push(Run::new(&experiment, accuracy, None, 9, "0"));
        }
    }
    Results::new(runs).groups
}

/// The paper's wide search (Table 5).
const WIDE: [(&str, f64); 10] = [
    ("set", 86.0),
    ("censet:k=0", 61.6),
    ("censet:k=0.5", 61.6),
    ("censet:k=1", 80.1),
    ("censet:k=1.5", 82.1),
    ("censet:k=2", 82.6),
    ("censet:k=2.5", 83.4),
    ("censet:k=3", 83.2),
    ("censet:k=3.5", 83.1),
    ("censet:k=4", 83.1),
];

fn draw(name: &str, data: &Learning, size: (u32, u32), theme: &Theme) -> Svg {
    svg::draw(name, size, theme, |surface| {
        learning::draw(data, surface, theme)
    })
}

#[test]
fn every_group_has_a_line_and_its_name_where_there_is_room() {
    let groups = groups(&WIDE, 2);
    for (look, theme) in super::themes() {
        for (place, size, named) in [("desktop", (640, 340), 10), ("phone", (300, 240), 1)] {
            let data = Learning {
                groups: &groups,
                chosen: None,
                zoomed: false,
            };
            let svg = draw(&format!("learning-{place}-{look}"), &data, size, &theme);
            svg.all_inside();
            svg.labels_apart();
            assert_eq!(svg.count("circle", |_| true), named, "an end a name");
            let set = svg::hex(theme.lanes[0].color);
            let whole = |mark: &svg::Mark| mark.get("points").matches(',').count() == 11;
            assert_eq!(
                svg.count("polyline", |m| m.get("stroke") == set && whole(m)),
                1
            );
            let thick = format!("{}", theme.width(theme.stroke));
            let censet = svg::hex(theme.lanes[1].color);
            let of_censet = |m: &svg::Mark| {
                m.get("stroke") == censet && m.get("points").matches(',').count() > 1
            };
            let thin = svg.count("polyline", |m| {
                of_censet(m) && m.get("stroke-width") != thick
            });
            assert!(thin > 9, "nine dashed lines: {thin} pieces");
            assert!(svg.has_text("test accuracy, %") && svg.has_text("epoch"));
            assert!(svg.has_text("set"), "the best is named anywhere");
            if place == "desktop" {
                for name in ["set", "censet:k=0.5", "censet:k=4"] {
                    assert!(svg.has_text(name), "{name} in {:?}", svg.texts());
                }
            }
        }
    }
}

#[test]
fn the_chosen_group_is_in_the_colour_of_text() {
    let groups = groups(&WIDE, 1);
    let theme = Theme::light(2.0);
    let strokes = |chosen| {
        let data = Learning {
            groups: &groups,
            chosen,
            zoomed: false,
        };
        let svg = draw("", &data, (640, 340), &theme);
        svg.count("polyline", |mark| {
            mark.get("stroke") == svg::hex(theme.text)
        })
    };
    assert_eq!(strokes(None), 0);
    assert!(strokes(Some(3)) > 0);
}

#[test]
fn zoomed_in_what_collapsed_is_out_of_sight() {
    let groups = groups(&WIDE, 1);
    let data = Learning {
        groups: &groups,
        chosen: None,
        zoomed: true,
    };
    let svg = draw("learning-zoomed", &data, (640, 340), &Theme::light(2.0));
    svg.all_inside();
    assert!(!svg.has_text("100"), "{:?}", svg.texts());
}

#[test]
fn the_sentence_and_the_lines_of_the_file_have_the_same_numbers() {
    let groups = groups(&[("set", 86.0), ("censet:k=2", 90.0)], 2);
    let mut data = Learning {
        groups: &groups,
        chosen: None,
        zoomed: false,
    };
    let Accuracy { mean: last, std } = groups[1].learning[10];
    assert_eq!(
        learning::describe(&data),
        format!(
            "Test accuracy over the epochs of 2 groups, mean over seeds. After their last epochs: set {:.2} %; \
             censet:k=2 {last:.2} %, the best.",
            groups[0].learning[10].mean
        )
    );
    let csv = learning::csv(&groups);
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 1 + 2 * 11);
    assert_eq!(lines[0], "group,epoch,seeds,accuracy_mean,accuracy_std");
    assert_eq!(lines[1], "\"set\",0,2,10,0");
    assert_eq!(
        lines[22],
        format!("\"censet:k=2\",10,2,{last},{}", std.unwrap())
    );
    data.groups = &[];
    assert_eq!(
        learning::describe(&data),
        "Test accuracy over the epochs: no run is finished yet."
    );
}

#[test]
fn nothing_and_little_are_drawn_too() {
    let many: Vec<(String, f64)> = (0..40).map(|k| (format!("censet:k={k}"), 80.0)).collect();
    let many: Vec<(&str, f64)> = many
        .iter()
        .map(|(lane, top)| (lane.as_str(), *top))
        .collect();
    let cases = [
        groups(&[], 1),
        groups(&[("set", 10.0)], 1),
        groups(&many, 1),
    ];
    for theme in super::themes().map(|(_, theme)| theme) {
        for groups in &cases {
            for zoomed in [false, true] {
                let data = Learning {
                    groups,
                    chosen: Some(99),
                    zoomed,
                };
                let svg = draw("", &data, (320, 200), &theme);
                svg.all_inside();
                assert_eq!(svg.has_text("as runs finish"), groups.is_empty());
                draw("", &data, (40, 30), &theme);
                assert!(learning::describe(&data).ends_with('.'));
            }
        }
    }
}
