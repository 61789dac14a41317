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

use super::block::{Block, Span, position};
use super::encoding::{Encoding, strip_mark};
use super::lines::{Line, Lines};
use super::{ReadError, columns};

/// A row runs over at most so many lines.
const MOST_LINES: usize = 64;

/// A table of delimited text, whose header was read.
pub(super) struct Delimited<R> {
    lines: Lines<R>,
    encoding: Encoding,
    /// What the columns are called.
    pub names: Vec<String>,
    /// Which of them are read.
    pub read: Vec<bool>,
    delimiter: char,
    cells: Cells,
    /// Blank lines: within the table they are broken, after its last row they say nothing.
    blank: Vec<u32>,
}

impl<R: Read> Delimited<R> {
    /// Reads the header: the first line that is not blank.
    pub fn open(input: R) -> Result<Self, ReadError> {
        let mut table = Delimited {
            lines: Lines::new(input),
            encoding: Encoding::default(),
            names: Vec::new(),
            read: Vec::new(),
            delimiter: ',',
            cells: Cells::default(),
            blank: Vec::new(),
        };
        while let Some(mut line) = table.lines.next()? {
            if line.number == 1 {
                line.bytes = strip_mark(&line.bytes)?.to_vec();
            }
            if line.bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let text = table.encoding.decode(&line.bytes).unwrap_or_else(|| String::from_utf8_lossy(&line.bytes));
            let found = |delimiter: &char| text.contains(*delimiter);
            table.delimiter = [',', '\t', ';', '\u{FF0C}'].into_iter().find(found).unwrap_or(',');
            split(&text, table.delimiter, false, &mut table.cells);
            table.names = columns::names(table.cells.iter());
            table.read = vec![true; table.names.len()];
            break;
        }
        Ok(table)
    }

    /// The next rows; `None` where there are no more.
    pub fn next(&mut self) -> Result<Option<Block>, ReadError> {
        let mut block = Block::new(&self.read);
        while !block.is_full() {
            if self.take_plain(&mut block)? {
                continue;
            }
            let Some(line) = self.lines.next()? else {
                // Blank lines alone make no row, and are not the end.
                return Ok(Some(block).filter(|block| !block.is_empty()));
            };
            if line.is_blank() {
                self.blank.push(line.number);
                continue;
            }
            block.broken.append(&mut self.blank);
            let number = line.number;
            if self.row(line)? {
                let base = block.text.len();
                block.text.push_str(&self.cells.text);
                block.push(number, base, &self.cells.spans);
            } else {
                block.broken.push(number);
            }
        }
        Ok(Some(block))
    }

    /// How long the input was waited for.
    pub fn waited(&self) -> Duration {
        self.lines.waited()
    }

    /// Adds the lines in memory that hold no quote; false where there are none.
    fn take_plain(&mut self, block: &mut Block) -> Result<bool, ReadError> {
        let Some(delimiter) = u8::try_from(self.delimiter).ok().filter(u8::is_ascii) else { return Ok(false) };
        if self.encoding == Encoding::Gb18030 {
            return Ok(false);
        }
        let (text, mut line) = self.lines.plain((b'"', 0))?;
        if text.is_empty() {
            return Ok(false);
        }
        if self.encoding == Encoding::Undecided && !text.is_ascii() {
            self.encoding = Encoding::Utf8;
        }
        let (bytes, base, width) = (text.as_bytes(), block.text.len(), self.names.len());
        let before = line;
        let spans = &mut self.cells.spans;
        spans.clear();
        // Where the line begins, and where the cell does.
        let (mut first, mut start) = (0, 0);
        for at in memchr::memchr2_iter(delimiter, b'\n', bytes) {
            let ends = bytes.get(at) == Some(&b'\n');
            let mut end = at;
            while ends && end > start && bytes.get(end - 1) == Some(&b'\r') {
                end -= 1;
            }
            spans.push((position(start), position(end)));
            start = at + 1;
            if !ends {
                continue;
            }
            line = line.saturating_add(1);
            let whole = bytes.get(first..at).unwrap_or_default();
            if whole.first().is_none_or(u8::is_ascii_whitespace) && whole.iter().all(u8::is_ascii_whitespace) {
                self.blank.push(line);
            } else {
                block.broken.append(&mut self.blank);
                if fit(spans, width) {
                    block.push(line, base, spans);
                } else {
                    block.broken.push(line);
                }
            }
            spans.clear();
            first = start;
        }
        block.text.push_str(text);
        let taken = text.len();
        self.lines.consume(taken, line.saturating_sub(before));
        Ok(true)
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
        let whole = end == End::Closed && fit(&mut self.cells.spans, self.names.len());
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

/// Whether these are cells for so many columns; empty cells past the last column are dropped.
fn fit(spans: &mut Vec<Span>, columns: usize) -> bool {
    while spans.len() > columns.max(1) && spans.last().is_some_and(|(from, to)| from == to) {
        spans.pop();
    }
    spans.len() == columns
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
