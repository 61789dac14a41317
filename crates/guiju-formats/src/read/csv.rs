//! CSV: records, people and registers. The first line names the columns; `,`, tab and `;` delimit.

use std::io::Read;

use guiju_engine::table::Table;

use super::ReadError;
use super::block::Block;
use super::delimited::Delimited;
use super::intake::{Input, Intake};

/// Reads records; broken lines are counted by the builder and never stop the reading.
///
/// # Errors
/// Where the reader fails, or gives no text at all.
pub fn records(input: Input<'_>, intake: &mut Intake<'_>) -> Result<(), ReadError> {
    let mut table = Delimited::open(input)?;
    intake.builder.source(intake.name, &table.names.iter().map(String::as_str).collect::<Vec<_>>());
    table.read = intake.builder.used();
    let read = intake.pump(|| table.next(), Block::put);
    intake.waited(table.waited());
    read
}

/// Reads a whole table: people, or a register.
///
/// # Errors
/// Where the reader fails, or gives no text at all.
pub fn table(reader: impl Read, name: &str) -> Result<Table, ReadError> {
    let mut rows = Delimited::open(reader)?;
    let mut table = Table { source: name.to_owned(), columns: rows.names.clone(), ..Table::default() };
    while let Some(block) = rows.next()? {
        block.add_to(&mut table);
    }
    Ok(table)
}
