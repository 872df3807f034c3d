//! Where a dataset's files are, whatever a browser, an archive or a library made of their names and
//! folders.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use censet::dataset::Source;
use censet::dataset::source::{FileSet, Files};

/// A file that was found.
pub struct Found {
    /// What its dataset calls it; its own name where only the content tells.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
}

/// The files of a source: of the first set that is there as a whole, in the folders of `given`, else in the one
/// that its variable names, else in `www/data`. When none is whole, the files of the last set, those that
/// are missing first.
pub fn of(source: &Source, files: &Files, given: &[PathBuf]) -> Vec<Found> {
    let (chosen, folders): (Vec<_>, Vec<_>) =
        given.iter().cloned().partition(|path| path.is_file());
    let named = env::var_os(files.variable).map(PathBuf::from);
    let roots = match (given.is_empty(), named) {
        (false, _) => folders,
        (true, Some(folder)) => vec![folder],
        // Files of several datasets have the same names.
        (true, None) => vec![Path::new("www/data").join(source.id), "www/data".into()],
    };
    let mut places = Vec::new();
    for root in &roots {
        let below = [
            files.inner.map(|inner| root.join(inner)),
            Some(root.join("raw")),
            Some(root.join(source.title).join("raw")),
        ];
        places.push(listed(root));
        let below = below.into_iter().flatten().filter(|place| place.is_dir());
        places.extend(below.map(|place| listed(&place)));
    }
    places.push(chosen.clone());
    let mut sets = files.sets.iter();
    if let Some(found) = sets.find_map(|set| places.iter().find_map(|place| whole(set, place))) {
        return found;
    }
    let others = places.iter().flatten();
    let other = others.filter(|path| files.others.contains(&name_of(path).as_str()));
    let other: Vec<_> = other.take(1).cloned().collect();
    let as_they_are = |paths: Vec<PathBuf>| {
        let found = paths.into_iter().map(|path| Found {
            name: name_of(&path),
            path,
        });
        found.collect()
    };
    if !other.is_empty() {
        return as_they_are(other);
    }
    // Files that were chosen one by one are judged by their contents.
    if !chosen.is_empty() {
        return as_they_are(chosen);
    }
    // So are those of a folder that was given, if there are as many as there should be.
    let many = |place: &Vec<PathBuf>| files.sets.iter().any(|set| set.files.len() == place.len());
    if !given.is_empty()
        && let Some(place) = places.iter().find(|place| many(place))
    {
        return as_they_are(place.clone());
    }
    let set = files.sets.last().expect("a set of files");
    let inner = files.inner.map(|inner| roots[0].join(inner));
    let place = inner.filter(|place| place.is_dir());
    let place = place.as_ref().unwrap_or(roots.last().expect("a folder"));
    let there: Vec<_> = listed(place)
        .iter()
        .map(|path| plain(&name_of(path)))
        .collect();
    let mut missing: Vec<_> = set.files.iter().map(|file| file.name).collect();
    missing.sort_by_key(|name| there.contains(&plain(name)));
    let missing = missing.into_iter().map(|name| Found {
        name: name.into(),
        path: place.join(name),
    });
    missing.collect()
}

/// Own images are of at most so many files: images and labels, both twice, and the names of classes.
const FEW: usize = 5;

/// The files that may hold images of one's own: those that were given, and those in the folders that were
/// given, in `raw` below, or in `raw` of a folder below; of several that differ in how they are packed,
/// one.
pub fn images(given: &[PathBuf]) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    for path in given {
        if path.is_file() {
            found.push(path.clone());
        } else if path.is_dir() {
            let mut places = vec![path.clone(), path.join("raw")];
            places.extend(
                subfolders(path)
                    .into_iter()
                    .map(|folder| folder.join("raw")),
            );
            let files = places.iter().map(|place| likely(place));
            let named = files.into_iter().find(|files| !files.is_empty());
            // Names may say nothing: a few files are told by what they hold.
            let few = || Some(listed(path)).filter(|files| files.len() <= FEW);
            found.extend(named.or_else(few).unwrap_or_default());
        } else {
            return Err(format!(
                "cannot read {}: there is no such file or folder",
                path.display()
            ));
        }
    }
    Ok(found)
}

/// The files of a folder whose names are like those of images, labels, tables or lists of classes.
fn likely(place: &Path) -> Vec<PathBuf> {
    let mut seen = BTreeSet::new();
    let all = listed(place).into_iter().filter(|path| {
        let name = plain(&name_of(path));
        let idx = name.contains("-ubyte") || name.ends_with(".idx") || name.contains("-idx");
        let classes = name.ends_with(".txt") && (name.contains("class") || name.contains("label"));
        (idx || classes || name.ends_with(".csv")) && seen.insert(name)
    });
    all.collect()
}

fn whole(set: &FileSet, place: &[PathBuf]) -> Option<Vec<Found>> {
    let find = |name: &'static str| {
        let same = |path: &&PathBuf| plain(&name_of(path)) == plain(name);
        let exact = place.iter().find(|path| name_of(path) == name);
        let path = exact.or_else(|| place.iter().find(same))?;
        Some(Found {
            name: name.into(),
            path: path.clone(),
        })
    };
    set.files.iter().map(|file| find(file.name)).collect()
}

/// The files of a folder, by name; none if it cannot be read.
fn listed(folder: &Path) -> Vec<PathBuf> {
    entries(folder, |path| path.is_file())
}

fn subfolders(folder: &Path) -> Vec<PathBuf> {
    entries(folder, |path| path.is_dir())
}

fn entries(folder: &Path, which: fn(&Path) -> bool) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.retain(|path| which(path));
    paths.sort();
    paths
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// A name without what downloading and unpacking do to it: `train-images.idx3-ubyte (1).gz` becomes
/// `train-images-idx3-ubyte`.
fn plain(name: &str) -> String {
    let mut name = name.to_lowercase().replace(".idx", "-idx");
    if let Some(at) = name.rfind(" (")
        && let Some(end) = name[at..].find(')')
        && name[at + 2..at + end]
            .bytes()
            .all(|byte| byte.is_ascii_digit())
    {
        name.replace_range(at..=at + end, "");
    }
    name.trim_end_matches(".gz").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_however_they_came() {
        for name in [
            "train-images-idx3-ubyte",
            "train-images-idx3-ubyte.gz",
            "train-images.idx3-ubyte",
            "train-images.idx3-ubyte.gz",
            "train-images-idx3-ubyte (1).gz",
            "train-images-idx3-ubyte.gz (12)",
            "Train-Images-IDX3-ubyte (2)",
        ] {
            assert_eq!(plain(name), "train-images-idx3-ubyte", "{name}");
        }
        assert_eq!(plain("a (b).gz"), "a (b)");
    }
}
