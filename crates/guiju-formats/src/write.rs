//! Writers of reports.

use std::io::{self, Write};

use guiju_engine::report::Report;

mod account;
mod csv;
mod json;
mod problems;
mod text;
mod words;

pub use account::{account, evidence};
pub use csv::csv;
pub use json::json;
pub use problems::problems;
pub use text::{Paint, text};
pub use words::{Lang, decimal, number, short};

/// How a report is to look; each writer takes what concerns it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The language of its words.
    pub lang: Lang,
    /// How many columns a line has.
    pub width: usize,
    /// Whether colours are shown.
    pub colour: bool,
    /// Whether CSV starts with the mark by which spreadsheets know UTF-8.
    pub mark: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { lang: Lang::Zh, width: 100, colour: false, mark: false }
    }
}

/// A form in which a report can be written.
#[derive(Debug, Clone, Copy)]
pub struct Writer {
    /// Its name.
    pub name: &'static str,
    /// What it is, in Chinese and English.
    pub about: (&'static str, &'static str),
    /// Writes a report.
    pub write: fn(&Report, &Options, &mut dyn Write) -> io::Result<()>,
}

/// Every form in which a report can be written; the first is for people.
pub const WRITERS: &[Writer] = &[
    Writer { name: "table", about: ("给人看的表", "a table for people"), write: text },
    Writer { name: "json", about: ("完整的结果,版本 1", "everything, version 1"), write: json },
    Writer { name: "csv", about: ("每个判定一行", "one line per outcome"), write: csv },
];

#[cfg(test)]
mod tests;
