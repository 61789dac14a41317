//! Scales (等级, 分档): which values no line covers, and which lines no value reaches.

use guiju_engine::program::Comparison;
use rust_decimal::Decimal;

/// One line of a scale: a bound, or `None` for 其余.
pub type Line = Option<(Comparison, Decimal)>;

/// What is wrong with a scale of which the first line that holds counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Flaws {
    /// A value that no line covers.
    pub gap: Option<Decimal>,
    /// Lines that no value reaches, by index.
    pub unreachable: Vec<usize>,
}

/// Looks for flaws among the values from `lowest` up (to `highest`, where there is one).
///
/// Which line holds changes at the bounds only, so it is enough to try every bound, a value between each two
/// neighbours, and one beyond either end. For counts (`whole`) only whole numbers are tried.
///
/// ```
/// use guiju_compile::scale::flaws;
/// use guiju_engine::program::Comparison::{AtLeast, Equal};
/// let line = |comparison, value: i64| Some((comparison, value.into()));
/// // 90 以上 … 100 …: nothing covers what is below 90, and 100 is never reached
/// let found = flaws(&[line(AtLeast, 90), line(Equal, 100)], 0.into(), Some(100.into()), false);
/// assert_eq!(found.gap, Some(0.into()));
/// assert_eq!(found.unreachable, [1]);
/// ```
pub fn flaws(lines: &[Line], lowest: Decimal, highest: Option<Decimal>, whole: bool) -> Flaws {
    let mut reached = vec![false; lines.len()];
    let mut gap = None;
    for value in values(lines, lowest, highest, whole) {
        let first =
            lines.iter().position(|line| line.is_none_or(|(comparison, bound)| holds(value, comparison, bound)));
        match first.and_then(|first| reached.get_mut(first)) {
            Some(reached) => *reached = true,
            None => gap = gap.or(Some(value)),
        }
    }
    let unreachable = reached.iter().enumerate().filter(|(_, reached)| !**reached).map(|(index, _)| index).collect();
    Flaws { gap, unreachable }
}

fn values(lines: &[Line], lowest: Decimal, highest: Option<Decimal>, whole: bool) -> Vec<Decimal> {
    let mut bounds: Vec<Decimal> = lines.iter().flatten().map(|(_, bound)| *bound).collect();
    bounds.push(lowest);
    bounds.extend(highest);
    bounds.sort();
    bounds.dedup();
    let last = bounds.last().copied().unwrap_or(lowest).saturating_add(Decimal::ONE);
    let mut values = Vec::new();
    for (i, bound) in bounds.iter().enumerate() {
        let next = bounds.get(i + 1).copied().unwrap_or(last);
        if whole {
            let near = [bound.floor(), bound.ceil(), bound.floor().saturating_add(Decimal::ONE)];
            values.extend(near);
        } else {
            values.push(*bound);
            values.push(bound.saturating_add((next.saturating_sub(*bound)) / Decimal::TWO));
        }
    }
    values.push(last);
    values.retain(|value| *value >= lowest && highest.is_none_or(|highest| *value <= highest));
    values.sort();
    values
}

fn holds(value: Decimal, comparison: Comparison, bound: Decimal) -> bool {
    match comparison {
        Comparison::AtLeast => value >= bound,
        Comparison::MoreThan => value > bound,
        Comparison::AtMost => value <= bound,
        Comparison::LessThan => value < bound,
        Comparison::Equal => value == bound,
        Comparison::NotEqual => value != bound,
    }
}
