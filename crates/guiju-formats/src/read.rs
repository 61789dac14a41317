//! Readers of records, people and registers.

use std::io;

use guiju_engine::records::RecordsBuilder;
use guiju_engine::table::Table;

use crate::write::Lang;
use intake::{Input, Intake};

mod archive;
mod block;
pub mod columns;
pub mod csv;
mod delimited;
pub mod document;
pub mod earlier;
mod encoding;
mod flat;
pub mod intake;
pub mod jsonl;
mod lines;
mod marks;
pub mod rows;
pub mod xlsx;

/// Why a table could not be read at all. What is wrong with a single line is a problem of the report instead.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file broke off, or cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It is one JSON array, not one object a line.
    #[error("this is a JSON array; write one object a line (`jq -c '.[]' records.json > records.jsonl`)")]
    Array,
    /// It is UTF-16 ("Unicode text").
    #[error("the text is UTF-16; save it as CSV in UTF-8")]
    Utf16,
    /// It is a workbook of the old kind (xls), or an archive.
    #[error("this is an old spreadsheet (xls) or an archive, no text; save it as xlsx, or as CSV in UTF-8")]
    Spreadsheet,
    /// The file (xlsx, docx, parquet, arrow) is broken, or none of its kind; its reader says why, in English.
    #[error("the file is broken, or of another kind than its name says: {0}")]
    Archive(String),
    /// A document in which nothing is written.
    #[error("the document holds no text; text in pictures is not read")]
    Empty,
    /// A document of a kind that is not read.
    #[error("this is a {0} document; save it as docx or as text")]
    OtherDocument(&'static str),
    /// An archive that is no Word document.
    #[error("this is no Word document (docx)")]
    NoDocument,
    /// An old Word document (doc).
    #[error("this is an old Word document (doc); save it as docx")]
    OldDocument,
    /// The bytes are no text.
    #[error("this is no text in UTF-8 or GB18030")]
    NoText,
    /// It takes a password.
    #[error("the file has a password; remove it and save the file again")]
    Locked,
    /// It is too large, as it is or unpacked.
    #[error("the file is too large; split it, or save it as CSV")]
    TooLarge,
    /// The workbook has no such sheet.
    #[error("there is no sheet `{name}`; there are {}", quoted(sheets))]
    NoSheet {
        /// The name asked for.
        name: String,
        /// Those there are.
        sheets: Vec<String>,
    },
    /// A column that is read, of a kind that says nothing here.
    #[error("column `{name}` is of a kind that cannot be read: {kind}")]
    Column {
        /// Its name.
        name: String,
        /// Its kind, as the format calls it.
        kind: String,
    },
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
            ReadError::Array => {
                "这是一个 JSON 数组；请改成每行一个对象（`jq -c '.[]' 记录.json > 记录.jsonl`）".to_owned()
            }
            ReadError::Utf16 => "文字是 UTF-16 编码；请另存为 UTF-8 的 CSV".to_owned(),
            ReadError::Spreadsheet => {
                "这是旧式电子表格（xls）或压缩包，不是文字；请另存为 xlsx，或 UTF-8 的 CSV".to_owned()
            }
            ReadError::Archive(_) => "文件已损坏，或不是文件名所说的格式；请用原来的软件重新保存或导出".to_owned(),
            ReadError::Empty => "文件里没有文字；图片里的文字不读".to_owned(),
            ReadError::OtherDocument(kind) => format!("这是 {kind} 文件；请另存为 docx 或文本"),
            ReadError::NoDocument => "这不是 Word 文档（docx）".to_owned(),
            ReadError::OldDocument => "这是旧式 Word 文档（doc）；请用 Word 或 WPS 另存为 docx".to_owned(),
            ReadError::NoText => "这不是 UTF-8 或 GB18030 的文字".to_owned(),
            ReadError::Locked => "文件有密码；请去掉密码再存一次".to_owned(),
            ReadError::TooLarge => "文件太大；请拆成几个，或另存为 CSV".to_owned(),
            ReadError::NoSheet { name, sheets } => format!("没有工作表 `{name}`；有 {}", quoted(sheets)),
            ReadError::Column { name, kind } => format!("`{name}` 列的类型 {kind} 读不了"),
            ReadError::Value { place, cause } => format!("第 {place} 个值无法序列化：{cause}"),
        };
        lang.pick((zh, self.to_string()))
    }
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" ")
}

