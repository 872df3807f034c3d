//! A lane: one network of an experiment, trained beside the others.

use std::fmt;

use super::fields::field;
use super::{Centrality, Scope, Settings, number};
use crate::rewiring::parameter::{Domain, Parameter};
use crate::rewiring::{self, LaneSettings, METHODS, Method, Value};

/// A lane as written: the method, and its own value for some keys.
///
/// Printed with `{}` it gives the text it is read from: `censet:k=2.6:scope=layer`.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// The method.
    pub method: &'static Method,
    /// Own `k`, else the experiment's.
    pub k: Option<f64>,
    /// Own `zeta`, else the experiment's.
    pub zeta: Option<f64>,
    /// Own `lc`, else the experiment's.
    pub lc: Option<Centrality>,
    /// Own `scope`, else the experiment's.
    pub scope: Option<Scope>,
    /// Own values of parameters that only this method has, in their order.
    pub own: Vec<(&'static Parameter, Value)>,
}

impl Lane {
    /// A lane with no settings of its own.
    pub fn plain(method: &'static Method) -> Self {
        Self {
            method,
            k: None,
            zeta: None,
            lc: None,
            scope: None,
            own: Vec::new(),
        }
    }

    /// Its settings among the experiment's.
    pub(super) fn settings(&self, experiment: &Settings) -> LaneSettings {
        let own = |parameter: &&'static Parameter| {
            let mut own = self.own.iter();
            let value = own.find(|(of, _)| of.key == parameter.key);
            value.map_or_else(|| parameter.default(), |&(_, value)| value)
        };
        LaneSettings {
            method: self.method,
            k: self.k.unwrap_or(experiment.k),
            zeta: self.zeta.unwrap_or(experiment.zeta),
            lc: self.lc.unwrap_or(experiment.lc),
            scope: self.scope.unwrap_or(experiment.scope),
            own: self.method.parameters.iter().map(own).collect(),
            validated: experiment.validation.is_some(),
        }
    }

    /// Reads a lane: `method[:key=value]*`. The error is a clause naming the lane.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let mut parts = text.split(':');
        let name = parts.next().unwrap_or_default();
        let Some(method) = rewiring::method(name) else {
            let names: Vec<&str> = METHODS.iter().map(|method| method.id).collect();
            let names = names.join(", ");
            return Err(format!("in lane {text:?}, the method is none of {names}"));
        };
        let mut lane = Self::plain(method);
        for part in parts {
            let Some((key, value)) = part.split_once('=') else {
                return Err(format!(
                    "in lane {text:?}, {part:?} is not written key=value"
                ));
            };
            if !method.own_keys().contains(&key) {
                return Err(lane.refuse(text, key));
            }
            if lane.sets(key) {
                return Err(format!("in lane {text:?}, {key} is given twice"));
            }
            let read = match key {
                "k" => number::read(value).map(|k| lane.k = Some(k)),
                "zeta" => number::read(value).map(|zeta| lane.zeta = Some(zeta)),
                "lc" => Centrality::read(value).map(|lc| lane.lc = Some(lc)),
                "scope" => Scope::read(value).map(|scope| lane.scope = Some(scope)),
                own => method.parameter(own).and_then(|parameter| {
                    let value = read_value(parameter, value)?;
                    lane.own.push((parameter, value));
                    Some(())
                }),
            };
            if read.is_none() {
                return Err(format!(
                    "in lane {text:?}, {key} must be {}",
                    allowed(method, key)
                ));
            }
        }
        lane.sort();
        Ok(lane)
    }

    /// Whether the lane has its own value for `key`.
    pub(super) fn sets(&self, key: &str) -> bool {
        match key {
            "k" => self.k.is_some(),
            "zeta" => self.zeta.is_some(),
            "lc" => self.lc.is_some(),
            "scope" => self.scope.is_some(),
            own => self.own.iter().any(|(parameter, _)| parameter.key == own),
        }
    }

    /// Brings its own values into the order of the method's parameters.
    fn sort(&mut self) {
        let all = self.method.parameters;
        let place = |parameter: &Parameter| all.iter().position(|of| of.key == parameter.key);
        crate::order::sort_by_key(&mut self.own, |(parameter, _)| place(parameter));
    }

    /// Drops own values that are the experiment's, or a parameter's default.
    pub(super) fn normalise(&mut self, k: f64, zeta: f64, lc: Centrality, scope: Scope) {
        self.k = self.k.filter(|&own| own != k);
        self.zeta = self.zeta.filter(|&own| own != zeta);
        self.lc = self.lc.filter(|&own| own != lc);
        self.scope = self.scope.filter(|&own| own != scope);
        self.own
            .retain(|(parameter, value)| *value != parameter.default());
        self.sort();
    }

    /// The lane with a value of its own for every key that its method has, out of its settings.
    pub(super) fn explicit(settings: &LaneSettings) -> Self {
        let has = |key: &str| settings.method.keys.contains(&key);
        let own = settings.method.parameters.iter().copied();
        Self {
            method: settings.method,
            k: has("k").then_some(settings.k),
            zeta: has("zeta").then_some(settings.zeta),
            lc: has("lc").then_some(settings.lc),
            scope: has("scope").then_some(settings.scope),
            own: own.zip(settings.own.iter().copied()).collect(),
        }
    }

    /// The clause that refuses `key` in the lane written as `text`.
    pub(super) fn refuse(&self, text: &str, key: &str) -> String {
        format!(
            "in lane {text:?}, {} has no setting {key:?} of its own, only {}",
            self.method.id,
            self.method.own_keys().join(", ")
        )
    }
}

