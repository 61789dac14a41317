//! Which records stand behind the outcomes of a clause. It reads all records anew, and so says the same whichever way
//! the outcomes were found.

use std::collections::BTreeSet;

use super::Slot;
use super::every::{Due, Judged, Trigger};
use crate::evaluate::World;
use crate::evidence::{Grounds, Part, PartKind, Piece, Why};
use crate::exact::Exact;
use crate::people::Person;
use crate::periods::Span;
use crate::predicate::{of_person, written};
use crate::program::{
    Aggregate, Check, Clause, DutyItem, EveryCheck, Expr, Interval, ManualCheck, Measure, MeasureSource, Predicate,
    PredicateId, Since,
};
use crate::records::{End, EndKind};
use crate::register::Entity;
use crate::report::{Moment, Outcome, Status};
use crate::schema::{ActivityId, FieldId};

/// A measure of an expression, in the period itself or an earlier one.
struct Term<'a> {
    measure: &'a Measure,
    against: Option<crate::program::Against>,
}

/// What keeps a record from counting; with the place of another record, where that is why.
type Reason = (Why, Option<String>);

/// What is judged, kept apart from the periods and entities of the world.
fn lent(owned: &[(Span, Option<Entity>)]) -> Vec<Slot<'_>> {
    owned.iter().map(|(span, entity)| Slot { span, entity: entity.as_ref(), through: false }).collect()
}

