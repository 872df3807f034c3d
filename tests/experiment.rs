//! The text of an experiment, as links and the command line use it.

use censet::dataset::SOURCES;
use censet::experiment::{
    Activation, Centrality, Count, Data, FIELDS, Grid, Lane, Preset, Scope, Settings, compose,
    parse,
};
use censet::rewiring::parameter::Domain;
use censet::rewiring::{METHODS, Value};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// A text that one field refuses, the field, the value it names, and a part of what it says.
#[rustfmt::skip]
const REFUSED: &[(&str, &str, &str, &str)] = &[
    ("v=2", "v", "2", "made for version 2 of the lab, and this is version 1"),
    ("v=0", "v", "0", "made for version 0"),
    ("v=one", "v", "one", "this is version 1"),
    ("v=", "v", "", "this is version 1"),
    ("v=1&v=1", "v", "1", "once only"),
    ("preset=paper", "preset", "paper", "demo, described or published"),
    ("preset=", "preset", "", "demo, described or published"),
    ("data=svhn", "data", "svhn", "garments, fashion"),
    ("data=files:0123456789abcdef", "data", "files:0123456789abcdef", "own files have a name"),
    ("train=0", "train", "0", "from 1 to 60000"),
    ("train=60001", "train", "60001", "from 1 to 60000"),
    ("train=ALL", "train", "ALL", "all, or a whole number"),
    ("test=10001", "test", "10001", "from 1 to 10000"),
    ("test=-1", "test", "-1", "all, or a whole number"),
    ("validation=0", "validation", "0", "none, or a whole number from 1 to 9999"),
    ("train=100&validation=100", "validation", "100", "from 1 to 99, as one of the 100 training images must be left"),
    ("train=1&validation=1", "validation", "1", "none: there is one training image"),
    ("validation=some", "validation", "some", "none, or a whole number"),
    ("side=16", "side", "16", "14 or 7"),
    ("side=", "side", "", "native"),
    ("hidden=", "hidden", "", "1 to 6 layers"),
    ("hidden=0", "hidden", "0", "1 to 6 layers"),
    ("hidden=16385", "hidden", "16385", "1 to 16384 neurons"),
    ("hidden=1-1-1-1-1-1-1", "hidden", "1-1-1-1-1-1-1", "1 to 6 layers"),
    ("hidden=256--100", "hidden", "256--100", "1 to 6 layers"),
    ("hidden=16384-16384&lanes=mlp", "hidden", "16384-16384", "at most 45000000 connections"),
    ("lanes=", "lanes", "", "the method is none of mlp, static, set, censet"),
    ("lanes=snfs", "lanes", "snfs", "the method is none of"),
    ("lanes=rigl:alpha=1.5", "lanes", "rigl:alpha=1.5", "alpha must be a number from 0 to 1"),
    ("lanes=rigl:zeta=0.1", "lanes", "rigl:zeta=0.1", "only lc, alpha, until"),
    ("lanes=accset:k=1", "lanes", "accset:k=1", "k"),
    ("lanes=set,", "lanes", "set,", "the method is none of"),
    ("lanes=set,set", "lanes", "set,set", "two lanes are both \"set\""),
    ("lanes=censet,censet:k=0.50&k=0.5", "lanes", "censet,censet:k=0.50", "both \"censet\""),
    ("lanes=mlp:k=1", "lanes", "mlp:k=1", "mlp has no setting \"k\""),
    ("lanes=set:scope=layer", "lanes", "set:scope=layer", "set has no setting \"scope\""),
    ("lanes=censet:zeta=0.1", "lanes", "censet:zeta=0.1", "censet has no setting \"zeta\""),
    ("lanes=censet:seed=2", "lanes", "censet:seed=2", "censet has no setting \"seed\""),
    ("lanes=censet:k=101", "lanes", "censet:k=101", "k must be a number from 0 to 100"),
    ("lanes=set:zeta=1.5", "lanes", "set:zeta=1.5", "zeta must be a number from 0 to 1"),
    ("lanes=static,mlp,set,censet,set:zeta=1", "lanes", "static,mlp,set,censet,set:zeta=1", "1 to 4"),
    ("epsilon=0", "epsilon", "0", "above 0, at most 10000"),
    ("epsilon=10000.1", "epsilon", "10000.1", "above 0, at most 10000"),
    ("epsilon=inf", "epsilon", "inf", "a number"),
    ("zeta=1.01", "zeta", "1.01", "from 0 to 1"),
    ("zeta=-0.1", "zeta", "-0.1", "from 0 to 1"),
    ("k=100.1", "k", "100.1", "from 0 to 100"),
    ("k=NaN", "k", "NaN", "a number"),
    ("k=%FF", "k", "%FF", "UTF-8"),
    ("lc=publish", "lc", "publish", "published"),
    ("lc=undirected", "lc", "undirected", "defined"),
    ("scope=all", "scope", "all", "global or layer"),
    ("act=tanh", "act", "tanh", "relu or srelu"),
    ("augment=true", "augment", "true", "0"),
    ("batch=0", "batch", "0", "from 1 to 10000"),
    ("batch=10001", "batch", "10001", "from 1 to 10000"),
    ("batch=1e2", "batch", "1e2", "a whole number"),
    ("lr=0", "lr", "0", "above 0, at most 10"),
    ("lr=10.5", "lr", "10.5", "above 0, at most 10"),
    ("lr=+0.1", "lr", "+0.1", "a number"),
    ("lr=0x1", "lr", "0x1", "a number"),
    ("lr=0,01", "lr", "0,01", "a number"),
    ("momentum=1", "momentum", "1", "from 0 to below 1"),
    ("momentum=0.%205", "momentum", "0. 5", "U+0020 in it is a space"),
    ("momentum=0.99999999", "momentum", "0.99999999", "rounded to the 32 bits that are used, it is 1"),
    ("momentum=1e-46", "momentum", "1e-46", "rounded to the 32 bits that are used, it is 0"),
    ("lr=1e-46", "lr", "1e-46", "rounded to the 32 bits that are used, it is 0"),
    ("dropout=0.91", "dropout", "0.91", "from 0 to 0.9"),
    ("epochs=0", "epochs", "0", "from 1 to 10000"),
    ("epochs=10001", "epochs", "10001", "from 1 to 10000"),
    ("epochs=1_000", "epochs", "1_000", "a whole number"),
    ("seed=4294967296", "seed", "4294967296", "from 0 to 4294967295"),
    ("seed=-1", "seed", "-1", "a whole number"),
    ("seed=1&seed=1", "seed", "1", "once only"),
    ("seed=1&seed", "seed", "", "needs =value"),
    ("seed=1#epochs=3", "seed", "1#epochs=3", "a whole number"),
    ("Seed=1", "Seed", "1", "did you mean seed?"),
    ("eps=20", "eps", "20", "did you mean epsilon?"),
    ("xyzzy=%3Cb%3E", "xyzzy", "<b>", "the keys are preset, data"),
    ("hide=a&hide=b", "hide", "b", "once only"),
];

