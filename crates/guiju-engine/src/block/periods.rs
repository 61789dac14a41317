//! A value against its thresholds, for all periods of a block of people.

use std::sync::Arc;

use super::Block;
use super::Bound;
use super::judge::{Periods, Value};
use super::measured::Found;
use super::page::{Page, Read};
use super::sheet::Sheet;
use crate::people::Person;
use crate::periods::Span;
use crate::program::{Check, Clause};
use crate::records::Column;
use crate::register::Entity;
use crate::report::{Outcome, Status};

impl Block<'_> {
    /// What a clause says of everyone whom it binds.
    pub(super) fn periods(
        &self,
        clause: &Clause,
        periods: &Arc<Periods>,
        bound: &Bound,
        counted: bool,
    ) -> Result<Option<Page>, i32> {
        let spans = self.world.periods(periods.grid)?;
        let Some(from) = self.measured(periods)? else { return Ok(None) };
        let read = Read { periods: periods.clone(), from: from.clone(), bound: bound.clone() };
        let read = periods.closed.then_some(read);
        let is_read = self.plan.is_read(periods.asked, counted);
        if from.is_all_plain() && is_read && read.is_some() {
            let marks = (!counted).then(Vec::new);
            return Ok(Some(Page { read, marks, unit: periods.unit, ..Page::default() }));
        }
        let mut sheet = Sheet::new(counted, self.people(), 0, periods.unit);
        for (local, person) in self.people.iter().enumerate() {
            match read.as_ref().filter(|read| read.covers(local)) {
                Some(_) if is_read => {}
                Some(read) => sheet.count(read.counts(local)),
                None if bound.get(local) != Some(&true) => {}
                None => {
                    let plain = from.is_plain(local);
                    for found in from.of(local) {
                        let Found { number, entity, value, under } = found;
                        let (Some(judge), Some(span)) = (periods.judges.of(number), spans.get(number)) else {
                            continue;
                        };
                        let plain = plain || person.is_through(span.start, span.end);
                        match plain.then(|| judge.verdict(value, under)).flatten() {
                            Some((code, about, value)) => sheet.add(number, code, entity.unwrap_or(about), value),
                            None => sheet.apart(self.defined(clause, (periods, entity), person, span)?),
                        }
                    }
                }
            }
            sheet.end();
        }
        Ok(Some(Page { read: read.filter(|_| is_read), ..sheet.page() }))
    }

    /// One judgement by the definition.
    fn defined(
        &self,
        clause: &Clause,
        (periods, entity): (&Periods, Option<u32>),
        person: &Person,
        span: &Span,
    ) -> Result<Outcome, i32> {
        let by = match &periods.value {
            Value::Each(entities) => self.world.records.column(entities.by),
            _ => None,
        };
        let entity = entity.map(|code| {
            let name = match by {
                Some(Column::Text(names, _)) => names.text(code).unwrap_or_default().to_owned(),
                _ => String::new(),
            };
            Entity { name, ..Entity::default() }
        });
        match &clause.check {
            Check::Measure(check) | Check::Record(check) => {
                self.world.in_period(clause, check, person, span, entity.as_ref())
            }
            _ => Ok(Outcome::new(Status::NotApplicable, None)),
        }
    }
}
