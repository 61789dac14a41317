//! Periods, found day by day, and the part of each that counts.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
use guiju_engine::program::{Grid, Period, Point, PointDay, Unit, Window};

use super::{Case, Record};

/// One period, `[start, end)`, and its window.
#[derive(Debug, Clone)]
pub struct Span {
    /// First day.
    pub start: NaiveDate,
    /// The day after the last.
    pub end: NaiveDate,
    /// The period after it, in which the points of 次月 lie.
    next: (NaiveDate, NaiveDate),
    window: Option<Window>,
}

pub fn tomorrow(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).expect("a day of our time")
}

pub fn yesterday(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(1)).expect("a day of our time")
}

/// All days of `[start, end)`.
pub fn days(start: NaiveDate, end: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    start.iter_days().take_while(move |day| *day < end)
}

/// `seconds` after midnight.
fn at(day: NaiveDate, seconds: u32) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN) + TimeDelta::seconds(seconds.into())
}

impl Span {
    /// The last day of what it judges, by which it belongs to a range.
    pub fn last(&self) -> NaiveDate {
        match self.window.as_ref().and_then(|window| window.to.as_ref()) {
            Some(point) if point.next => self.day_of(point).unwrap_or_else(|| yesterday(self.next.1)),
            _ => yesterday(self.end),
        }
    }

    /// The instant from which on nothing more can count.
    pub fn closes(&self) -> NaiveDateTime {
        let Some(point) = self.window.as_ref().and_then(|window| window.to.as_ref()) else { return at(self.end, 0) };
        let day = self.day_of(point).unwrap_or_else(|| yesterday(self.end));
        match point.second {
            Some(second) => at(day, second),
            None if point.inclusive => at(tomorrow(day), 0),
            None => at(day, 0),
        }
    }

    /// Whether a record lies in the part that counts.
    pub fn contains(&self, record: &Record) -> bool {
        let (from, to) = match &self.window {
            Some(window) => (window.from.as_ref(), window.to.as_ref()),
            None => (None, None),
        };
        let starts = match from {
            None => record.day >= self.start,
            Some(point) => {
                let day = self.day_of(point).unwrap_or(record.day);
                record.day >= self.start
                    && match point.second {
                        None => record.day > day || point.inclusive && record.day == day,
                        Some(second) => {
                            record.instant() > at(day, second) || point.inclusive && record.instant() == at(day, second)
                        }
                    }
            }
        };
        let ends = match to {
            None => record.day < self.end,
            Some(point) => {
                let day = self.day_of(point).unwrap_or(record.day);
                (point.next || record.day < self.end)
                    && match point.second {
                        None => record.day < day || point.inclusive && record.day == day,
                        Some(second) => {
                            record.instant() < at(day, second) || point.inclusive && record.instant() == at(day, second)
                        }
                    }
            }
        };
        starts && ends
    }

    /// The day of a point; `None` where it is each day.
    fn day_of(&self, point: &Point) -> Option<NaiveDate> {
        let (start, end) = if point.next { self.next } else { (self.start, self.end) };
        match point.day {
            PointDay::Same => None,
            PointDay::Last => Some(yesterday(end)),
            PointDay::Of(day) => Some(day_of_month(start.year(), start.month(), day)),
            PointDay::OfMonth(month, day) => Some(day_of_month(start.year(), month, day)),
            PointDay::Weekday(weekday) => {
                days(start, end).find(|day| day.weekday().number_from_monday() == weekday).or(Some(yesterday(end)))
            }
        }
    }
}

/// The day of that number, or the month's last.
pub fn day_of_month(year: i32, month: u32, day: u32) -> NaiveDate {
    (1..=day).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month, day)).expect("every month has a first")
}

impl Case<'_> {
    /// The periods that belong to the range, in order.
    pub(super) fn periods(self, grid: &Grid) -> Vec<Span> {
        let (from, to) = (self.world.from, self.world.to);
        if grid.period == Period::Range {
            return vec![Span { start: from, end: to, next: (to, to), window: grid.window.clone() }];
        }
        let Period::Every { every, unit } = grid.period else { panic!("the reference has natural periods only") };
        // Far enough back for the period before the one in which the range starts.
        let first = from.checked_sub_days(Days::new(800 * u64::from(every))).expect("a day of our time");
        let mut found = Vec::new();
        let mut day = first;
        while day < to {
            if let Some((start, end)) = self.period_of(day, every, unit) {
                let next = days(end, end + Days::new(30)).find_map(|day| self.period_of(day, every, unit));
                let next = next.unwrap_or((end, end));
                let span = Span { start, end, next, window: grid.window.clone() };
                if from <= span.last() && span.last() < to {
                    found.push(span);
                }
                day = end;
            } else {
                day = tomorrow(day);
            }
        }
        found
    }

    /// The period that holds a day; none for a rest day among working days.
    fn period_of(self, day: NaiveDate, every: u32, unit: Unit) -> Option<(NaiveDate, NaiveDate)> {
        let number = |day: NaiveDate| self.number(day, unit).map(|number| number.div_euclid(i64::from(every)));
        let this = number(day)?;
        let (mut start, mut end) = (day, tomorrow(day));
        while number(yesterday(start)) == Some(this) {
            start = yesterday(start);
        }
        while number(end) == Some(this) {
            end = tomorrow(end);
        }
        Some((start, end))
    }

    /// A number that all days of a unit share, 0 for the unit that anchors n-fold periods.
    fn number(self, day: NaiveDate, unit: Unit) -> Option<i64> {
        let anchor = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a day");
        let (month, in_month) = (i64::from(day.month0()), i64::from(day.day0()));
        let year = i64::from(day.year()) - 2000;
        Some(match unit {
            Unit::Minute | Unit::Hour => panic!("the reference has natural periods only"),
            Unit::Day => (day - anchor).num_days(),
            Unit::Workday => return self.working(day).then(|| (day - anchor).num_days()),
            Unit::Week => {
                let monday = NaiveDate::from_ymd_opt(2000, 1, 3).expect("a day");
                let first = monday.week(self.week_starts()).first_day();
                (day - first).num_days().div_euclid(7)
            }
            Unit::TenDays => (year * 12 + month) * 3 + (in_month / 10).min(2),
            Unit::HalfMonth => (year * 12 + month) * 2 + (in_month / 15).min(1),
            Unit::Month => year * 12 + month,
            Unit::Quarter => year * 4 + month / 3,
            Unit::HalfYear => year * 2 + month / 6,
            Unit::Year => year,
        })
    }

    /// Whether the calendar makes it a working day.
    pub(super) fn working(self, day: NaiveDate) -> bool {
        self.program.calendar.is_workday(day).unwrap_or(!matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
    }

    fn week_starts(self) -> Weekday {
        Weekday::Mon
    }
}