/// A format in which records, people and registers can be read.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    /// Its name.
    pub name: &'static str,
    /// How its files end.
    pub extensions: &'static [&'static str],
    /// How their bytes begin, where that tells.
    pub begins: &'static [u8],
    /// Reads records.
    pub records: fn(Input<'_>, &mut Intake<'_>) -> Result<(), ReadError>,
    /// Reads a whole table, of this name; the last argument names columns that it should have.
    pub table: fn(Input<'_>, &str, &[&str]) -> Result<Table, ReadError>,
}

/// Every format in which records can be read; the first is taken where nothing tells.
pub const READERS: &[Reader] = &[CSV, JSONL, XLSX];

const CSV: Reader = Reader {
    name: "csv",
    extensions: &["csv", "tsv", "txt"],
    begins: b"",
    records: csv::records,
    table: |input, name, _| csv::table(input, name),
};

const JSONL: Reader = Reader {
    name: "jsonl",
    extensions: &["jsonl", "ndjson", "json"],
    begins: b"{",
    records: jsonl::records,
    table: |input, name, _| jsonl::table(input, name),
};

const XLSX: Reader = Reader {
    name: "xlsx",
    extensions: &["xlsx", "xlsm"],
    begins: b"PK\x03\x04",
    records: |mut input, intake| xlsx::records(&mut input, intake.name, intake.builder),
    table: |mut input, name, wanted| xlsx::table(&mut input, name, wanted),
};

/// The reader for a file that begins with these bytes; where they do not tell, its name does.
///
/// ```
/// use guiju_formats::read::{READERS, reader_of};
/// assert_eq!(reader_of(READERS, "2024/RECORDS.JSONL", b"").name, "jsonl");
/// assert_eq!(reader_of(READERS, "考勤.xlsx#月报", b"").name, "xlsx");
/// assert_eq!(reader_of(READERS, "records", b"").name, "csv");
/// assert_eq!(reader_of(READERS, "records.csv", b"PK\x03\x04\x14").name, "xlsx");
/// ```
pub fn reader_of(readers: &[Reader], file: &str, first: &[u8]) -> Reader {
    let file = file.split_once('#').map_or(file, |(file, _)| file);
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let begins = readers.iter().find(|reader| !reader.begins.is_empty() && first.starts_with(reader.begins));
    let named = || readers.iter().find(|reader| reader.extensions.contains(&ending.as_str()));
    begins.or_else(named).copied().unwrap_or(CSV)
}

/// What the rows of a sheet are read into.
trait Sink {
    /// The names of the columns, and the row in which they stand; comes first, and once.
    fn header(&mut self, names: &[&str], row: u32);
    /// A row with as many cells as there are columns.
    fn row(&mut self, line: u32, cells: &[&str]);
    /// Names of columns that the header should have.
    fn wanted(&self) -> Vec<String>;
}

/// Records, read into their builder.
struct Records<'a> {
    name: &'a str,
    builder: &'a mut RecordsBuilder,
}

impl Sink for Records<'_> {
    fn header(&mut self, names: &[&str], row: u32) {
        self.builder.sheet(self.name, names, row);
    }

    fn row(&mut self, line: u32, cells: &[&str]) {
        self.builder.row(line, cells.iter().copied());
    }

    fn wanted(&self) -> Vec<String> {
        self.builder.readable()
    }
}

/// A whole table, and the columns it should have.
struct Rows<'a> {
    table: Table,
    wanted: &'a [&'a str],
}

impl<'a> Rows<'a> {
    fn new(name: &str, wanted: &'a [&'a str]) -> Self {
        Rows { table: Table { source: name.to_owned(), ..Table::default() }, wanted }
    }
}

impl Sink for Rows<'_> {
    fn header(&mut self, names: &[&str], row: u32) {
        self.table.sheet = Some(row);
        self.table.columns = names.iter().map(|name| (*name).to_owned()).collect();
    }

    fn row(&mut self, line: u32, cells: &[&str]) {
        self.table.rows.push((line, cells.iter().map(|cell| (*cell).to_owned()).collect()));
    }

    fn wanted(&self) -> Vec<String> {
        self.wanted.iter().map(|name| (*name).to_owned()).collect()
    }
}

#[cfg(test)]
mod tests;
