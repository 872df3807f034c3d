//! How large an experiment's networks are, before any is made.

use super::bounds::{FILES_CLASSES, FILES_PIXELS};
use super::{Count, Experiment, Method, Settings};

impl Settings {
    /// Connections of all lanes together, as expected of the Erdős–Rényi start; for the visitor's
    /// own files, those of the largest images and the most classes allowed.
    pub(super) fn expected_connections(&self) -> f64 {
        let sizes = self.expected_sizes();
        let lanes = self.lanes.iter();
        lanes
            .map(|lane| self.lane_connections(lane.method, &sizes))
            .sum()
    }

    /// Neurons of every layer; for the visitor's own files, those of the largest images and the most
    /// classes allowed.
    pub(super) fn expected_sizes(&self) -> Vec<u32> {
        let (inputs, classes) = self.ends().unwrap_or((FILES_PIXELS, FILES_CLASSES));
        self.sizes(inputs, classes)
    }

    pub(super) fn lane_connections(&self, method: &Method, sizes: &[u32]) -> f64 {
        let last = sizes.len() - 2;
        let layers = sizes.windows(2).enumerate();
        layers
            .map(|(i, ends)| {
                let (n_in, n_out) = (f64::from(ends[0]), f64::from(ends[1]));
                if method.dense || i == last {
                    n_in * n_out
                } else {
                    (self.epsilon * (n_in + n_out)).min(n_in * n_out)
                }
            })
            .sum()
    }

    /// Input neurons and classes, where the source is known before it is loaded.
    fn ends(&self) -> Option<(u32, u32)> {
        let extent = self.data.extent()?;
        let side = self.side.unwrap_or(extent.side);
        Some((extent.channels * side * side, extent.classes))
    }

    /// Images to train and to test on, as far as is known before they are loaded.
    pub(super) fn images(&self) -> (f64, f64) {
        let extent = self.data.extent();
        let images = |count, all: Option<u32>| match count {
            Count::First(n) => f64::from(n),
            Count::All => f64::from(all.unwrap_or(0)),
        };
        (
            images(self.train, extent.map(|extent| extent.train)),
            images(self.test, extent.map(|extent| extent.test)),
        )
    }

    fn sizes(&self, inputs: u32, classes: u32) -> Vec<u32> {
        let mut sizes = vec![inputs];
        sizes.extend(&self.hidden);
        sizes.push(classes);
        sizes
    }
}

impl Experiment {
    /// How much work a run is, to put the longest first and to guess what is left: connections ×
    /// images × epochs, where an image that is only looked at counts a third of one that is learned
    /// from (one pass in three).
    pub fn work(&self) -> f64 {
        let (train, test) = self.images();
        self.expected_connections() * (train + test / 3.0) * f64::from(self.epochs)
    }

    /// Input neurons of images that natively are `height` × `width` with `channels`: fewer if `side`
    /// shrinks them.
    pub fn inputs(&self, height: usize, width: usize, channels: usize) -> usize {
        let pixels = self
            .side
            .map_or(height * width, |side| (side * side) as usize);
        channels * pixels
    }

    /// Neurons of every layer, from the input to the output: 784-256-128-100-10. `None` for the
    /// visitor's own files, whose images are known only once loaded.
    pub fn layer_sizes(&self) -> Option<Vec<usize>> {
        let (inputs, classes) = self.ends()?;
        let sizes = self.sizes(inputs, classes);
        Some(sizes.into_iter().map(|size| size as usize).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Data, Lane, Preset};
    use super::*;
    use crate::rewiring::{dense::MLP, set::SET};

    #[test]
    fn layers_follow_side_and_source() {
        let sizes = |text: &str| {
            let experiment = super::super::parse(text).experiment.unwrap();
            assert_eq!(
                experiment.inputs(28, 28, 1),
                experiment.layer_sizes().unwrap()[0]
            );
            experiment.layer_sizes().unwrap()
        };
        assert_eq!(sizes(""), [784, 256, 128, 100, 10]);
        assert_eq!(sizes("side=7&hidden=30"), [49, 30, 10]);
        let cifar = Preset::Published.settings(Some(Data::Cifar10));
        let cifar = cifar.check_with(|_| vec![]).unwrap();
        assert_eq!(cifar.layer_sizes().unwrap(), [3072, 4000, 1000, 4000, 10]);
    }

    /// The counts of the paper's networks: 33,040 sparse and 246,272 dense connections before the
    /// output layer, and 1,000 in it.
    #[test]
    fn expected_connections_are_the_papers() {
        let of = |method: &'static Method| {
            let mut settings = Preset::Described.settings(None);
            settings.lanes = vec![Lane::plain(method)];
            settings.expected_connections()
        };
        assert_eq!(of(&SET), 33_040.0 + 1_000.0);
        assert_eq!(of(&MLP), 246_272.0 + 1_000.0);
    }
}
