//! One clause for one person: the outcome of each period and entity.

use chrono::{NaiveDate, NaiveDateTime};
use guiju_engine::exact::Exact;
use guiju_engine::program::{
    Aggregate, Bound, Check, Clause, Comparison, EntityScope, Expr, Grid, ManualCheck, MeasureCheck, MeasureSource,
    Partial, Predicate, When,
};
use guiju_engine::report::{Moment, Outcome, Reason, Status};
use rust_decimal::Decimal;

use super::measure::Found;
use super::period::{Span, at, days};
use super::value::{compare, text};
use super::{Case, Person, Record};

/// A status with its reason.
type Judged = (Status, Option<Reason>);

/// One thing to judge: a period, and an entity where it is per entity.
pub(super) struct Slot {
    pub(super) span: Span,
    pub(super) entity: Option<String>,
    /// When the person answers for the entity; empty is always.
    owned: Vec<(NaiveDate, NaiveDate)>,
}

impl Slot {
    fn is_owned(&self, day: NaiveDate) -> bool {
        self.owned.is_empty() || self.owned.iter().any(|(from, to)| *from <= day && day <= *to)
    }
}

impl<'a> Case<'a> {
    pub(super) fn clause(self, clause: &Clause, person: &Person) -> Vec<Outcome> {
        match &clause.check {
            Check::Measure(check) | Check::Record(check) => {
                let sources = self.sources(check);
                self.slots(check.grid, check.entity.as_ref(), &sources, person)
                    .into_iter()
                    .map(|slot| self.measured(clause, check, person, slot))
                    .collect()
            }
            Check::Every(check) => self.every(clause, check, person),
            Check::Manual(check) => {
                let source = MeasureSource { activity: check.activity, filter: check.filter, amount: None };
                self.slots(check.grid, check.entity.as_ref(), &[source], person)
                    .into_iter()
                    .map(|slot| self.judged(clause, check, person, slot))
                    .collect()
            }
            Check::Person(predicate) => {
                let (from, to) = (self.world.from, self.world.to);
                let ends = (Some(Moment::Day(from)), Some(Moment::Day(to)));
                let blank = Outcome { from: ends.0, to: ends.1, ..Outcome::new(Status::Pending, None) };
                let judge = || self.qualified(predicate, person, blank.clone());
                vec![self.on_condition(clause, person, &Span::plain(from, to), blank.clone(), judge)]
            }
        }
    }

