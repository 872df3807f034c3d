//! Per-pixel standardisation over the training images.

use ndarray::{Array1, ArrayView2};

/// The mean and the population standard deviation of every pixel, from exact integer sums.
///
/// A pixel p becomes (p − mean)/std; a pixel that never varies becomes 0. The test images are
/// standardised with the training images' statistics, as in the paper's code.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standardiser {
    /// Mean of each pixel, 0…255.
    pub mean: Array1<f64>,
    /// Population standard deviation of each pixel; 0 where it never varies.
    pub std: Array1<f64>,
    shift: Vec<f32>,
    scale: Vec<f32>,
}

impl Standardiser {
    /// The statistics of `images`, shape (n, pixels), n ≥ 1.
    pub fn of(images: ArrayView2<'_, u8>) -> Self {
        Self::of_first(images.nrows(), images)
    }

    /// The statistics of the first `n` of them. Panics if there are not as many, or none is asked for.
    pub fn of_first(n: usize, images: ArrayView2<'_, u8>) -> Self {
        assert!(
            (1..=images.nrows()).contains(&n),
            "no images to standardise over"
        );
        let mut sums = vec![(0u64, 0u64); images.ncols()];
        for image in images.rows().into_iter().take(n) {
            for ((sum, squares), &pixel) in sums.iter_mut().zip(image) {
                let pixel = u64::from(pixel);
                *sum += pixel;
                *squares += pixel * pixel;
            }
        }
        let n = n as u64;
        let mean = sums.iter().map(|&(sum, _)| sum as f64 / n as f64).collect();
        let std: Array1<f64> = sums
            .iter()
            .map(|&(sum, squares)| {
                // n²·variance is a whole number: no rounding before the root.
                let scaled =
                    u128::from(n) * u128::from(squares) - u128::from(sum) * u128::from(sum);
                (scaled as f64).sqrt() / n as f64
            })
            .collect();
        Self {
            shift: sums
                .iter()
                .map(|&(sum, _)| (sum as f64 / n as f64) as f32)
                .collect(),
            scale: std
                .iter()
                .map(|&std| if std > 0.0 { (1.0 / std) as f32 } else { 0.0 })
                .collect(),
            mean,
            std,
        }
    }

    /// What subtracts these means and multiplies with these scales, one of each a pixel.
    ///
    /// Panics unless there are as many of both.
    pub fn given(mean: Vec<f32>, scale: Vec<f32>) -> Self {
        assert_eq!(mean.len(), scale.len(), "a mean and a scale for each pixel");
        let std = |&scale: &f32| {
            if scale == 0.0 {
                0.0
            } else {
                1.0 / f64::from(scale)
            }
        };
        Self {
            mean: mean.iter().map(|&mean| mean.into()).collect(),
            std: scale.iter().map(std).collect(),
            shift: mean,
            scale,
        }
    }

    /// The number of pixels.
    pub fn pixels(&self) -> usize {
        self.shift.len()
    }

    /// What to subtract from each pixel, and what then to multiply it with.
    pub fn shift_and_scale(&self) -> impl ExactSizeIterator<Item = (f32, f32)> + '_ {
        self.shift.iter().copied().zip(self.scale.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::arr2;

    #[test]
    fn statistics_of_a_small_set() {
        let standardiser = Standardiser::of(arr2(&[[0, 7, 10], [4, 7, 20], [8, 7, 60]]).view());
        assert_eq!(standardiser.mean, Array1::from(vec![4.0, 7.0, 30.0]));
        let expected = [(32.0f64 / 3.0).sqrt(), 0.0, (1400.0f64 / 3.0).sqrt()];
        for (std, expected) in standardiser.std.iter().zip(expected) {
            assert!((std - expected).abs() < 1e-12);
        }
        assert_eq!(standardiser.shift_and_scale().nth(1), Some((7.0, 0.0)));
    }
}
