//! The confusion matrix and the QR code.

use censet::trainer::ConfusionMatrix;
use censet_figures::confusion::{self, Confusion, Grid};
use censet_figures::{Theme, qr_code};

use super::data::Dice;
use super::svg::{self, Svg};

fn classes(n: usize) -> Vec<String> {
    let clothes = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat"];
    let clothes = clothes.into_iter().map(String::from);
    clothes
        .chain((5..).map(|i| format!("a rather long name {i}")))
        .take(n)
        .collect()
}

/// Answers of which four in five are right.
fn answers(n: usize, images: usize) -> (Vec<u8>, Vec<u8>) {
    let mut dice = Dice::new(7);
    let labels: Vec<u8> = (0..images).map(|i| (i % n) as u8).collect();
    let said = labels.iter().map(|&label| match dice.unit() < 0.8 {
        true => label,
        false => dice.below(n) as u8,
    });
    let said = said.collect();
    (labels, said)
}

fn draw(
    name: &str,
    n: usize,
    images: usize,
    size: (u32, u32),
    theme: &Theme,
) -> (Svg, ConfusionMatrix) {
    let (labels, said) = answers(n, images);
    let matrix = ConfusionMatrix::new(&labels, &said, n);
    let classes = classes(n);
    let data = Confusion {
        lane: "SET",
        epoch: Some(3),
        classes: &classes,
        matrix: &matrix,
    };
    let svg = svg::draw(name, size, theme, |surface| {
        confusion::draw(&data, surface, theme)
    });
    (svg, matrix)
}

#[test]
fn the_matrix_has_a_mark_for_every_cell_that_is_not_empty() {
    for (look, theme) in super::themes() {
        for (place, size) in [("desktop", (520, 480)), ("phone", (288, 320))] {
            for n in [2, 10, 26, 256] {
                let name = format!("confusion-{n}-{place}-{look}");
                let (svg, matrix) = draw(&name, n, 40 * n, size, &theme);
                svg.all_inside();
                svg.labels_apart();
                let cells = (0..n).flat_map(|i| matrix.row(i).to_vec());
                let filled = cells.filter(|count| *count > 0).count();
                if n < 256 {
                    assert_eq!(svg.count("rect", |e| e.get("fill") != "none"), filled + 1);
                }
                assert!(svg.has_text("true ↓") && svg.has_text("predicted →"));
            }
        }
    }
}

#[test]
fn counts_and_names_are_written_where_they_fit() {
    let theme = Theme::light(2.0);
    let (wide, matrix) = draw("", 10, 2000, (520, 480), &theme);
    assert!(wide.has_text("T-shirt/top 0") && wide.has_text("a rather long… 7"));
    assert!(wide.has_text(&matrix.count(3, 3).to_string()));
    let (narrow, _) = draw("", 10, 2000, (200, 200), &theme);
    assert!(!narrow.has_text("T-shirt") && !narrow.has_text(&matrix.count(3, 3).to_string()));
}

#[test]
fn a_point_finds_its_cell() {
    let theme = Theme::light(2.0);
    let grid = Grid::new((1040, 960), &classes(10), &theme);
    assert_eq!(grid.at((0.0, 0.0)), None);
    assert_eq!(grid.at((1039.0, 200.0)), None);
    let mut seen = std::collections::BTreeSet::new();
    for x in (0..1040).step_by(5) {
        for y in (0..960).step_by(5) {
            seen.extend(grid.at((x.into(), y.into())));
        }
    }
    assert_eq!(seen.len(), 100, "every cell and nothing else");
}

#[test]
fn the_sentence_names_the_most_frequent_mistakes() {
    let matrix = ConfusionMatrix::new(&[0, 0, 0, 1, 1, 2], &[2, 2, 0, 1, 0, 2], 3);
    let classes = classes(3);
    let mut data = Confusion {
        lane: "SET",
        epoch: Some(0),
        classes: &classes,
        matrix: &matrix,
    };
    assert_eq!(
        confusion::describe(&data),
        "Confusion matrix of SET, untrained: 3 of 6 test images right. Most often taken wrongly: \
         T-shirt/top for Pullover 2, Trouser for T-shirt/top 1."
    );
    let right = ConfusionMatrix::new(&[0, 1], &[0, 1], 3);
    data.matrix = &right;
    data.epoch = Some(1200);
    assert_eq!(
        confusion::describe(&data),
        "Confusion matrix of SET, after epoch 1,200: 2 of 2 test images right."
    );
    data.epoch = None;
    assert!(confusion::describe(&data).contains("SET, as it came: 2 of 2"));
}

/// A reader of QR codes, not ours, gets the link back from the marks drawn.
#[test]
fn a_code_that_is_drawn_reads_back() {
    let link = "https://example.org/lab/#v=1&preset=described&lanes=mlp,set,censet:k=1&epochs=50";
    let code = qr_code::encode(link).unwrap();
    let theme = Theme::dark(1.0);
    let size = 300;
    let svg = svg::draw("qr", (size, size + 40), &theme, |surface| {
        qr_code::draw(&code, surface, &theme)
    });
    svg.all_inside();
    let side = size as usize;
    let mut dark = vec![false; side * (side + 40)];
    svg.each("rect", |mark, [left, top, right, bottom]| {
        for y in top as usize..bottom as usize {
            for x in left as usize..right as usize {
                dark[y * side + x] = mark.get("fill") == "#000000";
            }
        }
    });
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side + 40, |x, y| {
        if dark[y * side + x] { 0 } else { 255 }
    });
    let codes = image.detect_grids();
    assert_eq!(codes.len(), 1);
    assert_eq!(codes[0].decode().unwrap().1, link);
    let sides = |n: usize| qr_code::encode(&"é".repeat(n)).map(|code| code.size());
    assert_eq!(
        (sides(429), sides(430)),
        (Some(97), None),
        "858 bytes at most"
    );
}
