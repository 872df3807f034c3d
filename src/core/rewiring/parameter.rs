//! What lanes of one method can set that others have not.

/// A key that only lanes of some methods have.
///
/// ```
/// use censet::rewiring::parameter::Value;
/// use censet::rewiring::rigl::RIGL;
///
/// let alpha = RIGL.parameter("alpha").unwrap();
/// assert_eq!(alpha.default(), Value::Number(0.3));
/// assert!(alpha.allows(Value::Number(1.0)));
/// assert!(!alpha.allows(Value::Number(1.5)));
/// assert!(!alpha.allows(Value::Choice("some")));
/// ```
#[derive(Debug)]
pub struct Parameter {
    /// The key in a lane's text.
    pub key: &'static str,
    /// Its symbol in formulas.
    pub symbol: Option<&'static str>,
    /// Its name.
    pub label: &'static str,
    /// One line of explanation.
    pub help: &'static str,
    /// What is allowed: a clause without a full stop.
    pub allowed: &'static str,
    /// Its values, and the one it has where a lane is silent.
    pub domain: Domain,
}

/// The values that a parameter may have.
///
/// ```
/// use censet::rewiring::parameter::{Domain, Parameter, Value};
///
/// let by = Parameter {
///     key: "by",
///     symbol: None,
///     label: "By",
///     help: "What is looked at",
///     allowed: "weight or age",
///     domain: Domain::Choice(&["weight", "age"]),
/// };
/// assert_eq!(by.default(), Value::Choice("weight"));
/// assert!(by.allows(Value::Choice("age")) && !by.allows(Value::Choice("sign")));
/// ```
#[derive(Clone, Copy, Debug)]
pub enum Domain {
    /// Numbers.
    Number {
        /// Where a lane is silent.
        default: f64,
        /// Whether a number is allowed.
        within: fn(f64) -> bool,
    },
    /// One of these words, the first where a lane is silent.
    Choice(&'static [&'static str]),
}

/// A value of a parameter.
///
/// ```
/// use censet::experiment::parse;
/// use censet::rewiring::Value;
///
/// let experiment = parse("lanes=rigl:alpha=0.5").experiment.unwrap();
/// let settings = experiment.lane_settings(0);
/// assert_eq!(settings.own, [Value::Number(0.5), Value::Number(0.75)]);
/// assert_eq!(settings.number("alpha"), 0.5);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// Of a [`Domain::Number`].
    Number(f64),
    /// Of a [`Domain::Choice`].
    Choice(&'static str),
}

/// Parameters are the same if their keys are.
impl PartialEq for Parameter {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Parameter {
    /// The value where a lane is silent.
    pub fn default(&self) -> Value {
        match self.domain {
            Domain::Number { default, .. } => Value::Number(default),
            Domain::Choice(words) => Value::Choice(words[0]),
        }
    }

    /// Whether a value is of the right type and within its bounds.
    pub fn allows(&self, value: Value) -> bool {
        match (self.domain, value) {
            (Domain::Number { within, .. }, Value::Number(number)) => within(number),
            (Domain::Choice(words), Value::Choice(word)) => words.contains(&word),
            _ => false,
        }
    }
}