impl World<'_> {
    /// The grounds of each outcome, and the records that belong to none.
    pub(crate) fn grounds(
        &self,
        clause: &Clause,
        person: &Person,
        outcomes: &[Outcome],
    ) -> Result<(Vec<Grounds>, Vec<Piece>), i32> {
        let mut owned: Vec<(Span, Option<Entity>)> = Vec::new();
        let mut own = |slot: &Slot<'_>| {
            owned.push((slot.span.clone(), slot.entity.cloned()));
            Ok(())
        };
        let (parts, elsewhere) = match &clause.check {
            Check::Measure(check) | Check::Record(check) => {
                let mut terms = Vec::new();
                self.terms(&check.value, None, &mut terms);
                self.slots(
                    check.grid.index(),
                    check.entity.as_ref(),
                    &self.activities(&check.value),
                    person,
                    &mut own,
                )?;
                self.measured_grounds(clause, &terms, person, &lent(&owned))
            }
            Check::Manual(check) => {
                self.slots(check.grid.index(), check.entity.as_ref(), &[check.activity.0], person, &mut own)?;
                self.manual_grounds(clause, check, person, &lent(&owned))
            }
            Check::Every(check) => self.every_grounds(clause, check, person)?,
            Check::Person(predicate) => (vec![self.attribute_grounds(predicate, person)], Vec::new()),
        };
        let mut parts = parts.into_iter();
        let grounds = outcomes.iter().map(|_| Grounds { parts: parts.next().unwrap_or_default() }).collect();
        Ok((grounds, elsewhere))
    }

    fn terms<'p>(&'p self, expr: &Expr, against: Option<crate::program::Against>, into: &mut Vec<Term<'p>>) {
        match expr {
            Expr::Measure(id) => {
                into.extend(self.program.measures.get(id.index()).map(|measure| Term { measure, against }));
            }
            Expr::Binary { left, right, .. } => {
                self.terms(left, against, into);
                self.terms(right, against, into);
            }
            Expr::Change { of, against: before, .. } => {
                self.terms(of, against, into);
                self.terms(of, Some(*before), into);
            }
            Expr::Number(_) | Expr::Target(_) => {}
        }
    }

    /// All rows of an activity, whether or not they are there by the instant of judgement, in order of time.
    fn raw(&self, activity: u32, person: Option<&Person>) -> Vec<usize> {
        let code = person.map(|person| self.code_of(person));
        let is_of = |row: &usize| {
            self.records.activity(*row).0 == activity && code.is_none_or(|code| code == Some(self.records.person(*row)))
        };
        let mut rows: Vec<usize> = (0..self.records.len()).filter(is_of).collect();
        rows.sort_by_key(|row| (self.records.moment(*row), *row));
        rows
    }

    /// What keeps a row from being there at the instant of judgement.
    fn absent(&self, row: usize) -> Option<Reason> {
        let because = |end: &End| {
            let why = match end.kind {
                EndKind::Duplicate => Why::Duplicate,
                EndKind::Replaced => Why::Replaced,
                EndKind::Withdrawn => Why::Withdrawn,
            };
            (why, Some(end.by.clone()))
        };
        if let Some(end) = self.records.end(row).filter(|end| end.before(self.as_of)) {
            return Some(because(end));
        }
        if self.records.recorded(row).is_some_and(|recorded| recorded.local() >= self.as_of) {
            return Some((Why::RecordedLater, None));
        }
        (self.records.moment(row).local() >= self.as_of).then_some((Why::NotYet, None))
    }

    /// What in a row's own values keeps it from counting.
    fn unfit(&self, clause: &Clause, row: usize, filter: Option<PredicateId>) -> Option<Why> {
        match self.matches(row, filter) {
            Some(true) => None,
            None => Some(Why::Unreadable),
            Some(false) if clause.excepts.iter().any(|id| self.matches(row, Some(*id)) == Some(true)) => {
                Some(Why::Excepted)
            }
            Some(false) => Some(Why::Filtered),
        }
    }

    fn piece(&self, row: usize) -> Piece {
        let records = self.records;
        let when = records.moment(row);
        let people = records.people().nth(records.person(row) as usize).unwrap_or_default();
        let activity = self.program.schema.activities.get(records.activity(row).index());
        Piece {
            record: records.name(row),
            place: records.place(row),
            person: people.to_owned(),
            activity: activity.map(|activity| activity.name.clone()).unwrap_or_default(),
            time: if when.second.is_some() { Moment::Time(when.local()) } else { Moment::Day(when.day) },
            amount: None,
            name: None,
            why: None,
            by: None,
        }
    }

    fn with_reason(&self, row: usize, (why, by): Reason) -> Piece {
        Piece { why: Some(why), by, ..self.piece(row) }
    }

    fn is_about(&self, row: usize, by: Option<FieldId>, slot: &Slot<'_>) -> bool {
        let (Some(by), Some(entity)) = (by, &slot.entity) else { return true };
        self.records.column(by).and_then(|column| column.text(row)).is_some_and(|name| name == entity.name)
    }

    fn measured_grounds(
        &self,
        clause: &Clause,
        terms: &[Term<'_>],
        person: &Person,
        slots: &[Slot<'_>],
    ) -> (Vec<Vec<Part>>, Vec<Piece>) {
        let mut all: Vec<Vec<Part>> = vec![Vec::new(); slots.len()];
        let mut elsewhere: Vec<(usize, Piece)> = Vec::new();
        for term in terms {
            let spans: Vec<Option<Span>> = slots
                .iter()
                .map(|slot| match term.against {
                    None => Some(slot.span.clone()),
                    Some(against) => self.cut(term.measure.grid.index())?.earlier(slot.span, against),
                })
                .collect();
            let mut parts: Vec<Part> = slots
                .iter()
                .zip(&spans)
                .map(|(slot, span)| {
                    let entity = slot.entity.as_ref().map(|entity| entity.name.as_str());
                    let found = span.as_ref().map(|span| self.measure(term.measure, person, entity, span));
                    Part { value: found.and_then(super::measure::Found::value), ..self.part(term) }
                })
                .collect();
            for source in &term.measure.sources {
                for row in self.raw(source.activity.0, Some(person)) {
                    let rest = self.place_row(clause, (term, source), (person, row), slots, &spans, &mut parts);
                    if let Some(reason) = rest.filter(|_| term.against.is_none()) {
                        elsewhere.push((row, self.with_reason(row, reason)));
                    }
                }
            }
            all.iter_mut().zip(parts).for_each(|(all, part)| all.push(part));
        }
        // What one term leaves out another may count.
        let used: BTreeSet<&str> =
            all.iter().flatten().flat_map(|part| &part.counted).map(|piece| piece.place.as_str()).collect();
        elsewhere.retain(|(_, piece)| !used.contains(piece.place.as_str()));
        elsewhere.sort_by_key(|(row, _)| (self.records.moment(*row), *row));
        elsewhere.dedup_by_key(|(row, _)| *row);
        (all, elsewhere.into_iter().map(|(_, piece)| piece).collect())
    }

    /// Puts a row where it counts, or into the period it belongs to; gives back why it belongs to none.
    fn place_row(
        &self,
        clause: &Clause,
        (term, source): (&Term<'_>, &MeasureSource),
        (person, row): (&Person, usize),
        slots: &[Slot<'_>],
        spans: &[Option<Span>],
        parts: &mut [Part],
    ) -> Option<Reason> {
        let cut = self.cut(term.measure.grid.index())?;
        let when = self.records.moment(row);
        let (mut placed, mut other) = (false, Why::OtherPeriod);
        for ((slot, span), part) in slots.iter().zip(spans).zip(parts) {
            let Some(span) = span else { continue };
            let (first, after) = cut.reach(span);
            if when.day < first || when.day >= after {
                continue;
            }
            if !self.is_about(row, term.measure.by, slot) {
                other = Why::OtherEntity;
                continue;
            }
            placed = true;
            let window = || {
                let holiday = cut.grid.except_holidays && self.program.calendar.is_holiday(when.day);
                let side = if when.local() >= cut.closes(span) { Why::Late } else { Why::Early };
                (!cut.contains(span, when)).then_some((if holiday { Why::Excepted } else { side }, None))
            };
            let post = || (!person.counts(when.day, span.end)).then_some((Why::OtherPost, None));
            let unsure = || (!cut.is_certain(span, when)).then_some((Why::Unreadable, None));
            let unfit = || self.unfit(clause, row, source.filter).map(|why| (why, None)).or_else(unsure);
            let counted = self.adds(row, term.measure, source);
            let unreadable = || counted.is_none().then_some((Why::Unreadable, None));
            match self.absent(row).or_else(post).or_else(window).or_else(unfit).or_else(unreadable) {
                Some(reason) => part.not_counted.push(self.with_reason(row, reason)),
                None => part.counted.extend(counted),
            }
        }
        (!placed).then(|| self.absent(row).unwrap_or((other, None)))
    }

    /// A row with what it adds; `None` where that cannot be read.
    fn adds(&self, row: usize, measure: &Measure, source: &MeasureSource) -> Option<Piece> {
        let piece = self.piece(row);
        let given = source.amount.map(Exact::from);
        Some(match &measure.aggregate {
            Aggregate::Count | Aggregate::Streak { .. } => Piece { amount: Some(given.unwrap_or(Exact::ONE)), ..piece },
            Aggregate::Distinct(field) => {
                let name = self.records.column(*field).and_then(|column| column.text(row));
                Piece { name: name.map(std::borrow::Cow::into_owned), ..piece }
            }
            Aggregate::Sum(field) | Aggregate::Average(field) | Aggregate::Max(field) | Aggregate::Min(field) => {
                let number = || self.records.column(*field)?.number(row).map(Exact::from);
                Piece { amount: Some(given.or_else(number)?), ..piece }
            }
        })
    }

    fn part(&self, term: &Term<'_>) -> Part {
        let schema = &self.program.schema;
        let (kind, field) = match &term.measure.aggregate {
            Aggregate::Count => (PartKind::Count, None),
            Aggregate::Distinct(field) => (PartKind::Distinct, Some(field)),
            Aggregate::Sum(field) => (PartKind::Sum, Some(field)),
            Aggregate::Average(field) => (PartKind::Average, Some(field)),
            Aggregate::Max(field) => (PartKind::Max, Some(field)),
            Aggregate::Min(field) => (PartKind::Min, Some(field)),
            Aggregate::Streak { .. } => (PartKind::Streak, None),
        };
        let field = field.and_then(|field| schema.fields.get(field.index())).map(|field| field.name.clone());
        let activities = term.measure.sources.iter().map(|source| source.activity);
        Part { field, before: term.against.is_some(), ..self.empty(kind, activities) }
    }

    fn empty(&self, kind: PartKind, activities: impl IntoIterator<Item = ActivityId>) -> Part {
        let name =
            |id: ActivityId| self.program.schema.activities.get(id.index()).map(|activity| activity.name.clone());
        Part {
            kind,
            activities: activities.into_iter().filter_map(name).collect(),
            field: None,
            before: false,
            found: None,
            value: None,
            status: None,
            counted: Vec::new(),
            not_counted: Vec::new(),
        }
    }

    fn manual_grounds(
        &self,
        clause: &Clause,
        check: &ManualCheck,
        person: &Person,
        slots: &[Slot<'_>],
    ) -> (Vec<Vec<Part>>, Vec<Piece>) {
        let mut parts: Vec<Part> = slots.iter().map(|_| self.empty(PartKind::Judgement, [check.activity])).collect();
        let mut elsewhere = Vec::new();
        let Some(cut) = self.cut(check.grid.index()) else { return (Vec::new(), elsewhere) };
        for row in self.raw(check.activity.0, Some(person)) {
            let (when, mut placed) = (self.records.moment(row), false);
            for (slot, part) in slots.iter().zip(&mut parts) {
                let (first, after) = cut.reach(slot.span);
                if when.day < first || when.day >= after || !self.is_of(row, check.entity.as_ref(), slot) {
                    continue;
                }
                placed = true;
                let window = || {
                    let late = when.local() >= cut.closes(slot.span);
                    (!cut.contains(slot.span, when)).then_some((if late { Why::Late } else { Why::Early }, None))
                };
                let post = || (!person.counts(when.day, slot.span.end)).then_some((Why::OtherPost, None));
                let unsure = || (!cut.is_certain(slot.span, when)).then_some((Why::Unreadable, None));
                let unfit = || self.unfit(clause, row, check.filter).map(|why| (why, None));
                match self.absent(row).or_else(post).or_else(window).or_else(unfit).or_else(unsure) {
                    Some(reason) => part.not_counted.push(self.with_reason(row, reason)),
                    None => {
                        let amount = self.records.value(row).map(Exact::from);
                        part.counted.push(Piece { amount, ..self.piece(row) });
                    }
                }
            }
            if !placed {
                elsewhere.push(self.with_reason(row, self.absent(row).unwrap_or((Why::OtherPeriod, None))));
            }
        }
        (parts.into_iter().map(|part| vec![part]).collect(), elsewhere)
    }

    /// Each attribute that a condition asks for, and whether what it asks for holds there.
    fn attribute_grounds(&self, predicate: &Predicate, person: &Person) -> Vec<Part> {
        let mut parts = Vec::new();
        self.attributes(predicate, true, person, &mut parts);
        parts
    }

    fn attributes(&self, predicate: &Predicate, wanted: bool, person: &Person, parts: &mut Vec<Part>) {
        match predicate {
            Predicate::And(inner) | Predicate::Or(inner) => {
                inner.iter().for_each(|inner| self.attributes(inner, wanted, person, parts));
            }
            Predicate::Not(inner) | Predicate::Except(inner) => self.attributes(inner, !wanted, person, parts),
            single => {
                let holds = of_person(&self.program.schema, person, self.day_of(person), single);
                let (field, found) = match single {
                    Predicate::Tenure { since, .. } => {
                        let begins = match since {
                            Since::Joining => person.joined,
                            Since::Post => person.in_post_since(),
                        };
                        (self.program.schema.people.joined.clone(), begins.map(|day| day.to_string()))
                    }
                    _ => {
                        let field = single.field().and_then(|id| self.program.schema.attributes.get(id.index()));
                        let name = field.map(|field| field.name.clone()).unwrap_or_default();
                        let found = field.and_then(|field| written(person, field));
                        (name, found.map(str::to_owned))
                    }
                };
                let status = match holds {
                    Some(holds) if holds == wanted => Status::Met,
                    Some(_) => Status::Missed,
                    None => Status::Undetermined,
                };
                let empty = self.empty(PartKind::Attribute, []);
                parts.push(Part { field: Some(field), found, status: Some(status), ..empty });
            }
        }
    }

    fn every_grounds(
        &self,
        clause: &Clause,
        check: &EveryCheck,
        person: &Person,
    ) -> Result<(Vec<Vec<Part>>, Vec<Piece>), i32> {
        let judged = self.triggers(clause, check, person, true)?;
        let (crate::program::Duty::All(items) | crate::program::Duty::Any(items)) = &check.duty;
        let mut all = Vec::with_capacity(judged.len());
        for Judged { trigger, dues, done, .. } in &judged {
            let mut parts = Vec::with_capacity(items.len());
            for ((item, due), status) in items.iter().zip(dues).zip(done) {
                parts.push(Part {
                    status: Some(*status),
                    ..self.duty_part(clause, check, item, due, (*trigger, *status), person)?
                });
            }
            all.push(parts);
        }
        let mut elsewhere = Vec::new();
        for row in self.raw(check.trigger.0, Some(person)) {
            if judged.iter().any(|judged| judged.trigger.row == row) {
                continue;
            }
            let unfit = self.unfit(clause, row, check.filter).filter(|why| *why != Why::Unreadable);
            let reason = self.absent(row).or(unfit.map(|why| (why, None))).unwrap_or((Why::OtherPeriod, None));
            elsewhere.push(self.with_reason(row, reason));
        }
        Ok((all, elsewhere))
    }

    /// The records of an activity that share the key of a trigger, each with what keeps it from being there.
    fn related(&self, check: &EveryCheck, activity: ActivityId, trigger: Trigger) -> Vec<(usize, Option<Reason>)> {
        let rows = self.raw(activity.0, None).into_iter();
        let related = rows.filter_map(|row| match self.correlated(check, trigger.row, row) {
            Some(true) if row != trigger.row => Some((row, self.absent(row))),
            // Which trigger it is about is not written.
            None => Some((row, self.absent(row).or(Some((Why::Unreadable, None))))),
            _ => None,
        });
        related.collect()
    }

    /// The records that did a duty, and those that would have, had they come in time, or been the person's own.
    fn duty_part(
        &self,
        clause: &Clause,
        check: &EveryCheck,
        item: &DutyItem,
        due: &Due,
        (trigger, status): (Trigger, Status),
        person: &Person,
    ) -> Result<Part, i32> {
        let met = status == Status::Met;
        Ok(match item {
            DutyItem::Field(_) => {
                let mut part = self.empty(PartKind::Duty, [check.trigger]);
                match status {
                    Status::Met => part.counted.push(self.piece(trigger.row)),
                    Status::Undetermined => {
                        part.not_counted.push(self.with_reason(trigger.row, (Why::Unreadable, None)))
                    }
                    _ => part.not_counted.push(self.with_reason(trigger.row, (Why::Filtered, None))),
                }
                part
            }
            DutyItem::Response { activity, filter, interval, own } => {
                let mut part = self.empty(PartKind::Duty, [*activity]);
                let mut late = None;
                for row in self.raw(activity.0, None) {
                    let same = self.correlated(check, trigger.row, row);
                    if row == trigger.row || (check.key.is_some() && same != Some(true)) {
                        continue;
                    }
                    let when = self.records.moment(row);
                    let mine = !own || self.code_of(person) == Some(self.records.person(row));
                    let in_time = self.in_time(interval, due, trigger.when, when)?;
                    let untimely = || {
                        let after = match interval {
                            Interval::Ahead(_) | Interval::Before => true,
                            _ => when.local() >= due.closes,
                        };
                        (!in_time).then_some((if after { Why::Late } else { Why::Early }, None))
                    };
                    let foreign = || (!mine).then_some((Why::NotOwn, None));
                    let unfit = || self.unfit(clause, row, *filter).map(|why| (why, None));
                    match self.absent(row).or_else(foreign).or_else(untimely).or_else(unfit) {
                        None => part.counted.push(self.piece(row)),
                        // With no key every record of the activity is too late, or too early, for most triggers:
                        // only the first that came too late tells something.
                        Some((Why::Early, _)) if check.key.is_none() => {}
                        Some((Why::Late, by)) if check.key.is_none() => {
                            if !met && late.is_none() {
                                late = Some(self.with_reason(row, (Why::Late, by)));
                            }
                        }
                        Some(_) if check.key.is_none() && !in_time => {}
                        Some(reason) => part.not_counted.push(self.with_reason(row, reason)),
                    }
                }
                part.not_counted.extend(late);
                part
            }
            DutyItem::Anchored { event, after, interval } => {
                let mut part = self.empty(PartKind::Duty, [*event]);
                for (row, absent) in self.related(check, *event, trigger) {
                    let anchors = self.anchors(check, (*event, *after, interval), trigger, row)?;
                    match absent.or_else(|| (!anchors).then_some((Why::Late, None))) {
                        None => part.counted.push(self.piece(row)),
                        Some(reason) if check.key.is_some() => part.not_counted.push(self.with_reason(row, reason)),
                        Some(_) => {}
                    }
                }
                part
            }
            DutyItem::Sequence(activities) => {
                let mut part = self.empty(PartKind::Duty, activities.iter().copied());
                let mut reached = vec![trigger.when];
                for activity in activities {
                    let follow = self.following(check, *activity, trigger, &reached, true);
                    for (row, absent) in self.related(check, *activity, trigger) {
                        match absent.or_else(|| (!follow.contains(&row)).then_some((Why::Early, None))) {
                            None => part.counted.push(self.piece(row)),
                            Some(reason) => part.not_counted.push(self.with_reason(row, reason)),
                        }
                    }
                    reached = self.earliest(&follow);
                }
                part
            }
            DutyItem::Manual(activity) => {
                let mut part = self.empty(PartKind::Judgement, [*activity]);
                for (row, absent) in self.related(check, *activity, trigger) {
                    match absent {
                        None => part.counted.push(self.piece(row)),
                        Some(reason) => part.not_counted.push(self.with_reason(row, reason)),
                    }
                }
                part
            }
        })
    }
}
