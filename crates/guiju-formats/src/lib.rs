//! The edges: records come in, reports go out. All input and output of Guiju's data is here; what it means is not.
//!
//! A format is one file in `read/` or `write/` and one row in [`read::READERS`] or [`write::WRITERS`].

pub mod read;
pub mod write;
