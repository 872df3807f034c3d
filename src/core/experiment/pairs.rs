//! A text taken apart: its keys, its values, and what can be said of each alone.

use percent_encoding::percent_decode_str;

use super::fields::{FIELDS, field, find};
use super::grid::looks_like_a_list;
use super::{FieldError, Preset, Settings, VERSION, VIEW_KEYS};

/// How like a known key an unknown one must be to be taken for it, from 0 to 1.
const ALIKE: f64 = 0.75;

/// A text taken apart into keys and values.
pub(super) struct Pairs {
    /// Keys with their decoded values, each key once, in the order of the text.
    pub(super) good: Vec<(String, String)>,
    /// What is wrong so far, one error a key.
    pub(super) errors: Vec<FieldError>,
}

impl Pairs {
    /// Splits at `&`, then at the first `=`, and decodes the values; spaces around either are none of
    /// theirs. A key given twice, without `=`,
    /// or whose value is not UTF-8, is an error.
    pub(super) fn split(text: &str) -> Self {
        let mut pairs = Self {
            good: vec![],
            errors: vec![],
        };
        for part in text.split('&').filter(|part| !part.is_empty()) {
            let Some((key, raw)) = part.split_once('=') else {
                pairs.refuse(part.trim(), "", "a key needs =value behind it");
                continue;
            };
            let key = key.trim();
            match percent_decode_str(raw).decode_utf8() {
                Err(_) => pairs.refuse(key, raw, "percent-encoded bytes must be UTF-8 text"),
                Ok(value) if pairs.get(key).is_some() || pairs.refused(key) => {
                    pairs.refuse(key, value.trim(), "a key may be given once only");
                }
                Ok(value) => pairs.good.push((key.into(), value.trim().into())),
            }
        }
        pairs
    }

    fn get(&self, key: &str) -> Option<&str> {
        let pair = self.good.iter().find(|(k, _)| k == key);
        pair.map(|(_, value)| value.as_str())
    }

    fn refused(&self, key: &str) -> bool {
        self.errors.iter().any(|error| error.field == key)
    }

    /// Notes an error at `key`, unless there is one, and drops the pair.
    fn refuse(&mut self, key: &str, value: &str, allowed: impl Into<String>) {
        self.good.retain(|(k, _)| k != key);
        if !self.refused(key) {
            self.errors.push(FieldError {
                field: key.into(),
                value: value.into(),
                allowed: allowed.into(),
            });
        }
    }

    pub(super) fn check_version(&mut self) {
        let Some(text) = self.get("v").map(str::to_owned) else {
            return;
        };
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !digits {
            self.refuse(
                "v",
                &text,
                format!("a version number; this is version {VERSION}"),
            );
        } else if text != VERSION.to_string() {
            let why = format!(
                "the link was made for version {text} of the lab, and this is version {VERSION}, \
                 which may give other numbers"
            );
            self.refuse("v", &text, why);
        }
    }

    pub(super) fn refuse_unknown(&mut self) {
        let known = |key: &str| key == "v" || find(key).is_some() || VIEW_KEYS.contains(&key);
        let unknown = self.good.iter().filter(|(key, _)| !known(key));
        for (key, value) in unknown.cloned().collect::<Vec<_>>() {
            self.refuse(&key, &value, unknown_key(&key));
        }
    }

    /// The values where the text is silent: they depend on the preset and the source it names.
    pub(super) fn settings(&mut self) -> Settings {
        let mut named = Preset::default().settings(None);
        self.read("preset", &mut named);
        let data = self.read("data", &mut named).then_some(named.data);
        named.preset.settings(data)
    }

    pub(super) fn read_rest(&mut self, settings: &mut Settings) {
        for field in FIELDS.iter() {
            self.read(field.key, settings);
        }
    }

    /// Reads the value of `key` into `settings`, if there is one that can be read.
    fn read(&mut self, key: &str, settings: &mut Settings) -> bool {
        let Some(text) = self.get(key).map(str::to_owned) else {
            return false;
        };
        let read = field(key).read(settings, &text);
        if let Err(allowed) = &read {
            let grid = |one| {
                format!(
                    "{one}; a list or a range makes a grid of experiments, which sweep and the \
                     page's Search view run"
                )
            };
            let allowed = match (looks_like_a_list(&text), key) {
                (true, "lanes") => grid("one value for each setting of a lane"),
                (true, _) => grid("one value"),
                (false, _) => allowed.clone(),
            };
            self.refuse(key, &text, allowed);
        }
        read.is_ok()
    }
}

/// The clause that refuses an unknown key, with the known key most like it if one is.
fn unknown_key(key: &str) -> String {
    let lower = key.to_lowercase();
    let known = ["v"]
        .into_iter()
        .chain(FIELDS.iter().map(|field| field.key))
        .chain(VIEW_KEYS);
    let alike = known.map(|known| (strsim::jaro_winkler(&lower, known), known));
    match alike.max_by(|a, b| a.0.total_cmp(&b.0)) {
        Some((likeness, known)) if cfg!(feature = "texts") && likeness >= ALIKE => {
            format!("an unknown key; did you mean {known}?")
        }
        _ => {
            let known: Vec<&str> = FIELDS.iter().map(|field| field.key).collect();
            format!("an unknown key; the keys are {}", known.join(", "))
        }
    }
}
