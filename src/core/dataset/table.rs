//! A table of images as text (CSV): a row an image, its label first or last, as scikit-learn's users have it.

use std::io::{BufRead, Read};

use ndarray::Array2;

use super::idx::{MAX_ITEMS, MAX_PIXELS};
use super::{FileError, Shape};

/// The most bytes a line may have: room for the names of all columns.
const MAX_LINE: u64 = 1 << 17;
/// Names of columns that say what they hold.
const LABELS: [&str; 6] = ["label", "labels", "class", "target", "y", "digit"];

/// Images and their labels.
pub(super) struct Table {
    pub(super) shape: Shape,
    /// Shape (n, pixels).
    pub(super) images: Array2<u8>,
    pub(super) labels: Vec<u8>,
}

/// Reads a table. Values are whole numbers from 0 to 255, also as `5.0` and `5e+00`, between commas, semicolons or
/// tabs; a first row of names is passed over. The label stands where a name says so, else in the first or
/// the last column, whichever holds every number from 0 to its largest; images are square.
pub(super) fn read(file: &str, content: &mut dyn BufRead) -> Result<Table, FileError> {
    let fail = |problem: String| Err(FileError::new(file, problem));
    let mut values: Vec<u8> = Vec::new();
    let (mut columns, mut rows, mut line_number) = (0, 0, 0);
    let mut named = None;
    let mut separator = ',';
    let mut line = String::new();
    loop {
        line.clear();
        let read = (&mut *content).take(MAX_LINE).read_line(&mut line);
        match read {
            Ok(0) => break,
            Ok(n) if n as u64 == MAX_LINE => {
                return fail(format!("has a line {} that is too long", line_number + 1));
            }
            Ok(_) => line_number += 1,
            Err(error) => return Err(FileError::damaged(file, &error)),
        }
        let text = line.trim_start_matches('\u{feff}').trim();
        if text.is_empty() {
            continue;
        }
        if columns == 0 {
            separator = separator_of(text).unwrap_or(',');
            columns = text.split(separator).count();
            if !(2..=MAX_PIXELS + 1).contains(&columns) {
                return fail(format!(
                    "has {columns} columns; a label and 1 to {MAX_PIXELS} pixels can be read"
                ));
            }
            if text
                .split(separator)
                .any(|cell| number(cell).is_none() && !is_number(cell))
            {
                named = Some(label_column(text, separator));
                continue;
            }
        }
        let before = values.len();
        for cell in text.split(separator) {
            match number(cell) {
                Some(value) if values.len() < before + columns => values.push(value),
                Some(_) => {
                    return fail(format!(
                        "has more than {columns} columns in line {line_number}"
                    ));
                }
                None => {
                    let cell: String = cell.trim().chars().take(20).collect();
                    return fail(format!(
                        "holds {cell:?} in line {line_number}; whole numbers from 0 to 255 can be read"
                    ));
                }
            }
        }
        if values.len() != before + columns {
            let has = values.len() - before;
            return fail(format!(
                "is cut short or damaged: line {line_number} has {has} columns, the first one {columns}"
            ));
        }
        rows += 1;
        if rows > MAX_ITEMS {
            return fail(format!("has more than {MAX_ITEMS} images"));
        }
    }
    if rows == 0 {
        return fail("has no row of numbers".into());
    }
    let Some(side) = square_root(columns - 1) else {
        return fail(format!(
            "has {} columns beside the label, which make no square image",
            columns - 1
        ));
    };
    let column = |at: usize| values.iter().skip(at).step_by(columns).copied();
    let at = match named.flatten() {
        Some(at) => at,
        None => match [0, columns - 1]
            .into_iter()
            .find(|&at| are_labels(column(at)))
        {
            Some(at) => at,
            None => {
                return fail(
                    "has no column of labels: neither the first nor the last one holds every number from 0 \
                     to its largest, and no name says label, class or target"
                        .into(),
                );
            }
        },
    };
    let labels = column(at).collect();
    let mut place = 0;
    values.retain(|_| {
        place += 1;
        (place - 1) % columns != at
    });
    Ok(Table {
        shape: Shape {
            height: side,
            width: side,
            channels: 1,
        },
        images: Array2::from_shape_vec((rows, columns - 1), values).expect("counted"),
        labels,
    })
}

