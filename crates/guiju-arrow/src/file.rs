//! Arrow files (Feather version 2), and Arrow streams.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};

use arrow_array::RecordBatch;
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_schema::SchemaRef;
use guiju_engine::table::Table;
use guiju_formats::read::ReadError;
use guiju_formats::read::intake::{Input, Intake};

use crate::{begin, broken, guarded, leaves, read, table_of, whole};

/// How an Arrow file begins; a stream begins otherwise.
const FILE: &[u8] = b"ARROW1";

/// Reads records.
///
/// # Errors
/// Where it is neither an Arrow file nor a stream, or a broken one.
pub fn records(mut input: Input<'_>, intake: &mut Intake<'_>) -> Result<(), ReadError> {
    let (schema, mut next) = open(&mut input)?;
    let mut leaves = leaves::of(&schema);
    begin(&mut leaves, intake);
    read(&leaves, &mut *next, intake)
}

/// Reads a whole table: people, or a register.
///
/// # Errors
/// Where it is neither an Arrow file nor a stream, or a broken one.
pub fn table(mut input: Input<'_>, name: &str, _wanted: &[&str]) -> Result<Table, ReadError> {
    let (schema, mut next) = open(&mut input)?;
    table_of(&leaves::of(&schema), name, &mut *next)
}

/// Batches, until there are no more.
type Next<'a> = Box<dyn FnMut() -> Result<Option<RecordBatch>, ReadError> + 'a>;

fn open<'a>(input: &'a mut Input<'_>) -> Result<(SchemaRef, Next<'a>), ReadError> {
    match input {
        Input::File(file) => {
            let mut first = [0; FILE.len()];
            let mut file: File = file.try_clone()?;
            let is_file = file.read_exact(&mut first).is_ok() && first == FILE;
            file.seek(SeekFrom::Start(0))?;
            if is_file { blocks(BufReader::new(file)) } else { stream(BufReader::new(file)) }
        }
        Input::Stream(input) => {
            let mut first = Vec::new();
            input.take(FILE.len() as u64).read_to_end(&mut first)?;
            let is_file = first == FILE;
            let input = Cursor::new(first).chain(input);
            if is_file { blocks(Cursor::new(whole(input)?)) } else { stream(input) }
        }
    }
}

fn blocks<'a>(input: impl Read + Seek + 'a) -> Result<(SchemaRef, Next<'a>), ReadError> {
    let mut reader = guarded(|| FileReader::try_new(input, None).map_err(broken))?;
    Ok((reader.schema(), Box::new(move || guarded(|| reader.next().transpose().map_err(broken)))))
}

fn stream<'a>(input: impl Read + 'a) -> Result<(SchemaRef, Next<'a>), ReadError> {
    let mut reader = guarded(|| StreamReader::try_new(input, None).map_err(broken))?;
    Ok((reader.schema(), Box::new(move || guarded(|| reader.next().transpose().map_err(broken)))))
}
