//! Parquet files, Arrow files and Arrow record batches as records: columns into columns, without rows between.
//!
//! Each distinct text of a dictionary is looked up once for each batch, and only where a row uses it. What a cell says is
//! what an export of the same table to CSV would say:
//!
//! - Texts (Utf8, LargeUtf8, Utf8View, dictionaries of them, and binary that is UTF-8) are themselves; a null is an empty
//!   cell.
//! - Whole numbers and decimals are exact. A binary floating-point number is the decimal of at most 15 digits (7 for
//!   single precision: 6) that it stands for; where there is none (`0.30000000000000004`), it is not of the type that
//!   a number needs.
//! - Booleans are 是 and 否. A date is a day, a timestamp a moment (parts of a second are dropped): one with a time zone is
//!   converted to the zone of the calendar, one without is local already.
//! - Fields within a structure are columns with a dotted name (`地点.城市`), the items of a list are joined by `、`, as in
//!   JSON lines.
//!
//! Places count rows from 1: `records.parquet:17` is the seventeenth row.

mod cells;
mod file;
mod leaves;
mod numbers;
mod parquet;
mod times;

use std::borrow::Cow;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub use arrow_array::RecordBatch;
pub use arrow_schema::{ArrowError, Schema};
use cells::Cells;
use chrono_tz::Tz;
use guiju_engine::records::Coded;
use guiju_engine::table::Table;
use guiju_formats::read::intake::{Desk, Intake, Put, When};
use guiju_formats::read::{ReadError, Reader};
use leaves::{Column, Leaf, Lists};

/// The largest file that is read from where it cannot be read twice.
const LARGEST: u64 = 1 << 30;
/// So many rows are decoded at once.
const BATCH: usize = 1 << 14;

/// The formats.
pub const READERS: &[Reader] = &[
    Reader {
        name: "parquet",
        extensions: &["parquet"],
        begins: b"PAR1",
        records: parquet::records,
        table: parquet::table,
    },
    Reader {
        name: "arrow",
        extensions: &["arrow", "feather", "ipc"],
        begins: b"ARROW1",
        records: file::records,
        table: file::table,
    },
    Reader {
        name: "arrow stream",
        extensions: &["arrows"],
        begins: &[0xFF; 4],
        records: file::records,
        table: file::table,
    },
];

/// Reads record batches, all of one schema, as records.
///
/// # Errors
/// Where a batch is an error, or a column that is read is of a kind that says nothing here.
pub fn batches(
    schema: &Schema,
    batches: impl IntoIterator<Item = Result<RecordBatch, ArrowError>>,
    intake: &mut Intake<'_>,
) -> Result<(), ReadError> {
    let mut leaves = leaves::of(schema);
    begin(&mut leaves, intake);
    let mut batches = batches.into_iter();
    read(&leaves, &mut || batches.next().transpose().map_err(broken), intake)
}

/// Begins the source, and sees which of its columns are used.
fn begin(leaves: &mut [Leaf], intake: &mut Intake<'_>) {
    let names: Vec<&str> = leaves.iter().map(|leaf| leaf.name.as_str()).collect();
    intake.builder.source(intake.name, &names);
    for (leaf, used) in leaves.iter_mut().zip(intake.builder.used()) {
        leaf.used = used;
    }
}

/// Reads batches whose columns are these leaves, in pieces of [`BATCH`] rows at most.
fn read(
    leaves: &[Leaf],
    next: &mut dyn FnMut() -> Result<Option<RecordBatch>, ReadError>,
    intake: &mut Intake<'_>,
) -> Result<(), ReadError> {
    let mut rest: Option<RecordBatch> = None;
    let mut lists: Vec<Lists> = Vec::new();
    let next = || {
        let Some(whole) = rest.take().map_or_else(&mut *next, |rest| Ok(Some(rest)))? else { return Ok(None) };
        let rows = whole.num_rows().min(BATCH);
        rest = (rows < whole.num_rows()).then(|| whole.slice(rows, whole.num_rows() - rows));
        lists.resize_with(whole.num_columns(), Lists::default);
        let columns = whole.columns().iter().zip(&mut lists);
        Ok(Some((rows, columns.map(|(array, lists)| lists.column(array.slice(0, rows))).collect())))
    };
    code(leaves, next, |_, columns| Ok(columns), intake)
}