/// What separates the cells of a line, if there are several.
pub(super) fn separator_of(line: &str) -> Option<char> {
    [',', ';', '\t']
        .into_iter()
        .find(|&separator| line.contains(separator))
}

/// Where a row of names says that the labels are.
fn label_column(names: &str, separator: char) -> Option<usize> {
    names.split(separator).position(|name| {
        let name = name.trim().trim_matches('"').to_lowercase();
        LABELS.contains(&name.as_str())
    })
}

/// The side of a square of so many pixels.
pub(super) fn square_root(pixels: usize) -> Option<usize> {
    let side = pixels.isqrt();
    (side > 0 && side * side == pixels).then_some(side)
}

/// A whole number from 0 to 255, also as programs print those that need not be whole: `5.0`, `5.000e+00`.
fn number(cell: &str) -> Option<u8> {
    let cell = cell.trim();
    let whole = || {
        let number: f64 = cell.parse().ok()?;
        (f64::from(number as u8) == number).then_some(number as u8)
    };
    cell.parse().ok().or_else(whole)
}

/// Whether a cell is a number of any kind.
fn is_number(cell: &str) -> bool {
    let cell = cell.trim();
    cell.is_empty() || cell.parse::<f64>().is_ok()
}

/// Whether these are all numbers from 0 to the largest, two at least.
fn are_labels(values: impl Iterator<Item = u8>) -> bool {
    let mut seen = [false; 256];
    values.for_each(|value| seen[usize::from(value)] = true);
    let largest = seen.iter().rposition(|&seen| seen).unwrap_or(0);
    largest > 0 && seen[..largest].iter().all(|&seen| seen)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Result<Table, String> {
        read("digits.csv", &mut text.as_bytes()).map_err(|error| error.to_string())
    }

    #[test]
    fn the_label_is_first_or_last_or_where_a_name_says() {
        let rows = ["0,9,9,9,9,0", "1,8,8,8,8,0"];
        let cut = |from: usize, to: usize| {
            let rows = rows.map(|row| row[2 * from..2 * to - 1].to_string());
            rows.join("\n")
        };
        for text in [
            cut(0, 5),
            "9;9;9;9;0\r\n8;8;8;8;1\r\n".into(),
            "\"label\",a,b,c,d\n0,9,9,9,9\n\n1,8.0,8,8.00,8".into(),
            // As numpy.savetxt writes them unless told otherwise.
            "0.000000000000000000e+00,9.0e+00,9e0,9,9\n1.0e+00,8.0e+00,8.0e+00,8,8".into(),
            "a\tb\tTarget\tc\td\n9\t9\t0\t9\t9\n8\t8\t1\t8\t8".into(),
        ] {
            let table = table(&text).unwrap_or_else(|said| panic!("{text}: {said}"));
            assert_eq!(table.labels, [0, 1], "{text}");
            assert_eq!(table.images.as_slice().unwrap(), [9, 9, 9, 9, 8, 8, 8, 8]);
            assert_eq!((table.shape.height, table.shape.width), (2, 2));
        }
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        for (text, said) in [
            ("0,1,2,3,4\n1,256,2,3,4", "\"256\" in line 2"),
            ("0,1,2,3,4\n1,0.5,2,3,4", "\"0.5\" in line 2"),
            ("0,1,2,3,4\n1,-5,2,3,4", "\"-5\" in line 2"),
            ("0,1,2,3,4\n1,2.56e+02,2,3,4", "\"2.56e+02\" in line 2"),
            ("0,1,2,3,4\n1,nan,2,3,4", "\"nan\" in line 2"),
            ("0,1,2,3,4\n1,,2,3,4", "\"\" in line 2"),
            ("0,1,2,3,4\n1,5,2", "line 2 has 3 columns, the first one 5"),
            ("0,1,2,3,4\n1,5,2,3,4,5", "more than 5 columns in line 2"),
            ("0,1,2,3\n1,5,2,3", "no square image"),
            ("7,1,2,3,9\n5,5,2,3,7", "no column of labels"),
            ("label,a,b,c,d\n", "no row of numbers"),
            ("5\n6", "1 columns"),
        ] {
            let found = table(text).err().unwrap();
            assert!(found.contains(said), "{text}: {found}");
        }
        let long = ",".repeat(1 << 18);
        assert!(table(&long).is_err());
    }
}
