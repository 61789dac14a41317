//! The machine: programs, calendars, records, the evaluator and the report.

pub mod calendar;
pub mod exact;
#[allow(missing_docs, reason = "what a field of a variant holds is said at the variant")]
pub mod program;
pub mod report;
pub mod schema;
