//! How the pixels of an image become the numbers that a network from elsewhere takes.

use crate::dataset::Standardiser;

/// How pixels from 0 to 255 become inputs (`--pixels`).
///
/// ```
/// use censet::imported::Pixels;
///
/// assert_eq!(Pixels::read("unit"), Some(Pixels::Unit));
/// let pair = Pixels::Normalised { mean: 0.286, std: 0.353 };
/// assert_eq!(Pixels::read("0.286,0.353"), Some(pair));
/// assert_eq!(Pixels::read("0.286,0"), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Pixels {
    /// From 0 to 1, as torchvision's `ToTensor` makes them.
    #[default]
    Unit,
    /// From 0 to 255.
    Raw,
    /// (p − mean)/std of each pixel over the training images, as in the lab.
    Standardised,
    /// From 0 to 1, then (p − mean)/std with the same numbers for all, as `Normalize` does.
    Normalised {
        /// The mean.
        mean: f32,
        /// The deviation.
        std: f32,
    },
}

impl Pixels {
    /// What may be written, as a clause.
    pub const ALLOWED: &str = "unit (0 to 1, as torchvision's ToTensor makes them), raw (0 to 255), standardised (by each \
                               pixel's mean and deviation over the training images) or two numbers MEAN,STD (as Normalize \
                               has them)";

    /// Reads a value.
    pub fn read(text: &str) -> Option<Self> {
        match text {
            "unit" => Some(Self::Unit),
            "raw" => Some(Self::Raw),
            "standardised" => Some(Self::Standardised),
            _ => {
                let (mean, std) = text.split_once(',')?;
                let (mean, std): (f32, f32) = (mean.parse().ok()?, std.parse().ok()?);
                let fits = mean.is_finite() && std.is_finite() && std > 0.0;
                fits.then_some(Self::Normalised { mean, std })
            }
        }
    }

    /// The same for so many pixels. Panics where it depends on images.
    pub(crate) fn standardiser(self, pixels: usize) -> Standardiser {
        let (mean, scale) = match self {
            Self::Unit => (0.0, 1.0 / 255.0),
            Self::Raw => (0.0, 1.0),
            Self::Normalised { mean, std } => (255.0 * mean, 1.0 / (255.0 * std)),
            Self::Standardised => panic!("statistics are of images"),
        };
        Standardiser::given(vec![mean; pixels], vec![scale; pixels])
    }
}
