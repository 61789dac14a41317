//! Archives (xlsx, docx) that are no larger unpacked than they should be.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::ReadError;

/// The largest archive that is read, in bytes.
const LARGEST: u64 = 256 << 20;
/// The most that the parts of an archive may come to, unpacked, in bytes.
const LARGEST_UNPACKED: u64 = 1 << 30;
/// The most parts of an archive.
const MOST_PARTS: usize = 10_000;

/// All of a file, unless it is too large.
pub(super) fn whole(input: &mut dyn Read) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    input.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(ReadError::TooLarge);
    }
    Ok(bytes)
}

/// Opens an archive after unpacking every part once, to see that what it says of its sizes is true.
pub(super) fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > MOST_PARTS {
        return Err(ReadError::TooLarge);
    }
    let mut left = LARGEST_UNPACKED;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(broken)?;
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
        let size = unpacked.map_err(|cause| ReadError::Archive(cause.to_string()))?;
        left = left.checked_sub(size).ok_or(ReadError::TooLarge)?;
    }
    Ok(archive)
}

fn broken(error: ZipError) -> ReadError {
    match error {
        ZipError::Io(cause) => ReadError::Archive(cause.to_string()),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ReadError::Locked,
        other => ReadError::Archive(other.to_string()),
    }
}
