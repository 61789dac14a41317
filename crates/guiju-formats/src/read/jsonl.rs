//! JSON lines: one record a line, `{"人员": "张三", "活动": "上门访问客户", "时间": "2024-03-05 09:30"}`.

use std::io::{BufRead, BufReader, Read};

use guiju_engine::table::Table;
use serde_json::Value;

use super::ReadError;
use super::encoding::strip_mark;
use super::flat::Flat;
use super::intake::{Input, Intake};
use super::rows::Rows;

/// Reads records; a line that is no JSON object is broken and never stops the reading. Blank lines say nothing.
///
/// # Errors
/// Where the reader fails, or gives no text at all.
pub fn records(input: Input<'_>, intake: &mut Intake<'_>) -> Result<(), ReadError> {
    let mut rows = Rows::new(intake.name, intake.builder);
    let (mut flat, mut bytes, mut number) = (Flat::default(), Vec::new(), 0u32);
    let mut reader = BufReader::with_capacity(1 << 18, input);
    loop {
        bytes.clear();
        if reader.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        number = number.saturating_add(1);
        let line = if number == 1 { strip_mark(&bytes)? } else { &bytes };
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        if let Ok(text) = std::str::from_utf8(line)
            && flat.read(text, &mut rows)
        {
            rows.builder.cells(number, |column| flat.cell(text, column));
            continue;
        }
        match serde_json::from_slice(line) {
            Ok(value) => rows.push(number, &value),
            Err(_) => rows.broken(number),
        }
    }
    rows.end();
    Ok(())
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
