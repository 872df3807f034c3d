//! The result of a search: runs of a grid, grouped over seeds and compared.
//!
//! A run counts with the mean of its last ten epochs' accuracy, as in the paper's tables. A group is
//! what differs in its seed alone; its spread is that of the runs' means, with n − 1. Two groups are
//! told apart by Welch's t-test at the 5 % level, two-sided: it takes at least two seeds of each, and
//! among many comparisons one in twenty is wrong by its nature.

use serde::{Deserialize, Serialize};

use crate::experiment::{Experiment, Method, parse};

/// Epochs at the end of a run over which accuracy is averaged.
pub const LAST_EPOCHS: usize = 10;

/// One finished lane.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// Canonical text of the experiment that has this lane alone, see [`Experiment::solo`].
    pub experiment: String,
    /// The lane's name.
    pub lane: String,
    /// The seed.
    pub seed: u32,
    /// Epochs trained.
    pub epochs: u32,
    /// Mean accuracy of the last ten epochs, or of all if there are fewer; percent.
    pub accuracy_mean: f64,
    /// Population standard deviation over the same epochs.
    pub accuracy_std: f64,
    /// Connections before the output layer after the last epoch.
    pub connections: u64,
    /// Digest of the network after the last epoch.
    pub digest: String,
    /// Accuracy of every epoch from 0, the untrained network's; percent.
    pub accuracy: Vec<f64>,
}

impl Run {
    /// The run of `experiment`, which has one lane. `accuracy` begins with epoch 0.
    ///
    /// Panics if there is more than one lane, or no epoch was trained.
    pub fn new(
        experiment: &Experiment,
        accuracy: Vec<f64>,
        connections: u64,
        digest: &str,
    ) -> Self {
        assert_eq!(experiment.lanes.len(), 1, "a run is one lane");
        let trained = &accuracy[1..];
        let last = &trained[trained.len().saturating_sub(LAST_EPOCHS)..];
        assert!(!last.is_empty(), "a run has epochs");
        let (mean, variance) = moments(last);
        Self {
            experiment: experiment.to_string(),
            lane: experiment.lane_name(0),
            seed: experiment.seed,
            epochs: trained.len() as u32,
            accuracy_mean: mean,
            accuracy_std: variance.sqrt(),
            connections,
            digest: digest.into(),
            accuracy,
        }
    }
}

impl Run {
    /// A run that came from a file, its means computed anew.
    ///
    /// # Errors
    /// If it is not the finished run of a valid experiment with one lane.
    pub fn checked(self) -> Result<Self, String> {
        let experiment = parse(&self.experiment).experiment;
        let experiment = experiment
            .ok()
            .filter(|experiment| experiment.lanes.len() == 1)
            .filter(|experiment| experiment.solo(0).to_string() == self.experiment)
            .ok_or_else(|| {
                let start: String = self.experiment.chars().take(60).collect();
                format!("{start:?} is not the canonical text of an experiment with one lane")
            })?;
        let percent = |accuracy: &f64| (0.0..=100.0).contains(accuracy);
        let hex = |digest: &str| {
            digest.len() <= 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit())
        };
        if self.accuracy.len() != experiment.epochs as usize + 1
            || !self.accuracy.iter().all(percent)
            || !hex(&self.digest)
        {
            return Err(format!(
                "the run of {experiment} lacks epochs, or its numbers make no sense"
            ));
        }
        Ok(Self::new(
            &experiment,
            self.accuracy,
            self.connections,
            &self.digest,
        ))
    }
}

/// How a group compares with another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// It is that group.
    Itself,
    /// Better, beyond what seeds explain.
    Better,
    /// Worse, beyond what seeds explain.
    Worse,
    /// The difference is within the noise.
    WithinNoise,
    /// One of the two has a single seed: the noise is not known.
    OneSeed,
}

