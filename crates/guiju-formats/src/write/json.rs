//! The report as JSON, version 1 (language.md §9): two blanks of indentation, a line break at the end.

use std::io::{self, Write};

use guiju_engine::report::Report;

use super::Options;

/// Writes a report as JSON. Decimals are strings, exact and without trailing zeros; the same report gives the same bytes.
///
/// # Errors
/// Where `out` fails.
pub fn json(report: &Report, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, report)?;
    writeln!(out)
}
