//! Thresholds in whole numbers: what a value of some scale has to lie between.

use std::cmp::Ordering;

use crate::exact::Exact;
use crate::program::Comparison;

/// The whole numbers of `10^-scale` that meet one threshold or several: from `low` to `high`, both in, but not `but`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Within {
    pub low: i64,
    pub high: i64,
    pub but: Option<i64>,
}

impl Within {
    /// All of them.
    pub const ALL: Within = Within { low: i64::MIN, high: i64::MAX, but: None };

    /// Those that compare so with a number; `None` where it is too large to tell.
    pub fn of(comparison: Comparison, bound: Exact, scale: u32) -> Option<Within> {
        let (numerator, denominator) = bound.parts();
        let scaled = numerator.checked_mul(10i128.checked_pow(scale)?)?;
        let (floor, whole) = (scaled.div_euclid(denominator), scaled.rem_euclid(denominator) == 0);
        let ceil = if whole { floor } else { floor + 1 };
        let (floor, ceil) = (i64::try_from(floor).ok()?, i64::try_from(ceil).ok()?);
        Some(match comparison {
            Comparison::AtLeast => Within { low: ceil, ..Within::ALL },
            Comparison::MoreThan => Within { low: floor.checked_add(1)?, ..Within::ALL },
            Comparison::AtMost => Within { high: floor, ..Within::ALL },
            Comparison::LessThan => Within { high: ceil.checked_sub(1)?, ..Within::ALL },
            Comparison::Equal => Within { low: ceil, high: floor, but: None },
            Comparison::NotEqual => Within { but: whole.then_some(floor), ..Within::ALL },
        })
    }

    /// Those that meet both; `None` where two are left out.
    pub fn and(self, other: Within) -> Option<Within> {
        let but = match (self.but, other.but) {
            (Some(one), Some(two)) if one != two => return None,
            (one, two) => one.or(two),
        };
        Some(Within { low: self.low.max(other.low), high: self.high.min(other.high), but })
    }

    /// Whether a value meets them.
    #[inline]
    pub fn holds(self, value: i64) -> bool {
        self.low <= value && value <= self.high && self.but != Some(value)
    }
}

/// `a / b` against a number without division, for `b` above 0: `a × times` against `b × by`.
#[derive(Debug, Clone, Copy)]
pub struct Share {
    comparison: Comparison,
    times: i64,
    by: i64,
}

impl Share {
    /// A quotient of numbers of two scales against a number; `None` where that takes more than 64 bits.
    pub fn of(comparison: Comparison, bound: Exact, scales: [u32; 2]) -> Option<Share> {
        let (numerator, denominator) = bound.parts();
        let [above, below] = scales.map(|scale| 10i128.checked_pow(scale));
        let times = i64::try_from(denominator.checked_mul(below?)?).ok()?;
        let by = i64::try_from(numerator.checked_mul(above?)?).ok()?;
        Some(Share { comparison, times, by })
    }

    /// How it compares.
    pub fn comparison(&self) -> Comparison {
        self.comparison
    }

    /// How the number of one lies to that of another.
    pub fn order(&self, other: &Share) -> Ordering {
        (i128::from(self.by) * i128::from(other.times)).cmp(&(i128::from(other.by) * i128::from(self.times)))
    }

    /// How `above / below` lies to its number.
    #[inline]
    pub fn compared(&self, above: i64, below: i64) -> Ordering {
        (i128::from(above) * i128::from(self.times)).cmp(&(i128::from(below) * i128::from(self.by)))
    }

    /// Whether `above / below` meets it.
    #[inline]
    pub fn holds(&self, above: i64, below: i64) -> bool {
        let (left, right) = (i128::from(above) * i128::from(self.times), i128::from(below) * i128::from(self.by));
        crate::predicate::compare(left, self.comparison, right)
    }
}
