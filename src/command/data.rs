//! Datasets from disk.

use std::borrow::Cow;
use std::env;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use censet::dataset::source::{FileSet, Files, KnownFile};
use censet::dataset::{self, Dataset, Reader, Source, Supply};
use censet::experiment::{Count, Experiment};

/// What was read from disk, or drawn.
#[derive(Clone)]
pub struct Loaded {
    /// The images.
    pub dataset: Arc<Dataset>,
    /// What must be said wherever a number measured on them is shown.
    pub note: Option<Cow<'static, str>>,
}

/// The images that the experiment trains and tests on. Files are read from `folder`, else from the one
/// that the source's environment variable names, else from `www/data`.
pub fn load(experiment: &Experiment, folder: Option<&Path>) -> Result<Loaded, String> {
    let source = experiment.data;
    let (train, test) = experiment.images();
    let dataset::Loaded { dataset, note } = match source.supply() {
        Supply::Drawn(draw) => dataset::Loaded {
            dataset: draw(train, test)
                .ok_or_else(|| format!("the {} were drawn wrong, twice", source.id))?,
            note: None,
        },
        Supply::Read(reader) => {
            let files = source.files.as_ref().expect("a source that is read");
            read(source, files, reader(), &places(source, files, folder))?
        }
    };
    if let Some(note) = &note {
        eprintln!("note: {note}");
    }
    experiment.fits(&dataset).map_err(|errors| {
        let lines: Vec<_> = errors.iter().map(|error| format!("\n  {error}")).collect();
        format!("this experiment cannot run:{}", lines.concat())
    })?;
    let there = (dataset.train.len(), dataset.test.len());
    let all = there == (train as usize, test as usize) && experiment.side.is_none();
    // A copy of all of CIFAR-10 would be 184 MB more.
    let dataset = Arc::new(if all {
        dataset
    } else {
        dataset.select(Count::First(train), Count::First(test), experiment.side)
    });
    Ok(Loaded { dataset, note })
}

/// The folders in which a dataset's files are looked for.
fn places(source: &Source, files: &Files, folder: Option<&Path>) -> Vec<PathBuf> {
    let named = folder.map(Path::to_path_buf);
    let named = named.or_else(|| env::var_os(files.variable).map(PathBuf::from));
    let mut places = match named {
        Some(folder) => vec![folder],
        // Files of several datasets have the same names.
        None => vec![Path::new("www/data").join(source.id), "www/data".into()],
    };
    if let Some(inner) = files.inner {
        let inner: Vec<_> = places.iter().map(|place| place.join(inner)).collect();
        places.extend(inner.into_iter().filter(|place| place.is_dir()));
    }
    places
}

/// Reads the first set of files that is there as a whole. Where there is only another version of the
/// dataset, that is read, and refused by what it holds.
fn read(
    source: &Source,
    files: &Files,
    mut reader: Box<dyn Reader>,
    places: &[PathBuf],
) -> Result<dataset::Loaded, String> {
    let others = files.others.iter();
    let mut others = others.flat_map(|name| places.iter().map(move |place| place.join(name)));
    let paths = whole(files, places)
        .or_else(|| others.find(|path| path.exists()).map(|path| vec![path]))
        .unwrap_or_else(|| last_of(files, places));
    for path in paths {
        let folder = path.parent().expect("joined from a folder").display();
        let name = path.file_name().expect("joined from a name");
        let mut file = File::open(&path).map_err(|error| {
            format!(
                "cannot read {}: {error}. {}'s {} are looked for in --data DIR, else in ${}, else in \
                 www/data",
                path.display(),
                source.title,
                sets(files),
                files.variable,
            )
        })?;
        let added = reader.add(&name.to_string_lossy(), &mut file);
        added.map_err(|error| format!("{folder}: {error}"))?;
    }
    let folder = places.first().expect("a folder").display();
    reader
        .finish()
        .map_err(|error| format!("{folder}: {error}"))
}

/// The files of the first set that is there as a whole, packed or unpacked.
fn whole(files: &Files, places: &[PathBuf]) -> Option<Vec<PathBuf>> {
    let find = |set: &FileSet, place: &Path| -> Option<Vec<PathBuf>> {
        let path = |file: &KnownFile| {
            let names = [file.name, file.unpacked()];
            let mut paths = names.into_iter().map(|name| place.join(name));
            paths.find(|path| path.exists())
        };
        set.files.iter().map(path).collect()
    };
    let mut sets = files.sets.iter();
    sets.find_map(|set| places.iter().find_map(|place| find(set, place)))
}

/// The files that are asked for when no set is whole, those that are missing first.
fn last_of(files: &Files, places: &[PathBuf]) -> Vec<PathBuf> {
    let set = files.sets.last().expect("a set of files");
    let place = places.last().expect("a folder");
    let mut paths: Vec<_> = set.files.iter().map(|file| place.join(file.name)).collect();
    paths.sort_by_key(|path| path.exists());
    paths
}

/// Which files are looked for: `its archive or six files`.
fn sets(files: &Files) -> String {
    let titles: Vec<&str> = files.sets.iter().map(|set| set.title).collect();
    titles.join(" or its ")
}
