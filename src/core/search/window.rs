//! The last epochs of a run, over which its accuracy is averaged.

use super::Group;

/// Epochs at the end of a run over which its accuracy is averaged, as in the paper's tables.
pub const LAST_EPOCHS: usize = 10;

/// How many of a run's `epochs` its accuracy is averaged over: the last ten, and of fewer than thirty the last third,
/// which leaves the climb out.
///
/// ```
/// use censet::search::window;
///
/// assert_eq!([200, 30, 29, 12, 5, 1].map(window), [10, 10, 9, 4, 1, 1]);
/// ```
pub fn window(epochs: usize) -> usize {
    LAST_EPOCHS.min(epochs / 3).max(1)
}

/// The epochs that the means of some groups are of, in words: `the last 4 of 12 epochs`.
pub fn averaged(groups: &[Group]) -> String {
    let epochs = groups.first().map(|group| group.epochs as usize);
    let alike = epochs.filter(|&n| groups.iter().all(|group| group.epochs as usize == n));
    match alike.map(|n| (window(n), n)) {
        Some((LAST_EPOCHS, _)) => "the last ten epochs".into(),
        Some((_, 1)) => "the only epoch".into(),
        Some((1, n)) => format!("the last of {n} epochs"),
        Some((last, n)) => format!("the last {last} of {n} epochs, a third of fewer than thirty"),
        None => "the last ten epochs of a run, of fewer than thirty the last third".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Results;
    use super::super::run::tests::run;
    use super::*;
    use crate::search::Run;

    /// The words for groups of so many epochs.
    fn words(epochs: &[u32]) -> String {
        let runs = epochs.iter().map(|n| {
            let text = format!("lanes=set&epochs={n}");
            Run {
                epochs: *n,
                ..run(&text, 80.0)
            }
        });
        averaged(&Results::new(runs.collect()).groups)
    }

    #[test]
    fn the_window_is_said_in_words() {
        assert_eq!(words(&[50, 200]), words(&[]));
        assert_eq!(words(&[50]), "the last ten epochs");
        assert_eq!(
            words(&[12]),
            "the last 4 of 12 epochs, a third of fewer than thirty"
        );
        assert_eq!(words(&[2]), "the last of 2 epochs");
        assert_eq!(words(&[1]), "the only epoch");
        assert_eq!(
            words(&[12, 50]),
            "the last ten epochs of a run, of fewer than thirty the last third"
        );
    }
}
