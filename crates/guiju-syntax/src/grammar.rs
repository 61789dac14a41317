//! The pest parser of `grammar.pest`.

use pest_derive::Parser;

/// The parser.
#[derive(Parser)]
#[grammar = "grammar.pest"]
pub struct Grammar;

/// The grammar's own text, which the table of keywords is checked against.
#[cfg(test)]
pub(crate) const TEXT: &str = include_str!("grammar.pest");
