//! Rows as they are decoded: many at once, their cells pieces of one text.

use guiju_engine::records::{Coded, Coder, Values};
use guiju_engine::table::Table;

use super::intake::Put;

/// A block has about so many bytes of text, and no more rows than fit.
pub(super) const BLOCK: usize = 1 << 18;

/// Where a cell begins and ends in the text of its block; a cell without text is empty.
pub(super) type Span = (u32, u32);

/// A place in the text of a block: no block is longer than [`BLOCK`] by more than one row.
pub(super) fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Some rows of a source.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// What the cells are pieces of; or whole lines, not decoded yet, of which the first follows the line `before`.
    pub text: String,
    /// The number of the line before the first.
    pub before: u32,
    /// The line of each row.
    pub lines: Vec<u32>,
    /// How many cells a row has.
    pub width: usize,
    /// The cells, row by row.
    pub spans: Vec<Span>,
    /// Lines that are no row.
    pub broken: Vec<u32>,
    /// What its rows come to.
    pub coded: Coded,
}

impl Block {
    /// Empties it, for rows of so many cells.
    pub fn clear(&mut self, width: usize) {
        self.text.clear();
        self.before = 0;
        self.lines.clear();
        self.width = width;
        self.spans.clear();
        self.broken.clear();
    }

    /// Whether it holds enough.
    pub fn is_full(&self) -> bool {
        self.text.len() >= BLOCK || self.lines.len() >= BLOCK / 8 || self.broken.len() >= BLOCK
    }

    /// Codes its rows; columns of which `read` says no are not looked at.
    pub fn code(&mut self, coder: &mut Coder, read: impl Fn(usize) -> bool) {
        let column = |place: usize| match self.spans.get(place..) {
            Some(spans) if read(place) => Values::Spans(&self.text, spans, self.width),
            _ => Values::None,
        };
        let values: Vec<Values<'_>> = (0..self.width).map(column).collect();
        self.coded = coder.code(&self.lines, &values);
    }

    /// Puts what was coded to the records.
    pub fn put(&mut self, put: &mut Put<'_>) {
        self.broken.iter().for_each(|line| put.builder.broken(*line));
        put.builder.put(std::mem::take(&mut self.coded), put.translation);
    }

    /// Adds all of it to a table.
    pub fn add_to(&self, table: &mut Table) {
        table.broken.extend(&self.broken);
        let text = |(from, to): &Span| self.text.get(*from as usize..*to as usize).unwrap_or_default().to_owned();
        for (line, spans) in self.lines.iter().zip(self.spans.chunks(self.width.max(1))) {
            table.rows.push((*line, spans.iter().map(text).collect()));
        }
    }
}
