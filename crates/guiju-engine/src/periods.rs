//! Periods of a range, and the part of each that counts.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};

use crate::calendar::{Calendar, tomorrow, yesterday};
use crate::moment::{Moment, at};
use crate::program::{Grid, Period, Point, PointDay, Unit, Window};

/// One period, `[start, end)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub start: NaiveDate,
    /// The day after the last.
    pub end: NaiveDate,
    next: (NaiveDate, NaiveDate),
}

/// How the periods of a grid follow each other in one calendar.
#[derive(Debug, Clone, Copy)]
pub struct Cut<'a> {
    /// The grid.
    pub grid: &'a Grid,
    /// The calendar.
    pub calendar: &'a Calendar,
}

/// The most periods one grid may have in a range.
pub const MOST: usize = 100_000;

impl Cut<'_> {
    /// The periods that belong to the range `[from, to)`: those whose last day lies in it.
    ///
    /// # Errors
    /// With the year, where working days of a year are needed that the calendar does not know.
    pub fn periods(self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Span>, i32> {
        let Period::Every { every, unit } = self.grid.period else {
            let span = Span { start: from, end: to, next: (to, to) };
            return Ok(vec![span]);
        };
        let mut found = Vec::new();
        // The period before the one that holds the first day may still end in the range: 次月5日前.
        let (start, _) = self.around(from, every, unit);
        let mut day = self.around(yesterday(start), every, unit).0;
        while day < to && found.len() < MOST {
            let (start, end) = self.around(day, every, unit);
            if end <= day {
                break;
            }
            let rest = unit == Unit::Workday && !self.calendar.is_workday(start)?;
            if !rest {
                let span = Span { start, end, next: self.next(end, every, unit)? };
                if from <= self.last(&span) && self.last(&span) < to {
                    found.push(span);
                }
            }
            day = end;
        }
        Ok(found)
    }

    fn next(self, end: NaiveDate, every: u32, unit: Unit) -> Result<(NaiveDate, NaiveDate), i32> {
        let mut day = end;
        while unit == Unit::Workday && !self.calendar.is_workday(day)? {
            day = tomorrow(day);
        }
        Ok(self.around(day, every, unit))
    }

    /// The period around a day; a rest day among working days is one of its own.
    fn around(self, day: NaiveDate, every: u32, unit: Unit) -> (NaiveDate, NaiveDate) {
        let every = i64::from(every.max(1));
        let month = |first: i64| {
            let year = i32::try_from(2000 + first.div_euclid(12)).unwrap_or(2000);
            let month = u32::try_from(first.rem_euclid(12)).unwrap_or(0) + 1;
            NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(day)
        };
        let months = |length: i64| {
            let number = (i64::from(day.year()) - 2000) * 12 + i64::from(day.month0());
            let first = number.div_euclid(length) * length;
            (month(first), month(first + length))
        };
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
            Unit::Month => months(every),
            Unit::Quarter => months(every * 3),
            Unit::HalfYear => months(every * 6),
            Unit::Year => months(every * 12),
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

    fn window(&self) -> Option<&Window> {
        self.grid.window.as_ref()
    }

    /// The last day of what a period judges, by which it belongs to a range.
    pub fn last(self, span: &Span) -> NaiveDate {
        match self.window().and_then(|window| window.to.as_ref()) {
            Some(point) if point.next => span.day_of(point).unwrap_or_else(|| yesterday(span.next.1)),
            _ => yesterday(span.end),
        }
    }

    /// The instant from which on nothing more can count.
    pub fn closes(self, span: &Span) -> NaiveDateTime {
        let Some(point) = self.window().and_then(|window| window.to.as_ref()) else { return at(span.end, 0) };
        let day = span.day_of(point).unwrap_or_else(|| yesterday(span.end));
        match point.second {
            Some(second) => at(day, second),
            None if point.inclusive => at(tomorrow(day), 0),
            None => at(day, 0),
        }
    }

    /// The days, `[from, to)`, beyond which nothing counts in a period.
    pub fn reach(self, span: &Span) -> (NaiveDate, NaiveDate) {
        let to = match self.window().and_then(|window| window.to.as_ref()) {
            Some(Point { next: true, day: PointDay::Same, .. }) => NaiveDate::MAX,
            Some(point) if point.next => span.end.max(span.next.1),
            _ => span.end,
        };
        (span.start, to)
    }

    /// Whether a moment lies in the part of a period that counts.
    pub fn contains(self, span: &Span, moment: Moment) -> bool {
        let from = self.window().and_then(|window| window.from.as_ref());
        let to = self.window().and_then(|window| window.to.as_ref());
        let side = |point: &Point, late: bool| {
            let day = span.day_of(point).unwrap_or(moment.day);
            let order = match point.second {
                None => moment.day.cmp(&day),
                Some(second) => moment.local().cmp(&at(day, second)),
            };
            if late {
                order.is_gt() || (point.inclusive && order.is_eq())
            } else {
                order.is_lt() || (point.inclusive && order.is_eq())
            }
        };
        let starts = moment.day >= span.start && from.is_none_or(|point| side(point, true));
        let ends = match to {
            None => moment.day < span.end,
            Some(point) => (point.next || moment.day < span.end) && side(point, false),
        };
        starts && ends
    }
}

impl Span {
    /// The day of a point; `None` where it is each day.
    fn day_of(&self, point: &Point) -> Option<NaiveDate> {
        let (start, end) = if point.next { self.next } else { (self.start, self.end) };
        match point.day {
            PointDay::Same => None,
            PointDay::Last => Some(yesterday(end)),
            PointDay::Of(day) => Some(day_of_month(start.year(), start.month(), day)),
            PointDay::OfMonth(month, day) => Some(day_of_month(start.year(), month, day)),
            PointDay::Weekday(weekday) => {
                let found = start.iter_days().take(7).find(|day| day.weekday().number_from_monday() == weekday);
                found.or(Some(yesterday(end)))
            }
        }
    }
}

/// The day of that number, or the month's last.
pub fn day_of_month(year: i32, month: u32, day: u32) -> NaiveDate {
    (1..=day.min(31)).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month, day)).unwrap_or(NaiveDate::MAX)
}

impl Span {
    /// A period that no other follows.
    pub fn plain(start: NaiveDate, end: NaiveDate) -> Span {
        Span { start, end, next: (end, end) }
    }
}
