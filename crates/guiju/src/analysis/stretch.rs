//! The days that count in each period of a grid, whoever asks: laid out once for all clauses that share the grid.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use chrono::NaiveDate;
use guiju_engine::calendar::Calendar;
use guiju_engine::moment::Moment;
use guiju_engine::periods::Cut;
use guiju_engine::program::Grid;

use super::demand::Undecided;

/// The days that count in one period, `[start, end)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The first day of the period itself, which says what is in force.
    pub begins: NaiveDate,
    pub start: NaiveDate,
    pub end: NaiveDate,
    /// The day by which it belongs to a range.
    pub last: NaiveDate,
}

/// The periods of a grid, or why they are not told.
type Laid = Result<Rc<[Stretch]>, Undecided>;

/// Those of one grid in some time.
type Times = Vec<((NaiveDate, NaiveDate), Laid)>;

/// What was laid out so far, by the calendar that it follows.
#[derive(Debug, Default)]
pub struct Periods<'p> {
    calendars: RefCell<Vec<(&'p Calendar, Grids)>>,
}

/// What was laid out of each grid.
type Grids = HashMap<Grid, Times>; // looked up only

impl<'p> Periods<'p> {
    /// The periods of a grid that belong to `[from, to)`, in order.
    pub fn of(&self, calendar: &'p Calendar, grid: &Grid, from: NaiveDate, to: NaiveDate) -> Laid {
        let mut calendars = self.calendars.borrow_mut();
        if !calendars.iter().any(|(known, _)| std::ptr::eq(*known, calendar)) {
            calendars.push((calendar, Grids::new()));
        }
        let Some((_, grids)) = calendars.iter_mut().find(|(known, _)| std::ptr::eq(*known, calendar)) else {
            return lay(calendar, grid, from, to);
        };
        let times = match grids.get_mut(grid) {
            Some(times) => times,
            None => grids.entry(grid.clone()).or_default(),
        };
        if let Some((_, laid)) = times.iter().find(|(time, _)| *time == (from, to)) {
            return laid.clone();
        }
        let laid = lay(calendar, grid, from, to);
        times.push(((from, to), laid.clone()));
        laid
    }
}

fn lay(calendar: &Calendar, grid: &Grid, from: NaiveDate, to: NaiveDate) -> Laid {
    if from >= to {
        return Err(Undecided::Calendar);
    }
    let cut = Cut { grid, calendar };
    let mut laid: Vec<Stretch> = Vec::new();
    for span in cut.periods(from, to, to.and_time(chrono::NaiveTime::MIN)).map_err(|_| Undecided::Calendar)? {
        let (first, end) = cut.reach(&span);
        let counts = |day: &NaiveDate| cut.contains(&span, Moment { day: *day, second: None });
        // Days left out lie within a period all the same; it begins and ends with a day that counts.
        let lies = |day: &NaiveDate| counts(day) || grid.except_holidays && calendar.is_holiday(*day);
        let days = first.iter_days().take_while(|day| *day < end).take(3 * 366).skip_while(|day| !counts(day));
        let mut days = days.take_while(lies).filter(counts);
        let Some(start) = days.next() else { continue };
        let end = days.last().unwrap_or(start).succ_opt().ok_or(Undecided::Periods)?;
        // Each begins and ends no earlier than the one before.
        if laid.last().is_some_and(|before| before.end > end || before.start > start) {
            return Err(Undecided::Periods);
        }
        laid.push(Stretch { begins: span.start, start, end, last: cut.last_day(&span) });
    }
    Ok(laid.into())
}
