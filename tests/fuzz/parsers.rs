//! What is fuzzed, for libFuzzer (`targets`) and for the stable test that replays the corpus
//! (`tests/fuzz_corpus.rs`). Each function takes any bytes and panics if it has found something.

#![allow(dead_code)]

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use censet::dataset::own::{Own, OwnFiles, OwnReader};
use censet::dataset::picture::Picture;
use censet::dataset::{Dataset, Reader, SOURCES, Shape, Supply, cifar, idx};
use censet::experiment::bounds::MAX_TEXT;
use censet::experiment::{Experiment, Grid, edit, parse};
use censet::graph::centralities::CENTRALITIES;
use censet::graph::laplacian::Definition;
use censet::graph::rewired::Rewired;
use censet::graph::statistics::degrees;
use censet::graph::{LayeredGraph, selection};
use censet::imported::Imported;
use censet::save::{self, SavedLane, SavedRun};
use censet::search::curves::Curves;
use censet::search::{Results, Run};
use censet::timeline::{Difference, Timeline};
use censet::trainer::{ConfusionMatrix, History, Phase, Recorded, Stage, Trainer, centrality_csv};
use serde_json::Value;

/// The images of the corpus's saved lanes. States of other images are read but not resumed.
pub const IMAGES: &str = "data=garments&train=40&test=20&side=7";
/// The most neurons that a network may have to be resumed.
const NEURONS: u32 = 100;
/// The numbers of neurons of the corpus's networks.
pub const WIRED: [usize; 4] = [49, 6, 5, 10];

/// The longest that anything may take which fits a link or a file of a few kilobytes, also where it is
/// compiled without optimisation and others use the machine: a thousand times what it should.
const LONGEST: Duration = Duration::from_secs(20);

/// Calls one of the functions below, which must come to its end in time.
pub fn timed(parser: fn(&[u8]), bytes: &[u8]) {
    let start = Instant::now();
    parser(bytes);
    let took = start.elapsed();
    assert!(took < LONGEST, "{} bytes took {took:?}", bytes.len());
}

/// The text of an experiment: what is valid prints and parses back to itself, with what it asks of the
/// page too; what is not has one error a field. Either can be edited.
pub fn experiment(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for key in ["preset", "seed", "hide"] {
        let without = edit(&text, key, None);
        // What is left may begin like an address, and be read as such.
        assert!(edit(&without, "", None) != without || edit(&without, key, None) == without);
    }
    let parsed = parse(&text);
    match parsed.experiment {
        Ok(experiment) => {
            let canonical = experiment.to_string();
            let add = |text: String, (key, value): &(String, String)| edit(&text, key, Some(value));
            let shown = parsed.view.iter().fold(canonical.clone(), add);
            let again = parse(&shown);
            assert!(shown.len() > MAX_TEXT || again.view == parsed.view);
            assert!(shown.len() > MAX_TEXT || again.experiment.as_ref() == Ok(&experiment));
            assert_eq!(parse(&canonical).experiment, Ok(experiment));
        }
        Err(errors) => {
            let mut fields: Vec<_> = errors.iter().map(|error| &error.field).collect();
            fields.sort();
            fields.dedup();
            assert!(!errors.is_empty() && fields.len() == errors.len());
        }
    }
}

/// The text of a grid: what is valid prints and parses back to itself, and all its experiments are
/// valid; what is not has a sentence for each error.
pub fn grid(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match Grid::parse(&text) {
        Ok(grid) => {
            for experiment in grid.experiments() {
                assert_eq!(
                    parse(&experiment.to_string()).experiment.as_ref(),
                    Ok(experiment)
                );
            }
            assert_eq!(Grid::parse(&grid.to_string()), Ok(grid));
        }
        Err(errors) => assert!(!errors.is_empty()),
    }
}

/// A CIFAR-10 archive, packed or not, or one of its files.
pub fn cifar(bytes: &[u8]) {
    source_file(bytes);
    for name in ["cifar.tar", cifar::FILES[0]] {
        let read = cifar::BinaryVersion::new().add(name, &mut &*bytes);
        // What is read is no shorter than a whole file; packed, no fuzzer makes one.
        assert!(read.is_err() || bytes.len() as u64 >= cifar::FILE_BYTES);
    }
}

