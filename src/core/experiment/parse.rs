//! Reads the text of an experiment. The grammar is in the [module's documentation](super).

use super::bounds::MAX_TEXT;
use super::fields::FIELDS;
use super::link::Link;
use super::pairs::Pairs;
use super::signs::name_signs;
use super::{Experiment, FieldError, FieldErrors, Preset, Settings};

/// The keys that say how the page shows an experiment and nothing about the run: taken apart here,
/// obeyed by the page alone.
pub const VIEW_KEYS: [&str; 7] = ["view", "lesson", "embed", "hide", "expect", "pace", "lang"];

/// What a text says.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The experiment, or everything that is wrong with it: `v` first, then the keys in canonical
    /// order, then unknown ones.
    pub experiment: Result<Experiment, FieldErrors>,
    /// The [view keys](VIEW_KEYS) and their decoded values, in the order of the text.
    pub view: Vec<(String, String)>,
    /// What mail programs and networks hang on links, by its key: it was passed over.
    pub passed: Vec<String>,
    /// Every key of [`FIELDS`] with its value after presets; as typed where it is refused.
    pub values: Vec<(&'static str, String)>,
    /// The text if it has no `=` and so names a place on the page rather than an experiment. The
    /// page then leaves its experiment alone; `experiment` holds the error for everyone else.
    pub anchor: Option<String>,
}

/// Reads an experiment from the text of a link: a whole address, its fragment, or the bare text, also
/// as mail programs, chats and shells hand them on. Never panics.
///
/// ```
/// use censet::experiment::parse;
///
/// let parsed = parse("https://example.org/lab/#lanes=set,censet:k=2.60&epochs=30&hide=form");
/// let experiment = parsed.experiment.unwrap();
/// assert_eq!(experiment.to_string(), "v=1&lanes=set,censet:k=2.6");
/// assert_eq!(experiment.lane_settings(1).k, 2.6);
/// assert_eq!(parsed.view, [("hide".to_string(), "form".to_string())]);
///
/// let errors = parse("epoch=3&lr=fast").experiment.unwrap_err();
/// let sentences: Vec<String> = errors.iter().map(ToString::to_string).collect();
/// assert_eq!(sentences, [
///     r#"lr = "fast": a number above 0, at most 10"#,
///     r#"epoch = "3": an unknown key; did you mean epochs?"#,
/// ]);
/// ```
pub fn parse(text: &str) -> Parsed {
    let Link { text, passed } = Link::read(text);
    let mut parsed = Parsed {
        passed,
        ..read(&text)
    };
    if let Err(errors) = &mut parsed.experiment {
        name_signs(errors);
    }
    parsed
}

/// Whether a link holds nothing that could be an experiment or a place: the bare address of a page, or no text at
/// all. The page then shows the demo; whoever was asked for an experiment was asked for none.
///
/// ```
/// use censet::experiment::holds_nothing;
///
/// assert!(holds_nothing(" ") && holds_nothing("https://example.org/lab/"));
/// assert!(!holds_nothing("https://example.org/lab/#v=1"));
/// ```
pub fn holds_nothing(text: &str) -> bool {
    Link::read(text).text.is_empty()
}

/// Reads an experiment from a text that comes from here, such as a canonical one, by the grammar alone:
/// what is made of others' texts stays out of a program that has no others.
///
/// # Errors
/// As [`parse`], in fewer words.
///
/// ```
/// use censet::experiment::{exact, parse};
///
/// let text = "v=1&lanes=set&seed=2";
/// assert_eq!(exact(text), parse(text).experiment);
/// assert!(exact("https://example.org/#v=1&lanes=set&seed=2").is_err());
/// ```
pub fn exact(text: &str) -> Result<Experiment, FieldErrors> {
    read(text).experiment
}

