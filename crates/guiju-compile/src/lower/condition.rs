//! Conditions to predicates, with the types of their fields checked.

use guiju_engine::program::{Predicate, Since};
use guiju_engine::schema::{FieldId, FieldKind};
use guiju_syntax::ast::{Comparison, Condition, DurationUnit, Quantity, Text, Value};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use rust_decimal::Decimal;

use super::Lowerer;
use super::clause::comparison;
use super::schema::kind_word;
use crate::near::nearest;
use crate::quantity::{duration_unit, exact};

/// What a predicate tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The fields of a record.
    Record,
    /// The attributes of a person.
    Person,
}

/// Attributes that are counted from the day a person took up the post, or joined.
const TENURE: [(&str, Since); 3] = [("岗龄", Since::Post), ("工龄", Since::Joining), ("司龄", Since::Joining)];

/// Words that say a flag is on, or off.
const FLAG_WORDS: [(&str, bool); 8] = [
    ("是", true),
    ("真", true),
    ("有", true),
    ("true", true),
    ("否", false),
    ("假", false),
    ("无", false),
    ("false", false),
];

impl Lowerer<'_, '_> {
    /// The predicate of a condition; `None` where something in it is wrong, which is then reported.
    pub(super) fn condition(&mut self, condition: &Condition, subject: Subject) -> Option<Predicate> {
        match condition {
            Condition::Compare { field, comparison, value } => self.compare(field, *comparison, value, subject),
            Condition::In { field, negated, values } => {
                let texts = match self.kind(field, subject) {
                    Some(FieldKind::Level(_)) => {
                        values
                            .iter()
                            .map(|value| self.level_step(field, value, subject))
                            .collect::<Option<Vec<_>>>()?;
                        values.iter().map(|value| value.text.clone()).collect()
                    }
                    _ => values.iter().map(|value| value.text.clone()).collect(),
                };
                let predicate = Predicate::Text { field: self.text_field(field, subject)?, values: texts };
                Some(if *negated { Predicate::Not(Box::new(predicate)) } else { predicate })
            }
            Condition::Empty { field, negated } => {
                let predicate = Predicate::Empty { field: self.any_field(field, subject) };
                Some(if *negated { Predicate::Not(Box::new(predicate)) } else { predicate })
            }
            Condition::Contains { field, text } => {
                let field = self.typed_field(field, FieldKind::Text, subject)?;
                Some(Predicate::Contains { field, text: text.text.clone() })
            }
            Condition::Flag(field) => {
                let field = self.typed_field(field, FieldKind::Flag, subject)?;
                Some(Predicate::Flag { field })
            }
            Condition::And(all) => self.conditions(all, subject).map(Predicate::And),
            Condition::Or(all) => self.conditions(all, subject).map(Predicate::Or),
            Condition::Not(inner) => Some(Predicate::Not(Box::new(self.condition(inner, subject)?))),
        }
    }

    fn conditions(&mut self, all: &[Condition], subject: Subject) -> Option<Vec<Predicate>> {
        // Every part is looked at, so that each problem is reported.
        let parts: Vec<_> = all.iter().map(|condition| self.condition(condition, subject)).collect();
        parts.into_iter().collect()
    }

    fn compare(&mut self, field: &Text, how: Comparison, value: &Value, subject: Subject) -> Option<Predicate> {
        match value {
            Value::Number(quantity) => self.compare_number(field, how, quantity, subject),
            Value::Text(text) => self.compare_text(field, how, text, subject),
            Value::Date(date, _) => {
                let id = self.typed_field(field, FieldKind::Date, subject)?;
                Some(Predicate::Date { field: id, comparison: comparison(how), value: *date })
            }
            Value::Field(owner, target) => {
                self.report(
                    Diagnostic::new(Code::NotAConstant, owner.span.to(target.span))
                        .with("words", format!("{}.{}", owner.text, target.text)),
                );
                None
            }
        }
    }

    fn compare_number(
        &mut self,
        field: &Text,
        how: Comparison,
        quantity: &Quantity,
        subject: Subject,
    ) -> Option<Predicate> {
        let value = self.exact(quantity)?;
        let unit = quantity.unit.as_ref().and_then(|unit| duration_unit(&unit.text));
        let tenure = TENURE.iter().find(|(word, _)| *word == field.text).filter(|_| subject == Subject::Person);
        if let Some((_, since)) = tenure {
            let months = match unit {
                Some(DurationUnit::Year) => value.checked_mul(Decimal::from(12)),
                Some(DurationUnit::Month) => Some(value),
                _ => None,
            };
            let Some(months) = months else {
                self.report(Diagnostic::new(Code::TenureUnit, quantity.span).with("field", field.text.as_str()));
                return None;
            };
            return Some(Predicate::Tenure { since: *since, comparison: comparison(how), months });
        }
        if self.kind(field, subject) == Some(FieldKind::Text) {
            let text = Text { text: value.normalize().to_string(), span: quantity.span, quoted: false };
            return self.compare_text(field, how, &text, subject);
        }
        let declared = self.shared.vocabulary.fields.get(&field.text).and_then(|(_, table)| table.unit.as_deref());
        let value = match (declared.and_then(duration_unit), unit) {
            (Some(to), Some(from)) => match convert(value, from, to) {
                Some(value) => value,
                None => {
                    self.report(
                        Diagnostic::new(Code::UnitMismatch, quantity.span)
                            .with("field", field.text.as_str())
                            .with("unit", declared.unwrap_or_default()),
                    );
                    return None;
                }
            },
            _ => value,
        };
        let id = self.typed_field(field, FieldKind::Number, subject)?;
        Some(Predicate::Number { field: id, comparison: comparison(how), value })
    }

