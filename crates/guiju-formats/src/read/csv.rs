//! CSV: records, people and registers. The first line names the columns; `,`, tab and `;` delimit.

use std::io::Read;

use guiju_engine::table::Table;

use super::intake::{Input, Intake};
use super::{ReadError, Records, Rows, delimited};

/// Reads records, line by line; broken lines are counted by the builder and never stop the reading.
///
/// # Errors
/// Where the reader fails, or gives no text at all.
pub fn records(input: Input<'_>, intake: &mut Intake<'_>) -> Result<(), ReadError> {
    delimited::read(input, &mut Records { name: intake.name, builder: intake.builder })
}

/// Reads a whole table: people, or a register.
///
/// # Errors
/// Where the reader fails, or gives no text at all.
pub fn table(reader: impl Read, name: &str) -> Result<Table, ReadError> {
    let mut rows = Rows::new(name, &[]);
    delimited::read(reader, &mut rows)?;
    Ok(rows.table)
}
