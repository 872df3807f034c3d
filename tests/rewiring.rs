//! What every rewiring keeps, of networks of any shape: all that is due goes and nothing else, as
//! much grows as went, what stays is as it was, and the output layer is not touched.

use std::collections::BTreeMap;

use censet::experiment::{Centrality, LaneSettings, NewWeights, Scope};
use censet::graph::{LayeredGraph, laplacian};
use censet::network::{Connection, Layer, LayerActivation, Network, SparseLayer};
use censet::rewiring::censet as by_centrality;
use censet::rewiring::gradient::Watch;
use censet::rewiring::initial::{erdos_renyi, glorot_limit};
use censet::rewiring::l3::PathsOfThree;
use censet::rewiring::parameter::Domain;
use censet::rewiring::regrowth::grow;
use censet::rewiring::rigl::fraction;
use censet::rewiring::schedule;
use censet::rewiring::update::{Epoch, Memory};
use censet::rewiring::{self, METHODS, Value};
use proptest::prelude::*;
use proptest::sample::select;

const EPOCH: u32 = 7;

/// A connection's (target, source), with its weight, velocity and epoch of birth.
type Wiring = BTreeMap<(u32, u32), (f32, f32, u16)>;

fn wiring(layer: &SparseLayer) -> Wiring {
    let all: Wiring = layer
        .iter()
        .zip(layer.velocities().iter().zip(layer.born()))
        .map(|(c, (&velocity, &born))| ((c.target, c.source), (c.weight, velocity, born)))
        .collect();
    assert_eq!(all.len(), layer.len(), "no place is taken twice");
    all
}

/// A sparse layer; its weights come from a handful of values, so that there are ties and zeros.
fn layer(n_in: usize, n_out: usize) -> impl Strategy<Value = SparseLayer> {
    let connection = prop::option::weighted(0.5, (-4i8..=4, -3i8..=3, 0u16..7));
    prop::collection::vec(connection, n_in * n_out).prop_map(move |all| {
        let places = (0..n_out as u32).flat_map(|t| (0..n_in as u32).map(move |s| (t, s)));
        let (mut connections, mut velocities, mut born) = (Vec::new(), Vec::new(), Vec::new());
        for ((target, source), (weight, velocity, since)) in
            places.zip(all).filter_map(|(place, c)| Some((place, c?)))
        {
            let weight = f32::from(weight) / 4.0;
            connections.push(Connection {
                target,
                source,
                weight,
            });
            velocities.push(f32::from(velocity) / 8.0);
            born.push(since);
        }
        SparseLayer::new(n_in, n_out, connections).with_past(velocities, born)
    })
}

fn network() -> impl Strategy<Value = Network> {
    let sizes = prop::collection::vec(1usize..9, 2..6);
    sizes
        .prop_flat_map(|sizes| {
            let layers = sizes.windows(2).map(|pair| layer(pair[0], pair[1]));
            let layers = layers.chain([layer(sizes[sizes.len() - 1], 3)]);
            layers.map(Strategy::boxed).collect::<Vec<_>>()
        })
        .prop_map(|layers| {
            let layers = layers.into_iter().map(|connections| Layer {
                biases: vec![0.5; connections.n_out()],
                bias_velocities: vec![0.25; connections.n_out()],
                connections,
                activation: LayerActivation::Linear,
            });
            Network {
                layers: layers.collect(),
            }
        })
}

fn settings() -> impl Strategy<Value = LaneSettings> {
    let method = select(METHODS);
    let scope = select(&Scope::ALL[..]);
    let lc = select(&Centrality::ALL[..]);
    let words = prop::collection::vec(0usize..6, 5);
    let all = (method, -1.0..3.0, 0.0..=1.0, lc, scope, words);
    all.prop_map(|(method, k, zeta, lc, scope, words)| {
        let mut settings = LaneSettings::of(method, k, zeta, lc, scope);
        assert!(method.parameters.len() <= words.len(), "a draw for each");
        let own = settings.own.iter_mut().zip(method.parameters);
        for ((value, parameter), draw) in own.zip(words) {
            match parameter.domain {
                Domain::Choice(words) => *value = Value::Choice(words[draw % words.len()]),
                Domain::Number { .. } if parameter.key == "power" => {
                    *value = Value::Number([0.0, 0.5, -1.0][draw % 3])
                }
                // Other numbers keep their defaults.
                Domain::Number { .. } => {}
            }
        }
        settings
    })
}