    /// The records that are there by the instant of judgement.
    pub(super) fn records(self) -> impl Iterator<Item = &'a Record> {
        self.world.records.iter().filter(move |record| record.instant() < self.world.as_of)
    }

    fn grid(self, grid: guiju_engine::program::GridId) -> &'a Grid {
        &self.program.grids[grid.index()]
    }

    fn slots(
        self,
        grid: guiju_engine::program::GridId,
        scope: Option<&EntityScope>,
        sources: &[MeasureSource],
        person: &Person,
    ) -> Vec<Slot> {
        let mut slots = Vec::new();
        for span in self.periods(self.grid(grid)) {
            match scope {
                None => slots.push(Slot { span, entity: None, owned: Vec::new() }),
                Some(scope) => {
                    slots.extend(self.entities(scope, sources, person, &span).into_iter().map(|(name, owned)| Slot {
                        span: span.clone(),
                        entity: Some(name),
                        owned,
                    }))
                }
            }
        }
        slots
    }

    /// The entities that are there, and the person's, on some day of a period, with the days on which they are.
    fn entities(
        self,
        scope: &EntityScope,
        sources: &[MeasureSource],
        person: &Person,
        span: &Span,
    ) -> Vec<(String, Vec<(NaiveDate, NaiveDate)>)> {
        let schema = &self.program.schema;
        if let Some(register) = scope.register.map(|id| &schema.registers[id.index()])
            && let Some(rows) = self.world.registers.get(&register.name)
        {
            let cell = |row: &'a super::Cells, column: &str| row.get(column).filter(|cell| !cell.is_empty());
            let day = |row, column: &Option<String>| {
                cell(row, column.as_deref()?).and_then(|cell| cell.parse::<NaiveDate>().ok())
            };
            let begins = |row: &'a super::Cells| {
                cell(row, &register.from).and_then(|cell| cell.parse::<NaiveDate>().ok()).unwrap_or(NaiveDate::MIN)
            };
            let mut found: Vec<(String, Vec<(NaiveDate, NaiveDate)>)> = Vec::new();
            for row in rows {
                let name = row[&register.key].clone();
                let owner = register.owner.as_ref().and_then(|column| cell(row, column));
                if owner.is_some_and(|owner| *owner != person.name) {
                    continue;
                }
                let others = rows.iter().filter(|other| other[&register.key] == name);
                let next = others.map(begins).filter(|other| *other > begins(row)).min();
                let tenure = (begins(row), next.map_or(NaiveDate::MAX, super::period::yesterday));
                let open = |day_: NaiveDate| {
                    day(row, &register.opened).is_none_or(|opened| opened <= day_)
                        && day(row, &register.closed).is_none_or(|closed| day_ <= closed)
                        && tenure.0 <= day_
                        && day_ <= tenure.1
                };
                if days(span.start, span.end).any(open) {
                    let always = tenure == (NaiveDate::MIN, NaiveDate::MAX);
                    found.push((name, if always { Vec::new() } else { vec![tenure] }));
                }
            }
            return found;
        }
        let mut found: Vec<String> = Vec::new();
        let field = &schema.fields[scope.field.index()];
        let mut own: Vec<&Record> = self
            .records()
            .filter(|record| record.person == person.name && record.day < span.end && person.in_part(record.day))
            .filter(|record| sources.iter().any(|source| source.activity == record.activity))
            .collect();
        // By first moment; at the same moment by name.
        own.sort_by_key(|record| (record.day, record.time, text(&record.cells, field).map(str::to_owned)));
        for name in own.into_iter().filter_map(|record| text(&record.cells, field)) {
            if !found.iter().any(|known| known == name) {
                found.push(name.to_owned());
            }
        }
        found.into_iter().map(|name| (name, Vec::new())).collect()
    }

    /// The activities that a check reads.
    fn sources(self, check: &MeasureCheck) -> Vec<MeasureSource> {
        fn collect(case: Case, expr: &guiju_engine::program::Expr, into: &mut Vec<MeasureSource>) {
            use guiju_engine::program::Expr;
            match expr {
                Expr::Measure(id) => into.extend(case.program.measures[id.index()].sources.iter().cloned()),
                Expr::Binary { left, right, .. } => {
                    collect(case, left, into);
                    collect(case, right, into);
                }
                Expr::Change { of, .. } => collect(case, of, into),
                Expr::Number(_) | Expr::Target(_) => {}
            }
        }
        let mut sources = Vec::new();
        collect(self, &check.value, &mut sources);
        sources
    }

    /// What keeps a period from being judged at all.
    fn excluded(self, clause: &Clause, prorate: bool, person: &Person, slot: &Slot) -> Option<Judged> {
        let span = &slot.span;
        let in_force = clause.effective_from.is_none_or(|from| from <= span.start)
            && clause.effective_to.is_none_or(|to| span.start <= to);
        if !in_force || !days(span.start, span.end).any(|day| person.present(day) && slot.is_owned(day)) {
            return Some((Status::NotApplicable, Some(Reason::Absent)));
        }
        let (there, all) = self.presence(person, &|day| slot.is_owned(day), span);
        if self.program.partial == Partial::Skip && there < all {
            return Some((Status::NotApplicable, Some(Reason::PartialPeriod)));
        }
        if prorate && self.program.partial == Partial::Prorate && there == 0 {
            return Some((Status::NotApplicable, Some(Reason::Absent)));
        }
        None
    }

    /// 若: a judgement counts only where what it asks for holds of the person in the period; while time may still tell
    /// otherwise, nothing is settled.
    pub(super) fn on_condition(
        self,
        clause: &Clause,
        person: &Person,
        span: &Span,
        blank: Outcome,
        judge: impl FnOnce() -> Outcome,
    ) -> Outcome {
        let Some(when) = &clause.condition else { return judge() };
        let waits = |outcome: Outcome| {
            let open = Outcome { status: Status::Pending, reason: None, late: None, late_workdays: None, ..outcome };
            self.waiting(open, None, span.closes())
        };
        let absent =
            || Outcome { status: Status::NotApplicable, reason: Some(Reason::ConditionFalse), ..blank.clone() };
        match self.when(when, person, span) {
            ((Status::Met, _), true) => judge(),
            ((Status::Met, _), false) => {
                let outcome = judge();
                let decided = matches!(outcome.status, Status::Met | Status::Missed);
                if decided { waits(outcome) } else { outcome }
            }
            (_, false) => waits(blank),
            ((Status::Missed, _), true) => absent(),
            ((status, reason), true) => Outcome { status, reason, ..blank },
        }
    }

    /// How a condition stands, and whether that is settled: of 且 the one that speaks most against it decides, of 或 the
    /// one that speaks most for it.
    fn when(self, when: &When, person: &Person, span: &Span) -> ((Status, Option<Reason>), bool) {
        // From most against to most for.
        let order = |found: &((Status, Option<Reason>), bool)| match found {
            ((Status::Missed, _), true) => 0,
            ((Status::Met, _), true) => 4,
            ((Status::Met, _), false) => 3,
            (_, false) => 1,
            (_, true) => 2,
        };
        match when {
            When::Holds(condition) => {
                let threshold = Exact::from(condition.bound);
                let bound = Bound { comparison: condition.comparison, value: Expr::Number(condition.bound) };
                let found = self.value(&condition.value, person, None, span);
                let settled =
                    span.is_over(self.world.as_of) || self.settled(&condition.value, found, &bound, threshold);
                (self.stands(found, &bound, threshold, true), settled)
            }
            When::All(all) => {
                all.iter().map(|one| self.when(one, person, span)).min_by_key(order).expect("a condition")
            }
            When::Any(any) => {
                let found: Vec<_> = any.iter().map(|one| self.when(one, person, span)).collect();
                // What may still hold comes before what nobody can tell.
                let best = found.iter().rev().max_by_key(|one| match order(one) {
                    1 => 2,
                    2 => 1,
                    other => other,
                });
                *best.expect("a condition")
            }
        }
    }

    fn measured(self, clause: &Clause, check: &MeasureCheck, person: &Person, slot: Slot) -> Outcome {
        let span = &slot.span;
        if let Some(excluded) = self.excluded(clause, check.prorate, person, &slot) {
            return outcome(&slot, excluded, None, None);
        }
        let blank = outcome(&slot, (Status::Pending, None), None, None);
        self.on_condition(clause, person, span, blank, || self.compared(clause, check, person, &slot))
    }

    fn compared(self, clause: &Clause, check: &MeasureCheck, person: &Person, slot: &Slot) -> Outcome {
        let span = &slot.span;
        let found = self.value(&check.value, person, slot.entity.as_deref(), span);
        let version = check.versions.iter().rfind(|version| version.from.is_none_or(|from| from <= span.start));
        let over = span.is_over(self.world.as_of);
        let (mut judged, mut thresholds, mut missing): (Option<Judged>, Vec<Exact>, Option<Exact>) =
            (None, Vec::new(), None);
        for bound in version.into_iter().flat_map(|version| &version.bounds) {
            let this = match self.threshold(bound, check, person, slot) {
                Ok(threshold) => {
                    thresholds.push(threshold);
                    missing = missing.or(self.missing(check, found, bound.comparison, threshold));
                    let settled = over || self.settled(&check.value, found, bound, threshold);
                    self.stands(found, bound, threshold, settled)
                }
                Err(reason) => (Status::Undetermined, Some(reason)),
            };
            judged = Some(judged.filter(|judged| judged.0 <= this.0).unwrap_or(this));
        }
        let judged = judged.unwrap_or(match found {
            Found::Missing(reason) => (Status::Undetermined, Some(reason)),
            Found::Between(low, high) if low != high => (Status::Undetermined, Some(Reason::MissingValue)),
            _ => (Status::NotApplicable, None),
        });
        let sample = self.sample(&check.value, person, slot.entity.as_deref(), span);
        let judged = match (check.sample, sample) {
            (Some(least), Some(found)) if found < least as usize => {
                let status = if over { Status::NotApplicable } else { Status::Pending };
                (status, Some(Reason::SmallSample))
            }
            _ => judged,
        };
        let judged = self.covered(check, person, slot, judged);
        let mut thresholds = thresholds.into_iter();
        let mut outcome = outcome(slot, judged, found.value(), thresholds.next());
        outcome.up_to = thresholds.next();
        if outcome.status == Status::Missed {
            self.reached_late(clause, check, person, slot, &mut outcome);
        }
        if outcome.status == Status::Pending { self.waiting(outcome, missing, span.closes()) } else { outcome }
    }

    /// What a pending judgement lacks, and how long it may still come.
    pub(super) fn waiting(self, outcome: Outcome, missing: Option<Exact>, closes: NaiveDateTime) -> Outcome {
        let open = self.world.as_of.date().iter_days().take_while(|day| at(*day, 0) < closes);
        // A year that the calendar does not know leaves it open.
        let known: Result<Vec<bool>, _> = open.map(|day| self.program.calendar.is_workday(day)).collect();
        let count = |days: Vec<bool>| days.into_iter().filter(|works| *works).count();
        let left = known.ok().map(|days| u32::try_from(count(days)).expect("a small number"));
        Outcome { missing, until: Some(Moment::of(closes)), workdays_left: left, ..outcome }
    }

    /// How much a count or a sum of which more is asked for lacks; a count of whole things lacks whole things.
    fn missing(self, check: &MeasureCheck, found: Found, comparison: Comparison, threshold: Exact) -> Option<Exact> {
        let Found::Between(low, _) = found else { return None };
        let more = matches!(comparison, Comparison::AtLeast | Comparison::MoreThan | Comparison::Equal);
        if !more || !check.prorate {
            return None;
        }
        let mut least = threshold;
        if let Expr::Measure(id) = &check.value {
            let measure = &self.program.measures[id.index()];
            let things = matches!(measure.aggregate, Aggregate::Count | Aggregate::Distinct(_));
            if things && measure.sources.iter().all(|source| source.amount.is_none()) {
                least = Exact::ZERO;
                while !(least > threshold || least == threshold && comparison != Comparison::MoreThan) {
                    least = least.plus(Exact::ONE).expect("small");
                }
            }
        }
        let lacks = least.minus(low).expect("small");
        (lacks > Exact::ZERO).then_some(lacks)
    }

    /// What must not happen did not, as far as the sources are known to have been recording.
    fn covered(self, check: &MeasureCheck, person: &Person, slot: &Slot, judged: Judged) -> Judged {
        if !check.never || judged.0 != Status::Met {
            return judged;
        }
        let past = |day: &NaiveDate| day.and_time(chrono::NaiveTime::MIN) < self.world.as_of;
        let asked = days(slot.span.start, slot.span.end).filter(|day| person.present(*day)).filter(past);
        let asked: Vec<NaiveDate> = asked.collect();
        for source in self.sources(check) {
            let Some(feed) = &self.program.schema.activities[source.activity.index()].feed else { continue };
            let covers = self.world.coverage.iter().filter(|(name, ..)| name == feed);
            let covers: Vec<_> = covers.collect();
            if !asked.iter().all(|day| covers.iter().any(|(_, from, to)| from <= day && day <= to)) {
                return (Status::Undetermined, Some(Reason::NotCovered));
            }
        }
        judged
    }

    /// Whether no later record can change how what was found stands to a threshold: what can only grow stays reached, and
    /// stays exceeded.
    fn settled(self, value: &Expr, found: Found, bound: &Bound, threshold: Exact) -> bool {
        let Found::Between(low, high) = found else { return matches!(found, Found::Missing(_)) };
        let Expr::Measure(id) = value else { return false };
        let grows = matches!(
            self.program.measures[id.index()].aggregate,
            Aggregate::Count | Aggregate::Distinct(_) | Aggregate::Max(_) | Aggregate::Streak { .. }
        );
        let holds = |value: Exact| compare(value, bound.comparison, threshold);
        grows
            && match bound.comparison {
                Comparison::AtLeast | Comparison::MoreThan => holds(low),
                Comparison::AtMost | Comparison::LessThan => !holds(low) && !holds(high),
                Comparison::Equal | Comparison::NotEqual => false,
            }
    }

    /// A threshold, scaled by the days a person is there.
    fn threshold(self, bound: &Bound, check: &MeasureCheck, person: &Person, slot: &Slot) -> Result<Exact, Reason> {
        let value = match self.value(&bound.value, person, slot.entity.as_deref(), &slot.span) {
            Found::Between(low, high) if low == high => low,
            Found::Missing(reason) => return Err(reason),
            _ => return Err(Reason::MissingValue),
        };
        let (there, all) = self.presence(person, &|day| slot.is_owned(day), &slot.span);
        if !check.prorate || self.program.partial != Partial::Prorate || there == all {
            return Ok(value);
        }
        let share = Exact::ratio(there as i128, all as i128).ok_or(Reason::Overflow)?;
        value.times(share).ok_or(Reason::Overflow)
    }

    /// How what was found stands to a threshold.
    fn stands(self, found: Found, bound: &Bound, threshold: Exact, settled: bool) -> Judged {
        match found {
            Found::Missing(reason) => (Status::Undetermined, Some(reason)),
            Found::Empty if settled => (Status::NotApplicable, Some(Reason::EmptyDenominator)),
            Found::Between(low, high) if settled => {
                match [low, high].map(|value| compare(value, bound.comparison, threshold)) {
                    [true, true] => (Status::Met, None),
                    [false, false] => (Status::Missed, None),
                    _ => (Status::Undetermined, Some(Reason::MissingValue)),
                }
            }
            _ => (Status::Pending, None),
        }
    }

    /// 人工: the judgements that are there, the worst of them.
    fn judged(self, clause: &Clause, check: &ManualCheck, person: &Person, slot: Slot) -> Outcome {
        if let Some(excluded) = self.excluded(clause, false, person, &slot) {
            return outcome(&slot, excluded, None, None);
        }
        let blank = outcome(&slot, (Status::Pending, None), None, None);
        self.on_condition(clause, person, &slot.span, blank, || self.opinion(check, person, &slot))
    }

    fn opinion(self, check: &ManualCheck, person: &Person, slot: &Slot) -> Outcome {
        let columns = &self.program.schema.records;
        let cell = |record: &'a Record, column: &str| {
            record.cells.get(column).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
        };
        let mut judgements: Vec<(Status, Option<Exact>)> = Vec::new();
        for record in
            self.records().filter(|record| record.person == person.name && slot.span.contains(record) != Some(false))
        {
            if record.activity != check.activity || !person.counts(record.day, slot.span.end) {
                continue;
            }
            if let Some(scope) = &check.entity
                && text(&record.cells, &self.program.schema.fields[scope.field.index()]) != slot.entity.as_deref()
            {
                continue;
            }
            let matches = check.filter.map(|id| self.holds(record, &self.program.predicates[id.index()]));
            let value =
                cell(record, &columns.value).and_then(|cell| Decimal::from_str_exact(cell).ok()).map(Exact::from);
            let verdict = match (matches, &check.bound) {
                (Some(Some(false)), _) => continue,
                (Some(None), _) => Status::Undetermined,
                _ if slot.span.contains(record).is_none() => Status::Undetermined,
                (_, Some((comparison, bound))) => match value {
                    Some(value) if compare(value, *comparison, Exact::from(*bound)) => Status::Met,
                    Some(_) => Status::Missed,
                    None => Status::Undetermined,
                },
                (_, None) => match self.judgement(record) {
                    Some(true) => Status::Met,
                    Some(false) => Status::Missed,
                    None => Status::Undetermined,
                },
            };
            judgements.push((verdict, value));
        }
        let over = slot.span.is_over(self.world.as_of);
        let judged = match judgements.iter().map(|(verdict, _)| *verdict).min() {
            Some(Status::Undetermined) => (Status::Undetermined, Some(Reason::MissingValue)),
            Some(verdict) => (verdict, None),
            None if over => (Status::Undetermined, Some(Reason::NotJudged)),
            None => (Status::Pending, None),
        };
        // Where one fails, it is of those that do.
        let missed = judgements.iter().any(|(verdict, _)| *verdict == Status::Missed);
        let told = if missed { Status::Missed } else { Status::Met };
        let values = || judgements.iter().filter(|(verdict, _)| *verdict == told).filter_map(|(_, value)| *value);
        let worst = match check.bound {
            None => None,
            Some((Comparison::AtMost | Comparison::LessThan, _)) => values().max(),
            Some(_) => values().min(),
        };
        let actual = worst.filter(|_| judged.0 != Status::Undetermined);
        let outcome = outcome(slot, judged, actual, check.bound.map(|(_, bound)| Exact::from(bound)));
        if outcome.status == Status::Pending { self.waiting(outcome, None, slot.span.closes()) } else { outcome }
    }

    /// 任职
    fn qualified(self, predicate: &Predicate, person: &Person, blank: Outcome) -> Outcome {
        let (status, reason) = match self.holds_of(person, predicate) {
            Some(true) => (Status::Met, None),
            Some(false) => (Status::Missed, None),
            None => (Status::Undetermined, Some(Reason::MissingValue)),
        };
        Outcome { status, reason, ..blank }
    }
}

fn outcome(slot: &Slot, (status, reason): Judged, actual: Option<Exact>, required: Option<Exact>) -> Outcome {
    let (from, to) = slot.span.bounds();
    let (from, to) = (Some(Moment::of(from)), Some(Moment::of(to)));
    Outcome { from, to, entity: slot.entity.clone(), actual, required, ..Outcome::new(status, reason) }
}
