//! How numbers are written in a text.

/// Reads a decimal number, plain or in scientific notation: `0.05`, `5e-2`. No leading `+`, and
/// nothing that is not finite.
pub(super) fn read(text: &str) -> Option<f64> {
    let plain = |b: u8| b.is_ascii_digit() || b".eE+-".contains(&b);
    if text.starts_with('+') || !text.bytes().all(plain) {
        return None;
    }
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Reads a whole number: decimal digits only.
pub(super) fn read_integer(text: &str) -> Option<u32> {
    // u32 would take a leading '+'.
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// The shortest decimal text that reads back to the same number, in scientific notation below
/// 10⁻⁶. (JavaScript writes the numbers of an experiment the same way.)
pub(super) fn text(x: f64) -> String {
    if x != 0.0 && x.abs() < 1e-6 {
        format!("{x:e}")
    } else {
        x.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_decimal_and_finite() {
        for (text, number) in [
            ("1", 1.0),
            ("0.05", 0.05),
            ("5e-2", 0.05),
            ("-1E+2", -100.0),
        ] {
            assert_eq!(read(text), Some(number));
        }
        for text in [
            "", "+1", "inf", "-inf", "NaN", "1e999", "0x10", "1_000", " 1", "1 ", "1,5", "e", "-",
            "1e", "1.2.3", "١",
        ] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }

    #[test]
    fn integers_are_digits() {
        assert_eq!(read_integer("4294967295"), Some(u32::MAX));
        for text in ["", "+1", "-1", "1.0", "1e3", "4294967296", "1_0", " 1", "٣"] {
            assert_eq!(read_integer(text), None, "{text:?}");
        }
    }

    #[test]
    fn numbers_are_shortest() {
        for (x, text) in [
            (1.0, "1"),
            (0.05, "0.05"),
            (1e-5, "0.00001"),
            (1e-6, "0.000001"),
            (1.5e-7, "1.5e-7"),
            (5e-324, "5e-324"),
            (0.0, "0"),
            (0.1 + 0.2, "0.30000000000000004"),
        ] {
            assert_eq!(super::text(x), text);
        }
    }
}
