//! The values that meet a threshold, exactly.

use guiju_engine::exact::Exact;
use guiju_engine::program::{Bound, Comparison, Expr};

/// An end, and whether it is in; `None` is no end.
pub type End = Option<(Exact, bool)>;

/// The values between two ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Interval {
    /// From here on.
    pub low: End,
    /// Up to here.
    pub high: End,
}

impl Interval {
    /// The values that all of these bounds allow; `None` where one depends on the person, or leaves a hole (`!=`).
    pub fn of(bounds: &[Bound]) -> Option<Interval> {
        bounds.iter().try_fold(Interval::default(), |all, bound| {
            let Expr::Number(value) = bound.value else { return None };
            Some(all.and(Interval::one(bound.comparison, Exact::from(value))?))
        })
    }

    /// The values that compare so.
    pub fn one(comparison: Comparison, value: Exact) -> Option<Interval> {
        let (shut, open) = (Some((value, true)), Some((value, false)));
        Some(match comparison {
            Comparison::AtLeast => Interval { low: shut, high: None },
            Comparison::MoreThan => Interval { low: open, high: None },
            Comparison::AtMost => Interval { low: None, high: shut },
            Comparison::LessThan => Interval { low: None, high: open },
            Comparison::Equal => Interval { low: shut, high: shut },
            Comparison::NotEqual => return None,
        })
    }

    /// The values in both.
    pub fn and(self, other: Interval) -> Interval {
        let low = match (self.low, other.low) {
            (Some(one), Some(two)) => Some(if (one.0, !one.1) >= (two.0, !two.1) { one } else { two }),
            (one, two) => one.or(two),
        };
        let high = match (self.high, other.high) {
            (Some(one), Some(two)) => Some(if (one.0, one.1) <= (two.0, two.1) { one } else { two }),
            (one, two) => one.or(two),
        };
        Interval { low, high }
    }

    /// Whether no value is in it.
    pub fn is_empty(self) -> bool {
        match (self.low, self.high) {
            (Some((low, low_in)), Some((high, high_in))) => low > high || (low == high && !(low_in && high_in)),
            _ => false,
        }
    }

    /// Whether every value of it is in the other.
    pub fn within(self, other: Interval) -> bool {
        self.is_empty() || self.and(other) == self
    }

    /// Whether a value is in it.
    pub fn has(self, value: Exact) -> bool {
        self.low.is_none_or(|(low, shut)| low < value || shut && low == value)
            && self.high.is_none_or(|(high, shut)| value < high || shut && value == high)
    }

    /// The values in this one alone: below and above the other.
    pub fn without(self, other: Interval) -> Vec<Interval> {
        let below = other.low.map(|(low, shut)| self.and(Interval { low: None, high: Some((low, !shut)) }));
        let above = other.high.map(|(high, shut)| self.and(Interval { low: Some((high, !shut)), high: None }));
        below.into_iter().chain(above).filter(|part| !part.is_empty()).collect()
    }

    /// Some of its values, simple ones first.
    pub fn samples(self) -> Vec<Exact> {
        let (low, high) = (self.low.map(|it| it.0), self.high.map(|it| it.0));
        let beyond = [low.and_then(|it| it.plus(Exact::ONE)), high.and_then(|it| it.minus(Exact::ONE))];
        let inside = match (low, high) {
            (Some(low), Some(high)) if low < high => simplest(low, high, 0),
            _ => None,
        };
        let all = [Some(Exact::ZERO), Some(Exact::ONE), low, high, inside].into_iter().chain(beyond).flatten();
        let mut found: Vec<Exact> = Vec::new();
        for value in all.filter(|value| self.has(*value)) {
            if !found.contains(&value) {
                found.push(value);
            }
        }
        found
    }
}

/// How deep a fraction is looked for.
const DEEPEST: u32 = 64;

/// The fraction with the smallest denominator strictly between two others.
fn simplest(low: Exact, high: Exact, depth: u32) -> Option<Exact> {
    if low.is_negative() && !high.is_negative() && !high.is_zero() {
        return Some(Exact::ZERO);
    }
    if low.is_negative() {
        let negated = |value: Exact| Exact::ZERO.minus(value);
        return negated(simplest(negated(high)?, negated(low)?, depth)?);
    }
    let whole = low.floor();
    let next = whole.plus(Exact::ONE)?;
    if next < high {
        return Some(next);
    }
    if depth > DEEPEST {
        return None;
    }
    // Between `whole` and `next`: the fraction of what is left, turned over.
    let (low, high) = (low.minus(whole)?, high.minus(whole)?);
    let turned = if low.is_zero() {
        Exact::ONE.over(high)?.floor().plus(Exact::ONE)?
    } else {
        simplest(Exact::ONE.over(high)?, Exact::ONE.over(low)?, depth + 1)?
    };
    whole.plus(Exact::ONE.over(turned)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_simplest_fraction_between_two() {
        for (low, high, expected) in [
            ((95, 100), (98, 100), Some((20, 21))),
            ((3, 1000), (5, 1000), Some((1, 201))),
            ((0, 1), (3, 1000), Some((1, 334))),
            ((1, 2), (7, 2), Some((1, 1))),
            ((-1, 2), (1, 2), Some((0, 1))),
            ((-98, 100), (-95, 100), Some((-20, 21))),
            ((2, 1), (3, 1), Some((5, 2))),
        ] {
            let of = |(n, d): (i128, i128)| Exact::ratio(n, d).unwrap();
            assert_eq!(simplest(of(low), of(high), 0), expected.map(of), "{low:?} {high:?}");
        }
    }
}
