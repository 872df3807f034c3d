//! How the headless command behaves: what it prints, what it refuses, and what it says of itself.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use censet::digest::of_experiment;
use censet::experiment::{FIELDS, Preset, parse};
use censet::rewiring::METHODS;
use censet::trainer::{CSV_HEADER, STATISTICS_CSV_HEADER};
use serde_json::Value;
use tempfile::tempdir;

const SMALL: &str = "train=300&test=100&side=7&hidden=20-10&lanes=set,censet:k=0.1,mlp&epochs=3";

fn lab(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_censet-lab"))
        .args(arguments)
        .output()
        .unwrap()
}

/// What it printed; it must have ended well.
fn said(arguments: &[&str]) -> String {
    let output = lab(arguments);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    String::from_utf8(output.stdout).unwrap()
}

/// What it complained of; it must have failed.
fn refused(arguments: &[&str]) -> String {
    let output = lab(arguments);
    assert!(!output.status.success(), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The lines of a run's tables without the seconds, which differ.
fn tables(folder: &Path) -> Vec<String> {
    let seconds = CSV_HEADER.split(',').position(|column| column == "seconds");
    let files = ["epochs.csv", "centrality.csv", "statistics.csv"];
    let lines = files.map(|file| {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        let lines = text.lines().map(|line| {
            let cells = line.split(',').enumerate();
            let kept = cells.filter(|(i, _)| file != "epochs.csv" || Some(*i) != seconds);
            kept.map(|(_, cell)| cell).collect::<Vec<_>>().join(",")
        });
        lines.collect::<Vec<_>>()
    });
    lines.concat()
}

#[test]
fn help_explains_every_key_method_and_preset() {
    let help = said(&["help", "experiment"]);
    for field in FIELDS.iter() {
        let head = format!("  {}  {}", field.key, field.label);
        assert!(help.contains(&head), "{head}");
        assert!(help.contains(&*field.help) && help.contains(&*field.allowed));
        for preset in Preset::ALL {
            let value = field.text(&preset.settings(None));
            assert!(help.contains(&value), "{} of {}", field.key, preset.name());
        }
    }
    for method in METHODS {
        assert!(help.contains(method.about), "{}", method.id);
        for parameter in method.parameters {
            assert!(help.contains(parameter.help), "{}", parameter.key);
        }
    }
    assert!(help.contains("Unless named: 10000 (demo); all (described, published)"));
    assert!(help.contains("4000-1000-4000 (data=cifar10)"), "{help}");
    assert!(help.contains("With data=files, `run` and `sweep` take"));
    assert!(help.contains(said(&["experiment"]).trim()));
}

#[test]
fn an_experiment_is_checked_without_training() {
    let text = "epochs=10&lanes=mlp,set&preset=described";
    let found = said(&["check", text]);
    let canonical = parse(text).experiment.unwrap().to_string();
    assert!(found.contains(&format!("experiment {canonical}\n")));
    assert!(found.contains("layers 784-256-128-100-10\n"), "{found}");
    assert!(found.contains("lane mlp: 247272 connections"), "{found}");
    assert!(
        found.contains("lane set: about 34040 connections"),
        "{found}"
    );
    // (247,272 + 34,040) connections × (60,000 + 10,000/3) images × 10 epochs at 3.5e9 a second.
    assert!(found.contains("cost 1.78e11 connections"), "{found}");
    assert!(found.contains("about 51 seconds of one core"), "{found}");
    assert!(refused(&["check", "zeta=2"]).contains("zeta = \"2\": a number from 0 to 1"));
    let long = refused(&["check", &format!("zeta={}", "ζ".repeat(3000))]);
    assert!(
        long.contains("ζ…\": a number from 0 to 1") && long.chars().count() < 400,
        "{long}"
    );
    // What chooses among all places costs more than training where layers are wide, and what grows anywhere does not.
    let cost = |lanes: &str| {
        let wide = "train=100&test=50&side=7&hidden=6000-6000&epsilon=2&epochs=2";
        let found = said(&["check", &format!("{wide}&lanes={lanes}")]);
        found.lines().last().unwrap().to_owned()
    };
    // (49 · 6,000 + 6,000²) places, twice.
    let weighed = " and 7.26e7 places where connections may grow, about ";
    for lanes in [
        "rigl",
        "l3",
        "movement:grow=central",
        "censet:grow=central",
        "set,rigl",
    ] {
        assert!(cost(lanes).contains(weighed), "{}", cost(lanes));
    }
    for lanes in ["set", "mlp", "movement:layers=free", "magnitude", "static"] {
        assert!(!cost(lanes).contains("places"), "{}", cost(lanes));
    }
}

/// What PowerShell and files of other systems leave around arguments is none of them.
#[test]
fn line_ends_and_marks_around_arguments_are_taken_off() {
    let folder = tempdir().unwrap();
    let out = format!("{}\r", path(&folder.path().join("run")));
    let small = format!("\u{feff}{SMALL}\r\n");
    let options = [
        "--network\r",
        "edges\r",
        "--jobs",
        "2\r",
        "--quiet\r",
        "--out",
        &out,
    ];
    said(&[&["run", small.as_str()][..], &options[..]].concat());
    assert!(folder.path().join("run/network-set.csv").is_file());
}

/// Whoever hands over an empty line of a list, or the address of a shortener, did not ask for the demo.
#[test]
fn what_holds_no_experiment_is_refused() {
    let folder = tempdir().unwrap();
    let out = path(folder.path());
    for text in [
        "",
        " \r",
        "#",
        "https://example.org/lab/",
        "https://tinyurl.com/abc",
    ] {
        let runs: [&[&str]; 4] = [
            &["check", text],
            &["run", text, "--into", out],
            &["sweep", "--list", text],
            &["run", text],
        ];
        for arguments in runs {
            let said = refused(arguments);
            assert!(said.contains("holds no experiment"), "{said}");
        }
    }
    assert!(fs::read_dir(out).unwrap().next().is_none());
}

/// That a network has lost its numbers is said of a sweep's runs too, and a copy's mark is not lost with a record.
#[test]
fn a_sweep_says_what_its_runs_say_and_a_damaged_record_is_named() {
    let folder = tempdir().unwrap();
    let out = path(folder.path());
    let grid = "train=300&test=50&side=7&hidden=8&lanes=set&lr=0.01|10&momentum=0.99&dropout=0&act=srelu&epochs=3";
    let lines = said(&["sweep", grid, "--out", out]);
    let of = |rate: &str| {
        let mut lines = lines.lines().filter(|line| line.contains(rate));
        lines.next().unwrap_or_default().to_owned()
    };
    assert!(of("lr=10").contains("; set diverged in epoch "), "{lines}");
    assert!(!of("act=srelu&momentum").contains("diverged"), "{lines}");
    for entry in fs::read_dir(out).unwrap() {
        let record = entry.unwrap().path().join("run.json");
        if record.is_file() {
            fs::write(record, "{\"copy\": \"a co").unwrap();
        }
    }
    let output = lab(&["collect", out]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.matches("left out: ").count(), 2, "{said}");
    assert!(said.contains("run.json: "), "{said}");
}

#[test]
fn json_has_one_object_an_epoch() {
    let found = said(&["run", SMALL, "--json"]);
    let rows: Vec<Value> = found
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(rows.len(), 3 * 4);
    let columns = CSV_HEADER
        .split(',')
        .chain(STATISTICS_CSV_HEADER.split(','));
    for column in columns {
        assert!(rows[0].get(column).is_some(), "{column}");
    }
    assert_eq!(rows[0]["train_loss"], Value::Null);
    assert_eq!(
        (&rows[5]["lane"], &rows[5]["epoch"]),
        (&"censet:k=0.1".into(), &1.into())
    );
    let quiet = said(&["run", SMALL, "--quiet"]);
    let digests: Vec<String> = [3, 7, 11]
        .map(|i| {
            format!(
                "digest {} {}",
                rows[i]["lane"].as_str().unwrap(),
                rows[i]["digest"].as_str().unwrap()
            )
        })
        .to_vec();
    assert_eq!(quiet.lines().collect::<Vec<_>>(), digests);
    assert!(refused(&["run", SMALL, "--json", "--quiet"]).contains("cannot be used with"));
}

#[test]
fn lanes_side_by_side_leave_the_same_files() {
    let folder = tempdir().unwrap();
    let (one, three) = (folder.path().join("1"), folder.path().join("3"));
    let measure = ["--measure", "strength"];
    let first = said(
        &[
            &["run", SMALL, "--quiet", "--out", path(&one)],
            &measure[..],
        ]
        .concat(),
    );
    let arguments = [
        "run",
        SMALL,
        "--quiet",
        "--jobs",
        "3",
        "--save-every",
        "0",
        "--out",
        path(&three),
    ];
    assert_eq!(said(&[&arguments, &measure[..]].concat()), first);
    assert_eq!(tables(&three), tables(&one));
    let measures = |folder: &Path| fs::read_to_string(folder.join("measures.csv")).unwrap();
    assert_eq!(measures(&three), measures(&one));
    // What was saved on the way goes on, from whatever moment.
    let save = three.join("run.save");
    let go_on = [
        "run",
        "--resume",
        path(&save),
        "--quiet",
        "--jobs",
        "2",
        "--out",
        path(&three),
    ];
    assert_eq!(said(&go_on), first);
    assert_eq!(tables(&three), tables(&one));
}

#[test]
fn a_used_folder_is_refused_unless_forced() {
    let folder = tempdir().unwrap();
    let out = folder.path();
    fs::write(out.join("notes.txt"), "mine").unwrap();
    let first = "train=100&test=50&side=7&hidden=10&lanes=set&epochs=2";
    let second = "train=100&test=50&side=7&hidden=10&lanes=mlp&epochs=1";
    let networks = ["--network", "edges", "--network-every", "1"];
    said(&[&["run", first, "--out", path(out)], &networks[..]].concat());
    let before = tables(out);
    let why = refused(&["run", second, "--out", path(out)]);
    assert!(
        why.contains(&format!("it holds the run v=1&{first}")) && why.contains("--force"),
        "{why}"
    );
    // The same run twice is two runs as well.
    refused(&["run", first, "--out", path(out)]);
    assert_eq!(tables(out), before);
    // One that cannot start leaves the files alone, forced or not.
    refused(&[
        "run",
        "data=cifar10",
        "--data",
        "nowhere",
        "--out",
        path(out),
        "--force",
    ]);
    assert_eq!(tables(out), before);
    said(&["run", second, "--out", path(out), "--force"]);
    assert_eq!(
        json(&out.join("run.json"))["experiment"],
        format!("v=1&{second}")
    );
    let networks = fs::read_dir(out).unwrap().filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        name.to_string_lossy().starts_with("network-")
    });
    assert_eq!(networks.count(), 0, "those of the first run are gone");
    assert_eq!(fs::read_to_string(out.join("notes.txt")).unwrap(), "mine");
    // A look draws figures, which would stand beside those of another look or run; what is drawn by itself stays.
    let looked = tempdir().unwrap();
    let file = looked.path().join("network.safetensors");
    said(&[
        "run",
        first,
        "--out",
        path(looked.path()),
        "--network",
        "safetensors",
    ]);
    fs::rename(looked.path().join("network-set.safetensors"), &file).unwrap();
    said(&["look", path(&file), "--out", path(looked.path()), "--force"]);
    let figures = || {
        let names = fs::read_dir(looked.path()).unwrap();
        let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names
            .filter(|name| name.ends_with(".svg"))
            .collect::<Vec<_>>()
    };
    assert!(figures().len() > 3, "{:?}", figures());
    fs::write(looked.path().join("accuracy.svg"), "mine").unwrap();
    said(&["run", second, "--out", path(looked.path()), "--force"]);
    assert_eq!(figures(), ["accuracy.svg"]);
    // Nor does another run go on here.
    let save = out.join("other.save");
    said(&["run", first, "--save", path(&save)]);
    let why = refused(&["run", "--resume", path(&save), "--out", path(out)]);
    assert!(why.contains("it holds the run"), "{why}");
}

