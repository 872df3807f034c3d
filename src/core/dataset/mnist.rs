//! MNIST: the four official files, known by their MD5, or others of their layout (Y. LeCun, C. Cortes,
//! C. J. C. Burges, 1998).

use super::four_files::FourFiles;
use super::source::{FileSet, Files, KnownFile, Source, Supply};
use crate::{asked, asked_all, told};

/// MNIST.
pub static SOURCE: Source = Source {
    id: "mnist",
    title: "MNIST",
    about: told("mnist is MNIST, handwritten digits"),
    side: 28,
    channels: 1,
    classes: &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
    train: 60_000,
    test: 10_000,
    defaults: |_| &[],
    memory: super::fashion::SOURCE.memory,
    files: Some(Files {
        about: told(
            "This experiment trains on 60,000 images of handwritten digits. Unless they lie beside this \
                page, download the four files and choose them here; another copy of that layout will do. \
                They are checked, and kept in this browser.",
        ),
        wanted: asked("the four MNIST files"),
        home: (
            "https://github.com/cvdfoundation/mnist",
            "the Common Visual Data Foundation’s",
        ),
        remote: None,
        eager: true,
        most: 64 << 20,
        variable: "MNIST_DIR",
        sets: asked_all(&[FileSet {
            title: "four files",
            files: &[
                KnownFile {
                    name: "train-images-idx3-ubyte.gz",
                    size: 9_912_422,
                    md5: &[
                        "f68b3c2dcbeaaa9fbdd348bbdeb94873",
                        "6bbc9ace898e44ae57da46a324031adb",
                    ],
                    like: "train.*image",
                },
                KnownFile {
                    name: "train-labels-idx1-ubyte.gz",
                    size: 28_881,
                    md5: &[
                        "d53e105ee54ea40749a09fcbcd1e9432",
                        "a25bea736e30d166cdddb491f175f624",
                    ],
                    like: "train.*label",
                },
                KnownFile {
                    name: "t10k-images-idx3-ubyte.gz",
                    size: 1_648_877,
                    md5: &[
                        "9fb629c4189551a2d022fa330f9573f3",
                        "2646ac647ad5339dbf082846283269ea",
                    ],
                    like: "(t10k|test).*image",
                },
                KnownFile {
                    name: "t10k-labels-idx1-ubyte.gz",
                    size: 4_542,
                    md5: &[
                        "ec29112dd5afa0611ce80d1b7f02629c",
                        "27ae3e4e09519cfbb04c329615203637",
                    ],
                    like: "(t10k|test).*label",
                },
            ],
        }]),
        inner: None,
        others: &[],
        exact: false,
        packs: &[],
    }),
};

pub(super) const SUPPLY: Supply = Supply::Read(|| Box::new(FourFiles::new(&SOURCE)));
