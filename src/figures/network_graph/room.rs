//! How the surface is shared out between the parts of a network graph.

/// Share of the width given to the dots of the other layers, at most.
const DOTS_SHARE: f64 = 0.24;

/// Height of a colour scale with its title and numbers, in CSS pixels.
pub(super) const LEGEND: f64 = 46.0;

/// The part of the surface for neurons, in device pixels.
pub(super) struct Room {
    pub scale: f64,
    pub width: f64,
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    /// Kept free below the input for the colour scales.
    pub legend: f64,
    /// Whether there is space for any text.
    pub ample: bool,
}

impl Room {
    pub fn new((width, height): (u32, u32), scale: f64, legends: u32) -> Self {
        let (width, height) = (f64::from(width), f64::from(height));
        let ample = height >= 160.0 * scale && width >= 240.0 * scale;
        let [above, beside, below, legend] = match ample {
            true => [40.0, 12.0, 10.0, LEGEND * f64::from(legends)],
            false => [4.0, 4.0, 4.0, 0.0],
        }
        .map(|css| css * scale);
        Self {
            scale,
            width,
            left: beside.round(),
            right: width - beside,
            top: above,
            bottom: (height - below).max(above + 1.0),
            legend,
            ample,
        }
    }

    pub fn middle(&self) -> f64 {
        (self.top + self.bottom) / 2.0
    }

    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }
}

/// Rows of a block of `n` dots: as many as fit, the columns about equally long.
pub(super) fn rows(n: usize, pitch: f64, height: f64) -> usize {
    let fit = ((height / pitch) as usize).max(1);
    n.div_ceil(n.div_ceil(fit).max(1)).max(1)
}

/// The widest distance between dots with which all blocks, and the column of the output if it is
/// `spread`, keep to their share of the width.
pub(super) fn dot_pitch(blocks: &[usize], spread: bool, room: &Room) -> f64 {
    let total = |pitch: f64| {
        let columns = |n: &usize| n.div_ceil(rows(*n, pitch, room.height()));
        let all = blocks.iter().map(columns).sum::<usize>() + usize::from(spread);
        all as f64 * pitch
    };
    let mut pitch = 13.0 * room.scale;
    while total(pitch) > DOTS_SHARE * room.width && pitch > 0.05 {
        pitch *= 0.98;
    }
    pitch
}
