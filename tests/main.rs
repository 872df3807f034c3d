//! All integration tests are one program: each program of its own would link the libraries once more.

mod augment;
mod betweenness;
mod censet;
mod cifar;
mod classify;
mod command;
mod common;
mod cuts;
mod datasets;
mod digests;
mod erdos_renyi;
mod experiment;
mod figures;
mod fuzz_corpus;
mod grid;
mod katz;
mod kernels;
mod knockout;
mod lanes;
mod laplacian;
mod links;
mod look;
mod measures;
mod networks;
mod neuron;
mod own_files;
mod phases;
mod plot;
mod readme;
mod ready;
mod recorded;
mod reproduce;
mod resume;
mod rewiring;
mod rooms;
mod save;
mod set;
mod standardise;
mod statistics;
mod study;
mod sweep;
mod training;
mod validation;
mod worked;

/// A file that is not named above would never run.
#[test]
fn every_file_is_a_module() {
    let here = include_str!("main.rs");
    for file in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests")).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        if let Some(name) = name.strip_suffix(".rs").filter(|&name| name != "main") {
            assert!(here.contains(&format!("\nmod {name};\n")), "mod {name};");
        }
    }
}

/// The command has no test program of its own: its unit tests run where its modules are named here.
#[test]
fn every_unit_test_of_the_command_runs() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let here = std::fs::read_to_string(root.join("tests/reproduce.rs")).unwrap();
    let (mut folders, mut tested) = (vec![root.join("src/command")], 0);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if std::fs::read_to_string(&path).unwrap().contains("#[test]") {
                let name = path.strip_prefix(root).unwrap().display();
                assert!(here.contains(&format!("\"../{name}\"")), "{name}");
                tested += 1;
            }
        }
    }
    assert!(tested > 0);
    let main = std::fs::read_to_string(root.join("src/main.rs")).unwrap();
    assert!(!main.contains("#[test]"));
}
