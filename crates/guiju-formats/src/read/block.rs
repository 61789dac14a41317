//! Rows as they are decoded: many at once, their cells pieces of one text.

use guiju_engine::records::{RecordsBuilder, Values};
use guiju_engine::table::Table;

/// A block has about so many bytes of text, and no more rows than fit.
pub(super) const BLOCK: usize = 1 << 18;

/// Where a cell begins and ends in the text of its block; a cell without text is empty.
pub(super) type Span = (u32, u32);

/// A place in the text of a block: no block is longer than [`BLOCK`] by more than one row.
pub(super) fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Some rows of a source, column by column.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// What the cells are pieces of.
    pub text: String,
    /// The line of each row.
    lines: Vec<u32>,
    /// The cells of each column, row by row; of columns that nobody reads, none.
    columns: Vec<Option<Vec<Span>>>,
    /// Lines that are no row.
    pub broken: Vec<u32>,
    /// The names of all columns, where some were met that were not known before.
    pub names: Option<Vec<String>>,
}

impl Block {
    /// An empty one, with the columns that are read.
    pub fn new(read: &[bool]) -> Block {
        let rows = BLOCK / 32;
        let columns = read.iter().map(|read| read.then(|| Vec::with_capacity(rows))).collect();
        Block { lines: Vec::with_capacity(rows), columns, ..Block::default() }
    }

    /// Whether it holds enough.
    pub fn is_full(&self) -> bool {
        self.text.len() >= BLOCK || self.lines.len() >= BLOCK / 8 || self.broken.len() >= BLOCK
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.broken.is_empty() && self.names.is_none()
    }

    /// Adds a column that was not known before; it is empty in the rows so far.
    pub fn add_column(&mut self, read: bool) {
        self.columns.push(read.then(|| vec![(0, 0); self.lines.len()]));
    }

    /// Adds a row of these cells, counted from `base` in the text; columns past the last of them are empty.
    pub fn push(&mut self, line: u32, base: usize, cells: &[Span]) {
        let base = position(base);
        self.lines.push(line);
        for (place, column) in self.columns.iter_mut().enumerate() {
            if let Some(column) = column {
                let (from, to) = cells.get(place).copied().unwrap_or((0, 0));
                column.push((base.saturating_add(from), base.saturating_add(to)));
            }
        }
    }

    /// Puts all of it into columns of records.
    pub fn put(self, builder: &mut RecordsBuilder) {
        if let Some(names) = &self.names {
            builder.columns(&names.iter().map(String::as_str).collect::<Vec<_>>());
        }
        self.broken.iter().for_each(|line| builder.broken(*line));
        let values: Vec<Values<'_>> = self
            .columns
            .iter()
            .map(|column| column.as_ref().map_or(Values::None, |spans| Values::Spans(&self.text, spans)))
            .collect();
        builder.batch(&self.lines, &values);
    }

    /// Adds all of it to a table.
    pub fn add_to(self, table: &mut Table) {
        table.broken.extend(&self.broken);
        for (row, line) in self.lines.iter().enumerate() {
            let cell = |column: &Option<Vec<Span>>| {
                let span = column.as_ref().and_then(|spans| spans.get(row));
                let text = span.and_then(|(from, to)| self.text.get(*from as usize..*to as usize));
                text.unwrap_or_default().to_owned()
            };
            table.rows.push((*line, self.columns.iter().map(cell).collect()));
        }
    }
}
