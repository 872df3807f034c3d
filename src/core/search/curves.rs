//! A search as curves: accuracy against what was varied, as in the paper's Figures 6 and 7.
//!
//! The key with numbers of which most were tried lies on the horizontal axis. Every other key that was
//! varied, and the method, makes curves of their own. Groups that do not have the key (SET, where k is
//! varied) are levels: the baseline that the curves are held against.

use super::group::Accuracy;
use super::varied::{Has, Varied, has, name, number, title, value, varied};
use super::{Results, accuracy_name, averaged};
use crate::experiment::{Method, parse};

/// The results of a search, to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Curves {
    /// What is varied, with its unit or symbol; the title of the horizontal axis.
    pub across: String,
    /// Every value that was tried: its place on the axis and how it is written, places ascending.
    pub places: Vec<(f64, String)>,
    /// Whether the places are numbers, so that what lies between them means something.
    pub numbers: bool,
    /// One for each method and each combination of the other varied values.
    pub curves: Vec<Curve>,
    /// Groups to which what is varied makes no difference.
    pub levels: Vec<Level>,
    /// What the points' accuracy is called, see [`accuracy_name`].
    pub accuracy: &'static str,
    /// The epochs that the means are of, see [`averaged`].
    pub averaged: String,
}

/// A line through the groups that differ in the key on the axis alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// Its method and, where others are varied, their values.
    pub name: String,
    /// The method of its lanes.
    pub method: &'static Method,
    /// Its groups, places ascending.
    pub points: Vec<Point>,
}

/// One group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Its place on the axis.
    pub at: f64,
    /// Mean over its seeds of the accuracy that it is compared by; percent.
    pub mean: f64,
    /// Sample standard deviation over them; none for a single seed.
    pub std: Option<f64>,
    /// Whether no group has a higher mean.
    pub best: bool,
}

/// A group without a place on the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// As of a curve.
    pub name: String,
    /// The method of its lanes.
    pub method: &'static Method,
    /// As of a point; its place means nothing.
    pub point: Point,
}

