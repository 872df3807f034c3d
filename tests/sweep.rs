//! Sweeps: two processes share a folder, one is killed, and nothing is lost or done twice.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use censet::dataset::cifar;
use censet::digest::of_experiment;
use censet::experiment::{Experiment, Grid, parse};
use censet::trainer::CSV_HEADER;

/// A grid of eight short runs, k where the lane is CenSET.
const GRID: &str = "train=3000&test=200&side=7&hidden=40-30&epsilon=6&epochs=12&lanes=set,censet:k=0..1/0.5&seed=1|2";

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_censet-lab"));
    command
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Runs the command to its end; its standard output, if it succeeds.
fn lab(arguments: &[&str]) -> Result<String, String> {
    let Output {
        status,
        stdout,
        stderr,
    } = command(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    if status.success() {
        Ok(text(stdout))
    } else {
        Err(text(stderr))
    }
}

fn experiments() -> Vec<Experiment> {
    Grid::parse(GRID).unwrap().experiments().to_vec()
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The finished runs of a folder, by name.
fn finished(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return vec![];
    };
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names
        .filter(|name| !name.starts_with("unfinished-") && name != "index.csv")
        .collect();
    names.sort();
    names
}

/// Waits until `ready`, at most a minute.
fn wait(mut ready: impl FnMut() -> bool) {
    let start = Instant::now();
    while !ready() {
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "nothing happened"
        );
        thread::sleep(Duration::from_millis(5));
    }
}

/// A process that is killed when the test ends in whatever way.
struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The files of all finished runs, without the seconds, which differ.
fn contents(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut contents = Vec::new();
    for run in finished(folder) {
        for file in [
            "experiment.txt",
            "epochs.csv",
            "centrality.csv",
            "digest.txt",
        ] {
            let text = fs::read_to_string(folder.join(&run).join(file)).unwrap();
            let seconds = CSV_HEADER.split(',').position(|column| column == "seconds");
            let line = |line: &str| match file {
                "epochs.csv" => {
                    let mut cells: Vec<&str> = line.split(',').collect();
                    cells.remove(seconds.unwrap());
                    cells.join(",")
                }
                _ => line.into(),
            };
            let lines = text.lines().map(line).collect::<Vec<_>>();
            contents.push((Path::new(&run).join(file), lines.join("\n")));
        }
    }
    contents
}

#[test]
fn a_grid_is_listed_one_experiment_a_line() {
    let listed = lab(&["sweep", GRID, "--list"]).unwrap();
    let expected: Vec<String> = experiments().iter().map(Experiment::to_string).collect();
    assert_eq!(listed.lines().collect::<Vec<_>>(), expected);
    assert_eq!(expected.len(), 8);
    let said = lab(&["sweep", "k=5..1&seed=1|x", "--list"]).unwrap_err();
    assert!(
        said.contains("k = \"5..1\"") && said.contains("seed = \"1|x\""),
        "{said}"
    );
    let said = lab(&["run", GRID]).unwrap_err();
    assert!(said.contains("which sweep and the page"), "{said}");
}

