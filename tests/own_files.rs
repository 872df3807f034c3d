//! Own images in the command: the same under whatever names, folders and packing they come, with one name
//! in the text; and what is said of files that are none.

use std::fs::{self, File, create_dir_all};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use flate2::{Compression, write::GzEncoder};
use tempfile::TempDir;

const REST: &str = "hidden=12&lanes=set&epochs=1&batch=10";

/// So many images of 8×8 pixels and their labels, of three classes by turns, as IDX files.
fn digits(n: usize, salt: usize) -> [Vec<u8>; 2] {
    let mut images = vec![0, 0, 8, 3];
    for size in [n, 8, 8] {
        images.extend((size as u32).to_be_bytes());
    }
    let mut labels = vec![0, 0, 8, 1];
    labels.extend((n as u32).to_be_bytes());
    for image in 0..n {
        labels.push((image % 3) as u8);
        images.extend((0..64).map(|at| ((image * 7 + at * (1 + image % 3) + salt) % 256) as u8));
    }
    [images, labels]
}

/// The same images as text.
fn csv([images, labels]: &[Vec<u8>; 2], label_first: bool) -> Vec<u8> {
    let rows = images[16..]
        .chunks(64)
        .zip(&labels[8..])
        .map(|(image, label)| {
            let mut cells: Vec<String> = image.iter().map(u8::to_string).collect();
            let at = if label_first { 0 } else { cells.len() };
            cells.insert(at, label.to_string());
            cells.join(",") + "\n"
        });
    rows.collect::<String>().into_bytes()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn put(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    create_dir_all(path.parent().unwrap()).unwrap();
    File::create(&path).unwrap().write_all(bytes).unwrap();
    path
}

/// Runs an experiment with these folders and files: what is printed, or what is wrong.
fn run(text: &str, data: &[PathBuf]) -> Result<String, String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_censet-lab"));
    command.args(["run", text]);
    for path in data {
        command.arg("--data").arg(path);
    }
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

/// The experiment and the digests of what was printed.
fn outcome(printed: &str) -> (String, String) {
    let line = |start: &str| {
        let found = printed.lines().find(|line| line.starts_with(start));
        found.unwrap_or_else(|| panic!("{printed}")).to_string()
    };
    (line("experiment "), line("digest "))
}

/// Folders and files of one pair to train on and one to test on, each layout with what is given to `--data`.
fn layouts(folder: &Path) -> Vec<Vec<PathBuf>> {
    let (train, test) = (digits(60, 0), digits(12, 5));
    let [images, labels, test_images, test_labels] = [&train[0], &train[1], &test[0], &test[1]];
    let place = |name: &str| folder.join(name);
    let names = ["train-images", "train-labels", "t10k-images", "t10k-labels"];
    let files = [images, labels, test_images, test_labels];
    for (name, bytes) in names.into_iter().zip(files) {
        let kind = if name.contains("images") {
            "idx3-ubyte"
        } else {
            "idx1-ubyte"
        };
        put(
            folder,
            &format!("as-published/{name}-{kind}.gz"),
            &packed(bytes),
        );
        put(folder, &format!("below/raw/{name}-{kind}"), bytes);
        put(
            folder,
            &format!("below/raw/{name}-{kind}.gz"),
            &packed(bytes),
        );
        put(folder, &format!("library/MNIST/raw/{name}-{kind}"), bytes);
        put(folder, &format!("dotted/{name}.{kind}"), bytes);
        put(
            folder,
            &format!("twice/{name}-{kind} (1).gz"),
            &packed(bytes),
        );
    }
    let odd = ["d", "b", "a", "c"].map(|name| put(folder, &format!("odd/{name}"), b""));
    for (path, bytes) in odd.iter().zip(files) {
        fs::write(path, packed(bytes)).unwrap();
    }
    let first = put(folder, "tables/train.csv", &csv(&train, true));
    let last = put(folder, "tables/test.csv", &packed(&csv(&test, false)));
    vec![
        vec![place("as-published")],
        vec![place("below")],
        vec![place("library")],
        vec![place("dotted")],
        vec![place("twice")],
        odd.to_vec(),
        vec![place("odd")],
        vec![place("tables")],
        vec![last, first],
    ]
}

#[test]
fn the_same_images_have_one_name_and_one_digest_in_every_layout() {
    let folder = TempDir::new().unwrap();
    let layouts = layouts(folder.path());
    let asked = format!("data=files&{REST}");
    let first = outcome(&run(&asked, &layouts[0]).unwrap());
    let name = first
        .0
        .split("data=")
        .nth(1)
        .unwrap()
        .split('&')
        .next()
        .unwrap();
    assert_eq!(
        (name, &*first.1),
        (
            "files:8x8-3-60-12-f87325b2-69e39991-bf784128-74e69b1f",
            "digest set d9172dccd26cd0ce"
        ),
        "as in tests/browser/e2e/own-files.test.js"
    );
    for layout in &layouts[1..] {
        let found = outcome(&run(&asked, layout).unwrap());
        assert_eq!(found, first, "{layout:?}");
    }
    let named = format!("data={name}&{REST}");
    let again = outcome(&run(&named, &layouts[4]).unwrap());
    assert_eq!(again, first);
}

#[test]
fn other_files_than_those_that_are_named_are_told_apart() {
    let folder = TempDir::new().unwrap();
    let good = layouts(folder.path()).swap_remove(0);
    let printed = run(&format!("data=files&{REST}"), &good).unwrap();
    let text = outcome(&printed).0.replace("experiment ", "");
    let name = "t10k-images-idx3-ubyte.gz";
    put(&good[0], name, &packed(&digits(12, 6)[0]));
    let said = run(&text, &good).unwrap_err();
    assert!(
        said.contains(name) && said.contains("not those of this experiment"),
        "{said}"
    );
    fs::remove_file(good[0].join(name)).unwrap();
    fs::remove_file(good[0].join("t10k-labels-idx1-ubyte.gz")).unwrap();
    let said = run(&text, &good).unwrap_err();
    assert!(said.contains("a file of test images is missing"), "{said}");
}

#[test]
fn without_test_images_a_sixth_is_kept_from_training() {
    let folder = TempDir::new().unwrap();
    let [images, labels] = digits(60, 0);
    put(folder.path(), "images-idx3-ubyte", &images);
    put(folder.path(), "labels-idx1-ubyte", &labels);
    put(folder.path(), "classes.txt", b"round\nsquare\nother\n");
    let data = [folder.path().to_path_buf()];
    let out = folder.path().join("out");
    let asked = format!("data=files&{REST}");
    let mut command = Command::new(env!("CARGO_BIN_EXE_censet-lab"));
    command.args(["run", &asked, "--data"]).arg(&data[0]);
    let output = command.arg("--out").arg(&out).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let record = fs::read_to_string(out.join("run.json")).unwrap();
    assert!(
        record.contains("10 of the 60 images, drawn at random but always the same"),
        "{record}"
    );
    let (text, digest) = outcome(&String::from_utf8(output.stdout).unwrap());
    assert!(text.contains("data=files:8x8-3-50-10-"), "{text}");
    // The split is that of the images, not of the seed's or the file's.
    let again = outcome(&run(&asked, &data).unwrap());
    assert_eq!(again, (text, digest));
}

/// A grid takes the files as a run does, and its lists and folders have their name.
#[test]
fn a_grid_of_own_files_is_one_of_the_very_same() {
    let folder = TempDir::new().unwrap();
    let [images, labels] = digits(60, 0);
    let data = folder.path().join("data");
    put(&data, "images-idx3-ubyte", &images);
    put(&data, "labels-idx1-ubyte", &labels);
    let (name, _) =
        outcome(&run(&format!("data=files&{REST}"), std::slice::from_ref(&data)).unwrap());
    let sweep = |grid: &str, rest: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_censet-lab"));
        command.args(["sweep", grid, "--data"]).arg(&data);
        command.args(rest).output().unwrap()
    };
    let grid = format!("data=files&{REST}&seed=1|2");
    let listed = String::from_utf8(sweep(&grid, &["--list"]).stdout).unwrap();
    assert_eq!(listed.lines().count(), 2);
    assert_eq!(listed.lines().next(), name.strip_prefix("experiment "));
    let out = folder.path().join("out");
    assert!(
        sweep(&grid, &["--out", out.to_str().unwrap()])
            .status
            .success()
    );
    let index = fs::read_to_string(out.join("index.csv")).unwrap();
    assert!(listed.lines().all(|line| index.contains(line)), "{index}");
    let refused = sweep(REST, &["--list"]);
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("--list reads no files"), "{said}");
}

