//! The page's figures over the epochs of a run, drawn from what it has kept of each.

use js_sys::{Float64Array, Uint16Array, Uint32Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::figures::Line;
use crate::drawing::{failed, surface, theme, tone};
use crate::read;
use crate::{Failure, to_js};
use censet::Refused;
use censet::dataset::Shape;
use censet::graph::statistics::{DensityCurve, degree_distribution};
use censet::timeline::{Difference, Timeline};
use censet_figures::curves::{self, Curve, Curves, Relation};
use censet_figures::degree_images::{self, DegreeImages};
use censet_figures::densities::{self, Densities, Row};
use censet_figures::epochs::{self, QUANTITIES, Read};

/// The wiring of a lane, from the changes that its worker sent with each epoch.
#[wasm_bindgen]
pub struct WiringTimeline {
    pub(super) timeline: Timeline,
}

#[wasm_bindgen]
impl WiringTimeline {
    /// Of a network with these numbers of neurons, inputs first.
    #[wasm_bindgen(constructor)]
    pub fn new(layers: &[u32]) -> Self {
        let layers: Vec<usize> = layers.iter().map(|&n| n as usize).collect();
        Self {
            timeline: Timeline::new(&layers),
        }
    }

    /// How many epochs it knows, epoch 0 included.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.timeline.epochs().len()
    }

    /// Adds the next epoch.
    pub fn add(&mut self, changes: &[u8]) -> Result<(), JsValue> {
        let added = Difference::decode(changes).and_then(|changes| self.timeline.add(&changes));
        added.map_err(unreadable)
    }

    /// Takes back the epoch added last, to add it anew.
    pub fn take_back(&mut self) {
        self.timeline.take_back();
    }

    /// All of it as bytes, for [`read`](Self::read).
    pub fn save(&self) -> Vec<u8> {
        self.timeline.save()
    }

    /// What [`save`](Self::save) wrote.
    pub fn read(bytes: &[u8]) -> Result<Self, JsValue> {
        let timeline = Timeline::read(bytes).map_err(unreadable)?;
        Ok(Self { timeline })
    }

    /// A quantity that follows from the wiring, a value an epoch; not a number where there is none.
    pub fn quantity(&self, id: &str) -> Float64Array {
        match epochs::quantity(id).map(|quantity| quantity.read) {
            Some(Read::Timeline(read)) => Float64Array::from(&read(&self.timeline)[..]),
            _ => panic!("{id:?} is no quantity of the wiring"),
        }
    }

    /// How many connections have each age, from 0, in this epoch.
    pub fn ages(&self, epoch: usize) -> Vec<u32> {
        let ages = self.timeline.ages(epoch);
        ages.into_iter().map(|n| n as u32).collect()
    }

    /// Survival by age, from 0 on, as far as is known up to this epoch.
    pub fn survival(&self, epoch: usize) -> Float64Array {
        Float64Array::from(&self.timeline.survival(epoch)[..])
    }
}

fn unreadable(why: Refused) -> JsValue {
    Failure {
        code: "file",
        field: None,
        text: format!("The wiring over time cannot be read: {why}."),
    }
    .into()
}

/// A quantity of the tab Over time.
#[derive(Serialize)]
struct OverTime {
    quantity: &'static str,
    title: &'static str,
    caption: &'static str,
    /// The field of an epoch's report that has it; none if the wiring has it.
    field: Option<&'static str>,
}

/// The quantities that are drawn epoch by epoch in the tab Over time, in order.
#[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').OverTimeQuantity[]")]
pub fn over_time_quantities() -> JsValue {
    let rows = QUANTITIES.iter().filter_map(|row| {
        let (title, caption) = row.over_time?;
        let field = match row.read {
            Read::Report(field) => Some(field),
            Read::Timeline(_) | Read::Apart => None,
        };
        Some(OverTime {
            quantity: row.id,
            title,
            caption,
            field,
        })
    });
    to_js(&rows.collect::<Vec<_>>())
}

/// Percent of the total that lies at each place or after it.
#[wasm_bindgen]
pub fn at_least(counts: &[u32]) -> Float64Array {
    let total: f64 = counts.iter().map(|&n| f64::from(n)).sum();
    let mut sum = 0.0;
    let mut shares: Vec<f64> = counts
        .iter()
        .rev()
        .map(|&n| {
            sum += f64::from(n);
            100.0 * sum / total
        })
        .collect();
    shares.reverse();
    Float64Array::from(&shares[..])
}

/// How many neurons have each degree, from 0.
#[wasm_bindgen]
pub fn degree_counts(degrees: &[u16]) -> Uint32Array {
    let degrees: Vec<u32> = degrees.iter().map(|&n| n.into()).collect();
    Uint32Array::from(&degree_distribution(&degrees)[..])
}

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
/// [`centrality_density`] gave, `epochs.length` of them a lane, lane after lane. `view` has the lane's
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
