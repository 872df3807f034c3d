//! The attack of network science: in which order neurons go, to see what is left without them.
//!
//! R. Albert, H. Jeong and A.-L. Barabási, "Error and attack tolerance of complex networks", 2000: by
//! chance (error), or the most central first (attack). Here also the least central first.

use rand::RngExt;

use crate::random::{Purpose, stream};

/// An order in which the hidden neurons go.
///
/// ```
/// use censet::graph::attack::orders;
///
/// // Two inputs, three hidden neurons, one output neuron.
/// let orders = orders(&[9.0, 9.0, 0.5, 2.0, 1.0, 9.0], 2..5, 1, 4);
/// assert_eq!((orders[0].name, &orders[0].neurons[..]), ("most", &[3, 4, 2][..]));
/// assert_eq!((orders[1].name, &orders[1].neurons[..]), ("least", &[2, 4, 3][..]));
/// assert_eq!(orders.len(), 2 + 4);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// `most` central first, `least` central first, or `random`.
    pub name: &'static str,
    /// Which of several of that name it is, from 1 on.
    pub draw: u32,
    /// The neurons, by vertex number.
    pub neurons: Vec<usize>,
}

/// The most central first, the least central first, and `draws` random orders of the neurons in
/// `hidden`; of equals the first.
pub fn orders(
    centrality: &[f64],
    hidden: std::ops::Range<usize>,
    seed: u32,
    draws: u32,
) -> Vec<Order> {
    let all: Vec<usize> = hidden.collect();
    let (mut most, mut least) = (all.clone(), all.clone());
    crate::order::sort_by(&mut most, |&a, &b| centrality[b].total_cmp(&centrality[a]));
    crate::order::sort_by(&mut least, |&a, &b| centrality[a].total_cmp(&centrality[b]));
    let order = |name, draw, neurons| Order {
        name,
        draw,
        neurons,
    };
    let mut orders = vec![order("most", 1, most), order("least", 1, least)];
    for draw in 1..=draws {
        let mut neurons = all.clone();
        let mut stream = stream(seed, Purpose::Attack, draw, 0);
        for i in (1..neurons.len()).rev() {
            neurons.swap(i, stream.random_range(0..=i as u32) as usize);
        }
        orders.push(order("random", draw, neurons));
    }
    orders
}
