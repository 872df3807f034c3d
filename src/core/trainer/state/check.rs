//! What a state must be to fit an experiment, a lane and a dataset.
//!
//! The checks are as exact as the trainer is: it reaches no state that they refuse.

use super::State;
use crate::dataset::Dataset;
use crate::experiment::{Activation, Experiment, LaneSettings, Method};
use crate::network::{LayerActivation, Srelu, TILE};
use crate::trainer::Phase;
use crate::trainer::validation::learned;

/// The kind of activation of a layer, without parameters.
pub(super) fn activation(experiment: &Experiment, output: bool) -> LayerActivation {
    match experiment.act {
        _ if output => LayerActivation::Linear,
        Activation::Relu => LayerActivation::Relu,
        Activation::Srelu => LayerActivation::Srelu(Srelu {
            parameters: Vec::new(),
            velocities: Vec::new(),
        }),
    }
}

fn ensure(condition: bool, problem: impl FnOnce() -> String) -> Result<(), String> {
    if condition { Ok(()) } else { Err(problem()) }
}

impl State<'_> {
    /// Whether the epoch has gone past its prune.
    fn pruned(&self) -> bool {
        matches!(self.phase, Phase::Regrow | Phase::Finished)
    }

    /// Whether the epoch is one that the lane can be in, and the work done one that it can have.
    pub(super) fn check_moment(
        &self,
        experiment: &Experiment,
        method: &Method,
        dataset: &Dataset,
    ) -> Result<(), String> {
        let State { phase, epoch, .. } = *self;
        let (epochs, done) = (experiment.epochs, self.done as usize);
        let possible = match phase {
            Phase::Evaluate | Phase::Score => epoch <= epochs,
            Phase::Train | Phase::Prune | Phase::Regrow => (1..=epochs).contains(&epoch),
            Phase::Finished => epoch == epochs,
        };
        ensure(possible, || {
            format!("it says {phase:?} in epoch {epoch} of {epochs}")
        })?;
        let (held, tested) = (experiment.held_back() as usize, dataset.test.len());
        let (step, of) = match phase {
            Phase::Train => (experiment.batch as usize, learned(experiment, dataset)),
            Phase::Evaluate => (TILE, tested + held),
            _ => (1, 1),
        };
        // The images that are held back have tiles of their own.
        let of_split = match phase {
            Phase::Evaluate => done.checked_sub(tested).unwrap_or(done),
            _ => done,
        };
        ensure(done < of && of_split.is_multiple_of(step), || {
            format!("it says that {done} of {of} images are done in steps of {step}")
        })?;
        let overlap = self.hub_overlap;
        ensure(
            overlap.is_none_or(|overlap| (0.0..=1.0).contains(&overlap)),
            || format!("its hubs overlap by {overlap:?}"),
        )?;
        let last = self.pruned() && epoch == epochs && method.prunes();
        ensure(self.unpruned.is_some() == last, || {
            "it keeps the layers before the prune of another epoch than the last".into()
        })
    }

    /// Whether there is one of everything there must be one of.
    pub(super) fn check_lengths(
        &self,
        experiment: &Experiment,
        settings: &LaneSettings,
        sizes: &[usize],
        dataset: &Dataset,
    ) -> Result<(), String> {
        let tested = dataset.test.len();
        let sparse = experiment.hidden.len();
        let begun = self.epoch > 0 || !matches!(self.phase, Phase::Evaluate | Phase::Score);
        let predictions = match self.phase {
            Phase::Evaluate if self.done > 0 => tested.min(self.done as usize),
            Phase::Evaluate if self.epoch == 0 => 0,
            _ => tested,
        };
        ensure(self.predictions.len() == predictions, || {
            let found = self.predictions.len();
            format!("it has {found} predictions instead of {predictions}")
        })?;
        let classes = dataset.classes.len();
        let known = |&(class, _): &(u8, f32)| usize::from(class) < classes;
        ensure(self.predictions.iter().all(known), || {
            "a prediction names no class".into()
        })?;
        let right = self.right.max(self.right_before) as usize;
        ensure(right <= tested, || {
            format!("it says that {right} of {tested} test images were right")
        })?;
        let held = experiment.held_back();
        let right = self.validated.now.right.max(self.validated.before);
        ensure(right <= held, || {
            format!("it says that {right} of {held} validation images were right")
        })?;
        let neurons = if begun {
            settings.lc.scored(sizes).iter().sum()
        } else {
            0
        };
        ensure(self.centrality.len() == neurons, || {
            let found = self.centrality.len();
            format!("it has {found} centralities instead of {neurons}")
        })?;
        // The epoch before shows its changes until this one is scored.
        let before = self.epoch > 1 && self.phase != Phase::Prune;
        let changed = settings.method.prunes() && (self.pruned() || before);
        let removed = if changed { sparse } else { 0 };
        let grown = self.grown.len();
        let regrown = grown == 0 || (grown == removed && self.phase != Phase::Regrow);
        ensure(self.removed.len() == removed && regrown, || {
            "its lists of cut and grown connections are not those of its phase".into()
        })?;
        let unpruned = self.unpruned.as_ref().map_or(sparse, Vec::len);
        ensure(
            self.layers.len() == sparse + 1 && unpruned == sparse,
            || {
                let found = self.layers.len();
                format!("it has {found} layers instead of {}", sparse + 1)
            },
        )
    }

    /// Whether each layer has a number of connections that it can have; `initial` has those of the
    /// sparse layers at the start.
    pub(super) fn check_connections(
        &self,
        experiment: &Experiment,
        settings: &LaneSettings,
        sizes: &[usize],
        initial: &[usize],
    ) -> Result<(), String> {
        let method = settings.method;
        if settings.free() {
            return self.check_all_connections(sizes, initial);
        }
        let output = experiment.hidden.len();
        let last = sizes[output] * sizes[output + 1];
        for (index, layer) in self.layers.iter().enumerate() {
            let found = layer.connections.len();
            let most = *initial.get(index).unwrap_or(&last);
            let all = index == output || !method.prunes();
            // AccSET regrows what was cut: both together must fit.
            let cut = match self.phase {
                Phase::Regrow if index < output => {
                    self.removed.get(index).map_or(0, |removed| removed.len())
                }
                _ => 0,
            };
            ensure(found + cut <= most && (!all || found == most), || {
                format!(
                    "layer {} has {found} connections where it started with {most}",
                    index + 1
                )
            })?;
        }
        let unpruned = self.unpruned.iter().flatten().zip(initial);
        for (layer, &most) in unpruned {
            ensure(layer.len() <= most, || {
                let found = layer.len();
                format!("a layer before its prune has {found} connections of {most}")
            })?;
        }
        Ok(())
    }

    /// The same where connections move between layers: only their number in all is bound, and the places.
    fn check_all_connections(&self, sizes: &[usize], initial: &[usize]) -> Result<(), String> {
        let (output, sparse) = self.layers.split_last().expect("a network has layers");
        let sparse: Vec<usize> = sparse.iter().map(|layer| layer.connections.len()).collect();
        let unpruned = self.unpruned.iter().flatten().map(|layer| layer.len());
        let unpruned: Vec<usize> = unpruned.collect();
        let most: usize = initial.iter().sum();
        for counts in [&sparse, &unpruned] {
            let places = counts.iter().zip(sizes.windows(2));
            let fits = places
                .into_iter()
                .all(|(&found, ends)| found <= ends[0] * ends[1]);
            let found: usize = counts.iter().sum();
            ensure(fits && found <= most, || {
                format!(
                    "its sparse layers have {counts:?} connections where they started with {initial:?}"
                )
            })?;
        }
        let ends = &sizes[sizes.len() - 2..];
        ensure(output.connections.len() == ends[0] * ends[1], || {
            "its output layer lacks connections".into()
        })
    }
}
