//! Conditions: true, false, or (`None`) unknown.

use std::borrow::Cow;

use chrono::{Months, NaiveDate};
use chrono_tz::Tz;
use rust_decimal::Decimal;

use crate::moment;
use crate::people::Person;
use crate::program::{Comparison, Predicate, Since};
use crate::records::{Column, Records, flag, number};
use crate::schema::{Field, FieldId, Schema};

/// How two values compare.
pub fn compare<T: PartialOrd>(left: T, comparison: Comparison, right: T) -> bool {
    match comparison {
        Comparison::AtLeast => left >= right,
        Comparison::MoreThan => left > right,
        Comparison::AtMost => left <= right,
        Comparison::LessThan => left < right,
        Comparison::Equal => left == right,
        Comparison::NotEqual => left != right,
    }
}

/// The values that a predicate asks for.
trait Values {
    fn number(&self, field: FieldId) -> Option<Decimal>;
    fn text(&self, field: FieldId) -> Option<Cow<'_, str>>;
    fn flag(&self, field: FieldId) -> Option<bool>;
    fn date(&self, field: FieldId) -> Option<NaiveDate>;
    fn step(&self, field: FieldId) -> Option<u32>;
    fn is_blank(&self, field: FieldId) -> bool;
    /// Whole months up to the day of judgement.
    fn tenure(&self, since: Since) -> Option<u32>;
}

/// Whether a condition holds of a record.
pub fn of_record(schema: &Schema, records: &Records, row: usize, predicate: &Predicate) -> Option<bool> {
    holds(predicate, &Row { schema, records, row })
}

/// Whether a condition holds of a person on a day.
pub fn of_person(schema: &Schema, person: &Person, day: NaiveDate, predicate: &Predicate) -> Option<bool> {
    holds(predicate, &Attributes { schema, person, day })
}

fn holds(predicate: &Predicate, values: &impl Values) -> Option<bool> {
    match predicate {
        Predicate::Number { field, comparison, value } => Some(compare(values.number(*field)?, *comparison, *value)),
        Predicate::Text { field, values: wanted } => {
            let text = values.text(*field)?;
            Some(wanted.iter().any(|value| *value == text))
        }
        Predicate::Level { field, comparison, step, .. } => Some(compare(values.step(*field)?, *comparison, *step)),
        Predicate::Date { field, comparison, value } => Some(compare(values.date(*field)?, *comparison, *value)),
        Predicate::Flag { field } => values.flag(*field),
        Predicate::Empty { field } => Some(values.is_blank(*field)),
        Predicate::Contains { field, text } => Some(values.text(*field)?.contains(text.as_str())),
        Predicate::Tenure { since, comparison, months } => {
            Some(compare(Decimal::from(values.tenure(*since)?), *comparison, *months))
        }
        Predicate::And(all) => every(all.iter().map(|one| holds(one, values))),
        Predicate::Or(any) => every(any.iter().map(|one| holds(one, values).map(|it| !it))).map(|none| !none),
        Predicate::Not(inner) => holds(inner, values).map(|it| !it),
        Predicate::Except(inner) => matches(inner, true, values).map(|it| !it),
    }
}

/// Whether 除外 finds a condition (or, unless `wanted`, its opposite): an empty field is known to match neither.
fn matches(predicate: &Predicate, wanted: bool, values: &impl Values) -> Option<bool> {
    match (predicate, wanted) {
        (Predicate::And(parts), true) | (Predicate::Or(parts), false) => {
            every(parts.iter().map(|part| matches(part, wanted, values)))
        }
        (Predicate::Or(parts), true) | (Predicate::And(parts), false) => {
            every(parts.iter().map(|part| matches(part, wanted, values).map(|it| !it))).map(|none| !none)
        }
        (Predicate::Not(inner), _) => matches(inner, !wanted, values),
        (Predicate::Empty { .. }, _) => holds(predicate, values).map(|it| it == wanted),
        _ if predicate.field().is_some_and(|field| values.is_blank(field)) => Some(false),
        _ => holds(predicate, values).map(|it| it == wanted),
    }
}

/// All of them: one false decides, else one unknown leaves it open.
pub fn every(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut all = Some(true);
    for part in parts {
        match part {
            Some(false) => return Some(false),
            None => all = None,
            Some(true) => {}
        }
    }
    all
}

struct Row<'a> {
    schema: &'a Schema,
    records: &'a Records,
    row: usize,
}

impl Values for Row<'_> {
    fn number(&self, field: FieldId) -> Option<Decimal> {
        self.records.column(field)?.number(self.row)
    }

    fn text(&self, field: FieldId) -> Option<Cow<'_, str>> {
        match self.records.column(field)? {
            Column::Level(level, steps) => {
                let step = steps.get(self.row)?;
                let steps = &self.schema.levels.get(*level as usize)?.steps;
                steps.get(step as usize).map(|step| step.as_str().into())
            }
            column => column.text(self.row),
        }
    }

    fn flag(&self, field: FieldId) -> Option<bool> {
        self.records.column(field)?.flag(self.row)
    }

    fn date(&self, field: FieldId) -> Option<NaiveDate> {
        self.records.column(field)?.date(self.row)
    }

    fn step(&self, field: FieldId) -> Option<u32> {
        self.records.column(field)?.step(self.row)
    }

    fn is_blank(&self, field: FieldId) -> bool {
        self.records.is_blank(field, self.row)
    }

    fn tenure(&self, _: Since) -> Option<u32> {
        None
    }
}

struct Attributes<'a> {
    schema: &'a Schema,
    person: &'a Person,
    day: NaiveDate,
}

impl Attributes<'_> {
    fn raw(&self, field: FieldId) -> Option<&str> {
        written(self.person, self.schema.attributes.get(field.index())?)
    }
}

/// What the people table says of a person in a column; its default where nothing is written.
pub fn written<'a>(person: &'a Person, field: &'a Field) -> Option<&'a str> {
    let names = [&field.name].into_iter().chain(&field.also);
    let written = names.filter_map(|name| person.attributes.get(name)).next();
    written.map(String::as_str).or(field.empty.as_deref())
}

impl Values for Attributes<'_> {
    fn number(&self, field: FieldId) -> Option<Decimal> {
        number(self.raw(field)?)
    }

    fn text(&self, field: FieldId) -> Option<Cow<'_, str>> {
        self.raw(field).map(Cow::Borrowed)
    }

    fn flag(&self, field: FieldId) -> Option<bool> {
        flag(self.raw(field)?)
    }

    fn date(&self, field: FieldId) -> Option<NaiveDate> {
        moment::parse(self.raw(field)?, Tz::UTC).map(|moment| moment.day)
    }

    fn step(&self, field: FieldId) -> Option<u32> {
        let crate::schema::FieldKind::Level(level) = self.schema.attributes.get(field.index())?.kind else {
            return None;
        };
        let text = self.raw(field)?;
        let steps = &self.schema.levels.get(level.index())?.steps;
        steps.iter().position(|step| step == text).and_then(|step| u32::try_from(step).ok())
    }

    fn is_blank(&self, field: FieldId) -> bool {
        self.raw(field).is_none()
    }

    fn tenure(&self, since: Since) -> Option<u32> {
        let begins = match since {
            Since::Joining => self.person.joined?,
            Since::Post => self.person.in_post_since()?,
        };
        let mut whole = 0;
        while begins.checked_add_months(Months::new(whole + 1))? <= self.day {
            whole += 1;
        }
        Some(whole)
    }
}