#[test]
fn files_that_are_none_are_told_by_what_they_are() {
    let folder = TempDir::new().unwrap();
    let [images, labels] = digits(6, 0);
    let file = |name: &str, bytes: &[u8]| put(folder.path(), name, bytes);
    let (good, its) = (file("images", &images), file("labels", &labels));
    let mut float = images.clone();
    float[2] = 0x0d;
    let mut wide = images.clone();
    wide[8..16].copy_from_slice(&[0, 0, 0, 128, 0, 0, 0, 128]);
    let strange = digits(5, 0);
    let nothing = folder.path().join("nothing");
    create_dir_all(&nothing).unwrap();
    for (name, bytes, said) in [
        (
            "page.gz",
            &b"<!DOCTYPE html>\n<html>"[..],
            "is a web page saved as a file",
        ),
        (
            "pointer",
            b"version https://git-lfs.github.com/spec/v1\noid sha256:1",
            "is a pointer of Git LFS",
        ),
        ("half", &images[..200], "is cut short or damaged"),
        ("half.gz", &packed(&images)[..60], "is cut short or damaged"),
        ("empty", b"", "is empty"),
        ("float", &float, "is an IDX file of floating-point numbers"),
        ("wide", &wide, "can be read"),
        ("data.zip", b"PK\x03\x04\x14\0\0\0", "is a zip archive"),
        ("one.png", b"\x89PNG\r\n\x1a\n", "is a single picture"),
        (
            "noise",
            &[200, 1, 2, 255, 0, 7],
            "begins with the bytes c8 01 02 ff",
        ),
        (
            "train-images",
            &labels,
            "is not a file of images, as its name says: it holds labels",
        ),
        ("five", &strange[0], "holds 6 labels for the 5 images of "),
    ] {
        let bad = file(name, bytes);
        let error = run(&format!("data=files&{REST}"), &[bad, its.clone()]).unwrap_err();
        assert!(error.contains(said), "{name}: {error}");
        assert_eq!(error.trim().lines().count(), 1, "{name}: {error}");
    }
    for (data, said) in [
        (vec![good.clone()], "a file of labels is missing"),
        (
            vec![folder.path().join("nowhere")],
            "there is no such file or folder",
        ),
        (vec![], "looked for in --data"),
        (vec![nothing.clone()], "and there are none in "),
        (vec![nothing], "/nothing"),
        (
            vec![file("names.txt", b"a\nb\n"), good, its],
            "has 2 names, and there are 3 classes",
        ),
    ] {
        let error = run(&format!("data=files&{REST}"), &data).unwrap_err();
        assert!(error.contains(said), "{error}");
    }
}

