//! SET, Sparse Evolutionary Training: prune the weights nearest to zero.
//!
//! D. Mocanu et al., "Scalable training of artificial neural networks with adaptive sparse
//! connectivity inspired by network science", 2018.

use super::choice::{cut_lowest, sizes};
use super::layers::LAYERS;
use super::method::{Judges, Method, Tone, Words, told_rule};
use super::update::{Cut, Epoch, Memory, Rewiring};
use super::{LaneSettings, percent, schedule};
use crate::graph::recorded::RecordedAs;
use crate::network::{Connection, SparseLayer};
use crate::told;

/// Sparse Evolutionary Training: prunes the weights nearest to zero, regrows at random.
pub static SET: Method = Method {
    id: "set",
    title: "SET",
    about: told("cuts the weights nearest to zero"),
    source: told(
        "D. Mocanu et al., “Scalable training of artificial neural networks with adaptive sparse \
             connectivity inspired by network science”, 2018",
    ),
    dense: false,
    keys: &["zeta", "lc"],
    parameters: &[&schedule::ANNEAL, &schedule::UNTIL, &LAYERS],
    judges: Judges::Connections,
    tunes: Some("zeta"),
    words: Words {
        decides: told("the weights decide"),
        cut: told("with weights nearest to zero"),
        grown: told("at random"),
    },
    scheduled: false,
    recorded: Some(RecordedAs::Set),
    tone: Tone::Set,
    setting: |settings| Some(format!("ζ = {}", settings.zeta)),
    grows: |_| None,
    unless: |_| None,
    rule: told_rule(|settings| format!("cuts {}{}", nearest(settings), settings.schedule())),
    rewiring: Some(&Magnitude),
};

/// SET's rule.
struct Magnitude;

impl Rewiring for Magnitude {
    fn cut(&self, epoch: &Epoch<'_>, _: &mut Memory) -> Cut {
        cut(epoch)
    }
}

/// What SET cuts, in words: where layers keep their numbers, a weight of each goes however small ζ is.
pub(super) fn nearest(settings: &LaneSettings) -> String {
    match percent(settings.zeta) {
        0.0 if !settings.free() => "the smallest positive weight of each layer".into(),
        zeta => format!("the {zeta} % of weights nearest to zero"),
    }
}

/// What SET cuts in an epoch; where connections may move between layers, the ζ fraction of all that is
/// nearest to zero, whatever its sign.
pub fn cut(epoch: &Epoch<'_>) -> Cut {
    if epoch.settings.free() {
        return cut_lowest(epoch, &schedule::due(epoch), &|_, layer| sizes(layer));
    }
    let layers = epoch.network.rewirable().iter();
    let layers = layers.map(|layer| &layer.connections);
    Cut::Between(lines(epoch.settings, layers, schedule::zeta(epoch)))
}

/// The lines of SET's cut in the sparse layers with a ζ: those of each layer, or where connections may move
/// between layers the same for all, as far below zero as above; none where a layer has no connection, or ζ
/// reaches none.
///
/// ```
/// use censet::rewiring::set::{lines, thresholds};
/// # use censet::graph::laplacian::Definition;
/// # use censet::network::Activation;
/// # use censet::rewiring::{LaneSettings, Scope, initial, set::SET};
/// # let settings = LaneSettings::of(&SET, 1.0, 0.3, Definition::Defined, Scope::Global);
/// # let start = initial::Start { seed: 1, epsilon: 1.0, activation: Activation::Relu };
/// # let network = initial::network(start, &SET, &[8, 6, 2]);
///
/// let layer = &network.layers[0].connections;
/// assert_eq!(lines(&settings, [layer].into_iter(), 0.3), [Some(thresholds(layer, 0.3))]);
/// ```
pub fn lines<'a>(
    settings: &LaneSettings,
    layers: impl Iterator<Item = &'a SparseLayer> + Clone,
    zeta: f64,
) -> Vec<Option<Thresholds>> {
    if !settings.free() {
        let own = |layer: &SparseLayer| (!layer.is_empty()).then(|| thresholds(layer, zeta));
        return layers.map(own).collect();
    }
    let mut all: Vec<f32> = layers.clone().flat_map(sizes).collect();
    let due = (zeta * all.len() as f64) as usize;
    let reach = due.checked_sub(1).map(|last| {
        let (_, &mut reach, _) = all.select_nth_unstable_by(last, f32::total_cmp);
        Thresholds {
            negative: -reach,
            positive: reach,
        }
    });
    layers
        .map(|layer| reach.filter(|_| !layer.is_empty()))
        .collect()
}

