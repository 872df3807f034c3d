//! The paper's tables, from the file that the page shows too.

use serde::{Deserialize, Serialize};

/// One of the paper's tables, or what of it is on FashionMNIST.
#[derive(Deserialize)]
pub struct Table {
    /// The paper's number.
    pub number: u8,
    /// What the table shows.
    pub caption: String,
    /// The heads of the columns after the first.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Deserialize)]
pub struct Row {
    /// What the row is about.
    pub head: String,
    /// One cell a column.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Deserialize)]
pub struct Cell {
    /// The text of the experiment behind it, without preset and seed.
    pub experiment: Option<String>,
    /// Our epoch, if the cell is about one; else its numbers are of the end of the run.
    pub epoch: Option<u32>,
    /// The numbers in it.
    #[serde(default)]
    pub quantities: Vec<Quantity>,
}

/// A number in a cell.
#[derive(Clone, Deserialize)]
pub struct Quantity {
    /// What it is.
    pub statistic: Statistic,
    /// As printed.
    pub paper: f64,
    /// As the author's own result files have it, where that is another number.
    pub recorded: Option<f64>,
    /// Where our measurement under `published` must lie around, and how far at most.
    #[serde(flatten)]
    pub band: Option<Band>,
}

/// Where a measurement must lie.
#[derive(Clone, Copy, Deserialize, Serialize)]
pub struct Band {
    /// The middle.
    pub expected: f64,
    /// The largest distance from it.
    pub tolerance: f64,
}

/// What a number in a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Statistic {
    /// Test accuracy in percent, mean of the last ten epochs.
    Accuracy,
    /// Connections before the output layer, at the start.
    Connections,
    /// Mean Laplacian centrality, of the graph that the paper's code built.
    RecordedLcMean,
    /// Its population standard deviation over the neurons.
    RecordedLcStd,
    /// Mean Laplacian centrality of the layered network.
    LcMean,
    /// Its population standard deviation over the neurons.
    LcStd,
}

impl Statistic {
    /// The same statistic of the layered network, if this one is of another graph.
    pub fn on_network(self) -> Option<Self> {
        match self {
            Self::RecordedLcMean => Some(Self::LcMean),
            Self::RecordedLcStd => Some(Self::LcStd),
            _ => None,
        }
    }

    /// For the head of a printed row.
    pub fn words(self) -> &'static str {
        match self {
            Self::Accuracy => "accuracy, %",
            Self::Connections => "connections",
            Self::RecordedLcMean => "mean LC, the code's graph",
            Self::RecordedLcStd => "σ of LC, the code's graph",
            Self::LcMean => "mean LC, the network",
            Self::LcStd => "σ of LC, the network",
        }
    }
}

/// All of the paper's tables.
pub fn all() -> Vec<Table> {
    #[derive(Deserialize)]
    struct Paper {
        tables: Vec<Table>,
    }
    let text = include_str!("../../../www/paper/tables.json");
    let paper: Paper = serde_json::from_str(text).expect("www/paper/tables.json is well formed");
    paper.tables
}

/// The tables with FashionMNIST runs behind them, reduced to these runs' cells: what one machine can
/// train in hours.
pub fn reproducible() -> Vec<Table> {
    let fashion = |cell: &Cell| {
        let experiment = cell.experiment.as_ref();
        experiment.is_some_and(|text| !text.contains("data="))
    };
    let mut tables = all();
    // Cells of other data keep their place, so that a cell's index stays its column.
    for cell in tables
        .iter_mut()
        .flat_map(|t| &mut t.rows)
        .flat_map(|row| &mut row.cells)
    {
        if !fashion(cell) {
            cell.experiment = None;
        }
    }
    tables.retain(|table| {
        let mut cells = table.rows.iter().flat_map(|row| &row.cells);
        cells.any(|cell| cell.experiment.is_some())
    });
    tables
}