impl fmt::Display for Lane {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.method.id)?;
        if let Some(k) = self.k {
            write!(f, ":k={}", number::text(k))?;
        }
        if let Some(zeta) = self.zeta {
            write!(f, ":zeta={}", number::text(zeta))?;
        }
        if let Some(lc) = self.lc {
            write!(f, ":lc={}", lc.name())?;
        }
        if let Some(scope) = self.scope {
            write!(f, ":scope={}", scope.name())?;
        }
        for (parameter, value) in &self.own {
            write!(f, ":{}={}", parameter.key, value_text(*value))?;
        }
        Ok(())
    }
}

/// What is allowed at a key of a method.
pub(super) fn allowed(method: &Method, key: &str) -> String {
    match method.parameter(key) {
        Some(parameter) => parameter.allowed.into(),
        None => field(key).allowed.to_string(),
    }
}

fn read_value(parameter: &Parameter, text: &str) -> Option<Value> {
    match parameter.domain {
        Domain::Number { .. } => number::read(text).map(Value::Number),
        Domain::Choice(words) => words
            .iter()
            .find(|&&word| word == text)
            .copied()
            .map(Value::Choice),
    }
}

/// A parameter's value as text.
pub(super) fn value_text(value: Value) -> String {
    match value {
        Value::Number(number) => number::text(number),
        Value::Choice(word) => word.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_what_it_reads_in_a_fixed_order() {
        let lane = Lane::read("censet:scope=layer:k=0.50").unwrap();
        assert_eq!((lane.k, lane.scope), (Some(0.5), Some(Scope::Layer)));
        assert_eq!(lane.to_string(), "censet:k=0.5:scope=layer");
    }

    #[test]
    fn every_method_takes_its_own_keys_and_refuses_the_others() {
        for method in METHODS {
            for (key, value) in [
                ("k", "1"),
                ("zeta", "0.1"),
                ("lc", "published"),
                ("scope", "layer"),
                ("seed", "1"),
                ("alpha", "0.2"),
                ("until", "0.5"),
                ("anneal", "cosine"),
                ("layers", "free"),
                ("when", "falling"),
                ("grow", "central"),
            ] {
                let text = format!("{}:{key}={value}", method.id);
                match Lane::read(&text) {
                    Ok(lane) => {
                        assert!(method.own_keys().contains(&key));
                        assert_eq!(lane.to_string(), text);
                    }
                    Err(why) => {
                        assert!(!method.own_keys().contains(&key), "{why}");
                        assert!(why.contains(method.id) && why.contains(key), "{why}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_malformed_lane_is_named() {
        for (text, says) in [
            ("", "the method is none of"),
            ("SET", "the method is none of"),
            (" set", "the method is none of"),
            ("set:zeta", "not written key=value"),
            ("set:", "not written key=value"),
            ("set:zeta=0.1:zeta=0.1", "given twice"),
            ("set:zeta=", "zeta must be a number"),
            ("censet:k=+1", "k must be a number"),
            ("censet:scope=all", "scope must be global or layer"),
        ] {
            let why = Lane::read(text).unwrap_err();
            assert!(
                why.contains(says) && why.contains(&format!("{text:?}")),
                "{why}"
            );
        }
    }
}
