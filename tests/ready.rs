//! The searches at one click are the paper's, value by value.

use std::collections::BTreeSet;

use censet::experiment::{Grid, parse};
use censet::rewiring::set::SET;
use censet::search::READY;
use serde_json::Value;

/// The canonical experiments of a table's cells, under the published preset and alone.
fn printed(table: u64, cifar: bool) -> BTreeSet<String> {
    let tables: Value = serde_json::from_str(include_str!("../www/paper/tables.json")).unwrap();
    let tables = tables["tables"].as_array().unwrap();
    let found = tables
        .iter()
        .find(|found| found["number"] == table)
        .unwrap();
    let rows = found["rows"].as_array().unwrap().iter();
    let cells = rows.flat_map(|row| row["cells"].as_array().unwrap());
    let texts = cells.filter_map(|cell| cell["experiment"].as_str());
    let ours = texts.filter(|text| text.contains("cifar10") == cifar);
    ours.map(|text| {
        let text = format!("preset=published&{text}");
        parse(&text).experiment.unwrap().solo(0).to_string()
    })
    .collect()
}

#[test]
fn the_papers_searches_have_the_tables_values_and_set() {
    for (name, table, cifar, values) in [
        ("FashionMNIST, wide", 5, false, 9),
        ("FashionMNIST, narrow", 6, false, 11),
        ("CIFAR-10, wide", 5, true, 9),
        ("CIFAR-10, semi-narrow", 7, true, 6),
        ("CIFAR-10, narrow", 8, true, 13),
    ] {
        let ready = READY.iter().find(|ready| ready.name == name).unwrap();
        assert!(ready.source.contains(&format!("Table {table} ")), "{name}");
        let grid = Grid::parse(ready.grid).unwrap();
        let (set, censet): (Vec<_>, Vec<_>) = grid
            .experiments()
            .iter()
            .partition(|experiment| *experiment.lanes[0].method == SET);
        assert_eq!((set.len(), censet.len()), (1, values), "{name}");
        assert_eq!(set[0].epochs, censet[0].epochs);
        assert!(ready.source.contains(&format!("{} epochs", set[0].epochs)));
        let ours: BTreeSet<String> = censet.iter().map(ToString::to_string).collect();
        assert_eq!(ours, printed(table, cifar), "{name}");
    }
}

#[test]
fn every_ready_search_is_a_grid_of_several_runs() {
    for ready in READY {
        assert!(Grid::parse(ready.grid).unwrap().experiments().len() > 2);
    }
}
