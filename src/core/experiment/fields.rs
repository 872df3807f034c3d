//! The keys of an experiment, one row each: how it is read, printed, and explained.

use crate::told;
use std::sync::LazyLock;

use super::field::{Field, Group, Kind};
use super::{Activation, Centrality, Count, Data, Lane, Preset, Scope, number};
use crate::dataset::SOURCES;
use crate::rewiring::METHODS;

/// The row of `key`, which must be one.
pub(super) fn field(key: &str) -> &'static Field {
    find(key).unwrap_or_else(|| panic!("{key:?} is no key of an experiment"))
}

/// The row of `key`, if it is one.
pub(super) fn find(key: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.key == key)
}

fn read_count(text: &str) -> Option<Count> {
    match text {
        "all" => Some(Count::All),
        _ => number::read_integer(text).map(Count::First),
    }
}

fn count_text(count: Count) -> String {
    match count {
        Count::All => "all".into(),
        Count::First(n) => n.to_string(),
    }
}

fn read_validation(text: &str) -> Option<Option<u32>> {
    match text {
        "none" => Some(None),
        _ => number::read_integer(text).map(Some),
    }
}

fn read_side(text: &str) -> Option<Option<u32>> {
    match text {
        "native" => Some(None),
        _ => number::read_integer(text).map(Some),
    }
}

fn join<T: ToString>(items: &[T], separator: &str) -> String {
    let items: Vec<String> = items.iter().map(ToString::to_string).collect();
    items.join(separator)
}

/// The names of the sources, as a choice: `garments or fashion`.
fn source_names() -> String {
    let mut names: Vec<&str> = SOURCES.iter().map(|source| source.id).collect();
    let last = names.pop().unwrap_or_default();
    format!("{} or {last}", names.join(", "))
}

/// Every key of an experiment but `v`, in canonical order.
pub static FIELDS: LazyLock<Vec<Field>> = LazyLock::new(fields);

