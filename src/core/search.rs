//! The result of a search: runs of a grid, grouped over seeds and compared.
//!
//! A run counts with the mean of its last ten epochs' accuracy, as in the paper's tables, or of its last third if
//! it has fewer than thirty: on the images that are held back from training, if its experiment holds some back
//! (`validation`), so that the test images choose nothing; else on the test images, as the paper did it. A group is
//! what differs in its seed alone; its spread is that of the runs' means, with n − 1. Two groups are
//! told apart by Welch's t-test at the 5 % level, two-sided: it takes at least two seeds of each, and
//! among many comparisons one in twenty is wrong by its nature.

pub mod curves;
mod group;
mod paired;
mod ready;
mod run;
mod varied;
mod welch;
mod window;

use serde::Serialize;

pub use group::{Accuracy, Group, accuracy_name};
pub use paired::Paired;
pub use ready::{READY, Ready};
pub use run::{Held, Run};
pub use varied::names;
pub use welch::Comparison;
pub use window::{LAST_EPOCHS, averaged, window};

use group::{Context, summarise};
use varied::give_names;

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
        let mut groups = summarise(&runs);
        give_names(&mut groups);
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
    let lane = &best.name;
    let mean = match best.validation {
        Some(held) => format!(
            "{:.2} % of the validation images ({:.2} % of the test images)",
            held.mean, best.mean
        ),
        None => format!("{:.2} %", best.mean),
    };
    // Groups that hold no images back are not compared with one that does.
    let apart = count(Comparison::Apart);
    let compared = groups.len() - apart;
    let mut note = match (compared, noise, unknown) {
        (1, ..) => format!("{lane} is the only one, with {mean}."),
        (_, 0, 0) => format!("{lane} is best, with {mean}, beyond what seeds explain."),
        (_, 0, _) => format!(
            "{lane} has the highest mean, {mean}; how much of that is noise cannot be said \
             without two seeds of each."
        ),
        (_, n, _) => format!(
            "{lane} has the highest mean, {mean}, but {n} of the {} others {} within the noise \
             of it (Welch's t-test over seeds, 5 %).",
            compared - 1,
            if n == 1 { "is" } else { "are" }
        ),
    };
    if apart > 0 {
        let hold = if apart == 1 {
            "other holds"
        } else {
            "others hold"
        };
        note +=
            &format!(" {apart} {hold} no validation images back, and cannot be compared with it.");
    }
    note
}

#[cfg(test)]
mod tests {
    use super::run::tests::{held_back, run};
    use super::*;

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
        let [start, end] = summary.groups[0].learning[..] else {
            panic!("two epochs")
        };
        assert_eq!((start.mean, start.std), (10.0, Some(0.0)));
        assert!((end.mean - 80.0).abs() < 1e-9 && (end.std.unwrap() - 0.1).abs() < 1e-9);
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
        let learning = [10.0, 80.0].map(|mean| Accuracy { mean, std: None });
        assert_eq!(summary.groups[0].learning, learning);
        assert!(
            summary.note.contains("without two seeds"),
            "{}",
            summary.note
        );
        assert!(Results::new(vec![]).note.contains("No run"));
    }

    /// On the test images the other one is better: nothing is chosen by them.
    #[test]
    fn groups_that_hold_images_back_are_compared_by_these() {
        let mut runs = Vec::new();
        for (seed, jitter) in [(1, -0.1), (2, 0.0), (3, 0.1)] {
            for (lane, test, validation) in [("set", 82.0, 81.0), ("censet:k=1", 80.0, 83.0)] {
                let text = format!("lanes={lane}&validation=50&seed={seed}");
                runs.push(held_back(&text, test + jitter, validation + jitter));
            }
        }
        let found = Results::new(runs.clone());
        let [set, censet] = &found.groups[..] else {
            panic!("two groups")
        };
        assert!(censet.best && !set.best);
        assert_eq!(set.against_best, Comparison::Worse);
        assert!((censet.difference.unwrap() - 2.0).abs() < 1e-9);
        assert!((censet.mean - 80.0).abs() < 1e-9);
        let held = censet.validation.unwrap();
        assert!((held.mean - 83.0).abs() < 1e-9 && (held.std.unwrap() - 0.1).abs() < 1e-9);
        assert_eq!(censet.decisive_learning()[0].mean, 11.0);
        assert_eq!(accuracy_name(&found.groups), "validation accuracy");
        assert!(
            found.note.starts_with(
                "censet:k=1 is best, with 83.00 % of the validation images (80.00 % of the test images)"
            ),
            "{}",
            found.note
        );
        // What holds none back is better than both, on other images.
        runs.push(run("lanes=mlp", 99.0));
        let found = Results::new(runs);
        assert!(found.groups[1].best);
        assert_eq!(found.groups[2].against_best, Comparison::Apart);
        assert!(
            found.note.ends_with(
                "1 other holds no validation images back, and cannot be compared with it."
            ),
            "{}",
            found.note
        );
        assert_eq!(accuracy_name(&found.groups), "accuracy");
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
}
