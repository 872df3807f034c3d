//! How much memory an experiment needs, before anything of it is made.
//!
//! The figures were measured in the wasm module: memory that an instance has once taken is never given
//! back, so they are those of its fullest moment, which is when a lane saves itself.

use super::{Experiment, Settings};

/// Bytes of a worker before it holds anything.
const WORKER: f64 = 3e6;
/// Bytes for each neuron: a tile of 20 samples in every buffer of a step, parameters, centrality.
const NEURON: f64 = 600.0;
/// Bytes for each connection of a dense lane: index, weight, velocity, birth, gradient, and the copy
/// that is saved.
const DENSE: f64 = 34.0;
/// Bytes for each connection of a lane that is rewired: twice that and more while the new wiring is made
/// from the old one, centrality is measured and the page is told.
const SPARSE: f64 = 96.0;
/// Bytes of the page itself, with all that it may keep of past epochs and the figures it shows.
const PAGE: f64 = 450e6;
/// Bytes of the page for each connection of a lane that is rewired: its place at the start, and place and
/// birth of those there are now, twice while an epoch's changes are made.
const WIRING: f64 = 24.0;
/// What a WebAssembly instance can address.
pub(super) const WORKER_LIMIT: f64 = 4.0 * 1024.0 * 1024.0 * 1024.0;

/// Bytes that an experiment needs, about; the parts are WebAssembly instances of their own.
#[derive(Clone, Debug, PartialEq)]
pub struct Memory {
    /// The page that shows it.
    pub page: f64,
    /// The worker that keeps the data.
    pub data: f64,
    /// The worker of each lane.
    pub lanes: Vec<f64>,
}

impl Memory {
    /// In the browser, all together.
    pub fn in_browser(&self) -> f64 {
        self.page + self.data + self.lanes.iter().sum::<f64>()
    }
}

impl Experiment {
    /// What the experiment needs in a browser: about a quarter more than was measured, so that it is
    /// rather warned of in vain.
    pub fn memory(&self) -> Memory {
        self.0.memory()
    }

    /// What it needs in the headless command, where all lanes share the images.
    pub fn native_memory(&self) -> f64 {
        let images = self.image_bytes(self.side);
        let lanes = (0..self.lanes.len()).map(|lane| self.lane_memory(lane) - images);
        self.image_bytes(self.side) + self.image_bytes(None) + lanes.sum::<f64>()
    }
}

impl Settings {
    pub(super) fn memory(&self) -> Memory {
        let whole = self.image_bytes(None);
        let shrunk = self.side.map_or(0.0, |_| self.image_bytes(self.side));
        Memory {
            page: PAGE + self.wiring_bytes(),
            data: WORKER + shrunk + self.data.memory(whole, self.all_bytes()),
            lanes: (0..self.lanes.len())
                .map(|lane| self.lane_memory(lane))
                .collect(),
        }
    }

    /// Bytes of what the page knows of the wiring of all lanes.
    fn wiring_bytes(&self) -> f64 {
        let sizes = self.sizes();
        let rewired = self.lanes.iter().filter(|lane| lane.method.prunes());
        rewired
            .map(|lane| WIRING * self.lane_connections(lane.method, &sizes))
            .sum()
    }

    fn lane_memory(&self, lane: usize) -> f64 {
        let method = self.lanes[lane].method;
        let sizes = self.sizes();
        let neurons: u32 = sizes.iter().sum();
        let each = match method.dense && !method.prunes() {
            true => DENSE,
            false => SPARSE,
        };
        WORKER
            + self.image_bytes(self.side)
            + NEURON * f64::from(neurons)
            + each * self.lane_connections(method, &sizes)
    }

    /// Bytes of the images and labels that are asked for, down-sampled to `side`.
    fn image_bytes(&self, side: Option<u32>) -> f64 {
        let (train, test) = self.images();
        f64::from(train + test) * self.bytes_each(side)
    }

    /// Bytes of the whole dataset.
    fn all_bytes(&self) -> f64 {
        let (train, test) = self.data.images();
        f64::from(train + test) * self.bytes_each(None)
    }

    /// Bytes of an image, down-sampled to `side`, and its label.
    fn bytes_each(&self, side: Option<u32>) -> f64 {
        f64::from(self.inputs(side) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    fn gigabytes(text: &str) -> f64 {
        parse(text).experiment.unwrap().memory().in_browser() / 1e9
    }

    #[test]
    fn grows_with_what_is_asked_for() {
        let demo = gigabytes("");
        assert!(demo > 0.4 && demo < 0.6, "{demo}");
        let described = gigabytes("preset=described");
        assert!(described > demo + 0.3 && described < 1.1, "{described}");
        let cifar = gigabytes("preset=described&data=cifar10&lanes=mlp,set,censet");
        assert!(cifar > 2.0 && cifar < 3.0, "{cifar}");
        assert!(gigabytes("preset=described&side=7") < described - 0.1);
        assert!(gigabytes("preset=described&lanes=set") < described - 0.1);
    }

    /// A page knows the births of all connections of a lane that is rewired, however many they are.
    #[test]
    fn the_page_grows_with_what_is_rewired() {
        let page = |text: &str| parse(text).experiment.unwrap().memory().page / 1e9;
        let dense = page("data=cifar10&lanes=mlp");
        assert!(page("") - dense < 0.01 && page("data=cifar10&lanes=set") - dense < 0.02);
        // 20 million connections.
        let full = page("data=cifar10&lanes=set&epsilon=10000") - dense;
        assert!(full > 0.45 && full < 0.55, "{full}");
    }

    #[test]
    fn the_command_holds_the_images_once() {
        let of = |text: &str| parse(text).experiment.unwrap();
        let (one, two) = (
            of("preset=described&lanes=set"),
            of("preset=described&lanes=set,censet"),
        );
        let more = two.native_memory() - one.native_memory();
        assert!(more > 1e6 && more < 1e7, "{more}");
    }

    #[test]
    fn what_no_worker_can_hold_is_refused() {
        let errors = parse("lanes=set&hidden=4000-8000-1200&epsilon=10000")
            .experiment
            .unwrap_err();
        let [error] = &errors[..] else {
            panic!("{errors:?}")
        };
        assert_eq!(error.field, "hidden");
        assert!(error.allowed.contains("about 4.3 GB"), "{}", error.allowed);
        assert!(parse("lanes=mlp&hidden=4000-8000-1200").experiment.is_ok());
    }
}
