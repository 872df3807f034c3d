//! Sorting, with one copy of the algorithm for all that is sorted.
//!
//! The standard library makes a copy of it for every type and comparison, several kilobytes each, which is
//! a fifth of what a browser would load. Here only numbers are sorted, and what they number is moved after
//! them. Hot loops sort by themselves.

use std::cmp::Ordering;

/// Sorts `items`; equal ones keep their order.
pub fn sort_by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let order = order(items.len(), &mut |a, b| compare(&items[a], &items[b]));
    arrange(items, order);
}

/// Sorts `items` by a key; equal ones keep their order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts numbers from −∞ to ∞; what is not a number comes last, or first if its sign is negative.
pub fn sort_numbers(numbers: &mut [f64]) {
    numbers.sort_unstable_by(f64::total_cmp);
}

/// The places of `n` items in ascending order; equal ones keep their order.
pub fn order(n: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| compare(a, b));
    order
}

/// Whether each number is one of the `due` smallest; of equals, the first. Panics if there are fewer.
///
/// ```
/// use censet::order::lowest;
///
/// assert_eq!(lowest(&[0.5, 0.1, 0.1, 0.7, 0.0], 2), [false, true, false, false, true]);
/// ```
pub fn lowest(numbers: &[f32], due: usize) -> Vec<bool> {
    let Some(last) = due.checked_sub(1) else {
        return vec![false; numbers.len()];
    };
    // What is no number has many forms of bits, and they differ between machines.
    let number = |&value: &f32| if value.is_nan() { f32::NAN } else { value };
    let mut sorted: Vec<f32> = numbers.iter().map(number).collect();
    let (before, &mut most, _) = sorted.select_nth_unstable_by(last, f32::total_cmp);
    let below = before.iter().filter(|value| value.total_cmp(&most).is_lt());
    // So many go of those that are just as large as the last one that goes.
    let mut ties = due - below.count();
    let goes = numbers
        .iter()
        .map(|value| match number(value).total_cmp(&most) {
            Ordering::Less => true,
            Ordering::Equal if ties > 0 => {
                ties -= 1;
                true
            }
            _ => false,
        });
    goes.collect()
}

/// Brings to each place the item whose place `order` has there.
fn arrange<T>(items: &mut [T], mut order: Vec<usize>) {
    for start in 0..order.len() {
        // Along the circle of places that the items change among themselves.
        let mut place = start;
        loop {
            let from = std::mem::replace(&mut order[place], place);
            if from == start || from == place {
                break;
            }
            items.swap(place, from);
            place = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(
            items in prop::collection::vec((0..20_u8, any::<u16>()), 0..200),
        ) {
            let (mut here, mut there) = (items.clone(), items);
            sort_by_key(&mut here, |item| std::cmp::Reverse(item.0));
            there.sort_by_key(|item| std::cmp::Reverse(item.0));
            prop_assert_eq!(here, there);
        }

        #[test]
        fn the_lowest_are_those_that_come_first(numbers in prop::collection::vec(-4i8..4, 0..40), part in 0.0..=1.0) {
            let numbers: Vec<f32> = numbers.into_iter().map(f32::from).collect();
            let due = (part * numbers.len() as f64) as usize;
            let mut order: Vec<usize> = (0..numbers.len()).collect();
            order.sort_by(|&a, &b| numbers[a].total_cmp(&numbers[b]));
            let expected = (0..numbers.len()).map(|i| order[..due].contains(&i));
            prop_assert_eq!(lowest(&numbers, due), expected.collect::<Vec<_>>());
        }

        #[test]
        fn numbers_ascend(mut numbers in prop::collection::vec(any::<f64>(), 0..50)) {
            sort_numbers(&mut numbers);
            prop_assert!(numbers.is_sorted_by(|a, b| a.total_cmp(b).is_le()));
        }
    }
}
