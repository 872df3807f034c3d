//! What the histograms with a cut have in common: bars, the part of them that goes, and lines.

use std::ops::Range;

use plotters::prelude::{Color, DrawingBackend};
use plotters::style::RGBColor;

use super::frame::{self, Frame, Tick};
use super::histogram::Histogram;
use super::pen::{Align, Face, Pen, Stand};
use super::scale::nice_step;
use super::{Drawn, Theme, words};

/// A value marked with a line, and what is written beside it.
pub(super) struct Line {
    pub value: f64,
    /// Empty for a line without a name.
    pub label: String,
    pub color: RGBColor,
    /// Which of the two rows above the bars the name is in.
    pub row: i32,
}

/// A histogram with what would be cut.
pub(super) struct Distribution<'a> {
    pub bars: &'a Histogram,
    /// Of each bar, how much goes.
    pub going: Vec<usize>,
    /// The values that go.
    pub cut: Option<Range<f64>>,
    pub lines: Vec<Line>,
    /// Title of the vertical axis.
    pub counts: &'a str,
    /// Title of the horizontal axis.
    pub values: &'a str,
}

/// A bar of a histogram that is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// Its middle, in device pixels from the left.
    pub x: f64,
    /// Its lower edge; −∞ for the first bar if it holds what lies below it too.
    pub from: f64,
    /// Its upper edge; ∞ for the last bar if it holds what lies beyond it too.
    pub to: f64,
    /// How many values it holds.
    pub count: usize,
    /// How many of them go.
    pub going: usize,
}

/// How many bars a figure of this width holds.
pub(super) fn bar_count(width: u32, theme: &Theme) -> usize {
    ((f64::from(width) / theme.scale / 8.0) as usize).clamp(8, 60)
}

/// Where the values of `axis` fall on a surface; `most` is the highest count. The height of a bar
/// goes with the square root of its count, so that single values in the tails can be seen.
pub(super) fn place(
    (width, height): (u32, u32),
    axis: &Range<f64>,
    most: f64,
    theme: &Theme,
) -> Frame {
    let (width, height) = (width as i32, height as i32);
    let left = frame::left_margin([words::count(most as usize).as_str()], theme);
    Frame::new(
        (left, width - theme.px(14.0)),
        (theme.px(64.0), height - theme.px(44.0)),
        axis.clone(),
        0.0..most.sqrt() * 1.04,
    )
}