#[test]
fn two_processes_share_a_sweep_and_one_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let (shared, alone) = (folder.path().join("shared"), folder.path().join("alone"));

    // One process with a run of its own, killed in the middle: a part of a run stays.
    let first = &experiments()[0].to_string();
    let run = |more: &[&str]| command(&[&["run", first, "--into", path(&shared)], more].concat());
    let mut killed = Killed(run(&["--save-every", "0"]).spawn().unwrap());
    let part = shared.join(format!("unfinished-{}", of_experiment(&experiments()[0])));
    let lines = |path: &Path| fs::read_to_string(path).map_or(0, |text| text.lines().count());
    wait(|| lines(&part.join("epochs.csv")) >= 4);
    // While it lives, no other process touches its run.
    let busy = command(&["run", first, "--into", path(&shared)]);
    let busy = { busy }.output().unwrap();
    let said = String::from_utf8(busy.stdout).unwrap();
    assert!(said.starts_with("another process is training"), "{said}");
    assert_eq!(busy.status.code(), Some(75));
    killed.0.kill().unwrap();
    killed.0.wait().unwrap();
    assert_eq!(finished(&shared), [""; 0]);
    // The next one continues it.
    let said = lab(&["run", first, "--into", path(&shared)]).unwrap();
    assert!(said.contains("\nset goes on in epoch "), "{said}");
    assert!(
        !said.contains("set epoch 0/") && said.contains("set epoch 12/12"),
        "{said}"
    );
    assert_eq!(finished(&shared).len(), 1);

    // Two sweeps on one folder, one of them killed in its work.
    let sweep = || {
        command(&["sweep", GRID, "--out", path(&shared), "--jobs", "1"])
            .spawn()
            .unwrap()
    };
    let mut one = Killed(sweep());
    wait(|| finished(&shared).len() > 1);
    let two = sweep();
    one.0.kill().unwrap();
    one.0.wait().unwrap();
    let two = two.wait_with_output().unwrap();
    let said = String::from_utf8(two.stdout).unwrap();
    assert!(
        two.status.success(),
        "{}",
        String::from_utf8_lossy(&two.stderr)
    );

    // Nothing is lost: every run is there, whole, and nothing else is.
    let mut names: Vec<String> = experiments().iter().map(of_experiment).collect();
    names.sort();
    assert_eq!(finished(&shared), names, "{said}");
    let rest = fs::read_dir(&shared).unwrap().count();
    assert_eq!(
        rest,
        names.len() + 1,
        "with index.csv; drafts and locks are gone"
    );

    // Nothing is done twice: another sweep finds all finished and writes nothing.
    let stamps = || -> Vec<_> {
        let paths = finished(&shared)
            .into_iter()
            .map(|name| shared.join(name).join("epochs.csv"));
        paths
            .map(|path| fs::metadata(path).unwrap().modified().unwrap())
            .collect()
    };
    let before = stamps();
    let again = lab(&["sweep", GRID, "--out", path(&shared)]).unwrap();
    assert_eq!(again.trim(), "8 runs, 8 of them finished");
    let again = lab(&["run", first, "--into", path(&shared)]).unwrap();
    assert!(
        again.contains("finished already") && again.contains("digest set "),
        "{again}"
    );
    assert_eq!(stamps(), before);

    // And the bits are those of one undisturbed process.
    lab(&["sweep", GRID, "--out", path(&alone), "--jobs", "2"]).unwrap();
    let (shared_files, alone_files) = (contents(&shared), contents(&alone));
    assert_eq!(shared_files.len(), alone_files.len());
    for (a, b) in shared_files.iter().zip(&alone_files) {
        // Not assert_eq: nobody wants to see a thousand lines.
        assert!(a == b, "{} differs", a.0.display());
    }

    collects(&shared, &alone);
}

/// What `collect` makes of the two folders, which hold the same runs.
fn collects(shared: &Path, alone: &Path) {
    let table = lab(&["collect", path(shared)]).unwrap();
    assert_eq!(lab(&["collect", path(alone), path(shared)]).unwrap(), table);
    let mut lines = table
        .lines()
        .map(|line| line.split(',').collect::<Vec<_>>());
    let header = lines.next().unwrap();
    let rows: Vec<_> = lines.collect();
    assert_eq!(rows.len(), 8);
    let cell = |row: &[&str], key: &str| {
        row[header.iter().position(|column| *column == key).unwrap()].to_string()
    };
    for row in &rows {
        let experiment = parse(&cell(row, "experiment")).experiment.unwrap();
        let run = shared.join(of_experiment(&experiment));
        let epochs = fs::read_to_string(run.join("epochs.csv")).unwrap();
        let accuracy = |line: &str| line.split(',').nth(3).unwrap().parse::<f64>().unwrap();
        let last: Vec<f64> = epochs.lines().skip(1 + 1 + 8).map(accuracy).collect();
        assert_eq!((row.len(), last.len()), (header.len(), 4));
        let mean = last.iter().sum::<f64>() / 4.0;
        assert_eq!(cell(row, "accuracy_mean"), format!("{mean:.4}"));
        let digest = fs::read_to_string(run.join("digest.txt")).unwrap();
        assert!(
            digest
                .trim_end()
                .ends_with(&format!(" {}", cell(row, "digest"))),
            "{digest}"
        );
        assert_eq!(cell(row, "group_seeds"), "2");
        assert_eq!(cell(row, "epochs"), "12");
    }
    assert_eq!(
        rows.iter().filter(|row| cell(row, "lane") == "set").count(),
        2
    );
    assert_eq!(cell(&rows[0], "group_against_set"), "itself");

    // A damaged run is left out and named.
    let victim = shared.join(of_experiment(&experiments()[3]));
    let epochs = fs::read_to_string(victim.join("epochs.csv")).unwrap();
    let cut: Vec<&str> = epochs.lines().take(6).collect();
    fs::write(victim.join("epochs.csv"), cut.join("\n")).unwrap();
    let json = shared.with_file_name("search.json");
    let output = command(&["collect", path(shared), "--json", path(&json)])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("has 4 of the 12 epochs") && said.contains("7 runs"),
        "{said}"
    );
    let json: serde_json::Value = serde_json::from_slice(&fs::read(json).unwrap()).unwrap();
    assert_eq!(json["format"], "censet-lab-search-1");
    assert_eq!(json["runs"].as_array().unwrap().len(), 7);
    assert_eq!(json["groups"].as_array().unwrap().len(), 4);
    assert_eq!(json["runs"][0]["accuracy"].as_array().unwrap().len(), 13);
}

