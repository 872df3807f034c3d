//! What networks still know as neurons or connections go: most central first, least central first, at random.

use plotters::prelude::{Color, DrawingBackend};

use super::end_labels::EndLabels;
use super::frame::{self, Frame};
use super::pen::Pen;
use super::{Drawn, Surface, Theme, line, words};

/// A network.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// Title of the lane.
    pub name: String,
    /// Its place in [`Theme::lanes`].
    pub style: usize,
    /// The epoch of the network.
    pub epoch: u32,
    /// How many percent are gone at each step.
    pub gone: Vec<f64>,
    /// The accuracy at each step of each order: the most central first, the least central first, and the
    /// random ones.
    pub accuracies: Vec<f64>,
}

/// What each of the orders is called.
const NAMES: [&str; 3] = ["most central first", "least central first", "at random"];

impl Network {
    fn orders(&self) -> impl Iterator<Item = &[f64]> {
        self.accuracies.chunks(self.gone.len().max(1))
    }

    /// The best, or the worst, of the random orders at each step.
    fn edge(&self, better: fn(f64, f64) -> f64) -> Vec<f64> {
        let mut random = self.orders().skip(2);
        let mut edge = random.next().unwrap_or_default().to_vec();
        for order in random {
            let both = edge.iter_mut().zip(order);
            both.for_each(|(edge, value)| *edge = better(*edge, *value));
        }
        edge
    }

    /// How many percent are gone when half the accuracy is.
    fn half(&self, order: &[f64]) -> Option<f64> {
        let mut steps = self.gone.iter().zip(order);
        let step = steps.find(|(_, accuracy)| **accuracy <= order[0] / 2.0);
        step.map(|(gone, _)| *gone)
    }

    /// The points of an order.
    fn points(&self, order: &[f64], frame: &Frame) -> Vec<(i32, i32)> {
        let points = self.gone.iter().zip(order);
        points
            .map(|(gone, accuracy)| frame.at(*gone, *accuracy))
            .collect()
    }
}

/// The chart.
#[derive(Clone, Debug)]
pub struct Attack {
    /// Whether connections go, not hidden neurons.
    pub connections: bool,
    /// The networks, at most four read well.
    pub networks: Vec<Network>,
}

impl Attack {
    fn target(&self) -> &'static str {
        match self.connections {
            true => "connections",
            false => "hidden neurons",
        }
    }

    fn frame(&self, (width, height): (u32, u32), theme: &Theme) -> (Frame, EndLabels) {
        let (width, height) = (width as i32, height as i32);
        let names = self.networks.iter().map(|of| of.name.as_str());
        let labels = EndLabels::new(names, width, theme);
        let left = frame::left_margin(["100"], theme);
        let across = (left, width - labels.width.max(theme.px(14.0)));
        let down = (theme.px(30.0), height - theme.px(44.0));
        (Frame::new(across, down, 0.0..100.0, 0.0..100.0), labels)
    }
}

/// What the figure shows, in words.
pub fn describe(data: &Attack) -> String {
    let said = data.networks.iter().map(|of| {
        let halves = of.orders().zip(NAMES).filter_map(|(order, name)| {
            let gone = of.half(order)?;
            Some(format!("{name} {} %", words::fixed(gone, 0)))
        });
        let halves: Vec<String> = halves.collect();
        format!("{}, epoch {}: {}", of.name, of.epoch, halves.join(", "))
    });
    let said: Vec<String> = said.collect();
    match said.is_empty() {
        true => format!("Accuracy as {} go: nothing to show yet.", data.target()),
        false => format!(
            "Accuracy as {} go. Half of it is lost when so many are gone: {}.",
            data.target(),
            said.join("; ")
        ),
    }
}

/// Where none and all are gone on a surface of this size, in pixels from the left.
pub fn places(data: &Attack, size: (u32, u32), theme: &Theme) -> Vec<i32> {
    let (frame, _) = data.frame(size, theme);
    vec![frame.left, frame.right]
}

/// Draws the chart on the whole surface.
pub fn draw<DB: DrawingBackend>(data: &Attack, surface: &Surface<DB>, theme: &Theme) -> Drawn<DB> {
    let pen = Pen::new(surface, theme);
    pen.clear()?;
    let (frame, labels) = data.frame(surface.dim_in_pixel(), theme);
    frame.draw_y(&pen, &frame::ticks(25.0, 0.0, 100.0), "test accuracy, %")?;
    let title = format!("{} gone, %", data.target());
    frame.draw_x(&pen, &frame::ticks(25.0, 0.0, 100.0), &title)?;
    if data.networks.is_empty() {
        return frame.draw_empty(&pen, "Lines appear here once networks are attacked.");
    }
    for of in &data.networks {
        let mut around = of.points(&of.edge(f64::min), &frame);
        let top = of.points(&of.edge(f64::max), &frame);
        around.extend(top.into_iter().rev());
        pen.area(around, theme.lanes[of.style].color.mix(0.2))?;
    }
    for of in &data.networks {
        let style = &theme.lanes[of.style];
        let dash: Vec<f64> = style.dash.iter().map(|css| css * theme.scale).collect();
        for (order, width) in of.orders().zip([theme.stroke, 0.5 * theme.stroke]) {
            for piece in line::dashes(&of.points(order, &frame), &dash) {
                pen.path(piece, style.color, theme.width(width))?;
            }
        }
    }
    let ends = data.networks.iter().filter_map(|of| {
        let end = *of.points(of.orders().next()?, &frame).last()?;
        Some((end, of.style, of.name.as_str()))
    });
    labels.draw(ends.collect(), &frame, &pen)
}
