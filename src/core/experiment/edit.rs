//! Changes in a text that a person is working on, without reading more into it than there is.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::link::Link;
use super::{Lane, VERSION, VIEW_KEYS};

/// What a value may not hold as it stands. The rest of the grammar's own signs stay legible.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'@')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b',')
    .remove(b':')
    .remove(b'=');

/// Writes keys and their values, as typed into a form, as one text for [`super::parse()`]. Signs that
/// would end a value are percent-encoded, so what was typed arrives as it was typed.
///
/// ```
/// use censet::experiment::{compose, parse};
///
/// let text = compose([("lanes", "set,censet:k=1"), ("seed", "1&2")]);
/// assert_eq!(text, "v=1&lanes=set,censet:k=1&seed=1%262");
/// assert_eq!(parse(&text).experiment.unwrap_err()[0].value, "1&2");
/// ```
pub fn compose<'a>(values: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut text = format!("v={VERSION}");
    for (key, value) in values {
        text.extend(["&", &pair(key, value)]);
    }
    text
}

/// The text with `key` set to `value`, or without `key` if there is none. All else stays as it
/// stands, mistakes included; but another preset is a fresh start with its own values, and of the
/// old text only what concerns the page stays.
///
/// ```
/// use censet::experiment::edit;
///
/// let text = "seed=1&seed=2&k=much&hide=form";
/// assert_eq!(edit(text, "seed", Some("3")), "seed=3&k=much&hide=form");
/// assert_eq!(edit(text, "k", None), "seed=1&seed=2&hide=form");
/// assert_eq!(edit(text, "lr", Some("1&2")), "seed=1&seed=2&k=much&hide=form&lr=1%262");
/// assert_eq!(edit(text, "preset", Some("described")), "hide=form&preset=described");
/// ```
pub fn edit(text: &str, key: &str, value: Option<&str>) -> String {
    let mut new = value.map(|value| pair(key, value));
    let mut parts = Vec::new();
    let Link { text, .. } = Link::read(text);
    for part in text.split('&').filter(|part| !part.is_empty()) {
        let of = part.split_once('=').map_or(part, |(key, _)| key).trim();
        if of == key {
            parts.extend(new.take());
        } else if key != "preset" || VIEW_KEYS.contains(&of) {
            parts.push(part.to_string());
        }
    }
    parts.extend(new);
    parts.join("&")
}

/// The text with `k` or `zeta` changed for one lane of its experiment: the key itself where it
/// concerns that lane alone, else the lane's own value. A text that cannot run stays as it is.
///
/// ```
/// use censet::experiment::edit_lane;
///
/// assert_eq!(edit_lane("v=1&seed=2", 1, "k", 1.5), "v=1&seed=2&k=1.5");
/// let text = "lanes=censet:k=1,censet,set&hide=form";
/// assert_eq!(edit_lane(text, 0, "k", 2.0), "lanes=censet:k=2,censet,set&hide=form");
/// assert_eq!(edit_lane(text, 2, "zeta", 0.1), "lanes=censet:k=1,censet,set&hide=form&zeta=0.1");
/// ```
pub fn edit_lane(text: &str, lane: usize, key: &str, value: f64) -> String {
    let Ok(experiment) = super::parse(text).experiment else {
        return text.into();
    };
    let mut lanes = experiment.lanes.clone();
    let own = |lane: &Lane| match key {
        "k" => lane.k,
        "zeta" => lane.zeta,
        _ => panic!("{key} is no threshold of a lane"),
    };
    let others = lanes.iter().enumerate().filter(|&(i, _)| i != lane);
    let concerned = |lane: &Lane| lane.method.keys.contains(&key) && own(lane).is_none();
    let alone = !others.into_iter().any(|(_, lane)| concerned(lane));
    if alone && concerned(&lanes[lane]) {
        return edit(text, key, Some(&value.to_string()));
    }
    match key {
        "k" => lanes[lane].k = Some(value),
        _ => lanes[lane].zeta = Some(value),
    }
    let lanes: Vec<String> = lanes.iter().map(Lane::to_string).collect();
    edit(text, "lanes", Some(&lanes.join(",")))
}

fn pair(key: &str, value: &str) -> String {
    format!("{key}={}", utf8_percent_encode(value, ESCAPED))
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn what_is_wrong_elsewhere_stays_wrong() {
        let text = "seed=1&seed=2&__proto__=3&x&k=1";
        let fields = |text: &str| -> Vec<String> {
            let errors = parse(text).experiment.unwrap_err();
            errors.into_iter().map(|error| error.field).collect()
        };
        assert_eq!(fields(text), ["seed", "x", "__proto__"]);
        let text = edit(text, "k", Some("2"));
        assert_eq!(fields(&text), ["seed", "x", "__proto__"]);
        let text = edit(&edit(&text, "x", None), "__proto__", None);
        assert_eq!(text, "seed=1&seed=2&k=2");
        assert_eq!(
            parse(&edit(&text, "seed", Some("7")))
                .experiment
                .unwrap()
                .seed,
            7
        );
    }

    /// As the page makes its address.
    #[test]
    fn what_is_asked_of_the_page_reads_back() {
        let parsed = parse("epochs=3&hide=a%20b%26c&lesson=ä");
        let canonical = parsed.experiment.as_ref().unwrap().to_string();
        let add = |text: String, (key, value): &(String, String)| edit(&text, key, Some(value));
        let text = parsed.view.iter().fold(canonical, add);
        assert_eq!(text, "v=1&epochs=3&hide=a%20b%26c&lesson=%C3%A4");
        assert_eq!(parse(&text), parsed);
    }
}
