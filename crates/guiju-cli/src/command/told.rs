//! `--format human|json`, as the commands have it that tell people and programs the same.

use clap::ValueEnum;
use serde::Serialize;

use crate::Io;
use crate::failure::Failure;

/// For whom it is told.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Told {
    /// human（给人看，默认）或 json | human (the default) or json
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: Format,
}

/// For whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Human,
    Json,
}

/// Writes what programs read.
pub fn json(value: &impl Serialize, io: &mut Io<'_>) -> Result<(), Failure> {
    serde_json::to_writer_pretty(&mut *io.out, value).map_err(std::io::Error::from)?;
    Ok(writeln!(io.out)?)
}
