//! What the page's modules draw with: canvases, the colours of its style sheet, and what is thrown where a figure cannot be
//! drawn.

mod canvas;

use plotters::drawing::IntoDrawingArea;
use serde::Deserialize;
use wasm_bindgen::JsValue;
use web_sys::HtmlCanvasElement;

use crate::{Failure, read};
use canvas::Canvas;
use censet_figures::theme::{css_color, lane};
use censet_figures::{Surface, Theme};

/// The colours that the page reads from its style sheet, as CSS computes them.
#[derive(Deserialize)]
struct PageTheme {
    scale: f64,
    dark: bool,
    background: String,
    text: String,
    muted: String,
    line: String,
    positive: String,
    negative: String,
    cut: String,
    grown: String,
    lanes: Vec<String>,
}

pub(crate) fn theme(value: JsValue) -> Theme {
    let page: PageTheme = read(value);
    let mut theme = if page.dark {
        Theme::dark(page.scale)
    } else {
        Theme::light(page.scale)
    };
    let colors = [
        (&mut theme.background, &page.background),
        (&mut theme.text, &page.text),
        (&mut theme.muted, &page.muted),
        (&mut theme.line, &page.line),
        (&mut theme.positive, &page.positive),
        (&mut theme.negative, &page.negative),
        (&mut theme.cut, &page.cut),
        (&mut theme.grown, &page.grown),
    ];
    let lanes = theme
        .lanes
        .iter_mut()
        .map(|style| &mut style.color)
        .zip(&page.lanes);
    for (color, css) in colors.into_iter().chain(lanes) {
        // What a browser writes in another way keeps the built-in colour.
        *color = css_color(css).unwrap_or(*color);
    }
    theme
}

/// The place of the tone of this name.
pub(crate) fn tone(name: &str) -> usize {
    let place = lane::NAMES.iter().position(|tone| *tone == name);
    place.unwrap_or(lane::FURTHER)
}

pub(crate) fn surface(canvas: HtmlCanvasElement) -> Result<Surface<Canvas>, JsValue> {
    Ok(Canvas::new(canvas)
        .ok_or_else(|| failed("the browser gave no drawing context"))?
        .into_drawing_area())
}

pub(crate) fn failed(error: impl std::fmt::Display) -> JsValue {
    let text = format!("A figure could not be drawn: {error}.");
    Failure {
        code: "internal",
        field: None,
        text,
    }
    .into()
}

/// A lane's line in a chart.
#[derive(Deserialize)]
pub(crate) struct Line {
    pub name: String,
    pub tone: String,
}
