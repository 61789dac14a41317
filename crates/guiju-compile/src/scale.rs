//! Scales (等级, 分档): which values no line covers, and which lines no value reaches.

use guiju_engine::program::Comparison;
use rust_decimal::Decimal;

/// One line of a scale: its bounds, all of which must hold; none for 其余.
pub type Line = Vec<(Comparison, Decimal)>;

/// What is wrong with a scale of which the first line that holds counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Flaws {
    /// A value that no line covers; between or above ranges, 其余 does not count as covering it.
    pub gap: Option<Decimal>,
    /// A value that two ranges cover.
    pub overlap: Option<Decimal>,
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
/// use guiju_engine::program::Comparison::{AtLeast, AtMost, Equal};
/// let line = |comparison, value: i64| vec![(comparison, value.into())];
/// // 90 以上 … 100 …: nothing covers what is below 90, and 100 is never reached
/// let found = flaws(&[line(AtLeast, 90), line(Equal, 100)], 0.into(), Some(100.into()), false);
/// assert_eq!(found.gap, Some(0.into()));
/// assert_eq!(found.unreachable, [1]);
/// // 90-99, 100, 其余: 99.5 is nobody's
/// let nineties = vec![(AtLeast, 90.into()), (AtMost, 99.into())];
/// let found = flaws(&[nineties, line(Equal, 100), Vec::new()], 0.into(), Some(100.into()), false);
/// assert_eq!(found.gap, Some("99.5".parse().unwrap()));
/// ```
pub fn flaws(lines: &[Line], lowest: Decimal, highest: Option<Decimal>, whole: bool) -> Flaws {
    let mut reached = vec![false; lines.len()];
    let (mut gap, mut overlap) = (None, None);
    let ranged = |line: &Line| line.len() > 1;
    let lows = lines.iter().filter(|line| ranged(line)).flatten().map(|(_, bound)| *bound).min();
    // Of a scale with ranges, 其余 takes what is below them: not what lies between, nor what is above.
    let above = |value: Decimal| lows.is_some_and(|low| value > low);
    for value in values(lines, lowest, highest, whole) {
        let holding: Vec<usize> = (0..lines.len())
            .filter(|at| lines.get(*at).is_some_and(|line| line.iter().all(|(how, bound)| holds(value, *how, *bound))))
            .collect();
        let first = holding.first().copied();
        match first.and_then(|first| reached.get_mut(first)) {
            Some(reached) => *reached = true,
            None => gap = gap.or(Some(value)),
        }
        let otherwise = first.and_then(|first| lines.get(first)).is_some_and(Vec::is_empty);
        if otherwise && above(value) {
            gap = gap.or(Some(value));
        }
        if holding.iter().filter(|at| lines.get(**at).is_some_and(ranged)).count() > 1 {
            overlap = overlap.or(Some(value));
        }
    }
    let unreachable = reached.iter().enumerate().filter(|(_, reached)| !**reached).map(|(index, _)| index).collect();
    Flaws { gap, overlap, unreachable }
}

/// A scale with ranges as one of single bounds: of 90-100, 80-90 the first line is >= 90, the second >= 80. `None` where
/// the lines go neither down nor up.
pub fn chain(
    lines: &[Line],
    lowest: Decimal,
    highest: Option<Decimal>,
    whole: bool,
) -> Option<Vec<Option<(Comparison, Decimal)>>> {
    let first = |lines: &[Line], value: Decimal| {
        lines.iter().position(|line| line.iter().all(|(how, bound)| holds(value, *how, *bound)))
    };
    let values = values(lines, lowest, highest, whole);
    let with = |end: usize| -> Vec<Line> {
        lines
            .iter()
            .map(|line| if line.len() > 1 { line.get(end).copied().into_iter().collect() } else { line.clone() })
            .collect()
    };
    let same = |other: &Vec<Line>| {
        values.iter().all(|value| first(lines, *value).is_none_or(|line| first(other, *value) == Some(line)))
    };
    let chained = [with(0), with(1)].into_iter().find(same)?;
    Some(chained.into_iter().map(|line| line.first().copied()).collect())
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