#[test]
fn two_sweeps_at_once_share_the_work() {
    let folder = tempfile::tempdir().unwrap();
    let sweep = || {
        let arguments = ["sweep", GRID, "--out", path(folder.path()), "--jobs", "2"];
        command(&arguments).spawn().unwrap()
    };
    let mut trained = Vec::new();
    for process in [sweep(), sweep()] {
        let output = process.wait_with_output().unwrap();
        assert!(output.status.success());
        let said = String::from_utf8(output.stdout).unwrap();
        let lines = said.lines().skip(1);
        let here = lines.filter(|line| !line.contains("by another process"));
        trained.extend(here.map(|line| line.split([' ', ',']).nth(3).unwrap().to_string()));
    }
    let mut expected: Vec<String> = experiments().iter().map(Experiment::to_string).collect();
    expected.sort();
    trained.sort();
    assert_eq!(trained, expected, "each is trained once");
}

#[test]
fn a_run_that_fails_stops_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let grid = "train=200&test=50&side=7&hidden=10&epochs=1&lanes=set&seed=1..3";
    // A file where a run's folder should be: that run cannot be written.
    let second = &Grid::parse(grid).unwrap().experiments()[1].clone();
    let place = folder
        .path()
        .join(format!("unfinished-{}", of_experiment(second)));
    fs::write(&place, "in the way").unwrap();
    let said = lab(&["sweep", grid, "--out", path(folder.path()), "--jobs", "2"]).unwrap_err();
    assert!(
        said.contains("1 of 3 runs failed") && said.contains("seed=2"),
        "{said}"
    );
    let others = finished(folder.path());
    assert_eq!(others.len(), 2);
    fs::remove_file(place).unwrap();
    lab(&["sweep", grid, "--out", path(folder.path())]).unwrap();
    assert_eq!(finished(folder.path()).len(), 3);
}

#[test]
fn a_damaged_run_fails_alone_and_says_what_helps() {
    let folder = tempfile::tempdir().unwrap();
    let grid = "train=200&test=50&side=7&hidden=10&epochs=2&lanes=set&seed=1..3";
    let sweep = || command(&["sweep", grid, "--out", path(folder.path())]);
    assert!(sweep().output().unwrap().status.success());
    let experiments = Grid::parse(grid).unwrap().experiments().to_vec();
    let [first, second] = [0, 1].map(|i| folder.path().join(of_experiment(&experiments[i])));
    let epochs = fs::read_to_string(first.join("epochs.csv")).unwrap();
    let cut = epochs.lines().take(3).collect::<Vec<_>>().join("\n");
    fs::write(first.join("epochs.csv"), cut).unwrap();
    fs::remove_dir_all(second).unwrap();
    let output = sweep().output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("1 of 3 runs failed") && said.contains(&experiments[0].to_string()),
        "{said}"
    );
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(
        told.contains("has 1 of the 2 epochs of set. Remove it, and it can be trained again"),
        "{told}"
    );
    assert_eq!(finished(folder.path()).len(), 3, "the missing one is there");
    fs::remove_dir_all(first).unwrap();
    assert!(sweep().output().unwrap().status.success());
}

