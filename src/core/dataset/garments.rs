//! The embedded dataset: ten classes of garments, drawn by this module.
//!
//! The page must show learning at once, before anything is downloaded and without a network. So it
//! carries a dataset that costs no bytes: 60,000 + 10,000 grey images of 28 × 28 pixels, in the
//! spirit of FashionMNIST (Xiao, Rasul and Vollgraf, 2017) and with its ten classes in its order,
//! but each drawn when it is asked for. No image of FashionMNIST was used.
//!
//! A garment is an outline of lines and quadratic curves (`outline`), mirrored where clothes are
//! symmetric, filled with a material that has a shade, a pattern and folds (`cloth`) and overlaid
//! with seams, buttons, collars, straps and soles, all with exact pixel coverage (`canvas`). Every
//! measure is random within what the class allows; then the whole is turned, sheared, scaled, shifted,
//! exposed and covered with grain. The ranges of similar classes (shirt, T-shirt, pullover and coat;
//! sneaker, sandal and boot) overlap, and a few specimens are odd: mirrored, faded or partly hidden.
//! They are tuned so that a dense 784-256-128-100-10 network, trained on 10,000 images, learns
//! visibly over its first epochs and ends some percent short of perfect.
//!
//! Image `i` of a half is a function of (half, i) alone, never of an experiment's seed, and has the
//! same bits on every platform: the drawing uses only f32 arithmetic that IEEE 754 rounds exactly.

mod bag;
mod body;
mod canvas;
mod chance;
mod cloth;
mod hashes;
mod outline;
mod shoes;
mod tops;
mod trousers;

use crate::told;
use ndarray::{Array2, s};
use xxhash_rust::xxh3::xxh3_64;

use super::source::{Source, Supply};
use super::{Count, Dataset, Split};
use crate::random::{Purpose, stream};
use canvas::Canvas;
use chance::Chance;
use outline::{Outline, Pose};

/// Rows and columns of an image.
pub const SIDE: usize = 28;
/// Pixels of an image.
pub const PIXELS: usize = SIDE * SIDE;

/// The embedded garments.
pub static SOURCE: Source = Source {
    id: "garments",
    title: "Garments",
    about: told("Garments are drawn by this program"),
    side: SIDE as u32,
    channels: 1,
    // FashionMNIST's.
    classes: super::fashion::SOURCE.classes,
    train: 60_000,
    test: 10_000,
    defaults: |_| &[],
    // Drawn one after the other, for as many as are asked for.
    memory: |asked, _| 1.2 * asked,
    files: None,
};

pub(super) const SUPPLY: Supply = Supply::Drawn(checked);

/// The first so many images of either half, as [`checked_split`] draws them.
fn checked(train: u32, test: u32) -> Option<Dataset> {
    let train = checked_split(Half::Train, train)?;
    Some(dataset(train, checked_split(Half::Test, test)?))
}

fn dataset(train: Split, test: Split) -> Dataset {
    Dataset {
        shape: SOURCE.shape(),
        classes: SOURCE.class_names(),
        train,
        test,
    }
}

impl Dataset {
    /// The first so many garments, drawn now and down-sampled if a side is given.
    pub fn garments(train: Count, test: Count, side: Option<u32>) -> Self {
        let draw = |half: Half, count| match count {
            Count::All => split(half, half.count()),
            Count::First(n) => split(half, n),
        };
        let drawn = dataset(draw(Half::Train, train), draw(Half::Test, test));
        match side {
            Some(_) => drawn.select(Count::All, Count::All, side),
            None => drawn,
        }
    }
}

/// One half of the dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Half {
    /// To train on.
    Train = 0,
    /// To measure accuracy on.
    Test = 1,
}

impl Half {
    /// How many images there are.
    pub fn count(self) -> u32 {
        match self {
            Half::Train => SOURCE.train,
            Half::Test => SOURCE.test,
        }
    }
}

/// The first `count` images of a half. Panics if there are fewer.
pub fn split(half: Half, count: u32) -> Split {
    let mut images = Array2::zeros((count as usize, PIXELS));
    let pixels = images.as_slice_mut().expect("rows are contiguous");
    let labels = draw_block(half, 0, pixels);
    Split { images, labels }
}