impl Curves {
    /// The curves of some results.
    pub fn of(results: &Results) -> Self {
        let groups: Vec<(Has, &'static Method, Point)> = results
            .groups
            .iter()
            .map(|group| {
                let experiment = parse(&group.experiment).experiment;
                let experiment = experiment.expect("a group has an experiment");
                let Accuracy { mean, std } = group.decisive();
                let point = Point {
                    at: 0.0,
                    mean,
                    std,
                    best: group.best,
                };
                (has(&experiment), experiment.lanes[0].method, point)
            })
            .collect();
        let varied = varied(groups.iter().map(|(has, ..)| has));
        // Of equals, `max_by_key` would take the last.
        let numbers = varied.iter().rev().filter(|key| key.is_number());
        let curves = match numbers.max_by_key(|key| key.values.len()) {
            Some(across) => Self::against(across, &varied, &groups),
            None => Self::beside(&varied, &groups),
        };
        Self {
            accuracy: accuracy_name(&results.groups),
            averaged: averaged(&results.groups),
            ..curves
        }
    }

    fn against(
        across: &Varied,
        varied: &[Varied],
        groups: &[(Has, &'static Method, Point)],
    ) -> Self {
        let numbers: Vec<f64> = across.values.iter().map(|v| number(v)).collect();
        let low = numbers.iter().copied().fold(f64::INFINITY, f64::min);
        let high = numbers.iter().copied().fold(0.0, f64::max);
        // Learning rates and the like are tried over powers of ten.
        let logarithmic = low > 0.0 && high / low >= 50.0;
        let place = |x: f64| if logarithmic { x.log10() } else { x };
        let mut places: Vec<(f64, String)> = across
            .values
            .iter()
            .map(|value| (place(number(value)), value.clone()))
            .collect();
        crate::order::sort_by(&mut places, |a, b| a.0.total_cmp(&b.0));
        let (mut curves, mut levels) = (Vec::<Curve>::new(), Vec::new());
        for (has, method, point) in groups {
            let name = name(method, has, varied, Some(across.field));
            let Some(value) = value(has, across.field) else {
                levels.push(Level {
                    name,
                    method,
                    point: *point,
                });
                continue;
            };
            let point = Point {
                at: place(number(value)),
                ..*point
            };
            match curves.iter_mut().find(|curve| curve.name == name) {
                Some(curve) => curve.points.push(point),
                None => curves.push(Curve {
                    name,
                    method,
                    points: vec![point],
                }),
            }
        }
        for curve in &mut curves {
            crate::order::sort_by(&mut curve.points, |a, b| a.at.total_cmp(&b.at));
        }
        Self {
            across: title(across.field),
            places,
            numbers: true,
            curves,
            levels,
            accuracy: accuracy_name(&[]),
            averaged: String::new(),
        }
    }

    /// Without a number that is varied, the groups stand beside one another.
    fn beside(varied: &[Varied], groups: &[(Has, &'static Method, Point)]) -> Self {
        let names = groups
            .iter()
            .map(|(has, method, _)| name(method, has, varied, None));
        let places: Vec<(f64, String)> = (0..).map(f64::from).zip(names).collect();
        let curves = groups.iter().zip(&places);
        let curves = curves
            .map(|((_, method, point), (at, name))| Curve {
                name: name.clone(),
                method,
                points: vec![Point { at: *at, ..*point }],
            })
            .collect();
        Self {
            across: String::new(),
            places,
            numbers: false,
            curves,
            levels: vec![],
            accuracy: accuracy_name(&[]),
            averaged: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::run::tests::run;
    use super::*;

    fn curves(runs: &[(&str, f64)]) -> Curves {
        let runs = runs.iter().map(|(text, accuracy)| run(text, *accuracy));
        Curves::of(&Results::new(runs.collect()))
    }

    fn drawn(curves: &Curves) -> Vec<(&str, Vec<(f64, f64)>)> {
        let each = curves.curves.iter();
        each.map(|curve| {
            let points = curve.points.iter().map(|point| (point.at, point.mean));
            (curve.name.as_str(), points.collect())
        })
        .collect()
    }

    #[test]
    fn k_lies_on_the_axis_and_set_is_a_level() {
        let found = curves(&[
            ("lanes=set&seed=1", 80.0),
            ("lanes=set&seed=2", 82.0),
            ("lanes=censet:k=2", 83.0),
            ("lanes=censet:k=0.5", 70.0),
            ("lanes=mlp", 87.0),
        ]);
        assert_eq!(found.across, "k, CenSET's threshold");
        assert_eq!(found.places, [(0.5, "0.5".into()), (2.0, "2".into())]);
        assert!(found.numbers);
        assert_eq!(drawn(&found), [("CenSET", vec![(0.5, 70.0), (2.0, 83.0)])]);
        let levels: Vec<_> = found
            .levels
            .iter()
            .map(|l| (&*l.name, l.point.mean))
            .collect();
        assert_eq!(levels, [("SET", 81.0), ("MLP", 87.0)]);
        assert!((found.levels[0].point.std.unwrap() - 2f64.sqrt()).abs() < 1e-12);
        assert!(found.levels[1].point.best && !found.levels[0].point.best);
    }

    #[test]
    fn a_second_key_makes_a_curve_a_value() {
        let mut runs = Vec::new();
        for lr in ["0.05", "0.1"] {
            for k in ["1", "2", "3"] {
                runs.push((format!("lanes=censet:k={k}&lr={lr}"), 50.0));
            }
            runs.push((format!("lanes=set&lr={lr}"), 60.0));
        }
        let runs: Vec<_> = runs
            .iter()
            .map(|(text, mean)| (text.as_str(), *mean))
            .collect();
        let found = curves(&runs);
        let names: Vec<_> = found.curves.iter().map(|curve| &*curve.name).collect();
        assert_eq!(names, ["CenSET, η 0.05", "CenSET, η 0.1"]);
        let levels: Vec<_> = found.levels.iter().map(|level| &*level.name).collect();
        assert_eq!(levels, ["SET, η 0.05", "SET, η 0.1"]);
    }

    #[test]
    fn powers_of_ten_are_evenly_spaced() {
        let found = curves(&[("lanes=set&lr=0.1", 3.0), ("lanes=set&lr=0.001", 1.0)]);
        assert_eq!(found.across, "η, learning rate");
        let [(low, _), (high, _)] = &found.places[..] else {
            panic!()
        };
        assert!((high - low - 2.0).abs() < 1e-12);
    }

    #[test]
    fn without_a_number_groups_stand_beside_one_another() {
        let found = curves(&[("lanes=set", 3.0), ("lanes=mlp", 1.0)]);
        assert!(!found.numbers && found.levels.is_empty());
        let names: Vec<_> = found.places.iter().map(|(_, name)| &**name).collect();
        assert_eq!(names, ["SET", "MLP"]);
        let found = curves(&[
            ("lanes=set&hidden=20", 3.0),
            ("lanes=set&hidden=20-10", 1.0),
        ]);
        assert_eq!(found.curves[1].name, "SET, hidden 20-10");
        assert_eq!(Curves::of(&Results::new(vec![])).places, []);
    }
}
