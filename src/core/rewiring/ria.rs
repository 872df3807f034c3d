//! RIA: cut the connections that matter least among those of their own two neurons.
//!
//! Y. Zhang et al., "Plug-and-Play: An Efficient Post-training Pruning Method for Large Language
//! Models", 2024, Equation 3: the relative importance of a weight is |w| over the sum of those into the
//! same neuron plus |w| over the sum of those out of the same neuron. So no neuron loses all it has to
//! neighbours with larger weights. What differs here: it is the score alone, without the activations
//! that the paper multiplies it with; and it takes the place of SET's, after every epoch, in each layer.
//! It costs one more pass over the connections.

use super::choice::cut_lowest;
use super::method::{Judges, Method, Tone, Words, told_rule};
use super::percent;
use super::schedule::due;
use super::set::SET;
use super::update::{Cut, Epoch, Memory, Rewiring};
use crate::network::SparseLayer;
use crate::told;

/// Cuts by relative importance, regrows at random.
pub static RIA: Method = Method {
    id: "ria",
    title: "RIA",
    about: told("cuts the weights that are small among those of their neurons"),
    source: told(
        "Y. Zhang et al., “Plug-and-Play: An Efficient Post-training Pruning Method for Large Language \
             Models”, 2024, for the score, without its activations; the rest is SET’s",
    ),
    judges: Judges::Connections,
    tunes: None,
    words: Words {
        decides: told("the weights decide, beside those of the same neurons"),
        cut: told("of least relative importance"),
        ..SET.words
    },
    recorded: None,
    tone: Tone::Further,
    rule: told_rule(|settings| {
        let (zeta, schedule) = (percent(settings.zeta), settings.schedule());
        format!(
            "cuts the {zeta} % of each layer with the least |w| beside those of the same neurons{schedule}"
        )
    }),
    rewiring: Some(&Relative),
    ..SET
};

/// The rule by relative importance.
struct Relative;

impl Rewiring for Relative {
    fn cut(&self, epoch: &Epoch<'_>, _: &mut Memory) -> Cut {
        cut_lowest(epoch, &due(epoch), &|_, layer| importance(layer))
    }
}

/// |w|/Σ|w into the target| + |w|/Σ|w out of the source| of every connection, 0 for weights of 0.
///
/// ```
/// use censet::network::{Connection, SparseLayer};
/// use censet::rewiring::ria::importance;
///
/// let at = |target, source, weight| Connection { target, source, weight };
/// let layer = SparseLayer::new(2, 2, [at(0, 0, 1.0), at(0, 1, -3.0), at(1, 1, 1.0)]);
/// assert_eq!(importance(&layer), [0.25 + 1.0, 0.75 + 0.75, 1.0 + 0.25]);
/// ```
pub fn importance(layer: &SparseLayer) -> Vec<f32> {
    let mut into = vec![0.0f64; layer.n_out()];
    let mut out = vec![0.0f64; layer.n_in()];
    for c in layer.iter() {
        let size = f64::from(c.weight.abs());
        into[c.target as usize] += size;
        out[c.source as usize] += size;
    }
    let each = layer.iter().map(|c| {
        let size = f64::from(c.weight.abs());
        match size {
            0.0 => 0.0,
            _ => (size / into[c.target as usize] + size / out[c.source as usize]) as f32,
        }
    });
    each.collect()
}
