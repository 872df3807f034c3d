//! A lane that is looked at and never trained: a network that came in, measured once, as epoch 0.

use std::sync::Arc;

use super::{Phase, Trainer};
use crate::Refused;
use crate::dataset::{Dataset, Standardiser, numbered};
use crate::experiment::{Experiment, exact};
use crate::graph::laplacian::Definition;
use crate::imported::{Imported, Pixels};

/// Where a network that came in is from.
pub(super) struct Origin {
    /// What the lane is called.
    pub name: String,
    /// The text of the experiment that trained it, if its file says so.
    pub experiment: String,
    /// The moment it is of.
    pub moment: String,
}

impl Trainer {
    /// The lane of a network that came in, which its first pieces of work measure; then it is finished.
    ///
    /// With the images of an experiment, the network is tested on them; without, nobody knows its accuracy,
    /// which is no number then. Pixels become inputs as `pixels` says, else as the file does, else as numbers from
    /// 0 to 1.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use censet::{dataset::Dataset, experiment::parse};
    /// use censet::imported::Imported;
    /// use censet::trainer::{Json, Stage, TensorWriter, Trainer};
    ///
    /// # let text = "train=100&test=50&side=7&hidden=10&lanes=set&epochs=1";
    /// # let experiment = parse(text).experiment.unwrap();
    /// # let data = Dataset::garments(experiment.train, experiment.test, experiment.side);
    /// # let data = Arc::new(data);
    /// # let lane = Trainer::new(experiment.clone(), 0, Arc::clone(&data));
    /// let json = |value: &Json<'_>| serde_json::to_string(value).unwrap();
    /// let writer = TensorWriter { version: "1", commit: None, json: &json };
    /// let mut bytes = Vec::new();
    /// lane.network_file(Stage::Trained, |file| lane.write_tensors(&file, &writer, &mut bytes)).unwrap();
    ///
    /// let imported = Imported::read(&bytes).unwrap();
    /// let mut twin = Trainer::of_imported("twin", imported, None, Some((&experiment, data))).unwrap();
    /// let report = std::iter::from_fn(|| Some(twin.advance())).find_map(|step| step.report).unwrap();
    /// assert_eq!((report.lane.as_str(), report.epoch), ("twin", 0));
    /// assert_eq!(twin.network(), lane.network());
    /// ```
    ///
    /// # Errors
    /// A clause where the images are none for this network.
    pub fn of_imported(
        name: &str,
        imported: Imported,
        pixels: Option<Pixels>,
        images: Option<(&Experiment, Arc<Dataset>)>,
    ) -> Result<Self, Refused> {
        let sizes = imported.network.layer_sizes();
        let (inputs, outputs) = (sizes[0], sizes[sizes.len() - 1]);
        let (images, dataset) = match images {
            Some((experiment, dataset)) => (Some(experiment), dataset),
            None => (None, Arc::new(no_images(&imported, outputs))),
        };
        if (dataset.shape.pixels(), dataset.classes.len()) != (inputs, outputs) {
            return Err(format!(
                "takes {inputs} numbers and gives {outputs}, and the images have {} pixels and {} classes",
                dataset.shape.pixels(),
                dataset.classes.len()
            )
            .into());
        }
        let lc = definition(&imported);
        let experiment = Experiment::around(&imported.network, dataset.shape, images, lc);
        let standardiser = match (pixels, imported.standardiser) {
            (None, Some(of_file)) => of_file,
            (Some(Pixels::Standardised), _) if dataset.train.is_empty() => {
                return Err(
                    "is to have its pixels standardised, and there are no images to do that by"
                        .into(),
                );
            }
            (Some(Pixels::Standardised), _) => Standardiser::of(dataset.train.images.view()),
            (pixels, _) => pixels.unwrap_or_default().standardiser(inputs),
        };
        let said = |key: &str| imported.metadata.get(key).cloned();
        let mut trainer = Self::of_network(experiment, 0, imported.network);
        trainer.origin = Some(Origin {
            name: name.into(),
            experiment: said("experiment").unwrap_or_default(),
            moment: said("moment").unwrap_or_else(|| "as it came".into()),
        });
        if dataset.test.is_empty() {
            trainer.phase = Phase::Score;
        }
        (trainer.standardiser, trainer.dataset) = (standardiser, dataset);
        Ok(trainer)
    }

    /// Whether it is a network that came in, and is never trained.
    pub fn is_looked_at(&self) -> bool {
        self.origin.is_some()
    }
}

/// Of which graph centrality is taken: as the lane did that trained it, if the file says so.
fn definition(imported: &Imported) -> Definition {
    let of_lane = || {
        let experiment = exact(imported.metadata.get("experiment")?).ok()?;
        let name = imported.metadata.get("lane")?;
        let mut lanes = 0..experiment.lanes.len();
        let lane = lanes.find(|&lane| experiment.lane_name(lane) == *name)?;
        Some(experiment.lane_settings(lane).lc)
    };
    of_lane().unwrap_or(Definition::Defined)
}

/// A dataset of no images, with the shape and classes that a network has.
fn no_images(imported: &Imported, outputs: usize) -> Dataset {
    let classes = imported.classes.clone();
    Dataset::none(
        imported.shape(),
        classes.unwrap_or_else(|| numbered(outputs)),
    )
}
