//! FashionMNIST: the four official files, known by their MD5 (H. Xiao, K. Rasul, R. Vollgraf, 2017).

use super::four_files::FourFiles;
use super::pack::Pack;
use super::source::{FileSet, Files, KnownFile, Source, Supply};
use crate::{asked, asked_all, told};

/// FashionMNIST.
pub static SOURCE: Source = Source {
    id: "fashion",
    title: "FashionMNIST",
    about: told("fashion is FashionMNIST, photographs of clothes"),
    side: 28,
    channels: 1,
    classes: &[
        "T-shirt/top",
        "Trouser",
        "Pullover",
        "Dress",
        "Coat",
        "Sandal",
        "Shirt",
        "Sneaker",
        "Bag",
        "Ankle boot",
    ],
    train: 60_000,
    test: 10_000,
    defaults: |_| &[],
    memory: |_, all| 1.2 * 2.6 * all,
    files: Some(Files {
        about: told(
            "This experiment trains on 60,000 photographs of clothes. They are fetched once, checked, \
                and kept in this browser.",
        ),
        wanted: asked("the four FashionMNIST files"),
        home: (
            "https://github.com/zalandoresearch/fashion-mnist",
            "its authors’",
        ),
        remote: Some(
            "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
        ),
        eager: true,
        most: 64 << 20,
        variable: "FASHION_MNIST_DIR",
        sets: asked_all(&[FileSet {
            title: "four files",
            files: &FILES,
        }]),
        inner: None,
        others: &[],
        exact: true,
        packs: &PACKS,
    }),
};

pub(super) const SUPPLY: Supply = Supply::Read(|| Box::new(FourFiles::new(&SOURCE)));

/// Training images, training labels, test images, test labels.
pub static FILES: [KnownFile; 4] = [
    KnownFile {
        name: "train-images-idx3-ubyte.gz",
        size: 26_421_880,
        md5: &[
            "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
            "f4a8712d7a061bf5bd6d2ca38dc4d50a",
        ],
        like: "train.*image",
    },
    KnownFile {
        name: "train-labels-idx1-ubyte.gz",
        size: 29_515,
        md5: &[
            "25c81989df183df01b3e8a0aad5dffbe",
            "9018921c3c673c538a1fc5bad174d6f9",
        ],
        like: "train.*label",
    },
    KnownFile {
        name: "t10k-images-idx3-ubyte.gz",
        size: 4_422_102,
        md5: &[
            "bef4ecab320f06d8554ea6380940ec79",
            "8181f5470baa50b63fa0f6fddb340f0a",
        ],
        like: "(t10k|test).*image",
    },
    KnownFile {
        name: "t10k-labels-idx1-ubyte.gz",
        size: 5_148,
        md5: &[
            "bb300cfdad3c16e7a12a480ee83cd310",
            "15d484375f8d13e6eb1aabb0c3f46965",
        ],
        like: "(t10k|test).*label",
    },
];

/// What `demo` takes, shrunk by two and by four.
pub static PACKS: [Pack; 2] = [
    Pack {
        name: "first-10000-at-7.gz",
        side: 7,
        train: 10_000,
        test: 2_000,
        size: 467_000,
        md5: "ad5a66c2edc54aa89e1495a586a8bd6d",
    },
    Pack {
        name: "first-10000-at-14.gz",
        side: 14,
        train: 10_000,
        test: 2_000,
        size: 1_569_000,
        md5: "4d6bfc6470030eae13b34bfd99ab4c79",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Reader;

    #[test]
    fn a_wrong_file_is_named() {
        let said = |mut content: &[u8]| {
            let mut reader = FourFiles::new(&SOURCE);
            reader.add(FILES[0].name, &mut content).unwrap_err()
        };
        assert_eq!(said(b"x").file, "train-images-idx3-ubyte.gz");
        let other = said(&[0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 5]).to_string();
        assert!(other.contains("not FashionMNIST's"), "{other}");
        assert!(
            other.contains("expected 8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
            "{other}"
        );
    }
}
