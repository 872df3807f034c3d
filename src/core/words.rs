//! Numbers and counts as readers expect them, for sentences and labels.

/// A count with its thousands set apart: `1,278`.
pub fn count(n: usize) -> String {
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
pub fn fixed(value: f64, decimals: usize) -> String {
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
pub fn short(value: f64) -> String {
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

/// `one` for a count of 1, else `many`.
pub fn plural<'a>(n: usize, one: &'a str, many: &'a str) -> &'a str {
    if n == 1 { one } else { many }
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
        assert_eq!(
            (
                plural(1, "neuron", "neurons"),
                plural(0, "neuron", "neurons")
            ),
            ("neuron", "neurons")
        );
    }
}
