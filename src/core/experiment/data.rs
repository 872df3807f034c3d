//! Where the images come from, and what is known of each source before it is loaded.

/// Where the images come from (`data`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Data {
    /// The embedded procedural garments: 60,000 + 10,000 images of 28×28, ten classes.
    Garments,
    /// FashionMNIST, the four official files.
    Fashion,
    /// CIFAR-10, the official binary archive.
    Cifar10,
    /// The visitor's own files, asked for by the fingerprint of their contents: 16 to 64 lower-case
    /// hexadecimal digits.
    Files(String),
}

/// The size of a source whose contents are fixed. Its images are square.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Height and width of an image, in pixels.
    pub side: u32,
    /// The sides that `side` may ask for, the native one first.
    pub sides: [u32; 3],
    /// 1 for grey, 3 for colour.
    pub channels: u32,
    /// Number of classes.
    pub classes: u32,
    /// Images to train on.
    pub train: u32,
    /// Images to test on.
    pub test: u32,
}

impl Data {
    /// The sources that have a fixed name.
    pub const NAMED: [Self; 3] = [Self::Garments, Self::Fashion, Self::Cifar10];

    /// The source in a text: `garments`, `files:<fingerprint>`.
    pub fn text(&self) -> String {
        match self {
            Self::Garments => "garments".into(),
            Self::Fashion => "fashion".into(),
            Self::Cifar10 => "cifar10".into(),
            Self::Files(fingerprint) => format!("files:{fingerprint}"),
        }
    }

    /// The source that a text names; `None` if it names none.
    pub(super) fn read(text: &str) -> Option<Self> {
        if let Some(fingerprint) = text.strip_prefix("files:") {
            return Some(Self::Files(fingerprint.into()));
        }
        Self::NAMED.into_iter().find(|data| data.text() == text)
    }

    /// How large the source is; `None` for the visitor's own files, known only once loaded.
    pub fn extent(&self) -> Option<Extent> {
        match self {
            Self::Garments | Self::Fashion => Some(Extent {
                side: 28,
                sides: [28, 14, 7],
                channels: 1,
                classes: 10,
                train: 60_000,
                test: 10_000,
            }),
            Self::Cifar10 => Some(Extent {
                side: 32,
                sides: [32, 16, 8],
                channels: 3,
                classes: 10,
                train: 50_000,
                test: 10_000,
            }),
            Self::Files(_) => None,
        }
    }
}
