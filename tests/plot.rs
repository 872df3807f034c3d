//! `plot`: every figure of the list, from what it is drawn from.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use resvg::usvg::roxmltree::Document;
use tempfile::{TempDir, tempdir};

const RUN: &str = "train=300&validation=60&test=100&side=14&hidden=30-20&lanes=set,censet:k=0.1,mlp&epochs=4\
                   &lc=published";

fn lab(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_censet-lab"))
        .args(arguments)
        .output()
        .unwrap()
}

fn said(arguments: &[&str]) -> String {
    let output = lab(arguments);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {error}");
    String::from_utf8(output.stdout).unwrap()
}

fn refused(arguments: &[&str]) -> String {
    let output = lab(arguments);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A folder with `run`, `run.save` beside it, `measured`, and `runs` of a small search.
fn material() -> TempDir {
    let folder = tempdir().unwrap();
    let [run, save, measured, runs] =
        ["run", "saved.save", "measured", "runs"].map(|name| folder.path().join(name));
    said(&["run", RUN, "--out", path(&run), "--save", path(&save)]);
    said(&[
        "run",
        RUN,
        "--out",
        path(&measured),
        "--measure",
        "knockout",
    ]);
    let grid = "train=100&test=50&side=7&hidden=10&epochs=3&lanes=set,censet:k=0..1/0.5&seed=1|2";
    said(&["sweep", grid, "--out", path(&runs), "--jobs", "2"]);
    folder
}

/// Everything written in a picture; it must be one, with a title for those who cannot see it.
fn texts(svg: &Path) -> Vec<String> {
    let text = fs::read_to_string(svg).unwrap();
    let document = Document::parse(&text).unwrap_or_else(|error| panic!("{svg:?}: {error}"));
    assert_eq!(document.root_element().tag_name().name(), "svg");
    let local = |name: &str| {
        let all = document
            .descendants()
            .filter(|node| node.tag_name().name() == name);
        all.map(|node| node.text().unwrap_or_default().trim().to_owned())
            .collect::<Vec<_>>()
    };
    assert!(!local("title")[0].is_empty());
    local("text")
}

#[test]
fn every_figure_of_the_list_is_drawn() {
    let folder = material();
    let [run, save, measured, runs] =
        ["run", "saved.save", "measured", "runs"].map(|name| folder.path().join(name));
    let list = said(&["plot", "--figure", "list"]);
    assert!(list.lines().count() >= 20, "{list}");
    for figure in 4..=9 {
        let found = list.contains(&format!("Figure {figure}"))
            || (list.contains("Figures 6 and 7") && matches!(figure, 6 | 7));
        assert!(found, "Figure {figure} of the paper");
    }
    for line in list.lines() {
        let (name, rest) = line.split_once(": ").unwrap();
        let (sources, others): (Vec<&Path>, &Path) = match rest.rsplit_once("; from ").unwrap().1 {
            "a run" => (vec![&run, &save], &runs),
            "a saved run" => (vec![&save], &run),
            "a run that was measured with --measure knockout" => (vec![&measured], &run),
            "a folder of runs" => (vec![&runs], &run),
            other => panic!("{other}"),
        };
        for (i, source) in sources.into_iter().enumerate() {
            for theme in ["light", "dark"] {
                let out = folder.path().join(format!("{name}-{theme}-{i}"));
                let arguments = [
                    "plot",
                    path(source),
                    "--figure",
                    name,
                    "--theme",
                    theme,
                    "--out",
                    path(&out),
                ];
                let told = said(&arguments);
                let files: Vec<_> = fs::read_dir(&out)
                    .unwrap()
                    .map(|file| file.unwrap().path())
                    .collect();
                assert_eq!(told.lines().count(), files.len());
                assert!(
                    files.len() == 1 || files.len() == 3,
                    "{name}: once, or of each lane"
                );
                for file in &files {
                    let file_name = file.file_name().unwrap().to_str().unwrap();
                    assert!(file_name.starts_with(name) && file_name.ends_with(".svg"));
                    assert!(!texts(file).is_empty(), "{name} has text that is text");
                    let bytes = fs::metadata(file).unwrap().len();
                    assert!(bytes < 1_000_000, "{name}: {bytes} bytes");
                }
                if let Some(folder) = std::env::var_os("FIGURES_DIR") {
                    for file in files {
                        let kept = format!(
                            "plot-{theme}-{i}-{}",
                            file.file_name().unwrap().to_str().unwrap()
                        );
                        fs::copy(&file, Path::new(&folder).join(kept)).unwrap();
                    }
                }
            }
        }
        // What it cannot be drawn from says what is needed, and leaves nothing behind.
        let out = folder.path().join("nothing");
        let why = refused(&["plot", path(others), "--figure", name, "--out", path(&out)]);
        assert!(
            why.contains(&format!("--figure {name}: it is drawn from")),
            "{why}"
        );
        assert!(!out.exists());
    }
}

/// A bitmap is one image, with the type that viewers know, and the same in a file of pixels.
#[test]
fn the_pixels_of_a_matrix_are_embedded() {
    let folder = tempdir().unwrap();
    let [run, save, out] = ["run", "saved.save", "pixels"].map(|name| folder.path().join(name));
    said(&["run", RUN, "--out", path(&run), "--save", path(&save)]);
    for format in ["svg", "png"] {
        said(&[
            "plot",
            path(&save),
            "--figure",
            "adjacency",
            "--format",
            format,
            "--out",
            path(&out),
        ]);
    }
    let text = fs::read_to_string(out.join("adjacency-set.svg")).unwrap();
    let document = Document::parse(&text).unwrap();
    let images = document
        .descendants()
        .filter(|node| node.has_tag_name("image"));
    let images: Vec<_> = images.collect();
    let [image] = images[..] else {
        panic!("{} images", images.len());
    };
    let data = image.attribute("href").unwrap();
    assert!(data.starts_with("data:image/png;base64,iVBORw0KGgo"));
    // Weights of both signs are seen within the matrix, in the colours of its key.
    let file = fs::read(out.join("adjacency-set.png")).unwrap();
    let pixels = resvg::tiny_skia::Pixmap::decode_png(&file).unwrap();
    let side = |name| image.attribute(name).unwrap().parse::<usize>().unwrap();
    let (left, top) = (side("x"), side("y"));
    let inside = (top..top + side("height")).flat_map(|y| {
        let row = y * pixels.width() as usize;
        &pixels.pixels()[row + left..row + left + side("width")]
    });
    let mut colors: Vec<_> = inside
        .map(|pixel| (pixel.red(), pixel.green(), pixel.blue()))
        .collect();
    colors.sort_unstable();
    colors.dedup();
    for key in ["#1B6FA8", "#B3471B"] {
        let code = u32::from_str_radix(&key[1..], 16).unwrap().to_be_bytes();
        assert!(colors.contains(&(code[1], code[2], code[3])), "{key}");
    }
}

/// What a figure says of a lane's neurons is what the table says of them.
#[test]
fn knocked_out_neurons_have_the_rank_correlation_of_the_table() {
    let folder = material();
    let [measured, out] = ["measured", "figures"].map(|name| folder.path().join(name));
    let told = said(&[
        "plot",
        path(&measured),
        "--figure",
        "knockout",
        "--out",
        path(&out),
    ]);
    let table = fs::read_to_string(measured.join("spearman.csv")).unwrap();
    assert_eq!(told.lines().count(), 3);
    for (line, lane) in told.lines().zip(["set", "censet:k=0.1", "mlp"]) {
        let row = table
            .lines()
            .rfind(|row| row.starts_with(&format!("{lane},4,hidden,lc,50,")));
        let rho: f64 = row.unwrap().split(',').nth(5).unwrap().parse().unwrap();
        let rho = format!("ρ is {rho:.2}.").replace('-', "−");
        assert!(line.contains(&rho), "{line} has not {rho}");
    }
}

/// The tables of a run and its save give the same picture.
#[test]
fn a_run_and_its_save_look_the_same() {
    let folder = material();
    let draw = |source: &str, name: &str| {
        let (from, out) = (
            folder.path().join(source),
            folder.path().join(format!("{source}-figures")),
        );
        said(&["plot", path(&from), "--figure", name, "--out", path(&out)]);
        let mut files: Vec<_> = fs::read_dir(&out)
            .unwrap()
            .map(|file| file.unwrap().path())
            .collect();
        files.sort();
        files
            .iter()
            .map(|file| fs::read_to_string(file).unwrap())
            .collect::<Vec<_>>()
    };
    for name in [
        "accuracy",
        "recorded_spread",
        "hub_overlap",
        "densities",
        "centrality",
    ] {
        assert!(draw("run", name) == draw("saved.save", name), "{name}");
    }
    let told = said(&[
        "plot",
        path(&folder.path().join("run")),
        "--figure",
        "accuracy",
        "--out",
        path(folder.path()),
    ]);
    assert!(
        told.contains("Test accuracy after epoch 4 of 4: SET "),
        "{told}"
    );
    let texts = texts(&folder.path().join("accuracy.svg"));
    for text in ["SET", "CenSET", "test accuracy, %", "epoch"] {
        assert!(
            texts.iter().any(|found| found == text),
            "{text} in {texts:?}"
        );
    }
}

#[test]
fn pictures_in_pixels_have_two_to_a_css_pixel() {
    let folder = tempdir().unwrap();
    let text = "train=100&test=50&side=7&hidden=10&lanes=set&epochs=2";
    said(&["run", text, "--out", path(folder.path())]);
    let arguments = [
        "plot",
        path(folder.path()),
        "--figure",
        "accuracy",
        "--format",
        "png",
        "--out",
        path(folder.path()),
    ];
    let output = lab(&arguments);
    if String::from_utf8_lossy(&output.stderr).contains("no font") {
        println!("skipped: pictures_in_pixels_have_two_to_a_css_pixel: this system has no font");
        return;
    }
    let picture = fs::read(folder.path().join("accuracy.png")).unwrap();
    assert!(picture.starts_with(b"\x89PNG\r\n\x1a\n"));
    let number = |at: usize| u32::from_be_bytes(picture[at..at + 4].try_into().unwrap());
    assert_eq!((number(16), number(20)), (1120, 680));
}

#[test]
fn what_cannot_be_drawn_gets_a_sentence() {
    let folder = tempdir().unwrap();
    let text = "train=100&test=50&side=7&hidden=10&lanes=set&epochs=2";
    let run = path(folder.path());
    said(&["run", text, "--out", run]);
    let why = refused(&["plot", run, "--figure", "acuracy"]);
    assert!(
        why.contains("--figure acuracy: the figures are accuracy, "),
        "{why}"
    );
    let why = refused(&["plot", run, "--figure", "densities", "--lane", "mlp"]);
    assert!(why.contains("--lane mlp: the run has set"), "{why}");
    let why = refused(&["plot", "nowhere", "--figure", "accuracy"]);
    assert!(why.contains("nowhere"), "{why}");
    assert!(refused(&["plot", "--figure", "accuracy"]).contains("plot needs a run"));
    let why = refused(&["plot", run, "--figure", "recorded_spread"]);
    assert!(
        why.contains("it is drawn from a run whose tables have recorded_lc_std"),
        "{why}"
    );
    let table = folder.path().join("epochs.csv");
    let cut = fs::read_to_string(&table)
        .unwrap()
        .replace("set,2,", "set,2");
    fs::write(&table, cut).unwrap();
    let why = refused(&["plot", run, "--figure", "accuracy"]);
    assert!(
        why.contains("epochs.csv is damaged where it is about set"),
        "{why}"
    );
}
