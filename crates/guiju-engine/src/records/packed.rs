//! Columns of small whole numbers, as narrow as their largest value allows.

use serde::{Deserialize, Serialize};

/// What stands for a missing value, in each width.
const NONE: u32 = u32::MAX;

/// Whole numbers below 2^32 - 1, or nothing. Rows before the first value take no room.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Packed {
    skipped: usize,
    values: Width,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
enum Width {
    One(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
}

impl Default for Width {
    fn default() -> Self {
        Width::One(Vec::new())
    }
}

impl Packed {
    /// Adds a value.
    pub fn push(&mut self, value: Option<u32>) {
        let value = match value {
            None if self.values.is_empty() => {
                self.skipped += 1;
                return;
            }
            None => NONE,
            Some(value) => value,
        };
        match &mut self.values {
            Width::One(values) => match u8::try_from(value) {
                Ok(small) if small != u8::MAX => return values.push(small),
                _ if value == NONE => return values.push(u8::MAX),
                _ => {}
            },
            Width::Two(values) => match u16::try_from(value) {
                Ok(small) if small != u16::MAX => return values.push(small),
                _ if value == NONE => return values.push(u16::MAX),
                _ => {}
            },
            Width::Four(values) => return values.push(value),
        }
        self.widen(value);
        self.push(Some(value));
    }

    /// Adds values, of which `u32::MAX` is nothing.
    pub fn extend(&mut self, mut values: &[u32]) {
        if self.values.is_empty() {
            let nothing = values.iter().take_while(|value| **value == NONE).count();
            self.skipped += nothing;
            values = values.get(nothing..).unwrap_or_default();
        }
        let most = values.iter().map(|value| value.wrapping_add(1)).max().unwrap_or(0);
        // Nothing is all ones in every width.
        loop {
            match &mut self.values {
                Width::One(own) if most <= u32::from(u8::MAX) => {
                    return own.extend(values.iter().map(|value| value.to_le_bytes()[0]));
                }
                Width::Two(own) if most <= u32::from(u16::MAX) => {
                    let low = |value: &u32| {
                        let [low, high, ..] = value.to_le_bytes();
                        u16::from_le_bytes([low, high])
                    };
                    return own.extend(values.iter().map(low));
                }
                Width::Four(own) => return own.extend_from_slice(values),
                _ => self.widen(most - 1),
            }
        }
    }

    /// Adds so many times nothing.
    pub fn extend_nothing(&mut self, rows: usize) {
        match &mut self.values {
            values if values.is_empty() => self.skipped += rows,
            Width::One(values) => values.resize(values.len() + rows, u8::MAX),
            Width::Two(values) => values.resize(values.len() + rows, u16::MAX),
            Width::Four(values) => values.resize(values.len() + rows, NONE),
        }
    }

    /// Makes room for a value that does not fit.
    fn widen(&mut self, value: u32) {
        let wide = |small: &u8| if *small == u8::MAX { NONE } else { u32::from(*small) };
        self.values = match std::mem::take(&mut self.values) {
            Width::One(values) if value < u32::from(u16::MAX) => {
                let two = |small: &u8| if *small == u8::MAX { u16::MAX } else { u16::from(*small) };
                Width::Two(values.iter().map(two).collect())
            }
            Width::One(values) => Width::Four(values.iter().map(wide).collect()),
            Width::Two(values) => {
                let wide = |small: &u16| if *small == u16::MAX { NONE } else { u32::from(*small) };
                Width::Four(values.iter().map(wide).collect())
            }
            four @ Width::Four(_) => four,
        };
    }

    /// The value of a row.
    #[inline]
    pub fn get(&self, row: usize) -> Option<u32> {
        let row = row.checked_sub(self.skipped)?;
        match &self.values {
            Width::One(values) => values.get(row).filter(|value| **value != u8::MAX).map(|value| u32::from(*value)),
            Width::Two(values) => values.get(row).filter(|value| **value != u16::MAX).map(|value| u32::from(*value)),
            Width::Four(values) => values.get(row).copied().filter(|value| *value != NONE),
        }
    }

    /// Each value that there is, with its row.
    #[inline]
    pub fn each(&self, mut each: impl FnMut(u32, u32)) {
        let first = u32::try_from(self.skipped).unwrap_or(u32::MAX);
        match &self.values {
            Width::One(all) => {
                (first..).zip(all).filter(|(_, v)| **v != u8::MAX).for_each(|(row, v)| each(row, u32::from(*v)));
            }
            Width::Two(all) => {
                (first..).zip(all).filter(|(_, v)| **v != u16::MAX).for_each(|(row, v)| each(row, u32::from(*v)));
            }
            Width::Four(all) => (first..).zip(all).filter(|(_, v)| **v != NONE).for_each(|(row, v)| each(row, *v)),
        }
    }

    /// The values of some rows; nothing is `u32::MAX`.
    pub fn gather(&self, rows: &[u32], values: &mut Vec<u32>) {
        let places = rows.iter().map(|row| (*row as usize).wrapping_sub(self.skipped));
        match &self.values {
            Width::One(all) => values.extend(places.map(|place| match all.get(place) {
                None | Some(&u8::MAX) => NONE,
                Some(value) => u32::from(*value),
            })),
            Width::Two(all) => values.extend(places.map(|place| match all.get(place) {
                None | Some(&u16::MAX) => NONE,
                Some(value) => u32::from(*value),
            })),
            Width::Four(all) => values.extend(places.map(|place| all.get(place).copied().unwrap_or(NONE))),
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.skipped
            + match &self.values {
                Width::One(values) => values.len(),
                Width::Two(values) => values.len(),
                Width::Four(values) => values.len(),
            }
    }

    /// How many bytes it takes.
    pub fn bytes(&self) -> usize {
        match &self.values {
            Width::One(values) => values.len(),
            Width::Two(values) => values.len() * 2,
            Width::Four(values) => values.len() * 4,
        }
    }
}

impl Width {
    fn is_empty(&self) -> bool {
        match self {
            Width::One(values) => values.is_empty(),
            Width::Two(values) => values.is_empty(),
            Width::Four(values) => values.is_empty(),
        }
    }
}
