//! What reaches the command from mail, chats, editors and other shells, and what it says of it.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

const TEXT: &str = "v=1&train=100&test=50&side=7&hidden=10&lanes=set&epochs=1&seed=3";

fn lab(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_censet-lab"));
    command.args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// What `run` trains: its first line, and its digests.
fn trained(output: &Output) -> Vec<String> {
    assert!(output.status.success(), "{}", said(output));
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    let told = |line: &&str| line.starts_with("experiment ") || line.starts_with("digest ");
    text.lines().filter(told).map(String::from).collect()
}

#[test]
fn an_argument_from_elsewhere_is_the_same_experiment() {
    let right = trained(&lab(&["run", TEXT]));
    assert_eq!(right.len(), 2);
    for argument in [
        format!("{TEXT}\r"),
        format!("\u{feff}{TEXT}\r\n"),
        format!("  {TEXT}\u{a0}"),
        format!("<http://127.0.0.1:8000/#{TEXT}>"),
        format!("http://127.0.0.1:8000/%23{TEXT}"),
        format!("http://127.0.0.1:8000/?{TEXT}"),
        TEXT.replace('&', "&amp;"),
    ] {
        let output = lab(&["run", &argument]);
        assert_eq!(trained(&output), right, "{argument:?}");
        assert_eq!(said(&output), "", "{argument:?}");
        let output = lab(&["sweep", &argument, "--list"]);
        let listed = String::from_utf8(output.stdout).unwrap();
        assert_eq!(
            format!("experiment {}", listed.trim()),
            right[0],
            "{argument:?}"
        );
    }
}

/// A line of a list that PowerShell wrote begins with two bytes that are no UTF-8; its zeros are what no
/// argument can hold, and the shell drops them.
#[test]
#[cfg(unix)]
fn a_line_of_a_list_in_utf_16_is_read() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let run = |bytes: &[u8]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_censet-lab"));
        command
            .arg("run")
            .arg(OsStr::from_bytes(bytes))
            .output()
            .unwrap()
    };
    let right = trained(&lab(&["run", TEXT]));
    for mark in [&b"\xff\xfe"[..], b"\xfe\xff"] {
        assert_eq!(
            trained(&run(&[mark, TEXT.as_bytes(), b"\r"].concat())),
            right
        );
    }
    // A dash as Windows' own code page has it.
    let output = run(b"hidden=256\x96128");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("hidden = ") && said(&output).contains("U+FFFD"),
        "{}",
        said(&output)
    );
}

#[test]
fn what_is_passed_over_is_named() {
    let link = format!("https://example.org/#{TEXT}&utm_source=chat&hide=form&fbclid=x");
    for arguments in [["run", &link].as_slice(), &["sweep", &link, "--list"]] {
        let output = lab(arguments);
        assert!(output.status.success());
        assert_eq!(
            said(&output),
            "ignored, as they only change what the page shows: hide\n\
             passed over, as they say nothing of the experiment: utm_source, fbclid\n"
        );
    }
}

#[test]
fn what_is_no_experiment_is_refused_with_a_sentence() {
    for (argument, says) in [
        (
            "http://127.0.0.1:8000/%23v=1%26preset%3Ddescribed",
            "v = \"1&preset=described\"",
        ),
        (
            "v=1&preset=described&lanes=mlp,s…",
            "U+2026 in it is an ellipsis",
        ),
        (
            "hidden=256–128–100",
            "U+2013 in it is an en dash, where it takes -",
        ),
        ("lr=1e-46", "it is 0"),
    ] {
        for arguments in [["run", argument].as_slice(), &["sweep", argument, "--list"]] {
            let output = lab(arguments);
            assert_eq!(output.status.code(), Some(1), "{argument}");
            assert!(
                said(&output).contains(says),
                "{argument}: {}",
                said(&output)
            );
            assert!(output.stdout.is_empty(), "{argument}");
        }
    }
}

#[test]
fn a_lane_that_diverges_is_told_once() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("links-diverged");
    let out = folder.to_str().unwrap();
    let text =
        "train=1000&test=50&side=7&hidden=20&lanes=set,mlp&epochs=3&lr=10&momentum=0.99&dropout=0";
    let arguments = [
        "--out",
        out,
        "--network",
        "graphml",
        "--network",
        "edges",
        "--measure",
        "katz",
    ];
    let output = lab(&[&["run", text][..], &arguments[..]].concat());
    assert!(output.status.success());
    let text = "train=300&test=50&side=7&hidden=8&act=srelu&lanes=set&lr=10&momentum=0.99&dropout=0&epochs=3";
    let of_numbers = said(&lab(&["run", text]));
    let said = said(&output);
    for lane in ["set", "mlp"] {
        // Two epochs before its weights are no longer numbers.
        let sentence = format!("censet-lab: {lane} diverged in epoch 1: its loss is 1.1e12.");
        assert_eq!(said.matches(&sentence).count(), 1, "{said}");
        let katz = format!("no katz of {lane} in epoch 3: the network has diverged");
        assert!(said.contains(&katz), "{said}");
    }
    assert_eq!(said.matches("diverged in epoch").count(), 2, "{said}");
    let sentence = "censet-lab: set diverged in epoch 2: its weights are no longer numbers.";
    assert_eq!(of_numbers.matches(sentence).count(), 1, "{of_numbers}");
    assert_eq!(
        of_numbers.matches("diverged in epoch").count(),
        1,
        "{of_numbers}"
    );
    // Java reads neither `inf` nor `INF`, and Gephi is written in it.
    for file in ["network-mlp.graphml", "network-mlp.csv"] {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        assert!(text.contains("NaN"), "{file}");
        let foreign = ["inf", "INF", "nan<", ",nan,"]
            .iter()
            .find(|word| text.contains(**word));
        assert_eq!(foreign, None, "{file}");
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_is_cut_at_zero_is_said() {
    let output = lab(&["run", &TEXT.replace("lanes=set", "lanes=set:zeta=0")]);
    assert!(output.status.success());
    let note =
        "censet-lab: At ζ = 0, set:zeta=0 still cuts the smallest positive weight of each layer";
    assert!(said(&output).starts_with(note), "{}", said(&output));
}
