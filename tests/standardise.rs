//! Standardisation of the real FashionMNIST against NumPy. Needs `$FASHION_MNIST_DIR`.

use crate::common::{assert_close, list, number, numbers, oracle};
use censet::dataset::{Standardiser, Supply, fashion};

#[test]
fn fashion_statistics() {
    let Some(folder) = std::env::var_os("FASHION_MNIST_DIR") else {
        println!("skipped: FASHION_MNIST_DIR is not set");
        return;
    };
    let folder = std::path::PathBuf::from(folder);
    let Supply::Read(reader) = fashion::SOURCE.supply() else {
        panic!("FashionMNIST is read from files");
    };
    let mut reader = reader();
    for file in &fashion::FILES {
        let mut content = std::fs::File::open(folder.join(file.name)).unwrap();
        reader.add(file.name, &mut content).unwrap();
    }
    let loaded = reader.finish().unwrap();
    assert_eq!(loaded.note, None);
    let dataset = loaded.dataset;
    let standardiser = Standardiser::of(dataset.train.images.view());
    let oracle = oracle("fashion_stats");
    let pixels = list(&oracle["pixels"]);
    let mut samples = [Vec::new(), Vec::new()];
    for pixel in pixels {
        let index = number(&pixel["index"]) as usize;
        let found = [standardiser.mean[index], standardiser.std[index]];
        let expected = [number(&pixel["mean"]), number(&pixel["std"])];
        assert_close(&format!("pixel {index}"), &found, &expected, 0.0, 1e-9);
        let (shift, scale) = standardiser.shift_and_scale().nth(index).unwrap();
        for (samples, split) in samples.iter_mut().zip([&dataset.train, &dataset.test]) {
            let value = f32::from(split.images[[0, index]]);
            samples.push(f64::from((value - shift) * scale));
        }
    }
    for (samples, name) in samples
        .iter()
        .zip(["first_train_image", "first_test_image"])
    {
        let expected = numbers(&oracle[name]["standardised_at_pixels"]);
        assert_close(name, samples, &expected, 1e-5, 1e-6);
    }
    let smallest = standardiser
        .std
        .iter()
        .copied()
        .fold(f64::INFINITY, f64::min);
    assert_close(
        "smallest std",
        &[smallest],
        &[number(&oracle["min_std"])],
        0.0,
        1e-9,
    );
    for (split, range) in [
        (&dataset.train, "train_standardised_range"),
        (&dataset.test, "test_standardised_range"),
    ] {
        let mut found = [f64::INFINITY, f64::NEG_INFINITY];
        for image in split.images.rows() {
            for (&pixel, (shift, scale)) in image.iter().zip(standardiser.shift_and_scale()) {
                let value = f64::from((f32::from(pixel) - shift) * scale);
                found = [found[0].min(value), found[1].max(value)];
            }
        }
        assert_close(range, &found, &numbers(&oracle[range]), 1e-5, 0.0);
    }
    for (split, classes) in [
        (&dataset.train, "class_counts_train"),
        (&dataset.test, "class_counts_test"),
    ] {
        let count = |class| split.labels.iter().filter(|&&label| label == class).count() as f64;
        assert_eq!(
            (0..10).map(count).collect::<Vec<_>>(),
            numbers(&oracle[classes])
        );
    }
}
