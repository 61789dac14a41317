//! Exact numbers: fractions of 128-bit integers, never floats.

use std::fmt;

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed};
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

/// Decimal places printed of a fraction that does not end.
const PLACES: usize = 10;

/// An exact fraction. Operations give `None` on overflow (and on division by zero), never a wrong number.
///
/// It prints as a decimal without trailing zeros; a fraction that does not end within ten places is rounded
/// there, half away from zero. Comparisons are always of the fraction itself.
///
/// ```
/// use guiju_engine::exact::Exact;
/// let third = Exact::ratio(1, 3).unwrap();
/// assert_eq!(third.times(Exact::from(3)), Some(Exact::from(1)));
/// assert_eq!(third.to_string(), "0.3333333333");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(Ratio<i128>);

impl Exact {
    /// 0
    pub const ZERO: Exact = Exact(Ratio::new_raw(0, 1));
    /// 1
    pub const ONE: Exact = Exact(Ratio::new_raw(1, 1));

    /// `numerator / denominator`; `None` for a denominator of 0.
    pub fn ratio(numerator: i128, denominator: i128) -> Option<Exact> {
        (denominator != 0 && numerator != i128::MIN && denominator != i128::MIN)
            .then(|| Exact(Ratio::new(numerator, denominator)))
    }

    /// The sum.
    pub fn plus(self, other: Exact) -> Option<Exact> {
        if let Some((left, right)) = self.wholes(other) {
            return left.checked_add(right).map(Exact::from);
        }
        if let Some([a, b, c, d]) = self.small(other) {
            return Some(Exact::reduced(a * d + c * b, b * d));
        }
        self.0.checked_add(&other.0).map(Exact)
    }

    /// The difference.
    pub fn minus(self, other: Exact) -> Option<Exact> {
        if let Some((left, right)) = self.wholes(other) {
            return left.checked_sub(right).map(Exact::from);
        }
        if let Some([a, b, c, d]) = self.small(other) {
            return Some(Exact::reduced(a * d - c * b, b * d));
        }
        self.0.checked_sub(&other.0).map(Exact)
    }

    /// The product.
    pub fn times(self, other: Exact) -> Option<Exact> {
        if let Some((left, right)) = self.wholes(other) {
            return left.checked_mul(right).map(Exact::from);
        }
        if let Some([a, b, c, d]) = self.small(other) {
            return Some(Exact::reduced(a * c, b * d));
        }
        self.0.checked_mul(&other.0).map(Exact)
    }

    /// The quotient; `None` for a divisor of 0.
    pub fn over(self, other: Exact) -> Option<Exact> {
        if other.is_zero() {
            return None;
        }
        if let Some([a, b, c, d]) = self.small(other) {
            return Some(Exact::reduced(a * d * c.signum(), b * c.abs()));
        }
        self.0.checked_div(&other.0).map(Exact)
    }

    /// Both, where both are whole: then no common divisor has to be sought.
    fn wholes(self, other: Exact) -> Option<(i128, i128)> {
        (*self.0.denom() == 1 && *other.0.denom() == 1).then(|| (*self.0.numer(), *other.0.numer()))
    }

    /// Numerators and denominators of both, where all are below 2^31: then no product of two can pass 64 bits.
    fn small(self, other: Exact) -> Option<[i64; 4]> {
        let parts = [*self.0.numer(), *self.0.denom(), *other.0.numer(), *other.0.denom()];
        let small = |part: i128| i64::try_from(part).ok().filter(|part| part.unsigned_abs() < 1 << 31);
        let [a, b, c, d] = parts.map(small);
        Some([a?, b?, c?, d?])
    }

    /// A fraction in lowest terms; the denominator is above 0.
    fn reduced(numerator: i64, denominator: i64) -> Exact {
        let (mut divisor, mut rest) = (denominator.unsigned_abs(), numerator.unsigned_abs());
        while rest != 0 {
            (divisor, rest) = (rest, divisor % rest);
        }
        let divisor = i64::try_from(divisor).unwrap_or(1).max(1);
        Exact(Ratio::new_raw((numerator / divisor).into(), (denominator / divisor).into()))
    }

    /// Whether it is 0.
    pub fn is_zero(self) -> bool {
        *self.0.numer() == 0
    }

    /// Whether it is below 0.
    pub fn is_negative(self) -> bool {
        self.0.is_negative()
    }

    /// The largest whole number that is not above it.
    pub fn floor(self) -> Exact {
        Exact(Ratio::from_integer(self.0.numer().div_euclid(*self.0.denom())))
    }

    /// The smallest whole number that is not below it.
    pub fn ceil(self) -> Exact {
        let floor = self.floor();
        if floor == self { floor } else { floor.plus(Exact::ONE).unwrap_or(floor) }
    }

    /// Rounded to `places` decimals, half away from zero.
    pub fn round(self, places: u32) -> Exact {
        let Some(scale) = 10i128.checked_pow(places) else { return self };
        let Some(scaled) = self.times(Exact::from(scale)) else { return self };
        Exact::ratio(scaled.0.round().to_integer(), scale).unwrap_or(self)
    }
}

impl From<i128> for Exact {
    fn from(value: i128) -> Exact {
        Exact(Ratio::from_integer(value))
    }
}

impl From<Decimal> for Exact {
    fn from(value: Decimal) -> Exact {
        if value.scale() == 0 {
            return Exact::from(value.mantissa());
        }
        // A scale is at most 28, so the power always fits.
        Exact(Ratio::new(value.mantissa(), 10i128.pow(value.scale())))
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (numerator, denominator) = (self.0.numer().unsigned_abs(), self.0.denom().unsigned_abs());
        let mut whole = numerator / denominator.max(1);
        let mut rest = numerator % denominator.max(1);
        let mut digits = Vec::with_capacity(PLACES);
        while rest != 0 && digits.len() < PLACES {
            // `rest * 10` may pass 128 bits where the denominator is huge: long division by doubling.
            let (digit, next) = times_ten(rest, denominator);
            digits.push(digit);
            rest = next;
        }
        if rest >= denominator.div_ceil(2) && rest != 0 {
            match digits.iter().rposition(|&d| d != 9) {
                Some(i) => {
                    digits.truncate(i + 1);
                    if let Some(last) = digits.last_mut() {
                        *last += 1;
                    }
                }
                None => {
                    digits.clear();
                    whole += 1;
                }
            }
        }
        while digits.last() == Some(&0) {
            digits.pop();
        }
        if self.is_negative() && (whole != 0 || !digits.is_empty()) {
            f.write_str("-")?;
        }
        write!(f, "{whole}")?;
        if !digits.is_empty() {
            f.write_str(".")?;
            digits.iter().try_for_each(|d| write!(f, "{d}"))?;
        }
        Ok(())
    }
}

/// The whole part and the rest of `10 × rest / denominator`, for `rest < denominator`.
fn times_ten(rest: u128, denominator: u128) -> (u8, u128) {
    let (mut digit, mut left) = (0u8, 0u128);
    for _ in 0..10 {
        // left + rest < 2 × denominator < 2^128, as both are below the denominator, itself below 2^127.
        left += rest;
        if left >= denominator {
            left -= denominator;
            digit += 1;
        }
    }
    (digit, left)
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests;
