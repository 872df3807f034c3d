//! What is allowed: turns [`Settings`] into an [`Experiment`], or into one error a field.

use super::bounds::*;
use super::fields::{FIELDS, field};
use super::lane::allowed;
use super::memory::WORKER_LIMIT;
use super::{Count, Experiment, FieldError, FieldErrors, Settings};
use crate::rewiring::Value;

/// The error at `key`, whose value stands in `settings`.
fn error(settings: &Settings, key: &str, allowed: impl Into<String>) -> FieldError {
    FieldError {
        field: key.into(),
        value: field(key).text(settings),
        allowed: allowed.into(),
    }
}

/// A number as the optimiser uses it: in the 32 bits of the weights.
fn as_used(number: f64) -> f64 {
    f64::from(number as f32)
}

impl Settings {
    /// Checks every key, and what they amount to together. Values that mean the same are made
    /// one: all images asked for by number are `all`, the native side is `native`, and a lane drops
    /// an own value that is the experiment's.
    ///
    /// # Errors
    /// One error for each key that is out of its bounds, in canonical order.
    pub fn check(mut self) -> Result<Experiment, FieldErrors> {
        let errors = self.key_errors();
        if !errors.is_empty() {
            return Err(errors.into());
        }
        self.normalise();
        let errors: Vec<_> = [self.twin_lanes(), self.too_large()]
            .into_iter()
            .flatten()
            .collect();
        if errors.is_empty() {
            Ok(Experiment(self))
        } else {
            Err(errors.into())
        }
    }

    /// The errors of each key for itself, at most one a key.
    pub(super) fn key_errors(&self) -> Vec<FieldError> {
        let fields = FIELDS.iter();
        let errors = fields.filter_map(|field| {
            let allowed = self.out_of_bounds(field.key)?;
            Some(error(self, field.key, allowed))
        });
        errors.collect()
    }

    /// What is allowed at `key`, if its value is not.
    fn out_of_bounds(&self, key: &str) -> Option<String> {
        let within = match key {
            "train" => return self.bad_count(self.train, "training"),
            "validation" => return self.bad_validation(),
            "test" => return self.bad_count(self.test, "test"),
            "side" => return self.bad_side(),
            "lanes" => return self.bad_lanes(),
            "hidden" => {
                HIDDEN_LAYERS.contains(&self.hidden.len())
                    && self.hidden.iter().all(|n| NEURONS.contains(n))
            }
            "epsilon" => self.epsilon > 0.0 && self.epsilon <= MAX_EPSILON,
            "zeta" => ZETA.contains(&self.zeta),
            "k" => K.contains(&self.k),
            "batch" => BATCH.contains(&self.batch),
            "lr" => self.lr > 0.0 && self.lr <= MAX_LR && as_used(self.lr) > 0.0,
            // What is above 0 must be so where it is used, and below 1 too.
            "momentum" => {
                let used = as_used(self.momentum);
                MOMENTUM.contains(&used)
                    && self.momentum >= 0.0
                    && (used > 0.0) == (self.momentum > 0.0)
            }
            "dropout" => DROPOUT.contains(&self.dropout),
            "epochs" => EPOCHS.contains(&self.epochs),
            // Their types hold nothing else.
            "preset" | "data" | "lc" | "scope" | "act" | "augment" | "seed" => true,
            _ => unreachable!("{key:?} has no bounds"),
        };
        (!within).then(|| {
            let allowed = &field(key).allowed;
            match (key, self.lr, self.momentum) {
                ("lr", x, _) | ("momentum", _, x)
                    if x != as_used(x) && (0.0..=1.0).contains(&x) =>
                {
                    format!(
                        "{allowed}; rounded to the 32 bits that are used, it is {}",
                        as_used(x)
                    )
                }
                _ => allowed.to_string(),
            }
        })
    }

    fn bad_count(&self, count: Count, split: &str) -> Option<String> {
        let Count::First(n) = count else {
            return None;
        };
        let (train, test) = self.data.images();
        let most = if split == "training" { train } else { test };
        let data = self.data.name();
        (!(1..=most).contains(&n)).then(|| {
            format!("all, or a whole number from 1 to {most}, the {split} images of {data}")
        })
    }

