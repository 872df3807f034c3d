//! Numbers as readers expect them, and how wide a text will be.

use std::borrow::Cow;

/// A count with its thousands set apart: `1,278`.
pub(crate) fn count(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number with so many decimals and a true minus sign.
pub(crate) fn fixed(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return "not a number".into();
    }
    let text = format!("{:.decimals$}", value.abs());
    let zero = text.chars().all(|c| matches!(c, '0' | '.'));
    if value < 0.0 && !zero {
        format!("−{text}")
    } else {
        text
    }
}

/// A number with three significant digits, if that takes no more than five decimals.
pub(crate) fn short(value: f64) -> String {
    let size = value.abs();
    let decimals = match size {
        _ if size >= 99.95 => 0,
        _ if size >= 9.995 => 1,
        _ if size >= 0.9995 || size == 0.0 => 2,
        _ if size >= 0.09995 => 3,
        _ if size >= 0.009995 => 4,
        _ => 5,
    };
    fixed(value, decimals)
}

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

/// A factor without idle zeros: `1`, `0.5`, `2.6`.
pub(crate) fn factor(k: f64) -> String {
    fixed(k, 3)
        .trim_end_matches('0')
        .trim_end_matches('.')
        .into()
}

/// `one` for a count of 1, else `many`.
pub(crate) fn plural<'a>(n: usize, one: &'a str, many: &'a str) -> &'a str {
    if n == 1 { one } else { many }
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
        assert_eq!(count(0), "0");
        assert_eq!(count(1278), "1,278");
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(fixed(-3.752, 2), "−3.75");
        assert_eq!(fixed(-0.001, 2), "0.00");
        assert_eq!(fixed(f64::NAN, 2), "not a number");
        assert_eq!(short(1234.5), "1234");
        assert_eq!(short(0.3724), "0.372");
        assert_eq!(short(0.0123), "0.0123");
        assert_eq!(tick(0.5, 0.25), "0.50");
        assert_eq!(tick(2000.0, 500.0), "2,000");
        assert_eq!(factor(0.5), "0.5");
        assert_eq!(factor(10.0), "10");
        assert_eq!(shortened("censet:k=2, lr 0.01", 11), "cense… 0.01");
        assert_eq!(shortened("μ − kσ", 6), "μ − kσ");
    }
}
