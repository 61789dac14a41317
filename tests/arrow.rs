//! Parquet and Arrow files for the suite, from a few lines of text.

use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, DictionaryArray, Float64Array, Int64Array, LargeStringArray,
    RecordBatch, StringArray, StringViewArray, TimestampMicrosecondArray, TimestampMillisecondArray,
};
use chrono::{NaiveDate, NaiveDateTime};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

/// A table: the first line names the columns, each with its type (`数量:int`), every other line is a row of cells
/// between commas; an empty cell is null. The types: `text` (also where none is named), `large`, `view`, `dict`, `int`,
/// `float`, `cents` (a decimal with two places), `bool`, `date`, `moment`, `utc` (a moment with a zone, written in UTC).
pub fn table(body: &str) -> RecordBatch {
    let mut lines = body.lines();
    let header: Vec<&str> = lines.next().expect("a table begins with its columns").split(',').collect();
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
    let columns = header.iter().enumerate().map(|(place, column)| {
        let (name, kind) = column.split_once(':').unwrap_or((column, "text"));
        let cells = rows.iter().map(|row| row.get(place).copied().filter(|cell| !cell.is_empty()));
        (name, array(kind, cells.collect()), true)
    });
    RecordBatch::try_from_iter_with_nullable(columns.collect::<Vec<_>>()).expect("columns of one length")
}

fn array(kind: &str, cells: Vec<Option<&str>>) -> ArrayRef {
    let moment = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").expect("a moment").and_utc();
    let cells = cells.into_iter();
    match kind {
        "large" => Arc::new(LargeStringArray::from_iter(cells)),
        "view" => Arc::new(StringViewArray::from_iter(cells)),
        "dict" => Arc::new(cells.collect::<DictionaryArray<Int32Type>>()),
        "int" => Arc::new(Int64Array::from_iter(cells.map(|cell| cell.map(|cell| cell.parse().expect("a number"))))),
        "float" => {
            Arc::new(Float64Array::from_iter(cells.map(|cell| cell.map(|cell| cell.parse().expect("a number")))))
        }
        "cents" => {
            let cents = |cell: &str| {
                let mut number: rust_decimal::Decimal = cell.parse().expect("a number");
                number.rescale(2);
                number.mantissa()
            };
            let array = Decimal128Array::from_iter(cells.map(|cell| cell.map(cents)));
            Arc::new(array.with_precision_and_scale(20, 2).expect("a scale"))
        }
        "bool" => Arc::new(BooleanArray::from_iter(cells.map(|cell| cell.map(|cell| cell == "是")))),
        "date" => {
            let epoch = NaiveDate::from_ymd_opt(1970, 1, 1).expect("a day");
            let days = |cell: &str| (cell.parse::<NaiveDate>().expect("a day") - epoch).num_days() as i32;
            Arc::new(Date32Array::from_iter(cells.map(|cell| cell.map(days))))
        }
        "moment" => {
            let micros = |cell: &str| moment(cell).timestamp_micros();
            Arc::new(TimestampMicrosecondArray::from_iter(cells.map(|cell| cell.map(micros))))
        }
        "utc" => {
            let millis = |cell: &str| moment(cell).timestamp_millis();
            let array = TimestampMillisecondArray::from_iter(cells.map(|cell| cell.map(millis)));
            Arc::new(array.with_timezone("UTC"))
        }
        _ => Arc::new(StringArray::from_iter(cells)),
    }
}

/// As a Parquet file.
pub fn parquet(batch: &RecordBatch, compression: Compression) -> Vec<u8> {
    let properties = WriterProperties::builder().set_compression(compression).build();
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties)).expect("a writer");
    writer.write(batch).expect("written");
    writer.into_inner().expect("closed")
}

/// As an Arrow file (Feather).
pub fn file(batch: &RecordBatch) -> Vec<u8> {
    let mut writer = arrow_ipc::writer::FileWriter::try_new(Vec::new(), &batch.schema()).expect("a writer");
    writer.write(batch).expect("written");
    writer.into_inner().expect("closed")
}

/// As an Arrow stream.
pub fn stream(batch: &RecordBatch) -> Vec<u8> {
    let mut writer = arrow_ipc::writer::StreamWriter::try_new(Vec::new(), &batch.schema()).expect("a writer");
    writer.write(batch).expect("written");
    writer.into_inner().expect("closed")
}