#[test]
fn a_record_tells_the_whole_run() {
    let folder = tempdir().unwrap();
    said(&["run", SMALL, "--out", path(folder.path())]);
    let record = json(&folder.path().join("run.json"));
    assert_eq!(
        record["experiment"],
        parse(SMALL).experiment.unwrap().to_string()
    );
    assert_eq!(record["data"]["source"], "garments");
    assert_eq!(
        (&record["data"]["train"], &record["data"]["test"]),
        (&300.into(), &100.into())
    );
    assert_eq!(record["data"]["shape"], serde_json::json!([7, 7, 1]));
    assert_eq!(record["data"]["classes"].as_array().unwrap().len(), 10);
    let lanes = record["lanes"].as_array().unwrap();
    let epochs = fs::read_to_string(folder.path().join("epochs.csv")).unwrap();
    let last: Vec<Vec<&str>> = epochs
        .lines()
        .map(|line| line.split(',').collect::<Vec<_>>())
        .filter(|cells| cells[1] == "3")
        .collect();
    assert_eq!(lanes.len(), last.len());
    for (lane, cells) in lanes.iter().zip(last) {
        assert_eq!(lane["lane"], cells[0]);
        assert_eq!(
            lane["test_accuracy"].as_f64().unwrap(),
            cells[3].parse::<f64>().unwrap()
        );
        assert_eq!(lane["connections"].to_string(), cells[4]);
        assert_eq!(
            (&lane["epochs"], lane["digest"].as_str().unwrap().len()),
            (&3.into(), 16)
        );
    }
    assert!(record["seconds"].is_number() && record["version"].is_string());
}

