//! Where each neuron is: used to draw, and by the page to find the neuron under the pointer.

use std::ops::Range;

use super::room::{Room, dot_pitch, rows};
use super::{Edge, InputShade, NetworkGraph};
use crate::{Theme, words};

/// A neuron on the surface, in device pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Centre, from the left.
    pub x: f64,
    /// Centre, from the top.
    pub y: f64,
    /// Radius of a dot; half the side of an input pixel.
    pub radius: f64,
}

impl Spot {
    pub(super) fn pixel(&self) -> (i32, i32) {
        (self.x.round() as i32, self.y.round() as i32)
    }

    /// A square of this half side, in whole pixels; neighbours touch without overlap.
    pub(super) fn cell(&self, half: f64) -> ((i32, i32), (i32, i32)) {
        let edge = |center: f64, side: f64| (center + side * half).round() as i32;
        let from = (edge(self.x, -1.0), edge(self.y, -1.0));
        let to = (edge(self.x, 1.0), edge(self.y, 1.0));
        (from, (to.0.max(from.0 + 1), to.1.max(from.1 + 1)))
    }
}

/// The rectangle of a layer, in device pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Block {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
    /// Distance from one neuron to the next.
    pub pitch: f64,
    /// Whether neurons are so many that they are drawn as pixels and not as dots.
    pub dense: bool,
}

/// A direction on the surface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Towards the inputs.
    Left,
    /// Towards the classes.
    Right,
    /// Upwards.
    Up,
    /// Downwards.
    Down,
}

/// All places of a network graph on a surface of one size.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// Every neuron, input layer first.
    pub spots: Vec<Spot>,
    /// Every layer.
    pub blocks: Vec<Block>,
    /// First neuron of each layer, and after the last the number of neurons.
    starts: Vec<usize>,
    /// Lines of heading over the layers: 2 with names, 1 with sizes only, 0 without room.
    pub(super) headings: usize,
    /// Labels of the output neurons, where they fit.
    pub(super) class_labels: Option<Vec<String>>,
    pub(super) class_label_x: f64,
    /// Where the colour scale goes, if there is room.
    pub(super) legend: Option<Block>,
}

impl Layout {
    /// The neuron at a point in device pixels: the nearest, if it is no farther than its
    /// neighbours are from it.
    pub fn neuron_at(&self, x: f64, y: f64) -> Option<usize> {
        let mut nearest = None;
        let mut least = f64::INFINITY;
        for (block, range) in self.blocks.iter().zip(self.starts.windows(2)) {
            for v in range[0]..range[1] {
                let spot = &self.spots[v];
                let distance = (spot.x - x).hypot(spot.y - y);
                if distance < least && distance <= spot.radius.max(block.pitch * 0.75) {
                    (nearest, least) = (Some(v), distance);
                }
            }
        }
        nearest
    }

    /// Layer of a neuron and its index in that layer.
    ///
    /// # Panics
    /// If there is no such neuron.
    pub fn locate(&self, neuron: usize) -> (usize, usize) {
        assert!(neuron < self.spots.len(), "no neuron {neuron}");
        let layer = self.starts.partition_point(|start| *start <= neuron) - 1;
        (layer, neuron - self.starts[layer])
    }

    /// The neuron next to `neuron` that way: the nearest of its layer in that direction; at the left
    /// and right edge of a layer, or if it is to `leap`, the one at the same height in the layer
    /// beside it. The same neuron where nothing follows.
    ///
    /// # Panics
    /// If there is no such neuron.
    pub fn step(&self, neuron: usize, way: Way, leap: bool) -> usize {
        let (layer, _) = self.locate(neuron);
        let from = self.spots[neuron];
        let along = |spot: &Spot| match way {
            Way::Left => from.x - spot.x,
            Way::Right => spot.x - from.x,
            Way::Up => from.y - spot.y,
            Way::Down => spot.y - from.y,
        };
        let aside = |spot: &Spot| match way {
            Way::Left | Way::Right => (spot.y - from.y).abs(),
            Way::Up | Way::Down => (spot.x - from.x).abs(),
        };
        let nearest = |layer: usize, aside_first: bool| {
            let far = |v: &usize| {
                let spot = &self.spots[*v];
                match aside_first {
                    true => aside(spot) * 1e3 + along(spot),
                    false => along(spot) + 3.0 * aside(spot),
                }
            };
            let all = self.starts[layer]..self.starts[layer + 1];
            all.filter(|v| along(&self.spots[*v]) > 1e-6)
                .min_by(|a, b| far(a).total_cmp(&far(b)))
        };
        let beside = || match way {
            Way::Left => layer.checked_sub(1),
            Way::Right => (layer + 2 < self.starts.len()).then_some(layer + 1),
            Way::Up | Way::Down => None,
        };
        let within = || if leap { None } else { nearest(layer, false) };
        within()
            .or_else(|| nearest(beside()?, true))
            .unwrap_or(neuron)
    }

