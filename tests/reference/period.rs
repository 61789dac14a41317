//! Periods, counted day by day and minute by minute.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
use guiju_engine::calendar::NamedPeriod;
use guiju_engine::program::{Against, Grid, Period, Point, PointDay, Roll, Unit, Window};

use super::{Case, Record, World};

/// One period, `[start, end)`.
#[derive(Debug, Clone)]
pub struct Span {
    /// First day.
    pub start: NaiveDate,
    /// The day after the last.
    pub end: NaiveDate,
    /// Its two instants, where it is only a part of that time.
    pub clock: Option<(NaiveDateTime, NaiveDateTime)>,
    /// The period after it, in which the points of 次月 lie.
    next: (NaiveDate, NaiveDate),
    window: Option<Window>,
    /// The last day of its deadline, whether it counts, and whether it moved.
    due: Option<(NaiveDate, bool, bool)>,
    /// Days that do not count at all.
    off: Vec<NaiveDate>,
    /// It is judged as it stands.
    settled: bool,
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
pub fn at(day: NaiveDate, seconds: u32) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN) + TimeDelta::seconds(seconds.into())
}

impl Span {
    fn until(&self) -> Option<&Point> {
        self.window.as_ref().and_then(|window| window.to.as_ref())
    }

    /// The last day of what it judges, by which it belongs to a range.
    pub fn last(&self) -> NaiveDate {
        let last = yesterday(self.end);
        match (self.until(), self.due) {
            (Some(point), Some((day, ..))) if point.next => day,
            (Some(point), None) if point.next => yesterday(self.next.1),
            (_, Some((day, _, true))) => last.max(day),
            _ => last,
        }
    }

    /// The instant from which on nothing more can count.
    pub fn closes(&self) -> NaiveDateTime {
        let Some(point) = self.until() else { return self.clock.map_or(at(self.end, 0), |(_, end)| end) };
        let (day, inclusive, _) = self.due.unwrap_or((yesterday(self.end), point.inclusive, false));
        match point.second {
            Some(second) => at(day, second),
            None if inclusive => at(tomorrow(day), 0),
            None => at(day, 0),
        }
    }

    /// Whether it is over at an instant.
    pub fn is_over(&self, as_of: NaiveDateTime) -> bool {
        self.settled || self.closes() <= as_of
    }

    /// Whole days that nothing follows, and all of which counts.
    pub fn plain(start: NaiveDate, end: NaiveDate) -> Span {
        Span { start, end, clock: None, next: (end, end), window: None, due: None, off: Vec::new(), settled: false }
    }

    /// Its two ends.
    pub fn bounds(&self) -> (NaiveDateTime, NaiveDateTime) {
        self.clock.unwrap_or((at(self.start, 0), at(self.end, 0)))
    }

    /// Whether a record lies in the part that counts: for certain, perhaps (`None`), or not.
    pub fn contains(&self, record: &Record) -> Option<bool> {
        if self.off.contains(&record.day) || !self.lies_within(record) {
            return Some(false);
        }
        let Some((from, to)) = self.clock else { return Some(true) };
        match record.time {
            Some(_) => Some(from <= record.instant() && record.instant() < to),
            // Some minute of the day lies in it; does every one?
            None => {
                let minutes = (0..1440).map(|minute| at(record.day, minute * 60));
                let inside = minutes.filter(|minute| from <= *minute && *minute < to).count();
                if inside == 0 { Some(false) } else { (inside == 1440).then_some(true) }
            }
        }
    }

