//! One clause for one person: the outcome of each period, entity or trigger.

pub(crate) mod every;
mod evidence;
mod late;
mod measure;
mod when;

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use indexmap::IndexMap;

use crate::calendar::tomorrow;
use crate::evaluate::World;
use crate::exact::Exact;
use crate::moment::at;
use crate::people::Person;
use crate::periods::{Cut, Span};
use crate::predicate::{compare, every as all_of, of_person};
use crate::program::{
    Bound, Check, Clause, Comparison, EntityScope, Expr, ManualCheck, MeasureCheck, Partial, Predicate,
};
use crate::register::Entity;
use crate::report::{Moment, Outcome, Reason, Status};
use measure::Found;

/// A status with its reason.
type Judged = (Status, Option<Reason>);

/// One thing to judge.
#[derive(Clone, Copy)]
struct Slot<'a> {
    span: &'a Span,
    entity: Option<&'a Entity>,
    /// Whether it is plain that the person is there, and the entity the person's, in all of it.
    through: bool,
}

impl World<'_> {
    /// Everything a clause says of a person, one outcome after the other; `named` says whether they are to name the
    /// entity or the trigger that they are about.
    pub(crate) fn clause(
        &self,
        clause: &Clause,
        person: &Person,
        named: bool,
        each: &mut dyn FnMut(Outcome),
    ) -> Result<(), i32> {
        let mut of = |slot: &Slot<'_>, outcome: Outcome| {
            let entity = slot.entity.filter(|_| named).map(|entity| entity.name.clone());
            each(Outcome { entity, ..outcome });
        };
        match &clause.check {
            Check::Measure(check) | Check::Record(check) => {
                let activities = check.entity.as_ref().map(|_| self.activities(&check.value)).unwrap_or_default();
                self.slots(check.grid.index(), check.entity.as_ref(), &activities, person, |slot| {
                    of(slot, self.measured(clause, check, person, slot)?);
                    Ok(())
                })
            }
            Check::Every(check) => self.every(clause, check, person, named, each),
            Check::Manual(check) => {
                self.slots(check.grid.index(), check.entity.as_ref(), &[check.activity.0], person, |slot| {
                    of(slot, self.judged(clause, check, person, slot)?);
                    Ok(())
                })
            }
            Check::Person(predicate) => {
                let whole = Span::plain(self.range.from(), self.range.to());
                let closes = at(whole.end, 0);
                each(self.on_condition(clause, person, (&whole, closes), self.qualified(predicate, person)));
                Ok(())
            }
        }
    }

    pub(crate) fn cut(&self, grid: usize) -> Option<Cut<'_>> {
        let grid = self.program.grids.get(grid)?;
        Some(Cut { grid, calendar: &self.program.calendar })
    }

    pub(crate) fn activities(&self, expr: &Expr) -> Vec<u32> {
        match expr {
            Expr::Measure(id) => {
                let sources = self.program.measures.get(id.index()).map(|measure| &measure.sources);
                sources.into_iter().flatten().map(|source| source.activity.0).collect()
            }
            Expr::Binary { left, right, .. } => [self.activities(left), self.activities(right)].concat(),
            Expr::Change { of, .. } => self.activities(of),
            Expr::Number(_) | Expr::Target(_) => Vec::new(),
        }
    }

    /// Each period, and in it each entity.
    fn slots(
        &self,
        grid: usize,
        scope: Option<&EntityScope>,
        activities: &[u32],
        person: &Person,
        mut judge: impl FnMut(&Slot<'_>) -> Result<(), i32>,
    ) -> Result<(), i32> {
        let spans = self.periods(grid)?;
        let Some(scope) = scope else {
            return spans.iter().try_for_each(|span| {
                judge(&Slot { span, entity: None, through: person.is_through(span.start, span.end) })
            });
        };
        let register = scope.register.and_then(|id| self.registers().find(|register| register.id() == id));
        let seen = if register.is_none() { self.seen(scope, activities, person) } else { Vec::new() };
        let mine = |entity: &&Entity| entity.owner.as_ref().is_none_or(|owner| *owner == person.name);
        let own: Vec<&Entity> =
            register.map(|register| register.entities.iter().filter(mine).collect()).unwrap_or_default();
        for span in spans {
            let there = person.is_through(span.start, span.end);
            let mut one = |entity: &Entity| {
                judge(&Slot { span, entity: Some(entity), through: there && entity.tenure.is_empty() })
            };
            own.iter().filter(|entity| entity.is_there(span)).try_for_each(|entity| one(entity))?;
            seen.iter().take_while(|(day, _)| *day < span.end).try_for_each(|(_, entity)| one(entity))?;
        }
        Ok(())
    }

    /// The entities of a person's own records, each with the day of its first, in order of the first of each; what
    /// happened at the same moment is in order of name, so that the order of the records never shows.
    fn seen(&self, scope: &EntityScope, activities: &[u32], person: &Person) -> Vec<(NaiveDate, Entity)> {
        let column = self.records.column(scope.field);
        let name = |row: usize| column.and_then(|column| column.text(row));
        let rows = activities.iter().flat_map(|activity| self.rows(person, *activity));
        let mut named: Vec<_> = rows.filter_map(|row| Some((self.records.moment(row), name(row)?))).collect();
        named.sort();
        let mut seen: IndexMap<Cow<'_, str>, NaiveDate> = IndexMap::new();
        for (moment, name) in named {
            seen.entry(name).or_insert(moment.day);
        }
        let entity = |name: Cow<'_, str>| Entity { name: name.into_owned(), ..Entity::default() };
        seen.into_iter().map(|(name, day)| (day, entity(name))).collect()
    }

    /// What a clause says of a person (and an entity that is always the person's) in one period.
    pub(crate) fn in_period(
        &self,
        clause: &Clause,
        check: &MeasureCheck,
        person: &Person,
        span: &Span,
        entity: Option<&Entity>,
    ) -> Result<Outcome, i32> {
        let slot = Slot { span, entity, through: person.is_through(span.start, span.end) };
        let entity = entity.map(|entity| entity.name.clone());
        Ok(Outcome { entity, ..self.measured(clause, check, person, &slot)? })
    }

    /// What keeps a period from being judged at all.
    fn excluded(
        &self,
        clause: &Clause,
        prorate: bool,
        person: &Person,
        slot: &Slot<'_>,
    ) -> Result<Option<Judged>, i32> {
        let span = slot.span;
        let in_force = clause.effective_from.is_none_or(|from| from <= span.start)
            && clause.effective_to.is_none_or(|to| span.start <= to);
        let absent = Some((Status::NotApplicable, Some(Reason::Absent)));
        if !in_force || !(slot.through || slot.days().any(|day| person.present(day) && slot.is_owned(day))) {
            return Ok(absent);
        }
        let (there, all) = self.presence(person, slot)?;
        if self.program.partial == Partial::Skip && there < all {
            return Ok(Some((Status::NotApplicable, Some(Reason::PartialPeriod))));
        }
        // Someone who was there on rest days only owes nothing that is scaled.
        if prorate && self.program.partial == Partial::Prorate && there == 0 {
            return Ok(absent);
        }
        Ok(None)
    }

    /// The grid of the measures of an expression, which share it.
    fn grid_of(&self, expr: &Expr) -> Option<usize> {
        match expr {
            Expr::Measure(id) => self.program.measures.get(id.index()).map(|measure| measure.grid.index()),
            Expr::Binary { left, right, .. } => self.grid_of(left).or_else(|| self.grid_of(right)),
            Expr::Change { of, .. } => self.grid_of(of),
            Expr::Number(_) | Expr::Target(_) => None,
        }
    }

    /// Working time at which the person is there, and working time, of a period, in half days; in days where it has no
    /// working day. Where the person is there throughout, no working day has to be known.
    fn presence(&self, person: &Person, slot: &Slot<'_>) -> Result<(i128, i128), i32> {
        if slot.through {
            return Ok((1, 1));
        }
        let there = |day: NaiveDate| if slot.is_owned(day) { person.halves(day) } else { [false; 2] };
        if slot.days().all(|day| there(day) == [true; 2]) {
            return Ok((1, 1));
        }
        let (mut present, mut all, mut present_days, mut days) = (0, 0, 0, 0);
        for day in slot.days() {
            let halves = there(day);
            for (works, there) in self.program.calendar.halves(day)?.into_iter().zip(halves) {
                all += i128::from(works);
                present += i128::from(works && there);
            }
            days += 1;
            present_days += i128::from(halves.contains(&true));
        }
        Ok(if all == 0 { (present_days, days) } else { (present, all) })
    }

    fn measured(
        &self,
        clause: &Clause,
        check: &MeasureCheck,
        person: &Person,
        slot: &Slot<'_>,
    ) -> Result<Outcome, i32> {
        let span = slot.span;
        if let Some(excluded) = self.excluded(clause, check.prorate, person, slot)? {
            return Ok(outcome(slot, excluded, None, None));
        }
        let entity = slot.entity.as_ref().map(|entity| entity.name.as_str());
        let found = self.value(&check.value, person, entity, span);
        let closes = self.cut(check.grid.index()).map_or(at(span.end, 0), |cut| cut.closes(span));
        let over = self.reached(closes);
        let version = check.versions.iter().rfind(|version| version.from.is_none_or(|from| from <= span.start));
        let (mut judged, mut required, mut up_to, mut missing): (Option<Judged>, _, _, _) = (None, None, None, None);
        for bound in version.into_iter().flat_map(|version| &version.bounds) {
            let this = match self.threshold(bound, check, person, slot)? {
                Ok(threshold) => {
                    match required {
                        None => required = Some(threshold),
                        Some(_) => up_to = Some(threshold),
                    }
                    // What is over waits for nothing.
                    if !over && self.tells_waiting && missing.is_none() {
                        missing = check.missing(found, bound.comparison, threshold, &self.program.measures);
                    }
                    let settled =
                        over || !early(&check.value, found, bound.comparison, threshold, &self.program.measures);
                    self.compared(found, bound.comparison, threshold, settled)
                }
                Err(reason) => (Status::Undetermined, Some(reason)),
            };
            judged = Some(judged.filter(|judged| judged.0 <= this.0).unwrap_or(this));
        }
        // With no threshold there is nothing to meet; what cannot be counted cannot be scored either.
        let unknown = (Status::Undetermined, Some(Reason::MissingValue));
        let unmeasured = || match (found, found.value()) {
            (Found::Missing(reason), _) => (Status::Undetermined, Some(reason)),
            (Found::Between(..), None) => unknown,
            _ => (Status::NotApplicable, None),
        };
        let judged = judged.unwrap_or_else(unmeasured);
        let judged = self.sampled(check, person, slot, judged, over);
        let judged = self.covered(check, person, slot, judged);
        let mut outcome = Outcome { up_to, ..outcome(slot, judged, found.value(), required) };
        if outcome.status == Status::Missed && clause.counts_late() {
            outcome = self.reached_late(clause, check, person, slot, &outcome)?.of(outcome);
        }
        let outcome = if judged.0 == Status::Pending { self.waiting(outcome, missing, closes) } else { outcome };
        Ok(self.on_condition(clause, person, (span, closes), outcome))
    }

    /// 样本: too few records to judge a ratio on.
    fn sampled(&self, check: &MeasureCheck, person: &Person, slot: &Slot<'_>, judged: Judged, over: bool) -> Judged {
        let entity = slot.entity.as_ref().map(|entity| entity.name.as_str());
        let Some(least) = check.sample else { return judged };
        match self.sample(&check.value, person, entity, slot.span) {
            Some(found) if found < least as usize && over => (Status::NotApplicable, Some(Reason::SmallSample)),
            Some(found) if found < least as usize => (Status::Pending, Some(Reason::SmallSample)),
            _ => judged,
        }
    }

    /// 不得: that nothing was recorded is known only where recording is known to have happened.
    fn covered(&self, check: &MeasureCheck, person: &Person, slot: &Slot<'_>, judged: Judged) -> Judged {
        if !check.never || judged.0 != Status::Met {
            return judged;
        }
        let activities = self.activities(&check.value);
        let schema = &self.program.schema.activities;
        let mut feeds = activities.iter().filter_map(|id| schema.get(*id as usize)?.feed.as_deref());
        let days = || slot.days().filter(|day| person.present(*day) && self.passed(at(*day, 0)));
        if feeds.all(|feed| self.is_covered(feed, days())) {
            judged
        } else {
            (Status::Undetermined, Some(Reason::NotCovered))
        }
    }

    /// What a pending judgement lacks, and how long it may still come.
    fn waiting(&self, outcome: Outcome, missing: Option<Exact>, closes: NaiveDateTime) -> Outcome {
        if !self.tells_waiting {
            return outcome;
        }
        let left = self.workdays_until(closes);
        Outcome { missing, until: Some(Moment::of(closes)), workdays_left: left, ..outcome }
    }

    /// Working days from that of the instant of judgement on; `None` where the calendar does not know them.
    fn workdays_until(&self, closes: NaiveDateTime) -> Option<u32> {
        let (today, last) = (self.today(), closes.date());
        let end = if closes.time() == NaiveTime::MIN { last } else { tomorrow(last) };
        if let Some(count) = self.ground.workdays(today, end) {
            return Some(count);
        }
        let days = today.iter_days().take_while(|day| at(*day, 0) < closes);
        let mut workdays = days.map(|day| self.program.calendar.is_workday(day)).filter(|works| *works != Ok(false));
        workdays.try_fold(0u32, |count, works| works.ok().and_then(|_| count.checked_add(1)))
    }

    fn threshold(
        &self,
        bound: &Bound,
        check: &MeasureCheck,
        person: &Person,
        slot: &Slot<'_>,
    ) -> Result<Result<Exact, Reason>, i32> {
        let value = match self.value(&bound.value, person, None, slot.span) {
            Found::Between(low, high) if low == high => low,
            Found::Missing(reason) => return Ok(Err(reason)),
            _ => return Ok(Err(Reason::MissingValue)),
        };
        if !check.prorate || self.program.partial != Partial::Prorate {
            return Ok(Ok(value));
        }
        let (there, all) = self.presence(person, slot)?;
        if there == all {
            return Ok(Ok(value));
        }
        let scaled = Exact::ratio(there, all).and_then(|share| value.times(share));
        Ok(scaled.ok_or(Reason::Overflow))
    }

    /// How what was found stands to a threshold; `over` says that nothing can change any more.
    fn compared(&self, found: Found, comparison: Comparison, threshold: Exact, over: bool) -> Judged {
        match found {
            Found::Missing(reason) => (Status::Undetermined, Some(reason)),
            Found::Empty if over => (Status::NotApplicable, Some(Reason::EmptyDenominator)),
            Found::Empty => (Status::Pending, None),
            Found::Between(low, high) => {
                let (low, high) = (compare(low, comparison, threshold), compare(high, comparison, threshold));
                match (over, low, high) {
                    (false, ..) => (Status::Pending, None),
                    (true, true, true) => (Status::Met, None),
                    (true, false, false) => (Status::Missed, None),
                    _ => (Status::Undetermined, Some(Reason::MissingValue)),
                }
            }
        }
    }

    /// 人工: the worst of the judgements that are there.
    fn judged(&self, clause: &Clause, check: &ManualCheck, person: &Person, slot: &Slot<'_>) -> Result<Outcome, i32> {
        if let Some(excluded) = self.excluded(clause, false, person, slot)? {
            return Ok(outcome(slot, excluded, None, None));
        }
        let Some(cut) = self.cut(check.grid.index()) else {
            return Ok(outcome(slot, (Status::Pending, None), None, None));
        };
        let closes = cut.closes(slot.span);
        let mut worst: Option<Status> = None;
        let mut values: Vec<(bool, Exact)> = Vec::new();
        for row in self.rows_within(person, check.activity.0, cut.reach(slot.span)) {
            let moment = self.records.moment(row);
            let counts = cut.contains(slot.span, moment) && person.counts(moment.day, slot.span.end);
            if !counts || !self.is_of(row, check.entity.as_ref(), slot) {
                continue;
            }
            let value = self.records.value(row).filter(|_| cut.is_certain(slot.span, moment));
            let verdict = match (self.matches(row, check.filter), &check.bound) {
                (Some(false), _) => continue,
                (None, _) => None,
                (_, Some((comparison, bound))) => {
                    let under = |value| check.up_to.is_none_or(|most| value <= most);
                    value.map(|value| compare(value, *comparison, *bound) && under(value))
                }
                (_, None) => self.records.judgement(row).filter(|_| cut.is_certain(slot.span, moment)),
            };
            let status = match verdict {
                Some(true) => Status::Met,
                Some(false) => Status::Missed,
                None => Status::Undetermined,
            };
            // What may not count at all is not what was found.
            values.extend(check.bound.and(verdict).zip(value.map(Exact::from)));
            worst = Some(worst.map_or(status, |worst| worst.min(status)));
        }
        let (required, up_to) = (check.bound.map(|(_, bound)| Exact::from(bound)), check.up_to.map(Exact::from));
        let judged = match worst {
            Some(Status::Undetermined) => (Status::Undetermined, Some(Reason::MissingValue)),
            Some(status) => (status, None),
            None if self.reached(closes) => (Status::Undetermined, Some(Reason::NotJudged)),
            None => {
                let pending = Outcome { up_to, ..outcome(slot, (Status::Pending, None), None, required) };
                let pending = self.waiting(pending, None, closes);
                return Ok(self.on_condition(clause, person, (slot.span, closes), pending));
            }
        };
        // Of several values the worst one is judged: the lowest, or the highest where less is better.
        let missed = values.iter().any(|(met, _)| !met);
        let values = values.into_iter().filter(|(met, _)| !missed || !met).map(|(_, value)| value);
        let actual = match check.bound {
            Some((Comparison::AtMost | Comparison::LessThan, _)) => values.max(),
            _ => values.min(),
        };
        let actual = actual.filter(|_| judged.0 != Status::Undetermined);
        Ok(self.on_condition(
            clause,
            person,
            (slot.span, closes),
            Outcome { up_to, ..outcome(slot, judged, actual, required) },
        ))
    }

    fn is_of(&self, row: usize, scope: Option<&EntityScope>, slot: &Slot<'_>) -> bool {
        match (scope, &slot.entity) {
            (Some(scope), Some(entity)) => {
                let column = self.records.column(scope.field);
                column.and_then(|column| column.text(row)).is_some_and(|name| name == entity.name)
            }
            _ => true,
        }
    }

    /// The day of judgement; in a post that ended before it, the last day of that.
    fn day_of(&self, person: &Person) -> NaiveDate {
        person.part.map_or(self.today(), |(_, to)| to.min(self.today()))
    }

    /// 任职
    fn qualified(&self, predicate: &Predicate, person: &Person) -> Outcome {
        let day = self.day_of(person);
        let holds = all_of(std::iter::once(of_person(&self.program.schema, person, day, predicate)));
        let (status, reason) = match holds {
            Some(true) => (Status::Met, None),
            Some(false) => (Status::Missed, None),
            None => (Status::Undetermined, Some(Reason::MissingValue)),
        };
        let (from, to) = (Some(Moment::Day(self.range.from())), Some(Moment::Day(self.range.to())));
        Outcome { from, to, ..Outcome::new(status, reason) }
    }
}

