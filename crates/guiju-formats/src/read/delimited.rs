//! Delimited text, in constant memory, such that a broken line costs that line alone.
//!
//! The usual rules hold (RFC 4180: `"` quotes a cell, `""` is a quote in it, a quoted cell may hold line breaks), but
//! a quote left open does not swallow the rest of the file: where the lines that follow do not make a whole row of
//! it, the line that opened it is broken and reading goes on with the next. So is a line with fewer cells than the header
//! has names: whether it was cut off, or a line break got into a cell, is not to be seen, and blanks would be guessed.
//!
//! Lines without quotes are taken by the block, all others one by one.

use std::io::{self, Read};
use std::time::Duration;

use super::block::{BLOCK, Block, Span, position};
use super::encoding::Encoding;
use super::lines::{Line, Lines};
use super::marks::{equal, marks};
use super::{ReadError, columns};

/// A row runs over at most so many lines.
const MOST_LINES: usize = 64;

/// A table of delimited text, whose header was read.
pub(super) struct Delimited<R> {
    lines: Lines<R>,
    encoding: Encoding,
    /// What the columns are called.
    pub names: Vec<String>,
    delimiter: char,
    cells: Cells,
}

/// Fewer bytes than these are split where they are read.
const FEW: usize = BLOCK / 4;

/// What makes rows of whole lines without quotes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Splitter {
    delimiter: u8,
    width: usize,
}

/// Some rows, and the blank lines behind the last of them: within the table they are broken, at its end they say nothing.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub block: Block,
    pub blank: Vec<u32>,
    /// Whether its lines are still to be split.
    whole: bool,
}

impl Rows {
    fn row(&mut self, line: u32) {
        self.block.broken.append(&mut self.blank);
        self.block.lines.push(line);
    }

    fn broken(&mut self, line: u32) {
        self.block.broken.append(&mut self.blank);
        self.block.broken.push(line);
    }

    /// Whether there is anything in it but blank lines.
    pub fn says_something(&self) -> bool {
        !self.block.lines.is_empty() || !self.block.broken.is_empty()
    }
}

impl<R: Read> Delimited<R> {
    /// Reads the header: the first line that is not blank.
    pub fn open(input: R) -> Result<Self, ReadError> {
        let mut table = Delimited {
            lines: Lines::open(input)?,
            encoding: Encoding::default(),
            names: Vec::new(),
            delimiter: ',',
            cells: Cells::default(),
        };
        while let Some(line) = table.lines.next()? {
            if line.is_blank() {
                continue;
            }
            let text = table.encoding.decode(&line.bytes).unwrap_or_else(|| String::from_utf8_lossy(&line.bytes));
            let found = |delimiter: &char| text.contains(*delimiter);
            table.delimiter = [',', '\t', ';', '\u{FF0C}'].into_iter().find(found).unwrap_or(',');
            split(&text, table.delimiter, false, &mut table.cells);
            table.names = columns::names(table.cells.iter());
            break;
        }
        Ok(table)
    }

    /// What splits the lines that [`Delimited::next`] leaves whole.
    pub fn splitter(&self) -> Splitter {
        Splitter { delimiter: u8::try_from(self.delimiter).unwrap_or(b','), width: self.names.len() }
    }

    /// The next rows; false where there are no more.
    pub fn next(&mut self, rows: &mut Rows) -> Result<bool, ReadError> {
        rows.block.clear(self.names.len());
        rows.blank.clear();
        rows.whole = false;
        while !rows.block.is_full() {
            if self.delimiter.is_ascii() && self.encoding != Encoding::Gb18030 {
                let length = self.lines.plain((b'"', 0))?.0.len();
                let begun = rows.says_something() || !rows.blank.is_empty();
                if length >= FEW && begun {
                    return Ok(true);
                }
                let from = rows.block.text.len();
                if length > 0 && self.lines.hand_over((b'"', 0), &mut rows.block)? {
                    let text = rows.block.text.get(from..).unwrap_or_default();
                    if self.encoding == Encoding::Undecided && !text.is_ascii() {
                        self.encoding = Encoding::Utf8;
                    }
                    if length >= FEW {
                        rows.whole = true;
                        return Ok(true);
                    }
                    self.splitter().split(rows, from);
                    continue;
                }
            }
            let Some(line) = self.lines.next()? else {
                return Ok(rows.says_something() || !rows.blank.is_empty());
            };
            if line.is_blank() {
                rows.blank.push(line.number);
                continue;
            }
            let number = line.number;
            if self.row(line)? {
                let base = position(rows.block.text.len());
                rows.block.text.push_str(&self.cells.text);
                let moved = |(from, to): &Span| (base.saturating_add(*from), base.saturating_add(*to));
                rows.block.spans.extend(self.cells.spans.iter().map(moved));
                rows.row(number);
            } else {
                rows.broken(number);
            }
        }
        Ok(true)
    }

    /// How long the input was waited for.
    pub fn waited(&self) -> Duration {
        self.lines.waited()
    }