/// [`split`], block by block, each held against what it is known to be: a block that is wrong is drawn
/// again. `None` if one is wrong twice.
///
/// For browsers, whose compilers have been seen to get a drawing wrong now and then: a few of a hundred
/// fresh starts of WebKitGTK 2.50 drew other garments, and would have trained another network without a
/// word.
pub fn checked_split(half: Half, count: u32) -> Option<Split> {
    assert!(
        count <= half.count(),
        "{half:?} has {} images",
        half.count()
    );
    let whole = count.next_multiple_of(BLOCK);
    let mut images = Array2::zeros((whole as usize, PIXELS));
    let mut labels = Vec::with_capacity(whole as usize);
    let pixels = images.as_slice_mut().expect("rows are contiguous");
    let blocks = pixels.chunks_exact_mut(BLOCK as usize * PIXELS);
    for ((first, block), &hash) in (0..).step_by(BLOCK as usize).zip(blocks).zip(known(half)) {
        labels.extend(checked_block(half, first, block, hash)?);
    }
    labels.truncate(count as usize);
    images.slice_collapse(s![..count as usize, ..]);
    Some(Split { images, labels })
}

/// Draws a block until it hashes to `hash`, twice at most, and returns its labels.
fn checked_block(half: Half, first: u32, pixels: &mut [u8], hash: u32) -> Option<Vec<u8>> {
    (0..2).find_map(|_| {
        let labels = draw_block(half, first, pixels);
        (block_hash(pixels) == hash).then_some(labels)
    })
}

/// Draws the images from `first` on, as many as there is room for, and returns their labels.
fn draw_block(half: Half, first: u32, pixels: &mut [u8]) -> Vec<u8> {
    let (images, _) = pixels.as_chunks_mut::<PIXELS>();
    (first..)
        .zip(images)
        .map(|(index, image)| draw(half, index, image))
        .collect()
}

/// Images in a block.
const BLOCK: u32 = 500;

/// What a block hashes to: the lower half of XXH3 over its pixels.
fn block_hash(pixels: &[u8]) -> u32 {
    xxh3_64(pixels) as u32
}

/// What the blocks of a half hash to.
fn known(half: Half) -> &'static [u32] {
    let (train, test) = hashes::HASHES.split_at((SOURCE.train / BLOCK) as usize);
    match half {
        Half::Train => train,
        Half::Test => test,
    }
}

/// Draws image `index` of a half, row by row, and returns its label. Panics if there is no such
/// image.
pub fn draw(half: Half, index: u32, pixels: &mut [u8; PIXELS]) -> u8 {
    assert!(index < half.count(), "{half:?} has {} images", half.count());
    let label = label(half, index);
    let mut chance = Chance(stream(0, Purpose::Garments, half as u32, index));
    let mut canvas = Canvas::new(pose(&mut chance, label));
    let drawing = match label {
        0 => tops::t_shirt,
        1 => trousers::trousers,
        2 => tops::pullover,
        3 => tops::dress,
        4 => tops::coat,
        5 => shoes::sandal,
        6 => tops::shirt,
        7 => shoes::sneaker,
        8 => bag::bag,
        _ => shoes::ankle_boot,
    };
    drawing(&mut canvas, &mut chance);
    if chance.happens(0.025) {
        hide(&mut canvas, &mut chance);
    }
    canvas.finish(&mut chance, pixels);
    label
}

/// The class of an image: each ten in a row hold every class once, in an order of their own, so that
/// every prefix of a half is balanced.
fn label(half: Half, index: u32) -> u8 {
    let mut chance = Chance(stream(0, Purpose::Garments, half as u32 + 2, index / 10));
    let mut order = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    for last in (1..10).rev() {
        order.swap(last as usize, chance.below(last + 1) as usize);
    }
    order[(index % 10) as usize]
}

/// How a garment lies in the image: scaled, turned and sheared by a few degrees, shifted by some
/// pixels; shoes and bags point either way.
///
/// What is easy to tell apart by its place alone lies more freely, so that a network needs more than
/// one epoch for it; the tops, which are told apart by their details, lie more orderly.
fn pose(chance: &mut Chance, label: u8) -> Pose {
    let (orderly, points) = (
        matches!(label, 0 | 2 | 4 | 6),
        matches!(label, 5 | 7 | 8 | 9),
    );
    let (least, shift) = if orderly { (0.87, 2.3) } else { (0.74, 5.0) };
    let size = chance.between(least, 1.05);
    let aspect = chance.about(1.0, 0.1);
    // The tangent of half the angle, from which sine and cosine follow without trigonometry.
    let half = chance.about(0.0, 0.1);
    let shear = chance.about(0.0, 0.15);
    let unit = 1.0 / (1.0 + half * half);
    let (sine, cosine) = (2.0 * half * unit, (1.0 - half * half) * unit);
    let (wide, high) = (size * aspect, size / aspect);
    let flip = if points && chance.happens(0.4) {
        -1.0
    } else {
        1.0
    };
    Pose {
        x_axis: (flip * cosine * wide, flip * sine * wide),
        y_axis: (
            (shear * cosine - sine) * high,
            (shear * sine + cosine) * high,
        ),
        origin: (chance.about(14.0, shift), chance.about(14.0, shift)),
    }
}

