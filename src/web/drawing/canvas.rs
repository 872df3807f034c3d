//! A canvas to draw on: plotters-canvas, with images put as pixels, and rectangles, lines and circles of one colour
//! drawn without setting it anew each time.
//!
//! By itself it would draw an image as a rectangle a pixel, and tell the browser the colour of each in words.

use js_sys::JsString;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use plotters_canvas::CanvasBackend;
use std::cell::RefCell;
use std::collections::BTreeMap;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{Clamped, JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

/// A canvas of the page.
pub(crate) struct Canvas {
    backend: CanvasBackend,
    context: CanvasRenderingContext2d,
    /// What the context fills with, where that is known.
    filling: Option<Ink>,
    /// What it strokes with, and how wide, where that is known.
    stroking: Option<(Ink, u32)>,
}

#[wasm_bindgen]
extern "C" {
    /// A drawing context whose colours are told in words that JavaScript has already.
    type Inked;
    #[wasm_bindgen(method, setter, js_name = fillStyle)]
    fn set_fill(this: &Inked, ink: &JsString);
    #[wasm_bindgen(method, setter, js_name = strokeStyle)]
    fn set_stroke(this: &Inked, ink: &JsString);
}

/// Red, green, blue and the opacity, which has no more steps on a screen than they have.
type Ink = [u8; 4];

fn ink(color: BackendColor) -> Ink {
    let (red, green, blue) = color.rgb;
    [red, green, blue, (color.alpha * 255.0).round() as u8]
}

/// So many inks are remembered, some for each of a figure's colours and opacities.
const MOST_INKS: usize = 4096;

thread_local! {
    /// What inks are in words: to hand the same few hundred words over again for each figure took half of its time.
    static WORDS: RefCell<BTreeMap<Ink, JsString>> = const { RefCell::new(BTreeMap::new()) };
}

/// What an ink is for CSS.
fn css(ink: Ink) -> JsString {
    WORDS.with_borrow_mut(|words| {
        if words.len() >= MOST_INKS {
            words.clear();
        }
        let word = words.entry(ink).or_insert_with(|| {
            let [red, green, blue, alpha] = ink;
            let alpha = f64::from(alpha) / 255.0;
            format!("rgba({red},{green},{blue},{alpha})").into()
        });
        word.clone()
    })
}

type Drawn = Result<(), DrawingErrorKind<Failed>>;

/// What the browser refused.
#[derive(Debug)]
pub(crate) struct Failed(String);

impl std::fmt::Display for Failed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failed {}

fn failed(
    error: DrawingErrorKind<impl std::error::Error + Send + Sync>,
) -> DrawingErrorKind<Failed> {
    DrawingErrorKind::DrawingError(Failed(error.to_string()))
}

fn refused(error: JsValue) -> DrawingErrorKind<Failed> {
    DrawingErrorKind::DrawingError(Failed(format!("{error:?}")))
}

impl Canvas {
    /// `None` if the browser gives no drawing context.
    pub fn new(canvas: HtmlCanvasElement) -> Option<Self> {
        let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        let backend = CanvasBackend::with_canvas_object(canvas)?;
        Some(Self {
            backend,
            context,
            filling: None,
            stroking: None,
        })
    }

    fn fill_with(&mut self, ink: Ink) {
        if self.filling != Some(ink) {
            self.context.unchecked_ref::<Inked>().set_fill(&css(ink));
            self.filling = Some(ink);
        }
    }

    fn stroke_with(&mut self, ink: Ink, width: u32) {
        if self.stroking != Some((ink, width)) {
            self.context.unchecked_ref::<Inked>().set_stroke(&css(ink));
            self.context.set_line_width(width.into());
            self.stroking = Some((ink, width));
        }
    }

    /// plotters-canvas, which sets styles as it pleases.
    fn backend(&mut self) -> &mut CanvasBackend {
        (self.filling, self.stroking) = (None, None);
        &mut self.backend
    }
}

impl DrawingBackend for Canvas {
    type ErrorType = Failed;

    fn get_size(&self) -> (u32, u32) {
        self.backend.get_size()
    }

    fn ensure_prepared(&mut self) -> Drawn {
        self.backend().ensure_prepared().map_err(failed)
    }

    fn present(&mut self) -> Drawn {
        self.backend().present().map_err(failed)
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        self.backend().draw_pixel(point, color).map_err(failed)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.backend().draw_line(from, to, style).map_err(failed)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let color = style.color();
        if !fill || color.alpha == 0.0 {
            return self
                .backend()
                .draw_rect(from, to, style, fill)
                .map_err(failed);
        }
        self.fill_with(ink(color));
        let [x, y, right, bottom] = [from.0, from.1, to.0, to.1].map(f64::from);
        self.context.fill_rect(x, y, right - x, bottom - y);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let color = style.color();
        let mut points = path.into_iter().map(|(x, y)| (f64::from(x), f64::from(y)));
        let Some((x, y)) = points.next().filter(|_| color.alpha > 0.0) else {
            return Ok(());
        };
        self.stroke_with(ink(color), style.stroke_width());
        self.context.begin_path();
        self.context.move_to(x, y);
        points.for_each(|(x, y)| self.context.line_to(x, y));
        self.context.stroke();
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let color = style.color();
        if color.alpha == 0.0 {
            return Ok(());
        }
        let [x, y] = [center.0, center.1].map(f64::from);
        self.context.begin_path();
        self.context
            .arc(x, y, radius.into(), 0.0, std::f64::consts::TAU)
            .map_err(refused)?;
        if fill {
            self.fill_with(ink(color));
            self.context.fill();
        } else {
            self.stroke_with(ink(color), style.stroke_width());
            self.context.stroke();
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vertices: I,
        style: &S,
    ) -> Drawn {
        self.backend().fill_polygon(vertices, style).map_err(failed)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        self.backend().draw_text(text, style, at).map_err(failed)
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Failed>> {
        self.backend.estimate_text_size(text, style).map_err(failed)
    }

    fn blit_bitmap(&mut self, at: BackendCoord, (width, _): (u32, u32), rgb: &[u8]) -> Drawn {
        // Filled in place: millions of pixels, collected one by one, take several times as long.
        let mut rgba = vec![u8::MAX; rgb.len() / 3 * 4];
        for (to, from) in rgba.chunks_exact_mut(4).zip(rgb.chunks_exact(3)) {
            to[..3].copy_from_slice(from);
        }
        let image = ImageData::new_with_u8_clamped_array(Clamped(&rgba), width).map_err(refused)?;
        self.context
            .put_image_data(&image, f64::from(at.0), f64::from(at.1))
            .map_err(refused)
    }
}
