//! Images that are held back: never learned from, and all that is chosen by.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use censet::dataset::{Dataset, SOURCES};
use censet::experiment::{Data, Experiment, Preset, parse};
use censet::network::{Batch, Inputs, Workspace};
use censet::rewiring::METHODS;
use censet::save;
use censet::trainer::{CSV_HEADER, EpochReport, History, Phase, Trainer, Validation, csv_header};
use serde_json::Value;
use tempfile::tempdir;

use crate::common;

/// 70 test and 45 validation images: the last tile of either has room left.
const SMALL: &str = "data=garments&test=70&side=7&hidden=18-12&epsilon=4&k=0.3&batch=60&epochs=4";

fn experiment(text: &str) -> Experiment {
    parse(text)
        .experiment
        .unwrap_or_else(|errors| panic!("{text}: {errors:?}"))
}

fn garments(experiment: &Experiment) -> Dataset {
    Dataset::garments(experiment.train, experiment.test, experiment.side)
}

fn trained(text: &str, dataset: Dataset) -> (Trainer, Vec<EpochReport>) {
    let mut lane = Trainer::new(experiment(text), 0, Arc::new(dataset));
    let mut reports = Vec::new();
    while lane.phase() != Phase::Finished {
        reports.extend(lane.advance().report);
    }
    (lane, reports)
}

/// The same bits as if the images that are held back were not there at all.
#[test]
fn training_is_that_of_the_images_before() {
    // AccSET looks at them.
    for method in METHODS.iter().filter(|method| method.id != "accset") {
        for preset in Preset::ALL {
            let text = format!("{SMALL}&preset={}&lanes={}", preset.name(), method.id);
            let held = format!("{text}&train=230&validation=45");
            let fewer = format!("{text}&train=185");
            let (lane, reports) = trained(&held, garments(&experiment(&held)));
            let (other, others) = trained(&fewer, garments(&experiment(&fewer)));
            assert_eq!(lane.network(), other.network(), "{held}");
            assert_eq!(lane.standardiser(), other.standardiser());
            assert!(others.iter().all(|report| report.validation.is_none()));
            let silent = reports.into_iter().map(|report| EpochReport {
                validation: report.validation.map(|_| None).expect("validated"),
                ..report
            });
            assert!(silent.eq(others), "{held}");
        }
    }
}

/// Whatever the images that are held back hold, no network knows.
#[test]
fn held_back_images_change_nothing_but_their_own_accuracy() {
    for &source in SOURCES {
        let text = format!(
            "data={}&train=230&validation=45&test=70&hidden=18-12&epsilon=4&augment=1&lanes=set&epochs=2",
            source.id
        );
        let data = Data::Source(source);
        let noise = common::noise(data, 230, 70, None);
        let mut other = noise.clone();
        for row in 185..230 {
            other.train.images.row_mut(row).fill(row as u8);
            other.train.labels[row] = 3;
        }
        let (lane, reports) = trained(&text, noise);
        let (twin, others) = trained(&text, other);
        assert_eq!(lane.network(), twin.network(), "{text}");
        let losses = |reports: &[EpochReport]| -> Vec<f64> {
            let each = reports.iter();
            each.map(|report| report.validation.unwrap().loss).collect()
        };
        assert_ne!(losses(&reports), losses(&others));
        let test = |reports: &[EpochReport]| -> Vec<f64> {
            reports.iter().map(|report| report.test_accuracy).collect()
        };
        assert_eq!(test(&reports), test(&others));
    }
}

/// What is reported is what the network says of the last training images.
#[test]
fn accuracy_and_loss_are_those_of_the_last_training_images() {
    let text = format!("{SMALL}&train=230&validation=45&lanes=mlp");
    let (lane, reports) = trained(&text, garments(&experiment(&text)));
    let rows: Vec<u32> = (185..230).collect();
    let split = &lane.dataset().train;
    let batch = Batch {
        inputs: Inputs::Images {
            images: split.images.view(),
            rows: &rows,
            standardiser: lane.standardiser(),
        },
        classes: &split.labels[185..],
    };
    let said = lane
        .network()
        .probabilities(batch, &mut Workspace::default());
    let classes = split.labels[185..].iter().map(|&class| usize::from(class));
    let (mut right, mut loss) = (0, 0.0);
    for (row, class) in said.rows().into_iter().zip(classes) {
        right += u32::from(row.iter().all(|&p| p <= row[class]));
        loss -= f64::from(row[class]).ln();
    }
    // The dense network is never rewired: it is still the one that was measured.
    let Validation {
        accuracy,
        loss: mean,
    } = reports.last().unwrap().validation.unwrap();
    assert_eq!(accuracy, 100.0 * f64::from(right) / 45.0);
    common::assert_close("loss", &[mean], &[loss / 45.0], 1e-5, 0.0);
}

