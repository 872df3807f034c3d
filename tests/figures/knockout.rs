//! What is lost without neurons, and as more and more of them go.

use censet_figures::attack::{self, Attack, Network};
use censet_figures::knockout::{self, Dot, KnockOut};
use censet_figures::theme::lane;

use super::svg::{self, Svg};
use super::{CHART, PHONE, themes};

fn dots() -> KnockOut {
    let dot = |i: usize| Dot {
        x: (i * i) as f64,
        y: (i % 7) as f64 / 5.0 - 0.4,
        layer: i % 3,
    };
    KnockOut {
        lane: "SET".into(),
        style: lane::SET,
        epoch: 4,
        centrality: "degree".into(),
        loss: false,
        dots: (0..30).map(dot).collect(),
        selected: Some(7),
        rho: Some(-0.456),
    }
}

fn networks() -> Attack {
    let network = |name: &str, style, fall: f64| {
        let gone = [0.0, 25.0, 50.0, 75.0, 100.0].to_vec();
        let order = |slow: f64| {
            gone.iter()
                .map(move |gone| 80.0 - fall * slow * gone / 10.0)
        };
        let orders = [1.0, 0.5, 0.7, 0.8, 0.75, 0.9, 0.6];
        Network {
            name: name.into(),
            style,
            epoch: 4,
            accuracies: orders.into_iter().flat_map(order).collect(),
            gone: gone.clone(),
        }
    };
    Attack {
        connections: false,
        networks: vec![
            network("SET", lane::SET, 7.0),
            network("CenSET", lane::CENSET, 5.0),
        ],
    }
}

#[test]
fn every_neuron_has_a_mark_where_the_places_say() {
    let data = dots();
    for (look, theme) in themes() {
        for (place, size) in [("desktop", CHART), ("phone", PHONE)] {
            let name = format!("knockout-{place}-{look}");
            let svg: Svg = svg::draw(&name, size, &theme, |surface| {
                knockout::draw(&data, surface, &theme)
            });
            svg.all_inside();
            svg.labels_apart();
            // Of the thirty, one has a ring around it besides.
            let rings = svg.count("circle", |mark| mark.get("stroke") == svg::hex(theme.text));
            assert_eq!(rings, 1);
            let hollow = |mark: &svg::Mark| mark.get("stroke") == svg::hex(theme.lanes[0].color);
            assert_eq!(
                svg.count("circle", |mark| mark.get("fill") == "none" && hollow(mark)),
                10
            );
            assert!(svg.has_text("accuracy lost, points") && svg.has_text("degree"));
            let pixels = (theme.px(f64::from(size.0)), theme.px(f64::from(size.1)));
            let places = knockout::places(&data, (pixels.0 as u32, pixels.1 as u32), &theme);
            assert_eq!(places.len(), 60);
            let at = |mark: &svg::Mark, name| mark.get(name).parse::<i32>().unwrap();
            svg.each("circle", |mark, _| {
                let centre = [at(mark, "cx"), at(mark, "cy")];
                assert!(places.chunks(2).any(|place| place == centre), "{centre:?}");
            });
        }
    }
}

#[test]
fn dots_are_described() {
    let mut data = dots();
    assert_eq!(
        knockout::describe(&data),
        "SET, epoch 4: accuracy lost, points without each of 30 neurons against degree; \
         Spearman's ρ is −0.46. Most is lost without one of 729: 0.800."
    );
    data.rho = None;
    assert!(knockout::describe(&data).contains("there is no rank correlation"));
    data.dots.clear();
    data.selected = None;
    assert!(knockout::describe(&data).ends_with("nothing to show yet."));
    let theme = &themes()[0].1;
    let svg = svg::draw("knockout-empty", CHART, theme, |surface| {
        knockout::draw(&data, surface, theme)
    });
    assert!(svg.has_text("Dots appear here"));
}

#[test]
fn an_attack_has_two_lines_and_a_band_a_network() {
    let data = networks();
    for (look, theme) in themes() {
        for (place, size) in [("desktop", CHART), ("phone", PHONE)] {
            let name = format!("attack-{place}-{look}");
            let svg: Svg = svg::draw(&name, size, &theme, |surface| {
                attack::draw(&data, surface, &theme)
            });
            svg.all_inside();
            svg.labels_apart();
            assert_eq!(svg.count("polygon", |_| true), 2);
            let solid = |mark: &svg::Mark| {
                mark.get("stroke") == svg::hex(theme.lanes[lane::SET].color)
                    && mark.get("points").split_whitespace().count() == 5
            };
            assert_eq!(svg.count("polyline", solid), 2);
            assert!(svg.has_text("hidden neurons gone, %"));
        }
    }
    assert_eq!(
        attack::describe(&data),
        "Accuracy as hidden neurons go. Half of it is lost when so many are gone: SET, epoch 4: most \
         central first 75 %, at random 100 %; CenSET, epoch 4: most central first 100 %."
    );
    let none = Attack {
        connections: true,
        networks: vec![],
    };
    assert_eq!(
        attack::describe(&none),
        "Accuracy as connections go: nothing to show yet."
    );
}
