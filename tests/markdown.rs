//! Markdown as a list of cases: headings, fenced blocks and tables, each with its place in the file.

use std::ops::Range;

/// A file: what stands before the first `##`, and the cases below.
#[derive(Debug)]
pub struct Document {
    /// Blocks that every case shares.
    pub shared: Vec<Block>,
    /// One per `##` heading.
    pub cases: Vec<Case>,
}

/// A `##` heading with its blocks.
#[derive(Debug)]
pub struct Case {
    /// The words of the heading.
    pub name: String,
    /// Its line, from 1.
    pub line: usize,
    /// What stands below it, prose left out.
    pub blocks: Vec<Block>,
}

/// A fenced block or a table.
#[derive(Debug)]
pub struct Block {
    /// Its first line, from 1.
    pub line: usize,
    /// The bytes of its contents: inside the fences, or all lines of the table.
    pub body: Range<usize>,
    /// Which.
    pub kind: Kind,
}

/// The kinds of blocks.
#[derive(Debug)]
pub enum Kind {
    /// A fenced block with the words of its info string.
    Fence(Vec<String>),
    /// A table.
    Table,
}

/// Reads a file.
pub fn read(text: &str) -> Document {
    let mut document = Document { shared: Vec::new(), cases: Vec::new() };
    let mut lines = Lines { text, offset: 0, line: 0 };
    while let Some((start, line)) = lines.next() {
        if let Some(name) = line.strip_prefix("## ") {
            document.cases.push(Case { name: name.trim().to_owned(), line: lines.line, blocks: Vec::new() });
            continue;
        }
        let first = lines.line;
        let block = if line.starts_with("```") {
            let ticks = line.len() - line.trim_start_matches('`').len();
            let info = line[ticks..].split_whitespace().map(str::to_owned).collect();
            let body = lines.offset;
            let end = loop {
                match lines.next() {
                    Some((end, line)) if line.starts_with(&"`".repeat(ticks)) => break end,
                    Some(_) => {}
                    None => break text.len(),
                }
            };
            Block { line: first, body: body..end, kind: Kind::Fence(info) }
        } else if line.starts_with('|') {
            while lines.peek().is_some_and(|line| line.starts_with('|')) {
                lines.next();
            }
            Block { line: first, body: start..lines.offset, kind: Kind::Table }
        } else {
            continue;
        };
        match document.cases.last_mut() {
            Some(case) => case.blocks.push(block),
            None => document.shared.push(block),
        }
    }
    document
}

/// Lines with their byte offsets.
struct Lines<'a> {
    text: &'a str,
    offset: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    fn peek(&self) -> Option<&'a str> {
        self.text[self.offset..].split_inclusive('\n').next()
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let line = self.peek()?;
        let start = self.offset;
        self.offset += line.len();
        self.line += 1;
        Some((start, line.trim_end_matches(['\n', '\r'])))
    }
}

/// The cells of a table's row.
pub fn cells(row: &str) -> Vec<String> {
    row.trim().trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
}
