//! 凡 … 须 …: each trigger with its duties.

use chrono::{Datelike, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use guiju_engine::exact::Exact;
use guiju_engine::program::{Clause, Duty, DutyItem, EveryCheck, Interval, LengthUnit, PredicateId};
use guiju_engine::report::{Moment, Outcome, Reason, Status};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::period::{day_of_month, tomorrow, yesterday};
use super::value::{all, text};
use super::{Case, Person, Record};

/// When a duty is to be done.
struct Due {
    /// The day by which the occurrence belongs to a range.
    day: NaiveDate,
    /// From this instant on nothing can be made good any more.
    closes: NaiveDateTime,
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
            let dues: Vec<Due> = items.iter().map(|item| self.due(item, trigger)).collect();
            let day = dues.iter().map(|due| due.day).max().unwrap_or(trigger.day);
            if is_trigger == Some(false) || day < self.world.from || day >= self.world.to {
                continue;
            }
            let done: Vec<Status> =
                items.iter().zip(&dues).map(|(item, due)| self.duty(check, item, due, trigger, person)).collect();
            let count = |status: Status| done.iter().filter(|other| **other == status).count();
            let (actual, required, status) = match &check.duty {
                Duty::All(_) => (count(Status::Met), done.len(), done.iter().min().copied()),
                Duty::Any(_) => (count(Status::Met).min(1), 1, done.iter().copied().max_by_key(|status| rank(*status))),
            };
            let mut status = status.unwrap_or(Status::Met);
            if is_trigger.is_none() && status != Status::Met {
                status = Status::Undetermined;
            }
            let absent = clause.effective_from.is_some_and(|from| trigger.day < from)
                || clause.effective_to.is_some_and(|to| to < trigger.day);
            if absent {
                continue;
            }
            let to = dues.iter().map(|due| due.closes).max();
            found.push(Outcome {
                from: Some(Moment::Day(trigger.day)),
                to: to.map(|to| if to.time() == NaiveTime::MIN { Moment::Day(to.date()) } else { Moment::Time(to) }),
                trigger: Some(trigger.id.clone()),
                actual: (status != Status::Undetermined).then(|| Exact::from(actual as i128)),
                required: Some(Exact::from(required as i128)),
                ..Outcome::new(status, (status == Status::Undetermined).then_some(Reason::MissingValue))
            });
        }
        found.sort_by_key(|outcome| (outcome.from, outcome.trigger.clone()));
        found
    }

    fn matches(self, record: &Record, filter: Option<PredicateId>) -> Option<bool> {
        filter.map_or(Some(true), |id| self.holds(record, &self.program.predicates[id.index()]))
    }

    /// When a duty falls due.
    fn due(self, item: &DutyItem, trigger: &Record) -> Due {
        let interval = match item {
            DutyItem::Response { interval, .. } => interval,
            DutyItem::Field(_) => &Interval::Before,
            _ => panic!("the reference has fields and responses only"),
        };
        let whole = |day: NaiveDate| Due { day, closes: tomorrow(day).and_time(NaiveTime::MIN) };
        match interval {
            Interval::Any => Due { day: trigger.day, closes: self.world.to.and_time(NaiveTime::MIN) },
            Interval::SameDay => whole(trigger.day),
            Interval::NextDay(None) => whole(tomorrow(trigger.day)),
            Interval::NextDay(Some(second)) => {
                let day = tomorrow(trigger.day);
                Due { day, closes: day.and_time(NaiveTime::MIN) + TimeDelta::seconds((*second).into()) }
            }
            Interval::Within(length) => match length.unit {
                LengthUnit::Minute | LengthUnit::Hour => {
                    let closes = trigger.instant() + seconds(length.amount, length.unit);
                    Due { day: closes.date(), closes }
                }
                LengthUnit::WorkHour => {
                    let closes = self.worked(trigger.instant(), length.amount, true);
                    Due { day: closes.date(), closes }
                }
                _ => whole(self.away(trigger.day, length.amount, length.unit, true)),
            },
            Interval::By(point) => {
                let first = day_of_month(trigger.day.year(), trigger.day.month(), 1);
                let month = if point.next { first + Months::new(1) } else { first };
                let day = match point.day {
                    guiju_engine::program::PointDay::Of(day) => day_of_month(month.year(), month.month(), day),
                    guiju_engine::program::PointDay::Last => day_of_month(month.year(), month.month(), 31),
                    _ => panic!("the reference has days of the month only"),
                };
                whole(if point.inclusive { day } else { yesterday(day) })
            }
            Interval::Ahead(_) | Interval::Before => Due { day: trigger.day, closes: trigger.instant() },
        }
    }

    /// How one duty of a trigger stands.
    fn duty(self, check: &EveryCheck, item: &DutyItem, due: &Due, trigger: &Record, person: &Person) -> Status {
        match item {
            DutyItem::Field(id) => match self.holds(trigger, &self.program.predicates[id.index()]) {
                Some(true) => Status::Met,
                Some(false) => Status::Missed,
                None => Status::Undetermined,
            },
            DutyItem::Response { activity, filter, interval, own } => {
                let answers: Vec<Option<bool>> = self
                    .records()
                    .filter(|record| record.activity == *activity && (!own || record.person == person.name))
                    .filter(|record| !std::ptr::eq(*record, trigger))
                    .map(|record| {
                        all([
                            Some(self.in_time(interval, due, trigger, record)),
                            self.correlated(check, trigger, record),
                            self.matches(record, *filter),
                        ]
                        .into_iter())
                    })
                    .collect();
                if answers.contains(&Some(true)) {
                    Status::Met
                } else if answers.contains(&None) {
                    Status::Undetermined
                } else if self.world.as_of < due.closes {
                    Status::Pending
                } else {
                    Status::Missed
                }
            }
            _ => panic!("the reference has fields and responses only"),
        }
    }

    /// Whether trigger and response share the key.
    fn correlated(self, check: &EveryCheck, trigger: &Record, response: &Record) -> Option<bool> {
        let Some(key) = check.key else { return Some(true) };
        let field = &self.program.schema.fields[key.index()];
        Some(text(&trigger.cells, field)? == text(&response.cells, field)?)
    }

    fn in_time(self, interval: &Interval, due: &Due, trigger: &Record, response: &Record) -> bool {
        let timed = trigger.time.is_some() && response.time.is_some();
        let not_before = if timed { response.instant() >= trigger.instant() } else { response.day >= trigger.day };
        match interval {
            Interval::Any => true,
            Interval::SameDay => response.day == trigger.day,
            Interval::NextDay(_) | Interval::Within(_) | Interval::By(_) => {
                not_before && (response.instant() < due.closes || self.exactly_at(interval, due, response))
            }
            Interval::Ahead(length) => match length.unit {
                LengthUnit::Minute | LengthUnit::Hour => {
                    response.instant() <= trigger.instant() - seconds(length.amount, length.unit)
                }
                LengthUnit::WorkHour => response.instant() <= self.worked(trigger.instant(), length.amount, false),
                _ => response.day <= self.away(trigger.day, length.amount, length.unit, false),
            },
            Interval::Before => {
                if timed {
                    response.instant() < trigger.instant()
                } else {
                    response.day <= trigger.day
                }
            }
        }
    }

    /// Hours and moments of a day include their last instant.
    fn exactly_at(self, interval: &Interval, due: &Due, response: &Record) -> bool {
        let to_the_instant = match interval {
            Interval::NextDay(second) => second.is_some(),
            Interval::Within(length) => {
                matches!(length.unit, LengthUnit::Minute | LengthUnit::Hour | LengthUnit::WorkHour)
            }
            _ => false,
        };
        to_the_instant && response.instant() == due.closes
    }

    /// The instant after (or before) so many working hours, minute by minute.
    fn worked(self, from: NaiveDateTime, hours: Decimal, after: bool) -> NaiveDateTime {
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
    fn away(self, day: NaiveDate, amount: Decimal, unit: LengthUnit, after: bool) -> NaiveDate {
        // 半天内 ends with the day itself.
        let whole = amount.floor().to_u64().expect("a small number");
        let step = |day: NaiveDate| if after { tomorrow(day) } else { yesterday(day) };
        let months = |count: u64| {
            let months = Months::new(u32::try_from(count).expect("a small number"));
            if after { day + months } else { day - months }
        };
        match unit {
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
            LengthUnit::Minute | LengthUnit::Hour | LengthUnit::WorkHour => panic!("not a matter of days"),
        }
    }
}

fn seconds(amount: Decimal, unit: LengthUnit) -> TimeDelta {
    let each = if unit == LengthUnit::Hour { 3600 } else { 60 };
    TimeDelta::seconds((amount * Decimal::from(each)).to_i64().expect("a small number"))
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