/// A file of any source, which by itself is no dataset.
fn source_file(bytes: &[u8]) {
    for source in SOURCES {
        let Supply::Read(reader) = source.supply() else {
            continue;
        };
        let files = source.files.as_ref().expect("a source that is read");
        for file in files.sets.iter().flat_map(|set| set.files) {
            let mut reader = reader();
            let read = reader.add(file.name, &mut &*bytes);
            assert!(read.is_ok() || !read.unwrap_err().problem.is_empty());
            assert!(reader.finish().is_err());
        }
    }
}

/// An IDX file of images or labels, gzipped or not.
pub fn idx(bytes: &[u8]) {
    source_file(bytes);
    if let Ok((images, shape)) = idx::images("images", &mut &*bytes) {
        assert_eq!(images.ncols(), shape.pixels());
    }
    if let Ok(labels) = idx::labels("labels", &mut &*bytes) {
        assert!(!labels.is_empty());
    }
}

/// A file of own images: CSV by itself is a dataset, whose name in a text is read again and which that name
/// finds again; IDX and names are parts of one.
pub fn own(bytes: &[u8]) {
    let read = |expected| {
        let mut reader = OwnReader::new(expected);
        reader.add("images.csv", &mut &*bytes)?;
        reader.finish()
    };
    match read(None) {
        Ok(Own { files, loaded }) => {
            let Dataset {
                shape,
                train,
                test,
                classes,
            } = &loaded.dataset;
            assert_eq!(OwnFiles::read(&files.to_string()), Some(files));
            assert_eq!(
                (files.train, files.test),
                (train.len() as u32, test.len() as u32)
            );
            assert!((2..=256).contains(&classes.len()) && shape.pixels() <= 4096);
            let labels = || train.labels.iter().chain(&test.labels);
            assert!(labels().all(|&label| usize::from(label) < classes.len()));
            assert_eq!(read(Some(files)).unwrap().loaded, loaded);
        }
        Err(error) => assert!(!error.problem.is_empty()),
    }
}

/// A picture that someone drew or opened, as the canvas gives it, in any size that it may have: it
/// becomes an image of the data's shape, with no pixel darker or lighter than all of its own.
pub fn picture(bytes: &[u8]) {
    let [height, width, times, kind, pixels @ ..] = bytes else {
        return;
    };
    if pixels.is_empty() {
        return;
    }
    let shape = Shape {
        height: 1 + usize::from(height % 32),
        width: 1 + usize::from(width % 32),
        channels: if kind & 1 == 0 { 1 } else { 3 },
    };
    let enlarged = |by: u8| {
        let by = 1 + usize::from(by % 4);
        move |shape: Shape| Shape {
            height: by * shape.height,
            width: by * shape.width,
            ..shape
        }
    };
    let native = enlarged(times / 4)(shape);
    let Shape { height, width, .. } = enlarged(*times)(native);
    let rgba = pixels.iter().copied().cycle().take(4 * height * width);
    let rgba: Vec<u8> = rgba.collect();
    let picture = Picture {
        height,
        width,
        rgba: &rgba,
    };
    let inverted = kind & 2 != 0;
    let image = picture.image(native, shape, inverted);
    assert_eq!(image.len(), shape.pixels());
    let shades = rgba.chunks_exact(4).flat_map(|pixel| &pixel[..3]);
    let shades = shades.map(|shade| if inverted { 255 - shade } else { *shade });
    let (darkest, lightest) = shades.fold((255, 0), |(a, b), shade| (shade.min(a), shade.max(b)));
    assert!(image.iter().all(|p| (darkest..=lightest).contains(p)));
}

