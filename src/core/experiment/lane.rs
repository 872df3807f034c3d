//! A lane: one network of an experiment, trained beside the others.

use std::fmt;

use super::fields::field;
use super::{Centrality, Scope, number};

/// How a lane's network is wired and rewired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Dense, never rewired.
    Mlp,
    /// Erdős–Rényi topology, never rewired.
    Static,
    /// Sparse Evolutionary Training: prunes the weights nearest to zero, regrows at random.
    Set,
    /// Prunes the connections of the neurons of low Laplacian centrality, regrows at random.
    Censet,
    /// AccSET (V. Lapshyna, 2020): prunes as SET, regrows only after accuracy has fallen.
    Accset,
}

impl Method {
    /// All methods.
    pub const ALL: [Self; 5] = [
        Self::Mlp,
        Self::Static,
        Self::Set,
        Self::Censet,
        Self::Accset,
    ];

    /// The method's name in a text.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mlp => "mlp",
            Self::Static => "static",
            Self::Set => "set",
            Self::Censet => "censet",
            Self::Accset => "accset",
        }
    }

    /// The method's name in sentences.
    pub fn title(self) -> &'static str {
        match self {
            Self::Mlp => "MLP",
            Self::Static => "Static",
            Self::Set => "SET",
            Self::Censet => "CenSET",
            Self::Accset => "AccSET",
        }
    }

    /// Whether it ever cuts a connection.
    pub fn prunes(self) -> bool {
        !matches!(self, Self::Mlp | Self::Static)
    }

    /// The keys that a lane of this method may set for itself: those that change what it does or
    /// what its report says.
    pub fn own_keys(self) -> &'static [&'static str] {
        match self {
            Self::Mlp | Self::Static => &["lc"],
            Self::Set | Self::Accset => &["zeta", "lc"],
            Self::Censet => &["k", "lc", "scope"],
        }
    }
}

/// A lane as written: the method, and its own value for some keys.
///
/// Printed with `{}` it gives the text it is read from: `censet:k=2.6:scope=layer`.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// The method.
    pub method: Method,
    /// Own `k`, else the experiment's.
    pub k: Option<f64>,
    /// Own `zeta`, else the experiment's.
    pub zeta: Option<f64>,
    /// Own `lc`, else the experiment's.
    pub lc: Option<Centrality>,
    /// Own `scope`, else the experiment's.
    pub scope: Option<Scope>,
}

/// A lane's settings after the experiment's values have filled what the lane leaves open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LaneSettings {
    /// The method.
    pub method: Method,
    /// CenSET's k.
    pub k: f64,
    /// SET's ζ.
    pub zeta: f64,
    /// Which graph centrality is taken of.
    pub lc: Centrality,
    /// Over which neurons μ and σ are taken.
    pub scope: Scope,
}

impl Lane {
    /// A lane with no settings of its own.
    pub fn plain(method: Method) -> Self {
        Self {
            method,
            k: None,
            zeta: None,
            lc: None,
            scope: None,
        }
    }

    /// Reads a lane: `method[:key=value]*`. The error is a clause naming the lane.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let mut parts = text.split(':');
        let name = parts.next().unwrap_or_default();
        let Some(method) = Method::ALL.into_iter().find(|m| m.name() == name) else {
            let names = Method::ALL.map(Method::name).join(", ");
            return Err(format!("in lane {text:?}, the method is none of {names}"));
        };
        let mut lane = Self::plain(method);
        for part in parts {
            let Some((key, value)) = part.split_once('=') else {
                return Err(format!(
                    "in lane {text:?}, {part:?} is not written key=value"
                ));
            };
            if !method.own_keys().contains(&key) {
                return Err(lane.refuse(text, key));
            }
            if lane.sets(key) {
                return Err(format!("in lane {text:?}, {key} is given twice"));
            }
            let read = match key {
                "k" => number::read(value).map(|k| lane.k = Some(k)),
                "zeta" => number::read(value).map(|zeta| lane.zeta = Some(zeta)),
                "lc" => Centrality::read(value).map(|lc| lane.lc = Some(lc)),
                _ => Scope::read(value).map(|scope| lane.scope = Some(scope)),
            };
            if read.is_none() {
                return Err(format!(
                    "in lane {text:?}, {key} must be {}",
                    field(key).allowed
                ));
            }
        }
        Ok(lane)
    }

    /// Whether the lane has its own value for `key`.
    pub(super) fn sets(&self, key: &str) -> bool {
        match key {
            "k" => self.k.is_some(),
            "zeta" => self.zeta.is_some(),
            "lc" => self.lc.is_some(),
            "scope" => self.scope.is_some(),
            _ => false,
        }
    }

    /// The clause that refuses `key` in the lane written as `text`.
    pub(super) fn refuse(&self, text: &str, key: &str) -> String {
        format!(
            "in lane {text:?}, {} has no setting {key:?} of its own, only {}",
            self.method.name(),
            self.method.own_keys().join(", ")
        )
    }
}

impl fmt::Display for Lane {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.method.name())?;
        if let Some(k) = self.k {
            write!(f, ":k={}", number::text(k))?;
        }
        if let Some(zeta) = self.zeta {
            write!(f, ":zeta={}", number::text(zeta))?;
        }
        if let Some(lc) = self.lc {
            write!(f, ":lc={}", lc.name())?;
        }
        if let Some(scope) = self.scope {
            write!(f, ":scope={}", scope.name())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_what_it_reads_in_a_fixed_order() {
        let lane = Lane::read("censet:scope=layer:k=0.50").unwrap();
        assert_eq!((lane.k, lane.scope), (Some(0.5), Some(Scope::Layer)));
        assert_eq!(lane.to_string(), "censet:k=0.5:scope=layer");
    }

    #[test]
    fn every_method_takes_its_own_keys_and_refuses_the_others() {
        for method in Method::ALL {
            for (key, value) in [
                ("k", "1"),
                ("zeta", "0.1"),
                ("lc", "published"),
                ("scope", "layer"),
                ("seed", "1"),
            ] {
                let text = format!("{}:{key}={value}", method.name());
                match Lane::read(&text) {
                    Ok(lane) => {
                        assert!(method.own_keys().contains(&key));
                        assert_eq!(lane.to_string(), text);
                    }
                    Err(why) => {
                        assert!(!method.own_keys().contains(&key), "{why}");
                        assert!(why.contains(method.name()) && why.contains(key), "{why}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_malformed_lane_is_named() {
        for (text, says) in [
            ("", "the method is none of"),
            ("SET", "the method is none of"),
            (" set", "the method is none of"),
            ("set:zeta", "not written key=value"),
            ("set:", "not written key=value"),
            ("set:zeta=0.1:zeta=0.1", "given twice"),
            ("set:zeta=", "zeta must be a number"),
            ("censet:k=+1", "k must be a number"),
            ("censet:scope=all", "scope must be global or layer"),
        ] {
            let why = Lane::read(text).unwrap_err();
            assert!(
                why.contains(says) && why.contains(&format!("{text:?}")),
                "{why}"
            );
        }
    }
}
