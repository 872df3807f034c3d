//! What a study trains, and what it compares with what.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use censet::experiment::{Experiment, Grid, Settings, parse};
use serde::Deserialize;
use serde::de::IgnoredAny;

/// A plan, as its file has it. What only the page shows of it has a name that begins with a line here, and is passed over;
/// another key is an error, as a misspelt one would be passed over as well.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rules: Vec<Rule>,
    comparisons: Vec<Comparison>,
    tunings: Vec<TuningText>,
    regimes: Vec<RegimeText>,
    #[serde(default)]
    importance: Vec<ImportanceText>,
    #[serde(default, rename = "about")]
    _about: IgnoredAny,
    #[serde(default, rename = "answer")]
    _answer: IgnoredAny,
    #[serde(default, rename = "failed")]
    _failed: IgnoredAny,
    #[serde(default, rename = "replays")]
    _replays: IgnoredAny,
}

/// A rule of rewiring under test.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What the plan calls it.
    pub id: String,
    /// What people call it.
    pub title: String,
    #[serde(default, rename = "about")]
    _about: IgnoredAny,
    #[serde(default, rename = "formula")]
    _formula: IgnoredAny,
}

/// Two rules, of which the first is asked to be above the second.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// The rule.
    pub rule: String,
    /// What it is to be above.
    pub against: String,
    #[serde(default, rename = "asks")]
    _asks: IgnoredAny,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TuningText {
    id: String,
    grid: String,
    #[serde(default, rename = "regime")]
    _regime: IgnoredAny,
    #[serde(default, rename = "rule")]
    _rule: IgnoredAny,
    #[serde(default, rename = "title")]
    _title: IgnoredAny,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegimeText {
    id: String,
    title: String,
    experiment: String,
    seeds: u32,
    lanes: Vec<LaneText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LaneText {
    rule: String,
    lane: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ImportanceText {
    id: String,
    title: String,
    experiment: String,
    seeds: u32,
}

/// Networks whose neurons are knocked out.
pub struct Importance {
    /// What the plan calls it.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Its runs, by their seed.
    pub experiments: Vec<Experiment>,
}

/// A search for a rule's settings, by images that are held back.
pub struct Tuning {
    /// What the plan calls it.
    pub id: String,
    /// Its runs.
    pub experiments: Vec<Experiment>,
}

/// Rules under the same conditions.
pub struct Regime {
    /// What the plan calls it.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Its rules.
    pub lanes: Vec<Lane>,
}

/// A rule under a regime.
pub struct Lane {
    /// The rule's name in the plan.
    pub rule: String,
    /// Its runs, by their seed.
    pub experiments: Vec<Experiment>,
}

/// What is trained and compared.
pub struct Plan {
    /// The rules.
    pub rules: Vec<Rule>,
    /// Which are compared, wherever both are.
    pub comparisons: Vec<Comparison>,
    /// What the rules' settings come from.
    pub tunings: Vec<Tuning>,
    /// Where the rules are compared.
    pub regimes: Vec<Regime>,
    /// Where centrality is asked whether it says which neurons matter.
    pub importance: Vec<Importance>,
}

impl Plan {
    /// The program's own plan, or another one.
    ///
    /// # Errors
    /// What is wrong with the file, and where.
    pub fn read(file: Option<&Path>) -> Result<Self, String> {
        let Some(path) = file else {
            let own = include_str!("../../../www/paper/study.json");
            return Self::parse(own).map_err(|why| format!("www/paper/study.json: {why}"));
        };
        let fail = |why: String| format!("--plan {}: {why}", path.display());
        let text = fs::read_to_string(path).map_err(|error| fail(error.to_string()))?;
        Self::parse(&text).map_err(fail)
    }

    fn parse(text: &str) -> Result<Self, String> {
        let file: File = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let known = |rule: &str| match file.rules.iter().any(|known| known.id == rule) {
            true => Ok(()),
            false => Err(format!("rule {rule:?} is not among its rules")),
        };
        let mut rules = HashSet::new();
        if let Some(rule) = file.rules.iter().find(|rule| !rules.insert(&rule.id)) {
            return Err(format!("rule {:?} is there twice", rule.id));
        }
        for Comparison { rule, against, .. } in &file.comparisons {
            known(rule)?;
            known(against)?;
        }
        let mut ids = HashSet::new();
        let parts = file.tunings.iter().map(|tuning| &tuning.id);
        let parts = parts.chain(file.regimes.iter().map(|regime| &regime.id));
        for id in parts.chain(file.importance.iter().map(|part| &part.id)) {
            if !ids.insert(id.clone()) {
                return Err(format!("id {id:?} is there twice"));
            }
        }
        let tunings = file.tunings.into_iter().map(Tuning::parse);
        let mut regimes = Vec::new();
        for regime in file.regimes {
            let mut seen = HashSet::new();
            for LaneText { rule, lane } in &regime.lanes {
                known(rule)?;
                let part = format!("regime {:?}", regime.id);
                if !seen.insert(rule) {
                    return Err(format!("{part}: rule {rule:?} is there twice"));
                }
                if lane.contains('&') {
                    return Err(format!(
                        "{part}: {lane:?} is no network: what holds for all belongs into its experiment"
                    ));
                }
            }
            regimes.push(Regime::parse(regime)?);
        }
        Ok(Self {
            tunings: tunings.collect::<Result<_, _>>()?,
            regimes,
            importance: file
                .importance
                .into_iter()
                .map(Importance::parse)
                .collect::<Result<_, _>>()?,
            rules: file.rules,
            comparisons: file.comparisons,
        })
    }

    /// Whether all these are parts of the plan.
    ///
    /// # Errors
    /// Which is none, and what there are.
    pub fn has(&self, parts: &[String]) -> Result<(), String> {
        let tunings = self.tunings.iter().map(|tuning| tuning.id.as_str());
        let ids: Vec<&str> = tunings
            .chain(self.regimes.iter().map(|regime| regime.id.as_str()))
            .chain(self.importance.iter().map(|part| part.id.as_str()))
            .collect();
        match parts.iter().find(|part| !ids.contains(&part.as_str())) {
            Some(part) => Err(format!(
                "--part {part}: the parts of the plan are {}",
                ids.join(", ")
            )),
            None => Ok(()),
        }
    }

    /// The runs of these parts, or of all, each once, of the first seeds or of all.
    pub fn experiments(&self, parts: &[String], seeds: Option<u32>) -> Vec<Experiment> {
        let wanted = |id: &String| parts.is_empty() || parts.contains(id);
        let tunings = self.tunings.iter().filter(|tuning| wanted(&tuning.id));
        let regimes = self.regimes.iter().filter(|regime| wanted(&regime.id));
        let lanes = regimes.flat_map(|regime| &regime.lanes);
        let all = tunings
            .flat_map(|tuning| &tuning.experiments)
            .chain(lanes.flat_map(|lane| &lane.experiments));
        once(all, seeds)
    }

    /// The runs whose networks are to lose their neurons, in the same way.
    pub fn knocked_out(&self, parts: &[String], seeds: Option<u32>) -> Vec<Experiment> {
        let wanted = |id: &String| parts.is_empty() || parts.contains(id);
        let importance = self.importance.iter().filter(|part| wanted(&part.id));
        once(importance.flat_map(|part| &part.experiments), seeds)
    }

    /// What people call a rule.
    pub fn title(&self, rule: &str) -> &str {
        let known = self.rules.iter().find(|known| known.id == rule);
        &known.expect("checked when read").title
    }
}

/// Each run once, of the first seeds or of all.
fn once<'a>(runs: impl Iterator<Item = &'a Experiment>, seeds: Option<u32>) -> Vec<Experiment> {
    let mut seen = HashSet::new();
    runs.filter(|run| seeds.is_none_or(|seeds| run.seed <= seeds))
        .filter(|run| seen.insert(run.to_string()))
        .cloned()
        .collect()
}

impl Tuning {
    fn parse(TuningText { id, grid, .. }: TuningText) -> Result<Self, String> {
        let grid = Grid::parse(&grid).map_err(|errors| format!("tuning {id:?}: {}", errors[0]))?;
        let experiments = grid.experiments().to_vec();
        if let Some(run) = experiments.iter().find(|run| run.lanes.len() != 1) {
            return Err(format!("tuning {id:?}: {run} has more than one network"));
        }
        // A setting is known by its network.
        let other = |run: &&Experiment| {
            let (mut one, mut first) = (Settings::clone(run), Settings::clone(&experiments[0]));
            for settings in [&mut one, &mut first] {
                settings.seed = 1;
                settings.lanes.clear();
            }
            one != first
        };
        if let Some(run) = experiments.iter().find(other) {
            return Err(format!(
                "tuning {id:?}: {run} differs from the others in more than network and seed"
            ));
        }
        match experiments.iter().find(|run| run.validation.is_none()) {
            Some(run) => Err(format!(
                "tuning {id:?}: {run} holds no images back: validation is missing"
            )),
            None => Ok(Self { id, experiments }),
        }
    }
}

impl Regime {
    fn parse(regime: RegimeText) -> Result<Self, String> {
        let RegimeText {
            id,
            title,
            experiment,
            seeds,
            lanes,
        } = regime;
        let lane = |LaneText { rule, lane }| {
            let part = format!("regime {id:?}");
            let experiments = seeded(&part, &format!("{experiment}&lanes={lane}"), seeds)?;
            match experiments.iter().find(|run| run.lanes.len() != 1) {
                Some(_) => Err(format!("{part}: {lane:?} is more than one network")),
                None => Ok(Lane { rule, experiments }),
            }
        };
        let lanes = lanes.into_iter().map(lane).collect::<Result<_, String>>()?;
        Ok(Self { id, title, lanes })
    }
}

impl Importance {
    fn parse(part: ImportanceText) -> Result<Self, String> {
        let experiments = seeded(
            &format!("importance {:?}", part.id),
            &part.experiment,
            part.seeds,
        )?;
        Ok(Self {
            id: part.id,
            title: part.title,
            experiments,
        })
    }
}

/// Seeds of a part, at most.
const MOST_SEEDS: u32 = 1000;

/// An experiment under the seeds from 1.
fn seeded(part: &str, experiment: &str, seeds: u32) -> Result<Vec<Experiment>, String> {
    if !(1..=MOST_SEEDS).contains(&seeds) {
        return Err(format!(
            "{part}: seeds = {seeds}: a whole number from 1 to {MOST_SEEDS}"
        ));
    }
    let run = |seed| {
        let run = parse(&format!("{experiment}&seed={seed}")).experiment;
        run.map_err(|errors| format!("{part}: {}", errors[0]))
    };
    (1..=seeds).map(run).collect()
}