#[cfg(unix)]
#[test]
fn a_sweep_that_is_asked_to_stop_asks_its_processes_to() {
    let folder = tempfile::tempdir().unwrap();
    let grid = "train=3000&test=200&side=7&hidden=40-30&epochs=1000&lanes=set&seed=1|2";
    let arguments = ["sweep", grid, "--out", path(folder.path()), "--jobs", "2"];
    let mut sweep = Killed(command(&arguments).spawn().unwrap());
    let experiments = Grid::parse(grid).unwrap().experiments().to_vec();
    let parts = experiments.iter().map(|experiment| {
        folder
            .path()
            .join(format!("unfinished-{}", of_experiment(experiment)))
    });
    let parts: Vec<PathBuf> = parts.collect();
    let lines = |part: &PathBuf| {
        fs::read_to_string(part.join("epochs.csv")).map_or(0, |text| text.lines().count())
    };
    wait(|| parts.iter().all(|part| lines(part) > 3));
    let asked = Command::new("kill")
        .arg(sweep.0.id().to_string())
        .status()
        .unwrap();
    assert!(asked.success());
    assert_eq!(sweep.0.wait().unwrap().code(), Some(130));
    for part in &parts {
        assert!(part.join("run.save").is_file(), "{}", part.display());
    }
    // Nobody trains them any more.
    let before: Vec<usize> = parts.iter().map(lines).collect();
    thread::sleep(Duration::from_millis(300));
    assert_eq!(parts.iter().map(lines).collect::<Vec<_>>(), before);
}

#[test]
fn a_run_goes_on_when_nobody_reads_what_it_prints() {
    let folder = tempfile::tempdir().unwrap();
    let text = "train=200&test=50&side=7&hidden=10&epochs=9&lanes=set";
    let mut run = command(&["run", text, "--into", path(folder.path())])
        .spawn()
        .unwrap();
    drop(run.stdout.take());
    assert!(run.wait().unwrap().success());
    assert_eq!(finished(folder.path()).len(), 1);
}

#[test]
fn what_is_not_the_official_cifar_10_is_said_with_its_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("cifar");
    fs::create_dir(&data).unwrap();
    for name in cifar::FILES {
        // Ten thousand black images of the first class.
        let file = fs::File::create(data.join(name)).unwrap();
        file.set_len(10_000 * 3073).unwrap();
    }
    let (runs, json) = (
        folder.path().join("runs"),
        folder.path().join("search.json"),
    );
    let text = "data=cifar10&train=20&test=10&side=8&hidden=10&lanes=set,censet&epochs=1";
    lab(&["run", text, "--into", path(&runs), "--data", path(&data)]).unwrap();
    let collect = command(&["collect", path(&runs), "--json", path(&json)]);
    let output = { collect }.output().unwrap();
    let note = "This CIFAR-10 is not the official files";
    assert!(String::from_utf8(output.stderr).unwrap().contains(note));
    let table = String::from_utf8(output.stdout).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&fs::read(json).unwrap()).unwrap();
    for (i, line) in table.lines().skip(1).enumerate() {
        let copy = json["runs"][i]["copy"].as_str().unwrap();
        assert!(copy.starts_with(note), "{copy}");
        assert!(line.contains(&format!(",\"{copy}\",1-1,")), "{line}");
    }
    assert_eq!(json["runs"].as_array().unwrap().len(), 2);

    // A run by itself says it too, and no longer when other images follow.
    let record = folder.path().join("alone/run.json");
    let alone = path(record.parent().unwrap());
    lab(&["run", text, "--out", alone, "--data", path(&data)]).unwrap();
    assert!(fs::read_to_string(&record).unwrap().contains(note));
    let small = "train=20&test=10&side=7&hidden=10&lanes=set&epochs=1";
    lab(&["run", small, "--out", alone, "--force"]).unwrap();
    assert!(!fs::read_to_string(&record).unwrap().contains(note));

    // Where there is only the version for Python, that is refused by name.
    let other = folder.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("cifar-10-python.tar.gz"), b"\x80\x02}q").unwrap();
    let said = lab(&["run", text, "--data", path(&other)]).unwrap_err();
    assert!(
        said.contains("cifar-10-python.tar.gz is the Python or Matlab version"),
        "{said}"
    );
}
