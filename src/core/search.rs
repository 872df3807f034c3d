//! The result of a search: runs of a grid, grouped over seeds and compared.
//!
//! A run counts with the mean of its last ten epochs' accuracy, as in the paper's tables, or of its last third if
//! it has fewer than thirty. A group is
//! what differs in its seed alone; its spread is that of the runs' means, with n − 1. Two groups are
//! told apart by Welch's t-test at the 5 % level, two-sided: it takes at least two seeds of each, and
//! among many comparisons one in twenty is wrong by its nature.

pub mod curves;
mod group;
mod ready;
mod run;
mod varied;
mod welch;
mod window;

use serde::Serialize;

pub use group::Group;
pub use ready::{READY, Ready};
pub use run::Run;
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
    use super::run::tests::run;
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
        let [(start, none), (end, std)] = summary.groups[0].learning[..] else {
            panic!("two epochs")
        };
        assert_eq!((start, none), (10.0, Some(0.0)));
        assert!((end - 80.0).abs() < 1e-9 && (std.unwrap() - 0.1).abs() < 1e-9);
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
        assert_eq!(summary.groups[0].learning, [(10.0, None), (80.0, None)]);
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
}
