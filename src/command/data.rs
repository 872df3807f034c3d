//! Datasets from disk.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use censet_lab::dataset::{Dataset, fashion};
use censet_lab::experiment::{Data, Experiment};

/// The images that the experiment trains and tests on. FashionMNIST is read from `folder`, else from
/// `$FASHION_MNIST_DIR`, else from `www/data`.
pub fn load(experiment: &Experiment, folder: Option<&Path>) -> Result<Dataset, String> {
    let (train, test) = (experiment.train, experiment.test);
    let whole = match &experiment.data {
        Data::Garments => return Ok(Dataset::garments(train, test, experiment.side)),
        Data::Fashion => read_fashion(folder)?,
        Data::Cifar10 | Data::Files(_) => unreachable!("refused by the check of the experiment"),
    };
    Ok(whole.select(train, test, experiment.side))
}

fn read_fashion(folder: Option<&Path>) -> Result<Dataset, String> {
    let folder = match folder {
        Some(folder) => folder.to_path_buf(),
        None => env::var_os("FASHION_MNIST_DIR").map_or_else(|| "www/data".into(), PathBuf::from),
    };
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
