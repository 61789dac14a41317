//! What the targets of this package share: transcripts in Markdown, and the reference evaluator.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

pub mod arrow;
pub mod command;
pub mod diff;
pub mod markdown;
pub mod office;
pub mod reading;
pub mod reference;
