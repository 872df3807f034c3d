//! The text that a link carries, whatever has been done to it on its way.
//!
//! Mail programs, chats, editors and shells change links. All that reads a text begins here, so the page
//! and the command, a run, a grid and an edit understand the same:
//!
//! | what has become of it | is read as |
//! |---|---|
//! | line breaks and tabs within | nothing, as in every address |
//! | spaces, byte order marks, brackets or quotation marks around | nothing |
//! | `&amp;`, `&#038;`, the escapes `\\u0026` and `\\u003d`, quoted-printable's `=3D` | `&`, `=` |
//! | `%23` | the `#` of an address that has none |
//! | a fragment in which `=` and `&` are percent-encoded, or a whole address inside another's query | what was encoded |
//! | `?` | `#`, if the address has none and a key behind it is one of ours |
//! | nothing in place of `#` | `#`, if a key in the last part of the path is one of ours |
//! | a key of [`TRACKERS`], also as a query hung on the fragment, `:~:text=…` | nothing, and said so |
//!
//! What is left goes to the grammar, which understands it or refuses it: no part is dropped in silence.

mod address;

use percent_encoding::percent_decode_str;

use super::bounds::MAX_TEXT;
use address::fragment;

/// Keys that mail programs, advertisers and networks hang on every address that passes through them, in small
/// letters. One that ends in `_` or begins with two stands for all keys that begin so.
#[rustfmt::skip]
const TRACKERS: [&str; 37] = [
    "__hs", "__s", "_ga", "_gl", "_hsenc", "_hsmi", "_openstat", "dclid", "fbclid", "gad_", "gbraid", "gclid",
    "hsctatracking", "igsh", "igshid", "li_fat_id", "matomo_", "mc_cid", "mc_eid", "mkt_tok", "msclkid", "mtm_", "oly_",
    "pk_", "piwik_", "ref_src", "ref_url", "si", "srsltid", "ttclid", "twclid", "utm_", "vero_", "wbraid", "wickedid",
    "wt_mc", "yclid",
];

/// In how much a text may be wrapped, one in the other: what is left then is no experiment's, and refused.
const LAYERS: usize = 24;

/// What stands between the fragment of an address and words that a browser is to scroll to.
const DIRECTIVE: &str = ":~:";

/// Signs that stand around a link and are no part of it: spaces, and what cannot be seen.
fn is_space(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
}

/// What people and programs put around a link to set it apart.
#[rustfmt::skip]
const AROUND: [(char, char); 11] = [
    ('<', '>'), ('(', ')'), ('"', '"'), ('\'', '\''), ('`', '`'), ('“', '”'), ('‘', '’'), ('«', '»'), ('»', '«'), ('„', '“'),
    ('„', '”'),
];

/// How pages, mails and data write signs of a link: `&` as a number or an escape, `=` as quoted-printable. No value of
/// ours begins with `3D`.
#[rustfmt::skip]
const WRITTEN: [(&str, &str); 6] = [
    ("&#38;", "&"), ("&#038;", "&"), ("&#x26;", "&"), ("\\u0026", "&"), ("\\u003d", "="), ("=3D", "="),
];

/// What a link carries.
pub(super) struct Link {
    /// The text of an experiment, of a grid, or the name of a place on the page.
    pub(super) text: String,
    /// What was passed over, by its key.
    pub(super) passed: Vec<String>,
}

impl Link {
    /// Takes a link apart: a whole address, its fragment, or the bare text. Reading its text again gives
    /// that text.
    pub(super) fn read(link: &str) -> Self {
        let mut read = Self {
            text: link.into(),
            passed: Vec::new(),
        };
        for _ in 0..LAYERS {
            // All work is bounded by the length of a text that could still be one.
            if read.text.len() > 2 * MAX_TEXT || !read.peel() {
                break;
            }
        }
        read
    }

