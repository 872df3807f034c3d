//! The confusion matrix: which classes are taken for which.

use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

use super::pen::{Align, Face, Pen, Stand};
use super::theme::mix;
use super::{Drawn, Surface, Theme, words};
use censet::trainer::ConfusionMatrix;

/// What the figure shows.
pub struct Confusion<'a> {
    /// The lane's name on the page.
    pub lane: &'a str,
    /// The epoch that the answers are from; none of a network that came in.
    pub epoch: Option<u32>,
    /// The names of the classes, as many as the matrix has.
    pub classes: &'a [String],
    /// The counts.
    pub matrix: &'a ConfusionMatrix,
}

/// Names longer than this, in characters, are cut where they label a row.
const LONGEST: usize = 14;

/// Where the cells are, in device pixels: used to draw, and by the page to find the one pointed at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grid {
    left: f64,
    top: f64,
    /// The side of a cell, not always a whole number of pixels.
    cell: f64,
    classes: usize,
    /// Rows have names beside their numbers.
    named: bool,
}

impl Grid {
    /// The cells of a matrix of `classes` on a surface of `size`.
    pub fn new(size: (u32, u32), classes: &[String], theme: &Theme) -> Self {
        let (width, height) = (f64::from(size.0), f64::from(size.1));
        let px = |css: f64| css * theme.scale;
        let text = theme.tick_size * theme.scale;
        let number = words::width(&(classes.len() - 1).to_string(), text);
        let longest = classes.iter().map(|name| words::width(&label(name), text));
        let named = number + px(8.0) + longest.fold(0.0, f64::max);
        let top = px(44.0);
        let room = |left: f64| (width - left - px(4.0)).min(height - top - px(4.0));
        let rows_legible = room(named) / classes.len() as f64 >= px(13.0);
        // Names may take no more than two fifths of the width.
        let with_names = rows_legible && named <= 0.42 * width;
        let left = px(8.0) + if with_names { named } else { number };
        Self {
            left,
            top,
            cell: (room(left) / classes.len() as f64).max(0.0),
            classes: classes.len(),
            named: with_names,
        }
    }

    /// The cell at a point, as (class of the image, class it was taken for).
    pub fn at(&self, (x, y): (f64, f64)) -> Option<(usize, usize)> {
        let place = |from: f64| (from / self.cell).floor();
        let (said, label) = (place(x - self.left), place(y - self.top));
        let inside = |place: f64| (0.0..self.classes as f64).contains(&place);
        (inside(said) && inside(label)).then_some((label as usize, said as usize))
    }

    /// Where the edge before row or column `i` is, from the first.
    fn edge(&self, i: usize) -> f64 {
        self.cell * i as f64
    }

    /// Two corners of a cell.
    fn corners(&self, label: usize, said: usize) -> ((i32, i32), (i32, i32)) {
        let x = |i| (self.left + self.edge(i)).round() as i32;
        let y = |i| (self.top + self.edge(i)).round() as i32;
        ((x(said), y(label)), (x(said + 1), y(label + 1)))
    }
}

/// Draws the matrix on the whole surface: a row for each class of images, darker (in the dark theme,
/// brighter) where more of the row's images are, by the square root of their part, so that rare
/// mistakes can be seen; with counts where they fit. What is right is outlined.
pub fn draw<DB: DrawingBackend>(
    data: &Confusion,
    surface: &Surface<DB>,
    theme: &Theme,
) -> Drawn<DB> {
    let pen = Pen::new(surface, theme);
    pen.clear()?;
    let grid = Grid::new(surface.dim_in_pixel(), data.classes, theme);
    draw_labels(data, &grid, &pen)?;
    let last = data.classes.len();
    let (_, end) = grid.corners(last - 1, last - 1);
    let (start, _) = grid.corners(0, 0);
    let thin = theme.width(theme.hairline);
    let counts_fit = counts_fit(data, &grid, theme);
    for label in 0..last {
        let of: u32 = data.matrix.row(label).sum();
        for said in 0..last {
            let n = data.matrix.count(label, said);
            if n > 0 {
                let (from, to) = grid.corners(label, said);
                let strength = (f64::from(n) / f64::from(of)).sqrt();
                let fill = shade(strength, theme);
                pen.fill(from, to, fill)?;
                if counts_fit {
                    write_count(n, (from, to), fill, &pen)?;
                }
            }
        }
    }
    pen.outline(start, end, theme.line, thin)?;
    if grid.cell >= 3.0 * theme.scale {
        for class in 0..last {
            let (from, to) = grid.corners(class, class);
            pen.outline(from, to, theme.muted, thin)?;
        }
    }
    Ok(())
}

