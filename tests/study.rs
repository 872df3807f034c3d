//! A study: rules over paired seeds, trained once, compared, and gone on with elsewhere.

use std::fs;
use std::path::Path;
use std::process::Command;

use censet::search::Paired;
use serde_json::Value;

const RUNS: &str = "v=1&train=300&test=200&side=7&hidden=12-10&epsilon=3";

/// A plan of two rules, three seeds, and a tuning of two settings.
fn plan(lanes: &str) -> String {
    format!(
        r#"{{
            "rules": [{{"id": "a", "title": "Rule A"}}, {{"id": "b", "title": "Rule B"}}],
            "comparisons": [{{"rule": "b", "against": "a"}}],
            "tunings": [{{"id": "zeta", "grid": "{RUNS}&epochs=2&validation=100&seed=1|2&lanes=set:zeta=0.1|0.5"}}],
            "regimes": [{{"id": "small", "title": "Small", "experiment": "{RUNS}&epochs=3", "seeds": 3, "lanes": {lanes}}}]
        }}"#
    )
}

const LANES: &str = r#"[{"rule": "a", "lane": "set"}, {"rule": "b", "lane": "movement:zeta=0.3"}]"#;

/// Runs `study`; its standard output, or what it said went wrong.
fn study(plan: &Path, out: &Path, more: &[&str]) -> Result<String, String> {
    let output = Command::new(env!("CARGO_BIN_EXE_censet-lab"))
        .args(["study", "--jobs", "2", "--plan"])
        .arg(plan)
        .arg("--out")
        .arg(out)
        .args(more)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    match output.status.success() {
        true => Ok(text(output.stdout)),
        false => Err(text(output.stderr)),
    }
}

fn studied(out: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(out.join("studied.json")).unwrap()).unwrap()
}

fn numbers(values: &Value) -> Vec<f64> {
    let values = values.as_array().unwrap().iter();
    values.map(|value| value.as_f64().unwrap()).collect()
}

#[test]
fn rules_are_compared_over_the_seeds_that_both_have_and_nothing_is_trained_twice() {
    let folder = tempfile::tempdir().unwrap();
    let (file, out) = (folder.path().join("plan.json"), folder.path().join("out"));
    fs::write(&file, plan(LANES)).unwrap();
    // A part first, of two seeds: the other is none of what is known.
    let said = study(&file, &out, &["--part", "small", "--seeds", "2"]).unwrap();
    assert!(said.starts_with("4 runs, 0 of them finished"), "{said}");
    assert_eq!(studied(&out)["comparisons"][0]["pairs"], 2);
    let said = study(&file, &out, &[]).unwrap();
    assert!(said.starts_with("10 runs, 4 of them finished"), "{said}");
    let found = studied(&out);
    let (a, b) = (&found["results"][0], &found["results"][1]);
    assert_eq!((&a["rule"], &b["rule"]), (&"a".into(), &"b".into()));
    let pairs = numbers(&b["accuracy"])
        .into_iter()
        .zip(numbers(&a["accuracy"]));
    let differences: Vec<f64> = pairs.map(|(b, a)| b - a).collect();
    let expected = Paired::of(&differences).unwrap();
    let compared = &found["comparisons"][0];
    assert_eq!(
        (&compared["rule"], &compared["against"]),
        (&"b".into(), &"a".into())
    );
    assert_eq!(compared["mean"].as_f64(), Some(expected.mean));
    assert_eq!(compared["high"].as_f64(), Some(expected.high));
    assert_eq!(compared["p"].as_f64(), Some(expected.p));
    assert!(said.contains("Rule B  Rule A"), "{said}");
    // The tuning: what was tried, the best first, by the images that are held back.
    let tried = found["tunings"].as_array().unwrap();
    let means: Vec<f64> = tried
        .iter()
        .map(|setting| numbers(&setting["validation"]).iter().sum::<f64>())
        .collect();
    assert_eq!(means.len(), 2);
    assert!(means[0] >= means[1]);
    // Elsewhere, with what is known, nothing is trained and nothing lost.
    let (known, elsewhere) = (out.join("studied.json"), folder.path().join("elsewhere"));
    let said = study(&file, &elsewhere, &["--known", known.to_str().unwrap()]).unwrap();
    assert!(said.starts_with("10 runs, 10 of them finished"), "{said}");
    assert_eq!(
        fs::read(&known).unwrap(),
        fs::read(elsewhere.join("studied.json")).unwrap()
    );
}