/// Gradients that can be worked out again: some number for each place.
fn gradient(layer: usize, place: usize) -> f32 {
    (((place + 1) * (7 * layer + 31)) % 23) as f32 - 11.0
}

/// Shows them all to a method that wants to see them.
fn show(mut watch: Box<dyn Watch>, network: &Network, memory: &mut Memory) {
    for (index, layer) in network.rewirable().iter().enumerate() {
        let (n_in, n_out) = (layer.connections.n_in(), layer.connections.n_out());
        let targets = if watch.wants(index) { n_out } else { 0 };
        for target in 0..targets {
            let places = target * n_in..(target + 1) * n_in;
            let row: Vec<f32> = places.map(|place| gradient(index, place)).collect();
            watch.row(index, target, &row);
        }
    }
    watch.end(memory);
}

/// SET's rule as the reference code has it: over the sorted values of the whole matrix, with zeros
/// where nothing is connected.
fn due_to_set(layer: &SparseLayer, zeta: f64) -> impl Fn(f32) -> bool + use<> {
    let mut values: Vec<f32> = layer.iter().map(|c| c.weight).collect();
    values.resize(layer.places() as usize, 0.0);
    values.sort_by(f32::total_cmp);
    let nearest = values.iter().fold(f32::MAX, |least, v| least.min(v.abs()));
    let at = |v: &f32| v.abs() == nearest;
    let first = values.iter().position(at).unwrap();
    let last = values.iter().rposition(at).unwrap() + 1;
    let beyond = (values.len() - last) as f64;
    let negative = values[((1.0 - zeta) * first as f64) as usize];
    let positive = (last as f64 + zeta * beyond) as usize;
    let positive = values[positive.min(values.len() - 1)];
    move |weight| !(weight > positive || weight < negative)
}

/// R = {v : LC(v) < μ − kσ}, μ and σ of all neurons or of the neuron's own layer; `None` for what lies
/// on the line but for rounding.
fn due_to_censet(lc: &[f64], sizes: &[usize], k: f64, scope: Scope) -> Vec<Option<bool>> {
    let whole = [lc.len()];
    let groups = if scope == Scope::Global {
        &whole[..]
    } else {
        sizes
    };
    let mut rest = lc;
    let mut due = Vec::new();
    for &size in groups {
        let (group, after) = rest.split_at(size);
        rest = after;
        let mean = group.iter().sum::<f64>() / size as f64;
        let variance = group.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / size as f64;
        let line = mean - k * variance.sqrt();
        let on_it = 1e-9 * mean.abs().max(1.0);
        due.extend(
            group
                .iter()
                .map(|v| ((v - line).abs() > on_it).then_some(*v < line)),
        );
    }
    due
}

/// The Laplacian centrality of every neuron in the graph of what the connections have moved, over its mean:
/// what Σ x² + 2 Σ w² loses with each.
fn centrality_of_moves(network: &Network, seed: u32, new: NewWeights) -> Vec<f64> {
    let order = network.layer_sizes().iter().sum();
    let (mut edges, mut first) = (Vec::new(), 0);
    for (l, layer) in network.layers.iter().enumerate() {
        let next = first + layer.connections.n_in();
        for ((target, source), moved) in score("movement", &layer.connections, l, seed, new) {
            edges.push((first + source as usize, next + target as usize, moved));
        }
        first = next;
    }
    let energy = |without: Option<usize>| {
        let (mut strengths, mut squares) = (vec![0.0; order], 0.0);
        for &(u, v, w) in &edges {
            if without.is_none_or(|gone| gone != u && gone != v) {
                strengths[u] += w;
                strengths[v] += w;
                squares += w * w;
            }
        }
        strengths.iter().map(|x| x * x).sum::<f64>() + 2.0 * squares
    };
    let drops: Vec<f64> = (0..order).map(|v| energy(None) - energy(Some(v))).collect();
    let mean = drops.iter().sum::<f64>() / order as f64;
    drops
        .iter()
        .map(|drop| if mean > 0.0 { drop / mean } else { 0.0 })
        .collect()
}

