//! Cells as values, and conditions on them: true, false, or (`None`) unknown.

use chrono::{Months, NaiveDate};
use guiju_engine::exact::Exact;
use guiju_engine::program::{Comparison, Predicate, Since};
use guiju_engine::schema::{Field, FieldId};
use rust_decimal::Decimal;

use super::{Case, Cells, Person, Record};

/// Whether `left` compares so with `right`.
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

/// What stands in a field: its default where nothing is written, `None` where there is none.
pub fn text<'a>(cells: &'a Cells, field: &'a Field) -> Option<&'a str> {
    let written = cells.get(&field.name).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    written.or(field.empty.as_deref())
}

/// The number in a field.
pub fn number(cells: &Cells, field: &Field) -> Option<Exact> {
    Decimal::from_str_exact(text(cells, field)?).ok().map(Exact::from)
}

impl Case<'_> {
    /// Whether a condition on records holds of one.
    pub(super) fn holds(self, record: &Record, predicate: &Predicate) -> Option<bool> {
        let schema = &self.program.schema;
        self.truth(&record.cells, &schema.fields, None, predicate)
    }

    /// Whether a condition on people holds of one.
    pub(super) fn holds_of(self, person: &Person, predicate: &Predicate) -> Option<bool> {
        let schema = &self.program.schema;
        self.truth(&person.cells, &schema.attributes, Some(person), predicate)
    }

    fn truth(self, cells: &Cells, fields: &[Field], person: Option<&Person>, predicate: &Predicate) -> Option<bool> {
        let inner = |predicate: &Predicate| self.truth(cells, fields, person, predicate);
        match predicate {
            Predicate::Number { field, comparison, value } => {
                Some(compare(number(cells, &fields[field.index()])?, *comparison, Exact::from(*value)))
            }
            Predicate::Text { field, values } => {
                let text = text(cells, &fields[field.index()])?;
                Some(values.iter().any(|value| value == text))
            }
            Predicate::Level { field, level, comparison, step } => {
                let text = text(cells, &fields[field.index()])?;
                let steps = &self.program.schema.levels[level.index()].steps;
                let found = steps.iter().position(|name| name == text)?;
                Some(compare(found, *comparison, *step as usize))
            }
            Predicate::Date { field, comparison, value } => {
                let day = text(cells, &fields[field.index()])?.parse::<NaiveDate>().ok()?;
                Some(compare(day, *comparison, *value))
            }
            Predicate::Flag { field } => match text(cells, &fields[field.index()])? {
                "是" => Some(true),
                "否" => Some(false),
                _ => None,
            },
            Predicate::Empty { field } => Some(text(cells, &fields[field.index()]).is_none()),
            Predicate::Contains { field, text: part } => Some(text(cells, &fields[field.index()])?.contains(part)),
            Predicate::Tenure { since, comparison, months } => {
                let (person, mut whole) = (person?, 0);
                let begins = match since {
                    Since::Joining => person.joined?,
                    Since::Post => person.in_post_since()?,
                };
                let day = person.part.map_or(NaiveDate::MAX, |(_, to)| to).min(self.world.as_of.date());
                while begins + Months::new(whole + 1) <= day {
                    whole += 1;
                }
                Some(compare(Decimal::from(whole), *comparison, *months))
            }
            Predicate::And(parts) => all(parts.iter().map(inner)),
            Predicate::Or(parts) => any(parts.iter().map(inner)),
            Predicate::Not(part) => inner(part).map(|known| !known),
            Predicate::Except(part) => {
                let denied = self.excepted(cells, fields, person, part);
                denied.0.map(|found| !found)
            }
        }
    }

    /// Whether 除外 finds a condition, and whether it finds its opposite: an empty field is neither.
    fn excepted(
        self,
        cells: &Cells,
        fields: &[Field],
        person: Option<&Person>,
        predicate: &Predicate,
    ) -> (Option<bool>, Option<bool>) {
        let parts = |parts: &[Predicate]| -> Vec<(Option<bool>, Option<bool>)> {
            parts.iter().map(|part| self.excepted(cells, fields, person, part)).collect()
        };
        let blank = |field: &FieldId| text(cells, &fields[field.index()]).is_none();
        match predicate {
            Predicate::And(inner) => {
                let (yes, no) = parts(inner).into_iter().unzip::<_, _, Vec<_>, Vec<_>>();
                (all(yes.into_iter()), any(no.into_iter()))
            }
            Predicate::Or(inner) => {
                let (yes, no) = parts(inner).into_iter().unzip::<_, _, Vec<_>, Vec<_>>();
                (any(yes.into_iter()), all(no.into_iter()))
            }
            Predicate::Not(inner) => {
                let (yes, no) = self.excepted(cells, fields, person, inner);
                (no, yes)
            }
            Predicate::Number { field, .. }
            | Predicate::Text { field, .. }
            | Predicate::Level { field, .. }
            | Predicate::Date { field, .. }
            | Predicate::Flag { field }
            | Predicate::Contains { field, .. }
                if blank(field) =>
            {
                (Some(false), Some(false))
            }
            _ => {
                let known = self.truth(cells, fields, person, predicate);
                (known, known.map(|it| !it))
            }
        }
    }
}

/// All of them: one false decides, else one unknown leaves it open.
pub fn all(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let parts: Vec<Option<bool>> = parts.collect();
    if parts.contains(&Some(false)) {
        Some(false)
    } else if parts.contains(&None) {
        None
    } else {
        Some(true)
    }
}

/// One of them: not all fail.
pub fn any(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    all(parts.map(|part| part.map(|known| !known))).map(|none| !none)
}
