//! Tells the command which commit it is built from, for `--version` and `run.json`.
//!
//! The commit is one of this package's own repository. What is built from an unpacked archive has none,
//! even inside another repository, unless the builder names one in `CENSET_LAB_COMMIT`. Nothing else of
//! where and when it is built gets into the program.

use std::env;
use std::path::Path;
use std::process::Command;

/// The variable that names the commit, here and for the compiler.
const COMMIT: &str = "CENSET_LAB_COMMIT";
/// What the command is made of. If it differs from the commit, `-modified` is added.
const SOURCES: [&str; 4] = ["Cargo.lock", "Cargo.toml", "src", "www/paper"];

fn main() {
    println!("cargo::rerun-if-env-changed={COMMIT}");
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
    }
    let version = env::var("CARGO_PKG_VERSION").expect("Cargo sets it");
    let named = env::var(COMMIT).ok().filter(|commit| !commit.is_empty());
    match named.or_else(checked_out) {
        Some(commit) => {
            println!("cargo::rustc-env={COMMIT}={commit}");
            println!("cargo::rustc-env=CENSET_LAB_VERSION={version} ({commit})");
        }
        None => println!("cargo::rustc-env=CENSET_LAB_VERSION={version}"),
    }
}

/// The commit that is checked out here, if this folder is the top of a repository.
fn checked_out() -> Option<String> {
    if !git(&["rev-parse", "--show-prefix"])?.is_empty() {
        return None;
    }
    // A commit, a checkout or a rebase writes one of these.
    for file in ["HEAD", "logs/HEAD"] {
        let path = git(&["rev-parse", "--git-path", file])?;
        if Path::new(&path).exists() {
            println!("cargo::rerun-if-changed={path}");
        }
    }
    let commit = git(&["rev-parse", "HEAD"])?;
    let changes = git(&[&["status", "--porcelain", "--"], &SOURCES[..]].concat())?;
    let modified = if changes.is_empty() { "" } else { "-modified" };
    Some(format!("{commit}{modified}"))
}

/// What git says of this folder, whatever repository the builder's variables name.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git")
        .args(arguments)
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}
