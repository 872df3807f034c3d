//! What a chart over epochs shows, one row a quantity.

use std::fmt;

use censet::timeline::Timeline;

use super::super::words;

/// A quantity: how it is called, and where its values are.
pub struct Quantity {
    /// Its name for programs and files.
    pub id: &'static str,
    /// Name and unit, the title of the axis.
    pub title: &'static str,
    /// Its name at the start of a sentence.
    pub name: &'static str,
    /// How its vertical axis lies.
    pub axis: Axis,
    /// A value as labels and sentences write it, with its unit.
    pub write: fn(f64) -> String,
    /// Where its values are.
    pub read: Read,
    /// A heading and a sentence, for those that stand among the charts of the page's tab Over time.
    pub over_time: Option<(&'static str, &'static str)>,
}

/// Where a vertical axis begins and ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// From 0 to 100 %.
    Percent,
    /// Percent, fitted to what came after the first quarter.
    Zoomed,
    /// From 0 to 1.
    Share,
    /// From 0 as far as the values go.
    FromZero,
    /// The same, in whole numbers.
    Count,
}

/// Where the values of a quantity are.
#[derive(Clone, Copy)]
pub enum Read {
    /// In this field of an epoch's report.
    Report(&'static str),
    /// In how the wiring changed: a value an epoch, not a number where there is none.
    Timeline(fn(&Timeline) -> Vec<f64>),
    /// In two lanes together: who draws it has them.
    Apart,
}

/// Quantities are the same if their names are.
impl PartialEq for Quantity {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl fmt::Debug for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

/// The quantity of that name.
pub fn quantity(id: &str) -> Option<&'static Quantity> {
    QUANTITIES.iter().find(|quantity| quantity.id == id)
}

fn share(value: f64) -> String {
    words::fixed(value, 3)
}

fn percent(value: f64) -> String {
    format!("{} %", words::fixed(value, 1))
}

fn deviation(value: f64) -> String {
    words::fixed(value, 2)
}

/// All quantities; those of the tab Over time stand there in this order.
pub static QUANTITIES: &[Quantity] = &[
    Quantity {
        id: "accuracy",
        title: "test accuracy, %",
        name: "Test accuracy",
        axis: Axis::Percent,
        write: percent,
        read: Read::Report("test_accuracy"),
        over_time: None,
    },
    Quantity {
        id: "accuracy_zoomed",
        title: "test accuracy, % (zoomed)",
        name: "Test accuracy",
        axis: Axis::Zoomed,
        write: percent,
        read: Read::Report("test_accuracy"),
        over_time: None,
    },
    Quantity {
        id: "validation",
        title: "validation accuracy, % (zoomed)",
        name: "Validation accuracy",
        axis: Axis::Zoomed,
        write: percent,
        read: Read::Report("validation_accuracy"),
        over_time: None,
    },
    Quantity {
        id: "spread",
        title: "σ of Laplacian centrality",
        name: "Standard deviation of Laplacian centrality",
        axis: Axis::FromZero,
        write: deviation,
        read: Read::Report("lc_std"),
        over_time: None,
    },
    Quantity {
        id: "recorded_spread",
        title: "σ of LC as recorded",
        name: "Standard deviation of Laplacian centrality as the paper's code recorded it",
        axis: Axis::FromZero,
        write: deviation,
        read: Read::Report("recorded_lc"),
        over_time: None,
    },
    Quantity {
        id: "removed",
        title: "connections cut in the epoch",
        name: "Connections cut",
        axis: Axis::Count,
        write: |value| words::tick(value, 1.0),
        read: Read::Report("removed"),
        over_time: None,
    },
    Quantity {
        id: "gini",
        title: "Gini coefficient of |LC|",
        name: "Gini coefficient of the size of centrality",
        axis: Axis::Share,
        write: share,
        read: Read::Report("lc_gini"),
        over_time: Some((
            "Concentration (Gini)",
            "Gini coefficient of |LC|: 0 if all neurons are as central, near 1 if a few have it all.",
        )),
    },
    Quantity {
        id: "top_decile",
        title: "share of the top decile in |LC|",
        name: "Share of the top decile of neurons in all centrality",
        axis: Axis::Share,
        write: share,
        read: Read::Report("lc_top_decile_share"),
        over_time: Some((
            "Top decile",
            "The part of all |LC| that the most central tenth of the neurons holds.",
        )),
    },
    Quantity {
        id: "hub_overlap",
        title: "hubs kept (Jaccard)",
        name: "Overlap of the hubs with those of the epoch before",
        axis: Axis::Share,
        write: share,
        read: Read::Report("hub_overlap"),
        over_time: Some((
            "Hubs that stay",
            "Jaccard index of the hubs (the most central tenth) and those of the epoch before. Tenths \
             drawn at random give about 0.05.",
        )),
    },
    Quantity {
        id: "start_jaccard",
        title: "wired as in epoch 0 (Jaccard)",
        name: "Overlap of the wiring with that of epoch 0",
        axis: Axis::Share,
        write: share,
        read: Read::Timeline(|timeline| {
            let epochs = timeline.epochs().iter();
            epochs.map(|epoch| epoch.start_jaccard).collect()
        }),
        over_time: Some((
            "Likeness to the start",
            "Jaccard index of the places that are connected and those that were in epoch 0.",
        )),
    },
    Quantity {
        id: "start_kept",
        title: "first connections never cut",
        name: "Part of the first connections never cut",
        axis: Axis::Share,
        write: share,
        read: Read::Timeline(|timeline| {
            let epochs = timeline.epochs();
            let start = epochs.first().map_or(1, |epoch| epoch.connections.max(1));
            let left = epochs.iter().map(|epoch| epoch.start_left as f64);
            left.map(|left| left / start as f64).collect()
        }),
        over_time: Some((
            "First connections left",
            "The part of the connections of epoch 0 that was never cut.",
        )),
    },
    Quantity {
        id: "mean_age",
        title: "mean age, epochs",
        name: "Mean age of the connections",
        axis: Axis::FromZero,
        write: |value| format!("{} epochs", words::fixed(value, 1)),
        read: Read::Timeline(|timeline| {
            let ages = timeline.mean_ages();
            ages.map(|age| age.unwrap_or(f64::NAN)).collect()
        }),
        over_time: Some((
            "Mean age",
            "How many epochs ago the connections grew, on average.",
        )),
    },
    Quantity {
        id: "shared_connections",
        title: "connections shared (Jaccard)",
        name: "Overlap with the wiring of the other lane",
        axis: Axis::Share,
        write: share,
        read: Read::Apart,
        over_time: None,
    },
    Quantity {
        id: "common_hubs",
        title: "hubs in common (Jaccard)",
        name: "Overlap with the hubs of the other lane",
        axis: Axis::Share,
        write: share,
        read: Read::Apart,
        over_time: None,
    },
];
