//! The headless command stopped and continued: the same digests and tables as in one go.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use censet::digest::of_experiment;
use censet::experiment::parse;

const EXPERIMENT: &str = "train=2000&test=200&side=14&hidden=40-30&epochs=30&k=0.3\
                          &lanes=set,censet,mlp&lc=published";

/// A fresh folder that goes when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().into()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_censet-lab"));
    command.arg("run").args(arguments);
    command
}

fn run(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

fn digests(output: &Output) -> Vec<String> {
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    let text = String::from_utf8_lossy(&output.stdout);
    let lines = text.lines().filter(|line| line.starts_with("digest "));
    lines.map(String::from).collect()
}

fn refusal(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stderr).unwrap()
}

/// The cells of a table, but for the seconds.
fn table(file: &str) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    let header = text.lines().next().unwrap();
    let seconds = header.split(',').position(|name| name == "seconds");
    let cells = text.lines().flat_map(|line| line.split(',').enumerate());
    let kept = cells.filter(|&(column, _)| Some(column) != seconds);
    kept.map(|(_, cell)| cell.into()).collect()
}

/// Starts the command, lets it report so many epochs and asks it to stop.
#[cfg(unix)]
fn interrupt(arguments: &[&str], table: &str, lines: usize) -> Output {
    let mut child = command(arguments);
    child.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = child.spawn().unwrap();
    let start = Instant::now();
    let reported = || fs::read_to_string(table).map_or(0, |text| text.lines().count());
    while reported() < lines && child.try_wait().unwrap().is_none() {
        assert!(start.elapsed() < Duration::from_secs(120), "it hangs");
        sleep(Duration::from_millis(2));
    }
    let kill = format!("kill -INT {}", child.id());
    let kill = Command::new("sh").args(["-c", &kill]).status();
    assert!(kill.unwrap().success());
    child.wait_with_output().unwrap()
}

#[test]
#[cfg(unix)]
fn stopped_and_continued_equals_one_go() {
    let (whole, parts) = (Folder::new("whole"), Folder::new("parts"));
    let expected = digests(&run(&[EXPERIMENT, "--out", &whole.file("")]));
    assert_eq!(expected.len(), 3);

    let (out, save) = (parts.file(""), parts.file("run.save"));
    let mut arguments = vec![EXPERIMENT, "--out", &out];
    // In the first lane, then in the second.
    for lines in [5, 40] {
        let output = interrupt(&arguments, &parts.file("epochs.csv"), lines);
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(130), "{error}");
        assert!(error.contains("--resume"), "{error}");
        assert!(output.stdout.starts_with(b"experiment "));
        arguments = vec!["--resume", &save, "--out", &out];
    }
    assert_eq!(digests(&run(&arguments)), expected);
    for name in [
        "epochs.csv",
        "centrality.csv",
        "statistics.csv",
        "experiment.txt",
    ] {
        assert_eq!(table(&parts.file(name)), table(&whole.file(name)), "{name}");
    }
    assert!(!Path::new(&parts.file("run.save.part")).exists());
}

#[test]
fn a_finished_run_can_be_given_more_epochs() {
    let folder = Folder::new("more");
    let text =
        |epochs| format!("train=300&test=100&side=7&hidden=20&lanes=set,mlp&epochs={epochs}");
    let (save, short, long) = (
        folder.file("a.save"),
        folder.file("short"),
        folder.file("long"),
    );
    digests(&run(&[&text(2), "--save", &save, "--save-every", "0"]));
    let expected = digests(&run(&[&text(4), "--out", &long]));
    let more = run(&[&text(4), "--resume", &save, "--out", &short]);
    assert_eq!(digests(&more), expected);
    for name in ["epochs.csv", "centrality.csv", "statistics.csv"] {
        let path = |folder: &str| format!("{folder}/{name}");
        assert_eq!(table(&path(&short)), table(&path(&long)));
    }
}

#[test]
fn what_cannot_be_resumed_gets_a_sentence() {
    let folder = Folder::new("refused");
    let (save, bad) = (folder.file("a.save"), folder.file("b.save"));
    let text = "train=100&test=100&side=7&hidden=20&lanes=set&epochs=2";
    digests(&run(&[text, "--save", &save]));

    let other = refusal(&[&text.replace("hidden=20", "hidden=21"), "--resume", &save]);
    assert!(
        other.contains("the saved run is of another experiment: it holds v=1"),
        "{other}"
    );
    let fewer = refusal(&[&text.replace("epochs=2", "epochs=1"), "--resume", &save]);
    assert!(
        fewer.contains("epochs can only be raised: the saved run has 2, and 1"),
        "{fewer}"
    );
    assert!(refusal(&["--resume", &bad]).contains("cannot read"));
    let bytes = fs::read(&save).unwrap();
    fs::write(&bad, &bytes[..bytes.len() / 2]).unwrap();
    let cut = refusal(&["--resume", &bad]);
    assert!(
        cut.contains("b.save is a saved run that is cut short"),
        "{cut}"
    );
    let nowhere = folder.file("no/such/folder/a.save");
    assert!(refusal(&["--resume", &save, "--save", &nowhere]).contains("cannot save"));
}

/// A save that has come into the wrong folder, of another seed or with other lanes.
#[test]
fn the_save_of_another_run_starts_a_run_anew() {
    let folder = Folder::new("mixed");
    let text = "train=100&test=100&side=7&hidden=20&lanes=set&epochs=2&seed=2";
    let expected = digests(&run(&[text]));
    for other in [
        text.replace("seed=2", "seed=1"),
        text.replace("lanes=set", "lanes=set,mlp"),
        text.replace("epochs=2", "epochs=3"),
    ] {
        let runs = folder.file("runs");
        let experiment = parse(text).experiment.unwrap();
        let unfinished = format!("{runs}/unfinished-{}", of_experiment(&experiment));
        fs::create_dir_all(&unfinished).unwrap();
        let save = format!("{unfinished}/run.save");
        digests(&run(&[&other, "--save", &save]));
        let output = run(&[text, "--into", &runs]);
        assert_eq!(digests(&output), expected, "{other}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            said.contains("the run starts anew: ")
                && said.contains("is the run of another experiment: v=1"),
            "{said}"
        );
        fs::remove_dir_all(runs).unwrap();
    }
}