impl MeasureCheck {
    /// How much a count or a sum still lacks of its threshold.
    fn missing(
        &self,
        found: Found,
        comparison: Comparison,
        threshold: Exact,
        measures: &[crate::program::Measure],
    ) -> Option<Exact> {
        use crate::program::Aggregate::{Count, Distinct};
        let wants_more = matches!(comparison, Comparison::AtLeast | Comparison::MoreThan | Comparison::Equal);
        let (Found::Between(low, _), true, true) = (found, wants_more, self.prorate) else { return None };
        let whole = match &self.value {
            Expr::Measure(id) => measures.get(id.index()).is_some_and(|measure| {
                matches!(measure.aggregate, Count | Distinct(_))
                    && measure.sources.iter().all(|source| source.amount.is_none())
            }),
            _ => false,
        };
        let least = match comparison {
            Comparison::MoreThan if whole => threshold.floor().plus(Exact::ONE)?,
            _ if whole => threshold.ceil(),
            _ => threshold,
        };
        least.minus(low).filter(|missing| !missing.is_negative() && !missing.is_zero())
    }
}

/// Whether an open period must wait: a count that has reached `>=` stays there, one past `<=` too; ratios and
/// averages may still go either way, and so may sums, whose amounts may be negative.
fn early(
    value: &Expr,
    found: Found,
    comparison: Comparison,
    threshold: Exact,
    measures: &[crate::program::Measure],
) -> bool {
    let grows = match value {
        Expr::Measure(id) => measures.get(id.index()).is_some_and(|measure| {
            use crate::program::Aggregate::{Count, Distinct, Max, Streak};
            matches!(measure.aggregate, Count | Distinct(_) | Max(_) | Streak { .. })
        }),
        _ => false,
    };
    let Found::Between(low, high) = found else { return !matches!(found, Found::Missing(_)) };
    let decided = match comparison {
        Comparison::AtLeast | Comparison::MoreThan => compare(low, comparison, threshold),
        Comparison::AtMost | Comparison::LessThan => {
            !compare(low, comparison, threshold) && !compare(high, comparison, threshold)
        }
        Comparison::Equal | Comparison::NotEqual => false,
    };
    !(grows && decided)
}

