//! How late what was missed came, in days and in working days: what 每迟 counts.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::Slot;
use super::every::{Due, Trigger};
use crate::calendar::{tomorrow, yesterday};
use crate::evaluate::World;
use crate::exact::Exact;
use crate::moment::{Moment as Local, at};
use crate::people::Person;
use crate::predicate::{compare, every as all_of};
use crate::program::{
    Aggregate, Basis, Clause, Comparison, DutyItem, EveryCheck, Expr, Interval, LengthUnit, MeasureCheck, ScoringRule,
};
use crate::report::{Outcome, Status};

const DAY: i128 = 24 * 60 * 60;

/// Up to when something was to be done.
#[derive(Clone, Copy)]
pub(super) struct Deadline {
    /// The first instant that is too late.
    closes: NaiveDateTime,
    /// Whether a time of day decides; else days are counted.
    timed: bool,
}

impl Deadline {
    fn passed(self, when: Local) -> bool {
        if self.timed && when.second.is_some() { when.local() > self.closes } else { when.local() >= self.closes }
    }

    /// What went by from the deadline on, until something was done at a moment, or up to an instant.
    fn passing(self, done: Option<Local>, as_of: NaiveDateTime) -> (NaiveDateTime, NaiveDateTime) {
        match done {
            Some(when) if self.timed && when.second.is_some() => (self.closes, when.local()),
            Some(when) if self.timed => (at(tomorrow(self.closes.date()), 0), at(tomorrow(when.day), 0)),
            Some(when) => (self.closes, at(tomorrow(when.day), 0)),
            None if self.timed || as_of.time() == NaiveTime::MIN => (self.closes, as_of),
            None => (self.closes, at(tomorrow(as_of.date()), 0)),
        }
    }

    /// Days from the deadline to a moment.
    fn until(self, when: Local) -> Option<Exact> {
        if self.timed && when.second.is_some() {
            return days(when.local() - self.closes);
        }
        let last = if self.timed { self.closes.date() } else { yesterday(self.closes.date()) };
        Some(Exact::from(i128::from((when.day - last).num_days())))
    }

    /// Days waited up to an instant; a day begun counts, where no time of day decides.
    fn waited(self, as_of: NaiveDateTime) -> Option<Exact> {
        let waited = days(as_of - self.closes)?.max(Exact::ZERO);
        Some(if self.timed { waited } else { waited.ceil() })
    }
}

fn days(length: TimeDelta) -> Option<Exact> {
    Exact::ratio(i128::from(length.num_seconds()), DAY)
}

/// How late something was: days and working days, each where the scoring counts it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Late {
    days: Option<Exact>,
    workdays: Option<Exact>,
}

impl Late {
    fn max(self, other: Late) -> Late {
        Late { days: self.days.max(other.days), workdays: self.workdays.max(other.workdays) }
    }

    /// Puts it down.
    pub(super) fn of(self, outcome: Outcome) -> Outcome {
        Outcome { late: self.days, late_workdays: self.workdays, ..outcome }
    }
}

impl Clause {
    fn counts(&self, wanted: Basis) -> bool {
        let counts = |rule: &ScoringRule| matches!(rule, ScoringRule::Step { basis, .. } if *basis == wanted);
        self.scoring.rules.iter().any(counts)
    }

    /// Whether its scoring asks how late something was.
    pub(crate) fn counts_late(&self) -> bool {
        self.counts(Basis::Late) || self.counts(Basis::LateWorkdays)
    }
}