#[test]
fn each_bad_text_gets_one_error_at_its_field() {
    for &(text, field, value, says) in REFUSED {
        let parsed = parse(text);
        let errors = parsed.experiment.expect_err(text);
        let [error] = &errors[..] else {
            panic!("{text}: {errors:?}");
        };
        assert_eq!((&*error.field, &*error.value), (field, value), "{text}");
        assert!(error.allowed.contains(says), "{text}: {error}");
        let shown = parsed.values.iter().find(|(key, _)| *key == field);
        assert!(shown.is_none_or(|(_, shown)| shown == value), "{text}");
    }
}

#[test]
fn each_key_has_a_bad_text() {
    for key in FIELDS.iter().map(|field| field.key).chain(["v"]) {
        assert!(REFUSED.iter().any(|row| row.1 == key), "{key}");
    }
}

#[test]
fn every_error_of_a_text_is_reported() {
    let text = "foo=1&seed=x&lr=0&v=3&hidden=1-&data=svhn&embed=1";
    let errors = parse(text).experiment.unwrap_err();
    let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(fields, ["v", "data", "hidden", "lr", "seed", "foo"]);
}

#[test]
fn both_ends_of_every_bound_are_allowed() {
    for text in [
        "train=1&test=1&side=7&hidden=1&lanes=static&epsilon=1e-300&zeta=0&k=0&batch=1&lr=1.4e-45\
         &momentum=0&dropout=0&epochs=1&seed=0",
        "train=60000&test=10000&side=28&hidden=16384&lanes=set&epsilon=10000&zeta=1&k=100\
         &batch=10000&lr=10&momentum=0.999&dropout=0.9&epochs=10000&seed=4294967295",
    ] {
        let experiment = parse(text).experiment.unwrap();
        assert_eq!(parse(&experiment.to_string()).experiment, Ok(experiment));
    }
}

#[test]
fn every_choice_on_offer_is_accepted() {
    for field in FIELDS.iter() {
        for choice in &field.choices {
            let text = compose([(field.key, *choice)]);
            assert!(parse(&text).experiment.is_ok(), "{text}");
        }
    }
}

