//! A network's files, read by the programs they are for.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use censet::dataset::Dataset;
use censet::digest::digest;
use censet::experiment::parse;
use censet::network::{Batch, Inputs, Workspace};
use censet::trainer::{Phase, Stage, Trainer};
use serde_json::{Value, json};

use crate::common::trained;

fn lab(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_censet-lab"))
        .args(arguments)
        .output()
        .unwrap()
}

/// What the environment of the tests has.
const PACKAGES: [&str; 3] = ["networkx==3.4.2", "numpy==2.1.3", "safetensors==0.5.3"];

/// A Python that has NetworkX, NumPy and safetensors, in an environment of its own in the user's cache;
/// `None` if there is no Python.
fn python() -> Option<PathBuf> {
    // Two tests at once make it once.
    static PYTHON: std::sync::OnceLock<Option<PathBuf>> = std::sync::OnceLock::new();
    PYTHON.get_or_init(make_python).clone()
}

fn make_python() -> Option<PathBuf> {
    let works = Command::new("python3").arg("--version").output();
    if !works.is_ok_and(|output| output.status.success()) {
        return None;
    }
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = || Path::new(&std::env::var_os("HOME").expect("a home folder")).join(".cache");
    let folder = cache.unwrap_or_else(home).join("censet-lab/python-1");
    let python = folder.join("bin/python");
    let run = |program: &Path, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{program:?} {arguments:?}: {said}");
    };
    let there = Command::new(&python)
        .args(["-c", "import networkx, numpy, safetensors"])
        .output();
    if !there.is_ok_and(|output| output.status.success()) {
        std::fs::create_dir_all(&folder).unwrap();
        run(
            Path::new("python3"),
            &["-m", "venv", "--clear", folder.to_str().unwrap()],
        );
        let install = ["-m", "pip", "install", "--quiet"];
        run(&python, &[&install[..], &PACKAGES[..]].concat());
    }
    Some(python)
}

/// Runs a script, whose output is JSON.
fn script(python: &Path, text: &str, arguments: &[&Path]) -> Value {
    let mut command = Command::new(python);
    let output = command.args(["-c", text]).args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The block of the README's code in this language that has `mark`.
fn readme(language: &str, mark: &str) -> &'static str {
    let readme = include_str!("../README.md");
    let mut blocks = readme.split("```");
    let found = blocks.find(|block| block.starts_with(language) && block.contains(mark));
    found.unwrap().trim_start_matches(language)
}

const READ: &str = r#"
import csv, json, re, sys, networkx, xml.etree.ElementTree as xml
graph = networkx.read_graphml(sys.argv[1])
rows = list(csv.DictReader(open(sys.argv[2])))
name = lambda layer, index: f"{layer}:{index}"
listed = {(name(int(r["layer"]), r["source"]), name(int(r["layer"]) + 1, r["target"])): (float(r["weight"]), int(r["born"])) for r in rows}
edges = {(s, t): (d["weight"], d["born"]) for s, t, d in graph.edges(data=True)}

# The schema: what an element may hold, in which order; identifiers are NMTOKENs, and each there once.
tag = lambda element: element.tag.removeprefix("{http://graphml.graphdrawing.org/xmlns}")
root = xml.parse(sys.argv[1]).getroot()
holds = {"graphml": "(key )*(graph )*", "graph": "((data|node|edge) )*", "node": "(data )*", "edge": "(data )*", "key": "", "data": ""}
needs = {"graph": {"id", "edgedefault"}, "node": {"id"}, "edge": {"source", "target"}, "key": {"id", "for", "attr.name", "attr.type"}, "data": {"key"}, "graphml": set()}
wrong, ids = [], {}
for element in root.iter():
    inside = "".join(tag(child) + " " for child in element)
    if not re.fullmatch(holds[tag(element)], inside) or set(element.attrib) != needs[tag(element)]:
        wrong.append(tag(element))
    for key in ("id", "source", "target", "key"):
        if key in element.attrib and not re.fullmatch(r"[-.:\w]+", element.attrib[key]):
            wrong.append(element.attrib[key])
    if "id" in element.attrib:
        ids.setdefault(tag(element), []).append(element.attrib["id"])
