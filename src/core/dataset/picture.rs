//! A drawing or a photograph as an image like those of a dataset.

use ndarray::{Array2, ArrayView1};

use super::{Shape, area_average};

/// A picture of red, green, blue and opacity, as a canvas holds it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Picture<'a> {
    /// Rows.
    pub height: usize,
    /// Columns.
    pub width: usize,
    /// Four bytes a pixel, row by row, shape (height, width, 4). Opacity is not looked at.
    pub rgba: &'a [u8],
}

/// How much lighter than usual, of 255, the edge of an image is before it is said to be light.
const MUCH_LIGHTER: f64 = 64.0;

impl Picture<'_> {
    /// The picture as an image: light and dark exchanged if `invert`; grey by the usual weights of
    /// Rec. 601 if images have one channel; averaged over blocks to `native`, the size at which the
    /// dataset comes, and from there to `shape`, as the dataset's own images were.
    ///
    /// Panics unless the picture is a whole multiple of `native` and `native` one of `shape`, across
    /// and down by the same, with one or three channels.
    pub fn image(&self, native: Shape, shape: Shape, invert: bool) -> Vec<u8> {
        let Self {
            height,
            width,
            rgba,
        } = *self;
        assert_eq!(rgba.len(), 4 * height * width, "four bytes a pixel");
        let mut pixels: Vec<u8> = match native.channels {
            1 => rgba.chunks_exact(4).map(grey).collect(),
            3 => rgba
                .chunks_exact(4)
                .flat_map(|p| [p[0], p[1], p[2]])
                .collect(),
            n => panic!("images of {n} channels have no colours"),
        };
        if invert {
            pixels.iter_mut().for_each(|pixel| *pixel = 255 - *pixel);
        }
        let whole = Shape {
            height,
            width,
            channels: native.channels,
        };
        shrink(&shrink(&pixels, whole, native), native, shape)
    }
}

/// Luma of Rec. 601, rounded half up.
fn grey(pixel: &[u8]) -> u8 {
    let [r, g, b] = [pixel[0], pixel[1], pixel[2]].map(u32::from);
    ((299 * r + 587 * g + 114 * b + 500) / 1000) as u8
}

fn shrink(pixels: &[u8], from: Shape, to: Shape) -> Vec<u8> {
    if from == to {
        return pixels.to_vec();
    }
    let image = Array2::from_shape_vec((1, from.pixels()), pixels.to_vec()).expect("one image");
    let small = area_average(image.view(), from, (to.height, to.width));
    small.into_raw_vec_and_offset().0
}

/// Whether the edge of `image` is much lighter than the same pixels usually are, `mean` being those of
/// the training images: as in a photograph on paper where the data have light things on black.
pub fn is_lighter_at_its_edge(image: &[u8], mean: ArrayView1<'_, f64>, shape: Shape) -> bool {
    let edge: Vec<usize> = edge(shape).collect();
    let lighter = edge.iter().map(|&i| f64::from(image[i]) - mean[i]);
    lighter.sum::<f64>() / edge.len() as f64 > MUCH_LIGHTER
}

/// The usual colour of the edge of an image, red, green and blue: what a blank picture begins with.
pub fn ground(mean: ArrayView1<'_, f64>, shape: Shape) -> [u8; 3] {
    std::array::from_fn(|colour| {
        let channel = colour.min(shape.channels - 1);
        let edge = edge(shape).filter(|i| i % shape.channels == channel);
        let (sum, n) = edge.fold((0.0, 0), |(sum, n), i| (sum + mean[i], n + 1));
        (sum / f64::from(n)).round() as u8
    })
}

/// The numbers of an image that belong to its outermost pixels.
fn edge(shape: Shape) -> impl Iterator<Item = usize> {
    let Shape {
        height,
        width,
        channels,
    } = shape;
    (0..shape.pixels()).filter(move |i| {
        let (row, column) = (i / channels / width, i / channels % width);
        row == 0 || row == height - 1 || column == 0 || column == width - 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::Array1;
    use proptest::prelude::*;

    const GREY: Shape = Shape {
        height: 4,
        width: 4,
        channels: 1,
    };

    fn enlarged(image: &[u8], shape: Shape, by: usize) -> Vec<u8> {
        let (height, width) = (shape.height * by, shape.width * by);
        let pixel = |i: usize| {
            let place = i / width / by * shape.width + i % width / by;
            let channel = |c: usize| image[place * shape.channels + c.min(shape.channels - 1)];
            [channel(0), channel(1), channel(2), 255]
        };
        (0..height * width).flat_map(pixel).collect()
    }

    proptest! {
        #[test]
        fn an_image_of_the_data_comes_back_as_it_was(
            (colour, by, pixels) in (any::<bool>(), 1usize..5, prop::collection::vec(any::<u8>(), 48))
        ) {
            let shape = Shape { channels: if colour { 3 } else { 1 }, ..GREY };
            let image = &pixels[..shape.pixels()];
            // The data are at half their native side.
            let native = Shape { height: 8, width: 8, ..shape };
            let rgba = enlarged(image, shape, 2 * by);
            let picture = Picture { height: 8 * by, width: 8 * by, rgba: &rgba };
            prop_assert_eq!(&picture.image(native, shape, false)[..], image);
            let inverse: Vec<u8> = image.iter().map(|p| 255 - p).collect();
            prop_assert_eq!(picture.image(native, shape, true), inverse);
        }
    }

    #[test]
    fn colours_become_grey_as_bright_as_they_look() {
        let rgba = [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 9, 9, 9, 0];
        let picture = Picture {
            height: 2,
            width: 2,
            rgba: &rgba,
        };
        let shape = Shape {
            height: 2,
            width: 2,
            channels: 1,
        };
        assert_eq!(picture.image(shape, shape, false), [76, 150, 29, 9]);
    }

    #[test]
    fn a_light_edge_is_noticed() {
        let dark = Array1::from_elem(16, 3.0);
        assert!(is_lighter_at_its_edge(&[200; 16], dark.view(), GREY));
        assert!(!is_lighter_at_its_edge(&[60; 16], dark.view(), GREY));
        let mut middle = [0; 16];
        for i in [5, 6, 9, 10] {
            middle[i] = 255;
        }
        assert!(!is_lighter_at_its_edge(&middle, dark.view(), GREY));
        let light = Array1::from_elem(16, 250.0);
        assert!(!is_lighter_at_its_edge(&[255; 16], light.view(), GREY));
        assert_eq!(ground(light.view(), GREY), [250; 3]);
        let shape = Shape {
            height: 2,
            width: 1,
            channels: 3,
        };
        let mean = Array1::from(vec![1.0, 20.0, 100.0, 2.0, 30.0, 100.0]);
        assert_eq!(ground(mean.view(), shape), [2, 25, 100]);
    }
}
