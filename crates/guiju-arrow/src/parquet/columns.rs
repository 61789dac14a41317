//! The columns of a file, each decoded by itself, by whichever thread comes first.

use std::sync::{Mutex, PoisonError, TryLockError};

use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ParquetRecordBatchReader};
use parquet::file::reader::ChunkReader;

use super::reader;
use crate::leaves::{Column, Lists};
use crate::{ReadError, broken, guarded};

/// All columns that are read.
pub struct Columns {
    columns: Vec<Mutex<Stream>>,
}

/// One column, batch by batch.
struct Stream {
    reader: ParquetRecordBatchReader,
    lists: Lists,
    /// The number of the batch that comes next.
    next: usize,
    /// Batches that were passed on the way to a later one.
    passed: Vec<(usize, Column)>,
    /// Why there are no more.
    failed: Option<String>,
}

impl Columns {
    /// Those of a file that are read, by their place in its schema.
    pub fn of<R: ChunkReader + Clone + 'static>(
        input: &R,
        metadata: &ArrowReaderMetadata,
        roots: &[usize],
    ) -> Result<Columns, ReadError> {
        let stream = |root: &usize| {
            let mask = ProjectionMask::roots(metadata.parquet_schema(), [*root]);
            let reader = reader(input.clone(), metadata.clone(), mask)?;
            Ok(Mutex::new(Stream { reader, lists: Lists::default(), next: 0, passed: Vec::new(), failed: None }))
        };
        Ok(Columns { columns: roots.iter().map(stream).collect::<Result<_, ReadError>>()? })
    }

    /// The batch of a number, which is asked for once, and has so many rows. A column that another thread is decoding is
    /// left for later, when what it decodes may be what is asked for here.
    pub fn fetch(&self, number: usize, rows: usize) -> Result<Vec<Column>, ReadError> {
        let mut found: Vec<Option<Column>> = vec![None; self.columns.len()];
        for wait in [false, true] {
            for (found, stream) in found.iter_mut().zip(&self.columns) {
                if found.is_some() {
                    continue;
                }
                let mut stream = match stream.try_lock() {
                    Ok(stream) => stream,
                    Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
                    Err(TryLockError::WouldBlock) if !wait => continue,
                    Err(TryLockError::WouldBlock) => stream.lock().unwrap_or_else(PoisonError::into_inner),
                };
                let column = stream.batch(number)?;
                if column.array.len() != rows {
                    return Err(broken("its columns are not equally long"));
                }
                *found = Some(column);
            }
        }
        Ok(found.into_iter().flatten().collect())
    }
}

impl Stream {
    fn batch(&mut self, number: usize) -> Result<Column, ReadError> {
        if let Some(place) = self.passed.iter().position(|(passed, _)| *passed == number) {
            return Ok(self.passed.swap_remove(place).1);
        }
        while self.failed.is_none() {
            let reader = &mut self.reader;
            let batch = guarded(|| reader.next().transpose().map_err(broken));
            let array = batch.map(|batch| batch.and_then(|batch| batch.columns().first().cloned()));
            match array {
                Ok(Some(array)) => {
                    let column = self.lists.column(array);
                    let own = self.next;
                    self.next += 1;
                    if own == number {
                        return Ok(column);
                    }
                    self.passed.push((own, column));
                }
                Ok(None) => self.failed = Some("it ends too early".to_owned()),
                Err(ReadError::Archive(cause)) => self.failed = Some(cause),
                Err(other) => return Err(other),
            }
        }
        Err(broken(self.failed.as_deref().unwrap_or_default()))
    }
}
