//! The command `reproduce`: what it makes of finished runs, and that it resumes. Training FashionMNIST
//! itself needs its files; everything else here works on folders prepared as a run leaves them.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

// The modules of the command that have unit tests, and what these need.
#[allow(dead_code)]
#[path = "../src/command/finding.rs"]
mod finding;
#[allow(dead_code)]
#[path = "../src/command/reproduce/plan.rs"]
mod plan;
#[allow(dead_code)]
#[path = "../src/command/reproduce/tables.rs"]
mod tables;

/// An empty folder of this test's own, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let name = format!("censet-lab-reproduce-{test}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    /// A finished run: `accuracy` of each epoch from 0, and centralities that follow from the epoch.
    fn run(&self, experiment: &str, accuracy: &[f64]) {
        let name = experiment.replace(['&', ':'], "_");
        self.write(&name, "experiment.txt", &format!("{experiment}\n"));
        let mut csv = String::from(
            "lane,epoch,test_accuracy,connections,lc_mean,lc_std,recorded_lc_mean,recorded_lc_std\n",
        );
        for (epoch, accuracy) in accuracy.iter().enumerate() {
            let lc = epoch as f64;
            let connections = 33_000 + epoch;
            writeln!(
                csv,
                "x,{epoch},{accuracy},{connections},{lc},{},{},{}",
                2.0 * lc,
                3.0 * lc,
                4.0 * lc
            )
            .unwrap();
        }
        self.write(&name, "epochs.csv", &csv);
        let record = r#"{"digest":"0","seconds":1,"version":"0.0.0","commit":"abc"}"#;
        self.write(&name, "run.json", record);
    }

    fn write(&self, run: &str, file: &str, text: &str) {
        fs::create_dir_all(self.0.join(run)).unwrap();
        fs::write(self.0.join(run).join(file), text).unwrap();
    }

    fn measured(&self) -> Value {
        self.json("measured.json")
    }

    fn json(&self, name: &str) -> Value {
        serde_json::from_str(&fs::read_to_string(self.0.join(name)).unwrap()).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn reproduce(out: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_censet-lab"))
        .args(["reproduce", "--out"])
        .arg(out)
        .args(arguments)
        .output()
        .unwrap()
}

/// What the command printed; it must have ended well.
fn said(output: &Output) -> String {
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What the command complained of; it must have failed.
fn complained(output: &Output) -> String {
    assert!(!output.status.success());
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The printed line that has all these words.
fn line<'a>(text: &'a str, words: &[&str]) -> &'a str {
    let mut lines = text.lines();
    let found = lines.find(|line| words.iter().all(|word| line.contains(word)));
    found.unwrap_or_else(|| panic!("no line with {words:?} in\n{text}"))
}

/// The measurement at this place.
fn cell<'a>(measured: &'a Value, table: u8, row: &str, column: &str, statistic: &str) -> &'a Value {
    let cells = measured["cells"].as_array().unwrap();
    let found = cells.iter().find(|cell| {
        cell["table"] == table
            && cell["row"] == row
            && cell["column"] == column
            && cell["statistic"] == statistic
    });
    found.unwrap_or_else(|| panic!("no {statistic} at {row}, {column} of Table {table}"))
}

const KS: [&str; 9] = ["0", "0.5", "1", "1.5", "2", "2.5", "3", "3.5", "4"];

/// A run of 50 epochs whose last ten have this mean accuracy.
fn fifty(mean: f64) -> Vec<f64> {
    let late = (0..10).map(|i| mean + f64::from(i) - 4.5);
    std::iter::repeat_n(10.0, 41).chain(late).collect()
}

