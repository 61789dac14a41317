//! Text to tree: the grammar of Guiju, spans, diagnostics and the canonical printer.

// The parser that is generated names it.
extern crate alloc;

#[allow(missing_docs, reason = "what a field of a variant holds is said at the variant")]
pub mod ast;
pub mod canonical;
pub mod catalogue;
pub mod comments;
pub mod diagnostic;
pub mod format;
mod grammar;
pub mod keywords;
mod letters;
mod lexicon;
pub mod mentions;
mod names;
mod near;
pub mod normal;
mod numbers;
mod parse;
pub mod span;
mod words;

pub use names::Names;
pub use parse::document::{Line, is_for_people, leaves_out, lines as logical_lines, of_file};
pub use parse::items::{Heading, Item, read_line};
pub use parse::{DEEPEST, LONGEST, Parse, parse, parse_condition, parse_expr, parse_requirements};
