//! Which images a network from a file is tested on.

use std::path::{Path, PathBuf};

use censet::experiment::{Experiment, parse};
use censet::imported::Imported;

use super::super::data::{self, Loaded};
use super::super::run;

/// The images that fit a network, and the experiment that takes them: those that were asked for, else those that
/// trained it. These are looked for, and done without where they are not at hand.
pub fn load(
    given: &[PathBuf],
    asked: Option<&str>,
    path: &Path,
    imported: &Imported,
) -> Result<Option<(Experiment, Loaded)>, String> {
    let of_file = imported.metadata.get("experiment");
    let of_file = of_file.and_then(|text| parse(text).experiment.ok());
    let must = asked.is_some() || !given.is_empty();
    let experiment = match (asked, of_file) {
        (None, Some(of_file)) => of_file,
        (None, None) if given.is_empty() => return Ok(None),
        (name, _) => taking(name.unwrap_or("files"), given, path, imported)?,
    };
    match data::load(&experiment, given) {
        Ok(loaded) => Ok(Some((experiment, loaded))),
        Err(error) if must => Err(error),
        Err(error) => {
            eprintln!(
                "censet-lab: {} is looked at without the images that it was trained on: {error}",
                path.display()
            );
            Ok(None)
        }
    }
}

/// An experiment with the images of that name, in the size that the network takes.
fn taking(
    name: &str,
    given: &[PathBuf],
    path: &Path,
    imported: &Imported,
) -> Result<Experiment, String> {
    let text = run::named(&format!("data={name}&train=all&test=all"), given)?;
    let images = parse(&text).experiment.map_err(|errors| {
        let error = &errors[0];
        format!(
            "--images {name}: {} = {:?}: {}",
            error.field, error.value, error.allowed
        )
    })?;
    imported.fitting(&images).ok_or_else(|| {
        let shape = images.data.shape();
        let sides = images.data.sides().into_iter();
        let mut sizes = vec![shape.pixels()];
        sizes.extend(sides.map(|side| shape.channels * (side * side) as usize));
        sizes.dedup();
        let sizes: Vec<_> = sizes.iter().map(ToString::to_string).collect();
        format!(
            "{} takes {} numbers, and an image of {} has {}",
            path.display(),
            imported.network.layer_sizes()[0],
            images.data.title(),
            sizes.join(" or, shrunk, ")
        )
    })
}
