//! How the groups of a search learn: accuracy over the epochs, a line a group, as in the paper's Figures 6 and 7.
//!
//! Groups of one method have its colour and dashes. What a search is looked at for is drawn thick: the baseline, the
//! best, and the group that is chosen; the others are thin, and told apart by their names where there is room.

use std::ops::Range;

use plotters::prelude::DrawingBackend;

use super::end_labels::EndLabels;
use super::frame::{self, Frame};
use super::pen::Pen;
use super::scale::{nice_step, percent_step};
use super::theme::lane;
use super::{Drawn, Surface, Theme, line, words};
use censet::rewiring::set::SET;
use censet::search::{Accuracy, Group, accuracy_name};

/// The chart.
#[derive(Clone, Copy, Debug)]
pub struct Learning<'a> {
    /// The groups of a search.
    pub groups: &'a [Group],
    /// The place of the one that is chosen.
    pub chosen: Option<usize>,
    /// Whether the vertical axis fits what comes late near the best instead of 0 to 100 %.
    pub zoomed: bool,
}

/// So few groups are all drawn thick.
const FEW: usize = 4;
/// A sentence that is not drawn names so many groups at most.
const MOST_SAID: usize = 13;

impl Learning<'_> {
    fn is_thick(&self, i: usize) -> bool {
        let group = &self.groups[i];
        self.groups.len() <= FEW || group.best || self.chosen == Some(i) || *group.method == SET
    }

    fn epochs(&self) -> usize {
        let epochs = self.groups.iter().map(|group| group.learning.len());
        epochs.max().unwrap_or(0).saturating_sub(1)
    }
}

/// Header of [`csv`].
pub const CSV_HEADER: &str = "group,epoch,seeds,accuracy_mean,accuracy_std";

/// The lines as comma-separated values, of the test images and, if a group holds images back, of those; what
/// there is not is empty, and so is the deviation for a single seed.
pub fn csv(groups: &[Group]) -> String {
    let held = groups.iter().any(|group| group.validation.is_some());
    let mut text = CSV_HEADER.to_owned();
    if held {
        text += ",validation_mean,validation_std";
    }
    text += "\n";
    let written = |Accuracy { mean, std }: &Accuracy| {
        let std = std.map_or(String::new(), |std| std.to_string());
        format!(",{mean},{std}")
    };
    for group in groups {
        let seeds = group.seeds.len();
        for (epoch, test) in group.learning.iter().enumerate() {
            text += &format!("\"{}\",{epoch},{seeds}{}", group.name, written(test));
            if held {
                let validation = group.validation_learning.get(epoch);
                text += &validation.map_or(",,".into(), written);
            }
            text += "\n";
        }
    }
    text
}

