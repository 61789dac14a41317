//! How many of some clauses a value meets: thresholds in order, so that it does not matter how many there are.

use std::cmp::Ordering;

use super::bound::{Share, Within};
use super::cells::{Cells, EMPTY};
use super::entities::Entry;
use super::judge::Judge;
use super::measured::{Measured, Values};
use crate::program::Comparison;

/// Values from 0 to this are looked up.
const SMALL: usize = 256;

/// How many clauses each value meets.
pub struct Stairs {
    whole: Whole,
    shares: Shares,
}

/// What a person has of all those clauses together.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// How many outcomes each clause has, and how many of them were met or missed.
    pub outcomes: u64,
    pub judged: u32,
    /// How many were met, of all clauses.
    pub held: u64,
}

impl Stairs {
    /// Of clauses that judge all periods alike, a quotient by one number.
    pub fn new<'a>(judges: impl Iterator<Item = &'a Judge>) -> Stairs {
        let (mut within, mut shares) = (Vec::new(), Vec::new());
        for judge in judges {
            within.push(judge.within);
            shares.extend(judge.shares.iter().copied());
        }
        Stairs { whole: Whole::new(&within), shares: Shares::new(shares) }
    }

    /// What a person has.
    pub fn sum(&self, measured: &Measured, person: usize) -> Sum {
        let mut sum = Sum::default();
        let cells = person * measured.periods..(person + 1) * measured.periods;
        match &measured.values {
            Values::One(values) => self.add(&mut sum, values, cells),
            Values::Over(above, below) => {
                above.between(cells.clone()).zip(below.between(cells)).for_each(|(above, below)| {
                    sum.outcomes += 1;
                    if below != 0 {
                        sum.judged = sum.judged.saturating_add(1);
                        sum.held += u64::from(self.shares.of(above, below));
                    }
                });
            }
            Values::Each(entries) => {
                for Entry { start, first, .. } in entries.of(person) {
                    let start = *start as usize;
                    self.add(&mut sum, &entries.cells, start + *first as usize..start + measured.periods);
                }
            }
        }
        sum
    }

    fn add(&self, sum: &mut Sum, values: &Cells, places: std::ops::Range<usize>) {
        sum.outcomes += places.len() as u64;
        values.between(places).filter(|value| *value != EMPTY).for_each(|value| {
            sum.judged = sum.judged.saturating_add(1);
            sum.held += u64::from(self.whole.of(value));
        });
    }
}

/// Bounds of whole numbers.
struct Whole {
    small: Vec<u32>,
    /// From each number on, how many bounds hold.
    steps: Vec<(i64, u32)>,
}

impl Whole {
    fn new(bounds: &[Within]) -> Whole {
        // From where on there is one more that holds, or one less.
        let mut turns: Vec<(i64, bool)> = Vec::with_capacity(bounds.len() * 2);
        let mut between = |low: i64, high: i64, more: bool| {
            turns.push((low, more));
            turns.extend(high.checked_add(1).map(|end| (end, !more)));
        };
        for Within { low, high, but } in bounds.iter().filter(|bound| bound.low <= bound.high) {
            between(*low, *high, true);
            if let Some(but) = but.filter(|but| (*low..=*high).contains(but)) {
                between(but, but, false);
            }
        }
        turns.sort_unstable_by_key(|(from, more)| (*from, !more));
        let (mut steps, mut holds): (Vec<(i64, u32)>, u32) = (Vec::new(), 0);
        for (from, more) in turns {
            holds = if more { holds.saturating_add(1) } else { holds.saturating_sub(1) };
            match steps.last_mut() {
                Some(last) if last.0 == from => last.1 = holds,
                _ => steps.push((from, holds)),
            }
        }
        let mut whole = Whole { small: Vec::new(), steps };
        whole.small = (0i64..).take(SMALL).map(|value| whole.at(value)).collect();
        whole
    }

    fn of(&self, value: i64) -> u32 {
        let small = usize::try_from(value).ok().and_then(|value| self.small.get(value));
        small.copied().unwrap_or_else(|| self.at(value))
    }

