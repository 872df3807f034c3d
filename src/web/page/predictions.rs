//! The page: the confusion matrix.

use js_sys::Uint32Array;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::drawing::{failed, surface, theme};
use censet::trainer::ConfusionMatrix;
use censet_figures::confusion::{self, Confusion, Grid};

/// How often the images of class `label` were taken for class `said`: shape (classes, classes), row by
/// row.
#[wasm_bindgen]
pub fn confusion_counts(labels: &[u8], said: &[u8], classes: usize) -> Uint32Array {
    let matrix = ConfusionMatrix::new(labels, said, classes);
    let counts: Vec<u32> = (0..classes).flat_map(|i| matrix.row(i).to_vec()).collect();
    Uint32Array::from(&counts[..])
}

/// Draws a lane's confusion matrix and says what it shows; a network that came in has no epoch.
#[wasm_bindgen]
pub fn draw_confusion(
    canvas: HtmlCanvasElement,
    lane: &str,
    epoch: Option<u32>,
    classes: Vec<String>,
    labels: &[u8],
    said: &[u8],
    page_theme: JsValue,
) -> Result<String, JsValue> {
    let matrix = ConfusionMatrix::new(labels, said, classes.len());
    let data = Confusion {
        lane,
        epoch,
        classes: &classes,
        matrix: &matrix,
    };
    confusion::draw(&data, &surface(canvas)?, &theme(page_theme)).map_err(failed)?;
    Ok(confusion::describe(&data))
}

/// The cell of a confusion matrix at a point of its canvas, in device pixels: class of the image, class
/// it was taken for; nothing beside the cells.
#[wasm_bindgen]
pub fn confusion_cell(
    canvas: HtmlCanvasElement,
    classes: Vec<String>,
    x: f64,
    y: f64,
    page_theme: JsValue,
) -> Option<Vec<usize>> {
    let size = (canvas.width(), canvas.height());
    let (label, said) = Grid::new(size, &classes, &theme(page_theme)).at((x, y))?;
    Some(vec![label, said])
}
