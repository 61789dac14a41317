//! Lists of rows that only grow: a row costs one write, whichever of the lists it is added to.

/// No place.
const NONE: u32 = u32::MAX;

/// Many lists of rows, each a chain from its last row to its first.
#[derive(Debug, Default)]
pub(crate) struct Chains {
    rows: Vec<u32>,
    /// For each place the one before of the same list.
    before: Vec<u32>,
    /// The last place of each list.
    last: Vec<u32>,
}

/// The rows of a list, from the last on.
#[derive(Debug, Clone)]
pub(crate) struct Chain<'a> {
    chains: &'a Chains,
    next: u32,
}

impl Chains {
    /// Adds a row to a list.
    pub fn add(&mut self, list: usize, row: u32) {
        let place = self.places();
        if self.last.len() <= list {
            self.last.resize(list + 1, NONE);
        }
        let before = self.last.get_mut(list).map_or(NONE, |last| std::mem::replace(last, place));
        self.rows.push(row);
        self.before.push(before);
    }

    /// How many rows there are, in all lists.
    pub fn places(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(NONE)
    }

    /// How many rows there were, in all lists, when one was last added to this one.
    pub fn last(&self, list: usize) -> u32 {
        self.last.get(list).map_or(0, |place| place.wrapping_add(1))
    }

    /// The rows of all lists, in the order in which they were added.
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// The rows of a list.
    pub fn of(&self, list: usize) -> Chain<'_> {
        Chain { chains: self, next: self.last.get(list).copied().unwrap_or(NONE) }
    }
}

impl Iterator for Chain<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        if self.next == NONE {
            return None;
        }
        let place = self.next as usize;
        self.next = self.chains.before.get(place).copied().unwrap_or(NONE);
        self.chains.rows.get(place).copied()
    }
}
