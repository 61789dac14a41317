//! The names of columns, as exports write them.

use std::collections::BTreeMap;

/// The names of a header: half-width brackets, no blanks around, no line breaks within; the second of a name is `名_2`.
/// Columns without a name at the end are no columns.
pub fn names<'a>(cells: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let mut names: Vec<String> = Vec::new();
    for cell in cells {
        let name = cell.trim().replace('\u{FF08}', "(").replace('\u{FF09}', ")").replace(['\r', '\n'], "");
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        names.push(if name.is_empty() || *count == 1 { name } else { format!("{name}_{count}") });
    }
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    names
}