impl Comparison {
    /// The comparison's name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Itself => "itself",
            Self::Better => "better",
            Self::Worse => "worse",
            Self::WithinNoise => "within-noise",
            Self::OneSeed => "one-seed",
        }
    }
}

/// Runs that differ in nothing but their seed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    /// Canonical text of the experiment with the preset's seed.
    pub experiment: String,
    /// The lane's name.
    pub lane: String,
    /// The seeds, in order.
    pub seeds: Vec<u32>,
    /// Mean of the runs' accuracy; percent.
    pub mean: f64,
    /// Sample standard deviation over the runs; none for a single seed.
    pub std: Option<f64>,
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
}

/// What a search found: the contents of the file that `collect` writes and the page imports.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Results {
    /// Says what the file is: [`FORMAT`].
    pub format: &'static str,
    /// The runs.
    pub runs: Vec<Run>,
    /// Their groups, in the order in which they first came.
    pub groups: Vec<Group>,
    /// One sentence on how sure the best group is.
    pub note: String,
}

/// The mark of a file of [`Results`], with the version of its layout.
pub const FORMAT: &str = "censet-lab-search-1";

impl Results {
    /// Groups and compares the runs, of which no two may have the same experiment.
    ///
    /// Panics if a run's experiment is not a canonical text.
    pub fn new(runs: Vec<Run>) -> Self {
        let groups = summarise(&runs);
        Self {
            format: FORMAT,
            note: note(&groups),
            runs,
            groups,
        }
    }

    /// The group of a run. Panics if it is none of these.
    pub fn group(&self, run: &Run) -> &Group {
        let text = Context::of(&run.experiment).group;
        let mut groups = self.groups.iter();
        groups
            .find(|group| group.experiment == text)
            .expect("every run has a group")
    }
}

fn summarise(runs: &[Run]) -> Vec<Group> {
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
        members.sort_by_key(|run| run.seed);
    }
    let samples: Vec<Sample> = groups.iter().map(|(_, runs)| Sample::of(runs)).collect();
    let best = (0..groups.len()).max_by(|&a, &b| {
        let order = samples[a].mean.total_cmp(&samples[b].mean);
        // Of equals, the first.
        order.then(b.cmp(&a))
    });
    groups
        .iter()
        .enumerate()
        .map(|(i, (context, runs))| {
            let baseline = baseline(&groups, context);
            let best = best.expect("there is a group");
            Group {
                experiment: context.group.clone(),
                lane: runs[0].lane.clone(),
                seeds: runs.iter().map(|run| run.seed).collect(),
                mean: samples[i].mean,
                std: (runs.len() > 1).then(|| samples[i].variance.sqrt()),
                connections: runs.iter().map(|run| run.connections as f64).sum::<f64>()
                    / runs.len() as f64,
                baseline: baseline.map(|b| groups[b].0.group.clone()),
                difference: baseline.map(|b| samples[i].mean - samples[b].mean),
                against_baseline: baseline.map(|b| compare(&samples, i, b)),
                best: i == best,
                against_best: compare(&samples, i, best),
            }
        })
        .collect()
}

/// What a run belongs to.
struct Context {
    /// The text without its seed.
    group: String,
    /// The same without its lane.
    around: String,
    method: Method,
    plain: bool,
}

impl Context {
    fn of(text: &str) -> Self {
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
            plain: experiment.lanes[0].zeta.is_none(),
        }
    }
}

/// The SET group around which everything but the lane is the same; the one with the usual ζ, if
/// there are several.
fn baseline(groups: &[(Context, Vec<&Run>)], context: &Context) -> Option<usize> {
    let mut places = (0..groups.len()).filter(|&i| {
        let (other, _) = &groups[i];
        other.method == Method::Set && other.around == context.around
    });
    let first = places.next()?;
    Some(
        std::iter::once(first)
            .chain(places)
            .find(|&i| groups[i].0.plain)
            .unwrap_or(first),
    )
}

