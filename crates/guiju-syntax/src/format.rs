//! The formatter: one layout for every file.
//!
//! It changes how a file looks and never what it says: every comment stays, nothing changes its order, what cannot be
//! read stays as it is to the byte, and reading the result gives the same tree. Formatting twice changes nothing more.

mod line;

use std::collections::BTreeMap;

use crate::names::Names;
use crate::parse::document::{Line, lines};
use crate::span::{Source, Span};

/// What stands before a property of a clause, and before the lines that go on with it.
const INDENT: &str = "   ";

/// A clause in its canonical form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewrite {
    /// Its requirements.
    pub requirements: Vec<String>,
    /// The property lines that its sentence stated itself.
    pub properties: Vec<String>,
}

/// The file in the one layout.
///
/// ```
/// use guiju_syntax::{Names, format::format, span::Source};
/// let source = Source::new("a.gj", "１．每周 上门访问客户>=８家\n分值20\n");
/// assert_eq!(format(&source, &Names::default()), "1. 每周 上门访问客户 >= 8 家\n   分值 20\n");
/// ```
pub fn format(source: &Source, names: &Names) -> String {
    lay_out(source, names, None)
}

/// The same, with properties in canonical form and the clauses of these spans rewritten; what they said before stays
/// above them as a comment.
pub fn rewrite(source: &Source, names: &Names, rewrites: &BTreeMap<Span, Rewrite>) -> String {
    lay_out(source, names, Some(rewrites))
}

fn lay_out(source: &Source, names: &Names, rewrites: Option<&BTreeMap<Span, Rewrite>>) -> String {
    let text = source.text();
    let mut page = Page { lines: Vec::new(), gap: false };
    let mut lay = line::Layout { names, rewrites, below_clause: false };
    let mut at = 0;
    for Line { start, end, indented } in lines(text) {
        page.between(text.get(at..start).unwrap_or(""));
        let written = text.get(start..end).unwrap_or("").trim_start_matches(BOM);
        page.put(lay.line(written, Span::new(end - written.len(), end).start, indented));
        at = end;
    }
    page.between(text.get(at..).unwrap_or(""));
    page.text(text)
}

const BOM: char = '\u{feff}';

/// The lines so far.
struct Page {
    lines: Vec<String>,
    /// Whether a blank line is due before the next.
    gap: bool,
}

impl Page {
    /// Blank lines and comments that belong to no line.
    fn between(&mut self, text: &str) {
        for line in text.lines().map(|line| line.trim_start_matches(BOM)) {
            match line.trim() {
                "" => self.gap = true,
                comment if line.starts_with(comment) => self.put([comment.to_owned()]),
                comment => self.put([format!("{INDENT}{comment}")]),
            }
        }
    }

    fn put(&mut self, lines: impl IntoIterator<Item = String>) {
        if self.gap && !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.gap = false;
        self.lines.extend(lines);
    }

    /// All of it, with the line breaks of the file as it was.
    fn text(&self, before: &str) -> String {
        let crlf = before.split_once('\n').is_some_and(|(first, _)| first.ends_with('\r'));
        let mut text = String::with_capacity(before.len());
        if before.starts_with(BOM) {
            text.push(BOM);
        }
        for line in &self.lines {
            text.push_str(line);
            text.push_str(if crlf { "\r\n" } else { "\n" });
        }
        text
    }
}