/// A lane of any method, with or without a value of its own for each key that it may set.
fn lane() -> impl Strategy<Value = Lane> {
    let number = option::of(prop_oneof![Just(0.05), Just(0.5), 0.0..=1.0]);
    let lc = option::of(select(&Centrality::ALL[..]));
    let scope = option::of(select(&Scope::ALL[..]));
    let own = (number.clone(), number, lc, scope);
    let parameters = prop::collection::vec(option::of((0.001..=1.0, 0usize..6)), 4);
    (select(METHODS), own, parameters).prop_map(|(method, (k, zeta, lc, scope), parameters)| {
        let sets = |key: &str| method.keys.contains(&key);
        let own = method.parameters.iter().copied().zip(parameters);
        let own = own.filter_map(|(parameter, drawn)| {
            let (number, word) = drawn?;
            let value = match parameter.domain {
                Domain::Number { .. } => Value::Number(number),
                Domain::Choice(words) => Value::Choice(words[word % words.len()]),
            };
            Some((parameter, value))
        });
        Lane {
            method,
            k: k.filter(|_| sets("k")),
            zeta: zeta.filter(|_| sets("zeta")),
            lc: lc.filter(|_| sets("lc")),
            scope: scope.filter(|_| sets("scope")),
            own: own.collect(),
        }
    })
}

fn count(most: u32) -> impl Strategy<Value = Count> {
    prop_oneof![
        Just(Count::All),
        Just(Count::First(most)),
        (1..=most).prop_map(Count::First)
    ]
}

/// The values of a preset, on its own images or others.
fn base() -> impl Strategy<Value = Settings> {
    let sources = SOURCES.iter().map(|&source| Data::Source(source));
    let own = [
        "files:28x28-10-500-100-0000001f-89abcdef",
        "files:5x5-2-7-3-00000001-00000002-00000003-00000004",
    ];
    let own = own.map(|name| Data::read(name).unwrap());
    let data = option::of(select(sources.chain(own).collect::<Vec<_>>()));
    (select(&Preset::ALL[..]), data).prop_map(|(preset, data)| preset.settings(data))
}

