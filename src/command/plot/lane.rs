//! Figures of one lane.

use censet::graph::LayeredGraph;
use censet::graph::neuron::{connections, locate};
use censet::graph::rewired::Rewired;
use censet::graph::selection::select;
use censet::graph::statistics::{DensityCurve, degrees, mean_and_std};
use censet::network::Layer;
use censet::rewiring::set;
use censet::trainer::{ConfusionMatrix, Trainer};
use censet_figures::adjacency::{self, Adjacency, What};
use censet_figures::centrality::{self, Centrality};
use censet_figures::confusion::{self, Confusion};
use censet_figures::degree_images::{self, DegreeImages};
use censet_figures::densities::{self, Densities, Row};
use censet_figures::network_graph::{self, InputShade, NetworkGraph};
use censet_figures::receptive_field::{self, ReceptiveField};
use censet_figures::weights::{self, Cut, Weights};
use censet_figures::{CentralityScale, Theme};

use super::figures::{CHART, Drawn};
use super::picture::Svg;
use super::source::{Lane, Run};

/// Points of a density, as on the page.
const POINTS: usize = 128;
/// Sizes in CSS pixels.
const WIDE: (u32, u32) = (640, 420);
const SQUARE: (u32, u32) = (560, 560);
const TALL: (u32, u32) = (420, 560);

/// The density of centrality at the epochs of `centrality.csv`.
pub fn densities(run: &Run, lane: &Lane, theme: &Theme) -> Drawn {
    let of = |lane: &Lane| -> Vec<(u32, Option<DensityCurve>)> {
        let epochs = lane.centrality.iter();
        epochs
            .map(|(epoch, lc)| (*epoch, DensityCurve::of(lc, POINTS)))
            .collect()
    };
    let curves: Vec<_> = run.lanes.iter().map(of).collect();
    let rows: Vec<Vec<Row>> = curves
        .iter()
        .map(|rows| {
            rows.iter()
                .map(|(epoch, curve)| (*epoch, curve.as_ref()))
                .collect()
        })
        .collect();
    let all: Vec<Densities> = run
        .lanes
        .iter()
        .zip(&rows)
        .map(|(lane, rows)| Densities {
            lane: &lane.title,
            style: lane.style,
            rows,
            marked: None,
            recorded: false,
        })
        .collect();
    let index = run.lanes.iter().position(|other| other.name == lane.name);
    let index = index.expect("a lane of the run");
    Svg::draw(TALL, theme, densities::describe(&all[index]), |surface| {
        densities::draw(&all, index, surface, theme)
    })
}

/// The histogram of centrality after the last of these epochs.
pub fn centrality(run: &Run, lane: &Lane, theme: &Theme) -> Drawn {
    let Some((epoch, lc)) = lane.centrality.last() else {
        return Err(format!("no centrality of {} was written yet", lane.name));
    };
    let (mean, std) = mean_and_std(lc);
    let data = Centrality {
        lane: &lane.title,
        epoch: *epoch,
        lc,
        mean,
        std,
        threshold: lane.threshold((*epoch, run.epochs), mean, std),
        trial: None,
        reach: None,
    };
    Svg::draw(CHART, theme, centrality::describe(&data), |surface| {
        centrality::draw(&[data], 0, surface, theme)
    })
}

/// The network graph.
pub fn network(run: &Run, lane: &Lane, (trainer, _): (&Trainer, &Rewired), theme: &Theme) -> Drawn {
    let scored = |lane: &Lane| lane.trainer.as_ref().map(|t| t.scores().centrality.clone());
    let all: Vec<Vec<f64>> = run.lanes.iter().filter_map(scored).collect();
    let scores = trainer.scores();
    let mut lc = scores.centrality.clone();
    let layers = trainer.network().layer_sizes();
    // Under lc=published the output layer is not scored.
    lc.resize(layers.iter().sum(), f64::NAN);
    let network = trainer.network();
    let pruned = scores.selection.as_ref().map_or(&[][..], |of| &of.pruned);
    let one_in = trainer.one_in();
    let edges = select(network, &scores.removed, &scores.grown, pruned, one_in);
    let density = |layer: &Layer| {
        let of = &layer.connections;
        of.len() as f64 / (of.n_in() * of.n_out()) as f64
    };
    let density: Vec<f64> = network.layers.iter().map(density).collect();
    let classes: Vec<String> = trainer
        .dataset()
        .classes
        .iter()
        .map(ToString::to_string)
        .collect();
    let data = NetworkGraph {
        lane: &lane.title,
        epoch: lane.epoch(),
        layers: &layers,
        image: trainer.dataset().shape,
        shade: InputShade::Centrality,
        lc: &lc,
        scale: CentralityScale::of(all.iter().map(Vec::as_slice)),
        edges: &edges,
        classes: &classes,
        one_in,
        density: &density,
        pruned,
    };
    Svg::draw(WIDE, theme, network_graph::describe(&data), |surface| {
        network_graph::draw(&data, surface, theme)
    })
}

