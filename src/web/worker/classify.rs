//! A lane worker: what its network says of images, those of an epoch and a picture of the visitor's own.

use js_sys::{Float32Array, Object, Uint8Array, Uint16Array};
use ndarray::ArrayView2;
use wasm_bindgen::prelude::*;

use super::session::LaneSession;
use crate::set;
use censet::dataset::Shape;
use censet::dataset::picture::{self, Picture};

/// Confidence, 0 … 1, as it crosses: in two bytes.
const SURE: f32 = 65_535.0;

#[wasm_bindgen]
impl LaneSession {
    /// What the network said of each test image in the epoch reported last, before rewiring:
    /// `class`, and `confidence` from 0 to 65,535.
    #[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').Predictions")]
    pub fn predictions(&self) -> Object {
        let said = &self.trainer().scores().predictions;
        let class: Vec<u8> = said.iter().map(|said| said.class).collect();
        let confidence = said
            .iter()
            .map(|said| (said.confidence * SURE).round() as u16);
        let confidence: Vec<u16> = confidence.collect();
        let object = Object::new();
        set(&object, "class", Uint8Array::from(&class[..]));
        set(&object, "confidence", Uint16Array::from(&confidence[..]));
        object
    }

    /// The class of each test image.
    pub fn test_labels(&self) -> Uint8Array {
        Uint8Array::from(&self.trainer().dataset().test.labels[..])
    }

    /// The pixels of the test images at these places, one image after the other, as the network gets
    /// them but for standardisation. Places without an image are left out.
    pub fn test_images(&self, places: Vec<u32>) -> Uint8Array {
        let images = &self.trainer().dataset().test.images;
        let there = places.into_iter().map(|place| place as usize);
        let there = there.filter(|place| *place < images.nrows());
        let pixels: Vec<u8> = there.flat_map(|place| images.row(place).to_vec()).collect();
        Uint8Array::from(&pixels[..])
    }

    /// What a picture should look like before it is classified: the `height`, `width` and `channels`
    /// of the data before any down-sampling, and the colour `ground` that their edges usually have.
    #[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').Canvas")]
    pub fn canvas(&self) -> Object {
        let native = self.native();
        let data = self.trainer().dataset();
        let mean = self.trainer().standardiser().mean.view();
        let object = Object::new();
        set(&object, "height", native.height as u32);
        set(&object, "width", native.width as u32);
        set(&object, "channels", native.channels as u32);
        set(
            &object,
            "ground",
            Uint8Array::from(&picture::ground(mean, data.shape)[..]),
        );
        object
    }

    /// Classifies a picture of `width` pixels, four bytes each, in whole blocks for each pixel of
    /// the [canvas](LaneSession::canvas): down-sampled and standardised as the data are, by the
    /// network as it is now. `probabilities` has one number a class; `image` is what the network
    /// saw; `light` says that its edge is much lighter than the data's.
    #[wasm_bindgen(unchecked_return_type = "import('../app/shared/types.js').Classified")]
    pub fn classify(&self, rgba: &[u8], width: usize, invert: bool) -> Object {
        let shape = self.trainer().dataset().shape;
        let picture = Picture {
            height: rgba.len() / 4 / width,
            width,
            rgba,
        };
        let image = picture.image(self.native(), shape, invert);
        let one = ArrayView2::from_shape((1, image.len()), &image).expect("one image");
        let probabilities = self.trainer().classify(one).into_raw_vec_and_offset().0;
        let mean = self.trainer().standardiser().mean.view();
        let object = Object::new();
        set(
            &object,
            "probabilities",
            Float32Array::from(&probabilities[..]),
        );
        set(&object, "image", Uint8Array::from(&image[..]));
        set(
            &object,
            "light",
            picture::is_lighter_at_its_edge(&image, mean, shape),
        );
        object
    }
}

impl LaneSession {
    /// The shape of the data before they were down-sampled.
    fn native(&self) -> Shape {
        self.trainer().experiment().data.shape()
    }
}