keys = {key.attrib["id"]: key.attrib["for"] for key in root if tag(key) == "key"}
types = {"boolean", "int", "long", "float", "double", "string"}
wrong += [key.attrib["id"] for key in root if tag(key) == "key" and key.attrib["attr.type"] not in types]
wrong += [kind for kind, all in ids.items() if len(set(all)) < len(all)]
for parent in root.iter():
    wrong += [child.attrib["key"] for child in parent if tag(child) == "data" and keys.get(child.attrib["key"]) != tag(parent)]
print(json.dumps({
    "directed": graph.is_directed(),
    "layers": [sum(1 for _, d in graph.nodes(data=True) if d["layer"] == l) for l in range(5)],
    "same": edges == listed,
    "edges": len(edges),
    "negative": any(w < 0 for w, _ in edges.values()),
    "absolute": all(d["abs_weight"] == abs(d["weight"]) for _, _, d in graph.edges(data=True)),
    "born": sorted({b for _, b in edges.values()}),
    "steps": all(graph.nodes[t]["layer"] == graph.nodes[s]["layer"] + 1 for s, t in edges),
    "wrong": wrong,
    "graph": graph.graph,
}))
"#;

/// Compares the README's `lc` with that of the file.
const COMPARE: &str = r#"
import json, sys
directed = networkx.read_graphml("network-set.graphml")
print(json.dumps(max(abs(lc[v] - d["lc"]) / (1e-9 + abs(d["lc"])) for v, d in directed.nodes(data=True))))
"#;

const TEXT: &str =
    "train=200&test=40&side=7&hidden=30-20-15&lanes=static,set,censet:k=0.3&epsilon=4&epochs=2";

/// Runs `text` into a folder with these arguments besides.
fn network(text: &str, arguments: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let run = lab(&[&["run", text, "--out", out], arguments].concat());
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    folder
}

#[test]
fn networkx_reads_the_network() {
    let Some(python) = python() else {
        println!("skipped: networkx_reads_the_network: python3 is missing");
        return;
    };
    for (moment, words) in [
        ("trained", "after the training of epoch 2"),
        ("rewired", "after epoch 2"),
    ] {
        let folder = network(
            TEXT,
            &[
                "--network",
                "graphml",
                "--network",
                "edges",
                "--network-moment",
                moment,
            ],
        );
        for lane in ["static", "set", "censet-k=0.3"] {
            let file = |ending| folder.path().join(format!("network-{lane}.{ending}"));
            let said = script(&python, READ, &[&file("graphml"), &file("csv")]);
            assert_eq!(said["wrong"], json!([]), "of the schema, {lane}");
            assert_eq!(said["directed"], true);
            assert_eq!(said["layers"], json!([49, 30, 20, 15, 10]));
            assert_eq!(said["same"], true, "GraphML and list of edges");
            assert!(said["edges"].as_u64().unwrap() > 300);
            assert_eq!(
                (&said["negative"], &said["absolute"]),
                (&json!(true), &json!(true))
            );
            assert_eq!(said["steps"], true);
            let graph = &said["graph"];
            assert_eq!(graph["lane"], lane.replace('-', ":"));
            assert_eq!(graph["experiment"], format!("v=1&{TEXT}"));
            // What nothing rewires is after its epoch what it was before, and as good.
            let of_static = lane == "static";
            let epochs = std::fs::read_to_string(folder.path().join("epochs.csv")).unwrap();
            let last = format!("{},2,", lane.replace('-', ":"));
            let last = epochs.lines().find(|line| line.starts_with(&last)).unwrap();
            let accuracy: f64 = last.split(',').nth(3).unwrap().parse().unwrap();
            if moment == "trained" || of_static {
                assert_eq!(graph["accuracy"], accuracy);
            } else {
                assert!(graph.get("accuracy").is_none(), "nobody has measured it");
            }
            assert_eq!(
                graph["moment"],
                if of_static { "after epoch 2" } else { words }
            );
            // The last epoch of the demo's rules cuts and does not grow.
            let births = if of_static { json!([0]) } else { json!([0, 1]) };
            assert_eq!(said["born"], births);
        }
        // Centrality is that of the very network in the file, by the README's five lines.
        let lines = readme("python", "lc = ");
        for lane in ["static", "set", "censet-k=0.3"] {
            let file = folder.path().join(format!("network-{lane}.graphml"));
            let text =
                format!("{lines}{COMPARE}").replace("network-set.graphml", file.to_str().unwrap());
            let difference = script(&python, &text, &[]);
            assert!(
                difference.as_f64().unwrap() < 1e-4,
                "{lane}, {moment}: {difference}"
            );
        }
    }
}

