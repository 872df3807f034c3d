//! Figures of what networks lose without neurons and connections, from what `--measure knockout` wrote, of the last
//! epoch there.

use censet::graph::attack::Target;
use censet::graph::statistics::spearman;
use censet_figures::Theme;
use censet_figures::attack::{self, Attack, Network};
use censet_figures::knockout::{self, Dot, KnockOut};

use super::super::knockout::{ATTACK_HEADER, EACH_FILE, EACH_HEADER, attack_file};
use super::figures::{CHART, Drawn};
use super::picture::Svg;
use super::source::{Lane, Run};

/// What figures of this kind are drawn from.
pub const NEEDS: &str = "a run that was measured with --measure knockout";

/// What is lost without each hidden neuron of a lane, against its Laplacian centrality.
pub fn scatter(run: &Run, lane: &Lane, theme: &Theme) -> Option<Drawn> {
    let rows = rows(run, lane, EACH_FILE, EACH_HEADER)?;
    let epoch = rows.last()?.epoch;
    let number = |cell: &str| cell.parse::<f64>().ok();
    let (mut whole, mut dots) = (None, Vec::new());
    for Row { cells, .. } in &rows {
        let [layer, _, accuracy, _, lc, ..] = &cells[..] else {
            return None;
        };
        match (layer.as_str(), whole) {
            ("", _) => whole = Some(number(accuracy)?),
            ("0", _) => {}
            (layer, Some(whole)) => dots.push(Dot {
                x: number(lc)?,
                y: whole - number(accuracy)?,
                layer: layer.parse().ok()?,
            }),
            (_, None) => return None,
        }
    }
    let both = |of: fn(&Dot) -> f64| dots.iter().map(of).collect::<Vec<f64>>();
    let data = KnockOut {
        lane: lane.title.clone(),
        style: lane.style,
        epoch,
        centrality: "Laplacian centrality".into(),
        loss: false,
        rho: spearman(&both(|dot| dot.x), &both(|dot| dot.y)),
        dots,
        selected: None,
    };
    let says = knockout::describe(&data);
    Some(Svg::draw(CHART, theme, says, |surface| {
        knockout::draw(&data, surface, theme)
    }))
}

/// Accuracy as hidden neurons or connections go, all lanes together.
pub fn attacks(run: &Run, target: Target, theme: &Theme) -> Option<Drawn> {
    let network = |lane: &Lane| {
        let rows = rows(run, lane, attack_file(target), ATTACK_HEADER)?;
        let steps = rows.iter().map(|row| {
            let [_, _, removed, accuracy] = &row.cells[..] else {
                return None;
            };
            Some((removed.parse::<f64>().ok()?, accuracy.parse::<f64>().ok()?))
        });
        let steps = steps.collect::<Option<Vec<_>>>()?;
        let (removed, accuracies): (Vec<f64>, Vec<f64>) = steps.into_iter().unzip();
        let all = removed.iter().copied().fold(1.0, f64::max);
        // Each order begins with nothing gone.
        let steps = 1 + removed
            .iter()
            .skip(1)
            .take_while(|&&removed| removed > 0.0)
            .count();
        Some(Network {
            name: lane.title.clone(),
            style: lane.style,
            epoch: rows.last()?.epoch,
            gone: removed[..steps]
                .iter()
                .map(|removed| 100.0 * removed / all)
                .collect(),
            accuracies,
        })
    };
    let data = Attack {
        connections: target == Target::Connections,
        networks: run.lanes.iter().filter_map(network).collect(),
    };
    if data.networks.is_empty() {
        return None;
    }
    let says = attack::describe(&data);
    Some(Svg::draw(CHART, theme, says, |surface| {
        attack::draw(&data, surface, theme)
    }))
}

/// A line of such a table.
struct Row {
    epoch: u32,
    /// What comes behind the epoch.
    cells: Vec<String>,
}

/// The lines of a lane's last epoch; nothing if there are none, or the table is damaged.
fn rows(run: &Run, lane: &Lane, file: &str, header: &str) -> Option<Vec<Row>> {
    let mut lines = run.measured.get(file)?.lines();
    (lines.next()? == header).then_some(())?;
    let mut rows = Vec::new();
    for line in lines {
        let mut cells = line.split(',').map(str::to_owned);
        if cells.next()? == lane.name {
            let epoch = cells.next()?.parse().ok()?;
            rows.push(Row {
                epoch,
                cells: cells.collect(),
            });
        }
    }
    let last = rows.last()?.epoch;
    rows.retain(|row| row.epoch == last);
    Some(rows)
}