/// The score by which a method of many chooses what goes, worked out on the whole matrix.
fn score(
    method: &str,
    layer: &SparseLayer,
    index: usize,
    seed: u32,
    new: NewWeights,
) -> BTreeMap<(u32, u32), f64> {
    let (n_in, n_out) = (layer.n_in(), layer.n_out());
    let mut matrix = vec![vec![0.0f64; n_in]; n_out];
    layer
        .iter()
        .for_each(|c| matrix[c.target as usize][c.source as usize] = f64::from(c.weight).abs());
    let dense = erdos_renyi(seed, index as u32, n_in, n_out, f64::INFINITY);
    let born = layer.iter().zip(layer.born());
    let scores = born.map(|(c, &born)| {
        let (t, s) = (c.target as usize, c.source as usize);
        let score = match method {
            "rigl" | "magnitude" => matrix[t][s],
            "movement" if born > 0 && new == NewWeights::Zero => matrix[t][s],
            "movement" => (f64::from(c.weight) - f64::from(dense.weights()[t * n_in + s])).abs(),
            "ria" if c.weight == 0.0 => 0.0,
            "ria" => {
                let row: f64 = matrix[t].iter().sum();
                let column: f64 = matrix.iter().map(|row| row[s]).sum();
                matrix[t][s] / row + matrix[t][s] / column
            }
            _ => unreachable!("{method}"),
        };
        ((c.target, c.source), score)
    });
    scores.collect()
}

/// The paths t – z – y – s of each place, one by one.
fn paths_of_three(layer: &SparseLayer) -> BTreeMap<(u32, u32), f64> {
    let all: Vec<(u32, u32)> = layer.iter().map(|c| (c.target, c.source)).collect();
    let (mut of_target, mut of_source) = (BTreeMap::new(), BTreeMap::new());
    for &(t, s) in &all {
        *of_target.entry(t).or_insert(0.0) += 1.0;
        *of_source.entry(s).or_insert(0.0) += 1.0;
    }
    let mut paths = BTreeMap::new();
    for &(t, z) in &all {
        for &(y, _) in all.iter().filter(|&&(y, via)| via == z && y != t) {
            for &(_, s) in all.iter().filter(|&&(from, s)| from == y && s != z) {
                *paths.entry((t, s)).or_insert(0.0) +=
                    1.0 / f64::sqrt(of_source[&z] * of_target[&y]);
            }
        }
    }
    paths
}

