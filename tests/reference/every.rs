//! 凡 … 须 …: each trigger with its duties.

use chrono::{Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use guiju_engine::exact::Exact;
use guiju_engine::program::{Clause, Duty, DutyItem, EveryCheck, Interval, Length, LengthUnit, PredicateId, Roll};
use guiju_engine::report::{Moment, Outcome, Reason, Status};
use guiju_engine::schema::ActivityId;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::period::{Span, at, tomorrow, yesterday};
use super::value::{all, any, text};
use super::{Case, Person, Record};

/// When a duty is to be done.
pub struct Due {
    /// The day by which the occurrence belongs to a range.
    pub day: NaiveDate,
    /// From this instant on nothing can be made good any more.
    pub closes: NaiveDateTime,
    /// Whether that very instant still counts.
    pub inclusive: bool,
}

impl Case<'_> {
    pub(super) fn every(self, clause: &Clause, check: &EveryCheck, person: &Person) -> Vec<Outcome> {
        let items = match &check.duty {
            Duty::All(items) | Duty::Any(items) => items,
        };
        let mut found = Vec::new();
        for trigger in self.records().filter(|record| {
            record.person == person.name && record.activity == check.trigger && person.in_part(record.day)
        }) {
            if check.except_holidays && self.program.calendar.is_holiday(trigger.day) {
                continue;
            }
            let is_trigger = self.matches(trigger, check.filter);
            let dues: Vec<Due> = items.iter().map(|item| self.due(check, item, trigger)).collect();
            let day = dues.iter().map(|due| due.day).max().unwrap_or(trigger.day);
            let in_force = clause.effective_from.is_none_or(|from| from <= trigger.day)
                && clause.effective_to.is_none_or(|to| trigger.day <= to);
            if is_trigger == Some(false) || !in_force || day < self.world.from || day >= self.world.to {
                continue;
            }
            let blank = Outcome {
                from: Some(Moment::Day(trigger.day)),
                to: dues.iter().map(|due| due.closes).max().map(Moment::of),
                trigger: Some(trigger.id.clone()),
                ..Outcome::new(Status::Pending, None)
            };
            let judge = || self.occurrence(clause, check, (trigger, is_trigger), &dues, person, blank.clone());
            let values = clause.condition.as_ref().map(|when| when.values()).unwrap_or_default();
            let span = match values.into_iter().find_map(|value| self.grid_of(value)) {
                Some(grid) => self.period_at(grid, trigger.day),
                _ => Some(Span::plain(self.world.from, self.world.to)),
            };
            let no_condition = || {
                let (status, reason) = (Status::NotApplicable, Some(Reason::ConditionFalse));
                Outcome { status, reason, ..blank.clone() }
            };
            let outcome = match span {
                Some(span) => self.on_condition(clause, person, &span, blank.clone(), judge),
                None => no_condition(),
            };
            found.push(outcome);
        }
        found.sort_by_key(|outcome| (outcome.from, outcome.trigger.clone()));
        found
    }

    /// One trigger with its duties.
    fn occurrence(
        self,
        clause: &Clause,
        check: &EveryCheck,
        (trigger, is_trigger): (&Record, Option<bool>),
        dues: &[Due],
        person: &Person,
        blank: Outcome,
    ) -> Outcome {
        let (Duty::All(items) | Duty::Any(items)) = &check.duty;
        let done: Vec<Status> =
            items.iter().zip(dues).map(|(item, due)| self.duty(check, item, due, trigger, person)).collect();
        let count = |status: Status| done.iter().filter(|other| **other == status).count();
        let (actual, required, status) = match &check.duty {
            Duty::All(_) => (count(Status::Met), done.len(), done.iter().min().copied()),
            Duty::Any(_) => (count(Status::Met).min(1), 1, done.iter().copied().max_by_key(|status| rank(*status))),
        };
        let mut status = status.unwrap_or(Status::Met);
        if is_trigger.is_none() && status != Status::Met {
            status = Status::Undetermined;
        }
        let number = |count: usize| Exact::from(count as i128);
        let mut outcome = Outcome {
            actual: (status != Status::Undetermined).then(|| number(actual)),
            required: Some(number(required)),
            status,
            reason: (status == Status::Undetermined).then_some(Reason::MissingValue),
            ..blank
        };
        let closes = dues.iter().map(|due| due.closes).max();
        if let (Status::Pending, Some(closes)) = (status, closes) {
            outcome = self.waiting(outcome, Some(number(required - actual)), closes);
        }
        if status == Status::Missed {
            let missed = items.iter().zip(dues).zip(&done).filter(|(_, done)| **done == Status::Missed);
            for ((item, due), _) in missed {
                self.done_late(clause, check, (item, due), trigger, person, &mut outcome);
            }
        }
        outcome
    }

    pub(super) fn matches(self, record: &Record, filter: Option<PredicateId>) -> Option<bool> {
        filter.map_or(Some(true), |id| self.holds(record, &self.program.predicates[id.index()]))
    }

    /// When a duty falls due, moved off rest days where something says so.
    fn due(self, check: &EveryCheck, item: &DutyItem, trigger: &Record) -> Due {
        match item {
            DutyItem::Response { interval, .. } => self.rolled(check, interval, self.due_by(interval, trigger)),
            DutyItem::Sequence(_) | DutyItem::Manual(_) => self.due_by(&Interval::Any, trigger),
            DutyItem::Anchored { after: false, .. } => self.due_by(&Interval::Any, trigger),
            DutyItem::Field(_) | DutyItem::Anchored { after: true, .. } => self.due_by(&Interval::Before, trigger),
        }
    }

    /// When something is due by an interval from a record.
    pub(super) fn due_by(self, interval: &Interval, trigger: &Record) -> Due {
        let whole = |day: NaiveDate| Due { day, closes: at(tomorrow(day), 0), inclusive: false };
        let instant = |closes: NaiveDateTime| Due { day: closes.date(), closes, inclusive: true };
        match interval {
            Interval::Any => Due { day: trigger.day, closes: at(self.world.to, 0), inclusive: false },
            Interval::SameDay => whole(trigger.day),
            Interval::NextDay(None) => whole(tomorrow(trigger.day)),
            Interval::NextDay(Some(second)) => {
                let day = tomorrow(trigger.day);
                Due { day, closes: at(day, *second), inclusive: true }
            }
            Interval::Within(length) => match length.unit {
                LengthUnit::Second | LengthUnit::Minute | LengthUnit::Hour => {
                    instant(self.clock(trigger.instant(), seconds(*length)))
                }
                LengthUnit::WorkHour => instant(self.worked(trigger.instant(), length.amount, true)),
                _ => whole(self.away(trigger.day, *length, true)),
            },
            Interval::By(unit, point) => {
                let day = self.in_the_next(trigger.day, *unit, point);
                match point.second {
                    Some(second) => Due { day, closes: at(day, second), inclusive: point.inclusive },
                    None if point.inclusive => whole(day),
                    None => whole(yesterday(day)),
                }
            }
            Interval::Ahead(_) | Interval::Before => {
                Due { day: trigger.day, closes: trigger.instant(), inclusive: false }
            }
        }
    }

    /// A day that is no working day gives way to the next, or the one before; hours run on regardless.
    fn rolled(self, check: &EveryCheck, interval: &Interval, due: Due) -> Due {
        let calendar = self.program.calendar.roll_forward.then_some(Roll::Forward);
        let is_day = match interval {
            Interval::Within(length) => !matches!(
                length.unit,
                LengthUnit::Second | LengthUnit::Minute | LengthUnit::Hour | LengthUnit::WorkHour
            ),
            Interval::NextDay(_) | Interval::By(..) => true,
            _ => false,
        };
        let Some(roll) = check.roll.or(calendar).filter(|_| is_day) else { return due };
        let mut day = due.day;
        while !self.working(day) {
            day = if roll == Roll::Forward { tomorrow(day) } else { yesterday(day) };
        }
        Due { day, closes: due.closes + (day - due.day), ..due }
    }

    /// How one duty of a trigger stands.
    fn duty(self, check: &EveryCheck, item: &DutyItem, due: &Due, trigger: &Record, person: &Person) -> Status {
        let open = self.world.as_of < due.closes;
        let stands = |answers: &[Option<bool>]| {
            if answers.contains(&Some(true)) {
                Status::Met
            } else if answers.contains(&None) {
                Status::Undetermined
            } else if open {
                Status::Pending
            } else {
                Status::Missed
            }
        };
        let others = |activity: ActivityId| {
            self.records().filter(move |record| record.activity == activity && !std::ptr::eq(*record, trigger))
        };
        match item {
            DutyItem::Field(id) => match self.holds(trigger, &self.program.predicates[id.index()]) {
                Some(true) => Status::Met,
                Some(false) => Status::Missed,
                None => Status::Undetermined,
            },
            DutyItem::Response { activity, filter, interval, own } => {
                let answers = others(*activity).filter(|record| !own || record.person == person.name).map(|record| {
                    let parts = [
                        Some(self.in_time(interval, due, trigger, record)),
                        self.correlated(check, trigger, record),
                        self.matches(record, *filter),
                    ];
                    all(parts.into_iter())
                });
                stands(&answers.collect::<Vec<_>>())
            }
            DutyItem::Anchored { event, after, interval } => {
                let answers: Vec<Option<bool>> = others(*event)
                    .map(|event| {
                        let interval = if *after { interval.clone() } else { ahead(interval) };
                        let due = self.rolled(check, &interval, self.due_by(&interval, event));
                        let in_time = self.in_time(&interval, &due, event, trigger);
                        all([Some(in_time), self.correlated(check, trigger, event)].into_iter())
                    })
                    .collect();
                stands(&answers)
            }
            DutyItem::Sequence(activities) => stands(&[self.follows(check, activities, trigger, trigger)]),
            DutyItem::Manual(activity) => {
                let judged = others(*activity).filter_map(|record| match self.correlated(check, trigger, record) {
                    Some(true) => Some(self.judgement(record)),
                    Some(false) => None,
                    None => Some(None),
                });
                let judged: Vec<Option<bool>> = judged.collect();
                if judged.is_empty() && open {
                    Status::Pending
                } else if judged.is_empty() {
                    Status::Undetermined
                } else {
                    match all(judged.into_iter()) {
                        Some(true) => Status::Met,
                        Some(false) => Status::Missed,
                        None => Status::Undetermined,
                    }
                }
            }
        }
    }

    /// Whether records of these activities follow a record one after the other: every choice of records is tried.
    fn follows(self, check: &EveryCheck, activities: &[ActivityId], trigger: &Record, last: &Record) -> Option<bool> {
        let Some((next, rest)) = activities.split_first() else { return Some(true) };
        let choices = self.records().filter(|record| record.activity == *next && !std::ptr::eq(*record, trigger));
        any(choices.filter(|record| is_no_earlier(last, record)).map(|record| {
            let parts = [self.correlated(check, trigger, record), self.follows(check, rest, trigger, record)];
            all(parts.into_iter())
        }))
    }

    /// What a person said of a record.
    pub(super) fn judgement(self, record: &Record) -> Option<bool> {
        match record.cells.get(&self.program.schema.records.judgement)?.trim() {
            "达标" => Some(true),
            "未达标" => Some(false),
            _ => None,
        }
    }

    /// Whether trigger and response share the key.
    pub(super) fn correlated(self, check: &EveryCheck, trigger: &Record, response: &Record) -> Option<bool> {
        let Some(key) = check.key else { return Some(true) };
        let field = &self.program.schema.fields[key.index()];
        Some(text(&trigger.cells, field)? == text(&response.cells, field)?)
    }

    /// Whether a response lies within an interval of a trigger.
    pub(super) fn in_time(self, interval: &Interval, due: &Due, trigger: &Record, response: &Record) -> bool {
        match interval {
            Interval::Any => true,
            Interval::SameDay => response.day == trigger.day,
            Interval::NextDay(_) | Interval::Within(_) | Interval::By(..) => {
                is_no_earlier(trigger, response)
                    && (response.instant() < due.closes || due.inclusive && response.instant() == due.closes)
            }
            Interval::Ahead(length) => match length.unit {
                LengthUnit::Second | LengthUnit::Minute | LengthUnit::Hour => {
                    response.instant() <= self.clock(trigger.instant(), -seconds(*length))
                }
                LengthUnit::WorkHour => response.instant() <= self.worked(trigger.instant(), length.amount, false),
                _ => response.day <= self.away(trigger.day, *length, false),
            },
            Interval::Before if trigger.time.is_some() && response.time.is_some() => {
                response.instant() < trigger.instant()
            }
            Interval::Before => response.day <= trigger.day,
        }
    }

    /// What a clock on the wall shows so long after another time that it showed (the first one, where it did so twice), second
    /// by second; where it never did, nothing is set forward or back.
    pub(super) fn clock(self, from: NaiveDateTime, length: TimeDelta) -> NaiveDateTime {
        let Some(mut at) = self.program.calendar.timezone.from_local_datetime(&from).earliest() else {
            return from + length;
        };
        let second = TimeDelta::seconds(length.num_seconds().signum());
        for _ in 0..length.num_seconds().abs() {
            at += second;
        }
        at.naive_local()
    }

    /// The instant after (or before) so many working hours, minute by minute.
    pub(super) fn worked(self, from: NaiveDateTime, hours: Decimal, after: bool) -> NaiveDateTime {
        let mut left = (hours * Decimal::from(60)).to_i64().expect("whole minutes");
        let minute = TimeDelta::minutes(1);
        let mut at = from;
        // The last minute that is needed ends (or begins) at the instant.
        while left > 0 {
            let this = if after { at } else { at - minute };
            let second = (this - this.date().and_time(NaiveTime::MIN)).num_seconds() as u32;
            let works = self.hours(this.date()).iter().any(|(start, end)| *start <= second && second < *end);
            left -= i64::from(works);
            at = if after { at + minute } else { at - minute };
        }
        at
    }

    /// The day so far after (or before) a day.
    pub(super) fn away(self, day: NaiveDate, length: Length, after: bool) -> NaiveDate {
        // 半天内 ends with the day itself.
        let whole = length.amount.floor().to_u64().expect("a small number");
        let step = |day: NaiveDate| if after { tomorrow(day) } else { yesterday(day) };
        let months = |count: u64| {
            let months = Months::new(u32::try_from(count).expect("a small number"));
            if after { day + months } else { day - months }
        };
        match length.unit {
            LengthUnit::Day => (0..whole).fold(day, |day, _| step(day)),
            LengthUnit::Week => (0..whole * 7).fold(day, |day, _| step(day)),
            LengthUnit::Workday => (0..whole).fold(day, |day, _| {
                let mut next = step(day);
                while !self.working(next) {
                    next = step(next);
                }
                next
            }),
            LengthUnit::Month => months(whole),
            LengthUnit::Year => months(whole * 12),
            LengthUnit::Second | LengthUnit::Minute | LengthUnit::Hour | LengthUnit::WorkHour => {
                panic!("not a matter of days")
            }
        }
    }
}

pub fn seconds(length: Length) -> TimeDelta {
    let each = match length.unit {
        LengthUnit::Second => 1,
        LengthUnit::Minute => 60,
        _ => 3600,
    };
    TimeDelta::seconds((length.amount * Decimal::from(each)).to_i64().expect("a small number"))
}

/// 前 with a length is that long ahead.
fn ahead(interval: &Interval) -> Interval {
    match interval {
        Interval::Within(length) => Interval::Ahead(*length),
        other => other.clone(),
    }
}

/// By the moment where both have a time of day, else by the day.
fn is_no_earlier(first: &Record, second: &Record) -> bool {
    if first.time.is_some() && second.time.is_some() {
        second.instant() >= first.instant()
    } else {
        second.day >= first.day
    }
}

/// Of duties joined by 或 the best one counts.
fn rank(status: Status) -> u8 {
    match status {
        Status::Met => 4,
        Status::Undetermined => 3,
        Status::Pending => 2,
        Status::Missed => 1,
        Status::NotApplicable => 0,
    }
}
