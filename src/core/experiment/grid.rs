//! A grid: one text for many experiments, whose keys may take several values.
//!
//! # Grammar
//!
//! A grid is the text of an experiment in which values may be lists:
//!
//! ```text
//! values     = alternative { "|" alternative }
//! alternative = value | range
//! range      = number ".." number [ "/" number ]    from, to (included if it is met), step (else 1)
//! ```
//!
//! Every key but `preset` and `data` takes a list, also inside a lane; keys with numbers take ranges,
//! whose arithmetic is decimal: `2..3/0.1` has 2.1 and not 2.1000000000000001.
//!
//! # What its experiments are
//!
//! Every combination of the values, and of it **every lane, is an experiment of its own**: a run is
//! one network, which is what a pool or a cluster can best share out, and lanes of one experiment are
//! independent, so nothing is lost. What makes no difference to the lane goes (k for SET, ε for a
//! dense network), what it has for itself is written in the lane, and equal experiments are one: in
//! `lanes=set,censet&k=0..4/0.5&seed=1..5` the baseline SET runs once a seed, not once a k.
//!
//! ```
//! use censet::experiment::Grid;
//!
//! let grid = Grid::parse("lanes=set,censet:k=2..2.2/0.1&seed=1|7").unwrap();
//! let texts: Vec<String> = grid.experiments().iter().map(ToString::to_string).collect();
//! assert_eq!(texts, [
//!     "v=1&lanes=set",
//!     "v=1&lanes=set&seed=7",
//!     "v=1&lanes=censet:k=2",
//!     "v=1&lanes=censet:k=2&seed=7",
//!     "v=1&lanes=censet:k=2.1",
//!     "v=1&lanes=censet:k=2.1&seed=7",
//!     "v=1&lanes=censet:k=2.2",
//!     "v=1&lanes=censet:k=2.2&seed=7",
//! ]);
//! assert_eq!(grid.to_string(), "v=1&lanes=set,censet:k=2..2.2/0.1&seed=1|7");
//! ```

mod lanes;
mod solo;
mod values;

use std::collections::BTreeSet;
use std::fmt;

use super::fields::{FIELDS, field};
use super::link::Link;
use super::pairs::Pairs;
use super::parse::{VIEW_KEYS, parse, too_long};
use super::signs::name_signs;
use super::{Experiment, Field, FieldError, FieldErrors, Lane, Preset, Settings, VERSION};
use values::Values;

/// The most combinations that the lists of a grid may have: what a Slurm job array takes by default.
pub const MAX_RUNS: usize = 1_000;

/// A grid whose experiments are all valid.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    text: String,
    experiments: Vec<Experiment>,
}

/// One key of a grid and what it goes through.
struct Axis {
    field: &'static Field,
    /// The values, each as a text that `field` reads.
    values: Vec<String>,
    /// The same as written in the canonical text.
    canonical: String,
}

