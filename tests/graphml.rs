//! A network's files, read by the programs they are for.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn lab(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_censet-lab"))
        .args(arguments)
        .output()
        .unwrap()
}

/// A Python that has NetworkX, in an environment of its own in the user's cache; `None` if there is
/// no Python.
fn python() -> Option<PathBuf> {
    let works = Command::new("python3").arg("--version").output();
    if !works.is_ok_and(|output| output.status.success()) {
        return None;
    }
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = || Path::new(&std::env::var_os("HOME").expect("a home folder")).join(".cache");
    let folder = cache.unwrap_or_else(home).join("censet-lab/networkx-3.4");
    let python = folder.join("bin/python");
    let run = |program: &Path, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{program:?} {arguments:?}: {said}");
    };
    let there = Command::new(&python)
        .args(["-c", "import networkx"])
        .output();
    if !there.is_ok_and(|output| output.status.success()) {
        std::fs::create_dir_all(&folder).unwrap();
        run(
            Path::new("python3"),
            &["-m", "venv", "--clear", folder.to_str().unwrap()],
        );
        run(
            &python,
            &["-m", "pip", "install", "--quiet", "networkx==3.4.2"],
        );
    }
    Some(python)
}

const READ: &str = r#"
import csv, json, sys, networkx
graph = networkx.read_graphml(sys.argv[1])
rows = list(csv.DictReader(open(sys.argv[2])))
name = lambda layer, index: f"{layer}:{index}"
listed = {(name(int(r["layer"]), r["source"]), name(int(r["layer"]) + 1, r["target"])): (float(r["weight"]), int(r["born"])) for r in rows}
edges = {(s, t): (d["weight"], d["born"]) for s, t, d in graph.edges(data=True)}
centrality = [d["lc"] for _, d in sorted(graph.nodes(data=True), key=lambda n: (n[1]["layer"], n[1]["index"]))]
strength = dict(graph.to_undirected().degree(weight="weight"))
# Equation 4: LC(v) = x_v^2 + sum over neighbours of w^2 + 2 w x_u
undirected = graph.to_undirected()
def lc(v):
    return strength[v] ** 2 + sum(d["weight"] ** 2 + 2 * d["weight"] * strength[u] for _, u, d in undirected.edges(v, data=True))
print(json.dumps({
    "directed": graph.is_directed(),
    "layers": [sum(1 for _, d in graph.nodes(data=True) if d["layer"] == l) for l in range(5)],
    "same": edges == listed,
    "edges": len(edges),
    "negative": any(w < 0 for w, _ in edges.values()),
    "born": sorted({b for _, b in edges.values()}),
    "steps": all(graph.nodes[t]["layer"] == graph.nodes[s]["layer"] + 1 for s, t in edges),
    "lc": max(abs(lc(v) - d["lc"]) / (1e-9 + abs(d["lc"])) for v, d in graph.nodes(data=True)),
    "graph": graph.graph,
}))
"#;

#[test]
fn networkx_reads_the_network() {
    let Some(python) = python() else {
        println!("skipped: networkx_reads_the_network: python3 is missing");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    // A static lane is not rewired after its centrality was measured, so Equation 4 must give it.
    let text = "train=200&test=40&side=7&hidden=30-20-15&lanes=static,set&epsilon=4&epochs=2";
    let run = lab(&[
        "run",
        text,
        "--out",
        out,
        "--network",
        "graphml",
        "--network",
        "edges",
    ]);
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let read = |lane: &str| -> serde_json::Value {
        let file = |ending| folder.path().join(format!("network-{lane}.{ending}"));
        let output = Command::new(&python)
            .args(["-c", READ])
            .args([file("graphml"), file("csv")])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        serde_json::from_slice(&output.stdout).unwrap()
    };
    for lane in ["static", "set"] {
        let said = read(lane);
        assert_eq!(said["directed"], true);
        assert_eq!(said["layers"], serde_json::json!([49, 30, 20, 15, 10]));
        assert_eq!(said["same"], true, "GraphML and list of edges");
        assert!(said["edges"].as_u64().unwrap() > 300);
        assert_eq!(said["negative"], true);
        assert_eq!(said["steps"], true);
        assert_eq!(said["graph"]["lane"], lane);
        assert_eq!(said["graph"]["moment"], "after epoch 2");
        assert_eq!(said["graph"]["experiment"], format!("v=1&{text}"));
    }
    assert_eq!(read("static")["born"], serde_json::json!([0]));
    assert_eq!(read("set")["born"], serde_json::json!([0, 1]));
    assert!(read("static")["lc"].as_f64().unwrap() < 1e-4);
}

#[test]
fn networks_need_a_folder() {
    let run = lab(&["run", "epochs=1", "--network", "graphml"]);
    assert!(!run.status.success());
    assert!(String::from_utf8_lossy(&run.stderr).contains("--out"));
}