    fn bad_validation(&self) -> Option<String> {
        let (held, (train, _)) = (self.validation?, self.images());
        // Against a count that is refused itself nothing can be held.
        if self.bad_count(self.train, "training").is_some() || (1..train).contains(&held) {
            return None;
        }
        Some(match train {
            1 => "none: there is one training image, and it is learned from".into(),
            _ => format!(
                "none, or a whole number from 1 to {}, as one of the {train} training images must be \
                 left to learn from",
                train - 1
            ),
        })
    }

    fn bad_side(&self) -> Option<String> {
        let (sides, data) = (self.data.sides(), self.data.name());
        (!sides.contains(&self.side?)).then(|| match sides.as_slice() {
            [native, half, quarter] => {
                format!("native (the {native} of {data}), {half} or {quarter}")
            }
            [native, half] => format!("native (the {native} of {data}) or {half}"),
            _ => format!("native: the images of {data} cannot be shrunk"),
        })
    }

    fn bad_lanes(&self) -> Option<String> {
        if !LANES.contains(&self.lanes.len()) {
            return Some(field("lanes").allowed.to_string());
        }
        self.lanes.iter().find_map(|lane| {
            let text = lane.to_string();
            let foreign = |key: &&str| lane.sets(key) && !lane.method.keys.contains(key);
            if let Some(key) = ["k", "zeta", "lc", "scope"].into_iter().find(foreign) {
                return Some(lane.refuse(&text, key));
            }
            let bad_k = lane.k.is_some_and(|k| !K.contains(&k));
            let bad_zeta = lane.zeta.is_some_and(|zeta| !ZETA.contains(&zeta));
            let mut own = lane.own.iter();
            let bad = own.find(|(parameter, value)| {
                lane.method.parameter(parameter.key).is_none() || !parameter.allows(*value)
            });
            let key = match (bad_k, bad_zeta, bad) {
                (true, _, _) => "k",
                (_, true, _) => "zeta",
                (_, _, Some((parameter, _))) => parameter.key,
                _ => return None,
            };
            let allowed = allowed(lane.method, key);
            Some(format!("in lane {text:?}, {key} must be {allowed}"))
        })
    }

    /// Gives values that mean the same one form.
    fn normalise(&mut self) {
        let (train, test) = self.data.images();
        if self.train == Count::First(train) {
            self.train = Count::All;
        }
        if self.test == Count::First(test) {
            self.test = Count::All;
        }
        let native = self.data.sides().first().copied();
        self.side = self.side.filter(|&side| Some(side) != native);
        let (k, zeta, lc, scope) = (self.k, self.zeta, self.lc, self.scope);
        for lane in &mut self.lanes {
            lane.normalise(k, zeta, lc, scope);
        }
        let lanes = self.lanes.iter_mut();
        let own = lanes.flat_map(|lane| {
            let parameters = lane.own.iter_mut().filter_map(|(_, value)| match value {
                Value::Number(number) => Some(number),
                Value::Choice(_) => None,
            });
            [lane.k.as_mut(), lane.zeta.as_mut()]
                .into_iter()
                .flatten()
                .chain(parameters)
        });
        for number in own.chain([
            &mut self.zeta,
            &mut self.k,
            &mut self.momentum,
            &mut self.dropout,
        ]) {
            // -0 becomes 0.
            *number += 0.0;
        }
    }

    /// The error of two lanes that are the same network.
    fn twin_lanes(&self) -> Option<FieldError> {
        let lanes = &self.lanes;
        let second = (0..lanes.len()).find(|&i| lanes[..i].contains(&lanes[i]))?;
        let why = format!(
            "two lanes are both {:?}; every lane must differ from the others",
            lanes[second].to_string()
        );
        Some(error(self, "lanes", why))
    }

    /// The error of networks that do not fit in memory.
    fn too_large(&self) -> Option<FieldError> {
        let connections = self.expected_connections();
        if connections > MAX_CONNECTIONS {
            let why = format!(
                "networks of at most {MAX_CONNECTIONS} connections over all lanes; these have \
                 {connections:.0}"
            );
            return Some(error(self, "hidden", why));
        }
        let most = self.memory().lanes.into_iter().fold(0.0, f64::max);
        (most > WORKER_LIMIT).then(|| {
            let why = format!(
                "networks that fit into the 4 GB that a lane's worker can have; one of these needs \
                 about {:.1} GB",
                most / 1e9
            );
            error(self, "hidden", why)
        })
    }
}

#[cfg(test)]
mod tests;
