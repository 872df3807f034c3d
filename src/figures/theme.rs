//! Colours, sizes and strokes, shared by all figures.

use plotters::prelude::{ColorMap, RGBColor, ViridisRGB};

/// How the line of a lane looks: a colour and, for those who do not tell colours apart, a pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct LaneStyle {
    /// Colour of line and marks.
    pub color: RGBColor,
    /// Lengths of stroke and gap in turn, in CSS pixels; empty for a solid line.
    pub dash: Vec<f64>,
}

/// Places of the lanes in [`Theme::lanes`].
pub mod lane {
    use censet::rewiring::Method;
    use censet::rewiring::method::Tone;

    /// SET, solid.
    pub const SET: usize = 0;
    /// CenSET, long dashes.
    pub const CENSET: usize = 1;
    /// The dense network, dots.
    pub const MLP: usize = 2;
    /// The sparse network that is never rewired, dash-dot.
    pub const STATIC: usize = 3;
    /// AccSET, short dashes.
    pub const ACCSET: usize = 4;
    /// A further lane, such as a second one of the same method: dash-dot-dot.
    pub const FURTHER: usize = 5;
    /// What the style sheet calls the places, in their order.
    pub const NAMES: [&str; 6] = ["set", "censet", "mlp", "static", "accset", "further"];

    fn usual(method: &Method) -> usize {
        match method.tone {
            Tone::Set => SET,
            Tone::Censet => CENSET,
            Tone::Mlp => MLP,
            Tone::Static => STATIC,
            Tone::Accset => ACCSET,
            Tone::Further => FURTHER,
        }
    }

    /// The place of each lane: its method's, or for a second lane of a method one that no method of
    /// these lanes has, from the last on.
    pub fn places(methods: &[&Method]) -> Vec<usize> {
        let taken: Vec<usize> = methods.iter().map(|method| usual(method)).collect();
        let mut free = (0..NAMES.len())
            .rev()
            .filter(|place| !taken.contains(place));
        let mut places: Vec<usize> = Vec::new();
        for &place in &taken {
            let again = places.contains(&place);
            places.push(if again {
                free.next().unwrap_or(place)
            } else {
                place
            });
        }
        places
    }
}

/// Everything about the looks of a figure that is not its data.
///
/// The page fills the fields from its CSS variables; [`Theme::light`] and [`Theme::dark`] hold the
/// same values for native use. Sizes are in CSS pixels and are multiplied by `scale` when drawn.
/// plotters rounds all positions, radii and stroke widths to whole device pixels, so a canvas looks
/// best at a scale of 2 or more, whatever the screen has.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Device pixels a CSS pixel (`devicePixelRatio`).
    pub scale: f64,
    /// Filled in before anything else.
    pub background: RGBColor,
    /// Labels, and the rings of hubs.
    pub text: RGBColor,
    /// Ticks and other quiet text.
    pub muted: RGBColor,
    /// Grid lines and outlines.
    pub line: RGBColor,
    /// Connections of positive weight.
    pub positive: RGBColor,
    /// Connections of negative weight.
    pub negative: RGBColor,
    /// What this epoch cut.
    pub cut: RGBColor,
    /// What this epoch grew.
    pub grown: RGBColor,
    /// Lane styles by the places named in [`lane`].
    pub lanes: [LaneStyle; 6],
    /// Colours of Laplacian centrality at even steps, from none to most.
    pub centrality: Vec<RGBColor>,
    /// Font families of labels, as in CSS.
    pub sans: String,
    /// Font families of mathematical symbols, as in CSS.
    pub serif: String,
    /// Size of labels and titles, CSS pixels.
    pub label_size: f64,
    /// Size of tick labels, CSS pixels.
    pub tick_size: f64,
    /// Width of grid lines, axes and connections, CSS pixels.
    pub hairline: f64,
    /// Width of the lines that are data, CSS pixels.
    pub stroke: f64,
}

impl Theme {
    /// Dark marks on white.
    pub fn light(scale: f64) -> Self {
        Self {
            scale,
            background: rgb(0xFFFFFF),
            text: rgb(0x1B1D1F),
            muted: rgb(0x5C6166),
            line: rgb(0xE2E4E7),
            positive: rgb(0x1B6FA8),
            negative: rgb(0xB3471B),
            cut: rgb(0xA50026),
            grown: rgb(0x1A7F37),
            lanes: lanes([0x0072B2, 0xD55E00, 0x555555, 0x009E73, 0x8E5A9B, 0x7A6400]),
            // On white more is darker, and none is nearly white.
            centrality: viridis(0.8, 0.0, rgb(0xFFFFFF)),
            sans: "ui-sans-serif, system-ui, sans-serif".into(),
            serif: "ui-serif, \"STIX Two Text\", Cambria, Georgia, serif".into(),
            label_size: 13.0,
            tick_size: 12.0,
            hairline: 1.0,
            stroke: 2.0,
        }
    }

    /// Bright marks on near black.
    pub fn dark(scale: f64) -> Self {
        Self {
            background: rgb(0x15181B),
            text: rgb(0xECEEF0),
            muted: rgb(0xA3A9AF),
            line: rgb(0x30353A),
            positive: rgb(0x6FB7E6),
            negative: rgb(0xF08A5D),
            cut: rgb(0xFF7B8B),
            grown: rgb(0x5FD38A),
            lanes: lanes([0x56B4E9, 0xFF9E4A, 0xB8B8B8, 0x3CCFA4, 0xD39BE0, 0xE0C340]),
            // On black more is brighter, and none is nearly black.
            centrality: viridis(0.2, 1.0, rgb(0x15181B)),
            ..Self::light(scale)
        }
    }

