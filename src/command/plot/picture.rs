//! A drawn figure, as SVG with text that is text, and as PNG made of that.

use censet_figures::{Drawn, Surface, Theme};
use plotters::drawing::IntoDrawingArea;
use plotters::prelude::SVGBackend;
use resvg::{tiny_skia, usvg};

/// What kind of file is written.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum Format {
    /// Scalable, with real text
    Svg,
    /// Pixels, two to a CSS pixel
    Png,
}

/// A figure as SVG, and the sentence that says what it shows.
pub struct Svg {
    text: String,
    /// What it shows.
    pub says: String,
}

impl Svg {
    /// Draws on a surface of so many CSS pixels.
    pub fn draw(
        (width, height): (u32, u32),
        theme: &Theme,
        says: String,
        figure: impl for<'a> FnOnce(&Surface<SVGBackend<'a>>) -> Drawn<SVGBackend<'a>>,
    ) -> Result<Self, String> {
        let device = |css: u32| (f64::from(css) * theme.scale) as u32;
        let mut text = String::new();
        let cannot = |error| format!("a figure cannot be drawn: {error}");
        {
            let size = (device(width), device(height));
            let surface = SVGBackend::with_string(&mut text, size).into_drawing_area();
            figure(&surface).map_err(cannot)?;
            surface.present().map_err(cannot)?;
        }
        // The backend's own name for the type of an image's data is none that is registered.
        let mut text = text.replace("\"data:png;", "\"data:image/png;");
        // For those who cannot see it.
        let start = text.find("<svg").expect("an SVG");
        let end = start + text[start..].find('>').expect("a tag ends") + 1;
        let escaped = says.replace('&', "&amp;").replace('<', "&lt;");
        text.insert_str(end, &format!("\n<title>{escaped}</title>"));
        Ok(Self { text, says })
    }
}

impl Format {
    /// How names of its files end.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }

    /// The file.
    pub fn bytes(self, svg: &Svg) -> Result<Vec<u8>, String> {
        match self {
            Self::Svg => Ok(svg.text.clone().into_bytes()),
            Self::Png => png(&svg.text),
        }
    }
}

/// The picture in pixels, its text in a font of this system.
fn png(svg: &str) -> Result<Vec<u8>, String> {
    let mut options = usvg::Options::default();
    let fonts = options.fontdb_mut();
    fonts.load_system_fonts();
    let Some(any) = fonts.faces().find_map(|face| face.families.first()) else {
        return Err("--format png: this system has no font; --format svg needs none".into());
    };
    // Where the generic families name a font that is not here, another has to do.
    let any = any.0.clone();
    for family in [usvg::fontdb::Family::SansSerif, usvg::fontdb::Family::Serif] {
        let query = usvg::fontdb::Query {
            families: &[family],
            ..Default::default()
        };
        if fonts.query(&query).is_none() {
            match family {
                usvg::fontdb::Family::Serif => fonts.set_serif_family(any.clone()),
                _ => fonts.set_sans_serif_family(any.clone()),
            }
        }
    }
    let cannot = |error: &dyn std::fmt::Display| format!("--format png: {error}");
    let tree = usvg::Tree::from_str(svg, &options).map_err(|error| cannot(&error))?;
    let size = tree.size().to_int_size();
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height())
        .ok_or_else(|| cannot(&"the figure is too large"))?;
    resvg::render(&tree, tiny_skia::Transform::default(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| cannot(&error))
}