/// Codes pieces, each of so many rows. What their columns are is found by `fetch`, from the number of the piece and what
/// came with it.
fn code(
    leaves: &[Leaf],
    mut next: impl FnMut() -> Result<Option<(usize, Vec<Column>)>, ReadError>,
    fetch: impl Fn(usize, Vec<Column>) -> Result<Vec<Column>, ReadError> + Sync,
    intake: &mut Intake<'_>,
) -> Result<(), ReadError> {
    let zone = intake.builder.zone();
    let (mut number, mut line) = (0, 0u32);
    let next = |piece: &mut Piece| {
        let Some((rows, columns)) = next()? else { return Ok(false) };
        let first = line.saturating_add(1);
        line = line.saturating_add(u32::try_from(rows).unwrap_or(u32::MAX));
        *piece = Piece { number, columns, lines: (first..=line).collect(), coded: Ok(Coded::default()) };
        number += 1;
        Ok(true)
    };
    let work = |piece: &mut Piece, desk: &mut Desk<()>, _: When| {
        let cells: Result<Vec<Cells>, _> = desk.decode(|_| {
            let columns = fetch(piece.number, std::mem::take(&mut piece.columns))?;
            leaves.iter().map(|leaf| Cells::of(leaf, &columns, zone)).collect()
        });
        piece.coded = cells.map(|cells| {
            let values: Vec<_> = cells.iter().map(Cells::values).collect();
            desk.code(|coder| coder.code(&piece.lines, &values))
        });
        true
    };
    let put = |piece: &mut Piece, put: &mut Put<'_>| {
        put.builder.put(std::mem::replace(&mut piece.coded, Ok(Coded::default()))?, put.translation);
        Ok(())
    };
    intake.pump(next, work, put)
}

/// Some rows on their way.
struct Piece {
    number: usize,
    columns: Vec<Column>,
    lines: Vec<u32>,
    coded: Result<Coded, ReadError>,
}

impl Default for Piece {
    fn default() -> Self {
        Piece { number: 0, columns: Vec::new(), lines: Vec::new(), coded: Ok(Coded::default()) }
    }
}

/// All rows as a table of texts.
fn table_of(
    leaves: &[Leaf],
    name: &str,
    next: &mut dyn FnMut() -> Result<Option<RecordBatch>, ReadError>,
) -> Result<Table, ReadError> {
    let columns = leaves.iter().map(|leaf| leaf.name.clone()).collect();
    let mut table = Table { source: name.to_owned(), columns, ..Table::default() };
    let mut line = 0u32;
    while let Some(batch) = next()? {
        let columns: Vec<Column> = batch.columns().iter().map(|array| Lists::default().column(array.clone())).collect();
        let columns = leaves.iter().map(|leaf| Cells::of(leaf, &columns, Tz::UTC)).collect::<Result<Vec<_>, _>>()?;
        let values: Vec<_> = columns.iter().map(Cells::values).collect();
        for row in 0..batch.num_rows() {
            line = line.saturating_add(1);
            let cells = values.iter().map(|values| values.text(row).map_or_else(String::new, Cow::into_owned));
            table.rows.push((line, cells.collect()));
        }
    }
    Ok(table)
}

/// What a decoder does; a panic of it is a broken file.
fn guarded<T>(work: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(broken("it cannot be decoded")))
}

/// All of what cannot be read twice.
fn whole(input: impl Read) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    input.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST { Err(ReadError::TooLarge) } else { Ok(bytes) }
}

fn broken(error: impl std::fmt::Display) -> ReadError {
    ReadError::Archive(error.to_string())
}
