//! Signs that look like those of the grammar and are others: word processors, keyboards and the printed
//! page put them, and nobody sees the difference.

use super::FieldError;
use super::field::Kind;
use super::fields::find;

/// A sign, what it is called, and what the grammar writes instead.
#[rustfmt::skip]
const LOOK_ALIKES: &[(char, &str, &str)] = &[
    ('\u{ad}', "a soft hyphen", "nothing"),
    ('\u{2010}', "a hyphen of its own", "-"),
    ('\u{2011}', "a non-breaking hyphen", "-"),
    ('\u{2012}', "a figure dash", "-"),
    ('\u{2013}', "an en dash", "-"),
    ('\u{2014}', "an em dash", "-"),
    ('\u{2015}', "a horizontal bar", "-"),
    ('\u{2212}', "a minus sign", "-"),
    ('"', "a quotation mark", "nothing"),
    ('\'', "a quotation mark", "nothing"),
    ('\u{ab}', "a quotation mark", "nothing"),
    ('\u{bb}', "a quotation mark", "nothing"),
    ('\u{2018}', "a quotation mark", "nothing"),
    ('\u{2019}', "a quotation mark", "nothing"),
    ('\u{201a}', "a low quotation mark", ", or nothing"),
    ('\u{201c}', "a quotation mark", "nothing"),
    ('\u{201d}', "a quotation mark", "nothing"),
    ('\u{201e}', "a quotation mark", "nothing"),
    ('\u{2039}', "a quotation mark", "nothing"),
    ('\u{203a}', "a quotation mark", "nothing"),
    ('\u{2026}', "an ellipsis", ".., or what was cut off"),
    ('\u{2025}', "a two-dot leader", ".."),
    ('\u{b7}', "a middle dot", "."),
    ('\u{3002}', "an ideographic full stop", "."),
    ('\u{60c}', "an Arabic comma", ","),
    ('\u{66b}', "an Arabic decimal sign", "."),
    ('\u{3001}', "an ideographic comma", ","),
    ('\u{2044}', "a fraction slash", "/"),
    ('\u{2215}', "a division slash", "/"),
    ('\u{2223}', "a divides sign", "|"),
    ('\u{a6}', "a broken bar", "|"),
    ('\u{2236}', "a ratio sign", ":"),
    ('\u{d7}', "a multiplication sign", "e, as in 5e-2, or -, as in 256-128-100"),
    ('\u{feff}', "a byte order mark", "nothing"),
    ('\u{fffd}', "what stands for bytes that are no text", "the sign that it was"),
];

/// Says of each error whether a sign that is not the grammar's is the reason.
pub(super) fn name_signs(errors: &mut [FieldError]) {
    // Of a text as a whole, a part is shown.
    let keys = |error: &&mut FieldError| !matches!(&*error.field, "experiment" | "grid");
    for error in errors.iter_mut().filter(keys) {
        let found = sign(&error.field).or_else(|| sign(&error.value));
        let found = found
            .or_else(|| decimal_comma(error))
            .or_else(|| at_the_end(error));
        if let Some(clause) = found {
            error.allowed = format!("{}; {clause}", error.allowed);
        }
    }
}

/// The first sign that no key and no value has, named.
fn sign(text: &str) -> Option<String> {
    let foreign =
        |&c: &char| !c.is_ascii() || c.is_ascii_control() || matches!(c, '"' | '\'' | ' ');
    let c = text.chars().find(foreign)?;
    let row = LOOK_ALIKES.iter().find(|row| row.0 == c);
    let (name, instead) = match (row, c) {
        (Some(&(_, name, instead)), _) => (name.to_string(), instead.to_string()),
        // Full-width forms lie as far from the signs they are of.
        (_, '\u{ff01}'..='\u{ff5e}') => {
            let plain = char::from_u32(c as u32 - 0xff01 + 0x21).unwrap_or(c);
            (format!("a full-width {plain}"), plain.to_string())
        }
        (_, c) if c.is_whitespace() => ("a space".into(), "nothing".into()),
        (_, c)
            if c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{206f}') =>
        {
            ("a sign that cannot be seen".into(), "nothing".into())
        }
        (_, c) if c.is_numeric() => (
            "a digit of another script".into(),
            "one of 0123456789".into(),
        ),
        (_, c) => (format!("“{c}”"), "a plain letter, digit or sign".into()),
    };
    let code = c as u32;
    Some(format!(
        "U+{code:04X} in it is {name}, where it takes {instead}"
    ))
}

