//! The figures, for any plotters backend.
//!
//! One file a figure: [`network_graph`], [`adjacency`], [`receptive_field`], [`centrality`],
//! [`weights`], [`epochs`], [`curves`], [`densities`], [`degree_images`], [`confusion`],
//! [`trials`], [`learning`], [`knockout`], [`attack`] and [`qr_code`]. Each takes plain numbers and
//! a [`Theme`], draws on a [`Surface`] of any size, and has a
//! `describe` that says in a sentence what the figure shows, for those who cannot see it. Nothing
//! here knows a browser: a canvas and an SVG file get the same marks.
//!
//! Text is never measured but estimated, because in a browser plotters measures by laying out the
//! page, once a label. For the same reason the axes are our own and not plotters' mesh.

pub mod adjacency;
pub mod attack;
pub mod centrality;
pub mod confusion;
pub mod curves;
pub mod degree_images;
pub mod densities;
mod distribution;
mod end_labels;
pub mod epochs;
mod frame;
mod histogram;
pub mod knockout;
pub mod learning;
mod line;
pub mod network_graph;
mod pen;
pub mod qr_code;
pub mod receptive_field;
mod scale;
pub mod theme;
pub mod trials;
pub mod weights;
mod words;

pub use distribution::Bar;
pub use histogram::Histogram;
pub use scale::CentralityScale;
pub use theme::Theme;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;

/// A whole drawing surface, in device pixels from its upper left corner.
pub type Surface<DB> = DrawingArea<DB, Shift>;

/// What drawing returns; an error is always the backend's own.
pub type Drawn<DB> = Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;
