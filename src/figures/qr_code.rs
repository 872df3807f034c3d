//! A link as a QR code, to be taken off a screen with a telephone.

use plotters::prelude::DrawingBackend;
use plotters::style::{BLACK, WHITE};
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

use super::pen::Pen;
use super::{Drawn, Surface, Theme};

/// Modules of white that readers want around a code.
const QUIET: i32 = 4;

/// The largest code drawn: 97 modules a side, which a telephone still reads across a lecture room
/// when the code fills the screen.
const LARGEST: u8 = 20;

/// Encodes a text; `None` if its code would be too fine to be read from a distance (more than 858
/// bytes).
pub fn encode(text: &str) -> Option<QrCode> {
    let segments = QrSegment::make_segments(text);
    let (least, most) = (Version::MIN, Version::new(LARGEST));
    QrCode::encode_segments_advanced(&segments, QrCodeEcc::Low, least, most, None, true).ok()
}

/// Draws the code in the middle of the surface, as large as whole pixels a module allow: black on
/// white whatever the theme, since not every reader takes it the other way round.
pub fn draw<DB: DrawingBackend>(code: &QrCode, surface: &Surface<DB>, theme: &Theme) -> Drawn<DB> {
    let pen = Pen::new(surface, theme);
    let (width, height) = surface.dim_in_pixel();
    let (width, height) = (width as i32, height as i32);
    pen.fill((0, 0), (width, height), WHITE)?;
    let module = (width.min(height) / (code.size() + 2 * QUIET)).max(1);
    let left = (width - module * code.size()) / 2;
    let top = (height - module * code.size()) / 2;
    for row in 0..code.size() {
        let mut column = 0;
        while column < code.size() {
            let end = (column..code.size()).find(|&x| !code.get_module(x, row));
            let end = end.unwrap_or(code.size());
            let at = |x: i32, y: i32| (left + module * x, top + module * y);
            pen.fill(at(column, row), at(end, row + 1), BLACK)?;
            column = end.max(column + 1);
        }
    }
    Ok(())
}