impl Grid {
    /// Reads a grid from the text of a link, as [`parse`](super::parse()) reads an experiment. View
    /// keys are passed over. An experiment is a grid too, of its lanes. Never panics.
    ///
    /// # Errors
    /// One for each key that has a bad value or a bad list, or `grid` for too many combinations.
    pub fn parse(text: &str) -> Result<Self, FieldErrors> {
        let Link { text, .. } = Link::read(text);
        let text = text.as_str();
        if let Some(error) = too_long(text) {
            return Err(vec![error].into());
        }
        let mut pairs = Pairs::split(text);
        pairs.check_version();
        pairs.refuse_unknown();
        let base = pairs.settings();
        let Pairs { good, mut errors } = pairs;
        let mut axes = Vec::new();
        for field in FIELDS.iter() {
            let Some((_, typed)) = good.iter().find(|(key, _)| key == field.key) else {
                continue;
            };
            match axis(field, typed, &base) {
                Ok(axis) => axes.push(axis),
                Err(allowed) if allowed == lanes::too_many() => {
                    errors.retain(|error| error.field != "grid");
                    errors.push(at("grid", text, allowed));
                }
                Err(allowed) => errors.push(at(field.key, typed, allowed)),
            }
        }
        if !errors.is_empty() {
            for error in &mut errors {
                if matches!(&*error.field, "preset" | "data") && looks_like_a_list(&error.value) {
                    let allowed = &field(&error.field).allowed;
                    error.allowed = format!("{allowed}, one for the whole grid");
                }
            }
            crate::order::sort_by_key(&mut errors, place);
            name_signs(&mut errors);
            return Err(errors.into());
        }
        if !axes.iter().any(|axis| axis.field.key == "lanes") {
            let lanes = field("lanes");
            axes.push(axis(lanes, &lanes.text(&base), &base).expect("a preset's lanes"));
        }
        crate::order::sort_by_key(&mut axes, |axis| {
            FIELDS.iter().position(|field| field.key == axis.field.key)
        });
        let sizes = axes.iter().map(|axis| axis.values.len());
        let combinations = sizes.fold(1_usize, usize::saturating_mul);
        if combinations > MAX_RUNS {
            return Err(vec![at("grid", text, lanes::too_many())].into());
        }
        let typed = |key: &str| {
            let pair = good.iter().find(|(k, _)| k == key);
            pair.map(|(_, value)| value.as_str())
        };
        let experiments = combine(&base, &axes).map_err(|errors| name_lists(errors, typed))?;
        Ok(Self {
            text: canonical(&base, &axes),
            experiments,
        })
    }

    /// Whether a text is meant as a grid, be it a bad one: it is no experiment, and a key that
    /// concerns one has a list or a range.
    ///
    /// ```
    /// use censet::experiment::Grid;
    ///
    /// assert!(Grid::is_meant("k=0..4/0.5") && Grid::is_meant("k=4..0"));
    /// assert!(!Grid::is_meant("k=4") && !Grid::is_meant("k=much") && !Grid::is_meant("hide=form|numbers"));
    /// ```
    pub fn is_meant(text: &str) -> bool {
        Self::seems_meant(text).unwrap_or_else(|| Self::parse(text).is_ok())
    }

    /// As [`Grid::is_meant`], for modules that are to be small and read no grid: nothing where that depends on
    /// its lanes, of which a grid may have more, and the same twice.
    ///
    /// ```
    /// use censet::experiment::Grid;
    ///
    /// assert_eq!(Grid::seems_meant("k=0..4/0.5"), Some(true));
    /// assert_eq!(Grid::seems_meant("k=much"), Some(false));
    /// assert_eq!(Grid::seems_meant("lanes=set,set"), None);
    /// ```
    pub fn seems_meant(text: &str) -> Option<bool> {
        let Err(errors) = parse(text).experiment else {
            return Some(false);
        };
        let listed = |(key, value): &(String, String)| {
            !VIEW_KEYS.contains(&key.as_str()) && looks_like_a_list(value)
        };
        let Pairs { good, .. } = Pairs::split(&Link::read(text).text);
        if good.iter().any(listed) {
            return Some(true);
        }
        // What is wrong with any other key is wrong in a grid too, and so is what is no lane. A network may be too large
        // beside others only, which is said of its hidden layers.
        let elsewhere = |error: &FieldError| !matches!(&*error.field, "lanes" | "hidden");
        let mut typed = good.iter().filter(|(key, _)| key == "lanes");
        let readable =
            typed.all(|(_, lanes)| lanes.split(',').all(|lane| Lane::read(lane).is_ok()));
        (errors.iter().any(elsewhere) || !readable).then_some(false)
    }

    /// The experiments, each of one lane and all different: lane by lane and value by value in the
    /// order of [`FIELDS`], the last key (the seed) changing fastest, and values in the order in
    /// which they were written.
    pub fn experiments(&self) -> &[Experiment] {
        &self.experiments
    }
}

