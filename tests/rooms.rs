//! The rooms of the library use one another in one direction, in the order in which its documentation lists them.

use std::fs;
use std::path::{Path, PathBuf};

const CORE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/core");

/// The modules that are listed, first those that use none.
fn listed() -> Vec<String> {
    let lib = fs::read_to_string(format!("{CORE}/lib.rs")).unwrap();
    let numbered = lib.lines().filter_map(|line| {
        let (number, text) = line.strip_prefix("//! ")?.split_once(". ")?;
        number.parse::<u32>().is_ok().then_some(text)
    });
    let names = numbered.flat_map(|text| text.split("[`").skip(1));
    names
        .map(|name| name.split('`').next().unwrap().to_string())
        .collect()
}

/// The files of a module, its own and those below it.
fn files(path: &Path) -> Vec<PathBuf> {
    let below = path.with_extension("");
    let inner = below.is_dir().then(|| fs::read_dir(below).unwrap());
    let inner = inner
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path());
    let deeper = inner.filter(|path| path.extension().is_some_and(|end| end == "rs"));
    let mut all: Vec<_> = deeper.flat_map(|path| files(&path)).collect();
    all.push(path.into());
    all
}

/// What a file uses of the crate's root, but for its tests and its documentation.
fn used(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n");
    let mut found = vec![];
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with("#[cfg(doc)]\nuse ") {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        let (several, end) = match rest.strip_prefix('{') {
            Some(several) => (several, several.find("};").unwrap()),
            None => (
                rest,
                rest.find(|c: char| !c.is_alphanumeric() && c != '_')
                    .unwrap(),
            ),
        };
        // Of a list the names before any path, and none of what stands in a list of its own.
        let mut depth = 0;
        let flat: String = several[..end]
            .chars()
            .filter(|c| {
                depth += i32::from(*c == '{') - i32::from(*c == '}');
                depth == 0
            })
            .collect();
        let names = flat.split(',').map(|path| path.split("::").next().unwrap());
        found.extend(names.map(|name| name.trim().to_string()));
    }
    found
}

#[test]
fn a_room_uses_only_those_listed_before_it() {
    let rooms = listed();
    let declared = fs::read_to_string(format!("{CORE}/lib.rs")).unwrap();
    let public: Vec<&str> = declared
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    let mut sorted = rooms.clone();
    sorted.sort();
    assert_eq!(sorted, public, "every room is listed, once");
    let readme = include_str!("../README.md");
    let table = readme.split("| room | what is in it |").nth(1).unwrap();
    let rows: Vec<&str> = table.split("`src/core/").skip(1).collect();
    let names = rows.iter().map(|row| row.split('`').next().unwrap());
    assert!(
        rooms.iter().eq(names),
        "README lists them in the same order"
    );
    let mut arrows = 0;
    for (place, room) in rooms.iter().enumerate() {
        for file in files(Path::new(&format!("{CORE}/{room}.rs"))) {
            for name in used(&fs::read_to_string(&file).unwrap()) {
                let Some(other) = rooms.iter().position(|room| *room == name) else {
                    continue;
                };
                arrows += usize::from(other != place);
                assert!(other <= place, "{} uses {name}", file.display());
            }
        }
    }
    assert!(arrows > 100, "{arrows} uses were found");
}

#[test]
fn uses_are_found_however_they_are_written() {
    let source = "use crate::graph::{Edge, layers};\nuse crate::{order, trainer::{Phase, Trainer}};\n\
                  #[cfg(doc)]\nuse crate::search::Run;\n/// [`crate::save`]\nfn f() { crate::random::unit(1) }\n\
                  #[cfg(test)]\nmod tests {\n    use crate::imported::Tensor;\n}\n";
    assert_eq!(used(source), ["graph", "order", "trainer", "random"]);
}
