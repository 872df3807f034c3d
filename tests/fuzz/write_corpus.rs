//! Writes the saved runs of the corpus, a lane of each kind, each at another moment; and the wiring over
//! time of each.

mod parsers;

use std::fs;
use std::path::Path;

use censet::experiment::parse;
use censet::save;
use censet::timeline::{Difference, Timeline};
use censet::trainer::{History, Trainer};

const LANES: [(&str, usize); 7] = [
    ("lanes=set&preset=published&augment=0&epochs=2", 5),
    ("lanes=censet:scope=layer&act=srelu&epochs=3", 12),
    ("lanes=accset&epochs=2&lc=published", 13),
    ("lanes=accset&validation=15&epochs=2", 13),
    ("lanes=mlp&act=srelu&epochs=1", 3),
    ("lanes=static&epochs=1", 40),
    ("lanes=censet&epochs=2", 40),
];

fn main() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let write = |target: &str, name: &str, bytes: &[u8]| {
        let folder = corpus.join(target);
        fs::create_dir_all(&folder).expect("a folder for the corpus");
        fs::write(folder.join(name), bytes).expect("a file of the corpus");
    };
    for (text, steps) in LANES {
        let text = format!(
            "{}&hidden=6-5&epsilon=2&batch=15&k=0.3&{text}",
            parsers::IMAGES
        );
        let experiment = parse(&text).experiment.expect("a valid experiment");
        let mut trainer = Trainer::new(experiment.clone(), 0, parsers::dataset());
        let mut history = History::default();
        let mut wiring = Timeline::new(&parsers::WIRED);
        let mut changes = Vec::new();
        for _ in 0..steps {
            if let Some(report) = trainer.advance().report {
                history.record(&trainer, report);
                let (network, scores) = (trainer.network(), trainer.scores());
                let difference = match history.epochs().len() {
                    1 => Difference::start(network),
                    _ => Difference::of(network, &scores.removed, &scores.grown),
                };
                wiring.add(&difference).expect("what an epoch changed");
                changes = difference.encode();
            }
        }
        let lane = save::lane(&trainer, &history).unwrap();
        let run = save::run(&experiment, [lane.as_slice()]).unwrap();
        let name = experiment.lane_name(0).replace([':', '='], "-");
        let name = format!("{name}-{:?}", trainer.phase()).to_lowercase();
        for (kind, bytes) in [("lane", &lane), ("run", &run)] {
            write("saved_run", &format!("{name}.{kind}"), bytes);
        }
        write("wiring", &format!("{name}.time"), &wiring.save());
        write("wiring", &format!("{name}.epoch"), &changes);
    }
}
