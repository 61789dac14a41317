//! Delimited text, line by line, in constant memory, such that a broken line costs that line alone.
//!
//! The usual rules hold (RFC 4180: `"` quotes a cell, `""` is a quote in it, a quoted cell may hold line breaks), but
//! a quote left open does not swallow the rest of the file: where the lines that follow do not make a whole row of
//! it, the line that opened it is broken and reading goes on with the next.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};

use super::encoding::{Encoding, strip_mark};
use super::{ReadError, Sink, columns};

/// Lines longer than this are broken.
const LONGEST_LINE: u64 = 16 << 20;
/// A row runs over at most so many lines.
const MOST_LINES: usize = 64;

/// Reads all of `input` into `sink`.
pub(super) fn read(input: impl Read, sink: &mut impl Sink) -> Result<(), ReadError> {
    let mut lines = Lines::new(input);
    let mut encoding = Encoding::default();
    let mut cells = Cells::default();

    let Some(header) = header(&mut lines, &mut encoding, &mut cells)? else {
        sink.header(&[]);
        return Ok(());
    };
    sink.header(&header.names.iter().map(String::as_str).collect::<Vec<_>>());

    // Blank lines within the table are broken; those after its last row say nothing.
    let mut blank = Vec::new();
    while let Some(line) = lines.next()? {
        if line.bytes.iter().all(u8::is_ascii_whitespace) && !line.long {
            blank.push(line.number);
            continue;
        }
        blank.drain(..).for_each(|number| sink.broken(number));
        let number = line.number;
        match row(line, &mut lines, &header, &mut encoding, &mut cells)? {
            true => sink.cells(number, &cells),
            false => sink.broken(number),
        }
    }
    Ok(())
}

/// What the first line says.
struct Header {
    names: Vec<String>,
    delimiter: char,
}

/// The first line that is not blank; `None` for a file without any.
fn header(
    lines: &mut Lines<impl Read>,
    encoding: &mut Encoding,
    cells: &mut Cells,
) -> Result<Option<Header>, ReadError> {
    while let Some(mut line) = lines.next()? {
        if line.number == 1 {
            line.bytes = strip_mark(&line.bytes)?.to_vec();
        }
        if line.bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let text = encoding.decode(&line.bytes).unwrap_or_else(|| String::from_utf8_lossy(&line.bytes));
        let found = |delimiter: &char| text.contains(*delimiter);
        let delimiter = [',', '\t', ';', '\u{FF0C}'].into_iter().find(found).unwrap_or(',');
        split(&text, delimiter, false, cells);
        let mut names = Vec::new();
        cells.with(|row| names = columns::names(row.iter().copied()));
        return Ok(Some(Header { names, delimiter }));
    }
    Ok(None)
}

/// Splits the row that starts with `line` into `cells`, taking further lines where a quote is open; `false` where it
/// makes no row, and then only `line` itself is used up.
fn row(
    line: Line,
    lines: &mut Lines<impl Read>,
    header: &Header,
    encoding: &mut Encoding,
    cells: &mut Cells,
) -> io::Result<bool> {
    cells.clear();
    let mut end = add(&line, header.delimiter, false, encoding, cells);
    let mut more = Vec::new();
    while end == End::Open && more.len() < MOST_LINES {
        let Some(next) = lines.next()? else { break };
        end = add(&next, header.delimiter, true, encoding, cells);
        more.push(next);
    }
    let whole = end == End::Closed && cells.fit(header.names.len());
    lines.spare = line.bytes;
    if !whole {
        lines.put_back(more);
    }
    Ok(whole)
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

/// Adds a line to the row in `cells`.
fn add(line: &Line, delimiter: char, open: bool, encoding: &mut Encoding, cells: &mut Cells) -> End {
    match encoding.decode(&line.bytes) {
        Some(text) if !line.long => split(&text, delimiter, open, cells),
        _ => End::Broken,
    }
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
    let (mut quoted, mut start, mut behind) = (open, !open, false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cells.text.push('"');
            }
            '"' if quoted => (quoted, behind) = (false, true),
            '"' if start => quoted = true,
            c if c == delimiter && !quoted => {
                cells.end();
                (start, behind) = (true, false);
                continue;
            }
            _ if behind => return End::Broken,
            c => cells.text.push(c),
        }
        start = false;
    }
    if quoted {
        return End::Open;
    }
    cells.end();
    End::Closed
}

/// The cells of one row, one behind the other.
#[derive(Default)]
pub(super) struct Cells {
    text: String,
    ends: Vec<usize>,
}

impl Cells {
    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    fn end(&mut self) {
        self.ends.push(self.text.len());
    }

    /// Whether these are cells for so many columns; empty cells past the last column are dropped.
    fn fit(&mut self, columns: usize) -> bool {
        while self.ends.len() > columns.max(1) && self.ends.iter().rev().nth(1) == self.ends.last() {
            self.ends.pop();
        }
        self.ends.len() == columns
    }

    /// The cell of a column.
    pub fn get(&self, column: usize) -> Option<&str> {
        let end = *self.ends.get(column)?;
        let start = column.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.text.get(start..end)
    }

    pub fn with(&self, use_row: impl FnOnce(&[&str])) {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let row: Vec<&str> =
            starts.zip(&self.ends).map(|(start, &end)| self.text.get(start..end).unwrap_or("")).collect();
        use_row(&row);
    }
}

/// A line without its line break.
struct Line {
    number: u32,
    bytes: Vec<u8>,
    /// It was longer than the longest that is kept.
    long: bool,
}

/// The lines of a file, with room to put some back.
struct Lines<R> {
    input: BufReader<R>,
    read: u32,
    back: VecDeque<Line>,
    /// Memory for a line.
    spare: Vec<u8>,
}

impl<R: Read> Lines<R> {
    fn new(input: R) -> Self {
        Lines { input: BufReader::with_capacity(1 << 16, input), read: 0, back: VecDeque::new(), spare: Vec::new() }
    }

    fn next(&mut self) -> io::Result<Option<Line>> {
        if let Some(line) = self.back.pop_front() {
            return Ok(Some(line));
        }
        let mut bytes = std::mem::take(&mut self.spare);
        bytes.clear();
        if (&mut self.input).take(LONGEST_LINE).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        self.read = self.read.saturating_add(1);
        let long = bytes.last() != Some(&b'\n') && bytes.len() as u64 == LONGEST_LINE;
        if long {
            bytes.clear();
            self.input.skip_until(b'\n')?;
        }
        while matches!(bytes.last(), Some(b'\n' | b'\r')) {
            bytes.pop();
        }
        Ok(Some(Line { number: self.read, bytes, long }))
    }

    fn put_back(&mut self, lines: Vec<Line>) {
        for line in lines.into_iter().rev() {
            self.back.push_front(line);
        }
    }
}
