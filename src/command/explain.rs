//! `help experiment`: every key, method and preset, from the tables that the parser reads.

use std::fmt::Write as _;
use std::process::ExitCode;

use censet::experiment::{FIELDS, Field, Group, NewWeights, Preset, Settings, parse};
use censet::rewiring::METHODS;
use censet::rewiring::method::Method;

use super::say;

const ABOUT: &str = "\
The text of an experiment is what stands behind # in the page's address: keys and values, joined by &.

  preset=described&lanes=set,censet:k=2.6&epochs=10

A key that is not named has the value of the preset; without a preset, of demo. A lane may set for itself
what its method says below, behind a colon. For sweep, any key but preset and data takes a list
(0.01|0.05) or a range (0..4/0.5), also inside a lane. `check` shows what a text comes to.

With data=files, `run` and `sweep` take images and labels of your own out of --data, and print the name that
says which they are: data=files:28x28-10-60000-10000-… That name asks whoever has it for the very same files.";

/// The order of the groups, with their heads.
const GROUPS: [(Group, &str); 5] = [
    (Group::Run, "Preset, length and seed"),
    (Group::Data, "Images"),
    (Group::Network, "Networks"),
    (Group::Training, "Training"),
    (Group::Rewiring, "Lanes and rewiring"),
];

/// Prints the explanation.
pub fn run() -> Result<ExitCode, String> {
    say(text().trim_end())?;
    Ok(ExitCode::SUCCESS)
}

/// The explanation.
pub fn text() -> String {
    let mut text = format!("{ABOUT}\n");
    for (group, head) in GROUPS {
        write!(text, "\n{head}\n").expect("into memory");
        for field in FIELDS.iter().filter(|field| field.group == group) {
            text += &key(field);
        }
    }
    text += "\nMethods, for lanes\n";
    METHODS.iter().for_each(|row| text += &method(row));
    text += "\nPresets, beyond the values of the keys\n";
    Preset::ALL.iter().for_each(|&row| text += &preset(row));
    text
}

/// A key: what it takes, what it does, and what it is where a text is silent.
fn key(field: &Field) -> String {
    let Field {
        key,
        label,
        allowed,
        help,
        ..
    } = field;
    let symbol = field
        .symbol
        .map_or(String::new(), |symbol| format!(", {symbol}"));
    let usual = match field.key {
        "preset" => Preset::default().name().into(),
        _ => usual(field),
    };
    format!("  {key}  {label}{symbol}: {allowed}\n      {help}.\n      Unless named: {usual}\n")
}

/// The values of a key where a text is silent, each with the presets and images that have it.
fn usual(field: &Field) -> String {
    let data = FIELDS.iter().find(|field| field.key == "data");
    let data = data.map_or(&[][..], |data| &data.choices);
    let mut values: Vec<(String, Vec<String>)> = Vec::new();
    let mut add = |value: String, place: String| match values.iter_mut().find(|(v, _)| *v == value)
    {
        Some((_, places)) => places.push(place),
        None => values.push((value, vec![place])),
    };
    for preset in Preset::ALL {
        add(field.text(&preset.settings(None)), preset.name().into());
    }
    for choice in data {
        let of = |preset: &Preset| -> Option<(Settings, String)> {
            let text = format!("preset={}&data={choice}", preset.name());
            let settings = Settings::clone(&*parse(&text).experiment.ok()?);
            let value = field.text(&settings);
            let own = field.text(&preset.settings(None));
            (value != own && field.key != "data").then_some((settings, value))
        };
        let others: Vec<_> = Preset::ALL.iter().filter_map(of).collect();
        let same = others.windows(2).all(|two| two[0].1 == two[1].1);
        match &others[..] {
            [(_, value), ..] if same && others.len() == Preset::ALL.len() => {
                add(value.clone(), format!("data={choice}"));
            }
            _ => others.into_iter().for_each(|(settings, value)| {
                add(
                    value,
                    format!("{} with data={choice}", settings.preset.name()),
                );
            }),
        }
    }
    if let [(value, _)] = &values[..] {
        return value.clone();
    }
    let values = values.into_iter();
    let values = values.map(|(value, places)| format!("{value} ({})", places.join(", ")));
    values.collect::<Vec<_>>().join("; ")
}

/// A method: what it does, where it comes from, and what its lanes may set.
fn method(method: &Method) -> String {
    let Method {
        id, title, about, ..
    } = method;
    let mut text = format!("  {id}  {title}: {about}\n      {}\n", method.source);
    let own = method.own_keys();
    if !own.is_empty() {
        writeln!(text, "      A lane may set {}.", own.join(", ")).expect("into memory");
    }
    for parameter in method.parameters {
        let (key, help, allowed) = (parameter.key, parameter.help, parameter.allowed);
        writeln!(text, "      {key}: {help} ({allowed}).").expect("into memory");
    }
    text
}

/// What a preset settles that no key can change.
fn preset(preset: Preset) -> String {
    let rules = preset.rules();
    let new = match rules.new_weights {
        NewWeights::Zero => "New connections begin with weight 0",
        NewWeights::OfPlace => "New connections begin with the dense start's weight of their place",
        NewWeights::InitialLaw => "New connections begin with a weight drawn as at the start",
    };
    let velocities = if rules.velocities_reset {
        "momentum begins anew in each epoch"
    } else {
        "momentum goes on from epoch to epoch"
    };
    let last = if rules.last_epoch_regrows {
        "the last epoch grows what it cut"
    } else {
        "the last epoch cuts and does not grow"
    };
    let first = if rules.first_batch_unmasked {
        "; the very first batch runs through the dense network, as in the paper's code"
    } else {
        ""
    };
    format!("  {}  {new}; {velocities}; {last}{first}.\n", preset.name())
}
