//! The tables of a Word document as they are read: cells that span columns or rows, tables within cells.

/// A cell spans no more columns.
const MOST_COLUMNS: usize = 64;
/// Longer texts are not repeated in the rows that a cell spans.
const LONGEST_REPEATED: usize = 2_000;

/// The tables that are open, the outermost first.
#[derive(Debug, Default)]
pub(super) struct Tables(Vec<Table>);

#[derive(Debug, Default)]
struct Table {
    row: Vec<String>,
    dropped: bool,
    cell: Cell,
    /// What the cells that span rows hold, by column.
    spanning: Vec<String>,
}

#[derive(Debug, Default)]
struct Cell {
    paragraphs: Vec<String>,
    columns: usize,
    /// Whether it begins a cell that spans rows, or goes on with one.
    spans: Option<bool>,
}

impl Tables {
    pub fn is_open(&self) -> bool {
        !self.0.is_empty()
    }

    pub fn begin(&mut self) {
        self.0.push(Table::default());
    }

    pub fn end(&mut self) {
        self.0.pop();
    }

    pub fn begin_row(&mut self) {
        if let Some(table) = self.0.last_mut() {
            table.row.clear();
            table.dropped = false;
        }
    }

    /// The row was deleted with the changes tracked.
    pub fn drop_row(&mut self) {
        if let Some(table) = self.0.last_mut() {
            table.dropped = true;
        }
    }

    /// Columns before the first cell of the row.
    pub fn skip(&mut self, columns: usize) {
        if let Some(table) = self.0.last_mut() {
            table.row.extend(std::iter::repeat_n(String::new(), columns.min(MOST_COLUMNS)));
        }
    }

    pub fn begin_cell(&mut self) {
        if let Some(table) = self.0.last_mut() {
            table.cell = Cell { columns: 1, ..Cell::default() };
        }
    }

    pub fn columns(&mut self, columns: usize) {
        if let Some(table) = self.0.last_mut() {
            table.cell.columns = columns.clamp(1, MOST_COLUMNS);
        }
    }

    /// The cell begins one that spans rows, or goes on with it.
    pub fn spans(&mut self, begins: bool) {
        if let Some(table) = self.0.last_mut() {
            table.cell.spans = Some(begins);
        }
    }

    pub fn paragraph(&mut self, text: String) {
        if let Some(table) = self.0.last_mut() {
            table.cell.paragraphs.push(text);
        }
    }

    pub fn end_cell(&mut self) {
        let Some(table) = self.0.last_mut() else { return };
        let Cell { paragraphs, columns, spans } = std::mem::take(&mut table.cell);
        let at = table.row.len();
        let own = paragraphs.join("\n");
        let text = match spans {
            Some(false) => table.spanning.get(at).cloned().unwrap_or_default(),
            _ => own,
        };
        if table.spanning.len() <= at {
            table.spanning.resize(at + 1, String::new());
        }
        if let Some(kept) = table.spanning.get_mut(at) {
            *kept = if spans.is_some() && text.len() <= LONGEST_REPEATED { text.clone() } else { String::new() };
        }
        table.row.push(text);
        table.row.extend(std::iter::repeat_n(String::new(), columns.saturating_sub(1)));
    }

    /// The row that ends; one of a table within a cell is a paragraph of that cell.
    pub fn end_row(&mut self) -> Option<Vec<String>> {
        let table = self.0.last_mut()?;
        let row = std::mem::take(&mut table.row);
        if table.dropped || row.iter().all(String::is_empty) {
            return None;
        }
        if self.0.len() == 1 {
            return Some(row);
        }
        let depth = self.0.len();
        let outer = self.0.get_mut(depth - 2)?;
        let cells: Vec<&str> = row.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
        outer.cell.paragraphs.push(cells.join(" "));
        None
    }
}