    /// The neurons of a layer.
    pub(super) fn layer(&self, layer: usize) -> Range<usize> {
        self.starts[layer]..self.starts[layer + 1]
    }

    fn block(&self, neuron: usize) -> &Block {
        &self.blocks[self.locate(neuron).0]
    }

    /// The distance from a neuron to the next.
    pub(super) fn pitch(&self, neuron: usize) -> f64 {
        self.block(neuron).pitch
    }

    /// Whether a neuron is drawn as a pixel and not as a dot.
    pub(super) fn is_cell(&self, neuron: usize) -> bool {
        self.block(neuron).dense
    }

    /// The pixels of a neuron that is drawn as one.
    pub(super) fn cell(&self, neuron: usize) -> ((i32, i32), (i32, i32)) {
        self.spots[neuron].cell(self.pitch(neuron) / 2.0)
    }

    /// The numbers of the neurons that a connection joins.
    pub(super) fn numbers(&self, edge: &Edge) -> (usize, usize) {
        (
            self.starts[edge.layer] + edge.source,
            self.starts[edge.layer + 1] + edge.target,
        )
    }

    /// Where the line of a connection begins and ends.
    pub(super) fn ends(&self, graph: &NetworkGraph, edge: &Edge) -> ((f64, f64), (f64, f64)) {
        assert!(
            edge.layer + 1 < graph.layers.len()
                && edge.source < graph.layers[edge.layer]
                && edge.target < graph.layers[edge.layer + 1],
            "a connection {edge:?} outside of layers {:?}",
            graph.layers
        );
        let (source, target) = self.numbers(edge);
        let (from, to) = (self.spots[source], self.spots[target]);
        // Lines across the image would hide it: they leave it at the end of the pixel's row.
        let start = if edge.layer == 0 {
            self.blocks[0].right
        } else {
            from.x
        };
        ((start, from.y), (to.x, to.y))
    }
}

/// Share of the width given to the input image, at most.
const INPUT_SHARE: f64 = 0.27;

/// Places every neuron of `graph` on a surface of so many device pixels.
///
/// The input is a grid of square pixels, one below the other for several channels. Other layers are
/// blocks filled column by column, all with the same distance between dots; an output layer small
/// enough is one spread column with labels. A dot's area goes with its centrality.
///
/// # Panics
/// If the image does not have as many pixels as the first layer has neurons, or if there is not one
/// centrality a neuron.
pub fn layout(graph: &NetworkGraph, size: (u32, u32), theme: &Theme) -> Layout {
    let mut starts = vec![0];
    starts.extend(graph.layers.iter().scan(0, |sum, n| {
        *sum += n;
        Some(*sum)
    }));
    let neurons = starts[graph.layers.len()];
    assert_eq!(graph.lc.len(), neurons, "one centrality a neuron");
    let mut done = Layout {
        spots: Vec::with_capacity(neurons),
        blocks: Vec::with_capacity(graph.layers.len()),
        starts,
        headings: 0,
        class_labels: None,
        class_label_x: 0.0,
        legend: None,
    };
    if graph.layers.is_empty() {
        return done;
    }
    let legends = match graph.shade {
        InputShade::Centrality => 1,
        InputShade::Degree(_) => 2,
    };
    let room = Room::new(size, theme.scale, legends);
    done.place_input(graph, &room);
    done.place_others(graph, &room, theme);
    if room.ample {
        done.headings = done.heading_lines(graph, theme);
    }
    done
}

impl Layout {
    fn place_input(&mut self, graph: &NetworkGraph, room: &Room) {
        let image = graph.image;
        assert_eq!(
            image.height * image.width * image.channels,
            graph.layers[0],
            "the image has a pixel for each input neuron"
        );
        let channels = image.channels as f64;
        let gap = if channels > 1.0 {
            6.0 * room.scale
        } else {
            0.0
        };
        let tall = room.height() - room.legend - gap * (channels - 1.0);
        let mut side = (INPUT_SHARE * room.width / image.width.max(1) as f64)
            .min(tall / (image.height * image.channels).max(1) as f64);
        // Whole device pixels where possible: all squares alike.
        if side >= 1.0 {
            side = side.floor();
        }
        let plane = side * image.height as f64;
        let height = (plane + gap) * channels - gap;
        let top = (room.middle() - height / 2.0)
            .min(room.bottom - room.legend - height)
            .max(room.top)
            .round();
        for v in 0..graph.layers[0] {
            let (pixel, channel) = (v / image.channels, v % image.channels);
            let (row, column) = (pixel / image.width, pixel % image.width);
            self.spots.push(Spot {
                x: room.left + (column as f64 + 0.5) * side,
                y: top + (plane + gap) * channel as f64 + (row as f64 + 0.5) * side,
                radius: side / 2.0,
            });
        }
        let grid = Block {
            left: room.left,
            top,
            right: room.left + side * image.width as f64,
            bottom: top + height,
            pitch: side,
            dense: true,
        };
        self.blocks.push(grid);
        self.legend = room.ample.then_some(Block {
            right: grid.right.max(grid.left + 70.0 * room.scale),
            top: grid.bottom + 22.0 * room.scale,
            bottom: grid.bottom + 28.0 * room.scale,
            ..grid
        });
    }

