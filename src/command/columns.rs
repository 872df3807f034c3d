//! Tables at the terminal.

/// Lines with their columns padded to the same width.
pub fn aligned<const N: usize>(lines: &[[String; N]]) -> String {
    let width: [usize; N] = std::array::from_fn(|column| {
        let widths = lines.iter().map(|line| line[column].chars().count());
        widths.max().unwrap_or_default()
    });
    let lines = lines.iter().map(|line| {
        let cells = line.iter().zip(width);
        let padded: Vec<_> = cells
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        padded.join("  ").trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}
