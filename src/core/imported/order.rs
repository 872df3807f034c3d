//! Which layer of a file comes after which: by shapes, then by the numbers in their names, then by their places.

use super::chain::Linear;
use super::tensor::quoted;
use crate::Refused;
use crate::experiment::bounds::HIDDEN_LAYERS;
use crate::words::plural;

/// The layers, which come by name, so that each gives as many numbers as the next takes. Where the shapes leave a choice,
/// numbers in the names decide, else the places in the file if they say something; else what must be said of the names.
pub(super) fn in_order<'a>(
    linears: Vec<Linear<'a>>,
    places: Option<&Vec<usize>>,
) -> Result<(Vec<Linear<'a>>, Option<String>), Refused> {
    let layers = HIDDEN_LAYERS.start() + 1..=HIDDEN_LAYERS.end() + 1;
    if !layers.contains(&linears.len()) {
        let names: Vec<_> = linears
            .iter()
            .take(8)
            .map(|of| quoted(&of.weight.name))
            .collect();
        return Err(format!(
            "has {} {} ({}{}): {} to {} can be shown, the last of them the output",
            linears.len(),
            plural(linears.len(), "layer", "layers"),
            names.join(", "),
            if linears.len() > names.len() {
                ", …"
            } else {
                ""
            },
            layers.start(),
            layers.end()
        )
        .into());
    }
    let sizes: Vec<(usize, usize)> = linears.iter().map(|of| (of.n_in, of.n_out)).collect();
    let mut orders = Vec::new();
    follow(&sizes, &mut Vec::new(), &mut orders);
    let Some(by_name) = orders.first().cloned() else {
        return Err(misfit(&linears));
    };
    let moves = |&place: &usize| orders.iter().any(|order| order[place] != by_name[place]);
    let moving: Vec<usize> = (0..sizes.len())
        .filter(moves)
        .map(|at| by_name[at])
        .collect();
    let name = |i: usize| &linears[i].weight.name;
    let unclear = moving
        .windows(2)
        .find(|pair| !alike(name(pair[0]), name(pair[1])));
    let in_file = |order: &Vec<usize>, places: &[usize]| -> Vec<usize> {
        order.iter().map(|&i| places[i]).collect()
    };
    let (order, said) = match (unclear, places) {
        (None, _) => (by_name, None),
        (Some(_), Some(places)) => {
            let first = orders
                .into_iter()
                .min_by_key(|order| in_file(order, places));
            (first.unwrap_or(by_name), None)
        }
        (Some(pair), None) => {
            let said = format!(
                "{} and {} fit into either place, and the file does not say which comes first: they are in the order \
                 of their names; if that is wrong, put numbers into these",
                quoted(name(pair[0])),
                quoted(name(pair[1]))
            );
            (by_name, Some(said))
        }
    };
    let mut linears: Vec<_> = linears.into_iter().map(Some).collect();
    let taken = order.into_iter();
    let taken = taken.map(|i| linears[i].take().expect("each once"));
    Ok((taken.collect(), said))
}

/// Finds all ways in which the chain in `order` can go on to its end, the first that fits tried first: of at most seven
/// layers.
fn follow(sizes: &[(usize, usize)], order: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) {
    if order.len() == sizes.len() {
        found.push(order.clone());
    }
    let before = order.last().map(|&last| sizes[last].1);
    for i in 0..sizes.len() {
        if !order.contains(&i) && before.is_none_or(|n| n == sizes[i].0) {
            order.push(i);
            follow(sizes, order, found);
            order.pop();
        }
    }
}

/// Why the layers are no chain, said of the first that does not go on from the one before it by name.
fn misfit(linears: &[Linear<'_>]) -> Refused {
    let pair = linears
        .windows(2)
        .find(|pair| pair[0].n_out != pair[1].n_in);
    let [before, next] = pair.expect("they would be a chain") else {
        unreachable!("pairs")
    };
    format!(
        "is no chain of layers: {} takes {} numbers, {} before it gives {}, and in no other order does each fit the next",
        quoted(&next.weight.name),
        next.n_in,
        quoted(&before.weight.name),
        before.n_out
    )
    .into()
}

/// A part of a name: numbers count, so that layer 10 comes after layer 9.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Piece {
    Number(u64, String),
    Text(String),
}

/// A name in its parts.
pub(super) fn pieces(name: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digits);
        let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
        pieces.push(match piece.parse() {
            Ok(number) if digits => Piece::Number(number, piece.into()),
            _ => Piece::Text(piece.into()),
        });
        rest = after;
    }
    pieces
}

/// Whether two names differ in their numbers alone, which then say which comes first.
fn alike(one: &str, other: &str) -> bool {
    let texts = |name| {
        let texts = pieces(name).into_iter().map(|piece| match piece {
            Piece::Number(..) => String::new(),
            Piece::Text(text) => text,
        });
        texts.collect::<Vec<_>>()
    };
    texts(one) == texts(other)
}
