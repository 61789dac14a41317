//! JSON lines: one record a line, `{"人员": "张三", "活动": "上门访问客户", "时间": "2024-03-05 09:30"}`.

use std::io::{BufRead, BufReader, Read};

use guiju_engine::records::RecordsBuilder;

use super::encoding::strip_mark;
use super::rows::Rows;
use super::{ReadError, Records};

/// Reads records; a line that is no JSON object is broken and never stops the reading. Blank lines say nothing.
///
/// # Errors
/// Where the reader fails, or gives no text at all.
pub fn records(reader: impl Read, name: &str, builder: &mut RecordsBuilder) -> Result<(), ReadError> {
    let mut rows = Rows::default();
    for (number, line) in (1u32..).zip(BufReader::new(reader).split(b'\n')) {
        let line = line?;
        let line = if number == 1 { strip_mark(&line)? } else { &line };
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match serde_json::from_slice(line) {
            Ok(value) => rows.push(number, &value),
            Err(_) => rows.broken(number),
        }
    }
    rows.drain(&mut Records { name, builder });
    Ok(())
}
