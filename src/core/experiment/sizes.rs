//! How large an experiment's networks are, before any is made.

use super::fields::field;
use super::{Count, Data, Experiment, FieldError, FieldErrors, Method, Settings};
use crate::dataset::{Dataset, Pack, Shape};

impl Settings {
    /// Connections of all lanes together, as expected of the Erdős–Rényi start.
    pub(super) fn expected_connections(&self) -> f64 {
        let sizes = self.sizes();
        let lanes = self.lanes.iter();
        lanes
            .map(|lane| self.lane_connections(lane.method, &sizes))
            .sum()
    }

    /// Neurons of every layer.
    pub(super) fn sizes(&self) -> Vec<u32> {
        let mut sizes = vec![self.inputs(self.side)];
        sizes.extend(&self.hidden);
        sizes.push(self.data.classes());
        sizes
    }

    /// Numbers of an image, down-sampled to `side` if there is one.
    pub(super) fn inputs(&self, side: Option<u32>) -> u32 {
        self.shape_at(side).pixels() as u32
    }

    /// The shape of its images as its networks get them.
    pub fn shape(&self) -> Shape {
        self.shape_at(self.side)
    }

    fn shape_at(&self, side: Option<u32>) -> Shape {
        let mut shape = self.data.shape();
        if let Some(side) = side {
            (shape.height, shape.width) = (side as usize, side as usize);
        }
        shape
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

    /// How many images are taken from the start of the training and of the test images; of the first,
    /// the last [`Settings::validation`] are held back.
    pub fn images(&self) -> (u32, u32) {
        let number = |count, all| match count {
            Count::First(n) => n,
            Count::All => all,
        };
        let (train, test) = self.data.images();
        (number(self.train, train), number(self.test, test))
    }

    /// How many images are held back from training.
    pub fn held_back(&self) -> u32 {
        self.validation.unwrap_or(0)
    }
}

impl Experiment {
    /// The pack that holds all the images it takes, if there is one: see [`Pack`].
    ///
    /// ```
    /// let pack = |text| censet::experiment::parse(text).experiment.unwrap().pack();
    /// assert_eq!(pack("data=fashion&side=14").unwrap().side, 14);
    /// assert!(pack("data=fashion&side=14&train=10001").is_none());
    /// assert!(pack("data=fashion").is_none() && pack("side=14").is_none());
    /// ```
    pub fn pack(&self) -> Option<&'static Pack> {
        let Data::Source(source) = self.data else {
            return None;
        };
        let (train, test) = self.images();
        let holds =
            |pack: &&Pack| self.side == Some(pack.side) && train <= pack.train && test <= pack.test;
        source.files.as_ref()?.packs.iter().find(holds)
    }

    /// Connections of lane `i` as expected of its start, the output layer included. Panics if there is
    /// no such lane.
    ///
    /// ```
    /// let described = censet::experiment::parse("preset=described&lanes=mlp,set").experiment.unwrap();
    /// assert_eq!([0, 1].map(|lane| described.connections(lane)), [247_272.0, 34_040.0]);
    /// ```
    pub fn connections(&self, i: usize) -> f64 {
        self.lane_connections(self.lanes[i].method, &self.sizes())
    }

    /// How much work a run is, to put the longest first and to guess what is left: connections ×
    /// images × epochs, where an image that is only looked at counts a third of one that is learned
    /// from (one pass in three).
    pub fn work(&self) -> f64 {
        let (train, test) = self.images();
        let held = self.held_back();
        let images = f64::from(train - held) + f64::from(test + held) / 3.0;
        self.expected_connections() * images * f64::from(self.epochs)
    }

    /// Whether a dataset has as many images as it takes: a copy may have fewer than the source it is of.
    ///
    /// # Errors
    /// One error for each split that has fewer.
    pub fn fits(&self, dataset: &Dataset) -> Result<(), FieldErrors> {
        let (train, test) = self.images();
        let (train_has, test_has) = (dataset.train.len(), dataset.test.len());
        let splits = [
            ("train", "training", train, train_has),
            ("test", "test", test, test_has),
        ];
        let fewer = splits
            .into_iter()
            .filter(|&(_, _, takes, has)| has < takes as usize);
        let errors: Vec<_> = fewer
            .map(|(key, split, _, has)| FieldError {
                field: key.into(),
                value: field(key).text(self),
                allowed: format!(
                    "a whole number from 1 to {has}, the {split} images of this copy of {}",
                    self.data.title()
                ),
            })
            .collect();
        match errors.is_empty() {
            true => Ok(()),
            false => Err(errors.into()),
        }
    }

    /// Neurons of every layer, from the input to the output: 784-256-128-100-10.
    pub fn layer_sizes(&self) -> Vec<usize> {
        let sizes = self.sizes();
        sizes.into_iter().map(|size| size as usize).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Data, Lane, Preset};
    use super::*;
    use crate::dataset::cifar;
    use crate::rewiring::{dense::MLP, set::SET};

    #[test]
    fn layers_follow_side_and_source() {
        let sizes = |text: &str| {
            let experiment = super::super::parse(text).experiment.unwrap();
            experiment.layer_sizes()
        };
        assert_eq!(sizes(""), [784, 256, 128, 100, 10]);
        assert_eq!(sizes("side=7&hidden=30"), [49, 30, 10]);
        let cifar = Preset::Published.settings(Some(Data::Source(&cifar::SOURCE)));
        let cifar = cifar.check().unwrap();
        assert_eq!(cifar.layer_sizes(), [3072, 4000, 1000, 4000, 10]);
    }

    #[test]
    fn a_dataset_with_too_few_images_is_named() {
        let of = |text: &str| super::super::parse(text).experiment.unwrap();
        let few = Dataset::garments(Count::First(30), Count::First(10), None);
        assert_eq!(of("train=30&test=10").fits(&few), Ok(()));
        let errors = of("train=31&test=all").fits(&few).unwrap_err();
        let said: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "train = \"31\": a whole number from 1 to 30, the training images of this copy of Garments",
                "test = \"all\": a whole number from 1 to 10, the test images of this copy of Garments",
            ]
        );
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