#[test]
fn accset_decides_by_them_and_never_by_the_test_images() {
    let text = "data=garments&train=600&test=70&side=7&hidden=30-20&epsilon=6&epochs=30&lanes=accset&lr=0.05";
    let held = format!("{text}&validation=90");
    let (lane, reports) = trained(&held, garments(&experiment(&held)));
    let validation = |report: &EpochReport| report.validation.unwrap().accuracy;
    let (mut fell, mut rose) = (0, 0);
    for pair in reports.windows(2).take(29) {
        let grown = if validation(&pair[1]) < validation(&pair[0]) {
            fell += 1;
            pair[1].removed
        } else {
            rose += 1;
            0
        };
        assert_eq!(pair[1].grown, grown, "epoch {}", pair[1].epoch);
    }
    assert!(fell > 2 && rose > 2, "{fell} epochs fell, {rose} did not");

    // With other test images it wires the same network; without the key, another.
    let with_other_test = |text: &str| {
        let mut other = garments(&experiment(text));
        other
            .test
            .labels
            .iter_mut()
            .for_each(|label| *label = 9 - *label);
        trained(text, other).0
    };
    assert_eq!(lane.network(), with_other_test(&held).network());
    let (lane, _) = trained(text, garments(&experiment(text)));
    assert_ne!(lane.network(), with_other_test(text).network());
}

/// Saved half-way through the images that are held back.
#[test]
fn a_lane_goes_on_with_the_same_bits() {
    // A network so large that these images take several pieces.
    let text = "data=garments&train=260&validation=130&test=70&side=7&hidden=560-560&epsilon=10000&lanes=accset\
                &batch=65&epochs=2";
    let experiment = experiment(text);
    let dataset = Arc::new(garments(&experiment));
    let mut lane = Trainer::new(experiment, 0, Arc::clone(&dataset));
    let mut history = History::default();
    let mut within = 0;
    while lane.phase() != Phase::Finished {
        let progress = lane.advance();
        if let Some(report) = progress.report {
            history.record(&lane, report);
        }
        if progress.phase != Phase::Evaluate || !(71..200).contains(&progress.done) {
            continue;
        }
        within += 1;
        let bytes = save::lane(&lane, &history).unwrap();
        let saved = save::SavedLane::read(&bytes).unwrap();
        let (twin, told) = saved.resume(Arc::clone(&dataset)).unwrap();
        assert_eq!(told, history);
        assert_eq!(save::lane(&twin, &told).unwrap(), bytes);
        lane = twin;
    }
    assert!(
        within > 3,
        "{within} saves among the images that are held back"
    );
    let (whole, reports) = trained(text, garments(lane.experiment()));
    assert_eq!(lane.network(), whole.network());
    let told = history.epochs().iter().map(|epoch| &epoch.report);
    assert!(told.eq(&reports));
}