/// The results of a search as a file: runs that make sense are grouped, compared and made into curves.
pub fn search(bytes: &[u8]) {
    let Ok(mut file) = serde_json::from_slice::<Value>(bytes) else {
        return;
    };
    let Some(Ok(runs)) = file
        .get_mut("runs")
        .map(|runs| serde_json::from_value::<Vec<Run>>(runs.take()))
    else {
        return;
    };
    let sound = runs.into_iter().filter_map(|run| run.checked().ok());
    // As the page keeps them, each experiment has one.
    let sound: BTreeMap<String, Run> = sound.map(|run| (run.experiment.clone(), run)).collect();
    let results = Results::new(sound.into_values().collect());
    drop(Curves::of(&results));
    for run in &results.runs {
        let group = results.group(run);
        assert!((0.0..=100.0).contains(&group.mean), "{group:?}");
        assert_eq!(run.clone().checked().as_ref(), Ok(run));
    }
}

/// The wiring over time that the page keeps with a run: what is read is written as it was read, answers
/// all that is asked of it, and gives its last epoch back. The same bytes as what an epoch changed.
pub fn wiring(bytes: &[u8]) {
    if let Ok(mut timeline) = Timeline::read(bytes) {
        assert_eq!(Timeline::read(&timeline.save()).as_ref(), Ok(&timeline));
        let ages: Vec<Option<f64>> = timeline.mean_ages().collect();
        for (epoch, wiring) in timeline.epochs().iter().enumerate() {
            let count: u64 = timeline.ages(epoch).iter().sum();
            assert_eq!(count, wiring.connections);
            let surviving = timeline.survival(epoch);
            assert!(surviving.iter().all(|part| (0.0..=1.0).contains(part)));
            assert!(ages[epoch].is_none_or(|age| (0.0..=epoch as f64).contains(&age)));
        }
        if !timeline.epochs().is_empty() {
            timeline.take_back();
        }
        let last = timeline.epochs().last();
        let connections = last.map_or(0, |last| last.connections);
        assert_eq!(timeline.shared(&timeline), (connections, connections));
    }
    if let Ok(difference) = Difference::decode(bytes) {
        assert_eq!(
            Difference::decode(&difference.encode()).as_ref(),
            Ok(&difference)
        );
        let mut timeline = Timeline::new(&WIRED);
        while timeline.epochs().len() < 3 && timeline.add(&difference).is_ok() {}
    }
}

/// A network's file, and the same bytes as the one array of a `.npz`: what is read is measured and looked at as
/// page and command do.
pub fn network(bytes: &[u8]) {
    for bytes in [bytes.to_vec(), zipped("0.weight.npy", bytes)] {
        let imported = match Imported::read(&bytes) {
            Ok(imported) => imported,
            Err(why) => {
                assert!(!why.to_string().is_empty());
                continue;
            }
        };
        let sizes = imported.network.layer_sizes();
        if sizes.iter().sum::<usize>() > NEURONS as usize {
            continue;
        }
        assert_eq!(imported.shape().pixels(), sizes[0]);
        let trainer = Trainer::of_imported("network", imported, None, None);
        let mut trainer = trainer.expect("without images, any network fits");
        let mut history = History::default();
        while trainer.phase() != Phase::Finished {
            if let Some(report) = trainer.advance().report {
                history.record(&trainer, report);
            }
        }
        look(&trainer, &history);
    }
}

/// A zip archive of one file, with a checksum that fits.
fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = rawzip::ZipArchiveWriter::new(Vec::new());
    let (entry, config) = zip.new_file(name).start().expect("memory takes all");
    let mut writer = config.wrap(entry);
    writer.write_all(bytes).expect("memory takes all");
    let (entry, descriptor) = writer.finish().expect("memory takes all");
    entry.finish(descriptor).expect("memory takes all");
    zip.finish().expect("memory takes all")
}

/// A saved run or lane, as it is and with a checksum that fits; what can be resumed trains on.
pub fn saved_run(bytes: &[u8]) {
    drop(SavedRun::read(bytes));
    let mut block = bytes.to_vec();
    save::close(&mut block);
    let Ok(run) = SavedRun::read(&block) else {
        return;
    };
    for lane in run.lanes {
        let (has, wanted) = (&lane.experiment, images());
        let same = (&has.data, has.train, has.test, has.side)
            == (&wanted.data, wanted.train, wanted.test, wanted.side);
        if same && has.hidden.iter().sum::<u32>() <= NEURONS {
            resume(lane);
        }
    }
}

