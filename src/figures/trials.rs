//! What a search found: accuracy against what was varied, with the spread over seeds.

use std::ops::Range;

use plotters::prelude::{Color, DrawingBackend};

use super::end_labels::EndLabels;
use super::frame::{self, Frame, Tick};
use super::pen::{Align, Face, Pen, Stand};
use super::scale::{nice_step, percent_step};
use super::theme::lane;
use super::{Drawn, Surface, Theme, line, words};
use censet::search::curves::{Curve, Curves, Level, Point};

/// The chart.
#[derive(Clone, Copy, Debug)]
pub struct Trials<'a> {
    /// Accuracy in percent: lines over what was varied, levels across.
    pub found: &'a Curves,
    /// Whether the vertical axis fits what is near the best instead of 0 to 100 %; what lies far below stands at its
    /// lower edge then, with its value.
    pub zoomed: bool,
}

/// A sentence that is not drawn holds so many values of a curve at most.
const MOST_SAID: usize = 13;

/// What the figure shows, in words.
pub fn describe(data: &Trials) -> String {
    let Curves { across, places, .. } = data.found;
    if places.is_empty() && data.found.levels.is_empty() {
        return "Accuracy against what is varied: no run is finished yet.".into();
    }
    let said = |point: &Point| {
        let best = if point.best { ", the best" } else { "" };
        format!("{}{best}", written(point))
    };
    let levels = data.found.levels.iter();
    let levels = levels.map(|level| format!("{} {}", level.name, said(&level.point)));
    let curves = data.found.curves.iter().map(|curve| {
        if !data.found.numbers {
            return format!("{} {}", curve.name, said(&curve.points[0]));
        }
        let whole = curve.points.len() <= MOST_SAID;
        let last = curve.points.len() - 1;
        let points = curve.points.iter().enumerate();
        let points = points.filter(|(i, point)| whole || point.best || *i == 0 || *i == last);
        let values: Vec<String> = points
            .map(|(_, point)| format!("{} at {}", said(point), place(places, point.at)))
            .collect();
        format!("{} {}", curve.name, values.join("; "))
    });
    let all: Vec<String> = levels.chain(curves).collect();
    let against = match across.is_empty() {
        true => String::new(),
        false => format!(", against {across}"),
    };
    format!(
        "{}, mean of {}{against}. {}.",
        words::capital(data.found.accuracy),
        data.found.averaged,
        all.join(". ")
    )
}

/// Mean and spread.
fn written(point: &Point) -> String {
    let mean = words::fixed(point.mean, 2);
    match point.std {
        Some(std) => format!("{mean} ± {} %", words::fixed(std, 2)),
        None => format!("{mean} %"),
    }
}

fn place(places: &[(f64, String)], at: f64) -> &str {
    let place = places.iter().find(|(other, _)| *other == at);
    place.map_or("", |(_, name)| name.as_str())
}

/// Draws the chart on the whole surface.
pub fn draw<DB: DrawingBackend>(data: &Trials, surface: &Surface<DB>, theme: &Theme) -> Drawn<DB> {
    let pen = Pen::new(surface, theme);
    pen.clear()?;
    let found = data.found;
    let (width, height) = surface.dim_in_pixel();
    let (width, height) = (width as i32, height as i32);
    // Groups beside one another have their names below them.
    let names = found.curves.iter().map(|curve| curve.name.as_str());
    let names = names.filter(|_| found.numbers);
    let levels = found.levels.iter().map(|level| level.name.as_str());
    let labels = EndLabels::shortened(levels.chain(names), width, theme);
    let down = (theme.px(30.0), height - theme.px(44.0));
    let parts = ((down.1 - down.0) / theme.px(34.0).max(1)).clamp(2, 5) as usize;
    let (range, step) = vertical(data, parts);
    let y_ticks = frame::ticks(step, range.start, range.end);
    let left = frame::left_margin(y_ticks.iter().map(|(_, label)| label.as_str()), theme);
    let across = (left, width - labels.width.max(theme.px(14.0)));
    let frame = Frame::new(across, down, horizontal(found), range.clone());
    frame.draw_y(&pen, &y_ticks, &format!("{}, %", found.accuracy))?;
    frame.draw_x(&pen, &fitting(&found.places, &frame, theme), &found.across)?;
    if found.curves.is_empty() && found.levels.is_empty() {
        return frame.draw_empty(&pen, "Points appear here as runs finish.");
    }
    let levels = found.levels.iter().map(|level| level.method);
    let methods: Vec<_> = levels
        .chain(found.curves.iter().map(|curve| curve.method))
        .collect();
    let styles = lane::places(&methods);
    let plot = Plot {
        frame: &frame,
        range: &range,
        pen: &pen,
    };
    let (level_styles, curve_styles) = styles.split_at(found.levels.len());
    for (level, style) in found.levels.iter().zip(level_styles) {
        plot.level(level, *style)?;
    }
    for (curve, style) in found.curves.iter().zip(curve_styles) {
        plot.curve(curve, *style)?;
    }
    let level_ends = found.levels.iter().zip(level_styles).map(|(level, style)| {
        let y = level.point.mean.clamp(range.start, range.end);
        (
            (frame.right, frame.at(0.0, y).1),
            *style,
            level.name.as_str(),
        )
    });
    let curve_ends = found.curves.iter().zip(curve_styles);
    let curve_ends = curve_ends
        .filter(|_| found.numbers)
        .filter_map(|(curve, style)| {
            let last = curve.points.last()?;
            let end = frame.at(last.at, last.mean.clamp(range.start, range.end));
            Some((end, *style, curve.name.as_str()))
        });
    labels.draw(level_ends.chain(curve_ends).collect(), &frame, &pen)?;
    // The best last, on top of what it may lie on.
    let levels = found.levels.iter();
    let levels = levels.map(|level| (f64::NAN, &level.point));
    let points = found.curves.iter().flat_map(|curve| &curve.points);
    for (at, point) in levels.chain(points.map(|point| (point.at, point))) {
        if point.best {
            plot.best(at, point)?;
        }
    }
    Ok(())
}

