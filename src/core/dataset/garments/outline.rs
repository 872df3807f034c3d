//! Outlines: closed contours of lines and quadratic curves, and how a garment lies in the image.

use ab_glyph_rasterizer::Point;

/// A place in garment coordinates: pixels from the middle of the image, y downwards.
pub type Spot = (f32, f32);

/// One step of a contour.
#[derive(Clone, Copy)]
pub enum Step {
    /// Closes the contour before and starts another.
    Start(Spot),
    /// A straight line to a place.
    Line(Spot),
    /// A quadratic Bézier curve: its control point and its end.
    Curve(Spot, Spot),
}

/// One or more closed contours that are filled together.
pub struct Outline {
    /// The steps, each contour led by its start.
    pub steps: Vec<Step>,
}

impl Outline {
    /// Nothing yet.
    pub fn new() -> Self {
        Self {
            steps: Vec::with_capacity(24),
        }
    }

    /// A contour that starts here.
    pub fn at(start: Spot) -> Self {
        let mut outline = Self::new();
        outline.steps.push(Step::Start(start));
        outline
    }

    /// Straight to `end`.
    pub fn line(mut self, end: Spot) -> Self {
        self.steps.push(Step::Line(end));
        self
    }

    /// Curved to `end`, pulled towards `control`.
    pub fn curve(mut self, control: Spot, end: Spot) -> Self {
        self.steps.push(Step::Curve(control, end));
        self
    }

    /// Completes a right half, drawn from the axis x = 0 back to the axis, by its mirror image.
    pub fn mirrored(mut self) -> Self {
        let flip = |(x, y): Spot| (-x, y);
        for i in (1..self.steps.len()).rev() {
            let (Step::Start(back) | Step::Line(back) | Step::Curve(_, back)) = self.steps[i - 1];
            self.steps.push(match self.steps[i] {
                Step::Curve(control, _) => Step::Curve(flip(control), flip(back)),
                _ => Step::Line(flip(back)),
            });
        }
        self
    }

    /// Adds the mirror image of everything as further contours.
    pub fn both_sides(mut self) -> Self {
        let flip = |(x, y): Spot| (-x, y);
        for i in 0..self.steps.len() {
            self.steps.push(match self.steps[i] {
                Step::Start(p) => Step::Start(flip(p)),
                Step::Line(p) => Step::Line(flip(p)),
                Step::Curve(c, p) => Step::Curve(flip(c), flip(p)),
            });
        }
        self
    }

    /// Adds a straight-edged contour.
    pub fn polygon(mut self, corners: &[Spot]) -> Self {
        self.steps.push(Step::Start(corners[0]));
        self.steps
            .extend(corners[1..].iter().map(|&p| Step::Line(p)));
        self
    }

    /// Adds a rectangle.
    pub fn rectangle(self, (left, top): Spot, (right, bottom): Spot) -> Self {
        self.polygon(&[(left, top), (right, top), (right, bottom), (left, bottom)])
    }

    /// Adds an ellipse, as eight curves.
    pub fn ellipse(mut self, (x, y): Spot, wide: f32, high: f32) -> Self {
        const T: f32 = std::f32::consts::SQRT_2 - 1.0;
        const S: f32 = std::f32::consts::FRAC_1_SQRT_2;
        let on = |(u, v): Spot| (x + u * wide, y + v * high);
        self.steps.push(Step::Start(on((1.0, 0.0))));
        let (mut u, mut v) = (1.0, 0.0);
        for _ in 0..4 {
            // (u, v) runs over the four axes; (-v, u) is the next one.
            let diagonal = (S * (u - v), S * (v + u));
            let near = (u - v * T, v + u * T);
            let far = (u * T - v, v * T + u);
            self.steps.push(Step::Curve(on(near), on(diagonal)));
            self.steps.push(Step::Curve(on(far), on((-v, u))));
            (u, v) = (-v, u);
        }
        self
    }

    /// Adds a line with a width along the given places.
    pub fn ribbon(mut self, path: &[Spot], width: f32) -> Self {
        let side = |i: usize, sign: f32| {
            let (x0, y0) = path[i.saturating_sub(1)];
            let (x1, y1) = path[(i + 1).min(path.len() - 1)];
            let (dx, dy) = (x1 - x0, y1 - y0);
            let reach = sign * 0.5 * width / (dx * dx + dy * dy).sqrt().max(1e-3);
            (path[i].0 - dy * reach, path[i].1 + dx * reach)
        };
        self.steps.push(Step::Start(side(0, 1.0)));
        for i in 1..path.len() {
            self.steps.push(Step::Line(side(i, 1.0)));
        }
        for i in (0..path.len()).rev() {
            self.steps.push(Step::Line(side(i, -1.0)));
        }
        self
    }

    /// Adds a curved line with a width.
    pub fn strap(self, start: Spot, control: Spot, end: Spot, width: f32) -> Self {
        let mut path = [start; 9];
        for (i, spot) in path.iter_mut().enumerate() {
            *spot = along(start, control, end, i as f32 * 0.125);
        }
        self.ribbon(&path, width)
    }
}

/// The place at `t` of a quadratic curve.
pub fn along(start: Spot, control: Spot, end: Spot, t: f32) -> Spot {
    let (a, b, c) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
    (
        a * start.0 + b * control.0 + c * end.0,
        a * start.1 + b * control.1 + c * end.1,
    )
}

/// The place at `t` of a straight line.
pub fn between(start: Spot, end: Spot, t: f32) -> Spot {
    (
        start.0 + (end.0 - start.0) * t,
        start.1 + (end.1 - start.1) * t,
    )
}

/// How a garment lies in the image: an affine map from garment coordinates to pixels.
#[derive(Clone, Copy)]
pub struct Pose {
    /// The images of the x and y axes, as columns of the matrix.
    pub x_axis: Spot,
    /// See `x_axis`.
    pub y_axis: Spot,
    /// Where the origin falls.
    pub origin: Spot,
}

impl Pose {
    /// From garment coordinates to pixels.
    pub fn place(&self, (x, y): Spot) -> Point {
        Point {
            x: self.origin.0 + self.x_axis.0 * x + self.y_axis.0 * y,
            y: self.origin.1 + self.x_axis.1 * x + self.y_axis.1 * y,
        }
    }

    /// The map from pixels back to garment coordinates.
    pub fn inverse(&self) -> Pose {
        let scale = 1.0 / (self.x_axis.0 * self.y_axis.1 - self.y_axis.0 * self.x_axis.1);
        let x_axis = (self.y_axis.1 * scale, -self.x_axis.1 * scale);
        let y_axis = (-self.y_axis.0 * scale, self.x_axis.0 * scale);
        let (x, y) = self.origin;
        Pose {
            x_axis,
            y_axis,
            origin: (
                -(x_axis.0 * x + y_axis.0 * y),
                -(x_axis.1 * x + y_axis.1 * y),
            ),
        }
    }
}
