//! Runs grouped over their seeds, each group beside its baseline and the best.

use serde::Serialize;

use super::welch::{Comparison, Sample, compare, spread};
use super::{Held, Run};
use crate::experiment::{Method, parse};
use crate::rewiring::set::SET;

/// Runs that differ in nothing but their seed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    /// Canonical text of the experiment with the preset's seed.
    pub experiment: String,
    /// The lane's name.
    pub lane: String,
    /// The same with the values of all other keys that are varied; no other group has it.
    pub name: String,
    /// The seeds, in order.
    pub seeds: Vec<u32>,
    /// Epochs that each of its runs trains.
    pub epochs: u32,
    /// Mean of the runs' accuracy on the test images; percent.
    pub mean: f64,
    /// Sample standard deviation over the runs; none for a single seed.
    pub std: Option<f64>,
    /// Mean of the runs' accuracy on the test images after the last epoch; percent.
    pub final_mean: f64,
    /// The same as `mean` and `std` of the images that are held back, if some are: what follows is then of these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub validation: Option<Accuracy>,
    /// Mean number of connections.
    pub connections: f64,
    /// The SET group of the same experiment otherwise, if there is one.
    pub baseline: Option<String>,
    /// Points above that baseline.
    pub difference: Option<f64>,
    /// The comparison with that baseline.
    pub against_baseline: Option<Comparison>,
    /// Whether no group has a higher mean.
    pub best: bool,
    /// The comparison with the best group.
    pub against_best: Comparison,
    /// The method of its lanes.
    #[serde(skip)]
    pub method: &'static Method,
    /// Accuracy on the test images at each epoch from 0 on.
    #[serde(skip)]
    pub learning: Vec<Accuracy>,
    /// The same of the images that are held back; empty if none are.
    #[serde(skip)]
    pub validation_learning: Vec<Accuracy>,
}

/// An accuracy over seeds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Accuracy {
    /// Its mean; percent.
    pub mean: f64,
    /// Its sample standard deviation; none for a single seed.
    pub std: Option<f64>,
}

impl Accuracy {
    fn of(values: &[f64]) -> Self {
        let (mean, variance) = spread(values);
        Self {
            mean,
            std: variance.map(f64::sqrt),
        }
    }
}

impl Group {
    /// The accuracy that it is compared by: on the images that are held back, or where none are, on the
    /// test images.
    pub fn decisive(&self) -> Accuracy {
        let Self { mean, std, .. } = *self;
        self.validation.unwrap_or(Accuracy { mean, std })
    }

    /// The same at each epoch from 0 on.
    pub fn decisive_learning(&self) -> &[Accuracy] {
        match self.validation {
            Some(_) => &self.validation_learning,
            None => &self.learning,
        }
    }
}

/// What to call the accuracy that groups are compared by: `test accuracy`, where images are held back
/// `validation accuracy`, and `accuracy` where there are groups of both kinds.
pub fn accuracy_name(groups: &[Group]) -> &'static str {
    let held = groups.iter().filter(|group| group.validation.is_some());
    match held.count() {
        0 => "test accuracy",
        all if all == groups.len() => "validation accuracy",
        _ => "accuracy",
    }
}

