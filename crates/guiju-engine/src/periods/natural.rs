//! Natural periods: days, weeks, parts of months, months, quarters, years, and several of them.

use chrono::{Datelike, Days, NaiveDate};

use super::{Cut, MOST, Span};
use crate::calendar::{tomorrow, yesterday};
use crate::program::Unit;

/// How far a due day may move over rest days, in days; no run of them is as long.
const FURTHEST: u64 = 31;

impl Cut<'_> {
    /// Those of `every` natural units whose last day lies in the range.
    pub(super) fn natural(self, (from, to): (NaiveDate, NaiveDate), every: u32, unit: Unit) -> Result<Vec<Span>, i32> {
        let mut found = Vec::new();
        let mut day = self.around(from, every, unit).0;
        let early = from.checked_sub_days(Days::new(FURTHEST)).unwrap_or(from);
        // What began earlier may still end in the range: 次月5日前, and due days that move.
        if self.reaches_on() || self.roll().is_some() {
            let before = self.around(yesterday(day), every, unit).0;
            day = before.min(self.around(early, every, unit).0);
        }
        while day < to && found.len() < MOST {
            let (start, end) = self.around(day, every, unit);
            if end <= day {
                break;
            }
            day = end;
            if unit == Unit::Workday && !self.calendar.is_workday(start)? {
                continue;
            }
            let next = if self.reaches_on() { self.following(end, every, unit)? } else { (end, end) };
            let plain = Span { next, ..Span::plain(start, end) };
            let due = self.until().and_then(|point| plain.day_of(point)).unwrap_or(start);
            // No need to know the working days around a due day that lies far behind.
            if end > from || due >= early {
                found.extend(self.within(self.span(start, end, next)?, from, to));
            }
        }
        Ok(found)
    }

    pub(super) fn following(self, end: NaiveDate, every: u32, unit: Unit) -> Result<(NaiveDate, NaiveDate), i32> {
        let day = if unit == Unit::Workday { self.calendar.working_day(end, true)? } else { end };
        Ok(self.around(day, every, unit))
    }

    /// The period around a day; a rest day among working days is one of its own.
    pub(super) fn around(self, day: NaiveDate, every: u32, unit: Unit) -> (NaiveDate, NaiveDate) {
        let every = i64::from(every.max(1));
        let month = |first: i64| {
            let year = i32::try_from(2000 + first.div_euclid(12)).unwrap_or(2000);
            let month = u32::try_from(first.rem_euclid(12)).unwrap_or(0) + 1;
            NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(day)
        };
        // Years begin in the calendar's month, and with them quarters and half years.
        let months = |length: i64, begins: u32| {
            let begins = i64::from(begins.clamp(1, 12)) - 1;
            let number = (i64::from(day.year()) - 2000) * 12 + i64::from(day.month0()) - begins;
            let first = number.div_euclid(length) * length + begins;
            (month(first), month(first + length))
        };
        let fiscal = self.calendar.year_start;
        let days = |anchor: NaiveDate, length: i64| {
            let number = (day - anchor).num_days().div_euclid(length) * length;
            let offset = chrono::TimeDelta::days(number);
            let start = anchor.checked_add_signed(offset).unwrap_or(day);
            (start, start.checked_add_days(Days::new(length.unsigned_abs())).unwrap_or(NaiveDate::MAX))
        };
        // Parts of a month are counted on from 2000, so that several of them make one period.
        let parts = |ends: &'static [u32]| {
            let count = ends.len() as i64 + 1;
            let begins = |index: i64| {
                let first = month(index.div_euclid(count));
                let part = usize::try_from(index.rem_euclid(count)).unwrap_or(0);
                part.checked_sub(1).and_then(|part| first.with_day(ends.get(part)? + 1)).unwrap_or(first)
            };
            let part = ends.iter().filter(|end| day.day() > **end).count() as i64;
            let number = ((i64::from(day.year()) - 2000) * 12 + i64::from(day.month0())) * count + part;
            let first = number.div_euclid(every) * every;
            (begins(first), begins(first + every))
        };
        match unit {
            Unit::Month => months(every, 1),
            Unit::Quarter => months(every * 3, fiscal),
            Unit::HalfYear => months(every * 6, fiscal),
            Unit::Year => months(every * 12, fiscal),
            Unit::Week => {
                let back = (7 + 1 - i64::from(self.calendar.week_start.clamp(1, 7))) % 7;
                let anchor = NaiveDate::from_ymd_opt(2000, 1, 3).unwrap_or(day);
                days(anchor - chrono::TimeDelta::days(back), every * 7)
            }
            Unit::TenDays => parts(&[10, 20]),
            Unit::HalfMonth => parts(&[15]),
            Unit::Workday | Unit::Minute | Unit::Hour => (day, tomorrow(day)),
            Unit::Day => days(NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or(day), every),
        }
    }
}
