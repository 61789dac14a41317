//! Parquet files.

mod columns;
mod shared;

use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, Schema};
use bytes::Bytes;
use guiju_engine::table::Table;
use guiju_formats::read::ReadError;
use guiju_formats::read::intake::{Input, Intake};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use parquet::basic::Encoding;
use parquet::errors::ParquetError;
use parquet::file::reader::ChunkReader;

use self::columns::Columns;
use self::shared::Shared;
use crate::leaves::{self, Leaf};
use crate::{BATCH, begin, broken, code, guarded, table_of, whole};

/// Reads records.
///
/// # Errors
/// Where it is no Parquet file, or a broken one.
pub fn records(input: Input<'_>, intake: &mut Intake<'_>) -> Result<(), ReadError> {
    match input {
        Input::File(file) => from(Shared::new(file.try_clone()?)?, intake),
        Input::Stream(stream) => from(Bytes::from(whole(stream)?), intake),
    }
}

/// Reads a whole table: people, or a register.
///
/// # Errors
/// Where it is no Parquet file, or a broken one.
pub fn table(input: Input<'_>, name: &str, _wanted: &[&str]) -> Result<Table, ReadError> {
    let (leaves, mut next) = match input {
        Input::File(file) => open(file.try_clone()?)?,
        Input::Stream(stream) => open(Bytes::from(whole(stream)?))?,
    };
    table_of(&leaves, name, &mut next)
}

fn from(input: impl ChunkReader + Clone + 'static, intake: &mut Intake<'_>) -> Result<(), ReadError> {
    let (leaves, metadata) = opened(&input, |leaves| begin(leaves, intake))?;
    let rows = usize::try_from(metadata.metadata().file_metadata().num_rows()).unwrap_or(0);
    let columns = Columns::of(&input, &metadata, &roots(&leaves))?;
    let leaves = projected(leaves);
    let mut left = rows;
    let next = || {
        let rows = left.min(BATCH);
        left -= rows;
        Ok((rows > 0).then(|| (rows, Vec::new())))
    };
    let fetch = |number: usize, _| columns.fetch(number, BATCH.min(rows - number * BATCH));
    code(&leaves, next, fetch, intake)
}

/// Batches, until there are no more.
type Next = Box<dyn FnMut() -> Result<Option<RecordBatch>, ReadError>>;

/// The columns of a file, and the batches of all.
fn open(input: impl ChunkReader + 'static) -> Result<(Vec<Leaf>, Next), ReadError> {
    let (leaves, metadata) = opened(&input, |_| {})?;
    let mut reader = reader(input, metadata, ProjectionMask::all())?;
    Ok((leaves, Box::new(move || guarded(|| reader.next().transpose().map_err(broken)))))
}

/// The columns of a file, of which `choose` says which are used, and how they are to be read.
fn opened(
    input: &impl ChunkReader,
    choose: impl FnOnce(&mut [Leaf]),
) -> Result<(Vec<Leaf>, ArrowReaderMetadata), ReadError> {
    let options = ArrowReaderOptions::new();
    let metadata = guarded(|| ArrowReaderMetadata::load(input, options.clone()).map_err(failed))?;
    let mut leaves = leaves::of(metadata.schema());
    choose(&mut leaves);
    let fields = metadata.schema().fields().iter().enumerate();
    let fields = fields.map(|(root, field)| Arc::new(as_stored(field, root, &metadata)));
    let schema = Schema::new(fields.collect::<Vec<_>>());
    let options = options.with_schema(Arc::new(schema));
    Ok((leaves, ArrowReaderMetadata::try_new(metadata.metadata().clone(), options).map_err(failed)?))
}

fn reader(
    input: impl ChunkReader + 'static,
    metadata: ArrowReaderMetadata,
    columns: ProjectionMask,
) -> Result<ParquetRecordBatchReader, ReadError> {
    let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(input, metadata);
    guarded(|| builder.with_projection(columns).with_batch_size(BATCH).build().map_err(failed))
}

/// The columns that are read, with what is within them.
fn roots(leaves: &[Leaf]) -> Vec<usize> {
    let mut roots: Vec<usize> = leaves.iter().filter(|leaf| leaf.used).map(Leaf::root).collect();
    roots.dedup();
    roots
}

/// The leaves as they are found in batches of the columns that are read.
fn projected(mut leaves: Vec<Leaf>) -> Vec<Leaf> {
    let roots = roots(&leaves);
    leaves.iter_mut().for_each(|leaf| leaf.projected(&roots));
    leaves
}

/// A column of texts as it is stored: as a dictionary where all of it is one, else as views into its pages.
fn as_stored(field: &Field, root: usize, metadata: &ArrowReaderMetadata) -> Field {
    if !matches!(field.data_type(), DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View) {
        return field.clone();
    }
    let schema = metadata.parquet_schema();
    let column = (0..schema.num_columns()).find(|leaf| schema.get_column_root_idx(*leaf) == root);
    let is_dictionary = |mask: &parquet::basic::EncodingMask| {
        mask.is_only(Encoding::PLAIN_DICTIONARY) || mask.is_only(Encoding::RLE_DICTIONARY)
    };
    let all = column.is_some_and(|column| {
        let mut chunks = metadata.metadata().row_groups().iter().map(|group| group.columns().get(column));
        chunks.all(|chunk| chunk.and_then(|chunk| chunk.page_encoding_stats_mask()).is_some_and(is_dictionary))
    });
    let kind = match all {
        true => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
        false => DataType::Utf8View,
    };
    field.clone().with_data_type(kind)
}

fn failed(error: ParquetError) -> ReadError {
    broken(error)
}
