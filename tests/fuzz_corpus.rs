//! The fuzzed parsers on stable: the whole corpus, random experiments, and corrupted files.

use std::fs;
use std::path::Path;

use censet::experiment::{FIELDS, VIEW_KEYS};
use censet::imported::Imported;
use censet::save::SavedRun;
use censet::search::Run;
use censet::timeline::{Difference, Timeline};
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

#[path = "fuzz/parsers.rs"]
mod parsers;

/// The files of the corpus for one target.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    let entries = fs::read_dir(folder.join(target)).unwrap();
    let mut files: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.display().to_string(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

/// A number below `end`, which fits 32 bits.
fn below(end: usize, random: &mut Xoshiro256PlusPlus) -> usize {
    random.random_range(0..end as u32) as usize
}

fn pick<'a, T>(from: &'a [T], random: &mut Xoshiro256PlusPlus) -> &'a T {
    &from[below(from.len(), random)]
}

/// One to four changes as a fuzzer makes them: flip, overwrite, cut, repeat, insert, splice.
fn corrupt(bytes: &mut Vec<u8>, other: &[u8], random: &mut Xoshiro256PlusPlus) {
    const TELLING: [u8; 6] = [0, 1, 0x7f, 0x80, 0xfe, 0xff];
    for _ in 0..random.random_range(1..=4u32) {
        if bytes.is_empty() {
            bytes.push(random.random());
        }
        let at = below(bytes.len(), random);
        match random.random_range(0..7u32) {
            0 => bytes[at] ^= 1 << random.random_range(0..8u32),
            1 => bytes[at] = *pick(&TELLING, random),
            2 => bytes[at] = random.random(),
            3 => bytes.truncate(at),
            4 => bytes.insert(at, *pick(&TELLING, random)),
            5 => {
                let end = (at + 1 + below(64, random)).min(bytes.len());
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part);
            }
            _ => {
                let from = below(other.len() + 1, random);
                bytes.truncate(at);
                bytes.extend(&other[from..]);
            }
        }
    }
}

/// Replays the corpus, then `count` corrupted files made from it.
fn replay(target: &str, parser: fn(&[u8]), count: usize) {
    let corpus = corpus(target);
    for (name, bytes) in &corpus {
        // A panic's output then ends with the file that caused it.
        println!("{name}");
        parsers::timed(parser, bytes);
    }
    let mut random = Xoshiro256PlusPlus::seed_from_u64(1);
    for number in 0..count {
        let (name, bytes) = pick(&corpus, &mut random);
        println!("corrupted file {number}, from {name}");
        let mut bytes = bytes.clone();
        corrupt(&mut bytes, &pick(&corpus, &mut random).1, &mut random);
        parsers::timed(parser, &bytes);
    }
}

#[test]
fn experiments_survive_corruption() {
    replay("experiment", parsers::experiment, 10_000);
}

#[test]
fn grids_survive_corruption() {
    replay("grid", parsers::grid, 10_000);
}

#[test]
fn cifar_files_survive_corruption() {
    replay("cifar", parsers::cifar, 10_000);
}

#[test]
fn idx_files_survive_corruption() {
    replay("idx", parsers::idx, 10_000);
}

#[test]
fn own_files_survive_corruption() {
    replay("own", parsers::own, 10_000);
}

#[test]
fn networks_survive_corruption() {
    replay("network", parsers::network, 10_000);
}

#[test]
fn pictures_survive_corruption() {
    replay("picture", parsers::picture, 10_000);
}

#[test]
fn results_of_searches_survive_corruption() {
    replay("search", parsers::search, 10_000);
}

#[test]
fn wirings_survive_corruption() {
    replay("wiring", parsers::wiring, 10_000);
}

#[test]
fn saved_runs_survive_corruption() {
    replay("saved_run", parsers::saved_run, 10_000);
}

#[test]
fn the_corpus_has_saved_runs_of_this_format() {
    for (name, bytes) in corpus("saved_run") {
        if name.ends_with(".lane") || name.ends_with(".run") {
            SavedRun::read(&bytes).unwrap_or_else(|error| {
                panic!("{name} {error}: see tests/fuzz/write_corpus.rs");
            });
        }
    }
}

#[test]
fn the_corpus_has_wirings_of_this_format() {
    for (name, bytes) in corpus("wiring") {
        if name.ends_with(".time") {
            Timeline::read(&bytes).unwrap_or_else(|why| panic!("{name}: {why}"));
        } else if name.ends_with(".epoch") {
            Difference::decode(&bytes).unwrap_or_else(|why| panic!("{name}: {why}"));
        }
    }
}

#[test]
fn the_corpus_has_networks_that_are_read() {
    for (name, bytes) in corpus("network") {
        let read = Imported::read(&bytes);
        assert_eq!(read.is_err(), name.ends_with("refused"), "{name}: {read:?}");
    }
}

#[test]
fn the_corpus_has_results_of_searches_that_make_sense() {
    for (name, bytes) in corpus("search") {
        let file: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        let runs: Vec<Run> = serde_json::from_value(file["runs"].clone()).unwrap();
        for run in runs {
            assert_eq!(run.checked().is_ok(), !name.ends_with("refused"), "{name}");
        }
    }
}

#[test]
fn random_experiments_are_read_or_refused() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(2);
    let mut values: Vec<&str> = FIELDS
        .iter()
        .flat_map(|field| field.choices.iter().copied())
        .collect();
    #[rustfmt::skip]
    values.extend([
        "", "all", "native", "0", "1", "7", "14", "28", "-0", "-1", "1e-300", "1e300", "0.05", "inf",
        "NaN", "4294967295", "4294967296", "99999999999999999999", "256-128-100", "16384-16384", "--",
        "mlp,set", "set:zeta=0.1,set", "censet:k=1:scope=layer:lc=published", "accset,accset", "set:",
        "files:0123456789abcdef", "files:", "cifar10", "256–128", "“set”", "1|2", "0..1e9/1e-9", " 1\r", "%31", "%", "%ff", "\u{0}", "ß", "=", "#", "&",
    ]);
    let mut keys: Vec<&str> = FIELDS.iter().map(|field| field.key).collect();
    keys.extend(VIEW_KEYS);
    keys.extend([
        "v",
        "",
        "Seed",
        "epoch",
        "<script>",
        "amp;seed",
        "utm_source",
        "?lr",
    ]);
    for _ in 0..10_000 {
        let pairs = (0..random.random_range(0..8u32)).map(|_| {
            let (key, value) = (*pick(&keys, &mut random), *pick(&values, &mut random));
            format!("{key}={value}")
        });
        let text = pairs.collect::<Vec<_>>().join("&");
        println!("{text}");
        parsers::experiment(text.as_bytes());
    }
}
