//! Draws `results.json` beside it as `growth.svg`: how the time of a sample grows with connections,
//! and the time of a batch with its size. `tests/bench/run` calls it.

use std::fs;
use std::path::Path;

use plotters::prelude::*;
use serde_json::Value;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// A name, a place across, and the median, lowest and highest time there.
type Point = (String, f64, [f64; 3]);

/// What one panel shows.
struct Panel {
    title: &'static str,
    across: &'static str,
    up: &'static str,
    points: Vec<Point>,
    /// How many of the points the line is fitted to, from the first.
    fitted: usize,
}

fn main() -> Outcome<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench");
    let results: Value = serde_json::from_str(&fs::read_to_string(folder.join("results.json"))?)?;
    let measured = &results["chromium"];
    let connections = points(&measured["connections"], |result, _| {
        // Microseconds a sample.
        (result["connections"].as_f64().unwrap_or(0.0), 1e6)
    });
    let batches = points(&measured["batches"], |_, name| {
        // Milliseconds a batch.
        let size: f64 = name.rsplit(' ').next().unwrap_or("").parse().unwrap_or(0.0);
        (size, 1e3 * size)
    });
    let panels = [
        Panel {
            title: "Time grows with connections",
            across: "connections before the output layer",
            up: "µs a training sample",
            fitted: connections.len() - 1,
            points: connections,
        },
        Panel {
            title: "… and with the batch",
            across: "samples in a batch",
            up: "ms a batch",
            fitted: batches.len(),
            points: batches,
        },
    ];
    let file = folder.join("growth.svg");
    let root = SVGBackend::new(&file, (960, 360)).into_drawing_area();
    root.fill(&WHITE)?;
    for (area, panel) in root.split_evenly((1, 2)).iter().zip(&panels) {
        draw(area, panel)?;
    }
    root.present()?;
    Ok(())
}

/// The results of a group; `scale` gives a result's place across and what its rate divides.
fn points(group: &Value, scale: impl Fn(&Value, &str) -> (f64, f64)) -> Vec<Point> {
    let results = group.as_object().into_iter().flatten();
    let mut points: Vec<_> = results
        .map(|(name, result)| {
            let (x, amount) = scale(result, name);
            let time = |rate: &str| amount / result[rate].as_f64().unwrap_or(f64::NAN);
            (name.clone(), x, [time("median"), time("high"), time("low")])
        })
        .collect();
    points.sort_by(|a, b| a.1.total_cmp(&b.1));
    points
}

/// Intercept and slope of the least-squares line.
fn fit(points: &[Point]) -> (f64, f64) {
    let n = points.len() as f64;
    let mean = |of: &dyn Fn(&Point) -> f64| points.iter().map(of).sum::<f64>() / n;
    let (x, y) = (mean(&|p| p.1), mean(&|p| p.2[0]));
    let slope = mean(&|p| (p.1 - x) * (p.2[0] - y)) / mean(&|p| (p.1 - x).powi(2));
    (y - slope * x, slope)
}

fn draw(area: &DrawingArea<SVGBackend<'_>, plotters::coord::Shift>, panel: &Panel) -> Outcome<()> {
    let most = |of: &dyn Fn(&Point) -> f64| panel.points.iter().map(of).fold(0.0, f64::max) * 1.12;
    let (right, top) = (most(&|p| p.1), most(&|p| p.2[2]));
    let mut chart = ChartBuilder::on(area)
        .caption(panel.title, ("sans-serif", 16))
        .margin(12)
        .x_label_area_size(40)
        .y_label_area_size(52)
        .build_cartesian_2d(0.0..right, 0.0..top)?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .light_line_style(TRANSPARENT)
        .x_labels(6)
        .y_labels(6)
        .x_desc(panel.across)
        .y_desc(panel.up)
        .label_style(("sans-serif", 12))
        .x_label_formatter(&|x| format!("{x:.0}"))
        .y_label_formatter(&|y| format!("{y}"))
        .draw()?;
    let (intercept, slope) = fit(&panel.points[..panel.fitted]);
    println!(
        "{}: {} = {intercept:.3} + {slope:.3e} × {}",
        panel.title, panel.up, panel.across
    );
    let line = [0.0, right].map(|x| (x, intercept + slope * x));
    chart.draw_series(LineSeries::new(line, BLACK.mix(0.4)))?;
    let color = RGBColor(0, 114, 178);
    chart.draw_series(panel.points.iter().map(|(_, x, [median, low, high])| {
        ErrorBar::new_vertical(*x, *low, *median, *high, color.filled(), 6)
    }))?;
    chart.draw_series(panel.points.iter().map(|(name, x, [median, ..])| {
        let place = (*x, *median);
        EmptyElement::at(place) + Text::new(name.clone(), (8, 2), ("sans-serif", 12))
    }))?;
    Ok(())
}
