//! A small table as read: people, or a register.

/// Columns by name, rows by line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// What its places are called by (`people.csv`).
    pub source: String,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// Line (from 1) and cells of each row.
    pub rows: Vec<(u32, Vec<String>)>,
    /// Lines that could not be read.
    pub broken: Vec<u32>,
}

impl Table {
    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.trim() == name)
    }
}

/// The cell of a row, without blanks around it; `None` where it is empty or not there.
pub fn cell(row: &[String], column: Option<usize>) -> Option<&str> {
    row.get(column?).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
}
