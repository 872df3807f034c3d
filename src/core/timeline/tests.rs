//! Small wirings worked out by hand, and random ones against the plain way to count.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

fn at(places: &[u64]) -> Vec<Places> {
    vec![Places::At(places.to_vec())]
}

fn change(removed: &[u64], grown: &[u64]) -> Difference {
    Difference {
        removed: at(removed),
        grown: at(grown),
    }
}

/// Three inputs, two hidden neurons, one output.
fn run(changes: &[Difference]) -> Timeline {
    let mut timeline = Timeline::new(&[3, 2, 1]);
    changes
        .iter()
        .for_each(|change| timeline.add(change).unwrap());
    timeline
}

#[test]
fn ages_jaccard_and_what_is_kept() {
    let timeline = run(&[
        change(&[], &[0, 1, 3, 4]),
        change(&[1, 4], &[2, 5]),
        change(&[2, 3], &[3, 4]),
    ]);
    let [start, one, two] = timeline.epochs() else {
        panic!("three epochs")
    };
    assert_eq!((start.start_jaccard, start.connections), (1.0, 4));
    assert_eq!(timeline.ages(1), [2, 2]);
    assert_eq!(one.start_jaccard, 2.0 / 6.0);
    // Place 3 grew again: it is wired as at the start, but the connection is a new one.
    assert_eq!(two.start_jaccard, 3.0 / 5.0);
    assert_eq!(two.start_left, 1);
    assert_eq!(two.cut, [(0, 1), (1, 1)]);
    assert_eq!(timeline.ages(2), [2, 1, 1]);
    let ages: Vec<_> = timeline.mean_ages().collect();
    assert_eq!(ages, [Some(0.0), Some(0.5), Some(0.75)]);
}

#[test]
fn survival_counts_those_that_could_be_cut() {
    let timeline = run(&[
        change(&[], &[0, 1, 3, 4]),
        change(&[1, 4], &[2, 5]),
        change(&[2, 3], &[3, 4]),
    ]);
    assert_eq!(timeline.survival(0), [1.0]);
    assert_eq!(timeline.survival(1), [1.0, 0.5]);
    // Age 1: of 4 + 2 were cut 2 + 1. Age 2: of 2 was cut 1.
    assert_eq!(timeline.survival(2), [1.0, 0.5, 0.25]);
}

#[test]
fn what_never_changes_stays_whole() {
    let full = Difference {
        removed: at(&[]),
        grown: vec![Places::All],
    };
    let timeline = run(&[full, change(&[], &[]), change(&[4], &[4])]);
    let last = &timeline.epochs()[2];
    assert_eq!(timeline.ages(2), [1, 0, 5]);
    assert_eq!(last.start_jaccard, 1.0);
    assert_eq!(timeline.ages(1), [0, 6]);
}

#[test]
fn what_two_networks_share() {
    let a = run(&[change(&[], &[0, 1, 3, 4]), change(&[1, 4], &[2, 5])]);
    let b = run(&[change(&[], &[0, 1, 3, 4]), change(&[3], &[2])]);
    // 0, 2, 3, 5 and 0, 1, 2, 4.
    assert_eq!(a.shared(&b), (2, 6));
    let whole = run(&[Difference {
        removed: at(&[]),
        grown: vec![Places::All],
    }]);
    assert_eq!(whole.shared(&a), (4, 6));
    assert_eq!(whole.shared(&whole), (6, 6));
    assert_eq!(run(&[]).shared(&run(&[])), (0, 0));
}

#[test]
fn what_does_not_fit_is_refused() {
    for (wrong, why) in [
        (change(&[5], &[]), "cuts a connection that is not there"),
        (change(&[], &[0]), "grows a connection that is there"),
        (
            Difference {
                removed: vec![],
                grown: vec![],
            },
            "is of a network with other layers",
        ),
    ] {
        let mut timeline = run(&[change(&[], &[0, 1])]);
        assert_eq!(timeline.add(&wrong), Err(format!("epoch 1 {why}")));
    }
}

/// Random changes of the run above, each cutting some of what is there and growing some of what is not.
fn changes() -> impl Strategy<Value = Vec<Difference>> {
    vec((0u8..64, 0u8..64), 1..12).prop_map(|choices| {
        let mut there = 0u8;
        let chosen = |mask: u8| (0..6).filter(|p| mask >> p & 1 == 1).collect::<Vec<u64>>();
        let one = |(i, (cut, grow)): (usize, (u8, u8))| {
            let cut = if i == 0 { 0 } else { cut & there };
            let grow = grow & !(there & !cut);
            there = there & !cut | grow;
            change(&chosen(cut), &chosen(grow))
        };
        choices.into_iter().enumerate().map(one).collect()
    })
}

