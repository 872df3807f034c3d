//! The degree of every input neuron as an image, at several epochs: where a network looks.

use plotters::prelude::DrawingBackend;

use censet::dataset::Shape;

use super::pen::{Align, Face, Pen, Stand};
use super::{Drawn, Surface, Theme, words};

/// The input degrees of one lane.
#[derive(Clone, Copy, Debug)]
pub struct DegreeImages<'a> {
    /// Title of the lane, for [`describe`].
    pub lane: &'a str,
    /// Shape of the input; the degrees of a pixel's channels are added up.
    pub shape: Shape,
    /// Epoch and connections of each input neuron.
    pub images: &'a [(u32, &'a [u16])],
    /// The degree at the dark end of the scale, the same for all lanes beside one another.
    pub most: u32,
}

/// The connections of every pixel, over its channels.
fn pixels(shape: Shape, degrees: &[u16]) -> Vec<u32> {
    let pixels = degrees[..shape.pixels()].chunks_exact(shape.channels);
    pixels
        .map(|channels| channels.iter().copied().map(u32::from).sum())
        .collect()
}

/// The largest number of connections of a pixel.
pub fn most(shape: Shape, degrees: &[u16]) -> u32 {
    pixels(shape, degrees).into_iter().max().unwrap_or(0)
}

/// What the figure shows, in words.
pub fn describe(data: &DegreeImages) -> String {
    let said: Vec<String> = data
        .images
        .iter()
        .map(|(epoch, degrees)| {
            let pixels = pixels(data.shape, degrees);
            let bare = pixels.iter().filter(|&&n| n == 0).count();
            let most = pixels.iter().max().unwrap_or(&0);
            format!("epoch {epoch}: at most {most}, {bare} pixels without any")
        })
        .collect();
    match said.is_empty() {
        true => format!("{}: no input degrees yet.", data.lane),
        false => format!(
            "{}: connections of each input pixel. {}.",
            data.lane,
            said.join("; ")
        ),
    }
}

/// Draws the images in rows on the whole surface.
pub fn draw<DB: DrawingBackend>(
    data: &DegreeImages,
    surface: &Surface<DB>,
    theme: &Theme,
) -> Drawn<DB> {
    let pen = Pen::new(surface, theme);
    pen.clear()?;
    let (width, height) = surface.dim_in_pixel();
    let Some(grid) = Grid::best(data, (width as i32, height as i32), theme) else {
        return pen.text(
            "Images appear here as epochs run.",
            (width as i32 / 2, height as i32 / 2),
            (Align::Center, Stand::Center),
            (Face::Sans, theme.label_size),
            theme.muted,
        );
    };
    let cell = grid.cell;
    for (i, (epoch, degrees)) in data.images.iter().enumerate() {
        let (left, top) = grid.corner(i);
        pen.text(
            &format!("epoch {}", words::count(*epoch as usize)),
            (left, top - theme.px(3.0)),
            (Align::Left, Stand::Bottom),
            (Face::Sans, theme.tick_size),
            theme.muted,
        )?;
        let (right, bottom) = (
            left + cell * data.shape.width as i32,
            top + cell * data.shape.height as i32,
        );
        // What most pixels have is filled at once.
        pen.fill((left, top), (right, bottom), theme.centrality_color(0.0))?;
        for (pixel, n) in pixels(data.shape, degrees).into_iter().enumerate() {
            if n == 0 {
                continue;
            }
            let (x, y) = (pixel % data.shape.width, pixel / data.shape.width);
            let from = (left + cell * x as i32, top + cell * y as i32);
            let part = f64::from(n) / f64::from(data.most.max(1));
            let color = theme.centrality_color(part);
            pen.fill(from, (from.0 + cell, from.1 + cell), color)?;
        }
    }
    let below = grid.corner(data.images.len() - 1).1 + cell * data.shape.height as i32;
    draw_legend(data, below + theme.px(12.0), &pen)
}

fn draw_legend<DB: DrawingBackend>(data: &DegreeImages, top: i32, pen: &Pen<DB>) -> Drawn<DB> {
    let theme = pen.theme;
    let step = theme.px(6.0);
    let left = theme.px(4.0);
    for i in 0..16 {
        let color = theme.centrality_color((f64::from(i) + 0.5) / 16.0);
        let from = (left + i * step, top);
        pen.fill(from, (from.0 + step, top + theme.px(8.0)), color)?;
    }
    let labels = [
        (0, "0".to_string(), Align::Left),
        (
            16,
            format!("{} connections", words::count(data.most as usize)),
            Align::Left,
        ),
    ];
    for (at, label, align) in labels {
        let (x, y) = match at {
            0 => (left, top + theme.px(11.0)),
            _ => (left + at * step + theme.px(6.0), top - theme.px(2.0)),
        };
        pen.text(
            &label,
            (x, y),
            (align, Stand::Top),
            (Face::Sans, theme.tick_size),
            theme.muted,
        )?;
    }
    Ok(())
}

/// Where the images go.
struct Grid {
    columns: usize,
    /// Device pixels of one pixel of an image.
    cell: i32,
    /// From the corner of one image to that of the next, across and down.
    pitch: (i32, i32),
    head: i32,
    left: i32,
}

impl Grid {
    /// As large as they can be; `None` without images or room.
    fn best(data: &DegreeImages, (width, height): (i32, i32), theme: &Theme) -> Option<Self> {
        let (gap, head, foot) = (theme.px(12.0), theme.px(20.0), theme.px(40.0));
        let (w, h) = (data.shape.width as i32, data.shape.height as i32);
        let label = theme.px(68.0);
        let n = data.images.len();
        let of = |columns: usize| {
            let (across, rows) = (columns as i32, n.div_ceil(columns) as i32);
            let cell = ((width - gap) / across - gap) / w;
            let cell = cell.min(((height - foot) / rows - head) / h);
            let pitch = ((cell * w + gap).max(label), cell * h + head);
            (across * pitch.0 + gap <= width + label).then_some(Self {
                columns,
                cell,
                pitch,
                head,
                left: theme.px(4.0),
            })
        };
        let best = (1..=n)
            .filter_map(of)
            .filter(|grid| grid.columns as i32 * grid.pitch.0 <= width && grid.cell >= 1);
        best.max_by_key(|grid| grid.cell)
    }

    fn corner(&self, i: usize) -> (i32, i32) {
        let (column, row) = ((i % self.columns) as i32, (i / self.columns) as i32);
        (
            self.left + column * self.pitch.0,
            self.head + row * self.pitch.1,
        )
    }
}
