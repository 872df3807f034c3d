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

/// Whatever a caller makes of the public fields, no place outside the image is read: what is finite is
/// clamped to it, and what is not is refused.
#[test]
fn no_transformation_leaves_the_image() {
    let shape = Shape {
        height: 5,
        width: 4,
        channels: 1,
    };
    let image: Vec<f32> = (0..20).map(|i| i as f32).collect();
    let numbers = [0.0, -0.0, 1e-300, 45.0, -1e9, f64::MAX, f64::MIN];
    let not_finite = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
    let apply = |degrees, down, right, flip| {
        let augmentation = Augmentation {
            degrees,
            down,
            right,
            flip,
        };
        let mut out = vec![f32::NAN; 20];
        augmentation.apply(shape, &image, &mut out);
        out
    };
    for degrees in numbers {
        for down in numbers {
            for right in numbers {
                let out = apply(degrees, down, right, down == 0.0);
                let inside = out.iter().all(|value| (0.0..=19.0).contains(value));
                assert!(inside, "{degrees} {down} {right}: {out:?}");
            }
        }
    }
    for wrong in not_finite {
        for place in 0..3 {
            let mut given = [1.0; 3];
            given[place] = wrong;
            let [degrees, down, right] = given;
            let tried = std::panic::catch_unwind(|| apply(degrees, down, right, false));
            assert!(tried.is_err(), "{given:?}");
        }
    }
}
