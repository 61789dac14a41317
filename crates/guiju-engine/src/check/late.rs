//! How late what was missed came, in days: what 每迟 counts.

use std::collections::BTreeSet;

use chrono::{NaiveDateTime, TimeDelta};

use super::Slot;
use super::every::{Due, Trigger};
use crate::calendar::yesterday;
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

impl Clause {
    /// Whether its scoring asks how late something was.
    pub(crate) fn counts_late(&self) -> bool {
        let late = |rule: &ScoringRule| matches!(rule, ScoringRule::Step { basis: Basis::Late, .. });
        self.scoring.rules.iter().any(late)
    }
}

impl World<'_> {
    /// How late a missed count or sum was reached; `None` where lateness means nothing (a ratio, at most so many).
    pub(super) fn reached_late(
        &self,
        check: &MeasureCheck,
        person: &Person,
        slot: &Slot<'_>,
        outcome: &Outcome,
    ) -> Option<Exact> {
        let Expr::Measure(id) = &check.value else { return None };
        let measure = self.program.measures.get(id.index())?;
        let span = slot.span;
        let version = check.versions.iter().rfind(|version| version.from.is_none_or(|from| from <= span.start))?;
        let comparison = version.bounds.first()?.comparison;
        let required = outcome.required?;
        if !matches!(comparison, Comparison::AtLeast | Comparison::MoreThan) {
            return None;
        }
        let cut = self.cut(check.grid.index())?;
        let closes = cut.closes(span);
        let deadline = Deadline { closes, timed: closes != at(closes.date(), 0) };
        let mut rows: Vec<(usize, Option<Exact>)> = Vec::new();
        for source in &measure.sources {
            for row in self.rows(person, source.activity.0).filter(|row| self.records.moment(*row).day >= span.start) {
                let counts = cut.contains(span, self.records.moment(row)) || deadline.passed(self.records.moment(row));
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
                return deadline.until(when);
            }
        }
        deadline.waited(self.as_of)
    }

    /// How late the latest of the missed duties was done.
    pub(super) fn done_late(
        &self,
        check: &EveryCheck,
        duties: &[(&DutyItem, &Due, Status)],
        trigger: Trigger,
        person: &Person,
    ) -> Result<Option<Exact>, i32> {
        let mut latest: Option<Exact> = None;
        for (item, due, _) in duties.iter().filter(|(.., status)| *status == Status::Missed) {
            latest = latest.max(self.one_late(check, item, due, trigger, person)?);
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
    ) -> Result<Option<Exact>, i32> {
        let DutyItem::Response { activity, filter, interval, own } = item else { return Ok(None) };
        let deadline = match interval {
            Interval::Ahead(length) => match length.unit {
                LengthUnit::Minute | LengthUnit::Hour | LengthUnit::WorkHour => {
                    let latest = trigger.when.local().checked_sub_signed(super::every::seconds(*length));
                    Deadline { closes: latest.unwrap_or(due.closes), timed: true }
                }
                _ => {
                    let last = self.away(trigger.when.day, *length, false)?;
                    Deadline { closes: at(crate::calendar::tomorrow(last), 0), timed: false }
                }
            },
            _ => Deadline { closes: due.closes, timed: due.inclusive || *interval == Interval::Before },
        };
        let mine = |row: &usize| !own || self.records.person_code(&person.name) == Some(self.records.person(*row));
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
        Ok(done.map_or_else(|| deadline.waited(self.as_of), |when| deadline.until(when)))
    }
}