#[test]
fn fashion_mnist_comes_the_same_ways() {
    let Some(official) = std::env::var_os("FASHION_MNIST_DIR") else {
        println!("skipped: fashion_mnist_comes_the_same_ways: FASHION_MNIST_DIR is not set");
        return;
    };
    let (official, folder) = (PathBuf::from(official), TempDir::new().unwrap());
    let text = "data=fashion&train=30&test=20&hidden=10&lanes=set&epochs=1";
    let first = outcome(&run(text, std::slice::from_ref(&official)).unwrap());
    let names = [
        "train-images-idx3-ubyte",
        "train-labels-idx1-ubyte",
        "t10k-images-idx3-ubyte",
        "t10k-labels-idx1-ubyte",
    ];
    create_dir_all(folder.path().join("library/FashionMNIST/raw")).unwrap();
    create_dir_all(folder.path().join("twice")).unwrap();
    let mut odd = Vec::new();
    for (i, name) in names.into_iter().enumerate() {
        let from = official.join(format!("{name}.gz"));
        let mut unpacked = Vec::new();
        let mut packed = flate2::read::GzDecoder::new(File::open(&from).unwrap());
        std::io::copy(&mut packed, &mut unpacked).unwrap();
        put(
            folder.path(),
            &format!("library/FashionMNIST/raw/{}", name.replace("-idx", ".idx")),
            &unpacked,
        );
        fs::copy(&from, folder.path().join(format!("twice/{name} (1).gz"))).unwrap();
        let path = folder.path().join(format!("{}.bin", (i + 2) % 4));
        fs::copy(&from, &path).unwrap();
        odd.push(path);
    }
    for data in [
        vec![folder.path().join("library")],
        vec![folder.path().join("twice")],
        odd,
    ] {
        assert_eq!(outcome(&run(text, &data).unwrap()), first, "{data:?}");
    }
}