#[test]
fn finished_runs_are_compared_and_not_trained_again() {
    let out = Folder::new("table-5");
    for k in KS {
        for (seed, mean) in [("", 81.0), ("&seed=2", 82.0), ("&seed=3", 86.0)] {
            let text = format!("v=1&preset=published&lanes=censet:k={k}&epochs=50{seed}");
            out.run(&text, &fifty(mean));
        }
    }
    // What a stopped run leaves is no run.
    out.write("unfinished-x", "epochs.csv", "lane");
    let text = said(&reproduce(&out.0, &["--table", "5", "--data", "nowhere"]));
    assert!(text.contains("27 runs, 27 of them finished"), "{text}");
    let within = line(
        &text,
        &[
            "μ − 2σ",
            "82.59",
            "83.00 ± 2.65 (3)",
            "+0.41",
            "yes (82.59 ± 1.5)",
        ],
    );
    assert!(within.contains("FashionMNIST accuracy"));
    line(&text, &["μ − 1σ", "80.11", "+2.89", "NO (80.11 ± 1.5)"]);
    // Printed by mistake: compared with what was recorded.
    line(&text, &["μ − 0.5σ", "61.63, 77.12*", "+5.88"]);
    assert!(!text.contains("CIFAR-10 accuracy"), "{text}");

    let measured = out.measured();
    assert_eq!(measured["trial"], Value::Null);
    let found = cell(&measured, 5, "μ − 2σ", "FashionMNIST accuracy", "accuracy");
    assert_eq!(found["values"], serde_json::json!([81.0, 82.0, 86.0]));
    assert_eq!(found["seeds"], serde_json::json!([1, 2, 3]));
    assert_eq!(
        (&found["epochs"], &found["within"]),
        (&50.into(), &true.into())
    );
    assert_eq!(found["commits"], serde_json::json!(["abc"]));
    assert_eq!(
        found["experiment"],
        "v=1&preset=published&lanes=censet:k=2&epochs=50"
    );
}

#[test]
fn an_epoch_of_the_paper_is_the_next_of_ours() {
    let out = Folder::new("table-9");
    for lane in ["mlp", "set", "censet:k=2.8"] {
        out.run(&format!("v=1&preset=published&lanes={lane}"), &[50.0; 201]);
    }
    let text = said(&reproduce(&out.0, &["--table", "9", "--seeds", "1"]));
    line(
        &text,
        &[
            "100",
            "SET LC",
            "σ of LC, the code's graph",
            "404.000 (1)",
            "NO (5.97",
        ],
    );
    let measured = out.measured();
    let value = |statistic| &cell(&measured, 9, "175", "CenSET LC", statistic)["mean"];
    assert_eq!(value("recorded_lc_mean"), 3.0 * 176.0);
    assert_eq!(value("recorded_lc_std"), 4.0 * 176.0);
    assert_eq!(value("lc_mean"), 176.0);
    // Table 4 has the last epoch's centrality, the accuracy of ten, and the connections at the start.
    let four = |column, statistic| &cell(&measured, 4, "FashionMNIST", column, statistic)["mean"];
    assert_eq!(four("SET LC", "recorded_lc_std"), 800.0);
    assert_eq!(four("MLP accuracy", "accuracy"), 50.0);
    assert_eq!(four("SET connections", "connections"), 33_000.0);
}

#[test]
fn what_is_wrong_is_said_in_a_sentence() {
    let out = Folder::new("errors");
    let error = complained(&reproduce(&out.0, &["--table", "10"]));
    assert!(
        error.contains("--table 10: the tables that can be reproduced are 4, 5, 6, 9"),
        "{error}"
    );
    let error = complained(&reproduce(&out.0, &["--table", "5", "--epochs", "0"]));
    assert!(
        error.contains("this trial cannot run") && error.contains("epochs = \"0\""),
        "{error}"
    );
    let error = complained(&reproduce(&out.0, &["--table", "5", "--data", "nowhere"]));
    assert!(error.contains("cannot read nowhere"), "{error}");
    out.run("v=1&preset=published&lanes=set", &[1.0; 20]);
    let error = complained(&reproduce(&out.0, &["--table", "4"]));
    assert!(
        error.contains("is no finished run (epochs.csv: 181 epochs"),
        "{error}"
    );
}

