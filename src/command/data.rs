//! Datasets from disk.

use std::borrow::Cow;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use censet::dataset::own::{Own, OwnFiles, OwnReader};
use censet::dataset::source::Files;
use censet::dataset::{self, Dataset, FileError, Reader, Source, Supply};
use censet::experiment::{Count, Data, Experiment};

use super::brief;
use super::finding::{self, Found};

/// What was read from disk, or drawn.
#[derive(Clone)]
pub struct Loaded {
    /// The images.
    pub dataset: Arc<Dataset>,
    /// What must be said wherever a number measured on them is shown.
    pub note: Option<Cow<'static, str>>,
}

/// The images that the experiment trains and tests on. Files are read from `given`, which are folders or
/// the files themselves, else from the folder that the source's environment variable names, else from
/// `www/data`.
pub fn load(experiment: &Experiment, given: &[PathBuf]) -> Result<Loaded, String> {
    let (train, test) = experiment.images();
    let dataset::Loaded { dataset, note } = match experiment.data {
        Data::Own(own) => read_own(Some(own), given)?.loaded,
        Data::Source(source) => match source.supply() {
            Supply::Drawn(draw) => dataset::Loaded {
                dataset: draw(train, test)
                    .ok_or_else(|| format!("the {} were drawn wrong, twice", source.id))?,
                note: None,
            },
            Supply::Read(reader) => {
                let files = source.files.as_ref().expect("a source that is read");
                read(source, files, reader(), given)?
            }
        },
    };
    if let Some(note) = &note {
        eprintln!("note: {note}");
    }
    experiment.fits(&dataset).map_err(|errors| {
        let lines: Vec<_> = errors
            .iter()
            .map(|error| format!("\n  {}", brief(error)))
            .collect();
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

/// Own files out of `given`, those that a text names if it is known.
pub fn read_own(expected: Option<OwnFiles>, given: &[PathBuf]) -> Result<Own, String> {
    let files = finding::images(given)?;
    if files.is_empty() {
        let wanted = expected.map_or_else(String::new, |own| format!(": {}", own.wanted()));
        let place = match given {
            [] => "no --data names them".into(),
            [one, ..] => format!("there are none in {}", one.display()),
        };
        return Err(format!(
            "own images are looked for in --data, a folder or the files themselves, and {place}{wanted}"
        ));
    }
    let mut reader = OwnReader::new(expected);
    for path in &files {
        let mut file = open(path)?;
        let added = reader.add(&path.to_string_lossy(), &mut file);
        added.map_err(|error| error.to_string())?;
    }
    reader.finish().map_err(|error| error.to_string())
}

/// Reads the first set of a source's files that is there as a whole. Where there is only another version of
/// the dataset, that is read, and refused by what it holds.
fn read(
    source: &Source,
    files: &Files,
    mut reader: Box<dyn Reader>,
    given: &[PathBuf],
) -> Result<dataset::Loaded, String> {
    for Found { name, path } in finding::of(source, files, given) {
        let mut file = File::open(&path).map_err(|error| {
            let titles: Vec<&str> = files.sets.iter().map(|set| set.title).collect();
            format!(
                "cannot read {}: {error}. {}'s {} are looked for in --data DIR, else in ${}, else in \
                 www/data",
                path.display(),
                source.title,
                titles.join(" or its "),
                files.variable,
            )
        })?;
        let added = reader.add(&name, &mut file);
        added.map_err(|error| said(&error, &path))?;
    }
    reader.finish().map_err(|error| error.to_string())
}

/// What is wrong with a file, by the name that it has here.
fn said(error: &FileError, path: &Path) -> String {
    format!("{} {}", path.display(), error.problem)
}

fn open(path: &Path) -> Result<File, String> {
    File::open(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}