/// A network between two epochs: what was cut is put back, and its births are not known.
#[test]
fn a_network_on_the_way_is_as_it_was_trained() {
    let experiment = parse("train=200&test=40&side=7&hidden=30-20&lanes=set&epochs=4").experiment;
    let experiment = experiment.unwrap();
    let dataset = Dataset::garments(experiment.train, experiment.test, experiment.side);
    let mut lane = Trainer::new(experiment, 0, Arc::new(dataset));
    let of = |lane: &Trainer| {
        lane.network_file(Stage::Trained, |file| {
            let network = (
                digest(file.network),
                file.centrality.to_vec(),
                file.accuracy,
            );
            (file.moment.to_owned(), network, file.edges_csv())
        })
    };
    while !(lane.epoch() == 2 && lane.phase() == Phase::Prune) {
        lane.advance();
    }
    let (moment, before, edges) = of(&lane);
    assert_eq!(moment, "after the training of epoch 2");
    assert_eq!(before.1, lane.scores().centrality);
    let unknown = |edges: &str| edges.lines().filter(|line| line.ends_with(',')).count();
    assert_eq!(unknown(&edges), 0);
    lane.advance();
    assert_eq!(lane.phase(), Phase::Regrow);
    assert_eq!(of(&lane).1, before);
    let report = lane.advance().report.unwrap();
    let (moment, after, edges) = of(&lane);
    assert_eq!(
        (moment.as_str(), &after),
        ("after the training of epoch 2", &before)
    );
    assert_eq!(after.2, Some(report.test_accuracy));
    assert_ne!(after.0, report.digest);
    assert_eq!(unknown(&edges), report.removed);
    // In the middle of an epoch it is what it is, and nobody has measured its accuracy.
    lane.advance();
    let (moment, (now, _, accuracy), _) = of(&lane);
    assert_eq!(
        (moment.as_str(), accuracy),
        ("within the training of epoch 3", None)
    );
    assert_eq!(now, digest(lane.network()));
}

/// The forward pass of a file, with NumPy and nothing else of the lab's.
const FORWARD: &str = r#"
import json, sys, numpy
from safetensors import safe_open
with safe_open(sys.argv[1], "numpy") as file:
    said = file.metadata()
    tensors = {name: file.get_tensor(name) for name in file.keys()}
asked = json.load(open(sys.argv[2]))
images = numpy.array(asked["images"], dtype=numpy.float64)
x = (images - tensors["input.mean"]) * tensors["input.scale"]
deviation = tensors["input.std"]
varies = deviation > 0
scales = abs(tensors["input.scale"][varies] * deviation[varies] - 1).max() < 1e-6 and not tensors["input.scale"][~varies].any()
layers = sum(name.endswith(".bias") for name in tensors)
masked = True
for i in range(layers):
    weight, mask, born = (tensors[f"layers.{i}.{name}"] for name in ("weight", "mask", "born"))
    masked = masked and not weight[mask == 0].any() and bool(((born >= 0) == (mask == 1)).all())
    x = x @ weight.T.astype(numpy.float64) + tensors[f"layers.{i}.bias"]
    if i == layers - 1:
        continue
    if said["activation"] == "relu":
        x = numpy.maximum(x, 0)
    else:
        t_left, a_left, t_right, a_right = tensors[f"layers.{i}.srelu"].T.astype(numpy.float64)
        right = t_left + abs(t_right)
        x = numpy.where(x >= right, right + a_right * (x - right), numpy.where(x <= t_left, t_left + a_left * (x - t_left), x))
