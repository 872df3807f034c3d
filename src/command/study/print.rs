//! The comparison as text.

use super::super::columns::aligned;
use super::super::{runs as counted, say};
use super::importance::{HIDDEN, KnockedOut};
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
        let tried = found.len();
        let settings = if tried == 1 { "setting" } else { "settings" };
        let best = if tried > LISTED { ", the best:" } else { "" };
        say(&format!("\n{}: {tried} {settings} tried{best}", tuning.id))?;
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
    for part in plan.importance.iter().filter(|part| wanted(&part.id)) {
        let texts = part.experiments.iter().map(ToString::to_string);
        let found: Vec<_> = texts
            .filter_map(|text| studied.importance.get(&text))
            .collect();
        say(&format!(
            "\n{}: {}, {}",
            part.id,
            part.title,
            counted(found.len())
        ))?;
        if !found.is_empty() {
            say(&aligned(&importance(&found)))?;
        }
    }
    Ok(())
}

/// How each centrality ranks the hidden neurons beside what the test images lose without them, and when half of the
/// accuracy is gone; means over the runs.
fn importance(runs: &[&Vec<KnockedOut>]) -> Vec<Vec<String>> {
    let mean = |values: Vec<f64>, digits| match values.len() {
        0 => "–".into(),
        n => {
            let mean = values.iter().sum::<f64>() / n as f64;
            format!("{mean:.digits$}").replace('-', "−")
        }
    };
    let first = &runs[0][0];
    let centralities: Vec<&String> = first.rho[HIDDEN].keys().collect();
    let orders: Vec<&String> = first.half.keys().collect();
    let mut head = vec!["network".to_owned(), "accuracy".to_owned()];
    head.extend(centralities.iter().map(|name| format!("ρ {name}")));
    head.extend(orders.iter().map(|order| format!("half at, {order}")));
    let mut lines = vec![head];
    for (lane, KnockedOut { lane: name, .. }) in runs[0].iter().enumerate() {
        let of = |value: &dyn Fn(&KnockedOut) -> Option<f64>| -> Vec<f64> {
            let runs = runs.iter().filter_map(|run| run.get(lane));
            runs.filter_map(value).collect()
        };
        let mut line = vec![name.clone(), mean(of(&|found| Some(found.accuracy)), 2)];
        line.extend(
            centralities
                .iter()
                .map(|&id| mean(of(&|found| found.rho[HIDDEN][id][1]), 2)),
        );
        line.extend(orders.iter().map(|&order| {
            let half = of(&|found| found.half.get(order).copied());
            format!("{} %", mean(half, 0))
        }));
        lines.push(line);
    }
    lines
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
