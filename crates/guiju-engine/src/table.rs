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
    /// The row of the header of a sheet, whose cells have letters; `None` where there are only lines.
    pub sheet: Option<u32>,
}

impl Table {
    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.trim() == name)
    }

    /// A line of it: `people.csv:3`.
    pub fn line(&self, line: u32) -> String {
        format!("{}:{line}", self.source)
    }

    /// The line of the header.
    pub fn header(&self) -> String {
        self.line(self.sheet.unwrap_or(1))
    }

    /// A cell: in a sheet by its letter (`people.xlsx:C3`), else its line.
    pub fn place(&self, line: u32, column: Option<usize>) -> String {
        match column.filter(|_| self.sheet.is_some()) {
            Some(column) => format!("{}:{}{line}", self.source, letters(column)),
            None => self.line(line),
        }
    }
}

/// The cell of a row, without blanks around it; `None` where it is empty or not there.
pub fn cell(row: &[String], column: Option<usize>) -> Option<&str> {
    row.get(column?).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
}

/// What a sheet calls a column: A to Z, then AA.
pub(crate) fn letters(column: usize) -> String {
    let (mut left, mut found) = (column, Vec::new());
    loop {
        found.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        match left / 26 {
            0 => break,
            next => left = next - 1,
        }
    }
    found.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_have_letters() {
        let found = [0, 2, 25, 26, 27, 701, 702, 16_383].map(super::letters);
        assert_eq!(found, ["A", "C", "Z", "AA", "AB", "ZZ", "AAA", "XFD"]);
    }
}
