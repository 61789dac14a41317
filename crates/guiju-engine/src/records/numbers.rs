//! Exact decimals as whole numbers of one scale; what does not fit stands beside them.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::texts::{Lookup, lookup};

/// Finer than this, or larger than 64 bits at this scale, a number stands beside the column.
const FINEST: u32 = 9;
/// Nothing.
const NONE: i64 = i64::MIN;
/// The number stands beside the column.
const ODD: i64 = i64::MIN + 1;

/// A column of decimals, each a whole number of `10^-scale`. Rows before the first value take no room.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Numbers {
    skipped: usize,
    scale: u32,
    /// The finest scale that is worth a try.
    finest: u32,
    values: Width,
    odd: Lookup<usize, Decimal>, // looked up only
}

#[derive(Debug, Clone, Serialize, Deserialize)]
enum Width {
    Four(Vec<i32>),
    Eight(Vec<i64>),
}

/// What a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Missing,
    /// So many of [`Numbers::scale`].
    Whole(i64),
    /// A number that does not fit.
    Odd,
}

impl Default for Numbers {
    fn default() -> Self {
        Numbers { skipped: 0, scale: 0, finest: FINEST, values: Width::Four(Vec::new()), odd: lookup() }
    }
}

impl Numbers {
    /// Adds a number.
    pub fn push(&mut self, value: Option<Decimal>) {
        let Some(value) = value else { return self.add(NONE) };
        let value = value.normalize();
        match i64::try_from(value.mantissa()) {
            Ok(mantissa) if value.scale() <= FINEST => self.push_whole(mantissa, value.scale()),
            _ => self.push_odd(value),
        }
    }

    /// Adds `mantissa × 10^-scale`.
    pub fn push_whole(&mut self, mantissa: i64, scale: u32) {
        let scaled = if scale > self.scale && mantissa != 0 { self.refine(scale) } else { true };
        let by = |scale: u32| 10i64.checked_pow(scale);
        let whole = if scale <= self.scale {
            by(self.scale - scale).and_then(|factor| mantissa.checked_mul(factor))
        } else {
            (mantissa == 0).then_some(0)
        };
        match whole.filter(|whole| scaled && *whole > ODD) {
            Some(whole) => self.add(whole),
            None => self.push_odd(Decimal::from_i128_with_scale(mantissa.into(), scale)),
        }
    }

    fn push_odd(&mut self, value: Decimal) {
        self.add(ODD);
        self.odd.insert(self.len() - 1, value);
    }

    /// Makes the scale finer; not where a number would no longer fit.
    fn refine(&mut self, scale: u32) -> bool {
        if scale > self.finest {
            return false;
        }
        let factor = 10i64.pow(scale - self.scale);
        let fine = |value: i64| {
            if value <= ODD { Some(value) } else { value.checked_mul(factor).filter(|fine| *fine > ODD) }
        };
        let finer: Option<Vec<i64>> = (self.skipped..self.len()).map(|row| fine(self.raw(row))).collect();
        let Some(finer) = finer else {
            self.finest = scale - 1;
            return false;
        };
        self.scale = scale;
        self.values = Width::Four(Vec::with_capacity(finer.len()));
        finer.into_iter().for_each(|value| self.add(value));
        true
    }

    fn add(&mut self, value: i64) {
        if value == NONE && self.len() == self.skipped {
            self.skipped += 1;
            return;
        }
        match &mut self.values {
            Width::Eight(values) => values.push(value),
            Width::Four(values) => match narrow(value) {
                Some(small) => values.push(small),
                None => {
                    let mut wide: Vec<i64> = values.iter().map(|small| widened(*small)).collect();
                    wide.push(value);
                    self.values = Width::Eight(wide);
                }
            },
        }
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.skipped
            + match &self.values {
                Width::Four(values) => values.len(),
                Width::Eight(values) => values.len(),
            }
    }

    fn raw(&self, row: usize) -> i64 {
        let Some(row) = row.checked_sub(self.skipped) else { return NONE };
        match &self.values {
            Width::Four(values) => values.get(row).map_or(NONE, |small| widened(*small)),
            Width::Eight(values) => values.get(row).copied().unwrap_or(NONE),
        }
    }

    /// Adds so many times nothing.
    pub fn extend_nothing(&mut self, rows: usize) {
        if self.skipped == self.len() {
            self.skipped += rows;
            return;
        }
        match &mut self.values {
            Width::Four(values) => values.resize(values.len() + rows, i32::MIN),
            Width::Eight(values) => values.resize(values.len() + rows, NONE),
        }
    }

    /// Adds all that another column holds.
    pub fn append(&mut self, other: &Numbers) {
        self.extend_nothing(other.skipped);
        if let (true, Width::Four(own), Width::Four(others)) =
            (other.scale == self.scale && other.odd.is_empty(), &mut self.values, &other.values)
        {
            return own.extend_from_slice(others);
        }
        (other.skipped..other.len()).for_each(|row| self.push_from(other, row));
    }

    /// Adds what a row of another column holds.
    pub fn push_from(&mut self, other: &Numbers, row: usize) {
        match other.cell(row) {
            Cell::Whole(whole) => self.push_whole_of(whole, other.scale),
            _ => self.push(other.get(row)),
        }
    }

    /// Adds `mantissa × 10^-scale`, which may end in zeros.
    pub fn push_whole_of(&mut self, mut mantissa: i64, mut scale: u32) {
        while scale > 0 && mantissa % 10 == 0 {
            (mantissa, scale) = (mantissa / 10, scale - 1);
        }
        self.push_whole(mantissa, scale);
    }

    /// The unit of [`Cell::Whole`] is `10^-scale`.
    pub fn scale(&self) -> u32 {
        self.scale
    }

    /// What a row holds.
    #[inline]
    pub fn cell(&self, row: usize) -> Cell {
        match self.raw(row) {
            NONE => Cell::Missing,
            ODD => Cell::Odd,
            whole => Cell::Whole(whole),
        }
    }

    /// The number of a row.
    pub fn get(&self, row: usize) -> Option<Decimal> {
        match self.cell(row) {
            Cell::Missing => None,
            Cell::Whole(whole) => Decimal::try_from_i128_with_scale(whole.into(), self.scale).ok(),
            Cell::Odd => self.odd.get(&row).copied(),
        }
    }

    /// Whether it can have been built: for what was decoded.
    pub fn is_whole(&self) -> bool {
        self.scale <= FINEST && self.finest <= FINEST && self.scale <= self.finest
    }

    /// How many bytes it takes.
    pub fn bytes(&self) -> usize {
        let odd = self.odd.len() * 32;
        odd + match &self.values {
            Width::Four(values) => values.len() * 4,
            Width::Eight(values) => values.len() * 8,
        }
    }
}

fn narrow(value: i64) -> Option<i32> {
    match value {
        NONE => Some(i32::MIN),
        ODD => Some(i32::MIN + 1),
        value => i32::try_from(value).ok().filter(|small| *small > i32::MIN + 1),
    }
}

fn widened(small: i32) -> i64 {
    match small {
        i32::MIN => NONE,
        small if small == i32::MIN + 1 => ODD,
        small => small.into(),
    }
}
