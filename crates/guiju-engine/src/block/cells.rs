//! What measures come to for a block of people: a number for each person and period.

use std::ops::Range;

use super::Block;
use super::bound::Within;
use super::judge::{How, Part};
use super::test::Test;
use crate::evaluate::World;
use crate::periods::{Cut, Span};
use crate::program::{Aggregate, Measure};
use crate::records::{Cell, Column};
use crate::tally::Days;

/// What only the definition can say: a condition or a number that is not known, or a number that does not fit.
pub const ODD: i64 = i64::MIN;
/// The most or the least of nothing.
pub const EMPTY: i64 = i64::MIN + 1;
/// No period.
const NONE: u32 = u32::MAX;

/// So many rows of one person can be counted in 32 bits.
pub const MOST: usize = 1 << 30;

/// Whole numbers of some scale, person by person, each period by period; in 32 bits where all fit.
pub struct Cells {
    values: Width,
    /// Whether all are known, and none is below 0.
    natural: bool,
    /// Whether one is [`ODD`], and whether one is [`EMPTY`].
    odd: bool,
    empty: bool,
}

enum Width {
    Narrow(Vec<i32>),
    Wide(Vec<i64>),
}

impl Cells {
    /// As narrow as they can be.
    pub fn of(wide: Vec<i64>) -> Cells {
        let small = i64::from(i32::MIN + 2)..=i64::from(i32::MAX);
        let fits = wide.iter().fold(true, |fits, value| fits & (small.contains(value) | (*value <= EMPTY)));
        if fits {
            let special = |value: i64| if value == ODD { i32::MIN } else { i32::MIN + 1 };
            return Cells::narrow(wide.into_iter().map(|it| i32::try_from(it).unwrap_or(special(it))).collect());
        }
        let has = |one: i64| wide.contains(&one);
        let natural = wide.iter().fold(true, |natural, value| natural & (*value >= 0));
        Cells { natural, odd: has(ODD), empty: has(EMPTY), values: Width::Wide(wide) }
    }

    /// Of 32 bits; the least stands for [`ODD`], and the next for [`EMPTY`].
    pub fn narrow(cells: Vec<i32>) -> Cells {
        let natural = cells.iter().fold(true, |natural, cell| natural & (*cell >= 0));
        let has = |one: i32| !natural && cells.contains(&one);
        Cells { natural, odd: has(i32::MIN), empty: has(i32::MIN + 1), values: Width::Narrow(cells) }
    }

    /// Whether all of some are known.
    pub fn are_known(&self, places: Range<usize>) -> bool {
        !self.odd || self.between(places).all(|value| value != ODD)
    }

    /// Whether all of some are known, none is below 0, and each fits 32 bits.
    pub fn are_small(&self, places: Range<usize>) -> bool {
        let narrow = matches!(self.values, Width::Narrow(_));
        (self.natural && narrow) || self.between(places).all(|value| u32::try_from(value).is_ok())
    }

    /// One of them.
    #[inline]
    pub fn get(&self, place: usize) -> i64 {
        match &self.values {
            Width::Narrow(cells) => cells.get(place).map_or(ODD, |cell| widened(*cell)),
            Width::Wide(cells) => cells.get(place).copied().unwrap_or(ODD),
        }
    }

    /// Some of them.
    pub fn between(&self, places: Range<usize>) -> impl Iterator<Item = i64> {
        let (narrow, wide) = match &self.values {
            Width::Narrow(cells) => (cells.get(places).unwrap_or_default(), [].as_slice()),
            Width::Wide(cells) => ([].as_slice(), cells.get(places).unwrap_or_default()),
        };
        narrow.iter().map(|cell| widened(*cell)).chain(wide.iter().copied())
    }

