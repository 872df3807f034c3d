//! How unequally centrality is spread.
//!
//! Signed weights make some Laplacian centralities negative: the network's energy rises when such a
//! neuron goes. Shares of a sum with negative parts mean nothing (they pass 1 or change sign), so
//! both measures here take the *size* of the centrality, |LC|: how much energy moves with the neuron,
//! up or down. Where no value is negative they are the textbook's; [`negative_share`] says how far
//! they are from it.

/// The Gini coefficient of |values|, from 0 (all the same) to 1 − 1/n (one has it all):
/// G = 2·Σᵢ i·|x|₍ᵢ₎ / (n·Σᵢ |x|₍ᵢ₎) − (n + 1)/n, ascending, i from 1.
///
/// This is half the relative mean absolute difference (C. Gini, 1912), not corrected for small n.
/// `None` if the sum of |values| is 0 or not finite.
pub fn gini(values: &[f64]) -> Option<f64> {
    let (sizes, sum) = ascending_sizes(values)?;
    let n = sizes.len() as f64;
    let ranked: f64 = (1..).zip(&sizes).map(|(i, size)| f64::from(i) * size).sum();
    Some(2.0 * ranked / (n * sum) - (n + 1.0) / n)
}

/// The part of Σ |values| that the ⌈n/10⌉ largest of |values| hold, from about 0.1 to 1.
///
/// `None` if the sum of |values| is 0 or not finite.
pub fn top_decile_share(values: &[f64]) -> Option<f64> {
    let (sizes, sum) = ascending_sizes(values)?;
    let top = sizes.len().div_ceil(10);
    Some(sizes[sizes.len() - top..].iter().sum::<f64>() / sum)
}

/// The part of Σ |values| that negative values hold: 0 where taking their size changes nothing.
///
/// `None` if the sum of |values| is 0 or not finite.
pub fn negative_share(values: &[f64]) -> Option<f64> {
    let (_, sum) = ascending_sizes(values)?;
    let negative = values.iter().filter(|&&value| value < 0.0);
    Some(negative.map(|value| -value).sum::<f64>() / sum)
}

/// |values|, ascending, and their sum.
fn ascending_sizes(values: &[f64]) -> Option<(Vec<f64>, f64)> {
    let mut sizes: Vec<f64> = values.iter().map(|value| value.abs()).collect();
    sizes.sort_by(f64::total_cmp);
    let sum: f64 = sizes.iter().sum();
    (sum > 0.0 && sum.is_finite()).then_some((sizes, sum))
}
