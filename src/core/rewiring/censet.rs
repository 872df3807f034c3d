//! CenSET: prune the neurons of low Laplacian centrality (Algorithm 1).
//!
//! Two refinements that the paper hopes for (Sections 7.2 and 9) and does not test are keys of its lanes:
//! `when=falling` prunes only while the sum of all centralities does not rise, `grow=central` regrows in
//! proportion to the centralities of both ends. They cost a sum, and a random number for each place.

use super::central::{Central, GROW, grows, regrows};
use super::draws::Weigh;
use super::method::{Judges, Method, Tone, Words, told_rule};
use super::parameter::{Domain, Parameter};
use super::schedule::UNTIL;
use super::update::{Cut, Epoch, Memory, Rewiring};
use super::{Changes, LaneSettings, Scope};
use crate::graph::recorded::RecordedAs;
use crate::graph::statistics::mean_and_std;
use crate::network::Network;
use crate::words;
use crate::{Refused, told};

/// When neurons are pruned.
static WHEN: Parameter = Parameter {
    key: "when",
    symbol: None,
    label: told("When CenSET prunes"),
    help: told(
        "After every epoch (always), or only while the network's total centrality does not rise (falling)",
    ),
    allowed: "always or falling",
    domain: Domain::Choice(&["always", "falling"]),
};

/// CenSET: prunes the connections of the neurons of low Laplacian centrality, regrows at random.
pub static CENSET: Method = Method {
    id: "censet",
    title: "CenSET",
    about: told("cuts the neurons of low Laplacian centrality"),
    source: told(
        "A. Heath, “Investigating the use of hub neuron identification for pruning sparse neural \
             networks”, 2021, Algorithm 1",
    ),
    dense: false,
    keys: &["k", "lc", "scope"],
    parameters: &[&WHEN, &GROW, &UNTIL],
    judges: Judges::Neurons,
    tunes: Some("k"),
    words: Words {
        decides: told(""),
        cut: told("of the neurons of low centrality"),
        grown: told("at random"),
    },
    scheduled: false,
    recorded: Some(RecordedAs::Censet),
    tone: Tone::Censet,
    setting: |settings| Some(format!("k = {}", settings.k)),
    grows,
    unless: |_| None,
    rule: told_rule(|settings| {
        let of = match settings.scope {
            Scope::Global => "",
            Scope::Layer => " of their layer",
        };
        let line = symbol(settings.k);
        let when = match settings.choice("when") {
            "falling" => " while total centrality does not rise",
            _ => "",
        };
        let grow = regrows(settings);
        let schedule = settings.schedule();
        format!("cuts all connections of neurons with LC < {line}{of}{when}{grow}{schedule}")
    }),
    rewiring: Some(&LowCentrality),
};

/// CenSET's rule.
struct LowCentrality;

impl Rewiring for LowCentrality {
    fn select(
        &self,
        settings: &LaneSettings,
        centrality: &[f64],
        sizes: &[usize],
    ) -> Option<Selection> {
        Some(select(centrality, sizes, settings.k, settings.scope))
    }

    fn line(&self, settings: &LaneSettings, mean: f64, std: f64) -> Option<f64> {
        (settings.scope == Scope::Global).then(|| line(mean, std, settings.k))
    }

    fn cut(&self, epoch: &Epoch<'_>, memory: &mut Memory) -> Cut {
        let selection = epoch.selection.expect("CenSET selects before it prunes");
        match epoch.settings.choice("when") == "falling" && risen(epoch, memory) {
            true => Cut::Neurons(vec![false; selection.pruned.len()]),
            false => Cut::Neurons(selection.pruned.clone()),
        }
    }

    fn weigh(&self, epoch: &Epoch<'_>) -> Option<Box<dyn Weigh>> {
        let central = epoch.settings.choice("grow") == "central";
        central.then(|| Box::new(Central::new(epoch.centrality, None)) as Box<dyn Weigh>)
    }

    fn check(&self, memory: &Memory, _: &Network, _: bool) -> Result<(), Refused> {
        match memory.is_empty() || memory.get::<Totals>().is_some() {
            true => Ok(()),
            false => Err("the total centralities that it remembers are none".into()),
        }
    }
}

/// An epoch, its total centrality and that of the epoch before it, if there was one: both, so that an epoch
/// whose prune is done again says the same.
type Totals = (u32, f64, Option<f64>);

