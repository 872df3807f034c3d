//! Where the neurons of each layer fall along one side of the matrix.

use std::ops::Range;

/// One side of the matrix: a band a layer, one after the other, in pixels.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bands {
    /// Where each band begins, and where the last ends.
    edges: Vec<i32>,
    sizes: Vec<usize>,
}

impl Bands {
    /// Shares `length` pixels out by the number of neurons; no band is shorter than `least`, as far
    /// as there is room.
    pub fn new(sizes: &[usize], length: u32, least: f64) -> Self {
        let length = f64::from(length);
        let least = least.min(length / sizes.len().max(1) as f64);
        let mut lengths = vec![0.0; sizes.len()];
        let mut short = vec![false; sizes.len()];
        // Each round may find more bands that are too short, at most all of them.
        for _ in 0..=sizes.len() {
            let taken = short.iter().filter(|short| **short).count() as f64 * least;
            let rest: usize = (0..sizes.len())
                .filter(|i| !short[*i])
                .map(|i| sizes[i])
                .sum();
            for (i, size) in sizes.iter().enumerate() {
                lengths[i] = match short[i] {
                    true => least,
                    false => (length - taken) * *size as f64 / rest.max(1) as f64,
                };
                short[i] |= lengths[i] < least;
            }
        }
        let mut edges = vec![0];
        let mut end = 0.0;
        for part in lengths {
            end += part;
            edges.push(end.round() as i32);
        }
        Self {
            edges,
            sizes: sizes.to_vec(),
        }
    }

    pub fn len(&self) -> usize {
        self.sizes.len()
    }

    pub fn length(&self) -> i32 {
        self.edges[self.sizes.len()]
    }

    pub fn band(&self, layer: usize) -> Range<i32> {
        self.edges[layer]..self.edges[layer + 1]
    }

    /// The pixels of one neuron, at least one.
    pub fn pixels(&self, layer: usize, index: usize) -> Range<usize> {
        let band = self.band(layer);
        let length = (band.end - band.start) as usize;
        let at = |index: usize| band.start as usize + index * length / self.sizes[layer];
        let start = at(index);
        start..at(index + 1).max(start + 1)
    }

    pub fn middle(&self, layer: usize, index: usize) -> i32 {
        let pixels = self.pixels(layer, index);
        ((pixels.start + pixels.end) / 2) as i32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_layers_can_be_seen() {
        let bands = Bands::new(&[4000, 1000, 4000, 10], 400, 16.0);
        assert_eq!(bands.length(), 400);
        assert!((15..=17).contains(&(bands.band(3).end - bands.band(3).start)));
        assert_eq!(bands.band(0).start, 0);
        let lengths: Vec<i32> = (0..4).map(|l| bands.band(l).len() as i32).collect();
        assert!((lengths[0] - lengths[2]).abs() <= 1);
        assert!((lengths[0] - 4 * lengths[1]).abs() <= 4);
    }

    #[test]
    fn every_neuron_has_a_pixel_of_its_band() {
        let bands = Bands::new(&[784, 3, 100], 350, 16.0);
        for (layer, size) in [784, 3, 100].into_iter().enumerate() {
            let band = bands.band(layer);
            let mut last = 0;
            for index in 0..size {
                let pixels = bands.pixels(layer, index);
                assert!(!pixels.is_empty() && pixels.start >= last);
                assert!(pixels.start as i32 >= band.start && pixels.end as i32 <= band.end);
                last = pixels.start;
            }
        }
        assert_eq!(Bands::new(&[5, 5, 5], 6, 16.0).length(), 6);
    }
}
