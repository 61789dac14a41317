//! The pest parser of `grammar.pest`.

use pest_derive::Parser;

/// The parser.
#[derive(Parser)]
#[grammar = "grammar.pest"]
pub struct Grammar;
