//! Which layer of a file comes after which: by shapes, then by the numbers in their names, then by their places.

use super::tensor::quoted;
use crate::Refused;
use crate::experiment::bounds::HIDDEN_LAYERS;
use crate::words::plural;

/// A layer by what says where it belongs.
pub struct Named<'a> {
    /// Name of its weights.
    pub name: &'a str,
    pub n_in: usize,
    pub n_out: usize,
}

/// The order in which each of the layers, which come by name, gives as many numbers as the next takes. Where the shapes
/// leave a choice, numbers in the names decide, else the places in the file if they say something; else what must be said
/// of the names.
pub fn in_order(
    layers: &[Named<'_>],
    places: Option<&[usize]>,
) -> Result<(Vec<usize>, Option<String>), Refused> {
    let allowed = HIDDEN_LAYERS.start() + 1..=HIDDEN_LAYERS.end() + 1;
    if !allowed.contains(&layers.len()) {
        let names: Vec<_> = layers.iter().take(8).map(|of| quoted(of.name)).collect();
        return Err(format!(
            "has {} {} ({}{}): {} to {} can be shown, the last of them the output",
            layers.len(),
            plural(layers.len(), "layer", "layers"),
            names.join(", "),
            if layers.len() > names.len() {
                ", …"
            } else {
                ""
            },
            allowed.start(),
            allowed.end()
        )
        .into());
    }
    let mut orders = Vec::new();
    follow(layers, &mut Vec::new(), &mut orders);
    let Some(by_name) = orders.first().cloned() else {
        return Err(misfit(layers));
    };
    let moves = |&place: &usize| orders.iter().any(|order| order[place] != by_name[place]);
    let moving: Vec<usize> = (0..layers.len())
        .filter(moves)
        .map(|at| by_name[at])
        .collect();
    let name = |i: usize| layers[i].name;
    let unclear = moving
        .windows(2)
        .find(|pair| !alike(name(pair[0]), name(pair[1])));
    let in_file = |order: &Vec<usize>, places: &[usize]| -> Vec<usize> {
        order.iter().map(|&i| places[i]).collect()
    };
    Ok(match (unclear, places) {
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
    })
}

/// Finds all ways in which the chain in `order` can go on to its end, the first that fits tried first: of at most seven
/// layers.
fn follow(layers: &[Named<'_>], order: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) {
    if order.len() == layers.len() {
        found.push(order.clone());
    }
    let before = order.last().map(|&last| layers[last].n_out);
    for i in 0..layers.len() {
        if !order.contains(&i) && before.is_none_or(|n| n == layers[i].n_in) {
            order.push(i);
            follow(layers, order, found);
            order.pop();
        }
    }
}

/// Why the layers are no chain, said of the first that does not go on from the one before it by name.
fn misfit(layers: &[Named<'_>]) -> Refused {
    let pair = layers.windows(2).find(|pair| pair[0].n_out != pair[1].n_in);
    let [before, next] = pair.expect("they would be a chain") else {
        unreachable!("pairs")
    };
    format!(
        "is no chain of layers: {} takes {} numbers, {} before it gives {}, and in no other order does each fit the next",
        quoted(next.name),
        next.n_in,
        quoted(before.name),
        before.n_out
    )
    .into()
}

/// A part of a name: numbers count, so that layer 10 comes after layer 9.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece {
    Number(u64, String),
    Text(String),
}

/// A name in its parts.
pub fn pieces(name: &str) -> Vec<Piece> {
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