    fn compare_text(&mut self, field: &Text, how: Comparison, text: &Text, subject: Subject) -> Option<Predicate> {
        match (self.kind(field, subject), how) {
            (Some(FieldKind::Level(level)), _) => {
                let step = self.level_step(field, text, subject)?;
                let field = self.any_field(field, subject);
                Some(Predicate::Level { field, level, comparison: comparison(how), step })
            }
            (Some(FieldKind::Flag), Comparison::Equal | Comparison::NotEqual) => {
                let Some((_, on)) = FLAG_WORDS.iter().find(|(word, _)| *word == text.text) else {
                    return self.mismatch(field, FieldKind::Flag, FieldKind::Text);
                };
                let predicate = Predicate::Flag { field: self.any_field(field, subject) };
                let wanted = *on == (how == Comparison::Equal);
                Some(if wanted { predicate } else { Predicate::Not(Box::new(predicate)) })
            }
            (_, Comparison::Equal | Comparison::NotEqual) => {
                let id = self.text_field(field, subject)?;
                let predicate = Predicate::Text { field: id, values: vec![text.text.clone()] };
                Some(if how == Comparison::Equal { predicate } else { Predicate::Not(Box::new(predicate)) })
            }
            _ => {
                self.report(
                    Diagnostic::new(Code::NoOrder, field.span.to(text.span))
                        .with("field", field.text.as_str())
                        .with("value", text.text.as_str()),
                );
                None
            }
        }
    }

    /// The place of a step in the order of a field's level.
    fn level_step(&mut self, field: &Text, step: &Text, subject: Subject) -> Option<u32> {
        let Some(FieldKind::Level(level)) = self.kind(field, subject) else { return None };
        let (name, steps) = self.shared.vocabulary.levels.iter().nth(level.index())?;
        if let Some(place) = steps.iter().position(|known| *known == step.text) {
            return u32::try_from(place).ok();
        }
        let near = nearest(&step.text, steps.iter().map(String::as_str));
        let diagnostic = Diagnostic::new(Code::UnknownStep, step.span)
            .with("level", name)
            .with("step", step.text.as_str())
            .with("steps", steps.join("、"))
            .near(near);
        self.report(diagnostic);
        None
    }

    fn kind(&self, field: &Text, subject: Subject) -> Option<FieldKind> {
        self.shared.schema.kind(&field.text, subject == Subject::Person)
    }

    fn any_field(&mut self, field: &Text, subject: Subject) -> FieldId {
        match subject {
            Subject::Record => self.shared.schema.field_any(&field.text),
            Subject::Person => self.shared.schema.attribute_any(&field.text),
        }
    }

    /// A field compared with words: a text, or a level by its steps' names.
    fn text_field(&mut self, field: &Text, subject: Subject) -> Option<FieldId> {
        match self.kind(field, subject) {
            Some(FieldKind::Level(_)) => Some(self.any_field(field, subject)),
            _ => self.typed_field(field, FieldKind::Text, subject),
        }
    }

    pub(super) fn typed_field(&mut self, field: &Text, kind: FieldKind, subject: Subject) -> Option<FieldId> {
        let found = match subject {
            Subject::Record => self.shared.schema.field(&field.text, kind, field.span),
            Subject::Person => self.shared.schema.attribute(&field.text, kind, field.span),
        };
        found.map_err(|diagnostic| self.report(diagnostic)).ok()
    }

    fn mismatch<T>(&mut self, field: &Text, known: FieldKind, used: FieldKind) -> Option<T> {
        self.report(
            Diagnostic::new(Code::FieldDeclaredOtherwise, field.span)
                .with("field", field.text.as_str())
                .with("known", kind_word(known))
                .with("used", kind_word(used)),
        );
        None
    }

    /// The value of a quantity; a number too large is reported.
    pub(super) fn exact(&mut self, quantity: &Quantity) -> Option<Decimal> {
        let value = exact(quantity);
        if value.is_none() {
            self.report(
                Diagnostic::new(Code::NumberTooLarge, quantity.span).with("number", quantity.number.to_string()),
            );
        }
        value
    }
}

/// A length of time in another unit, where that is exact: seconds, minutes, hours and days; months and years.
pub(super) fn convert(value: Decimal, from: DurationUnit, to: DurationUnit) -> Option<Decimal> {
    let size = |unit| match unit {
        DurationUnit::Second => Some((0, 1)),
        DurationUnit::Minute => Some((0, 60)),
        DurationUnit::Hour => Some((0, 60 * 60)),
        DurationUnit::Day => Some((0, 24 * 60 * 60)),
        DurationUnit::Week => Some((0, 7 * 24 * 60 * 60)),
        DurationUnit::Month => Some((1, 1)),
        DurationUnit::Year => Some((1, 12)),
        DurationUnit::WorkHour => Some((2, 1)),
        DurationUnit::Workday => Some((3, 1)),
    };
    let ((kind, from), (to_kind, to)) = (size(from)?, size(to)?);
    if kind != to_kind {
        return None;
    }
    let scaled = value.checked_mul(Decimal::from(from))?;
    let converted = scaled.checked_div(Decimal::from(to))?;
    (converted.checked_mul(Decimal::from(to)) == Some(scaled)).then_some(converted)
}
