//! What measures come to for a block of people: a number for each person and period.

use std::ops::Range;

use super::Block;
use super::bound::Within;
use super::judge::{How, Part};
use super::streams::Event;
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

/// Whole numbers of some scale, person by person, each period by period; in 32 bits where all fit.
pub enum Cells {
    Narrow(Vec<i32>),
    Wide(Vec<i64>),
}

impl Cells {
    /// As narrow as they can be.
    pub fn of(wide: Vec<i64>) -> Cells {
        let narrow = |value: &i64| match *value {
            ODD => Some(i32::MIN),
            EMPTY => Some(i32::MIN + 1),
            value => i32::try_from(value).ok().filter(|value| *value > i32::MIN + 1),
        };
        match wide.iter().map(narrow).collect() {
            Some(narrow) => Cells::Narrow(narrow),
            None => Cells::Wide(wide),
        }
    }

    /// One of them.
    #[inline]
    pub fn get(&self, place: usize) -> i64 {
        match self {
            Cells::Narrow(cells) => cells.get(place).map_or(ODD, |cell| widened(*cell)),
            Cells::Wide(cells) => cells.get(place).copied().unwrap_or(ODD),
        }
    }

    /// Some of them.
    pub fn between(&self, places: Range<usize>) -> impl Iterator<Item = i64> {
        let (narrow, wide) = match self {
            Cells::Narrow(cells) => (cells.get(places).unwrap_or_default(), [].as_slice()),
            Cells::Wide(cells) => ([].as_slice(), cells.get(places).unwrap_or_default()),
        };
        narrow.iter().map(|cell| widened(*cell)).chain(wide.iter().copied())
    }

    /// How many of some are not empty, and how many of those lie within a bound.
    pub fn held(&self, places: Range<usize>, within: Within) -> [u32; 2] {
        let Within { low, high, but } = within;
        let Cells::Narrow(cells) = self else {
            return self
                .between(places)
                .filter(|value| *value != EMPTY)
                .fold([0; 2], |[judged, held], value| [judged + 1, held + u32::from(within.holds(value))]);
        };
        let cells = cells.get(places).unwrap_or_default();
        let judged = count(cells, |cell| cell != i32::MIN + 1);
        let (low, high) =
            (i32::try_from(low.max(i64::from(i32::MIN + 2))), i32::try_from(high.min(i64::from(i32::MAX))));
        let (Ok(low), Ok(high)) = (low, high) else { return [judged, 0] };
        let held = count(cells, |cell| low <= cell && cell <= high);
        let but = but.and_then(|but| i32::try_from(but).ok()).filter(|but| (low..=high).contains(but));
        [judged, held - but.map_or(0, |but| count(cells, |cell| cell == but))]
    }

    /// How many bytes they take.
    pub fn bytes(&self) -> usize {
        match self {
            Cells::Narrow(cells) => cells.len() * 4,
            Cells::Wide(cells) => cells.len() * 8,
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
            return self.count(measure, room, periods).map(Cells::Narrow);
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
                keys.sort_unstable();
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

    /// How many rows count; there is always room for them in 32 bits, else only the definition can say it.
    fn count(&self, measure: &Measure, room: usize, periods: usize) -> Option<Vec<i32>> {
        let mut cells = vec![0i32; room];
        self.walk(measure, periods, |place, _, certain| {
            if let Some(cell) = cells.get_mut(place).filter(|cell| **cell != i32::MIN) {
                *cell = cell.checked_add(1).filter(|_| certain).unwrap_or(i32::MIN);
            }
        })?;
        Some(cells)
    }

    /// Every row that counts for a measure, or may, with the place of its cell and whether it is certain.
    fn walk(&self, measure: &Measure, periods: usize, mut each: impl FnMut(usize, usize, bool)) -> Option<()> {
        let grid = measure.grid.index();
        let (days, spans, cut) = (self.world.days(grid)?, self.world.periods(grid).ok()?, self.world.cut(grid)?);
        let place = |event: &Event, period: usize| (event.person as usize - self.first) * periods + period;
        for source in &measure.sources {
            let test = self.world.test(source.filter);
            for events in self.streams.pieces(source.activity.0, self.number) {
                if let (Test::Always, Some((first, known))) = (&test, days.counting()) {
                    for event in events {
                        let day = usize::try_from(event.day.wrapping_sub(first)).unwrap_or(usize::MAX);
                        if let Some(period) = known.get(day).filter(|period| **period != NONE) {
                            each(place(event, *period as usize), event.row as usize, true);
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
                        each(place(event, period), event.row as usize, certain.is_some());
                    }
                }
            }
        }
        Some(())
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