/// What is known of a group's accuracy.
struct Sample {
    n: f64,
    mean: f64,
    /// With n − 1; 0 for a single run.
    variance: f64,
}

impl Sample {
    fn of(runs: &[&Run]) -> Self {
        let means: Vec<f64> = runs.iter().map(|run| run.accuracy_mean).collect();
        let n = means.len() as f64;
        let (mean, variance) = moments(&means);
        Self {
            n,
            mean,
            variance: if n > 1.0 {
                variance * n / (n - 1.0)
            } else {
                0.0
            },
        }
    }
}

/// Mean and population variance.
fn moments(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares = values.iter().map(|x| (x - mean) * (x - mean));
    (mean, squares.sum::<f64>() / n)
}

fn compare(samples: &[Sample], i: usize, other: usize) -> Comparison {
    let (a, b) = (&samples[i], &samples[other]);
    if i == other {
        return Comparison::Itself;
    }
    if a.n < 2.0 || b.n < 2.0 {
        return Comparison::OneSeed;
    }
    let difference = a.mean - b.mean;
    let (u, v) = (a.variance / a.n, b.variance / b.n);
    // Welch–Satterthwaite; without any spread, any difference counts.
    let freedom = (u + v) * (u + v) / (u * u / (a.n - 1.0) + v * v / (b.n - 1.0));
    let line = if u + v > 0.0 {
        t_quantile(freedom) * (u + v).sqrt()
    } else {
        0.0
    };
    if difference.abs() <= line {
        Comparison::WithinNoise
    } else if difference > 0.0 {
        Comparison::Better
    } else {
        Comparison::Worse
    }
}

/// The 97.5 % quantile of Student's t distribution with at least 1 degree of freedom, which is
/// rounded down to a tabulated one: the test errs on the side of noise.
fn t_quantile(freedom: f64) -> f64 {
    const TABLE: [f64; 30] = [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
        2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
        2.052, 2.048, 2.045, 2.042,
    ];
    // Just below a whole number, it is rounding that is missing.
    TABLE[((freedom + 1e-9) as usize).clamp(1, TABLE.len()) - 1]
}

