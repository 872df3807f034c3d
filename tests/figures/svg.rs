//! Draws a figure as SVG and reads back the marks.

use std::collections::BTreeMap;

use censet_figures::{Surface, Theme};
use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::{IntoDrawingArea, RGBColor, SVGBackend};

/// One element: its tag, attributes and text.
pub struct Mark {
    tag: String,
    attributes: BTreeMap<String, String>,
    text: String,
}

impl Mark {
    pub fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    fn number(&self, name: &str) -> f64 {
        let value: f64 = self.get(name).parse().unwrap_or_else(|_| {
            panic!("{name} of {} is {:?}", self.tag, self.get(name));
        });
        assert!(value.is_finite());
        value
    }

    /// Left, top, right and bottom of the mark.
    fn extent(&self) -> [f64; 4] {
        let n = |name| self.number(name);
        match self.tag.as_str() {
            "rect" | "image" => [n("x"), n("y"), n("x") + n("width"), n("y") + n("height")],
            "circle" => [
                n("cx") - n("r"),
                n("cy") - n("r"),
                n("cx") + n("r"),
                n("cy") + n("r"),
            ],
            "polyline" | "polygon" => {
                let points = self.get("points").split_whitespace().map(|point| {
                    let (x, y) = point.split_once(',').unwrap();
                    (x.parse::<f64>().unwrap(), y.parse::<f64>().unwrap())
                });
                points.fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |e, (x, y)| {
                    [e[0].min(x), e[1].min(y), e[2].max(x), e[3].max(y)]
                })
            }
            "text" => {
                // The backend writes sizes divided by 1.24.
                let size = n("font-size") * 1.24;
                let wide = self.text.chars().count() as f64 * size * 0.5;
                let left = match self.get("text-anchor") {
                    "start" => n("x"),
                    "middle" => n("x") - wide / 2.0,
                    _ => n("x") - wide,
                };
                let top = match self.get("dy") {
                    "0.76em" => n("y"),
                    "0.5ex" => n("y") - size / 2.0,
                    _ => n("y") - size,
                };
                [left, top, left + wide, top + size]
            }
            other => panic!("an unexpected element {other}"),
        }
    }
}

/// A colour as the backend writes it.
pub fn hex(color: RGBColor) -> String {
    format!("#{:02X}{:02X}{:02X}", color.0, color.1, color.2)
}

/// What was drawn.
pub struct Svg {
    size: (f64, f64),
    marks: Vec<Mark>,
}

/// Draws on a surface of so many CSS pixels, and keeps the picture as a file if asked to.
pub fn draw(
    name: &str,
    (width, height): (u32, u32),
    theme: &Theme,
    figure: impl for<'a> FnOnce(
        &Surface<SVGBackend<'a>>,
    ) -> Result<(), DrawingAreaErrorKind<std::io::Error>>,
) -> Svg {
    let device = |css: u32| (f64::from(css) * theme.scale) as u32;
    let size = (device(width), device(height));
    let mut text = String::new();
    {
        let surface = SVGBackend::with_string(&mut text, size).into_drawing_area();
        figure(&surface).expect("SVG never fails");
        surface.present().expect("SVG never fails");
    }
    if let Ok(folder) = std::env::var("FIGURES_DIR")
        && !name.is_empty()
    {
        std::fs::create_dir_all(&folder).unwrap();
        let path = std::path::Path::new(&folder).join(format!("{name}.svg"));
        std::fs::write(path, &text).unwrap();
    }
    Svg {
        size: (size.0.into(), size.1.into()),
        marks: read(&text),
    }
}

/// The elements of an SVG as the backend writes it: no children but text, in which it escapes.
fn read(svg: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    for part in svg.split('<').skip(1) {
        let (inside, text) = part.split_once('>').expect("a tag ends");
        if inside.starts_with('/') || inside.starts_with("svg") {
            continue;
        }
        let inside = inside.trim_end_matches('/');
        let (tag, mut rest) = inside.split_once(' ').expect("attributes");
        let mut attributes = BTreeMap::new();
        while let Some((name, after)) = rest.split_once("=\"") {
            let (value, next) = after.split_once('"').expect("a closing quote");
            attributes.insert(name.trim().to_string(), value.to_string());
            rest = next;
        }
        marks.push(Mark {
            tag: tag.into(),
            attributes,
            text: text.trim().replace("&lt;", "<").replace("&gt;", ">"),
        });
    }
    marks
}

impl Svg {
    /// How many elements of this tag satisfy the condition.
    pub fn count(&self, tag: &str, condition: impl Fn(&Mark) -> bool) -> usize {
        let of_tag = self.marks.iter().filter(|mark| mark.tag == tag);
        of_tag.filter(|mark| condition(mark)).count()
    }

    /// Calls `see` with each element of this tag and its left, top, right and bottom, in the order
    /// of drawing.
    pub fn each(&self, tag: &str, mut see: impl FnMut(&Mark, [f64; 4])) {
        let of_tag = self.marks.iter().filter(|mark| mark.tag == tag);
        of_tag.for_each(|mark| see(mark, mark.extent()));
    }

    /// Everything written.
    pub fn texts(&self) -> Vec<&str> {
        let texts = self.marks.iter().filter(|mark| mark.tag == "text");
        texts.map(|mark| mark.text.as_str()).collect()
    }

    /// Whether some text contains this.
    pub fn has_text(&self, part: &str) -> bool {
        self.texts().iter().any(|text| text.contains(part))
    }

    /// Fails if a mark reaches beyond the surface.
    pub fn all_inside(&self) {
        let (width, height) = self.size;
        for mark in &self.marks {
            let [left, top, right, bottom] = mark.extent();
            assert!(
                left >= -1.0 && top >= -1.0 && right <= width + 1.0 && bottom <= height + 1.0,
                "{} {:?} {:?} is at {left}…{right}, {top}…{bottom} on {width} × {height}",
                mark.tag,
                mark.text,
                mark.attributes
            );
        }
    }

    /// Fails if two texts cover each other.
    pub fn labels_apart(&self) {
        let texts: Vec<&Mark> = self.marks.iter().filter(|m| m.tag == "text").collect();
        for (i, a) in texts.iter().enumerate() {
            for b in &texts[..i] {
                let ([al, at, ar, ab], [bl, bt, br, bb]) = (a.extent(), b.extent());
                let apart = al >= br || bl >= ar || at >= bb || bt >= ab;
                assert!(apart, "{:?} covers {:?}", a.text, b.text);
            }
        }
    }
}
