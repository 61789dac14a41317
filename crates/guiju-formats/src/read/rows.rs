//! Records from any values that serialise: one record each, its fields the columns.
//!
//! Numbers keep their text. `true` and `false` are 是 and 否, nothing (`None`) is an empty cell, fields of a value
//! within are columns with a dotted name (`地点.城市`), the items of a list are joined by `、`. What is no set of
//! fields, or holds a list of lists, is a broken line.

use guiju_engine::records::RecordsBuilder;
use indexmap::IndexSet;
use serde::Serialize;
use serde_json::Value;

use super::ReadError;

/// Reads values as records; their columns are all fields that any of them has.
///
/// # Errors
/// Where a value does not serialise.
pub fn rows<T: Serialize>(
    items: impl IntoIterator<Item = T>,
    name: &str,
    builder: &mut RecordsBuilder,
) -> Result<(), ReadError> {
    let mut rows = Rows::new(name, builder);
    for (place, item) in (1u32..).zip(items) {
        let value = serde_json::to_value(item).map_err(|cause| ReadError::Value { place, cause })?;
        rows.push(place, &value);
    }
    rows.end();
    Ok(())
}

/// Rows whose columns are not known before they are met; a cell of a column that is met later is empty.
pub(super) struct Rows<'a> {
    pub builder: &'a mut RecordsBuilder,
    pub columns: IndexSet<String>,
    cells: Vec<String>,
}

impl<'a> Rows<'a> {
    /// Begins a source.
    pub fn new(name: &str, builder: &'a mut RecordsBuilder) -> Self {
        builder.begin(name);
        Rows { builder, columns: IndexSet::new(), cells: Vec::new() }
    }

    /// Adds the row that a value makes.
    pub fn push(&mut self, line: u32, value: &Value) {
        self.cells.iter_mut().for_each(String::clear);
        let known = self.columns.len();
        let usable = value.is_object() && self.fill("", value);
        if self.columns.len() > known {
            self.widened();
        }
        match usable {
            true => self.builder.cells(line, |column| self.cells.get(column).map(String::as_str)),
            false => self.broken(line),
        }
    }

    /// Tells the builder of columns that were met.
    pub fn widened(&mut self) {
        self.builder.columns(&self.columns.iter().map(String::as_str).collect::<Vec<_>>());
    }

    /// Adds a line that makes no row.
    pub fn broken(&mut self, line: u32) {
        self.builder.broken(line);
    }

    /// Ends the source.
    pub fn end(self) {
        self.builder.end(&self.columns.iter().map(String::as_str).collect::<Vec<_>>());
    }

    /// Fills the cells of a value and of the values within; whether all of it could be used.
    fn fill(&mut self, column: &str, value: &Value) -> bool {
        if let Value::Object(fields) = value {
            let within = |name: &String| if column.is_empty() { name.clone() } else { format!("{column}.{name}") };
            return fields.iter().all(|(name, value)| self.fill(&within(name), value));
        }
        let Some(text) = text(value) else { return false };
        let (place, _) = self.columns.insert_full(column.to_owned());
        if self.cells.len() <= place {
            self.cells.resize(place + 1, String::new());
        }
        if let Some(cell) = self.cells.get_mut(place) {
            *cell = text;
        }
        true
    }
}

/// The cell that a value makes; `None` for a list of lists.
pub(super) fn text(value: &Value) -> Option<String> {
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