fn lab(arguments: &[&str]) -> (String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_censet-lab"))
        .args(arguments)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    (String::from_utf8(output.stdout).unwrap(), said)
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn the_command_tells_them_apart_and_has_no_column_more_without() {
    let folder = tempdir().unwrap();
    let text = format!("{SMALL}&train=230&lanes=set,mlp");
    let held = format!("{text}&validation=45");
    let header = |name: &str, text: &str| {
        let out = folder.path().join(name);
        lab(&["run", text, "--quiet", "--out", path(&out)]);
        let epochs = fs::read_to_string(out.join("epochs.csv")).unwrap();
        let record = fs::read_to_string(out.join("run.json")).unwrap();
        let record: Value = serde_json::from_str(&record).unwrap();
        (epochs, record)
    };
    let (epochs, record) = header("plain", &text);
    assert_eq!(epochs.lines().next(), Some(CSV_HEADER));
    assert!(record["lanes"][0].get("validation_accuracy").is_none());
    assert!(record["data"].get("validation").is_none());
    let (epochs, record) = header("held", &held);
    assert_eq!(epochs.lines().next(), Some(&*csv_header(true)));
    let columns = csv_header(true).split(',').count();
    assert!(
        epochs
            .lines()
            .all(|line| line.split(',').count() == columns)
    );
    let last = epochs.lines().nth(5).unwrap().split(',').nth(13).unwrap();
    let accuracy: f64 = last.parse().unwrap();
    assert_eq!(record["lanes"][0]["validation_accuracy"], accuracy);
    assert_eq!(record["data"]["train"], 185);
    assert_eq!(record["data"]["validation"], 45);
    let (lines, _) = lab(&["run", &held, "--json"]);
    let row: Value = serde_json::from_str(lines.lines().nth(4).unwrap()).unwrap();
    assert_eq!(row["validation_accuracy"], accuracy);
    assert!(row["validation_loss"].as_f64().unwrap() > 0.0);
    let (lines, _) = lab(&["run", &text, "--json"]);
    assert!(!lines.contains("validation"));
    let (lines, _) = lab(&["run", &held]);
    assert!(
        lines.contains(&format!("validation {accuracy:.2} % (loss ")),
        "{lines}"
    );
    // Figures are drawn from either.
    let held = folder.path().join("held");
    let figures = folder.path().join("figures");
    let figure = ["--figure", "validation", "--out", path(&figures)];
    lab(&[&["plot", path(&held)], &figure[..]].concat());
    assert!(fs::read_dir(figures).unwrap().count() > 0);
}

#[test]
fn collect_compares_by_them_and_shows_both() {
    let folder = tempdir().unwrap();
    let (runs, json) = (
        folder.path().join("runs"),
        folder.path().join("search.json"),
    );
    let grid =
        "train=300&validation=100&test=100&side=7&hidden=20-10&epochs=3&lanes=set,mlp&seed=1|2";
    lab(&["sweep", grid, "--out", path(&runs)]);
    let (table, said) = lab(&["collect", path(&runs), "--json", path(&json)]);
    let lines: Vec<Vec<&str>> = table
        .lines()
        .map(|line| line.split(',').collect())
        .collect();
    let cell = |row: usize, name: &str| {
        let column = lines[0].iter().position(|column| *column == name);
        lines[row][column.unwrap_or_else(|| panic!("no {name}"))]
    };
    let number = |row, name| cell(row, name).parse::<f64>().unwrap();
    let found: Value = serde_json::from_slice(&fs::read(json).unwrap()).unwrap();
    for row in 1..=4 {
        let run = &found["runs"][row - 1];
        let held = &run["validation"];
        assert_ne!(held["accuracy"], run["accuracy"]);
        let mean = held["accuracy_mean"].as_f64().unwrap();
        assert!((number(row, "validation_mean") - mean).abs() < 1e-4);
        let last = held["accuracy"].as_array().unwrap()[3].as_f64().unwrap();
        assert!((number(row, "validation_final") - last).abs() < 1e-4);
    }
    // The dense network's runs come first.
    assert_eq!([1, 3].map(|row| cell(row, "lane")), ["mlp", "set"]);
    let groups = [1, 3].map(|row| number(row, "group_validation_mean"));
    let most = groups[0].max(groups[1]);
    let best = (1..=4).find(|&row| cell(row, "group_best") == "best");
    assert_eq!(number(best.unwrap(), "group_validation_mean"), most);
    let told = [1, 3].map(|row| number(row, "group_minus_set"));
    let minus_set = groups.map(|mean| mean - groups[1]);
    common::assert_close("minus SET", &told, &minus_set, 0.0, 2e-4);
    assert!(
        said.contains(&format!("{most:.2} % of the validation images (")),
        "{said}"
    );

    // Without the key there is no such column.
    let runs = folder.path().join("plain");
    lab(&[
        "sweep",
        &grid.replace("&validation=100", ""),
        "--out",
        path(&runs),
    ]);
    let (table, said) = lab(&["collect", path(&runs)]);
    assert!(!(table + &said).contains("validation"));
}