/// Called inside another repository, it still says where it is from itself.
#[test]
fn the_commit_is_that_of_the_program() {
    let git = |folder: &Path, arguments: &[&str]| -> Option<String> {
        let output = Command::new("git")
            .arg("-C")
            .arg(folder)
            .args(arguments)
            .output()
            .ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        output.status.success().then(|| text.trim().to_owned())
    };
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let top = git(here, &["rev-parse", "--show-prefix"]).is_some_and(|prefix| prefix.is_empty());
    let expected = git(here, &["rev-parse", "HEAD"]).filter(|_| top);
    let folder = tempdir().unwrap();
    let author = ["-c", "user.name=A", "-c", "user.email=a@example.org"];
    let commit = [
        &author[..],
        &["commit", "--quiet", "--allow-empty", "-m", "Other"],
    ]
    .concat();
    if git(folder.path(), &["init", "--quiet"]).is_none() || git(folder.path(), &commit).is_none() {
        println!("skipped: the_commit_is_that_of_the_program: git is missing");
        return;
    }
    let other = git(folder.path(), &["rev-parse", "HEAD"]).unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_censet-lab"))
        .args([
            "run",
            "train=50&test=20&side=7&hidden=5&epochs=1",
            "--out",
            "out",
        ])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(run.status.success());
    let record = json(&folder.path().join("out/run.json"));
    let found = record["commit"].as_str().unwrap();
    assert!(!found.starts_with(&other));
    match std::env::var("CENSET_LAB_COMMIT").ok().or(expected) {
        Some(expected) => {
            assert_eq!(found.trim_end_matches("-modified"), expected);
            assert!(said(&["--version"]).contains(&format!("({found})")));
        }
        None => assert_eq!(found, "unknown"),
    }
}