#[test]
fn a_trial_trains_what_is_missing_once() {
    let Some(data) = std::env::var_os("FASHION_MNIST_DIR") else {
        println!("skipped: a_trial_trains_what_is_missing_once: FASHION_MNIST_DIR is not set");
        return;
    };
    let out = Folder::new("trial");
    let data = data.to_string_lossy();
    let trial = [
        "--table", "9", "--epochs", "1", "--train", "300", "--seeds", "1", "--data", &data,
    ];
    let text = said(&reproduce(&out.0, &trial));
    assert!(
        text.contains("A trial with 1 epoch on the first 300 training images"),
        "{text}"
    );
    assert!(text.contains("3 runs, 0 of them finished"), "{text}");
    assert!(!out.0.join("measured.json").exists());
    let measured = out.json("trial.json");
    assert!(measured["trial"].is_string());
    let sigma = cell(&measured, 9, "0", "SET LC", "recorded_lc_std");
    assert!(sigma["mean"].as_f64().unwrap() > 0.0 && sigma["within"].is_null());
    let again = said(&reproduce(&out.0, &trial));
    assert!(again.contains("3 runs, 3 of them finished"), "{again}");
    // A trial is not taken for the paper's run.
    let folders = fs::read_dir(&out.0)
        .unwrap()
        .filter(|e| e.as_ref().unwrap().path().is_dir());
    for folder in folders {
        let text = fs::read_to_string(folder.unwrap().path().join("experiment.txt")).unwrap();
        assert!(
            text.contains("train=300") && text.contains("epochs=1"),
            "{text}"
        );
    }
}

#[test]
fn runs_made_elsewhere_count_with_what_must_be_said_of_them() {
    let (out, elsewhere) = (Folder::new("elsewhere-out"), Folder::new("elsewhere-runs"));
    let text = "v=1&preset=published&data=cifar10&lanes=set&epochs=60";
    let accuracy: Vec<f64> = (0..=60).map(f64::from).collect();
    elsewhere.run(text, &accuracy);
    let folder = elsewhere.0.to_str().unwrap();
    let note = "on other images";
    let arguments = ["--only-compare", "--runs", folder, "--note", note];
    said(&reproduce(&out.0, &arguments));
    let measured = out.measured();
    // The paper's run has 400 epochs: ours stands for its end only with a word of warning.
    let end = cell(&measured, 4, "CIFAR-10", "SET accuracy", "accuracy");
    assert_eq!(end["mean"], 55.5);
    assert_eq!(
        (&end["epochs"], &end["paper_epochs"]),
        (&60.into(), &400.into())
    );
    assert_eq!(
        (&end["experiment"], &end["note"]),
        (&text.into(), &note.into())
    );
    // What an epoch showed is the same in a longer run.
    let within = cell(&measured, 10, "50", "SET LC", "recorded_lc_mean");
    assert_eq!(
        (&within["mean"], &within["epoch"]),
        (&153.0.into(), &51.into())
    );
    assert_eq!(within["paper_epochs"], Value::Null);
    // Epochs that it did not reach stay unmeasured.
    let cells = measured["cells"].as_array().unwrap();
    assert!(
        !cells
            .iter()
            .any(|cell| cell["table"] == 10 && cell["row"] == "75")
    );
}

/// A run counts once, however many folders have it, and keeps what must be said of it.
#[test]
fn a_run_in_two_folders_counts_once() {
    let (out, elsewhere) = (Folder::new("twice-out"), Folder::new("twice-runs"));
    let run = |folder: &Folder, seed: &str| {
        folder.run(
            &format!("v=1&preset=published&lanes=set{seed}"),
            &[50.0; 201],
        );
    };
    run(&out, "");
    run(&elsewhere, "");
    run(&elsewhere, "&seed=2");
    let note = |folders: &[&Folder]| {
        let mut arguments = vec!["--only-compare"];
        for folder in folders {
            arguments.extend(["--runs", folder.0.to_str().unwrap(), "--note", "on others"]);
        }
        said(&reproduce(&out.0, &arguments));
        let measured = out.measured();
        let found = cell(&measured, 4, "FashionMNIST", "SET accuracy", "accuracy");
        (found["seeds"].clone(), found["note"].clone())
    };
    assert_eq!(note(&[]), (serde_json::json!([1]), Value::Null));
    assert_eq!(
        note(&[&elsewhere]),
        (serde_json::json!([1, 2]), "on others".into())
    );
}

