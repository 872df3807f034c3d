//! Geometry of lines and of the labels at their ends.

use std::ops::Range;

/// The parts of a line that lie within `range`, cut where it enters or leaves; a value that is not
/// finite interrupts it.
pub(super) fn visible_runs(
    values: impl IntoIterator<Item = (f64, f64)>,
    range: &Range<f64>,
) -> Vec<Vec<(f64, f64)>> {
    let inside = |y: f64| (range.start..=range.end).contains(&y);
    let mut runs: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut open = false;
    let mut before: Option<(f64, f64)> = None;
    for here @ (_, value) in values {
        if !value.is_finite() {
            (open, before) = (false, None);
            continue;
        }
        let from = before.unwrap_or(here);
        match clip(from, here, range) {
            Some((start, end)) => {
                match runs.last_mut() {
                    Some(run) if open => run.push(end),
                    _ if start == end => runs.push(vec![end]),
                    _ => runs.push(vec![start, end]),
                }
                open = inside(value);
            }
            None => open = false,
        }
        before = Some(here);
    }
    runs.retain(|run| run.len() > 1);
    runs
}

/// The part of a segment whose second coordinate is within `range`.
fn clip(a: (f64, f64), b: (f64, f64), range: &Range<f64>) -> Option<((f64, f64), (f64, f64))> {
    let rise = b.1 - a.1;
    if rise == 0.0 {
        let inside = (range.start..=range.end).contains(&a.1);
        return inside.then_some((a, b));
    }
    let (t, u) = ((range.start - a.1) / rise, (range.end - a.1) / rise);
    let (first, last) = (t.min(u).max(0.0), t.max(u).min(1.0));
    let at = |t: f64| match t {
        0.0 => a,
        1.0 => b,
        t => (a.0 + (b.0 - a.0) * t, a.1 + rise * t),
    };
    (first <= last).then(|| (at(first), at(last)))
}

/// Splits a polyline into dashes: `pattern` holds lengths of stroke and gap in turn, in pixels. The
/// line as it is if the pattern is empty.
pub(super) fn dashes(points: &[(i32, i32)], pattern: &[f64]) -> Vec<Vec<(i32, i32)>> {
    if pattern.is_empty() || pattern.iter().any(|length| *length <= 0.0) {
        return vec![points.to_vec()];
    }
    let round = |(x, y): (f64, f64)| (x.round() as i32, y.round() as i32);
    let mut pieces = Vec::new();
    let mut piece: Vec<(i32, i32)> = points.first().copied().into_iter().collect();
    let (mut index, mut left) = (0, pattern[0]);
    for pair in points.windows(2) {
        let from = (f64::from(pair[0].0), f64::from(pair[0].1));
        let to = (f64::from(pair[1].0), f64::from(pair[1].1));
        let length = (to.0 - from.0).hypot(to.1 - from.1);
        let mut done = 0.0;
        while length - done > left {
            done += left;
            let t = done / length;
            let here = round((from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t));
            if index % 2 == 0 {
                piece.push(here);
                pieces.push(std::mem::take(&mut piece));
            } else {
                piece = vec![here];
            }
            index += 1;
            left = pattern[index % pattern.len()];
        }
        left -= length - done;
        if index % 2 == 0 {
            piece.push(pair[1]);
        }
    }
    if piece.len() > 1 {
        pieces.push(piece);
    }
    pieces
}

/// Moves ascending positions apart so that neighbours are `pitch` apart and all lie between `low`
/// and `high`, each as near to its own as can be. There must be room for all.
pub(super) fn apart(wanted: &[i32], pitch: i32, low: i32, high: i32) -> Vec<i32> {
    // Groups of touching labels, each centred on the mean of what its members want.
    let mut groups: Vec<(i64, i64)> = Vec::new();
    let pitch = i64::from(pitch);
    let (low, high) = (i64::from(low), i64::from(high));
    let place = |(sum, n): (i64, i64)| {
        let span = (n - 1) * pitch;
        let first = (sum as f64 / n as f64 - span as f64 / 2.0).round() as i64;
        first.min(high - span).max(low)
    };
    for y in wanted {
        let mut group = (i64::from(*y), 1);
        while let Some(above) = groups.pop() {
            if place(above) + above.1 * pitch <= place(group) {
                groups.push(above);
                break;
            }
            group = (group.0 + above.0, group.1 + above.1);
        }
        groups.push(group);
    }
    groups
        .into_iter()
        .flat_map(|group| (0..group.1).map(move |i| (place(group) + i * pitch) as i32))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_at_the_edge_and_at_gaps() {
        let values = [
            (0.0, 0.0),
            (1.0, 10.0),
            (2.0, 10.0),
            (3.0, f64::NAN),
            (4.0, 8.0),
            (5.0, 6.0),
        ];
        assert_eq!(
            visible_runs(values, &(5.0..10.0)),
            [
                vec![(0.5, 5.0), (1.0, 10.0), (2.0, 10.0)],
                vec![(4.0, 8.0), (5.0, 6.0)],
            ]
        );
        let crossing = [(0.0, 0.0), (1.0, 20.0)];
        assert_eq!(
            visible_runs(crossing, &(5.0..10.0)),
            [vec![(0.25, 5.0), (0.5, 10.0)]]
        );
        assert!(visible_runs([(0.0, 7.0)], &(5.0..10.0)).is_empty());
    }

    #[test]
    fn dashes_keep_their_lengths_around_corners() {
        let corner = [(0, 0), (10, 0), (10, 10)];
        assert_eq!(
            dashes(&corner, &[6.0, 2.0]),
            [
                vec![(0, 0), (6, 0)],
                vec![(8, 0), (10, 0), (10, 4)],
                vec![(10, 6), (10, 10)],
            ]
        );
        assert_eq!(dashes(&corner, &[]), [corner.to_vec()]);
        assert!(dashes(&[], &[1.0, 1.0]).is_empty());
    }

    #[test]
    fn labels_do_not_overlap() {
        assert_eq!(apart(&[10, 50], 17, 0, 100), [10, 50]);
        assert_eq!(apart(&[50, 50], 16, 0, 100), [42, 58]);
        assert_eq!(apart(&[0, 1, 2], 10, 0, 100), [0, 10, 20]);
        assert_eq!(apart(&[95, 99, 100], 10, 0, 100), [80, 90, 100]);
        assert!(apart(&[], 10, 0, 100).is_empty());
    }
}
