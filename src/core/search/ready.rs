//! The paper's own searches for CenSET's threshold (Section 5.4), each as one grid.
//!
//! Values and epochs are those of the tables. Where the text has a narrower range (FashionMNIST's
//! narrow search from 2.1σ, while Table 6 begins at 2σ), the table has what the text has and more.
//! SET is beside them as the baseline of Figures 6 and 7. All are of what the published code did.

use serde::Serialize;

/// A search that is one click away.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Ready {
    /// What it searches.
    pub name: &'static str,
    /// Where the paper has it, and over how many epochs; empty for a search that is ours.
    pub source: &'static str,
    /// Its text.
    pub grid: &'static str,
}

/// The searches, short ones of our own first.
pub const READY: [Ready; 7] = [
    Ready {
        name: "Small: k on garments",
        source: "",
        grid: "train=2000&test=1000&epochs=12&lanes=set,censet:k=0.5..2/0.5&seed=1..3",
    },
    Ready {
        name: "Small: ζ on garments",
        source: "",
        grid: "train=2000&test=1000&epochs=12&lanes=set:zeta=0.01|0.05|0.2&seed=1..3",
    },
    Ready {
        name: "FashionMNIST, wide",
        source: "Table 5 and Figure 6 left: 0σ to 4σ by 0.5σ, 50 epochs",
        grid: "preset=published&lanes=set,censet:k=0..4/0.5&epochs=50",
    },
    Ready {
        name: "FashionMNIST, narrow",
        source: "Table 6 and Figure 6 right: 2σ to 3σ by 0.1σ, 200 epochs",
        grid: "preset=published&lanes=set,censet:k=2..3/0.1&epochs=200",
    },
    Ready {
        name: "CIFAR-10, wide",
        source: "Table 5 and Figure 7 left: 0σ to 4σ by 0.5σ, 100 epochs",
        grid: "preset=published&data=cifar10&lanes=set,censet:k=0..4/0.5&epochs=100",
    },
    Ready {
        name: "CIFAR-10, semi-narrow",
        source: "Table 7 and Figure 7 middle: 2σ to 4σ by 0.4σ, 400 epochs",
        grid: "preset=published&data=cifar10&lanes=set,censet:k=2..4/0.4&epochs=400",
    },
    Ready {
        name: "CIFAR-10, narrow",
        source: "Table 8 and Figure 7 right: 2.8σ to 4σ by 0.1σ, 400 epochs",
        grid: "preset=published&data=cifar10&lanes=set,censet:k=2.8..4/0.1&epochs=400",
    },
];
