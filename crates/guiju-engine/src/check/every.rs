//! 凡 … 须 …: each trigger with its duties.

use chrono::{Datelike, Months, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Timelike};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::blank;
use super::late::Late;
use crate::calendar::{tomorrow, yesterday};
use crate::evaluate::World;
use crate::exact::Exact;
use crate::moment::{Moment as Local, at};
use crate::people::Person;
use crate::periods::{Cut, Span};
use crate::predicate::every as all_of;
use crate::program::{Clause, Duty, DutyItem, EveryCheck, Grid, Interval, Length, LengthUnit, Period, Roll};
use crate::reach;
use crate::report::{Moment, Outcome, Reason, Status};
use crate::schema::ActivityId;

/// When a duty is to be done.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Due {
    /// The day by which the occurrence belongs to a range.
    pub day: NaiveDate,
    /// From this instant on nothing can be made good any more.
    pub closes: NaiveDateTime,
    /// Whether the very instant `closes` still counts (hours, moments of a day).
    pub inclusive: bool,
}

/// When a response is in time, in seconds: from the first up to, and without, the last; of one without a time of day,
/// which stands for its midnight, and of one with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reach {
    pub from: [i64; 2],
    pub to: [i64; 2],
}

impl Reach {
    /// Whether a response is.
    #[inline]
    pub fn holds(&self, at: i64, timed: bool) -> bool {
        let ([from, from_timed], [to, to_timed]) = (self.from, self.to);
        if timed { from_timed <= at && at < to_timed } else { from <= at && at < to }
    }
}

/// Seconds from the first midnight of year 1 on.
pub(crate) fn seconds_of(local: NaiveDateTime) -> i64 {
    i64::from(local.date().num_days_from_ce()) * 86_400 + i64::from(local.time().num_seconds_from_midnight())
}

impl Due {
    fn whole(day: NaiveDate) -> Due {
        Due { day, closes: at(tomorrow(day), 0), inclusive: false }
    }
}

/// A trigger.
#[derive(Clone, Copy)]
pub(crate) struct Trigger {
    pub row: usize,
    pub when: Local,
}

/// A trigger as judged: when each duty was due, and how it came out.
pub(crate) struct Judged {
    pub(super) trigger: Trigger,
    pub(super) dues: Vec<Due>,
    pub(super) done: Vec<Status>,
    pub(crate) outcome: Outcome,
}

