//! `run`: train every lane of one experiment, in turn.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use censet::experiment::{self, Experiment, Settings};
use censet::trainer::{EpochReport, Validation};

use super::data::{self, Loaded};
use super::kept::{How, Kept, keep};
use super::output::{self, Output};
use super::record::Record;
use super::saving::{self, INTERRUPTED, Saver};
use super::training::{Training, digests, resumed};
use super::{BUSY, brief, measures, networks, refuse_nothing, say, tell, tell_of_passed, text};

/// What `run` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The experiment's text, or the whole address of a page that shows it.
    experiment: Option<OsString>,
    /// The folder with the files of the dataset that the experiment names, or one of these files; may be
    /// repeated. With data=files in the experiment, images and labels of your own.
    #[arg(long, value_name = "DIR")]
    data: Vec<PathBuf>,
    /// Write epochs.csv, centrality.csv, statistics.csv, experiment.txt and run.json into this folder.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Remove the files of another run that --out holds.
    #[arg(long, requires = "out", conflicts_with = "resume")]
    force: bool,
    #[command(flatten)]
    networks: networks::Arguments,
    #[command(flatten)]
    measures: measures::Arguments,
    /// Train so many lanes side by side; bits and files are the same.
    #[arg(long, value_name = "N", default_value = "1")]
    jobs: NonZeroUsize,
    /// Print a JSON object for each epoch that is trained, one a line, and nothing else.
    #[arg(long, conflicts_with = "quiet")]
    json: bool,
    /// Print nothing but the digests at the end.
    #[arg(long)]
    quiet: bool,
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
    #[arg(long, value_name = "DIR", conflicts_with_all = ["out", "resume", "save", "measure"])]
    into: Option<PathBuf>,
}

/// Runs the experiment and prints one line an epoch, then one line a lane with its digest.
pub fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let asked = arguments.experiment.as_deref().map(text);
    asked.as_deref().map_or(Ok(()), refuse_nothing)?;
    let asked = asked
        .map(|text| named(&text, &arguments.data))
        .transpose()?;
    let asked = asked.as_deref();
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
    if let Some(folder) = folder.filter(|_| !arguments.force) {
        output::refuse_used(folder, resumed_run.then_some(&experiment))?;
    }
    warn(&experiment);
    let Loaded { dataset, note } = data::load(&experiment, &arguments.data)?;
    let lanes = resumed(&experiment, saved, &dataset).map_err(|error| {
        let file = arguments.resume.as_deref().unwrap_or(Path::new(""));
        format!("{} {error}", file.display())
    })?;
    // Only now: a run that cannot start leaves the files of an earlier one alone.
    if let Some(folder) = folder.filter(|_| arguments.force) {
        output::clear(folder)?;
    }
    let mut out = folder
        .map(|folder| Output::create(folder, &experiment))
        .transpose()?;
    if arguments.speaks() {
        say(&format!("experiment {experiment}"))?;
    }
    let measures = arguments.measures.begin(folder)?;
    if let (Some(out), Some(folder)) = (&mut out, folder) {
        out.measures = measures;
        out.networks = Some(arguments.networks.begin(folder));
    }

    let named = arguments.save.as_ref().or(arguments.resume.as_ref());
    let every = arguments.save_every;
    let mut saver = Saver::new(named.cloned(), folder, every)?;
    // Without readers and without files, training would be for nobody.
    let leaves_files = folder.is_some() || saver.has_file();
    let tell = if leaves_files { tell } else { say };
    let training = Training {
        experiment: &experiment,
        dataset: &dataset,
        jobs: arguments.jobs.get(),
        progress: !arguments.quiet,
    };
    let on_epoch = |report: &EpochReport, seconds| {
        let line = arguments.line(report, experiment.epochs, seconds);
        line.map_or(Ok(()), |line| tell(&line))
    };
    let (lanes, stopped) = training.train(lanes, out.as_mut(), &mut saver, on_epoch)?;
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
    if let (Some(out), Some(folder)) = (&out, folder) {
        let networks = out.networks.iter();
        networks
            .flat_map(|networks| lanes.iter().map(|lane| networks.write_last(lane)))
            .collect::<Result<(), _>>()?;
        Record::new(&lanes, note.as_deref()).write(folder)?;
    }
    arguments.say_digests(&digests(&experiment, &lanes))?;
    Ok(ExitCode::SUCCESS)
}

impl Arguments {
    /// Whether it prints sentences.
    fn speaks(&self) -> bool {
        !self.json && !self.quiet
    }

    /// Says a sentence where others are printed, else on standard error.
    fn say(&self, sentence: &str) -> Result<(), String> {
        if self.speaks() {
            return say(sentence);
        }
        eprintln!("censet-lab: {sentence}");
        Ok(())
    }