fn fields() -> Vec<Field> {
    vec![
        Field {
            key: "preset",
            group: Group::Run,
            label: told("Preset"),
            symbol: None,
            kind: Kind::Choice,
            choices: vec!["demo", "described", "published"],
            allowed: "demo, described or published".into(),
            help: told("The set of values to start from: demo is quick to watch, described is the paper's text, published its code").into(),
            text: |s| s.preset.name().into(),
            read: |s, text| Ok(Preset::read(text).map(|preset| s.preset = preset)),
        },
        Field {
            key: "data",
            group: Group::Data,
            label: told("Images"),
            symbol: None,
            kind: Kind::Choice,
            choices: SOURCES.iter().map(|source| source.id).collect(),
            allowed: source_names().into(),
            help: {
                let about: Vec<&str> = SOURCES.iter().map(|source| source.about).collect();
                format!("{}; your own images can be dropped on the page", about.join("; ")).into()
            },
            text: |s| s.data.to_string(),
            read: |s, text| match (Data::read(text), text.starts_with("files")) {
                (None, true) => Err(
                    "own files have a name that begins with files: and their size, which the page gives \
                     them when they are chosen, and the command when it is asked for data=files"
                        .into(),
                ),
                (data, _) => Ok(data.map(|data| s.data = data)),
            },
        },
        Field {
            key: "train",
            group: Group::Data,
            label: told("Training images"),
            symbol: None,
            kind: Kind::Text,
            choices: vec![],
            allowed: "all, or a whole number from 1 to the number of training images".into(),
            help: told("How many images to learn from, taken from the start of the training set").into(),
            text: |s| count_text(s.train),
            read: |s, text| Ok(read_count(text).map(|count| s.train = count)),
        },
        Field {
            key: "validation",
            group: Group::Data,
            label: told("Validation images"),
            symbol: None,
            kind: Kind::Text,
            choices: vec![],
            allowed: "none, or a whole number from 1 to below that of the training images".into(),
            help: told("How many of the training images, the last ones, are not learned from: searches and \
                   AccSET choose by them, and the test images only report. With none, as in the paper, \
                   the test images do both, so what was chosen by them looks a little too good").into(),
            text: |s| s.validation.map_or("none".into(), |n| n.to_string()),
            read: |s, text| Ok(read_validation(text).map(|count| s.validation = count)),
        },
        Field {
            key: "test",
            group: Group::Data,
            label: told("Test images"),
            symbol: None,
            kind: Kind::Text,
            choices: vec![],
            allowed: "all, or a whole number from 1 to the number of test images".into(),
            help: told("How many images, never learned from, accuracy is measured on").into(),
            text: |s| count_text(s.test),
            read: |s, text| Ok(read_count(text).map(|count| s.test = count)),
        },
        Field {
            key: "side",
            group: Group::Data,
            label: told("Image side"),
            symbol: None,
            kind: Kind::Choice,
            choices: vec!["native", "14", "7"],
            allowed: "native, or the native side, a half or a quarter of it, in pixels".into(),
            help: told("Shrinks the images to this many pixels a side: fewer input neurons, faster training").into(),
            text: |s| s.side.map_or("native".into(), |side| side.to_string()),
            read: |s, text| Ok(read_side(text).map(|side| s.side = side)),
        },
        Field {
            key: "hidden",
            group: Group::Network,
            label: told("Hidden layers"),
            symbol: None,
            kind: Kind::Text,
            choices: vec![],
            allowed: "1 to 6 layers of 1 to 16384 neurons, as in 256-128-100".into(),
            help: told("The number of neurons in each hidden layer, from the input side to the output side").into(),
            text: |s| join(&s.hidden, "-"),
            read: |s, text| {
                let layers: Option<Vec<u32>> = text.split('-').map(number::read_integer).collect();
                Ok(layers.map(|layers| s.hidden = layers))
            },
        },
        Field {
            key: "lanes",
            group: Group::Rewiring,
            label: told("Lanes"),
            symbol: None,
            kind: Kind::Text,
            choices: vec![],
            allowed: {
                let names: Vec<&str> = METHODS.iter().map(|method| method.id).collect();
                let names = names.join(", ");
                format!(
                    "1 to 4 of {names}, each with own settings if need be, as in set,censet:k=2.6"
                )
                .into()
            },
            help: told("The networks trained side by side: dense (mlp), sparse and fixed (static), or rewired").into(),
            text: |s| join(&s.lanes, ","),
            read: |s, text| {
                s.lanes = text.split(',').map(Lane::read).collect::<Result<_, _>>()?;
                Ok(Some(()))
            },
        },
        Field {
            key: "epsilon",
            group: Group::Network,
            label: told("Density"),
            symbol: Some("ε"),
            kind: Kind::Number,
            choices: vec![],
            allowed: "a number above 0, at most 10000".into(),
            help: told("How dense the sparse layers are: about ε connections for each neuron at either end").into(),
            text: |s| number::text(s.epsilon),
            read: |s, text| Ok(number::read(text).map(|x| s.epsilon = x)),
        },
        Field {
            key: "zeta",
            group: Group::Rewiring,
            label: told("SET's pruned fraction"),
            symbol: Some("ζ"),
            kind: Kind::Number,
            choices: vec![],
            allowed: "a number from 0 to 1".into(),
            help: told("The fraction of the weights, those nearest to zero, that SET prunes in each epoch").into(),
            text: |s| number::text(s.zeta),
            read: |s, text| Ok(number::read(text).map(|x| s.zeta = x)),
        },
        Field {
            key: "k",
            group: Group::Rewiring,
            label: told("CenSET's threshold"),
            symbol: Some("k"),
            kind: Kind::Number,
            choices: vec![],
            allowed: "a number from 0 to 100".into(),
            help: told("CenSET prunes the neurons whose centrality is more than k deviations below the mean").into(),
            text: |s| number::text(s.k),
            read: |s, text| Ok(number::read(text).map(|x| s.k = x)),
        },
        Field {
            key: "lc",
            group: Group::Rewiring,
            label: told("Laplacian centrality"),
            symbol: None,
            kind: Kind::Choice,
            choices: vec!["defined", "published"],
            allowed: "defined or published".into(),
            help: told("Which graph centrality is measured on: the whole network, undirected (defined), or \
               what the paper's code measured (published)").into(),
            text: |s| s.lc.name().into(),
            read: |s, text| Ok(Centrality::read(text).map(|lc| s.lc = lc)),
        },
        Field {
            key: "scope",
            group: Group::Rewiring,
            label: told("Scope of the threshold"),
            symbol: None,
            kind: Kind::Choice,
            choices: vec!["global", "layer"],
            allowed: "global or layer".into(),
            help: told("Whether mean and deviation are taken over all neurons or over each layer for itself").into(),
            text: |s| s.scope.name().into(),
            read: |s, text| Ok(Scope::read(text).map(|scope| s.scope = scope)),
        },
        Field {
            key: "act",
            group: Group::Network,
            label: told("Activation"),
            symbol: None,
            kind: Kind::Choice,
            choices: vec!["relu", "srelu"],
            allowed: "relu or srelu".into(),
            help: told("How a hidden neuron answers its input: ReLU, or SReLU with four learned parameters").into(),
            text: |s| s.act.name().into(),
            read: |s, text| Ok(Activation::read(text).map(|act| s.act = act)),
        },
        Field {
            key: "augment",
            group: Group::Training,
            label: told("Augmentation"),
            symbol: None,
            kind: Kind::Choice,
            choices: vec!["0", "1"],
            allowed: "0 or 1".into(),
            help: told("Whether training images are rotated, shifted and flipped at random").into(),
            text: |s| u32::from(s.augment).to_string(),
            read: |s, text| {
                Ok(match text {
                    "0" => Some(false),
                    "1" => Some(true),
                    _ => None,
                }
                .map(|augment| s.augment = augment))
            },
        },
        Field {
            key: "batch",
            group: Group::Training,
            label: told("Batch size"),
            symbol: None,
            kind: Kind::Integer,
            choices: vec![],
            allowed: "a whole number from 1 to 10000".into(),
            help: told("The number of images whose gradients are averaged for one step of the weights").into(),
            text: |s| s.batch.to_string(),
            read: |s, text| Ok(number::read_integer(text).map(|n| s.batch = n)),
        },
        Field {
            key: "lr",
            group: Group::Training,
            label: told("Learning rate"),
            symbol: Some("η"),
            kind: Kind::Number,
            choices: vec![],
            allowed: "a number above 0, at most 10".into(),
            help: told("How far a step moves the weights along their gradient").into(),
            text: |s| number::text(s.lr),
            read: |s, text| Ok(number::read(text).map(|x| s.lr = x)),
        },
        Field {
            key: "momentum",
            group: Group::Training,
            label: told("Momentum"),
            symbol: None,
            kind: Kind::Number,
            choices: vec![],
            allowed: "a number from 0 to below 1".into(),
            help: told("The share of a weight's last step that is carried into its next one").into(),
            text: |s| number::text(s.momentum),
            read: |s, text| Ok(number::read(text).map(|x| s.momentum = x)),
        },
        Field {
            key: "dropout",
            group: Group::Training,
            label: told("Dropout"),
            symbol: None,
            kind: Kind::Number,
            choices: vec![],
            allowed: "a number from 0 to 0.9".into(),
            help: told("The fraction of hidden activations set to zero at random while training").into(),
            text: |s| number::text(s.dropout),
            read: |s, text| Ok(number::read(text).map(|x| s.dropout = x)),
        },
        Field {
            key: "epochs",
            group: Group::Run,
            label: told("Epochs"),
            symbol: None,
            kind: Kind::Integer,
            choices: vec![],
            allowed: "a whole number from 1 to 10000".into(),
            help: told("How many times the training images are gone through").into(),
            text: |s| s.epochs.to_string(),
            read: |s, text| Ok(number::read_integer(text).map(|n| s.epochs = n)),
        },
        Field {
            key: "seed",
            group: Group::Run,
            label: told("Seed"),
            symbol: None,
            kind: Kind::Integer,
            choices: vec![],
            allowed: "a whole number from 0 to 4294967295".into(),
            help: told("Where all random numbers start: the same seed gives the very same run again").into(),
            text: |s| s.seed.to_string(),
            read: |s, text| Ok(number::read_integer(text).map(|n| s.seed = n)),
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_named_value_is_offered_and_said_to_be_allowed() {
        let names: [(&str, Vec<&str>); 6] = [
            ("preset", Preset::ALL.map(Preset::name).to_vec()),
            ("data", SOURCES.iter().map(|source| source.id).collect()),
            ("lc", Centrality::ALL.map(Centrality::name).to_vec()),
            ("scope", Scope::ALL.map(Scope::name).to_vec()),
            ("act", Activation::ALL.map(Activation::name).to_vec()),
            ("augment", vec!["0", "1"]),
        ];
        for (key, names) in names {
            assert_eq!(field(key).choices, names, "{key}");
            for name in names {
                assert!(field(key).allowed.contains(name), "{key}={name}");
            }
        }
    }

    #[test]
    fn text_reads_back_to_the_same_value() {
        for preset in Preset::ALL {
            for &data in SOURCES {
                let settings = preset.settings(Some(data.into()));
                let mut read = Preset::Demo.settings(None);
                for field in FIELDS.iter() {
                    field.read(&mut read, &field.text(&settings)).unwrap();
                }
                assert_eq!(read, settings);
            }
        }
    }

    #[test]
    fn rows_are_plain_data_for_the_page() {
        let row = serde_json::to_value(field("epsilon")).unwrap();
        assert_eq!(row["symbol"], "ε");
        assert_eq!(row["group"], "network");
        assert_eq!(row["kind"], "number");
        assert!(row.get("read").is_none());
    }
}
