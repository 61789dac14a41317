//! Records from any values that serialise: one record each, its fields the columns.
//!
//! Numbers keep their text. `true` and `false` are 是 and 否, nothing (`None`) is an empty cell, fields of a value
//! within are columns with a dotted name (`地点.城市`), the items of a list are joined by `、`. What is no set of
//! fields, or holds a list of lists, is a broken line.

use guiju_engine::records::RecordsBuilder;
use indexmap::IndexSet;
use serde::Serialize;
use serde_json::Value;

use super::{ReadError, Records, Sink};

/// Reads values as records; their columns are all fields that any of them has.
///
/// # Errors
/// Where a value does not serialise.
pub fn rows<T: Serialize>(
    items: impl IntoIterator<Item = T>,
    name: &str,
    builder: &mut RecordsBuilder,
) -> Result<(), ReadError> {
    let mut rows = Rows::default();
    for (place, item) in (1u32..).zip(items) {
        let value = serde_json::to_value(item).map_err(|cause| ReadError::Value { place, cause })?;
        rows.push(place, &value);
    }
    rows.drain(&mut Records { name, builder });
    Ok(())
}

/// Rows whose columns are not known before the last has been seen.
#[derive(Default)]
pub(super) struct Rows {
    columns: IndexSet<String>,
    rows: Vec<(u32, Vec<String>)>,
    broken: Vec<u32>,
}

impl Rows {
    /// Adds the row that a value makes.
    pub fn push(&mut self, line: u32, value: &Value) {
        let mut row = vec![String::new(); self.columns.len()];
        match value {
            Value::Object(_) if self.fill(&mut row, "", value) => self.rows.push((line, row)),
            _ => self.broken(line),
        }
    }

    /// Adds a line that makes no row.
    pub fn broken(&mut self, line: u32) {
        self.broken.push(line);
    }

    /// Hands all rows on, padded to the columns of all.
    pub fn drain(self, sink: &mut impl Sink) {
        let header: Vec<&str> = self.columns.iter().map(String::as_str).collect();
        sink.header(&header);
        self.broken.iter().for_each(|&line| sink.broken(line));
        for (line, row) in &self.rows {
            let cells = row.iter().map(String::as_str).chain(std::iter::repeat(""));
            sink.row(*line, &cells.take(header.len()).collect::<Vec<_>>());
        }
    }

    /// Fills the cells of a value and of the values within; whether all of it could be used.
    fn fill(&mut self, row: &mut Vec<String>, column: &str, value: &Value) -> bool {
        if let Value::Object(fields) = value {
            let within = |name: &String| if column.is_empty() { name.clone() } else { format!("{column}.{name}") };
            return fields.iter().all(|(name, value)| self.fill(row, &within(name), value));
        }
        let Some(text) = text(value) else { return false };
        let (place, _) = self.columns.insert_full(column.to_owned());
        if row.len() <= place {
            row.resize(place + 1, String::new());
        }
        if let Some(cell) = row.get_mut(place) {
            *cell = text;
        }
        true
    }
}

/// The cell that a value makes; `None` for a list of lists.
fn text(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => String::new(),
        Value::Bool(on) => if *on { "是" } else { "否" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let scalar = |item: &Value| if item.is_array() || item.is_object() { None } else { text(item) };
            items.iter().map(scalar).collect::<Option<Vec<_>>>()?.join("、")
        }
        Value::Object(_) => return None,
    })
}
