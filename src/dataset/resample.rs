//! Down-sampling by area average.

use ndarray::{Array2, ArrayView2};

use super::Shape;

/// Images of `shape` down-sampled to `side` × `side`: each new pixel is the mean of the block of
/// pixels it covers, rounded half up. In and out: (n, height·width·channels).
///
/// Panics if the images are not square or their side is not a multiple of `side`.
pub fn area_average(images: ArrayView2<'_, u8>, shape: Shape, side: usize) -> Array2<u8> {
    let Shape {
        height,
        width,
        channels,
    } = shape;
    assert!(
        height == width && side > 0 && height % side == 0,
        "cannot average {height}×{width} images to side {side}"
    );
    let block = height / side;
    let area = (block * block) as u32;
    Array2::from_shape_fn(
        (images.nrows(), side * side * channels),
        |(image, pixel)| {
            let (place, channel) = (pixel / channels, pixel % channels);
            let (top, left) = (place / side * block, place % side * block);
            let sum: u32 = (0..block * block)
                .map(|i| (top + i / block) * width + left + i % block)
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
            area_average(images.view(), shape, 1),
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
        let small = area_average(image.view(), shape, 2);
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
        area_average(Array2::zeros((1, 16)).view(), shape, 3);
    }
}
