//! Readers of records, people and registers.

use std::io::{self, Read};

use guiju_engine::records::RecordsBuilder;

use crate::write::Lang;

pub mod csv;
mod delimited;
mod encoding;
mod flat;
pub mod jsonl;
pub mod rows;

/// Why a table could not be read at all. What is wrong with a single line is a problem of the report instead.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file broke off, or cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It is UTF-16 ("Unicode text").
    #[error("the text is UTF-16; save it as CSV in UTF-8")]
    Utf16,
    /// It is a workbook or an archive.
    #[error("this is a spreadsheet or an archive, no text; save the sheet as CSV in UTF-8")]
    Spreadsheet,
    /// A value does not serialise.
    #[error("value {place} does not serialise: {cause}")]
    Value {
        /// Which one, from 1.
        place: u32,
        /// Why.
        cause: serde_json::Error,
    },
}

impl ReadError {
    /// What it is, in words of `lang`.
    pub fn message(&self, lang: Lang) -> String {
        let zh = match self {
            ReadError::Io(cause) => cause.to_string(),
            ReadError::Utf16 => "文字是 UTF-16 编码；请另存为 UTF-8 的 CSV".to_owned(),
            ReadError::Spreadsheet => "这是电子表格或压缩包，不是文字；请把工作表另存为 UTF-8 的 CSV".to_owned(),
            ReadError::Value { place, cause } => format!("第 {place} 个值无法序列化：{cause}"),
        };
        lang.pick((zh, self.to_string()))
    }
}

/// A format in which records can be read.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    /// Its name.
    pub name: &'static str,
    /// How its files end.
    pub extensions: &'static [&'static str],
    /// Reads records into a builder; the name is what places are called by (`records.csv:17`).
    pub records: fn(&mut dyn Read, &str, &mut RecordsBuilder) -> Result<(), ReadError>,
}

/// Every format in which records can be read; the first is taken where the ending says nothing.
pub const READERS: &[Reader] = &[CSV, JSONL];

const CSV: Reader = Reader {
    name: "csv",
    extensions: &["csv", "tsv", "txt"],
    records: |input, name, builder| csv::records(input, name, builder),
};

const JSONL: Reader = Reader {
    name: "jsonl",
    extensions: &["jsonl", "ndjson"],
    records: |input, name, builder| jsonl::records(input, name, builder),
};

/// The reader for a file of this name.
///
/// ```
/// assert_eq!(guiju_formats::read::reader_of("2024/RECORDS.JSONL").name, "jsonl");
/// assert_eq!(guiju_formats::read::reader_of("records").name, "csv");
/// ```
pub fn reader_of(file: &str) -> Reader {
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    READERS.iter().copied().find(|reader| reader.extensions.contains(&ending.as_str())).unwrap_or(CSV)
}

/// What rows are read into.
trait Sink {
    /// The names of the columns; comes first, and once.
    fn header(&mut self, names: &[&str]);
    /// A row with as many cells as there are columns.
    fn row(&mut self, line: u32, cells: &[&str]);
    /// A row, not yet taken apart into a list.
    fn cells(&mut self, line: u32, cells: &delimited::Cells) {
        cells.with(|row| self.row(line, row));
    }
    /// A line that is no row.
    fn broken(&mut self, line: u32);
}

/// Records, read into their builder.
struct Records<'a> {
    name: &'a str,
    builder: &'a mut RecordsBuilder,
}

impl Sink for Records<'_> {
    fn header(&mut self, names: &[&str]) {
        self.builder.source(self.name, names);
    }

    fn row(&mut self, line: u32, cells: &[&str]) {
        self.builder.row(line, cells.iter().copied());
    }

    fn cells(&mut self, line: u32, cells: &delimited::Cells) {
        self.builder.cells(line, |column| cells.get(column));
    }

    fn broken(&mut self, line: u32) {
        self.builder.broken(line);
    }
}

#[cfg(test)]
mod tests;
