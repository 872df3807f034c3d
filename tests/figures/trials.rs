//! The chart of a search.

use censet::experiment::parse;
use censet::search::curves::Curves;
use censet::search::{Results, Run};
use censet_figures::Theme;
use censet_figures::trials::{self, Trials};

use super::svg::{self, Svg};

fn found(runs: &[(String, f64)]) -> Curves {
    let runs = runs.iter().map(|(text, accuracy)| {
        let experiment = parse(text).experiment.unwrap();
        Run::new(&experiment, vec![10.0, *accuracy], None, 99, "0")
    });
    Curves::of(&Results::new(runs.collect()))
}

/// The paper's wide search (Table 5), three seeds each.
fn wide() -> Vec<(String, f64)> {
    let censet = [61.6, 61.6, 80.1, 82.1, 82.6, 83.4, 83.2, 83.1, 83.1];
    let mut runs = Vec::new();
    for (seed, jitter) in [(1, -0.4), (2, 0.1), (3, 0.3)] {
        runs.push((format!("lanes=set&seed={seed}"), 86.0 + jitter));
        for (i, mean) in censet.into_iter().enumerate() {
            let k = 0.5 * i as f64;
            runs.push((format!("lanes=censet:k={k}&seed={seed}"), mean + jitter));
        }
    }
    runs
}

fn draw(name: &str, found: &Curves, zoomed: bool, size: (u32, u32), theme: &Theme) -> Svg {
    let data = Trials { found, zoomed };
    let svg = svg::draw(name, size, theme, |surface| {
        trials::draw(&data, surface, theme)
    });
    svg.all_inside();
    svg
}

#[test]
fn every_group_has_a_dot_and_a_spread_and_set_is_a_band() {
    let found = found(&wide());
    for (look, theme) in super::themes() {
        for (place, size) in [("desktop", (640, 340)), ("phone", (288, 260))] {
            let svg = draw(
                &format!("trials-{place}-{look}"),
                &found,
                false,
                size,
                &theme,
            );
            let censet = svg::hex(theme.lanes[1].color);
            let dots = svg.count("circle", |mark| mark.get("fill") == censet);
            assert_eq!(dots, 9 + 1, "one more where the line ends");
            let bars = svg.count("polyline", |mark| {
                mark.get("stroke") == censet && mark.get("points").matches(',').count() == 2
            });
            assert!(bars >= 3 * 9, "{bars}: a bar and two caps each");
            let set = svg::hex(theme.lanes[0].color);
            assert_eq!(
                svg.count("rect", |mark| mark.get("fill") == set),
                1,
                "a band"
            );
            assert!(svg.has_text("best") && svg.has_text("test accuracy, %"));
            assert!(svg.has_text("s threshold") && svg.has_text("SET"));
            svg.labels_apart();
        }
    }
}

#[test]
fn zoomed_in_what_collapsed_stands_at_the_edge_with_its_value() {
    let found = found(&wide());
    let theme = Theme::light(2.0);
    let svg = draw("trials-zoomed", &found, true, (640, 340), &theme);
    let censet = svg::hex(theme.lanes[1].color);
    let dots = svg.count("circle", |mark| mark.get("fill") == censet);
    assert_eq!(
        dots,
        7 + 1,
        "k = 0 and 0.5 are far below; one more where the line ends"
    );
    assert!(
        !svg.has_text("60") && svg.has_text("84"),
        "{:?}",
        svg.texts()
    );
    let triangles = svg.count("polygon", |mark| mark.get("fill") == censet);
    assert_eq!(triangles, 2, "one for each of them");
    let values = svg.texts().into_iter().filter(|text| *text == "61.6");
    assert_eq!(values.count(), 2, "{:?}", svg.texts());
}

#[test]
fn two_keys_give_a_curve_a_value_of_the_second() {
    let mut runs = Vec::new();
    for (i, lr) in ["0.01", "0.05", "0.1"].into_iter().enumerate() {
        for k in 1..6 {
            let mean = 70.0 + f64::from(k) + 2.0 * i as f64;
            runs.push((format!("lanes=censet:k={k}&lr={lr}"), mean));
        }
        runs.push((format!("lanes=set&lr={lr}"), 80.0 + i as f64));
    }
    let found = found(&runs);
    let svg = draw("trials-two", &found, true, (640, 340), &Theme::light(2.0));
    for name in ["SET, η 0.01", "CenSET, η 0.05", "CenSET, η 0.1"] {
        assert!(svg.has_text(name), "{name} in {:?}", svg.texts());
    }
    svg.labels_apart();
}

#[test]
fn groups_without_a_number_stand_beside_one_another() {
    let lanes = ["set", "mlp", "censet:k=1", "static"];
    let runs: Vec<_> = lanes.map(|lane| (format!("lanes={lane}"), 80.0)).into();
    let found = found(&runs);
    let svg = draw(
        "trials-beside",
        &found,
        true,
        (640, 340),
        &Theme::light(2.0),
    );
    for name in ["SET", "MLP", "CenSET", "Static"] {
        assert!(svg.has_text(name), "{name} in {:?}", svg.texts());
    }
}

#[test]
fn nothing_and_little_are_drawn_too() {
    for theme in super::themes().map(|(_, theme)| theme) {
        for zoomed in [false, true] {
            let nothing = draw("", &found(&[]), zoomed, (288, 200), &theme);
            assert!(nothing.has_text("as runs finish"));
            draw(
                "",
                &found(&[("lanes=set".into(), 0.0)]),
                zoomed,
                (288, 200),
                &theme,
            );
            let (found, size) = (found(&wide()), (40, 30));
            svg::draw("", size, &theme, |surface| {
                let data = Trials {
                    found: &found,
                    zoomed,
                };
                trials::draw(&data, surface, &theme)
            });
        }
    }
}

#[test]
fn the_sentence_has_baseline_values_and_the_best() {
    let runs = [("set", 86.0), ("censet:k=2", 82.5), ("censet:k=2.5", 87.25)];
    let runs = runs.map(|(lane, mean)| (format!("lanes={lane}"), mean));
    let found = found(&runs);
    assert_eq!(
        trials::describe(&Trials {
            found: &found,
            zoomed: true
        }),
        "Test accuracy, mean of the only epoch, against k, CenSET's threshold. SET 86.00 %. \
         CenSET 82.50 % at 2; 87.25 %, the best at 2.5."
    );
    let nothing = Curves::of(&Results::new(vec![]));
    assert_eq!(
        trials::describe(&Trials {
            found: &nothing,
            zoomed: true
        }),
        "Accuracy against what is varied: no run is finished yet."
    );
}