    /// What is printed of an epoch.
    fn line(&self, report: &EpochReport, epochs: u32, seconds: f64) -> Option<String> {
        match (self.json, self.quiet) {
            (true, _) => Some(json_line(report, seconds)),
            (_, true) => None,
            _ => Some(line(report, epochs, seconds)),
        }
    }

    fn say_digests(&self, digests: &str) -> Result<(), String> {
        if self.json {
            return Ok(());
        }
        say(digests.trim_end())
    }
}

/// The text with the name of the own files that are there, if it asks for `data=files`.
pub fn named(text: &str, given: &[PathBuf]) -> Result<String, String> {
    let values = experiment::parse(text).values;
    if !values.contains(&("data", "files".into())) {
        return Ok(text.into());
    }
    let own = data::read_own(None, given)?;
    Ok(experiment::edit(text, "data", Some(&own.files.to_string())))
}

/// Says what must be said of the experiment, and what it needs if that is much, before anything is made
/// of it.
fn warn(experiment: &Experiment) {
    for note in experiment.notes() {
        eprintln!("censet-lab: {note}");
    }
    let bytes = experiment.native_memory();
    if bytes >= 1e9 {
        eprintln!(
            "censet-lab: this needs about {:.1} GB of memory",
            bytes / 1e9
        );
    }
}

/// Runs the experiment into its place among others, unless it is there.
fn run_into(
    experiment: &Experiment,
    folder: &Path,
    arguments: &Arguments,
) -> Result<ExitCode, String> {
    let images = || {
        let loaded = data::load(experiment, &arguments.data)?;
        if arguments.speaks() {
            tell(&format!("experiment {experiment}"))?;
        }
        Ok(loaded)
    };
    let on_epoch = |report: &EpochReport, seconds| {
        let line = arguments.line(report, experiment.epochs, seconds);
        line.map_or(Ok(()), |line| tell(&line))
    };
    let how = How {
        save_every: arguments.save_every,
        jobs: arguments.jobs.get(),
        progress: !arguments.quiet,
        speaks: arguments.speaks(),
    };
    let digests = match keep(experiment, folder, images, &how, on_epoch)? {
        Kept::Before(digests) => {
            arguments.say(&format!("finished already: {experiment}"))?;
            digests
        }
        Kept::Now { digests, .. } => digests,
        Kept::Busy => {
            arguments.say(&format!("another process is training {experiment}"))?;
            return Ok(ExitCode::from(BUSY));
        }
        Kept::Stopped => return Ok(ExitCode::from(INTERRUPTED)),
    };
    arguments.say_digests(&digests)?;
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

/// The experiment that a text is; a sentence a key of what is wrong with it.
pub fn parse(text: &str) -> Result<Experiment, String> {
    let parsed = experiment::parse(text);
    if let Some(anchor) = parsed.anchor {
        return Err(format!(
            "{anchor:?} is no experiment: one looks like preset=described&epochs=10"
        ));
    }
    tell_of_passed(text);
    parsed.experiment.map_err(|errors| {
        let lines: Vec<_> = errors
            .iter()
            .map(|error| format!("\n  {}", brief(error)))
            .collect();
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
    let validation = report.validation.map(|Validation { accuracy, loss }| {
        format!(" validation {accuracy:.2} % (loss {loss:.4}),")
    });
    let validation = validation.unwrap_or_default();
    format!(
        "{lane} epoch {epoch}/{epochs}: loss {loss}, accuracy {test_accuracy:.2} %,{validation} \
         {connections} connections (−{removed} +{grown}, {pruned_neurons} neurons pruned), \
         LC {lc_mean:.4} ± {lc_std:.4}, {seconds:.2} s"
    )
}

/// One epoch as a JSON object: what `epochs.csv` and `statistics.csv` have of it, under their columns'
/// names, and the digest. What is no number there, or not a finite one, is null; what images that are held back
/// showed is there if some are.
fn json_line(report: &EpochReport, seconds: f64) -> String {
    let (recorded_mean, recorded_std) = report.recorded_lc.unzip();
    let mut object = serde_json::json!({
        "lane": report.lane,
        "epoch": report.epoch,
        "train_loss": report.train_loss,
        "test_accuracy": report.test_accuracy,
        "connections": report.connections,
        "removed": report.removed,
        "grown": report.grown,
        "pruned_neurons": report.pruned_neurons,
        "lc_mean": report.lc_mean,
        "lc_std": report.lc_std,
        "seconds": seconds,
        "recorded_lc_mean": recorded_mean,
        "recorded_lc_std": recorded_std,
        "lc_gini": report.lc_gini,
        "lc_top_decile_share": report.lc_top_decile_share,
        "hub_overlap": report.hub_overlap,
        "digest": report.digest,
    });
    if let Some(Validation { accuracy, loss }) = report.validation {
        object["validation_accuracy"] = accuracy.into();
        object["validation_loss"] = loss.into();
    }
    object.to_string()
}