#[test]
fn networks_lose_their_neurons_once_and_the_study_keeps_what_was_found() {
    let folder = tempfile::tempdir().unwrap();
    let (file, out) = (folder.path().join("plan.json"), folder.path().join("out"));
    let part = format!(
        r#""importance": [{{"id": "hubs", "title": "Hubs", "experiment": "{RUNS}&epochs=2&lanes=set:zeta=0.1,mlp", "seeds": 2}}], "rules""#
    );
    fs::write(&file, plan(LANES).replace("\"rules\"", &part)).unwrap();
    let said = study(&file, &out, &["--part", "hubs"]).unwrap();
    assert!(said.starts_with("2 runs, 0 of them finished"), "{said}");
    assert!(said.contains("hubs: Hubs, 2 runs"), "{said}");
    assert!(said.contains("\nset:zeta=0.1 "), "{said}");

    // What is kept is what the two commands write, which anybody can start.
    let text = format!("{RUNS}&epochs=2&lanes=set:zeta=0.1,mlp&seed=2");
    let censet_lab = |args: &[&str], folder: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_censet-lab"));
        let status = command
            .args(args)
            .arg("--out")
            .arg(folder)
            .output()
            .unwrap();
        assert!(status.status.success());
    };
    let (run, look) = (folder.path().join("run"), folder.path().join("look"));
    censet_lab(&["run", &text, "--network", "safetensors"], &run);
    let network = run.join("network-set-zeta=0.1.safetensors");
    censet_lab(
        &["look", network.to_str().unwrap(), "--measure", "knockout"],
        &look,
    );
    let table = fs::read_to_string(look.join("spearman.csv")).unwrap();
    let line = table
        .lines()
        .find(|line| line.contains(",hidden,lc,"))
        .unwrap();
    let cells: Vec<&str> = line.split(',').collect();
    let found = studied(&out);
    let found = found["importance"].as_object().unwrap();
    assert_eq!(found.len(), 2);
    let (_, lanes) = found
        .iter()
        .find(|(text, _)| text.contains("seed=2"))
        .unwrap();
    assert_eq!(lanes[0]["lane"], "set:zeta=0.1");
    for (i, cell) in cells[5..].iter().enumerate() {
        assert_eq!(
            lanes[0]["rho"]["hidden"]["lc"][i].as_f64(),
            cell.parse().ok()
        );
    }
    // Half of the accuracy, by hand, of the order that begins with the most central.
    let table = fs::read_to_string(look.join("attack.csv")).unwrap();
    let curve: Vec<(f64, f64)> = table
        .lines()
        .map(|line| line.split(',').collect::<Vec<_>>())
        .filter(|cells| cells[2] == "most")
        .map(|cells| (cells[4].parse().unwrap(), cells[5].parse().unwrap()))
        .collect();
    let gone = curve
        .iter()
        .find(|(_, accuracy)| *accuracy <= curve[0].1 / 2.0);
    let last = curve.last().unwrap();
    let gone = 100.0 * gone.unwrap_or(last).0 / last.0;
    assert_eq!(lanes[0]["half"]["most"].as_f64(), Some(gone));
    // A dense network's neurons all have the same degree, which then ranks none.
    assert!(lanes[1]["rho"]["1"]["degree"][0].is_null());

    // Nothing is measured twice, here or elsewhere.
    let (known, elsewhere) = (out.join("studied.json"), folder.path().join("elsewhere"));
    let more = ["--part", "hubs", "--known", known.to_str().unwrap()];
    let said = study(&file, &elsewhere, &more).unwrap();
    assert!(said.starts_with("2 runs, 2 of them finished"), "{said}");
    let kept = fs::read(elsewhere.join("studied.json")).unwrap();
    assert_eq!(fs::read(&known).unwrap(), kept);
    assert!(
        !elsewhere.join("importance").exists(),
        "nothing was trained there"
    );
    // What is on the disk is found again, read anew: half of 80 is lost when 6 of 22 are gone, and of 10 never.
    let place = fs::read_dir(out.join("importance")).unwrap().next();
    let place = place.unwrap().unwrap().path();
    let written = fs::metadata(place.join("run.json")).unwrap().modified();
    let curve = |lane: &str, order: &str, accuracy: [u32; 3]| {
        let [whole, less, none] = accuracy;
        let line = |removed, accuracy| format!("{lane},0,{order},1,{removed},{accuracy}\n");
        line(0, whole) + &line(6, less) + &line(22, none)
    };
    let attack = "lane,epoch,order,draw,removed,accuracy\n".to_owned()
        + &["most", "least", "random"]
            .map(|order| {
                curve("set-zeta-0.1", order, [80, 40, 10]) + &curve("mlp", order, [10, 10, 10])
            })
            .concat();
    fs::write(place.join("look").join("attack.csv"), attack).unwrap();
    fs::remove_file(&known).unwrap();
    let said = study(&file, &out, &["--part", "hubs"]).unwrap();
    assert!(said.starts_with("2 runs, 2 of them finished"), "{said}");
    assert_eq!(
        fs::metadata(place.join("run.json"))
            .unwrap()
            .modified()
            .unwrap(),
        written.unwrap(),
        "it was not trained again"
    );
    let found = studied(&out);
    let runs = found["importance"].as_object().unwrap().values();
    let halves: Vec<_> = runs.map(|run| (&run[0]["half"], &run[1]["half"])).collect();
    assert!(
        halves.iter().any(|(set, mlp)| {
            set["most"].as_f64() == Some(100.0 * 6.0 / 22.0) && mlp["most"] == 100.0
        }),
        "{halves:?}"
    );
    // What is no such folder is named, with what helps.
    fs::remove_file(&known).unwrap();
    let spearman = place.join("look").join("spearman.csv");
    let whole = fs::read_to_string(&spearman).unwrap();
    let lines = whole
        .lines()
        .filter(|line| !line.contains("hidden,strength"));
    fs::write(&spearman, lines.collect::<Vec<_>>().join("\n")).unwrap();
    let said = study(&file, &out, &["--part", "hubs"]).unwrap_err();
    assert!(
        said.contains("is damaged. Remove ") && said.contains("measured again"),
        "{said}"
    );
    fs::write(&spearman, whole).unwrap();
    let record = place.join("run.json");
    let kept = fs::read_to_string(&record).unwrap();
    fs::write(&record, kept.replace("train=300", "train=301")).unwrap();
    let said = study(&file, &out, &["--part", "hubs"]).unwrap_err();
    assert!(said.contains("holds another experiment than "), "{said}");
    fs::write(&record, kept).unwrap();
    study(&file, &out, &["--part", "hubs"]).unwrap();
    // Another part leaves it where it is.
    study(&file, &out, &["--part", "zeta"]).unwrap();
    assert_eq!(studied(&out)["importance"].as_object().unwrap().len(), 2);
    assert_eq!(studied(&out)["runs"].as_object().unwrap().len(), 4);
}

