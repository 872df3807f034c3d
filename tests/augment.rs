//! Augmentation against keras-preprocessing.

use crate::common::{assert_close, list, matrix, number, oracle};
use censet::dataset::Shape;
use censet::dataset::augment::Augmentation;

#[test]
fn every_oracle_image() {
    let oracle = oracle("augment");
    let image = matrix(&oracle["image"]);
    let shape = Shape {
        height: image.len(),
        width: image[0].len(),
        channels: 1,
    };
    let image: Vec<f32> = image.concat().iter().map(|&value| value as f32).collect();
    let cases = list(&oracle["cases"]);
    assert!(cases.len() > 5);
    for case in cases {
        let augmentation = Augmentation {
            degrees: number(&case["theta_degrees"]),
            down: number(&case["tx"]),
            right: number(&case["ty"]),
            flip: case["flip_horizontal"].as_bool().unwrap(),
        };
        let mut out = vec![0.0; shape.pixels()];
        augmentation.apply(shape, &image, &mut out);
        let out: Vec<f64> = out.iter().map(|&value| f64::from(value)).collect();
        let expected = matrix(&case["out_keras_preprocessing_1_1_2"]).concat();
        assert_close(&format!("{augmentation:?}"), &out, &expected, 1e-5, 1e-6);
    }
}
