//! Where in an address the experiment stands: behind its `#`, or where that sign was lost or moved to.

use percent_encoding::percent_decode_str;

use super::super::VIEW_KEYS;
use super::super::fields::find;
use super::decoded;

/// The part of a link that holds the experiment: what follows the first `#` of an address, or what stands
/// for it, or the text itself. An address without either holds nothing.
pub(super) fn fragment(text: &str) -> String {
    let scheme = text.split_once("://").is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    });
    let (before, after) = match text.split_once('#') {
        Some((before, after)) => (before, Some(after.trim_start_matches('#'))),
        None => (text, None),
    };
    // `seed=1#epochs=3` is no address: nothing of it may be dropped in silence.
    if !scheme && starts_with_pair(before) {
        return text.into();
    }
    let elsewhere = || {
        let found = encoded(before).map(str::to_owned);
        found.or_else(|| query(before)).or_else(|| path(before))
    };
    match after {
        Some(after) if !after.is_empty() => {
            // What names no experiment, a tracker's key or a view, may stand behind one that is put elsewhere.
            let behind = after.contains('=') && !names_experiment(after);
            match behind.then(elsewhere).flatten() {
                Some(found) => format!("{found}&{after}"),
                None => after.into(),
            }
        }
        _ => elsewhere().unwrap_or_else(|| match after.is_some() || scheme {
            true => String::new(),
            false => text.into(),
        }),
    }
}

/// Whether a key and its value stand where an address would have its host or path.
fn starts_with_pair(text: &str) -> bool {
    let end = text.find(['/', '?', '%']).unwrap_or(text.len());
    text[..end].contains('=')
}

/// What follows the `#` of an address that was percent-encoded, once or more. In the query of another
/// address it ends with its own value.
fn encoded(address: &str) -> Option<&str> {
    let (at, sign) = address.match_indices('%').find_map(|(at, _)| {
        let twice = address[at + 1..].trim_start_matches("25");
        twice
            .starts_with("23")
            .then(|| (at, address.len() - twice.len() + 2))
    })?;
    let rest = &address[sign..];
    let value = rest.split('&').next().unwrap_or_default();
    let wrapped = address[..at].contains('=') && !value.contains('=');
    Some(if wrapped { value } else { rest })
}

/// What a query may ask of any server; with a key that is ours alone it is ours too.
const COMMON: &str = "lang";

/// The query of an address, if one of its keys is ours alone, or the experiment inside of it: of an address that
/// it hands on, or a text whose signs are encoded.
fn query(address: &str) -> Option<String> {
    let (_, query) = address.split_once('?')?;
    let values = query.split('&').filter_map(|part| part.split_once('='));
    let mut handed_on = values.filter_map(|(_, value)| {
        let value = decoded_once(value)?;
        let inner = fragment(&value);
        (names_experiment(&inner) && (inner != value || value.starts_with("v="))).then_some(inner)
    });
    if let Some(inner) = handed_on.next() {
        return Some(inner);
    }
    ours(query)
}

/// The last part of an address's path, if one of its keys is ours alone: nobody names a file so, and a `#` was
/// lost. What its query asks stands behind.
fn path(address: &str) -> Option<String> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let (_, last) = path.trim_end_matches('/').rsplit_once('/')?;
    let found = ours(last)?;
    Some(match query {
        "" => found,
        query => format!("{found}&{query}"),
    })
}

/// A text one of whose keys is ours alone, as it is or with the signs of some or all parts decoded.
fn ours(text: &str) -> Option<String> {
    let parts: Vec<String> = text
        .split('&')
        .map(|part| match part.contains('=') {
            true => part.into(),
            false => decoded(part).unwrap_or_else(|| part.into()),
        })
        .collect();
    let parts = parts.join("&");
    if parts.split('&').any(is_ours) {
        return Some(parts);
    }
    let whole = decoded_once(&parts)?;
    whole.split('&').any(is_ours).then_some(whole)
}

fn decoded_once(text: &str) -> Option<String> {
    let decoded = percent_decode_str(text).decode_utf8().ok()?;
    Some(decoded.into_owned())
}

/// Whether a part of a text is a pair, of a key that is ours alone.
fn is_ours(part: &str) -> bool {
    part.split_once('=').is_some_and(|(key, _)| {
        let key = key.trim_start_matches("amp;");
        key != COMMON && (find(key).is_some() || VIEW_KEYS.contains(&key))
    })
}

/// Whether a text has a key of experiments, or says of which version it is.
fn names_experiment(text: &str) -> bool {
    text.split('&').any(|part| {
        part.split_once('=').is_some_and(|(key, _)| {
            let key = key.trim_start_matches("amp;");
            key == "v" || find(key).is_some()
        })
    })
}
