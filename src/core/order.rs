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
        fn numbers_ascend(mut numbers in prop::collection::vec(any::<f64>(), 0..50)) {
            sort_numbers(&mut numbers);
            prop_assert!(numbers.is_sorted_by(|a, b| a.total_cmp(b).is_le()));
        }
    }
}