    /// Splits the row that starts with `line` into the cells, taking further lines where a quote is open; `false` where it
    /// makes no row, and then only `line` itself is used up.
    fn row(&mut self, line: Line) -> io::Result<bool> {
        self.cells.clear();
        let mut end = self.add(&line, false);
        let mut more = Vec::new();
        while end == End::Open && more.len() < MOST_LINES {
            let Some(next) = self.lines.next()? else { break };
            end = self.add(&next, true);
            more.push(next);
        }
        let whole = end == End::Closed && fit(&mut self.cells.spans, 0, self.names.len());
        self.lines.spare = line.bytes;
        if !whole {
            self.lines.put_back(more);
        }
        Ok(whole)
    }

    /// Adds a line to the row in the cells.
    fn add(&mut self, line: &Line, open: bool) -> End {
        match self.encoding.decode(&line.bytes) {
            Some(text) if !line.long => split(&text, self.delimiter, open, &mut self.cells),
            _ => End::Broken,
        }
    }
}

impl Splitter {
    /// Splits what was left whole.
    pub fn finish(self, rows: &mut Rows) {
        if std::mem::take(&mut rows.whole) {
            self.split(rows, 0);
        }
    }

    /// Splits the lines of the text behind a place.
    fn split(self, rows: &mut Rows, from: usize) {
        let text = std::mem::take(&mut rows.block.text);
        let bytes = text.as_bytes();
        let (mut line, width) = (rows.block.before, self.width);
        // Where the row begins among the cells, where the line begins, and where the cell does.
        let (mut row, mut first, mut start) = (rows.block.spans.len(), from, from);
        let marked = |word: u64| equal(word, self.delimiter) | equal(word, b'\n');
        marks(bytes.get(from..).unwrap_or_default(), marked, |at| {
            let at = from + at;
            rows.block.spans.push((position(start), position(at)));
            start = at + 1;
            if bytes.get(at) != Some(&b'\n') {
                return;
            }
            line = line.saturating_add(1);
            if let Some((from, to)) = rows.block.spans.last_mut() {
                while to > from && bytes.get(*to as usize - 1) == Some(&b'\r') {
                    *to -= 1;
                }
            }
            let whole = bytes.get(first..at).unwrap_or_default();
            first = start;
            if whole.first().is_none_or(u8::is_ascii_whitespace) && whole.iter().all(u8::is_ascii_whitespace) {
                rows.block.spans.truncate(row);
                rows.blank.push(line);
            } else if rows.block.spans.len() - row == width || fit(&mut rows.block.spans, row, width) {
                rows.row(line);
                row = rows.block.spans.len();
            } else {
                rows.block.spans.truncate(row);
                rows.broken(line);
            }
        });
        rows.block.text = text;
    }
}

/// Whether those from a place on are cells for so many columns; empty cells past the last column are dropped.
fn fit(spans: &mut Vec<Span>, from: usize, columns: usize) -> bool {
    while spans.len() > from + columns.max(1) && spans.last().is_some_and(|(from, to)| from == to) {
        spans.pop();
    }
    spans.len() == from + columns
}

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// With its last cell.
    Closed,
    /// Within quotes.
    Open,
    /// It is no text, or something stands behind a closing quote.
    Broken,
}

/// Splits a line into `cells`, going on with the last cell where a quote is `open`.
fn split(text: &str, delimiter: char, open: bool, cells: &mut Cells) -> End {
    if !open {
        cells.clear();
    }
    if !open && !text.contains('"') {
        text.split(delimiter).for_each(|cell| {
            cells.text.push_str(cell);
            cells.end();
        });
        return End::Closed;
    }
    if open {
        cells.text.push('\n');
    }
    let (mut quoted, mut rest) = match text.strip_prefix('"') {
        Some(rest) if !open => (true, rest),
        _ => (open, text),
    };
    loop {
        if quoted {
            // Up to the quote that ends the cell; two of them are one in it.
            let Some((inside, behind)) = rest.split_once('"') else {
                cells.text.push_str(rest);
                return End::Open;
            };
            cells.text.push_str(inside);
            if let Some(behind) = behind.strip_prefix('"') {
                cells.text.push('"');
                rest = behind;
                continue;
            }
            cells.end();
            match behind.strip_prefix(delimiter) {
                Some(next) => rest = next,
                None => return if behind.is_empty() { End::Closed } else { End::Broken },
            }
        } else {
            // A quote within a cell that does not begin with one is a letter like others.
            let Some((cell, next)) = rest.split_once(delimiter) else {
                cells.text.push_str(rest);
                cells.end();
                return End::Closed;
            };
            cells.text.push_str(cell);
            cells.end();
            rest = next;
        }
        quoted = rest.starts_with('"');
        if quoted {
            rest = rest.get(1..).unwrap_or_default();
        }
    }
}

/// The cells of one row, one behind the other.
#[derive(Default)]
struct Cells {
    text: String,
    spans: Vec<Span>,
}

impl Cells {
    fn clear(&mut self) {
        self.text.clear();
        self.spans.clear();
    }

    fn end(&mut self) {
        let start = self.spans.last().map_or(0, |(_, end)| *end);
        self.spans.push((start, position(self.text.len())));
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        self.spans.iter().map(|(from, to)| self.text.get(*from as usize..*to as usize).unwrap_or_default())
    }
}
