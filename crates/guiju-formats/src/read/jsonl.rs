//! JSON lines: one record a line, `{"人员": "张三", "活动": "上门访问客户", "时间": "2024-03-05 09:30"}`.

use std::io::{BufRead, BufReader, Read};

use guiju_engine::table::Table;
use serde_json::Value;

use super::ReadError;
use super::block::{Block, Span};
use super::encoding::strip_mark;
use super::flat::{Flat, WORDS};
use super::intake::{Input, Intake};
use super::lines::{Line, Lines};
use super::rows::Fields;

/// Reads records; a line that is no JSON object is broken and never stops the reading. Blank lines say nothing.
///
/// # Errors
/// Where the reader fails, or gives no text at all.
pub fn records(input: Input<'_>, intake: &mut Intake<'_>) -> Result<(), ReadError> {
    intake.builder.begin(intake.name);
    let mut objects = Objects::new(input, intake.builder.readable());
    let read = intake.pump(|| objects.next(), Block::put);
    intake.waited(objects.lines.waited());
    intake.builder.end(&objects.fields.names());
    read
}

/// Objects, one a line.
struct Objects<R> {
    lines: Lines<R>,
    fields: Fields,
    flat: Flat,
    /// The names that anything is read from.
    readable: Vec<String>,
    spans: Vec<Span>,
    started: bool,
}

impl<R: Read> Objects<R> {
    fn new(input: R, readable: Vec<String>) -> Self {
        let (fields, flat) = (Fields::default(), Flat::default());
        Objects { lines: Lines::new(input), fields, flat, readable, spans: Vec::new(), started: false }
    }

    /// The next rows; `None` where there are no more.
    fn next(&mut self) -> Result<Option<Block>, ReadError> {
        let read: Vec<bool> = self.fields.columns.iter().map(|column| is_read(&self.readable, column)).collect();
        let mut block = Block::new(&read);
        block.text.push_str(WORDS);
        if !self.started {
            self.started = true;
            let Some(mut first) = self.lines.next()? else { return Ok(None) };
            first.bytes = strip_mark(&first.bytes)?.to_vec();
            self.line(first, &mut block);
        }
        while !block.is_full() {
            if self.take_plain(&mut block)? {
                continue;
            }
            let Some(line) = self.lines.next()? else {
                // Blank lines alone make no row, and are not the end.
                return Ok(Some(block).filter(|block| !block.is_empty()));
            };
            self.line(line, &mut block);
        }
        Ok(Some(block))
    }

    /// Adds the lines in memory.
    fn take_plain(&mut self, block: &mut Block) -> Result<bool, ReadError> {
        let (text, mut number) = self.lines.plain((0, 0))?;
        if text.is_empty() {
            return Ok(false);
        }
        let (bytes, before) = (text.as_bytes(), number);
        let base = block.text.len();
        let mut first = 0;
        block.text.push_str(text);
        for at in memchr::memchr_iter(b'\n', bytes) {
            let line = text.get(first..at).unwrap_or_default();
            number = number.saturating_add(1);
            let known = self.fields.columns.len();
            if self.flat.read(line, &mut self.fields.columns) {
                widen(&self.fields, known, &self.readable, block);
                self.flat.spans(base + first, &mut self.spans);
                block.push(number, 0, &self.spans);
            } else {
                add(line.as_bytes(), number, &mut self.fields, &self.readable, block);
            }
            first = at + 1;
        }
        let taken = text.len();
        self.lines.consume(taken, number.saturating_sub(before));
        Ok(true)
    }

    /// Adds a line by itself.
    fn line(&mut self, line: Line, block: &mut Block) {
        match line.long {
            true => block.broken.push(line.number),
            false => add(&line.bytes, line.number, &mut self.fields, &self.readable, block),
        }
        self.lines.spare = line.bytes;
    }
}

/// Adds the row that a line makes, as `serde_json` reads it.
fn add(line: &[u8], number: u32, fields: &mut Fields, readable: &[String], block: &mut Block) {
    if line.iter().all(u8::is_ascii_whitespace) {
        return;
    }
    let known = fields.columns.len();
    let usable = serde_json::from_slice(line).is_ok_and(|value: Value| fields.take(&value));
    widen(fields, known, readable, block);
    if !usable {
        block.broken.push(number);
        return;
    }
    let mut spans = Vec::with_capacity(fields.cells.len());
    for cell in &fields.cells {
        let from = block.text.len();
        block.text.push_str(cell);
        spans.push((super::block::position(from), super::block::position(block.text.len())));
    }
    block.push(number, 0, &spans);
}

/// Tells a block of the columns that were met beyond those known.
fn widen(fields: &Fields, known: usize, readable: &[String], block: &mut Block) {
    if fields.columns.len() == known {
        return;
    }
    for column in fields.columns.iter().skip(known) {
        block.add_column(is_read(readable, column));
    }
    block.names = Some(fields.columns.iter().cloned().collect());
}

fn is_read(readable: &[String], column: &str) -> bool {
    readable.iter().any(|name| name == column.trim())
}

/// Reads a whole table (people, or a register) of flat objects; a line that is none is broken.
///
/// # Errors
/// Where the reader fails, or gives no text at all.
pub fn table(reader: impl Read, name: &str) -> Result<Table, ReadError> {
    let mut table = Table { source: name.to_owned(), ..Table::default() };
    for (number, line) in (1u32..).zip(BufReader::new(reader).split(b'\n')) {
        let line = line?;
        let line = if number == 1 { strip_mark(&line)? } else { &line };
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let Ok(Value::Object(fields)) = serde_json::from_slice(line) else {
            table.broken.push(number);
            continue;
        };
        let mut cells = vec![String::new(); table.columns.len()];
        for (field, value) in fields {
            let column = table.columns.iter().position(|column| *column == field).unwrap_or_else(|| {
                table.columns.push(field);
                table.columns.len() - 1
            });
            cells.resize(table.columns.len(), String::new());
            if let (Some(cell), Some(text)) = (cells.get_mut(column), super::rows::text(&value)) {
                *cell = text;
            }
        }
        table.rows.push((number, cells));
    }
    Ok(table)
}