impl Distribution<'_> {
    /// Its bars from left to right, empty ones too.
    pub fn bars(&self, frame: &Frame) -> Vec<Bar> {
        let bars = self.bars;
        let last = bars.counts.len() - 1;
        let bar = |(i, (&count, &going))| {
            let edge = |i: usize| bars.start + i as f64 * bars.width;
            Bar {
                x: f64::from(frame.at(edge(i), 0.0).0 + frame.at(edge(i + 1), 0.0).0) / 2.0,
                from: match bars.underflow {
                    1.. if i == 0 => f64::NEG_INFINITY,
                    _ => edge(i),
                },
                to: match bars.overflow {
                    1.. if i == last => f64::INFINITY,
                    _ => edge(i + 1),
                },
                count,
                going,
            }
        };
        bars.counts
            .iter()
            .zip(&self.going)
            .enumerate()
            .map(bar)
            .collect()
    }

    /// Draws it in `frame`, whose horizontal axis is `axis`; `most` is the highest count.
    pub fn draw<DB: DrawingBackend>(
        &self,
        frame: &Frame,
        axis: &Range<f64>,
        most: f64,
        pen: &Pen<DB>,
    ) -> Drawn<DB> {
        let theme = pen.theme;
        let parts = 8.min(1 + frame.right as usize / theme.width(70.0) as usize);
        let step = nice_step(axis.end - axis.start, parts);
        let ticks = frame::ticks(step, axis.start, axis.end);
        frame.draw_y(pen, &count_ticks(most, frame, theme), self.counts)?;
        self.draw_tint(frame, pen)?;
        self.draw_bars(frame, pen)?;
        frame.draw_x(pen, &ticks, self.values)?;
        for line in &self.lines {
            draw_line(line, frame, pen)?;
        }
        self.draw_outside(frame, pen)
    }

    fn draw_tint<DB: DrawingBackend>(&self, frame: &Frame, pen: &Pen<DB>) -> Drawn<DB> {
        let Some(cut) = &self.cut else {
            return Ok(());
        };
        let x = |value| frame.at(value, 0.0).0.clamp(frame.left, frame.right);
        pen.fill(
            (x(cut.start), frame.top),
            (x(cut.end), frame.bottom),
            pen.theme.cut.mix(0.1),
        )
    }

    fn draw_bars<DB: DrawingBackend>(&self, frame: &Frame, pen: &Pen<DB>) -> Drawn<DB> {
        let theme = pen.theme;
        let gap = theme.width(1.0) as i32;
        let bars = self.bars;
        for (i, (&count, &going)) in bars.counts.iter().zip(&self.going).enumerate() {
            if count == 0 {
                continue;
            }
            let start = bars.start + i as f64 * bars.width;
            let (left, top) = frame.at(start, (count as f64).sqrt());
            let (right, _) = frame.at(start + bars.width, 0.0);
            let right = (right - gap).max(left + 1);
            let (_, middle) = frame.at(start, (going as f64).sqrt());
            let (stays, goes) = (theme.muted.mix(0.7), theme.cut.mix(0.85));
            // A line that is tried out may fall within a bar: then each part is on its side of it.
            let line = self.cut.as_ref().map(|cut| frame.at(cut.end, 0.0).0);
            if let Some(line) = line.filter(|line| going > 0 && (left + 1..right).contains(line)) {
                let (_, top) = frame.at(start, ((count - going) as f64).sqrt());
                pen.fill((left, middle), (line, frame.bottom), goes)?;
                pen.fill((line, top), (right, frame.bottom), stays)?;
                continue;
            }
            pen.fill((left, top), (right, middle), stays)?;
            pen.fill((left, middle), (right, frame.bottom), goes)?;
        }
        Ok(())
    }

    /// Says what the bars at the ends hold besides what is in their place: at the right of the
    /// title, so that no bar is in the way.
    fn draw_outside<DB: DrawingBackend>(&self, frame: &Frame, pen: &Pen<DB>) -> Drawn<DB> {
        let (theme, bars) = (pen.theme, self.bars);
        let ends = [
            (bars.underflow, "below", bars.start),
            (bars.overflow, "beyond", bars.end()),
        ];
        let say = |with: &dyn Fn(usize, &str, f64) -> String| {
            let there = ends.into_iter().filter(|end| end.0 > 0);
            let said: Vec<String> = there.map(|(n, side, at)| with(n, side, at)).collect();
            said.join(" and ")
        };
        if bars.underflow + bars.overflow == 0 {
            return Ok(());
        }
        let full = say(&|n, side, at| format!("{} {side} {}", words::count(n), words::short(at)));
        let brief = say(&|n, side, _| format!("{} {side}", words::count(n)));
        let size = theme.tick_size;
        let title = words::width(self.counts, theme.label_size * theme.scale) as i32;
        let title = title + theme.px(20.0);
        let fits =
            |text: &String| words::width(text, size * theme.scale) as i32 <= frame.right - title;
        let texts = [format!("end bars hold {full}"), full, brief];
        let Some(text) = texts.iter().find(|text| fits(text)) else {
            return Ok(());
        };
        pen.text(
            text,
            (frame.right, theme.px(5.0)),
            (Align::Right, Stand::Top),
            (Face::Sans, size),
            theme.muted,
        )
    }
}

/// Round counts, dense enough to read and no denser; the axis goes by the square root.
pub(super) fn count_ticks(most: f64, frame: &Frame, theme: &Theme) -> Vec<Tick> {
    let mut ticks: Vec<Tick> = vec![(0.0, "0".into())];
    let mut last = frame.bottom;
    let round = (0..7).flat_map(|power| [1, 2, 5].map(|digit| digit * 10usize.pow(power)));
    for count in round.take_while(|count| *count as f64 <= most) {
        let (_, y) = frame.at(0.0, (count as f64).sqrt());
        if last - y >= theme.px(22.0) {
            ticks.push(((count as f64).sqrt(), words::count(count)));
            last = y;
        }
    }
    ticks
}

fn draw_line<DB: DrawingBackend>(line: &Line, frame: &Frame, pen: &Pen<DB>) -> Drawn<DB> {
    let theme = pen.theme;
    let (x, _) = frame.at(line.value, 0.0);
    let outside = x < frame.left || x > frame.right;
    let x = x.clamp(frame.left, frame.right);
    let row_height = theme.px(18.0);
    let middle = frame.top - theme.px(32.0) + line.row * row_height;
    let thin = theme.width(1.5) as i32;
    let top = match line.label.as_str() {
        "" => frame.top,
        _ => middle - row_height / 2,
    };
    if !outside {
        pen.fill((x, top), (x + thin, frame.bottom), line.color)?;
    }
    if line.label.is_empty() {
        return Ok(());
    }
    let room = frame.right - x;
    let needs = words::width(&line.label, theme.label_size * theme.scale) as i32;
    // Beside the line, on the side with room.
    let (align, shift) = if room >= needs || x - frame.left < room {
        (Align::Left, theme.px(6.0))
    } else {
        (Align::Right, -theme.px(5.0))
    };
    let label = match outside {
        true if x == frame.left => format!("← {}", line.label),
        _ => line.label.clone(),
    };
    pen.text(
        &label,
        (x + shift, middle),
        (align, Stand::Center),
        (Face::Symbol, theme.label_size),
        theme.text,
    )
}
