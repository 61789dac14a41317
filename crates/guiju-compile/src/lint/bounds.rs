//! Thresholds as intervals, exactly.

use guiju_engine::program::{Aggregate, Bound, Comparison, Expr, MeasureCheck, Program, Unit};
use rust_decimal::Decimal;

/// An end of an interval, and whether it is in.
pub type End = Option<(Decimal, bool)>;

/// The values that meet a threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Interval {
    /// From here on; `None` for no lower end.
    pub low: End,
    /// Up to here.
    pub high: End,
}

impl Interval {
    /// The values that the one and only version of a check asks for; `None` where it changes over time, depends on the
    /// person, or is no interval (`!=`).
    pub fn of(check: &MeasureCheck) -> Option<Interval> {
        let [version] = check.versions.as_slice() else { return None };
        version
            .bounds
            .iter()
            .try_fold(Interval::default(), |interval, bound| Some(interval.and(Interval::bound(bound)?)))
    }

    fn bound(bound: &Bound) -> Option<Interval> {
        let Expr::Number(value) = bound.value else { return None };
        let (end, open) = (Some((value, true)), Some((value, false)));
        Some(match bound.comparison {
            Comparison::AtLeast => Interval { low: end, high: None },
            Comparison::MoreThan => Interval { low: open, high: None },
            Comparison::AtMost => Interval { low: None, high: end },
            Comparison::LessThan => Interval { low: None, high: open },
            Comparison::Equal => Interval { low: end, high: end },
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
        self.and(other) == self
    }

    /// So many times as much, of counts.
    pub fn times(self, n: u32) -> Option<Interval> {
        let end = |end: End| match end {
            None => Some(None),
            Some((value, inside)) => value.checked_mul(Decimal::from(n)).map(|value| Some((value, inside))),
        };
        Some(Interval { low: end(self.low)?, high: end(self.high)? })
    }
}

/// How many of the shorter unit make one of the longer, where that is always the same.
pub fn parts(shorter: Unit, longer: Unit) -> Option<u32> {
    let months = |unit| match unit {
        Unit::Month => Some(1),
        Unit::Quarter => Some(3),
        Unit::HalfYear => Some(6),
        Unit::Year => Some(12),
        _ => None,
    };
    match (shorter, longer) {
        (Unit::Day, Unit::Week) => Some(7),
        (Unit::HalfMonth, longer) => Some(2 * months(longer)?),
        (Unit::TenDays, longer) => Some(3 * months(longer)?),
        (shorter, longer) => match (months(shorter)?, months(longer)?) {
            (one, two) if one < two => Some(two / one),
            _ => None,
        },
    }
}

/// Whether a value is a count, and so a whole number that is never negative.
pub fn is_count(value: &Expr, program: &Program) -> bool {
    aggregate(value, program)
        .is_some_and(|it| matches!(it, Aggregate::Count | Aggregate::Distinct(_) | Aggregate::Streak { .. }))
}

/// How the one measure is aggregated that a value is.
pub fn aggregate<'p>(value: &Expr, program: &'p Program) -> Option<&'p Aggregate> {
    let Expr::Measure(id) = value else { return None };
    program.measures.get(id.index()).map(|measure| &measure.aggregate)
}

/// Whether a value is a part of the records of an activity over all of them (占比), and so between 0 and 1.
pub fn is_share(value: &Expr, program: &Program) -> bool {
    let Expr::Binary { op: guiju_engine::program::BinaryOp::Div, left, right } = value else { return false };
    let (Expr::Measure(part), Expr::Measure(whole)) = (left.as_ref(), right.as_ref()) else { return false };
    let of = |id: &guiju_engine::program::MeasureId| program.measures.get(id.index());
    let (Some(part), Some(whole)) = (of(part), of(whole)) else { return false };
    let counted = part.aggregate == Aggregate::Count && whole.aggregate == Aggregate::Count;
    let pairs = part.sources.iter().zip(&whole.sources);
    counted
        && part.sources.len() == whole.sources.len()
        && part.sources.len() == 1
        && pairs.into_iter().all(|(part, whole)| part.activity == whole.activity && whole.filter.is_none())
}