x = numpy.exp(x - x.max(axis=1, keepdims=True))
found = x / x.sum(axis=1, keepdims=True)
print(json.dumps({
    "difference": abs(found - numpy.array(asked["probabilities"])).max(),
    "accuracy": 100 * float((found.argmax(axis=1) == numpy.array(asked["labels"])).mean()),
    "connections": sum(int(tensors[f"layers.{i}.mask"].sum()) for i in range(layers - 1)),
    "shapes": [list(tensors[f"layers.{i}.weight"].shape) for i in range(layers)],
    "masked": masked, "scales": bool(scales), "metadata": said,
}))
"#;

#[test]
fn a_forward_pass_is_rebuilt_from_the_file_alone() {
    let Some(python) = python() else {
        println!("skipped: a_forward_pass_is_rebuilt_from_the_file_alone: python3 is missing");
        return;
    };
    for act in ["relu", "srelu"] {
        let text = format!(
            "train=400&test=100&side=7&hidden=30-20&lanes=set,mlp,censet:k=0.3&epsilon=4&act={act}&epochs=3&lr=0.05"
        );
        for (moment, stage) in [("trained", Stage::Trained), ("rewired", Stage::Rewired)] {
            let arguments = ["--network", "safetensors", "--network-moment", moment];
            let folder = network(&text, &arguments);
            for (index, lane) in ["set", "mlp", "censet-k=0.3"].into_iter().enumerate() {
                let trainer = trained(&text, index);
                let (asked, known, name) = trainer.network_file(stage, |file| {
                    let test = &trainer.dataset().test;
                    let rows: Vec<u32> = (0..test.len() as u32).collect();
                    let batch = Batch {
                        inputs: Inputs::Images {
                            images: test.images.view(),
                            rows: &rows,
                            standardiser: trainer.standardiser(),
                        },
                        classes: &test.labels,
                    };
                    let mut workspace = Workspace::default();
                    let probabilities = file.network.probabilities(batch, &mut workspace);
                    let rows = |row: ndarray::ArrayView1<'_, f32>| row.to_vec();
                    let asked = json!({
                        "images": test.images.rows().into_iter().map(|row| row.to_vec()).collect::<Vec<_>>(),
                        "labels": test.labels,
                        "probabilities": probabilities.rows().into_iter().map(rows).collect::<Vec<_>>(),
                    });
                    (asked, file.accuracy, digest(file.network))
                });
                let file = folder.path().join(format!("asked-{lane}.json"));
                std::fs::write(&file, asked.to_string()).unwrap();
                let tensors = folder.path().join(format!("network-{lane}.safetensors"));
                let found = script(&python, FORWARD, &[&tensors, &file]);
                let difference = found["difference"].as_f64().unwrap();
                assert!(difference < 1e-5, "{act} {lane} {moment}: {difference}");
                assert_eq!(
                    (&found["masked"], &found["scales"]),
                    (&json!(true), &json!(true))
                );
                assert_eq!(found["shapes"], json!([[30, 49], [20, 30], [10, 20]]));
                let said = &found["metadata"];
                assert_eq!(
                    said["experiment"],
                    parse(&text).experiment.unwrap().to_string()
                );
                assert_eq!(
                    (&said["digest"], &said["lane"]),
                    (&json!(name), &json!(lane.replace('-', ":")))
                );
                if let Some(accuracy) = known {
                    assert!((found["accuracy"].as_f64().unwrap() - accuracy).abs() < 1e-9);
                    let printed: f64 = said["accuracy"].as_str().unwrap().parse().unwrap();
                    assert_eq!(printed, accuracy);
                }
                let classes: Vec<String> =
                    serde_json::from_str(said["classes"].as_str().unwrap()).unwrap();
                assert_eq!(classes.len(), 10);
            }
        }
    }
}

#[test]
fn networks_need_a_folder() {
    let run = lab(&["run", "epochs=1", "--network", "graphml"]);
    assert!(!run.status.success());
    assert!(String::from_utf8_lossy(&run.stderr).contains("--out"));
}