#[test]
fn shells_and_manuals_know_every_command() {
    let commands = [
        "run",
        "check",
        "sweep",
        "collect",
        "reproduce",
        "experiment",
    ];
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = said(&["completions", shell]);
        for command in commands {
            assert!(script.contains(command), "{command} in {shell}");
        }
        assert!(script.contains("network-every"), "{shell}");
    }
    let folder = tempdir().unwrap();
    said(&["man", "--out", path(folder.path())]);
    for command in commands {
        let page = fs::read_to_string(folder.path().join(format!("censet-lab-{command}.1")));
        assert!(page.unwrap().contains(".TH"), "{command}");
    }
    let page = said(&["man"]);
    assert!(
        page.contains("another process is training the same run"),
        "{page}"
    );
}

#[test]
fn a_folder_of_runs_has_an_index() {
    let folder = tempdir().unwrap();
    let grid = "train=100&test=50&side=7&hidden=10&epochs=1&lanes=set,mlp&seed=1..2";
    said(&["sweep", grid, "--out", path(folder.path()), "--jobs", "2"]);
    let two = "train=100&test=50&side=7&hidden=10&epochs=1&lanes=set,mlp";
    said(&["run", two, "--into", path(folder.path())]);
    said(&["run", two, "--into", path(folder.path())]);
    let index = fs::read_to_string(folder.path().join("index.csv")).unwrap();
    let mut lines = index.lines();
    assert_eq!(lines.next(), Some("run,experiment"));
    let rows: Vec<_> = lines.map(|line| line.split_once(',').unwrap()).collect();
    assert_eq!(rows.len(), 5);
    for (name, text) in rows {
        let experiment = parse(text.trim_matches('"')).experiment.unwrap();
        assert_eq!(name, of_experiment(&experiment));
        assert!(folder.path().join(name).join("digest.txt").is_file());
    }
}

