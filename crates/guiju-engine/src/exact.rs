//! Exact numbers: fractions of 128-bit integers, never floats.

use std::cmp::Ordering;
use std::fmt;
use std::num::NonZero;

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub};
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Exact {
    numerator: i128,
    /// In lowest terms, and at most `i128::MAX`; that it is never 0 keeps `Option<Exact>` as small as `Exact`.
    denominator: NonZero<u128>,
}

impl Exact {
    /// 0
    pub const ZERO: Exact = Exact { numerator: 0, denominator: NonZero::<u128>::MIN };
    /// 1
    pub const ONE: Exact = Exact { numerator: 1, denominator: NonZero::<u128>::MIN };

    /// `numerator / denominator`; `None` for a denominator of 0.
    pub fn ratio(numerator: i128, denominator: i128) -> Option<Exact> {
        if let (Ok(above), Ok(below)) = (i64::try_from(numerator), i64::try_from(denominator))
            && above != i64::MIN
            && below > 0
        {
            return Some(Exact::reduced(above, below));
        }
        (denominator != 0 && numerator != i128::MIN && denominator != i128::MIN)
            .then(|| Exact::of(Ratio::new(numerator, denominator)))
    }

    /// The sum.
    pub fn plus(self, other: Exact) -> Option<Exact> {
        if let Some((left, right)) = self.wholes(other) {
            return left.checked_add(right).map(Exact::from);
        }
        if let Some([a, b, c, d]) = self.small(other) {
            return Some(Exact::reduced(a * d + c * b, b * d));
        }
        self.fraction().checked_add(&other.fraction()).map(Exact::of)
    }

    /// The difference.
    pub fn minus(self, other: Exact) -> Option<Exact> {
        if let Some((left, right)) = self.wholes(other) {
            return left.checked_sub(right).map(Exact::from);
        }
        if let Some([a, b, c, d]) = self.small(other) {
            return Some(Exact::reduced(a * d - c * b, b * d));
        }
        self.fraction().checked_sub(&other.fraction()).map(Exact::of)
    }

    /// The product.
    pub fn times(self, other: Exact) -> Option<Exact> {
        if let Some((left, right)) = self.wholes(other) {
            return left.checked_mul(right).map(Exact::from);
        }
        if let Some([a, b, c, d]) = self.small(other) {
            return Some(Exact::reduced(a * c, b * d));
        }
        self.fraction().checked_mul(&other.fraction()).map(Exact::of)
    }

    /// The quotient; `None` for a divisor of 0.
    pub fn over(self, other: Exact) -> Option<Exact> {
        if other.is_zero() {
            return None;
        }
        if let Some([a, b, c, d]) = self.small(other) {
            return Some(Exact::reduced(a * d * c.signum(), b * c.abs()));
        }
        self.fraction().checked_div(&other.fraction()).map(Exact::of)
    }

    /// Numerator and denominator, in lowest terms; the denominator is above 0.
    pub(crate) fn parts(self) -> (i128, i128) {
        (self.numerator, self.below())
    }

    /// Both, where both are whole: then no common divisor has to be sought.
    fn wholes(self, other: Exact) -> Option<(i128, i128)> {
        (self.is_whole() && other.is_whole()).then_some((self.numerator, other.numerator))
    }

    /// Numerators and denominators of both, where all are below 2^31: then no product of two can pass 64 bits.
    fn small(self, other: Exact) -> Option<[i64; 4]> {
        let parts = [self.numerator, self.below(), other.numerator, other.below()];
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
        Exact::of(Ratio::new_raw((numerator / divisor).into(), (denominator / divisor).into()))
    }

    fn of(fraction: Ratio<i128>) -> Exact {
        let (numerator, denominator) = fraction.into_raw();
        // A fraction in lowest terms has a denominator above 0.
        Exact { numerator, denominator: NonZero::new(denominator.unsigned_abs()).unwrap_or(NonZero::<u128>::MIN) }
    }

    fn fraction(self) -> Ratio<i128> {
        Ratio::new_raw(self.numerator, self.below())
    }

    fn below(self) -> i128 {
        self.denominator.get().cast_signed()
    }

    fn is_whole(self) -> bool {
        self.denominator == NonZero::<u128>::MIN
    }

    /// Whether it is 0.
    pub fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// Whether it is below 0.
    pub fn is_negative(self) -> bool {
        self.numerator.is_negative()
    }

    /// The largest whole number that is not above it.
    pub fn floor(self) -> Exact {
        Exact::from(self.numerator.div_euclid(self.below()))
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
        Exact::ratio(scaled.fraction().round().to_integer(), scale).unwrap_or(self)
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Exact) -> Ordering {
        if self.denominator == other.denominator {
            return self.numerator.cmp(&other.numerator);
        }
        match self.small(*other) {
            Some([a, b, c, d]) => (a * d).cmp(&(c * b)),
            None => self.fraction().cmp(&other.fraction()),
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Exact) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<i128> for Exact {
    fn from(value: i128) -> Exact {
        Exact { numerator: value, denominator: NonZero::<u128>::MIN }
    }
}

impl From<Decimal> for Exact {
    fn from(value: Decimal) -> Exact {
        if value.scale() == 0 {
            return Exact::from(value.mantissa());
        }
        // A scale is at most 28, so the power always fits.
        let power = 10i128.pow(value.scale());
        match (i64::try_from(value.mantissa()), i64::try_from(power)) {
            (Ok(mantissa), Ok(power)) => Exact::reduced(mantissa, power),
            _ => Exact::of(Ratio::new(value.mantissa(), power)),
        }
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (numerator, denominator) = (self.numerator.unsigned_abs(), self.denominator.get());
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
