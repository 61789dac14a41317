//! CSV: records, people and registers. The first line names the columns; `,`, tab and `;` delimit.

use std::io::Read;

use guiju_engine::table::Table;

use super::ReadError;
use super::delimited::{Delimited, Rows};
use super::intake::{Desk, Input, Intake, Put, When};

/// Reads records; broken lines are counted by the builder and never stop the reading.
///
/// # Errors
/// Where the reader fails, or gives no text at all.
pub fn records(input: Input<'_>, intake: &mut Intake<'_>) -> Result<(), ReadError> {
    let mut table = Delimited::open(input)?;
    intake.builder.source(intake.name, &table.names.iter().map(String::as_str).collect::<Vec<_>>());
    let (read, splitter) = (intake.builder.used(), table.splitter());
    let work = |rows: &mut Rows, desk: &mut Desk<()>, _: When| {
        desk.decode(|_| splitter.finish(rows));
        desk.code(|coder| rows.block.code(coder, |place| read.get(place) == Some(&true)));
        true
    };
    let mut blank = Vec::new();
    let put = |rows: &mut Rows, put: &mut Put<'_>| {
        if rows.says_something() {
            std::mem::take(&mut blank).into_iter().for_each(|line| put.builder.broken(line));
        }
        rows.block.put(put);
        blank.append(&mut rows.blank);
        Ok(())
    };
    let read = intake.pump(|rows| table.next(rows), work, put);
    intake.waited(table.waited());
    read
}

/// Reads a whole table: people, or a register.
///
/// # Errors
/// Where the reader fails, or gives no text at all.
pub fn table(reader: impl Read, name: &str) -> Result<Table, ReadError> {
    let mut source = Delimited::open(reader)?;
    let mut table = Table { source: name.to_owned(), columns: source.names.clone(), ..Table::default() };
    let (mut rows, mut blank) = (Rows::default(), Vec::new());
    while source.next(&mut rows)? {
        source.splitter().finish(&mut rows);
        if rows.says_something() {
            table.broken.append(&mut blank);
        }
        rows.block.add_to(&mut table);
        blank.append(&mut rows.blank);
    }
    Ok(table)
}