/// Groups runs in the order in which they first come.
pub(super) fn summarise(runs: &[Run]) -> Vec<Group> {
    let mut groups: Vec<(Context, Vec<&Run>)> = Vec::new();
    for run in runs {
        let context = Context::of(&run.experiment);
        match groups
            .iter_mut()
            .find(|(known, _)| known.group == context.group)
        {
            Some((_, members)) => members.push(run),
            None => groups.push((context, vec![run])),
        }
    }
    for (_, members) in &mut groups {
        crate::order::sort_by_key(members, |run| run.seed);
    }
    let samples: Vec<Sample> = groups.iter().map(|(_, runs)| Sample::of(runs)).collect();
    let best = (0..groups.len()).max_by(|&a, &b| {
        // Where some hold images back, the others have been chosen by the test images already.
        let kind = samples[a].held.cmp(&samples[b].held);
        let order = samples[a].mean.total_cmp(&samples[b].mean);
        // Of equals, the first.
        kind.then(order).then(b.cmp(&a))
    });
    groups
        .iter()
        .enumerate()
        .map(|(i, (context, runs))| {
            let baseline = baseline(&groups, context);
            let best = best.expect("there is a group");
            let test: Vec<f64> = runs.iter().map(|run| run.accuracy_mean).collect();
            let Accuracy { mean, std } = Accuracy::of(&test);
            let held = runs.iter().map(|run| run.validation.as_ref());
            let held: Option<Vec<&Held>> = held.collect();
            let curves = runs.iter().map(|run| &run.accuracy);
            let held_curves = held.iter().flatten().map(|held| &held.accuracy);
            Group {
                experiment: context.group.clone(),
                lane: runs[0].lane.clone(),
                name: String::new(),
                seeds: runs.iter().map(|run| run.seed).collect(),
                epochs: runs[0].epochs,
                mean,
                std,
                final_mean: runs
                    .iter()
                    .map(|run| run.accuracy[run.accuracy.len() - 1])
                    .sum::<f64>()
                    / runs.len() as f64,
                validation: held.as_ref().map(|held| {
                    let means: Vec<f64> = held.iter().map(|held| held.accuracy_mean).collect();
                    Accuracy::of(&means)
                }),
                connections: runs.iter().map(|run| run.connections as f64).sum::<f64>()
                    / runs.len() as f64,
                baseline: baseline.map(|b| groups[b].0.group.clone()),
                difference: baseline.map(|b| samples[i].mean - samples[b].mean),
                against_baseline: baseline.map(|b| compare(&samples, i, b)),
                best: i == best,
                against_best: compare(&samples, i, best),
                method: context.method,
                learning: learning(&curves.collect::<Vec<_>>()),
                validation_learning: learning(&held_curves.collect::<Vec<_>>()),
            }
        })
        .collect()
}

/// The accuracy of some runs at each epoch that all of them have.
fn learning(curves: &[&Vec<f64>]) -> Vec<Accuracy> {
    let epochs = curves.iter().map(|curve| curve.len()).min();
    let at = |epoch: usize| {
        let values: Vec<f64> = curves.iter().map(|curve| curve[epoch]).collect();
        Accuracy::of(&values)
    };
    (0..epochs.unwrap_or(0)).map(at).collect()
}

/// What a run belongs to.
pub(super) struct Context {
    /// The text without its seed.
    pub group: String,
    /// The same without its lane.
    around: String,
    method: &'static Method,
    plain: bool,
}

impl Context {
    pub fn of(text: &str) -> Self {
        let experiment = parse(text).experiment;
        let experiment = experiment.unwrap_or_else(|_| panic!("{text:?} is no experiment"));
        let silent = |keys: &[&str]| {
            let pairs = text.split('&');
            let kept = pairs.filter(|pair| !keys.contains(&pair.split('=').next().unwrap_or("")));
            kept.collect::<Vec<_>>().join("&")
        };
        Self {
            group: silent(&["seed"]),
            around: silent(&["seed", "lanes"]),
            method: experiment.lanes[0].method,
            plain: experiment.lanes[0].zeta.is_none() && experiment.lanes[0].own.is_empty(),
        }
    }
}

/// The SET group around which everything but the lane is the same; the one with the usual ζ, if
/// there are several.
fn baseline(groups: &[(Context, Vec<&Run>)], context: &Context) -> Option<usize> {
    let mut places = (0..groups.len()).filter(|&i| {
        let (other, _) = &groups[i];
        *other.method == SET && other.around == context.around
    });
    let first = places.next()?;
    Some(
        std::iter::once(first)
            .chain(places)
            .find(|&i| groups[i].0.plain)
            .unwrap_or(first),
    )
}