/// The same judgement, of which nothing is known but what it is about.
fn blank(outcome: &Outcome, reason: Option<Reason>) -> Outcome {
    let Outcome { from, to, entity, trigger, status, .. } = outcome.clone();
    Outcome { from, to, entity, trigger, ..Outcome::new(status, reason) }
}

fn outcome(slot: &Slot<'_>, (status, reason): Judged, actual: Option<Exact>, required: Option<Exact>) -> Outcome {
    let (start, end) = slot.span.bounds();
    let (from, to) = (Some(Moment::of(start)), Some(Moment::of(end)));
    Outcome { from, to, actual, required, ..Outcome::new(status, reason) }
}

impl Slot<'_> {
    /// The days of the period.
    fn days(&self) -> impl Iterator<Item = NaiveDate> {
        self.span.start.iter_days().take_while(|day| *day < self.span.end)
    }

    /// Whether the entity, where there is one, is the person's on a day.
    fn is_owned(&self, day: NaiveDate) -> bool {
        self.entity.as_ref().is_none_or(|entity| entity.is_owned(day))
    }
}

impl Entity {
    /// Whether it is there, and its owner's, on some day of a period.
    fn is_there(&self, span: &Span) -> bool {
        span.start.iter_days().take_while(|day| *day < span.end).any(|day| self.is_open(day))
    }
}