/// Reads a text by the grammar.
fn read(text: &str) -> Parsed {
    let mut parsed = Parsed {
        experiment: Err(FieldErrors::default()),
        view: vec![],
        passed: vec![],
        values: vec![],
        anchor: None,
    };
    if let Some(error) = too_long(text) {
        parsed.values = values(&Preset::default().settings(None));
        parsed.experiment = Err(vec![error].into());
        return parsed;
    }
    if !text.is_empty() && !text.contains('=') {
        parsed.anchor = Some(text.into());
        parsed.values = values(&Preset::default().settings(None));
        let error = FieldError {
            field: "experiment".into(),
            value: text.into(),
            allowed: "key=value pairs joined by &; without = it names a place on the page".into(),
        };
        parsed.experiment = Err(vec![error].into());
        return parsed;
    }

    let mut pairs = Pairs::split(text);
    let mut settings = pairs.settings();
    pairs.check_version();
    pairs.refuse_unknown();
    pairs.read_rest(&mut settings);
    let Pairs { good, mut errors } = pairs;

    let mut experiment = if errors.is_empty() {
        settings.clone().check()
    } else {
        let unread = |key: &str| errors.iter().any(|error| error.field == key);
        // Without the source, what is said of its images would be guessed.
        let moot: &[&str] = if unread("data") {
            &["train", "validation", "test", "side"]
        } else if unread("train") {
            &["validation"]
        } else {
            &[]
        };
        let mut more = settings.key_errors();
        more.retain(|error| !unread(&error.field) && !moot.contains(&error.field.as_str()));
        errors.append(&mut more);
        Err(errors.into())
    };

    parsed.values = values(experiment.as_deref().unwrap_or(&settings));
    if let Err(errors) = &mut experiment {
        for error in errors.iter_mut() {
            if let Some((_, typed)) = good.iter().find(|(key, _)| *key == error.field) {
                error.value.clone_from(typed);
            }
            let value = parsed
                .values
                .iter_mut()
                .find(|(key, _)| *key == error.field);
            if let Some((_, value)) = value {
                value.clone_from(&error.value);
            }
        }
        crate::order::sort_by_key(errors, |error| match error.field.as_str() {
            "v" => 0,
            key => {
                1 + FIELDS
                    .iter()
                    .position(|f| f.key == key)
                    .unwrap_or(FIELDS.len())
            }
        });
    }
    let view = good
        .into_iter()
        .filter(|(key, _)| VIEW_KEYS.contains(&key.as_str()));
    parsed.view = view.collect();
    parsed.experiment = experiment;
    parsed
}

/// Says so if a text is longer than any link needs to be: all work on it is bounded by its length.
pub(super) fn too_long(text: &str) -> Option<FieldError> {
    (text.len() > MAX_TEXT).then(|| FieldError {
        field: "experiment".into(),
        value: format!("{}…", text.chars().take(40).collect::<String>()),
        allowed: format!("at most {MAX_TEXT} bytes; these are {}", text.len()),
    })
}

