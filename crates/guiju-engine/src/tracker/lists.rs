//! Lists of rows that only grow, in the order in which they were added: in blocks, so that what follows in a list mostly
//! follows in memory too. To add a row costs one write; to read on from where one was, a look at each block behind it.

/// No block.
const NONE: u32 = u32::MAX;
/// So many rows make a block of 64 bytes.
const SIZE: usize = 15;

/// Many lists of rows.
#[derive(Debug, Default)]
pub(super) struct Lists {
    blocks: Vec<Block>,
    /// By list.
    ends: Vec<Ends>,
}

#[derive(Debug, Clone, Copy)]
struct Block {
    rows: [u32; SIZE],
    next: u32,
}

/// Where a list begins, and the place behind its last row.
#[derive(Debug, Clone, Copy)]
struct Ends {
    first: u32,
    last: Place,
}

/// A place in a list: up to which row it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    block: u32,
    within: u32,
}

impl Place {
    /// Before the first row.
    pub const START: Place = Place { block: NONE, within: 0 };
}

impl Lists {
    /// Adds a row to a list.
    pub fn add(&mut self, list: usize, row: u32) {
        if self.ends.len() <= list {
            self.ends.resize(list + 1, Ends { first: NONE, last: Place::START });
        }
        let Some(ends) = self.ends.get_mut(list) else { return };
        if ends.last.block == NONE || ends.last.within as usize == SIZE {
            let Ok(fresh) = u32::try_from(self.blocks.len()) else { return };
            match self.blocks.get_mut(ends.last.block as usize) {
                Some(block) => block.next = fresh,
                None => ends.first = fresh,
            }
            self.blocks.push(Block { rows: [0; SIZE], next: NONE });
            ends.last = Place { block: fresh, within: 0 };
        }
        let place = self.blocks.get_mut(ends.last.block as usize);
        if let Some(place) = place.and_then(|block| block.rows.get_mut(ends.last.within as usize)) {
            *place = row;
            ends.last.within += 1;
        }
    }

    /// The rows of a list that stand behind a place, in pieces, and the place behind them.
    pub fn behind(&self, list: usize, place: Place) -> (impl Iterator<Item = &[u32]> + Clone, Place) {
        let ends = self.ends.get(list).copied().unwrap_or(Ends { first: NONE, last: Place::START });
        let start = if place == Place::START { Place { block: ends.first, within: 0 } } else { place };
        let pieces = std::iter::successors(self.piece(start, ends.last), move |(_, next)| {
            self.piece(Place { block: *next, within: 0 }, ends.last)
        });
        (pieces.map(|(rows, _)| rows), ends.last)
    }

    /// The rows of one block from a place on, and the block behind it.
    fn piece(&self, from: Place, last: Place) -> Option<(&[u32], u32)> {
        let block = self.blocks.get(from.block as usize)?;
        let end = if from.block == last.block { last.within as usize } else { SIZE };
        Some((block.rows.get(from.within as usize..end)?, block.next))
    }
}

#[cfg(test)]
mod tests {
    use super::{Lists, Place};

    #[test]
    fn rows_come_in_the_order_in_which_they_were_added() {
        let mut lists = Lists::default();
        let mut all: Vec<Vec<u32>> = vec![Vec::new(); 4];
        let mut places = [Place::START; 4];
        let mut read: Vec<Vec<u32>> = vec![Vec::new(); 4];
        let mut row = 0u32;
        for step in 0..400usize {
            // lists of many lengths, one of them empty
            let list = [0, 1, 1, 3, 1, 0, 1][step % 7];
            lists.add(list, row);
            all[list].push(row);
            row += 1 + u32::from(step % 3 == 0);
            if step % 31 == 0 || step == 399 {
                for (list, place) in places.iter_mut().enumerate() {
                    let (pieces, behind) = lists.behind(list, *place);
                    read[list].extend(pieces.flatten());
                    *place = behind;
                }
                assert_eq!(read, all, "{step}");
            }
        }
        assert!(all[1].len() > 200 && all[2].is_empty());
    }
}
