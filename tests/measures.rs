//! `run --measure`: the other centralities of a run, against rustworkx and a dense solve.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::common::assert_close;
use censet::graph::centralities::CENTRALITIES;
use nalgebra::{DMatrix, DVector};
use rustworkx_core::centrality::betweenness_centrality;
use rustworkx_core::petgraph::graph::UnGraph;

fn run(experiment: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_censet-lab"));
    command.args(["run", experiment]).args(arguments);
    command.output().unwrap()
}

/// Runs into a fresh folder, which is returned.
fn folder(name: &str, experiment: &str, arguments: &[&str]) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    let out = path.to_str().unwrap().to_owned();
    let output = run(experiment, &[&["--out", &out], arguments].concat());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    out
}

/// The cells of a file, the header first.
fn table(folder: &str, file: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(Path::new(folder).join(file)).unwrap();
    let cells = |line: &str| line.split(',').map(String::from).collect();
    text.lines().map(cells).collect()
}

/// A column of one lane and epoch.
fn column(table: &[Vec<String>], lane: &str, epoch: u32, index: usize) -> Vec<f64> {
    let rows = table.iter();
    let rows = rows.filter(|row| row[0] == lane && row[1] == epoch.to_string());
    rows.map(|row| row[index].parse().unwrap()).collect()
}

const SIZES: [usize; 4] = [49, 20, 10, 10];

/// The connections of a lane's network file, by vertex number.
fn edges(folder: &str, lane: &str) -> Vec<(usize, usize, f64)> {
    let start = |layer: usize| SIZES[..layer].iter().sum::<usize>();
    let rows = table(folder, &format!("network-{lane}.csv"));
    let number = |cell: &String| cell.parse::<usize>().unwrap();
    let rows = rows.iter().skip(1);
    rows.map(|row| {
        let layer = number(&row[0]);
        let (source, target) = (number(&row[1]), number(&row[2]));
        let weight: f32 = row[3].parse().unwrap();
        (
            start(layer) + source,
            start(layer + 1) + target,
            weight.into(),
        )
    })
    .collect()
}

const SMALL: &str = "train=300&test=50&side=7&hidden=20-10&epochs=2&epsilon=6";

/// A lane that never rewires has the same network in its file and before rewiring.
#[test]
fn both_measures_agree_with_other_programs() {
    let measure = ["--measure", "katz", "--measure", "betweenness"];
    let others = [
        "--katz-alpha",
        "0.3",
        "--katz-beta",
        "2",
        "--network",
        "edges",
    ];
    let experiment = format!("{SMALL}&lanes=static,mlp");
    let folder = folder("measures", &experiment, &[&measure[..], &others].concat());
    let measures = table(&folder, "measures.csv");
    assert_eq!(
        measures[0].join(","),
        "lane,epoch,layer,neuron,betweenness,katz"
    );
    let order = SIZES.iter().sum();
    // Epochs 0, 1 and the last, as in centrality.csv.
    assert_eq!(measures.len(), 1 + 2 * 3 * order);
    for lane in ["static", "mlp"] {
        let edges = edges(&folder, lane);
        let mut graph = UnGraph::<(), ()>::new_undirected();
        let vertices: Vec<_> = (0..order).map(|_| graph.add_node(())).collect();
        let mut matrix = DMatrix::<f64>::identity(order, order);
        for &(from, to, weight) in &edges {
            graph.add_edge(vertices[from], vertices[to], ());
            matrix[(to, from)] -= 0.3 * weight.abs();
        }
        let expected = betweenness_centrality(&graph, false, false, 200);
        let expected: Vec<f64> = expected.into_iter().flatten().collect();
        let found = column(&measures, lane, 2, 4);
        assert_close("betweenness", &found, &expected, 1e-9, 1e-9);
        let expected = matrix
            .lu()
            .solve(&DVector::from_element(order, 2.0))
            .unwrap();
        let found = column(&measures, lane, 2, 5);
        assert_close("Katz", &found, expected.as_slice(), 1e-9, 0.0);
    }
}

/// What a rewiring lane's measures are of: the network before it cuts, so the untrained networks of
/// all sparse lanes have the same, and so do those after the first training epoch.
#[test]
fn the_network_is_the_one_that_was_scored() {
    let experiment = format!("{SMALL}&lanes=set,censet,static&zeta=0.3&k=0.5");
    let folder = folder(
        "measures-scored",
        &experiment,
        &["--measure", "betweenness"],
    );
    let measures = table(&folder, "measures.csv");
    let of = |lane, epoch| column(&measures, lane, epoch, 4);
    for lane in ["set", "censet"] {
        assert_eq!(of(lane, 0), of("static", 0));
        assert_eq!(of(lane, 1), of("static", 1));
        assert_ne!(of(lane, 2), of("static", 2));
    }
    // Rows stand in the order of centrality.csv, and name the same places.
    let place = |row: &Vec<String>| row[..4].to_vec();
    let centrality: Vec<_> = table(&folder, "centrality.csv").iter().map(place).collect();
    let found: Vec<_> = measures.iter().map(place).collect();
    assert_eq!(found, centrality);
}

#[test]
fn a_resumed_run_measures_where_it_stands() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("measures.save");
    let save = path.to_str().unwrap();
    let measure = ["--measure", "katz"];
    let at_once = folder(
        "measures-once",
        SMALL,
        &[&measure[..], &["--save", save]].concat(),
    );
    let later = folder(
        "measures-later",
        SMALL,
        &[&measure[..], &["--resume", save]].concat(),
    );
    let [at_once, later] = [at_once, later].map(|folder| table(&folder, "measures.csv"));
    let last: BTreeMap<_, _> = at_once
        .iter()
        .filter(|row| row[1] != "0" && row[1] != "1")
        .map(|row| (row[..4].to_vec(), row[4].clone()))
        .collect();
    let resumed = later.iter().map(|row| (row[..4].to_vec(), row[4].clone()));
    assert_eq!(last, resumed.collect());
    // What was measured before the stop cannot be measured again, so it is not overwritten.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("measures-once");
    let file = folder.join("measures.csv");
    let before = fs::read(&file).unwrap();
    let into = ["--out", folder.to_str().unwrap(), "--resume", save];
    let refused = run(SMALL, &[&measure[..], &into].concat());
    assert!(!refused.status.success());
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("name another --out"), "{said}");
    assert_eq!(fs::read(&file).unwrap(), before);
    fs::remove_file(path).unwrap();
}

#[test]
fn combinations_that_mean_nothing_get_a_sentence() {
    let refusal = |arguments: &[&str]| {
        let output = run(SMALL, arguments);
        assert!(!output.status.success(), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("measures-refused");
    let out = folder.to_str().unwrap();
    let ids: Vec<&str> = CENTRALITIES.iter().map(|row| row.id).collect();
    let possible = format!("[possible values: {}, knockout]", ids.join(", "));
    for (arguments, said) in [
        (&["--measure", "katz"][..], "--out <DIR>"),
        (&["--out", out, "--measure", "closeness"], &possible),
        (
            &["--out", out, "--measure", "katz", "--katz-alpha=-1"],
            "it must be a number from 0 to 1000000",
        ),
        (
            &["--out", out, "--measure", "betweenness", "--katz-beta", "2"],
            "--katz-beta is of use with --measure katz only",
        ),
        (&["--into", out, "--measure", "katz"], "--into <DIR>"),
    ] {
        let found = refusal(arguments);
        assert!(found.contains(said), "{arguments:?}: {found}");
    }
    assert!(!folder.exists(), "nothing was written");
}