    /// Takes one layer off the text; false if there was none.
    fn peel(&mut self) -> bool {
        let before = self.text.len();
        let text = fragment(&clean(&self.text));
        let mut parts = Vec::new();
        // Of what follows `:~:`, only the browser's own parts go.
        let mut directed = false;
        for part in text.split('&') {
            let (own, directive) = match part.split_once(DIRECTIVE) {
                Some((own, directive)) => (own.trim_end_matches('#'), Some(directive)),
                None => (part, None),
            };
            let goes = directed && is_directive(own) || directive.is_some() && own.is_empty();
            if directive.is_some() {
                directed = true;
                self.pass(DIRECTIVE);
            }
            let directive = directive.filter(|directive| !is_directive(directive));
            for part in [(!goes).then_some(own), directive].into_iter().flatten() {
                let mut part = part.trim_start_matches("amp;");
                // A query that was hung on the fragment, as on an address.
                if let Some((own, hung)) = part.rsplit_once('?')
                    && let Some((key, _)) = hung.split_once('=')
                    && is_tracker(key)
                {
                    self.pass(key);
                    part = own;
                }
                match part.split_once('=') {
                    Some((key, _)) if is_tracker(key) => self.pass(key),
                    _ => parts.push(part),
                }
            }
        }
        let text = parts.join("&");
        self.text = decoded(&text).unwrap_or(text);
        self.text.len() < before
    }

    fn pass(&mut self, key: &str) {
        if self.passed.iter().all(|passed| passed != key) {
            self.passed.push(key.into());
        }
    }
}

/// A text without any pair as one that has them, if its signs are percent-encoded, once or a few times.
fn decoded(text: &str) -> Option<String> {
    let mut decoded = text.to_string();
    for _ in 0..8 {
        if decoded.contains('=') {
            break;
        }
        decoded = percent_decode_str(&decoded)
            .decode_utf8()
            .ok()?
            .into_owned();
    }
    (decoded.len() < text.len() && decoded.contains('=')).then_some(decoded)
}

/// Whether a part behind `:~:` is a browser's.
fn is_directive(part: &str) -> bool {
    part.is_empty()
        || ["text=", "selector="]
            .iter()
            .any(|own| part.starts_with(own))
}

fn is_tracker(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    TRACKERS.iter().any(
        |&tracker| match tracker.ends_with('_') || tracker.starts_with("__") {
            true => key.starts_with(tracker),
            false => key == tracker,
        },
    )
}