/// A run of two lanes is named and left out, and what a run says of its images stays with its numbers.
#[test]
fn runs_that_do_not_fit_are_named_and_copies_stay_copies() {
    let (out, elsewhere) = (Folder::new("lanes-out"), Folder::new("lanes-runs"));
    elsewhere.run("v=1&preset=published&lanes=set,mlp", &[50.0; 201]);
    let copied = "v=1&preset=published&lanes=set";
    elsewhere.run(copied, &[50.0; 201]);
    let record = r#"{"digest":"0","seconds":1,"version":"0","commit":"a","copy":"A copy."}"#;
    elsewhere.write(&copied.replace('&', "_"), "run.json", record);
    elsewhere.run("v=1&preset=published&lanes=set&seed=9", &[50.0; 3]);
    elsewhere.write("strange", "run.json", "{}");
    let folder = elsewhere.0.to_str().unwrap();
    for (note, expected) in [
        (None, "A copy."),
        (Some("On others."), "On others. A copy."),
    ] {
        let mut arguments = vec!["--only-compare", "--runs", folder];
        arguments.extend(note.iter().flat_map(|note| ["--note", note]));
        let output = reproduce(&out.0, &arguments);
        let why = String::from_utf8_lossy(&output.stderr);
        assert!(
            why.contains("left out: ") && why.contains("set,mlp"),
            "{why}"
        );
        // What is damaged, or no run at all, stops nothing.
        for (run, what) in [
            ("seed=9", "198 epochs are missing"),
            ("strange", "experiment.txt"),
        ] {
            let line = why
                .lines()
                .find(|line| line.contains(run))
                .unwrap_or_default();
            assert!(line.contains("left out: ") && line.contains(what), "{why}");
        }
        assert!(said(&output).contains("1 run finished in"));
        let measured = out.measured();
        let found = cell(&measured, 4, "FashionMNIST", "SET accuracy", "accuracy");
        assert_eq!(found["note"], expected);
    }
}

/// What is stopped by Ctrl-C goes on where it was, and gives the bits of a run that was not stopped.
#[test]
fn a_stopped_reproduction_goes_on_within_a_run() {
    let Some(data) = std::env::var_os("FASHION_MNIST_DIR") else {
        println!(
            "skipped: a_stopped_reproduction_goes_on_within_a_run: FASHION_MNIST_DIR is not set"
        );
        return;
    };
    let out = Folder::new("stopped");
    let data = data.to_string_lossy();
    let trial = [
        "--table", "5", "--epochs", "12", "--train", "1000", "--seeds", "1", "--data", &data,
    ];
    let mut child = Command::new(env!("CARGO_BIN_EXE_censet-lab"))
        .args(["reproduce", "--out"])
        .arg(&out.0)
        .args(trial)
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let epochs = || {
        let folders = fs::read_dir(&out.0)
            .unwrap()
            .map(|entry| entry.unwrap().path());
        let unfinished = |path: &PathBuf| path.to_string_lossy().contains("unfinished-");
        let file = folders.filter(unfinished).find(|path| path.is_dir());
        file.and_then(|folder| fs::read_to_string(folder.join("epochs.csv")).ok())
            .map_or(0, |text| text.lines().count())
    };
    while epochs() < 4 && child.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let kill = format!("kill -INT {}", child.id());
    assert!(
        Command::new("sh")
            .args(["-c", &kill])
            .status()
            .unwrap()
            .success()
    );
    let stopped = child.wait_with_output().unwrap();
    assert_eq!(stopped.status.code(), Some(130));
    let text = said(&reproduce(&out.0, &trial));
    assert!(text.contains("goes on in epoch"), "{text}");
    let digest = |folder: &Path| {
        let text = fs::read_to_string(folder.join("run.json")).unwrap();
        let record: Value = serde_json::from_str(&text).unwrap();
        record["digest"].clone()
    };
    let whole = Folder::new("whole");
    let folders = fs::read_dir(&out.0)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let first = folders
        .filter(|folder| folder.join("run.json").is_file())
        .min_by_key(|folder| folder.metadata().unwrap().modified().unwrap())
        .unwrap();
    let experiment = fs::read_to_string(first.join("experiment.txt")).unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_censet-lab"))
        .args(["run", experiment.trim(), "--data", &data, "--into"])
        .arg(&whole.0)
        .output()
        .unwrap();
    said(&run);
    let place = whole.0.join(first.file_name().unwrap());
    assert_eq!(digest(&place), digest(&first));
}
