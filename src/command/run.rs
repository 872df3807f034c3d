//! `run`: train every lane of one experiment, in turn.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use censet::experiment::{self, Experiment, Settings};
use censet::trainer::EpochReport;

use super::data::{self, Loaded};
use super::kept::{Kept, keep};
use super::output::{Output, OutputFile};
use super::record::Record;
use super::saving::{self, INTERRUPTED, Saver};
use super::training::{Lane, digests, resumed, train};
use super::{measures, say, tell};

/// What `run` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The experiment's text, or the whole address of a page that shows it.
    experiment: Option<String>,
    /// The folder with the files of the dataset that the experiment names.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Write epochs.csv, centrality.csv, statistics.csv, experiment.txt and run.json into this folder.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// At the end write each lane's network into --out: network-<lane>.graphml for NetworkX and
    /// Gephi, or network-<lane>.csv, a list of its connections. May be given twice, for both.
    #[arg(long, value_enum, value_name = "FORMAT", requires = "out")]
    network: Vec<NetworkFormat>,
    #[command(flatten)]
    measures: measures::Arguments,
    /// Continue the run saved in this file. An experiment may be named too: the same, or the same
    /// with more epochs.
    #[arg(long, value_name = "FILE")]
    resume: Option<PathBuf>,
    /// Save the run into this file, at its end too. Ctrl-C always saves: if no file is named, into
    /// the one that was resumed, else run.save in --out, else a new file here.
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Save the run each time so many seconds have passed.
    #[arg(long, value_name = "SECONDS")]
    save_every: Option<u32>,
    /// Keep the run among others, as sweep does: in a folder of its own inside DIR, named by the
    /// experiment. What is finished there is not trained again, and what was stopped is continued:
    /// the run is saved every 30 seconds, or as --save-every says.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["out", "resume", "save"])]
    into: Option<PathBuf>,
}

/// How `run` writes a network.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum NetworkFormat {
    /// network-<lane>.graphml
    Graphml,
    /// network-<lane>.csv
    Edges,
}

/// Runs the experiment and prints one line an epoch, then one line a lane with its digest.
pub fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let asked = arguments.experiment.as_deref();
    let (folder, resumed_run) = (arguments.out.as_deref(), arguments.resume.is_some());
    arguments.measures.check(folder, resumed_run)?;
    if let Some(folder) = &arguments.into {
        let experiment = parse(asked.unwrap_or_default())?;
        return run_into(&experiment, folder, arguments);
    }
    let (experiment, saved) = match &arguments.resume {
        Some(file) => {
            let saved = saving::read(file)?;
            (continued(&saved.experiment, asked)?, saved.lanes)
        }
        None => (parse(asked.unwrap_or_default())?, Vec::new()),
    };
    warn_of_memory(&experiment);
    let Loaded { dataset, note } = data::load(&experiment, arguments.data.as_deref())?;
    let lanes = resumed(&experiment, saved, &dataset).map_err(|error| {
        let file = arguments.resume.as_deref().unwrap_or(Path::new(""));
        format!("{} {error}", file.display())
    })?;
    // Only now: a run that cannot start leaves the files of an earlier one alone.
    let mut out = arguments.out.as_deref().map(Output::create).transpose()?;
    say(&format!("experiment {experiment}"))?;
    let measures = arguments.measures.begin(arguments.out.as_deref())?;
    if let Some(out) = &mut out {
        out.experiment.write(&format!("{experiment}\n"))?;
        out.measures = measures;
    }

    let named = arguments.save.as_ref().or(arguments.resume.as_ref());
    let every = arguments.save_every;
    let mut saver = Saver::new(named.cloned(), arguments.out.as_deref(), every)?;
    // Without readers and without files, training would be for nobody.
    let leaves_files = arguments.out.is_some() || saver.has_file();
    let tell = if leaves_files { tell } else { say };
    let on_epoch = |report: &EpochReport, seconds| tell(&line(report, experiment.epochs, seconds));
    let (lanes, stopped) = train(
        &experiment,
        lanes,
        &dataset,
        out.as_mut(),
        &mut saver,
        on_epoch,
    )?;
    if stopped {
        let file = saver.save(&experiment, lanes.iter())?;
        eprintln!(
            "censet-lab: stopped; continue with --resume {}",
            file.display()
        );
        return Ok(ExitCode::from(INTERRUPTED));
    }
    if arguments.save.is_some() {
        saver.save(&experiment, lanes.iter())?;
    }
    if let Some(folder) = &arguments.out {
        write_networks(&lanes, &arguments.network, folder)?;
        Record::new(&lanes, note.as_deref()).write(folder)?;
    }
    say(digests(&experiment, &lanes).trim_end())?;
    Ok(ExitCode::SUCCESS)
}

