//! Periods of a range, and the part of each that counts.

mod earlier;
mod natural;
mod other;

use chrono::{Datelike, Months, NaiveDate, NaiveDateTime};

use crate::calendar::{Calendar, tomorrow, yesterday};
use crate::moment::{Moment, at};
use crate::program::{Grid, Period, Point, PointDay, Roll, Unit, Window};

/// One period, `[start, end)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub start: NaiveDate,
    /// The day after the last.
    pub end: NaiveDate,
    /// Where it is only a part of that time: seconds after the midnight that `start` begins with.
    pub clock: Option<(u32, u32)>,
    /// The last day of its deadline, and whether that day counts.
    due: Option<(NaiveDate, bool)>,
    /// Whether that day moved, as it fell on a rest day.
    moved: bool,
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
pub const MOST: usize = 200_000;

impl Cut<'_> {
    /// The periods that belong to the range `[from, to)`: those whose last day lies in it.
    ///
    /// # Errors
    /// With the year, where working days of a year are needed that the calendar does not know.
    pub fn periods(self, from: NaiveDate, to: NaiveDate, as_of: NaiveDateTime) -> Result<Vec<Span>, i32> {
        let range = (from, to);
        let mut spans = match &self.grid.period {
            Period::Range => vec![self.span(from, to, (to, to))?],
            Period::Every { every, unit: Unit::Minute } => self.hourly(range, every.saturating_mul(60))?,
            Period::Every { every, unit: Unit::Hour } => self.hourly(range, every.saturating_mul(3600))?,
            Period::Every { every: every @ 2.., unit: Unit::Workday } => self.workdays(range, *every)?,
            Period::Every { every, unit } => self.natural(range, *every, *unit)?,
            Period::Rolling { length, unit } => self.rolling(range, *length, *unit)?,
            Period::Last { length, unit } => self.last(range, as_of, (*length, *unit))?,
            Period::Named(name) => self.named(range, name)?,
        };
        spans.retain(|span| self.counts(span));
        Ok(spans)
    }

    /// The day of a point in the period that follows the one of that unit around a day.
    pub fn day_in_next(self, day: NaiveDate, unit: Unit, point: &Point) -> NaiveDate {
        let (_, end) = self.around(day, 1, unit);
        let (start, after) = self.around(end, 1, unit);
        let last = yesterday(after);
        Span { next: (start, after), ..Span::plain(start, after) }.day_of(point).unwrap_or(last)
    }

    /// Whether some day of a period counts.
    fn counts(self, span: &Span) -> bool {
        let mut days = span.start.iter_days().take_while(|day| *day < span.end);
        !self.grid.except_holidays || days.any(|day| !self.calendar.is_holiday(day))
    }

    /// A period with its deadline, moved where it falls on a rest day.
    fn span(self, start: NaiveDate, end: NaiveDate, next: (NaiveDate, NaiveDate)) -> Result<Span, i32> {
        let mut span = Span { next, ..Span::plain(start, end) };
        let Some((point, day)) = self.until().and_then(|point| Some((point, span.day_of(point)?))) else {
            return Ok(span);
        };
        span.due = Some(match self.roll() {
            None => (day, point.inclusive),
            // It is the last day that counts which moves.
            Some(roll) => {
                let last = if point.inclusive || point.second.is_some() { day } else { yesterday(day) };
                let inclusive = point.second.is_none() || point.inclusive;
                let due = self.calendar.working_day(last, roll == Roll::Forward)?;
                span.moved = due != last;
                (due, inclusive)
            }
        });
        Ok(span)
    }

    /// Where due days move.
    fn roll(self) -> Option<Roll> {
        let default = self.calendar.roll_forward.then_some(Roll::Forward);
        self.grid.window.as_ref().and_then(|window| window.roll.or(default))
    }

    /// The span, where its last day lies in the range.
    fn within(self, span: Span, from: NaiveDate, to: NaiveDate) -> Option<Span> {
        (from..to).contains(&self.last_day(&span)).then_some(span)
    }

    fn window(&self) -> Option<&Window> {
        self.grid.window.as_ref()
    }

    /// The end of the part that counts.
    fn until(&self) -> Option<&Point> {
        self.window().and_then(|window| window.to.as_ref())
    }

    /// Whether its deadline lies in the period after.
    fn reaches_on(self) -> bool {
        self.window().is_some_and(|window| [&window.from, &window.to].into_iter().flatten().any(|point| point.next))
    }

    /// The last day of what a period judges, by which it belongs to a range.
    pub fn last_day(self, span: &Span) -> NaiveDate {
        let last = yesterday(span.end);
        match (self.until(), span.due) {
            (Some(point), None) if point.next => yesterday(span.next.1),
            (Some(point), Some((due, _))) if point.next => due,
            (_, Some((due, _))) if span.moved => due.max(last),
            _ => last,
        }
    }

    /// The instant from which on nothing more can count. A window up to the instant of judgement is always over.
    pub fn closes(self, span: &Span) -> NaiveDateTime {
        if matches!(self.grid.period, Period::Last { .. }) { at(span.start, 0) } else { self.ends(span) }
    }

    /// The first instant that is too late for a period.
    pub fn ends(self, span: &Span) -> NaiveDateTime {
        let (_, end) = span.bounds();
        let Some(point) = self.until() else { return end };
        let (day, inclusive) = span.due.unwrap_or((yesterday(span.end), point.inclusive));
        match point.second {
            Some(second) => at(day, second),
            None if inclusive => at(tomorrow(day), 0),
            None => at(day, 0),
        }
    }

    /// The days, `[from, to)`, beyond which nothing counts in a period.
    pub fn reach(self, span: &Span) -> (NaiveDate, NaiveDate) {
        let moved = span.due.filter(|_| span.moved).map(|(due, _)| due);
        let to = match self.until() {
            Some(Point { next: true, day: PointDay::Same, .. }) => NaiveDate::MAX,
            Some(point) if point.next => span.end.max(span.next.1),
            _ => span.end,
        };
        (moved.map_or(span.start, |due| due.min(span.start)), moved.map_or(to, |due| to.max(tomorrow(due))))
    }

    /// Whether a moment lies in the part of a period that counts. A day without a time of day may lie in any part of it.
    pub fn contains(self, span: &Span, moment: Moment) -> bool {
        if self.grid.except_holidays && self.calendar.is_holiday(moment.day) {
            return false;
        }
        let in_clock = span.clock.is_none_or(|(start, end)| {
            let (opens, closes) = (at(span.start, start), at(span.start, end));
            match moment.second {
                Some(_) => (opens..closes).contains(&moment.local()),
                None => at(tomorrow(moment.day), 0) > opens && at(moment.day, 0) < closes,
            }
        });
        let from = self.window().and_then(|window| window.from.as_ref());
        let first = span.due.filter(|_| span.moved).map_or(span.start, |(due, _)| due.min(span.start));
        let starts = moment.day >= first
            && from.is_none_or(|point| {
                let day = span.day_of(point).unwrap_or(moment.day);
                past(point, (day, point.inclusive), moment, true)
            });
        let ends = match (self.until(), span.due) {
            (None, _) => moment.day < span.end,
            (Some(point), due) => {
                let day = due.unwrap_or((moment.day, point.inclusive));
                (point.next || span.moved || moment.day < span.end) && past(point, day, moment, false)
            }
        };
        in_clock && starts && ends
    }

    /// Whether it is known of a moment that lies in a period that it does: a day without a time of day may not.
    pub fn is_certain(self, span: &Span, moment: Moment) -> bool {
        span.clock.is_none_or(|(start, end)| {
            let day = (at(moment.day, 0), at(tomorrow(moment.day), 0));
            moment.second.is_some() || (at(span.start, start) <= day.0 && day.1 <= at(span.start, end))
        })
    }
}

