//! What measures come to for a block of people: a number for each person and period.

use super::Block;
use super::plan::{How, Part};
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

/// Whole numbers of some scale, person by person, each period by period.
pub type Cells = Vec<i64>;

impl Block<'_> {
    /// What a part of a value comes to; `None` where the columns are not what it needs.
    pub(super) fn cells(&self, part: Part) -> Option<Cells> {
        let measure = self.world.program.measures.get(part.measure.index())?;
        let grid = measure.grid.index();
        let periods = self.world.periods(grid).ok()?.len();
        let mut cells =
            vec![if matches!(part.how, How::Most | How::Least) { EMPTY } else { 0 }; self.people() * periods];
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
            How::Count => self.walk(measure, periods, |place, _, certain| {
                if let Some(cell) = cells.get_mut(place).filter(|cell| **cell != ODD) {
                    *cell = if certain { *cell + 1 } else { ODD };
                }
            })?,
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
        Some(cells)
    }

    /// Every row that counts for a measure, or may, with the place of its cell and whether it is certain.
    fn walk(&self, measure: &Measure, periods: usize, mut each: impl FnMut(usize, usize, bool)) -> Option<()> {
        let grid = measure.grid.index();
        let (days, spans, cut) = (self.world.days(grid)?, self.world.periods(grid).ok()?, self.world.cut(grid)?);
        for source in &measure.sources {
            let test = self.world.test(source.filter);
            let every = matches!(test, Test::Always);
            for events in self.streams.pieces(source.activity.0, self.number) {
                for event in events {
                    let Some(period) = period(self.world, days, spans, cut, event.day, event.row as usize) else {
                        continue;
                    };
                    let place = (event.person as usize - self.first) * periods + period;
                    let certain = if every { Some(true) } else { self.world.passes(event.row as usize, &test) };
                    if certain != Some(false) {
                        each(place, event.row as usize, certain.is_some());
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