impl World<'_> {
    /// How late something is that was done at a moment, or not yet.
    fn late(&self, clause: &Clause, deadline: Deadline, done: Option<Local>) -> Result<Late, i32> {
        let days = || done.map_or_else(|| deadline.waited(self.instant()), |when| deadline.until(when));
        let workdays = if clause.counts(Basis::LateWorkdays) {
            Some(self.worked_days(deadline.passing(done, done.map_or_else(|| self.instant(), |_| self.as_of)))?)
        } else {
            None
        };
        Ok(Late { days: clause.counts(Basis::Late).then(days).flatten(), workdays })
    }

    /// The working days from one instant to another; of a day that is there in part, the part of its working hours.
    fn worked_days(&self, (from, to): (NaiveDateTime, NaiveDateTime)) -> Result<Exact, i32> {
        let mut found = Exact::ZERO;
        for day in from.date().iter_days().take_while(|day| at(*day, 0) < to) {
            let (mut all, mut gone) = (TimeDelta::zero(), TimeDelta::zero());
            for (opens, closes) in self.program.calendar.hours_of(day)? {
                let (opens, closes) = (at(day, opens), at(day, closes));
                all += closes - opens;
                gone += (closes.min(to) - opens.max(from)).max(TimeDelta::zero());
            }
            let part = Exact::ratio(i128::from(gone.num_seconds()), i128::from(all.num_seconds()));
            found = part.and_then(|part| found.plus(part)).unwrap_or(found);
        }
        Ok(found)
    }

    /// How late a missed count or sum was reached; nothing where lateness means nothing (a ratio, at most so many).
    pub(super) fn reached_late(
        &self,
        clause: &Clause,
        check: &MeasureCheck,
        person: &Person,
        slot: &Slot<'_>,
        outcome: &Outcome,
    ) -> Result<Late, i32> {
        match self.reached_by(check, person, slot, outcome) {
            Some((deadline, done)) => self.late(clause, deadline, done),
            None => Ok(Late::default()),
        }
    }

    /// By when a count or a sum was to be reached, and when it was.
    fn reached_by(
        &self,
        check: &MeasureCheck,
        person: &Person,
        slot: &Slot<'_>,
        outcome: &Outcome,
    ) -> Option<(Deadline, Option<Local>)> {
        let Expr::Measure(id) = &check.value else { return None };
        let measure = self.program.measures.get(id.index())?;
        let span = slot.span;
        let version = check.versions.iter().rfind(|version| version.from.is_none_or(|from| from <= span.start))?;
        let comparison = version.bounds.first()?.comparison;
        let required = outcome.required?;
        let adds_up = matches!(measure.aggregate, Aggregate::Count | Aggregate::Sum(_) | Aggregate::Distinct(_));
        if !adds_up || !matches!(comparison, Comparison::AtLeast | Comparison::MoreThan) {
            return None;
        }
        let cut = self.cut(check.grid.index())?;
        let closes = cut.ends(span);
        let deadline = Deadline { closes, timed: closes != at(closes.date(), 0) };
        let mut rows: Vec<(usize, Option<Exact>)> = Vec::new();
        for source in &measure.sources {
            for row in self.rows_within(person, source.activity.0, (span.start, NaiveDate::MAX)) {
                let when = self.records.moment(row);
                let counts = (cut.contains(span, when) || deadline.passed(when)) && person.counts(when.day, span.end);
                let of = measure.by.is_none_or(|by| {
                    let name = self.records.column(by).and_then(|column| column.text(row));
                    slot.entity.as_ref().is_none_or(|entity| name.is_some_and(|name| name == entity.name))
                });
                if counts && of && self.matches(row, source.filter) == Some(true) {
                    rows.push((row, source.amount.map(Exact::from)));
                }
            }
        }
        rows.sort_by_key(|(row, _)| (self.records.moment(*row), *row));
        let (mut sum, mut names) = (Exact::ZERO, BTreeSet::new());
        for (row, amount) in rows {
            let value = match &measure.aggregate {
                Aggregate::Count => {
                    sum = sum.plus(amount.unwrap_or(Exact::ONE))?;
                    sum
                }
                Aggregate::Sum(field) => {
                    let number = self.records.column(*field)?.number(row).map(Exact::from);
                    sum = sum.plus(amount.or(number)?)?;
                    sum
                }
                Aggregate::Distinct(field) => {
                    names.extend(self.records.column(*field)?.text(row));
                    Exact::from(i128::try_from(names.len()).ok()?)
                }
                _ => return None,
            };
            let when = self.records.moment(row);
            if deadline.passed(when) && compare(value, comparison, required) {
                return Some((deadline, Some(when)));
            }
        }
        Some((deadline, None))
    }

    /// How late the latest of the missed duties was done.
    pub(super) fn done_late(
        &self,
        clause: &Clause,
        check: &EveryCheck,
        duties: &[(&DutyItem, &Due, Status)],
        trigger: Trigger,
        person: &Person,
    ) -> Result<Late, i32> {
        let mut latest = Late::default();
        for (item, due, _) in duties.iter().filter(|(.., status)| *status == Status::Missed) {
            if let Some((deadline, done)) = self.one_late(check, item, due, trigger, person)? {
                latest = latest.max(self.late(clause, deadline, done)?);
            }
        }
        Ok(latest)
    }

    fn one_late(
        &self,
        check: &EveryCheck,
        item: &DutyItem,
        due: &Due,
        trigger: Trigger,
        person: &Person,
    ) -> Result<Option<(Deadline, Option<Local>)>, i32> {
        let DutyItem::Response { activity, filter, interval, own } = item else { return Ok(None) };
        let deadline = match interval {
            Interval::Ahead(length) => match length.unit {
                LengthUnit::Second | LengthUnit::Minute | LengthUnit::Hour => {
                    let closes = self.after(trigger.when.local(), -super::every::seconds(*length));
                    Deadline { closes, timed: true }
                }
                LengthUnit::WorkHour => {
                    let closes = self.before_working(trigger.when.local(), super::every::seconds(*length))?;
                    Deadline { closes, timed: true }
                }
                _ => {
                    let last = self.away(trigger.when.day, *length, false)?;
                    Deadline { closes: at(tomorrow(last), 0), timed: false }
                }
            },
            Interval::Before if trigger.when.second.is_none() => {
                Deadline { closes: at(tomorrow(trigger.when.day), 0), timed: false }
            }
            Interval::Before => Deadline { closes: due.closes, timed: true },
            _ => Deadline { closes: due.closes, timed: due.inclusive },
        };
        let mine = |row: &usize| !own || self.code_of(person) == Some(self.records.person(*row));
        let done = self
            .candidates(*activity, check.key, trigger.row)
            .filter(|row| *row != trigger.row && mine(row))
            .filter(|row| deadline.passed(self.records.moment(*row)))
            .filter(|row| {
                let parts = [self.correlated(check, trigger.row, *row), self.matches(*row, *filter)];
                all_of(parts.into_iter()) == Some(true)
            })
            .map(|row| self.records.moment(row))
            .min();
        Ok(Some((deadline, done)))
    }
}
