//! What was read of some of the records, in a compact and versioned form: what trackers are restored from, and what
//! parts of the records read apart are merged from.
//!
//! The form is the letters `guiju`, the version (a byte), the fingerprint of the program (8 bytes, little endian), and
//! the columns in the encoding of [postcard](https://postcard.jamesmunns.com). A state is understood by the program
//! that made it, and by no other.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::problems::Problems;
use crate::program::Program;
use crate::records::{Records, RecordsBuilder, Released};
use crate::tracker::Past;

const MAGIC: &[u8] = b"guiju";

/// The version of the form.
pub const STATE_VERSION: u8 = 5;

/// Why a state cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StateError {
    /// It does not begin as a state does.
    #[error("this is no state of Guiju")]
    NoState,
    /// It was made by another version of Guiju.
    #[error("the state has version {0}, not {STATE_VERSION}")]
    Version(u8),
    /// It was made with other standards, or another vocabulary or calendar.
    #[error("the state was made by another program; make it anew with these standards")]
    OtherProgram,
    /// It breaks off, or holds what no state can hold.
    #[error("the state is damaged")]
    Damaged,
    /// It could not be written.
    #[error("the state could not be encoded: {0}")]
    Encode(String),
}

/// Writes what a builder has read as a state of this program; `count` is kept with it.
///
/// # Errors
/// [`StateError::Encode`]
pub fn encode(program: &Program, read: &RecordsBuilder, count: u32) -> Result<Vec<u8>, StateError> {
    encode_open(program, read, count, None)
}

/// What a tracker that has gone on knows besides.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Open {
    /// The first day of the range that it follows.
    pub from: NaiveDate,
    /// The day after the last.
    pub to: NaiveDate,
    /// The ids of what it has let go of.
    pub released: Released,
    /// What was judged before.
    pub past: Past,
}

/// The same with what a tracker knows besides.
pub(crate) fn encode_open(
    program: &Program,
    read: &RecordsBuilder,
    count: u32,
    open: Option<&Open>,
) -> Result<Vec<u8>, StateError> {
    let failed = |cause: postcard::Error| StateError::Encode(cause.to_string());
    let mut bytes = MAGIC.to_vec();
    bytes.push(STATE_VERSION);
    bytes.extend(fingerprint(program)?.to_le_bytes());
    postcard::to_extend(&(count, open, read.records(), read.problems()), bytes).map_err(failed)
}

/// Adds a state of this program to what a builder has read; gives back what was kept with it.
///
/// # Errors
/// Where it is none, or of another version or program, or damaged; then nothing is added.
pub fn decode(program: &Program, bytes: &[u8], into: &mut RecordsBuilder) -> Result<u32, StateError> {
    decode_open(program, bytes, into).map(|(count, _)| count)
}

/// The same with what a tracker knows besides.
pub(crate) fn decode_open(
    program: &Program,
    bytes: &[u8],
    into: &mut RecordsBuilder,
) -> Result<(u32, Option<Open>), StateError> {
    let rest = bytes.strip_prefix(MAGIC).ok_or(StateError::NoState)?;
    let (version, rest) = rest.split_first().ok_or(StateError::Damaged)?;
    if *version != STATE_VERSION {
        return Err(StateError::Version(*version));
    }
    let (own, rest) = rest.split_first_chunk::<8>().ok_or(StateError::Damaged)?;
    if u64::from_le_bytes(*own) != fingerprint(program)? {
        return Err(StateError::OtherProgram);
    }
    let decoded: (u32, Option<Open>, Records, Problems) =
        postcard::from_bytes(rest).map_err(|_| StateError::Damaged)?;
    let (count, open, records, problems) = decoded;
    if !records.is_whole(&program.schema) {
        return Err(StateError::Damaged);
    }
    into.append(&records, &problems);
    Ok((count, open))
}

/// FNV-1a over the program's own encoding.
fn fingerprint(program: &Program) -> Result<u64, StateError> {
    struct Fnv(u64);
    impl postcard::ser_flavors::Flavor for Fnv {
        type Output = u64;

        fn try_push(&mut self, byte: u8) -> postcard::Result<()> {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            Ok(())
        }

        fn finalize(self) -> postcard::Result<u64> {
            Ok(self.0)
        }
    }
    let mut serializer = postcard::Serializer { output: Fnv(0xcbf2_9ce4_8422_2325) };
    program.serialize(&mut serializer).map_err(|cause| StateError::Encode(cause.to_string()))?;
    Ok(serializer.output.0)
}