    fn at(&self, value: i64) -> u32 {
        let place = self.steps.partition_point(|(from, _)| *from <= value);
        place.checked_sub(1).and_then(|place| self.steps.get(place)).map_or(0, |(_, holds)| *holds)
    }
}

/// Bounds of quotients.
struct Shares {
    /// Their numbers in order, each once.
    bounds: Vec<Share>,
    /// How many hold below the first, at the first, between it and the second, at the second …
    holds: Vec<u32>,
}

impl Shares {
    fn new(mut shares: Vec<Share>) -> Shares {
        shares.sort_unstable_by(Share::order);
        let mut bounds: Vec<Share> = Vec::new();
        let mut turns: Vec<[u32; 2]> = vec![[0; 2]; shares.len() * 2 + 2];
        let mut between = |from: usize, to: usize| {
            for (place, which) in [(from, 0), (to, 1)] {
                if let Some(count) = turns.get_mut(place).and_then(|turn| turn.get_mut(which)) {
                    *count += 1;
                }
            }
        };
        let end = usize::MAX;
        for share in shares {
            if bounds.last().is_none_or(|last| last.order(&share) != Ordering::Equal) {
                bounds.push(share);
            }
            let at = bounds.len() * 2 - 1;
            match share.comparison() {
                Comparison::AtLeast => between(at, end),
                Comparison::MoreThan => between(at + 1, end),
                Comparison::AtMost => between(0, at + 1),
                Comparison::LessThan => between(0, at),
                Comparison::Equal => between(at, at + 1),
                Comparison::NotEqual => {
                    between(0, at);
                    between(at + 1, end);
                }
            }
        }
        let count = |holds: &mut u32, [more, less]: &[u32; 2]| {
            *holds = holds.saturating_add(*more).saturating_sub(*less);
            Some(*holds)
        };
        let holds = turns.iter().take(bounds.len() * 2 + 1).scan(0, count).collect();
        Shares { bounds, holds }
    }

    /// How many `above / below` meets, for `below` above 0.
    fn of(&self, above: i64, below: i64) -> u32 {
        let place = self.bounds.partition_point(|bound| bound.compared(above, below) == Ordering::Greater);
        let at = self.bounds.get(place).is_some_and(|bound| bound.compared(above, below) == Ordering::Equal);
        self.holds.get(place * 2 + usize::from(at)).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::Exact;

    const ALL: [Comparison; 6] = [
        Comparison::AtLeast,
        Comparison::MoreThan,
        Comparison::AtMost,
        Comparison::LessThan,
        Comparison::Equal,
        Comparison::NotEqual,
    ];

    fn numbers() -> impl Iterator<Item = Exact> + Clone {
        (-5..=5).flat_map(|above| (1..=3).filter_map(move |below| Exact::ratio(above, below)))
    }

    #[test]
    fn stairs_count_the_bounds_of_whole_numbers_that_hold() {
        let one = |comparison: Comparison| numbers().filter_map(move |number| Within::of(comparison, number, 1));
        let mut bounds: Vec<Within> = ALL.into_iter().flat_map(one).collect();
        let pairs: Vec<Within> = bounds.iter().zip(bounds.iter().rev()).filter_map(|(a, b)| a.and(*b)).collect();
        bounds.extend(pairs);
        let stairs = Whole::new(&bounds);
        for value in (-600..600).chain([i64::MIN + 2, i64::MAX]) {
            let held = bounds.iter().filter(|bound| bound.holds(value)).count();
            assert_eq!(stairs.of(value) as usize, held, "{value}");
        }
    }

    #[test]
    fn stairs_count_the_bounds_of_quotients_that_hold() {
        let one = |comparison: Comparison| numbers().filter_map(move |number| Share::of(comparison, number, [2, 1]));
        let bounds: Vec<Share> = ALL.into_iter().flat_map(one).collect();
        let stairs = Shares::new(bounds.clone());
        for (above, below) in (-300..300).flat_map(|above| (1..12).map(move |below| (above, below))) {
            let held = bounds.iter().filter(|bound| bound.holds(above, below)).count();
            assert_eq!(stairs.of(above, below) as usize, held, "{above} / {below}");
        }
    }
}
