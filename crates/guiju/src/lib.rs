//! 规矩 Guiju makes work standards (岗位工作标准) executable: the document itself, almost in its own words,
//! is scored against activity records, exactly and with every point explained.
//!
//! # A complete program
//!
//! ```
#![doc = include_str!("../../../examples/quickstart.rs")]
//! ```
#![doc = include_str!("../docs/guide.md")]
#![doc = include_str!("../docs/time.md")]

mod account;
pub mod against;
pub mod analysis;
mod compiled;
pub mod diff;
mod draft;
mod error;
mod format;
mod headings;
mod import;
mod lint;
mod near;
mod package;
mod reads;
mod records;
pub mod services;
mod standards;
pub mod testing;
mod unread;

pub use compiled::{
    Compiled, CompiledFile, Explain, ExplainDiagnostic, ExplainFile, compile, compile_in, compile_text,
};
pub use draft::{Draft, draft};
pub use error::Error;
pub use format::{Formatted, Layout, format, format_text};
#[cfg(feature = "arrow")]
pub use guiju_arrow::{ArrowError, RecordBatch, Schema as ArrowSchema};
pub use guiju_compile::Explained;
pub use guiju_compile::draft::Lacking;
pub use guiju_compile::lint::{Example, Page, RULES, Rule};
pub use guiju_compile::near::nearest;
pub use guiju_engine::evaluate::{EvaluateError, Limits, Options, Range, Sink};
pub use guiju_engine::evidence::{Account, Evidence, Grounds, Part, PartKind, Piece, Why};
pub use guiju_engine::exact::Exact;
pub use guiju_engine::report::{
    ClauseReport, Moment, Outcome, PartReport, PersonReport, Problem, ProblemKind, Reason, Report, StandardReport,
    Status,
};
pub use guiju_engine::state::StateError;
pub use guiju_engine::tracker::{
    ClauseStanding, Counted, Past, PastPerson, PersonStanding, Pushed, Remaining, Tracker,
};
pub use guiju_engine::verdicts::{Standing, Verdict, Verdicts};
pub use guiju_formats::read::ReadError;
pub use guiju_formats::read::intake::Spent;
pub use guiju_formats::write;
pub use guiju_syntax::catalogue::{Code, general};
pub use guiju_syntax::diagnostic::{Diagnostic, Edit, Lang, Severity};
pub use guiju_syntax::keywords::{KEYWORDS, Keyword, Role};
pub use guiju_syntax::span::{Source, Span};
pub use import::{Group, Import, Unformalised, import};
pub use package::{MANIFEST, packages};
pub use records::{Builder, Records};
pub use standards::Standards;
