//! Which neurons are hubs, and whether they stay.

/// The hubs: the ⌈n/10⌉ vertices of highest centrality, in ascending order of their numbers.
///
/// The centrality counts with its sign, so a strongly negative one makes no hub. Of equal vertices
/// the one with the lower number comes first; a value that is not a number comes last.
pub fn hubs(centrality: &[f64]) -> Vec<u32> {
    // −0 becomes 0, for they are equal, and "not a number" the lowest rank.
    let rank = |v: &u32| match centrality[*v as usize] {
        value if value.is_nan() => f64::NEG_INFINITY,
        value => value + 0.0,
    };
    let mut vertices: Vec<u32> = (0..centrality.len() as u32).collect();
    crate::order::sort_by(&mut vertices, |a, b| rank(b).total_cmp(&rank(a)));
    vertices.truncate(centrality.len().div_ceil(10));
    crate::order::sort_by_key(&mut vertices, |&v| v);
    vertices
}

/// The Jaccard index |A ∩ B| / |A ∪ B| of two sets of vertices: 1 if they are the same, 0 if they
/// share none; 1 if both are empty.
///
/// Two tenths drawn at random overlap by about 0.05. Both lists must be ascending without repeats.
pub fn overlap(a: &[u32], b: &[u32]) -> f64 {
    let common = shared(a, b);
    match a.len() + b.len() - common {
        0 => 1.0,
        union => common as f64 / union as f64,
    }
}

/// |A ∩ B|. Both must be ascending without repeats.
pub fn shared<T: Ord>(a: impl IntoIterator<Item = T>, b: impl IntoIterator<Item = T>) -> usize {
    let mut rest = b.into_iter().peekable();
    let in_b = |v: &T| {
        while rest.next_if(|other| other < v).is_some() {}
        rest.peek() == Some(v)
    };
    a.into_iter().filter(in_b).count()
}
