//! Lists and ranges of values.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::MAX_RUNS;
use super::lanes::too_many;

/// The alternatives of one key, as written.
pub(super) struct Values(Vec<Alternative>);

enum Alternative {
    One(String),
    Range(Range),
}

/// Decimal numbers from `from` to at most `to`.
struct Range {
    from: Decimal,
    to: Decimal,
    step: Decimal,
}

impl Values {
    /// Takes a text apart at `|`. The error is a clause.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let alternatives = text.split('|').map(|part| match part.split_once("..") {
            Some((from, rest)) => Range::read(part, from, rest).map(Alternative::Range),
            None => Ok(Alternative::One(part.into())),
        });
        alternatives.collect::<Result<_, _>>().map(Self)
    }

    /// All values in their canonical form, each once, in the order in which they were written;
    /// `canonical` gives a value's form or refuses it. More than [`MAX_RUNS`], repeats included, are
    /// refused before more are written out.
    pub(super) fn expand(
        &self,
        canonical: impl Fn(&str) -> Result<String, String>,
    ) -> Result<Vec<String>, String> {
        let mut all = Vec::new();
        let mut known = BTreeSet::new();
        let values = self.0.iter().flat_map(Alternative::values);
        for (count, value) in values.enumerate() {
            if count == MAX_RUNS {
                return Err(too_many());
            }
            let form = canonical(&value).map_err(|allowed| self.refuse(&value, allowed))?;
            if known.insert(form.clone()) {
                all.push(form);
            }
        }
        Ok(all)
    }

    /// The list in one form.
    pub(super) fn canonical(
        &self,
        canonical: impl Fn(&str) -> Result<String, String>,
    ) -> Result<String, String> {
        let parts = self.0.iter().map(|alternative| match alternative {
            Alternative::One(value) => canonical(value),
            Alternative::Range(range) => Ok(range.text()),
        });
        parts
            .collect::<Result<Vec<_>, _>>()
            .map(|parts| parts.join("|"))
    }

    /// The clause that refuses a value: in a list it has to be named.
    fn refuse(&self, value: &str, allowed: String) -> String {
        match &self.0[..] {
            [Alternative::One(_)] => allowed,
            _ => format!("{allowed}; {value:?} is not"),
        }
    }
}

impl Alternative {
    fn values(&self) -> Box<dyn Iterator<Item = String> + '_> {
        match self {
            Self::One(value) => Box::new(std::iter::once(value.clone())),
            Self::Range(range) => Box::new(range.values().map(plain)),
        }
    }
}

impl Range {
    fn read(part: &str, from: &str, rest: &str) -> Result<Self, String> {
        let (to, step) = rest.split_once('/').unwrap_or((rest, "1"));
        let [Some(from), Some(to), Some(step)] = [from, to, step].map(decimal) else {
            return Err(format!(
                "a range is written from..to/step, as in 0..4/0.5, with decimal numbers of at most \
                 28 digits; {part:?} is not"
            ));
        };
        let next = from.checked_add(step);
        if step <= Decimal::ZERO || from > to || next == Some(from) {
            return Err(format!(
                "a range goes up, in steps above 0; {part:?} does not"
            ));
        }
        Ok(Self { from, to, step })
    }

    fn values(&self) -> impl Iterator<Item = Decimal> + '_ {
        let next = |&value: &Decimal| value.checked_add(self.step);
        std::iter::successors(Some(self.from), next).take_while(|&value| value <= self.to)
    }

    fn text(&self) -> String {
        let (from, to) = (plain(self.from), plain(self.to));
        if self.step == Decimal::ONE {
            format!("{from}..{to}")
        } else {
            format!("{from}..{to}/{}", plain(self.step))
        }
    }
}

/// A number as an experiment takes it, exactly.
fn decimal(text: &str) -> Option<Decimal> {
    let plain = |b: u8| b.is_ascii_digit() || b".eE-".contains(&b);
    if !text.bytes().all(plain) {
        return None;
    }
    match text.contains(['e', 'E']) {
        true => Decimal::from_scientific(text).ok(),
        false => Decimal::from_str_exact(text).ok(),
    }
}

/// Without needless zeros, and without the sign of −0.
fn plain(value: Decimal) -> String {
    match value.is_zero() {
        true => "0".into(),
        false => value.normalize().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<String> {
        let same = |value: &str| Ok(value.to_string());
        Values::read(text).unwrap().expand(same).unwrap()
    }

    #[test]
    fn ranges_are_exact_decimals() {
        let tenths = "2 2.1 2.2 2.3 2.4 2.5 2.6 2.7 2.8 2.9 3";
        assert_eq!(values("2..3/0.1").join(" "), tenths);
        assert_eq!(values("0..4/0.5").len(), 9);
        assert_eq!(values("1..5").join(" "), "1 2 3 4 5");
        assert_eq!(values("0.00..1/0.3").join(" "), "0 0.3 0.6 0.9");
        assert_eq!(values("1e-3..3E-3/1e-3").join(" "), "0.001 0.002 0.003");
        assert_eq!(values("-1..1").join(" "), "-1 0 1");
        assert_eq!(values("7..7").join(" "), "7");
    }

    #[test]
    fn lists_keep_their_order_and_drop_repeats() {
        assert_eq!(values("5|1..3|2|a").join(" "), "5 1 2 3 a");
    }

    #[test]
    fn a_bad_range_says_so() {
        for (text, says) in [
            ("1..", "from..to/step"),
            ("..5", "from..to/step"),
            ("1...5", "goes up"),
            ("1..5/", "from..to/step"),
            ("1..5/1/1", "from..to/step"),
            ("1..1e99", "from..to/step"),
            ("1..x", "from..to/step"),
            ("5..1", "goes up"),
            ("1..5/0", "goes up"),
            ("1..5/-1", "goes up"),
        ] {
            let why = Values::read(text).err().unwrap();
            assert!(
                why.contains(says) && why.contains(&format!("{text:?}")),
                "{why}"
            );
        }
    }

    #[test]
    fn an_endless_range_is_refused_at_its_first_value_too_many() {
        let same = |value: &str| Ok(value.to_string());
        for text in ["0..1e9/1e-9", "1..1000|1..1000|5000"] {
            let why = Values::read(text).unwrap().expand(same).unwrap_err();
            assert_eq!(why, too_many(), "{text}");
        }
        assert_eq!(values("1..999|1..1").len(), 999);
    }

    /// A step too small to change the number would never end.
    #[test]
    fn a_step_that_is_lost_in_rounding_is_no_step() {
        let why = Values::read("1e27..2e27/1e-9").err().unwrap();
        assert!(why.contains("goes up"), "{why}");
    }
}
