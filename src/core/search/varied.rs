//! Which keys a search varies, and how groups are told apart by them.

use super::Group;
use crate::experiment::{Experiment, FIELDS, Field, Method, Settings, parse};

/// What a group has of each key that makes a difference to it, in the order of [`FIELDS`].
pub(super) type Has = Vec<(&'static Field, String)>;

/// A key of which several values were tried.
pub(super) struct Varied {
    pub field: &'static Field,
    /// Each once, in the order in which they first come.
    pub values: Vec<String>,
}

impl Varied {
    pub fn is_number(&self) -> bool {
        self.values.iter().all(|value| number(value).is_finite())
    }
}

pub(super) fn number(value: &str) -> f64 {
    value.parse().unwrap_or(f64::NAN)
}

/// What an experiment of one lane has of each key that makes a difference to it.
pub(super) fn has(experiment: &Experiment) -> Has {
    let lane = experiment.lane_settings(0);
    let mut settings = Settings::clone(experiment);
    (settings.k, settings.zeta) = (lane.k, lane.zeta);
    (settings.lc, settings.scope) = (lane.lc, lane.scope);
    let fields = FIELDS.iter().filter(|field| match field.key {
        // The method has its own place, and over seeds is averaged.
        "lanes" | "seed" => false,
        "epsilon" => lane.method.asks_epsilon(),
        own @ ("k" | "zeta" | "lc" | "scope") => lane.method.keys.contains(&own),
        _ => true,
    });
    fields.map(|field| (field, field.text(&settings))).collect()
}

/// The keys of which the groups have several values.
pub(super) fn varied<'a>(groups: impl Iterator<Item = &'a Has> + Clone) -> Vec<Varied> {
    let keys = FIELDS.iter().map(|field| {
        let mut values: Vec<String> = Vec::new();
        for value in groups.clone().filter_map(|has| value(has, field)) {
            if !values.iter().any(|known| known == value) {
                values.push(value.into());
            }
        }
        Varied { field, values }
    });
    keys.filter(|key| key.values.len() > 1).collect()
}

pub(super) fn value<'a>(has: &'a Has, field: &Field) -> Option<&'a str> {
    let own = has.iter().find(|(other, _)| other.key == field.key);
    own.map(|(_, value)| value.as_str())
}

/// A method and what it has of the varied keys, but for the one on the axis.
pub(super) fn name(
    method: &'static Method,
    has: &Has,
    varied: &[Varied],
    across: Option<&Field>,
) -> String {
    let mut name = method.title.to_owned();
    for key in varied {
        if across.is_some_and(|across| across.key == key.field.key) {
            continue;
        }
        if let Some(value) = value(has, key.field) {
            let key = key.field;
            name += &format!(", {} {value}", key.symbol.unwrap_or(key.key));
        }
    }
    name
}

pub(super) fn title(field: &Field) -> String {
    match field.symbol {
        Some(symbol) => format!("{symbol}, {}", lower(field.label)),
        None => lower(field.label),
    }
}

/// A label within a sentence; a name keeps its capitals.
fn lower(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() && !label.starts_with("CenSET") => {
            first
                .to_lowercase()
                .chain([second])
                .chain(letters)
                .collect()
        }
        _ => label.into(),
    }
}

/// A name for each experiment of one lane that tells it from the others but for the seed: its lane's,
/// and its value of every key that is varied; what is the lane's own stands in the lane's name.
pub fn names(experiments: &[Experiment]) -> Vec<String> {
    let all: Vec<Has> = experiments.iter().map(has).collect();
    let varied = varied(all.iter());
    let each = experiments.iter().zip(&all);
    each.map(|(experiment, has)| {
        let settings = experiment.lane_settings(0);
        let mut lane = experiment.lanes[0].clone();
        let mut rest = String::new();
        for field in varied.iter().map(|key| key.field) {
            match (value(has, field), field.key) {
                (None, _) => {}
                (_, "k") => lane.k = Some(settings.k),
                (_, "zeta") => lane.zeta = Some(settings.zeta),
                (_, "lc") => lane.lc = Some(settings.lc),
                (_, "scope") => lane.scope = Some(settings.scope),
                (Some(value), key) => rest += &format!(", {key} {value}"),
            }
        }
        format!("{lane}{rest}")
    })
    .collect()
}

/// Gives each group a name that no other has.
pub(super) fn give_names(groups: &mut [Group]) {
    let experiments = groups.iter().map(|group| parse(&group.experiment));
    let experiments = experiments.map(|parsed| parsed.experiment.expect("a group has one"));
    let names = names(&experiments.collect::<Vec<_>>());
    for (group, name) in groups.iter_mut().zip(names) {
        group.name = name;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_is_varied_once() {
        let texts = [
            "lanes=set",
            "lanes=censet&lr=0.1",
            "lanes=censet:k=2&lr=0.1&seed=7",
        ];
        let experiments = texts.map(|text| parse(text).experiment.unwrap().solo(0));
        assert_eq!(
            names(&experiments),
            ["set, lr 0.01", "censet:k=0.5, lr 0.1", "censet:k=2, lr 0.1"]
        );
        assert_eq!(names(&experiments[..1]), ["set"]);
    }
}
