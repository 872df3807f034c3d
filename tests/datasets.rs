//! The table of sources: what README says of it, and what the command says when files are wrong.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use censet::dataset::source::Files;
use censet::dataset::{Count, SOURCES, Supply, fashion};

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

/// Files of MNIST's layout, unpacked, with so many flat images to train on and to test on.
fn digits(folder: &Path, train: u32, test: u32) {
    for (half, n) in [("train", train), ("t10k", test)] {
        let mut images = vec![0, 0, 8, 3];
        let mut labels = vec![0, 0, 8, 1];
        labels.extend(n.to_be_bytes());
        for size in [n, 28, 28] {
            images.extend(size.to_be_bytes());
        }
        for image in 0..n {
            images.extend([(image % 10 * 25) as u8; 784]);
            labels.push((image % 10) as u8);
        }
        fs::write(folder.join(format!("{half}-images-idx3-ubyte")), images).unwrap();
        fs::write(folder.join(format!("{half}-labels-idx1-ubyte")), labels).unwrap();
    }
}

#[test]
fn a_copy_of_mnist_is_taken_and_said_to_be_one_if_it_has_enough_images() {
    let folder = tempfile::tempdir().unwrap();
    digits(folder.path(), 30, 10);
    let rest = "side=7&hidden=10&lanes=set&epochs=1";
    let good = format!("data=mnist&train=30&test=10&{rest}");
    let out = folder.path().join("out");
    let (data, out_text) = (folder.path(), out.to_str().unwrap());
    let mut command = Command::new(env!("CARGO_BIN_EXE_censet-lab"));
    command.args(["run", &good, "--out", out_text, "--data"]);
    assert!(command.arg(data).output().unwrap().status.success());
    let record = fs::read_to_string(out.join("run.json")).unwrap();
    assert!(
        record.contains("This MNIST is not the official files"),
        "{record}"
    );

    let said = run(&format!("data=mnist&train=31&{rest}"), data).unwrap_err();
    for sentence in [
        "train = \"31\": a whole number from 1 to 30, the training images of this copy of MNIST",
        "test = \"2000\": a whole number from 1 to 10, the test images of this copy of MNIST",
    ] {
        assert!(said.contains(sentence), "{said}");
    }
}

#[test]
fn files_whose_names_say_nothing_are_told_by_what_they_hold() {
    let named = tempfile::tempdir().unwrap();
    digits(named.path(), 30, 10);
    let odd = tempfile::tempdir().unwrap();
    let names = ["download (3)", "b", "a", "c.bin"];
    let mut files: Vec<_> = fs::read_dir(named.path()).unwrap().collect();
    for (name, file) in names.into_iter().zip(files.drain(..)) {
        fs::copy(file.unwrap().path(), odd.path().join(name)).unwrap();
    }
    let text = "data=mnist&train=30&test=10&side=7&hidden=10&lanes=set&epochs=1";
    let digest = |data: Vec<PathBuf>| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_censet-lab"));
        command.args(["run", text, "--quiet"]);
        for path in data {
            command.arg("--data").arg(path);
        }
        let output = command.output().unwrap();
        assert!(output.status.success(), "{output:?}");
        output.stdout
    };
    let known = digest(vec![named.path().into()]);
    assert_eq!(digest(vec![odd.path().into()]), known);
    let one_by_one = names.iter().map(|name| odd.path().join(name));
    assert_eq!(digest(one_by_one.collect()), known);
    // FashionMNIST is taken as published only.
    let said = run("data=fashion&epochs=1", odd.path()).unwrap_err();
    assert!(
        said.contains("is an IDX file but not FashionMNIST's"),
        "{said}"
    );
}

#[test]
fn fashion_mnist_is_not_taken_for_mnist() {
    let Some(folder) = std::env::var_os("FASHION_MNIST_DIR") else {
        println!("skipped: fashion_mnist_is_not_taken_for_mnist: FASHION_MNIST_DIR is not set");
        return;
    };
    let said = run("data=mnist&epochs=1", Path::new(&folder)).unwrap_err();
    let sentence =
        "train-images-idx3-ubyte.gz is in fact FashionMNIST's train-images-idx3-ubyte.gz";
    assert!(said.contains(sentence), "{said}");
}

/// With the digests that are known of the packs, which the page learns from the table.
#[test]
fn packs_hold_what_an_experiment_takes_of_the_files() {
    let Some(folder) = std::env::var_os("FASHION_MNIST_DIR") else {
        println!("skipped: FASHION_MNIST_DIR is not set");
        return;
    };
    let Supply::Read(reader) = fashion::SOURCE.supply() else {
        panic!("FashionMNIST is read")
    };
    let mut reader = reader();
    for file in &fashion::FILES {
        let mut content = fs::File::open(Path::new(&folder).join(file.name)).unwrap();
        reader.add(file.name, &mut content).unwrap();
    }
    let whole = reader.finish().unwrap().dataset;
    for pack in &fashion::PACKS {
        let counts = [pack.train, pack.test].map(Count::First);
        let taken = whole.select(counts[0], counts[1], Some(pack.side));
        let mut bytes = Vec::new();
        for split in [&taken.train, &taken.test] {
            bytes.extend(&split.images);
            bytes.extend(&split.labels);
        }
        let read = pack.read(&fashion::SOURCE, pack.name, &mut &bytes[..]);
        assert_eq!(read.unwrap(), taken);
        // An experiment of fewer images takes the first of them.
        let fewer = (Count::First(100), Count::First(7));
        assert_eq!(
            taken.select(fewer.0, fewer.1, None),
            whole.select(fewer.0, fewer.1, Some(pack.side))
        );
    }
}
