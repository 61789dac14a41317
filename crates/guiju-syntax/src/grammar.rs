//! The pest parser of `grammar.pest`.

use pest_derive::Parser;

/// The parser.
#[derive(Parser)]
#[grammar = "grammar.pest"]
pub struct Grammar;

/// The grammar's own text.
pub(crate) const TEXT: &str = include_str!("grammar.pest");

/// Every Chinese word that the grammar spells out.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    let rules = TEXT.lines().filter(|line| !line.starts_with("//"));
    rules.flat_map(|rule| rule.split('"').skip(1).step_by(2)).filter(|word| word.starts_with(is_han))
}

/// A letter of the rule `han`.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}