/// Whether a moment lies at or after a point (`late`), or at or before it.
fn past(point: &Point, (day, inclusive): (NaiveDate, bool), moment: Moment, late: bool) -> bool {
    let order = match point.second {
        None => moment.day.cmp(&day),
        Some(second) => moment.local().cmp(&at(day, second)),
    };
    (inclusive && order.is_eq()) || if late { order.is_gt() } else { order.is_lt() }
}

impl Span {
    /// Its two ends as instants.
    pub fn bounds(&self) -> (NaiveDateTime, NaiveDateTime) {
        match self.clock {
            Some((start, end)) => (at(self.start, start), at(self.start, end)),
            None => (at(self.start, 0), at(self.end, 0)),
        }
    }

    /// A period that no other follows.
    pub fn plain(start: NaiveDate, end: NaiveDate) -> Span {
        Span { start, end, clock: None, due: None, moved: false, next: (end, end) }
    }

    /// The day of a point; `None` where it is each day.
    fn day_of(&self, point: &Point) -> Option<NaiveDate> {
        let (start, end) = if point.next { self.next } else { (self.start, self.end) };
        match point.day {
            PointDay::Same => None,
            PointDay::Last => Some(yesterday(end)),
            PointDay::Of(day) => Some(day_of_month(start.year(), start.month(), day)),
            PointDay::OfNth(nth, day) => {
                let month = start.checked_add_months(Months::new(nth.saturating_sub(1))).unwrap_or(start);
                Some(day_of_month(month.year(), month.month(), day))
            }
            PointDay::OfLast(day) => {
                let last = yesterday(end);
                Some(day_of_month(last.year(), last.month(), day))
            }
            PointDay::OfMonth(month, day) => {
                // In a year that begins in April, the 5th of January lies in the next one.
                let (found, later) =
                    (day_of_month(start.year(), month, day), day_of_month(start.year() + 1, month, day));
                Some(if found < start && later < end { later } else { found })
            }
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