    fn lies_within(&self, record: &Record) -> bool {
        let moved = self.due.filter(|(.., moved)| *moved).map(|(day, ..)| day);
        let first = moved.map_or(self.start, |day| day.min(self.start));
        let from = self.window.as_ref().and_then(|window| window.from.as_ref());
        let starts = record.day >= first
            && from.is_none_or(|point| {
                let day = self.day_of(point).unwrap_or(record.day);
                match point.second {
                    None => record.day > day || point.inclusive && record.day == day,
                    Some(second) => {
                        record.instant() > at(day, second) || point.inclusive && record.instant() == at(day, second)
                    }
                }
            });
        let ends = match self.until() {
            None => record.day < self.end,
            Some(point) => {
                let (day, inclusive, _) = self.due.unwrap_or((record.day, point.inclusive, false));
                (point.next || moved.is_some() || record.day < self.end)
                    && match point.second {
                        None => record.day < day || inclusive && record.day == day,
                        Some(second) => {
                            record.instant() < at(day, second) || inclusive && record.instant() == at(day, second)
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
            PointDay::OfNth(nth, day) => {
                // The first of the month, so many months on.
                let firsts: Vec<NaiveDate> = days(start, end).filter(|day| day.day() == 1 || *day == start).collect();
                let month = firsts[(nth - 1) as usize];
                Some(day_of_month(month.year(), month.month(), day))
            }
            PointDay::OfLast(day) => Some(day_of_month(yesterday(end).year(), yesterday(end).month(), day)),
            PointDay::OfMonth(month, number) => {
                let named = |day: NaiveDate| day_of_month(day.year(), month, number);
                days(start, end).find(|day| *day == named(*day)).or(Some(named(start)))
            }
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
    /// The day of a point in the period after the one that holds a day.
    pub(super) fn in_the_next(self, day: NaiveDate, unit: Unit, point: &Point) -> NaiveDate {
        let (_, end) = self.period_of(day, 1, unit).expect("a natural period");
        let next = self.period_of(end, 1, unit).expect("a natural period");
        let grid = Grid { period: Period::Range, window: None, except_holidays: false };
        self.span(&grid, next, next).day_of(point).expect("a day")
    }

    /// The periods that belong to the range, in order.
    pub(super) fn periods(self, grid: &Grid) -> Vec<Span> {
        let (from, to) = (self.world.from, self.world.to);
        let spans: Vec<Span> = match &grid.period {
            Period::Range => vec![self.span(grid, (from, to), (to, to))],
            Period::Every { every, unit: Unit::Minute } => self.working_time(grid, every * 60),
            Period::Every { every, unit: Unit::Hour } => self.working_time(grid, every * 3600),
            Period::Every { every, unit: Unit::Workday } if *every > 1 => self.working_days(grid, *every as usize),
            Period::Every { every, unit } => self.natural(grid, *every, *unit),
            Period::Rolling { length, unit } => {
                let ends = days(from, to).filter(|day| *unit != Unit::Workday || self.working(*day));
                ends.map(|day| self.span(grid, (self.back(tomorrow(day), *length, *unit), tomorrow(day)), (to, to)))
                    .collect()
            }
            Period::Last { length, unit } => {
                let now = self.world.as_of;
                let end = if now.time() == NaiveTime::MIN { now.date() } else { tomorrow(now.date()) }.min(to);
                let span = self.span(grid, (self.back(end, *length, *unit), end), (end, end));
                vec![Span { settled: true, ..span }]
            }
            Period::Named(name) => self.named(grid, &self.program.calendar.periods[name]),
        };
        let counts = |span: &Span| days(span.start, span.end).any(|day| !span.off.contains(&day));
        let belongs = |span: &Span| grid.period == Period::Range || from <= span.last() && span.last() < to;
        spans.into_iter().filter(|span| belongs(span) && counts(span)).collect()
    }

    /// The periods of a grid that end up to so many days before a day, or after it.
    fn periods_around(self, grid: &Grid, day: NaiveDate, length: u64) -> Vec<Span> {
        let (from, to) = (day - Days::new(length), day + Days::new(length));
        let nothing = (Vec::new(), Vec::new(), BTreeMap::new(), Vec::new());
        let (people, records, registers, coverage) = nothing;
        let world = World { people, records, registers, coverage, from, to, as_of: self.world.as_of };
        Case { program: self.program, world: &world }.periods(grid)
    }

    /// The period of a grid that a day lies in.
    pub(super) fn period_at(self, grid: &Grid, day: NaiveDate) -> Option<Span> {
        if matches!(grid.period, Period::Range | Period::Last { .. }) {
            return self.periods(grid).pop();
        }
        let holds = |span: &Span| span.start <= day && day < span.end;
        [40, 1500].into_iter().find_map(|length| self.periods_around(grid, day, length).into_iter().find(holds))
    }

    /// What a period is compared with: the period of its grid before it, or the same days a year before. A range, and a
    /// window, has before it what is as long: as many whole months, or as many days.
    pub(super) fn earlier(self, grid: &Grid, span: &Span, against: Against) -> Option<Span> {
        let before = |start: NaiveDate| self.span(grid, (start, span.start), (span.start, span.end));
        match (against, &grid.period) {
            (Against::YearBefore, _) => {
                let back = |day: NaiveDate| day - Months::new(12);
                let next = (back(span.next.0), back(span.next.1));
                let year = self.span(grid, (back(span.start), back(span.end)), next);
                span.clock.is_none().then_some(year)
            }
            (_, Period::Range | Period::Rolling { .. } | Period::Last { .. }) => {
                let months = (1..1200).find(|months| span.start + Months::new(*months) == span.end);
                Some(match months.filter(|_| span.start.day() == 1) {
                    Some(months) => before(span.start - Months::new(months)),
                    None => before(span.start - (span.end - span.start)),
                })
            }
            _ => {
                let before = |other: &Span| other.bounds().1 <= span.bounds().0;
                let around = |length| self.periods_around(grid, span.start, length).into_iter().rfind(before);
                [40, 1500].into_iter().find_map(around)
            }
        }
    }

    /// A period with its deadline, which moves off rest days where something says so.
    fn span(self, grid: &Grid, (start, end): (NaiveDate, NaiveDate), next: (NaiveDate, NaiveDate)) -> Span {
        let calendar = &self.program.calendar;
        let off = if grid.except_holidays {
            let early = start.checked_sub_days(Days::new(60)).expect("a day");
            days(early, end + Days::new(120)).filter(|day| calendar.is_holiday(*day)).collect()
        } else {
            Vec::new()
        };
        let mut span =
            Span { start, end, clock: None, next, window: grid.window.clone(), due: None, off, settled: false };
        let Some(point) = span.until().cloned() else { return span };
        let Some(day) = span.day_of(&point) else { return span };
        let roll =
            grid.window.as_ref().and_then(|window| window.roll).or(calendar.roll_forward.then_some(Roll::Forward));
        span.due = Some(match roll {
            None => (day, point.inclusive, false),
            Some(roll) => {
                let last = if point.inclusive || point.second.is_some() { day } else { yesterday(day) };
                let mut moved = last;
                while !self.working(moved) {
                    moved = if roll == Roll::Forward { tomorrow(moved) } else { yesterday(moved) };
                }
                (moved, point.second.is_none() || point.inclusive, moved != last)
            }
        });
        span
    }

    fn natural(self, grid: &Grid, every: u32, unit: Unit) -> Vec<Span> {
        // Far enough back for the period before the one in which the range starts, and for due days that move.
        let length = match unit {
            Unit::Day | Unit::Workday | Unit::Week => 14,
            Unit::TenDays | Unit::HalfMonth | Unit::Month => 31,
            _ => 366,
        };
        let first = self.world.from - Days::new(2 * length * u64::from(every) + 45);
        let mut found = Vec::new();
        let mut day = first;
        while day < self.world.to {
            if let Some((start, end)) = self.period_of(day, every, unit) {
                let next = days(end, end + Days::new(30)).find_map(|day| self.period_of(day, every, unit));
                found.push(self.span(grid, (start, end), next.unwrap_or((end, end))));
                day = end;
            } else {
                day = tomorrow(day);
            }
        }
        found
    }

    /// So many working days each, from the first that the calendar knows.
    fn working_days(self, grid: &Grid, every: usize) -> Vec<Span> {
        let first = day_of_month(self.program.calendar.first_year, 1, 1);
        let all: Vec<NaiveDate> = days(first, self.world.to).filter(|day| self.working(*day)).collect();
        let whole = all.chunks_exact(every).map(|group| (group[0], tomorrow(group[every - 1])));
        whole.map(|(start, end)| self.span(grid, (start, end), (end, end))).collect()
    }

    /// The working minutes of each day, so many at a time.
    fn working_time(self, grid: &Grid, seconds: u32) -> Vec<Span> {
        let mut found = Vec::new();
        for day in days(self.world.from, self.world.to) {
            let mut minutes = Vec::new();
            for (start, end) in self.hours(day) {
                minutes.extend((start / 60..end / 60).map(|minute| at(day, minute * 60)));
            }
            for group in minutes.chunks_exact((seconds / 60) as usize) {
                let clock = (group[0], group[group.len() - 1] + TimeDelta::minutes(1));
                found.push(Span { clock: Some(clock), ..self.span(grid, (day, tomorrow(day)), (day, day)) });
            }
        }
        found
    }

    /// The working hours of a day: none on rest days, the first part on half days.
    pub(super) fn hours(self, day: NaiveDate) -> Vec<(u32, u32)> {
        let calendar = &self.program.calendar;
        let parts = if calendar.half_days.contains(&day) { 1 } else { calendar.working_hours.len() };
        if self.working(day) { calendar.working_hours[..parts].to_vec() } else { Vec::new() }
    }

    fn named(self, grid: &Grid, period: &NamedPeriod) -> Vec<Span> {
        let early = self.world.from.checked_sub_days(Days::new(1200)).expect("a day");
        let late = self.world.to + Days::new(1200);
        let chain = |begins: &dyn Fn(NaiveDate) -> bool| {
            let starts: Vec<NaiveDate> = days(early, late).filter(|day| begins(*day)).collect();
            let spans = starts.windows(3).map(|three| ((three[0], three[1]), (three[1], three[2])));
            spans.map(|(span, next)| self.span(grid, span, next)).collect()
        };
        match period {
            NamedPeriod::Monthly { day: number } => chain(&|day| day == day_of_month(day.year(), day.month(), *number)),
            NamedPeriod::Yearly { month, day: number } => {
                chain(&|day| day == day_of_month(day.year(), *month, *number))
            }
            NamedPeriod::Spans(spans) => spans
                .iter()
                .enumerate()
                .map(|(place, (start, end))| {
                    let next = spans.get(place + 1).copied().unwrap_or((*end, *end));
                    self.span(grid, (*start, *end), next)
                })
                .collect(),
            NamedPeriod::Shifts { hours, workdays } => {
                let mut found = Vec::new();
                for day in days(yesterday(self.world.from), self.world.to) {
                    for (start, end) in hours.iter().filter(|_| !workdays || self.working(day)) {
                        let clock = (at(day, *start), at(day, *end));
                        let last = (clock.1 - TimeDelta::seconds(1)).date();
                        let span = self.span(grid, (day, tomorrow(last)), (day, day));
                        found.push(Span { clock: Some(clock), ..span });
                    }
                }
                found
            }
        }
    }

    /// The day that lies so far before the end of a window.
    fn back(self, end: NaiveDate, length: u32, unit: Unit) -> NaiveDate {
        let days = |count: u32| (0..count).fold(end, |day, _| yesterday(day));
        match unit {
            Unit::Day => days(length),
            Unit::Week => days(7 * length),
            Unit::Month => end - Months::new(length),
            Unit::Quarter => end - Months::new(3 * length),
            Unit::Year => end - Months::new(12 * length),
            Unit::Workday => (0..length).fold(end, |day, _| {
                let mut before = yesterday(day);
                while !self.working(before) {
                    before = yesterday(before);
                }
                before
            }),
            _ => panic!("no window has this unit"),
        }
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
        let first = i64::from(self.program.calendar.year_start) - 1;
        Some(match unit {
            Unit::Minute | Unit::Hour => panic!("hours are no natural period"),
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
            Unit::Quarter => (year * 12 + month - first).div_euclid(3),
            Unit::HalfYear => (year * 12 + month - first).div_euclid(6),
            Unit::Year => (year * 12 + month - first).div_euclid(12),
        })
    }

    /// Whether the calendar makes it a working day.
    pub(super) fn working(self, day: NaiveDate) -> bool {
        self.program.calendar.is_workday(day).unwrap_or(!matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
    }

    fn week_starts(self) -> Weekday {
        let monday = NaiveDate::from_ymd_opt(2000, 1, 3).expect("a day");
        let days = days(monday, monday + Days::new(7));
        days.map(|day| day.weekday())
            .find(|day| day.number_from_monday() == self.program.calendar.week_start)
            .expect("a week has each weekday")
    }
}