/// Says what the experiment needs if that is much, before anything is made of it.
fn warn_of_memory(experiment: &Experiment) {
    let bytes = experiment.native_memory();
    if bytes >= 1e9 {
        eprintln!(
            "censet-lab: this needs about {:.1} GB of memory",
            bytes / 1e9
        );
    }
}

/// The lanes' networks as files. A lane's `:` would not do in a file's name everywhere.
fn write_networks(lanes: &[Lane], formats: &[NetworkFormat], folder: &Path) -> Result<(), String> {
    for trainer in lanes.iter().map(|lane| &lane.trainer) {
        let name = trainer.lane_name().replace(':', "-");
        for format in formats {
            let (ending, text) = match format {
                NetworkFormat::Graphml => ("graphml", trainer.network_file(|file| file.graphml())),
                NetworkFormat::Edges => ("csv", trainer.network_file(|file| file.edges_csv())),
            };
            let path = folder.join(format!("network-{name}.{ending}"));
            OutputFile::create(path)?.write(&text)?;
        }
    }
    Ok(())
}

/// Runs the experiment into its place among others, unless it is there.
fn run_into(
    experiment: &Experiment,
    folder: &Path,
    arguments: &Arguments,
) -> Result<ExitCode, String> {
    let images = || {
        let loaded = data::load(experiment, arguments.data.as_deref())?;
        tell(&format!("experiment {experiment}"))?;
        Ok(loaded)
    };
    let on_epoch = |report: &EpochReport, seconds| tell(&line(report, experiment.epochs, seconds));
    let digests = match keep(experiment, folder, images, arguments.save_every, on_epoch)? {
        Kept::Before(digests) => {
            say(&format!("finished already: {experiment}"))?;
            digests
        }
        Kept::Now { digests, .. } => digests,
        Kept::Busy => {
            say(&format!("another process is training {experiment}"))?;
            return Ok(ExitCode::SUCCESS);
        }
        Kept::Stopped => return Ok(ExitCode::from(INTERRUPTED)),
    };
    say(digests.trim_end())?;
    Ok(ExitCode::SUCCESS)
}

/// The experiment to go on with when `saved` is resumed: the same, or one that is asked for and has
/// more epochs.
fn continued(saved: &Experiment, asked: Option<&str>) -> Result<Experiment, String> {
    let Some(text) = asked else {
        return Ok(saved.clone());
    };
    let asked = parse(text)?;
    let mut same = Settings::clone(&asked);
    same.epochs = saved.epochs;
    if same != **saved {
        return Err(format!(
            "the saved run is of another experiment: it holds {saved}, and {asked} was asked for"
        ));
    }
    if asked.epochs < saved.epochs {
        return Err(format!(
            "epochs can only be raised: the saved run has {}, and {} were asked for",
            saved.epochs, asked.epochs
        ));
    }
    if !asked.continues(saved) {
        return Err(format!(
            "epochs = {}: what a lane of {saved} rewires depends on how many epochs there are in all, so \
             it cannot go on with more than {}",
            asked.epochs, saved.epochs
        ));
    }
    Ok(asked)
}

fn parse(text: &str) -> Result<Experiment, String> {
    let parsed = experiment::parse(text);
    if let Some(anchor) = parsed.anchor {
        return Err(format!(
            "{anchor:?} is no experiment: one looks like preset=described&epochs=10"
        ));
    }
    if !parsed.view.is_empty() {
        let keys: Vec<_> = parsed.view.iter().map(|(key, _)| key.as_str()).collect();
        eprintln!(
            "ignored, as they only change what the page shows: {}",
            keys.join(", ")
        );
    }
    parsed.experiment.map_err(|errors| {
        let lines: Vec<_> = errors.iter().map(|error| format!("\n  {error}")).collect();
        format!("this experiment cannot run:{}", lines.concat())
    })
}

/// One epoch in words and numbers.
fn line(report: &EpochReport, epochs: u32, seconds: f64) -> String {
    let EpochReport {
        lane,
        epoch,
        test_accuracy,
        connections,
        removed,
        grown,
        pruned_neurons,
        lc_mean,
        lc_std,
        ..
    } = report;
    let loss = report
        .train_loss
        .map_or("–".into(), |loss| format!("{loss:.4}"));
    format!(
        "{lane} epoch {epoch}/{epochs}: loss {loss}, accuracy {test_accuracy:.2} %, \
         {connections} connections (−{removed} +{grown}, {pruned_neurons} neurons pruned), \
         LC {lc_mean:.4} ± {lc_std:.4}, {seconds:.2} s"
    )
}
