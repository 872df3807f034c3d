//! Tables at the terminal.

/// Lines with their columns padded to the same width.
pub fn aligned<Line: AsRef<[String]>>(lines: &[Line]) -> String {
    let columns = lines.iter().map(|line| line.as_ref().len()).max();
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.as_ref().get(column));
        cells
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns.unwrap_or_default()).map(width).collect();
    let lines = lines.iter().map(|line| {
        let cells = line.as_ref().iter().zip(&widths);
        let padded: Vec<_> = cells
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        padded.join("  ").trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}