/// The colour of a cell that has this part, 0 … 1.
fn shade(strength: f64, theme: &Theme) -> RGBColor {
    mix(theme.background, theme.text, 0.06 + 0.74 * strength)
}

/// Whether the longest count fits into a cell.
fn counts_fit(data: &Confusion, grid: &Grid, theme: &Theme) -> bool {
    let classes = 0..data.classes.len();
    let most = classes
        .flat_map(|label| data.matrix.row(label).to_vec())
        .max();
    let longest = words::count(most.unwrap_or(0) as usize);
    let size = theme.tick_size * theme.scale;
    words::width(&longest, size) <= grid.cell && 1.4 * size <= grid.cell
}

fn write_count<DB: DrawingBackend>(
    n: u32,
    ((left, top), (right, bottom)): ((i32, i32), (i32, i32)),
    fill: RGBColor,
    pen: &Pen<DB>,
) -> Drawn<DB> {
    let theme = pen.theme;
    let luma =
        |c: RGBColor| 0.299 * f64::from(c.0) + 0.587 * f64::from(c.1) + 0.114 * f64::from(c.2);
    let far = |color: RGBColor| (luma(color) - luma(fill)).abs();
    let color = if far(theme.text) >= far(theme.background) {
        theme.text
    } else {
        theme.background
    };
    pen.text(
        &words::count(n as usize),
        ((left + right) / 2, (top + bottom) / 2),
        (Align::Center, Stand::Center),
        (Face::Sans, theme.tick_size),
        color,
    )
}

fn draw_labels<DB: DrawingBackend>(data: &Confusion, grid: &Grid, pen: &Pen<DB>) -> Drawn<DB> {
    let theme = pen.theme;
    let title = |text: &str, x: i32, align: Align| {
        pen.text(
            text,
            (x, theme.px(4.0)),
            (align, Stand::Top),
            (Face::Sans, theme.label_size),
            theme.text,
        )
    };
    let last = data.classes.len();
    let (_, (right, _)) = grid.corners(last - 1, last - 1);
    title("true ↓", theme.px(4.0), Align::Left)?;
    title("predicted →", right, Align::Right)?;
    let room = |wide: f64| ((wide / grid.cell).ceil() as usize).max(1);
    let size = theme.tick_size * theme.scale;
    let (across, down) = (
        room(words::width(&last.to_string(), size) + size),
        room(1.3 * size),
    );
    for class in (0..last).step_by(across) {
        let ((left, _), (right, _)) = grid.corners(class, class);
        pen.text(
            &class.to_string(),
            ((left + right) / 2, grid.top as i32 - theme.px(4.0)),
            (Align::Center, Stand::Bottom),
            (Face::Sans, theme.tick_size),
            theme.muted,
        )?;
    }
    for (class, name) in data.classes.iter().enumerate().step_by(down) {
        let ((_, top), (_, bottom)) = grid.corners(class, class);
        let text = match grid.named {
            true => format!("{} {class}", label(name)),
            false => class.to_string(),
        };
        pen.text(
            &text,
            (grid.left as i32 - theme.px(5.0), (top + bottom) / 2),
            (Align::Right, Stand::Center),
            (Face::Sans, theme.tick_size),
            theme.muted,
        )?;
    }
    Ok(())
}

/// A class's name, cut if it is long.
fn label(name: &str) -> String {
    if name.chars().count() <= LONGEST {
        return name.into();
    }
    let start: String = name.chars().take(LONGEST - 1).collect();
    format!("{}…", start.trim_end())
}

/// How many of the most frequent mistakes a sentence names.
const NAMED: usize = 3;

/// What the figure shows, in two sentences.
pub fn describe(data: &Confusion) -> String {
    let Confusion {
        lane,
        epoch,
        classes,
        matrix,
    } = data;
    let n = |n: u32| words::count(n as usize);
    let (right, total) = (n(matrix.right()), n(matrix.total()));
    let when = match epoch {
        None => "as it came".into(),
        Some(0) => "untrained".into(),
        Some(epoch) => format!("after epoch {}", words::count(*epoch as usize)),
    };
    let all = format!("Confusion matrix of {lane}, {when}: {right} of {total} test images right.");
    let mistakes = matrix.mistakes();
    let named = mistakes.iter().take(NAMED).map(|&(label, said, times)| {
        format!("{} for {} {}", classes[label], classes[said], n(times))
    });
    let named: Vec<String> = named.collect();
    match named.as_slice() {
        [] => all,
        named => format!("{all} Most often taken wrongly: {}.", named.join(", ")),
    }
}
