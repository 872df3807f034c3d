//! What a chart over epochs shows.

use super::super::words;

/// What the vertical axis shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Test accuracy in percent, on an axis from 0 to 100 %.
    Accuracy,
    /// Test accuracy in percent, on an axis that fits what came after the first quarter.
    AccuracyZoomed,
    /// Standard deviation σ of Laplacian centrality.
    CentralitySpread,
    /// The same of what the paper's code recorded, on a graph of its own for each method.
    RecordedSpread,
    /// Connections cut in an epoch.
    Removed,
    /// Gini coefficient of the centralities' sizes.
    Gini,
    /// The part of all centrality that the top decile of neurons holds.
    TopDecileShare,
    /// Jaccard index of the hubs and those of the epoch before.
    HubOverlap,
    /// Jaccard index of the connected places and those of epoch 0.
    StartJaccard,
    /// The part of the first connections that was never cut.
    StartKept,
    /// Jaccard index of the connected places of two lanes.
    SharedConnections,
    /// Jaccard index of the hubs of two lanes.
    CommonHubs,
    /// Mean age of the connections, in epochs.
    MeanAge,
}

impl Quantity {
    /// Name and unit, the title of the axis.
    pub fn title(self) -> &'static str {
        match self {
            Self::Accuracy => "test accuracy, %",
            Self::AccuracyZoomed => "test accuracy, % (zoomed)",
            Self::CentralitySpread => "σ of Laplacian centrality",
            Self::RecordedSpread => "σ of LC as recorded",
            Self::Removed => "connections cut in the epoch",
            Self::Gini => "Gini coefficient of |LC|",
            Self::TopDecileShare => "share of the top decile in |LC|",
            Self::HubOverlap => "hubs kept (Jaccard)",
            Self::StartJaccard => "wired as in epoch 0 (Jaccard)",
            Self::StartKept => "first connections never cut",
            Self::SharedConnections => "connections shared (Jaccard)",
            Self::CommonHubs => "hubs in common (Jaccard)",
            Self::MeanAge => "mean age, epochs",
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Accuracy | Self::AccuracyZoomed => "Test accuracy",
            Self::CentralitySpread => "Standard deviation of Laplacian centrality",
            Self::RecordedSpread => {
                "Standard deviation of Laplacian centrality as the paper's code recorded it"
            }
            Self::Removed => "Connections cut",
            Self::Gini => "Gini coefficient of the size of centrality",
            Self::TopDecileShare => "Share of the top decile of neurons in all centrality",
            Self::HubOverlap => "Overlap of the hubs with those of the epoch before",
            Self::StartJaccard => "Overlap of the wiring with that of epoch 0",
            Self::StartKept => "Part of the first connections never cut",
            Self::SharedConnections => "Overlap with the wiring of the other lane",
            Self::CommonHubs => "Overlap with the hubs of the other lane",
            Self::MeanAge => "Mean age of the connections",
        }
    }

    /// A value as labels and sentences write it, with its unit.
    pub fn write(self, value: f64) -> String {
        match self {
            Self::Accuracy | Self::AccuracyZoomed => format!("{} %", words::fixed(value, 1)),
            Self::CentralitySpread | Self::RecordedSpread => words::fixed(value, 2),
            Self::Removed => words::tick(value, 1.0),
            Self::MeanAge => format!("{} epochs", words::fixed(value, 1)),
            _ => words::fixed(value, 3),
        }
    }

    /// Whether it lies between 0 and 1, and its axis does.
    pub(super) fn is_share(self) -> bool {
        matches!(
            self,
            Self::Gini
                | Self::TopDecileShare
                | Self::HubOverlap
                | Self::StartJaccard
                | Self::StartKept
                | Self::SharedConnections
                | Self::CommonHubs
        )
    }
}