prop_compose! {
    /// Settings within their bounds; lanes may be equal and networks too large.
    fn settings()(base in base())(
        (train, test) in (count(base.data.images().0), count(base.data.images().1)),
        side in option::of(select(base.data.sides())),
        hidden in prop::collection::vec(1..=2_000_u32, 1..=6),
        lanes in prop::collection::vec(lane(), 1..=4),
        (epsilon, zeta, k) in (1e-9..1e4, prop_oneof![Just(0.05), 0.0..=1.0], 0.0..=100.0),
        (lc, scope) in (select(&Centrality::ALL[..]), select(&Scope::ALL[..])),
        (act, augment) in (select(&Activation::ALL[..]), any::<bool>()),
        (batch, epochs, seed) in (1..=10_000_u32, 1..=10_000_u32, any::<u32>()),
        (lr, momentum, dropout) in (1e-12..=10.0, 0.0..1.0, prop_oneof![Just(-0.0), 0.0..=0.9]),
        held in option::of(any::<u32>()),
        keep in any::<[bool; 7]>(),
        base in Just(base),
    ) -> Settings {
        let mut settings = Settings {
            train: if keep[0] { base.train } else { train },
            test: if keep[1] { base.test } else { test },
            hidden: if keep[2] { base.hidden } else { hidden },
            lanes: if keep[3] { base.lanes } else { lanes },
            epsilon: if keep[4] { base.epsilon } else { epsilon },
            k: if keep[5] { base.k } else { k },
            lc: if keep[6] { base.lc } else { lc },
            side, zeta, scope, act, augment, batch, epochs, seed, lr, momentum, dropout,
            ..base
        };
        // At least one image is left to learn from.
        let most = settings.images().0 - 1;
        settings.validation = held.filter(|_| most > 0).map(|held| 1 + held % most);
        settings
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn canonical_text_parses_back_to_the_same_experiment(settings in settings()) {
        match settings.check() {
            Err(errors) => {
                for error in errors {
                    prop_assert!(["lanes", "hidden"].contains(&&*error.field), "{error}");
                }
                // Others take its place, so that as many as are asked for can run.
                prop_assume!(false);
            }
            Ok(experiment) => {
                let text = experiment.to_string();
                prop_assert!(text.starts_with("v=1"));
                let parsed = parse(&text);
                prop_assert_eq!(parsed.experiment.as_ref(), Ok(&experiment));
                prop_assert_eq!(parsed.experiment.unwrap().to_string(), text);
                // The form's values say the same, though they leave nothing out.
                let values = parsed.values.iter().map(|(key, value)| (*key, value.as_str()));
                prop_assert_eq!(parse(&compose(values)).experiment, Ok(experiment));
            }
        }
    }

    #[test]
    fn arbitrary_text_never_panics(text in any::<String>()) {
        parse(&text);
    }

    #[test]
    fn text_much_like_an_experiment_never_panics(
        pairs in prop::collection::vec((
            prop_oneof![
                prop::sample::select(FIELDS.iter().map(|field| field.key).collect::<Vec<_>>()),
                prop::sample::select(vec!["v", "expect", "foo", ""]),
            ],
            "[#&=:,%0-9a-f.eE+-]{0,12}|(mlp|static|set|censet|accset|,|:|=|k|zeta|lc|scope|defined|published|layer|1|-){1,8}\
             |all|[0-9]{1,5}|demo|described|published|defined|garments|fashion|cifar10|native|srelu",
        ), 0..6),
    ) {
        let pairs: Vec<String> = pairs.iter().map(|(key, value)| format!("{key}={value}")).collect();
        match parse(&pairs.join("&")).experiment {
            Ok(experiment) => {
                let again = parse(&experiment.to_string());
                prop_assert_eq!(again.experiment, Ok(experiment));
            }
            Err(errors) => {
                let mut fields: Vec<_> = errors.iter().map(|error| &error.field).collect();
                fields.sort();
                fields.dedup();
                prop_assert!(!errors.is_empty());
                prop_assert_eq!(fields.len(), errors.len(), "one error a field");
            }
        }
    }

    #[test]
    fn what_is_typed_arrives_as_typed(value in any::<String>()) {
        let errors = parse(&compose([("epochs", value.as_str())])).experiment.err();
        // Spaces around it are none of it.
        prop_assert!(errors.is_none_or(|errors| errors[0].value == value.trim()));
    }
}

#[test]
fn a_text_beyond_every_need_is_refused_at_once() {
    let text: String = (0..100_000).map(|i| format!("key{i}=1&")).collect();
    let errors = parse(&text).experiment.unwrap_err();
    assert_eq!(errors.len(), 1);
    assert!(errors[0].allowed.contains("at most 8192 bytes"));
    assert!(errors[0].value.len() < 100);
}

#[test]
fn numbers_are_checked_as_they_are_used() {
    for (text, fits) in [
        ("momentum=0.9999999", true),
        ("momentum=0.99999998", false),
        ("momentum=-1e-50", false),
        ("lr=1e-45", true),
        ("lr=7e-46", false),
        ("lr=10", true),
        ("lr=10.0000000001", false),
    ] {
        assert_eq!(parse(text).experiment.is_ok(), fits, "{text}");
    }
}

/// The same experiment, whatever mail, chats and shells have made of its link; a grid too.
#[test]
fn a_mangled_link_is_the_same_experiment_or_refused() {
    let right = parse("v=1&preset=described&lanes=mlp&epochs=1")
        .experiment
        .unwrap();
    for link in [
        "http://127.0.0.1:8000/%23v=1&preset=described&lanes=mlp&epochs=1",
        "http://127.0.0.1:8000/?v=1&preset=described&lanes=mlp&epochs=1",
        "https://example.org/#v%3D1%26preset%3Ddescribed%26lanes%3Dmlp%26epochs%3D1",
        "v=1&amp;preset=described&amp;lanes=mlp&amp;epochs=1",
        "v=1&preset=described&lanes=mlp&epochs=1&utm_source=chat&fbclid=x:~:text=SET",
        "\u{feff}v=1&preset=described&lanes=%20mlp%20&epochs=1\r\n",
    ] {
        let parsed = parse(link);
        assert_eq!(parsed.experiment.as_ref(), Ok(&right), "{link}");
        assert_eq!(
            Grid::parse(link).unwrap().experiments(),
            std::slice::from_ref(&right),
            "{link}"
        );
    }
    // What is cut off or garbled is never a smaller experiment.
    for link in [
        "http://127.0.0.1:8000/%23v=1%26preset%3Ddescribed",
        "v=1&preset=described&lanes=mlp,s…",
        "v=1&preset=described&lanes",
        "v=1;preset=described",
        "https://example.org/?seed=1&colour=red",
    ] {
        assert!(parse(link).experiment.is_err(), "{link}");
    }
    let grid = Grid::parse("#k=0.5|1|2&lanes=censet").unwrap();
    assert_eq!(
        Grid::parse("#k=0.5%7C1%7C2&lanes=censet").as_ref(),
        Ok(&grid)
    );
}