/// The link without what stands around it and was put into it.
fn clean(link: &str) -> String {
    let whole: String = link
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    let mut text = whole.as_str();
    loop {
        let before = text;
        text = text.trim_matches(is_space);
        for (open, close) in AROUND {
            let inner = text
                .strip_prefix(open)
                .and_then(|text| text.strip_suffix(close));
            text = inner.unwrap_or(text);
        }
        if text == before {
            break;
        }
    }
    let mut text = text.to_string();
    for (written, sign) in WRITTEN {
        text = text.replace(written, sign);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "v=1&preset=described&lanes=mlp&epochs=1";

    #[track_caller]
    fn reads(link: &str, text: &str) {
        let read = Link::read(link);
        assert_eq!(read.text, text, "{link:?}");
        assert_eq!(Link::read(&read.text).text, read.text, "{link:?}");
    }

    #[test]
    fn the_experiment_is_what_follows_the_first_hash_of_an_address() {
        for (link, text) in [
            ("", ""),
            ("#", ""),
            ("seed=2", "seed=2"),
            ("#seed=2", "seed=2"),
            ("#expect=a#b", "expect=a#b"),
            ("https://example.org/lab/", ""),
            ("https://example.org/?seed=3#seed=2", "seed=2"),
            ("file:///lab/index.html#seed=2", "seed=2"),
            ("localhost:8000/?x=1#seed=2", "seed=2"),
            ("index.html#seed=2", "seed=2"),
            ("lesson=https://example.org/", "lesson=https://example.org/"),
            (
                "lesson=https://example.org/#b",
                "lesson=https://example.org/#b",
            ),
            ("seed=1#epochs=3", "seed=1#epochs=3"),
            ("https://example.org/#about", "about"),
            ("#50%25", "50%25"),
            ("expect=84%25", "expect=84%25"),
        ] {
            reads(link, text);
        }
    }

    #[test]
    fn an_encoded_hash_is_one() {
        for link in [
            "http://127.0.0.1:8000/%23v=1&preset=described&lanes=mlp&epochs=1",
            "http://127.0.0.1:8000/%2523v=1&preset=described&lanes=mlp&epochs=1",
            "127.0.0.1:8000/%23v=1&preset=described&lanes=mlp&epochs=1",
            "%23v=1&preset=described&lanes=mlp&epochs=1",
            "https://example.org/lab/%23v%3D1%26preset%3Ddescribed%26lanes%3Dmlp%26epochs%3D1",
        ] {
            reads(link, TEXT);
        }
    }

    #[test]
    fn a_wholly_encoded_text_is_decoded() {
        for link in [
            "#v%3D1%26preset%3Ddescribed%26lanes%3Dmlp%26epochs%3D1",
            "https://example.org/#v%3d1%26preset%3ddescribed%26lanes%3dmlp%26epochs%3d1",
            "v%253D1%2526preset%253Ddescribed%2526lanes%253Dmlp%2526epochs%253D1",
            "https%3A%2F%2Fexample.org%2F%23v%3D1%26preset%3Ddescribed%26lanes%3Dmlp%26epochs%3D1",
            "#v%3D1&preset%3Ddescribed&lanes%3Dmlp&epochs%3D1&utm_source=mail",
            "v%3D1%26amp%3Bpreset%3Ddescribed%26amp%3Blanes%3Dmlp%26amp%3Bepochs%3D1",
        ] {
            reads(link, TEXT);
        }
        // What a value has encoded stays so.
        reads("#hide%3Da%2526b", "hide=a%26b");
    }

    #[test]
    fn an_address_inside_anothers_query_is_found() {
        for link in [
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2F%23v%3D1%26preset%3Ddescribed\
             %26lanes%3Dmlp%26epochs%3D1&h=AT0&fbclid=x",
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Flab%2F%23v\
             %3D1%26preset%3Ddescribed%26lanes%3Dmlp%26epochs%3D1&data=05%7C02%7C&reserved=0",
            "https://www.google.com/url?q=https://example.org/%23v%3D1%26preset%3Ddescribed%26lanes%3Dmlp\
             %26epochs%3D1&sa=D&usg=AOv",
        ] {
            reads(link, TEXT);
        }
    }

    #[test]
    fn a_query_stands_for_the_fragment_if_a_key_is_ours() {
        for link in [
            "https://example.org/lab/?v=1&preset=described&lanes=mlp&epochs=1",
            "https://example.org/lab/?v=1&preset=described&lanes=mlp&epochs=1#",
            "https://example.org/?v=1&amp;preset=described&amp;lanes=mlp&amp;epochs=1#:~:text=SET",
            "localhost:8000/?v=1&preset=described&lanes=mlp&epochs=1",
            "?v=1&preset=described&lanes=mlp&epochs=1&fbclid=IwAR",
        ] {
            reads(link, TEXT);
        }
        reads("https://example.org/?seed=3", "seed=3");
        reads("https://example.org/?lesson=set.1", "lesson=set.1");
        // What others ask of their servers is none of ours.
        reads("https://example.org/?lang=de&v=20260101", "");
        reads("https://example.org/?seed=3&lang=de", "seed=3&lang=de");
        reads(
            "https://example.org/?lesson=set.1&lang=nl",
            "lesson=set.1&lang=nl",
        );
    }

    #[test]
    fn a_lost_hash_is_found_by_the_key_behind_it() {
        for link in [
            "http://127.0.0.1:8000/v=1&preset=described&lanes=mlp&epochs=1",
            "https://example.org/lab/v=1&preset=described&lanes=mlp&epochs=1#",
            "https://example.org/lab/v=1&amp;preset=described&amp;lanes=mlp&amp;epochs=1",
        ] {
            reads(link, TEXT);
        }
        reads("https://example.org/lang=de", "");
        for link in [
            "http://127.0.0.1:8000/v=1&preset=described&lanes=mlp&epochs=1/",
            "http://127.0.0.1:8000/lab/v%3D1%26preset%3Ddescribed%26lanes%3Dmlp%26epochs%3D1",
            "http://127.0.0.1:8000/lab/v=1&preset=described&lanes=mlp&epochs=1/?utm_source=a",
        ] {
            reads(link, TEXT);
        }
        reads("https://example.org/notes/seed", "");
    }

    #[test]
    fn a_query_is_decoded_handed_on_and_kept_beside_what_names_no_experiment() {
        for link in [
            "http://h/?v%3D1%26preset%3Ddescribed%26lanes%3Dmlp%26epochs%3D1",
            "http://h/?v%3D1%26preset%3Ddescribed%26lanes%3Dmlp%26epochs%3D1&fbclid=abc",
            "http://h/?v=1%26preset%3Ddescribed%26lanes%3Dmlp%26epochs%3D1",
            "http://h/?utm_source=x&v=1&preset=described&lanes=mlp&epochs=1",
            "http://h/?v=1&preset=described&lanes=mlp&epochs=1#utm_source=x",
            "https://l.facebook.com/l.php?u=http%3A%2F%2Fx%2F%3Fv%3D1%26preset%3Ddescribed%26lanes%3Dmlp%26epochs%3D1&h=A",
            "https://l.facebook.com/l.php?u=http%3A%2F%2Fx%2Fv%3D1%26preset%3Ddescribed%26lanes%3Dmlp%26epochs%3D1",
            "https://eur01.safelinks.protection.outlook.com/?url=http%3A%2F%2Fx%2F%3Fv%3D1%26preset%3Ddescribed\
             %26lanes%3Dmlp%26epochs%3D1&data=05%7C02",
            "https://example.org/r?hash=v%3D1%26preset%3Ddescribed%26lanes%3Dmlp%26epochs%3D1",
            "#:~:text=x&v=1&preset=described&lanes=mlp&epochs=1",
        ] {
            reads(link, TEXT);
        }
        reads("http://h/?seed=3#lesson=set.1", "seed=3&lesson=set.1");
        reads("http://h/?seed=3#seed=2", "seed=2");
        reads("http://h/?seed=3#about", "about");
    }

    #[test]
    fn what_programs_put_into_a_link_is_taken_out() {
        for link in [
            "v=1&preset=described&lanes=mlp&epochs=1\r",
            " \u{feff}v=1&preset=described&lanes=mlp&epochs=1\r\n",
            "\u{a0}<https://example.org/#v=1&preset=described&lanes=mlp&epochs=1>",
            "“#v=1&preset=described&lanes=mlp&epochs=1”\u{200b}",
            "\u{2068}„v=1&preset=described&lanes=mlp&epochs=1“\u{2069}",
            "v=1&amp;preset=described&amp;amp;lanes=mlp&#38;epochs=1",
            "v=1&#038;preset=described&#038;lanes=mlp&#x26;epochs=1",
            "https://example.org/#v=1\\u0026preset=described\\u0026lanes=mlp\\u0026epochs=1",
            "https://example.org/#v\\u003d1\\u0026preset\\u003ddescribed\\u0026lanes\\u003dmlp\\u0026epochs\\u003d1",
            "https://example.org/#v=3D1&preset=3Ddescribed&lanes=3Dmlp&epochs=3D1",
            "https://example.org/#v=1&preset=descr\r\nibed&lanes=mlp\n&epochs=1",
        ] {
            reads(link, TEXT);
        }
    }

    #[test]
    fn trackers_and_text_fragments_are_passed_over_and_named() {
        let passed = |link: &str| {
            let Link { text, passed } = Link::read(link);
            assert_eq!(text, "seed=2", "{link}");
            passed.join(" ")
        };
        assert_eq!(passed("seed=2"), "");
        assert_eq!(
            passed("utm_source=chat&seed=2&utm_source=a&fbclid=x"),
            "utm_source fbclid"
        );
        assert_eq!(
            passed("#seed=2&utm_medium=mail:~:text=hub&mc_eid=1"),
            ":~: utm_medium mc_eid"
        );
        assert_eq!(
            passed("https://example.org/#seed=2?utm_source=teams&utm_medium=chat&fbclid=x"),
            "utm_source utm_medium fbclid"
        );
        assert_eq!(
            Link::read("seed=2?lanes=mlp&gclid=x").text,
            "seed=2?lanes=mlp"
        );
        for near in ["utm=1", "xutm_source=1", "fbclid2=1", "utm_source"] {
            assert_eq!(Link::read(near).passed, [""; 0], "{near}");
        }
    }

    #[test]
    fn time_is_bounded_whatever_is_wrapped_in_what() {
        for part in [
            "%25", "\"", "amp;&", "a#", "(#", "&#", "?u=%23", "#", "?", "&#38;", "%23", "%2523",
            "(", "a=%23", ":~:",
        ] {
            for length in [MAX_TEXT, 2 * MAX_TEXT, 4_000_000] {
                let link = part.repeat(length / part.len());
                let start = std::time::Instant::now();
                Link::read(&link);
                assert!(start.elapsed().as_secs() < 5, "{part} {length}");
            }
        }
    }
}