fn images() -> Experiment {
    parse(IMAGES).experiment.expect("a valid experiment")
}

/// The images of [`IMAGES`].
pub fn dataset() -> Arc<Dataset> {
    static DATASET: OnceLock<Arc<Dataset>> = OnceLock::new();
    let draw = || {
        let images = images();
        let garments = Dataset::garments(images.train, images.test, images.side);
        Arc::new(garments)
    };
    Arc::clone(DATASET.get_or_init(draw))
}

/// Goes on with a lane, and looks at it as page and command do, as it was and some steps on.
fn resume(lane: SavedLane) {
    let Ok((mut trainer, mut history)) = lane.resume(dataset()) else {
        return;
    };
    look(&trainer, &history);
    for _ in 0..8 {
        if let Some(report) = trainer.advance().report {
            history.record(&trainer, report);
        }
    }
    look(&trainer, &history);
    drop(save::lane(&trainer, &history));
    let more = trainer.experiment().epochs + 1;
    let longer = edit(
        &trainer.experiment().to_string(),
        "epochs",
        Some(&more.to_string()),
    );
    let longer = parse(&longer).experiment.expect("one epoch more");
    if longer.continues(trainer.experiment()) {
        trainer.extend(longer);
        history.rewind(&trainer);
        while !trainer.is_between_epochs() {
            trainer.advance();
        }
    }
}

/// All that is shown or written of a lane between two pieces of its work.
fn look(trainer: &Trainer, history: &History) {
    let (network, scores) = (trainer.network(), trainer.scores());
    let pruned = scores.selection.as_ref().map_or(&[][..], |of| &of.pruned);
    let one_in = trainer.one_in();
    drop(selection::select(
        network,
        &scores.removed,
        &scores.grown,
        pruned,
        one_in,
    ));
    drop((trainer.so_far(), trainer.moment(), trainer.phases_done()));
    drop(degrees(&LayeredGraph::new(
        network.layers.iter().map(|layer| &layer.connections),
    )));
    for stage in [Stage::Trained, Stage::Rewired] {
        drop(trainer.network_file(stage, |file| (file.graphml(), file.edges_csv())));
    }
    let sizes = trainer.scored_layers();
    for (epoch, centrality) in history.centrality() {
        drop(centrality_csv(
            &trainer.lane_name(),
            *epoch,
            &sizes,
            centrality,
        ));
    }
    for Recorded { report, seconds } in history.epochs() {
        drop((
            report.csv(*seconds),
            report.statistics_csv(),
            report.diverged(),
        ));
    }
    let answers = trainer.classify(trainer.dataset().test.images.view());
    assert_eq!(answers.nrows(), trainer.dataset().test.len());
    let said: Vec<u8> = scores.predictions.iter().map(|said| said.class).collect();
    if said.len() == trainer.dataset().test.len() {
        let Dataset { test, classes, .. } = trainer.dataset();
        drop(ConfusionMatrix::new(&test.labels, &said, classes.len()).mistakes());
    }
    if history.epochs().len() > 1 {
        drop(Difference::of(network, &scores.removed, &scores.grown).encode());
    }
    // As the command and the Neuron tab look at it: as it was before it was rewired.
    if matches!(trainer.phase(), Phase::Prune | Phase::Regrow) || trainer.is_between_epochs() {
        let epoch = trainer.epoch() - u32::from(trainer.phase() == Phase::Train);
        let layers = network.layers.iter();
        let layers = layers.map(|layer| layer.connections.clone()).collect();
        let number = u16::try_from(epoch).expect("an experiment's epochs fit");
        let rewired = Rewired::new(layers, number, scores.removed.clone(), Definition::Defined);
        for row in CENTRALITIES {
            drop((row.begin)(&rewired.before().graph(), &row.defaults()).finish());
        }
    }
}
