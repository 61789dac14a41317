//! CSV: records, people and registers. The first line names the columns; `,`, tab and `;` delimit.

use std::io::Read;

use guiju_engine::records::RecordsBuilder;
use guiju_engine::table::Table;

use super::{ReadError, Records, Sink, delimited};

/// Reads records, line by line; broken lines are counted by the builder and never stop the reading.
///
/// # Errors
/// Where the reader fails, or gives no text at all.
pub fn records(reader: impl Read, name: &str, builder: &mut RecordsBuilder) -> Result<(), ReadError> {
    delimited::read(reader, &mut Records { name, builder })
}

/// Reads a whole table: people, or a register.
///
/// # Errors
/// Where the reader fails, or gives no text at all.
pub fn table(reader: impl Read, name: &str) -> Result<Table, ReadError> {
    let mut table = Table { source: name.to_owned(), columns: Vec::new(), rows: Vec::new(), broken: Vec::new() };
    delimited::read(reader, &mut table)?;
    Ok(table)
}

impl Sink for Table {
    fn header(&mut self, names: &[&str]) {
        self.columns = names.iter().map(|name| (*name).to_owned()).collect();
    }

    fn row(&mut self, line: u32, cells: &[&str]) {
        self.rows.push((line, cells.iter().map(|cell| (*cell).to_owned()).collect()));
    }

    fn broken(&mut self, line: u32) {
        self.broken.push(line);
    }
}
