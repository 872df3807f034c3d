//! `--network`: networks as files.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use censet::trainer::{Json, Phase, Stage, TensorWriter, Trainer};

use super::record::Maker;
use super::training::Lane;

/// Which networks are written, and how.
#[derive(clap::Args, Clone)]
#[group(id = "networks")]
pub struct Arguments {
    /// At the end write each lane's network into --out; may be given several times.
    #[arg(long, value_enum, value_name = "FORMAT", requires = "out")]
    network: Vec<Format>,
    /// Which network: the one that accuracy was measured of, or the one after the last rewiring.
    #[arg(
        long,
        value_enum,
        value_name = "MOMENT",
        requires = "network",
        default_value = "trained"
    )]
    network_moment: Moment,
    /// Also write the network of epoch 0 and of every N-th epoch, as network-<lane>-epoch-<n>.
    #[arg(long, value_name = "N", requires = "network")]
    network_every: Option<NonZeroU32>,
}

/// How a network is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// network-<lane>.graphml, for NetworkX and Gephi
    Graphml,
    /// network-<lane>.csv, a list of its connections
    Edges,
    /// network-<lane>.safetensors, with dense matrices for PyTorch
    Safetensors,
}

/// Which of an epoch's networks is written.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Moment {
    /// As trained, before the rewiring
    Trained,
    /// After the rewiring
    Rewired,
}

/// Files of networks, as they are asked for.
pub struct Networks {
    arguments: Arguments,
    folder: PathBuf,
}

impl Arguments {
    /// The files in this folder.
    pub fn begin(&self, folder: &Path) -> Networks {
        Networks {
            arguments: self.clone(),
            folder: folder.to_path_buf(),
        }
    }
}

impl Networks {
    /// Writes the lane's network, if its next piece of work or the one that it has just done makes it
    /// one of those that are written on the way.
    pub fn write_due(&self, lane: &Lane) -> Result<(), String> {
        let (trainer, epochs) = (&lane.trainer, lane.history.epochs());
        let Some(every) = self.arguments.network_every else {
            return Ok(());
        };
        // Before it is rewired a network still has all that is known of it.
        let trained = trainer.phase() == Phase::Prune;
        let reported = trainer.is_between_epochs().then(|| epochs.len() as u32 - 1);
        let epoch = match (self.stage(), reported) {
            (_, Some(0)) => 0,
            (Stage::Trained, None) if trained => trainer.epoch(),
            (Stage::Rewired, Some(epoch)) => epoch,
            _ => return Ok(()),
        };
        if epoch.is_multiple_of(every.get()) {
            self.write(lane, &format!("-epoch-{epoch}"))?;
        }
        Ok(())
    }

    /// Writes the lane's network as it is at the end.
    pub fn write_last(&self, lane: &Lane) -> Result<(), String> {
        self.write(lane, "")
    }

    fn write(&self, lane: &Lane, epoch: &str) -> Result<(), String> {
        let formats = &self.arguments.network;
        write(&lane.trainer, self.stage(), formats, &self.folder, epoch)
    }

    fn stage(&self) -> Stage {
        match self.arguments.network_moment {
            Moment::Trained => Stage::Trained,
            Moment::Rewired => Stage::Rewired,
        }
    }
}

/// A lane's name as it is in that of a file, where `:` would not do everywhere.
pub fn file_part(lane: &str) -> String {
    lane.replace(':', "-")
}

/// Writes a lane's network into files of these formats, with `epoch` in their names.
pub fn write(
    trainer: &Trainer,
    stage: Stage,
    formats: &[Format],
    folder: &Path,
    epoch: &str,
) -> Result<(), String> {
    let name = file_part(&trainer.lane_name());
    for format in formats {
        let ending = match format {
            Format::Graphml => "graphml",
            Format::Edges => "csv",
            Format::Safetensors => "safetensors",
        };
        let path = folder.join(format!("network-{name}{epoch}.{ending}"));
        let cannot = |error| format!("cannot write {}: {error}", path.display());
        let mut out = BufWriter::new(File::create(&path).map_err(cannot)?);
        let written = trainer.network_file(stage, |file| match format {
            Format::Graphml => file.write_graphml(&mut out),
            Format::Edges => file.write_edges_csv(&mut out),
            Format::Safetensors => {
                let Maker { version, commit } = Maker::here();
                let writer = TensorWriter {
                    version: &version,
                    commit: Some(&commit),
                    json: &|value: &Json<'_>| serde_json::to_string(value).expect("plain data"),
                };
                trainer.write_tensors(&file, &writer, &mut out)
            }
        });
        written.and_then(|()| out.flush()).map_err(cannot)?;
    }
    Ok(())
}