/// Something lies over the garment, or it is cut off.
fn hide(canvas: &mut Canvas, chance: &mut Chance) {
    let (x, y) = (chance.between(-9.0, 9.0), chance.between(-9.0, 9.0));
    let (wide, high) = (chance.between(1.5, 5.0), chance.between(1.5, 5.0));
    canvas.cut(&Outline::new().rectangle((x - wide, y - high), (x + wide, y + high)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use xxhash_rust::xxh3::Xxh3;

    #[test]
    fn the_blocks_are_what_they_are_known_to_be() {
        let mut found = Vec::new();
        for half in [Half::Train, Half::Test] {
            let mut pixels = vec![0; BLOCK as usize * PIXELS];
            for first in (0..half.count()).step_by(BLOCK as usize) {
                draw_block(half, first, &mut pixels);
                found.push(block_hash(&pixels));
            }
        }
        assert_eq!(found, hashes::HASHES);
    }

    #[test]
    fn what_is_checked_is_what_is_drawn() {
        for count in [1, 499, 500, 501] {
            assert_eq!(
                checked_split(Half::Test, count),
                Some(split(Half::Test, count))
            );
        }
    }

    #[test]
    fn a_block_that_stays_wrong_is_refused() {
        let mut pixels = vec![0; BLOCK as usize * PIXELS];
        let right = known(Half::Test)[0];
        let labels = checked_block(Half::Test, 0, &mut pixels, right).unwrap();
        assert_eq!(labels.len(), BLOCK as usize);
        assert_eq!(checked_block(Half::Test, 0, &mut pixels, right ^ 1), None);
    }

    /// Whoever changes a drawing changes every result that was reached with it.
    #[test]
    fn drawings_have_not_changed() {
        for (half, hash) in [
            (Half::Train, 0x026e72aae1afcc53),
            (Half::Test, 0x3db9fb40fc0dff4a),
        ] {
            let Split { images, labels } = split(half, 100);
            let mut hasher = Xxh3::new();
            hasher.update(images.as_slice().unwrap());
            hasher.update(&labels);
            assert_eq!(hasher.digest(), hash, "{half:?}: {:#018x}", hasher.digest());
        }
    }

    #[test]
    fn an_image_depends_on_its_place_alone() {
        let long = split(Half::Test, 60);
        let short = split(Half::Test, 20);
        assert_eq!(long.images.slice(ndarray::s![..20, ..]), short.images);
        for index in [0, 7, 59] {
            let mut pixels = [9; PIXELS];
            let label = draw(Half::Test, index, &mut pixels);
            assert_eq!(label, long.labels[index as usize]);
            assert_eq!(long.images.row(index as usize).to_slice().unwrap(), pixels);
        }
        assert_ne!(long.images, split(Half::Train, 60).images);
    }

    #[test]
    fn every_ten_images_hold_every_class_in_an_order_of_their_own() {
        let labels: Vec<u8> = (0..1000).map(|index| label(Half::Train, index)).collect();
        let mut orders = std::collections::HashSet::new();
        for ten in labels.chunks(10) {
            let mut sorted = ten.to_vec();
            sorted.sort();
            assert_eq!(sorted, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
            orders.insert(ten);
        }
        assert_eq!(orders.len(), 100);
    }

    #[test]
    fn every_image_shows_something_on_black() {
        let Split { images, labels } = split(Half::Train, 3000);
        for (index, (image, label)) in images.rows().into_iter().zip(labels).enumerate() {
            let bright = image.iter().filter(|&&pixel| pixel > 40).count();
            let black = image.iter().filter(|&&pixel| pixel == 0).count();
            let class = SOURCE.classes[usize::from(label)];
            assert!(
                bright >= 20,
                "image {index} ({class}) has {bright} bright pixels"
            );
            assert!(
                black >= 200,
                "image {index} ({class}) has {black} black pixels"
            );
        }
    }

    /// Each pair of classes differs by some grey levels a pixel on average.
    #[test]
    fn classes_differ() {
        let Split { images, labels } = split(Half::Train, 1000);
        let mut means = Array2::<f32>::zeros((10, PIXELS));
        for (image, label) in images.rows().into_iter().zip(labels) {
            let mut mean = means.row_mut(usize::from(label));
            mean += &image.mapv(|pixel| f32::from(pixel) / 100.0);
        }
        for (a, one) in means.rows().into_iter().enumerate() {
            for (b, other) in means.rows().into_iter().enumerate().skip(a + 1) {
                let apart = (&one - &other).mapv(f32::abs).mean().unwrap();
                assert!(
                    apart > 4.0,
                    "{} and {}: {apart}",
                    SOURCE.classes[a],
                    SOURCE.classes[b]
                );
            }
        }
    }
}
