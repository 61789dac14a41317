//! Periods that are no natural ones: several working days, parts of the working day, windows, named periods.

use chrono::{Days, Months, NaiveDate, NaiveDateTime, NaiveTime};

use super::{Cut, MOST, Span, day_of_month};
use crate::calendar::{NamedPeriod, tomorrow, yesterday};
use crate::program::Unit;

/// The seconds of a day.
const DAY: u32 = 24 * 60 * 60;

impl Cut<'_> {
    /// So many working days each, counted from the first one that the calendar knows; what happens on the rest days among
    /// them counts too.
    pub(super) fn workdays(self, (from, to): (NaiveDate, NaiveDate), every: u32) -> Result<Vec<Span>, i32> {
        self.calendar.is_workday(from)?;
        let first = day_of_month(self.calendar.first_year, 1, 1);
        let every = every.max(1) as usize;
        let (mut found, mut group) = (Vec::new(), Vec::with_capacity(every.min(400)));
        for day in first.iter_days().take_while(|day| *day < to) {
            if !self.calendar.is_workday(day)? {
                continue;
            }
            group.push(day);
            if group.len() == every {
                if let Some(start) = group.first() {
                    let end = tomorrow(day);
                    found.extend(self.within(self.span(*start, end, (end, end))?, from, to));
                }
                group.clear();
            }
        }
        Ok(found)
    }

    /// So much working time each, from the beginning of each working day on; what is left at its end is no period.
    pub(super) fn hourly(self, (from, to): (NaiveDate, NaiveDate), seconds: u32) -> Result<Vec<Span>, i32> {
        let mut found = Vec::new();
        for day in from.iter_days().take_while(|day| *day < to) {
            let hours = self.calendar.hours_of(day)?;
            let mut begun: Option<(u32, u32)> = None;
            for (mut at, close) in hours {
                while at < close && found.len() < MOST {
                    let (start, left) = begun.unwrap_or((at, seconds.max(60)));
                    if close - at < left {
                        begun = Some((start, left - (close - at)));
                        break;
                    }
                    at += left;
                    begun = None;
                    found.push(Span::clocked(day, (start, at)));
                }
            }
        }
        Ok(found)
    }

    /// One window that ends on each day (or each working day) of the range.
    pub(super) fn rolling(self, (from, to): (NaiveDate, NaiveDate), length: u32, unit: Unit) -> Result<Vec<Span>, i32> {
        let mut found = Vec::new();
        for last in from.iter_days().take_while(|day| *day < to).take(MOST) {
            if unit == Unit::Workday && !self.calendar.is_workday(last)? {
                continue;
            }
            found.push(Span::plain(self.back(tomorrow(last), length, unit)?, tomorrow(last)));
        }
        Ok(found)
    }

    /// The window up to the instant of judgement, or to the end of the range.
    pub(super) fn last(
        self,
        (from, to): (NaiveDate, NaiveDate),
        as_of: NaiveDateTime,
        (length, unit): (u32, Unit),
    ) -> Result<Vec<Span>, i32> {
        let whole = as_of.time() == NaiveTime::MIN;
        let end = if whole { as_of.date() } else { tomorrow(as_of.date()) }.min(to);
        let span = Span::plain(self.back(end, length, unit)?, end);
        Ok(if end > from { vec![span] } else { Vec::new() })
    }

    /// The day that lies so far before the end.
    fn back(self, end: NaiveDate, length: u32, unit: Unit) -> Result<NaiveDate, i32> {
        let days = |count: u32| end.checked_sub_days(Days::new(count.into())).unwrap_or(end);
        let months = |count: u32| end.checked_sub_months(Months::new(count)).unwrap_or(end);
        Ok(match unit {
            Unit::Workday => {
                let (mut day, mut left) = (end, length.min(100_000));
                while left > 0 {
                    day = self.calendar.working_day(yesterday(day), false)?;
                    left -= 1;
                }
                day
            }
            Unit::Minute | Unit::Hour | Unit::Day => days(length),
            Unit::Week => days(length.saturating_mul(7)),
            Unit::TenDays => days(length.saturating_mul(10)),
            Unit::HalfMonth => days(length.saturating_mul(15)),
            Unit::Month => months(length),
            Unit::Quarter => months(length.saturating_mul(3)),
            Unit::HalfYear => months(length.saturating_mul(6)),
            Unit::Year => months(length.saturating_mul(12)),
        })
    }

    /// Periods that the calendar names.
    pub(super) fn named(self, (from, to): (NaiveDate, NaiveDate), name: &str) -> Result<Vec<Span>, i32> {
        use chrono::Datelike;
        let Some(period) = self.calendar.periods.get(name) else { return Ok(Vec::new()) };
        match period {
            NamedPeriod::Monthly { day } => {
                let start = |index: i32| {
                    let month = u32::try_from(index.rem_euclid(12)).unwrap_or(0) + 1;
                    day_of_month(index.div_euclid(12), month, *day)
                };
                let first = from.year() * 12 + from.month0().cast_signed() - 4;
                self.chain((from, to), (first..).map(start))
            }
            NamedPeriod::Yearly { month, day } => {
                self.chain((from, to), (from.year() - 3..).map(|year| day_of_month(year, *month, *day)))
            }
            NamedPeriod::Spans(spans) => {
                let known = spans.first().zip(spans.last()).is_none_or(|(first, last)| first.0 < to && from < last.1);
                if !known {
                    return Err(from.year());
                }
                let mut found = Vec::new();
                for (place, (start, end)) in spans.iter().enumerate() {
                    let next = spans.get(place + 1).copied().unwrap_or((*end, *end));
                    found.extend(self.within(self.span(*start, *end, next)?, from, to));
                }
                Ok(found)
            }
            NamedPeriod::Shifts { hours, workdays } => {
                let mut found = Vec::new();
                for day in yesterday(from).iter_days().take_while(|day| *day < to) {
                    if *workdays && !self.calendar.is_workday(day)? {
                        continue;
                    }
                    let spans = hours.iter().map(|hours| Span::clocked(day, *hours));
                    found.extend(spans.filter_map(|span| self.within(span, from, to)));
                    if found.len() >= MOST {
                        break;
                    }
                }
                Ok(found)
            }
        }
    }

    /// Periods that follow each other without a gap, from one start to the next.
    fn chain(
        self,
        (from, to): (NaiveDate, NaiveDate),
        starts: impl Iterator<Item = NaiveDate>,
    ) -> Result<Vec<Span>, i32> {
        let mut found = Vec::new();
        let mut known: Vec<NaiveDate> = Vec::with_capacity(3);
        for start in starts.take(MOST) {
            known.push(start);
            if let [start, end, after] = known.as_slice() {
                if *start >= to {
                    break;
                }
                found.extend(self.within(self.span(*start, *end, (*end, *after))?, from, to));
                known.remove(0);
            }
        }
        Ok(found)
    }
}

impl Span {
    /// A part of a day; past its 24 hours it ends on the next.
    pub fn clocked(day: NaiveDate, (start, end): (u32, u32)) -> Span {
        let last = if end > DAY { tomorrow(day) } else { day };
        Span { clock: Some((start, end)), ..Span::plain(day, tomorrow(last)) }
    }
}
