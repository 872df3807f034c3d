//! Which classes are taken for which.

use ndarray::{Array2, ArrayView1};

/// How many images of each class were taken for each class.
///
/// ```
/// use censet::trainer::ConfusionMatrix;
///
/// let matrix = ConfusionMatrix::new(&[0, 0, 0, 0, 1], &[0, 1, 1, 1, 1], 2);
/// assert_eq!(matrix.row(0).to_vec(), [1, 3]);
/// assert_eq!((matrix.right(), matrix.total()), (2, 5));
/// assert_eq!(matrix.accuracy(0), Some(0.25));
/// assert_eq!(matrix.mistakes(), [(0, 1, 3)]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfusionMatrix {
    /// Shape (classes, classes): row, the class of the image; column, the class it was taken for.
    counts: Array2<u32>,
}

impl ConfusionMatrix {
    /// The matrix of images whose classes are `labels` and that were taken for `said`.
    ///
    /// Panics if there are not as many of both, or one is not below `classes`.
    pub fn new(labels: &[u8], said: &[u8], classes: usize) -> Self {
        assert_eq!(labels.len(), said.len(), "an answer for each image");
        let mut counts = Array2::zeros((classes, classes));
        for (&label, &said) in labels.iter().zip(said) {
            counts[[usize::from(label), usize::from(said)]] += 1;
        }
        Self { counts }
    }

    /// The number of classes.
    pub fn classes(&self) -> usize {
        self.counts.nrows()
    }

    /// How many images of class `label` were taken for class `said`.
    pub fn count(&self, label: usize, said: usize) -> u32 {
        self.counts[[label, said]]
    }

    /// What the images of class `label` were taken for.
    pub fn row(&self, label: usize) -> ArrayView1<'_, u32> {
        self.counts.row(label)
    }

    /// The number of images.
    pub fn total(&self) -> u32 {
        self.counts.sum()
    }

    /// The number of images that were classified rightly.
    pub fn right(&self) -> u32 {
        self.counts.diag().sum()
    }

    /// The part of the images of class `label`, 0 … 1, that were classified rightly (the class's
    /// recall); none if it has no image.
    pub fn accuracy(&self, label: usize) -> Option<f64> {
        let of = self.row(label).sum();
        (of > 0).then(|| f64::from(self.count(label, label)) / f64::from(of))
    }

    /// What was taken for what else, as (class, taken for, how often): the most frequent first,
    /// equals in the order of the classes. Never 0 times.
    pub fn mistakes(&self) -> Vec<(usize, usize, u32)> {
        let cells = self.counts.indexed_iter();
        let wrong = cells.filter(|((label, said), n)| label != said && **n > 0);
        let mut mistakes: Vec<_> = wrong.map(|((label, said), &n)| (label, said, n)).collect();
        crate::order::sort_by_key(&mut mistakes, |&(_, _, n)| std::cmp::Reverse(n));
        mistakes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_what_images_are_and_columns_what_they_are_taken_for() {
        let matrix = ConfusionMatrix::new(&[0, 0, 0, 1, 1, 2], &[0, 1, 1, 1, 0, 0], 4);
        assert_eq!(matrix.row(0).to_vec(), [1, 2, 0, 0]);
        assert_eq!(matrix.count(2, 0), 1);
        assert_eq!((matrix.right(), matrix.total()), (2, 6));
        assert_eq!(matrix.accuracy(1), Some(0.5));
        assert_eq!(matrix.accuracy(2), Some(0.0));
        assert_eq!(matrix.accuracy(3), None);
        assert_eq!(matrix.mistakes(), [(0, 1, 2), (1, 0, 1), (2, 0, 1)]);
    }

    #[test]
    #[should_panic]
    fn a_class_that_there_is_not_is_refused() {
        ConfusionMatrix::new(&[1], &[2], 2);
    }
}
