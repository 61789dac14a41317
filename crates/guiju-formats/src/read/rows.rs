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
    let mut fields = Fields::default();
    builder.begin(name);
    for (line, item) in (1u32..).zip(items) {
        let value = serde_json::to_value(item).map_err(|cause| ReadError::Value { place: line, cause })?;
        let known = fields.columns.len();
        let usable = fields.take(&value);
        if fields.columns.len() > known {
            builder.columns(&fields.names());
        }
        match usable {
            true => builder.cells(line, |column| fields.cells.get(column).map(String::as_str)),
            false => builder.broken(line),
        }
    }
    builder.end(&fields.names());
    Ok(())
}

/// The fields of values, which are not known before they are met.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// All that were met so far: the columns.
    pub columns: IndexSet<String>,
    /// What the last value has in each of them.
    pub cells: Vec<String>,
}

impl Fields {
    /// Takes a value apart; whether it makes a row.
    pub fn take(&mut self, value: &Value) -> bool {
        self.cells.iter_mut().for_each(String::clear);
        value.is_object() && self.fill("", value)
    }

    /// The names of the columns.
    pub fn names(&self) -> Vec<&str> {
        self.columns.iter().map(String::as_str).collect()
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
