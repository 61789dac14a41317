//! JSON lines: one record a line, `{"人员": "张三", "活动": "上门访问客户", "时间": "2024-03-05 09:30"}`.

use std::io::{BufRead, BufReader, Read};
use std::sync::{Arc, Mutex, PoisonError};

use guiju_engine::table::Table;
use indexmap::IndexSet;
use serde_json::Value;

use super::ReadError;
use super::block::{Block, position};
use super::encoding::strip_mark;
use super::flat::{Flat, WORDS};
use super::intake::{Desk, Input, Intake, Put, When};
use super::lines::{Lines, begins_array};
use super::rows::Fields;

/// Reads records; a line that is no JSON object is broken and never stops the reading. Blank lines say nothing.
///
/// # Errors
/// Where the reader fails, or gives no text at all.
pub fn records(input: Input<'_>, intake: &mut Intake<'_>) -> Result<(), ReadError> {
    intake.builder.begin(intake.name);
    let readable = intake.builder.readable();
    let mut lines = Lines::open(input)?;
    if lines.is_array() {
        return Err(ReadError::Array);
    }
    // The columns met so far, in their order; what meets others waits for its turn.
    let met = Mutex::new(Arc::new(IndexSet::new()));
    let work = |block: &mut Block, desk: &mut Desk<Objects>, when: When| {
        let done = desk.decode(|desk| {
            let whole = desk.own.read(block, &met, when);
            if desk.own.told != desk.own.fields.columns.len() {
                desk.own.told = desk.own.fields.columns.len();
                desk.coder.columns(&desk.own.fields.names());
            }
            whole
        });
        if done {
            let read: Vec<bool> = desk.own.fields.columns.iter().map(|column| is_read(&readable, column)).collect();
            desk.code(|coder| block.code(coder, |place| read.get(place) == Some(&true)));
        }
        done
    };
    let put = |block: &mut Block, put: &mut Put<'_>| {
        block.put(put);
        Ok(())
    };
    let read = intake.pump(|block| next(&mut lines, block), work, put);
    intake.waited(lines.waited());
    let met = met.into_inner().unwrap_or_else(PoisonError::into_inner);
    intake.builder.end(&met.iter().map(String::as_str).collect::<Vec<_>>());
    read
}

/// The next whole lines; false where there are no more.
fn next(lines: &mut Lines<Input<'_>>, block: &mut Block) -> Result<bool, ReadError> {
    block.clear(0);
    if lines.hand_over((0, 0), block)? {
        return Ok(true);
    }
    let Some(line) = lines.next()? else { return Ok(false) };
    block.before = line.number - 1;
    match std::str::from_utf8(&line.bytes) {
        Ok(text) if !line.long => block.text.push_str(text),
        _ => block.broken.push(line.number),
    }
    lines.spare = line.bytes;
    Ok(true)
}

/// What reads objects, one a line.
#[derive(Debug, Default)]
struct Objects {
    fields: Fields,
    flat: Flat,
    /// How many columns the coder was told of.
    told: usize,
}

impl Objects {
    /// Finds the rows in the lines of a block; where it meets a column that is not among those `met`, false unless it is in
    /// turn.
    fn read(&mut self, block: &mut Block, met: &Mutex<Arc<IndexSet<String>>>, when: When) -> bool {
        let known = met.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if self.fields.columns.len() != known.len() {
            self.fields.columns = known.as_ref().clone();
        }
        let all = block.text.len();
        let broken = block.broken.len();
        loop {
            let width = self.fields.columns.len();
            block.width = width;
            self.lines(block, all);
            if self.fields.columns.len() == width {
                break;
            }
            // All columns of the block are known now.
            block.text.truncate(all);
            block.lines.clear();
            block.spans.clear();
            block.broken.truncate(broken);
            if when == When::Anytime {
                self.fields.columns.truncate(width);
                return false;
            }
        }
        if self.fields.columns.len() > known.len() {
            *met.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(self.fields.columns.clone());
        }
        true
    }

    /// Adds the rows of all lines.
    fn lines(&mut self, block: &mut Block, all: usize) {
        self.flat.begin(&block.text);
        block.text.push_str(WORDS);
        let (mut first, mut number) = (0, block.before);
        while first < all {
            number = number.saturating_add(1);
            let bytes = block.text.as_bytes().get(..all).unwrap_or_default();
            let columns = &mut self.fields.columns;
            if let Some(end) = self.flat.read(bytes, first, columns, block.width, &mut block.spans) {
                block.lines.push(number);
                first = end;
                continue;
            }
            let rest = bytes.get(first..).unwrap_or_default();
            let end = first + memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            let line = block.text.get(first..end).unwrap_or_default();
            if !line.bytes().all(|byte| byte.is_ascii_whitespace()) {
                let value: Result<Value, _> = serde_json::from_str(line);
                match value.is_ok_and(|value| self.fields.take(&value)) {
                    true => self.add(number, block),
                    false => block.broken.push(number),
                }
            }
            first = end + 1;
            self.flat.skip(first);
        }
    }

    /// Adds the row that was taken apart last.
    fn add(&self, number: u32, block: &mut Block) {
        block.lines.push(number);
        for place in 0..block.width {
            let from = block.text.len();
            block.text.push_str(self.fields.cells.get(place).map_or("", String::as_str));
            block.spans.push((position(from), position(block.text.len())));
        }
    }
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
        if table.columns.is_empty() && table.broken.is_empty() && begins_array(line) {
            return Err(ReadError::Array);
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
