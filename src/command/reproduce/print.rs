//! The comparison as text.

use censet::experiment::Preset;

use super::super::columns::aligned;
use super::super::say;
use super::measure::{Measured, Measurement};
use super::plan::Trial;
use super::tables::{Cell, Statistic, Table};

const HEAD: [&str; 7] = [
    "row",
    "column",
    "number",
    "paper",
    "measured (seeds)",
    "difference",
    "within the band",
];

/// Prints every number of `tables` that has an experiment behind it, measured or not.
pub fn tables(
    tables: &[&Table],
    preset: Preset,
    trial: &Trial,
    measured: &Measured,
) -> Result<(), String> {
    let mut starred = false;
    for table in tables {
        say(&format!(
            "\nTable {}, {}: {}",
            table.number,
            preset.name(),
            table.caption
        ))?;
        let mut lines = vec![HEAD.map(str::to_owned)];
        let mut beyond = 0;
        for row in &table.rows {
            for (cell, column) in row.cells.iter().zip(&table.columns) {
                let Some(experiment) = trial.experiment(cell, preset)? else {
                    continue;
                };
                if cell.epoch.is_some_and(|epoch| epoch > experiment.epochs) {
                    beyond += 1;
                    continue;
                }
                for (statistic, paper) in numbers(cell) {
                    let found = measured.get(table.number, &row.head, column, preset, statistic);
                    starred |= found.is_some_and(|found| found.recorded.is_some());
                    let head = [&row.head, column.as_str(), statistic.words()];
                    lines.push(line(head, statistic, paper, found));
                }
            }
        }
        say(&aligned(&lines))?;
        if beyond > 0 {
            say(&format!(
                "{beyond} cells are of later epochs than the trial's"
            ))?;
        }
    }
    if starred {
        say("\n* the printed number is not the recorded one; compared with the recorded one")?;
    }
    Ok(())
}

/// The numbers of a cell, those of the layered network after those that the paper prints.
fn numbers(cell: &Cell) -> Vec<(Statistic, f64)> {
    let own = cell.quantities.iter().map(|q| (q.statistic, q.paper));
    let network = cell
        .quantities
        .iter()
        .filter_map(|q| Some((q.statistic.on_network()?, q.paper)));
    own.chain(network).collect()
}

fn line(
    head: [&str; 3],
    statistic: Statistic,
    paper: f64,
    found: Option<&Measurement>,
) -> [String; 7] {
    let digits = match statistic {
        Statistic::Connections => 0,
        Statistic::Accuracy => 2,
        _ => 3,
    };
    let [row, column, number] = head.map(str::to_owned);
    let Some(found) = found else {
        let [measured, difference, within] = ["not measured", "", ""].map(str::to_owned);
        let paper = paper.to_string();
        return [row, column, number, paper, measured, difference, within];
    };
    let spread = found
        .std
        .map_or(String::new(), |std| format!(" ± {std:.digits$}"));
    let paper = match found.recorded {
        Some(recorded) => format!("{paper}, {recorded}*"),
        None => paper.to_string(),
    };
    let within = match (found.within, found.band) {
        (Some(true), Some(band)) => format!("yes ({} ± {})", band.expected, band.tolerance),
        (Some(false), Some(band)) => format!("NO ({} ± {})", band.expected, band.tolerance),
        _ => String::new(),
    };
    [
        row,
        column,
        number,
        paper,
        format!("{:.digits$}{spread} ({})", found.mean, found.seeds.len()),
        format!("{:+.digits$}", found.mean - found.reference()).replace('-', "−"),
        within,
    ]
}