/// Where the marks of a chart go.
struct Plot<'a, DB: DrawingBackend> {
    frame: &'a Frame,
    range: &'a Range<f64>,
    pen: &'a Pen<'a, DB>,
}

impl<DB: DrawingBackend> Plot<'_, DB> {
    /// What lies below the frame stands at its lower edge: a triangle that points there and, where there is room from
    /// `free` on, its value; the next one has room behind it.
    fn below(&self, x: i32, mean: f64, style: usize, free: &mut i32) -> Drawn<DB> {
        let Self { frame, pen, .. } = self;
        let theme = pen.theme;
        let (half, height) = (theme.px(4.5), theme.px(8.0));
        let tip = frame.bottom - theme.px(1.0);
        let top = tip - height;
        let corners = vec![(x - half, top), (x + half, top), (x, tip)];
        pen.area(corners, theme.lanes[style].color)?;
        let value = words::fixed(mean, 1);
        let wide = (words::width(&value, theme.tick_size * theme.scale) / 2.0).ceil() as i32;
        if x - wide < *free {
            return Ok(());
        }
        *free = x + wide + theme.px(4.0);
        pen.text(
            &value,
            (x, top - theme.px(3.0)),
            (Align::Center, Stand::Bottom),
            (Face::Sans, theme.tick_size),
            theme.text,
        )
    }

    /// A line across with the band of its spread.
    fn level(&self, level: &Level, style: usize) -> Drawn<DB> {
        let Self { frame, range, pen } = self;
        let theme = pen.theme;
        let color = theme.lanes[style].color;
        let y = |value: f64| frame.at(0.0, value.clamp(range.start, range.end)).1;
        let Point { mean, std, .. } = level.point;
        if let Some(std) = std {
            let corners = ((frame.left, y(mean + std)), (frame.right, y(mean - std)));
            pen.fill(corners.0, corners.1, color.mix(0.15))?;
        }
        if !range.contains(&mean) && mean != range.end {
            let (x, mut free) = (frame.right - theme.px(20.0), frame.left);
            return self.below(x, mean, style, &mut free);
        }
        let ends = [(frame.left, y(mean)), (frame.right, y(mean))];
        for piece in line::dashes(&ends, &dash(style, theme)) {
            pen.path(piece, color, theme.width(theme.stroke))?;
        }
        Ok(())
    }

    /// A line with a dot a group and the spread of each.
    fn curve(&self, curve: &Curve, style: usize) -> Drawn<DB> {
        let Self { frame, range, pen } = self;
        let theme = pen.theme;
        let color = theme.lanes[style].color;
        let values = curve.points.iter().map(|point| (point.at, point.mean));
        for run in line::visible_runs(values, range) {
            let points: Vec<(i32, i32)> = run.into_iter().map(|(x, y)| frame.at(x, y)).collect();
            for piece in line::dashes(&points, &dash(style, theme)) {
                pen.path(piece, color, theme.width(theme.stroke))?;
            }
        }
        let (thin, cap) = (theme.width(1.5), theme.px(4.0));
        let mut free = frame.left;
        for point in &curve.points {
            let inside = |value: f64| (range.start..=range.end).contains(&value);
            if let Some(std) = point.std {
                let ends = [point.mean - std, point.mean + std];
                let clamped = ends.map(|end| end.clamp(range.start, range.end));
                let [low, high] = clamped.map(|end| frame.at(point.at, end));
                if low.1 > high.1 {
                    pen.path(vec![low, high], color, thin)?;
                }
                for (end, (x, y)) in ends.into_iter().zip([low, high]) {
                    if inside(end) {
                        pen.path(vec![(x - cap, y), (x + cap, y)], color, thin)?;
                    }
                }
            }
            if inside(point.mean) {
                pen.dot(frame.at(point.at, point.mean), theme.px(3.5), color)?;
            } else {
                let (x, _) = frame.at(point.at, range.start);
                self.below(x, point.mean, style, &mut free)?;
            }
        }
        Ok(())
    }

    /// A ring around the best mean, and the word.
    fn best(&self, at: f64, point: &Point) -> Drawn<DB> {
        let Self { frame, pen, .. } = self;
        let theme = pen.theme;
        let (mut x, y) = frame.at(if at.is_nan() { 0.0 } else { at }, point.mean);
        if at.is_nan() {
            x = (frame.left + frame.right) / 2;
        } else {
            pen.ring((x, y), theme.px(7.0), theme.text, theme.width(1.5))?;
        }
        let half = theme.px(22.0);
        let x = x.clamp(
            frame.left + half,
            (frame.right - half).max(frame.left + half),
        );
        let (stand, y) = match y - theme.px(26.0) < frame.top {
            true => (Stand::Top, y + theme.px(10.0)),
            false => (Stand::Bottom, y - theme.px(9.0)),
        };
        pen.text(
            "best",
            (x, y),
            (Align::Center, stand),
            (Face::Sans, theme.label_size),
            theme.text,
        )
    }
}

