//! Down-sampling by area average.

use ndarray::{Array2, ArrayView2};

use super::Shape;

/// Images of `shape` down-sampled to `height` × `width`: each new pixel is the mean of the block of
/// pixels it covers, rounded half up. In and out: (n, height·width·channels).
///
/// Panics if the images' height and width are not multiples of the new ones.
pub fn area_average(
    images: ArrayView2<'_, u8>,
    shape: Shape,
    (height, width): (usize, usize),
) -> Array2<u8> {
    let channels = shape.channels;
    let divides = |n: usize, all: usize| n > 0 && all.is_multiple_of(n);
    assert!(
        divides(height, shape.height) && divides(width, shape.width),
        "cannot average {}×{} images to {height}×{width}",
        shape.height,
        shape.width
    );
    let (down, across) = (shape.height / height, shape.width / width);
    let area = (down * across) as u32;
    Array2::from_shape_fn(
        (images.nrows(), height * width * channels),
        |(image, pixel)| {
            let (place, channel) = (pixel / channels, pixel % channels);
            let (top, left) = (place / width * down, place % width * across);
            let sum: u32 = (0..down * across)
                .map(|i| (top + i / across) * shape.width + left + i % across)
                .map(|source| u32::from(images[[image, source * channels + channel]]))
                .sum();
            ((2 * sum + area) / (2 * area)) as u8
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::arr2;

    #[test]
    fn rounds_half_up() {
        let shape = Shape {
            height: 2,
            width: 2,
            channels: 1,
        };
        let images = arr2(&[
            [0, 0, 1, 1],
            [0, 0, 0, 1],
            [255, 255, 255, 255],
            [0, 1, 1, 1],
        ]);
        assert_eq!(
            area_average(images.view(), shape, (1, 1)),
            arr2(&[[1], [0], [255], [1]])
        );
    }

    #[test]
    fn keeps_channels_apart_and_blocks_in_place() {
        let shape = Shape {
            height: 4,
            width: 4,
            channels: 3,
        };
        let image = Array2::from_shape_fn((1, 48), |(_, i)| {
            let (row, column, channel) = (i / 12, i / 3 % 4, i % 3);
            (100 * channel + 10 * (row / 2) + column / 2) as u8
        });
        let small = area_average(image.view(), shape, (2, 2));
        let expected: Vec<u8> = [0u8, 1, 10, 11]
            .iter()
            .flat_map(|v| [*v, v + 100, v + 200])
            .collect();
        assert_eq!(small.into_raw_vec_and_offset().0, expected);
    }

    #[test]
    #[should_panic(expected = "cannot average")]
    fn refuses_sides_that_do_not_divide() {
        let shape = Shape {
            height: 4,
            width: 4,
            channels: 1,
        };
        area_average(Array2::zeros((1, 16)).view(), shape, (3, 3));
    }
}
