//! Figures over the epochs of a run, drawn from what the page has kept of each.

use js_sys::{Float64Array, Uint16Array};
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::drawing::{Line, failed, surface, theme, tone};
use crate::read;
use censet::dataset::Shape;
use censet::graph::statistics::DensityCurve;
use censet_figures::curves::{self, Curve, Curves, Relation};
use censet_figures::degree_images::{self, DegreeImages};
use censet_figures::densities::{self, Densities, Row};

/// Draws a line a lane through (x, y) and says what it shows. The relation is `survival`, `ages`,
/// `degrees`, `accuracy_mean`, `accuracy_spread`, or these with `recorded_` before them.
#[wasm_bindgen]
pub fn draw_curves(
    canvas: HtmlCanvasElement,
    relation: &str,
    lines: JsValue,
    x: Vec<Float64Array>,
    y: Vec<Float64Array>,
    epoch: u32,
    page_theme: JsValue,
) -> Result<String, JsValue> {
    let lines: Vec<Line> = read(lines);
    let points = x.iter().zip(&y);
    let points = points.map(|(x, y)| x.to_vec().into_iter().zip(y.to_vec()).collect());
    let curves: Vec<Curve> = lines
        .into_iter()
        .zip(points)
        .map(|(line, points)| Curve {
            style: tone(&line.tone),
            name: line.name,
            points,
        })
        .collect();
    let relation = match relation {
        "survival" => Relation::Survival,
        "ages" => Relation::Ages,
        "degrees" => Relation::Degrees,
        "accuracy_mean" => Relation::AccuracyAgainstMean,
        "accuracy_spread" => Relation::AccuracyAgainstSpread,
        "recorded_accuracy_mean" => Relation::AccuracyAgainstRecordedMean,
        "recorded_accuracy_spread" => Relation::AccuracyAgainstRecordedSpread,
        _ => panic!("{relation:?} is drawn by no chart"),
    };
    let data = Curves {
        relation,
        curves: &curves,
        epoch,
    };
    curves::draw(&data, &surface(canvas)?, &theme(page_theme)).map_err(failed)?;
    Ok(curves::describe(&data))
}

/// Which densities are drawn, and how.
#[derive(Deserialize)]
struct DensitiesView {
    /// Which lane's.
    index: usize,
    /// The epoch that is looked at.
    marked: Option<u32>,
    /// Whether they are of what the paper's code recorded.
    recorded: bool,
}

/// Draws the densities of one lane and says what it shows. `curves` holds what
/// `centrality_density` of the other modules gave, `epochs.length` of them a lane, lane after lane. `view` has the lane's
/// `index`, the epoch `marked` or null, and whether they are of what the paper's code `recorded`.
#[wasm_bindgen]
pub fn draw_densities(
    canvas: HtmlCanvasElement,
    lines: JsValue,
    epochs: &[u32],
    curves: Vec<Float64Array>,
    view: JsValue,
    page_theme: JsValue,
) -> Result<String, JsValue> {
    let DensitiesView {
        index,
        marked,
        recorded,
    } = read(view);
    let lines: Vec<Line> = read(lines);
    let curve = |numbers: &Float64Array| match &numbers.to_vec()[..] {
        [from, to, values @ ..] => Some(DensityCurve {
            from: *from,
            to: *to,
            values: values.to_vec(),
        }),
        _ => None,
    };
    let curves: Vec<Option<DensityCurve>> = curves.iter().map(curve).collect();
    let rows: Vec<Vec<Row>> = curves
        .chunks(epochs.len().max(1))
        .map(|lane| {
            epochs
                .iter()
                .copied()
                .zip(lane.iter().map(Option::as_ref))
                .collect()
        })
        .collect();
    let lanes: Vec<Densities> = lines
        .iter()
        .zip(&rows)
        .map(|(line, rows)| Densities {
            lane: &line.name,
            style: tone(&line.tone),
            rows,
            marked,
            recorded,
        })
        .collect();
    densities::draw(&lanes, index, &surface(canvas)?, &theme(page_theme)).map_err(failed)?;
    Ok(densities::describe(&lanes[index]))
}

/// Draws the degrees of the inputs of the lane at `index` as images and says what it shows. `degrees`
/// holds those of all neurons, `epochs.length` arrays a lane, lane after lane.
#[wasm_bindgen]
pub fn draw_degree_images(
    canvas: HtmlCanvasElement,
    lines: JsValue,
    shape: &[u32],
    epochs: &[u32],
    degrees: Vec<Uint16Array>,
    index: usize,
    page_theme: JsValue,
) -> Result<String, JsValue> {
    let lines: Vec<Line> = read(lines);
    let shape = Shape {
        height: shape[0] as usize,
        width: shape[1] as usize,
        channels: shape[2] as usize,
    };
    let inputs = shape.pixels() as u32;
    let degrees: Vec<Vec<u16>> = degrees
        .iter()
        .map(|all| all.slice(0, inputs).to_vec())
        .collect();
    let most = degrees
        .iter()
        .map(|degrees| degree_images::most(shape, degrees))
        .max();
    let own = degrees
        .chunks(epochs.len().max(1))
        .nth(index)
        .unwrap_or_default();
    let images: Vec<(u32, &[u16])> = epochs
        .iter()
        .copied()
        .zip(own.iter().map(Vec::as_slice))
        .collect();
    let data = DegreeImages {
        lane: &lines[index].name,
        shape,
        images: &images,
        most: most.unwrap_or(0),
    };
    degree_images::draw(&data, &surface(canvas)?, &theme(page_theme)).map_err(failed)?;
    Ok(degree_images::describe(&data))
}
