//! The machine: programs, calendars, records, the evaluator and the report.

mod block;
pub mod calendar;
mod chains;
mod check;
pub mod coverage;
pub mod evaluate;
pub mod evidence;
pub mod exact;
mod index;
pub mod leave;
mod mark;
pub mod moment;
mod noted;
mod parts;
pub mod people;
pub mod periods;
mod predicate;
mod problems;
#[allow(missing_docs, reason = "what a field of a variant holds is said at the variant")]
pub mod program;
mod reach;
pub mod records;
pub mod register;
pub mod report;
mod run;
pub mod schema;
mod score;
pub mod state;
pub mod table;
mod tally;
mod threads;
pub mod tracker;
pub mod verdicts;