/// The adjacency matrix.
pub fn adjacency(_: &Run, lane: &Lane, (_, network): (&Trainer, &Rewired), theme: &Theme) -> Drawn {
    let data = Adjacency {
        lane: &lane.title,
        network,
        what: What::Weights,
        selected: None,
    };
    Svg::draw(SQUARE, theme, adjacency::describe(&data), |surface| {
        adjacency::draw(&data, surface, theme)
    })
}

/// The histogram of the first layer's weights.
pub fn weights(
    _: &Run,
    lane: &Lane,
    (trainer, network): (&Trainer, &Rewired),
    theme: &Theme,
) -> Drawn {
    let layers = &network.before().layers;
    let layer = &layers[0];
    let weights: Vec<f64> = layer.weights().iter().map(|&w| w.into()).collect();
    let settings = trainer.experiment().lane_settings(trainer.lane());
    let (epoch, epochs) = (lane.epoch(), trainer.experiment().epochs);
    let rewired = 1..=settings.last_rewiring(epochs);
    let tuned = settings.method.tunes == Some("zeta") && rewired.contains(&epoch);
    let cut = tuned.then(|| {
        let zeta = settings.zeta_of(epoch, epochs);
        let sparse = layers[..trainer.network().rewirable().len()].iter();
        set::lines(&settings, sparse, zeta)[0].map(|cut| Cut {
            zeta,
            negative: cut.negative.into(),
            positive: cut.positive.into(),
        })
    });
    let data = Weights {
        lane: &lane.title,
        epoch: lane.epoch(),
        layer: 1,
        weights: &weights,
        cut: cut.flatten(),
    };
    Svg::draw(CHART, theme, weights::describe(&data), |surface| {
        weights::draw(&data, surface, theme)
    })
}

/// The incoming weights of the most central neuron of the first hidden layer.
pub fn receptive_field(
    _: &Run,
    lane: &Lane,
    (trainer, network): (&Trainer, &Rewired),
    theme: &Theme,
) -> Drawn {
    let (sizes, lc) = (network.sizes(), &network.before().centrality);
    let hidden = sizes[0]..sizes[0] + sizes[1];
    let vertex = hidden.max_by(|&a, &b| lc[a].total_cmp(&lc[b]).then(b.cmp(&a)));
    let vertex = vertex.expect("a layer has neurons");
    let all = connections(network.before(), &sizes, vertex);
    let into = all.iter().filter(|(layer, _)| *layer == 0);
    let weights: Vec<(usize, f32)> = into.map(|(_, c)| (c.source as usize, c.weight)).collect();
    let neuron = format!("neuron {} of hidden layer 1", locate(&sizes, vertex).1 + 1);
    let data = ReceptiveField {
        lane: &lane.title,
        neuron: &neuron,
        epoch: lane.epoch(),
        image: trainer.dataset().shape,
        weights: &weights,
    };
    Svg::draw(SQUARE, theme, receptive_field::describe(&data), |surface| {
        receptive_field::draw(&data, surface, theme)
    })
}

/// The connections of every pixel.
pub fn degree_images(
    run: &Run,
    lane: &Lane,
    (trainer, _): (&Trainer, &Rewired),
    theme: &Theme,
) -> Drawn {
    let shape = trainer.dataset().shape;
    let of_inputs = |trainer: &Trainer| -> Vec<u16> {
        let all = all_degrees(trainer);
        let inputs = all[..shape.pixels()].iter();
        inputs
            .map(|&n| u16::try_from(n).unwrap_or(u16::MAX))
            .collect()
    };
    let trainers = run.lanes.iter().filter_map(|lane| lane.trainer.as_ref());
    let most = trainers
        .map(|trainer| degree_images::most(shape, &of_inputs(trainer)))
        .max();
    let own = of_inputs(trainer);
    let data = DegreeImages {
        lane: &lane.title,
        shape,
        images: &[(lane.epoch(), &own)],
        most: most.unwrap_or(0),
    };
    Svg::draw(SQUARE, theme, degree_images::describe(&data), |surface| {
        degree_images::draw(&data, surface, theme)
    })
}

/// The confusion matrix.
pub fn confusion(_: &Run, lane: &Lane, (trainer, _): (&Trainer, &Rewired), theme: &Theme) -> Drawn {
    let classes: Vec<String> = trainer
        .dataset()
        .classes
        .iter()
        .map(ToString::to_string)
        .collect();
    let said: Vec<u8> = trainer
        .scores()
        .predictions
        .iter()
        .map(|said| said.class)
        .collect();
    let matrix = ConfusionMatrix::new(&trainer.dataset().test.labels, &said, classes.len());
    let data = Confusion {
        lane: &lane.title,
        epoch: (!trainer.is_looked_at()).then(|| lane.epoch()),
        classes: &classes,
        matrix: &matrix,
    };
    Svg::draw(SQUARE, theme, confusion::describe(&data), |surface| {
        confusion::draw(&data, surface, theme)
    })
}

/// Connections of every neuron, in and out.
pub(super) fn all_degrees(trainer: &Trainer) -> Vec<u32> {
    let layers = trainer.network().layers.iter();
    let graph = LayeredGraph::new(layers.map(|layer| &layer.connections));
    let of = degrees(&graph);
    of.incoming
        .iter()
        .zip(&of.outgoing)
        .map(|(a, b)| a + b)
        .collect()
}
