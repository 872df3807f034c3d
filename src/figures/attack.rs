//! What networks still know as neurons or connections go: most central first, least central first, at random.

use plotters::prelude::{Color, DrawingBackend};

use super::end_labels::EndLabels;
use super::frame::{self, Frame};
use super::pen::Pen;
use super::{Drawn, Surface, Theme, line, words};

/// A network.
#[derive(Clone, Debug, PartialEq)]
pub struct Attacked {
    /// Title of the lane.
    pub name: String,
    /// Its place in [`Theme::lanes`].
    pub style: usize,
    /// The epoch of the network.
    pub epoch: u32,
    /// How many percent are gone at each step.
    pub gone: Vec<f64>,
    /// The accuracy at each step: the most central first, the least central first, the random orders.
    pub orders: Vec<Vec<f64>>,
}

/// What each of the orders is called.
const NAMES: [&str; 3] = ["most central first", "least central first", "at random"];

impl Attacked {
    /// The lowest and the highest of the random orders at each step.
    fn band(&self) -> (Vec<f64>, Vec<f64>) {
        let steps = 0..self.gone.len();
        let of = |best: fn(f64, f64) -> f64, start: f64| {
            let at = |step: usize| self.orders[2..].iter().map(move |order| order[step]);
            steps
                .clone()
                .map(|step| at(step).fold(start, best))
                .collect()
        };
        (of(f64::min, 100.0), of(f64::max, 0.0))
    }

    /// How many percent are gone when half the accuracy is.
    fn half(&self, order: &[f64]) -> Option<f64> {
        let mut steps = self.gone.iter().zip(order);
        let step = steps.find(|(_, accuracy)| **accuracy <= order[0] / 2.0);
        step.map(|(gone, _)| *gone)
    }
}

/// The chart.
#[derive(Clone, Copy, Debug)]
pub struct Attack<'a> {
    /// Whether connections go, not hidden neurons.
    pub connections: bool,
    /// The networks, at most four read well.
    pub networks: &'a [Attacked],
}

impl Attack<'_> {
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
        let halves = of.orders.iter().zip(NAMES).filter_map(|(order, name)| {
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
pub fn places(data: &Attack, size: (u32, u32), theme: &Theme) -> [f64; 2] {
    let (frame, _) = data.frame(size, theme);
    [frame.left.into(), frame.right.into()]
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
    let at = |of: &Attacked, order: &[f64]| -> Vec<(i32, i32)> {
        let points = of.gone.iter().zip(order);
        points
            .map(|(gone, accuracy)| frame.at(*gone, *accuracy))
            .collect()
    };
    for of in data.networks {
        let (low, high) = of.band();
        let mut around = at(of, &low);
        around.extend(at(of, &high).into_iter().rev());
        pen.area(around, theme.lanes[of.style].color.mix(0.2))?;
    }
    for of in data.networks {
        let style = &theme.lanes[of.style];
        let dash: Vec<f64> = style.dash.iter().map(|css| css * theme.scale).collect();
        for (order, width) in of.orders.iter().zip([theme.stroke, 0.5 * theme.stroke]) {
            for piece in line::dashes(&at(of, order), &dash) {
                pen.path(piece, style.color, theme.width(width))?;
            }
        }
    }
    let ends = data.networks.iter().filter_map(|of| {
        let end = *at(of, of.orders.first()?).last()?;
        Some((end, of.style, of.name.as_str()))
    });
    labels.draw(ends.collect(), &frame, &pen)
}