    fn place_others(&mut self, graph: &NetworkGraph, room: &Room, theme: &Theme) {
        let others = &graph.layers[1..];
        let Some(outputs) = others.last().copied() else {
            return;
        };
        let spread_pitch = (room.height() / outputs.max(1) as f64).min(28.0 * room.scale);
        let spread = room.ample && outputs > 0 && spread_pitch >= 14.0 * room.scale;
        let mut right = room.right;
        if spread {
            let (labels, width) = class_labels(graph, outputs, room, theme);
            self.class_labels = Some(labels);
            right -= width;
        }

        let blocks = others.len() - usize::from(spread);
        let pitch = dot_pitch(&others[..blocks], spread, room);
        let rows = |n| rows(n, pitch, room.height());
        let widths = others[..blocks]
            .iter()
            .map(|n| n.div_ceil(rows(*n)) as f64 * pitch)
            .chain(spread.then_some(pitch));
        let mut left = self.blocks[0].right;
        let used: f64 = widths.clone().sum();
        let between = ((right - left - used) / others.len() as f64).max(0.0);
        let largest = pitch * 0.5;
        for ((l, n), width) in others.iter().copied().enumerate().zip(widths) {
            left += between;
            let (rows, down) = match l < blocks {
                true => (rows(n), pitch),
                false => (n, spread_pitch),
            };
            let high = rows as f64 * down;
            let block = Block {
                left,
                top: room.middle() - high / 2.0,
                right: left + width,
                bottom: room.middle() + high / 2.0,
                pitch: down,
                dense: down < 4.0 * room.scale,
            };
            let first = self.spots.len();
            for i in 0..n {
                let part = graph.scale.position(graph.lc[first + i]);
                let part = if part.is_nan() { 0.0 } else { part };
                self.spots.push(Spot {
                    x: block.left + ((i / rows) as f64 + 0.5) * pitch,
                    y: block.top + ((i % rows) as f64 + 0.5) * down,
                    radius: (largest * part).max((0.75 * room.scale).min(largest)),
                });
            }
            left = block.right;
            self.blocks.push(block);
        }
        self.class_label_x = left + 4.0 * room.scale;
    }

    fn heading_lines(&self, graph: &NetworkGraph, theme: &Theme) -> usize {
        let fits = |texts: Vec<String>| {
            let width = |text: &String| words::width(text, theme.tick_size * theme.scale);
            let center = |block: &Block| (block.left + block.right) / 2.0;
            let blocks = self.blocks.windows(2);
            blocks.zip(texts.windows(2)).all(|(block, text)| {
                let need = (width(&text[0]) + width(&text[1])) / 2.0 + 2.0 * theme.scale;
                center(&block[1]) - center(&block[0]) >= need
            })
        };
        match () {
            () if !fits(super::sizes(graph)) => 0,
            () if !fits(super::layer_names(graph.layers.len())) => 1,
            () => 2,
        }
    }
}

/// Share of the width that the names of classes may take.
const LABELS_SHARE: f64 = 0.25;

/// Names of the classes if they are short enough, else what stands before a slash, else their indices; and
/// the width they take.
fn class_labels(
    graph: &NetworkGraph,
    outputs: usize,
    room: &Room,
    theme: &Theme,
) -> (Vec<String>, f64) {
    let longest = |labels: &[String]| {
        labels
            .iter()
            .map(|label| words::width(label, theme.tick_size * room.scale))
            .fold(0.0, f64::max)
    };
    let full = graph.classes.to_vec();
    let brief = full.iter().map(|name| match name.split_once('/') {
        Some((first, _)) => first.to_string(),
        None => name.clone(),
    });
    let choices = [brief.collect(), full];
    let fits = |labels: &Vec<String>| {
        labels.len() == outputs && longest(labels) <= LABELS_SHARE * room.width
    };
    let labels = match choices.into_iter().rev().find(fits) {
        Some(labels) => labels,
        None => (0..outputs).map(|i| i.to_string()).collect(),
    };
    let width = longest(&labels) + 10.0 * room.scale;
    (labels, width)
}