/// Whether total centrality is larger than in the epoch before; in the first it is not.
fn risen(epoch: &Epoch<'_>, memory: &mut Memory) -> bool {
    let total = epoch.centrality.iter().sum::<f64>();
    let before = match memory.get::<Totals>() {
        Some((now, _, before)) if now == epoch.epoch => before,
        Some((_, before, _)) => Some(before),
        None => None,
    };
    memory.set(&(epoch.epoch, total, before));
    before.is_some_and(|before| total > before)
}

/// μ − kσ.
pub fn line(mean: f64, std: f64, k: f64) -> f64 {
    mean - k * std
}

/// The line as it is written, k in its shortest form: `μ − 2.6σ`.
pub fn symbol(k: f64) -> String {
    match k {
        0.0 => "μ".into(),
        1.0 => "μ − σ".into(),
        _ => format!("μ − {k}σ"),
    }
}

/// CenSET's line: neurons with a centrality below it lose their connections.
///
/// ```
/// use censet::rewiring::censet::{Threshold, line};
///
/// let threshold = Threshold { k: 2.5, value: line(1.0, 2.0, 2.5) };
/// assert_eq!(threshold.value, -4.0);
/// assert!(threshold.written().starts_with("μ − 2.5σ = −4"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Threshold {
    /// How many standard deviations below the mean.
    pub k: f64,
    /// μ − kσ.
    pub value: f64,
}

impl Threshold {
    /// The line and where it lies: `μ − 2.6σ = −3.71`.
    pub fn written(self) -> String {
        format!("{} = {}", symbol(self.k), words::short(self.value))
    }
}

/// The neurons to prune, and where the line was drawn.
///
/// ```
/// use censet::rewiring::Scope;
/// use censet::rewiring::censet::select;
///
/// // μ = 5 and σ = 2.
/// let centrality = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0];
/// let selection = select(&centrality, &[5, 3], 1.0, Scope::Global);
/// assert_eq!(selection.threshold(), Some(3.0));
/// assert_eq!((selection.len(), selection.pruned[0]), (1, true));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Selection {
    /// μ − kσ: one threshold for all neurons, or under `scope=layer` one for each layer.
    pub thresholds: Vec<f64>,
    /// R, by vertex number: whether the neuron's connections go.
    pub pruned: Vec<bool>,
}

impl Selection {
    /// The line that holds for all neurons, if there is one.
    pub fn threshold(&self) -> Option<f64> {
        match self.thresholds[..] {
            [threshold] => Some(threshold),
            _ => None,
        }
    }

    /// |R|: neurons below their threshold, those with nothing left to cut included.
    pub fn len(&self) -> usize {
        self.pruned.iter().filter(|&&pruned| pruned).count()
    }

    /// Whether no neuron is below its threshold.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// R = {v : LC(v) < μ − kσ}, strict, with the population σ.
///
/// `centrality` has one value a neuron, the layers of `sizes` one after the other; `scope` says
/// whether μ and σ are those of all neurons or of each layer.
pub fn select(centrality: &[f64], sizes: &[usize], k: f64, scope: Scope) -> Selection {
    let groups: &[usize] = match scope {
        Scope::Global => &[centrality.len()],
        Scope::Layer => sizes,
    };
    let mut selection = Selection {
        thresholds: Vec::new(),
        pruned: Vec::new(),
    };
    let mut rest = centrality;
    for &size in groups {
        let (group, after) = rest.split_at(size);
        rest = after;
        let (mean, std) = mean_and_std(group);
        let threshold = line(mean, std, k);
        selection.thresholds.push(threshold);
        selection
            .pruned
            .extend(group.iter().map(|&centrality| centrality < threshold));
    }
    assert!(
        rest.is_empty(),
        "one centrality for each neuron of the layers"
    );
    selection
}

/// Cuts every connection of the selected neurons, incoming and outgoing, in the sparse layers.
///
/// `pruned` may leave out the output layer, whose connections are never cut.
pub fn prune(network: &mut Network, pruned: &[bool]) -> Changes {
    let mut offset = 0;
    network
        .rewirable_mut()
        .iter_mut()
        .map(|layer| {
            let connections = &mut layer.connections;
            let (sources, targets) = pruned[offset..].split_at(connections.n_in());
            offset += connections.n_in();
            connections.retain(|c| !sources[c.source as usize] && !targets[c.target as usize])
        })
        .collect()
}
