//! Plausible networks and runs to draw, the same every time.

use censet::dataset::Shape;
use censet::graph::rewired::{Measure, Rewired};
use censet::network::{Connection, SparseLayer};
use censet_figures::CentralityScale;
use censet_figures::epochs::Series;
use censet_figures::network_graph::{Edge, EdgeState, InputShade, NetworkGraph};
use censet_figures::theme::lane;

/// A few reproducible random numbers (Knuth's linear congruential generator).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Uniform in [0, 1).
    pub fn unit(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.unit() * n as f64) as usize
    }

    /// Standard normal, near enough.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }
}

/// Log-normal values with about this mean and standard deviation.
pub fn heavy_tail(n: usize, mean: f64, std: f64) -> Vec<f64> {
    let mut dice = Dice::new(7);
    let variance = (1.0 + (std / mean).powi(2)).ln();
    let center = mean.ln() - variance / 2.0;
    (0..n)
        .map(|_| (center + variance.sqrt() * dice.normal()).exp())
        .collect()
}

/// Mean and population standard deviation.
pub fn moments(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let square = values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / n;
    (mean, square.sqrt())
}

/// A network that owns what a graph borrows.
pub struct Net {
    pub layers: Vec<usize>,
    pub image: Shape,
    pub lc: Vec<f64>,
    pub edges: Vec<Edge>,
    pub classes: Vec<String>,
}

impl Net {
    /// Centralities with a heavy tail, higher in the middle of the image; the 600 strongest
    /// connections, half of them negative.
    pub fn new(layers: &[usize], (height, width, channels): (usize, usize, usize)) -> Self {
        let mut lc = heavy_tail(layers.iter().sum(), 1.35, 1.96);
        for (v, lc) in lc.iter_mut().take(height * width * channels).enumerate() {
            let (row, column) = (v / channels / width, v / channels % width);
            let off = |at: usize, of: usize| ((at as f64 + 0.5) / of as f64 - 0.5) * 2.0;
            let far = off(row, height).powi(2) + off(column, width).powi(2);
            *lc *= 1.6 * (-1.8 * far).exp();
        }
        let mut net = Self {
            layers: layers.to_vec(),
            image: Shape {
                height,
                width,
                channels,
            },
            lc,
            edges: Vec::new(),
            classes: Vec::new(),
        };
        net.add(EdgeState::Stays, 600);
        net
    }

    /// 784-256-128-100-10 with the classes of FashionMNIST.
    pub fn fashion() -> Self {
        let names = "T-shirt,Trouser,Pullover,Dress,Coat,Sandal,Shirt,Sneaker,Bag,Boot";
        Self {
            classes: names.split(',').map(String::from).collect(),
            ..Self::new(&[784, 256, 128, 100, 10], (28, 28, 1))
        }
    }

    /// With so many connections cut and grown.
    pub fn rewired(mut self, cut: usize, grown: usize) -> Self {
        self.add(EdgeState::Cut, cut);
        self.add(EdgeState::Grown, grown);
        self
    }

    fn add(&mut self, state: EdgeState, count: usize) {
        if self.layers.len() < 2 {
            return;
        }
        let mut dice = Dice::new(11 + state as u64);
        let mut start = vec![0];
        for n in &self.layers {
            start.push(start[start.len() - 1] + n);
        }
        for i in 0..count {
            let layer = dice.below(self.layers.len() - 1);
            // Central neurons have the strong connections.
            let mut pick = |layer: usize| {
                let tries = [(); 4].map(|()| dice.below(self.layers[layer]));
                let lc = |v: &usize| self.lc[start[layer] + v];
                tries
                    .into_iter()
                    .max_by(|a, b| lc(a).total_cmp(&lc(b)))
                    .unwrap()
            };
            let (source, target) = (pick(layer), pick(layer + 1));
            let size = (0.25 + 0.15 * dice.normal().abs()) as f32;
            self.edges.push(Edge {
                layer,
                source,
                target,
                weight: if i % 2 == 0 { size } else { -size },
                state,
            });
        }
    }

    pub fn graph(&self) -> NetworkGraph<'_> {
        NetworkGraph {
            lane: "SET",
            epoch: 12,
            layers: &self.layers,
            image: self.image,
            shade: InputShade::Centrality,
            lc: &self.lc,
            scale: CentralityScale::of([&self.lc[..]]),
            edges: &self.edges,
            classes: &self.classes,
            one_in: 1,
            density: &[],
            pruned: &[],
        }
    }
}

/// A lane's values at epochs 0 to `last`.
pub fn series(name: &str, style: usize, value: impl Fn(f64) -> f64, last: u32) -> Series {
    Series {
        name: name.into(),
        style,
        values: (0..=last).map(|e| (e, value(f64::from(e)))).collect(),
    }
}

/// Four lanes that learn, two of them alike.
pub fn accuracy(last: u32) -> Vec<Series> {
    let curve = |top: f64, pace: f64| {
        move |e: f64| top - (top - 9.8) * (-e / pace).exp() + 0.3 * (e * 2.1).sin()
    };
    vec![
        series("SET", lane::SET, curve(86.4, 1.6), last),
        series("CenSET", lane::CENSET, curve(86.1, 1.65), last),
        series("MLP", lane::MLP, curve(87.9, 1.1), last),
        series("Static", lane::STATIC, curve(84.8, 1.7), last),
    ]
}

/// Two inputs, two hidden neurons, two outputs; epoch 4 cut one connection and grew another.
pub fn rewired() -> Rewired {
    let at = |target, source, weight| Connection {
        target,
        source,
        weight,
    };
    let first = [at(0, 0, 1.0), at(1, 0, -2.0), at(1, 1, 2.0)];
    let first = SparseLayer::new(2, 2, first).with_past(vec![0.0; 3], vec![0, 0, 4]);
    let last = SparseLayer::new(2, 2, [at(0, 0, 2.0), at(1, 1, -2.0)]);
    let cut = vec![vec![at(0, 1, 2.0)]];
    Rewired::new(vec![first, last], 4, cut, Measure::Defined)
}