    /// How many of some are not empty, and how many of those lie within a bound.
    pub fn held(&self, places: Range<usize>, within: Within) -> [u32; 2] {
        let Within { low, high, but } = within;
        let Width::Narrow(cells) = &self.values else {
            return self
                .between(places)
                .filter(|value| *value != EMPTY)
                .fold([0; 2], |[judged, held], value| [judged + 1, held + u32::from(within.holds(value))]);
        };
        let cells = cells.get(places).unwrap_or_default();
        let judged = match self.empty {
            true => count(cells, |cell| cell != i32::MIN + 1),
            false => u32::try_from(cells.len()).unwrap_or(u32::MAX),
        };
        let (low, high) =
            (i32::try_from(low.max(i64::from(i32::MIN + 2))), i32::try_from(high.min(i64::from(i32::MAX))));
        let (Ok(low), Ok(high)) = (low, high) else { return [judged, 0] };
        let held = match high {
            i32::MAX => count(cells, |cell| low <= cell),
            _ => count(cells, |cell| (low <= cell) & (cell <= high)),
        };
        let but = but.and_then(|but| i32::try_from(but).ok()).filter(|but| (low..=high).contains(but));
        [judged, held - but.map_or(0, |but| count(cells, |cell| cell == but))]
    }

    /// How many bytes they take.
    pub fn bytes(&self) -> usize {
        match &self.values {
            Width::Narrow(cells) => cells.len() * 4,
            Width::Wide(cells) => cells.len() * 8,
        }
    }
}

#[inline]
fn count(cells: &[i32], holds: impl Fn(i32) -> bool) -> u32 {
    cells.iter().map(|cell| u32::from(holds(*cell))).sum()
}

#[inline]
fn widened(cell: i32) -> i64 {
    match cell {
        i32::MIN => ODD,
        value if value == i32::MIN + 1 => EMPTY,
        value => i64::from(value),
    }
}