/// Of each connection there ever was: the epoch it grew in, and the one that cut it.
fn lives(changes: &[Difference]) -> Vec<(usize, Option<usize>)> {
    let mut lives: Vec<(u64, usize, Option<usize>)> = Vec::new();
    let places = |all: &[Places]| match &all[0] {
        Places::At(places) => places.clone(),
        Places::All => panic!("none of these"),
    };
    for (epoch, change) in changes.iter().enumerate() {
        for place in places(&change.removed) {
            let alive = lives
                .iter_mut()
                .find(|life| life.0 == place && life.2.is_none());
            alive.unwrap().2 = Some(epoch);
        }
        lives.extend(
            places(&change.grown)
                .into_iter()
                .map(|place| (place, epoch, None)),
        );
    }
    lives
        .into_iter()
        .map(|(_, born, died)| (born, died))
        .collect()
}

proptest! {
    #[test]
    fn counts_every_life(changes in changes()) {
        let (timeline, lives) = (run(&changes), lives(&changes));
        for epoch in 0..changes.len() {
            let mut ages = vec![0; epoch + 1];
            for &(born, died) in &lives {
                if born <= epoch && died.is_none_or(|died| died > epoch) {
                    ages[epoch - born] += 1;
                }
            }
            prop_assert_eq!(timeline.ages(epoch), ages);
            let mut expected = vec![1.0];
            for age in 1..=epoch {
                let seen = lives.iter().filter(|&&(born, _)| born + age <= epoch);
                let reached = seen.clone().filter(|&&(born, died)| died.is_none_or(|died| died - born >= age)).count();
                let cut = seen.filter(|&&(born, died)| died == Some(born + age)).count();
                if reached == 0 { break }
                expected.push(expected[age - 1] * (1.0 - cut as f64 / reached as f64));
            }
            prop_assert_eq!(timeline.survival(epoch), expected);
        }
    }

    #[test]
    fn shares_what_both_have(a in changes(), b in changes()) {
        let living = |timeline: &Timeline| {
            let there = (0..6).filter(|&place| timeline.layers[0].born(place).is_some());
            there.collect::<std::collections::BTreeSet<u64>>()
        };
        let (a, b) = (run(&a), run(&b));
        let (in_a, in_b) = (living(&a), living(&b));
        let counts = (in_a.intersection(&in_b).count() as u64, in_a.union(&in_b).count() as u64);
        prop_assert_eq!(a.shared(&b), counts);
        prop_assert_eq!(b.shared(&a), counts);
    }

    #[test]
    fn comes_back_from_its_bytes(changes in changes()) {
        let timeline = run(&changes);
        prop_assert_eq!(Timeline::read(&timeline.save()), Ok(timeline));
    }

    #[test]
    fn takes_back_the_last_epoch(changes in changes(), saved in any::<bool>()) {
        let (last, before) = changes.split_last().unwrap();
        let mut timeline = run(&changes);
        if saved {
            timeline = Timeline::read(&timeline.save()).unwrap();
        }
        timeline.take_back();
        timeline.add(last).unwrap();
        prop_assert_eq!(&timeline, &run(&changes));
        timeline.take_back();
        prop_assert_eq!(&timeline.epochs, &run(before).epochs);
        prop_assert_eq!(&timeline.layers, &run(before).layers);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..80)) {
        let _ = Timeline::read(&bytes);
    }

    #[test]
    fn damaged_bytes_are_refused_or_of_use(changes in changes(), at in any::<prop::sample::Index>(), bits in 1u8..) {
        let mut bytes = run(&changes).save();
        let at = at.index(bytes.len());
        bytes[at] ^= bits;
        if let Ok(mut timeline) = Timeline::read(&bytes) && !timeline.epochs().is_empty() {
            let last = timeline.epochs().len() - 1;
            timeline.survival(last);
            let _ = timeline.mean_ages().count();
            timeline.take_back();
        }
    }
}

#[test]
fn networks_that_no_experiment_has_are_refused() {
    let whole = |sizes: &[usize]| {
        let mut timeline = Timeline::new(sizes);
        let every = Difference {
            removed: at(&[]),
            grown: vec![Places::All],
        };
        timeline.add(&every).unwrap();
        Timeline::read(&timeline.save())
    };
    assert!(whole(&[3072, 16_384, 10]).is_ok());
    assert!(whole(&[3072, 16_385, 10]).is_err());
    assert!(whole(&[1 << 30, 1 << 30, 10]).is_err());
}
