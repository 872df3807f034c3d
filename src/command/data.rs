//! Datasets from disk.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use censet::dataset::{Dataset, cifar, fashion};
use censet::experiment::{Count, Data, Experiment};

/// What was read from disk, or drawn.
#[derive(Clone)]
pub struct Loaded {
    /// The images.
    pub dataset: Arc<Dataset>,
    /// What must be said wherever a number measured on them is shown.
    pub note: Option<&'static str>,
}

/// The images that the experiment trains and tests on. Files are read from `folder`, else from
/// `$FASHION_MNIST_DIR` or `$CIFAR10_DIR`, else from `www/data`.
pub fn load(experiment: &Experiment, folder: Option<&Path>) -> Result<Loaded, String> {
    let (train, test) = (experiment.train, experiment.test);
    let (whole, note) = match &experiment.data {
        Data::Garments => {
            return Ok(Loaded {
                dataset: Arc::new(Dataset::garments(train, test, experiment.side)),
                note: None,
            });
        }
        Data::Fashion => (read_fashion(&place(folder, "FASHION_MNIST_DIR"))?, None),
        Data::Cifar10 => read_cifar(&place(folder, "CIFAR10_DIR"))?,
        Data::Files(_) => unreachable!("refused by the check of the experiment"),
    };
    let all = (train, test, experiment.side) == (Count::All, Count::All, None);
    // A copy of all of CIFAR-10 would be 184 MB more.
    let dataset = Arc::new(if all {
        whole
    } else {
        whole.select(train, test, experiment.side)
    });
    Ok(Loaded { dataset, note })
}

/// Where a dataset's files are looked for.
fn place(folder: Option<&Path>, variable: &str) -> PathBuf {
    match folder {
        Some(folder) => folder.to_path_buf(),
        None => env::var_os(variable).map_or_else(|| "www/data".into(), PathBuf::from),
    }
}

fn read_fashion(folder: &Path) -> Result<Dataset, String> {
    let mut contents = Vec::new();
    for file in fashion::FILES {
        let path = folder.join(file.name);
        contents.push(fs::read(&path).map_err(|error| {
            format!(
                "cannot read {}: {error}. FashionMNIST's four files are looked for in --data DIR, \
                 else in $FASHION_MNIST_DIR, else in www/data",
                path.display()
            )
        })?);
    }
    let contents: [&[u8]; 4] = std::array::from_fn(|i| contents[i].as_slice());
    fashion::from_files(contents).map_err(|error| format!("{}: {error}", folder.display()))
}

/// The archive if it is there, else the six files that it unpacks to, in the folder itself or in the
/// one that unpacking makes. Where there is only another version of the dataset, that is read, and
/// refused by what it holds.
fn read_cifar(folder: &Path) -> Result<(Dataset, Option<&'static str>), String> {
    let mut paths = vec![folder.join(cifar::ARCHIVE)];
    if !paths[0].exists() {
        let inner = folder.join("cifar-10-batches-bin");
        let folder = if inner.is_dir() { &inner } else { folder };
        paths = cifar::FILES.map(|name| folder.join(name)).to_vec();
    }
    let others = cifar::OTHER_ARCHIVES.map(|name| folder.join(name));
    if !paths[0].exists()
        && let Some(other) = others.into_iter().find(|path| path.exists())
    {
        paths = vec![other];
    }
    let mut reader = cifar::Reader::new();
    for path in paths {
        let file = File::open(&path).map_err(|error| {
            format!(
                "cannot read {}: {error}. CIFAR-10's {} or its six .bin files are looked for in \
                 --data DIR, else in $CIFAR10_DIR, else in www/data",
                path.display(),
                cifar::ARCHIVE
            )
        })?;
        let name = path.file_name().expect("joined from a name");
        reader
            .add(&name.to_string_lossy(), file)
            .map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let note = reader.origin().note();
    if let Some(note) = note {
        eprintln!("note: {note}");
    }
    let dataset = reader
        .finish()
        .map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok((dataset, note))
}