/// Says that a decimal point is needed, where a number has a comma.
fn decimal_comma(error: &FieldError) -> Option<String> {
    let number = find(&error.field).is_some_and(|field| field.kind == Kind::Number);
    let digit = |text: Option<char>| text.is_some_and(|c| c.is_ascii_digit());
    let mut commas = error.value.match_indices(',');
    let between = commas.any(|(at, _)| {
        let (before, after) = (&error.value[..at], &error.value[at + 1..]);
        digit(before.chars().next_back()) && digit(after.chars().next())
    });
    (between && (number || error.field == "lanes"))
        .then(|| "a number has a decimal point, not a comma".into())
}

/// Names what a sentence or another program's brackets put behind a value that has no such end.
fn at_the_end(error: &FieldError) -> Option<String> {
    let c = error.value.chars().next_back()?;
    let name = match c {
        '.' => "a full stop",
        ',' => "a comma",
        ';' => "a semicolon",
        ':' => "a colon",
        '!' => "an exclamation mark",
        '?' => "a question mark",
        '*' => "an asterisk",
        ')' | ']' | '}' | '>' => "a bracket",
        _ => return None,
    };
    Some(format!("it ends with {name}, where it takes nothing"))
}

#[cfg(test)]
mod tests {
    use super::super::{Grid, parse};

    #[track_caller]
    fn says(text: &str, sign: &str) {
        let errors = parse(text).experiment.expect_err(text);
        assert_eq!(errors.len(), 1, "{text}: {errors:?}");
        assert!(errors[0].allowed.contains(sign), "{text}: {}", errors[0]);
        let errors = Grid::parse(text).expect_err(text);
        assert!(errors[0].allowed.contains(sign), "{text}: {}", errors[0]);
    }

    #[test]
    fn look_alikes_are_named() {
        for (text, sign) in [
            (
                "hidden=256–128–100",
                "U+2013 in it is an en dash, where it takes -",
            ),
            ("hidden=256\u{2011}128", "a non-breaking hyphen"),
            ("lr=1e−2", "U+2212 in it is a minus sign"),
            ("lanes=“set”,censet", "a quotation mark"),
            ("lanes='set',mlp", "a quotation mark"),
            (
                "lr=0．01",
                "U+FF0E in it is a full-width ., where it takes .",
            ),
            (
                "seed=１２",
                "U+FF11 in it is a full-width 1, where it takes 1",
            ),
            ("lanes＝set&seed=1", "a key needs =value"),
            ("seed=٣", "a digit of another script"),
            ("hidden=256 - 128", "a space"),
            ("se\u{200b}ed=1", "a sign that cannot be seen"),
            ("lаnes=set", "U+0430"),
            ("k=0.5…4", "an ellipsis"),
            ("preset=described…", "what was cut off"),
            ("lanes=set\u{2036}zeta", "U+2036"),
            ("epochs=3.", "it ends with a full stop"),
            ("epochs=3)", "it ends with a bracket"),
            ("lanes=mlp;", "it ends with a semicolon"),
            ("lr=0,05", "a decimal point, not a comma"),
            ("lanes=set,censet:k=2,6", "a decimal point, not a comma"),
        ] {
            says(text, sign);
        }
    }

    #[test]
    fn plain_mistakes_are_left_as_they_are_said() {
        for text in [
            "hidden=256,128",
            "lr=fast",
            "epoch=3",
            "lanes=set,set",
            "train=1,000",
        ] {
            for error in parse(text).experiment.unwrap_err() {
                assert!(!error.allowed.contains("in it is"), "{error}");
                assert!(!error.allowed.contains("comma"), "{error}");
            }
        }
    }
}
