//! How a rewiring changes over the epochs: a ζ that falls, and an end before the last epoch.

use super::parameter::{Domain, Parameter};
use super::update::Epoch;
use super::{LaneSettings, percent};
use crate::told;

/// How ζ falls: not at all, to 0 by a cosine, or to a tenth exponentially.
///
/// SET keeps ζ. The cosine is that of RigL (U. Evci et al., 2020); T. Dettmers and L. Zettlemoyer, "Sparse
/// Networks from Scratch", 2019, compare falling rates.
pub static ANNEAL: Parameter = Parameter {
    key: "anneal",
    symbol: None,
    label: told("How ζ falls"),
    help: told(
        "Whether ζ stays as it is, falls to 0 by a cosine, or to a tenth exponentially, until the rewiring ends",
    ),
    allowed: "constant, cosine or exponential",
    domain: Domain::Choice(&["constant", "cosine", "exponential"]),
};

/// The part of the epochs in which there is rewiring.
pub static UNTIL: Parameter = Parameter {
    key: "until",
    symbol: None,
    label: told("Rewires until"),
    help: told("The part of all epochs after which the wiring stays as it is"),
    allowed: "a number above 0, at most 1",
    domain: Domain::Number {
        default: 1.0,
        within: |part| part > 0.0 && part <= 1.0,
    },
};

/// The ζ of an epoch. With T the epochs in which there is rewiring, epoch t has
/// ζ/2·(1 + cos(π·(t − 1)/T)) where it falls by a cosine, and ζ·10^(−(t − 1)/T) exponentially: the first
/// one has ζ itself.
pub fn zeta(epoch: &Epoch<'_>) -> f64 {
    epoch.settings.zeta_of(epoch.epoch, epoch.epochs)
}

/// How many of so many connections a ζ is: ⌊ζ·n⌋.
pub fn due(epoch: &Epoch<'_>) -> impl Fn(usize, usize) -> usize {
    let zeta = zeta(epoch);
    move |_, connections| (zeta * connections as f64) as usize
}

impl LaneSettings {
    /// The part of all epochs in which there is rewiring: 1 for methods that have no such parameter.
    pub fn until(&self) -> f64 {
        match self.method.parameter("until") {
            Some(_) => self.number("until"),
            None => 1.0,
        }
    }

    /// The ζ of an epoch, counted from 1, of so many.
    pub fn zeta_of(&self, epoch: u32, epochs: u32) -> f64 {
        let part = f64::from(epoch - 1) / (self.until() * f64::from(epochs));
        match self.anneal() {
            "cosine" => self.zeta / 2.0 * (1.0 + libm::cos(std::f64::consts::PI * part.min(1.0))),
            "exponential" => self.zeta * libm::pow(0.1, part),
            _ => self.zeta,
        }
    }

    fn anneal(&self) -> &'static str {
        match self.method.parameter("anneal") {
            Some(_) => self.choice("anneal"),
            None => "constant",
        }
    }

    /// Whether an epoch's rewiring depends on how many there are in all.
    pub fn scheduled(&self) -> bool {
        self.method.scheduled || self.until() < 1.0 || self.anneal() != "constant"
    }

    /// The last of `epochs` epochs in which there is rewiring.
    pub fn last_rewiring(&self, epochs: u32) -> u32 {
        // Not one less by the rounding of a product such as 0.29 · 100.
        (self.until() * f64::from(epochs) + 1e-9) as u32
    }

    /// What its schedule and its layers add to the end of a sentence; nothing where they are the usual ones.
    pub(super) fn schedule(&self) -> String {
        let falls = match self.anneal() {
            "cosine" => ", a fraction that falls to 0 by a cosine",
            "exponential" => ", a fraction that falls to a tenth",
            _ => "",
        };
        let moves = match self.free() {
            true => {
                ", of all layers together, and layers regrow in proportion to what they have left"
            }
            false => "",
        };
        let falls = format!("{falls}{moves}");
        match self.until() {
            until if until < 1.0 => format!(
                "{falls}; rewires in the first {} % of the epochs",
                percent(until)
            ),
            _ => falls,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::experiment::parse;
    use crate::rewiring::LaneSettings;

    fn set(keys: &str) -> LaneSettings {
        let experiment = parse(&format!("lanes=set:zeta=0.4{keys}")).experiment;
        experiment.unwrap().lane_settings(0)
    }

    fn assert_falls(settings: &LaneSettings, expected: [f64; 5]) {
        let zetas = [1, 2, 3, 4, 5].map(|epoch| settings.zeta_of(epoch, 4));
        for (zeta, expected) in zetas.iter().zip(expected) {
            assert!((zeta - expected).abs() < 1e-12, "{zetas:?}");
        }
    }

    /// Worked out by hand: quarters of the cosine's half wave, and fourth roots of a tenth.
    #[test]
    fn zeta_falls_as_it_is_told() {
        assert_falls(&set(""), [0.4; 5]);
        let root = 0.5_f64.sqrt();
        let wave = [0.4, 0.2 * (1.0 + root), 0.2, 0.2 * (1.0 - root), 0.0];
        assert_falls(&set(":anneal=cosine"), wave);
        let tenth = [
            0.4,
            0.224_936_530_076_14,
            0.126_491_106_406_735,
            0.071_131_176_401_556,
            0.04,
        ];
        assert_falls(&set(":anneal=exponential"), tenth);
        // An earlier end is reached sooner, and lasts.
        assert_falls(&set(":anneal=cosine:until=0.5"), [0.4, 0.2, 0.0, 0.0, 0.0]);
        let sooner = [0.4, 0.126_491_106_406_735, 0.04];
        let settings = set(":anneal=exponential:until=0.5");
        for (epoch, expected) in (1..).zip(sooner) {
            assert!((settings.zeta_of(epoch, 4) - expected).abs() < 1e-12);
        }
        assert_eq!(settings.last_rewiring(4), 2);
        assert_eq!(set("").last_rewiring(4), 4);
    }
}