impl World<'_> {
    pub(super) fn every(
        &self,
        clause: &Clause,
        check: &EveryCheck,
        person: &Person,
        named: bool,
        each: &mut dyn FnMut(Outcome),
    ) -> Result<(), i32> {
        let judged = self.triggers(clause, check, person, named)?;
        judged.into_iter().for_each(|judged| each(judged.outcome));
        Ok(())
    }

    /// Each trigger with its duties, in order of day, and on each day of id, or place; `named` says whether they are called
    /// by these.
    pub(super) fn triggers(
        &self,
        clause: &Clause,
        check: &EveryCheck,
        person: &Person,
        named: bool,
    ) -> Result<Vec<Judged>, i32> {
        let mut found = Vec::new();
        let rows = self.rows_within(person, check.trigger.0, reach::triggers(check, self.range));
        for row in rows.filter(|row| person.in_part(self.records.moment(*row).day)) {
            found.extend(self.trigger(clause, check, person, row, named)?);
        }
        found.sort_by_cached_key(|judged: &Judged| (judged.outcome.from, self.records.order(judged.trigger.row)));
        Ok(found)
    }

    /// One trigger; `None` where it is none, or belongs to another range.
    pub(crate) fn trigger(
        &self,
        clause: &Clause,
        check: &EveryCheck,
        person: &Person,
        row: usize,
        named: bool,
    ) -> Result<Option<Judged>, i32> {
        let (Duty::All(items) | Duty::Any(items)) = &check.duty;
        let trigger = Trigger { row, when: self.records.moment(row) };
        let day = trigger.when.day;
        let in_force =
            clause.effective_from.is_none_or(|from| from <= day) && clause.effective_to.is_none_or(|to| day <= to);
        let is_trigger = self.matches(row, check.filter);
        let excepted = check.except_holidays && self.program.calendar.is_holiday(day);
        if is_trigger == Some(false) || !in_force || excepted {
            return Ok(None);
        }
        let dues = items.iter().map(|item| self.due(check, item, trigger.when)).collect::<Result<Vec<_>, i32>>()?;
        let falls_due = dues.iter().map(|due| due.day).max().unwrap_or(day);
        if falls_due < self.range.from() || falls_due >= self.range.to() {
            return Ok(None);
        }
        let mut done = Vec::with_capacity(items.len());
        for (item, due) in items.iter().zip(&dues) {
            done.push(self.duty(check, item, due, trigger, person)?);
        }
        let met = done.iter().filter(|status| **status == Status::Met).count();
        let (actual, required, status) = match &check.duty {
            Duty::All(_) => (met, done.len(), done.iter().min().copied()),
            Duty::Any(_) => (met.min(1), 1, done.iter().copied().max_by_key(|status| rank(*status))),
        };
        let mut status = status.unwrap_or(Status::Met);
        if is_trigger.is_none() && status != Status::Met {
            status = Status::Undetermined;
        }
        let late = if status == Status::Missed && clause.counts_late() {
            let duties: Vec<_> =
                items.iter().zip(&dues).zip(&done).map(|((item, due), done)| (item, due, *done)).collect();
            self.done_late(clause, check, &duties, trigger, person)?
        } else {
            Late::default()
        };
        let closes = dues.iter().map(|due| due.closes).max();
        let count = |count: usize| Exact::from(i128::try_from(count).unwrap_or(i128::MAX));
        let reason = (status == Status::Undetermined).then_some(Reason::MissingValue);
        let outcome = Outcome {
            from: Some(Moment::Day(day)),
            to: closes.map(Moment::of),
            trigger: named.then(|| self.records.name(row)),
            actual: (status != Status::Undetermined).then(|| count(actual)),
            required: Some(count(required)),
            ..Outcome::new(status, reason)
        };
        let outcome = late.of(outcome);
        let missing = count(required.saturating_sub(actual));
        let outcome = match closes {
            Some(closes) if status == Status::Pending => self.waiting(outcome, Some(missing), closes),
            _ => outcome,
        };
        let outcome = self.trigger_on_condition(clause, person, day, outcome)?;
        Ok(Some(Judged { trigger, dues, done, outcome }))
    }

    /// 若: what it asks for must hold in the period that the trigger lies in.
    fn trigger_on_condition(
        &self,
        clause: &Clause,
        person: &Person,
        day: NaiveDate,
        outcome: Outcome,
    ) -> Result<Outcome, i32> {
        let Some(when) = &clause.condition else { return Ok(outcome) };
        let grid = when.values().into_iter().find_map(|value| self.grid_of(value));
        let grid = grid.and_then(|grid| Some((grid, self.cut(grid)?)));
        let (span, closes) = match grid {
            Some((grid, cut)) => {
                let span = match cut.grid.period {
                    Period::Range | Period::Last { .. } => self.periods(grid)?.first().cloned(),
                    // No such period hangs on the instant of judgement.
                    _ => cut.period_at(day, at(day, 0))?,
                };
                let closes = span.as_ref().map(|span| cut.closes(span));
                (span, closes)
            }
            None => (Some(Span::plain(self.range.from(), self.range.to())), None),
        };
        let closes = closes.unwrap_or(at(self.range.to(), 0));
        Ok(match span {
            Some(span) => self.on_condition(clause, person, (&span, closes), outcome),
            None => Outcome { status: Status::NotApplicable, ..blank(&outcome, Some(Reason::ConditionFalse)) },
        })
    }

    pub(crate) fn due(&self, check: &EveryCheck, item: &DutyItem, trigger: Local) -> Result<Due, i32> {
        let day = trigger.day;
        let instant = trigger.local();
        let interval = match item {
            DutyItem::Response { interval, .. } => interval,
            // Up to the end of the range what comes before may still turn up.
            DutyItem::Sequence(_) | DutyItem::Manual(_) | DutyItem::Anchored { after: false, .. } => &Interval::Any,
            DutyItem::Field(_) | DutyItem::Anchored { .. } => &Interval::Before,
        };
        let due = match interval {
            Interval::Any => Due { day, closes: at(self.range.to(), 0), inclusive: false },
            Interval::SameDay => Due::whole(day),
            Interval::NextDay(None) => Due::whole(tomorrow(day)),
            Interval::NextDay(Some(second)) => {
                let next = tomorrow(day);
                Due { day: next, closes: at(next, *second), inclusive: true }
            }
            Interval::Within(length) => match length.unit {
                LengthUnit::Second | LengthUnit::Minute | LengthUnit::Hour => {
                    let closes = self.after(instant, seconds(*length));
                    Due { day: closes.date(), closes, inclusive: true }
                }
                LengthUnit::WorkHour => {
                    let closes = self.after_working(instant, seconds(*length))?;
                    Due { day: closes.date(), closes, inclusive: true }
                }
                _ => Due::whole(self.away(day, *length, true)?),
            },
            Interval::By(unit, point) => {
                let grid = Grid { period: Period::Range, window: None, except_holidays: false };
                let last = Cut { grid: &grid, calendar: &self.program.calendar }.day_in_next(day, *unit, point);
                match point.second {
                    Some(second) => Due { day: last, closes: at(last, second), inclusive: point.inclusive },
                    None => Due::whole(if point.inclusive { last } else { yesterday(last) }),
                }
            }
            Interval::Ahead(_) | Interval::Before => Due { day, closes: instant, inclusive: false },
        };
        self.rolled(check, due, interval)
    }

    /// 遇节假日顺延: a due day that falls on a rest day moves.
    fn rolled(&self, check: &EveryCheck, due: Due, interval: &Interval) -> Result<Due, i32> {
        let default = self.program.calendar.roll_forward.then_some(Roll::Forward);
        let moves = match interval {
            // Hours run on.
            Interval::Within(_) => !due.inclusive,
            Interval::By(..) | Interval::NextDay(_) => true,
            _ => false,
        };
        let Some(roll) = check.roll.or(default).filter(|_| moves) else { return Ok(due) };
        let day = self.program.calendar.working_day(due.day, roll == Roll::Forward)?;
        let closes = due.closes.checked_add_signed(day - due.day).unwrap_or(due.closes);
        Ok(Due { day, closes, ..due })
    }

    fn duty(
        &self,
        check: &EveryCheck,
        item: &DutyItem,
        due: &Due,
        trigger: Trigger,
        person: &Person,
    ) -> Result<Status, i32> {
        Ok(match item {
            DutyItem::Field(id) => match self.matches(trigger.row, Some(*id)) {
                Some(true) => Status::Met,
                Some(false) => Status::Missed,
                None => Status::Undetermined,
            },
            DutyItem::Response { activity, filter, interval, own } => {
                let mut answers = Vec::new();
                for row in self.candidates(*activity, check.key, trigger.row) {
                    let mine = !own || self.code_of(person) == Some(self.records.person(row));
                    if row == trigger.row
                        || !mine
                        || !self.in_time(interval, due, trigger.when, self.records.moment(row))?
                    {
                        continue;
                    }
                    let parts = [self.correlated(check, trigger.row, row), self.matches(row, *filter)];
                    answers.push(all_of(parts.into_iter()));
                    if answers.last() == Some(&Some(true)) {
                        break;
                    }
                }
                self.answered(&answers, due)
            }
            DutyItem::Anchored { event, after, interval } => {
                let mut answers = Vec::new();
                for row in self.candidates(*event, check.key, trigger.row).filter(|row| *row != trigger.row) {
                    if self.anchors(check, (*event, *after, interval), trigger, row)? {
                        answers.push(self.correlated(check, trigger.row, row));
                    }
                }
                self.answered(&answers, due)
            }
            DutyItem::Sequence(activities) => {
                let sure = self.sequence(check, activities, trigger, true);
                let perhaps = || self.sequence(check, activities, trigger, false).then_some(None);
                self.answered(&if sure { vec![Some(true)] } else { perhaps().into_iter().collect() }, due)
            }
            DutyItem::Manual(activity) => {
                let rows = self.candidates(*activity, check.key, trigger.row).filter(|row| *row != trigger.row);
                let verdict = |row: usize| match self.correlated(check, trigger.row, row) {
                    Some(true) => Some(self.records.judgement(row)),
                    Some(false) => None,
                    None => Some(None),
                };
                let verdicts: Vec<Option<bool>> = rows.filter_map(verdict).collect();
                if verdicts.contains(&Some(false)) {
                    Status::Missed
                } else if verdicts.is_empty() && !self.reached(due.closes) {
                    Status::Pending
                } else if verdicts.is_empty() || verdicts.contains(&None) {
                    Status::Undetermined
                } else {
                    Status::Met
                }
            }
        })
    }

    /// Whether a trigger lies within an interval of an event.
    pub(super) fn anchors(
        &self,
        check: &EveryCheck,
        (event, after, interval): (ActivityId, bool, &Interval),
        trigger: Trigger,
        row: usize,
    ) -> Result<bool, i32> {
        let anchor = self.records.moment(row);
        if after {
            let item = DutyItem::Response { activity: event, filter: None, interval: interval.clone(), own: false };
            let due = self.due(check, &item, anchor)?;
            return self.in_time(interval, &due, anchor, trigger.when);
        }
        let ahead = match interval {
            Interval::Within(length) => Interval::Ahead(*length),
            other => other.clone(),
        };
        let item = DutyItem::Response { activity: event, filter: None, interval: ahead.clone(), own: false };
        let due = self.due(check, &item, anchor)?;
        self.in_time(&ahead, &due, anchor, trigger.when)
    }

    fn answered(&self, answers: &[Option<bool>], due: &Due) -> Status {
        if answers.contains(&Some(true)) {
            Status::Met
        } else if answers.contains(&None) {
            Status::Undetermined
        } else if !self.reached(due.closes) {
            Status::Pending
        } else {
            Status::Missed
        }
    }

    /// Whether there is each activity no earlier than the one before, none before the trigger: for certain, or perhaps.
    fn sequence(&self, check: &EveryCheck, activities: &[ActivityId], trigger: Trigger, certain: bool) -> bool {
        // From the earliest with a time of day, and the earliest without one, all that follows can be reached.
        let mut reached = vec![trigger.when];
        for activity in activities {
            reached = self.earliest(&self.following(check, *activity, trigger, &reached, certain));
        }
        !reached.is_empty()
    }

    /// The records of an activity that follow one of these moments: for certain, or perhaps.
    pub(super) fn following(
        &self,
        check: &EveryCheck,
        activity: ActivityId,
        trigger: Trigger,
        after: &[Local],
        certain: bool,
    ) -> Vec<usize> {
        let follows = |row: &usize| {
            let (same, when) = (self.correlated(check, trigger.row, *row), self.records.moment(*row));
            let same = if certain { same == Some(true) } else { same != Some(false) };
            *row != trigger.row && same && after.iter().any(|before| not_before(*before, when))
        };
        self.candidates(activity, check.key, trigger.row).filter(follows).collect()
    }

    /// The earliest with a time of day, and the earliest without one.
    pub(super) fn earliest(&self, rows: &[usize]) -> Vec<Local> {
        let moments = rows.iter().map(|row| self.records.moment(*row));
        let (timed, days): (Vec<Local>, Vec<Local>) = moments.partition(|when| when.second.is_some());
        timed.into_iter().min().into_iter().chain(days.into_iter().min()).collect()
    }

    /// Whether trigger and response share the key.
    pub(super) fn correlated(&self, check: &EveryCheck, trigger: usize, response: usize) -> Option<bool> {
        let Some(key) = check.key else { return Some(true) };
        let column = self.records.column(key)?;
        Some(column.text(trigger)? == column.text(response)?)
    }

    pub(super) fn in_time(&self, interval: &Interval, due: &Due, trigger: Local, response: Local) -> Result<bool, i32> {
        Ok(self.reach(interval, due, trigger)?.holds(seconds_of(response.local()), response.second.is_some()))
    }

    /// When a response is in time. Where either has no time of day, days are compared.
    pub(crate) fn reach(&self, interval: &Interval, due: &Due, trigger: Local) -> Result<Reach, i32> {
        let (midnight, instant) = (seconds_of(at(trigger.day, 0)), seconds_of(trigger.local()));
        let next = seconds_of(at(tomorrow(trigger.day), 0));
        let timed = trigger.second.is_some();
        let always = Reach { from: [i64::MIN; 2], to: [i64::MAX; 2] };
        Ok(match interval {
            Interval::Any => always,
            Interval::SameDay => Reach { from: [midnight; 2], to: [next; 2] },
            Interval::NextDay(_) | Interval::Within(_) | Interval::By(..) => {
                let closes = seconds_of(due.closes) + i64::from(due.inclusive);
                Reach { from: [midnight, if timed { instant } else { midnight }], to: [closes; 2] }
            }
            Interval::Ahead(length) => {
                let last = match length.unit {
                    LengthUnit::Second | LengthUnit::Minute | LengthUnit::Hour => {
                        self.after(trigger.local(), -seconds(*length))
                    }
                    LengthUnit::WorkHour => self.before_working(trigger.local(), seconds(*length))?,
                    _ => {
                        let day = self.away(trigger.day, *length, false)?;
                        return Ok(Reach { to: [seconds_of(at(tomorrow(day), 0)); 2], ..always });
                    }
                };
                Reach { to: [seconds_of(last) + 1; 2], ..always }
            }
            Interval::Before => Reach { to: [next, if timed { instant } else { next }], ..always },
        })
    }

    /// The day so far after (or before) a day; the part of a day counts as none, so that 半天内 ends with the day.
    pub(super) fn away(&self, day: NaiveDate, length: Length, after: bool) -> Result<NaiveDate, i32> {
        let whole = length.amount.floor().to_i64().unwrap_or(0).clamp(0, 100_000);
        let days = |count: i64| {
            let offset = TimeDelta::days(if after { count } else { -count });
            day.checked_add_signed(offset).unwrap_or(day)
        };
        let months = |count: i64| {
            let months = Months::new(u32::try_from(count).unwrap_or(0));
            if after { day.checked_add_months(months) } else { day.checked_sub_months(months) }.unwrap_or(day)
        };
        Ok(match length.unit {
            LengthUnit::Week => days(whole * 7),
            LengthUnit::Month => months(whole),
            LengthUnit::Year => months(whole * 12),
            LengthUnit::Workday => {
                let mut at = day;
                for _ in 0..whole {
                    at = if after { tomorrow(at) } else { yesterday(at) };
                    while !self.program.calendar.is_workday(at)? {
                        at = if after { tomorrow(at) } else { yesterday(at) };
                    }
                }
                at
            }
            _ => days(whole),
        })
    }

    /// The instant after so much working time.
    fn after_working(&self, from: NaiveDateTime, length: TimeDelta) -> Result<NaiveDateTime, i32> {
        let mut left = length.num_seconds();
        let mut day = from.date();
        for _ in 0..10_000 {
            for (start, end) in self.program.calendar.hours_of(day)? {
                let (start, end) = (at(day, start).max(from), at(day, end));
                let open = (end - start).num_seconds().max(0);
                if open >= left {
                    return Ok(start + TimeDelta::seconds(left));
                }
                left -= open;
            }
            day = tomorrow(day);
        }
        Ok(at(day, 0))
    }

    /// The instant before which so much working time lies ahead of `to`.
    pub(super) fn before_working(&self, to: NaiveDateTime, length: TimeDelta) -> Result<NaiveDateTime, i32> {
        let mut left = length.num_seconds();
        let mut day = to.date();
        for _ in 0..10_000 {
            for (start, end) in self.program.calendar.hours_of(day)?.into_iter().rev() {
                let (start, end) = (at(day, start), at(day, end).min(to));
                let open = (end - start).num_seconds().max(0);
                if open >= left {
                    return Ok(end - TimeDelta::seconds(left));
                }
                left -= open;
            }
            day = yesterday(day);
        }
        Ok(at(day, 0))
    }

    /// The instant so long after another, in real time: where a clock is set forward or back between them, that shows.
    pub(super) fn after(&self, from: NaiveDateTime, length: TimeDelta) -> NaiveDateTime {
        let zone = self.program.calendar.timezone;
        let instant = zone.from_local_datetime(&from).earliest().and_then(|at| at.checked_add_signed(length));
        let plain = from.checked_add_signed(length).unwrap_or(from);
        instant.map_or(plain, |at| at.naive_local())
    }
}

/// Whether a moment is no earlier than another: by the time of day where both have one, else by the day.
fn not_before(first: Local, second: Local) -> bool {
    if first.second.is_some() && second.second.is_some() {
        second.local() >= first.local()
    } else {
        second.day >= first.day
    }
}

pub(super) fn seconds(length: Length) -> TimeDelta {
    let each = match length.unit {
        LengthUnit::Second => 1,
        LengthUnit::Minute => 60,
        _ => 3600,
    };
    let seconds = length.amount.checked_mul(Decimal::from(each)).and_then(|seconds| seconds.to_i64()).unwrap_or(0);
    TimeDelta::try_seconds(seconds).unwrap_or_default()
}

/// Of duties joined by 或 the best one counts.
pub(crate) fn rank(status: Status) -> u8 {
    match status {
        Status::Met => 4,
        Status::Undetermined => 3,
        Status::Pending => 2,
        Status::Missed => 1,
        Status::NotApplicable => 0,
    }
}
