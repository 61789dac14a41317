//! How late what was missed came: what 每迟 counts, in days and in working days.

use std::collections::BTreeSet;

use chrono::{NaiveDateTime, NaiveTime, TimeDelta};
use guiju_engine::exact::Exact;
use guiju_engine::program::{
    Aggregate, Basis, Clause, Comparison, DutyItem, EveryCheck, Expr, Interval, LengthUnit, MeasureCheck, ScoringRule,
};
use guiju_engine::report::Outcome;

use super::clause::Slot;
use super::every::{Due, seconds};
use super::period::{at, days, tomorrow, yesterday};
use super::value::{all, compare, number, text};
use super::{Case, Person, Record};

/// Up to when something was to be done.
struct Deadline {
    /// The first instant that is too late; or, where `timed`, the last that is not.
    closes: NaiveDateTime,
    /// Whether a time of day decides; else days are counted.
    timed: bool,
}

/// When it was done, if ever.
enum Done<'a> {
    By(&'a Record),
    Never,
}

impl Case<'_> {
    fn is_late(self, deadline: &Deadline, record: &Record) -> bool {
        if deadline.timed && record.time.is_some() {
            record.instant() > deadline.closes
        } else {
            record.instant() >= deadline.closes
        }
    }

    /// Puts down how late something was, as far as the scoring asks; of several the latest.
    fn put_down(self, clause: &Clause, deadline: &Deadline, done: &Done, outcome: &mut Outcome) {
        let asks = |wanted: Basis| {
            clause.scoring.rules.iter().any(|rule| matches!(rule, ScoringRule::Step { basis, .. } if *basis == wanted))
        };
        if asks(Basis::Late) {
            outcome.late = outcome.late.max(Some(self.days_late(deadline, done)));
        }
        if asks(Basis::LateWorkdays) {
            outcome.late_workdays = outcome.late_workdays.max(Some(self.workdays_late(deadline, done)));
        }
    }

    /// Days from the deadline on; where no time of day decides, whole ones.
    fn days_late(self, deadline: &Deadline, done: &Done) -> Exact {
        let exactly = |length: TimeDelta| Exact::ratio(length.num_seconds().into(), 86_400).expect("small");
        match done {
            Done::By(record) if deadline.timed && record.time.is_some() => exactly(record.instant() - deadline.closes),
            Done::By(record) if deadline.timed => {
                Exact::from(i128::from((record.day - deadline.closes.date()).num_days()))
            }
            Done::By(record) => Exact::from(i128::from((record.day - yesterday(deadline.closes.date())).num_days())),
            Done::Never => {
                let waited = exactly((self.world.as_of - deadline.closes).max(TimeDelta::zero()));
                if deadline.timed { waited } else { waited.ceil() }
            }
        }
    }

    /// Working days after the deadline, up to and with the day on which it was done; where a time of day decides, the part
    /// of each day's working hours that went by.
    fn workdays_late(self, deadline: &Deadline, done: &Done) -> Exact {
        let until = match done {
            Done::By(record) if deadline.timed && record.time.is_some() => record.instant(),
            Done::By(record) => at(tomorrow(record.day), 0),
            Done::Never if deadline.timed => self.world.as_of,
            Done::Never if self.world.as_of.time() == NaiveTime::MIN => self.world.as_of,
            Done::Never => at(tomorrow(self.world.as_of.date()), 0),
        };
        let from = match done {
            Done::By(record) if deadline.timed && record.time.is_none() => at(tomorrow(deadline.closes.date()), 0),
            _ => deadline.closes,
        };
        let mut late = Exact::ZERO;
        for day in days(from.date(), tomorrow(until.date())).filter(|day| self.working(*day)) {
            let hours = || self.hours(day).into_iter().map(|(start, end)| (at(day, start), at(day, end)));
            let overlap =
                |(start, end): (NaiveDateTime, NaiveDateTime)| (end.min(until) - start.max(from)).num_seconds();
            let gone: i64 = hours().map(|hours| overlap(hours).max(0)).sum();
            let whole: i64 = hours().map(|(start, end)| (end - start).num_seconds()).sum();
            let part = Exact::ratio(gone.into(), whole.into()).expect("a working day has hours");
            late = late.plus(part).expect("small");
        }
        late
    }

    /// How late a missed count or sum was reached; a ratio is not reached at some moment, nor is at most so many.
    pub(super) fn reached_late(
        self,
        clause: &Clause,
        check: &MeasureCheck,
        person: &Person,
        slot: &Slot,
        outcome: &mut Outcome,
    ) {
        let (Expr::Measure(id), Some(required)) = (&check.value, outcome.required) else { return };
        let measure = &self.program.measures[id.index()];
        let span = &slot.span;
        let version = check.versions.iter().rfind(|version| version.from.is_none_or(|from| from <= span.start));
        let Some(bound) = version.and_then(|version| version.bounds.first()) else { return };
        let counts = matches!(measure.aggregate, Aggregate::Count | Aggregate::Sum(_) | Aggregate::Distinct(_));
        if !counts || !matches!(bound.comparison, Comparison::AtLeast | Comparison::MoreThan) {
            return;
        }
        let closes = span.closes();
        let deadline = Deadline { closes, timed: closes.time() != NaiveTime::MIN };
        let fields = &self.program.schema.fields;
        let mut counted: Vec<(&Record, Option<Exact>)> = Vec::new();
        for source in &measure.sources {
            for record in self.records() {
                let own = record.person == person.name && record.activity == source.activity;
                let in_time = span.contains(record) != Some(false) || self.is_late(&deadline, record);
                let about = measure.by.is_none_or(|by| {
                    slot.entity.is_none() || text(&record.cells, &fields[by.index()]) == slot.entity.as_deref()
                });
                let fits = self.matches(record, source.filter) == Some(true);
                if own && person.in_part(record.day) && record.day >= span.start && in_time && about && fits {
                    counted.push((record, source.amount.map(Exact::from)));
                }
            }
        }
        counted.sort_by_key(|(record, _)| (record.day, record.time, record.id.clone()));
        let (mut sum, mut names) = (Exact::ZERO, BTreeSet::new());
        for (record, amount) in counted {
            match &measure.aggregate {
                Aggregate::Sum(field) => {
                    let Some(amount) = amount.or(number(&record.cells, &fields[field.index()])) else { return };
                    sum = sum.plus(amount).expect("small");
                }
                Aggregate::Distinct(field) => {
                    names.extend(text(&record.cells, &fields[field.index()]));
                    sum = Exact::from(names.len() as i128);
                }
                _ => sum = sum.plus(amount.unwrap_or(Exact::ONE)).expect("small"),
            }
            if self.is_late(&deadline, record) && compare(sum, bound.comparison, required) {
                return self.put_down(clause, &deadline, &Done::By(record), outcome);
            }
        }
        self.put_down(clause, &deadline, &Done::Never, outcome);
    }

    /// How late a missed response came.
    pub(super) fn done_late(
        self,
        clause: &Clause,
        check: &EveryCheck,
        (item, due): (&DutyItem, &Due),
        trigger: &Record,
        person: &Person,
        outcome: &mut Outcome,
    ) {
        let DutyItem::Response { activity, filter, interval, own } = item else { return };
        let deadline = match interval {
            Interval::Ahead(length) => match length.unit {
                LengthUnit::Second | LengthUnit::Minute | LengthUnit::Hour => {
                    Deadline { closes: self.clock(trigger.instant(), -seconds(*length)), timed: true }
                }
                LengthUnit::WorkHour => {
                    Deadline { closes: self.worked(trigger.instant(), length.amount, false), timed: true }
                }
                _ => Deadline { closes: at(tomorrow(self.away(trigger.day, *length, false)), 0), timed: false },
            },
            Interval::Before if trigger.time.is_none() => {
                Deadline { closes: at(tomorrow(trigger.day), 0), timed: false }
            }
            Interval::Before => Deadline { closes: due.closes, timed: true },
            _ => Deadline { closes: due.closes, timed: due.inclusive },
        };
        let responses = self.records().filter(|record| {
            let fits = [self.correlated(check, trigger, record), self.matches(record, *filter)];
            record.activity == *activity
                && !std::ptr::eq(*record, trigger)
                && (!own || record.person == person.name)
                && self.is_late(&deadline, record)
                && all(fits.into_iter()) == Some(true)
        });
        let first = responses.min_by_key(|record| (record.day, record.time));
        self.put_down(clause, &deadline, &first.map_or(Done::Never, Done::By), outcome);
    }
}
