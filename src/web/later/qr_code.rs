//! The QR code of a link.

use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::drawing::{failed, surface, theme};
use censet_figures::qr_code;

/// Draws a text as a QR code; false, with an empty canvas, if it is too long for one that can be read.
#[wasm_bindgen]
pub fn draw_qr_code(
    canvas: HtmlCanvasElement,
    text: &str,
    page_theme: JsValue,
) -> Result<bool, JsValue> {
    let Some(code) = qr_code::encode(text) else {
        canvas.set_width(canvas.width()); // which clears it
        return Ok(false);
    };
    qr_code::draw(&code, &surface(canvas)?, &theme(page_theme)).map_err(failed)?;
    Ok(true)
}