proptest! {
    #[test]
    fn paths_of_length_three_are_counted(layer in layer(7, 6)) {
        let paths = paths_of_three(&layer);
        let found = PathsOfThree::new(&layer);
        let taken = wiring(&layer);
        for target in 0..6 {
            let mut row = [0.0; 7];
            found.add_to(&layer, target as usize, &mut row);
            for source in 0..7 {
                if !taken.contains_key(&(target, source)) {
                    let expected = paths.get(&(target, source)).copied().unwrap_or(0.0);
                    prop_assert!((f64::from(row[source as usize]) - expected).abs() < 1e-5);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn what_is_due_goes_as_much_grows_and_the_rest_stays(
        start in network(),
        settings in settings(),
        fresh in any::<bool>(),
        seed in any::<u32>(),
    ) {
        let weights = if fresh { NewWeights::InitialLaw } else { NewWeights::Zero };
        let defined = settings.lc == Centrality::Defined;
        let scored = if defined { &start.layers[..] } else { start.rewirable() };
        let graph = LayeredGraph::new(scored.iter().map(|layer| &layer.connections));
        let lc = if defined { laplacian::centrality(&graph) } else { laplacian::published_centrality(&graph) };
        let mut sizes = start.layer_sizes();
        sizes.truncate(scored.len() + 1);
        let selection = (settings.method.id == "censet")
            .then(|| by_centrality::select(&lc, &sizes, settings.k, settings.scope));
        if let Some(selection) = &selection {
            let due = due_to_censet(&lc, &sizes, settings.k, settings.scope);
            let right = due.iter().zip(&selection.pruned).all(|(due, pruned)| due.is_none_or(|due| due == *pruned));
            prop_assert!(right, "due {:?}, selected {:?}", due, selection.pruned);
        }

        let mut network = start.clone();
        let initial: Vec<usize> = start.rewirable().iter().map(|layer| layer.connections.len()).collect();
        let sparse: Vec<usize> = initial.iter().map(|connections| connections / 3).collect();
        let mut memory = Memory::default();
        let seen = |network| Epoch {
            settings: &settings,
            network,
            initial: &initial,
            sparse: &sparse,
            new_weights: weights,
            epoch: EPOCH,
            epochs: 2 * EPOCH,
            seed,
            centrality: &lc,
            selection: selection.as_ref(),
            right: 1,
            right_before: 2,
        };
        let (mut removed, mut grown) = (vec![], vec![]);
        let mut cut = network.clone();
        if let Some(rewiring) = settings.method.rewiring {
            prop_assert_eq!(rewiring.select(&settings, &lc, &sizes), selection.clone());
            if let Some(watch) = rewiring.watch(&seen(&start)) {
                show(watch, &start, &mut memory);
            }
            let what = rewiring.cut(&seen(&start), &mut memory);
            removed = rewiring::cut(&mut network, &what);
            cut = network.clone();
            prop_assert_eq!(rewiring.check(&memory, &cut, true), Ok(()));
            let growth = rewiring.grow(&seen(&cut), &removed, &mut memory);
            let remembers = settings.method.id == "censet" && settings.choice("when") == "falling";
            prop_assert_eq!(memory.is_empty(), !remembers);
            grown = grow(&mut network, &growth, weights, seed, EPOCH);
        }
        let zeta = schedule::zeta(&seen(&start));
        let moves = settings.method.id == "movement";
        let power = if moves { settings.number("power") } else { 0.0 };
        let factors: Vec<f64> = match power {
            0.0 => vec![1.0; start.layer_sizes().iter().sum()],
            _ => centrality_of_moves(&start, seed, weights).iter().map(|c| (c + 0.05).powf(power)).collect(),
        };
        let central = ["censet", "movement"].contains(&settings.method.id) && settings.choice("grow") == "central";
        let ends = if central && moves { centrality_of_moves(&cut, seed, weights) } else { lc.clone() };
        let free = settings.free();
        let new = weights;
        let weights = if settings.method.id == "rigl" { NewWeights::Zero } else { weights };

        prop_assert_eq!(network.layers.last(), start.layers.last());
        if !settings.method.prunes() {
            prop_assert_eq!(&network, &start);
        }
        let layers = cut.rewirable().iter().map(|layer| paths_of_three(&layer.connections));
        let paths: BTreeMap<usize, _> = layers.enumerate().collect();
        let mut offset = 0;
        for (l, (removed, grown)) in removed.iter().zip(&grown).enumerate() {
            let [before, between, after] =
                [&start, &cut, &network].map(|network| &network.layers[l].connections);
            let (was, left, now) = (wiring(before), wiring(between), wiring(after));
            let set = due_to_set(before, zeta);
            let next = offset + before.n_in();
            for (&(target, source), &(weight, ..)) in &was {
                let gone = removed.contains(&Connection { target, source, weight });
                let due = match (settings.method.id, &selection) {
                    (_, Some(selection)) => {
                        selection.pruned[offset + source as usize] || selection.pruned[next + target as usize]
                    }
                    ("set" | "accset" | "l3", _) if !free => set(weight),
                    _ => gone,
                };
                prop_assert_eq!(gone, due);
                prop_assert_eq!(left.contains_key(&(target, source)), !gone);
            }
            if !free && ["rigl", "magnitude", "movement", "ria"].contains(&settings.method.id) {
                // None that stays has a smaller score.
                let scores = score(settings.method.id, before, l, seed, new);
                let of = |&(t, s): &(u32, u32)| scores[&(t, s)] * factors[offset + s as usize] * factors[next + t as usize];
                let most = removed.iter().map(|c| of(&(c.target, c.source))).fold(0.0, f64::max);
                prop_assert!(left.keys().all(|place| of(place) >= most - 1e-6 * most.max(1.0)));
            }
            let grows = settings.method.id != "magnitude";
            let whole = if grows { was.len() } else { left.len() };
            prop_assert!(free || now.len() == whole);
            prop_assert_eq!(left.len() + removed.len(), was.len());
            prop_assert!(left.iter().all(|(place, c)| was[place] == *c && now[place] == *c));
            let back = if grows { removed.len() } else { 0 };
            prop_assert!(free || grown.len() == back);
            match settings.method.id {
                "random" | "movement" | "ria" if !free => prop_assert_eq!(removed.len(), (zeta * was.len() as f64) as usize),
                "magnitude" => {
                    // Seven of ten and a half epochs are over: a third to the power of three is left to go.
                    let sparse = was.len() / 3;
                    let kept = sparse + (was.len() - sparse) / 27;
                    prop_assert!(left.len().abs_diff(kept) <= 1);
                }
                _ => {}
            }
            match settings.method.id {
                "l3" | "censet" | "movement" => {
                    let weigh = |target: u32, source: u32| match settings.method.id {
                        "l3" => paths[&l].get(&(target, source)).copied().unwrap_or(0.0),
                        _ if central => ends[offset + source as usize].max(0.0) * ends[next + target as usize].max(0.0),
                        _ => 0.0,
                    };
                    let places = (0..before.n_out() as u32).flat_map(|t| (0..before.n_in() as u32).map(move |s| (t, s)));
                    let mut empty = places.filter(|place| !now.contains_key(place));
                    // What has no weight grows only where all else is taken.
                    if grown.iter().any(|c| weigh(c.target, c.source) <= 1e-30) {
                        prop_assert!(empty.all(|(target, source)| weigh(target, source) <= 1e-30));
                    }
                }
                "rigl" => {
                    let part = fraction(EPOCH, 2 * EPOCH, 0.3, 0.75);
                    prop_assert_eq!(removed.len(), (part * was.len() as f64) as usize);
                    let size = |c: &Connection| gradient(l, before.position(c.target, c.source) as usize).abs();
                    let least = grown.iter().map(size).fold(f32::INFINITY, f32::min);
                    for place in 0..before.places() as usize {
                        let (target, source) = (place / before.n_in(), place % before.n_in());
                        let place_taken = now.contains_key(&(target as u32, source as u32));
                        prop_assert!(place_taken || grown.is_empty() || gradient(l, place).abs() <= least);
                    }
                }
                _ => {}
            }
            let limit = glorot_limit(before.n_in(), before.n_out());
            let dense = erdos_renyi(seed, l as u32, before.n_in(), before.n_out(), f64::INFINITY);
            for c in grown {
                if settings.method.id == "movement" && fresh {
                    prop_assert_eq!(c.weight, dense.weights()[before.position(c.target, c.source) as usize]);
                }
                let place = (c.target, c.source);
                prop_assert!(!left.contains_key(&place));
                prop_assert_eq!(now[&place], (c.weight, 0.0, EPOCH as u16));
                let lawful = match weights {
                    NewWeights::Zero => c.weight == 0.0,
                    _ => c.weight.abs() <= limit,
                };
                prop_assert!(lawful, "{:?}", c);
            }
            prop_assert_eq!(&network.layers[l].biases, &start.layers[l].biases);
            offset = next;
        }
        if free {
            // All layers are cut as one, and share what grows by what they have left.
            let counts = |changes: &[Vec<Connection>]| changes.iter().map(Vec::len).collect::<Vec<_>>();
            let (gone, come) = (counts(&removed), counts(&grown));
            let all: usize = initial.iter().sum();
            let lack: usize = gone.iter().sum();
            prop_assert_eq!(lack, (zeta * all as f64) as usize);
            prop_assert_eq!(come.iter().sum::<usize>(), lack);
            let method = if ["movement", "ria"].contains(&settings.method.id) { settings.method.id } else { "magnitude" };
            let (mut most, mut least) = (0.0, f64::INFINITY);
            let mut offset = 0;
            for (l, layer) in start.rewirable().iter().enumerate() {
                let kept = wiring(&cut.layers[l].connections);
                let next = offset + layer.connections.n_in();
                for (place, score) in score(method, &layer.connections, l, seed, new) {
                    let score = score * factors[offset + place.1 as usize] * factors[next + place.0 as usize];
                    match kept.contains_key(&place) {
                        true => least = f64::min(least, score),
                        false => most = f64::max(most, score),
                    }
                }
                offset = next;
            }
            prop_assert!(most <= least + 1e-6 * most.max(1.0));
            let full = network.rewirable().iter().any(|layer| layer.connections.places() == layer.connections.len() as u64);
            if lack < all && !full {
                for (l, come) in come.iter().enumerate() {
                    let exact = lack as f64 * (initial[l] - gone[l]) as f64 / (all - lack) as f64;
                    prop_assert!((*come as f64 - exact).abs() < 1.0);
                }
            }
        }
    }
}