impl Block<'_> {
    /// What a part of a value comes to; `None` where the columns are not what it needs.
    pub(super) fn cells(&self, part: Part) -> Option<Cells> {
        let measure = self.world.program.measures.get(part.measure.index())?;
        let grid = measure.grid.index();
        let periods = self.world.periods(grid).ok()?.len();
        let room = self.people() * periods;
        if part.how == How::Count {
            return self.count(measure, room, periods).map(Cells::narrow);
        }
        let mut cells = vec![if matches!(part.how, How::Most | How::Least) { EMPTY } else { 0 }; room];
        let numbers = || match measure.aggregate {
            Aggregate::Sum(field) | Aggregate::Average(field) | Aggregate::Max(field) | Aggregate::Min(field) => {
                match self.world.records.column(field)? {
                    Column::Number(numbers) => Some(numbers),
                    _ => None,
                }
            }
            _ => None,
        };
        match part.how {
            How::Count => {}
            How::Sum | How::Most | How::Least => {
                let numbers = numbers()?;
                self.walk(measure, periods, |place, row, certain| {
                    let Some(cell) = cells.get_mut(place).filter(|cell| **cell != ODD) else { return };
                    *cell = match numbers.cell(row) {
                        Cell::Whole(value) if certain => match part.how {
                            How::Sum => cell.checked_add(value).filter(|sum| *sum > EMPTY).unwrap_or(ODD),
                            How::Most => value.max(*cell),
                            _ if *cell == EMPTY => value,
                            _ => value.min(*cell),
                        },
                        _ => ODD,
                    };
                })?;
            }
            How::Distinct => {
                let Aggregate::Distinct(field) = measure.aggregate else { return None };
                let Column::Text(_, codes) = self.world.records.column(field)? else { return None };
                let mut keys: Vec<u64> = Vec::new();
                self.walk(measure, periods, |place, row, certain| match codes.get(row).filter(|_| certain) {
                    Some(code) => keys.push((place as u64) << 32 | u64::from(code)),
                    None => cells.get_mut(place).into_iter().for_each(|cell| *cell = ODD),
                })?;
                match measure.sources.len() {
                    1 => sort_by_person(&mut keys, periods),
                    _ => keys.sort_unstable(),
                }
                keys.dedup();
                for key in keys {
                    let place = usize::try_from(key >> 32).unwrap_or(usize::MAX);
                    if let Some(cell) = cells.get_mut(place).filter(|cell| **cell != ODD) {
                        *cell += 1;
                    }
                }
            }
        }
        Some(Cells::of(cells))
    }

    /// How many rows count; `None` where there may be no room for them in 32 bits.
    fn count(&self, measure: &Measure, room: usize, periods: usize) -> Option<Vec<i32>> {
        let mut cells = vec![0i32; room];
        let most = MOST / measure.sources.len().max(1);
        let of = |activity: u32| self.codes.iter().map(move |person| self.sorted.of(activity, *person));
        if measure.sources.iter().any(|source| of(source.activity.0).any(|events| events.len() > most)) {
            return None;
        }
        let counting = self.world.days(measure.grid.index())?.counting();
        let plain = measure.sources.iter().all(|source| matches!(self.world.test(source.filter), Test::Always));
        if let Some((first, known)) = counting.filter(|_| plain) {
            for source in &measure.sources {
                for (own, events) in cells.chunks_exact_mut(periods.max(1)).zip(of(source.activity.0)) {
                    for event in events {
                        let day = usize::try_from(event.day.wrapping_sub(first)).unwrap_or(usize::MAX);
                        let period = known.get(day).copied().unwrap_or(NONE);
                        own.get_mut(period as usize).into_iter().for_each(|cell| *cell += 1);
                    }
                }
            }
            return Some(cells);
        }
        self.walk(measure, periods, |place, _, certain| {
            if let Some(cell) = cells.get_mut(place).filter(|cell| **cell != i32::MIN) {
                *cell = if certain { *cell + 1 } else { i32::MIN };
            }
        })?;
        Some(cells)
    }

    /// Every row that counts for a measure, or may, with the place of its cell and whether it is certain.
    fn walk(&self, measure: &Measure, periods: usize, mut each: impl FnMut(usize, usize, bool)) -> Option<()> {
        let grid = measure.grid.index();
        let (days, spans, cut) = (self.world.days(grid)?, self.world.periods(grid).ok()?, self.world.cut(grid)?);
        for source in &measure.sources {
            let test = self.world.test(source.filter);
            for (local, person) in self.codes.iter().enumerate() {
                let (first_cell, events) = (local * periods, self.sorted.of(source.activity.0, *person));
                if let (Test::Always, Some((first, known))) = (&test, days.counting()) {
                    for event in events {
                        let day = usize::try_from(event.day.wrapping_sub(first)).unwrap_or(usize::MAX);
                        if let Some(period) = known.get(day).filter(|period| **period != NONE) {
                            each(first_cell + *period as usize, event.row as usize, true);
                        }
                    }
                    continue;
                }
                for event in events {
                    let Some(period) = period(self.world, days, spans, cut, event.day, event.row as usize) else {
                        continue;
                    };
                    let certain = self.world.passes(event.row as usize, &test);
                    if certain != Some(false) {
                        each(first_cell + period, event.row as usize, certain.is_some());
                    }
                }
            }
        }
        Some(())
    }
}

/// Sorts keys that come person by person, whose upper halves are places of so many for each: those of each person by
/// themselves.
fn sort_by_person(mut keys: &mut [u64], periods: usize) {
    let periods = periods.max(1) as u64;
    while let Some(first) = keys.first() {
        let end = ((first >> 32) / periods + 1) * periods;
        let own = keys.iter().take_while(|key| (**key >> 32) < end).count();
        let (own, rest) = keys.split_at_mut(own);
        own.sort_unstable();
        keys = rest;
    }
}

/// The period in which a row counts.
#[inline]
pub fn period(world: &World<'_>, days: &Days, spans: &[Span], cut: Cut<'_>, day: i32, row: usize) -> Option<usize> {
    if let Some((first, periods)) = days.counting() {
        let place = usize::try_from(day.checked_sub(first)?).ok()?;
        return periods.get(place).filter(|period| **period != NONE).map(|period| *period as usize);
    }
    let period = days.of(day)?;
    cut.contains(spans.get(period)?, world.records.moment(row)).then_some(period)
}