    /// CSS pixels as whole device pixels.
    pub fn px(&self, css: f64) -> i32 {
        (css * self.scale).round() as i32
    }

    /// A stroke width given in CSS pixels, at least one device pixel.
    pub fn width(&self, css: f64) -> u32 {
        self.px(css).max(1) as u32
    }

    /// The colour at `position` for one of very many marks: one of few enough that many share it.
    pub fn centrality_shade(&self, position: f64) -> RGBColor {
        const SHADES: f64 = 128.0;
        self.centrality_color((position * SHADES).round() / SHADES)
    }

    /// Colour at `position`, 0 … 1, of the scale of centrality; values outside are taken as the
    /// ends, and what is not a number is `muted`.
    pub fn centrality_color(&self, position: f64) -> RGBColor {
        let last = self.centrality.len().saturating_sub(1);
        if position.is_nan() || self.centrality.is_empty() {
            return self.muted;
        }
        let at = position.clamp(0.0, 1.0) * last as f64;
        let low = at as usize;
        let high = last.min(low + 1);
        mix(self.centrality[low], self.centrality[high], at - low as f64)
    }
}

/// Reads a colour as CSS computes it: `#rgb`, `#rrggbb`, `rgb(r, g, b)` or `rgba(r, g, b, a)`, the
/// opacity ignored. `None` for anything else.
pub fn css_color(text: &str) -> Option<RGBColor> {
    let text = text.trim();
    if let Some(digits) = text.strip_prefix('#') {
        let value = u32::from_str_radix(digits, 16).ok()?;
        return match digits.len() {
            3 => Some(rgb((value & 0xF00) * 0x1100
                + (value & 0xF0) * 0x110
                + (value & 0xF) * 0x11)),
            6 => Some(rgb(value)),
            _ => None,
        };
    }
    let inside = text
        .strip_prefix("rgba(")
        .or_else(|| text.strip_prefix("rgb("))?
        .strip_suffix(')')?;
    let mut parts = inside
        .split([',', ' ', '/'])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse::<f64>().ok());
    let mut channel = || Some(parts.next()??.round().clamp(0.0, 255.0) as u8);
    Some(RGBColor(channel()?, channel()?, channel()?))
}

fn rgb(hex: u32) -> RGBColor {
    let [_, red, green, blue] = hex.to_be_bytes();
    RGBColor(red, green, blue)
}

fn lanes(colors: [u32; 6]) -> [LaneStyle; 6] {
    let dashes: [&[f64]; 6] = [
        &[],
        &[10.0, 5.0],
        &[2.0, 4.0],
        &[9.0, 3.0, 2.0, 3.0],
        &[5.0, 3.0],
        &[9.0, 3.0, 2.0, 3.0, 2.0, 3.0],
    ];
    std::array::from_fn(|i| LaneStyle {
        color: rgb(colors[i]),
        dash: dashes[i].to_vec(),
    })
}

/// The part of viridis between two positions, in 33 steps; its first third rises out of the
/// background, so that a whole image of low centralities stays quiet.
fn viridis(from: f64, to: f64, background: RGBColor) -> Vec<RGBColor> {
    (0..=32)
        .map(|i| {
            let position = f64::from(i) / 32.0;
            let color = ViridisRGB.get_color(from + (to - from) * position);
            mix(background, color, (0.25 + 2.25 * position).min(1.0))
        })
        .collect()
}

/// The colour a `part` of the way from `a` to `b`.
pub(crate) fn mix(a: RGBColor, b: RGBColor, part: f64) -> RGBColor {
    let channel =
        |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * part).round() as u8;
    RGBColor(channel(a.0, b.0), channel(a.1, b.1), channel(a.2, b.2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_of_css_are_read() {
        assert_eq!(css_color(" #0072B2 "), Some(RGBColor(0, 0x72, 0xB2)));
        assert_eq!(css_color("#fa0"), Some(RGBColor(255, 0xAA, 0)));
        assert_eq!(css_color("rgb(1, 2, 300)"), Some(RGBColor(1, 2, 255)));
        assert_eq!(css_color("rgba(1, 2, 3, 0.5)"), Some(RGBColor(1, 2, 3)));
        assert_eq!(css_color("rgb(1 2 3 / 0.5)"), Some(RGBColor(1, 2, 3)));
        for wrong in ["", "#", "#12", "red", "rgb(1, 2)", "rgb(a, b, c)"] {
            assert_eq!(css_color(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn a_second_lane_of_a_method_looks_different() {
        use censet::rewiring::{censet::CENSET, dense::MLP, set::SET};
        assert_eq!(
            lane::places(&[&MLP, &SET, &CENSET]),
            [lane::MLP, lane::SET, lane::CENSET]
        );
        let places = lane::places(&[&CENSET, &SET, &CENSET, &CENSET]);
        assert_eq!(places[..3], [lane::CENSET, lane::SET, lane::FURTHER]);
        assert!(!places[..3].contains(&places[3]));
    }

    #[test]
    fn the_colour_scale_keeps_to_its_ends() {
        let theme = Theme::dark(1.0);
        assert_eq!(theme.centrality_color(-3.0), theme.centrality[0]);
        assert_eq!(theme.centrality_color(7.0), theme.centrality[32]);
        assert_eq!(theme.centrality_color(f64::NAN), theme.muted);
    }
}
