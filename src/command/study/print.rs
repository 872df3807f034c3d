//! The comparison as text.

use super::super::columns::aligned;
use super::super::say;
use super::plan::Plan;
use super::studied::{Compared, Measured, Studied};

/// How many settings of a tuning are printed.
const LISTED: usize = 5;

/// Prints what the tunings found and how the rules compare, of these parts or of all.
pub fn comparison(plan: &Plan, studied: &Studied, parts: &[String]) -> Result<(), String> {
    let wanted = |id: &String| parts.is_empty() || parts.contains(id);
    for tuning in plan.tunings.iter().filter(|tuning| wanted(&tuning.id)) {
        let found = studied
            .tunings
            .iter()
            .filter(|found| found.tuning == tuning.id);
        let found: Vec<_> = found.collect();
        say(&format!("\n{}: {} settings tried", tuning.id, found.len()))?;
        let mut lines = vec![["network", "validation", "seeds"].map(str::to_owned)];
        lines.extend(found.iter().take(LISTED).map(|tuned| {
            let mean = format!("{:.2}", tuned.mean());
            [tuned.lane.clone(), mean, tuned.validation.len().to_string()]
        }));
        say(&aligned(&lines))?;
    }
    for regime in plan.regimes.iter().filter(|regime| wanted(&regime.id)) {
        say(&format!("\n{}: {}", regime.id, regime.title))?;
        let of = |found: &&Measured| found.regime == regime.id;
        let mut lines = vec![["rule", "accuracy", "seeds"].map(str::to_owned)];
        for found in studied.results.iter().filter(of) {
            let mean = found.accuracy.iter().sum::<f64>() / found.accuracy.len() as f64;
            let title = plan.title(&found.rule).to_owned();
            lines.push([title, format!("{mean:.2}"), found.seeds.len().to_string()]);
        }
        say(&aligned(&lines))?;
        let of = |found: &&Compared| found.regime == regime.id;
        let compared: Vec<_> = studied.comparisons.iter().filter(of).collect();
        if compared.is_empty() {
            continue;
        }
        let head = [
            "rule",
            "against",
            "difference",
            "95 % interval",
            "p",
            "pairs",
        ];
        let mut lines = vec![head.map(str::to_owned)];
        lines.extend(compared.into_iter().map(|found| line(plan, found)));
        say(&aligned(&lines))?;
    }
    Ok(())
}

fn line(plan: &Plan, found: &Compared) -> [String; 6] {
    let Compared { paired, .. } = found;
    let points = |x: f64| format!("{x:+.2}").replace('-', "−");
    [
        plan.title(&found.rule).to_owned(),
        plan.title(&found.against).to_owned(),
        points(paired.mean),
        format!("{} to {}", points(paired.low), points(paired.high)),
        match paired.p {
            ..0.0001 => "< 0.0001".into(),
            p => format!("{p:.4}"),
        },
        paired.pairs.to_string(),
    ]
}