/// The canonical text: `v`, then the keys that differ from the preset, lists as they were written.
impl fmt::Display for Grid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Whether a value that no experiment takes has the signs of a list or a range.
pub(super) fn looks_like_a_list(value: &str) -> bool {
    value.contains('|') || value.contains("..")
}

/// What a key goes through, or the clause that refuses it.
fn axis(field: &'static Field, typed: &str, base: &Settings) -> Result<Axis, String> {
    if matches!(field.key, "preset" | "data") {
        // The other defaults depend on them; `base` has read them.
        field.read(&mut base.clone(), typed)?;
        return Ok(Axis {
            field,
            values: vec![typed.into()],
            canonical: field.text(base),
        });
    }
    let (values, canonical) = if field.key == "lanes" {
        lanes::expand(typed)?
    } else {
        let canonical = |value: &str| {
            let mut settings = base.clone();
            field.read(&mut settings, value)?;
            Ok(field.text(&settings))
        };
        let values = Values::read(typed)?;
        (values.expand(canonical)?, values.canonical(canonical)?)
    };
    Ok(Axis {
        field,
        values,
        canonical,
    })
}

/// Every combination of the values, the first axis slowest, equal experiments once.
fn combine(base: &Settings, axes: &[Axis]) -> Result<Vec<Experiment>, Vec<FieldError>> {
    let mut settings = vec![base.clone()];
    for axis in axes {
        let grown = settings.iter().flat_map(|settings| {
            axis.values.iter().map(|value| {
                let mut settings = settings.clone();
                let read = axis.field.read(&mut settings, value);
                read.expect("read before");
                settings
            })
        });
        settings = grown.collect();
    }
    let mut experiments: Vec<Experiment> = Vec::new();
    let mut texts = BTreeSet::new();
    let mut errors: Vec<FieldError> = Vec::new();
    for settings in settings {
        match settings.check() {
            Ok(experiment) => {
                let experiment = experiment.solo(0);
                if texts.insert(experiment.to_string()) {
                    experiments.push(experiment);
                }
            }
            Err(found) => {
                for error in found {
                    if errors.iter().all(|known| known.field != error.field) {
                        errors.push(error);
                    }
                }
            }
        }
    }
    if errors.is_empty() {
        Ok(experiments)
    } else {
        crate::order::sort_by_key(&mut errors, place);
        Err(errors)
    }
}

/// The place of an error: `v` first, then the keys in canonical order, then unknown ones.
fn place(error: &FieldError) -> usize {
    let known = || FIELDS.iter().position(|field| field.key == error.field);
    match &*error.field {
        "v" => 0,
        _ => 1 + known().unwrap_or(FIELDS.len()),
    }
}

/// Gives errors the value that was typed; one value of a list is named in what is said of it.
fn name_lists<'a>(
    errors: Vec<FieldError>,
    typed: impl Fn(&str) -> Option<&'a str>,
) -> Vec<FieldError> {
    let name = |error: FieldError| match typed(&error.field) {
        Some(typed) if typed != error.value && error.field != "lanes" => {
            let allowed = format!("{}; {} is not", error.allowed, error.value);
            at(&error.field, typed, allowed)
        }
        Some(typed) => at(&error.field, typed, error.allowed),
        None => error,
    };
    errors.into_iter().map(name).collect()
}

fn canonical(base: &Settings, axes: &[Axis]) -> String {
    let start = Preset::default().settings(None);
    let silent = base.preset.settings(None);
    let mut text = format!("v={VERSION}");
    for Axis {
        field, canonical, ..
    } in axes
    {
        let default = match field.key {
            "preset" => &start,
            "data" => &silent,
            _ => base,
        };
        if *canonical != field.text(default) {
            text.extend(["&", field.key, "=", canonical]);
        }
    }
    text
}

fn at(field: &str, value: &str, allowed: impl Into<String>) -> FieldError {
    FieldError {
        field: field.into(),
        value: value.into(),
        allowed: allowed.into(),
    }
}
