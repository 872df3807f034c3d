//! What a lane says of images it is shown between its epochs.

use std::sync::Arc;

use censet::dataset::Dataset;
use censet::dataset::picture::Picture;
use censet::experiment::{Experiment, parse};
use censet::trainer::{Phase, Trainer};

fn experiment(text: &str) -> Experiment {
    parse(text).experiment.unwrap()
}

fn trainer(text: &str) -> Trainer {
    let experiment = experiment(text);
    let data = Dataset::garments(experiment.train, experiment.test, experiment.side);
    Trainer::new(experiment, 0, Arc::new(data))
}

/// Test image `i` as a picture of `by` pixels for each of the native 28 × 28.
fn enlarged(trainer: &Trainer, i: usize, by: usize) -> Vec<u8> {
    let data = trainer.dataset();
    let by = by * 28 / data.shape.width;
    let width = data.shape.width * by;
    let pixel = |p: usize| {
        let place = p / width / by * data.shape.width + p % width / by;
        let value = data.test.images[[i, place]];
        [value, value, value, 255]
    };
    (0..width * width).flat_map(pixel).collect()
}

#[test]
fn pictures_of_test_images_get_the_answers_of_the_epoch() {
    for side in ["", "&side=14"] {
        let text = format!("lanes=static&train=300&test=45&epochs=1{side}");
        let mut trainer = trainer(&text);
        while trainer.phase() != Phase::Finished {
            trainer.advance();
        }
        let shape = trainer.dataset().shape;
        let native = censet::dataset::Shape {
            height: 28,
            width: 28,
            channels: 1,
        };
        for (i, said) in trainer.scores().predictions.iter().enumerate() {
            let rgba = enlarged(&trainer, i, 4);
            let picture = Picture {
                height: 112,
                width: 112,
                rgba: &rgba,
            };
            let image = picture.image(native, shape, false);
            let image = ndarray::Array2::from_shape_vec((1, image.len()), image).unwrap();
            let probabilities = trainer.classify(image.view());
            let row = probabilities.row(0);
            assert_eq!(row.len(), 10);
            assert!((row.sum() - 1.0).abs() < 1e-5);
            // The bits of the evaluation, which saw it among others.
            assert_eq!(row[usize::from(said.class)], said.confidence);
            assert!(row.iter().all(|p| *p <= said.confidence));
        }
    }
}

#[test]
fn asking_in_the_middle_of_an_epoch_changes_nothing() {
    let text = "lanes=set&train=400&test=60&epochs=2&batch=50";
    let run = |ask: bool| {
        let mut trainer = trainer(text);
        let mut digests = Vec::new();
        while trainer.phase() != Phase::Finished {
            if ask {
                let images = trainer.dataset().test.images.clone();
                assert_eq!(trainer.classify(images.view()).dim(), (60, 10));
            }
            digests.extend(trainer.advance().report.map(|report| report.digest));
        }
        digests
    };
    let (asked, left_alone) = (run(true), run(false));
    assert_eq!(asked, left_alone);
    assert_eq!(asked.len(), 3);
}