fn note(groups: &[Group]) -> String {
    let Some(best) = groups.iter().find(|group| group.best) else {
        return "No run is finished yet.".into();
    };
    let count = |comparison| {
        let groups = groups.iter();
        groups
            .filter(|group| group.against_best == comparison)
            .count()
    };
    let (noise, unknown) = (count(Comparison::WithinNoise), count(Comparison::OneSeed));
    let lane = &best.lane;
    let mean = best.mean;
    match (groups.len(), noise, unknown) {
        (1, ..) => format!("{lane} is the only one, with {mean:.2} %."),
        (_, 0, 0) => format!("{lane} is best, with {mean:.2} %, beyond what seeds explain."),
        (_, 0, _) => format!(
            "{lane} has the highest mean, {mean:.2} %; how much of that is noise cannot be said \
             without two seeds of each."
        ),
        (_, n, _) => format!(
            "{lane} has the highest mean, {mean:.2} %, but {n} of the {} others {} within the noise \
             of it (Welch's t-test over seeds, 5 %).",
            groups.len() - 1,
            if n == 1 { "is" } else { "are" }
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, accuracy: f64) -> Run {
        let experiment = parse(text).experiment.unwrap();
        Run::new(&experiment, vec![10.0, accuracy], 99, "0")
    }

    #[test]
    fn a_run_counts_its_last_ten_epochs() {
        let experiment = parse("lanes=set&epochs=12").experiment.unwrap();
        let accuracy = (0..=12).map(f64::from).collect();
        let run = Run::new(&experiment, accuracy, 5, "d");
        assert_eq!((run.epochs, run.accuracy_mean), (12, 7.5));
        assert!((run.accuracy_std - 8.25f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn a_run_from_a_file_is_looked_at() {
        let good = Run {
            epochs: 7,
            accuracy_mean: -1.0,
            ..run("lanes=set&epochs=1", 80.0)
        };
        let checked = good.clone().checked().unwrap();
        assert_eq!((checked.epochs, checked.accuracy_mean), (1, 80.0));
        for bad in [
            Run {
                experiment: "v=1".into(),
                ..good.clone()
            },
            Run {
                experiment: "<b>".into(),
                ..good.clone()
            },
            Run {
                accuracy: vec![1.0],
                ..good.clone()
            },
            Run {
                accuracy: vec![1.0, f64::NAN],
                ..good.clone()
            },
            Run {
                digest: "<b>".into(),
                ..good
            },
        ] {
            assert!(bad.clone().checked().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn groups_are_compared_with_set_and_with_the_best() {
        let mut runs = Vec::new();
        for (seed, jitter) in [(1, -0.1), (2, 0.0), (3, 0.1)] {
            for (lane, mean) in [
                ("set", 80.0),
                ("censet:k=1", 70.0),
                ("censet:k=2", 80.05),
                ("mlp", 90.0),
            ] {
                runs.push(run(&format!("lanes={lane}&seed={seed}"), mean + jitter));
            }
        }
        let summary = Results::new(runs);
        let found: Vec<_> = summary
            .groups
            .iter()
            .map(|g| {
                (
                    &*g.lane,
                    g.seeds.len(),
                    g.against_baseline.unwrap(),
                    g.against_best,
                )
            })
            .collect();
        use Comparison::*;
        assert_eq!(
            found,
            [
                ("set", 3, Itself, Worse),
                ("censet:k=1", 3, Worse, Worse),
                ("censet:k=2", 3, WithinNoise, Worse),
                ("mlp", 3, Better, Itself),
            ]
        );
        assert_eq!(summary.groups[0].experiment, "v=1&lanes=set");
        assert!((summary.groups[0].std.unwrap() - 0.1).abs() < 1e-9);
        assert!(
            summary.note.starts_with("mlp is best, with 90.00 %"),
            "{}",
            summary.note
        );
    }

    #[test]
    fn one_seed_says_nothing_of_noise() {
        let summary = Results::new(vec![run("lanes=set", 80.0), run("lanes=censet", 81.0)]);
        assert_eq!(
            summary.groups[1].against_baseline,
            Some(Comparison::OneSeed)
        );
        assert_eq!(summary.groups[0].std, None);
        assert!(
            summary.note.contains("without two seeds"),
            "{}",
            summary.note
        );
        assert!(Results::new(vec![]).note.contains("No run"));
    }

    #[test]
    fn the_baseline_is_the_set_of_the_same_experiment() {
        let summary = Results::new(vec![
            run("lanes=set:zeta=0.2", 1.0),
            run("lanes=set", 2.0),
            run("lanes=censet", 3.0),
            run("lanes=censet&lr=0.1", 3.0),
        ]);
        assert_eq!(summary.groups[2].baseline.as_deref(), Some("v=1&lanes=set"));
        assert_eq!(summary.groups[0].difference, Some(-1.0));
        assert_eq!(summary.groups[3].baseline, None);
    }

    #[test]
    fn welch_within_and_beyond() {
        let sample = |mean, variance| Sample {
            n: 5.0,
            mean,
            variance,
        };
        // Equal variances 1: 8 degrees of freedom, line 2.306·√0.4 = 1.458.
        for (mean, expected) in [(1.45, Comparison::WithinNoise), (1.47, Comparison::Better)] {
            assert_eq!(
                compare(&[sample(mean, 1.0), sample(0.0, 1.0)], 0, 1),
                expected
            );
        }
        assert_eq!(
            compare(&[sample(1.0, 0.0), sample(1.0, 0.0)], 0, 1),
            Comparison::WithinNoise
        );
        assert_eq!(
            compare(&[sample(0.9, 0.0), sample(1.0, 0.0)], 0, 1),
            Comparison::Worse
        );
    }
}