fn dash(style: usize, theme: &Theme) -> Vec<f64> {
    let css = theme.lanes[style].dash.iter();
    css.map(|length| length * theme.scale).collect()
}

/// The horizontal axis, with room at its ends for dots and their spread.
fn horizontal(found: &Curves) -> Range<f64> {
    let places = || found.places.iter().map(|(at, _)| *at);
    let (low, high) = (
        places().fold(f64::INFINITY, f64::min),
        places().fold(f64::NEG_INFINITY, f64::max),
    );
    match found.places.len() {
        0 => 0.0..1.0,
        1 => low - 1.0..high + 1.0,
        // The first dot stands clear of the axis' labels, the last near its name.
        _ if found.numbers => low - 0.04 * (high - low)..high + 0.015 * (high - low),
        _ => low - 0.5..high + 0.5,
    }
}

/// The vertical axis: from where to where, and the step of its ticks.
fn vertical(data: &Trials, parts: usize) -> (Range<f64>, f64) {
    let points = data.found.curves.iter().flat_map(|curve| &curve.points);
    let levels = data.found.levels.iter().map(|level| &level.point);
    let points: Vec<&Point> = points.chain(levels).collect();
    if !data.zoomed || points.is_empty() {
        return (0.0..100.0, percent_step(parts));
    }
    let mut means: Vec<f64> = points.iter().map(|point| point.mean).collect();
    censet::order::sort_numbers(&mut means);
    let (best, median) = (means[means.len() - 1], means[means.len() / 2]);
    // What lies further below the best than three times the median does would hide the rest.
    let floor = best - 3.0 * (best - median).max(0.5);
    let near = points.iter().filter(|point| point.mean >= floor);
    let ends = near.flat_map(|point| {
        let std = point.std.unwrap_or(0.0);
        [point.mean - std, point.mean + std]
    });
    let (low, high) = ends.fold((best, best), |(low, high), end| {
        (low.min(end), high.max(end))
    });
    let (low, high) = (low.max(0.0), high.min(100.0));
    let step = nice_step((high - low).max(0.5), parts);
    let bottom = (low / step - 1e-6).floor() * step;
    let top = ((high / step + 1e-6).ceil() * step).max(bottom + step);
    (bottom..top, step)
}

/// The values that were tried, those left out for which there is no room.
fn fitting(places: &[(f64, String)], frame: &Frame, theme: &Theme) -> Vec<Tick> {
    let mut taken = i32::MIN;
    let mut ticks = Vec::new();
    for (at, name) in places {
        let (x, _) = frame.at(*at, 0.0);
        let half = (words::width(name, theme.tick_size * theme.scale) / 2.0).ceil() as i32;
        if x - half >= taken && x - half >= 0 {
            taken = x + half + theme.px(4.0);
            ticks.push((*at, name.clone()));
        }
    }
    ticks
}
