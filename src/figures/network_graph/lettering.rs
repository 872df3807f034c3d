//! What is written on the network's figure: names and sizes of layers, densities, classes, and what its colours mean.

use plotters::prelude::DrawingBackend;

use crate::pen::{Align, Face, Pen, Stand};
use crate::{Drawn, words};

use super::{Block, InputShade, Layout, NetworkGraph, layer_names, most_connections, room, sizes};

/// The names of the layers with their sizes, the densities between them, and the classes beside the output.
pub(super) fn draw_headings<DB: DrawingBackend>(
    graph: &NetworkGraph,
    layout: &Layout,
    pen: &Pen<DB>,
) -> Drawn<DB> {
    let theme = pen.theme;
    let place = (Align::Center, Stand::Top);
    let small = (Face::Sans, theme.tick_size);
    for (block, (size, name)) in layout
        .blocks
        .iter()
        .zip(sizes(graph).iter().zip(layer_names(graph.layers.len())))
    {
        let x = ((block.left + block.right) / 2.0).round() as i32;
        if layout.headings >= 1 {
            pen.text(size, (x, theme.px(21.0)), place, small, theme.muted)?;
        }
        if layout.headings >= 2 {
            pen.text(&name, (x, theme.px(5.0)), place, small, theme.text)?;
        }
    }
    if layout.headings >= 1 {
        let middle = |block: &Block| (block.left + block.right) / 2.0;
        let sizes = sizes(graph);
        let half = |text: &str| words::width(text, theme.tick_size * theme.scale) / 2.0;
        for (l, density) in graph.density.iter().enumerate() {
            let text = words::percent(*density);
            let from = middle(&layout.blocks[l]) + half(&sizes[l]);
            let to = middle(&layout.blocks[l + 1]) - half(&sizes[l + 1]);
            if to - from < 2.0 * half(&text) + 16.0 * theme.scale {
                continue;
            }
            let x = ((from + to) / 2.0).round() as i32;
            pen.text(&text, (x, theme.px(21.0)), place, small, theme.muted)?;
        }
    }
    let Some(outputs) = layout.class_labels.as_ref() else {
        return Ok(());
    };
    for (spot, label) in layout.spots[layout.spots.len() - outputs.len()..]
        .iter()
        .zip(outputs)
    {
        let (_, y) = spot.pixel();
        pen.text(
            label,
            (layout.class_label_x.round() as i32, y),
            (Align::Left, Stand::Center),
            small,
            theme.text,
        )?;
    }
    Ok(())
}

/// The colours with their numbers, below the input.
pub(super) fn draw_legends<DB: DrawingBackend>(
    graph: &NetworkGraph,
    layout: &Layout,
    pen: &Pen<DB>,
) -> Drawn<DB> {
    let Some(bar) = layout.legend else {
        return Ok(());
    };
    let lc = ("LC", Face::Symbol);
    let tick = |(i, (value, part)): (usize, (f64, f64))| {
        let least = if i == 2 { "≥ " } else { "" };
        (format!("{least}{}", words::factor(value)), part)
    };
    let centrality: Vec<_> = graph
        .scale
        .ticks()
        .into_iter()
        .enumerate()
        .map(tick)
        .collect();
    if matches!(graph.shade, InputShade::Centrality) {
        return draw_legend(bar, lc, &centrality, pen);
    }
    let most = words::count(most_connections(graph.shade) as usize);
    let degrees = [("0".to_string(), 0.0), (most, 1.0)];
    draw_legend(bar, ("connections", Face::Sans), &degrees, pen)?;
    let below = room::LEGEND * pen.theme.scale;
    let bar = Block {
        top: bar.top + below,
        bottom: bar.bottom + below,
        ..bar
    };
    draw_legend(bar, lc, &centrality, pen)
}

/// One bar of colours with a title above and numbers below it.
fn draw_legend<DB: DrawingBackend>(
    bar: Block,
    (title, face): (&str, Face),
    ticks: &[(String, f64)],
    pen: &Pen<DB>,
) -> Drawn<DB> {
    let theme = pen.theme;
    let at = |part: f64| (bar.left + (bar.right - bar.left) * part).round() as i32;
    let (top, bottom) = (bar.top.round() as i32, bar.bottom.round() as i32);
    const STEPS: i32 = 32;
    for i in 0..STEPS {
        let part = |i: i32| f64::from(i) / f64::from(STEPS);
        let color = theme.centrality_color((part(i) + part(i + 1)) / 2.0);
        pen.fill((at(part(i)), top), (at(part(i + 1)), bottom), color)?;
    }
    let narrow = bar.right - bar.left < 90.0 * theme.scale;
    for (label, part) in ticks {
        let align = match *part {
            0.0 => Align::Left,
            1.0 => Align::Right,
            _ if narrow => continue,
            _ => Align::Center,
        };
        pen.text(
            label,
            (at(*part), bottom + theme.px(4.0)),
            (align, Stand::Top),
            (Face::Sans, theme.tick_size),
            theme.muted,
        )?;
    }
    pen.text(
        title,
        (at(0.0), top - theme.px(3.0)),
        (Align::Left, Stand::Bottom),
        (face, theme.label_size),
        theme.text,
    )
}
