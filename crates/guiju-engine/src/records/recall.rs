//! The codes of texts that were met before, so that few are looked up in their dictionary.

use super::values::{NOTHING, Values, span, trimmed};

/// It was not asked for yet.
const UNSET: u32 = NOTHING - 2;
/// What a text says cannot be used.
pub(super) const UNKNOWN: u32 = NOTHING - 1;

/// So many texts are remembered at most.
const SLOTS: usize = 1 << 12;
/// After so many look-ups it is seen whether remembering is of use.
const TRIAL: u32 = 1 << 14;

/// What the texts of one column stand for.
#[derive(Debug, Clone, Default)]
pub(super) struct Recall {
    /// Short texts by what they hash to, the last one met in each place; empty before the first.
    slots: Vec<Slot>,
    asked: u32,
    found: u32,
    useless: bool,
    /// The codes of the texts of a list, and its number.
    listed: Vec<u32>,
    list: u64,
}

/// A text of at most 24 bytes, and its code.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Slot {
    key: Key,
    code: u32,
}

/// All of a short text; the one of length 0 is no key of any.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Key {
    words: [u64; 3],
    length: u32,
}

impl Key {
    #[inline]
    fn of(text: &str) -> Option<Key> {
        let bytes = text.as_bytes();
        let wide = |bytes: Option<&[u8; 8]>| bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes));
        let half = |bytes: Option<&[u8; 4]>| bytes.map_or(0, |bytes| u64::from(u32::from_le_bytes(*bytes)));
        let words = match bytes.len() {
            8..=16 => [wide(bytes.first_chunk()), wide(bytes.last_chunk()), 0],
            17..=24 => {
                let middle = bytes.get(8..).and_then(|rest| rest.first_chunk());
                [wide(bytes.first_chunk()), wide(bytes.last_chunk()), wide(middle)]
            }
            4..=7 => [half(bytes.first_chunk()), half(bytes.last_chunk()), 0],
            1..=3 => [bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)), 0, 0],
            _ => return None,
        };
        Some(Key { words, length: u32::try_from(bytes.len()).unwrap_or(0) })
    }

    /// Where it may stand.
    #[inline]
    fn place(&self) -> usize {
        let mixed = |word: u64, by: u64| {
            let wide = u128::from(word ^ u64::from(self.length)) * u128::from(by);
            (wide >> 64) as u64 ^ wide as u64
        };
        let [first, last, middle] = self.words;
        let hash = mixed(first, 0x9E37_79B9_7F4A_7C15) ^ last.rotate_left(23) ^ middle.rotate_left(47);
        mixed(hash, 0xD6E8_FEB8_6659_FD93) as usize % SLOTS
    }
}

impl Recall {
    /// The code of a text; `code` gives it where it is not remembered.
    #[inline]
    fn code(&mut self, text: &str, mut code: impl FnMut(&str) -> u32) -> u32 {
        if self.useless {
            return code(text);
        }
        let Some(key) = Key::of(text) else { return code(text) };
        if self.slots.is_empty() {
            self.slots.resize(SLOTS, Slot::default());
        }
        let Some(slot) = self.slots.get_mut(key.place()) else { return code(text) };
        self.asked += 1;
        if slot.key == key {
            self.found += 1;
            return slot.code;
        }
        *slot = Slot { key, code: code(text) };
        let found = slot.code;
        if self.asked >= TRIAL {
            self.useless = self.found < TRIAL / 4;
            (self.asked, self.found) = (0, 0);
        }
        found
    }

    /// Adds the codes of what some rows hold, and of `empty` (else [`NOTHING`]) where that is nothing; `code` gives
    /// that of a text.
    pub fn codes(
        &mut self,
        values: &Values<'_>,
        rows: &[u32],
        empty: Option<&str>,
        codes: &mut Vec<u32>,
        mut code: impl FnMut(&str) -> u32,
    ) {
        codes.reserve(rows.len());
        let mut of = |recall: &mut Recall, cell: &str| match (cell, empty) {
            ("", None) => NOTHING,
            ("", Some(empty)) => recall.code(empty, &mut code),
            (cell, _) => recall.code(cell, &mut code),
        };
        match values {
            Values::Spans(text, spans, step) => {
                codes.extend(rows.iter().map(|row| of(self, trimmed(span(text, spans, *step, *row as usize)))))
            }
            Values::Listed(list) => {
                if list.number == 0 || list.number != self.list {
                    self.listed.clear();
                }
                self.list = list.number;
                self.listed.resize(list.count, UNSET);
                let mut listed = std::mem::take(&mut self.listed);
                codes.extend(rows.iter().map(|row| {
                    let place = list.places.get(*row as usize).copied().unwrap_or(NOTHING);
                    let Some(known) = listed.get_mut(place as usize) else { return of(self, "") };
                    if *known == UNSET {
                        *known = of(self, trimmed((list.text)(place as usize)));
                    }
                    *known
                }));
                self.listed = listed;
            }
            other => codes.extend(rows.iter().map(|row| {
                let text = other.text(*row as usize);
                of(self, text.as_deref().unwrap_or_default())
            })),
        }
    }

    /// Forgets all codes.
    pub fn clear(&mut self) {
        self.slots.clear();
        self.listed.clear();
        self.list = 0;
    }
}
