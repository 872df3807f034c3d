//! The figures that can be drawn, one row each.

use std::fmt::Display;

use censet::graph::attack::Target;
use censet::graph::rewired::Rewired;
use censet::graph::statistics::degree_distribution;
use censet::search::curves;
use censet::trainer::Trainer;
use censet_figures::Theme;
use censet_figures::curves::{self as lines, Curve, Curves, Relation};
use censet_figures::epochs::{self, Epochs, QUANTITIES, Quantity, Read, Series};
use censet_figures::learning::{self, Learning};
use censet_figures::trials::{self, Trials};

use super::knocked_out;
use super::lane::{self, all_degrees};
use super::picture::Svg;
use super::source::{Lane, Run, Source};

/// The size of a chart in CSS pixels.
pub const CHART: (u32, u32) = (560, 340);

/// One figure.
pub struct Figure {
    /// Its name.
    pub name: String,
    about: String,
    kind: Kind,
}

/// How it is drawn, and from what.
enum Kind {
    /// A quantity over the epochs, all lanes together.
    Epochs(&'static Quantity),
    /// Accuracy against a column, all lanes together.
    Against(Relation, &'static str),
    /// From the networks of a saved run, all lanes together.
    Shares(Relation, fn(&Trainer) -> Vec<u32>),
    /// Of one lane, from the tables.
    OfLane(fn(&Run, &Lane, &Theme) -> Drawn),
    /// Of one lane, from its network in a saved run.
    OfNetwork(fn(&Run, &Lane, (&Trainer, &Rewired), &Theme) -> Drawn),
    /// Of one lane, from what was measured without each of its neurons.
    KnockedOut,
    /// Of all lanes together, as these go.
    Attacks(Target),
    /// Accuracy over what a search varied; zoomed or not.
    Trials(bool),
    /// Accuracy of a search's groups over the epochs; zoomed or not.
    Learning(bool),
}

/// A picture, or why there is none.
pub type Drawn = Result<Svg, String>;
/// A lane's name, if the figure is of one, and the picture.
type Pictures = Vec<(Option<String>, Svg)>;

/// All figures.
pub fn all() -> Vec<Figure> {
    let row = |name: &str, about: &str, kind| Figure {
        name: name.into(),
        about: about.into(),
        kind,
    };
    let over_epochs = QUANTITIES.iter().filter_map(|quantity| {
        let Read::Report(_) = quantity.read else {
            return None;
        };
        let paper = match quantity.id {
            "accuracy" => " (the paper's Figure 9)",
            "recorded_spread" => " (the paper's Figure 4)",
            _ => "",
        };
        let about = format!("{} over the epochs{paper}", quantity.name);
        Some(row(quantity.id, &about, Kind::Epochs(quantity)))
    });
    let against = [
        ("accuracy_mean", Relation::AccuracyAgainstMean, "lc_mean"),
        ("accuracy_spread", Relation::AccuracyAgainstSpread, "lc_std"),
        (
            "recorded_accuracy_mean",
            Relation::AccuracyAgainstRecordedMean,
            "recorded_lc_mean",
        ),
        (
            "recorded_accuracy_spread",
            Relation::AccuracyAgainstRecordedSpread,
            "recorded_lc_std",
        ),
    ];
    let against = against.into_iter().map(|(name, relation, column)| {
        let paper = match relation {
            Relation::AccuracyAgainstRecordedMean => " (the paper's Figure 5)",
            _ => "",
        };
        let about = format!("Test accuracy against {}{paper}", relation.titles().0);
        row(name, &about, Kind::Against(relation, column))
    });
    let rest = [
        row(
            "densities",
            "Density of centrality every 25 epochs (the paper's Figure 8)",
            Kind::OfLane(lane::densities),
        ),
        row(
            "centrality",
            "Histogram of centrality after the last epoch, with CenSET's line",
            Kind::OfLane(lane::centrality),
        ),
        row(
            "network",
            "The network graph around its last rewiring",
            Kind::OfNetwork(lane::network),
        ),
        row(
            "adjacency",
            "The whole adjacency matrix",
            Kind::OfNetwork(lane::adjacency),
        ),
        row(
            "weights",
            "Histogram of the first layer's weights, with SET's cut",
            Kind::OfNetwork(lane::weights),
        ),
        row(
            "receptive_field",
            "The incoming weights of the most central neuron of the first hidden layer",
            Kind::OfNetwork(lane::receptive_field),
        ),
        row(
            "degree_images",
            "The connections of every pixel",
            Kind::OfNetwork(lane::degree_images),
        ),
        row(
            "confusion",
            "The confusion matrix of the test images",
            Kind::OfNetwork(lane::confusion),
        ),
        row(
            "degrees",
            "Neurons with at least so many connections",
            Kind::Shares(Relation::Degrees, degree_counts),
        ),
        row(
            "ages",
            "Connections at least so many epochs old",
            Kind::Shares(Relation::Ages, age_counts),
        ),
        row(
            "knockout",
            "Accuracy lost without each hidden neuron against its Laplacian centrality",
            Kind::KnockedOut,
        ),
        row(
            "attack",
            "Accuracy as hidden neurons go, the most central first, the least, and at random",
            Kind::Attacks(Target::Neurons),
        ),
        row(
            "attack_connections",
            "The same as connections go",
            Kind::Attacks(Target::Connections),
        ),
        row(
            "trials",
            "Accuracy over what a search varied",
            Kind::Trials(false),
        ),
        row(
            "trials_zoomed",
            "The same near the best",
            Kind::Trials(true),
        ),
        row(
            "learning",
            "Accuracy of a search's groups over the epochs (the paper's Figures 6 and 7)",
            Kind::Learning(false),
        ),
        row(
            "learning_zoomed",
            "The same near the best",
            Kind::Learning(true),
        ),
    ];
    over_epochs.chain(against).chain(rest).collect()
}

impl Figure {
    /// The figure in the list: name, what it shows, what it is drawn from.
    pub fn line(&self) -> String {
        let from = match self.kind {
            Kind::Epochs(_) | Kind::Against(..) | Kind::OfLane(_) => "a run",
            Kind::OfNetwork(_) | Kind::Shares(..) => "a saved run",
            Kind::KnockedOut | Kind::Attacks(_) => knocked_out::NEEDS,
            Kind::Trials(_) | Kind::Learning(_) => "a folder of runs",
        };
        format!("{}: {}; from {from}", self.name, self.about)
    }

    /// Draws it: once, or for each lane.
    pub fn draw(
        &self,
        source: &Source,
        lane: Option<&str>,
        theme: &Theme,
    ) -> Result<Pictures, String> {
        let run = match (&self.kind, source) {
            (Kind::Trials(_) | Kind::Learning(_), Source::Run(_)) => {
                return Err(self.cannot("a folder of runs, as sweep --out fills"));
            }
            (Kind::Trials(zoomed), Source::Search(results)) => {
                let found = &curves::Curves::of(results);
                let data = Trials {
                    found,
                    zoomed: *zoomed,
                };
                let svg = Svg::draw(CHART, theme, trials::describe(&data), |surface| {
                    trials::draw(&data, surface, theme)
                });
                return Ok(vec![(None, svg?)]);
            }
            (Kind::Learning(zoomed), Source::Search(results)) => {
                let data = Learning {
                    groups: &results.groups,
                    chosen: None,
                    zoomed: *zoomed,
                };
                let svg = Svg::draw(CHART, theme, learning::describe(&data), |surface| {
                    learning::draw(&data, surface, theme)
                });
                return Ok(vec![(None, svg?)]);
            }
            (_, Source::Search(_)) => return Err(self.cannot("one run, not a folder of them")),
            (_, Source::Run(run)) => run,
        };
        let names = run.lanes.iter().map(|lane| lane.name.as_str());
        if let Some(lane) = lane
            && !names.clone().any(|name| name == lane)
        {
            let names = names.collect::<Vec<_>>().join(", ");
            return Err(format!("--lane {lane}: the run has {names}"));
        }
        let wanted = |of: &&Lane| lane.is_none_or(|lane| lane == of.name);
        let of_lanes = run.lanes.iter().filter(wanted);
        match self.kind {
            Kind::OfLane(draw) => of_lanes
                .map(|lane| Ok((Some(lane.name.clone()), draw(run, lane, theme)?)))
                .collect(),
            Kind::OfNetwork(draw) => of_lanes
                .map(|lane| {
                    let (trainer, network) = self.network(lane)?;
                    let svg = draw(run, lane, (trainer, &network), theme)?;
                    Ok((Some(lane.name.clone()), svg))
                })
                .collect(),
            Kind::KnockedOut => of_lanes
                .map(|lane| {
                    let drawn = knocked_out::scatter(run, lane, theme);
                    let svg = drawn.ok_or_else(|| self.cannot(knocked_out::NEEDS))??;
                    Ok((Some(lane.name.clone()), svg))
                })
                .collect(),
            Kind::Attacks(target) => {
                let drawn = knocked_out::attacks(run, target, theme);
                let svg = drawn.ok_or_else(|| self.cannot(knocked_out::NEEDS))??;
                Ok(vec![(None, svg)])
            }
            Kind::Epochs(quantity) => Ok(vec![(None, self.draw_epochs(quantity, run, theme)?)]),
            Kind::Against(relation, column) => {
                let points = |lane: &Lane| {
                    let (x, y) = (lane.column(column), lane.column("test_accuracy"));
                    Ok(x.iter().zip(y).map(|(x, y)| (x.1, y.1)).collect())
                };
                Ok(vec![(None, draw_lines(relation, run, points, theme)?)])
            }
            Kind::Shares(relation, counts) => {
                let points = |lane: &Lane| {
                    let (trainer, _) = self.network(lane)?;
                    Ok(at_least(&counts(trainer)))
                };
                Ok(vec![(None, draw_lines(relation, run, points, theme)?)])
            }
            Kind::Trials(_) | Kind::Learning(_) => unreachable!("returned above"),
        }
    }

    fn network<'a>(&self, lane: &'a Lane) -> Result<(&'a Trainer, Rewired), String> {
        let missing = "a run saved between two epochs, as run --save leaves at its end";
        lane.network().ok_or_else(|| self.cannot(missing))
    }

    fn cannot(&self, needs: impl Display) -> String {
        format!("--figure {}: it is drawn from {needs}", self.name)
    }

    fn draw_epochs(&self, quantity: &'static Quantity, run: &Run, theme: &Theme) -> Drawn {
        let Read::Report(field) = quantity.read else {
            unreachable!("only these are listed")
        };
        // Of the pair in a report, a chart has the deviation.
        let column = match field {
            "recorded_lc" => "recorded_lc_std",
            column => column,
        };
        let series = run.lanes.iter().map(|lane| Series {
            name: lane.title.clone(),
            style: lane.style,
            values: lane.column(column).to_vec(),
        });
        let series: Vec<Series> = series.collect();
        if series
            .iter()
            .all(|series| series.values.iter().all(|(_, value)| value.is_nan()))
        {
            return Err(self.cannot(format!("a run whose tables have {column}")));
        }
        let data = Epochs {
            quantity,
            series: &series,
            budget: run.epochs,
            marked: None,
        };
        Svg::draw(CHART, theme, epochs::describe(&data), |surface| {
            epochs::draw(&data, surface, theme)
        })
    }
}

/// A line a lane.
fn draw_lines(
    relation: Relation,
    run: &Run,
    points: impl Fn(&Lane) -> Result<Vec<(f64, f64)>, String>,
    theme: &Theme,
) -> Drawn {
    let curves = run.lanes.iter().map(|lane| {
        Ok(Curve {
            name: lane.title.clone(),
            style: lane.style,
            points: points(lane)?,
        })
    });
    let curves = curves.collect::<Result<Vec<Curve>, String>>()?;
    let epoch = run.lanes.iter().map(Lane::epoch).max().unwrap_or(0);
    let data = Curves {
        relation,
        curves: &curves,
        epoch,
    };
    Svg::draw(CHART, theme, lines::describe(&data), |surface| {
        lines::draw(&data, surface, theme)
    })
}

/// Percent of all that is at each place or after it.
fn at_least(counts: &[u32]) -> Vec<(f64, f64)> {
    let total: f64 = counts.iter().map(|&n| f64::from(n)).sum();
    let mut left = total;
    let points = counts.iter().enumerate().map(|(place, &n)| {
        let point = (place as f64, 100.0 * left / total);
        left -= f64::from(n);
        point
    });
    points.collect()
}

fn degree_counts(trainer: &Trainer) -> Vec<u32> {
    degree_distribution(&all_degrees(trainer))
}

/// How many connections before the output layer are so many epochs old, from 0.
fn age_counts(trainer: &Trainer) -> Vec<u32> {
    let epoch = trainer.experiment().epochs.min(trainer.epoch());
    let mut counts = vec![0; epoch as usize + 1];
    for layer in trainer.network().rewirable() {
        for &born in layer.connections.born() {
            counts[(epoch - u32::from(born).min(epoch)) as usize] += 1;
        }
    }
    counts
}
