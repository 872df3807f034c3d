//! Numbers on axes, and how wide a text will be.

use std::borrow::Cow;

pub(crate) use censet::words::{count, fixed, plural, short};

/// A multiple of `step`, with as many decimals as the step needs.
pub(crate) fn tick(value: f64, step: f64) -> String {
    if value.abs() >= 1e9 {
        return format!("{value:.0e}");
    }
    let decimals = (0..6)
        .find(|d| {
            let scaled = step * 10f64.powi(*d);
            (scaled - scaled.round()).abs() < 1e-6 * scaled
        })
        .unwrap_or(6) as usize;
    if decimals == 0 && value >= 0.0 {
        count(value.round() as usize)
    } else {
        fixed(value, decimals)
    }
}

/// Words at the start of a sentence. (Unicode's table of capitals would be a fortieth of the page's module.)
pub(crate) fn capital(words: &str) -> String {
    let mut words = words.to_owned();
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

/// A part as a percentage: `100 %`, `13 %`, `0.7 %`.
pub(crate) fn percent(part: f64) -> String {
    let decimals = usize::from(part < 0.0995);
    format!("{} %", fixed(100.0 * part, decimals))
}

/// A factor without idle zeros: `1`, `0.5`, `2.6`.
pub(crate) fn factor(k: f64) -> String {
    fixed(k, 3)
        .trim_end_matches('0')
        .trim_end_matches('.')
        .into()
}

/// About how wide `text` is at this size; errs on the wide side.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().count() as f64 * size * 0.62
}

/// A text of at most so many letters: what is too long loses its middle.
pub(crate) fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= most || most == 0 {
        return text.into();
    }
    let tail = (most - 1) / 2;
    let head: String = letters[..most - 1 - tail].iter().collect();
    let tail: String = letters[letters.len() - tail..].iter().collect();
    format!("{head}…{tail}").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(tick(0.5, 0.25), "0.50");
        assert_eq!(tick(2000.0, 500.0), "2,000");
        assert_eq!(
            [1.0, 0.131, 0.0996, 0.0065].map(percent),
            ["100 %", "13 %", "10 %", "0.7 %"]
        );
        assert_eq!(capital("test accuracy"), "Test accuracy");
        assert_eq!(factor(0.5), "0.5");
        assert_eq!(factor(10.0), "10");
        assert_eq!(shortened("censet:k=2, lr 0.01", 11), "cense… 0.01");
        assert_eq!(shortened("μ − kσ", 6), "μ − kσ");
    }
}