#[test]
fn a_plan_that_cannot_be_carried_out_is_refused_with_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let (file, out) = (folder.path().join("plan.json"), folder.path().join("out"));
    let refused = |text: &str, more: &[&str]| {
        fs::write(&file, text).unwrap();
        study(&file, &out, more).unwrap_err()
    };
    for (text, why) in [
        ("{", "EOF"),
        (
            &plan(r#"[{"rule": "c", "lane": "set"}]"#),
            "rule \"c\" is not among its rules",
        ),
        (
            &plan(r#"[{"rule": "a", "lane": "sett"}]"#),
            "regime \"small\": lanes",
        ),
        (
            &plan(r#"[{"rule": "a", "lane": "set,mlp"}]"#),
            "more than one network",
        ),
        (
            &plan(LANES).replace("\"zeta\"", "\"small\""),
            "id \"small\" is there twice",
        ),
        (
            &plan(LANES).replace("\"id\": \"b\"", "\"id\": \"a\""),
            "rule \"a\" is there twice",
        ),
        (
            &plan(&LANES.replace("\"b\"", "\"a\"")),
            "regime \"small\": rule \"a\" is there twice",
        ),
        (
            &plan(&LANES.replace("zeta=0.3", "zeta=0.3&lr=0.5")),
            "belongs into its experiment",
        ),
        (
            &plan(LANES).replace("\"seeds\": 3", "\"seeds\": 0"),
            "a whole number from 1 to 1000",
        ),
        (
            &plan(LANES).replace("&validation=100", "&validation=100|50"),
            "differs from the others in more than network and seed",
        ),
        (
            &plan(LANES).replace("&validation=100", ""),
            "holds no images back",
        ),
        (&plan(LANES).replace("0.1|0.5", "2"), "tuning \"zeta\": "),
        (
            &plan(LANES).replace("\"seeds\": 3", "\"seed\": 3"),
            "unknown field `seed`",
        ),
        (
            &plan(LANES).replace("\"comparisons\"", "\"comparison\""),
            "unknown field `comparison`",
        ),
    ] {
        let said = refused(text, &[]);
        assert!(said.contains(why), "{said}");
        assert!(said.contains("plan.json"), "{said}");
    }
    let said = refused(&plan(LANES), &["--part", "large"]);
    assert!(
        said.contains("--part large: the parts of the plan are zeta, small"),
        "{said}"
    );
    let said = refused(&plan(LANES), &["--known", file.to_str().unwrap()]);
    assert!(said.contains("--known"), "{said}");
    assert!(!out.exists(), "nothing was begun");
}

#[test]
fn the_programs_own_plan_can_be_carried_out() {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_censet-lab"))
        .args(["study", "--only-compare", "--out"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(output.status.success());
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains(" runs, 0 of them finished"), "{said}");
    assert!(!said.starts_with("0 runs"), "{said}");
}
