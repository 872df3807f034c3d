//! The table of sources: what README says of it, and what the command says when files are wrong.

use std::path::Path;
use std::process::{Command, Output};

use censet::dataset::SOURCES;
use censet::dataset::source::Files;

/// Runs an experiment on a source with the files of a folder, in which no variable names another.
fn run(experiment: &str, data: &Path) -> Result<String, String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_censet-lab"));
    command.args(["run", experiment, "--data"]).arg(data);
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    match status.success() {
        true => Ok(text(stdout)),
        false => Err(text(stderr)),
    }
}

/// What a source's files are called, to stand after its title.
fn titles(files: &Files) -> String {
    let titles: Vec<&str> = files.sets.iter().map(|set| set.title).collect();
    titles.join(" or its ")
}

#[test]
fn readme_has_a_row_for_each_source() {
    let readme = include_str!("../README.md").replace('`', "");
    for source in SOURCES {
        let thousands = |n: u32| format!("{},{:03}", n / 1000, n % 1000);
        let (train, test) = (thousands(source.train), thousands(source.test));
        let colour = ["grey", "coloured"][usize::from(source.channels == 3)];
        let (files, folder) = match &source.files {
            None => ("none: drawn".into(), String::new()),
            Some(files) => (
                format!("{}'s {}", source.title, titles(files)),
                format!("${} ", files.variable),
            ),
        };
        let (id, side) = (source.id, source.side);
        let row =
            format!("| {id} | {train} + {test} of {side}×{side}, {colour} | {files} | {folder}|");
        assert!(readme.contains(&row), "{row}");
    }
}

#[test]
fn missing_files_are_named_with_where_they_are_looked_for() {
    let folder = tempfile::tempdir().unwrap();
    for source in SOURCES {
        let Some(files) = &source.files else {
            continue;
        };
        let said = run(&format!("data={}", source.id), folder.path()).unwrap_err();
        let first = files.sets.last().unwrap().files[0].name;
        let path = folder.path().join(first);
        assert!(
            said.contains(&format!("cannot read {}", path.display())),
            "{said}"
        );
        let places = format!(
            "{}'s {} are looked for in --data DIR, else in ${}, else in www/data",
            source.title,
            titles(files),
            files.variable
        );
        assert!(said.contains(&places), "{said}");
    }
}
