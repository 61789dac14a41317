//! A file that several threads read, each where it is.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{ChunkReader, Length};

/// The file. What it is cloned from shares the place where it is read, and so no other clone may be read meanwhile.
#[derive(Debug, Clone)]
pub struct Shared {
    file: Arc<Mutex<File>>,
    length: u64,
}

impl Shared {
    pub fn new(file: File) -> io::Result<Shared> {
        Ok(Shared { length: file.metadata()?.len(), file: Arc::new(Mutex::new(file)) })
    }

    fn at(&self, place: u64) -> At {
        At { file: self.file.clone(), place }
    }
}

impl Length for Shared {
    fn len(&self) -> u64 {
        self.length
    }
}

impl ChunkReader for Shared {
    type T = BufReader<At>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        Ok(BufReader::new(self.at(start)))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let mut bytes = Vec::with_capacity(length);
        self.at(start).take(length as u64).read_to_end(&mut bytes)?;
        match bytes.len() == length {
            true => Ok(bytes.into()),
            false => Err(ParquetError::EOF(format!("{length} bytes were expected, {} are there", bytes.len()))),
        }
    }
}

/// A place in the file, from which on it is read.
#[derive(Debug)]
pub struct At {
    file: Arc<Mutex<File>>,
    place: u64,
}

impl Read for At {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.place))?;
        let read = file.read(buffer)?;
        self.place += read as u64;
        Ok(read)
    }
}
