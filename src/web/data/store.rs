//! Keeps whole datasets and hands out what an experiment takes of them.

use js_sys::{Object, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::Blob;

use super::blob::BlobReader;
use crate::{Failure, experiment, set, to_js};
use censet::dataset::own::{Own, OwnFiles, OwnReader};
use censet::dataset::{self, Dataset, FileError, Loaded, Pack, Source, Supply};
use censet::experiment::{Count, Data, Experiment, FieldError, FieldErrors};

/// The datasets that have been loaded or drawn so far.
#[wasm_bindgen]
#[derive(Default)]
pub struct DataStore {
    datasets: Vec<(Data, Dataset)>,
    packs: Vec<(&'static Pack, Dataset)>,
    /// What was down-sampled last, and for which text: its parts are asked for one after the other.
    selected: Option<(String, Dataset)>,
}

/// What an experiment takes of a dataset.
#[derive(Serialize)]
struct Prepared<'a> {
    height: usize,
    width: usize,
    channels: usize,
    classes: &'a [String],
    /// Images to train on.
    train: usize,
    /// Images to test on.
    test: usize,
}

/// Own files that were taken.
#[derive(Serialize)]
struct Taken {
    data: String,
    note: String,
}

#[wasm_bindgen]
impl DataStore {
    /// Nothing yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the files of a source, or one of its packs, and says what the reader must know of where these
    /// come from, if anything. Throws if one is wrong; what was loaded stays.
    pub fn load(
        &mut self,
        source: &str,
        names: Vec<String>,
        files: Vec<Blob>,
    ) -> Result<Option<String>, JsValue> {
        if let Some((source, pack)) = pack(source) {
            for (name, file) in names.iter().zip(files) {
                let read = pack.read(source, name, &mut BlobReader::new(file));
                let dataset = read.map_err(file_failure)?;
                self.packs.retain(|(of, _)| of.md5 != pack.md5);
                self.packs.push((pack, dataset));
            }
            return Ok(None);
        }
        let source = dataset::source(source).expect("a source of the table");
        let Supply::Read(reader) = source.supply() else {
            unreachable!("{source:?} is not read")
        };
        let mut reader = reader();
        for (name, file) in names.iter().zip(files) {
            let added = reader.add(name, &mut BlobReader::new(file));
            added.map_err(file_failure)?;
        }
        let Loaded { dataset, note } = reader.finish().map_err(file_failure)?;
        self.put(source.into(), dataset);
        Ok(note.map(Into::into))
    }

    /// Takes own files, those that `expected` names if it is given, and says what they are called in a text
    /// and what must be said of them. Throws if one is wrong; what was loaded stays.
    #[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').OwnTaken")]
    pub fn load_own(
        &mut self,
        expected: Option<String>,
        names: Vec<String>,
        files: Vec<Blob>,
    ) -> Result<JsValue, JsValue> {
        let expected = expected.and_then(|expected| OwnFiles::read(&expected));
        let mut reader = OwnReader::new(expected);
        for (name, file) in names.iter().zip(files) {
            let added = reader.add(name, &mut BlobReader::new(file));
            added.map_err(file_failure)?;
        }
        let Own { files, loaded } = reader.finish().map_err(file_failure)?;
        let taken = Taken {
            data: files.to_string(),
            note: loaded.note.unwrap_or_default().into(),
        };
        self.put(Data::Own(files), loaded.dataset);
        Ok(to_js(&taken))
    }

    /// What the experiment takes: shape and classes of the images, and how many there are.
    #[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').Prepared")]
    pub fn prepare(&mut self, experiment: &str) -> Result<JsValue, JsValue> {
        let (dataset, (train, test)) = self.dataset(experiment)?;
        Ok(to_js(&Prepared {
            height: dataset.shape.height,
            width: dataset.shape.width,
            channels: dataset.shape.channels,
            classes: &dataset.classes,
            train,
            test,
        }))
    }

    /// The images from `from` to before `to` of one split, and their labels, as fresh arrays.
    #[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').Part")]
    pub fn part(
        &mut self,
        experiment: &str,
        test: bool,
        from: usize,
        to: usize,
    ) -> Result<Object, JsValue> {
        let (dataset, _) = self.dataset(experiment)?;
        let split = if test { &dataset.test } else { &dataset.train };
        let pixels = split.images.as_slice().expect("rows one after the other");
        let size = dataset.shape.pixels();
        let part = Object::new();
        set(&part, "test", test);
        set(
            &part,
            "images",
            Uint8Array::from(&pixels[from * size..to * size]),
        );
        set(&part, "labels", Uint8Array::from(&split.labels[from..to]));
        Ok(part)
    }
}

impl DataStore {
    /// The images of an experiment, down-sampled, and how many of each split it takes from the start.
    fn dataset(&mut self, text: &str) -> Result<(&Dataset, (usize, usize)), JsValue> {
        let experiment = experiment(text)?;
        let (train, test) = experiment.images();
        let counts = (train as usize, test as usize);
        if experiment.side.is_none() {
            // Straight out of the store: a copy of it would be as large again.
            return Ok((self.whole(&experiment)?, counts));
        }
        if self.selected.as_ref().is_none_or(|(of, _)| of != text) {
            let (train, test) = (Count::First(train), Count::First(test));
            let selected = match self.packed(&experiment) {
                Some(packed) => packed.select(train, test, None),
                None => self
                    .whole(&experiment)?
                    .select(train, test, experiment.side),
            };
            self.selected = Some((text.into(), selected));
        }
        let (_, selected) = self.selected.as_ref().expect("selected by now");
        Ok((selected, counts))
    }

    /// At least the images that the experiment takes, of its own side, if a pack of them is there.
    fn packed(&self, experiment: &Experiment) -> Option<&Dataset> {
        let pack = experiment.pack()?;
        let mut packs = self.packs.iter();
        let found = packs.find(|(of, _)| of.md5 == pack.md5);
        found.map(|(_, dataset)| dataset)
    }

    /// At least the images that the experiment takes.
    fn whole(&mut self, experiment: &Experiment) -> Result<&Dataset, Failure> {
        let data = experiment.data;
        if let Data::Source(source) = data
            && let Supply::Drawn(draw) = source.supply()
        {
            self.draw(data, *draw, experiment.images())?;
        }
        let dataset = self.get(data).ok_or_else(|| Failure {
            code: "file",
            field: None,
            text: format!(
                "The data of this experiment ({}) are not loaded.",
                data.title()
            ),
        })?;
        experiment.fits(dataset).map_err(too_few)?;
        Ok(dataset)
    }

    /// Draws so many images, unless there are as many; those that there are stay.
    fn draw(
        &mut self,
        data: Data,
        draw: fn(u32, u32) -> Option<Dataset>,
        (train, test): (u32, u32),
    ) -> Result<(), Failure> {
        let there = |of: &Dataset| (of.train.len() as u32, of.test.len() as u32);
        let kept = self.get(data).map_or((0, 0), there);
        if kept.0 < train || kept.1 < test {
            let drawn = draw(kept.0.max(train), kept.1.max(test));
            let drawn = drawn.ok_or_else(|| Failure {
                code: "drawing",
                field: None,
                text: format!(
                    "This browser drew the {} wrong, twice: what it would train on is not what \
                     others have. Reload the page, or open it in another browser.",
                    data
                ),
            })?;
            self.put(data, drawn);
        }
        Ok(())
    }

    fn get(&self, data: Data) -> Option<&Dataset> {
        let mut all = self.datasets.iter();
        all.find(|(of, _)| *of == data).map(|(_, dataset)| dataset)
    }

    fn put(&mut self, data: Data, dataset: Dataset) {
        // Own files may be large: those of an experiment take the place of another's.
        let own = |data: &Data| matches!(data, Data::Own(_));
        self.datasets
            .retain(|(of, _)| *of != data && !(own(of) && own(&data)));
        self.datasets.push((data, dataset));
        // A selection may be of what there was.
        self.selected = None;
    }
}

/// The pack that the page calls so.
fn pack(needed: &str) -> Option<(&'static Source, &'static Pack)> {
    let (source, name) = needed.split_once('/')?;
    let source = dataset::source(source)?;
    let mut packs = source.files.as_ref()?.packs.iter();
    packs
        .find(|pack| pack.name == name)
        .map(|pack| (source, pack))
}

/// What is said when a copy of a dataset has fewer images than the experiment takes.
fn too_few(errors: FieldErrors) -> Failure {
    let said = errors.iter().map(|error| {
        let FieldError {
            field,
            value,
            allowed,
        } = error;
        format!("{field} = “{value}” cannot be used: {allowed}.")
    });
    Failure {
        code: "experiment",
        text: said.collect::<Vec<_>>().join(" "),
        field: errors.into_iter().next().map(|error| error.field),
    }
}

fn file_failure(error: FileError) -> JsValue {
    let text = format!("{error}.");
    Failure {
        code: "file",
        field: Some(error.file),
        text,
    }
    .into()
}