/// The weights between which SET cuts in one layer: everything from `negative` to `positive`,
/// both included.
///
/// ```
/// use censet::network::{Connection, SparseLayer};
/// use censet::rewiring::set::{Thresholds, thresholds};
///
/// let weights = (0..).zip([-0.9, -0.1, 0.2, 0.8]);
/// let connections = weights.map(|(source, weight)| Connection { target: 0, source, weight });
/// let mut layer = SparseLayer::new(8, 1, connections);
/// let nearest = thresholds(&layer, 0.3);
/// assert_eq!(nearest, Thresholds { negative: -0.1, positive: 0.2 });
/// assert_eq!(nearest.cut(&mut layer).len(), 2);
/// assert_eq!(layer.weights(), [-0.9, 0.8]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// The smallest (most negative) weight that is cut.
    pub negative: f32,
    /// The largest weight that is cut.
    pub positive: f32,
}

/// Where SET cuts a layer: the ζ fraction of the positive weights nearest to zero and the ζ fraction
/// of the negative ones, by the rule of the reference code. At least one positive weight always
/// goes, every weight that ties with a threshold goes, and so does every weight of exactly 0.
///
/// The rule is stated over the sorted values of the whole dense matrix, zeros for missing
/// connections included; only the signed values matter, so the zeros are never stored.
pub fn thresholds(layer: &SparseLayer, zeta: f64) -> Thresholds {
    let weights = layer.weights();
    let all = layer.places() as usize;
    let mut negatives = those(weights, |w| w < 0.0);
    let mut positives = those(weights, |w| w > 0.0);
    let zeros = all - negatives.len() - positives.len();
    let nearest = match zeros {
        0 => weights
            .iter()
            .fold(f32::INFINITY, |nearest, w| nearest.min(w.abs())),
        _ => 0.0,
    };
    let first = negatives.iter().filter(|&&w| w < -nearest).count();
    let last = all - positives.iter().filter(|&&w| w > nearest).count();
    // The value at `index` of the sorted matrix: negatives, then zeros, then positives.
    let mut value = |index: usize| match index.checked_sub(negatives.len()) {
        None => *negatives.select_nth_unstable_by(index, f32::total_cmp).1,
        Some(index) if index < zeros => 0.0,
        Some(index) => {
            *positives
                .select_nth_unstable_by(index - zeros, f32::total_cmp)
                .1
        }
    };
    let negative = value(((1.0 - zeta) * first as f64) as usize);
    let positive = value(((last as f64 + zeta * (all - last) as f64) as usize).min(all - 1));
    Thresholds { negative, positive }
}

/// The weights for which `wanted` is true. Without a branch: the signs of weights cannot be
/// predicted, and with a filter the whole of SET's rewiring takes 1.4 times as long.
fn those(weights: &[f32], wanted: impl Fn(f32) -> bool) -> Vec<f32> {
    let mut those = vec![0.0; weights.len()];
    let mut count = 0;
    for &weight in weights {
        those[count] = weight;
        count += usize::from(wanted(weight));
    }
    those.truncate(count);
    those
}

/// The ζ with which a cut reaches as far as `weight`: the part of the weights of its sign that are
/// not further from zero; 0 if there are none.
pub fn fraction(weights: &[f32], weight: f32) -> f64 {
    let side = |w: &&f32| if weight < 0.0 { **w < 0.0 } else { **w > 0.0 };
    let (mut near, mut all) = (0u32, 0u32);
    for w in weights.iter().filter(side) {
        all += 1;
        near += u32::from(w.abs() <= weight.abs());
    }
    f64::from(near) / f64::from(all.max(1))
}

impl Thresholds {
    /// Cuts the layer's connections between the thresholds and returns them.
    pub fn cut(self, layer: &mut SparseLayer) -> Vec<Connection> {
        let Self { negative, positive } = self;
        layer.retain(|c| c.weight > positive || c.weight < negative)
    }
}

/// Cuts what [`thresholds`] says and returns it.
pub fn prune(layer: &mut SparseLayer, zeta: f64) -> Vec<Connection> {
    if layer.is_empty() {
        return Vec::new();
    }
    thresholds(layer, zeta).cut(layer)
}