/// What the figure shows, in words.
pub fn describe(data: &Learning) -> String {
    let groups = data.groups.iter().enumerate();
    let whole = data.groups.len() <= MOST_SAID;
    let said = groups.filter(|(i, _)| whole || data.is_thick(*i));
    let said = said.take(MOST_SAID).filter_map(|(_, group)| {
        let Accuracy { mean, .. } = group.decisive_learning().last()?;
        let best = if group.best { ", the best" } else { "" };
        Some(format!("{} {} %{best}", group.name, words::fixed(*mean, 2)))
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() {
        return "Test accuracy over the epochs: no run is finished yet.".into();
    }
    format!(
        "{} over the epochs of {} {}, mean over seeds. After their last epochs: {}.",
        words::capital(accuracy_name(data.groups)),
        words::count(data.groups.len()),
        words::plural(data.groups.len(), "group", "groups"),
        said.join("; ")
    )
}

/// Draws the chart on the whole surface.
pub fn draw<DB: DrawingBackend>(
    data: &Learning,
    surface: &Surface<DB>,
    theme: &Theme,
) -> Drawn<DB> {
    let pen = Pen::new(surface, theme);
    pen.clear()?;
    let (width, height) = surface.dim_in_pixel();
    let (width, height) = (width as i32, height as i32);
    let down = (theme.px(30.0), height - theme.px(44.0));
    let labels_of = |named: &dyn Fn(usize) -> bool| {
        let names = (0..data.groups.len()).filter(|&i| named(i));
        EndLabels::shortened(names.map(|i| data.groups[i].name.as_str()), width, theme)
    };
    let all = labels_of(&|_| true);
    let all_fit = all.width > 0 && data.groups.len() as i32 * theme.px(17.0) <= down.1 - down.0;
    let named = |i: usize| all_fit || data.is_thick(i);
    let labels = labels_of(&named);
    let parts = ((down.1 - down.0) / theme.px(34.0).max(1)).clamp(2, 5) as usize;
    let (range, step) = vertical(data, parts);
    let y_ticks = frame::ticks(step, range.start, range.end);
    let left = frame::left_margin(y_ticks.iter().map(|(_, label)| label.as_str()), theme);
    let across = (left, width - labels.width.max(theme.px(14.0)));
    let last = data.epochs().max(1) as f64;
    let frame = Frame::new(across, down, 0.0..last, range.clone());
    let parts = ((across.1 - across.0) / theme.px(60.0).max(1)).clamp(1, 6) as usize;
    let x_step = nice_step(last, parts).max(1.0).ceil();
    frame.draw_y(
        &pen,
        &y_ticks,
        &format!("{}, %", accuracy_name(data.groups)),
    )?;
    frame.draw_x(&pen, &frame::ticks(x_step, 0.0, last), "epoch")?;
    if data.groups.is_empty() {
        return frame.draw_empty(&pen, "Lines appear here as runs finish.");
    }
    let style = |group: &Group| lane::places(&[group.method])[0];
    let mut order: Vec<usize> = (0..data.groups.len()).collect();
    censet::order::sort_by_key(&mut order, |&i| {
        (
            data.chosen == Some(i),
            data.groups[i].best,
            data.is_thick(i),
        )
    });
    for i in order {
        let group = &data.groups[i];
        let look = &theme.lanes[style(group)];
        let dash: Vec<f64> = look.dash.iter().map(|css| css * theme.scale).collect();
        let (color, stroke) = match (data.chosen == Some(i), data.is_thick(i)) {
            (true, _) => (theme.text, theme.stroke),
            (false, true) => (look.color, theme.stroke),
            (false, false) => (look.color, 0.4 * theme.stroke),
        };
        let values = group.decisive_learning().iter().enumerate();
        let values = values.map(|(epoch, accuracy)| (epoch as f64, accuracy.mean));
        for run in line::visible_runs(values, &range) {
            let points: Vec<(i32, i32)> = run.into_iter().map(|(x, y)| frame.at(x, y)).collect();
            for piece in line::dashes(&points, &dash) {
                pen.path(piece, color, theme.width(stroke))?;
            }
        }
    }
    let ends = data.groups.iter().enumerate().filter(|(i, _)| named(*i));
    let ends = ends.filter_map(|(_, group)| {
        let learning = group.decisive_learning();
        let epoch = learning.len().checked_sub(1)?;
        let mean = learning[epoch].mean.clamp(range.start, range.end);
        let end = frame.at(epoch as f64, mean);
        Some((end, style(group), group.name.as_str()))
    });
    labels.draw(ends.collect(), &frame, &pen)
}

/// The vertical axis: from where to where, and the step of its ticks.
fn vertical(data: &Learning, parts: usize) -> (Range<f64>, f64) {
    let means = data.groups.iter().map(|group| group.decisive().mean);
    let mut means: Vec<f64> = means.collect();
    censet::order::sort_numbers(&mut means);
    let (Some(&best), true) = (means.last(), data.zoomed) else {
        return (0.0..100.0, percent_step(parts));
    };
    // As in the chart of the trials: what collapsed would hide the rest.
    let floor = best - 3.0 * (best - means[means.len() / 2]).max(0.5);
    let near = data.groups.iter();
    let near = near.filter(|group| group.decisive().mean >= floor);
    let late = near.flat_map(|group| {
        let learning = group.decisive_learning();
        let late = learning.iter().skip((learning.len() / 4).max(1));
        late.map(|accuracy| accuracy.mean)
    });
    let (low, high) = late.fold((best, best), |(low, high), mean| {
        (low.min(mean), high.max(mean))
    });
    let step = nice_step((high - low).max(0.5), parts);
    let bottom = (low / step - 1e-6).floor() * step;
    let top = ((high / step + 1e-6).ceil() * step).max(bottom + step);
    (bottom..top, step)
}
