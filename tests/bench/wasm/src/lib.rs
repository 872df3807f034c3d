//! The library as the benchmark sees it from JavaScript: a few C functions, no wasm-bindgen.
//!
//! A caller writes bytes into memory from [`allocate`]; whoever is handed such a pointer takes the
//! memory over.

#[path = "../../cases.rs"]
mod cases;

use std::sync::Arc;

use cases::Case;
use censet::dataset::{Dataset, Shape, Split};
use censet::experiment::parse;
use censet::trainer::Trainer;
use ndarray::Array2;

/// Memory for `len` bytes.
#[unsafe(no_mangle)]
pub extern "C" fn allocate(len: usize) -> *mut u8 {
    Box::into_raw(vec![0u8; len].into_boxed_slice()).cast()
}

/// The bytes behind a pointer from [`allocate`].
///
/// # Safety
/// `pointer` and `len` must be those of one call of [`allocate`], not taken over yet.
unsafe fn take(pointer: *mut u8, len: usize) -> Vec<u8> {
    unsafe { Vec::from_raw_parts(pointer, len, len) }
}

/// Leaves a text where JavaScript finds it: its length, then its bytes.
fn leave(text: &str) -> *const u32 {
    let mut words = vec![text.len() as u32];
    for chunk in text.as_bytes().chunks(4) {
        let mut bytes = [0; 4];
        bytes[..chunk.len()].copy_from_slice(chunk);
        words.push(u32::from_le_bytes(bytes));
    }
    Box::leak(words.into_boxed_slice()).as_ptr()
}

/// The names of the cases, separated by spaces.
#[unsafe(no_mangle)]
pub extern "C" fn case_names() -> *const u32 {
    leave(&cases::names().join(" "))
}

/// Makes a case ready.
///
/// # Safety
/// `name` and `len` are from one call of [`allocate`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn case_new(name: *mut u8, len: usize) -> *mut Case {
    let name = String::from_utf8(unsafe { take(name, len) }).expect("UTF-8");
    Box::into_raw(Box::new(cases::case(&name)))
}

/// Runs a case `times` times.
#[unsafe(no_mangle)]
pub extern "C" fn case_run(case: &mut Case, times: u32) {
    (0..times).for_each(|_| (case.run)());
}

/// How much one run of a case does.
#[unsafe(no_mangle)]
pub extern "C" fn case_amount(case: &Case) -> f64 {
    case.amount
}

/// What [`case_amount`] counts.
#[unsafe(no_mangle)]
pub extern "C" fn case_unit(case: &Case) -> *const u32 {
    leave(case.unit)
}

/// Frees a case.
///
/// # Safety
/// `case` is from [`case_new`] and not freed yet.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn case_free(case: *mut Case) {
    drop(unsafe { Box::from_raw(case) });
}

/// Images and labels of one split.
///
/// # Safety
/// As for [`take`].
unsafe fn split(images: *mut u8, labels: *mut u8, n: usize, pixels: usize) -> Split {
    let (images, labels) = unsafe { (take(images, n * pixels), take(labels, n)) };
    let images = Array2::from_shape_vec((n, pixels), images).expect("n rows of pixels");
    Split { images, labels }
}

/// A dataset of square images of one channel and ten classes.
///
/// # Safety
/// The pointers are from [`allocate`], with n · side² bytes for images and n for labels.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dataset_new(
    side: usize,
    train_images: *mut u8,
    train_labels: *mut u8,
    train: usize,
    test_images: *mut u8,
    test_labels: *mut u8,
    test: usize,
) -> *mut Arc<Dataset> {
    let shape = Shape {
        height: side,
        width: side,
        channels: 1,
    };
    let dataset = Dataset {
        shape,
        classes: (0..10).map(|class| class.to_string()).collect(),
        train: unsafe { split(train_images, train_labels, train, shape.pixels()) },
        test: unsafe { split(test_images, test_labels, test, shape.pixels()) },
    };
    Box::into_raw(Box::new(Arc::new(dataset)))
}

/// Lane `lane` of the experiment of that text, on that dataset.
///
/// # Safety
/// `text` and `len` are from one call of [`allocate`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn trainer_new(
    text: *mut u8,
    len: usize,
    lane: usize,
    dataset: &Arc<Dataset>,
) -> *mut Trainer {
    let text = String::from_utf8(unsafe { take(text, len) }).expect("UTF-8");
    let experiment = parse(&text).experiment.expect("a valid experiment");
    Box::into_raw(Box::new(Trainer::new(
        experiment,
        lane,
        Arc::clone(dataset),
    )))
}

/// One piece of work. 0: go on; else an epoch is complete and here is its digest.
#[unsafe(no_mangle)]
pub extern "C" fn trainer_advance(trainer: &mut Trainer) -> *const u32 {
    match trainer.advance().report {
        Some(report) => leave(&report.digest),
        None => std::ptr::null(),
    }
}

/// The connections before the output layer.
#[unsafe(no_mangle)]
pub extern "C" fn trainer_connections(trainer: &Trainer) -> usize {
    trainer.network().connections()
}

/// Frees a trainer.
///
/// # Safety
/// `trainer` is from [`trainer_new`] and not freed yet.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn trainer_free(trainer: *mut Trainer) {
    drop(unsafe { Box::from_raw(trainer) });
}