#[test]
fn runs_are_collected_by_number_and_say_what_their_numbers_are_of() {
    let folder = tempdir().unwrap();
    let grid = "train=60&test=50&side=7&hidden=8|16&lanes=set&epochs=2&seed=1..11&epsilon=5|20";
    said(&["sweep", grid, "--out", path(folder.path())]);
    let alone = "train=60&test=50&side=7&hidden=8&lanes=mlp&epochs=12";
    said(&["run", alone, "--into", path(folder.path())]);
    let output = lab(&["collect", path(folder.path())]);
    let table = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<Vec<&str>> = table
        .lines()
        .map(|line| line.split(',').collect())
        .collect();
    let column = |name: &str| rows[0].iter().position(|column| *column == name).unwrap();
    let seeds = |rows: &[Vec<&str>]| rows.iter().map(|row| row[2].to_owned()).collect::<Vec<_>>();
    let expected: Vec<String> = (1..=11).map(|seed| seed.to_string()).collect();
    let hidden = |row: &Vec<&str>| row[0].contains("hidden=16");
    assert_eq!(rows.len(), 1 + 45);
    for group in rows[2..].chunks(11) {
        assert_eq!(seeds(group), expected);
    }
    assert_eq!(rows[2..].iter().filter(|row| hidden(row)).count(), 22);
    let order: Vec<&str> = rows[2..].chunks(11).map(|group| group[0][0]).collect();
    let at = |hidden: &str, epsilon: &str| {
        order.iter().position(|text| {
            text.contains(hidden) && text.contains(epsilon) == epsilon.contains('5')
        })
    };
    assert!(at("hidden=8&", "epsilon=5") < at("hidden=16&", "epsilon=5"));
    // The dense network, with one seed, is first in the table of methods.
    assert_eq!(rows[1][1], "mlp");
    let dense = &rows[1];
    assert_eq!(dense[column("accuracy_epochs")], "9-12");
    assert_eq!(rows[2][column("accuracy_epochs")], "2-2");
    let epochs = folder
        .path()
        .join(of_experiment(&parse(alone).experiment.unwrap()));
    let epochs = fs::read_to_string(epochs.join("epochs.csv")).unwrap();
    let last: f64 = epochs
        .lines()
        .last()
        .unwrap()
        .split(',')
        .nth(3)
        .unwrap()
        .parse()
        .unwrap();
    assert_eq!(dense[column("accuracy_final")], format!("{last:.4}"));
    let verdicts: Vec<&str> = rows[1..]
        .iter()
        .map(|row| row[column("group_verdict")])
        .collect();
    assert!(verdicts.contains(&"too few seeds to tell"), "{verdicts:?}");
    let notes = String::from_utf8(output.stderr).unwrap();
    assert!(
        notes.contains("of fewer than thirty the last third"),
        "{notes}"
    );
    assert!(notes.contains("Too few seeds to tell: "), "{notes}");
}

#[test]
fn wirings_are_written_on_the_way() {
    let folder = tempdir().unwrap();
    let text = "train=200&test=50&side=7&hidden=20-10&lanes=set&epochs=5";
    let into = |name: &str, moment: &str| {
        let out = folder.path().join(name);
        said(&[
            "run",
            text,
            "--out",
            path(&out),
            "--network",
            "edges",
            "--network-moment",
            moment,
            "--network-every",
            "2",
        ]);
        let read = |name: &str| fs::read_to_string(out.join(name)).ok();
        let names = [
            "-epoch-0", "-epoch-1", "-epoch-2", "-epoch-3", "-epoch-4", "-epoch-5", "",
        ];
        names.map(|name| read(&format!("network-set{name}.csv")))
    };
    let (trained, rewired) = (into("trained", "trained"), into("rewired", "rewired"));
    for networks in [&trained, &rewired] {
        let there: Vec<bool> = networks.iter().map(Option::is_some).collect();
        assert_eq!(there, [true, false, true, false, true, false, true]);
    }
    assert_eq!(
        trained[0], rewired[0],
        "nothing is rewired before the first epoch"
    );
    // A birth in epoch 4 is none of the network that epoch 4 trained.
    let born = |text: &Option<String>, epoch: &str| {
        let text = text.as_ref().unwrap();
        text.lines()
            .filter(|line| line.rsplit(',').next() == Some(epoch))
            .count()
    };
    assert_eq!(born(&trained[4], "4"), 0);
    assert!(born(&rewired[4], "4") > 0);
    assert_eq!(born(&trained[4], ""), 0, "all births are known");
}