/// Every key's value as text.
fn values(settings: &Settings) -> Vec<(&'static str, String)> {
    let fields = FIELDS.iter();
    fields
        .map(|field| (field.key, field.text(settings)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::Data;
    use super::*;
    use crate::dataset::cifar;

    #[test]
    fn a_text_without_pairs_is_an_anchor() {
        for (text, anchor) in [
            ("", None),
            ("#seed=1", None),
            ("#about", Some("about")),
            ("https://example.org/#about", Some("about")),
        ] {
            let parsed = parse(text);
            assert_eq!(parsed.anchor.as_deref(), anchor);
            assert_eq!(parsed.experiment.is_err(), anchor.is_some());
            assert_eq!(parsed.values.len(), FIELDS.len());
        }
    }

    #[test]
    fn values_are_decoded_and_fill_the_form() {
        let parsed = parse("lanes=set%2Ccenset%3Ak%3D2&train=60000&expect=84%25&hide=");
        let experiment = parsed.experiment.unwrap();
        assert_eq!(experiment.lane_settings(1).k, 2.0);
        assert_eq!(experiment.lane_settings(0).k, experiment.k);
        let value = |key| &parsed.values.iter().find(|(k, _)| *k == key).unwrap().1;
        assert_eq!(value("lanes"), "set,censet:k=2");
        assert_eq!(value("train"), "all");
        assert_eq!(value("preset"), "demo");
        let view = [("expect", "84%"), ("hide", "")];
        assert_eq!(
            parsed.view,
            view.map(|(k, v)| (k.to_string(), v.to_string()))
        );
    }

    #[test]
    fn values_keep_what_was_typed_where_it_is_refused() {
        let parsed = parse("preset=described&seed=one&batch=0&epochs=010");
        let value = |key| {
            parsed
                .values
                .iter()
                .find(|(k, _)| *k == key)
                .unwrap()
                .1
                .as_str()
        };
        assert_eq!(value("seed"), "one");
        assert_eq!(value("batch"), "0");
        assert_eq!(value("epochs"), "10");
        assert_eq!(value("act"), "srelu");
        assert_eq!(parsed.experiment.unwrap_err().len(), 2);
    }

    #[test]
    fn an_unread_source_draws_no_guesses_about_its_images() {
        let errors = parse("data=cifar100&side=16&train=60001&seed=x")
            .experiment
            .unwrap_err();
        let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["data", "seed"]);
    }

    /// One that is wrong itself says nothing of how many can be held back.
    #[test]
    fn validation_is_held_against_training_images_that_there_are() {
        for train in ["x", "0", "60001"] {
            let text = format!("train={train}&validation=20000");
            let errors = parse(&text).experiment.unwrap_err();
            assert_eq!(errors.len(), 1, "{errors:?}");
            assert_eq!(errors[0].field, "train");
        }
        let held = parse("validation=20000").experiment.unwrap_err();
        assert_eq!(held[0].field, "validation");
        let own = "data=files:20x20-12-500-100-0000001f-89abcdef&validation=499";
        assert_eq!(
            parse(own).experiment.unwrap().to_string(),
            format!("v=1&{own}")
        );
    }

    #[test]
    fn own_files_are_known_before_they_are_loaded() {
        let data = "files:28x20-12-500-100-0000001f-89abcdef-00000002-00000003";
        let text = format!("v=1&data={data}&train=40");
        let experiment = parse(&text).experiment.unwrap();
        assert_eq!(experiment.to_string(), text);
        assert_eq!(experiment.layer_sizes(), [560, 256, 128, 100, 12]);
        assert_eq!(experiment.images(), (40, 100));
        for (more, said) in [
            (
                "train=501",
                "from 1 to 500, the training images of these files",
            ),
            ("side=14", "the images of these files cannot be shrunk"),
        ] {
            let errors = parse(&format!("data={data}&{more}"))
                .experiment
                .unwrap_err();
            assert!(errors[0].allowed.contains(said), "{}", errors[0]);
        }
        let square = parse("data=files:20x20-12-500-100-0000001f-89abcdef&side=5").experiment;
        assert_eq!(square.unwrap().layer_sizes()[0], 25);
        let all =
            parse("data=files:20x20-12-500-100-0000001f-89abcdef&side=20&train=500").experiment;
        assert_eq!(
            all.unwrap().to_string(),
            "v=1&data=files:20x20-12-500-100-0000001f-89abcdef"
        );
    }

    #[test]
    fn a_name_of_own_files_that_is_none_is_refused_with_a_sentence() {
        for name in [
            "files",
            "files:",
            "files:0123456789abcdef",
            "files:28x65-10-500-100-00000001-00000002",
            "files:28x28-1-500-100-00000001-00000002",
            "files:28x28-10-0-100-00000001-00000002",
            "files:28x28-10-500-100-00000001",
            "files:28x28-10-500-100-1-2",
            "files:28x28-10-500-100-0000000A-00000002",
            "files:028x28-10-500-100-00000001-00000002",
        ] {
            let errors = parse(&format!("data={name}&train=5"))
                .experiment
                .unwrap_err();
            assert_eq!(errors.len(), 1, "{name}");
            assert!(
                errors[0].allowed.starts_with("own files have a name"),
                "{name}"
            );
        }
    }

    #[test]
    fn every_source_has_defaults_of_its_own() {
        for text in [
            "v=1&preset=published&data=cifar10&test=5000&side=16&augment=0",
            "v=1&data=cifar10&train=all&lanes=set,set:lc=published",
        ] {
            assert_eq!(parse(text).experiment.unwrap().to_string(), text);
        }
        let all = parse("data=cifar10&train=50000&side=32");
        let all = all.experiment.unwrap();
        assert_eq!(all.to_string(), "v=1&data=cifar10&train=all");
        assert_eq!(
            (all.data, all.epochs, all.k),
            (Data::Source(&cifar::SOURCE), 400, 3.2)
        );
    }
}
